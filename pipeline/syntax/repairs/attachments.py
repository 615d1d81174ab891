"""Mending what a small parser hung on the wrong word of a phrase or clause."""

from __future__ import annotations

from dataclasses import replace

from pipeline.syntax.repairs.draft import MODIFIERS, NOMINAL, Draft
from pipeline.types import Word

_WITH = (("along", "with"), ("together", "with"), ("as", "well", "as"))
_BEGINS_WITH = frozenset(mark[0] for mark in _WITH)
_LITTLE = frozenset({"case", "det"})
_BARE = frozenset({"VB", "VBP"})
_WITHIN = frozenset({"nmod", "obl", "flat", "compound"})
_LETTING = frozenset({"let", "help"})
_COMPLEMENTS = frozenset({"obj", "obl", "ccomp", "xcomp"})


def lift_little_words(words: Draft) -> bool:
    """Give a noun the preposition and the article that a modifier before it took.

    "Clashed with Polish and German police": with the police, though the parser hangs "with" on
    "Polish". A modifier that has more of its own is a noun phrase and keeps them.
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
            modifier.dep in MODIFIERS
            and (modifier.pos == "ADJ" or (modifier.dep == "compound" and word.dep == "case"))
            and noun.pos in NOMINAL
            and word.i < modifier.i < noun.i
            and not any(w.i < word.i for w in words.below(noun.i))
        ):
            words.rehang(word.i, noun.i)
            changed = True
    return changed


def object_after_particle(words: Draft) -> bool:
    """Make an object of the noun that a verb with a particle does something to.

    "Called off on Sunday a strike": nobody was called a strike.
    """
    changed = False
    for noun in words:
        if noun.dep != "xcomp" or noun.pos not in NOMINAL:
            continue
        own = [w for w in words.below(noun.head) if w.i != noun.i]
        bound = any(w.dep in ("case", "mark", "cop") for w in words.below(noun.i))
        particle = any(w.dep == "compound:prt" for w in own)
        if particle and not bound and not any(w.dep == "obj" for w in own):
            words[noun.i] = replace(noun, dep="obj")
            changed = True
    return changed


def lower_agents(words: Draft) -> bool:
    """Hang an agent on the object of a verb that has a subject of its own.

    "The UN condemned torture by Syria": it was not condemned by Syria.
    """
    changed = False
    for agent in words:
        verb = words[agent.head]
        if agent.dep != "obl:agent" or verb.pos != "VERB":
            continue
        own = words.below(verb.i)
        active = any(w.dep == "nsubj" for w in own) and not any(w.dep == "aux:pass" for w in own)
        things = [w for w in own if w.dep == "obj" and verb.i < w.i < agent.i]
        if active and things:
            words.rehang(agent.i, things[-1].i, "nmod")
            changed = True
    return changed


def raise_conjuncts(words: Draft) -> bool:
    """Join a verb in the past to one of its like, not to the end of a clause between them.

    "Iran accused Iraq, which is arming rebels, and urged the UN to act": "is arming and urged"
    is no English. So too where a comma closes the relative clause.
    """
    changed = False
    for verb in words:
        if verb.dep != "conj" or verb.tag != "VBD" or words[verb.head].pos != "VERB":
            continue
        own = [w for w in words.below(verb.i) if w.i < verb.i]
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
            words.rehang(verb.i, above.i)
            changed = True
    return changed


def _opened(words: Draft, clause: Word) -> bool:
    """Tell whether a comma opens a relative clause: it can be left out, and another closes it."""
    begins = min(w.i for w in (clause, *words.below(clause.i)))
    return words[begins].text == "," or (begins > 0 and words[begins - 1].text == ",")


def raise_results(words: Draft) -> bool:
    """Hang what comes of an act on the act: "drove a truck packed with bombs in, killing ten".

    A participle that tells what a thing is like takes no result after a comma, nor does the place
    where it happened: "struck on a road linking two towns, killing ten".
    """
    changed = False
    for result in words:
        inner = words[result.head]
        if result.tag != "VBG" or result.dep != "advcl" or not words.is_before(result.i, ","):
            continue
        noun = words[inner.head]
        if inner.dep != "acl" or inner.i > result.i:
            continue
        if inner.tag != "VBN" and not (inner.tag == "VBG" and noun.dep == "obl"):
            continue
        verb = words[noun.head]
        if verb.pos == "VERB" and verb.tag != "VBN" and verb.i < inner.i:
            words.rehang(result.i, verb.i)
            changed = True
    return changed


def lower_relatives(words: Draft) -> bool:
    """Hang a relative clause on the known name before its comma: "a gift to Spain, which vowed".

    Who acts in it, or owns who does, is the name rather than the thing the name belongs to.
    """
    changed = False
    for which in words[2:]:
        if which.text not in ("which", "whose") or which.dep not in ("nsubj", "nmod:poss"):
            continue
        clause = words[words[which.head].head if which.text == "whose" else which.head]
        head, name = words[clause.head], words[which.i - 2]
        if clause.dep != "acl:relcl" or clause.pos != "VERB" or head.i in words.named:
            continue
        while name.dep in ("flat", "compound") and name.head in words.named:
            name = words[name.head]
        known = name.i in words.named and name.dep == "nmod" and words.is_before(which.i, ",")
        if known and head.pos == "NOUN" and words.is_below(name.i, head.i):
            words.rehang(clause.i, name.i)
            changed = True
    return changed


def raise_relatives(words: Draft) -> bool:
    """Hang a clause with "that" on a noun, not on a name: "firing across Lake Chad that killed".

    What has a name needs no clause to tell it apart.
    """
    changed = False
    for that in words:
        clause = words[that.head]
        name = words[clause.head]
        if that.text != "that" or that.dep not in ("nsubj", "nsubj:pass", "obj"):
            continue
        if clause.dep != "acl:relcl" or name.tag == "NNPS":
            continue
        above = name
        while above.dep in _WITHIN and (above.i in words.named or above.tag == "NNP"):
            above = words[above.head]
        if above.i < name.i and above.tag in ("NN", "NNS", "VBG"):
            words.rehang(clause.i, above.i)
            changed = True
    return changed


def free_participles(words: Draft) -> bool:
    """Take a participle out of the phrase before it: "marched in Omdurman calling for a vote"."""
    changed = False
    for verb in words:
        if verb.tag != "VBG" or verb.dep not in ("obl", "nmod", "obj") or not verb.i:
            continue
        place = words[verb.i - 1]
        before = [w for w in words.below(verb.i) if w.i < place.i]
        after = any(w.i > verb.i and w.dep in _COMPLEMENTS for w in words.below(verb.i))
        if place.head != verb.i or place.pos != "PROPN" or not after:
            continue
        if not any(w.dep == "case" for w in before):
            continue
        words.rehang(place.i, verb.head, "obl")
        words[verb.i] = replace(verb, dep="advcl", pos="VERB")
        for word in before:
            words.rehang(word.i, place.i)
        changed = True
    return changed


def split_subjects(words: Draft) -> bool:
    """Give a verb of telling its object: "warned Turkey it would face sanctions".

    Of two subjects of a clause without "that" the first is whom the verb before it addresses.
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
        if firsts and firsts[-1].pos in NOMINAL:
            words.rehang(firsts[-1].i, verb.i, "iobj")
            changed = True
    return changed


