"""Numbers of marks: whole ones are `int`, others `Half`; sums of both are exact, and whole again where they can be.

In: halves, or what a teacher typed: 4, 0.5, 1,5, 1½. Out: numbers that add up and print as 1½. Fails with `ValueError`
for what is no number of marks.
"""

from __future__ import annotations

import re
from functools import total_ordering
from typing import Annotated, Any, ClassVar

TYPED = r"([-−])?(\d{0,6})(?:[.,](\d)0*| ?(½))?"  # made a pattern when a number is not plain


@total_ordering
class Half:
    """A number of marks that is not whole: an odd number of halves."""

    __slots__ = ("halves",)

    def __init__(self, halves: int):
        self.halves = halves

    def __add__(self, other: int | Half) -> int | Half:
        return of_halves(self.halves + halves_in(other))

    __radd__ = __add__

    def __neg__(self) -> Half:
        return Half(-self.halves)

    def __sub__(self, other: int | Half) -> int | Half:
        return of_halves(self.halves - halves_in(other))

    def __rsub__(self, other: int | Half) -> int | Half:
        return of_halves(halves_in(other) - self.halves)

    def __mul__(self, times: int) -> int | Half:
        return of_halves(self.halves * times)

    __rmul__ = __mul__

    def __truediv__(self, other: float | Half) -> float:
        return float(self) / float(other)

    def __rtruediv__(self, other: float) -> float:
        return other / float(self)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Half) and other.halves == self.halves

    def __lt__(self, other: int | Half) -> bool:
        return self.halves < halves_in(other)

    def __hash__(self) -> int:
        return hash((Half, self.halves))

    def __float__(self) -> float:
        return self.halves / 2

    def __str__(self) -> str:
        return f"{'−' * (self.halves < 0)}{abs(self.halves) // 2 or ''}½"

    __repr__ = __str__


def halves_in(marks: int | Half) -> int:
    return marks.halves if isinstance(marks, Half) else 2 * marks


def of_halves(halves: int) -> int | Half:
    return Half(halves) if halves % 2 else halves // 2


def typed(text: str) -> int | Half:
    """What a teacher typed as marks; it may be below 0. Raises ValueError."""
    text = text.strip()
    if text.isascii() and text.isdigit() and len(text) < 7:
        return int(text)
    match = re.fullmatch(TYPED, text, re.ASCII)
    if not match or not (match[2] or match[3] or match[4]) or match[3] not in (None, "0", "5"):
        raise ValueError(text)
    halves = 2 * int(match[2] or 0) + (match[3] == "5" or match[4] is not None)
    return of_halves(-halves if match[1] else halves)


def signed(marks: object) -> str:
    """Marks with a true minus if they are below 0."""
    return str(marks).replace("-", "−")


class MarkReader:
    """How marks stand in a spec."""

    words: ClassVar[str] = "a number of marks, such as 4"

    @classmethod
    def schema(cls, least: int, most: int) -> dict[str, Any]:
        """What an editor takes for marks: half of the least is one of them."""
        number = {"type": "number", "multipleOf": 0.5, "minimum": max(0, least - 0.5), "maximum": most}
        return {"anyOf": [number, {"type": "string", "pattern": r"^\s*([0-9]+([.,][05]0*)?|[0-9]* ?½)\s*$"}]}

    @classmethod
    def read(cls, text: str) -> int | Half:
        marks = typed(text)
        if marks < 0:
            raise ValueError(text)
        return marks


Mark = Annotated[int | Half, MarkReader]
"""Marks in a model."""
