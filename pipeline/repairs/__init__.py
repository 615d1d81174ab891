"""Mending what a small parser gets wrong, with what the codebook knows of names.

One module a kind of fault: words taken for another part of speech (misread), names and hyphens
(compounds), what hangs on the wrong word (attachments) or is taken for another complement
(complements), verbs without their subject (subjects), and where clauses begin and end (boundaries).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from pipeline.repairs.attachments import (
    free_objects,
    free_participles,
    join_between,
    lift_little_words,
    lower_agents,
    object_after_particle,
    raise_conjuncts,
    seat_let,
    split_subjects,
)
from pipeline.repairs.boundaries import (
    close_clause,
    close_relatives,
    leave_asides,
    part_as,
    part_clauses,
    part_objects,
    set_in_commas,
)
from pipeline.repairs.complements import (
    free_gerunds,
    join_companions,
    mend_objects,
    part_attributions,
    part_judgements,
    raise_participles,
    relate_objects,
    seat_told,
    seat_verdicts,
)
from pipeline.repairs.compounds import (
    mend_compounds,
    mend_particle_nouns,
    mend_prefixes,
    part_hyphens,
    part_numbers,
)
from pipeline.repairs.hanging import below, crown, phrase, rehang
from pipeline.repairs.misread import (
    mend_first_nouns,
    mend_possessed,
    mend_roots,
    name_prepositions,
    relativize,
    verbalize,
)
from pipeline.repairs.subjects import (
    bind_subjects,
    claim_subjects,
    free_subjects,
    join_subjects,
    raise_subjects,
    return_subjects,
    seat_subjects,
)
from pipeline.types import Tree, Word

_NOMINAL = frozenset({"NOUN", "PROPN"})
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
_FINITE = frozenset({"VBD", "VBZ", "VBP"})


def repair(tree: Tree, names: Iterable[tuple[int, int]]) -> Tree:
    """Return the tree with each known name in one piece and one subject a verb.

    Args:
        tree: a parsed sentence.
        names: half-open spans of words that a codebook knows as one name.
    """
    words, spans = list(tree.words), list(names)
    changed = False
    for start, end in spans:
        changed |= _unite(words, start, end)
    named = {i for start, end in spans for i in range(start, end)}
    changed |= _share_of(words, named) | free_objects(words, named)
    changed |= mend_prefixes(words) | mend_particle_nouns(words) | lift_little_words(words)
    changed |= part_hyphens(words)
    changed |= name_prepositions(words) | free_participles(words) | mend_possessed(words)
    changed |= mend_roots(words) | split_subjects(words) | mend_objects(words)
    changed |= part_judgements(words) | free_gerunds(words) | seat_verdicts(words)
    changed |= join_between(words) | mend_first_nouns(words)
    changed |= mend_compounds(words) | seat_let(words) | join_companions(words) | seat_told(words)
    changed |= part_attributions(words) | raise_participles(words) | relate_objects(words)
    present = {word.dep for word in words}
    for mend, relations in _MENDING:
        if not present.isdisjoint(relations) and mend(words):
            changed = True
            present = {word.dep for word in words}
    return Tree(tree.sentence, tuple(words)) if changed else tree


def _unite(words: list[Word], start: int, end: int) -> bool:
    """Hang all words of a name, and what hangs on them from outside, on one of them."""
    if end - start < 2:
        return False
    inside = range(start, end)
    outward = [i for i in inside if words[i].head not in inside or words[i].head == i]
    if len(outward) == 1 and words[outward[0]].pos not in ("VERB", "ADP"):
        return False
    nominal = [i for i in outward if words[i].pos in _NOMINAL] or outward
    top = min(nominal, key=lambda i: (_depth(words, i), -i))
    for i in inside:
        if i != top and words[i].head not in inside:
            words[i] = replace(words[i], head=top, dep="flat")
    _place_name(words, top)
    if words[top].pos not in _NOMINAL:
        words[top] = replace(words[top], pos="PROPN")
    return True


def _place_name(words: list[Word], top: int) -> None:
    """Make a name that was read as a verb's helper its subject: "Theresa May held talks"."""
    verb = words[words[top].head]
    subjects = any(w.head == verb.i and w.dep.startswith(("nsubj", "csubj")) for w in words)
    if words[top].dep in ("aux", "aux:pass", "cop") and verb.i > top and not subjects:
        words[top] = replace(words[top], dep="nsubj")


def _depth(words: list[Word], i: int) -> int:
    depth = 0
    while words[i].head != i and depth < len(words):
        i, depth = words[i].head, depth + 1
    return depth


