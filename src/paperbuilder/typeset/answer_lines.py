"""Ruled lines to write on.

In: how many, how far apart. Out: a block. Lengths in pt. Cannot fail.
"""

from __future__ import annotations

from copy import copy

from paperbuilder.typeset.blocks import Block, Pen
from paperbuilder.typeset.paragraphs import Paragraph


class AnswerLines(Block):
    """Ruled lines to write on, each `pitch` below the one before; a label stands at the beginning of the first.

    The first is as far below the last baseline of the words that they follow; more is left free below the last.
    `least` lines stay with what stands above; no fewer than `TAIL` go over to the next page.
    """

    TAIL, SHORT, BESIDE, BELOW, FREE = 3, 4, 5.0, 2.0, 1.2

    def __init__(
        self,
        count: int,
        pitch: float,
        thickness: float,
        dash: float,
        *,
        least: int,
        fill: bool,
        label: Paragraph | None = None,
    ):
        self.count, self.pitch, self.thickness, self.dash = count, pitch, thickness, dash
        self.least, self.runs_on = min(least, count), fill
        self.label, self.empty = label, label is None
        self.writing, self.after = pitch, self.FREE * pitch
        self.above: Paragraph | None = None

    @property
    def is_short(self) -> bool:
        """Whether it stays on one page with other short ones of its question."""
        return self.count <= self.SHORT

    def follow(self, above: Paragraph) -> None:
        """Stand below the last words of a paragraph as below a line."""
        self.above, above.after = above, 0

    def _lift(self) -> float:
        """How much of the first pitch is in the paragraph above."""
        return self.above.depth() if self.above else 0

    def height(self, width: float) -> float:
        return self.count * self.pitch - self._lift()

    def split(self, width: float, available: float) -> tuple[Block, Block] | None:
        return self._cut(min(self._fitting(available), self.count - self.TAIL))

    def tear(self, width: float, available: float) -> tuple[Block, Block] | None:
        return self._cut(min(self._fitting(available), self.count - 1), 1)

    def _fitting(self, height: float) -> int:
        return int((height + self._lift() + 0.01) // self.pitch)

    def _cut(self, at: int, least: int = 0) -> tuple[Block, Block] | None:
        if at < (least or self.least):
            return None
        head, tail = copy(self), copy(self)
        head.count, tail.count = at, self.count - at
        tail.least, tail.label, tail.empty, tail.above = self.TAIL, None, True, None
        return self.pair(head, tail)

    def grow(self, height: float) -> None:
        """Add the lines that fit into `height` more."""
        self.count += int((height + 0.01) // self.pitch)

    def draw(self, pen: Pen, x: float, y: float, width: float) -> None:
        start, y = 0.0, y - self._lift()
        if self.label:
            self.label.draw(pen, x, y + self.pitch - self.BELOW - self.label.baseline(0), width)
            start = self.label.lines(width)[0].width + self.BESIDE
        with pen.mark(None):
            for i in range(1, self.count + 1):
                left = x + start if i == 1 else x
                pen.rule(left, y + i * self.pitch, x + width, y + i * self.pitch, self.thickness, self.dash)
