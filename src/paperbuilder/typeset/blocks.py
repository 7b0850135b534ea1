"""Blocks: what stands one below another on a page.

In: lines of text, sizes. Out: `Block`s that know their height, can be split, and draw themselves.
All lengths in pt; y runs down from the top of the page. Cannot fail.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from copy import copy
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import TYPE_CHECKING, Protocol, Self

from paperbuilder.pictures.packing import Pixels
from paperbuilder.typeset.inline import Inked, Inline, Line, Span, break_lines, widest_word
from paperbuilder.typeset.style import BLACK, Ink, Style
from paperbuilder.typeset.tree import Node

if TYPE_CHECKING:
    from paperbuilder.typeset.sketching import Drawing, Drawn


UNBROKEN = 1e6  # pt, of a column in which every line has room
CLEAR = 0.18  # of the size of the text: between a formula and the lines above and below it


class Pen(Protocol):
    """What blocks draw with; `pdf` has the real one. What is drawn outside `mark` is an artifact."""

    def mark(self, node: Node | None) -> AbstractContextManager[None]: ...
    def lines(self, x: float, baselines: Sequence[tuple[float, float, Line]]) -> None: ...
    def rule(
        self, x0: float, y0: float, x1: float, y1: float, width: float, dash: float = 0, ink: Ink = BLACK
    ) -> None: ...
    def box(self, x: float, y: float, width: float, height: float, rule: float, fill: Ink | None = None) -> None: ...
    def image(self, pixels: Pixels, x: float, y: float, width: float, height: float) -> None: ...
    def drawing(self, shapes: Sequence[Drawn], x: float, y: float) -> None: ...
    def spot(self, of: str, x: float, baseline: float, width: float, size: float, cells: int = 0) -> None: ...


class Block:
    """One thing in the column. `left` indents it, `before` and `after` keep others away.

    `stick` holds it on the page of the block after it, `clings` on that of the block before; `labels` hang in
    its left margin; `ends` marks the end of the questions; there is nothing to read in one that is `empty`.
    One that `levels` has its first line on one level with those beside it.
    `letter` is that of an extract; `resumed` is what another page has of a block that was split.
    """

    left: float = 0
    right: float = 0
    before: float = 0
    after: float = 0
    stick: bool = False
    clings: bool = False
    ends: bool = False
    empty: bool = False
    letter: str = ""
    resumed: bool = False
    levels: bool = False
    labels: Sequence[Label] = ()

    def height(self, width: float) -> float:
        raise NotImplementedError  # pragma: no cover

    def least_width(self) -> float:
        """The width of a column below which words must be broken."""
        return self.left + self.right

    def natural_width(self) -> float:
        """The width of a column in which no line would have to be broken."""
        return self.least_width()

    def split(self, width: float, available: float) -> tuple[Block, Block] | None:
        """A head at most `available` high and the rest; None if it must not be split there."""
        return None

    def force_split(self, width: float, available: float) -> tuple[Block, Block] | None:
        """Like `split`, but cuts even what should stay whole; for a block taller than a page."""
        return self.split(width, available)

    def shorten(self, width: float) -> tuple[Block, Block] | None:
        """Split off the least that may stand on the next page, so that what sticks to it can join it."""
        return None

    def draw(self, pen: Pen, x: float, y: float, width: float) -> None:
        """Draw with the top left corner at (x, y)."""

    def drop(self, width: float) -> float:
        """How much lower its first line stands than that of ordinary text, since it holds something tall."""
        return 0

    def place(self, pen: Pen, x: float, y: float, width: float) -> None:
        """Draw with labels, indents applied to the column at `x`, `width` wide."""
        for label in self.labels:
            down = label.down + self.drop(self.inner(width))
            label.block.draw(pen, x + label.left, y + down, width - label.left)
        self.draw(pen, x + self.left, y, self.inner(width))

    def inner(self, width: float) -> float:
        return width - self.left - self.right

    def total(self, width: float) -> float:
        """Height in a column `width` wide, labels counted."""
        height = self.height(self.inner(width))
        for label in self.labels:
            height = max(height, label.down + self.drop(self.inner(width)) + label.block.height(width - label.left))
        return height

    def pair(self, head: Self, tail: Self) -> tuple[Self, Self]:
        """Finish a split: the head begins as this block began, the tail ends as it ended."""
        head.after, head.stick = 0, False
        tail.before, tail.labels, tail.resumed = 0, (), True
        return head, tail


@dataclass(frozen=True, slots=True)
class Label:
    """A block in the margin of another: its x in the column and how far below the top it stands."""

    block: Block
    left: float
    down: float = 0


class Paragraph(Block):
    """Text in one style; splits so that two lines at least stay on each side.

    A line that is `hung` stands in a field in the middle of the column, so wide and so far from the left of it.
    One that is `leftward` runs from right to left: its lines begin at the right.
    """

    hung: tuple[float, float] | None = None

    leftward = False
    levels = True

    def __init__(self, inlines: Sequence[Inline], style: Style, node: Node | None, face_height: tuple[float, float]):
        self.inlines, self.style, self.node = inlines, style, node
        self._ascent, self._descent = face_height
        self.before, self.after, self.stick = style.before, style.after, style.keep_with_next
        self._lines: list[Line] | None = None
        self._broken_at = -1.0
        self._turned = any(isinstance(inline, Span) and inline.level for inline in inlines)
        self._uneven = any(isinstance(inline, Inked) for inline in inlines)

    def lines(self, width: float) -> list[Line]:
        if self._lines is None or self._broken_at not in (width, 0):
            self._lines, self._broken_at = break_lines(self.inlines, width), width
            self.put_in_order(self._lines)
            for line in self._lines if self._uneven else ():
                self._raise(line)
        return self._lines

    def put_in_order(self, lines: Sequence[Line]) -> None:
        """Move the pieces of lines in which some run from right to left."""
        if self._turned:
            from paperbuilder.typeset.directions import set_in_order

            set_in_order(lines)

    def _raise(self, line: Line) -> None:
        """Give a line the room that its formulas need beyond what every line has."""
        inked = [piece for _, piece in line.pieces if isinstance(piece, Inked)]
        above, clear = self._first_baseline(), CLEAR * self.style.size
        line.over = max([0, *(piece.ascent + clear - above for piece in inked)])
        line.under = max([0, *(piece.descent + clear - (self.style.leading - above) for piece in inked)])

    def height(self, width: float) -> float:
        lines = self.lines(width)
        return len(lines) * self.style.leading + (self._more(lines) if self._uneven else 0)

    @staticmethod
    def _more(lines: Sequence[Line]) -> float:
        return sum(line.over + line.under for line in lines)

    def drop(self, width: float) -> float:
        return self.lines(width)[0].over if self._uneven else 0

    def least_width(self) -> float:
        return super().least_width() + (self.hung[0] if self.hung else widest_word(self.inlines))

    def natural_width(self) -> float:
        wide = max(line.width for line in break_lines(self.inlines, UNBROKEN))
        return self.left + self.right + (self.hung[0] if self.hung else wide)

    def baseline(self, line: int) -> float:
        """From the top of the paragraph to the baseline of a line."""
        even = self._first_baseline() + line * self.style.leading
        if self._uneven and self._lines:
            return even + self._more(self._lines[:line]) + self._lines[line].over
        return even

    def _first_baseline(self) -> float:
        half_leading = (self.style.leading - (self._ascent + self._descent) * self.style.size) / 2
        return half_leading + self._ascent * self.style.size

    whole = False

    def split(self, width: float, available: float) -> tuple[Block, Block] | None:
        return None if self.whole else self.force_split(width, available)

    def force_split(self, width: float, available: float) -> tuple[Block, Block] | None:
        lines = self.lines(width)
        fits = min(self._fitting(lines, available), len(lines) - 2)
        return self._cut(lines, fits) if fits >= 2 else None

    def _fitting(self, lines: list[Line], available: float) -> int:
        """How many lines there is room for."""
        if not self._uneven:
            return int((available + 0.01) // self.style.leading)
        heights = accumulate(self.style.leading + line.over + line.under for line in lines)
        return sum(1 for height in heights if height <= available + 0.01)

    def _cut(self, lines: list[Line], at: int) -> tuple[Block, Block]:
        head, tail = copy(self), copy(self)
        head._lines, tail._lines = lines[:at], lines[at:]
        head._broken_at = tail._broken_at = 0
        self.pair(head, tail)
        depth = at * self.style.leading - 0.5 * self.style.leading
        head.labels = [label for label in self.labels if label.down < depth]
        moved = (label for label in self.labels if label.down >= depth)
        tail.labels = [replace(label, down=label.down - at * self.style.leading) for label in moved]
        return head, tail

    def draw(self, pen: Pen, x: float, y: float, width: float) -> None:
        placed = []
        for i, line in enumerate(self.lines(width)):
            placed.append((self.shift(line, width), y + self.baseline(i), line))
        with pen.mark(self.node):
            pen.lines(x, placed)

    def shift(self, line: Line, width: float) -> float:
        """How far from the left of the column a line begins."""
        if self.hung:
            field, within = self.hung
            return (width - field) / 2 + within
        slack = width - line.width - line.indent
        if self.leftward and self.style.align == "left":
            return slack
        return line.indent + {"left": 0.0, "centre": slack / 2, "right": slack}[self.style.align]


class Marks(Paragraph):
    """Marks at the right edge, on the last line of the paragraph above if there is room for them."""

    gap = 12.0

    def __init__(self, text: Paragraph):
        super().__init__(text.inlines, text.style, text.node, (text._ascent, text._descent))
        self.left, self.stick = text.left, text.stick
        self.above: Paragraph | None = None

    def join(self, above: Paragraph) -> None:
        self.above, above.after, self.before = above, 0, 0
        above.stick = True

    def _joins(self, width: float) -> bool:
        if self.above is None or self.above.leftward:
            return False
        reach = self.above.left - self.left + self.above.lines(width + self.left - self.above.left)[-1].width
        return reach + self.gap + self.lines(width)[0].width <= width

    def height(self, width: float) -> float:
        return 0 if self._joins(width) else super().height(width)

    def split(self, width: float, available: float) -> None:
        return None

    def draw(self, pen: Pen, x: float, y: float, width: float) -> None:
        super().draw(pen, x, y - self._back() if self._joins(width) else y, width)

    def _back(self) -> float:
        """How far up the line begins that it joins."""
        last = self.above._lines[-1] if self.above and self.above._lines else None
        return self.style.leading + (last.under if last else 0)


class Space(Block):
    """Empty height."""

    empty = True

    def __init__(self, height: float):
        self._height = height

    def height(self, width: float) -> float:
        return self._height


class Rule(Block):
    """A line across the column."""

    empty = True

    def __init__(self, thickness: float, ink: Ink, dash: float):
        self.thickness, self.ink, self.dash = thickness, ink, dash

    def height(self, width: float) -> float:
        return self.thickness

    def draw(self, pen: Pen, x: float, y: float, width: float) -> None:
        middle = y + self.thickness / 2
        pen.rule(x, middle, x + width, middle, self.thickness, self.dash, self.ink)


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
        self.least, self.fill = min(least, count), fill
        self.label, self.empty = label, label is None

    def height(self, width: float) -> float:
        return self.count * self.pitch

    def split(self, width: float, available: float) -> tuple[Block, Block] | None:
        return self._cut(min(int((available + 0.01) // self.pitch), self.count - self.TAIL))

    def force_split(self, width: float, available: float) -> tuple[Block, Block] | None:
        fits = min(int((available + 0.01) // self.pitch), self.count - 1)
        return self._cut(fits, 1)

    def shorten(self, width: float) -> tuple[Block, Block] | None:
        return self._cut(self.count - self.TAIL)

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


class Image(Block):
    """A picture `widest` pt wide, or as wide as its column if that is less; its height is `ratio` times its width.

    `opened` gives for a width what is drawn.
    """

    def __init__(
        self,
        opened: Callable[[float], Pixels | Drawing],
        widest: float,
        ratio: float,
        node: Node | None,
        centred: bool = False,
    ):
        self.opened, self.widest, self.ratio, self.node, self.centred = opened, widest, ratio, node, centred

    def height(self, width: float) -> float:
        return min(self.widest, width) * self.ratio

    def draw(self, pen: Pen, x: float, y: float, width: float) -> None:
        wide = min(self.widest, width)
        with pen.mark(self.node):
            self.paint(pen, x + (width - wide) / 2 * self.centred, y, wide)

    def paint(self, pen: Pen, x: float, y: float, width: float) -> None:
        """Draw it just so wide."""
        drawn = self.opened(width)
        if isinstance(drawn, Pixels):
            pen.image(drawn, x, y, width, width * self.ratio)
        else:
            pen.drawing(drawn.shapes, x, y)


def plain_words(inlines: Sequence[Inline]) -> str:
    """The words of a paragraph without its annotations."""
    return "".join(i.text for i in inlines if isinstance(i, Span) and not i.quiet)
