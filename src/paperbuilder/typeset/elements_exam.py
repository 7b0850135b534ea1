"""Elements of exam papers: items, marks, answer lines, extracts, fields.

In: an element and its context. Out: blocks. Fails with `LayoutProblem`.
"""

from __future__ import annotations

from paperbuilder.pictures import find_picture
from paperbuilder.typeset.blocks import AnswerLines, Block, Image, Label, Marks, Paragraph, Pen
from paperbuilder.typeset.containers import Box
from paperbuilder.typeset.context import Context
from paperbuilder.typeset.inline import Line
from paperbuilder.typeset.registry import LENGTH_KIND, PERCENT, PUPIL, STYLE, WHOLE, WORDS, YES_NO, Attribute, element
from paperbuilder.typeset.style import Ink
from paperbuilder.typeset.tree import Node
from paperbuilder.typeset.xml import Element, LayoutProblem
from paperbuilder.units import MM


@element(
    "item",
    "A question or part: its number hangs in the margin. What stands in it keeps together up to its answer lines.",
    "blocks",
    label=Attribute(WORDS, "The number as printed."),
    indent=Attribute(LENGTH_KIND, "How far its content stands in."),
    style=Attribute(STYLE, "How its paragraphs look.", "stem"),
)
def item(e: Element, context: Context, label: str, indent: float, style: str) -> list[Block]:
    li = _list_node(context)
    here = context.within(li)
    mark = here.paragraph(Element("label", {}, e.line, [label]), "label", li.add("Lbl") if li else None)
    body = context.within(
        li.add("LBody") if li else None,
        left=context.left + indent,
        write_left=context.write_left or context.left + indent,
        style=style,
        in_item=True,
    )
    blocks = body.blocks(e)
    if blocks:
        blocks[0].labels = [Label(mark, context.left), *blocks[0].labels]
        blocks[-1].stick = False
    return blocks


def _list_node(context: Context) -> Node | None:
    """Items that follow one another are one list."""
    if context.node is None:
        return None
    return (context.node.last("L") or context.node.add("L")).add("LI")


@element(
    "marks",
    "Marks at the right edge: on the last line of the paragraph above if there is room.",
    "text",
    style=Attribute(STYLE, "How they look.", "marks"),
)
def marks(e: Element, context: Context, style: str) -> list[Block]:
    return [Marks(context.paragraph(e, style, context.tag("P")))]


