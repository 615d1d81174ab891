"""From readings to event rows: who, to whom, whether, when and where."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from pipeline.actors.mentions import Mentions
from pipeline.actors.phrases import slice_text
from pipeline.circumstances import Observer
from pipeline.codebook.confidence import Confidence
from pipeline.codebook.model import Verb
from pipeline.events.addressees import resolve_heads
from pipeline.events.compatriots import place_at_home
from pipeline.events.exclusions import Exclusions
from pipeline.events.ids import event_id
from pipeline.events.kinds import classify
from pipeline.events.participants import find_sources, find_targets, told_without_source
from pipeline.patterns.readings import Act, Reading
from pipeline.sequences.reading import Deed, Row
from pipeline.types import Article, Candidate, Event, Mention, Sentence

EXCLUDED = "no event between these"
"""The outcome of a trigger whose rows the codebook's rules leave out."""

# What people of no country do or suffer in public; the rest of their life is no event.
PUBLIC = ("14", "15", "16", "17", "18", "19", "20")
_EACH_OTHER = frozenset({"each other", "one another"})
# What a state does to its own people: "a curfew was imposed in Baghdad".
_DECREED = ("172",)


def make_events(
    article: Article,
    sentence: Sentence,
    readings: Sequence[Reading | Deed],
    mentions: Mentions,
    observer: Observer,
    exclusions: Exclusions,
    confidence: Confidence,
) -> tuple[list[Event], list[Candidate]]:
    """Make the rows of a sentence, best reading first, and say what became of each trigger.

    Args:
        article: where the sentence stands.
        sentence: the sentence.
        readings: its readings, best first.
        mentions: its actors and places.
        observer: finds when, where and whether they happened.
        exclusions: tells which rows are no event.
        confidence: tells how often rows of a kind are right.
    """
    events: list[Event] = []
    tried: list[Candidate] = []
    find = observer.look(mentions, article.date, readings)
    seen: set[tuple[object, ...]] = set()
    alike: Counter[object] = Counter()
    for reading in readings:
        action, start, end = _action(reading, mentions)
        lines = "+".join(reading.patterns)
        rows, reason = _rows(reading, mentions)
        rows, rule = _keep(rows, reading, mentions, exclusions)
        rows = [place_at_home(row, mentions) for row in rows]
        outcome = "coded" if rows else EXCLUDED if rule else reason
        tried.append(Candidate(action, start, end, outcome, lines, None if rows else rule))
        if rows and rule:
            tried.append(Candidate(action, start, end, EXCLUDED, lines, rule))
        about = find(reading) if rows else None
        for source, target, code in rows:
            key = (_key(source), _key(target), code)
            if about is None or key in seen:
                continue
            seen.add(key)
            spans = (_span(source), (start, end), _span(target))
            ordinal = alike[spans]
            alike[spans] += 1
            verb = kind = None
            if not isinstance(reading, Deed):
                verb = reading.verb
                kind = classify(reading, source, target, about.status, mentions)
            events.append(
                Event(
                    event_id(article.id, sentence, *spans, ordinal),
                    about.when, sentence, source, target, code, action, start, end, about.status,
                    lines, mode=verb.mode if verb else None,
                    contexts=(*(verb.contexts if verb else ()), *about.contexts),
                    issues=about.issues, reported_by=about.reporter, place=about.place,
                    counts=about.counts, kind=kind,
                    confidence=confidence.find(kind) if kind else None,
                )
            )  # fmt: skip
    return events, tried


def _keep(
    rows: list[Row], reading: Reading | Deed, mentions: Mentions, exclusions: Exclusions
) -> tuple[list[Row], str | None]:
    """Return the rows that are events, and the rule that left out the others."""
    if isinstance(reading, Deed):
        return rows, None
    found = {row: exclusions.find(reading, row[2], row[0], row[1], mentions) for row in rows}
    rules = [rule for rule in found.values() if rule]
    return [row for row in rows if not found[row]], rules[0] if rules else None


def _key(mention: Mention | None) -> tuple[object, ...] | None:
    return (mention.start, mention.end, mention.code, mention.name) if mention else None


def _span(mention: Mention | None) -> tuple[int, int] | None:
    return (mention.start, mention.end) if mention else None


def _action(reading: Act, mentions: Mentions) -> tuple[str, int, int]:
    """Return the words that carry the action: the pattern's own words, from first to last."""
    words = [mentions.tree.words[i] for i in reading.words]
    start, end = min(w.start for w in words), max(w.end for w in words)
    return slice_text(mentions.tree, start, end), start, end


def _rows(reading: Reading | Deed, mentions: Mentions) -> tuple[list[Row], str]:
    if isinstance(reading, Deed):
        return list(reading.rows), reading.reason
    if reading.code == "none":
        return [], "blocked"
    verb = reading.verb
    if verb and verb.events:
        return _listed(verb, reading, mentions), "no source"
    sources: list[Mention | None] = [*find_sources(reading, mentions)]
    targets: list[Mention | None] = [*find_targets(reading, mentions)]
    pairs: list[tuple[Mention | None, Mention | None]]
    joined = reading.source == reading.target and reading.source is not None
    joined |= len(sources) > 1 and any(b and b.text.lower() in _EACH_OTHER for b in targets)
    if joined or (not targets and reading.mutual != "no" and len(sources) > 1):
        pairs = [(a, b) for a in sources for b in sources if a is not b]
    else:
        pairs = [(a, b) for a in sources or [None] for b in targets or [None]]
        if reading.mutual == "both":
            sound = [(a, b) for a, b in pairs if a and b and not _fault(a, b, True)]
            pairs += [(b, a) for a, b in sound]
    rows: list[Row] = []
    reason = "no source"
    needs_source = reading.sourced and not told_without_source(reading, mentions)
    for source, target in pairs:
        fault = _fault(source, target, needs_source)
        if fault == "source is target" and reading.code.startswith(_DECREED):
            fault = None
        private = needs_source and not reading.code.startswith(PUBLIC)
        if private and not fault and _are_private(source, target):
            fault = "no actor in a codebook"
        if fault:
            reason = fault
            continue
        rows.append((source, target, reading.code))
        if verb and verb.reverse and target is not None and not _fault(target, source, True):
            rows.append((target, source, verb.reverse))
    return rows, reason


def _listed(verb: Verb, reading: Reading, mentions: Mentions) -> list[Row]:
    rows: list[Row] = []
    for row in verb.events:
        left, code, right = row.split()
        targets: list[Mention | None] = [*resolve_heads(reading.match.slots.get(right), mentions)]
        for a in resolve_heads(reading.match.slots.get(left), mentions):
            rows += [(a, b, code) for b in targets or [None] if not _fault(a, b, True)]
    return rows


def _fault(source: Mention | None, target: Mention | None, needs_source: bool) -> str | None:
    """Say why a pair makes no row, None if it makes one."""
    if source is None and needs_source:
        return "no source"
    if not ((source and source.code) or (target and target.code)):
        return "no actor in a codebook"
    if source and not source.code and "named" not in source.kinds:
        return "source in no codebook"
    if source and target and _key(source) == _key(target):
        return "source is target"
    return None


def _are_private(source: Mention | None, target: Mention | None) -> bool:
    """Tell whether neither side is somebody public: "a friend helped the students"."""
    return all(m is None or not m.code or _is_private(m) for m in (source, target))


def _is_private(mention: Mention) -> bool:
    unplaced = mention.country is None or mention.link == "context"
    return unplaced and "everyday" in mention.kinds and len(mention.roles) == 1
