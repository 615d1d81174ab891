"""Clauses of giving, handing over and setting free that a small parser read as something else."""

from __future__ import annotations

from dataclasses import replace

from pipeline.syntax.repairs.draft import NOMINAL, Draft, Mender

_NEAR = frozenset({"neighbouring", "neighboring"})
# What these verbs do to something they may do "over": it is no more than a number.
_HANDING = frozenset({"hand", "turn", "give", "sign", "take"})
_FREEING = "free"
# Verbs that take no other verb in -ing: "brought drinking water".
_TRANSFER = frozenset(
    "bring deliver provide supply send ship distribute donate receive hand give return buy".split()
)
_SEVERAL = frozenset("dozens hundreds thousands scores tens".split())
_TIMES = frozenset("minutes hours days weeks months years".split())
_SINCE = frozenset({"after", "before", "ahead"})


def mend_transfers(words: Draft) -> bool:
    """Mend what is handed over, given, sent to a neighbour or set free."""
    printed = {word.text for word in words}
    changed = False
    for mend, asked in _MENDERS:
        if not asked or not printed.isdisjoint(asked):
            changed = mend(words) or changed
    return changed


def _free_particles(words: Draft) -> bool:
    """Give a verb its "over" that was read as "more than": "handed over four jets"."""
    changed = False
    for verb, over in zip(words, words[1:], strict=False):
        number = words[over.head]
        if over.text != "over" or over.dep != "advmod" or verb.pos != "VERB":
            continue
        if number.tag == "CD" and number.i == over.i + 1 and verb.lemma.lower() in _HANDING:
            words[over.i] = replace(over, head=verb.i, dep="compound:prt", pos="ADP", tag="RP")
            changed = True
    return changed


def _give_verbs(words: Draft) -> bool:
    """Make a verb of "given" after "has": "Berlin has so far given Kyiv 14 billion euros"."""
    for given in words:
        noun = words[given.head]
        have = words[noun.head]
        if given.dep != "case" or given.text != "given" or noun.dep != "obj":
            continue
        if have.lemma.lower() != "have" or not have.i < given.i < noun.i:
            continue
        words.crown(given.i, have.i)
        words[given.i] = replace(words[given.i], pos="VERB", tag="VBN")
        for word in words.below(have.i):
            if word.i != given.i:
                words.rehang(word.i, given.i, word.dep)
        words[have.i] = replace(have, head=given.i, dep="aux", pos="AUX")
        return True
    return False


def _part_datives(words: Draft) -> bool:
    """Part whom something is given from how much it is: "given Kyiv 14 billion euros"."""
    changed = False
    for name, number in zip(words, words[1:], strict=False):
        noun = words[name.head]
        verb = words[noun.head]
        if name.pos != "PROPN" or name.dep != "compound" or number.tag not in ("CD", "$"):
            continue
        if noun.dep != "obj" or noun.i <= number.i or verb.pos != "VERB" or verb.i > name.i:
            continue
        if any(w.head == noun.i and verb.i < w.i < name.i and w.dep == "det" for w in words):
            continue
        words.rehang(name.i, verb.i, "iobj")
        for word in words[verb.i + 1 : name.i]:
            if word.head == noun.i:
                words.rehang(word.i, name.i, word.dep)
        changed = True
    return changed


def _name_neighbours(words: Draft) -> bool:
    """Make an adjective of "neighbouring" before a name: "sent jets to neighbouring Chad"."""
    changed = False
    for near in words:
        name = next((w for w in words.below(near.i) if w.dep == "obj" and w.i == near.i + 1), None)
        if near.text not in _NEAR or name is None or name.pos not in NOMINAL:
            continue
        words.rehang(name.i, near.head, "obl")
        for word in words.below(near.i):
            dep = "case" if word.dep == "mark" else word.dep
            words.rehang(word.i, name.i, dep)
        words[near.i] = replace(near, head=name.i, dep="amod", pos="ADJ", tag="JJ")
        changed = True
    return changed


