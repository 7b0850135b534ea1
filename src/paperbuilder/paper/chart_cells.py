"""The cells of a table as a chart takes them: columns by their names, numbers, places along an axis.

In: a chart of the spec, its table, its source. Out: `ChartCells`, which reads them and gathers what is wrong.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Literal, TypeVar

from paperbuilder.charts.chart import Series
from paperbuilder.paper.numerals import interval, number
from paperbuilder.paper.tables import PaperTable
from paperbuilder.problems import MOST_TOLD, Problem, did_you_mean
from paperbuilder.reading.source import Source
from paperbuilder.reading.translations import called
from paperbuilder.spec.charts import Chart
from paperbuilder.texts.markup import plain

USUAL_MOST_NAMES = 40
LONGEST_NAME = 60  # letters of a name beside a chart
T = TypeVar("T")


class ChartCells:
    """Reads the cells of one chart."""

    def __init__(self, name: str, chart: Chart, table: PaperTable, source: Source):
        self.name, self.chart, self.table, self.source = name, chart, table, source
        self.problems: list[Problem] = []

    def error(self, key: str, message: str, hint: str = "", severity: Literal["error", "warning"] = "error") -> None:
        """Something wrong in a key of the chart, or in the chart as a whole."""
        path = ("charts", self.name, key) if key else ("charts", self.name)
        self.problems.append(self.source.problem(path, message, hint, severity, key=not key))

    def warn(self, key: str, message: str, hint: str) -> None:
        self.error(key, message, hint, "warning")

    @property
    def failed(self) -> bool:
        return any(problem.severity == "error" for problem in self.problems)

    def columns(self) -> tuple[int, list[int]]:
        """The column along the foot, and those of values."""
        chart, names = self.chart, [column.name for column in self.table.columns]
        x = self._column("x", chart.x, names) if chart.x else 0
        if not chart.y.columns:
            return x, [j for j in range(len(names)) if j != x]
        return x, [self._column("y", name, names) for name in chart.y.columns]

    def _column(self, key: str, name: str, names: Sequence[str]) -> int:
        if (own := called(name, names)) in names:
            return names.index(own)
        hint = did_you_mean(name, names, "its columns are " + ", ".join(names))
        self.error(key, f"the table {self.chart.table} has no column {name}", hint)
        return 0

    def series(self, column: int) -> Series:
        head = self.table.columns[column]
        values: list[float | None] = []
        for i, row in enumerate(self.table.rows):
            try:
                values.append(number(plain(row[column]), self.source.language))
            except ValueError:
                values.append(None)
                hint = "write a number such as 1,250.5, or – where there is none"
                self.wrong_cell(i, column, f"the chart {self.name} cannot show “{plain(row[column])[:40]}”", hint)
        unit = "%" if head.unit == "%" else ""
        texts = tuple(plain(row[column]) for row in self.table.rows)
        return Series(plain(head.name), tuple(values), tuple(t if t.endswith("%") else t + unit for t in texts))

    def wrong_cell(self, row: int, column: int, message: str, hint: str = "") -> None:
        if len(self.problems) < MOST_TOLD:
            self.problems.append(self.table.problem(self.source, (row, column), message, hint))

    def along(self, x: int) -> tuple[tuple[float, ...], tuple[tuple[float, float], ...]]:
        """The places of rows along an axis of numbers, or the classes of a histogram; neither for names."""
        cells = [plain(row[x]) for row in self.table.rows]
        for i, cell in enumerate(cells):
            if len(cell) > LONGEST_NAME and self.chart.type not in ("line", "scatter"):
                self.wrong_cell(i, x, f"this name has more than {LONGEST_NAME} letters", "shorten it for the chart")
        kind = self.chart.type
        if kind == "histogram":
            return (), tuple(self._each(cells, x, interval, "write a class such as 10–20 or 10 ≤ t < 20"))
        if kind == "scatter" or (kind == "line" and _are_numbers(cells, self.source.language)):
            place = partial(_place, language=self.source.language)
            return tuple(self._each(cells, x, place, "write a number; a scatter chart has no names at its foot")), ()
        if kind == "line" and len(cells) > USUAL_MOST_NAMES:
            self.error("type", f"a line chart has room for {USUAL_MOST_NAMES} names, and the table has {len(cells)}")
        return (), ()

    def _each(self, cells: Sequence[str], x: int, read: Callable[[str], T], hint: str) -> Iterator[T]:
        for i, cell in enumerate(cells):
            try:
                yield read(cell)
            except ValueError:
                self.wrong_cell(i, x, f"the chart {self.name} has no place for “{cell[:40]}”", hint)


def _place(cell: str, language: str) -> float:
    """Raises ValueError."""
    value = number(cell, language)
    if value is None:
        raise ValueError(cell)
    return value


def _are_numbers(cells: Sequence[str], language: str) -> bool:
    try:
        return len({_place(cell, language) for cell in cells}) > 1
    except ValueError:
        return False
