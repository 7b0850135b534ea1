"""Ruled lines to write on.

In: how many, how far apart. Out: a block. Lengths in pt. Cannot fail.
"""

from __future__ import annotations

from copy import copy

from paperbuilder.typeset.blocks import Block, Pen
from paperbuilder.typeset.paragraphs import Paragraph


class AnswerLines(Block):
    """Ruled lines to write on, each `pitch` below the one before; a label stands at the beginning of the first.

    `least` lines stay with what stands above; no fewer than `TAIL` go over to the next page.
    """

    TAIL, BESIDE, BELOW = 3, 5.0, 2.0

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

    def height(self, width: float) -> float:
        return self.count * self.pitch

    def split(self, width: float, available: float) -> tuple[Block, Block] | None:
        return self._cut(min(int((available + 0.01) // self.pitch), self.count - self.TAIL))

    def tear(self, width: float, available: float) -> tuple[Block, Block] | None:
        fits = min(int((available + 0.01) // self.pitch), self.count - 1)
        return self._cut(fits, 1)

    def _cut(self, at: int, least: int = 0) -> tuple[Block, Block] | None:
        if at < (least or self.least):
            return None
        head, tail = copy(self), copy(self)
        head.count, tail.count = at, self.count - at
        tail.least, tail.label, tail.empty = self.TAIL, None, True
        return self.pair(head, tail)

    def grow(self, height: float) -> None:
        """Add the lines that fit into `height` more."""
        self.count += int((height + 0.01) // self.pitch)

    def draw(self, pen: Pen, x: float, y: float, width: float) -> None:
        start = 0.0
        if self.label:
            self.label.draw(pen, x, y + self.pitch - self.BELOW - self.label.baseline(0), width)
            start = self.label.lines(width)[0].width + self.BESIDE
        with pen.mark(None):
            for i in range(1, self.count + 1):
                left = x + start if i == 1 else x
                pen.rule(left, y + i * self.pitch, x + width, y + i * self.pitch, self.thickness, self.dash)
