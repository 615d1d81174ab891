"""Explanations for the terminal: the parse, the mentions, every pattern tried."""

from __future__ import annotations

from collections import Counter

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text
from rich.tree import Tree as Branch

from pipeline.explain.trace import Explanation
from pipeline.patterns.composition import Tried
from pipeline.types import Mention, Tree

_NEAREST = 5


def render(explanation: Explanation, every: bool = False) -> RenderableType:
    """Return an explanation for a terminal.

    Args:
        explanation: what to show.
        every: show the patterns that do not fit too; otherwise only of words that nothing fits,
            and the first few of them.
    """
    return Group(
        Text(explanation.tree.sentence.text, style="bold"),
        _render_tree(explanation.tree),
        _render_mentions(explanation.mentions),
        _render_tried(explanation, every),
        _render_events(explanation),
    )


def _render_tree(tree: Tree) -> Branch:
    def label(i: int) -> Text:
        word = tree.words[i]
        text = Text(word.text, style="bold cyan" if word.pos in ("VERB", "AUX") else "cyan")
        return text.append(f"  {word.dep} {word.pos} {word.lemma}", style="dim")

    def grow(branch: Branch, i: int) -> None:
        for child in tree.children[i]:
            grow(branch.add(label(child)), child)

    root = next((w.i for w in tree.words if w.dep == "root"), 0)
    branch = Branch(label(root))
    grow(branch, root)
    return branch


def _render_mentions(mentions: tuple[Mention, ...]) -> Table:
    table = Table("words", "code", "name", "link", "codebook line", title="Mentions")
    for m in mentions:
        table.add_row(m.text, m.code or "-", m.name or "-", m.link or "-", m.entry or "-")
    return table


def _choose_tried(explanation: Explanation) -> list[Tried]:
    """Return the patterns that fit, and of each word that none fits the first few."""
    fitted = {t.trigger for t in explanation.tried if t.reading}
    chosen, missed = [], Counter[int]()
    for tried in explanation.tried:
        if tried.reading:
            chosen.append(tried)
        elif tried.trigger not in fitted and missed[tried.trigger] < _NEAREST:
            missed[tried.trigger] += 1
            chosen.append(tried)
    return chosen


def _render_tried(explanation: Explanation, every: bool) -> Table:
    table = Table("trigger", "pattern", "codebook line", "result", title="Patterns tried")
    best = explanation.best()
    chosen = explanation.tried if every else _choose_tried(explanation)
    for t in chosen:
        word = explanation.tree.words[t.trigger].text
        if t.reading is None:
            result = Text(t.miss or "", style="dim")
        elif t is best[t.trigger]:
            result = Text(f"fits best: {t.reading.code}", style="bold green")
        else:
            result = Text(f"fits, less specific: {t.reading.code}", style="yellow")
        table.add_row(word, t.pattern.text, t.pattern.where, result)
    if hidden := len(explanation.tried) - len(chosen):
        table.caption = f"and {hidden} that do not fit: --all shows them"
    return table


def _render_events(explanation: Explanation) -> RenderableType:
    table = Table("source", "event", "target", "status", "codebook lines", title="Events")
    for event in explanation.events:
        table.add_row(
            _render_side(event.source), Text(event.code, style="bold"),
            _render_side(event.target), event.status, event.pattern,
        )  # fmt: skip
    outcomes = [
        Text(f"  {c.trigger}: {c.outcome}" + (f" ({c.reason})" if c.reason else ""), style="dim")
        for c in explanation.ledger.candidates
        if c.outcome != "coded"
    ]
    return Group(table, Text(f"Outcome: {explanation.ledger.outcome}"), *outcomes)


def _render_side(mention: Mention | None) -> Text:
    if mention is None:
        return Text("-")
    return Text(mention.code or "---", style="bold").append(f" {mention.text}", style="not bold")
