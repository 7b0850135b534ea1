"""What a class did with a paper, question by question.

In: scripts, the columns of the paper. Out: a `Summary` for the template. Cannot fail. Absent pupils count nowhere; a
part in a choice counts for those who answered its question.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import floor

from paperbuilder.class_sets.pupil import Pupil
from paperbuilder.marking.columns import Column, chosen_columns, exact, objectives
from paperbuilder.marking.read_marks import Script
from paperbuilder.marks import Half
from paperbuilder.paper.boundaries import grade_of, grades_of
from paperbuilder.paper.model import Paper

WEAKEST = 3


@dataclass(frozen=True, kw_only=True)
class Objective:
    """Marks for an assessment objective; `share` if some of them are a share of a mixed mark."""

    label: str
    got: Fraction
    most: int | Half

    @property
    def percent(self) -> int:
        return percent(self.got, self.most)


@dataclass(frozen=True, kw_only=True)
class Part:
    """How a part went: `pupils` counts those who had to answer it, or chose its question."""

    column: Column
    pupils: int
    chosen: bool
    mean: float
    percent: int | None
    blank: int
    full: int
    zero: int


@dataclass(frozen=True, kw_only=True)
class Grade:
    """How many pupils have a grade, and what share of all that is."""

    name: str
    least: int
    pupils: int
    percent: int


@dataclass(frozen=True, kw_only=True)
class Summary:
    """A class's work on a paper."""

    pupils: int
    absent: tuple[Pupil, ...]
    mean: float
    percent: int
    grades: tuple[Grade, ...]
    parts: tuple[Part, ...]
    objectives: tuple[Objective, ...]

    @property
    def weakest(self) -> list[Part]:
        """The parts with the lowest facility that are not all right."""
        found = [p for p in self.parts if p.percent is not None and p.percent < 100 and not p.column.bonus]
        return sorted(found, key=lambda part: part.mean / part.column.most)[:WEAKEST]


def percent(part: int | Half | Fraction, whole: int | Half) -> int:
    """A share in whole per cent, halves rounded up as a spreadsheet does."""
    share = 100 * (part if isinstance(part, Fraction) else exact(part)) / exact(whole)
    return floor(share + Fraction(1, 2))


def summarise(scripts: Sequence[Script], found: Sequence[Column], paper: Paper) -> Summary:
    """The summary of a class in which somebody was present."""
    present = [script for script in scripts if not script.absent]
    total = sum((script.total for script in present), start=0)
    return Summary(
        pupils=len(present),
        absent=tuple(script.pupil for script in scripts if script.absent),
        mean=total / len(present),
        percent=percent(total, paper.total * len(present)),
        grades=tuple(_grades(present, paper)),
        parts=tuple(_part(i, present, found, paper) for i in range(len(found))),
        objectives=tuple(reckoned(present, objectives(found, paper), found, paper)),
    )


def reckoned(
    present: Sequence[Script], names: Mapping[str, str], found: Sequence[Column], paper: Paper
) -> Iterator[Objective]:
    """The mean marks of pupils for each objective."""
    for name, label in names.items():
        shares = [c.ao.get(name, Fraction()) / exact(c.most) for c in found]
        got = sum(
            (share * exact(m) for s in present for share, m in zip(shares, s.marks, strict=True) if share and m),
            start=Fraction(),
        )
        yield Objective(label=label, got=got / len(present), most=paper.objective_total(name))


def _grades(present: Sequence[Script], paper: Paper) -> Iterator[Grade]:
    boundaries = paper.spec.boundaries
    if boundaries is None:
        return
    made = [grade_of(boundaries, script.total) for script in present]
    for name, least in grades_of(boundaries):
        count = made.count(name)
        yield Grade(name=name, least=least, pupils=count, percent=percent(count, len(present)))


def _part(at: int, present: Sequence[Script], found: Sequence[Column], paper: Paper) -> Part:
    column = found[at]
    chosen = [own for _, places in chosen_columns(paper, found) for own in places if at in own][-1:]
    counted = [s for s in present if all(any(s.marks[i] is not None for i in own) for own in chosen)]
    marks = [script.marks[at] for script in counted]
    total = sum(mark or 0 for mark in marks)
    return Part(
        column=column,
        pupils=len(counted),
        chosen=bool(chosen),
        mean=total / len(counted) if counted else 0,
        percent=percent(total, column.most * len(counted)) if counted else None,
        blank=marks.count(None),
        full=marks.count(column.most),
        zero=sum(mark is not None and mark <= 0 for mark in marks),
    )
