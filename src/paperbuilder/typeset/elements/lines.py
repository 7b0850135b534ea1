"""Lines that end where their author ends them.

In: an element and its context. Out: blocks. Fails with `LayoutProblem`.
"""

from __future__ import annotations

from dataclasses import replace

from paperbuilder.typeset.blocks import Block
from paperbuilder.typeset.context import Context, InlineStyle
from paperbuilder.typeset.fonts import NO_BREAK_SPACE
from paperbuilder.typeset.inline import Span
from paperbuilder.typeset.kept_lines import KeptLines, Written
from paperbuilder.typeset.registry import STYLE, WHOLE, YES_NO, Attribute, element, read_attribute
from paperbuilder.typeset.style import Style
from paperbuilder.typeset.xml import Element, LayoutProblem

SPACE = 0.5  # how wide a space at the beginning of a line is, of the size of the text
HANG, PROSE_HANG = 3.0, 2.0  # how far what is turned over is indented: farther than a line of verse usually is
SIGN = "↪"  # before what is turned over in code
INDENT = Attribute(WHOLE, "How many spaces it is indented.", 0)
COUNTS = Attribute(YES_NO, "Whether it counts when lines are numbered.", True)


@element(
    "lines",
    "Lines that end where their author ends them, each an <l>; one that is too long is turned over, and counts once.",
    "l",
    style=Attribute(STYLE, "How they look."),
    code=Attribute(YES_NO, "Keep every space, and show a sign where a line is turned over.", False),
    prose=Attribute(YES_NO, "What is turned over counts too.", False),
)
def lines(e: Element, context: Context, style: str, code: bool, prose: bool) -> list[Block]:
    look = context.style_named(style, e.line)
    node = context.tag("P")
    if code and node:
        node = node.add("Code")
    face = context.design.fonts.face(look.family, look.bold, look.italic)
    made = [_written(line, context, look, code) for line in e.elements]
    written = [line for line, _ in made]
    sign = _sign(context, look) if code else None
    hang = PROSE_HANG if code or prose else HANG
    block = KeptLines(written, look, node, (face.ascent, face.descent), hang * look.size, sign)
    block.left, block.whole, block.prose = context.left, context.in_item, prose
    block.leftward = 2 * sum(leftward for _, leftward in made) > len(made)
    block.stick = block.stick or context.in_item
    return [block]


@element("l", "A line of <lines>.", "text", indent=INDENT, counts=COUNTS)
def stray_line(e: Element, context: Context, indent: int, counts: bool) -> list[Block]:
    raise LayoutProblem(e.line, "<l> is outside lines", "put it in <lines>")


def _written(e: Element, context: Context, style: Style, code: bool) -> tuple[Written, bool]:
    """A line, and whether it runs from right to left."""
    if e.tag != "l":
        raise LayoutProblem(e.line, f"there is a <{e.tag}> among lines", "only <l> can be in <lines>")
    look = InlineStyle(style=style, bold=style.bold, italic=style.italic)
    inlines = context.inlines(_hard(e), look) if code else context.inlines(e, look)
    for span in inlines if code else ():
        if isinstance(span, Span):
            span.text = span.text.replace(NO_BREAK_SPACE, " ")
    inlines, leftward = context.directed(inlines)
    indent = read_attribute(e, "indent", INDENT) * SPACE * style.size
    return Written(inlines, indent, read_attribute(e, "counts", COUNTS)), leftward


def _hard(e: Element) -> Element:
    """The same with spaces that stay as many as they are."""
    hard = [c.replace(" ", NO_BREAK_SPACE) if isinstance(c, str) else _hard(c) for c in e.children]
    return replace(e, children=hard)


def _sign(context: Context, style: Style) -> Span:
    (sign,) = context.spans(SIGN, InlineStyle(style=style, bold=style.bold, italic=style.italic))
    assert isinstance(sign, Span)
    return sign
