"""What verbs of judging, accusing and telling take, where the parser took it for something else."""

from dataclasses import replace

import pytest
from trees import read_words

from pipeline.syntax.repairs import complements
from pipeline.syntax.repairs.draft import Draft, Mender

# A faulty tree, then the words that are mended, as they shall be.
CLAIM = """
    a DET DT det 1
    claim NOUN NN root 1
    that SCONJ IN mark 4
    Chad PROPN NNP nsubj 4
    denied|deny VERB VBD acl 1
"""
MENDED: dict[str, tuple[Mender, str, str]] = {
    "Chad rejected Swedish claims": (
        complements.mend_objects,
        """
        Chad PROPN NNP nsubj 1
        rejected|reject VERB VBD root 1
        Swedish ADJ JJ nsubj 3
        claims|claim VERB VBZ ccomp 1
        """,
        """
        Swedish ADJ JJ compound 3
        claims|claim NOUN NNS obj 1
        """,
    ),
    "dismay at plans to leave": (
        complements.mend_objects,
        """
        dismay NOUN NN root 0
        at ADP IN case 2
        plans|plan VERB VBZ nmod 0
        to PART TO mark 4
        leave VERB VB xcomp 2
        """,
        """
        plans|plan NOUN NNS nmod 0
        leave VERB VB acl 2
        """,
    ),
    "Chad rejected as baseless the accusations that it lied": (
        complements.part_judgements,
        """
        Chad PROPN NNP nsubj 1
        rejected|reject VERB VBD root 1
        as ADP IN case 5
        baseless ADJ JJ amod 5
        the DET DT det 5
        accusations|accusation NOUN NNS obl 1
        that SCONJ IN mark 8
        it PRON PRP nsubj 8
        lied|lie VERB VBD ccomp 1
        """,
        """
        as ADP IN case 3
        baseless ADJ JJ obl 1
        accusations|accusation NOUN NNS obj 1
        lied|lie VERB VBD acl 5
        """,
    ),
    'Chad condemned as "a farce" the vote': (
        complements.part_judgements,
        """
        Chad PROPN NNP nsubj 1
        condemned|condemn VERB VBD root 1
        as ADP IN case 5
        " PUNCT `` punct 5
        a DET DT det 5
        farce NOUN NN obl 1
        " PUNCT '' punct 5
        the DET DT det 8
        vote NOUN NN appos 5
        """,
        "vote NOUN NN obj 1",
    ),
    "a claim that Chad denied": (
        complements.relate_objects,
        CLAIM,
        """
        that PRON WDT obj 4
        denied|deny VERB VBD acl:relcl 1
        """,
    ),
    "Chad accused him of passing secrets to Niger": (
        complements.free_gerunds,
        """
        Chad PROPN NNP nsubj 1
        accused|accuse VERB VBD root 1
        him PRON PRP obj 1
        of ADP IN case 5
        passing NOUN NN amod 5
        secrets|secret NOUN NNS obl 1
        to ADP IN case 7
        Niger PROPN NNP obl 1
        """,
        """
        of ADP IN mark 4
        passing|pass VERB VBG advcl 1
        secrets|secret NOUN NNS obj 4
        Niger PROPN NNP obl 4
        """,
    ),
    "Judges found the bank guilty": (
        complements.seat_verdicts,
        """
        Judges|judge NOUN NNS nsubj 1
        found|find VERB VBD root 1
        the DET DT det 4
        bank NOUN NN compound 4
        guilty NOUN NN obj 1
        """,
        """
        the DET DT det 3
        bank NOUN NN obj 1
        guilty ADJ JJ xcomp 1
        """,
    ),
    "Chad rejected a plan to leave, calling it unfair": (
        complements.raise_participles,
        """
        Chad PROPN NNP nsubj 1
        rejected|reject VERB VBD root 1
        a DET DT det 3
        plan NOUN NN obj 1
        to PART TO mark 5
        leave VERB VB acl 3
        , PUNCT , punct 7
        calling|call VERB VBG advcl 5
        it PRON PRP obj 7
        unfair ADJ JJ xcomp 7
        """,
        "calling|call VERB VBG advcl 1",
    ),
    "Rebels killed ten soldiers, the minister said on Friday": (
        complements.part_attributions,
        """
        Rebels|rebel NOUN NNS nsubj 1
        killed|kill VERB VBD root 1
        ten NUM CD nummod 3
        soldiers|soldier NOUN NNS nsubj 6
        , PUNCT , punct 6
        minister NOUN NN appos 3
        said|say VERB VBD ccomp 1
        on ADP IN case 8
        Friday PROPN NNP obl 6
        """,
        """
        soldiers|soldier NOUN NNS obj 1
        minister NOUN NN nsubj 6
        said|say VERB VBD parataxis 1
        """,
    ),
    "Chad said rebels were responsible": (
        complements.seat_told,
        """
        Chad PROPN NNP nsubj 1
        said|say VERB VBD root 1
        rebels|rebel NOUN NNS ccomp 1
        were|be AUX VBD cop 4
        responsible ADJ JJ ccomp 1
        """,
        "rebels|rebel NOUN NNS nsubj 4",
    ),
}

