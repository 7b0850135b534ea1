"""Room of a stated size: working space, and paper to draw or write on.

In: nothing. Out: a model, and what is wrong in it. Cannot fail.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import ClassVar, Literal, NamedTuple, Self

from paperbuilder.problems import counted
from paperbuilder.questions.solution import Fault
from paperbuilder.reading.models import field, model
from paperbuilder.reading.translations import Words
from paperbuilder.units import MM, Length

LINES = re.compile(r"(\d{1,3}) lines?")
LINE = 9 * MM  # what a line of handwriting takes as a rule (domain.md, 1.5)


class Height(Length):
    """A height in pt, written with its unit or in `lines` of handwriting, which the theme makes higher or lower."""

    words = "a height such as 60 mm or 6 lines"
    lines: int = 0

    @classmethod
    def read(cls, text: str) -> Self:
        """Raises ValueError."""
        match = LINES.fullmatch(text.strip())
        if not match:
            return super().read(text)
        made = cls(int(match[1]) * LINE)
        made.lines = int(match[1])
        return made


class Paper(NamedTuple):
    """What a paper takes: its least height (mm), the size of its squares (mm) if that can be chosen, of what its sides
    must be a multiple (mm; 0 for its squares), and how many labels."""

    least: int = 5
    square: int = 0
    whole: int | None = None
    labels: Sequence[int] = (0,)

    @property
    def labels_in_words(self) -> str:
        return (
            "none"
            if len(self.labels) == 1
            else f"from {self.labels[1]} to {self.labels[-1]}".replace("from 2 to 2", "two")
        )


PAPERS = {
    "blank": Paper(),
    "box": Paper(),
    "lined": Paper(square=8),
    "squared": Paper(square=5, whole=0),
    "graph": Paper(whole=2),
    "dotted": Paper(square=5, whole=0),
    "isometric": Paper(least=10, square=10),
    "staves": Paper(least=8),
    "grand-staves": Paper(least=26),
    "number-line": Paper(least=10, labels=(0, *range(2, 42))),
    "axes": Paper(least=20, labels=(0, 2)),
    "cross-axes": Paper(least=20, labels=(0, 2)),
    "map": Paper(least=40, labels=(0, 2)),
}
MOST = 420  # mm: the height of A3
SQUARES = (2, 50)  # mm: the least and the largest


@model
class Space:
    """Room to work or draw in, by its size on paper. An edition enlarges it, as far as the page allows."""

    shorthand: ClassVar[str] = "height"
    height: Height = field("How high, in mm or in lines of handwriting.", "60 mm")
    paper: Literal[
        "blank",
        "box",
        "lined",
        "squared",
        "graph",
        "dotted",
        "isometric",
        "staves",
        "grand-staves",
        "number-line",
        "axes",
        "cross-axes",
        "map",
    ] = field(
        "What is printed there: nothing, a frame, lines, squares, graph paper (2 mm and 10 mm), dots, dots in "
        "triangles, music staves, staves in pairs, a number line, two axes from a corner or through the middle, or a "
        "frame for a map with a north arrow and a scale bar.",
        "graph",
        default="blank",
    )
    width: Length | None = field("How wide; as wide as the text if left out.", "120 mm", default=None)
    square: Length | None = field(
        "From line to line or dot to dot of paper that is lined, squared, dotted or isometric.", "10 mm", default=None
    )
    labels: list[Words] = field(
        "The numbers of a number line in order (an empty one is a mark alone), the names of two axes, or what stands "
        "at both ends of a scale bar.",
        ["0", "", "1"],
        default=[],
        blank=True,
    )


def space_faults(space: Space, *path: str | int) -> Iterator[Fault]:
    """What does not fit the paper asked for."""
    paper = PAPERS[space.paper]
    for key, length in (("height", space.height), ("width", space.width)):
        if length is not None and not paper.least * MM - 0.01 <= length <= MOST * MM:
            hint = f"it can be from {paper.least} mm to {MOST} mm"
            yield Fault(
                f"this is too {'small' if length < MOST * MM else 'large'} to use: {_mm(length)} mm", (*path, key), hint
            )
    if space.square is not None and not paper.square:
        lined = ", ".join(name for name, one in PAPERS.items() if one.square)
        yield Fault(
            f"no square can be chosen for paper: {space.paper}", (*path, "square"), f"there are squares for {lined}"
        )
        return
    if space.square is not None and not SQUARES[0] <= space.square / MM <= SQUARES[1]:
        yield Fault(f"a square can have from {SQUARES[0]} mm to {SQUARES[1]} mm", (*path, "square"))
        return
    yield from _parts_of_squares(space, paper, path)
    if len(space.labels) not in paper.labels:
        message = f"paper: {space.paper} cannot have {counted(len(space.labels), 'label')}"
        yield Fault(message, (*path, "labels"), f"it takes {paper.labels_in_words}")


def _parts_of_squares(space: Space, paper: Paper, path: Sequence[str | int]) -> Iterator[Fault]:
    if paper.whole is None:
        return
    square = (paper.whole or paper.square) if space.square is None else space.square / MM
    for key in ("height", "width"):
        length = getattr(space, key)
        if length is None or abs(length / MM / square - round(length / MM / square)) < 0.001:
            continue
        below = int(length / MM / square) * square
        message = f"{_mm(length)} mm is not a whole number of squares of {square:g} mm"
        yield Fault(message, (*path, key), f"make it {below:g} mm or {below + square:g} mm")


def _mm(length: float) -> str:
    return f"{length / MM:.1f}".removesuffix(".0")
