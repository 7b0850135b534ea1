"""Charts of a spec, made from its tables and checked.

In: the spec, its source, its tables. Out: `PaperChart`s, and a problem for each that fails.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from paperbuilder.charts.chart import Chart as Drawn
from paperbuilder.charts.chart import Series
from paperbuilder.paper.model import PaperFigure
from paperbuilder.paper.numerals import interval, is_grouped, number
from paperbuilder.paper.tables import MOST_TOLD, PaperTable
from paperbuilder.problems import Problem, counted, did_you_mean
from paperbuilder.reading.source import Source
from paperbuilder.spec.charts import Chart
from paperbuilder.spec.models import Exam, Worksheet
from paperbuilder.spec.tables import Column
from paperbuilder.texts.markup import plain

COLUMNS = {"pie": (1, 1), "histogram": (1, 1), "population-pyramid": (2, 2), "climate": (2, 2)}
MOST_CHARTS, MOST_LINES, MOST_BARS = 200, 6, 8
MOST_NAMES = {"pie": 8}
USUAL_MOST_NAMES = 40
FROM_ZERO = ("pie", "population-pyramid", "stacked-bar")
BARS = ("bar", "stacked-bar", "horizontal-bar", "histogram")
LONGEST = 60  # letters of a name beside a chart
T = TypeVar("T")


@dataclass(frozen=True, kw_only=True)
class PaperChart(PaperFigure):
    """A chart that can be drawn, with the table its figures come from."""

    drawn: Drawn
    table: PaperTable
    alt: str = ""


def find_charts(
    spec: Exam | Worksheet, source: Source, tables: Mapping[str, PaperTable]
) -> tuple[dict[str, PaperChart], list[Problem]]:
    """Every chart that can be drawn, by its name, and every problem."""
    found: dict[str, PaperChart] = {}
    problems: list[Problem] = []
    if len(spec.charts) > MOST_CHARTS:
        message = f"there are {len(spec.charts)} charts; {MOST_CHARTS} at most can be drawn for one paper"
        return found, [source.problem(("charts",), message, "make two papers of it", key=True)]
    for name, chart in spec.charts.items():
        if chart.table not in spec.tables:
            known = spec.tables
            hint = did_you_mean(chart.table, known, "the tables are " + ", ".join(known) if known else "add tables:")
            problems.append(source.problem(("charts", name, "table"), f"there is no table {chart.table}", hint))
        elif chart.table in tables:
            maker = _Maker(name, chart, tables[chart.table], source)
            drawn = maker.drawn()
            problems += maker.problems
            if drawn:
                table = tables[chart.table]
                found[name] = PaperChart(kind="chart", name=name, work=chart, drawn=drawn, table=table, alt=chart.alt)
    return found, problems


class _Maker:
    """Makes one chart of the cells of its table."""

    def __init__(self, name: str, chart: Chart, table: PaperTable, source: Source):
        self.name, self.chart, self.table, self.source = name, chart, table, source
        self.problems: list[Problem] = []

    def error(self, key: str, message: str, hint: str = "") -> None:
        path = ("charts", self.name, key) if key else ("charts", self.name)
        self.problems.append(self.source.problem(path, message, hint, key=not key))

    def warn(self, key: str, message: str, hint: str) -> None:
        self.problems.append(self.source.problem(("charts", self.name, key), message, hint, "warning"))

    @property
    def failed(self) -> bool:
        return any(problem.severity == "error" for problem in self.problems)

    def drawn(self) -> Drawn | None:
        x, columns = self._columns()
        if not self.failed:
            self._check_counts(columns)
        if self.failed:
            return None
        series = [self._series(j) for j in columns]
        labels = tuple(plain(row[x]) for row in self.table.rows)
        places, edges = self._along(x)
        self._check_values(columns, series)
        if self.failed:
            return None
        self._check_axis(series, places)
        begun = self._begun(labels, columns)
        if self.failed:
            return None
        heads = [self.table.columns[j] for j in columns]
        texts = [plain(row[j]) for j in columns for row in self.table.rows]
        return Drawn(
            type=self.chart.type,
            labels=labels,
            series=tuple(series),
            places=places,
            edges=edges,
            x_title=plain(self.chart.x_title) or titled(self.table.columns[x]),
            y_title=plain(self.chart.y_title) or self._value_title(heads),
            other_title=titled(heads[-1]),
            least=self.chart.least,
            most=self.chart.most,
            x_least=self.chart.x_least,
            x_most=self.chart.x_most,
            commas=any(map(is_grouped, texts)),
            grid=self.chart.grid or "light",
            best_fit=self.chart.best_fit,
            begun=begun[0],
            begun_series=begun[1],
        )

    # ------------------------------------------------------------ columns

    def _columns(self) -> tuple[int, list[int]]:
        """The column along the foot, and those of values."""
        chart, names = self.chart, [column.name for column in self.table.columns]
        x = self._column("x", chart.x, names) if chart.x else 0
        if not chart.y.columns:
            return x, [j for j in range(len(names)) if j != x]
        return x, [self._column("y", name, names) for name in chart.y.columns]

    def _column(self, key: str, name: str, names: Sequence[str]) -> int:
        if name in names:
            return names.index(name)
        hint = did_you_mean(name, names, "its columns are " + ", ".join(names))
        self.error(key, f"the table {self.chart.table} has no column {name}", hint)
        return 0

    def _check_counts(self, columns: Sequence[int]) -> None:
        kind, names = self.chart.type, len(self.table.rows)
        lined = kind in ("line", "scatter")
        least, most = COLUMNS.get(kind, (1, MOST_LINES if lined else MOST_BARS))
        if not least <= len(columns) <= most:
            wanted = counted(most, "column") if least == most else f"{least} to {most} columns"
            hint = "name them: y: [" + ", ".join(column.name for column in self.table.columns[1 : most + 1]) + "]"
            self.error("y", f"a {kind} chart takes {wanted} of values, and there are {len(columns)}", hint)
        most = MOST_NAMES.get(kind, USUAL_MOST_NAMES)
        if not lined and names > most:
            self.error("type", f"a {kind} chart has room for {most} rows, and the table has {names}")
        if self.chart.best_fit and kind != "scatter":
            self.error("best-fit", "only a scatter chart has a line of best fit", "delete best-fit")

    # ------------------------------------------------------------ cells

    def _series(self, column: int) -> Series:
        head = self.table.columns[column]
        values: list[float | None] = []
        for i, row in enumerate(self.table.rows):
            try:
                values.append(number(plain(row[column])))
            except ValueError:
                values.append(None)
                hint = "write a number such as 1,250.5, or – where there is none"
                self._wrong_cell(i, column, f"the chart {self.name} cannot show “{plain(row[column])[:40]}”", hint)
        unit = "%" if head.unit == "%" else ""
        texts = tuple(plain(row[column]) for row in self.table.rows)
        return Series(plain(head.name), tuple(values), tuple(t if t.endswith("%") else t + unit for t in texts))

    def _wrong_cell(self, row: int, column: int, message: str, hint: str = "") -> None:
        if len(self.problems) < MOST_TOLD:
            self.problems.append(self.table.problem(self.source, (row, column), message, hint))

    def _along(self, x: int) -> tuple[tuple[float, ...], tuple[tuple[float, float], ...]]:
        """The places of rows along an axis of numbers, or the classes of a histogram; neither for names."""
        cells = [plain(row[x]) for row in self.table.rows]
        for i, cell in enumerate(cells):
            if len(cell) > LONGEST and self.chart.type not in ("line", "scatter"):
                self._wrong_cell(i, x, f"this name has more than {LONGEST} letters", "shorten it for the chart")
        kind = self.chart.type
        if kind == "histogram":
            return (), tuple(self._each(cells, x, interval, "write a class such as 10–20 or 10 ≤ t < 20"))
        if kind == "scatter" or (kind == "line" and _are_numbers(cells)):
            return tuple(self._each(cells, x, _place, "write a number; a scatter chart has no names at its foot")), ()
        if kind == "line" and len(cells) > USUAL_MOST_NAMES:
            self.error("type", f"a line chart has room for {USUAL_MOST_NAMES} names, and the table has {len(cells)}")
        return (), ()

    def _each(self, cells: Sequence[str], x: int, read: Callable[[str], T], hint: str) -> Iterator[T]:
        for i, cell in enumerate(cells):
            try:
                yield read(cell)
            except ValueError:
                self._wrong_cell(i, x, f"the chart {self.name} has no place for “{cell[:40]}”", hint)

    # ------------------------------------------------------------ values

    def _check_values(self, columns: Sequence[int], series: Sequence[Series]) -> None:
        kind = self.chart.type
        if not any(one.known for one in series):
            self.error("table", f"the table {self.chart.table} has no figures to draw")
        for place, (column, one) in enumerate(zip(columns, series, strict=True)):
            for row, value in enumerate(one.values):
                if value is not None and value < 0 and (kind in FROM_ZERO or (kind == "climate" and place == 1)):
                    self._wrong_cell(row, column, f"a {kind} chart cannot show less than 0 here")
                elif value is None and kind == "pie":
                    self._wrong_cell(row, column, "a slice needs its figure", "write a number, 0 at least")
        if kind == "pie" and not self.failed and not sum(value for one in series for value in one.known) > 0:
            self.error("table", "the figures of a pie are 0 together")

    def _check_axis(self, series: Sequence[Series], places: Sequence[float]) -> None:
        values = [value for one in series for value in one.known]
        if self.chart.type == "stacked-bar":
            values = [sum(value or 0 for value in row) for row in zip(*(one.values for one in series), strict=True)]
        if self.chart.type == "climate":
            values = list(series[0].known)
        self._check_ends("least", "most", values)
        self._check_ends("x_least", "x_most", places)
        if self.chart.type in BARS and (self.chart.least or 0) > 0:
            self.warn("least", "bars that do not begin at 0 look more different than they are", "delete least")

    def _check_ends(self, least: str, most: str, values: Sequence[float]) -> None:
        low, high = getattr(self.chart, least), getattr(self.chart, most)
        if low is not None and high is not None and low >= high:
            self.error(_key(most), f"{_key(most)} must be more than {_key(least)}")
        elif low is not None and values and min(values) < low and self.chart.type not in BARS:
            self.error(_key(least), f"the figure {min(values):g} is less, and would be cut off", "lower it")
        elif high is not None and values and max(values) > high:
            self.error(_key(most), f"the figure {max(values):g} is more, and would be cut off", "raise it")
        elif None not in (low, high) or not values:
            return
        elif low is not None and low >= max(values):
            self.error(_key(least), "no figure is more than this", "lower it")
        elif high is not None and high <= min([*values, 0]):
            self.error(_key(most), "no figure is less than this", "raise it")

    def _value_title(self, heads: Sequence[Column]) -> str:
        """The heading of the one column; of several, their unit if that is the same."""
        if len(heads) == 1 or self.chart.type == "climate":
            return titled(heads[0])
        units = {head.unit for head in heads}
        unit = plain(next(iter(units))) if len(units) == 1 else ""
        if not unit and self.chart.type != "population-pyramid":
            hint = "add y-title:, such as y-title: Output (million tonnes)"
            self.error("", f"the axis of values of the chart {self.name} has no title", hint)
            self.problems[-1] = replace(self.problems[-1], severity="warning")
        return unit[:1].upper() + unit[1:]

    def _begun(self, labels: Sequence[str], columns: Sequence[int]) -> tuple[frozenset[int], frozenset[int]]:
        """The rows and the columns that are drawn where pupils plot the rest."""
        heads = [plain(self.table.columns[j].name) for j in columns]
        for i, name in enumerate(self.chart.plotted):
            if name not in labels and name not in heads:
                hint = did_you_mean(name, [*labels, *heads], "name a row or a column of its table")
                path = ("charts", self.name, "plotted", i)
                self.problems.append(self.source.problem(path, f"the chart has no {name}", hint))
        rows = frozenset(i for i, label in enumerate(labels) if label in self.chart.plotted)
        return rows, frozenset(i for i, head in enumerate(heads) if head in self.chart.plotted)


def titled(column: Column) -> str:
    """The heading of a column with its unit: “Coal (million tonnes)”."""
    return plain(f"{column.name} ({column.unit})" if column.unit else column.name)


def _key(name: str) -> str:
    return name.replace("_", "-")


def _place(cell: str) -> float:
    """Raises ValueError."""
    value = number(cell)
    if value is None:
        raise ValueError(cell)
    return value


def _are_numbers(cells: Sequence[str]) -> bool:
    try:
        return len({_place(cell) for cell in cells}) > 1
    except ValueError:
        return False