# What looks like a fault and is none.
SOUND: dict[str, tuple[Mender, str]] = {
    "Chad said Sweden claims it": (
        complements.mend_objects,
        """
        Chad PROPN NNP nsubj 1
        said|say VERB VBD root 1
        Sweden PROPN NNP nsubj 3
        claims|claim VERB VBZ ccomp 1
        it PRON PRP obj 3
        """,
    ),
    "he served as the interior minister": (
        complements.part_judgements,
        """
        he PRON PRP nsubj 1
        served|serve VERB VBD root 1
        as ADP IN case 5
        the DET DT det 5
        interior ADJ JJ amod 5
        minister NOUN NN obl 1
        """,
    ),
    "a claim that Chad denied aid": (
        complements.relate_objects,
        CLAIM + "aid NOUN NN obj 4",
    ),
    "Chad approved of working groups": (
        complements.free_gerunds,
        """
        Chad PROPN NNP nsubj 1
        approved|approve VERB VBD root 1
        of ADP IN case 4
        working NOUN NN amod 4
        groups|group NOUN NNS obl 1
        """,
    ),
    "the bank pleaded guilty": (
        complements.seat_verdicts,
        """
        the DET DT det 1
        bank NOUN NN nsubj 2
        pleaded|plead VERB VBD root 2
        guilty ADJ JJ xcomp 2
        """,
    ),
    "Chad rejected a plan to cut aid, saving money": (
        complements.raise_participles,
        """
        Chad PROPN NNP nsubj 1
        rejected|reject VERB VBD root 1
        a DET DT det 3
        plan NOUN NN obj 1
        to PART TO mark 5
        cut VERB VB acl 3
        aid NOUN NN obj 5
        , PUNCT , punct 8
        saving|save VERB VBG advcl 5
        money NOUN NN obj 8
        """,
    ),
    "rebels killed ten, and the army said nothing": (
        complements.part_attributions,
        """
        rebels|rebel NOUN NNS nsubj 1
        killed|kill VERB VBD root 1
        ten NUM CD obj 1
        , PUNCT , punct 7
        and CCONJ CC cc 7
        the DET DT det 6
        army NOUN NN nsubj 7
        said|say VERB VBD conj 1
        nothing PRON NN obj 7
        """,
    ),
    "Chad said rebels were there and that it was responsible": (
        complements.seat_told,
        """
        Chad PROPN NNP nsubj 1
        said|say VERB VBD root 1
        rebels|rebel NOUN NNS ccomp 1
        that SCONJ IN mark 6
        it PRON PRP nsubj 6
        was|be AUX VBD cop 6
        responsible ADJ JJ ccomp 1
        """,
    ),
}


@pytest.mark.parametrize(("mend", "broken", "changes"), MENDED.values(), ids=MENDED)
def test_a_fault_is_mended_and_nothing_else(mend, broken, changes):
    draft = Draft(read_words(broken))
    wanted = list(draft)
    for word in read_words(changes):
        (i,) = [w.i for w in draft if w.text == word.text]
        old = wanted[i]
        wanted[i] = replace(word, i=i, start=old.start, end=old.end)
    assert mend(draft)
    assert list(draft) == wanted


@pytest.mark.parametrize(("mend", "sound"), SOUND.values(), ids=SOUND)
def test_what_is_sound_is_left_alone(mend, sound):
    draft = Draft(read_words(sound))
    assert not mend(draft)
    assert list(draft) == read_words(sound)


@pytest.mark.parametrize(
    ("gerund", "verb"),
    [
        ("planning", "plan"),
        ("passing", "pass"),
        ("killing", "kill"),
        ("making", "make"),
        ("violating", "violate"),
        ("forging", "forge"),
        ("spying", "spy"),
        ("attacking", "attack"),
    ],
)
def test_a_gerund_gets_the_lemma_of_its_verb(gerund, verb):
    draft = Draft(
        read_words(f"""
        accused|accuse VERB VBD root 0
        him PRON PRP obj 0
        of ADP IN case 4
        {gerund} NOUN NN amod 4
        things|thing NOUN NNS obl 0
        """)
    )
    complements.free_gerunds(draft)
    assert draft[3].lemma == verb
