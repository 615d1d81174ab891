"""From readings to event rows: who, to whom, whether, when and where."""

from __future__ import annotations


from pipeline.actors.mentions import Mentions
from pipeline.codebook.model import Verb
from pipeline.composition import Reading
from pipeline.status import status_of
from pipeline.table import event_id
from pipeline.types import Article, Candidate, Event, Mention, Sentence, When

Pair = tuple[Mention | None, Mention | None, str]


def make_events(
    article: Article, sentence: Sentence, readings: list[Reading], mentions: Mentions
) -> tuple[list[Event], list[Candidate]]:
    """Make the rows of a sentence, best reading first, and say what became of each trigger."""
    events: list[Event] = []
    tried: list[Candidate] = []
    seen: set[tuple[object, ...]] = set()
    for reading in readings:
        action = _action(reading, mentions)
        rows, reason = _rows(reading, mentions)
        outcome = "coded" if rows else reason
        tried.append(Candidate(action[0], action[1], action[2], outcome, "+".join(reading.patterns)))
        for source, target, code in rows:
            key = (source and source.start, target and target.start, code)
            if key in seen:
                continue
            seen.add(key)
            verb = reading.verb
            events.append(
                Event(
                    event_id=event_id(
                        article.id, sentence, _span(source), (action[1], action[2]), _span(target)
                    ), when=When(article.date), sentence=sentence, source=source,
                    target=target, code=code, action_text=action[0], action_start=action[1],
                    action_end=action[2], status=status_of(reading, mentions.grammar),
                    pattern="+".join(reading.patterns),
                    mode=verb.mode if verb else None, contexts=verb.contexts if verb else (),
                )
            )  # fmt: skip
    return events, tried


def _span(mention: Mention | None) -> tuple[int, int] | None:
    return (mention.start, mention.end) if mention else None


def _action(reading: Reading, mentions: Mentions) -> tuple[str, int, int]:
    """Return the words that carry the action: the pattern's own words, from first to last."""
    words = [mentions.tree.words[i] for i in reading.words]
    start, end = min(w.start for w in words), max(w.end for w in words)
    offset = mentions.tree.sentence.start
    return mentions.tree.sentence.text[start - offset : end - offset], start, end


def _rows(reading: Reading, mentions: Mentions) -> tuple[list[Pair], str]:
    if reading.code == "none":
        return [], "blocked"
    verb = reading.verb
    slots = reading.match.pattern.slots
    sources = _participants(reading.source, mentions)
    targets = _participants(reading.target, mentions)
    if verb and verb.events:
        return _listed(verb, reading, mentions), "no source"
    if reading.source == reading.target and reading.source:
        pairs = [(a, b) for a in sources for b in sources if a is not b]
    elif not targets and reading.mutual and len(sources) > 1:
        pairs = [(a, b) for a in sources for b in sources if a is not b]
    else:
        pairs = [(a, b) for a in sources or [None] for b in targets or [None]]
        if reading.mutual:
            pairs += [(b, a) for a, b in pairs if b is not None]
    rows: list[Pair] = []
    reason = "no source"
    for source, target in pairs:
        fault = _fault(source, target, "SOURCE" in slots)
        if fault:
            reason = fault
            continue
        rows.append((source, target, reading.code))
        if verb and verb.reverse and target is not None:
            rows.append((target, source, verb.reverse))
    return rows, reason


def _listed(verb: Verb, reading: Reading, mentions: Mentions) -> list[Pair]:
    rows: list[Pair] = []
    for row in verb.events:
        left, code, right = row.split()
        for a in _participants(reading.match.slots.get(left), mentions):
            for b in _participants(reading.match.slots.get(right), mentions) or [None]:
                if not _fault(a, b, True) :
                    rows.append((a, b, code))
    return rows


def _participants(heads: tuple[int, ...] | None, mentions: Mentions) -> list[Mention]:
    found: list[Mention] = []
    for head in heads or ():
        for mention in mentions.party(head):
            if all(mention.start != m.start or mention.code != m.code for m in found):
                found.append(mention)
    return found


def _fault(source: Mention | None, target: Mention | None, needs_source: bool) -> str | None:
    """Say why a pair makes no row, None if it makes one."""
    if source is None and needs_source:
        return "no source"
    if not ((source and source.code) or (target and target.code)):
        return "no actor in a codebook"
    if source and not source.code and "text" in source.kinds and "name" not in source.kinds:
        return "source in no codebook"
    if source and target and (source.start, source.end) == (target.start, target.end):
        return "source is target"
    return None
