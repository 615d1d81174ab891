"""What a dependent clause adds to the event of its main clause.

"Went on strike to demand higher pay" is one event, a strike for something; "summoned the
ambassador to protest" is a summons; "blew himself up, killing 19 people" is one attack. The
codebook's classes ``purpose_141`` and so on say what a protest becomes by what it demands.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from pipeline.actors.mentions import Mentions
from pipeline.codebook.model import Governor
from pipeline.codebook.words import Lexicon, WordSet
from pipeline.patterns.readings import Reading
from pipeline.patterns.roots import UNDONE, VIOLENCE
from pipeline.syntax.grammar import Grammar

# What is only said; what is done for a purpose stays an event: "sent planes to bomb the town".
_VERBAL = ("01", "02", "10", "11", "12", "13", "14")
_SCENES = ("in", "at", "near", "outside", "inside", "on")
ATTRIBUTE = "attribute"
# Synsets of what protests and inquiries are about, and the digit that CAMEO gives each.
_TOPICS = {
    "14": {
        "leadership_change": "1",
        "system_change": "4",
        "rights_claim": "3",
        "policy_change": "2",
    },
    "09": {"war_crime": "4", "rights_abuse": "2", "military_act": "3", "crime": "1"},
}
_UNSPECIFIED = ("141", "142", "143", "144", "145", "090")
_WHOSE = ("1", "2")
_ABOUT = {
    "14": ("over", "against", "about", "for"),
    "09": ("into", "over", "on", "about", "of", "for"),
}
_VAGUE = ("020", "100")
_MOODS = ("in", "of")
# What is to be discussed on a visit or at a meeting is its topic.
_WEIGHED, _ENCOUNTERS = "014", ("036", "04")
_ASKING = frozenset({"whether", "if", "how"})


def merge_clauses(
    readings: Mapping[int, Reading],
    mentions: Mentions,
    governors: Mapping[str, Governor],
    lexicon: Lexicon,
) -> dict[int, Reading | None]:
    """Return the readings that change: main events recoded, those taken into them None.

    Args:
        readings: the sentence's readings by trigger.
        mentions: the sentence and its actors.
        governors: the composition table by class.
        lexicon: the synsets of the codebook.
    """
    grammar = mentions.grammar
    owners = {i: r for r in readings.values() for i in (r.trigger, *r.match.words)}
    changed: dict[int, Reading | None] = {}
    for i, reading in sorted(readings.items()):
        head = grammar.tree.words[i].head
        main = owners.get(head)
        if main is None or "none" in (reading.code, main.code) or i in (main.trigger, *main.words):
            continue
        main = changed.get(main.trigger) or main
        merged: Reading | None = main
        if _is_result(i, reading, main, grammar):
            merged = _with_result(main, reading, mentions)
        elif _is_mood(i, reading, main, grammar):
            pass
        elif _is_purpose(i, main, grammar):
            merged = _with_purpose(main, reading, mentions, governors, lexicon)
        elif not (_is_content(i, main, grammar) or _is_subject(i, reading, main)):
            continue
        if merged is None:
            continue
        if merged is not main:
            changed[main.trigger] = merged
        changed[i] = None
    return changed


def _with_result(main: Reading, result: Reading, mentions: Mentions) -> Reading | None:
    """Return the attack on those it hit, None where both clauses name somebody."""
    if any(mentions.coded(t) or _is_owned(t, mentions) for t in main.target or ()):
        known = any(mentions.coded(t) for t in result.target or ())
        return None if known else main
    if any(mentions.grammar.case(t) not in _SCENES for t in main.target or ()):
        return None
    return replace(main, target=result.target)


def _is_owned(thing: int, mentions: Mentions) -> bool:
    """Tell whether it is known whose a thing is: "Iranian targets", "Chad's airport"."""
    below = mentions.grammar.below(thing, "nmod:poss", "amod", "compound")
    return any(mentions.coded(c) for c in below)


def _with_purpose(
    main: Reading,
    purpose: Reading,
    mentions: Mentions,
    governors: Mapping[str, Governor],
    lexicon: Lexicon,
) -> Reading | None:
    """Return the main event with its purpose, None where that is an event of its own."""
    if purpose.code == _WEIGHED and main.code.startswith(_ENCOUNTERS):
        return main
    code = _code_for(main.code, purpose.code, governors)
    others = tuple(t for t in purpose.target or () if t not in (main.source or ()))
    if code and purpose.code in _VAGUE and main.code in _UNSPECIFIED:
        wanted = mentions.grammar.frame(purpose.trigger).objects
        digit = _topic(main.code[:2], wanted, mentions.grammar, lexicon)
        code = main.code + digit if digit else code
    if any(map(mentions.coded, main.target or ())) and not any(map(mentions.coded, others)):
        others = ()
    if all(_is_deed(t, mentions) for t in others) and _names_body(main, mentions):
        others = ()
    if main.code.startswith("15") and purpose.code.startswith((*_VERBAL, *VIOLENCE)):
        return replace(main, target=others or main.target)
    if code:
        return replace(
            main, code=code, target=others or main.target,
            patterns=(*main.patterns, *purpose.patterns),
        )  # fmt: skip
    if not mentions.grammar.infinitive(purpose.trigger) or not purpose.code.startswith(_VERBAL):
        return None
    if any(mentions.coded(t) for t in others if t not in (main.target or ())):
        return None
    return main


def _is_deed(head: int, mentions: Mentions) -> bool:
    """Tell whether words name a thing or a deed, though with a country: "the war in Ukraine"."""
    return all("thing" in m.kinds for m in mentions.at(head))


def _names_body(protest: Reading, mentions: Mentions) -> bool:
    """Tell whether a protest is before somebody's door: "rallied outside the Russian embassy"."""
    found = [m for t in protest.target or () for m in mentions.at(t) if m.code]
    before = any(mentions.grammar.case(t) == "outside" for t in protest.target or ())
    return before and any(not m.kinds & {"thing", "place"} for m in found)


