"""Boxes to write in, of a stated size.

In: an element and its context. Out: blocks. Fails with `LayoutProblem`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from paperbuilder.typeset.blocks import Block, Pen
from paperbuilder.typeset.context import Context
from paperbuilder.typeset.paragraphs import Paragraph
from paperbuilder.typeset.registry import LENGTH_KIND, PERCENT_MORE, Attribute, element, read_attribute
from paperbuilder.typeset.widths import check_width
from paperbuilder.typeset.xml import Element

GUTTER = 12.0  # between boxes
ABREAST = 3  # boxes without a width of their own stand so many side by side
HEIGHT = Attribute(LENGTH_KIND, "How high.")
WIDTH = Attribute(LENGTH_KIND, "How wide; boxes share the row if it is left out.", None)


@dataclass(frozen=True)
class OneBox:
    """A box with its label above it; sizes in pt."""

    label: Paragraph | None
    width: float
    height: float


@element(
    "answer-boxes",
    "Boxes to write in, side by side as far as there is room; each <answer-box> has a height, a width and its label.",
    "answer-box",
    enlarge=Attribute(PERCENT_MORE, "How much larger than stated, as far as the page allows.", 1.0),
)
def answer_boxes(e: Element, context: Context, enlarge: float) -> list[Block]:
    room = context.design.width - context.left
    abreast = min(len(e.elements), ABREAST)
    share = (room - GUTTER * (abreast - 1)) / abreast if abreast else room
    boxes = [_box(box, context, enlarge, share) for box in e.elements]
    found: list[Block] = []
    for row in _rows(boxes, room):
        made = Boxes(row, context.design.frame_rule)
        made.left, made.before, made.after, made.stick = context.left, 4, 10, context.in_item
        found.append(made)
    return found


def _box(e: Element, context: Context, enlarge: float, share: float) -> OneBox:
    height, width = read_attribute(e, "height", HEIGHT), read_attribute(e, "width", WIDTH)
    if width is not None and enlarge == 1:
        check_width(e, context, "this box", width)
    room = context.design.width - context.left
    label = context.paragraph(e, "answer-label", context.tag("P")) if e.text().strip() else None
    return OneBox(
        label,
        share if width is None else min(room, width * enlarge),
        min(height * enlarge, max(height, context.design.tallest / 2)),
    )


def _rows(boxes: Sequence[OneBox], room: float) -> list[list[OneBox]]:
    rows: list[list[OneBox]] = []
    for box in boxes:
        if rows and sum(b.width + GUTTER for b in rows[-1]) + box.width <= room + 0.01:
            rows[-1].append(box)
        else:
            rows.append([box])
    return rows


class Boxes(Block):
    """A row of boxes, their tops in line below their labels. It stays whole."""

    BELOW = 2.0

    def __init__(self, boxes: Sequence[OneBox], thickness: float):
        self.boxes, self.thickness = boxes, thickness
        self.empty = not any(box.label for box in boxes)

    def _labels(self) -> float:
        return max((b.label.height(b.width) + self.BELOW for b in self.boxes if b.label), default=0.0)

    def height(self, width: float) -> float:
        return self._labels() + max(box.height for box in self.boxes)

    def draw(self, pen: Pen, x: float, y: float, width: float) -> None:
        top = y + self._labels()
        for box in self.boxes:
            if box.label:
                box.label.draw(pen, x, top - self.BELOW - box.label.height(box.width), box.width)
            pen.box(x, top, box.width, box.height, self.thickness)
            x += box.width + GUTTER
