"""Pictures, and the labels around them.

In: an element and its context. Out: blocks. Fails with `LayoutProblem`.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, Literal

from paperbuilder.pictures import Picture, find_picture, open_picture
from paperbuilder.typeset.blocks import Block, Image
from paperbuilder.typeset.context import Context
from paperbuilder.typeset.fonts import MissingGlyph
from paperbuilder.typeset.registry import (
    LENGTH_KIND,
    WHOLE,
    WORDS,
    YES_NO,
    Attribute,
    choice,
    element,
    read_attribute,
)
from paperbuilder.typeset.widths import check_width
from paperbuilder.typeset.xml import Element, LayoutProblem

APART = 5.0  # from what is above and below it
PLACE = Attribute(WHOLE, "How far from the left or from the top its line ends, in hundredths of the picture.")
LABEL = {
    "x": PLACE,
    "y": PLACE,
    "letter": Attribute(WORDS, "A letter before it.", ""),
    "blank": Attribute(LENGTH_KIND, "How long a rule to write on is, in place of words.", 0.0),
    "pitch": Attribute(LENGTH_KIND, "How much room there is for it from rule to rule.", 25.5),
}


@element(
    "figure",
    "A picture: PNG, JPEG, WebP or SVG, from the folder of the templates or one of the spec's, and labels around it.",
    "label",
    file=Attribute(WORDS, "The name of a file beside the templates.", ""),
    picture=Attribute(WORDS, "The name of one of the spec's pictures.", ""),
    alt=Attribute(WORDS, "What it shows, for those who cannot see it; empty only for a decorative one of the spec."),
    width=Attribute(LENGTH_KIND, "How wide it is printed."),
    most_height=Attribute(LENGTH_KIND, "How high it is at most; it becomes narrower.", 0.0),
    fit=Attribute(YES_NO, "Become narrower where there is less room.", False),
    align=Attribute(choice("left", "centre"), "Where in the column it stands.", "left"),
)
def figure(
    e: Element,
    context: Context,
    file: str,
    picture: str,
    alt: str,
    width: float,
    most_height: float,
    fit: bool,
    align: Literal["left", "centre"],
) -> list[Block]:
    from paperbuilder.typeset.sketching import drawn_picture

    if not alt.strip() and not picture:
        raise LayoutProblem(e.line, f"the picture {file} has no words for those who cannot see it", "fill in alt")
    if not fit:
        check_width(e, context, f"the picture {file or picture}", width)
    opened = _opener(e, context, file, picture)
    try:
        ratio = opened(width).height / width
        drawn_picture(opened, context.design, width)
    except MissingGlyph as missing:
        message = f"the picture {file or picture} has the letter {missing.character}, which no font has"
        raise LayoutProblem(e.line, message, "turn its text into paths") from None
    except ValueError as error:
        raise LayoutProblem(e.line, str(error)) from None
    width = min(width, (most_height or context.design.tallest) / ratio)
    box = f"0 0 {width:.2f} {width * ratio:.2f}"
    node = context.tag("Figure", alt=alt, O="Layout", Placement="Block", BBox=box) if alt else None
    drawn = partial(drawn_picture, opened, context.design)
    image = Image(drawn, width, ratio, node, centred=align == "centre")
    made = _labelled(e, context, image) if e.elements else image
    made.left, made.before, made.after, made.stick = context.left, APART, APART, context.in_item
    return [made]


def _labelled(e: Element, context: Context, image: Image) -> Block:
    from paperbuilder.typeset.diagram import Label, LabelledImage, Lettered

    labels = [Label(**_values(label), text=label.text()) for label in e.elements]
    return LabelledImage(image, labels, Lettered(context.design, context.style_named("cell", e.line)))


def _values(label: Element) -> dict[str, Any]:
    if label.tag != "label":
        raise LayoutProblem(label.line, f"there is a <{label.tag}> in a figure", "only <label> can be in a figure")
    return {name: read_attribute(label, name, about) for name, about in LABEL.items()}


def _opener(e: Element, context: Context, file: str, picture: str) -> Callable[[float], Picture]:
    if not picture:
        return partial(find_picture, file, context.design.folders)
    if picture not in context.design.pictures:
        raise LayoutProblem(e.line, f"there is no picture {picture} in the spec")
    return partial(open_picture, context.design.pictures[picture])
