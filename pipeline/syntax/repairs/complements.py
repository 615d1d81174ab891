"""Mending what verbs of judging take: what is rejected, and as what, and of what one is accused."""

from __future__ import annotations

import re
from dataclasses import replace

from pipeline.syntax.repairs.draft import NOMINAL, Draft
from pipeline.types import Word

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
_QUOTES = frozenset({'"', "''", "”", "’"})
_TELLING = frozenset("say report announce tell add state confirm".split())


def mend_objects(words: Draft) -> bool:
    """Make a noun of a verb that another cannot take: "rejected U.S. claims that it lied"."""
    changed = False
    for noun in words[1:]:
        if noun.tag != "VBZ":
            continue
        verb, owner = words[noun.head], words[noun.i - 1]
        if _is_bound_noun(words, noun):
            _make_noun(words, noun, noun.dep)
            changed = True
            continue
        if noun.dep not in ("obj", "ccomp", "xcomp") or noun.i < verb.i:
            continue
        own = [w for w in words.below(noun.i) if w.dep.startswith(("nsubj", "aux", "mark", "cop"))]
        if [w.i for w in own] != [owner.i] or owner.pos not in ("PROPN", "ADJ"):
            continue
        if verb.lemma.lower() not in _NO_CLAUSE:
            continue
        _make_noun(words, noun, "obj")
        words.rehang(owner.i, noun.i, "compound")
        changed = True
    return changed


def _is_bound_noun(words: Draft, noun: Word) -> bool:
    """Tell whether what was read as a verb is bound: "dismay at U.S. plans to leave"."""
    own = words.below(noun.i)
    bound = any(w.dep == "case" and w.i < noun.i for w in own)
    clausal = any(w.dep.startswith(("nsubj", "aux", "cop", "obj")) for w in own)
    return noun.dep in ("obl", "nmod") and bound and not clausal


def _make_noun(words: Draft, noun: Word, dep: str) -> None:
    """Make a noun in the plural of what was read as a verb."""
    lemma = noun.text.lower().removesuffix("s")
    words[noun.i] = replace(noun, pos="NOUN", tag="NNS", dep=dep, lemma=lemma)
    for word in words.below(noun.i):
        if word.dep in ("xcomp", "ccomp", "advcl"):
            words.rehang(word.i, noun.i, "acl")


def part_judgements(words: Draft) -> bool:
    """Part what is judged from the judgement before it: "rejected as baseless the accusations"."""
    changed = _part_quoted(words)
    for mark in words[1:]:
        noun, verb = words[mark.head], words[mark.i - 1]
        if mark.text != "as" or mark.dep != "case" or verb.pos != "VERB" or noun.head != verb.i:
            continue
        own = words.below(noun.i)
        judged = next((w for w in own if w.dep == "amod" and mark.i < w.i < noun.i), None)
        others = [w for w in words.below(verb.i) if w.dep == "obj" and w.i != noun.i]
        if judged is None or noun.dep not in ("obl", "obj") or noun.pos not in NOMINAL or others:
            continue
        if any(w.dep == "det" and w.i < judged.i for w in own):
            continue
        words.rehang(noun.i, verb.i, "obj")
        words.rehang(judged.i, verb.i, "obl")
        words.rehang(mark.i, judged.i, "case")
        for clause in words.below(verb.i):
            if clause.dep == "ccomp" and clause.i > noun.i:
                words.rehang(clause.i, noun.i, "acl")
        changed = True
    return changed


def _part_quoted(words: Draft) -> bool:
    """Part what is judged from a judgement in quotes: 'condemned as "a farce" the vote'."""
    for mark in words[1:]:
        verb, judged = words[mark.i - 1], words[mark.head]
        if mark.text != "as" or verb.pos != "VERB" or judged.head != verb.i:
            continue
        if any(w.dep == "obj" for w in words.below(verb.i)):
            continue
        for noun in words[judged.i + 1 :]:
            first = words.phrase(noun.i)[0]
            quoted = first > judged.i and words[first - 1].text in _QUOTES
            if noun.dep in ("appos", "nmod", "obl") and noun.pos in NOMINAL and quoted:
                words.rehang(noun.i, verb.i, "obj")
                return True
    return False


def relate_objects(words: Draft) -> bool:
    """Make a relative clause of one whose verb lacks its object: "a claim that Baku denied"."""
    changed = False
    for verb in words:
        if verb.dep != "acl" or verb.tag not in ("VBD", "VBZ", "VBP", "VBN"):
            continue
        own = words.below(verb.i)
        mark = next((w for w in own if w.dep == "mark" and w.text.lower() == "that"), None)
        lacking = not any(w.dep in ("obj", "ccomp", "xcomp", "aux:pass") for w in own)
        if mark and lacking and verb.lemma.lower() in _NO_CLAUSE:
            words[mark.i] = replace(mark, dep="obj", pos="PRON", tag="WDT")
            words[verb.i] = replace(verb, dep="acl:relcl")
            changed = True
    return changed


