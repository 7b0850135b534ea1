"""Room of a stated size: working space, and paper to draw or write on.

In: an element and its context. Out: blocks. Fails with `LayoutProblem`.
"""

from __future__ import annotations

from paperbuilder.typeset.blocks import Block, Space
from paperbuilder.typeset.context import Context
from paperbuilder.typeset.registry import LENGTH_KIND, PERCENT_MORE, WORDS, Attribute, element
from paperbuilder.typeset.widths import check_width
from paperbuilder.typeset.xml import Element, LayoutProblem
from paperbuilder.units import MM


@element(
    "surface",
    "Room of a stated size to work or draw in; it is never split. Its <label>s are what is printed on it, in order.",
    "label",
    paper=Attribute(WORDS, "What is printed there: blank, box, lined, squared, graph…, as in a spec."),
    height=Attribute(LENGTH_KIND, "How high."),
    width=Attribute(LENGTH_KIND, "How wide; the room there is, in whole squares, if left out.", None),
    square=Attribute(LENGTH_KIND, "From line to line; as usual for the paper if left out.", None),
    enlarge=Attribute(PERCENT_MORE, "How much larger than stated, as far as the page allows.", 1.0),
    alt=Attribute(WORDS, "What it is, for a listener; {width} and {height} in it are its size in mm.", ""),
)
def surface(
    e: Element,
    context: Context,
    paper: str,
    height: float,
    width: float | None,
    square: float | None,
    enlarge: float,
    alt: str,
) -> list[Block]:
    room = context.design.width - context.write_left
    if width is not None and enlarge == 1:
        check_width(e, context, f"paper: {paper}", width, context.write_left)
    scale = 1.0 if enlarge == 1 else min(enlarge, room / (width or room / enlarge), context.design.tallest / height)
    made = Space(height * scale) if paper == "blank" else _drawn(e, context, paper, height, width, square, scale, alt)
    made.left, made.before, made.after, made.stick = context.write_left, 4, 14, context.in_item
    made.runs_on = paper == "blank"
    return [made]


def _drawn(
    e: Element,
    context: Context,
    paper: str,
    height: float,
    width: float | None,
    square: float | None,
    scale: float,
    alt: str,
) -> Block:
    from paperbuilder.pictures.sketch import scaled
    from paperbuilder.pictures.surfaces import SURFACES, sheet
    from paperbuilder.typeset.sketching import SketchBlock, drawing_of

    if paper not in SURFACES:
        raise LayoutProblem(e.line, f"there is no paper {paper}", "there are blank, " + ", ".join(SURFACES))
    room = (context.design.width - context.write_left) / scale
    size = context.style_named(context.style, e.line).size / scale
    sketch = sheet(paper, width, height, room, square, [label.text() for label in e.elements], size)
    drawing = drawing_of(scaled(sketch, scale), context.design, context.style)
    words = alt.replace("{width}", _mm(drawing.width)).replace("{height}", _mm(drawing.height))
    box = f"0 0 {drawing.width:.2f} {drawing.height:.2f}"
    node = context.tag("Figure", alt=words, O="Layout", Placement="Block", BBox=box) if words else None
    made = SketchBlock(drawing, node)
    made.empty = node is None
    return made


def _mm(length: float) -> str:
    return f"{length / MM:.0f}"
