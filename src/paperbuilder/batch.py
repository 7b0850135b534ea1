"""The batch slip: what the office prints for a class, on which paper, and how it is put together.

In: the files of a class set. Out: what the template of the slip reads. Cannot fail.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Literal

from paperbuilder.press.booklet import TWICE

Bound = Literal["", "corner", "fold"]


@dataclass(frozen=True)
class Row:
    """A file to print: its paper, its sides, how its copies are stapled. `sheets` are those of all copies."""

    file: str
    copies: int
    pages: int
    sheets: int
    size: str
    colour: str
    both_sides: bool
    bound: Bound


@dataclass(frozen=True)
class Batch:
    """What the office prints for a class; the insert bears no names."""

    name: str
    rows: tuple[Row, ...]
    pupils: int
    spares: int

    @property
    def papers(self) -> list[tuple[str, str, int]]:
        """Size, colour and sheets of each sort of paper."""
        found: Counter[tuple[str, str]] = Counter()
        for line in self.rows:
            found[line.size, line.colour] += line.sheets
        return [(*sort, sheets) for sort, sheets in found.items()]


def row(file: str, copies: int, sides: int, way: str, size: str, colour: str) -> Row:
    """A line of the slip; `sides` are the pages of a copy, or the sides of its sheets if it is imposed."""
    sheets = -(-sides // 2)
    bound: Bound = "fold" if way == "booklet" else "corner" if sheets > 1 else ""
    paper = TWICE.get(size, size) if way else size
    return Row(file, copies, sides, copies * sheets, paper, colour, sides > 1, bound)