def join_between(words: Draft) -> bool:
    """Join both sides of what is between them: "talks between Chad and the rebels broke down"."""
    for verb in words:
        noun = words[verb.head]
        if verb.dep != "conj" or verb.pos != "VERB" or noun.pos not in NOMINAL:
            continue
        joint = next((w for w in words.below(verb.i) if w.dep == "cc"), None)
        second = next((w for w in words.below(verb.i) if w.dep.startswith("nsubj")), None)
        sides = [w for w in words.below(noun.i) if w.dep == "nmod" and w.i < verb.i]
        if joint is None or second is None or len(sides) != 1 or joint.i > second.i:
            continue
        first = sides[0]
        if not any(w.text.lower() == "between" for w in words.below(first.i)):
            continue
        words.crown(verb.i, noun.i, second.dep)
        words.rehang(second.i, first.i, "conj")
        words.rehang(joint.i, second.i)
        return True
    return False


def seat_let(words: Draft) -> bool:
    """Make who is let or helped do something the object: "let dozens of Americans leave Kabul"."""
    changed = False
    for clause in words:
        verb = words[clause.head]
        if clause.dep != "ccomp" or clause.tag not in _BARE or verb.lemma not in _LETTING:
            continue
        own = words.below(clause.i)
        subjects = [w for w in own if w.dep == "nsubj" and verb.i < w.i < clause.i]
        if len(subjects) != 1 or any(w.dep.startswith(("aux", "mark")) for w in own):
            continue
        words.rehang(subjects[0].i, verb.i, "obj")
        words[clause.i] = replace(clause, dep="xcomp")
        changed = True
    return changed


def join_companions(words: Draft) -> bool:
    """Join to a subject who does it along with it: "France, together with Germany, condemned"."""
    forms = [word.text.lower() for word in words]
    changed = False
    begins = [i for i, form in enumerate(forms) if i and form in _BEGINS_WITH]
    for i, mark in ((i, mark) for i in begins for mark in _WITH):
        last = i + len(mark) - 1
        if tuple(forms[i : last + 1]) != mark or last + 1 >= len(words):
            continue
        companion = words[_top(words, last + 1, last + 1, len(words))]
        subject = next(
            (w for w in words[:i] if w.dep == "nsubj" and words[w.head].i > companion.i), None
        )
        if subject is None or companion.pos not in NOMINAL or subject.pos not in NOMINAL:
            continue
        before = range(subject.i, i - 1 if forms[i - 1] == "," else i)
        if any(_top(words, k, subject.i, i) != subject.i for k in before):
            continue
        words.rehang(companion.i, subject.i, "conj")
        for k in range(i, last + 1):
            words.rehang(k, companion.i, "cc")
        changed = True
    return changed


def _top(words: Draft, i: int, first: int, end: int) -> int:
    """Return the highest word above one that stands in a range of words."""
    while (
        first <= words[i].head < end and words[i].head != i and words[words[i].head].pos != "VERB"
    ):
        i = words[i].head
    return i
