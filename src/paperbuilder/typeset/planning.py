"""Where pages end: the breaks of a whole document that cost least together, as TeX chooses them for lines.

In: blocks in order and the size of the text area. Out: for each page its start and its ending. Fails with `TooTall` for
a block that fits on no page and cannot be cut, with `TooLong` for more pages than anybody prints.

Of all ways to a place where a page may start, the planner keeps the cheapest. Places are taken in their order, so every
way to one is known when its turn comes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from heapq import heappop, heappush

from paperbuilder.typeset.blocks import Block, Space
from paperbuilder.typeset.filling import Ending, Filling, PageBreak, Start

MOST_PAGES = 3000


class TooLong(Exception):
    """More than `MOST_PAGES` pages."""


@dataclass(slots=True)
class Way:
    """The cheapest way to a start: its cost, the page before with its ending, and how many pages are empty between."""

    start: Start
    cost: float = 0
    before: Way | None = None
    ending: Ending | None = None
    blank: int = 0
    pages: int = 1


class Planner:
    """Plans pages of `width` by `height` pt for blocks."""

    def __init__(self, blocks: Sequence[Block], width: float, height: float):
        self.blocks, self.width, self.height = blocks, width, height
        self._filling = Filling(blocks, width, height)

    def plan(self) -> list[tuple[Start, Ending, int]]:
        """For each page its start, its end, and how many empty pages are before it."""
        first, blank = self._settled(0, False, opens=True)
        ways = {first.key: Way(first, blank=blank)}
        order = [first.key]
        while True:
            way = ways[heappop(order)]
            if way.start.at == len(self.blocks):
                return self._back(way)
            for ending in self._filling.endings(way.start):
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
                blank, left = (1, False) if block.on_right and left else (blank, left)
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
