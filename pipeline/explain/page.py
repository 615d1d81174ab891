"""Explanations as a page of HTML that needs nothing else."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from html import escape

from pipeline.explain.drawing import draw_tree
from pipeline.explain.trace import Explanation
from pipeline.page import assemble, read_asset
from pipeline.patterns.composition import Tried
from pipeline.types import Event, Mention

Name = Callable[[str], str]


def build_page(
    title: str, explanations: Iterable[Explanation], name: Name, event: Event | None = None,
    note: str | None = None,
) -> str:  # fmt: skip
    """Return a page that explains sentences.

    Args:
        title: of the page.
        explanations: of each sentence.
        name: gives the label of an event code.
        event: the one event that the page is about; the first of each sentence if left out.
        note: what the reader must know, in plain text.
    """
    told = f'<p class="note" role="note">{escape(note)}</p>\n' if note else ""
    parts = "".join(_show(one, name, event) for one in explanations)
    body = f"<header><h1>{escape(title)}</h1>\n{told}</header>\n<main>\n{parts}</main>\n"
    return assemble(title, body, read_asset("pipeline.explain", "explain.css"))


def _show(explanation: Explanation, name: Name, wanted: Event | None) -> str:
    events = explanation.events
    event = wanted if wanted in events else next(iter(events), None)
    marked = _mark_words(explanation, event)
    return (
        f'<section class="card">\n<p class="sentence">{_mark_sentence(explanation, event)}</p>\n'
        f"{_show_events(events, event, name)}"
        f"{_show_winners(explanation, event)}"
        f"<h2>How it was parsed</h2>\n"
        f'<div class="scroll" tabindex="0" role="group" aria-label="Dependency tree">'
        f"{draw_tree(explanation.tree, marked)}</div>\n{_show_words(explanation)}"
        f"<h2>Who is named</h2>\n{_show_mentions(explanation.mentions)}"
        f"<h2>Patterns tried</h2>\n{_show_tried(explanation)}"
        f"</section>\n"
    )


def _spans(event: Event) -> list[tuple[str, int, int]]:
    sides = [("source", event.source), ("target", event.target)]
    spans = [(kind, side.start, side.end) for kind, side in sides if side]
    return [("action", event.action_start, event.action_end), *spans]


def _mark_words(explanation: Explanation, event: Event | None) -> dict[int, str]:
    spans = sorted(_spans(event), key=lambda span: span[1] - span[2]) if event else []
    return {
        word.i: kind
        for kind, start, end in spans
        for word in explanation.tree.words
        if start <= word.start and word.end <= end
    }


def _mark_sentence(explanation: Explanation, event: Event | None) -> str:
    sentence = explanation.tree.sentence
    if event is None:
        return escape(sentence.text)
    spans = [(kind, s - sentence.start, e - sentence.start) for kind, s, e in _spans(event)]
    spans = [span for span in spans if 0 <= span[1] < span[2] <= len(sentence.text)]
    cuts = sorted({0, len(sentence.text), *(at for _, s, e in spans for at in (s, e))})
    parts = []
    for start, end in zip(cuts, cuts[1:], strict=False):
        inside = sorted((e - s, kind) for kind, s, e in spans if s <= start and end <= e)
        words = escape(sentence.text[start:end])
        kind = inside[0][1] if inside else None
        parts.append(f'<mark class="{kind}" title="{kind}">{words}</mark>' if kind else words)
    return "".join(parts)


def _table(heads: Sequence[str], rows: Iterable[tuple[str, Sequence[str]]], caption: str) -> str:
    """Return a table; a row is a class and cells of HTML."""
    head = "".join(f'<th scope="col">{escape(one)}</th>' for one in heads)
    lines = [
        f'<tr class="{kind}">' + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>\n"
        for kind, cells in rows
    ]
    if not lines:
        return '<p class="soft">none</p>\n'
    return (
        f'<div class="scroll"><table><caption class="hidden-text">{escape(caption)}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>\n{''.join(lines)}</tbody></table></div>\n"
    )


def _code(text: str | None) -> str:
    return f"<code>{escape(text)}</code>" if text else "–"


def _side(mention: Mention | None) -> str:
    if mention is None:
        return "–"
    return f"<strong>{escape(mention.code or '---')}</strong> {escape(mention.text)}"


def _show_events(events: tuple[Event, ...], chosen: Event | None, name: Name) -> str:
    rows = [
        (
            "won" if event is chosen else "",
            (
                _side(event.source),
                f"<strong>{event.code}</strong> {escape(name(event.code))}",
                _side(event.target), event.status, f"{event.when.day} ({event.when.method})",
                _code(event.pattern),
            ),
        )
        for event in events
    ]  # fmt: skip
    heads = ("source", "event", "target", "status", "date", "codebook lines")
    return "<h2>Events</h2>\n" + _table(heads, rows, "Events of the sentence")


def _show_winners(explanation: Explanation, event: Event | None) -> str:
    """Return the patterns of the chosen event, or what became of a sentence without one."""
    if event is None:
        return f"<p>Outcome: <strong>{escape(explanation.ledger.outcome)}</strong></p>\n"
    texts = {tried.pattern.where: tried.pattern.text for tried in explanation.tried}
    lines = [
        f"<li><code>{escape(texts.get(where, ''))}</code> "
        f'<span class="soft">{escape(where)}</span></li>'
        for where in event.pattern.split("+")
    ]
    heading = "The pattern that won" if len(lines) == 1 else "The patterns that won, outer first"
    return f"<h3>{heading}</h3>\n<ul>{''.join(lines)}</ul>\n"


def _show_words(explanation: Explanation) -> str:
    words = explanation.tree.words
    rows = [
        ("", (escape(w.text), escape(w.lemma), w.pos, w.dep,
              "–" if w.head == w.i else escape(words[w.head].text)))
        for w in words
    ]  # fmt: skip
    table = _table(("word", "lemma", "part of speech", "relation", "head"), rows, "Words")
    return f"<details><summary>The same as a table</summary>\n{table}</details>\n"


def _show_mentions(mentions: tuple[Mention, ...]) -> str:
    rows = [
        ("", (escape(m.text), f"<strong>{escape(m.code or '–')}</strong>", escape(m.name or "–"),
              m.link or "–", _code(m.entry)))
        for m in mentions
    ]  # fmt: skip
    heads = ("words", "code", "name in the codebook", "linked by", "codebook line")
    return _table(heads, rows, "Mentions")


def _show_tried(explanation: Explanation) -> str:
    best = explanation.best()

    def row(tried: Tried) -> tuple[str, Sequence[str]]:
        word = escape(explanation.tree.words[tried.trigger].text)
        pattern, where = _code(tried.pattern.text), _code(tried.pattern.where)
        if tried.reading is None:
            return "miss", (word, pattern, where, escape(tried.miss or ""))
        if tried is best[tried.trigger]:
            return "won", (
                word, pattern, where, f"<strong>fits best: {tried.reading.code}</strong>",
            )  # fmt: skip
        return "", (word, pattern, where, f"fits, less specific: {tried.reading.code}")

    heads = ("trigger", "pattern", "codebook line", "result")
    fits = [row(tried) for tried in explanation.tried if tried.reading]
    misses = [row(tried) for tried in explanation.tried if not tried.reading]
    shown = _table(heads, fits, "Patterns that fit")
    if misses:
        rest = _table(heads, misses, "Patterns that do not fit, and what they lack")
        shown += f"<details><summary>{len(misses)} that do not fit</summary>\n{rest}</details>\n"
    return shown + _show_lost(explanation)


def _show_lost(explanation: Explanation) -> str:
    lost = [
        f"{candidate.trigger}: {candidate.outcome}"
        + (f" ({candidate.reason})" if candidate.reason else "")
        for candidate in explanation.ledger.candidates
        if candidate.outcome != "coded"
    ]
    if not lost:
        return ""
    items = "".join(f"<li>{escape(line)}</li>" for line in lost)
    return f"<h3>Triggers that gave no event</h3>\n<ul>{items}</ul>\n"