@element(
    "answer-lines",
    "Ruled lines to write on.",
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
    made = AnswerLines(count, pitch, thickness, dash, least=least, fill=fill)
    made.left, made.after = context.write_left, 8
    return [made]


@element(
    "field",
    "Words and a line to fill in, such as a name.",
    "text",
    height=Attribute(LENGTH_KIND, "Room above the line.", 28.0),
    style=Attribute(STYLE, "How the words look.", "field"),
    of=Attribute(PUPIL, "What a copy with a pupil's name has on the line.", ""),
)
def field(e: Element, context: Context, height: float, style: str, of: str) -> list[Block]:
    return [Field(context.paragraph(e, style, context.tag("P")), height, of)]


class Field(Block):
    """Words, then a rule to the right edge at their baseline."""

    def __init__(self, words: Paragraph, height: float, of: str):
        self.words, self._height, self.of = words, height, of

    def height(self, width: float) -> float:
        return self._height

    def draw(self, pen: Pen, x: float, y: float, width: float) -> None:
        top = y + self._height - self.words.height(width)
        self.words.draw(pen, x, top, width)
        start = x + self.words.lines(width)[0].width + 5
        base = top + self.words.baseline(0) + 2
        pen.rule(start, base, x + width, base, 0.5)
        if self.of:
            pen.spot(self.of, start + 4, base - 3, x + width - start - 4, self.words.style.size)


@element(
    "figure",
    "A picture: PNG, JPEG or SVG, from the folder of the templates.",
    file=Attribute(WORDS, "The name of the file."),
    alt=Attribute(WORDS, "What it shows, for those who cannot see it."),
    width=Attribute(LENGTH_KIND, "How wide it is printed."),
)
def figure(e: Element, context: Context, file: str, alt: str, width: float) -> list[Block]:
    if not alt.strip():
        raise LayoutProblem(e.line, f"the picture {file} has no words for those who cannot see it", "fill in alt")
    _check_width(e, context, f"the picture {file}", width)
    try:
        picture = find_picture(file, context.design.folders, width)
    except ValueError as error:
        raise LayoutProblem(e.line, str(error)) from None
    box = f"0 0 {width:.2f} {picture.height:.2f}"
    node = context.tag("Figure", alt=alt, O="Layout", Placement="Block", BBox=box)
    made = Image(picture, width, picture.height, node)
    made.left, made.stick = context.left, context.in_item
    return [made]


@element(
    "digits",
    "Boxes to write a number in, one digit each, after some words.",
    "text",
    count=Attribute(WHOLE, "How many boxes."),
    size=Attribute(LENGTH_KIND, "Width and height of a box.", 26.0),
    of=Attribute(PUPIL, "What a copy with a pupil's name has in the boxes.", ""),
)
def digits(e: Element, context: Context, count: int, size: float, of: str) -> list[Block]:
    _check_width(e, context, f"the row of {count} boxes", count * size)
    return [Digits(context.paragraph(e, "field", context.tag("P")), count, size, of)]


def _check_width(e: Element, context: Context, what: str, width: float) -> None:
    room = context.design.width - context.left
    if width > room + 0.01:
        message = f"{what} is {width / MM:.0f} mm wide, but the text only {room / MM:.0f} mm"
        raise LayoutProblem(e.line, message, "make it narrower")


class Digits(Block):
    """Words, then square boxes."""

    def __init__(self, words: Paragraph, count: int, size: float, of: str):
        self.words, self.count, self.size, self.of = words, count, size, of

    def _room(self, width: float) -> float:
        return width - self.count * self.size - 6

    def height(self, width: float) -> float:
        return max(self.size, self.words.height(self._room(width)))

    def draw(self, pen: Pen, x: float, y: float, width: float) -> None:
        room = self._room(width)
        self.words.draw(pen, x, y + (self.height(width) - self.words.height(room)) / 2, room)
        for i in range(self.count):
            pen.box(x + room + 6 + i * self.size, y, self.size, self.size, 0.5)
        if self.of:
            type_size = self.words.style.size * 1.2
            base = y + self.size / 2 + type_size * 0.35
            pen.spot(self.of, x + room + 6, base, self.count * self.size, type_size, self.count)


@element(
    "bar",
    "A bar that shows a share of the whole, and beside it the words that say the same.",
    "text",
    share=Attribute(PERCENT, "How much of it is filled."),
    width=Attribute(LENGTH_KIND, "How long the whole is; half of the column at most.", 60.0),
)
def bar(e: Element, context: Context, share: float, width: float) -> list[Block]:
    if not e.text().strip():
        raise LayoutProblem(e.line, "a bar has no words beside it", "write its number in it: <bar …>62%</bar>")
    ink = context.ink("accent", e.line)
    return [Bar(context.paragraph(e, context.style, context.tag("P")), share, width, ink)]


class Bar(Block):
    """A bar as high as a capital letter, then words. The words are tagged; the bar is an artifact."""

    GAP, CAPITAL, OUTLINE = 5.0, 0.7, 0.5

    def __init__(self, words: Paragraph, share: float, width: float, ink: Ink):
        self.words, self.share, self.width, self.ink = words, share, width, ink

    def _long(self, width: float) -> float:
        return min(self.width, width / 2)

    def height(self, width: float) -> float:
        return self.words.height(width - self._long(width) - self.GAP)

    def draw(self, pen: Pen, x: float, y: float, width: float) -> None:
        long, high = self._long(width), self.words.style.size * self.CAPITAL
        top = y + self.words.baseline(0) - high
        if self.share:
            pen.box(x, top, long * self.share, high, 0, self.ink)
        pen.box(x, top, long, high, self.OUTLINE)
        self.words.draw(pen, x + long + self.GAP, y, width - long - self.GAP)


@element(
    "extract",
    "The words of an extract, in a frame, with line numbers in the margin if wanted.",
    "p",
    letter=Attribute(WORDS, "Its letter, for <lines-ref>."),
    number_every=Attribute(WHOLE, "Number every so many lines; 0 for none.", 0),
    padding=Attribute(LENGTH_KIND, "Space inside the frame.", 8.0),
    keep_with_next=Attribute(YES_NO, "Stand on the page of the question that follows.", False),
)
def extract(
    e: Element,
    context: Context,
    letter: str,
    number_every: int,
    padding: float,
    keep_with_next: bool,
) -> list[Block]:
    inner = context.within(context.tag("BlockQuote"), left=0, in_item=False, style="extract")
    blocks = inner.blocks(e)
    margin = 2 * context.style_named("line-number", e.line).size + 2 if number_every else 0.0
    seen: list[Line] = []
    number, width = 0, context.design.width - context.left - 2 * padding - margin
    for block in blocks:
        block.left = margin
        if isinstance(block, Paragraph) and block.style is inner.style_named("extract", e.line):
            lines = block.lines(width)
            block.labels = [
                Label(_line_number(inner, number + i), 0, (i - 1) * block.style.leading)
                for i in range(1, len(lines) + 1)
                if number_every and (number + i) % number_every == 0
            ]
            number += len(lines)
            seen.extend(lines)
    context.index.lines[letter] = seen
    made = Box(blocks, padding, context.design.frame_rule)
    made.left, made.before, made.after, made.stick = context.left, 4, 10, keep_with_next
    return [made]


def _line_number(context: Context, number: int) -> Paragraph:
    return context.within(None).paragraph(Element("label", {}, 0, [str(number)]), "line-number", None)
