"""Questions and parts as they are numbered and added up.

In: nothing. Out: frozen dataclasses. Cannot fail.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from paperbuilder.marks import Half
from paperbuilder.questions.codes import Credit, credits_of
from paperbuilder.questions.kind import Block, Question
from paperbuilder.questions.solution import Solution


@dataclass(frozen=True)
class Level:
    """A level of response: its marks and a descriptor for each strand."""

    low: int
    high: int
    name: str
    descriptors: tuple[str, ...]

    @property
    def marks(self) -> str:
        return str(self.low) if self.low == self.high else f"{self.low}–{self.high}"


@dataclass(frozen=True)
class LevelTable:
    """The levels for one assessment objective, whose `marks` are given apart."""

    objective: str
    marks: int | Half
    levels: tuple[Level, ...]
    strands: tuple[str, ...]


class Step(NamedTuple):
    """From `least` to `most` right answers of a key give these marks."""

    least: int
    most: int
    marks: int | Half


@dataclass(frozen=True, kw_only=True)
class PlacedBlock:
    """A block between questions, and its place in the spec."""

    block: Block
    path: tuple[str | int, ...]


@dataclass(frozen=True, kw_only=True)
class Item:
    """A question or part. `marks` leave out `spag` and `bonus`, which is all the marks of a bonus question. A wrong
    answer loses `penalty` marks. `before` are the blocks that go with it, `after` those at its end. `choose` is how
    many of its parts are answered, None for all; marks and objectives are those of one legal route.

    `written` is its number in the paper as written, which it has in the first version. `award` is marks for so many
    answers of its key: (1, 2) is one mark for every two; `credit` has the steps where they are not shared evenly.
    `tables` are the levels of objectives that are marked apart. There is no `solution` if the question has an error.
    """

    question: Question
    type: str
    number: tuple[int, ...]
    written: tuple[int, ...]
    path: tuple[str | int, ...]
    marks: int | Half
    spag: int
    ao: dict[str, int | Half]
    bonus: int | Half = 0
    penalty: int | Half = 0
    parts: tuple[Item, ...] = ()
    choose: int | None = None
    cites: tuple[str, ...] = ()
    levels: tuple[Level, ...] = ()
    grid: tuple[Level, ...] = ()
    strands: tuple[str, ...] = ()
    tables: tuple[LevelTable, ...] = ()
    award: tuple[int | Half, int] | None = None
    credit: tuple[Step, ...] = ()
    solution: Solution | None = None
    before: tuple[PlacedBlock, ...] = ()
    after: tuple[PlacedBlock, ...] = ()

    def __getattr__(self, name: str) -> Any:
        """What the solution prints, under its own name, such as `options`."""
        if name.startswith("_") or name not in getattr(self.solution, "__dict__", ()):
            raise AttributeError(name)
        return getattr(self.solution, name)

    def __dir__(self) -> list[str]:
        return [*super().__dir__(), *(vars(self.solution) if self.solution else ())]

    @property
    def worth(self) -> int | Half:
        """What its key and its mark scheme give together, in the total of the paper or beyond it."""
        return self.marks or self.bonus

    @property
    def keyed(self) -> int | Half:
        """Marks that its key gives."""
        if not (self.solution and self.solution.key):
            return 0
        own = self.question.key_marks or self.solution.marks
        return self.worth if own is None or not self.worth else own

    @property
    def judged(self) -> int | Half:
        """Marks that its mark scheme gives, by points or levels."""
        return max(0, self.worth - self.keyed)

    @property
    def is_judged(self) -> bool:
        """Whether an answer is asked for beside what its key gives; a question without marks can be one too."""
        if self.worth:
            return bool(self.judged)
        return self.solution is not None and (not self.solution.key or self.solution.marks is not None)

    @property
    def unwritten(self) -> int | Half:
        """Marks of which its mark scheme does not say how they are given."""
        scheme = self.question.mark_scheme
        if self.parts or scheme.levels or scheme.ladders or scheme.bands:
            return 0
        return max(0, self.judged - sum(point.marks for point in self.points if not point.outside))

    @property
    def least(self) -> int | Half:
        """The fewest marks it can have: below 0 if wrong answers lose marks."""
        return -(self.penalty * len(self.solution.key)) if self.solution else 0

    @property
    def points(self) -> tuple[Credit, ...]:
        """What its mark scheme credits, with its codes."""
        scheme = self.question.mark_scheme
        return credits_of([*scheme.points, *scheme.key], scheme.codes)

    @property
    def coded(self) -> bool:
        return any(point.code for point in self.points)

    @property
    def route(self) -> tuple[Item, ...]:
        """Parts that are answered together."""
        return self.parts[: self.choose]

    @property
    def leaves(self) -> tuple[Item, ...]:
        """The parts that carry marks."""
        return tuple(leaf for part in self.parts for leaf in part.leaves) or (self,)


def together(splits: Iterable[Mapping[str, int | Half]]) -> dict[str, int | Half]:
    """Splits of assessment objectives added up."""
    found: dict[str, int | Half] = {}
    for split in splits:
        for name, marks in split.items():
            found[name] = found.get(name, 0) + marks
    return found


def flat(items: Sequence[Item]) -> list[Item]:
    """Items with their parts, in order."""
    return [found for item in items for found in (item, *flat(item.parts))]
