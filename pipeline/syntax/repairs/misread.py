"""Words that a small parser took for another part of speech: verbs for nouns, nouns for verbs."""

from __future__ import annotations

from dataclasses import replace

from pipeline.syntax.repairs.draft import NOMINAL, Draft
from pipeline.types import Word

_NOUN_SUBJECTS = frozenset({"nsubj", "nsubj:pass"})
_HELPERS = frozenset({"aux", "aux:pass", "obj", "ccomp"})
_INFINITIVES = frozenset({"xcomp", "advcl", "acl"})
_JOINTS = frozenset({"cc", "mark"})
_PREDICATIVE = frozenset({"cop", "nsubj:pass", "aux", "aux:pass", "expl"})
# Verbs that take an infinitive, and verbs that look like the first part of a compound noun.
_TAKES_INFINITIVE = frozenset(
    "agree aim ask attempt choose decide decline demand fail hope intend need offer plan pledge"
    " prepare promise refuse seek threaten try undertake volunteer vow want wish".split()
)
_LIKE_NOUNS = frozenset(
    "block boycott broker double exchange free halt hand host pool question sell share supply swap"
    " veto".split()
)
# Verbs that bind nothing by "to" but an infinitive.
_NO_OBJECT = frozenset(
    "attempt decide decline fail hope intend plan pledge promise refuse seek threaten try volunteer"
    " vow want".split()
)


def verbalize(words: Draft) -> bool:
    """Make verbs of the nouns that stand where only a verb can; tell whether there were any."""
    found = [
        _read_subjunctives(words),
        _read_infinitives(words),
        _read_lone_infinitives(words),
        _raise_predicates(words),
    ]
    return any(found)


def free_predicates(words: Draft) -> bool:
    """Hang on a participle what somebody is said to be: "men believed to be rebels attacked".

    The rebels were taken for the subject, but no subject has "to be" before it.
    """
    changed = False
    for word in words:
        verb = words[word.head]
        own = {w.dep: w.text for w in words.below(word.i)}
        if (
            word.dep != "nsubj"
            or verb.dep != "ccomp"
            or "cop" not in own
            or own.get("mark") != "to"
        ):
            continue
        if words[verb.head].tag in ("VBN", "VBD") and verb.head < word.i < verb.i:
            words.rehang(word.i, verb.head, "xcomp")
            words.rehang(verb.i, verb.head, "conj")
            changed = True
    return changed


def relativize(words: Draft) -> bool:
    """Make a participle of the first of two verbs that one subject cannot both have.

    "Rockets fired from Iran hit two ships": what joins "fired" and "hit" is neither a word nor a
    comma, so the rockets were fired, and they hit. "Men accused of killing a judge were freed".
    """
    for verb in words:
        first = words[verb.head]
        if verb.dep not in ("conj", "advcl", "xcomp") or verb.i < first.i:
            continue
        if verb.tag != "VBD" if verb.dep == "xcomp" else not words.is_finite(verb):
            continue
        subject = next((w for w in words.below(first.i) if w.dep in _NOUN_SUBJECTS), None)
        helped = any(w.dep in _HELPERS for w in words.below(first.i))
        if subject is None or helped or first.tag not in ("VBD", "VBN") or subject.i > first.i:
            continue
        joined = any(w.dep in _JOINTS for w in words.below(verb.i))
        between = words[first.i + 1 : verb.i]
        sent = any(
            w.head == first.i and w.dep.startswith(("obl", "advcl", "xcomp")) for w in between
        )
        thing = next((w for w in between if w.head == verb.i and w.dep in _NOUN_SUBJECTS), None)
        object_of = _verb_before(words, thing) if thing else None
        if (
            joined
            or not sent
            or any(w.pos == "PUNCT" for w in between)
            or (thing and object_of is None)
        ):
            continue
        if thing and object_of is not None:
            words.rehang(thing.i, object_of, "obj")
        passive = any(w.dep == "aux:pass" for w in words.below(verb.i))
        words.crown(verb.i, first.i)
        words.rehang(subject.i, verb.i, "nsubj:pass" if passive else "nsubj")
        words[first.i] = replace(first, head=subject.i, dep="acl", tag="VBN")
        for word in words.below(first.i):
            if word.i > verb.i or word.i < subject.i:
                words.rehang(word.i, verb.i)
        return True
    return False