def _free_people(words: Draft) -> bool:
    """Make a verb of "free" after "to": "called on Egypt to free activist Alaa Hassan"."""
    changed = False
    for to, free in zip(words, words[1:], strict=False):
        if to.tag != "TO" or to.text != "to" or free.text != _FREEING or free.dep != "amod":
            continue
        freed = words[free.head]
        top = words[to.head]
        if top.i not in (freed.i, freed.head) or top.head > to.i or top.head == top.i:
            continue
        words.rehang(to.i, free.i, "mark")
        words[free.i] = replace(free, head=top.head, dep="xcomp", pos="VERB", tag="VB")
        words.rehang(top.i, free.i, "obj")
        changed = True
    return changed


def _give_things(words: Draft) -> bool:
    """Make an object of the noun after an aside: "will provide, through UNICEF, vaccines".

    Or of a number of persons that was read as a time: "flew home hundreds of Jews".
    """
    changed = False
    for thing in words:
        verb = words[thing.head]
        several = thing.dep == "obl:unmarked" and thing.text in _SEVERAL
        if not (thing.dep == "conj" or several) or thing.pos not in NOMINAL or verb.pos != "VERB":
            continue
        own = [w for w in words.below(verb.i) if w.i != thing.i]
        if verb.i > thing.i or any(
            w.dep in ("obj", "ccomp", "xcomp") or "pass" in w.dep for w in own
        ):
            continue
        if not any(w.dep in ("cc", "case") for w in words.below(thing.i)):
            words.rehang(thing.i, verb.i, "obj")
            changed = True
    return changed


def _part_times(words: Draft) -> bool:
    """Part a thing from how long after it was: "announced his resignation hours after"."""
    changed = False
    for thing, time, since in zip(words, words[1:], words[2:], strict=False):
        if time.text not in _TIMES or since.text not in _SINCE or time.dep not in ("obj", "obl"):
            continue
        if thing.dep != "compound" or thing.head != time.i:
            continue
        words.rehang(thing.i, time.head, time.dep)
        for word in list(words.below(time.i)):
            if word.i < thing.i:
                words.rehang(word.i, thing.i, word.dep)
        words.rehang(time.i, time.head, "obl:unmarked")
        changed = True
    return changed


def _name_things(words: Draft) -> bool:
    """Make part of a thing's name of the -ing form before it: "brought drinking water"."""
    changed = False
    for verb, ing, thing in zip(words, words[1:], words[2:], strict=False):
        if ing.dep != "xcomp" or ing.tag != "VBG" or ing.head != verb.i:
            continue
        if verb.lemma.lower() not in _TRANSFER or thing.dep != "obj" or thing.head != ing.i:
            continue
        words.rehang(thing.i, verb.i, "obj")
        for word in list(words.below(ing.i)):
            words.rehang(word.i, verb.i, word.dep)
        words[ing.i] = replace(ing, head=thing.i, dep="amod")
        changed = True
    return changed


def _hand_over(words: Draft) -> bool:
    """Make a verb of "hand" before "over": "demanded Sweden hand over dozens of exiles"."""
    changed = False
    for who, hand, over in zip(words, words[1:], words[2:], strict=False):
        verb = words[hand.head]
        if hand.text != "hand" or over.text not in ("over", "back") or hand.pos != "NOUN":
            continue
        if who.dep != "compound" or who.head != hand.i or hand.dep != "obj" or verb.pos != "VERB":
            continue
        words[hand.i] = replace(hand, dep="ccomp", pos="VERB", tag="VB")
        words.rehang(who.i, hand.i, "nsubj")
        for word in list(words.below(verb.i)):
            if word.i > over.i and word.dep in ("obj", "obl"):
                words.rehang(word.i, hand.i, word.dep)
        words[over.i] = replace(over, head=hand.i, dep="compound:prt", pos="ADP", tag="RP")
        changed = True
    return changed


_MENDERS: tuple[tuple[Mender, frozenset[str]], ...] = (
    (_free_particles, frozenset({"over"})),
    (_give_verbs, frozenset({"given"})),
    (_part_datives, frozenset()),
    (_name_neighbours, _NEAR),
    (_free_people, frozenset({_FREEING})),
    (_give_things, frozenset()),
    (_part_times, _TIMES),
    (_name_things, frozenset()),
    (_hand_over, frozenset({"hand"})),
)
"""What is mended, in this order, with the words of which a sentence must have one, if any."""