def _is_purpose(i: int, main: Reading, grammar: Grammar) -> bool:
    """Tell whether a clause says what for: "to demand", "demanding", "rallied to denounce"."""
    word = grammar.tree.words[i]
    dep = word.dep.split(":")[0]
    if dep not in ("advcl", "xcomp") or grammar.below(i, "nsubj"):
        return False
    protest = main.code.startswith("14") and word.head == main.trigger
    if dep == "xcomp" and not protest and not grammar.below(word.head, "obj"):
        return False
    return grammar.infinitive(i) or (word.tag == "VBG" and not grammar.case(i))


def _is_result(i: int, result: Reading, main: Reading, grammar: Grammar) -> bool:
    """Tell whether a participle tells what an attack came to: "killing 19 people"."""
    word = grammar.tree.words[i]
    return (
        word.dep == "advcl"
        and word.tag == "VBG"
        and word.i > main.trigger
        and not grammar.case(i)
        and result.code.startswith(VIOLENCE)
        and main.code.startswith(VIOLENCE)
        and result.source == main.source
    )


def _is_content(i: int, main: Reading, grammar: Grammar) -> bool:
    """Tell whether a word is the infinitive of a noun of the main event: "ultimatum to leave"."""
    word = grammar.tree.words[i]
    return (
        word.dep == "acl"
        and grammar.infinitive(i)
        and word.head in main.match.words
        and main.code.startswith(UNDONE)
    )


def _is_subject(i: int, act: Reading, main: Reading) -> bool:
    """Tell whether an attack is what kills in the main clause: "the shelling killed a woman"."""
    return (
        act.code.startswith(VIOLENCE)
        and main.code.startswith(VIOLENCE)
        and i in (main.match.slots.get("SOURCE") or ())
        and not act.target
    )


def _is_mood(i: int, reading: Reading, main: Reading, grammar: Grammar) -> bool:
    """Tell whether a noun says in what mood one protests: "marched in anger at the tax"."""
    return (
        grammar.tree.words[i].pos == "NOUN"
        and grammar.case(i) in _MOODS
        and main.code.startswith("14")
        and reading.code.startswith(("11", "14"))
    )


