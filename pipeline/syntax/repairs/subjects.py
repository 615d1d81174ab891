"""Mending which verb a subject belongs to, where a small parser gave it to another."""

from __future__ import annotations

from dataclasses import replace

from pipeline.dates import TIME_WORDS
from pipeline.syntax.repairs.draft import FINITE, MODIFIERS, NOMINAL, SUBJECTS, VERBAL, Draft
from pipeline.types import Word

_HELPERS = frozenset({"aux", "aux:pass", "cop", "advmod"})
_PREPOSITIONS = frozenset("of by with for from in at on during amid".split())
_BINDING = ("cc", "mark", "aux", "obl:agent")
_CONJUNCTIONS = frozenset("after before since until as".split())


def return_subjects(words: Draft) -> bool:
    """Give a verb the subject that a participle between them took.

    "Soldiers, supported by militias, have attacked the town": the soldiers attacked. "The missiles
    fired by the army struck a bridge": the missiles struck. "The king, speaking in Rabat, pardoned
    rebels", "The minister, in a statement issued on Monday, warned Iran": they pardoned and warned.
    """
    changed = False
    for subject in words:
        taker = words[subject.head]
        if not subject.dep.startswith("nsubj") or taker.tag not in ("VBN", "VBG"):
            continue
        own = words.below(taker.i)
        if subject.i > taker.i or any(w.dep.startswith(("aux", "cop", "mark")) for w in own):
            continue
        verb = words[taker.head] if taker.dep in ("advcl", "csubj") else None
        if taker.dep == "ccomp" and words.is_before(words.opening(taker.head), ","):
            aside = words.is_before(words.opening(taker.i), ",")
            verb = words[taker.head] if aside else None
        if taker.dep == "root":
            verb = next((w for w in own if w.dep == "conj" and w.tag in FINITE), None)
        if verb is None or verb.pos != "VERB" or verb.i < taker.i:
            continue
        others = [w for w in words.below(verb.i) if w.i != taker.i]
        if any(w.dep == "cc" or w.dep.startswith(SUBJECTS) for w in others):
            continue
        if taker.dep == "root":
            words.crown(verb.i, taker.i)
            words.hand_over(verb.i, taker.i)
        words.rehang(subject.i, verb.i, "nsubj")
        thing = words[taker.i - 1]
        if thing.head == taker.i and thing.pos in NOMINAL and thing.i != subject.i:
            words.rehang(thing.i, verb.i, "obl")
            words.rehang(taker.i, thing.i, "acl")
        elif taker.tag == "VBN" or words[words.phrase(subject.i)[1] + 1].text != ",":
            words.rehang(taker.i, subject.i, "acl")
        else:
            words.rehang(taker.i, verb.i, "advcl")
        changed = True
    return changed


def recall_subjects(words: Draft) -> bool:
    """Give a verb the subject of an "-ing" between commas before it, and hang that on the verb.

    "Norway, citing what it called abuses, imposed duties on Iran": it imposed them, though the
    participle was made the verb of the clause and what follows its complement.
    """
    for subject in words:
        aside = words[subject.head]
        if not subject.dep.startswith("nsubj") or aside.tag != "VBG" or subject.i > aside.i:
            continue
        opened = words.is_before(aside.i, ",") and words.phrase(subject.i)[1] < aside.i - 1
        if not opened or any(
            w.dep.startswith(("aux", "cop", "mark")) for w in words.below(aside.i)
        ):
            continue
        for verb in words[aside.i + 1 :]:
            if verb.tag not in VERBAL or verb.pos != "VERB" or not words.is_below(verb.i, aside.i):
                continue
            if not words.is_before(words.opening(verb.i), ","):
                continue
            if any(w.dep.startswith((*SUBJECTS, *_BINDING)) for w in words.below(verb.i)):
                continue
            words.crown(verb.i, aside.i, "advcl")
            words.rehang(subject.i, verb.i, "nsubj")
            if verb.tag == "VBN":
                words[verb.i] = replace(words[verb.i], tag="VBD")
            return True
    return False


def close_asides(words: Draft) -> bool:
    """Give the verb after the comma that closes a subject's aside the subject of one inside it.

    "Mali, angered by remarks that officials said were lies, expelled the envoy": Mali expelled.
    """
    for subject in words:
        inner = words[subject.head]
        if not subject.dep.startswith("nsubj") or subject.i > inner.i or inner.pos != "VERB":
            continue
        aside = next(
            (w for w in words.below(subject.i) if w.dep == "acl" and words.is_before(w.i, ",")),
            None,
        )
        if aside is None or aside.i > inner.i or words.is_before(words.opening(inner.i), ","):
            continue
        for verb in words[inner.i + 1 :]:
            if verb.tag not in VERBAL or verb.head not in (inner.i, inner.head):
                continue
            if verb.i == inner.head or not words.is_before(words.opening(verb.i), ","):
                continue
            if any(w.dep.startswith((*SUBJECTS, *_BINDING)) for w in words.below(verb.i)):
                continue
            if verb.head == inner.i:
                words.crown(verb.i, inner.i)
            words.rehang(subject.i, verb.i, "nsubj")
            words.rehang(inner.i, aside.i, "ccomp")
            return True
    return False


