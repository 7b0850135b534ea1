"""Charts, as they are written in a spec.

In: nothing. Out: models. Cannot fail. What joins several of their keys is checked in `paper`.
"""

from __future__ import annotations

import re
from typing import ClassVar, Literal, Self

from paperbuilder.reading.models import field, model
from paperbuilder.reading.translations import Words
from paperbuilder.spec.works import Work
from paperbuilder.units import Length

ChartType = Literal[
    "line", "bar", "stacked-bar", "horizontal-bar", "histogram", "scatter", "pie", "population-pyramid", "climate"
]
Grid = Literal["light", "fine", "graph-paper", "none"]


class Number(float):
    """A number with its sign and decimals."""

    words = "a number, such as 25 or -7.5"

    @classmethod
    def read(cls, text: str) -> Self:
        plain = text.strip().replace("\u2212", "-").replace(",", "")
        if not re.fullmatch(r"-?\d{1,12}(\.\d{1,9})?", plain, re.ASCII):
            raise ValueError(text)
        return cls(plain)


@model
class Columns:
    """Names of columns: one, or a list."""

    shorthand: ClassVar[str] = "columns"
    columns: list[Words] = field("The names.", ["Coal", "Steel"], default=[])


@model
class Chart(Work):
    """A chart of the figures of a table, its title above."""

    table: str = field("Which of the `tables` has its figures.", "output")
    type: ChartType = field(
        "What is drawn. A population pyramid takes two columns, left and right; a climate graph temperature, then "
        "rainfall; a histogram classes such as 10–20; a line or a scatter chart numbers along the foot.",
        "line",
    )
    x: Words = field("The column along the foot, or of the names; the first if left out.", "Year", default="")
    y: Columns = field("The column or columns of values; all others if left out.", ["Coal", "Steel"], default=Columns())
    x_title: Words = field("The title of the axis at the foot, in place of the column's.", "Year", default="")
    y_title: Words = field("The title of the axis of values, in place of the column's.", "Million tonnes", default="")
    least: Number | None = field("Where the axis of values begins, if not where it would.", "0", default=None)
    most: Number | None = field("Where the axis of values ends.", "150", default=None)
    x_least: Number | None = field("Where an axis of numbers at the foot begins.", "1925", default=None)
    x_most: Number | None = field("Where an axis of numbers at the foot ends.", "1940", default=None)
    width: Length | None = field("How wide it is; as wide as the text if left out.", "120 mm", default=None)
    height: Length | None = field("How high it is.", "80 mm", default=None)
    grid: Grid | None = field(
        "Lines behind it; fine ones to read and plot exactly, or graph paper.", "graph-paper", default=None
    )
    best_fit: bool = field("A line of best fit through a scatter chart.", "yes", default=False)
    plotted: list[Words] = field(
        "Rows and columns that are drawn already where pupils plot the rest, by their names.",
        ["1928", "1929"],
        default=[],
    )
    source: Words = field("Where the figures come from, if the table does not say it.", "Soviet yearbooks", default="")
    alt: Words = field(
        "What it shows for those who cannot see it, in place of its figures in words.", "Coal rises…", default=""
    )
    show_table: bool = field("Print the table below it too.", "yes", default=False)
