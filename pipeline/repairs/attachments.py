"""Mending what a small parser hung on the wrong word of a phrase or clause."""

from __future__ import annotations

from dataclasses import replace

from pipeline.repairs.hanging import rehang
from pipeline.types import Word

_WITH = (("along", "with"), ("together", "with"), ("as", "well", "as"))
_LITTLE = frozenset({"case", "det"})
_MODIFIERS = frozenset({"amod", "compound", "nummod"})
_NOMINAL = frozenset({"NOUN", "PROPN"})
_BARE = frozenset({"VB", "VBP"})
_LETTING = frozenset({"let", "help"})
_COMPLEMENTS = frozenset({"obj", "obl", "ccomp", "xcomp"})


def lift_little_words(words: list[Word]) -> bool:
    """Give a noun the preposition and the article that a modifier before it took.

    "Clashed with Polish and German police": with the police, though the parser hangs "with" on
    "Polish". A modifier that has more of its own is a noun phrase and keeps them.

    Args:
        words: the words of a sentence; changed in place.

    Returns:
        Whether anything was changed.
    """
    changed = False
    for word in words:
        if word.dep == "nummod" and word.text.lower() == "of":
            words[word.i] = word = replace(word, dep="case")
            changed = True
        if word.dep not in _LITTLE:
            continue
        modifier = words[word.head]
        noun = words[modifier.head]
        if (
            modifier.dep in _MODIFIERS
            and modifier.pos == "ADJ"
            and noun.pos in _NOMINAL
            and word.i < modifier.i < noun.i
            and not any(w.head == noun.i and w.i < word.i for w in words)
        ):
            words[word.i] = replace(word, head=noun.i)
            changed = True
    return changed


def object_after_particle(words: list[Word]) -> bool:
    """Make an object of the noun that a verb with a particle does something to.

    "Called off on Sunday a strike": nobody was called a strike.

    Args:
        words: the words of a sentence; changed in place.

    Returns:
        Whether anything was changed.
    """
    changed = False
    for noun in words:
        if noun.dep != "xcomp" or noun.pos not in _NOMINAL:
            continue
        own = [w for w in words if w.head == noun.head and w.i != noun.i]
        bound = any(w.head == noun.i and w.dep in ("case", "mark", "cop") for w in words)
        particle = any(w.dep == "compound:prt" for w in own)
        if particle and not bound and not any(w.dep == "obj" for w in own):
            words[noun.i] = replace(noun, dep="obj")
            changed = True
    return changed


def free_objects(words: list[Word], named: set[int]) -> bool:
    """Give a deed what it was done to where that was hung on who did it.

    "The killing by Turkey of two pilots": they are not Turkey's.

    Args:
        words: the words of a sentence; changed in place.
        named: positions of the words of known names.

    Returns:
        Whether anything was changed.
    """
    changed = False
    for word in words:
        doer = words[word.head]
        if word.dep != "nmod" or doer.i not in named or doer.dep != "nmod" or word.i < doer.i:
            continue
        cases = {w.head: w.text.lower() for w in words if w.dep == "case" and w.i < w.head}
        if cases.get(word.i) == "of" and cases.get(doer.i) == "by":
            words[word.i] = replace(word, head=doer.head)
            changed = True
    return changed


def lower_agents(words: list[Word]) -> bool:
    """Hang an agent on the object of a verb that has a subject of its own.

    "The UN condemned torture by Syria": it was not condemned by Syria.

    Args:
        words: the words of a sentence; changed in place.

    Returns:
        Whether anything was changed.
    """
    changed = False
    for agent in words:
        verb = words[agent.head]
        if agent.dep != "obl:agent" or verb.pos != "VERB":
            continue
        own = [w for w in words if w.head == verb.i]
        active = any(w.dep == "nsubj" for w in own) and not any(w.dep == "aux:pass" for w in own)
        things = [w for w in own if w.dep == "obj" and verb.i < w.i < agent.i]
        if active and things:
            words[agent.i] = replace(agent, head=things[-1].i, dep="nmod")
            changed = True
    return changed


def raise_conjuncts(words: list[Word]) -> bool:
    """Join a verb in the past to one of its like, not to the end of a clause between them.

    "Iran accused Iraq, which is arming rebels, and urged the UN to act": "is arming and urged"
    is no English. So too where a comma closes the relative clause.

    Args:
        words: the words of a sentence; changed in place.

    Returns:
        Whether anything was changed.
    """
    changed = False
    for verb in words:
        if verb.dep != "conj" or verb.tag != "VBD" or words[verb.head].pos != "VERB":
            continue
        own = [w for w in words if w.head == verb.i and w.i < verb.i]
        joint = next((w for w in own if w.dep == "cc"), None)
        if joint is None or any(w.dep.startswith(("nsubj", "aux", "cop")) for w in own):
            continue
        first = words[verb.head]
        unlike = first.tag in ("VB", "VBG")
        clause = first.dep == "acl:relcl" and words[joint.i - 1].text == "," and first.i < joint.i
        above, steps = words[first.head], 0
        while above.tag != "VBD" and above.head != above.i and steps < len(words):
            above, steps = words[above.head], steps + 1
        past = above.tag == "VBD" and above.pos == "VERB" and above.i < first.i
        if past and (unlike or (clause and _opened(words, first))):
            words[verb.i] = replace(verb, head=above.i)
            changed = True
    return changed