def bind_subjects(words: Draft) -> bool:
    """Take a phrase with a preposition, and a time, from among the subjects of a verb.

    "After weeks of talks the rebels agreed" and "Hours before the deadline, Chad agreed": neither
    the talks nor the hours did. What "after" and its like bind is a clause, if it has a verb.
    """
    changed = False
    for word in words:
        if word.dep != "nsubj" or word.pos not in NOMINAL or word.i > word.head:
            continue
        if not words.is_finite(words[word.head]):
            continue
        first = words.phrase(word.i)[0]
        case = words[first]
        if case.head == word.i and case.dep == "case" and case.text.lower() in _PREPOSITIONS:
            noun = words[first - 1] if first else None
            inside = noun is not None and noun.pos in NOMINAL and noun.head == word.head
            words.rehang(word.i, first - 1 if inside else word.head, "nmod" if inside else "obl")
            if not inside and noun is not None and noun.pos != "PUNCT":
                _bind_before(words, word.i, noun)
            changed = True
        elif case.head == word.i and case.dep == "case" and case.text.lower() in _CONJUNCTIONS:
            verb = words[word.head]
            if any(w.dep == "nsubj" and w.i < case.i for w in words.below(verb.i)):
                continue
            words.rehang(case.i, verb.i, "mark")
            if verb.dep == "ccomp":
                words[verb.i] = replace(verb, dep="advcl")
            changed = True
        elif word.lemma.lower() in TIME_WORDS and any(
            w.dep in ("nsubj", "appos") and w.i > word.i and w.head in (word.i, word.head)
            for w in words
        ):
            words[word.i] = replace(word, dep="obl:unmarked")
            changed = True
    return changed


def _bind_before(words: Draft, i: int, before: Word) -> None:
    """Hang a phrase on the verb of the clause that the word before it ends, if there is one."""
    verb = before
    while verb.pos != "VERB" and verb.head != verb.i:
        verb = words[verb.head]
    if verb.pos == "VERB" and verb.i <= before.i and verb.i != words[i].head:
        by = any(w.text == "by" for w in words.below(i))
        words.rehang(i, verb.i, "obl:agent" if by and verb.tag == "VBN" else "obl")


def raise_subjects(words: Draft) -> bool:
    """Give a verb the subject that was hung on its auxiliary."""
    changed = False
    for word in words:
        helper = words[word.head]
        if not word.dep.startswith("nsubj") or helper.dep not in ("aux", "aux:pass", "cop"):
            continue
        if not any(w.dep.startswith(SUBJECTS) for w in words.below(helper.head)):
            words.rehang(word.i, helper.head)
            changed = True
    return changed


def claim_subjects(words: Draft) -> bool:
    """Give a verb the phrase between a comma and it, which was hung on a noun before the comma.

    "Turkey resumed flights to Armenia, a spokesman for the army told reporters": he told. "After
    talks with Norway's envoy, the government and rebels agreed": the two agreed.
    """
    changed = False
    for word in words:
        if word.dep not in ("appos", "conj", "nmod", "obl:unmarked") or word.pos not in NOMINAL:
            continue
        first, last = words.phrase(word.i)
        if first == 0 or words[first - 1].text != "," or word.head > first:
            continue
        if any(w.dep in ("case", "cc") for w in words.below(word.i) if w.i < word.i):
            continue
        joined = [w for w in words.below(word.head) if w.dep == "conj" and w.i > word.i]
        for other in joined:
            last = max(last, words.phrase(other.i)[1])
        verb = _next_verb(words, last + 1)
        if verb is None or not words.is_below(word.i, verb.i):
            continue
        if any(w.dep.startswith((*SUBJECTS, "expl")) for w in words.below(verb.i)):
            continue
        if joined and not any(w.dep == "cc" for w in words.below(joined[-1].i)):
            continue
        words.rehang(word.i, verb.i, "nsubj")
        for other in joined:
            words.rehang(other.i, word.i)
        changed = True
    return changed


def _leads(words: Draft, name: Word, verb: Word) -> bool:
    """Tell whether nothing stands between a name and a verb, or what stands there is in commas."""
    between = words[name.i + 1 : verb.i]
    if all(w.dep.startswith(("aux", "advmod")) for w in between):
        return True
    commas = len(between) > 2 and between[0].text == between[-1].text == ","
    return commas and name.dep != "obl:unmarked" and words.phrase(name.i)[0] == 0


def _next_verb(words: Draft, i: int) -> Word | None:
    """Return the finite verb that begins at a word; auxiliaries, adverbs and times are skipped."""
    for verb in words[i:]:
        if verb.pos != "VERB" or verb.dep in _HELPERS:
            continue
        before = [w for w in words.below(verb.i) if i <= w.i < verb.i]
        helped = any(w.tag in FINITE or w.tag == "MD" for w in before if w.dep in _HELPERS)
        reached = {k for w in before for k in range(*words.phrase(w.i))} | {w.i for w in before}
        times = all(w.lemma.lower() in TIME_WORDS for w in before if w.dep.startswith("obl"))
        known = all(w.dep in _HELPERS or w.dep.startswith("obl") for w in before)
        whole = reached == set(range(i, verb.i))
        return verb if (verb.tag in FINITE or helped) and times and known and whole else None
    return None