def _verb_before(words: Draft, thing: Word) -> int | None:
    """Return the gerund right before a noun phrase, None where there is none."""
    first = min([thing.i, *(w.i for w in words.below(thing.i) if w.dep != "punct")])
    before = words[first - 1]
    return before.i if before.tag == "VBG" and before.pos == "VERB" else None


def _read_subjunctives(words: Draft) -> bool:
    """Make a verb of the noun that a clause with "that" is said to consist of.

    "Russia demanded that Britain hand over the suspect": the subjunctive looks like a noun.
    """
    changed = False
    for word in words:
        if word.tag not in ("NN", "RB") or word.dep != "ccomp":
            continue
        below = [w for w in words.below(word.i) if w.i < word.i]
        if any(w.dep in _PREDICATIVE for w in below):
            continue
        subjects = [w for w in below if w.dep == "nsubj"] or [
            w for w in below if w.pos in NOMINAL and w.dep.startswith(("compound", "nmod"))
        ]
        if subjects and any(w.dep == "mark" for w in below):
            words[word.i] = replace(word, tag="VB", pos="VERB")
            words[subjects[-1].i] = replace(subjects[-1], dep="nsubj")
            changed = True
    return changed


def _read_infinitives(words: Draft) -> bool:
    """Make an infinitive of the first part of what looks like a compound noun after "to".

    "Vowed to exchange prisoners" is no "prisoner exchange".
    """
    changed = False
    for to, verb in zip(words, words[1:], strict=False):
        if to.text != "to":
            continue
        noun, above = words[verb.head], words[words[verb.head].head]
        joined = noun.dep == "conj" and to.i > 0 and words[to.i - 1].dep == "cc"
        if joined:
            above = _infinitive_above(words, above)
        modifier = verb.dep in ("compound", "amod") and verb.tag not in ("VBN", "VBG")
        if not modifier or to.head not in (noun.i, verb.i) or above.i >= to.i:
            continue
        taking = words[above.head] if joined else above
        known = verb.lemma.lower() in _LIKE_NOUNS and taking.lemma.lower() in _TAKES_INFINITIVE
        marked = to.tag == "TO" and to.dep == "mark" and to.head == verb.i
        if noun.i > verb.i and (verb.pos == "VERB" or known or marked):
            words[to.i] = replace(to, head=verb.i, dep="mark", pos="PART", tag="TO")
            dep = "conj" if joined and above.dep in _INFINITIVES else "xcomp"
            words[verb.i] = replace(verb, head=above.i, dep=dep, pos="VERB", tag="VB")
            words.rehang(noun.i, verb.i, "obj")
            if joined:
                words.rehang(to.i - 1, verb.i)
            changed = True
    return changed


def _infinitive_above(words: Draft, word: Word) -> Word:
    """Return the infinitive that a word belongs to, the word itself for none."""
    for verb in words[: word.i]:
        marked = any(w.text == "to" and w.dep == "mark" for w in words.below(verb.i))
        if marked and verb.dep in _INFINITIVES and words.is_below(word.i, verb.i):
            return verb
    return word


def _read_lone_infinitives(words: Draft) -> bool:
    """Make an infinitive of a bare noun bound by "to": "threatened to march on the capital"."""
    changed = False
    for to, verb in zip(words, words[1:], strict=False):
        if to.text != "to":
            continue
        above = words[verb.head]
        bare = verb.dep == "obl" and verb.text.islower() and verb.pos in NOMINAL
        if to.head != verb.i or not bare or above.i >= to.i:
            continue
        if verb.tag == "NNS" or above.lemma.lower() not in _NO_OBJECT:
            continue
        words[to.i] = replace(to, dep="mark", pos="PART", tag="TO")
        words[verb.i] = replace(verb, dep="xcomp", pos="VERB", tag="VB", lemma=verb.text)
        for word in words[verb.i + 1 :]:
            if word.head == above.i and word.dep in ("obj", "obl", "obl:unmarked"):
                dep = "obl" if word.dep == "obl" else "obj"
                words.rehang(word.i, verb.i, dep)
        changed = True
    return changed


