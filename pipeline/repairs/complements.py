"""Mending what verbs of judging take: what is rejected, and as what, and of what one is accused."""

from __future__ import annotations

import re
from dataclasses import replace

from pipeline.repairs.hanging import below, phrase, rehang
from pipeline.types import Word

_NOMINAL = frozenset({"NOUN", "PROPN"})
# Verbs that take a thing and never a bare clause.
_NO_CLAUSE = frozenset(
    "reject dismiss deny refute rebut repudiate dispute ignore rebuff spurn defy welcome back"
    " support oppose resist echo condemn denounce criticise criticize slam decry deplore discount"
    " endorse heed withdraw repeat reiterate renew counter contradict question challenge".split()
)
_ACCUSING = frozenset({"accuse", "suspect", "acquit", "absolve", "clear"})
_SPEAKING = frozenset(
    "accuse add allege argue blame brand call charge cite claim complain condemn criticise"
    " criticize declare decry demand denounce deny describe dismiss express insist label note say"
    " slam stress urge vow warn".split()
)
_TELLING = frozenset("say report announce tell add state confirm".split())
_QUOTES = frozenset({'"', "''", "”", "’"})
_JOINING = (("along", "with"), ("together", "with"), ("as", "well", "as"))


def mend_objects(words: list[Word]) -> bool:
    """Make a noun of a verb that another cannot take: "rejected U.S. claims that it lied".

    Args:
        words: the words of a sentence; changed in place.

    Returns:
        Whether anything was changed.
    """
    changed = False
    for noun in words[1:]:
        verb, owner = words[noun.head], words[noun.i - 1]
        if _is_bound_noun(words, noun):
            _make_noun(words, noun, noun.dep)
            changed = True
            continue
        if noun.tag != "VBZ" or noun.dep not in ("obj", "ccomp", "xcomp") or noun.i < verb.i:
            continue
        own = [w for w in below(words, noun.i) if w.dep.startswith(("nsubj", "aux", "mark", "cop"))]
        if [w.i for w in own] != [owner.i] or owner.pos not in ("PROPN", "ADJ"):
            continue
        if verb.lemma.lower() not in _NO_CLAUSE:
            continue
        _make_noun(words, noun, "obj")
        rehang(words, owner.i, noun.i, "compound")
        changed = True
    return changed


def _is_bound_noun(words: list[Word], noun: Word) -> bool:
    """Tell whether a noun was read as a verb though bound: "dismay at U.S. plans to leave"."""
    own = list(below(words, noun.i))
    bound = any(w.dep == "case" and w.i < noun.i for w in own)
    clausal = any(w.dep.startswith(("nsubj", "aux", "cop", "obj")) for w in own)
    return noun.tag == "VBZ" and noun.dep in ("obl", "nmod") and bound and not clausal


def _make_noun(words: list[Word], noun: Word, dep: str) -> None:
    """Make a noun in the plural of what was read as a verb."""
    lemma = noun.text.lower().removesuffix("s")
    words[noun.i] = replace(noun, pos="NOUN", tag="NNS", dep=dep, lemma=lemma)
    for word in list(below(words, noun.i)):
        if word.dep in ("xcomp", "ccomp", "advcl"):
            rehang(words, word.i, noun.i, "acl")


def part_judgements(words: list[Word]) -> bool:
    """Part what is judged from the judgement before it: "rejected as baseless the accusations".

    Args:
        words: the words of a sentence; changed in place.

    Returns:
        Whether anything was changed.
    """
    changed = _part_quoted(words)
    for mark in words[1:]:
        noun, verb = words[mark.head], words[mark.i - 1]
        if mark.text != "as" or mark.dep != "case" or verb.pos != "VERB" or noun.head != verb.i:
            continue
        own = list(below(words, noun.i))
        judged = next((w for w in own if w.dep == "amod" and mark.i < w.i < noun.i), None)
        others = [w for w in below(words, verb.i) if w.dep == "obj" and w.i != noun.i]
        if judged is None or noun.dep not in ("obl", "obj") or noun.pos not in _NOMINAL or others:
            continue
        if any(w.dep == "det" and w.i < judged.i for w in own):
            continue
        rehang(words, noun.i, verb.i, "obj")
        rehang(words, judged.i, verb.i, "obl")
        rehang(words, mark.i, judged.i, "case")
        for clause in list(below(words, verb.i)):
            if clause.dep == "ccomp" and clause.i > noun.i:
                rehang(words, clause.i, noun.i, "acl")
        changed = True
    return changed


