"""Charts whose values go upwards: bars, lines, points.

In: a `Chart`, the size of the whole (pt), the values to show. Out: `Upright`. Cannot fail.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from paperbuilder.charts.chart import Chart
from paperbuilder.charts.frame import (
    AXIS,
    FAINT_ZERO,
    GAP,
    TICK,
    Frame,
    axis_room,
    names_below,
    names_height,
    room_for_marks,
    snapped,
)
from paperbuilder.charts.key import Key
from paperbuilder.charts.lettering import Face
from paperbuilder.charts.scale import Scale, scale_at, scale_for
from paperbuilder.pictures.sketch import Path, Sketch, Words


@dataclass(frozen=True)
class Along:
    """Numbers along the axis at the foot: each place is marked with its text if they are `even` and have room."""

    places: Sequence[float]
    texts: Sequence[str]
    zero: float = 1.0
    least: float | None = None
    most: float | None = None
    even: bool = True

    def scale(self, face: Face, width: float, whole: bool) -> Scale:
        bounds = self.least, self.most
        scale = scale_at(self.places, self.texts) if self.even and bounds == (None, None) else None
        if scale:
            wide = (face.widest(scale.texts) + 0.5 * face.size) * scale.steps
            return scale.thinned(max(1, ceil(wide / max(width, 0.1))))
        wide = max(face.width(text) for text in self.texts) + 1.5 * face.size
        counts = range(max(2, min(11, int(width / wide))), 1, -1)
        scales = [scale_for(self.places, *bounds, zero=self.zero, count=count, whole=whole) for count in counts]
        if all(float(place).is_integer() for place in self.places):  # years have no halves
            return next((scale for scale in scales if not any("." in text for text in scale.texts)), scales[-1])
        return scales[0]


@dataclass(frozen=True)
class Upright:
    """A frame with its scales; categories have a `band` each, in place of a scale `across`. `size` is that of the whole
    (pt)."""

    size: tuple[float, float]
    frame: Frame
    up: Scale
    across: Scale
    band: float

    def place(self, chart: Chart, row: int) -> float:
        """Where a row of the figures stands."""
        return self.frame.left + (row + 0.5) * self.band if self.band else self.across.at(chart.places[row])

    def with_figures(self, figures: Sequence[Path | Words], key: Key | None = None) -> Sketch:
        frame = self.frame
        return Sketch(*self.size, (*frame.behind, *figures, *frame.front, *(key.shapes(frame.left, 0) if key else [])))


def upright(
    chart: Chart,
    face: Face,
    size: tuple[float, float],
    values: Sequence[float],
    key: Key | None = None,
    *,
    along: Along | None = None,
    zero: float = 1.0,
    right: float = 0.0,
    short_names: Sequence[str] = (),
) -> Upright:
    """The frame of a chart: `along` are numbers at its foot in place of the names of categories, `zero` is the share of
    the largest value below which an axis begins with 0, `right` is kept free. `short_names` stand in for names that
    have no room side by side.
    """
    (width, height), whole = size, chart.grid == "graph-paper"
    title_left, title_below = face.title(chart.y_title, 0.75 * height), face.title(chart.x_title, 0.85 * width)
    top = max(key.height if key else 0.0, 0.5 * face.leading)
    foot = (TICK + 0.2 + (GAP if title_below else 0)) * face.size + len(title_below) * face.leading
    count = room_for_marks(chart, height - top - foot - face.leading, face)
    bounds = chart.least, chart.most
    up = scale_for(values, *bounds, zero=zero, count=count, commas=chart.commas, whole=whole)
    left, names = axis_room(face, up, title_left), len(chart.labels)
    if along:
        likely = along.scale(face, width - left - right, whole)
        right = max(right, 0.5 * face.widest([*along.texts, *likely.texts]))
    inner = width - left - right - 0.1 * face.size
    across = along.scale(face, inner, whole) if along else Scale(0, names, ())
    inner = snapped(chart, face, inner, across.steps if along else names, free=not along)
    lines, turned = ([], False) if along else names_below(face, chart.labels, inner / names, height)
    if turned and short_names:
        lines, turned = [[name] for name in short_names], False
    foot += face.leading if along else names_height(face, lines, turned)
    rows = snapped(chart, face, height - foot - top, up.steps)
    height = top + rows + foot
    frame = Frame(face, left, top, left + inner, top + rows)
    up, across = up.between(frame.bottom, frame.top), across.between(frame.left, frame.right)
    frame.rule(chart.grid, across if along and (chart.grid == "fine" or not along.even) else None, up)
    frame.value_axis(up, title_left, zero=FAINT_ZERO if chart.type == "climate" else AXIS)
    frame.title_below(title_below, height)
    if along:
        frame.numbers_below(across)
    else:
        frame.line(frame.left, frame.bottom, frame.right, frame.bottom)
    for i, one in enumerate(lines):
        frame.foot(frame.left + (i + 0.5) * inner / names, one, turned)
    return Upright((width, height), frame, up, across, 0.0 if along else inner / names)
