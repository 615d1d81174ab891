"""Mending where a clause or an apposition ends, where a small parser read on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from pipeline.syntax.repairs.draft import FINITE, NOMINAL, SUBJECTS, VERBAL, Draft
from pipeline.types import Word


def part_clauses(words: Draft) -> bool:
    """Part what is said from who says it, where the verb that says it took both subjects.

    "Clashes erupted near Homs, a spokesman said": the clashes erupted. "Kenya handed over to Chad
    two rebels, a spokesman said": they were handed over. "The king, who is ill, freed a blogger,
    his lawyer said": the king did.
    """
    for speaker in words:
        verb = words[speaker.head]
        if speaker.dep != "nsubj" or speaker.i > verb.i or verb.tag not in FINITE:
            continue
        first, last = words.phrase(speaker.i)
        own = words.below(verb.i)
        others = [w for w in own if w.dep.startswith("nsubj") and w.i < first]
        if any(w.dep == "mark" for w in own):
            continue
        if len(others) != 1 or last + 1 != verb.i or words[first - 1].text != ",":
            continue
        subject = others[0]
        before = [w for w in words.below(verb.i) if w.dep == "ccomp" and w.i < subject.i]
        if before and _wants_object(words, before[-1].i, subject.i):
            words.rehang(subject.i, before[-1].i, "obj")
            return True
        main = words[verb.head]
        if (
            verb.dep == "ccomp"
            and main.i < subject.i
            and _wants_object(words, main.i, subject.i, verb.i)
        ):
            words.rehang(subject.i, main.i, "obj")
            words.rehang(verb.i, main.i, "parataxis")
            return True
        said = next(
            (
                w
                for w in words.below(subject.i)
                if w.dep == "acl" and w.tag in ("VBN", "VBD") and w.i > subject.i
            ),
            words.left_clause(subject.i),
        )
        if said is None or said.i > first or any(w.dep == "obl:agent" for w in words.below(said.i)):
            continue
        words[said.i] = replace(said, head=verb.i, dep="ccomp", tag="VBD")
        words.rehang(subject.i, said.i, "nsubj")
        for word in words.below(verb.i):
            if subject.i < word.i < first - 1 and word.i != said.i:
                words.rehang(word.i, said.i)
        return True
    return False


def close_object(words: Draft) -> bool:
    """Part the object of what is said from who says it: "will train the army, Mr Doe said".

    Both were taken for one subject, though the verb before them lacks its object.
    """
    for speaker in words:
        thing = words[speaker.head]
        verb = words[thing.head]
        if speaker.dep not in ("conj", "appos") or not thing.dep.startswith("nsubj"):
            continue
        if verb.tag not in FINITE or not thing.i < speaker.i < verb.i:
            continue
        first, last = words.phrase(speaker.i)
        begins = words.phrase(thing.i)[0]
        if not words.is_before(first, ",") or last + 1 != verb.i or not begins:
            continue
        before = words[begins - 1]
        said = [w for w in words.below(verb.i) if w.dep == "ccomp" and w.i < thing.i]
        if before.pos != "VERB" or not said or before.tag == "VBN":
            continue
        inside = before.i == said[-1].i or words.is_below(before.i, said[-1].i)
        if any(w.dep == "cc" for w in words.below(speaker.i)) or not inside:
            continue
        if _wants_object(words, before.i, thing.i):
            words.rehang(speaker.i, verb.i, thing.dep)
            words.rehang(thing.i, before.i, "obj")
            return True
    return False


def open_relatives(words: Draft) -> bool:
    """Make a relative clause of the verb after "that": "fire that, say officials, killed two".

    What "that" does there is the verb's subject, and an aside in commas may stand between.
    """
    for that, verb in _after_that(words):
        noun = words[that.i - 1]
        for other in words.below(verb.head):
            if other.dep == verb.dep == "conj" and other.i > verb.i:
                words.rehang(other.i, verb.i)
        words.rehang(verb.i, noun.i, "acl:relcl")
        words.rehang(that.i, verb.i, "nsubj")
        words[that.i] = replace(words[that.i], pos="PRON", tag="WDT")
        return True
    return False


def _after_that(words: Draft) -> Iterator[tuple[Word, Word]]:
    """Yield each "that" after a noun, with the finite verb after it that lacks a subject."""
    for that, comma in zip(words[1:], words[2:], strict=False):
        noun = words[that.i - 1]
        if that.text != "that" or noun.pos not in NOMINAL or that.dep.startswith(SUBJECTS):
            continue
        start = comma.i
        if comma.text == ",":
            start = next((w.i + 1 for w in words[start + 1 :] if w.text == ","), len(words))
        if start >= len(words) or words[start].tag not in FINITE:
            continue
        verb = words[start]
        own = words.below(verb.i)
        if verb.pos != "VERB" or verb.head == verb.i or that.head == verb.i:
            continue
        if not any(w.dep in ("cc", "mark") or w.dep.startswith(SUBJECTS) for w in own):
            yield that, verb


def part_objects(words: Draft) -> bool:
    """Make an object of a noun taken for the subject of the participle that describes it.

    "Kenya handed over to Chad two men suspected of fraud": the men were handed over. "Police
    detained and deported a Sudanese wanted for fraud": he was deported.
    """
    for subject in words:
        participle = words[subject.head]
        above = words[participle.head]
        said = [w for w in words.below(above.i) if w.dep == "ccomp" and w.i < subject.i]
        verb = said[-1] if said and above.i > participle.i else above
        if not subject.dep.startswith("nsubj") or participle.dep not in ("ccomp", "conj"):
            continue
        if participle.dep == "conj":
            if _describe_object(words, subject, participle):
                return True
            continue
        if participle.tag != "VBN" or not verb.i < subject.i < participle.i:
            continue
        if any(w.dep.startswith(("aux", "mark", "cop")) for w in words.below(participle.i)):
            continue
        first = words.phrase(subject.i)[0]
        bound = any(
            w.dep in ("obl", "compound:prt") and verb.i < w.i < first for w in words.below(verb.i)
        )
        if bound and _wants_object(words, verb.i, subject.i, participle.i):
            words.rehang(subject.i, verb.i, "obj")
            words.rehang(participle.i, subject.i, "acl")
            return True
    return False


def _describe_object(words: Draft, subject: Word, participle: Word) -> bool:
    """Make a noun the object of the verb right before it, if nothing joins its own to that."""
    first = words.phrase(subject.i)[0]
    verb = words[first - 1]
    own = [w.dep for w in words.below(participle.i) if w.i != subject.i]
    if not first or participle.tag not in ("VBN", "VBD") or verb.tag not in VERBAL:
        return False
    if words.is_below(verb.i, participle.i):
        return False
    if subject.pos not in NOMINAL or subject.i > participle.i:
        return False
    if any(dep.startswith(("aux", "mark", "cop", "cc", "obj", "ccomp")) for dep in own):
        return False
    if not _wants_object(words, verb.i, subject.i):
        return False
    words.rehang(subject.i, verb.i, "obj")
    words[participle.i] = replace(words[participle.i], head=subject.i, dep="acl", tag="VBN")
    return True


def _wants_object(words: Draft, verb: int, noun: int, but: int = -1) -> bool:
    """Tell whether a verb lacks an object (``but`` aside), and no comma parts it from a noun."""
    below_it = (w for w in words.below(verb) if w.i != but)
    filled = any(w.dep in ("obj", "ccomp", "xcomp") for w in below_it)
    return not filled and all(w.text != "," for w in words[verb:noun])


def close_relatives(words: Draft) -> bool:
    """Give a sentence to the verb after a relative clause whose own verb was made its root.

    "Croatia, whose dispute with Italy goes back to the war, rejected a proposal": it rejected.
    """
    for inner in words:
        verb = words[inner.head]
        if inner.dep != "nsubj" or inner.i > verb.i or not _is_relative(words, inner):
            continue
        outer = next(
            (w for w in words.below(verb.i) if w.dep.startswith("nsubj") and w.i < inner.i), None
        )
        if outer is None:
            continue
        main = next(
            (
                w
                for w in words.below(verb.i)
                if w.i > verb.i
                and w.dep in ("advcl", "conj", "ccomp", "parataxis", "xcomp")
                and w.tag in ("VBD", "VBN", "VBZ", "VBP")
                and words[words.phrase(w.i)[0] - 1].text == ","
                and not any(c.dep == "mark" or c.dep.startswith(SUBJECTS) for c in words.below(w.i))
            ),
            None,
        )
        above = words[verb.head]
        if main is None and verb.dep in ("ccomp", "advcl", "csubj") and above.i > verb.i:
            free = not any(w.dep.startswith(SUBJECTS) for w in words.below(above.i))
            if free and words.is_before(words.opening(above.i), ","):
                words.rehang(verb.i, outer.i, "acl:relcl")
                words.rehang(outer.i, above.i, "nsubj")
                return True
        if main is None:
            continue
        words.crown(main.i, verb.i)
        if main.tag == "VBN" and not any(w.dep.startswith("aux") for w in words.below(main.i)):
            words[main.i] = replace(words[main.i], tag="VBD")
        words.hand_over(main.i, verb.i)
        words.rehang(verb.i, outer.i, "acl:relcl")
        words.rehang(outer.i, main.i, "nsubj")
        return True
    return False


def _is_relative(words: Draft, subject: Word) -> bool:
    return subject.tag in ("WP", "WDT") or any(w.tag == "WP$" for w in words.below(subject.i))


def leave_asides(words: Draft) -> bool:
    """Give a verb the subject of an aside before it: "Peru, long at odds with Chile, agreed"."""
    for subject in words:
        aside = words[subject.head]
        if not subject.dep.startswith("nsubj") or aside.pos not in NOMINAL or subject.i > aside.i:
            continue
        own = words.below(aside.i)
        if any(w.dep.startswith("cop") for w in own) or not any(w.dep == "case" for w in own):
            continue
        verb = next(
            (
                w
                for w in own
                if w.dep in ("acl", "conj", "advcl", "parataxis")
                and w.tag in ("VBD", "VBN", "VBZ", "VBP")
                and words[w.i - 1].text == ","
                and not any(c.dep in ("obl:agent", "mark", "cc") for c in words.below(w.i))
            ),
            None,
        )
        if verb is None:
            continue
        above = words[aside.head]
        words.crown(verb.i, aside.i)
        dep = words[verb.i].dep
        if dep in ("obl", "nmod", "advmod") and above.pos == "VERB":
            dep = "ccomp" if above.i > verb.i else "advcl"
        words[verb.i] = replace(words[verb.i], dep=dep, tag="VBD")
        words.rehang(subject.i, verb.i, "nsubj")
        words.rehang(aside.i, subject.i, "nmod")
        return True
    return False


def leave_opening(words: Draft) -> bool:
    """Make the clause after the comma that closes an opening one what the sentence says.

    "After police shot a man who had a knife, youths set fire to cars, witnesses said": the fire
    was hung in the clause with the knife.
    """
    mark = next((w for w in words if w.pos != "PUNCT"), None)
    if mark is None or mark.dep != "mark" or words[mark.head].dep != "advcl":
        return False
    opening = words[mark.head]
    speaker = words[opening.head]
    if opening.i > speaker.i:
        return False
    for verb in words[opening.i + 1 : speaker.i]:
        if verb.dep not in ("conj", "parataxis", "ccomp") or verb.tag not in VERBAL:
            continue
        own = words.below(verb.i)
        subject = next((w for w in own if w.dep.startswith("nsubj") and w.i < verb.i), None)
        if subject is None or any(w.dep in ("cc", "mark") for w in own):
            continue
        comma = words.is_before(words.phrase(subject.i)[0], ",")
        if not comma or not words.is_below(verb.i, opening.i) or subject.tag in ("WDT", "WP"):
            continue
        beside = [w for w in words.below(verb.head) if w.dep == "conj"]
        if any(c.dep == "cc" for w in beside for c in words.below(w.i)):
            continue
        for word in words.below(verb.head):
            if verb.i < word.i < speaker.i:
                words.rehang(word.i, verb.i)
        words.rehang(verb.i, speaker.i, "ccomp")
        words.rehang(opening.i, verb.i)
        return True
    return False


def part_as(words: Draft) -> bool:
    """Make a clause of what "as" begins where its verb took the object before it as subject.

    "The bank froze his assets as fears grew": it froze the assets, and the fears grew.
    """
    for conjunction in words:
        if conjunction.text != "as" or conjunction.dep != "case":
            continue
        subject = words[conjunction.head]
        thing = words[subject.head]
        verb = words[thing.head]
        main = words[verb.head]
        if subject.dep != "nmod" or thing.dep != "nsubj" or verb.dep != "ccomp":
            continue
        if not main.i < thing.i < conjunction.i < subject.i < verb.i or main.tag not in FINITE:
            continue
        if words.phrase(subject.i)[1] + 1 != verb.i:
            continue
        if any(w.dep in ("obj", "mark") for w in (*words.below(main.i), *words.below(thing.i))):
            continue
        words.rehang(thing.i, main.i, "obj")
        words.rehang(subject.i, verb.i, "nsubj")
        words.rehang(conjunction.i, verb.i, "mark")
        words.rehang(verb.i, main.i, "advcl")
        return True
    return False


def close_clause(words: Draft) -> bool:
    """Part the object of a clause in front from the subject that follows it.

    "If Russia attacks Georgia, France will help": Georgia was taken for a subject beside France.
    """
    changed = False
    for word in words:
        first, verb = words[word.head], words[words[word.head].head]
        if word.dep not in ("conj", "appos") or not first.dep.startswith("nsubj"):
            continue
        clause = next((w for w in words.below(verb.i) if w.dep == "advcl"), None)
        if clause is None or not clause.i < first.i < word.i < verb.i:
            continue
        between = range(clause.i + 1, first.i)
        own = {w.dep for w in words.below(clause.i)}
        joined = any(w.dep == "cc" for w in words.below(word.i))
        if joined or "obj" in own or any(words[k].head != first.i for k in between):
            continue
        if all(words[k].text != "," for k in range(first.i, word.i)):
            continue
        words.rehang(first.i, clause.i, "obj")
        words.rehang(word.i, verb.i, first.dep)
        changed = True
    return changed


def set_in_commas(words: Draft) -> bool:
    """Make a phrase set in commas an apposition, not a second somebody.

    "The foreign minister, Sameh Shoukry, accused": one person. "France and Italy, close allies of
    Norway, condemned": what "and" has closed is no longer listed.
    """
    changed = False
    for word in words:
        head = words[word.head]
        if word.dep != "conj" or word.pos not in NOMINAL or head.pos not in NOMINAL:
            continue
        if words[words.phrase(word.i)[0] - 1].text != "," or head.i > word.i:
            continue
        others = [w for w in words.below(head.i) if w.dep == "conj" and w.i != word.i]
        closed = [w.i for w in others if any(c.dep == "cc" for c in words.below(w.i))]
        little = (*words.below(word.i), *words.below(head.i))
        if any(w.tag == "CC" or (w.dep == "case" and w.head == word.i) for w in little):
            continue
        if closed and max(closed) < word.i:
            words.rehang(word.i, max(closed), "appos")
            changed = True
        elif not others and head.pos == "NOUN" and word.pos == "PROPN":
            inside = [w.i for w in words.below(word.i) if w.dep in ("flat", "compound")]
            after = max([word.i, *inside]) + 1
            if words[min(after, len(words) - 1)].text == ",":
                words.rehang(word.i, head.i, "appos")
                changed = True
    return changed
