"""A dependency tree drawn above its sentence, as SVG."""

from __future__ import annotations

from html import escape

from pipeline.types import Tree, Word

_LETTER, _GAP, _RISE, _BELOW = 7.6, 18.0, 19.0, 44.0


def draw_tree(tree: Tree, marked: dict[int, str]) -> str:
    """Return a tree as SVG: arcs from heads to dependents, each as low as those under it allow.

    Args:
        tree: the sentence.
        marked: a class for the background of a word, by its position.
    """
    if not tree.words:
        return ""
    centres, width = _place_words(tree)
    arcs = [word for word in tree.words if word.head != word.i]
    levels = _stack(arcs)
    base = (max(levels.values(), default=0) + 1) * _RISE + 6
    parts = [_draw_arc(word, centres, levels[word.i], base) for word in arcs]
    parts += [_draw_word(word, centres[word.i], base, marked.get(word.i)) for word in tree.words]
    label = escape(f"Dependency tree of: {tree.sentence.text}")
    return (
        f'<svg class="tree" width="{width:.0f}" height="{base + _BELOW:.0f}" role="img" '
        f'viewBox="0 0 {width:.0f} {base + _BELOW:.0f}" aria-label="{label}">{"".join(parts)}</svg>'
    )


def _place_words(tree: Tree) -> tuple[list[float], float]:
    centres, at = [], _GAP / 2
    for word in tree.words:
        broad = max(len(word.text), len(word.pos) * 0.8, len(word.dep) * 0.8) * _LETTER
        centres.append(at + broad / 2)
        at += broad + _GAP
    return centres, at


def _stack(arcs: list[Word]) -> dict[int, int]:
    """Give each arc a level above all arcs that lie within it."""
    spans = {word.i: (min(word.i, word.head), max(word.i, word.head)) for word in arcs}
    levels: dict[int, int] = {}
    for i in sorted(spans, key=lambda i: (spans[i][1] - spans[i][0], i)):
        low, high = spans[i]
        inside = (levels[j] for j in levels if low <= spans[j][0] and spans[j][1] <= high)
        levels[i] = max(inside, default=0) + 1
    return levels


def _draw_arc(word: Word, centres: list[float], level: int, base: float) -> str:
    side = 4 if word.head > word.i else -4
    start, end = centres[word.head] - side, centres[word.i]
    top, foot = base - level * _RISE, base - 3
    bend = min(8.0, abs(end - start) / 2) * (1 if end > start else -1)
    path = (
        f"M{start:.1f} {foot:.1f}V{top + 8:.1f}Q{start:.1f} {top:.1f} {start + bend:.1f} {top:.1f}"
        f"H{end - bend:.1f}Q{end:.1f} {top:.1f} {end:.1f} {top + 8:.1f}V{foot:.1f}"
    )
    tip = f"M{end - 3:.1f} {foot - 6:.1f}L{end:.1f} {foot:.1f}L{end + 3:.1f} {foot - 6:.1f}Z"
    return (
        f'<path class="arc" d="{path}"/><path class="tip" d="{tip}"/>'
        f'<text class="dep" x="{(start + end) / 2:.1f}" y="{top - 2:.1f}">{escape(word.dep)}</text>'
    )


def _draw_word(word: Word, centre: float, base: float, mark: str | None) -> str:
    broad = len(word.text) * _LETTER + 8
    back = (
        f'<rect class="{mark}" x="{centre - broad / 2:.1f}" y="{base + 1:.1f}" '
        f'width="{broad:.1f}" height="20" rx="3"/>'
        if mark
        else ""
    )
    verb = " root" if word.head == word.i else ""
    return (
        f'{back}<text class="word{verb}" x="{centre:.1f}" y="{base + 16:.1f}">{escape(word.text)}'
        f'</text><text class="pos" x="{centre:.1f}" y="{base + 34:.1f}">{escape(word.pos)}</text>'
    )