def _activate(words: list[Word]) -> bool:
    """Make a verb active that has a subject of its own and no "be", but in a headline.

    "Former generals called for talks." was read as if they were called. Headlines leave "be" out,
    and the full stop too; whoever is "backed by" somebody is passive.
    """
    if not words or words[-1].text != ".":
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


def _split_phrase(words: list[Word]) -> bool:
    """Make a clause of a sentence read as one noun phrase: "Syria barred aid agencies"."""
    if any(w.tag in _FINITE or w.tag == "MD" for w in words) or words[-1].text != ".":
        return False
    root = next((w for w in words if w.dep == "root" and w.pos in _NOMINAL), None)
    if root is None:
        return False
    before = [w for w in words if w.head == root.i and w.i < root.i]
    verb = next((w for w in before if w.dep == "amod" and w.tag in ("VBN", "VBD")), None)
    if verb is None:
        return False
    subject = next((w for w in before if w.i < verb.i and w.pos in _NOMINAL), None)
    if subject is None:
        return False
    words[verb.i] = replace(verb, head=verb.i, dep="root", tag="VBD")
    words[root.i] = replace(root, head=verb.i, dep="obj")
    words[subject.i] = replace(subject, head=verb.i, dep="nsubj")
    for word in before:
        if word.i < verb.i and word.i != subject.i:
            words[word.i] = replace(word, head=subject.i)
    return True


def _raise_verb(words: list[Word]) -> bool:
    """Make a verb the root of a sentence whose root was taken to be its subject or object.

    "A French air strike killed 20 militants": "killed" was hung on "strike" as a participle, yet
    has an object of its own. "Japan lifted sanctions": "lifted" was hung on "sanctions".
    """
    root = next((w for w in words if w.dep == "root"), None)
    if root is None or root.pos not in _NOMINAL:
        return False
    if any(w.head == root.i and w.dep.startswith(("cop", "nsubj")) for w in words):
        return False
    sentence = words[-1].text == "." and not any(w.tag in _FINITE or w.tag == "MD" for w in words)
    # "Rebels backed by Norway attacked Sweden.": the last one is the verb, if no agent follows it.
    participles = [w.i for w in words if w.head == root.i and w.dep in ("acl", "amod")]
    last = participles[-1] if sentence and participles else None
    if any(w.head == last and w.dep == "obl:agent" for w in words):
        last = None
    for word in words:
        if word.tag not in ("VBN", "VBD", "VBZ", "VBP") or word.i < root.i:
            continue
        below = {w.dep for w in words if w.head == word.i}
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
        cased = any(w.head == noun.i and w.dep == "case" and w.i == word.i - 1 for w in words)
        if word.dep == "amod" and noun.head == root.i and noun.i > word.i and not cased:
            _enthrone(words, word.i, root.i)
            words[noun.i] = replace(words[noun.i], head=word.i, dep="obj")
            return True
    return False


def _after_apposition(words: list[Word], verb: Word) -> bool:
    """Tell whether a verb follows its subject's apposition: "Ali Hassan, a tycoon, called for"."""
    apposed = any(w.head == verb.head and w.dep == "appos" and w.i < verb.i for w in words)
    agent = any(w.head == verb.i and w.dep == "obl:agent" for w in words)
    return apposed and not agent and words[verb.i - 1].text == ","


def _leave_clause(words: list[Word]) -> bool:
    """Make the verb after the comma that closes a relative clause the root of its sentence.

    "Iran, which has been at odds with Iraq for years, called for talks": "called" was hung in the
    clause, and Iran left without a verb.
    """
    root = next((w for w in words if w.head == w.i), None)
    if root is None or root.pos not in _NOMINAL or words[-1].text != ".":
        return False
    own = list(below(words, root.i))
    clause = next((w for w in own if w.dep == "acl:relcl"), None)
    if clause is None or any(w.dep.startswith(("cop", "nsubj", "aux")) for w in own):
        return False
    for verb in words[clause.i + 1 :]:
        if verb.tag not in ("VBN", "VBD", "VBZ", "VBP") or words[verb.i - 1].text != ",":
            continue
        if any(
            w.dep.startswith(("nsubj", "aux", "cop", "mark", "cc", "obl:agent"))
            for w in below(words, verb.i)
        ):
            continue
        above, steps = words[verb.head], 0
        while above.i not in (root.i, verb.i) and steps < len(words):
            for word in list(below(words, above.i)):
                if word.i > verb.i:
                    words[word.i] = replace(word, head=verb.i)
            above, steps = words[above.head], steps + 1
        _enthrone(words, verb.i, root.i)
        return True
    return False


