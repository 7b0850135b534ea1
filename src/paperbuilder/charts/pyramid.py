"""Population pyramids: two columns of figures, back to back, the youngest at the foot.

In: a `Chart` of two columns, its size (pt), the face of its words. Out: shapes. Cannot fail.
"""

from __future__ import annotations

import re
from dataclasses import replace

from paperbuilder.charts import fills
from paperbuilder.charts.bars import Shapes
from paperbuilder.charts.chart import Chart
from paperbuilder.charts.frame import GAP, TICK, Frame, snapped
from paperbuilder.charts.lettering import Face
from paperbuilder.charts.scale import scale_for
from paperbuilder.pictures.sketch import Sketch, Words

FULL = 0.86  # of a band


def draw_pyramid(chart: Chart, shown: Chart, width: float, height: float, face: Face) -> Sketch:
    title = face.title(chart.y_title, 0.85 * width)
    middle = face.widest([*chart.labels, chart.x_title]) + 1.2 * face.size
    head = face.leading * 1.3
    side = (width - middle) / 2 - 0.8 * face.size
    scale = scale_for(
        [0.0, *chart.values],
        None,
        chart.most,
        count=max(3, min(7, int(side / (face.width("0000") + face.size)))),
        commas=chart.commas,
        whole=chart.grid == "graph-paper",
    )
    side = snapped(chart, face, side, scale.steps)
    foot = (TICK + 0.2) * face.size + face.leading + (GAP * face.size + len(title) * face.leading if title else 0.0)
    rows = snapped(chart, face, height - foot - head, len(chart.labels), free=True)
    height = head + rows + foot
    bottom, centre = height - foot, width / 2
    halves = [
        Frame(face, centre - middle / 2 - side, bottom - rows, centre - middle / 2, bottom),
        Frame(face, centre + middle / 2, bottom - rows, centre + middle / 2 + side, bottom),
    ]
    band, order = rows / len(chart.labels), _from_the_foot(chart)
    found: Shapes = []
    for number, frame in enumerate(halves):
        ends = (frame.right, frame.left) if number == 0 else (frame.left, frame.right)
        across = scale.between(*ends)
        frame.rule(chart.grid, across, None)
        frame.numbers_below(across)
        frame.line(ends[0], frame.top, ends[0], frame.bottom)
        name = Words(
            chart.series[number].name, (frame.left + frame.right) / 2, frame.top - 0.5 * face.size, face.size,
            bold=True, anchor="middle",
        )  # fmt: skip
        bars: Shapes = []
        for place, row in enumerate(order):
            value = shown.series[number].values[row]
            if value is not None:
                reach = sorted((ends[0], across.at(min(value, across.high))))
                y = bottom - (place + 0.5 + FULL / 2) * band
                bars += fills.bar(reach[0], y, reach[1] - reach[0], FULL * band, FILLS[number], 0.6 * face.scale)
        found += [*frame.behind, *bars, *frame.front, name]
    for place, row in enumerate(order):
        found += face.beside([chart.labels[row]], centre, bottom - (place + 0.5) * band, "middle")
    found.append(Words(chart.x_title, centre, bottom - rows - 0.5 * face.size, face.size, anchor="middle"))
    found += face.stack(title, centre, height - len(title) * face.leading)
    return Sketch(width, height, tuple(found))


FILLS = (replace(fills.FILLS[0], grey=0.65), replace(fills.FILLS[2]))


def _from_the_foot(chart: Chart) -> list[int]:
    """The rows from the youngest up, whichever way round they were typed."""
    rows = list(range(len(chart.labels)))
    ages = [re.search(r"\d+", label) for label in (chart.labels[0], chart.labels[-1])]
    first, last = (int(age[0][:6]) if age else 0 for age in ages)
    return rows[::-1] if first > last else rows
