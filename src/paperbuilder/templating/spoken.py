"""Charts in words, for those who cannot see them.

In: a chart, the phrases of the theme. Out: text. Cannot fail.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from paperbuilder.charts.chart import Chart, Series
from paperbuilder.paper.charts import PaperChart

MOST_VALUES = 60  # more are told by their range


def spoken_chart(found: PaperChart, complete: bool, say: Callable[..., str]) -> str:
    """What kind of chart it is, its axes and its figures; those that are given of one to plot on."""
    chart = found.drawn if complete else found.drawn.started
    kind = say(f"chart-{chart.type}")
    title = found.work.title
    first = kind if complete else say("chart-axes", chart=kind)
    if complete and chart.best_fit:
        first = say("chart-best-fit", chart=first)
    if complete and found.alt:
        return found.alt
    told = [f"{first}: {title}" if title else first, *_axes(chart, complete, say)]
    return ". ".join(filter(None, [*told, *_figures(chart, complete, say)])) + "."


def _axes(chart: Chart, complete: bool, say: Callable[..., str]) -> Iterator[str]:
    """The titles of the axes; where no figures follow, what is along the foot."""
    if chart.type == "pie":
        return
    yield (
        chart.x_title
        if complete
        else say("chart-range", name=chart.x_title, least=chart.labels[0], most=chart.labels[-1])
    )
    yield chart.y_title
    if chart.type == "climate":
        yield chart.other_title


def _figures(chart: Chart, complete: bool, say: Callable[..., str]) -> Iterator[str]:
    many = len(chart.values) > MOST_VALUES
    for series in chart.series:
        name = f"{series.name}: " if len(chart.series) > 1 else ""
        if many and series.known:
            yield _range(series, say)
        elif series.known:
            yield name + "; ".join(_row(chart, series, row, say) for row in _told(series, complete))


def _told(series: Series, complete: bool) -> list[int]:
    return [row for row, value in enumerate(series.values) if complete or value is not None]


def _row(chart: Chart, series: Series, row: int, say: Callable[..., str]) -> str:
    told = say("chart-missing") if series.values[row] is None else series.texts[row]
    return f"{chart.labels[row]}: {told}"


def _range(series: Series, say: Callable[..., str]) -> str:
    texts = {value: series.texts[i] for i, value in enumerate(series.values) if value is not None}
    return say("chart-range", name=series.name, least=texts[min(texts)], most=texts[max(texts)])
