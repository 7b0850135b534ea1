"""Charts of a spec, made from its tables and checked.

In: the spec, its source, its tables. Out: `PaperChart`s, and a problem for each that fails.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from paperbuilder.charts.chart import Chart as Drawn
from paperbuilder.charts.chart import Series
from paperbuilder.charts.ticks import Commas
from paperbuilder.paper.chart_cells import USUAL_MOST_NAMES, ChartCells
from paperbuilder.paper.model import PaperFigure
from paperbuilder.paper.numerals import is_grouped
from paperbuilder.paper.tables import PaperTable
from paperbuilder.problems import Problem, counted, did_you_mean
from paperbuilder.reading.languages import has_decimal_commas
from paperbuilder.reading.source import Source
from paperbuilder.spec.models import Exam, Worksheet
from paperbuilder.spec.tables import Column
from paperbuilder.texts.markup import plain

COLUMNS = {"pie": (1, 1), "histogram": (1, 1), "population-pyramid": (2, 2), "climate": (2, 2)}
MOST_CHARTS, MOST_LINES, MOST_BARS = 200, 6, 8
MOST_NAMES = {"pie": 8}
FROM_ZERO = ("pie", "population-pyramid", "stacked-bar")
DENSITY = re.compile("densit|dwysedd", re.IGNORECASE)
BARS = ("bar", "stacked-bar", "horizontal-bar", "histogram")


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


class _Maker(ChartCells):
    """Makes one chart of the cells of its table."""

    def drawn(self) -> Drawn | None:
        x, columns = self.columns()
        if not self.failed:
            self._check_counts(columns)
        if self.failed:
            return None
        series = [self.series(j) for j in columns]
        labels = tuple(plain(row[x]) for row in self.table.rows)
        places, edges = self.along(x)
        self._check_values(columns, series)
        if self.failed:
            return None
        self._check_axis(series, places)
        begun, heads = self._begun(labels, columns), [self.table.columns[j] for j in columns]
        if self.failed:
            return None
        self._check_classes(edges, f"{titled(heads[0])} {self.chart.y_title}")
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
            commas=self._commas(texts),
            grid=self.chart.grid or "light",
            best_fit=self.chart.best_fit,
            begun=begun[0],
            begun_series=begun[1],
        )

    def _commas(self, texts: Sequence[str]) -> Commas:
        """What commas are in the numbers of the axes: as in the language of the paper, and the figures typed."""
        if has_decimal_commas(self.source.language) and not any("." in text for text in texts):
            return "decimals"
        return "thousands" if any(map(is_grouped, texts)) else ""

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

    # ------------------------------------------------------------ values

    def _check_values(self, columns: Sequence[int], series: Sequence[Series]) -> None:
        kind = self.chart.type
        if not any(one.known for one in series):
            self.error("table", f"the table {self.chart.table} has no figures to draw")
        for place, (column, one) in enumerate(zip(columns, series, strict=True)):
            for row, value in enumerate(one.values):
                if value is not None and value < 0 and (kind in FROM_ZERO or (kind == "climate" and place == 1)):
                    self.wrong_cell(row, column, f"a {kind} chart cannot show less than 0 here")
                elif value is None and kind == "pie":
                    self.wrong_cell(row, column, "a slice needs its figure", "write a number, 0 at least")
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

    def _check_classes(self, edges: Sequence[tuple[float, float]], title: str) -> None:
        """Classes of unequal width are compared by area, so their heights must be densities."""
        widths = {round(high - low, 6) for low, high in edges}
        if len(widths) > 1 and not DENSITY.search(title):
            hint = "give frequency density as the values, and call it so"
            self.warn("type", "the classes are not of equal width, so heights alone mislead", hint)

    def _check_ends(self, least: str, most: str, values: Sequence[float]) -> None:
        low, high = getattr(self.chart, least), getattr(self.chart, most)
        if low is not None and high is not None and low >= high:
            self.error(_key(most), f"{_key(most)} must be more than {_key(least)}")
        elif low is not None and values and min(values) < low:
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
            self.warn("", f"the axis of values of the chart {self.name} has no title", hint)
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
