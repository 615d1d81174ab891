"""Other coders' output formats: one module each; ``FORMATS`` holds them by name."""

from __future__ import annotations

from pipeline.exports.gdelt import GDELT1, GDELT2
from pipeline.exports.icews import ICEWS
from pipeline.exports.petrarch import PETRARCH
from pipeline.exports.phoenix import PHOENIX
from pipeline.exports.polecat import POLECAT

FORMATS = {one.name: one for one in (GDELT1, GDELT2, ICEWS, PHOENIX, POLECAT, PETRARCH)}

__all__ = ["FORMATS"]
