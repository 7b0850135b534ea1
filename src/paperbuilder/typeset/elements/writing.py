"""Room to write: ruled lines, words with a line, boxes for digits.

In: an element and its context. Out: blocks. Fails with `LayoutProblem`.
"""

from __future__ import annotations

from paperbuilder.typeset.answer_lines import AnswerLines
from paperbuilder.typeset.blocks import Block, Pen
from paperbuilder.typeset.context import Context
from paperbuilder.typeset.inline import BELOW
from paperbuilder.typeset.paragraphs import Paragraph
from paperbuilder.typeset.registry import (
    LENGTH_KIND,
    PUPIL,
    STYLE,
    WHOLE,
    YES_NO,
    Attribute,
    element,
)
from paperbuilder.typeset.widths import check_width
from paperbuilder.typeset.xml import Element

BESIDE = 5.0  # between words and the line after them
MOST_LABEL = 0.6  # of a line: a longer label stands above it, or takes two lines


@element(
    "answer-lines",
    "Ruled lines to write on; a text in it stands at the beginning of the first, or above it if it is long.",
    "text",
    count=Attribute(WHOLE, "How many."),
    pitch=Attribute(LENGTH_KIND, "From one line to the next.", 25.5),
    thickness=Attribute(LENGTH_KIND, "Of a line.", 0.4),
    dash=Attribute(LENGTH_KIND, "Length of dots and gaps; 0pt for solid lines.", 0.0),
    least=Attribute(WHOLE, "How many must stay with the question.", 4),
    fill=Attribute(YES_NO, "Go on to the foot of the page if they end near it.", False),
)
def answer_lines(
    e: Element, context: Context, count: int, pitch: float, thickness: float, dash: float, least: int, fill: bool
) -> list[Block]:
    if not count:
        return []
    words = context.paragraph(e, "answer-label", context.tag("P")) if e.children else None
    left = context.left if words else context.write_left
    room = context.design.width - left
    inside = words is not None and words.lines(room)[0].width <= MOST_LABEL * room and len(words.lines(room)) == 1
    label = words if inside else None
    made = AnswerLines(count, pitch, thickness, dash, least=least, fill=fill, label=label)
    made.left = left
    if words is None or inside:
        return [made]
    words.stick = True
    made.follow(words)
    return [words, made]


@element(
    "field",
    "Words and a line to fill in, such as a name.",
    "text",
    height=Attribute(LENGTH_KIND, "Room above the line.", 28.0),
    style=Attribute(STYLE, "How the words look.", "field"),
    of=Attribute(PUPIL, "What a copy with a pupil's name has on the line.", ""),
)
def field(e: Element, context: Context, height: float, style: str, of: str) -> list[Block]:
    return [Field(context.paragraph(e, style, context.tag("P")), height, context.design.write_rule, of)]


class Field(Block):
    """Words, then a rule to the right edge at their baseline."""

    def __init__(self, words: Paragraph, height: float, rule: float, of: str):
        self.words, self._height, self.rule, self.of = words, height, rule, of

    def height(self, width: float) -> float:
        return max(self._height, self.words.height(self._room(width)))

    def _room(self, width: float) -> float:
        return max(MOST_LABEL * width, self.words.least_width())

    def draw(self, pen: Pen, x: float, y: float, width: float) -> None:
        room = self._room(width)
        lines = self.words.lines(room)
        top = y + self.height(width) - self.words.height(room)
        self.words.draw(pen, x, top, room)
        start = x + max(line.width for line in lines) + BESIDE
        base = top + self.words.baseline(len(lines) - 1) + BELOW
        pen.rule(start, base, x + width, base, self.rule)
        if self.of:
            pen.spot(self.of, start + 4, base - 3, x + width - start - 4, self.words.style.size)


@element(
    "digits",
    "Boxes to write a number in, one digit each, after some words.",
    "text",
    count=Attribute(WHOLE, "How many boxes."),
    size=Attribute(LENGTH_KIND, "Width and height of a box.", 26.0),
    ruled=Attribute(YES_NO, "A line in their place, for a number of more digits.", False),
    of=Attribute(PUPIL, "What a copy with a pupil's name has in the boxes.", ""),
)
def digits(e: Element, context: Context, count: int, size: float, ruled: bool, of: str) -> list[Block]:
    check_width(e, context, f"the row of {count} boxes", count * size)
    words = context.paragraph(e, "field", context.tag("P"))
    made = Digits(words, count, size, context.design.frame_rule, ruled, of)
    made.before, made.clings, made.faces = 8, True, True
    return [made]


class Digits(Block):
    """Words, then square boxes, or a line that takes no other room than they."""

    empty = True

    def __init__(self, words: Paragraph, count: int, size: float, rule: float, ruled: bool, of: str):
        self.words, self.count, self.size, self.rule, self.ruled, self.of = words, count, size, rule, ruled, of

    def _room(self, width: float) -> float:
        return width - self.count * self.size - 6

    def height(self, width: float) -> float:
        return max(self.size, self.words.height(self._room(width)))

    def draw(self, pen: Pen, x: float, y: float, width: float) -> None:
        room = self._room(width)
        self.words.draw(pen, x, y + (self.height(width) - self.words.height(room)) / 2, room)
        if self.ruled:
            self._draw_line(pen, x, y, width)
            return
        for i in range(self.count):
            pen.box(x + room + 6 + i * self.size, y, self.size, self.size, self.rule)
        if self.of:
            type_size = self.words.style.size * 1.2
            base = y + self.size / 2 + type_size * 0.35
            pen.spot(self.of, x + room + 6, base, self.count * self.size, type_size, self.count)

    def _draw_line(self, pen: Pen, x: float, y: float, width: float) -> None:
        room = self._room(width)
        lines = self.words.lines(room)
        start = x + lines[-1].width + BESIDE
        base = y + (self.height(width) - self.words.height(room)) / 2 + self.words.baseline(len(lines) - 1) + 2
        pen.rule(start, base, x + width, base, 0.5)
        if self.of:
            pen.spot(self.of, start + 4, base - 3, x + width - start - 4, self.words.style.size)