def free_gerunds(words: Draft) -> bool:
    """Make a verb of what looks like an attribute after "of": "accused him of passing secrets"."""
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
        words.rehang(noun.i, verb.i, "obj")
        for word in words.below(above.i):
            if word.dep == "obl" and word.i > noun.i:
                words.rehang(word.i, verb.i, "obl")
        changed = True
    return changed


def _infinitive(gerund: str) -> str:
    """Return the verb of a gerund: "planning" is to "plan", "making" to "make"."""
    stem = gerund.removesuffix("ing")
    if re.search(r"([b-df-km-rtv-z])\1$", stem):
        return stem[:-1]
    mute = re.search(r"^[^aeiou]*[aeiou][b-df-hj-tvz]$|(at|iz|ys|[vcuz]|[nr]g|[^s]s)$", stem)
    return stem + "e" if mute else stem


def seat_verdicts(words: Draft) -> bool:
    """Part a verdict from whom it is on: "found the bank guilty" is no "bank guilty"."""
    changed = False
    for verdict in words:
        verb = words[verdict.head]
        if verdict.text.lower() not in ("guilty", "liable") or verb.pos != "VERB":
            continue
        own = [w for w in words.below(verdict.i) if verb.i < w.i < verdict.i]
        found = next((w for w in reversed(own) if w.pos in NOMINAL), None)
        if found is None or verdict.dep not in ("obj", "xcomp"):
            continue
        words.rehang(found.i, verb.i, "obj")
        words[verdict.i] = replace(words[verdict.i], dep="xcomp", pos="ADJ", tag="JJ")
        for word in own:
            if word.i != found.i:
                words.rehang(word.i, found.i, word.dep)
        changed = True
    return changed


def raise_participles(words: Draft) -> bool:
    """Give what is said after a comma to whoever acts: "rejected the plan to leave, calling it"."""
    changed = False
    for verb in words[1:]:
        hung = verb.dep in ("advcl", "acl", "conj")
        if verb.tag != "VBG" or not hung or words[verb.i - 1].text != ",":
            continue
        if verb.lemma.lower() not in _SPEAKING or any(
            w.dep.startswith(("nsubj", "mark", "aux", "cc")) for w in words.below(verb.i)
        ):
            continue
        above, steps = words[verb.head], 0
        while not _acts(words, above) and above.head != above.i and steps < len(words):
            above, steps = words[above.head], steps + 1
        if above.i != verb.head and _acts(words, above):
            words.rehang(verb.i, above.i, "advcl")
            changed = True
    return changed


def _acts(words: Draft, verb: Word) -> bool:
    """Tell whether a word is a verb with a subject of its own, in no relative clause."""
    subjects = any(w.dep.startswith("nsubj") for w in words.below(verb.i))
    return verb.pos == "VERB" and subjects and not verb.dep.startswith("acl")


def part_attributions(words: Draft) -> bool:
    """Give a verb of telling at the end its own subject: "..., the minister said on Friday"."""
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
    tops = [w for w in teller if not comma < w.head < verb.i and w.pos in (*NOMINAL, "PRON")]
    root = next(w for w in words if w.head == w.i)
    if len(tops) != 1 or root.i > comma or root.pos != "VERB":
        return False
    for word in words.below(verb.i):
        if word.i < comma and word.dep != "punct":
            above, dep = root.i, "ccomp"
            if word.dep.startswith("nsubj"):
                before = [w for w in words[: word.i] if w.pos == "VERB"]
                above, dep = (before[-1].i if before else root.i), "obj"
            words.rehang(word.i, above, dep)
    words.rehang(tops[0].i, verb.i, "nsubj")
    words.rehang(verb.i, root.i, "parataxis")
    return True


def seat_told(words: Draft) -> bool:
    """Make a name the subject of the clause after it: "said FARC rebels were responsible"."""
    changed = False
    for name in words:
        if name.dep != "ccomp" or name.pos not in NOMINAL or name.head > name.i:
            continue
        if any(w.dep.startswith(("nsubj", "cop", "aux", "mark")) for w in words.below(name.i)):
            continue
        for clause in words.below(name.head):
            own = words.below(clause.i)
            helped = any(w.dep in ("cop", "aux") and name.i < w.i for w in own)
            lacking = not any(w.dep.startswith(("nsubj", "mark", "cc")) for w in own)
            if clause.dep == "ccomp" and clause.i > name.i and helped and lacking:
                words.rehang(name.i, clause.i, "nsubj")
                changed = True
                break
    return changed
