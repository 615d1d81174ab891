"""Whom an event concerns that its pattern does not name: who is helped, written to, asked about."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.actors.mentions import Mentions
from pipeline.events.moves import find_mover, is_move, without_comments
from pipeline.patterns.readings import Reading
from pipeline.patterns.roots import VIOLENCE
from pipeline.syntax.grammar import Grammar
from pipeline.syntax.phrases import NOMINAL
from pipeline.types import Mention

# Words and inquiries are addressed to somebody, not to what stands beside him.
VERBAL = ("01", "02", "03", "04", "05", "09", "10", "11", "12", "13")
# What binds the one at the other end; "according to" and "due to" bind nobody.
_TOWARDS = frozenset({"to", "for", "with", "against", "from", "on", "upon", "towards", "toward"})
# What is done to these, persons or things, is done to them and not to the place around.
STRUCK = ("14", "17", "18", "19", "20")
# Whoever leaves an office held it.
RESIGNED = "0831"
_HELP = frozenset(
    "help assist aid support protect relieve defend back rescue feed train pay fund".split()
)
_BESIDE = frozenset({"advcl", "acl", "xcomp", "conj"})
_ASKING = frozenset({"whether", "if", "how", "why"})
TOPIC = frozenset({"on", "over", "about", "regarding", "concerning"})
_FORCES = "15"
_OPINIONS = ("01", "051", "11", "12")
# What binds only when, why or in what company something is done.
_BESIDES = frozenset(
    "after before since during following despite because while as amid like than without ahead"
    " due owing by under via".split()
)
# What one gives way in, or promises to, may be at home.
_AT_HOME = ("03", "08")
_UNADDRESSED = ("01", *STRUCK)
_PHRASES = frozenset({"obj", "iobj", "obl", "nmod", "conj", "appos"})
_ALLEGING = frozenset({"that", "whether", "if", "how"})
_UNTIL = frozenset({"until", "till", "unless"})
# What is said to be one's own.
OWN = ("its ", "their ", "his ", "her ")
_CAUSES = frozenset({"accord", "according", "due", "thanks", "owing", "owe"})


def find_others(reading: Reading, mentions: Mentions, thing: bool, named: bool) -> list[Mention]:
    """Return whom an event concerns whose target is nobody, or (``thing``) a mere thing.

    To words, whoever they are about comes before whom they are addressed to; of deeds, whoever
    receives the thing comes before whoever is named in it.
    """
    heads = [*(reading.target or ()), *([] if named else own_things(reading, mentions))]
    within = find_within(heads, reading, mentions)
    received = []
    if not reading.code.startswith(STRUCK):
        helped = _helped(reading, mentions)
        received = _recipients(reading, mentions, not thing) or helped
        received = helped if any(map(is_placed, helped)) else received
    about = reading.code.startswith(VERBAL) and any(map(is_placed, within))
    ordered = [within, received] if about else [received, within]
    ordered.insert(1 if not thing else 2, _other_objects(reading, mentions))
    ordered.insert(0, _keepers(reading, mentions))
    ordered.insert(0, _asked_about(reading, mentions))
    ordered.append(_complained_of(reading, mentions))
    ordered += [_awaited(reading, mentions), _written_to(reading, mentions)]
    return next((others for others in ordered if others), [])


def _keepers(reading: Reading, mentions: Mentions) -> list[Mention]:
    """Return whose a blamed thing is: "Malta keeps to a policy that Norway criticized".

    A move that others praise or blame is whoever's made it.
    """
    words, grammar = mentions.tree.words, mentions.grammar
    if reading.code.startswith(_OPINIONS):
        movers = find_mover((*(reading.target or ()), *own_things(reading, mentions)), mentions)
        if others := without_sources(movers, reading, mentions):
            return others
    if not reading.code.startswith("11"):
        return []
    for head in reading.target or ():
        blamed = words[head].dep == "obj" and any(
            words[c].dep == "acl:relcl" and reading.trigger in mentions.tree.subtree(c)
            for c in mentions.tree.children[head]
        )
        if blamed and head < reading.trigger:
            subjects = grammar.frame(words[head].head).subjects
            joined = dict.fromkeys(j for s in subjects for j in grammar.joined(s))
            found = [m for j in joined for m in mentions.at(j) if m.code]
            return without_sources(found, reading, mentions)
    return []


def _asked_about(reading: Reading, mentions: Mentions) -> list[Mention]:
    """Return of whom it is asked: "an inquiry into whether the firm paid militants"."""
    grammar = mentions.grammar
    if not reading.code.startswith("09"):
        return []
    anchors = (reading.trigger, *own_things(reading, mentions))
    clauses = [c for a in anchors for c in grammar.below(a, "advcl", "ccomp", "acl", "obl", "nmod")]
    forms = mentions.tree.forms
    asked = [c for c in clauses if _ASKING & {forms[k] for k in mentions.tree.children[c]}]
    for clause in asked:
        frame = grammar.frame(clause)
        for head in (*frame.subjects, *frame.objects):
            named = [m for m in mentions.party(head) if m.code or "named" in m.kinds]
            others = without_sources(named, reading, mentions)
            if others:
                return others
    return []


def _complained_of(reading: Reading, mentions: Mentions) -> list[Mention]:
    """Return who is said to have done it: "is furious that Japan has outbid it"."""
    if not reading.code.startswith(("09", "11")):
        return []
    grammar = mentions.grammar
    words = (reading.trigger, *reading.words, *(reading.target or ()))
    below = [c for i in words for c in grammar.below(i, "ccomp", "advcl", "acl")]
    clauses = [
        c for c in below if not _ALLEGING.isdisjoint(map(grammar.lemma, grammar.below(c, "mark")))
    ]
    found = [m for c in clauses for s in grammar.below(c, "nsubj") for m in mentions.at(s)]
    return without_sources([m for m in found if m.code], reading, mentions)


def _awaited(reading: Reading, mentions: Mentions) -> list[Mention]:
    """Return who has it in his hands: "will not end the strike until the government pays"."""
    words, grammar = mentions.tree.words, mentions.grammar
    if not reading.code.startswith(VERBAL):
        return []
    for word in words:
        threat = word.text.lower() == "if" and reading.code.startswith("13")
        if not (threat or word.text.lower() in _UNTIL) or word.i in reading.words:
            continue
        clause = word.head if words[word.head].pos in ("VERB", "AUX") else words[word.head].head
        if words[clause].head not in reading.words:
            continue
        subjects = [m for c in grammar.below(clause, "nsubj") for m in mentions.party(c) if m.code]
        for mention in (*subjects, *mentions.inside(clause)):
            others = without_sources([mention], reading, mentions)
            if others:
                return others
    return []


def _written_to(reading: Reading, mentions: Mentions) -> list[Mention]:
    """Return to whom words are sent: "sent a letter to Fiji threatening to leave"."""
    words, grammar = mentions.tree.words, mentions.grammar
    word = words[reading.trigger]
    if not reading.code.startswith(VERBAL) or word.tag != "VBG" or word.dep not in _BESIDE:
        return []
    above = word.head if words[word.head].pos == "VERB" else words[word.head].head
    wanted = ("to", "against") if reading.code.startswith("11") else ("to",)
    sent = (*grammar.below(above, "iobj"), *(
        c for a in (above, *grammar.frame(above).objects) for c in grammar.below(a, "obl", "nmod")
        if grammar.case(c) in wanted and c < reading.trigger
    ))  # fmt: skip
    found = [m for c in sent for m in mentions.party(c) if is_placed(m)]
    return without_sources(found, reading, mentions)


def _recipients(reading: Reading, mentions: Mentions, far_on: bool) -> list[Mention]:
    """Return who is on the other end of what was done to a thing: "handed 30 cars to Kenya".

    First whatever hangs on the event's own words, then any "to" or "against" (``far_on``: or
    "on") in its clause, which parsers often hang on the last noun before it.
    """
    grammar, tree = mentions.grammar, mentions.tree
    anchors = dict.fromkeys([reading.trigger, *reading.objects, *(reading.target or ())])
    wanted = ("to", "against", "on") if far_on else ("to", "against")
    deed = not reading.code.startswith(VERBAL)
    near = [
        c for anchor in anchors for c in grammar.below(anchor, "obl", "nmod")
        if grammar.case(c) in _TOWARDS
    ]  # fmt: skip
    far = [
        c for c in clause_of(reading.trigger, anchors, grammar)
        if c > reading.trigger and grammar.case(c) in wanted
    ]  # fmt: skip
    for c in dict.fromkeys([*near, *far]):
        if c in reading.words or grammar.says_when(c) or tree.words[c].pos not in NOMINAL:
            continue
        if c in reading.match.slots.get("THIRD", ()):
            continue
        if any(grammar.lemma(k) in _CAUSES for k in tree.children[c]):
            continue
        found = [
            m for m in mentions.party(c)
            if is_placed(m)
            or (deed and grammar.case(c) == "to" and _is_unknown(m))
        ]  # fmt: skip
        if grammar.case(c) in ("on", "upon"):
            found = [m for m in found if "thing" not in m.kinds]
        others = without_sources(found, reading, mentions)
        if others:
            return others
    return []


def _helped(reading: Reading, mentions: Mentions) -> list[Mention]:
    """Return whom something is sent or given to help: "sent troops to relieve the garrison".

    Nobody where it is sent to somebody: "sent aid to Haiti to feed children".
    """
    grammar = mentions.grammar
    anchors = dict.fromkeys([*reading.words, *reading.objects])
    sent = (c for a in anchors for c in grammar.below(a, "obl", "nmod") if grammar.case(c) == "to")
    if any(m.code for c in sent for m in mentions.at(c)):
        return []
    for anchor in anchors:
        for clause in grammar.below(anchor, "advcl", "acl", "xcomp"):
            if grammar.infinitive(clause) and grammar.lemma(clause) in _HELP:
                frame = grammar.frame(clause)
                paid = [b.head for b in frame.bound if b.preposition == "for"]
                found = find_within((*frame.objects, *paid), reading, mentions)
                if found:
                    return found
    return []


def is_placed(mention: Mention) -> bool:
    """Tell whether it is known of what country or body somebody is.

    Args:
        mention: an actor as named in the sentence.
    """
    return mention.code is not None and mention.code[0] != "-"


def _is_unknown(mention: Mention) -> bool:
    """Tell whether words are the name of somebody whom no codebook knows."""
    return mention.code is None and "named" in mention.kinds


def _other_objects(reading: Reading, mentions: Mentions) -> list[Mention]:
    """Return coded objects of the verb that the pattern left: "held 20 men as human shields"."""
    if reading.code == RESIGNED:
        return []
    taken = {*reading.match.words, *(reading.source or ())}
    if reading.inner is not None:
        taken.add(reading.inner.trigger)
    heads = mentions.grammar.frame(reading.match.trigger).objects
    found = [m for head in heads if head not in taken for m in mentions.party(head) if m.code]
    return without_sources(found, reading, mentions)


def find_partners(found: list[Mention], reading: Reading, mentions: Mentions) -> list[Mention]:
    """Put with whom one deals before what it is about: "broke off talks on Kosovo with Serbia"."""
    grammar = mentions.grammar
    heads = reading.target or ()
    if reading.code.startswith(STRUCK) or not heads:
        return found
    if not {grammar.case(head) for head in heads} <= TOPIC:
        return found
    near = (reading.trigger, *own_things(reading, mentions), *heads)
    bound = [c for a in near for c in grammar.below(a, "obl", "nmod") if grammar.case(c) == "with"]
    bound = [c for c in bound if c not in reading.match.slots.get("THIRD", ())]
    partners = [m for c in bound for m in mentions.party(c) if m.code and "thing" not in m.kinds]
    return without_sources(partners, reading, mentions) or found


def find_within(heads: Iterable[int], reading: Reading, mentions: Mentions) -> list[Mention]:
    """Return whoever is named within these phrases: their own actor first, then the nearest."""
    for head in heads:
        own = [m for m in mentions.party(head) if m.code and is_somebody(m)]
        fired = reading.code.startswith((*VIOLENCE, _FORCES)) and head in reading.objects
        if fired:
            # "Artillery rounds" are fired at no artillery.
            own = [m for m in own if m.link == "name"]
        if reading.code == RESIGNED and head in reading.objects:
            own = []
        if not own:
            owners = mentions.grammar.below(head, "nmod:poss")
            own = [m for c in owners if not mentions.grammar.says_when(c) for m in mentions.at(c)]
            own = [m for m in own if "named" in m.kinds]
        others = without_sources(own, reading, mentions)
        if others:
            return others
        for mention in without_comments([*mentions.inside(head)], head, mentions):
            others = without_sources([mention], reading, mentions)
            if others and not (fired and not is_placed(mention)):
                return others
    return []


def find_far(reading: Reading, mentions: Mentions) -> list[Mention]:
    """Return the first actor or place that an event's clause names after it, however deep.

    "Lifted curbs on visits by relatives to Cuba", "a plan to monitor the truce in Yemen". What
    stands in a clause with a subject of its own, or only says when and why, is left out.
    """
    tree, grammar = mentions.tree, mentions.grammar
    sources = resolve_heads(reading.source, mentions)
    between = reading.mutual != "no" and len(sources) > 1
    if between or not sources or reading.code.startswith(_UNADDRESSED):
        return []
    todo = [reading.trigger, *reading.words, *(reading.target or ())]
    seen = set(todo)
    while todo:
        for c in tree.children[todo.pop()]:
            verb = tree.words[c].pos == "VERB"
            apart = tree.relations[c] in ("nsubj", "csubj", "parataxis") or (
                verb and (grammar.below(c, "nsubj") or tree.words[c].dep == "conj")
            )
            apart = apart or is_move(c, grammar)
            if c not in seen and not apart and grammar.case(c) not in _BESIDES:
                seen.add(c)
                todo.append(c)
    home: list[Mention] = []
    for c in sorted(seen):
        phrase = tree.relations[c] in _PHRASES and tree.words[c].pos in NOMINAL
        if phrase and c > reading.trigger and c not in reading.words:
            found = [m for j in grammar.joined(c) for m in mentions.at(j) if m.code]
            others = without_sources(found, reading, mentions)
            if others:
                return others
            home = home or [m for m in found if "place" in m.kinds]
    return home if reading.code.startswith(_AT_HOME) and _acts_for(sources, home) else []


def _acts_for(sources: list[Mention], home: list[Mention]) -> bool:
    """Tell whether somebody acts for the country where he does it."""
    return any(s.roles and s.country == m.country for s in sources for m in home)


def without_sources(found: list[Mention], reading: Reading, mentions: Mentions) -> list[Mention]:
    """Leave out the sources themselves: "the rebels laid down their weapons" has no target.

    Nor is one's own country: "Imran Khan conveyed Pakistan's support".
    """
    sources = resolve_heads(reading.source, mentions)
    return [
        m
        for m in found
        if not (m.text.lower().startswith(OWN) and any(m.country == s.country for s in sources))
        and all(m.start != s.start and (_are_others(m, s) or _are_two(m, s)) for s in sources)
        and not (m.country and not m.roles and any(m.country == s.country for s in sources))
    ]


def _are_others(one: Mention, other: Mention) -> bool:
    return one.code is None or one.code != other.code


def _are_two(one: Mention, other: Mention) -> bool:
    """Tell whether two of the same code are two persons: Clinton's spokesman on Bush."""
    named = "person" in one.kinds and one.name is not None and one.link == "name"
    return named and one.name != other.name and one.text not in other.text


