"""Tables: rows of cells, ruled, with a head that repeats.

In: cells as stacks of blocks. Out: a `Table` block. Cannot fail.
A row stays on one page unless it is taller than a page.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import nullcontext
from copy import copy
from dataclasses import dataclass, replace
from typing import Literal

from paperbuilder.typeset.blocks import Block, Pen
from paperbuilder.typeset.columns import even, share_out
from paperbuilder.typeset.containers import cut_side, level, stack_height, stacked
from paperbuilder.typeset.style import Ink

Rules = Literal["grid", "rows", "head", "none"]


@dataclass(frozen=True)
class Row:
    """Cells from left to right; `least` is the least height in pt."""

    cells: Sequence[Sequence[Block]]
    least: float = 0
    head: bool = False


@dataclass(frozen=True, kw_only=True)
class TableStyle:
    """Rules, padding (pt), the ground of the head, and the size of the words in it (pt)."""

    rules: Rules
    thickness: float
    pad_x: float
    pad_y: float
    head: Ink
    size: float = 10


WIDE_HEAD = 8.5  # of the size of its words, for a head that is wider than what is below it
LOST = 6.0  # of the size of its words, for a row alone at the head or the foot of a page
LEAST_PAD = 1.5  # pt, left and right of the words in a column that has no more room


class Table(Block):
    """Columns share the width by `shares`, but none is too narrow for its words if there is room for all: they have
    less space around them then.

    Rows at the start with `head` repeat after a page break. One that is to `fit` is no wider than its words need; its
    heads are broken where they are much wider than what is below them. One that `goes_on` has further columns of the
    table above, and its first column again.
    """

    def __init__(self, rows: Sequence[Row], shares: Sequence[float], style: TableStyle, fit: bool = False):
        self.rows, self.shares, self.style, self.fit = rows, shares, style, fit
        columns = list(zip(*(row.cells for row in rows), strict=True))
        self._words = [max((block.least_width() for cell in c for block in cell), default=0) for c in columns]
        if fit:
            self.shares = [self._natural(i) + 2 * style.pad_x for i in range(len(columns))]
        self.continued = self.whole = self.goes_on = False
        self._known: dict[float, list[float]] = {}

    def parts(self, width: float) -> list[Table]:
        """The table, or its columns in as few tables as have room one below another, each with the first column."""
        others = range(1, len(self.shares))
        for many in range(1, len(others) + 1):
            groups = [[0, *group] for group in even(others, many)]
            if all(self._least(group) <= width + 0.01 for group in groups):
                return self._in(groups) if many > 1 else [self]
        return [self]

    def _least(self, columns: Sequence[int]) -> float:
        """How wide columns are at least, if none of their words is broken."""
        return sum(self._words[i] + 2 * LEAST_PAD for i in columns)

    def _in(self, groups: Sequence[Sequence[int]]) -> list[Table]:
        made = [self._of_columns(group) for group in groups]
        for part in made[1:]:
            part.goes_on = True
        return made

    def _of_columns(self, columns: Sequence[int]) -> Table:
        rows = [replace(row, cells=[row.cells[i] for i in columns]) for row in self.rows]
        return Table(rows, [self.shares[i] for i in columns], self.style, self.fit)

    def _natural(self, column: int) -> float:
        """How wide the words of a column are where none of its lines is broken, or only its heads."""
        heads, body = (
            [b for row in self.rows if row.head is head for b in row.cells[column]] for head in (True, False)
        )
        below = max((block.natural_width() for block in body), default=0)
        wanted = max((block.natural_width() for block in heads), default=0)
        return max(below, self._words[column], min(wanted, WIDE_HEAD * self.style.size))

    def inner(self, width: float) -> float:
        room = super().inner(width)
        return min(room, sum(self.shares)) if self.fit else room

    def widths(self, width: float) -> list[float]:
        return share_out(width, self.shares, [words + 2 * self._pad(width) for words in self._words])

    def _pad(self, width: float) -> float:
        """The space left and right of the words: less than wanted where they would have to be broken for it."""
        room = (width - sum(self._words)) / (2 * len(self._words))
        return min(self.style.pad_x, max(LEAST_PAD, room))

    def heights(self, width: float) -> list[float]:
        """The height of every row, reckoned once for each width."""
        if width not in self._known:
            inner = [own - 2 * self._pad(width) for own in self.widths(width)]
            self._known[width] = [self._row_height(row, inner) for row in self.rows]
        return self._known[width]

    def _row_height(self, row: Row, inner: Sequence[float]) -> float:
        down = level(row.cells, inner)
        highest = max(stack_height(cell, own) + d for cell, own, d in zip(row.cells, inner, down, strict=True))
        return max(row.least, highest + 2 * self.style.pad_y)

    def height(self, width: float) -> float:
        return sum(self.heights(width))

    @property
    def _heads(self) -> list[Row]:
        return [row for row in self.rows if row.head]

    def split(self, width: float, available: float) -> tuple[Block, Block] | None:
        return None if self.whole else self._split_rows(width, available)

    def _split_rows(self, width: float, available: float) -> tuple[Table, Table] | None:
        fits, used = 0, 0.0
        for height in self.heights(width):
            used += height
            if used > available + 0.01:
                break
            fits += 1
        while fits > len(self._heads) and self._is_lost(self.heights(width)[fits:]):
            fits -= 1
        done = fits == len(self.rows) or self._is_lost(self.heights(width)[len(self._heads) : fits])
        return None if done else self._cut(fits)

    def _is_lost(self, rows: Sequence[float]) -> bool:
        """Whether rows of these heights are too little to stand alone: none, or one of a few lines."""
        return len(rows) < 2 and sum(rows) < LOST * self.style.size

    def _cut(self, fits: int) -> tuple[Table, Table]:
        """Cut below so many rows; heights that are known stay known, or a long table would take their square."""
        head, tail, heads = copy(self), copy(self), len(self._heads)
        head.rows, tail.rows = self.rows[:fits], [*self._heads, *self.rows[fits:]]
        head._known = {width: known[:fits] for width, known in self._known.items()}
        tail._known = {width: [*known[:heads], *known[fits:]] for width, known in self._known.items()}
        tail.continued = bool(heads)
        return self.pair(head, tail)

    def force_split(self, width: float, available: float) -> tuple[Block, Block] | None:
        writes = self.whole and any(row.least for row in self.rows)
        return None if writes else self._decent(width, available)

    def _decent(self, width: float, available: float) -> tuple[Table, Table] | None:
        return self._split_rows(width, available) or self._split_row(width, available)

    def _split_row(self, width: float, available: float) -> tuple[Table, Table] | None:
        """Cut through the first row if it is so high that either piece is no little one."""
        heads, least = len(self._heads), LOST * self.style.size
        row = self.heights(width)[heads] if heads < len(self.rows) else 0
        room = min(available - sum(self.heights(width)[:heads]), row - least)
        if room < least or any(row.least for row in self.rows[heads : heads + 1]):
            return None
        parts = self._through(width, room)
        return parts if parts and min(part.heights(width)[heads] for part in parts) >= least else None

    def tear(self, width: float, available: float) -> tuple[Block, Block] | None:
        """Cut through the first row if that alone is too tall."""
        parts = self._decent(width, available)
        if parts or len(self.rows) == len(self._heads):
            return parts
        return self._through(width, available - sum(self.heights(width)[: len(self._heads)]))

    def _through(self, width: float, room: float) -> tuple[Table, Table] | None:
        """Cut through the first row, of which no more than `room` is to stay."""
        heads = self._heads
        top, bottom = self._cut_row(self.rows[len(heads)], width, room - 2 * self.style.pad_y)
        if not any(top.cells):
            return None
        again = copy(self)
        again.rows, again._known = [*heads, top, bottom, *self.rows[len(heads) + 1 :]], {}
        return again._cut(len(heads) + 1)

    def _cut_row(self, row: Row, width: float, available: float) -> tuple[Row, Row]:
        widths = (own - 2 * self._pad(width) for own in self.widths(width))
        cuts = [cut_side(cell, own, available) for cell, own in zip(row.cells, widths, strict=True)]
        tops, bottoms = ([cut[side] for cut in cuts] for side in (0, 1))
        return replace(row, cells=tops, least=0), replace(row, cells=bottoms, least=0)

    def draw(self, pen: Pen, x: float, y: float, width: float) -> None:
        top, widths = y, self.widths(width)
        for row, height in zip(self.rows, self.heights(width), strict=True):
            if row.head:
                pen.box(x, y, width, height, 0, self.style.head)
            self._draw_row(pen, row, (x, y, height), widths, self._pad(width))
            y += height
        with pen.mark(None):
            self._draw_rules(pen, x, top, width)

    def _draw_row(
        self, pen: Pen, row: Row, place: tuple[float, float, float], widths: Sequence[float], pad: float
    ) -> None:
        """Draw a row at x and y, so high; heads of a table that fits stand on the rule below them."""
        x, y, height = place
        repeated = row.head and self.continued
        with pen.mark(None) if repeated else nullcontext():
            inner = [own - 2 * pad for own in widths]
            for i, (cell, own, down) in enumerate(zip(row.cells, inner, level(row.cells, inner), strict=True)):
                sinks = self.fit and row.head
                sunk = height - stack_height(cell, own) - 2 * self.style.pad_y if sinks else down
                with pen.mark(None) if self.goes_on and i == 0 else nullcontext():
                    for below, block in stacked(cell, own):
                        block.place(pen, x + pad, y + self.style.pad_y + sunk + below, own)
                x += own + 2 * pad

    def _draw_rules(self, pen: Pen, x: float, y: float, width: float) -> None:
        if self.style.rules == "none":
            return
        edges = [y]
        for height in self.heights(width):
            edges.append(edges[-1] + height)
        heads = len(self._heads)
        for edge in (edges[0], edges[heads], edges[-1]) if self.style.rules == "head" else edges:
            pen.rule(x, edge, x + width, edge, self.style.thickness)
        if self.style.rules == "grid":
            for own in [0.0, *self.widths(width)]:
                x += own
                pen.rule(x, edges[0], x, edges[-1], self.style.thickness)
