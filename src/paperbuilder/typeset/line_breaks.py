"""Where the lines of a paragraph begin, told by the widths of its pieces alone.

In: where the pieces stand if all are on one line, and how wide a line can be; in pt. Out: the first piece of each line.
Cannot fail. There are never more lines than first fit makes. A paragraph that ends well, without a deep hole at its
right edge, is set so; of any other all breaks are weighed, as Knuth and Plass do (Software: Practice and Experience
11, 1981), but for a ragged edge and within that number of lines.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Literal

Way = Literal["first", "ragged", "balanced", "justified"]

NEAR = 0.01  # pt, by which a line can be too wide
HOLE = 0.2  # of the width of a line: what may stay empty at its end before better breaks are looked for
LEAST_HOLE = 54  # pt: in a narrow column no break is better than another that leaves less
RUNT = 0.08  # of the same: a last line that is shorter is too short
ALONE = 0.16  # what a last line costs that is too short, or has one word: as much as a hole of four tenths
INSIDE = 0.06  # what a break inside a word costs: as much as a hole of a quarter
STRAIGHT = 30  # by how much a hole is worse where all lines should be as wide as each other


class Row:
    """Pieces as they would stand on one line: where each begins and ends; `tails` is what some need at a line's end."""

    def __init__(self, starts: Sequence[float], ends: Sequence[float], tails: Mapping[int, float] | None = None):
        self.starts, self.ends, self.tails = starts, ends, tails or {}

    def width(self, first: int, after: int) -> float:
        """How wide a line is from one piece to that before another."""
        wide = self.ends[after - 1] - self.starts[first]
        return wide + self.tails.get(after - 1, 0) if self.tails else wide


def line_starts(row: Row, room: float, way: Way) -> list[int]:
    """The first piece of each line, no line wider than `room` if no piece is."""
    if row.ends[-1] - row.starts[0] <= room + NEAR:
        return [0]
    firsts = _first_fit(row, room)
    if way == "first" or len(firsts) < 2 or (way == "ragged" and not row.tails and _good(row, room, firsts)):
        return firsts
    return _Weighed(row, room, way, firsts).starts()


def _first_fit(row: Row, room: float) -> list[int]:
    count, firsts = len(row.ends), [0]
    while True:
        first = firsts[-1]
        after = max(bisect_right(row.ends, row.starts[first] + room + NEAR, first), first + 1)
        while after > first + 1 and after < count and row.width(first, after) > room + NEAR:
            after -= 1
        if after >= count:
            return firsts
        firsts.append(after)


def _good(row: Row, room: float, firsts: Sequence[int]) -> bool:
    """Whether the lines are so even that none need be moved."""
    least = room - max(HOLE * room, LEAST_HOLE)
    if _alone(row, room, firsts[-1]):
        return False
    return not any(row.ends[after - 1] - row.starts[first] < least for first, after in pairwise(firsts))


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
                known = [(cost + costs[above], -above) for above, cost in self._lines_to(first, costs)]
                if known:
                    found[first], above = min(known)
                    way[first] = -above
            costs = found
            ways.append(way)
        ends = [(costs[first] + cost, -first) for first in costs if (cost := self._last(first)) >= 0]
        return self._back(ways, -min(ends)[1]) if ends else list(self.firsts)

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

    def _lines_to(self, after: int, firsts: Iterable[int]) -> Iterator[tuple[int, float]]:
        """The pieces with which a line can begin that goes on to another, and what it costs."""
        starts, room, weight = self.row.starts, self.room, STRAIGHT if self.way == "justified" else 1
        end = self.row.ends[after - 1] + self.row.tails.get(after - 1, 0)
        inside = INSIDE if starts[after] <= end + NEAR else 0.0
        for first in firsts:
            free = (room - end + starts[first]) / room
            if first < after and (free * room >= -NEAR or first == after - 1):
                yield first, weight * free * free + inside

    def _last(self, first: int) -> float:
        free = 1 - self.row.width(first, self.count) / self.room
        if free * self.room < -NEAR and first < self.count - 1:
            return -1
        return (free * free if self.way == "balanced" else 0) + ALONE * _alone(self.row, self.room, first)