def list_subjects(words: Draft) -> bool:
    """Give a verb both of two subjects: "torched a court, witnesses and an official said".

    The first was taken for one more thing before the comma, though no subject begins with "and".
    """
    changed = False
    for joint in words[1:]:
        subject, first = words[joint.head], words[joint.i - 1]
        while subject.dep in MODIFIERS:
            subject = words[subject.head]
        verb = words[subject.head]
        if joint.tag != "CC" or subject.dep != "nsubj" or subject.i < joint.i or verb.dep == "conj":
            continue
        if joint.i != words.phrase(subject.i)[0] or first.pos not in NOMINAL:
            continue
        while words[first.head].i > first.i and first.dep in ("compound", "flat"):
            first = words[first.head]
        alone = words.is_before(words.phrase(first.i)[0], ",") and first.dep in ("conj", "appos")
        if alone and subject.i < verb.i and words.phrase(first.i)[1] == joint.i - 1:
            words.rehang(first.i, verb.i, "nsubj")
            words.rehang(subject.i, first.i, "conj")
            changed = True
    return changed


def join_subjects(words: Draft) -> bool:
    """Make a name that stands as a second subject of a verb part of the first subject.

    A clause has one subject: "the Prime Minister of the Government John Doe met" is one phrase.
    """
    first: dict[int, int] = {}
    changed = False
    for word in words:
        if not word.dep.startswith("nsubj") or word.pos not in NOMINAL:
            continue
        if word.lemma.lower() in TIME_WORDS:
            continue
        before = first.setdefault(word.head, word.i)
        if before == word.i or word.pos != "PROPN" or word.i > word.head:
            continue
        between = words[words.phrase(before)[1] + 1 : words.phrase(word.i)[0]]
        if all(w.pos == "PUNCT" for w in between):
            words.rehang(word.i, before, "appos")
            changed = True
    return changed


def free_subjects(words: Draft) -> bool:
    """Give a finite verb the subject that was taken for an apposition before the comma.

    "According to the Kremlin, Egypt praised Sudan": Egypt praised.
    """
    subjects = {word.head for word in words if word.dep.startswith("nsubj")}
    changed = False
    for word in words:
        if (
            word.dep not in ("appos", "conj")
            or word.pos not in NOMINAL
            or words[word.i - 1].text != ","
            or any(w.dep == "cc" for w in words.below(word.i))
        ):
            continue
        verb = _verb_above(words, words[word.head])
        if verb and verb.i not in subjects and word.head < word.i < verb.i:
            words.rehang(word.i, verb.i, "nsubj")
            subjects.add(verb.i)
            changed = True
    return changed


def _verb_above(words: Draft, word: Word) -> Word | None:
    """Return the finite verb that an introductory phrase or clause hangs on."""
    while word.dep in ("obl", "nmod", "advcl", "csubj", "obj", "appos", "conj"):
        introduces = word.dep in ("obl", "nmod", "advcl", "csubj")
        word = words[word.head]
        if word.tag in FINITE and introduces:
            return word
    return None


def seat_subjects(words: Draft) -> bool:
    """Make the name before a finite verb that lacks a subject its subject.

    "Ambassador Li Wei defended China": the name was hung on the verb like an expression of time.
    """
    subjects = {word.head for word in words if word.dep.startswith(SUBJECTS)}
    changed = False
    for word in words:
        verb = words[word.head]
        if (
            word.dep in ("obl:unmarked", "dislocated", "vocative", "obl:npmod", "parataxis")
            and word.pos == "PROPN"
            and word.lemma.lower().rstrip(".") not in TIME_WORDS
            and verb.tag in FINITE
            and verb.i not in subjects
            and word.i < verb.i
            and _leads(words, word, verb)
        ):
            words[word.i] = replace(word, dep="nsubj")
            subjects.add(verb.i)
            changed = True
    return changed


def seat_aged(words: Draft) -> bool:
    """Make a subject of "the 66-year-old" before a verb that was taken for a participle.

    "The 66-year-old criticised France": France is no 66 years old.
    """
    for old in words:
        verb = words[min(old.i + 1, len(words) - 1)]
        noun = words[verb.head]
        aged = old.text.lower() == "old" and old.i > 1 and words[old.i - 2].lemma == "year"
        taken = verb.dep == "amod" and verb.tag in ("VBD", "VBN") and noun.i > verb.i
        if not aged or not taken or old.head not in (noun.i, verb.i):
            continue
        before = [w.i for w in words.below(noun.i) if w.i < old.i]
        words.crown(verb.i, noun.i, "obj")
        words[verb.i] = replace(words[verb.i], tag="VBD")
        words.rehang(old.i, verb.i, "nsubj")
        for i in before:
            words.rehang(i, old.i)
        return True
    return False
