"""Give a pipeline its rule lemmatizer, with tables that live inside the model."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from conllu import Tree
from spacy.language import Language
from spacy.lookups import load_lookups
from spacy.pipeline import Lemmatizer
from spacy.tokens import Doc
from wordfreq import zipf_frequency

TABLES = ["lemma_rules", "lemma_exc", "lemma_index"]
DOUBLING = re.compile("[^aeiou]*[aeiou][^aeiouwxy]")
"""A verb of one syllable that doubles its last letter before a suffix."""
MIN_COUNT = 3
"""How often the treebank must show a word before it corrects the tables."""

AUXILIARIES = {
    "be": "be am is are was were been being 's ’s 're ’re 'm ’m s m r ai",
    "have": "have has had having 've ’ve ve",
    "do": "do does did done doing",
    "get": "get gets got gotten getting",
    "will": "will wo 'll ’ll ll",
    "would": "would 'd ’d",
    "can": "can ca",
    "could": "could",
    "shall": "shall sha",
    "should": "should",
    "may": "may",
    "might": "might",
    "must": "must",
    "ought": "ought",
    "need": "need",
}

VERBS = {
    "be": "'s ’s 're ’re 'm ’m",
    "have": "'ve ’ve",
    "arraign": "arraigned",
    "broadcast": "broadcasted",
    "cordon": "cordoned cordoning",
    "deregister": "deregistered deregistering",
    "embargo": "embargoed embargoing embargoes",
    "find": "found",
    "flee": "fled fleeing",
    "hang": "hanged hung",
    "lambaste": "lambasted lambasting",
    "lay": "laid laying",
    "lead": "led",
    "leave": "left",
    "rout": "routed routing",
    "shell": "shelled shelling shells",
    "strike": "struck stricken striking",
    "teargas": "teargassed teargassing",
    "unban": "unbanned unbanning",
    "veto": "vetoed vetoing vetoes",
    "waterboard": "waterboarded waterboarding",
    "wound": "wounded wounding",
}
"""What the tables miss, or must never get wrong."""

NOUNS = {
    "axe": "axes",
    "base": "bases",
    "dose": "doses",
    "grave": "graves",
    "headquarters": "headquarters",
    "means": "means",
    "motive": "motives",
    "series": "series",
    "species": "species",
    "tax": "taxes",
}

SUFFIXES = ("s", "ed", "ing")


def add_lemmatizer(nlp: Language, trees: Iterable[Tree]) -> None:
    """Append the lemmatizer, filled from spacy-lookups-data and corrected from the treebank."""
    lookups = load_lookups("en", TABLES)
    index, exceptions = lookups.get_table("lemma_index"), lookups.get_table("lemma_exc")
    for pos in list(index):
        index[pos] = dict.fromkeys(index[pos], True)
    _prefer_likely_bases(index["verb"])
    _shield_base_forms(index["verb"], exceptions["verb"])
    exceptions["aux"] = {form: [lemma] for form, lemma in _pairs(AUXILIARIES)}
    lemmatizer = nlp.add_pipe("lemmatizer", config={"mode": "rule"})
    assert isinstance(lemmatizer, Lemmatizer)
    lemmatizer.initialize(nlp=nlp, lookups=lookups)
    for (form, pos, morph), lemma in _frequent_lemmas(trees).items():
        _teach(lemmatizer, form, pos, morph, lemma)
    for form, lemma in _pairs(VERBS):
        _teach(lemmatizer, form, "VERB", "", lemma)
    for form, lemma in _pairs(NOUNS):
        _teach(lemmatizer, form, "NOUN", "Number=Plur", lemma)


def _pairs(forms: dict[str, str]) -> Iterator[tuple[str, str]]:
    for lemma, inflected in forms.items():
        for form in inflected.split():
            yield form, lemma


def _teach(lemmatizer: Lemmatizer, form: str, pos: str, morph: str, lemma: str) -> None:
    """Make an exception of a word, if the tables get it wrong.

    An exception does not go before a form that a rule finds in the index: the rival leaves it then.
    """
    token = Doc(lemmatizer.vocab, [form], pos=[pos], morphs=[morph])[0]
    if lemmatizer.lemmatize(token)[0] == lemma:
        return
    lemmatizer.lookups.get_table("lemma_exc")[pos.lower()][form] = [lemma]
    lemmatizer.cache.clear()
    rival = lemmatizer.lemmatize(token)[0]
    if rival != lemma:
        lemmatizer.lookups.get_table("lemma_index")[pos.lower()].pop(rival, None)
        lemmatizer.cache.clear()


def _prefer_likely_bases(verbs: dict[str, bool]) -> None:
    """Let "hoping" and "raped" be of hope and rape: hop and rap would double their consonant.

    Where the spelling leaves it open, as in "bathed", the more frequent verb wins. The loser stays
    reachable by its other forms, for the index only settles between rules that both apply.
    """
    for verb in list(verbs):
        longer = verb + "e"
        if longer in verbs and (
            DOUBLING.fullmatch(verb) or zipf_frequency(longer, "en") > zipf_frequency(verb, "en")
        ):
            del verbs[verb]


def _shield_base_forms(verbs: dict[str, bool], exceptions: dict[str, list[str]]) -> None:
    """Keep the rules off base forms that look inflected: discuss, witness, need, bring."""
    for verb in verbs:
        if verb.endswith(SUFFIXES):
            exceptions.setdefault(verb, [verb])


def _frequent_lemmas(trees: Iterable[Tree]) -> dict[tuple[str, str, str], str]:
    """The lemma of every verb and noun that is seen often and nearly always with it."""
    seen: defaultdict[tuple[str, str], Counter[tuple[str, str]]] = defaultdict(Counter)
    for tree in trees:
        for word in tree:
            if word.pos in {"VERB", "NOUN"} and word.form.isalpha() and word.form.islower():
                seen[word.form, word.pos][word.lemma.lower(), word.morph] += 1
    frequent = {}
    for (form, pos), counts in seen.items():
        (lemma, morph), _ = counts.most_common(1)[0]
        share = sum(count for (other, _), count in counts.items() if other == lemma)
        singular = pos == "NOUN" and form == lemma
        if share >= MIN_COUNT and share * 3 > counts.total() * 2 and not singular:
            frequent[form, pos, morph] = lemma
    return frequent
