"""Give a pipeline its rule lemmatizer, with tables that live inside the model."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable

from conllu import Tree
from spacy.language import Language
from spacy.lookups import Lookups, load_lookups
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
    "embargo": "embargoed embargoing embargoes",
    "find": "found",
    "flee": "fled fleeing",
    "hang": "hanged hung",
    "lay": "laid laying",
    "lead": "led",
    "leave": "left",
    "shell": "shelled shelling shells",
    "strike": "struck stricken striking",
    "veto": "vetoed vetoing vetoes",
    "wound": "wounded wounding",
}
"""What the tables miss, or must never get wrong."""

NOUNS = {
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
    _prefer_likely_bases(lookups)
    _shield_base_forms(lookups)
    exceptions = lookups.get_table("lemma_exc")
    exceptions["aux"] = _table(AUXILIARIES)
    exceptions["verb"] |= _table(VERBS)
    exceptions["noun"] |= _table(NOUNS)
    lemmatizer = nlp.add_pipe("lemmatizer", config={"mode": "rule"})
    assert isinstance(lemmatizer, Lemmatizer)
    lemmatizer.initialize(nlp=nlp, lookups=lookups)
    _correct(lemmatizer, lookups, trees)


def _table(forms: dict[str, str]) -> dict[str, list[str]]:
    return {form: [lemma] for lemma, inflected in forms.items() for form in inflected.split()}


def _prefer_likely_bases(lookups: Lookups) -> None:
    """Let "hoping" and "raped" be of hope and rape: hop and rap would double their consonant.

    Where the spelling leaves it open, as in "bathed", the more frequent verb wins. The loser stays
    reachable by its other forms, for the index only settles between rules that both apply.
    """
    index = lookups.get_table("lemma_index")["verb"]
    verbs = set(index)
    losers = {
        verb
        for verb in verbs
        if verb + "e" in verbs
        and (
            DOUBLING.fullmatch(verb)
            or zipf_frequency(verb + "e", "en") > zipf_frequency(verb, "en")
        )
    }
    lookups.get_table("lemma_index")["verb"] = [verb for verb in index if verb not in losers]


def _shield_base_forms(lookups: Lookups) -> None:
    """Keep the rules off base forms that look inflected: discuss, witness, need, bring."""
    verbs = set(lookups.get_table("lemma_index")["verb"])
    exceptions = lookups.get_table("lemma_exc")["verb"]
    for verb in verbs:
        if verb.endswith(SUFFIXES):
            exceptions.setdefault(verb, [verb])


def _correct(lemmatizer: Lemmatizer, lookups: Lookups, trees: Iterable[Tree]) -> None:
    """Note as exceptions the words whose lemma the tables get wrong, by the treebank's own."""
    exceptions = lookups.get_table("lemma_exc")
    for (form, pos, morph), lemma in _frequent_lemmas(trees).items():
        doc = Doc(lemmatizer.vocab, [form], pos=[pos], morphs=[morph])
        if lemmatizer.lemmatize(doc[0])[0] != lemma:
            exceptions[pos.lower()][form] = [lemma]
    lemmatizer.cache.clear()


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
