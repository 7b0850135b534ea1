"""One page filled: the ways in which it may end.

In: the blocks of a document, and where a page starts. Out: `Ending`s with their costs. Fails with `TooTall`.

A page ends where the layout says so, else between two blocks or within one that may be cut. The spaces between its
blocks may shrink a little for that.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import inf

from paperbuilder.typeset import breaks
from paperbuilder.typeset.blocks import Block
from paperbuilder.typeset.containers import gap, give

MOST_ENDS = 12  # places between blocks that are tried for one page
FAR = 1000  # blocks from the last one: there each page takes the ending that is the best for itself
WORSE = 40.0  # than the best ending of a page: no other page can make up for more
NEAR = 0.35  # of a page: if no more is left of the document, a piece of a block may be moved to keep it company


class TooTall(Exception):
    """A block that is taller than a page."""

    def __init__(self, block: Block):
        super().__init__(block)
        self.block = block


class PageBreak(Block):
    """Start a new page: always, only if less than a share of the page is left, or on a right-hand page.

    One for what `faces` the page after it starts a left-hand page, unless that would leave a page empty.
    """

    def __init__(self, if_less: float = 1, right: bool = False, faces: bool = False):
        self.if_less, self.on_right, self.on_left = if_less, right, faces

    def height(self, width: float) -> float:
        return 0


@dataclass(slots=True)
class Start:
    """Where a page starts: with the block `at`, or the `rest` of it; on a left-hand page or a right-hand one."""

    at: int
    left: bool = False
    rest: Block | None = None
    tall: float = inf

    @property
    def key(self) -> tuple[int, float, bool]:
        """In the order of the document."""
        return self.at, -self.tall, self.left


@dataclass(slots=True)
class Ending:
    """How a page ends: before the block `at`, or within it after its `head`; `closed` if the layout says so, on a
    right-hand page next if it wants that. The spaces on the page are so much `tighter` than usual.
    """

    at: int
    cost: float
    head: Block | None = None
    rest: Block | None = None
    closed: bool = False
    right: bool = False
    tighter: float = 0


@dataclass(slots=True)
class _Placed:
    """A block with its top and its foot, and the spaces above it on the page added up."""

    at: int
    block: Block
    top: float
    foot: float
    spaces: float


def running_on(blocks: Sequence[Block], used: float, height: float) -> int | None:
    """Which of the blocks of a page runs on to its foot: one that may, with what is held by it below."""
    at = len(blocks) - 1
    while at > 0 and not blocks[at].runs_on and (blocks[at].clings or blocks[at - 1].stick):
        at -= 1
    return at if blocks[at].runs_on and used >= breaks.FILL_FROM * height else None


class Filling:
    """Pages of `width` by `height` pt filled with blocks."""

    def __init__(self, blocks: Sequence[Block], width: float, height: float):
        self.blocks, self.width, self.height = blocks, width, height
        self._totals = [block.total(width) for block in blocks]
        self._runs_on = any(block.runs_on for block in blocks)

    def endings(self, start: Start) -> list[Ending]:
        """The ways to end a page."""
        placed: list[_Placed] = []
        foot = spaces = 0.0
        for i in range(start.at, len(self.blocks)):
            block = start.rest if i == start.at and start.rest else self.blocks[i]
            if isinstance(block, PageBreak):
                if placed and self._fires(block, start, placed[-1]):
                    return self._closed(start, placed, i + 1, block)
                continue
            above = placed[-1].block if placed else None
            top, spaces = foot + gap(above, block), spaces + give(above, block)
            foot = top + (block.total(self.width) if block is start.rest else self._totals[i])
            one = _Placed(i, block, top, foot, spaces)
            if foot - breaks.TIGHTEST * spaces > self.height + 0.01:
                return self._open(start, [*placed, one])
            placed.append(one)
        return self._closed(start, placed, len(self.blocks))

    def _fires(self, wanted: PageBreak, start: Start, last: _Placed) -> bool:
        if (wanted.on_left and start.left) or (wanted.if_less < 1 and last.block.stick):
            return False
        return self.height - last.foot < wanted.if_less * self.height or (wanted.on_right and start.left)

    def _closed(
        self, start: Start, placed: Sequence[_Placed], at: int, wanted: PageBreak | None = None
    ) -> list[Ending]:
        """All of what is placed, up to a break that is `wanted` or the end; or less, where that is tight."""
        last = wanted is None or wanted.if_less == 1
        cost, tighter = self._page(placed[-1], last)
        right = wanted is not None and wanted.on_right
        found = [Ending(at, cost, closed=last, right=right, tighter=tighter)]
        return [*found, *self._open(start, placed)] if tighter else found

    def _page(self, one: _Placed, last: bool = False, runs_on: bool = False) -> tuple[float, float]:
        """The cost of a page that ends with a block, and how much tighter its spaces must be."""
        over = one.foot - self.height
        tighter = over / one.spaces if over > 0.01 and one.spaces else 0.0
        used = self.height if runs_on or tighter else one.foot
        return breaks.of_page(used, self.height, last) + breaks.of_tightness(tighter), tighter

    def _open(self, start: Start, placed: Sequence[_Placed]) -> list[Ending]:
        """The ways to end a page that does not take the last of what is placed, or only if that is tight."""
        turns = not start.left
        at = next(i for i, one in enumerate(placed) if one.foot > self.height + 0.01)
        found = [*self._between(placed, turns), *self._within(placed[at], turns)]
        if min((cost for cost, _ in found), default=breaks.HELD) >= breaks.HELD or self._is_near(placed[at]):
            found += self._moved(placed[:at], turns)
        if not found or min(cost for cost, _ in found) >= breaks.HELD:
            found += self._torn(placed[at])
        best = min((ending for _, ending in found), key=lambda ending: ending.cost)
        if len(self.blocks) - best.at > FAR:
            return [best]
        return [end for _, end in found if end.cost <= best.cost + WORSE]

    def _is_near(self, over: _Placed) -> bool:
        """Whether so little is left of the document that it may look lost."""
        return sum(self._totals[over.at : over.at + 20]) < NEAR * self.height

    def _between(self, placed: Sequence[_Placed], turns: bool) -> Iterator[tuple[float, Ending]]:
        """The break before each block, from the last one on, with its own cost."""
        blocks = [one.block for one in placed]
        for i in range(len(placed) - 1, max(0, len(placed) - 1 - MOST_ENDS), -1):
            cost, one = breaks.between(blocks[i - 1], blocks[i], turns), placed[i - 1]
            runs_on = self._runs_on and running_on(blocks[:i], one.foot, self.height) is not None
            page, tighter = self._page(one, runs_on=runs_on)
            yield cost, Ending(one.at + 1, cost + page, tighter=tighter)

    def _within(self, over: _Placed, turns: bool) -> Iterator[tuple[float, Ending]]:
        block, room = over.block, self.height - over.top
        inner, too_tall = block.inner(self.width), over.foot - over.top > self.height
        if parts := block.split(inner, room):
            cost = breaks.within(parts[0], turns)
            yield cost, self._cut(over, parts, cost)
            lacks = breaks.LONE * self.height - parts[1].total(self.width)
            if lacks > 0 and (parts := block.split(inner, parts[0].height(inner) - lacks)):
                yield cost, self._cut(over, parts, cost)
        elif parts := (block.tear if too_tall and block.letter else block.force_split)(inner, room):
            cost = breaks.forced(turns)
            yield cost, self._cut(over, parts, cost)

    def _cut(self, one: _Placed, parts: tuple[Block, Block], cost: float) -> Ending:
        foot = one.top + parts[0].total(self.width)
        return Ending(one.at, cost + breaks.of_page(foot, self.height, False), *parts)

    def _moved(self, placed: Sequence[_Placed], turns: bool) -> Iterator[tuple[float, Ending]]:
        """The last block that can be cut gives the least it may to the next page, to keep what follows it company."""
        for one in reversed(placed[-MOST_ENDS:]):
            inner = one.block.inner(self.width)
            if parts := one.block.split(inner, one.block.height(inner) - 0.1):
                cost = breaks.within(parts[0], turns)
                yield cost, self._cut(one, parts, cost)
                return

    def _torn(self, over: _Placed) -> Iterator[tuple[float, Ending]]:
        """What is taller than a page, or than one with what is held by it, is cut all the same."""
        if parts := over.block.tear(over.block.inner(self.width), self.height - over.top):
            yield breaks.TORN, self._cut(over, parts, breaks.TORN)
        elif not over.top:
            raise TooTall(over.block)
