"""A question solved: what is printed, and what is right. Data only: words come from the theme, sizes too.

In: nothing. Out: `Solution`, `Fault`. Cannot fail.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeVar, dataclass_transform

if TYPE_CHECKING:
    from paperbuilder.questions.space import Space

T = TypeVar("T")


@dataclass(frozen=True, kw_only=True)
class KeyLine:
    """One right answer as the mark scheme lists it; of several `answers` any is right. `word` is a phrase of the theme
    that goes before them, such as `true`; numbers `within` two bounds are right as well."""

    answers: tuple[str, ...] = ()
    word: str = ""
    within: tuple[str, str] | None = None


@dataclass_transform(kw_only_default=True, frozen_default=True)
def solution(cls: type[T]) -> type[T]:
    """Make a class derived from `Solution` hold what its kind prints; quicker to make than a whole dataclass."""
    return dataclass(frozen=True, kw_only=True, eq=False, repr=False)(cls)


class Spot(NamedTuple):
    """A place for an answer: `text` with gaps, on a line of its own; a label for `lines` or for a `box` (its height).

    `word` is a phrase of the theme that goes before the text. With `lines` of 0 it has its share
    of the usual number. Lengths in pt as the spec has them, before an edition enlarges them.
    """

    text: str
    word: str = ""
    width: float | None = None
    lines: int | None = None
    box: float | None = None


@solution
class Solution:
    """A kind that prints more has a class of its own, with what its partial needs.

    `answers` is what a pupil writes or ticks from top to bottom. `places` says, for each column of things that can
    move, how it is lettered or numbered here and what the same things are called in the first version; an order that is
    the right one `gives_away` the answer. `marks` are those of the key, None for all; the rest are judged by the mark
    scheme. `remarks` tell the marker about single answers, and the phrase `rule` how marks are given by the key.
    Lengths are in letters of handwriting. `space` is room of a stated size before the answer, `spots` are places for
    answers other than ruled lines. `figure` is one that the mark scheme shows with what is right in it.
    """

    key: tuple[KeyLine, ...] = ()
    marks: int | None = None
    answers: tuple[str, ...] = ()
    places: tuple[tuple[str, str], ...] = ()
    gives_away: bool = False
    remarks: tuple[tuple[str, str], ...] = ()
    figure: str = ""
    rule: str = ""
    space: Space | None = None
    spots: tuple[Spot, ...] = ()

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other) and vars(self) == vars(other)

    __hash__ = None  # type: ignore[assignment]


@dataclass(frozen=True)
class Fault:
    """Something wrong in a question: `path` is the place in it."""

    message: str
    path: tuple[str | int, ...] = ()
    hint: str = ""
    severity: Literal["error", "warning"] = "error"


def lines_of(answers: list[str]) -> tuple[KeyLine, ...]:
    """A key of single answers."""
    return tuple(KeyLine(answers=(answer,)) for answer in answers)
