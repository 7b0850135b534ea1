"""Scales: where a value stands on the page, and which values are marked.

In: the values to show, bounds that the author set, a length (pt). Out: `Scale`. Cannot fail.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from math import isclose

from paperbuilder.charts.ticks import MOST, Commas, Ticks, ticks_over, ticks_within

NEARLY = 1e-6
NEAR_ZERO = 0.6  # of the largest value: values that begin below are shown from 0 on
SQUARES = (25, 10, 5, 2.5, 1)  # of graph paper, to a step of an axis: what it divides into can be read off


@dataclass(frozen=True)
class Scale:
    """An axis from `low` at `start` to `high` at `end` (pt), with a text at each marked value; `parts` are those into
    which a fine grid divides a step."""

    low: float
    high: float
    marks: tuple[tuple[float, str], ...]
    parts: int = 1
    start: float = 0
    end: float = 0

    def at(self, value: float) -> float:
        return self.start + (value - self.low) / (self.high - self.low) * (self.end - self.start)

    def between(self, start: float, end: float) -> Scale:
        return replace(self, start=start, end=end)

    def thinned(self, every: int) -> Scale:
        """The same with every mark, but a text only at one of so many."""
        marks = tuple((value, "" if i % every else text) for i, (value, text) in enumerate(self.marks))
        return replace(self, marks=marks)

    @property
    def texts(self) -> list[str]:
        return [text for _, text in self.marks]

    @property
    def steps(self) -> float:
        """How many steps its length has, if it begins and ends with a mark."""
        return len(self.marks) - 1


def scale_for(
    values: Sequence[float],
    least: float | None = None,
    most: float | None = None,
    *,
    zero: float = 1.0,
    count: int = MOST,
    commas: Commas = "",
    whole: bool = False,
) -> Scale:
    """A scale that shows all values, with 0 if they begin below `zero` of the largest; `whole` has no broken steps."""
    low, high = _with_zero(min(values, default=0.0), max(values, default=1.0), zero)
    low, high = low if least is None else least, high if most is None else most
    over = ticks_over(low, high, count)
    if whole or (least is None and most is None):
        return _scale(over, over.values[0], over.values[-1], commas)
    low = over.values[0] if least is None else low
    high = over.values[-1] if most is None else high
    return _scale(ticks_within(low, high, count), low, high, commas)


def _with_zero(low: float, high: float, share: float) -> tuple[float, float]:
    if 0 < low <= share * high:
        return 0.0, high
    return (low, 0.0) if low <= high < 0 and abs(high) <= share * abs(low) else (low, high)


def _scale(ticks: Ticks, low: float, high: float, commas: Commas) -> Scale:
    marks = tuple((value, ticks.shown(value, commas)) for value in ticks.values)
    first_digit = f"{ticks.step:e}"[0]
    return Scale(low, high, marks, 4 if first_digit == "2" else 5)


def scale_at(places: Sequence[float], texts: Sequence[str]) -> Scale | None:
    """A scale with a mark at every place, if these are evenly spaced and not too many."""
    marks = sorted(dict(zip(places, texts, strict=True)).items())
    gaps = [b - a for (a, _), (b, _) in pairwise(marks)]
    if not gaps or len(marks) > 2 * MOST or not all(isclose(gap, gaps[0], rel_tol=1e-6) for gap in gaps):
        return None
    return Scale(marks[0][0], marks[-1][0], tuple(marks))


def whole_cells(length: float, steps: float, square: float, free: bool = False) -> float:
    """The most of a length that so many equal steps fill, each of squares of graph paper (`square` pt wide) by which it
    can be divided, or of any number of them if they are `free`."""
    cell = length / max(1, steps) / square + NEARLY
    whole = int(cell) if free else next((number for number in SQUARES if cell >= number), 0)
    return whole * square * steps or length
