"""Pictures.

In: an element and its context. Out: blocks. Fails with `LayoutProblem`.
"""

from __future__ import annotations

from paperbuilder.pictures import find_picture
from paperbuilder.typeset.blocks import Block
from paperbuilder.typeset.context import Context
from paperbuilder.typeset.registry import (
    LENGTH_KIND,
    WORDS,
    Attribute,
    element,
)
from paperbuilder.typeset.sketching import picture_block
from paperbuilder.typeset.widths import check_width
from paperbuilder.typeset.xml import Element, LayoutProblem


@element(
    "figure",
    "A picture: PNG, JPEG, WebP or SVG, from the folder of the templates.",
    file=Attribute(WORDS, "The name of the file."),
    alt=Attribute(WORDS, "What it shows, for those who cannot see it."),
    width=Attribute(LENGTH_KIND, "How wide it is printed."),
)
def figure(e: Element, context: Context, file: str, alt: str, width: float) -> list[Block]:
    if not alt.strip():
        raise LayoutProblem(e.line, f"the picture {file} has no words for those who cannot see it", "fill in alt")
    check_width(e, context, f"the picture {file}", width)
    try:
        picture = find_picture(file, context.design.folders, width)
    except ValueError as error:
        raise LayoutProblem(e.line, str(error)) from None
    box = f"0 0 {width:.2f} {picture.height:.2f}"
    node = context.tag("Figure", alt=alt, O="Layout", Placement="Block", BBox=box)
    made = picture_block(picture, width, context.design, node)
    made.left, made.stick = context.left, context.in_item
    return [made]
