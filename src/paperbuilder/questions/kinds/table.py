"""A table with cells to fill in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import ClassVar, Literal

from paperbuilder.questions.gaps import gap_faults, gap_key, letters_of, widest
from paperbuilder.questions.kind import Question
from paperbuilder.questions.orders import Turn
from paperbuilder.questions.solution import Fault, Solution, solution
from paperbuilder.reading.models import field, model
from paperbuilder.texts.markup import gaps


@solution
class Tabled(Solution):
    """How wide every gap in a cell is, and what is to be written in each cell of each row, in letters."""

    gap: int
    row_letters: tuple[tuple[int, ...], ...]


@model
class TableCompletion(Question):
    """A table with cells to fill in."""

    needs_stem: ClassVar[bool] = False
    gapped: ClassVar[tuple[str, ...]] = ("rows",)
    pictured: ClassVar[tuple[str, ...]] = ("stem", "rows")
    sample: ClassVar[str] = """
    - {type: table, stem: Table., header: [H, I], rows: [[given, "[[asked]]"]], widths: [1, 2], marks: 1}
    """
    type: Literal["table"] = field("Complete the table.", "table")
    header: list[str] = field("The column headings.", ["Cause", "Detail"], blank=True)
    rows: list[list[str]] = field(
        "The rows; [[answer]] makes a gap for the pupil to fill, as in a passage.",
        [["Fear of war", "[[The 1927 raid]]"]],
        blank=True,
    )
    widths: list[int] = field("Relative widths of the columns.", [1, 2], default=[], least=1, most=100)

    def faults(self, versions: Sequence[str]) -> Iterator[Fault]:
        for i, row in enumerate(self.rows):
            if len(row) != len(self.header):
                message = f"this row has {len(row)} cells, but there are {len(self.header)} headings"
                yield Fault(message, ("rows", i))
        if self.widths and len(self.widths) != len(self.header):
            message = f"there are {len(self.widths)} widths, but {len(self.header)} headings"
            yield Fault(message, ("widths",))
        cells = [(text, i, j) for i, row in enumerate(self.rows) for j, text in enumerate(row)]
        wrong = [fault for text, i, j in cells for fault in gap_faults(text, "rows", i, j)]
        yield from wrong
        if not wrong and not any(gaps(text) for text, _, _ in cells):
            yield Fault("the table needs cells such as [[answer]] for the pupil to fill", ("rows",))

    def solve(self, seed: str, turn: Turn) -> Tabled:
        found = [gap for row in self.rows for text in row for gap in gaps(text)]
        letters = tuple(tuple(sum(map(letters_of, gaps(text))) for text in row) for row in self.rows)
        return Tabled(gap=widest(found), row_letters=letters, key=gap_key(found))
