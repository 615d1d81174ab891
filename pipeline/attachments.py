"""Mending where a small parser hangs the little words of a noun phrase."""

from __future__ import annotations

from dataclasses import replace

from pipeline.types import Word

_LITTLE = frozenset({"case", "det"})
_MODIFIERS = frozenset({"amod", "compound", "nummod"})
_HYPHENS = frozenset("-‐‑–")
_NOMINAL = frozenset({"NOUN", "PROPN"})
_OWN = frozenset({"nsubj", "nsubj:pass", "obj"})
_CLAUSAL = frozenset({"nsubj", "nsubj:pass", "mark", "cc", "aux"})
_COMPLEMENTS = frozenset({"obj", "obl", "ccomp", "xcomp"})
_PARTICLES = frozenset({"in", "off", "on", "by", "over"})


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


def mend_prefixes(words: list[Word]) -> bool:
    """Make "ex", a hyphen and a noun one noun phrase: "an ex-minister from Chad".

    Args:
        words: the words of a sentence; changed in place.

    Returns:
        Whether anything was changed.
    """
    changed = False
    for i in range(len(words) - 2):
        prefix, hyphen, noun = words[i : i + 3]
        if prefix.text.lower() != "ex" or hyphen.text not in _HYPHENS or noun.pos not in _NOMINAL:
            continue
        if prefix.head in (hyphen.i, noun.i) and noun.head not in (prefix.i, hyphen.i):
            continue
        if noun.dep in _MODIFIERS:
            continue
        above = noun.i if prefix.head == prefix.i else prefix.head
        words[noun.i] = replace(noun, head=above, dep=prefix.dep)
        words[prefix.i] = replace(prefix, head=noun.i, dep="compound")
        words[hyphen.i] = replace(hyphen, head=noun.i, dep="punct")
        for word in words:
            if word.head == prefix.i and word.i != noun.i:
                words[word.i] = replace(word, head=noun.i)
        changed = True
    return changed


def name_prepositions(words: list[Word]) -> bool:
    """Make prepositions of participles that serve as such: "according to", "following".

    A pattern that knows the verb "accord" is not meant by them.

    Args:
        words: the words of a sentence; changed in place.

    Returns:
        Whether anything was changed.
    """
    changed = False
    for word in words:
        if word.dep == "case" and word.tag == "VBG" and word.pos == "VERB":
            words[word.i] = replace(word, pos="ADP", tag="IN", lemma=word.text.lower())
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


def mend_particle_nouns(words: list[Word]) -> bool:
    """Make "sit" the head of "sit-in", as of other nouns that end in a particle.

    Args:
        words: the words of a sentence; changed in place.

    Returns:
        Whether anything was changed.
    """
    changed = False
    for i in range(len(words) - 2):
        first, hyphen, particle = words[i : i + 3]
        if hyphen.text not in _HYPHENS or particle.text.lower() not in _PARTICLES:
            continue
        if first.head != particle.i or particle.head == particle.i:
            continue
        words[first.i] = replace(first, head=particle.head, dep=particle.dep, pos="NOUN")
        words[particle.i] = replace(particle, head=first.i, dep="compound:prt", pos="ADP")
        for word in words:
            if word.head == particle.i and word.i != first.i:
                words[word.i] = replace(word, head=first.i)
        changed = True
    return changed


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


def mend_possessed(words: list[Word]) -> bool:
    """Make a noun of a verb that somebody owns: "rejected protesters' call to withdraw".

    Args:
        words: the words of a sentence; changed in place.

    Returns:
        Whether anything was changed.
    """
    changed = False
    for owner in words:
        owned = words[owner.head]
        if owner.dep != "nmod:poss" or owned.pos != "VERB" or owned.tag not in ("VB", "VBP"):
            continue
        if owned.dep not in ("ccomp", "xcomp") or owned.i < owner.i:
            continue
        words[owned.i] = replace(owned, pos="NOUN", tag="NN", dep="obj")
        for word in words:
            if word.head == owned.i and word.dep in ("xcomp", "ccomp", "advcl"):
                words[word.i] = replace(word, dep="acl")
        changed = True
    return changed


def mend_roots(words: list[Word]) -> bool:
    """Make a verb of a root between its subject and its object: "fighters overran a base".

    Args:
        words: the words of a sentence; changed in place.

    Returns:
        Whether anything was changed.
    """
    root = next((w for w in words if w.head == w.i), None)
    if root is None or root.pos not in ("ADP", "ADV", "SCONJ"):
        return False
    below = {w.dep for w in words if w.head == root.i}
    if not {"nsubj", "obj"} <= below or "cop" in below:
        return False
    words[root.i] = replace(root, pos="VERB", tag="VBD")
    return True


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


def mend_first_nouns(words: list[Word]) -> bool:
    """Make the first word the subject of the only finite verb: "Protests over a law continued".

    Args:
        words: the words of a sentence; changed in place.

    Returns:
        Whether anything was changed.
    """
    first = words[0]
    if first.head != 0 or first.tag != "VBZ" or any(w.head == 0 and w.dep in _OWN for w in words):
        return False
    for verb in words[1:]:
        bare = not any(w.head == verb.i and w.dep in _CLAUSAL for w in words)
        if verb.tag in ("VBD", "VBN") and verb.dep in ("acl", "advcl", "conj", "ccomp") and bare:
            words[verb.i] = replace(verb, head=verb.i, dep="root")
            words[0] = replace(first, head=verb.i, dep="nsubj", pos="NOUN", tag="NNS")
            return True
    return False