def _leave_amod(words: list[Word]) -> bool:
    """Make a participle the verb of a root noun that has a subject and nothing to say of it.

    "Iraq, which fears attacks, shared intelligence": it is no shared intelligence.
    """
    root = next((w for w in words if w.head == w.i), None)
    if root is None or root.pos not in _NOMINAL:
        return False
    own = list(below(words, root.i))
    verb = next((w for w in own if w.dep == "amod" and w.tag in ("VBN", "VBD")), None)
    if verb is None or any(w.dep.startswith(("cop", "aux", "det")) for w in own):
        return False
    around = (*own, *below(words, verb.i))
    subject = next((w for w in around if w.dep.startswith("nsubj") and w.i < verb.i), None)
    if subject is None or verb.i not in range(subject.i, phrase(words, subject.i)[1] + 3):
        return False
    crown(words, verb.i, root.i)
    words[verb.i] = replace(words[verb.i], tag="VBD")
    rehang(words, root.i, verb.i, "obj")
    rehang(words, subject.i, verb.i, "nsubj")
    for word in own:
        if word.i < verb.i:
            words[word.i] = replace(word, head=verb.i)
    return True


def _enthrone(words: list[Word], verb: int, subject: int) -> None:
    """Make a verb the root, the old root its subject, and what follows the verb its own."""
    words[verb] = replace(words[verb], head=verb, dep="root", tag="VBD")
    words[subject] = replace(words[subject], head=verb, dep="nsubj")
    for word in words:
        if word.head == subject and word.i > verb:
            words[word.i] = replace(word, head=verb)


def _share_of(words: list[Word], named: set[int]) -> bool:
    """Join names that share an "of": "the ministers of Egypt and Jordan" are not Jordan itself."""
    changed = False
    for word in words:
        head = words[word.head]
        if word.dep != "conj" or word.i not in named or head.tag not in ("NNS", "NNPS"):
            continue
        shared = [
            w for w in words
            if w.head == head.i and w.dep == "nmod" and w.i in named and head.i < w.i < word.i
        ]  # fmt: skip
        between = range(shared[-1].i + 1, word.i) if shared else range(0)
        if shared and all(words[k].dep in ("cc", "det", "punct") for k in between):
            words[word.i] = replace(word, head=shared[-1].i)
            changed = True
    return changed


def _demote_participle(words: list[Word]) -> bool:
    """Give the sentence to its finite verb where a participle before it was made the root.

    "Rebels backed by Turkey recaptured the town": they recaptured it.
    """
    root = next((w for w in words if w.dep == "root"), None)
    if root is None or root.tag != "VBN":
        return False
    below = [w for w in words if w.head == root.i and w.i != root.i]
    subject = next((w for w in below if w.dep == "nsubj:pass" and w.i < root.i), None)
    agent = next((w for w in below if w.dep == "obl:agent" and w.i > root.i), None)
    if subject is None or agent is None or any(w.dep.startswith("aux") for w in below):
        return False
    for verb in below:
        own = {w.dep.split(":")[0] for w in words if w.head == verb.i}
        if verb.tag in _FINITE and verb.i > agent.i and not own & {"nsubj", "cc", "mark"}:
            words[verb.i] = replace(verb, head=verb.i, dep="root")
            words[root.i] = replace(root, head=subject.i, dep="acl")
            words[subject.i] = replace(subject, head=verb.i, dep="nsubj")
            for w in below:
                if w.i > verb.i:
                    words[w.i] = replace(w, head=verb.i)
            return True
    return False


_MENDERS: tuple[tuple[Callable[[list[Word]], bool], str], ...] = (
    (relativize, "conj advcl"), (return_subjects, "nsubj nsubj:pass"),
    (_activate, "nsubj:pass"), (verbalize, "root"),
    (_split_phrase, "amod"), (_raise_verb, "acl amod"), (_demote_participle, "nsubj:pass"),
    (close_relatives, "nsubj"), (leave_asides, "nsubj"), (object_after_particle, "xcomp"),
    (part_numbers, "nummod"),
    (_leave_clause, "acl:relcl"), (_leave_amod, "amod"),
    (close_clause, "advcl"), (set_in_commas, "conj"), (return_subjects, "nsubj nsubj:pass"),
    (raise_subjects, "aux aux:pass cop"), (part_clauses, "nsubj"), (part_objects, "ccomp"),
    (join_subjects, "nsubj nsubj:pass nsubj:outer"), (free_subjects, "appos conj"),
    (bind_subjects, "nsubj"), (claim_subjects, "appos conj nmod obl:unmarked"),
    (lower_agents, "obl:agent"), (part_as, "ccomp"), (raise_conjuncts, "conj"),
    (seat_subjects, "obl:unmarked dislocated vocative obl:npmod parataxis"),
)  # fmt: skip
"""What is mended, in this order, with the relations of which a sentence must have one."""
_MENDING = tuple((mend, frozenset(relations.split())) for mend, relations in _MENDERS)