def _opened(words: list[Word], clause: Word) -> bool:
    """Tell whether a comma opens a relative clause: it can be left out, and another closes it."""
    begins = min(w.i for w in words if w.head == clause.i or w.i == clause.i)
    return words[begins].text == "," or (begins > 0 and words[begins - 1].text == ",")


def free_participles(words: list[Word]) -> bool:
    """Take a participle out of the phrase before it: "marched in Omdurman calling for a vote".

    Args:
        words: the words of a sentence; changed in place.

    Returns:
        Whether anything was changed.
    """
    changed = False
    for verb in words:
        if verb.tag != "VBG" or verb.dep not in ("obl", "nmod", "obj") or not verb.i:
            continue
        place = words[verb.i - 1]
        before = [w for w in words if w.head == verb.i and w.i < place.i]
        after = any(w.head == verb.i and w.i > verb.i and w.dep in _COMPLEMENTS for w in words)
        if place.head != verb.i or place.pos != "PROPN" or not after:
            continue
        if not any(w.dep == "case" for w in before):
            continue
        words[place.i] = replace(place, head=verb.head, dep="obl")
        words[verb.i] = replace(verb, dep="advcl", pos="VERB")
        for word in before:
            words[word.i] = replace(word, head=place.i)
        changed = True
    return changed


def split_subjects(words: list[Word]) -> bool:
    """Give a verb of telling its object: "warned Turkey it would face sanctions".

    Of two subjects of a clause without "that" the first is whom the verb before it addresses.

    Args:
        words: the words of a sentence; changed in place.

    Returns:
        Whether anything was changed.
    """
    changed = False
    for second in words:
        if second.dep != "nsubj" or second.pos != "PRON":
            continue
        clause = words[second.head]
        verb = words[clause.head]
        if clause.dep != "ccomp" or verb.pos != "VERB" or verb.i > second.i:
            continue
        between = words[verb.i + 1 : second.i]
        firsts = [w for w in between if w.head == clause.i and w.dep == "nsubj"]
        if firsts and firsts[-1].pos in _NOMINAL:
            words[firsts[-1].i] = replace(firsts[-1], head=verb.i, dep="iobj")
            changed = True
    return changed


def join_between(words: list[Word]) -> bool:
    """Join both sides of what is between them: "talks between Chad and the rebels broke down".

    Args:
        words: the words of a sentence; changed in place.

    Returns:
        Whether anything was changed.
    """
    for verb in words:
        noun = words[verb.head]
        if verb.dep != "conj" or verb.pos != "VERB" or noun.pos not in _NOMINAL:
            continue
        joint = next((w for w in words if w.head == verb.i and w.dep == "cc"), None)
        second = next((w for w in words if w.head == verb.i and w.dep.startswith("nsubj")), None)
        sides = [w for w in words if w.head == noun.i and w.dep == "nmod" and w.i < verb.i]
        if joint is None or second is None or len(sides) != 1 or joint.i > second.i:
            continue
        first = sides[0]
        if not any(w.head == first.i and w.text.lower() == "between" for w in words):
            continue
        words[verb.i] = replace(
            verb, head=verb.i if noun.head == noun.i else noun.head, dep=noun.dep
        )
        words[noun.i] = replace(noun, head=verb.i, dep=second.dep)
        words[second.i] = replace(second, head=first.i, dep="conj")
        words[joint.i] = replace(joint, head=second.i)
        return True
    return False


def seat_let(words: list[Word]) -> bool:
    """Make who is let or helped do something the object: "let dozens of Americans leave Kabul".

    Args:
        words: the words of a sentence; changed in place.

    Returns:
        Whether anything was changed.
    """
    changed = False
    for clause in words:
        verb = words[clause.head]
        if clause.dep != "ccomp" or clause.tag not in _BARE or verb.lemma not in _LETTING:
            continue
        below = [w for w in words if w.head == clause.i and w.i != clause.i]
        subjects = [w for w in below if w.dep == "nsubj" and verb.i < w.i < clause.i]
        if len(subjects) != 1 or any(w.dep.startswith(("aux", "mark")) for w in below):
            continue
        words[subjects[0].i] = replace(subjects[0], head=verb.i, dep="obj")
        words[clause.i] = replace(clause, dep="xcomp")
        changed = True
    return changed


def join_companions(words: list[Word]) -> bool:
    """Join to a subject who does it along with it: "France, together with Germany, condemned".

    Args:
        words: the words of a sentence; changed in place.

    Returns:
        Whether anything was changed.
    """
    forms = [word.text.lower() for word in words]
    changed = False
    for i, mark in ((i, mark) for i in range(1, len(words)) for mark in _WITH):
        last = i + len(mark) - 1
        if tuple(forms[i : last + 1]) != mark or last + 1 >= len(words):
            continue
        companion = words[_top(words, last + 1, last + 1, len(words))]
        subject = next(
            (w for w in words[:i] if w.dep == "nsubj" and words[w.head].i > companion.i), None
        )
        if subject is None or companion.pos not in _NOMINAL or subject.pos not in _NOMINAL:
            continue
        before = range(subject.i, i - 1 if forms[i - 1] == "," else i)
        if any(_top(words, k, subject.i, i) != subject.i for k in before):
            continue
        rehang(words, companion.i, subject.i, "conj")
        for k in range(i, last + 1):
            rehang(words, k, companion.i, "cc")
        changed = True
    return changed


def _top(words: list[Word], i: int, first: int, end: int) -> int:
    """Return the highest word above one that stands in a range of words."""
    while (
        first <= words[i].head < end and words[i].head != i and words[words[i].head].pos != "VERB"
    ):
        i = words[i].head
    return i
