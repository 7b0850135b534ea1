"""Where pages end: the breaks of a whole document that cost least together, as TeX chooses them for lines.

In: blocks in order and the size of the text area. Out: `Piece`s of the document, one for each page. Fails with `TooTall`
for a block that fits on no page and cannot be cut, with `TooLong` for more pages than anybody prints.

From each place where a page may start, the planner tries the places where it may end: between two blocks, or within one
that may be cut. Of all ways to a place it keeps the cheapest. Places are taken in their order, so every way to one is
known when its turn comes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush
from math import inf

from paperbuilder.typeset import breaks

from paperbuilder.typeset.blocks import Block, Space
from paperbuilder.typeset.containers import cut_stack, gap

MOST_PAGES = 3000
MOST_ENDS = 16  # places that are tried between blocks, for one page
NEAR = 0.35  # of a page: a piece of a block is moved to keep so little company


class TooTall(Exception):
    """A block that is taller than a page."""

    def __init__(self, block: Block):
        super().__init__(block)
        self.block = block


class TooLong(Exception):
    """More than `MOST_PAGES` pages."""


class PageBreak(Block):
    """Start a new page: always, only if less than a share of the page is left, or on a right-hand page.

    One for what `faces` the page after it starts a left-hand page, unless that would leave a page empty.
    """

    def __init__(self, if_less: float = 1, right: bool = False, faces: bool = False):
        self.if_less, self.right, self.faces = if_less, right, faces

    def height(self, width: float) -> float:
        return 0


@dataclass(frozen=True, slots=True)
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


@dataclass(frozen=True, slots=True)
class Ending:
    """How a page ends: before the block `at`, or within it after its `head`; `closed` if the layout says so, on a
    right-hand page next if it wants that.
    """

    at: int
    cost: float
    head: Block | None = None
    rest: Block | None = None
    closed: bool = False
    right: bool = False


@dataclass(frozen=True, slots=True)
class Way:
    """The cheapest way to a start: its cost, the page before with its ending, and how many pages are empty between."""

    start: Start
    cost: float = 0
    before: Way | None = None
    ending: Ending | None = None
    blank: int = 0
    pages: int = 1


@dataclass(frozen=True, slots=True)
class _Placed:
    at: int
    block: Block
    top: float
    foot: float


def running_on(blocks: Sequence[Block], used: float, height: float) -> int | None:
    """Which of the blocks of a page runs on to its foot: one that may, with what is held by it below."""
    at = len(blocks) - 1
    while at > 0 and not blocks[at].fill and (blocks[at].clings or blocks[at - 1].stick):
        at -= 1
    return at if blocks[at].fill and used >= breaks.FILL_FROM * height else None


class Planner:
    """Plans pages of `width` by `height` pt for blocks."""

    def __init__(self, blocks: Sequence[Block], width: float, height: float):
        self.blocks, self.width, self.height = blocks, width, height
        self._totals = [block.total(width) for block in blocks]

    def plan(self) -> list[tuple[Start, Ending, int]]:
        """For each page its start, its end, and how many empty pages are before it."""
        first, blank = self._settled(0, False, opens=True)
        ways = {first.key: Way(first, blank=blank)}
        order = [first.key]
        while True:
            way = ways[heappop(order)]
            if way.start.at == len(self.blocks):
                return self._back(way)
            for ending in self._endings(way.start):
                after = self._after(way, ending)
                known = ways.get(after.start.key)
                if known is None:
                    heappush(order, after.start.key)
                if known is None or after.cost < known.cost - 1e-6:
                    ways[after.start.key] = after

    def _after(self, way: Way, ending: Ending) -> Way:
        if way.pages == MOST_PAGES:
            raise TooLong
        left, skipped = not way.start.left, 0
        if ending.right and left:
            left, skipped = False, 1
        start, blank = self._settled(ending.at, left, ending.closed)
        if ending.rest:
            start = Start(ending.at, left, ending.rest, round(ending.rest.total(self.width), 1))
        return Way(start, way.cost + ending.cost, way, ending, skipped + blank, way.pages + 1 + skipped + blank)

    def _settled(self, at: int, left: bool, opens: bool) -> tuple[Start, int]:
        """A start behind breaks that would leave a page empty, and spaces unless it `opens` a part of the document."""
        blank = 0
        while at < len(self.blocks) and isinstance(block := self.blocks[at], PageBreak | Space):
            if isinstance(block, PageBreak):
                blank, left = (1, False) if block.right and left else (blank, left)
            elif opens:
                break
            at += 1
        return Start(at, left and at < len(self.blocks)), blank

    def _back(self, way: Way) -> list[tuple[Start, Ending, int]]:
        found = []
        while way.before and way.ending:
            found.append((way.before.start, way.ending, way.before.blank))
            way = way.before
        return found[::-1]

    def _endings(self, start: Start) -> Sequence[Ending]:
        placed: list[_Placed] = []
        foot, above = 0.0, None
        for i in range(start.at, len(self.blocks)):
            block = start.rest if i == start.at and start.rest else self.blocks[i]
            if isinstance(block, PageBreak):
                if self._fires(block, start, foot):
                    closed = block.if_less == 1
                    return [Ending(i + 1, breaks.of_page(foot, self.height, closed), closed=closed, right=block.right)]
                continue
            top = foot + gap(above, block)
            foot = top + (block.total(self.width) if block is start.rest else self._totals[i])
            if foot > self.height + 0.01:
                return self._over(start, placed, _Placed(i, block, top, foot))
            placed.append(_Placed(i, block, top, foot))
            above = block
        return [Ending(len(self.blocks), breaks.of_page(foot, self.height, True))]

    def _fires(self, wanted: PageBreak, start: Start, foot: float) -> bool:
        if not foot or (wanted.faces and start.left):
            return False
        return self.height - foot < wanted.if_less * self.height or (wanted.right and start.left)

    def _over(self, start: Start, placed: Sequence[_Placed], over: _Placed) -> list[Ending]:
        """The ways to end a page which the block `over` does not fit on."""
        turns = not start.left
        found = [*self._between(placed, over, turns), *self._within(over, turns)]
        if not found or min(cost for cost, _ in found) >= breaks.HELD or self._is_near(over):
            found += self._moved(placed, turns)
        least = min((cost for cost, _ in found), default=0)
        ends = [ending for cost, ending in found if cost < breaks.HELD or cost == least]
        return ends or [self._torn(over, turns)]

    def _is_near(self, over: _Placed) -> bool:
        """Whether so little is left of the document that it may look lost."""
        return sum(self._totals[over.at : over.at + 20]) < NEAR * self.height

    def _between(self, placed: Sequence[_Placed], over: _Placed, turns: bool) -> Iterator[tuple[float, Ending]]:
        """The break before each block, from the last one on, with its own cost."""
        below = over
        for one in reversed(placed[-MOST_ENDS:]):
            cost = breaks.between(one.block, below.block, turns)
            runs_on = running_on([each.block for each in placed if each.at <= one.at], one.foot, self.height) is not None
            page = breaks.of_page(self.height if runs_on else one.foot, self.height, False)
            yield cost, Ending(one.at + 1, cost + page)
            below = one

    def _within(self, over: _Placed, turns: bool) -> Iterator[tuple[float, Ending]]:
        block, room = over.block, self.height - over.top
        inner = block.inner(self.width)
        if parts := block.split(inner, room):
            cost = breaks.within(parts[0], turns)
            yield cost, self._cut(over, parts, cost)
        elif parts := block.force_split(inner, room):
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

    def _torn(self, over: _Placed, turns: bool) -> Ending:
        """What is alone on a page and taller than it is cut all the same."""
        cut = cut_stack([over.block], self.width, self.height)
        if cut is None:
            raise TooTall(over.block)
        return self._cut(over, (cut[0][0], cut[1][0]), breaks.forced(turns))