def specify(
    readings: Mapping[int, Reading], grammar: Grammar, lexicon: Lexicon
) -> dict[int, Reading]:
    """Return the protests and inquiries that become more exact by what they are about.

    Args:
        readings: the sentence's readings by trigger.
        grammar: the sentence.
        lexicon: the synsets of the codebook.
    """
    changed = {}
    for i, reading in readings.items():
        root, vague = reading.code[:2], reading.code in _UNSPECIFIED
        if (
            reading.code == "091"
            and _topic(root, _matters(reading, grammar), grammar, lexicon) == "4"
        ):
            vague = True  # of crimes those of war come first
        aimless = root == "14" and reading.target is None
        if not vague and not aimless:
            continue
        heads = (*_matters(reading, grammar), *(() if vague else reading.objects))
        for head in heads:
            if digit := _topic(root, (head,), grammar, lexicon):
                stem = reading.code if root == "14" else root
                whose = aimless and digit in _WHOSE  # the policy's or office's own
                changed[i] = replace(
                    reading,
                    code=stem + digit if vague else reading.code,
                    target=(head,) if whose else reading.target,
                )
                break
    return changed


def _topic(root: str, heads: Iterable[int], grammar: Grammar, lexicon: Lexicon) -> str | None:
    """Return the digit of the first of these words that says what it is about."""
    topics = _TOPICS[root].items()
    known = [(lexicon.named(name), digit) for name, digit in topics if lexicon.has(name)]
    found = (digit for i in heads for words, digit in known if words.find(grammar.tree, i))
    return next(found, None)


def _matters(reading: Reading, grammar: Grammar) -> Iterator[int]:
    """Yield what a protest is over or for, also by "in anger at", and what is looked into."""
    root = reading.code[:2]
    for anchor in dict.fromkeys((reading.trigger, *reading.words)):
        if root == "09":  # "investigating whether the carmaker cheated"
            yield from (c for c in grammar.below(anchor, "ccomp", "advcl") if _is_asked(c, grammar))
        for b in grammar.frame(anchor).bound:
            if b.preposition in _ABOUT[root]:
                yield from grammar.joined(b.head)
                # "Over months of unpaid wages": over the wages.
                measured = root == "09" or grammar.says_when(b.head)
                inner: tuple[str, ...] = ("of",) if measured else ()
            elif b.preposition in _MOODS and grammar.tree.words[b.head].pos == "NOUN":
                inner = (*_ABOUT[root], "at")
            else:
                continue
            if root == "09":  # "into claims that bankers laundered money"
                yield from grammar.below(b.head, "acl")
            for deeper in grammar.frame(b.head).bound:
                if deeper.preposition in inner:
                    yield from grammar.joined(deeper.head)


def _is_asked(clause: int, grammar: Grammar) -> bool:
    """Tell whether a clause says what is asked."""
    return not _ASKING.isdisjoint(grammar.tree.forms[c] for c in grammar.tree.children[clause])


def is_attribute(reading: Reading, grammar: Grammar, verbs: WordSet) -> bool:
    """Tell whether a participle only describes somebody: "rebels backed by Turkey".

    Args:
        reading: an event.
        grammar: its sentence.
        verbs: the verbs whose participle tells of a standing state.
    """
    i = reading.trigger
    word = grammar.tree.words[i]
    return (
        word.dep in ("acl", "amod")
        and word.tag == "VBN"
        and not grammar.below(i, "aux")
        and verbs.find(grammar.tree, i) is not None
        and not any(grammar.says_when(c) for c in grammar.below(i, "obl", "advmod"))
    )


def is_subjunctive(i: int, grammar: Grammar) -> bool:
    """Tell whether a clause says what is to be: "insisted that Iran withdraw".

    Args:
        i: position of the clause's verb.
        grammar: its sentence.
    """
    words = grammar.tree.words
    subjects = grammar.below(i, "nsubj")
    if words[i].dep == "conj" and not subjects:
        return is_subjunctive(words[i].head, grammar)
    if words[i].pos != "VERB" or not subjects or grammar.below(i, "aux", "cop"):
        return False
    singular = words[subjects[0]].tag in ("NN", "NNP") and not grammar.below(subjects[0], "conj")
    return words[i].tag in ("VB", "NN") or (words[i].tag == "VBP" and singular)


def _code_for(main: str, purpose: str, governors: Mapping[str, Governor]) -> str | None:
    if main[:2] == purpose[:2] == "14":
        if len(main) == 3 and purpose.startswith("141"):
            return main + purpose[3:]
        return max(main, purpose, key=len)
    governor = governors.get(f"purpose_{main[:3]}")
    return governor.code_for(purpose) if governor else None