def _part_quoted(words: list[Word]) -> bool:
    """Part what is judged from a judgement in quotes: 'condemned as "a farce" the vote'."""
    for mark in words[1:]:
        verb, judged = words[mark.i - 1], words[mark.head]
        if mark.text != "as" or verb.pos != "VERB" or judged.head != verb.i:
            continue
        if any(w.dep == "obj" for w in below(words, verb.i)):
            continue
        for noun in words[judged.i + 1 :]:
            first = phrase(words, noun.i)[0]
            quoted = first > judged.i and words[first - 1].text in _QUOTES
            if noun.dep in ("appos", "nmod", "obl") and noun.pos in _NOMINAL and quoted:
                rehang(words, noun.i, verb.i, "obj")
                return True
    return False


def relate_objects(words: list[Word]) -> bool:
    """Make a relative clause of one whose verb lacks its object: "a claim that Baku denied".

    Args:
        words: the words of a sentence; changed in place.

    Returns:
        Whether anything was changed.
    """
    changed = False
    for verb in words:
        if verb.dep != "acl" or verb.tag not in ("VBD", "VBZ", "VBP", "VBN"):
            continue
        own = list(below(words, verb.i))
        mark = next((w for w in own if w.dep == "mark" and w.text.lower() == "that"), None)
        lacking = not any(w.dep in ("obj", "ccomp", "xcomp", "aux:pass") for w in own)
        if mark and lacking and verb.lemma.lower() in _NO_CLAUSE:
            words[mark.i] = replace(mark, dep="obj", pos="PRON", tag="WDT")
            words[verb.i] = replace(verb, dep="acl:relcl")
            changed = True
    return changed


def free_gerunds(words: list[Word]) -> bool:
    """Make a verb of what looks like an attribute after "of": "accused him of passing secrets".

    Args:
        words: the words of a sentence; changed in place.

    Returns:
        Whether anything was changed.
    """
    changed = False
    for mark, verb in zip(words, words[1:], strict=False):
        noun = words[verb.head]
        if mark.text != "of" or mark.head != noun.i or not verb.text.endswith("ing"):
            continue
        if verb.dep not in ("amod", "compound") or noun.i < verb.i:
            continue
        accused = words[noun.head]
        above = words[accused.head] if noun.dep == "nmod" else accused
        if above.lemma.lower() not in _ACCUSING or above.pos != "VERB":
            continue
        words[mark.i] = replace(mark, head=verb.i, dep="mark")
        words[verb.i] = replace(
            verb, head=above.i, dep="advcl", pos="VERB", tag="VBG",
            lemma=verb.lemma if verb.pos == "VERB" else _infinitive(verb.text.lower()),
        )  # fmt: skip
        rehang(words, noun.i, verb.i, "obj")
        for word in list(below(words, above.i)):
            if word.dep == "obl" and word.i > noun.i:
                rehang(words, word.i, verb.i, "obl")
        changed = True
    return changed


def _infinitive(gerund: str) -> str:
    """Return the verb of a gerund: "planning" is to "plan", "making" to "make"."""
    stem = gerund.removesuffix("ing")
    if re.search(r"([b-df-km-rtv-z])\1$", stem):
        return stem[:-1]
    mute = re.search(r"^[^aeiou]*[aeiou][b-df-hj-tvz]$|(at|iz|ys|[vcuz]|[nr]g|[^s]s)$", stem)
    return stem + "e" if mute else stem


def seat_verdicts(words: list[Word]) -> bool:
    """Part a verdict from whom it is on: "found the bank guilty" is no "bank guilty".

    Args:
        words: the words of a sentence; changed in place.

    Returns:
        Whether anything was changed.
    """
    changed = False
    for verdict in words:
        verb = words[verdict.head]
        if verdict.text.lower() not in ("guilty", "liable") or verb.pos != "VERB":
            continue
        own = [w for w in below(words, verdict.i) if verb.i < w.i < verdict.i]
        found = next((w for w in reversed(own) if w.pos in _NOMINAL), None)
        if found is None or verdict.dep not in ("obj", "xcomp"):
            continue
        rehang(words, found.i, verb.i, "obj")
        words[verdict.i] = replace(words[verdict.i], dep="xcomp", pos="ADJ", tag="JJ")
        for word in own:
            if word.i != found.i:
                rehang(words, word.i, found.i, word.dep)
        changed = True
    return changed


def join_companions(words: list[Word]) -> bool:
    """Join to a subject who stands beside it: "Canada, along with Britain, condemned it".

    Args:
        words: the words of a sentence; changed in place.

    Returns:
        Whether anything was changed.
    """
    changed = False
    for i in range(len(words)):
        mark = next((m for m in _JOINING if _stands(words, i, m)), None)
        if mark is None or i < 2 or words[i - 1].text != ",":
            continue
        companion = _bound(words, i, len(mark))
        subject = next(
            (w for w in reversed(words[:i]) if w.dep.startswith("nsubj") and w.i < i), None
        )
        if companion is None or subject is None or companion.pos not in _NOMINAL:
            continue
        first, last = phrase(words, companion.i)
        verb = words[subject.head]
        around = {companion.head} <= {verb.i, subject.i}
        if not around or verb.i < last or phrase(words, subject.i)[1] not in (i - 2, last):
            continue
        rehang(words, companion.i, subject.i, "conj")
        for k in range(i, i + len(mark)):
            rehang(words, k, companion.i, "cc")
        changed = True
    return changed


