"""Which verb a sentence is about, where a small parser took another word or none."""

from __future__ import annotations

from dataclasses import replace

from pipeline.syntax.repairs.draft import FINITE, NOMINAL, VERBAL, Draft
from pipeline.types import Word

# Verbs that have no passive participle: "clashes erupted" is a clause, not a phrase.
_INTRANSITIVE = frozenset(
    "erupt break collapse happen occur arrive die rage flare continue begin resume last subside"
    " escalate intensify fall rise vanish disappear emerge arise".split()
)
# Verbs of which nobody is the object where an infinitive follows: "the group threatened to kill".
_WILLING = frozenset(
    "agree attempt choose decide decline fail hope intend offer plan pledge promise refuse seek"
    " threaten try volunteer vow want".split()
)
_OWN = frozenset({"nsubj", "nsubj:pass", "obj"})
_CLAUSAL = frozenset({"nsubj", "nsubj:pass", "mark", "cc", "aux"})


def activate(words: Draft) -> bool:
    """Make a verb active that has a subject of its own and no "be", but in a headline.

    "Former generals called for talks." was read as if they were called. Headlines leave "be" out,
    and the full stop too; whoever is "backed by" somebody is passive.
    """
    if not words.is_sentence():
        return False
    helped = {word.head for word in words if word.dep.startswith("aux")}
    helped |= {word.head for word in words if word.dep == "obl:agent"}
    changed = False
    for word in words:
        verb = words[word.head]
        if word.dep == "nsubj:pass" and verb.tag == "VBN" and verb.i not in helped:
            words[word.i] = replace(word, dep="nsubj")
            words[verb.i] = replace(verb, tag="VBD")
            changed = True
    return changed


def split_phrase(words: Draft) -> bool:
    """Make a clause of a sentence read as one noun phrase: "Syria barred aid agencies"."""
    if words.has_tense() or not words.is_sentence():
        return False
    root = words.root()
    if root is None or root.pos not in NOMINAL:
        return False
    before = [w for w in words.below(root.i) if w.i < root.i]
    verb = next((w for w in before if w.dep == "amod" and w.tag in ("VBN", "VBD")), None)
    if verb is None:
        return False
    subject = next((w for w in before if w.i < verb.i and w.pos in NOMINAL), None)
    if subject is None:
        return False
    words.crown(verb.i, root.i, "obj")
    words[verb.i] = replace(words[verb.i], tag="VBD")
    words.rehang(subject.i, verb.i, "nsubj")
    for word in before:
        if word.i < verb.i and word.i != subject.i:
            words.rehang(word.i, subject.i)
    return True


def raise_verb(words: Draft) -> bool:
    """Make a verb the root of a sentence whose root was taken to be its subject or object.

    "A French air strike killed 20 militants": "killed" was hung on "strike" as a participle, yet
    has an object of its own. "Japan lifted sanctions": "lifted" was hung on "sanctions".
    """
    root = words.root()
    if root is None or root.pos not in NOMINAL:
        return False
    if any(w.dep.startswith(("cop", "nsubj")) for w in words.below(root.i)):
        return False
    sentence = words.is_sentence() and not words.has_tense()
    # "Rebels backed by Norway attacked Sweden.": the last one is the verb, if no agent follows it.
    participles = [w.i for w in words.below(root.i) if w.dep in ("acl", "amod")]
    last = participles[-1] if sentence and participles else None
    if last is not None and any(w.dep == "obl:agent" for w in words.below(last)):
        last = None
    for word in words:
        if word.tag not in VERBAL or word.i < root.i:
            continue
        below = {w.dep for w in words.below(word.i)}
        if any(dep.startswith(("aux", "nsubj")) for dep in below):
            continue
        finite = (
            "obj" in below
            or word.lemma in _INTRANSITIVE
            or ("xcomp" in below and word.lemma in _WILLING)
            or word.i == last
            or _after_apposition(words, word)
        )
        if word.dep in ("acl", "amod") and word.head == root.i and finite:
            _enthrone(words, word.i, root.i)
            return True
        noun = words[word.head]
        cased = any(w.dep == "case" and w.i == word.i - 1 for w in words.below(noun.i))
        if word.dep == "amod" and noun.head == root.i and noun.i > word.i and not cased:
            _enthrone(words, word.i, root.i)
            words.rehang(noun.i, word.i, "obj")
            return True
    return False


def _after_apposition(words: Draft, verb: Word) -> bool:
    """Tell whether a verb follows its subject's apposition: "Ali Hassan, a tycoon, called for"."""
    apposed = any(w.dep == "appos" and w.i < verb.i for w in words.below(verb.head))
    agent = any(w.dep == "obl:agent" for w in words.below(verb.i))
    return apposed and not agent and words[verb.i - 1].text == ","


def leave_clause(words: Draft) -> bool:
    """Make the verb after the comma that closes a relative clause the root of its sentence.

    "Iran, which has been at odds with Iraq for years, called for talks": "called" was hung in the
    clause, and Iran left without a verb.
    """
    root = words.root()
    if root is None or root.pos not in NOMINAL or not words.is_sentence():
        return False
    if any(w.dep.startswith(("cop", "nsubj", "aux")) for w in words.below(root.i)):
        return False
    verb = words.left_clause(root.i)
    if verb is None:
        return False
    above, steps = words[verb.head], 0
    while above.i not in (root.i, verb.i) and steps < len(words):
        words.hand_over(verb.i, above.i)
        above, steps = words[above.head], steps + 1
    _enthrone(words, verb.i, root.i)
    return True


