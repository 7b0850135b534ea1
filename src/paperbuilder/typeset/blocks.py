"""Blocks: what stands one below another on a page.

In: lines of text, sizes. Out: `Block`s that know their height, can be split, and draw themselves.
All lengths in pt; y runs down from the top of the page. Cannot fail.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, Self

from paperbuilder.pictures.packing import Pixels
from paperbuilder.typeset.inline import Line
from paperbuilder.typeset.style import BLACK, Ink
from paperbuilder.typeset.tree import Node

if TYPE_CHECKING:
    from paperbuilder.typeset.sketching import Drawing, Drawn


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
    One that `levels` has its first line on one level with those beside it. In one for `writing` the lines stand so far
    apart (pt).
    One that `heads` heads what follows; one that `faces` may do with facing what is held on its page; one that is
    `either` stands between two of which one is chosen.
    One that `runs_on` goes to the foot of the page if that is not far.
    `letter` is that of an extract; `resumed` is what another page has of a block that was split.
    """

    left: float = 0
    right: float = 0
    before: float = 0
    after: float = 0
    stick: bool = False
    clings: bool = False
    ends: bool = False
    heads: bool = False
    faces: bool = False
    either: bool = False
    empty: bool = False
    letter: str = ""
    resumed: bool = False
    levels: bool = False
    writing: float = 0
    runs_on: bool = False
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
        """Like `split`, but cuts even what should rather stay whole."""
        return self.split(width, available)

    def tear(self, width: float, available: float) -> tuple[Block, Block] | None:
        """Like `force_split`, but leaves any piece; for a block taller than a page."""
        return self.force_split(width, available)

    def draw(self, pen: Pen, x: float, y: float, width: float) -> None:
        """Draw with the top left corner at (x, y)."""

    def drop(self, width: float) -> float:
        """How much lower its first line stands than that of ordinary text, since it holds something tall."""
        return 0

    def grow(self, height: float) -> None:
        """Become so much higher, as far as it can; for what runs on."""

    def place(self, pen: Pen, x: float, y: float, width: float) -> None:
        """Draw with labels, indents applied to the column at `x`, `width` wide."""
        for label, down in self._hanging(width):
            label.block.draw(pen, x + label.left, y + down, width - label.left)
        self.draw(pen, x + self.left, y + self._sunk(width), self.inner(width))

    def _hanging(self, width: float) -> Iterator[tuple[Label, float]]:
        """Each label with how far below the top it begins, on one level with a line of this block."""
        lower = self._sunk(width) + self.drop(self.inner(width)) if self.labels else 0
        for label in self.labels:
            yield label, lower + label.down - label.block.drop(width - label.left)

    def _sunk(self, width: float) -> float:
        """How much lower it begins than a label that holds something tall."""
        if not self.labels:
            return 0
        own = self.drop(self.inner(width))
        return max(0, *(label.block.drop(width - label.left) - label.down - own for label in self.labels))

    def inner(self, width: float) -> float:
        return width - self.left - self.right

    def total(self, width: float) -> float:
        """Height in a column `width` wide, labels counted."""
        height = self.height(self.inner(width)) + self._sunk(width)
        for label, down in self._hanging(width):
            height = max(height, down + label.block.height(width - label.left))
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


class Space(Block):
    """Empty height; one that runs on is room to work in."""

    empty = True

    def __init__(self, height: float):
        self._height = height

    def height(self, width: float) -> float:
        return self._height

    def grow(self, height: float) -> None:
        self._height += height


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
