from pipeline.types import Sentence
MAX_CHARACTERS=3000
def split(t): return [Sentence(0,0,len(t),t)]
