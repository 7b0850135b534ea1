"""A table with cells to fill in, with right answers or with a pupil's own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import ClassVar, Literal

from paperbuilder.problems import counted
from paperbuilder.questions.gaps import gap_faults, gap_key, is_open, letters_of, widest
from paperbuilder.questions.kind import Path_, Question
from paperbuilder.questions.orders import Turn
from paperbuilder.questions.places import LEAST
from paperbuilder.questions.solution import Fault, Solution, solution
from paperbuilder.questions.space import Height
from paperbuilder.reading.models import field, model
from paperbuilder.reading.translations import Words
from paperbuilder.texts.markup import gaps
from paperbuilder.units import MM


@solution
class Tabled(Solution):
    """The rows as they are printed, how wide every gap in a cell is, and what is to be written in each cell of each
    row, in letters."""

    cells: tuple[tuple[str, ...], ...]
    gap: int
    row_letters: tuple[tuple[int, ...], ...]


@model
class TableCompletion(Question):
    """A table with cells to fill in: those with a right answer, and those that are open."""

    needs_stem: ClassVar[bool] = False
    gapped: ClassVar[tuple[str, ...]] = ("rows",)
    pictured: ClassVar[tuple[str, ...]] = ("stem", "rows")
    sample: ClassVar[str] = """
    - {type: table, stem: Table., header: [H, I], rows: [[given, "[[asked]]"]], widths: [1, 2], marks: 1}
    """
    type: Literal["table"] = field("Complete the table.", "table")
    header: list[Words] = field("The column headings.", ["Cause", "Detail"], blank=True)
    rows: list[list[Words]] = field(
        "The rows; [[answer]] makes a gap for the pupil to fill, as in a passage, and [[]] one for an answer of their "
        "own. In a table without any gap, empty cells are for pupils' own answers.",
        [["Fear of war", "[[The 1927 raid]]"]],
        blank=True,
    )
    widths: list[int] = field("Relative widths of the columns.", [1, 2], default=[], least=1, most=100)
    align: list[Literal["left", "centre", "right", "decimal"]] = field(
        "How the cells of each column stand; if left out, numbers have their decimal points one below another.",
        ["left", "decimal"],
        default=[],
    )
    heights: list[Height] = field(
        "How high the rows are at least, in mm or in lines of handwriting: one for all rows, or one for each.",
        ["3 lines"],
        default=[],
        single=True,
    )

    @property
    def _cells(self) -> tuple[tuple[str, ...], ...]:
        """The rows; in a table without any gap, each empty cell is one."""
        bare = not any(gaps(text) for row in self.rows for text in row)
        return tuple(tuple("[[]]" if bare and not text.strip() else text for text in row) for row in self.rows)

    @property
    def _is_open(self) -> bool:
        return any(is_open(gap) for row in self._cells for text in row for gap in gaps(text))

    @property
    def has_room(self) -> bool:
        return self._is_open

    @property
    def sizes(self) -> list[tuple[Path_, float]]:
        return [(("heights", i), height) for i, height in enumerate(self.heights)]

    def faults(self, versions: Sequence[str]) -> Iterator[Fault]:
        for i, row in enumerate(self.rows):
            if len(row) != len(self.header):
                message = f"this row has {len(row)} cells, but there are {len(self.header)} headings"
                yield Fault(message, ("rows", i))
        if self.widths and len(self.widths) != len(self.header):
            message = f"there are {len(self.widths)} widths, but {len(self.header)} headings"
            yield Fault(message, ("widths",))
        if self.align and len(self.align) != len(self.header):
            message = f"there are {len(self.align)} words in align, but {len(self.header)} headings"
            yield Fault(message, ("align",), "write one for each column, such as left")
        yield from self._height_faults()
        cells = [(text, i, j) for i, row in enumerate(self._cells) for j, text in enumerate(row)]
        wrong = [fault for text, i, j in cells for fault in gap_faults(text, "rows", i, j, may_be_open=True)]
        yield from wrong
        if not wrong and not any(gaps(text) for text, _, _ in cells):
            hint = "make a cell [[answer]], or leave one empty for an answer of their own"
            yield Fault("the table has no cells for the pupil to fill", ("rows",), hint)

    def _height_faults(self) -> Iterator[Fault]:
        if len(self.heights) > 1 and len(self.heights) != len(self.rows):
            message = f"there are {counted(len(self.heights), 'height')}, but {counted(len(self.rows), 'row')}"
            yield Fault(message, ("heights",), "write one for all rows, such as 3 lines, or one for each")
        for i, height in enumerate(self.heights):
            if height < LEAST - 0.01:
                yield Fault("this is too low to write in", ("heights", i), f"make it {LEAST / MM:.0f} mm or more")

    def solve(self, seed: str, turn: Turn) -> Tabled:
        cells = self._cells
        found = [gap for row in cells for text in row for gap in gaps(text)]
        letters = tuple(tuple(sum(map(letters_of, gaps(text))) for text in row) for row in cells)
        key = gap_key(found)
        marks = len(key) if key and self._is_open else None
        return Tabled(cells=cells, gap=widest(found), row_letters=letters, key=key, marks=marks)
