"""The batch slip: what the office prints for a class, on which paper, how it is put together, and who gets what.

In: the files of a class set, and its pupils. Out: what the template of the slip reads. Cannot fail.
It is for staff: it says who has more time or another edition, which no copy does (domain.md 3.5).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from paperbuilder.class_sets.pupil import Pupil
from paperbuilder.spec.models import Exam, Worksheet
from paperbuilder.texts.bilingual import by_language
from paperbuilder.texts.times import minutes
from paperbuilder.units import TWICE

Bound = Literal["", "corner", "fold"]


@dataclass(frozen=True)
class Row:
    """A file to print: its paper, its sides, how its copies are stapled. `sheets` are those of all copies.

    `pages` are those of a copy, such as 6, or 6–8 if its versions differ.
    """

    file: str
    copies: int
    pages: str
    sheets: int
    size: str
    colour: str
    both_sides: bool
    bound: Bound


@dataclass(frozen=True)
class Person:
    """A pupil, and what is their own; `minutes` are the time allowed with the extra `time`, if that is known."""

    seat: str
    name: str
    number: str
    version: str
    edition: str
    paper: str
    time: str
    minutes: int = 0


@dataclass(frozen=True)
class Batch:
    """What the office prints for a class; the insert bears no names."""

    name: str
    rows: tuple[Row, ...]
    people: tuple[Person, ...]
    spares: int

    @property
    def papers(self) -> list[tuple[str, str, int]]:
        """Size, colour and sheets of each sort of paper."""
        found: Counter[tuple[str, str]] = Counter()
        for line in self.rows:
            found[line.size, line.colour] += line.sheets
        return [(*sort, sheets) for sort, sheets in found.items()]

    @cached_property
    def columns(self) -> list[str]:
        """What differs from pupil to pupil, beside the name."""
        own = ("seat", "number", "version", "edition", "paper", "time")
        return [key for key in own if any(getattr(one, key) for one in self.people)]


def row(file: str, sides: Sequence[int], way: str, size: str, colour: str) -> Row:
    """A line of the slip; `sides` are the pages of each copy, or the sides of its sheets if it is imposed."""
    least, most = min(sides), max(sides)
    pages = str(most) if least == most else f"{least}–{most}"
    bound: Bound = "fold" if way == "booklet" else "corner" if most > 2 else ""
    paper = TWICE.get(size, size) if way else size
    return Row(file, len(sides), pages, sum(-(-n // 2) for n in sides), paper, colour, most > 1, bound)


def person(pupil: Pupil, spec: Exam | Worksheet, can_print: Callable[[str], bool]) -> Person:
    """A line of the list of pupils."""
    allowed = minutes(next(iter(by_language(spec.time).values()))) if isinstance(spec, Exam) else None
    extra = int(pupil.extra_time.removesuffix("%") or 0)
    own = (pupil.seat, pupil.name, pupil.number, pupil.version, pupil.edition, pupil.paper, pupil.extra_time)
    minutes_in_all = allowed + -(-allowed * extra // 100) if allowed and extra else 0
    seat, name, number, version, edition, paper, time = (t if all(map(can_print, t)) else "" for t in own)
    return Person(seat, name, number, version, edition, paper, time, minutes_in_all)