def is_somebody(mention: Mention) -> bool:
    """Tell whether words name an actor, not a thing that is known only by whose it may be."""
    if mention.code:
        return "thing" not in mention.kinds or mention.link != "context"
    return "named" in mention.kinds


def resolve_heads(heads: tuple[int, ...] | None, mentions: Mentions) -> list[Mention]:
    """Return the actors that these heads name, each once."""
    found: list[Mention] = []
    for head in heads or ():
        for mention in mentions.party(head):
            if all(mention.start != m.start or mention.code != m.code for m in found):
                found.append(mention)
    return found


def own_things(reading: Reading, mentions: Mentions) -> list[int]:
    """Return the pattern's own nouns to which something is done."""
    words = mentions.tree.words
    return [i for i in reading.objects if not words[i].dep.startswith("nsubj")]


def clause_of(i: int, own: Iterable[int], grammar: Grammar) -> list[int]:
    """Return the words below a verb that belong to its clause or tell of its ``own`` things.

    "The ban that they imposed on aid agencies" tells of the ban; other clauses with a subject
    are left out.
    """
    words, known = grammar.tree.words, set(own)
    found, todo = [], [i]
    while todo:
        here = todo.pop()
        for c in grammar.tree.children[here]:
            subjects = grammar.below(c, "nsubj", "csubj")
            tells = here in known and all(words[s].pos == "PRON" for s in subjects)
            joined = words[c].dep == "conj" and words[c].pos == "VERB"
            if (not subjects or tells) and not joined:
                found.append(c)
                todo.append(c)
    return sorted(found)