def _raise_predicates(words: Draft) -> bool:
    """Make a predicate of the adjective read as a mark: "is due to meet" is no "to meet"."""
    changed = False
    for word, to in zip(words, words[1:], strict=False):
        verb = words[word.head]
        if word.dep != "mark" or word.pos != "ADJ" or to.text != "to" or to.head != verb.i:
            continue
        words.crown(word.i, verb.i, "xcomp")
        for other in words.below(verb.i):
            if other.i < word.i:
                words.rehang(other.i, word.i)
        changed = True
    return changed


def list_verbs(words: Draft) -> bool:
    """Make verbs of the participles listed before one with "and": "burned huts, took cattle and".

    A verb that "and" joins to nothing is joined to them, each of which a comma precedes.
    """
    for joint in words[1:]:
        verb = words[joint.head]
        if joint.dep != "cc" or verb.tag != "VBD" or verb.dep == "conj" or joint.i > verb.i:
            continue
        subject = next((w for w in words.below(verb.i) if w.dep.startswith("nsubj")), None)
        if subject is None or joint.i != words.opening(verb.i) - 1 or subject.i > joint.i:
            continue
        listed = [
            w
            for w in words[subject.i : joint.i]
            if w.dep == "amod" and w.tag in ("VBN", "VBD") and words.is_before(w.i, ",")
            if w.head > w.i and words.phrase(w.head)[0] == w.i
        ]
        if not listed or words.phrase(listed[-1].head)[1] != joint.i - 1:
            continue
        first = listed[0]
        words.crown(first.i, verb.i, "conj")
        for word in words.below(verb.i):
            if word.i < first.i:
                words.rehang(word.i, first.i)
        for other in listed:
            words.rehang(other.head, other.i, "obj")
            head = (
                words[first.i] if other.i == first.i else replace(other, head=first.i, dep="conj")
            )
            words[other.i] = replace(head, pos="VERB", tag="VBD")
        return True
    return False


def mend_possessed(words: Draft) -> bool:
    """Make a noun of a verb that somebody owns: "rejected protesters' call to withdraw"."""
    changed = False
    for owner in words:
        owned = words[owner.head]
        if owner.dep != "nmod:poss" or owned.pos != "VERB" or owned.tag not in ("VB", "VBP"):
            continue
        if owned.dep not in ("ccomp", "xcomp") or owned.i < owner.i:
            continue
        words[owned.i] = replace(owned, pos="NOUN", tag="NN", dep="obj")
        for word in words.below(owned.i):
            if word.dep in ("xcomp", "ccomp", "advcl"):
                words[word.i] = replace(word, dep="acl")
        changed = True
    return changed


def name_prepositions(words: Draft) -> bool:
    """Make prepositions of participles that serve as such: "according to", "following".

    A pattern that knows the verb "accord" is not meant by them.
    """
    changed = False
    for word in words:
        if word.dep == "case" and word.tag == "VBG" and word.pos == "VERB":
            words[word.i] = replace(word, pos="ADP", tag="IN", lemma=word.text.lower())
            changed = True
    return changed


def free_due(words: Draft) -> bool:
    """Make an adjective of "due" before an infinitive: "is due to travel to India"."""
    changed = False
    for due, to in zip(list(words), words[1:], strict=False):
        verb = words[due.head]
        if due.text.lower() != "due" or due.dep not in ("mark", "case") or to.text != "to":
            continue
        if verb.tag != "VB" or not any(w.dep == "cop" for w in words.below(verb.i)):
            continue
        words[due.i] = replace(due, pos="ADJ", tag="JJ")
        words.crown(due.i, verb.i, "xcomp")
        for word in words.below(verb.i):
            if word.i < due.i:
                words.rehang(word.i, due.i)
        words.rehang(to.i, verb.i, "mark")
        changed = True
    return changed
