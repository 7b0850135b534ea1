"""Lengths and sizes of paper.

In: text with a unit, names of sizes. Out: lengths in pt (1/72 inch). Fails with ValueError.
"""

from __future__ import annotations

import re
from typing import Self

MM = 72 / 25.4  # pt
UNITS = {"pt": 1.0, "mm": MM, "cm": 72 / 2.54, "in": 72.0}
PAPER_SIZES = {  # mm, upright: ISO 216 and ANSI
    "A5": (148, 210),
    "A4": (210, 297),
    "A3": (297, 420),
    "Letter": (215.9, 279.4),
    "Tabloid": (279.4, 431.8),
}
TWICE = {"A5": "A4", "A4": "A3", "A3": "A2", "Letter": "Tabloid"}  # the sheet for two pages side by side
LENGTH = re.compile(r"(\d+(?:\.\d+)?) ?(pt|mm|cm|in)")


def read_length(text: str) -> float:
    """A length with its unit, in pt. Raises ValueError."""
    match = LENGTH.fullmatch(text.strip())
    if not match or len(match[1]) > 7:
        raise ValueError(text)
    return float(match[1]) * UNITS[match[2]]


class Length(float):
    """A length in pt, written with its unit."""

    words = "a length with its unit, such as 9 mm or 11 pt"

    @classmethod
    def read(cls, text: str) -> Self:
        """Raises ValueError."""
        return cls(read_length(text))
