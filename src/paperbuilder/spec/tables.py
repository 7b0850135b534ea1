"""Tables of figures, as they are written in a spec.

In: nothing. Out: models. Cannot fail. What joins several of their keys is checked in `paper`.
"""

from __future__ import annotations

from typing import ClassVar, Literal

from paperbuilder.reading.models import field, model
from paperbuilder.reading.translations import Words
from paperbuilder.spec.works import Work

MOST_ROWS, MOST_COLUMNS, LONGEST = 1_000, 20, 500  # LONGEST: letters of a cell
Align = Literal["left", "centre", "right", "decimal"]


@model
class Column:
    """A column of a table."""

    shorthand: ClassVar[str] = "name"
    name: Words = field("Its heading.", "Coal")
    unit: Words = field("The unit of its numbers, printed in brackets after the heading.", "million tonnes", default="")
    align: Align | None = field(
        "How its cells stand; numbers stand with their decimal points one below another.", "right", default=None
    )


@model
class DataTable(Work):
    """Figures: typed here, or read from a CSV or XLSX file. Numbers are printed as they are typed, the title above."""

    columns: list[Column] = field(
        "Its columns. Of a file: those to print, by their headings; all if left out.",
        ["Year", {"name": "Coal", "unit": "million tonnes"}],
        default=[],
    )
    rows: list[list[Words]] = field(
        "Its rows, each with a cell for every column; –, n/a or nothing where a figure is missing.",
        [["1928", "35.5"], ["1929", "40.1"]],
        default=[],
        blank=True,
        shape='put the cells of a row in brackets: ["1928", "35.5"]',
    )
    file: str = field(
        "The CSV or XLSX file it is in, from the folder of the spec; headings first.", "data/output.csv", default=""
    )
    source: Words = field("Where the figures come from, printed below.", "Soviet yearbooks", default="")
    header_column: bool = field("No if the first column is not what its rows are called.", "no", default=True)
