"""Where the lines of a paragraph begin, told by the widths of its pieces alone.

In: where the pieces stand if all are on one line, and how wide a line can be; in pt. Out: the first piece of each line.
Cannot fail. There are never more lines than first fit makes. A paragraph that ends well, without a deep hole at its
right edge, is set so; of any other all breaks are weighed, as Knuth and Plass do (Software: Practice and Experience
11, 1981), but for a ragged edge and within that number of lines.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

Way = Literal["first", "ragged", "balanced", "justified"]

NEAR = 0.01  # pt, by which a line can be too wide
HOLE = 0.15  # of the width of a line: what may stay empty at its end before better breaks are looked for
RUNT = 0.08  # of the same: a last line that is shorter is too short
ALONE = 0.16  # what a last line costs that is too short, or has one word: as much as a hole of four tenths
INSIDE = 0.02  # what a break inside a word costs


@dataclass
class Row:
    """Pieces as they would stand on one line: where each begins and ends; `tails` is what one needs at a line's end."""

    starts: list[float] = field(default_factory=list)
    ends: list[float] = field(default_factory=list)
    tails: list[float] = field(default_factory=list)

    def add(self, gap: float, width: float, tail: float = 0) -> None:
        """A further piece, so far from the last."""
        start = self.ends[-1] + gap if self.ends else 0.0
        self.starts.append(start)
        self.ends.append(start + width)
        self.tails.append(tail)

    def width(self, first: int, after: int) -> float:
        """How wide a line is from one piece to that before another."""
        return self.ends[after - 1] - self.starts[first] + self.tails[after - 1]


def line_starts(row: Row, room: float, way: Way) -> list[int]:
    """The first piece of each line, no line wider than `room` if no piece is."""
    firsts = _first_fit(row, room)
    if way == "first" or len(firsts) < 2 or (way == "ragged" and _good(row, room, firsts)):
        return firsts
    return _Weighed(row, room, way, firsts).starts()


def _first_fit(row: Row, room: float) -> list[int]:
    count, firsts, after = len(row.ends), [0], 0
    while True:
        first = firsts[-1]
        after = bisect_right(row.ends, row.starts[first] + room + NEAR, first) if count else count
        while after > first + 1 and after < count and row.width(first, after) > room + NEAR:
            after -= 1
        if after >= count:
            return firsts
        firsts.append(max(after, first + 1))
        if firsts[-1] >= count:
            return firsts[:-1]


def _good(row: Row, room: float, firsts: Sequence[int]) -> bool:
    """Whether the lines are so even that none need be moved."""
    least = (1 - HOLE) * room
    if _alone(row, room, firsts[-1]):
        return False
    return all(row.width(a, b) >= least for a, b in zip(firsts, firsts[1:], strict=False))


def _alone(row: Row, room: float, first: int) -> bool:
    """Whether a last line is too short or has one word."""
    starts, ends, count = row.starts, row.ends, len(row.ends)
    if row.width(first, count) < RUNT * room:
        return True
    return row.width(first, count) < room / 3 and all(starts[i] <= ends[i - 1] for i in range(first + 1, count))


class _Weighed:
    """All ways to break a row into so many lines, by what they cost."""

    def __init__(self, row: Row, room: float, way: Way, firsts: Sequence[int]):
        self.row, self.room, self.way, self.firsts = row, room, way, firsts
        self.count = len(row.ends)

    def starts(self) -> list[int]:
        """The cheapest; of equal ones that with the fullest lines at the top."""
        earliest, costs = self._earliest(), {0: 0.0}
        ways: list[dict[int, int]] = []
        for line in range(1, len(self.firsts)):
            found: dict[int, float] = {}
            way: dict[int, int] = {}
            for first in range(self.firsts[line], max(earliest[line], line) - 1, -1):
                known = [(costs[above] + cost, above) for above in costs if (cost := self._cost(above, first)) >= 0]
                if known:
                    found[first], way[first] = min(known, key=lambda pair: pair[0])
            costs = found
            ways.append(way)
        ends = [(costs[first] + cost, first) for first in costs if (cost := self._last(first)) >= 0]
        return self._back(ways, min(ends, key=lambda pair: pair[0])[1]) if ends else list(self.firsts)

    @staticmethod
    def _back(ways: Sequence[dict[int, int]], last: int) -> list[int]:
        found = [last]
        for way in reversed(ways):
            found.append(way[found[-1]])
        return found[::-1]

    def _earliest(self) -> list[int]:
        """The first piece that each line can begin with, if those below are full."""
        row, after, found = self.row, self.count, []
        for _ in self.firsts:
            after = bisect_left(row.starts, row.ends[after - 1] - self.room - NEAR, 0, after - 1) if after > 1 else 0
            found.append(after)
        return found[::-1]

    def _cost(self, first: int, after: int) -> float:
        """What a line costs that is not the last; less than nothing if it has no room."""
        if after <= first:
            return -1
        free = 1 - self.row.width(first, after) / self.room
        if free * self.room < -NEAR and after > first + 1:
            return -1
        inside = self.row.starts[after] <= self.row.ends[after - 1] + NEAR
        return free * free + INSIDE * inside

    def _last(self, first: int) -> float:
        free = 1 - self.row.width(first, self.count) / self.room
        if free * self.room < -NEAR and first < self.count - 1:
            return -1
        return (free * free if self.way == "balanced" else 0) + ALONE * _alone(self.row, self.room, first)
