"""The frame of a chart with axes: what stands where, the grid behind the figures, axes and their words in front.

In: scales, titles, the size of the whole (pt). Out: `Frame`. Cannot fail.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from math import ceil

from paperbuilder.charts.chart import Chart, Grid
from paperbuilder.charts.lettering import Face
from paperbuilder.charts.scale import Scale, whole_cells
from paperbuilder.pictures.sketch import Path, Words, open_line
from paperbuilder.units import MM

GAP = 0.45  # between axis, numbers and title, of the size of the words
TICK = 0.3
NEAREST = 0.4  # from number to number along the foot, of the size of the words
AXIS = 0.7  # pt, beside words of 9 pt
FAINT_ZERO = 0.35
FAINT = (0.78,) * 3
MIDDLING = (0.55,) * 3
HIGHEST_NAMES = (0.4, 0.6)  # of the height of a chart, for names that stand upright
MOST_LINES = 3
SQUARE = 2 * MM


@dataclass
class Frame:
    """The area of the figures, its scales, and what is drawn behind and in front of them (lengths in pt)."""

    face: Face
    left: float
    top: float
    right: float
    bottom: float
    behind: list[Path] = field(default_factory=list)
    front: list[Path | Words] = field(default_factory=list)

    def line(self, x0: float, y0: float, x1: float, y1: float, width: float = AXIS) -> None:
        self.front.append(Path(open_line([(x0, y0), (x1, y1)]), line=width * self.face.scale))

    # ------------------------------------------------------------ grids

    def rule(self, kind: Grid, across: Scale | None, up: Scale | None) -> None:
        """The grid: lines at the marks, or graph paper."""
        if kind == "graph-paper":
            self._squares()
        elif kind != "none":
            for upright, scale in ((True, across), (False, up)):
                self._lines(upright, scale, kind == "fine") if scale else None

    def _squares(self) -> None:
        """Squares, every fifth line heavier; counted from the corner at the lower left."""
        side = square(self.face)
        for upright, length in ((True, self.right - self.left), (False, self.bottom - self.top)):
            for n in range(int(length / side + 0.01) + 1):
                at = self.left + side * n if upright else self.bottom - side * n
                self._grid_line(upright, at, (0.45, MIDDLING) if n % 5 == 0 else (0.25, FAINT))

    def _lines(self, upright: bool, scale: Scale, fine: bool) -> None:
        marks = [value for value, _ in scale.marks]
        step = marks[1] - marks[0] if len(marks) > 1 else 0.0
        apart = abs(scale.at(marks[0] + step) - scale.at(marks[0])) if step else 0.0
        parts = next((parts for parts in (scale.parts, 2) if fine and apart / parts >= 1.5 * MM), 1)
        for value in marks:
            for part in range(parts):
                at = scale.at(value + step * part / parts)
                if min(scale.start, scale.end) - 0.01 <= at <= max(scale.start, scale.end) + 0.01:
                    self._grid_line(upright, at, (0.25, FAINT) if part else (0.4, MIDDLING if fine else FAINT))

    def _grid_line(self, upright: bool, at: float, look: tuple[float, tuple[float, float, float]]) -> None:
        ends = [(at, self.top), (at, self.bottom)] if upright else [(self.left, at), (self.right, at)]
        self.behind.append(Path(open_line(ends), line=look[0], ink=look[1]))

    # ------------------------------------------------------------ axes

    def value_axis(self, up: Scale, title: Sequence[str], right: bool = False, zero: float = AXIS) -> None:
        """Values upwards, at the left or at the right; the title is read from below. `zero` is the weight of the line
        at 0."""
        side, out = (self.right, 1) if right else (self.left, -1)
        size = self.face.size
        self.line(side, self.top, side, self.bottom)
        for value, text in up.marks:
            at = up.at(value)
            self.line(side, at, side + out * TICK * size, at)
            anchor = "start" if right else "end"
            self.front += self.face.beside([text], side + out * (TICK + 0.3) * size, at, anchor)  # type: ignore[arg-type]
        if title:
            beyond = (TICK + 0.3 + GAP) * size + self.face.widest(up.texts)
            left = side + beyond if right else side - beyond - len(title) * self.face.leading
            self.front += self.face.upright(title, left, (self.top + self.bottom) / 2)
        if up.low < 0 < up.high and not right:
            self.line(self.left, up.at(0), self.right, up.at(0), zero)

    def foot(self, at: float, lines: Sequence[str], turned: bool = False, anchor_end: bool = False) -> None:
        """A name or number below the axis at its foot."""
        top = self.bottom + (TICK + 0.2) * self.face.size
        if turned:
            left = at - len(lines) * self.face.leading / 2
            self.front += self.face.upright(lines, left, top + 0.1 * self.face.size, "end")
        else:
            self.front += self.face.stack(lines, at, top)

    def numbers_below(self, across: Scale) -> None:
        """Numbers along the foot; one of several if not all have room."""
        places = [across.at(value) for value, _ in across.marks]
        apart = min((abs(b - a) for a, b in pairwise(places)), default=0.0)
        across = (
            across.thinned(ceil((self.face.widest(across.texts) + NEAREST * self.face.size) / apart))
            if apart
            else across
        )
        self.line(self.left, self.bottom, self.right, self.bottom)
        for value, text in across.marks:
            self.line(across.at(value), self.bottom, across.at(value), self.bottom + TICK * self.face.size)
            self.foot(across.at(value), [text] if text else [])

    def title_below(self, lines: Sequence[str], height: float) -> None:
        """The title of the axis at the foot, at the end of the whole that is `height` high."""
        self.front += self.face.stack(lines, (self.left + self.right) / 2, height - len(lines) * self.face.leading)


def axis_room(face: Face, scale: Scale, title: Sequence[str]) -> float:
    """The width of an axis of values with its title."""
    beyond = GAP * face.size + len(title) * face.leading if title else 0.0
    return (TICK + 0.3) * face.size + face.widest(scale.texts) + beyond


def names_below(face: Face, names: Sequence[str], band: float, height: float) -> tuple[list[list[str]], bool]:
    """The names of categories in lines, and whether they must stand upright to fit into bands of a width; one
    of several if not all have room even so.
    """
    lines = [face.wrapped(name, band - 0.4 * face.size) for name in names]
    fits = all(len(one) <= MOST_LINES and face.widest(one) <= band - 0.2 * face.size for one in lines)
    if fits:
        return lines, False
    upright, every = [], 1
    for share in HIGHEST_NAMES:
        upright = [face.wrapped(name, max(share * height, 4 * face.size)) for name in names]
        every = max(1, ceil(max(map(len, upright), default=1) * face.leading / max(band, 0.1)))
        if every == 1:
            break
    return [[] if i % every else lines for i, lines in enumerate(upright)], True


def names_height(face: Face, lines: Sequence[Sequence[str]], turned: bool) -> float:
    if turned:
        return max((face.widest(one) for one in lines), default=0.0) + 0.2 * face.size
    return max(map(len, lines), default=1) * face.leading


def room_for_marks(chart: Chart, length: float, face: Face) -> int:
    """How many marks an axis of a length has at most, so that its numbers do not crowd."""
    apart = 5 * square(face) if chart.grid == "graph-paper" else 2.1 * face.size
    return max(3, min(11, int(length / apart) + (chart.grid == "graph-paper")))


def square(face: Face) -> float:
    """The side of a square of graph paper: 2 mm, and more in large print."""
    return SQUARE * max(1, round(face.size / 9))


def snapped(chart: Chart, face: Face, length: float, steps: float, free: bool = False) -> float:
    """A length of an axis that ends with a line of the graph paper, if there is any."""
    return whole_cells(length, steps, square(face), free) if chart.grid == "graph-paper" else length
