"""Charts of the spec, drawn from their figures.

In: an element and its context. Out: blocks. Fails with `LayoutProblem`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from paperbuilder.typeset.blocks import Block, Pen
from paperbuilder.typeset.context import Context
from paperbuilder.typeset.elements.picture import APART
from paperbuilder.typeset.registry import LENGTH_KIND, WORDS, YES_NO, Attribute, choice, element
from paperbuilder.typeset.tree import Node
from paperbuilder.typeset.typographer import set_chart
from paperbuilder.typeset.xml import Element, LayoutProblem

if TYPE_CHECKING:
    from paperbuilder.charts.chart import Chart
    from paperbuilder.pictures.sketch import Sketch
    from paperbuilder.typeset.design import Design

STYLE = "chart"
LEAST_SHARE = 0.35  # of its width, for a chart in a narrow column


class ChartBlock(Block):
    """A chart `widest` pt wide, or as wide as its column if that is less; as high as is usual if no height is given."""

    def __init__(self, chart: Chart, filled: bool, design: Design, size: tuple[float, float], node: Node | None):
        self.chart, self.filled, self.design, self.node = chart, filled, design, node
        self.widest, self.high = size
        self._sketches: dict[float, Sketch] = {}

    def sketch(self, width: float) -> Sketch:
        """What it shows in a column."""
        from paperbuilder.charts.draw import draw, usual_height
        from paperbuilder.charts.lettering import Face
        from paperbuilder.typeset.sketching import measure_in

        wide = min(self.widest or width, width)
        if wide not in self._sketches:
            face = Face(measure_in(self.design, STYLE), self.design.styles[STYLE].size)
            high = min(self.high or usual_height(self.chart, wide, face), self.design.tallest)
            self._sketches[wide] = draw(self.chart, wide, high, face, self.filled)
        return self._sketches[wide]

    def height(self, width: float) -> float:
        return self.sketch(width).height

    def draw(self, pen: Pen, x: float, y: float, width: float) -> None:
        from paperbuilder.typeset.sketching import drawing_of

        with pen.mark(self.node):
            pen.drawing(drawing_of(self.sketch(width), self.design, STYLE).shapes, x, y)


@element(
    "chart",
    "One of the spec's charts.",
    name=Attribute(WORDS, "Its name in the spec."),
    alt=Attribute(WORDS, "What it shows, for those who cannot see it."),
    filled=Attribute(YES_NO, "No for the axes alone, to plot on.", True),
    grid=Attribute(choice("own", "light", "fine", "graph-paper", "none"), "Lines behind it, if not its own.", "own"),
    width=Attribute(LENGTH_KIND, "How wide it is at most; as wide as the text if left out.", 0.0),
    height=Attribute(LENGTH_KIND, "How high it is; as is usual if left out.", 0.0),
)
def chart(
    e: Element, context: Context, name: str, alt: str, filled: bool, grid: str, width: float, height: float
) -> list[Block]:
    from dataclasses import replace

    found = context.design.charts.get(name)
    if found is None:
        raise LayoutProblem(e.line, f"there is no chart {name} in the spec")
    if not alt.strip():
        raise LayoutProblem(e.line, f"the chart {name} has no words for those who cannot see it", "fill in alt")
    context.style_named(STYLE, e.line)
    found = set_chart(found, context.lang, context.design.can_print)
    shown = found if grid == "own" else replace(found, grid=grid)  # type: ignore[arg-type]
    made = ChartBlock(shown, filled, context.design, (width, height), None)
    room = context.design.width - context.left
    box = f"0 0 {min(width or room, room):.2f} {made.height(room):.2f}"
    made.node = context.tag("Figure", alt=alt, O="Layout", Placement="Block", BBox=box)
    made.left, made.before, made.after, made.stick = context.left, APART, APART, context.in_item
    return [made]
