"""Climate graphs: temperature as a line, rainfall as bars, each with an axis of its own.

In: a `Chart` of two columns, its size (pt), the face of its words. Out: shapes. Cannot fail.
"""

from __future__ import annotations

from paperbuilder.charts import fills
from paperbuilder.charts.bars import Shapes, standing
from paperbuilder.charts.chart import Chart
from paperbuilder.charts.frame import axis_room
from paperbuilder.charts.key import Key, area_sample, line_sample
from paperbuilder.charts.lettering import Face
from paperbuilder.charts.lines import line_of
from paperbuilder.charts.scale import Scale
from paperbuilder.charts.ticks import ticks_over
from paperbuilder.charts.upright import upright
from paperbuilder.pictures.sketch import Sketch

BAR = 0.7  # of a month
RAIN = fills.FILLS[0]


def draw_climate(chart: Chart, shown: Chart, width: float, height: float, face: Face) -> Sketch:
    """The first column is the line, with the axis at the left; the second the bars, with that at the right."""
    samples = [line_sample(face, 0, True, True), area_sample(face, RAIN)]
    key = Key(face, [(s.name, sample) for s, sample in zip(chart.series, samples, strict=True)], width * 0.85)
    title = face.title(chart.other_title, 0.75 * height)
    right = max(axis_room(face, _rain(chart, steps), title) for steps in range(1, 12))
    initials = [label[:1] for label in chart.labels]
    values = [*chart.series[0].known, 0.0]
    plot = upright(chart, face, (width, height), values, key, right=right, short_names=initials)
    rain = _rain(chart, max(1, round(plot.up.steps))).between(plot.frame.bottom, plot.frame.top)
    plot.frame.value_axis(rain, title, right=True)
    figures: Shapes = []
    for row, value in enumerate(shown.series[1].values):
        if value is not None:
            x = plot.place(chart, row) - BAR * plot.band / 2
            figures += standing(rain, x, BAR * plot.band, 0.0, value, RAIN, face)
    figures += line_of(plot, chart, shown.series[0], 0, face)
    return plot.with_figures(figures, key if shown.values else None)


def _rain(chart: Chart, steps: int) -> Scale:
    """A scale from 0 up with so many steps, that the lines of the other scale are lines of this one too."""
    ticks = ticks_over(0.0, max(chart.series[1].known, default=1.0), steps + 1)
    values = [round(n * ticks.step, max(0, ticks.decimals)) for n in range(steps + 1)]
    return Scale(0.0, values[-1], tuple((value, ticks.shown(value, chart.commas)) for value in values))
