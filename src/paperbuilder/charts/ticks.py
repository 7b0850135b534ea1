"""Where an axis is marked: at round numbers, in steps of 1, 2 or 5 times a power of ten.

In: the least and the most that an axis shows. Out: `Ticks`. Cannot fail for finite numbers.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil, floor, log10
from typing import Literal

MOST = 12
NEARLY = 1e-9  # of a step: what floating point adds to a round number
Commas = Literal["", "thousands", "decimals"]  # what they stand between in a number
GROUPED_FROM = 10_000  # years have no comma


@dataclass(frozen=True)
class Ticks:
    """The multiples of `step` from the first to the last; `decimals` are those that its numbers need."""

    step: float
    first: int
    last: int
    decimals: int

    @property
    def values(self) -> tuple[float, ...]:
        return tuple(round(n * self.step, self.decimals) for n in range(self.first, self.last + 1))

    def shown(self, value: float, commas: Commas = "") -> str:
        """A number as an axis prints it."""
        grouped = commas == "thousands" or max(abs(self.values[0]), abs(self.values[-1])) >= GROUPED_FROM
        text = f"{value:{',' if grouped else ''}.{max(0, self.decimals)}f}"
        if commas == "decimals":
            text = text.replace(",", "\u202f").replace(".", ",")
        return text.replace("-", "\u2212")


def ticks_over(least: float, most: float, count: int = MOST) -> Ticks:
    """At most `count` ticks (two at least) that cover everything from `least` to `most`."""
    return next(t for t in _coarser(least, most, count) if t.last - t.first < max(2, count))


def ticks_within(least: float, most: float, count: int = MOST) -> Ticks:
    """At most `count` ticks, none below `least` and none above `most`: those of an axis with ends of its own."""
    over = ticks_over(least, most, count)
    first, last = ceil(least / over.step - NEARLY), floor(most / over.step + NEARLY)
    return Ticks(over.step, first, max(first, last), over.decimals)


def _coarser(least: float, most: float, count: int) -> Iterator[Ticks]:
    wide = max(most - least, abs(most) * NEARLY, abs(least) * NEARLY, 1e-12)
    exponent = floor(log10(wide / max(2, count))) - 1
    while True:
        for digit in (1, 2, 5):
            step = digit * 10.0**exponent
            first, last = floor(least / step + NEARLY), ceil(most / step - NEARLY)
            yield Ticks(step, first, max(last, first + 1), -exponent)
        exponent += 1
