"""What a chart shows: data only.

In: nothing. Out: `Chart`, `Series`. Cannot fail.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from paperbuilder.charts.ticks import Commas

ChartType = Literal[
    "line", "bar", "stacked-bar", "horizontal-bar", "histogram", "scatter", "pie", "population-pyramid", "climate"
]
Grid = Literal["light", "fine", "graph-paper", "none"]


@dataclass(frozen=True)
class Series:
    """One column of figures: a value for each row, None where there is none; `texts` are the same as typed."""

    name: str
    values: tuple[float | None, ...]
    texts: tuple[str, ...] = ()

    @property
    def known(self) -> list[float]:
        return [value for value in self.values if value is not None]


@dataclass(frozen=True, kw_only=True)
class Chart:
    """The figures of a chart and how they are shown.

    `labels` name the rows as typed; `places` are the same as numbers, for charts along which they are spaced; `edges`
    are the classes of a histogram. `least` and `most` bound the values, `x_least` and `x_most` the places. Of a chart
    to plot on, `begun` are the rows and `begun_series` the columns that are drawn for a start.
    """

    type: ChartType
    labels: tuple[str, ...]
    series: tuple[Series, ...]
    places: tuple[float, ...] = ()
    edges: tuple[tuple[float, float], ...] = ()
    x_title: str = ""
    y_title: str = ""
    other_title: str = ""
    least: float | None = None
    most: float | None = None
    x_least: float | None = None
    x_most: float | None = None
    commas: Commas = ""
    grid: Grid = "light"
    best_fit: bool = False
    begun: frozenset[int] = frozenset()
    begun_series: frozenset[int] = frozenset()

    @property
    def values(self) -> list[float]:
        """Every value that is known."""
        return [value for series in self.series for value in series.known]

    @property
    def started(self) -> Chart:
        """The same with only what is drawn for pupils who are to plot the rest."""
        return replace(self, series=tuple(self._begun(series, i) for i, series in enumerate(self.series)))

    def _begun(self, series: Series, column: int) -> Series:
        if column in self.begun_series:
            return series
        values = tuple(value if row in self.begun else None for row, value in enumerate(series.values))
        return replace(series, values=values)
