"""Bars: side by side or on one another, upright or lying, and histograms.

In: a `Chart`, its size (pt), the face of its words. Out: shapes. Cannot fail.
"""

from __future__ import annotations

from collections.abc import Iterator

from paperbuilder.charts import fills
from paperbuilder.charts.chart import Chart
from paperbuilder.charts.frame import GAP, TICK, Frame, snapped
from paperbuilder.charts.key import Key, area_sample
from paperbuilder.charts.lettering import Face
from paperbuilder.charts.scale import Scale, scale_for
from paperbuilder.charts.upright import Along, upright
from paperbuilder.pictures.sketch import Path, Sketch, Words

FREE = 0.3  # of the band of a category, between its bars and those of the next
FREE_GROUPED = 0.22
Shapes = list[Path | Words]


def key_of(chart: Chart, face: Face, width: float) -> Key:
    """The key of areas; one column of figures needs none."""
    names = [series.name for series in chart.series] if len(chart.series) > 1 else []
    entries = [(name, area_sample(face, fills.FILLS[i])) for i, name in enumerate(names)]
    return Key(face, entries, width * 0.85)


def extent(chart: Chart) -> list[float]:
    """The values that the bars reach."""
    if chart.type != "stacked-bar":
        return [0.0, *chart.values]
    rows = zip(*(series.values for series in chart.series), strict=True)
    return [0.0, *(sum(value or 0.0 for value in row) for row in rows)]


def pieces(chart: Chart) -> Iterator[tuple[int, int, float, float]]:
    """Each bar: its column of figures, its row, and the values from which and to which it reaches."""
    stacked = chart.type == "stacked-bar"
    for row in range(len(chart.labels)):
        base = 0.0
        for column, series in enumerate(chart.series):
            value = series.values[row]
            if value is not None:
                yield column, row, base, base + value
                base += value if stacked else 0.0


def place_of(chart: Chart, column: int, row: int, start: float, band: float) -> tuple[float, float]:
    """Where a bar begins along the axis of the categories, and its width."""
    count = 1 if chart.type == "stacked-bar" else len(chart.series)
    free = (FREE if count == 1 else FREE_GROUPED) * band
    width = (band - free) / count
    return start + row * band + free / 2 + width * (column if count > 1 else 0), width


def draw_bars(chart: Chart, shown: Chart, width: float, height: float, face: Face) -> Sketch:
    key = key_of(chart, face, width)
    plot = upright(chart, face, (width, height), extent(chart), key)
    bars: Shapes = []
    for column, row, start, end in pieces(shown):
        x, wide = place_of(chart, column, row, plot.frame.left, plot.band)
        bars += standing(plot.up, x, wide, start, end, fills.FILLS[column], face)
    return plot.with_figures(bars, key if shown.values else None)


def standing(up: Scale, x: float, width: float, start: float, end: float, fill: fills.Fill, face: Face) -> list[Path]:
    """An upright bar from value to value."""
    ends = sorted((_clipped(up, start), _clipped(up, end)))
    return fills.bar(x, ends[0], width, ends[1] - ends[0], fill, 0.6 * face.scale)


def _clipped(scale: Scale, value: float) -> float:
    """Where a value stands; bars of an axis that does not begin with 0 begin with the axis."""
    return scale.at(min(max(value, scale.low), scale.high))


def draw_lying(chart: Chart, shown: Chart, width: float, height: float, face: Face) -> Sketch:
    """Bars from left to right, the first category at the top."""
    key = key_of(chart, face, width)
    names = [face.wrapped(name, 0.38 * width) for name in chart.labels]
    left = max(face.widest(lines) for lines in names) + (GAP + 0.1) * face.size
    upper = face.wrapped(chart.x_title, left) if chart.x_title else []
    title = face.title(chart.y_title, 0.85 * width)
    across = scale_for(
        [0.0, *chart.values],
        chart.least,
        chart.most,
        count=_marks_along(chart, width - left, face),
        commas=chart.commas,
        whole=chart.grid == "graph-paper",
    )
    right = face.widest(across.texts[-1:]) / 2
    inner = snapped(chart, face, width - left - right, across.steps)
    foot = (TICK + 0.2) * face.size + face.leading
    foot += GAP * face.size + len(title) * face.leading if title else 0.0
    top = key.height + len(upper) * face.leading + 0.2 * face.size
    height = top + snapped(chart, face, height - foot - top, len(names), free=True) + foot
    frame = Frame(face, left, top, left + inner, height - foot)
    across = across.between(frame.left, frame.right)
    frame.rule(chart.grid, across, None)
    frame.numbers_below(across)
    frame.line(across.at(max(across.low, 0)), frame.top, across.at(max(across.low, 0)), frame.bottom)
    frame.front += face.stack(upper, left - (GAP + 0.1) * face.size, frame.top - len(upper) * face.leading, "end")
    frame.title_below(title, height)
    band = (frame.bottom - frame.top) / len(names)
    for i, lines in enumerate(names):
        frame.front += face.beside(lines, left - (GAP + 0.1) * face.size, frame.top + (i + 0.5) * band)
    bars: Shapes = []
    for column, row, start, end in pieces(shown):
        y, wide = place_of(chart, column, row, frame.top, band)
        ends = sorted((_clipped(across, start), _clipped(across, end)))
        bars += fills.bar(ends[0], y, ends[1] - ends[0], wide, fills.FILLS[column], 0.6 * face.scale)
    names_of_fills = key.shapes(frame.left, 0) if shown.values else []
    return Sketch(width, height, (*frame.behind, *bars, *frame.front, *names_of_fills))


def _marks_along(chart: Chart, length: float, face: Face) -> int:
    """How many numbers have room side by side."""
    largest = max(map(abs, chart.values), default=0.0)
    return max(3, min(11, int(length / (face.width(f"{largest:,.0f}") + 2.5 * face.size))))


def draw_histogram(chart: Chart, shown: Chart, width: float, height: float, face: Face) -> Sketch:
    """Bars without gaps over classes that may be of unequal width."""
    edges = sorted({edge for pair in chart.edges for edge in pair})
    texts = [f"{edge:g}".replace("-", "\u2212") for edge in edges]
    plot = upright(chart, face, (width, height), extent(chart), along=Along(edges, texts, zero=0.3))
    bars: Shapes = []
    for _, row, start, end in pieces(shown):
        low, high = (plot.across.at(edge) for edge in chart.edges[row])
        bars += standing(plot.up, low, high - low, start, end, fills.FILLS[0], face)
    return plot.with_figures(bars)
