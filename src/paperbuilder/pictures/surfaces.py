"""Paper to draw and write on, of every kind, as sketches.

In: a kind of paper, its size. Out: a `Sketch`. Lengths in pt. Cannot fail.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from paperbuilder.pictures.areas import Area, Shapes
from paperbuilder.pictures.blanks import axes, cross_axes, map_paper, number_line
from paperbuilder.pictures.grids import (
    box_paper,
    dotted_paper,
    graph_paper,
    isometric_paper,
    lined_paper,
    squared_paper,
)
from paperbuilder.pictures.sketch import Sketch
from paperbuilder.pictures.staves import grand_staves, staves
from paperbuilder.units import MM


@dataclass(frozen=True)
class Surface:
    """How a paper is drawn; `square` is the usual one, `whole` what its width is a multiple of by itself."""

    draw: Callable[[Area], Shapes]
    square: float = 0
    whole: float = 0


SURFACES = {
    "box": Surface(box_paper),
    "lined": Surface(lined_paper, 8 * MM),
    "squared": Surface(squared_paper, 5 * MM),
    "graph": Surface(graph_paper, whole=10 * MM),
    "dotted": Surface(dotted_paper, 5 * MM),
    "isometric": Surface(isometric_paper, 10 * MM),
    "staves": Surface(staves),
    "grand-staves": Surface(grand_staves),
    "number-line": Surface(number_line),
    "axes": Surface(axes),
    "cross-axes": Surface(cross_axes),
    "map": Surface(map_paper),
}


def sheet(
    paper: str,
    width: float | None,
    height: float,
    room: float,
    square: float | None,
    labels: Sequence[str],
    size: float,
) -> Sketch:
    """A sheet of paper, `room` wide if no width is given, in whole squares; `size` is that of the type."""
    found = SURFACES[paper]
    square = square or found.square
    whole = found.whole or (square if paper in ("squared", "dotted") else 0)
    if width is None:
        width = int(room / whole + 0.001) * whole if whole else room
    area = Area(width, height, square, labels, size)
    return Sketch(width, height, tuple(found.draw(area)))