def _stands(words: list[Word], i: int, mark: tuple[str, ...]) -> bool:
    """Tell whether these words stand at a place."""
    return tuple(w.text.lower() for w in words[i : i + len(mark)]) == mark


def _bound(words: list[Word], i: int, length: int) -> Word | None:
    """Return the head of the phrase that a preposition of several words binds."""
    for k in (i + length - 1, i):
        above = words[words[k].head]
        if above.i >= i + length:
            return above
    return None


def raise_participles(words: list[Word]) -> bool:
    """Give what is said after a comma to whoever acts: "rejected the plan to leave, calling it".

    Args:
        words: the words of a sentence; changed in place.

    Returns:
        Whether anything was changed.
    """
    changed = False
    for verb in words[1:]:
        hung = verb.dep in ("advcl", "acl", "conj")
        if verb.tag != "VBG" or not hung or words[verb.i - 1].text != ",":
            continue
        if verb.lemma.lower() not in _SPEAKING or any(
            w.dep.startswith(("nsubj", "mark", "aux", "cc")) for w in below(words, verb.i)
        ):
            continue
        above, steps = words[verb.head], 0
        while not _acts(words, above) and above.head != above.i and steps < len(words):
            above, steps = words[above.head], steps + 1
        if above.i != verb.head and _acts(words, above):
            rehang(words, verb.i, above.i, "advcl")
            changed = True
    return changed


def _acts(words: list[Word], verb: Word) -> bool:
    """Tell whether a word is a verb with a subject of its own, in no relative clause."""
    subjects = any(w.dep.startswith("nsubj") for w in below(words, verb.i))
    return verb.pos == "VERB" and subjects and not verb.dep.startswith("acl")


def part_attributions(words: list[Word]) -> bool:
    """Give a verb of telling at the end its own subject: "..., the minister said on Friday".

    Args:
        words: the words of a sentence; changed in place.

    Returns:
        Whether anything was changed.
    """
    verb = next((w for w in reversed(words) if w.lemma.lower() in _TELLING), None)
    if verb is None or verb.tag not in ("VBD", "VBZ") or verb.head == verb.i:
        return False
    if verb.dep in ("parataxis", "acl:relcl"):
        return False
    after = (w for w in words[verb.i + 1 :] if w.pos in ("VERB", "AUX"))
    comma = next((w.i for w in reversed(words[: verb.i]) if w.text == ","), None)
    if comma is None or verb.i - comma > 12 or any(after):
        return False
    teller = words[comma + 1 : verb.i]
    if not teller or any(w.pos in ("VERB", "AUX", "SCONJ", "CCONJ") for w in teller):
        return False
    tops = [w for w in teller if not comma < w.head < verb.i and w.pos in (*_NOMINAL, "PRON")]
    root = next(w for w in words if w.head == w.i)
    if len(tops) != 1 or root.i > comma or root.pos != "VERB":
        return False
    for word in list(below(words, verb.i)):
        if word.i < comma and word.dep != "punct":
            above, dep = root.i, "ccomp"
            if word.dep.startswith("nsubj"):
                before = [w for w in words[: word.i] if w.pos == "VERB"]
                above, dep = (before[-1].i if before else root.i), "obj"
            rehang(words, word.i, above, dep)
    rehang(words, tops[0].i, verb.i, "nsubj")
    rehang(words, verb.i, root.i, "parataxis")
    return True


def seat_told(words: list[Word]) -> bool:
    """Make a name the subject of the clause after it: "said FARC rebels were responsible".

    Args:
        words: the words of a sentence; changed in place.

    Returns:
        Whether anything was changed.
    """
    changed = False
    for name in words:
        if name.dep != "ccomp" or name.pos not in _NOMINAL or name.head > name.i:
            continue
        if any(w.dep.startswith(("nsubj", "cop", "aux", "mark")) for w in below(words, name.i)):
            continue
        for clause in list(below(words, name.head)):
            own = list(below(words, clause.i))
            helped = any(w.dep in ("cop", "aux") and name.i < w.i for w in own)
            lacking = not any(w.dep.startswith(("nsubj", "mark", "cc")) for w in own)
            if clause.dep == "ccomp" and clause.i > name.i and helped and lacking:
                rehang(words, name.i, clause.i, "nsubj")
                changed = True
                break
    return changed
