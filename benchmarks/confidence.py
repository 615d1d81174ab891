"""Fits codebooks/cameo/confidence.yaml from labelled sentences, and holds it against others.

    python benchmarks/confidence.py EVAL-FOLDER

EVAL-FOLDER holds relations.py and relations_train.tsv. Rows are counted by their kind: those of the
sentences that may be read, and of the golden articles, make the table; those of the sentences kept
aside only show whether its shares hold. What counts as right stands in docs/confidence.md.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Any

from labels import kept_aside, load

from pipeline.codebook.confidence import Confidence
from pipeline.coder import Coder
from pipeline.evaluation.labelled import judge, read_labelled
from pipeline.evaluation.shares import Share, wilson
from pipeline.tables.rows import event_row
from pipeline.types import Article, Event, Kind, Mention

ROOT = Path(__file__).resolve().parent.parent
TABLE = ROOT / "codebooks" / "cameo" / "confidence.yaml"
PLOT = ROOT / "docs" / "confidence.svg"
LEAST = 25
DAY = date(2019, 6, 15)
HEADER = """\
# How many of the coder's rows were right in labelled sentences, by kind: see docs/confidence.md.
# Written by `make confidence`; change nothing by hand. Where fewer than `least` rows of the very
# kind were labelled, rows that differ in status, then in clause, then in words, are counted too.
"""
Found = list[tuple[Kind, bool]]
Bins = list[tuple[float, Share]]


def judge_relations(coder: Coder, folder: Path) -> tuple[Found, Found]:
    """Return the rows that tell about a labelled pair of actors: to fit from, and kept aside."""
    relations = load(folder / "relations.py")
    classes = relations.relation_classes()
    fit: Found = []
    aside: Found = []
    for row in relations.read_gold(str(folder / "relations_train.tsv")):
        events = coder.code_article(Article(row["article_id"], DAY, row["text"])).events
        found = judge_pair(events, row, relations, classes)
        (aside if kept_aside(row["article_id"]) else fit).extend(found)
    return fit, aside


def judge_pair(
    events: tuple[Event, ...], row: dict[str, Any], relations: ModuleType, classes: dict[str, str]
) -> Iterator[tuple[Kind, bool]]:
    """Yield the row that the label tells about: the first on the pair, or else the first."""
    source, target = row["spans"]["s"], row["spans"]["t"]
    for event in events:
        sides = {**spans("source", event.source), **spans("target", event.target)}
        if relations.names(sides, "source", source, target) and relations.names(
            sides, "target", target, source
        ):
            assert event.kind
            yield event.kind, (classes.get(event.code) or "STATEMENT") == row["gold_root"]
            return
    if events and events[0].kind:
        yield events[0].kind, False


def spans(side: str, mention: Mention | None) -> dict[str, int | None]:
    """Return the columns that hold where an actor stands."""
    start, end = (mention.start, mention.end) if mention else (None, None)
    return {f"{side}_start": start, f"{side}_end": end}


def judge_golden(coder: Coder) -> Found:
    """Return all rows of the golden articles that are either right or wrong."""
    found: Found = []
    for labelled in read_labelled(ROOT / "tests" / "golden"):
        article = labelled.article()
        events = coder.code_article(article).events
        for sentence in labelled.sentences:
            here = [event for event in events if event.sentence.text == sentence.text]
            rows = [event_row(article, event, coder.codebook.codes[event.code]) for event in here]
            kinds = {row["event_id"]: event.kind for row, event in zip(rows, here, strict=True)}
            judged = judge(rows, sentence, strict=False)
            pairs = [*((row, True) for row, _ in judged.right), *((r, False) for r in judged.wrong)]
            found += [(kind, right) for row, right in pairs if (kind := kinds[row["event_id"]])]
    return found


def count(found: Found) -> list[tuple[Kind, int, int]]:
    """Return each kind with its rows and how many of them were right."""
    rows = Counter(kind for kind, _ in found)
    right = Counter(kind for kind, hit in found if hit)
    return [(kind, n, right[kind]) for kind, n in sorted(rows.items(), key=lambda i: i[0].features)]


def write_table(counts: list[tuple[Kind, int, int]]) -> None:
    """Write the measured kinds as YAML, one a line."""
    lines = [
        f"  - {{action: {kind.action}, link: {kind.link}, words: {kind.words},"
        f" clause: {kind.clause}, status: {kind.status}, rows: {n}, right: {right}}}\n"
        for kind, n, right in counts
    ]
    TABLE.write_text(f"{HEADER}least: {LEAST}\nkinds:\n" + "".join(lines), encoding="utf-8")


def calibrate(confidence: Confidence, found: Found) -> tuple[Bins, float, int]:
    """Return confidence and share right by fifths of the rows, their gap, and the unmeasured."""
    told = sorted(
        ((share, right) for kind, right in found if (share := confidence.find(kind)) is not None),
        key=lambda pair: pair[0],
    )
    bins: Bins = []
    for i in range(5):
        part = told[i * len(told) // 5 : (i + 1) * len(told) // 5]
        mean = sum(share for share, _ in part) / len(part)
        bins.append((mean, wilson(sum(right for _, right in part), len(part))))
    gap = sum(abs(mean - share.share) * share.n for mean, share in bins) / len(told)
    return bins, gap, len(found) - len(told)


def draw(read: Bins, aside: Bins) -> str:
    """Return the calibration plot: confidence across, share of right rows upwards."""

    def at(x: float, y: float) -> tuple[float, float]:
        return round(50 + 300 * x, 1), round(330 - 300 * y, 1)

    grid = "".join(
        f'<line x1="{at(t, 0)[0]}" y1="30" x2="{at(t, 0)[0]}" y2="330"/>'
        f'<line x1="50" y1="{at(0, t)[1]}" x2="350" y2="{at(0, t)[1]}"/>'
        for t in (0, 0.25, 0.5, 0.75, 1)
    )
    words = "".join(
        f'<text x="{at(t, 0)[0]}" y="348" text-anchor="middle">{t:g}</text>'
        f'<text x="42" y="{at(0, t)[1] + 4}" text-anchor="end">{t:g}</text>'
        for t in (0, 0.25, 0.5, 0.75, 1)
    )
    marks = ""
    for name, colour, bins, y in (
        ("sentences it was fitted from", "#1b6ca8", read, 50),
        ("sentences kept aside", "#c4501b", aside, 68),
    ):
        for mean, share in bins:
            x, middle = at(mean, share.share)
            marks += (
                f'<line x1="{x}" y1="{at(0, share.low)[1]}" x2="{x}" y2="{at(0, share.high)[1]}"'
                f' stroke="{colour}"/><circle cx="{x}" cy="{middle}" r="4" fill="{colour}"/>'
            )
        marks += f'<circle cx="64" cy="{y - 4}" r="4" fill="{colour}"/>'
        marks += f'<text x="74" y="{y}">{name}</text>'
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 380 380" width="380" role="img"'
        ' aria-label="Share of right rows against confidence">'
        "<style>text{font:11px sans-serif;fill:#333}</style>"
        '<rect width="380" height="380" fill="#fff"/>'
        f'<g stroke="#ddd">{grid}</g><line x1="50" y1="330" x2="350" y2="30" stroke="#999"'
        f' stroke-dasharray="4"/>{words}{marks}'
        '<text x="200" y="368" text-anchor="middle">confidence</text>'
        '<text x="14" y="180" transform="rotate(-90 14 180)" text-anchor="middle">'
        "share of right rows, 95 % interval</text></svg>\n"
    )


def main(folder: Path) -> None:
    """Fit, write the table and the plot, and print how the shares hold."""
    coder = Coder.from_codebooks()
    fit, aside = judge_relations(coder, folder)
    fit += judge_golden(coder)
    counts = count(fit)
    write_table(counts)
    confidence = Confidence.of(LEAST, counts)
    drawn = []
    for name, found in (("fitted from", fit), ("kept aside", aside)):
        bins, gap, unmeasured = calibrate(confidence, found)
        drawn.append(bins)
        shares = ", ".join(
            f"{mean:.2f}: {s.share:.2f} ({s.low:.2f}-{s.high:.2f})" for mean, s in bins
        )
        right = sum(hit for _, hit in found)
        print(
            f"{name}: {len(found)} rows, {right} right, {unmeasured} not measured,"
            f" mean gap {gap:.3f}"
        )
        print(f"  confidence: share right by fifths: {shares}")
    PLOT.write_text(draw(*drawn), encoding="utf-8")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(Path(sys.argv[1]))