def leave_relative(words: Draft) -> bool:
    """Make a verb the root whose subject was listed in a relative clause taken for the sentence.

    "After talks that were led by Norway, Chad and Niger agreed": Chad and Niger did, and the
    relative clause tells of the talks.
    """
    root = words.root()
    if root is None or root.pos != "VERB":
        return False
    that = next((w for w in words.below(root.i) if w.tag in ("WDT", "WP") and w.i < root.i), None)
    if that is None or not that.i or words[that.i - 1].pos not in NOMINAL:
        return False
    for verb in words[root.i + 1 :]:
        own = words.below(verb.i)
        if verb.head != root.i or verb.tag not in FINITE or verb.pos != "VERB":
            continue
        if any(w.i < verb.i and w.dep != "advmod" for w in own):
            continue
        listed = _last_listed(words, verb.i)
        if listed is None:
            continue
        first, *others = listed
        words.crown(verb.i, root.i)
        words.hand_over(verb.i, root.i)
        for word in words.below(root.i):
            if word.i < that.i:
                words.rehang(word.i, verb.i)
        words.rehang(root.i, words[that.i - 1].i, "acl:relcl")
        words.rehang(first, verb.i, "nsubj")
        for other in others:
            words.rehang(other, first)
        return True
    return False


def _last_listed(words: Draft, end: int) -> list[int] | None:
    """Return what is listed between a comma and a position: of "A, B and C" the last two."""
    for first in words[:end]:
        if first.dep != "conj" or not words.is_before(words.phrase(first.i)[0], ","):
            continue
        others = [w for w in words.below(first.head) if w.dep == "conj" and w.i > first.i]
        last = others[-1] if others else first
        joined = any(w.dep == "cc" for w in words.below(last.i))
        if words.phrase(last.i)[1] + 1 == end and (joined or not others):
            return [first.i, *(w.i for w in others)]
    return None


def leave_amod(words: Draft) -> bool:
    """Make a participle the verb of a root noun that has a subject and nothing to say of it.

    "Iraq, which fears attacks, shared intelligence": it is no shared intelligence.
    """
    root = words.root()
    if root is None or root.pos not in NOMINAL:
        return False
    own = words.below(root.i)
    verb = next((w for w in own if w.dep == "amod" and w.tag in ("VBN", "VBD")), None)
    if verb is None or any(w.dep.startswith(("cop", "aux", "det")) for w in own):
        return False
    around = (*own, *words.below(verb.i))
    subject = next((w for w in around if w.dep.startswith("nsubj") and w.i < verb.i), None)
    if subject is None or verb.i not in range(subject.i, words.phrase(subject.i)[1] + 3):
        return False
    words.crown(verb.i, root.i, "obj")
    words[verb.i] = replace(words[verb.i], tag="VBD")
    words.rehang(subject.i, verb.i, "nsubj")
    for word in own:
        if word.i < verb.i:
            words.rehang(word.i, verb.i)
    return True


def demote_participle(words: Draft) -> bool:
    """Give the sentence to its finite verb where a participle before it was made the root.

    "Rebels backed by Turkey recaptured the town": they recaptured it.
    """
    root = words.root()
    if root is None or root.tag != "VBN":
        return False
    below = words.below(root.i)
    subject = next((w for w in below if w.dep == "nsubj:pass" and w.i < root.i), None)
    agent = next((w for w in below if w.dep == "obl:agent" and w.i > root.i), None)
    if subject is None or agent is None or any(w.dep.startswith("aux") for w in below):
        return False
    for verb in below:
        own = {w.dep.split(":")[0] for w in words.below(verb.i)}
        if verb.tag in FINITE and verb.i > agent.i and not own & {"nsubj", "cc", "mark"}:
            words.crown(verb.i, root.i)
            words.hand_over(verb.i, root.i)
            words.rehang(root.i, subject.i, "acl")
            words.rehang(subject.i, verb.i, "nsubj")
            return True
    return False


def leave_participle(words: Draft) -> bool:
    """Give the sentence to a verb in the past where an "-ing" without "be" was made the root.

    "Farmers blocking a road hurled stones": no past form stands before a noun to describe it.
    """
    root = words.root()
    if root is None or root.tag != "VBG" or not words.is_sentence():
        return False
    own = words.below(root.i)
    subject = next((w for w in own if w.dep == "nsubj" and w.i < root.i), None)
    if subject is None or any(w.dep.startswith(("aux", "cop", "mark")) for w in own):
        return False
    for verb in words[root.i + 1 :]:
        thing = words[verb.head]
        if verb.tag != "VBD" or verb.dep != "amod" or thing.i < verb.i:
            continue
        above = thing.head
        words.crown(verb.i, root.i)
        words.rehang(thing.i, verb.i, "obj")
        words.hand_over(verb.i, above)
        words.hand_over(verb.i, root.i)
        words.rehang(root.i, subject.i, "acl")
        words.rehang(subject.i, verb.i, "nsubj")
        return True
    return False


def mend_first_nouns(words: Draft) -> bool:
    """Make the first word the subject of the only finite verb: "Protests over a law continued"."""
    first = words[0]
    if first.head != 0 or first.tag != "VBZ" or any(w.dep in _OWN for w in words.below(0)):
        return False
    for verb in words[1:]:
        bare = not any(w.dep in _CLAUSAL for w in words.below(verb.i))
        if verb.tag in ("VBD", "VBN") and verb.dep in ("acl", "advcl", "conj", "ccomp") and bare:
            words.rehang(verb.i, verb.i, "root")
            words[0] = replace(first, head=verb.i, dep="nsubj", pos="NOUN", tag="NNS")
            return True
    return False


def _enthrone(words: Draft, verb: int, subject: int) -> None:
    """Make a verb the root, the old root its subject, and what follows the verb its own."""
    words.crown(verb, subject, "nsubj")
    words.hand_over(verb, subject)
    words[verb] = replace(words[verb], tag="VBD")
