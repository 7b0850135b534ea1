"""Lists, and options with their labels.

In: an element and its context. Out: blocks. Fails with `LayoutProblem`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

from paperbuilder.typeset.blocks import Block, Label
from paperbuilder.typeset.context import Context, meet
from paperbuilder.typeset.paragraphs import Paragraph
from paperbuilder.typeset.registry import (
    ELEMENTS,
    LENGTH_KIND,
    STYLE,
    WHOLE,
    WORDS,
    Attribute,
    element,
    read_attribute,
)
from paperbuilder.typeset.xml import Element, LayoutProblem

NUMBER = Attribute(WHOLE, "Its number in a numbered list.", "the next")
ROOM = Attribute(WORDS, "Words that the same item has elsewhere; if they are longer, it has room for them.", "")
AFTER_NUMBER = 0.2  # between the number of an item and its text, at least, of the size of the text
FIGURES = ("figure", "chart", "table")
BULLETS = "•–▪"  # of a list, of one in it, of one in that
BESIDE = 0.55  # between the label of an option and its text, of the size of the text: two spaces


@element(
    "ul",
    "A list with bullets.",
    "li",
    style=Attribute(STYLE, "How its items look.", "list"),
    indent=Attribute(LENGTH_KIND, "How far its items are indented.", 14.0),
)
def bullets(e: Element, context: Context, style: str, indent: float) -> list[Block]:
    return _list(e, context, style, indent, lambda n: BULLETS[context.in_lists % len(BULLETS)])


@element(
    "ol",
    "A numbered list.",
    "li",
    style=Attribute(STYLE, "How its items look.", "list"),
    indent=Attribute(LENGTH_KIND, "How far its items are indented.", 18.0),
)
def numbered(e: Element, context: Context, style: str, indent: float) -> list[Block]:
    return _list(e, context, style, indent, lambda n: f"{n}.")


def _list(e: Element, context: Context, style: str, indent: float, label: Callable[[int], str]) -> list[Block]:
    """The first item stays with the second, and the last with the one before."""
    inner = context.within(context.tag("L"), in_lists=context.in_lists + 1)
    marked: list[tuple[Element, Context, Paragraph]] = []
    number = 0
    for item in e.elements:
        if item.tag != "li":
            raise LayoutProblem(item.line, f"there is a <{item.tag}> in a list", "only <li> can be in a list")
        number = read_attribute(item, "number", replace(NUMBER, default=number + 1))
        here = inner.within(inner.tag("LI"))
        mark = Element("label", {}, item.line, [label(number)])
        marked.append((item, here, here.paragraph(mark, style, here.tag("Lbl"))))
    indent = max([indent, *(_wide(mark, context, AFTER_NUMBER) for _, _, mark in marked)])
    items = [_item(item, here, style, indent, mark) for item, here, mark in marked]
    for above, below in pairwise(items):
        meet(above[-1], below[0])
    if len(items) > 1:
        for blocks in (items[0], items[-2]):
            blocks[0].stick = True
    return [block for item in items for block in item]


def _item(e: Element, here: Context, style: str, indent: float, mark: Paragraph) -> list[Block]:
    """The text of an item, and the blocks below it."""
    body = here.within(here.tag("LBody"), left=here.left + indent)
    at = next((i for i, c in enumerate(e.children) if isinstance(c, Element) and c.tag in ELEMENTS), len(e.children))
    text = body.paragraph(replace(e, children=e.children[:at]), style, body.tag("P"))
    text.labels = [Label(mark, here.left)]
    text.after += _more(text, read_attribute(e, "room-for", ROOM), e, here.within(None, left=body.left), style)
    below = body.blocks(replace(e, children=e.children[at:]))
    text.stick = text.stick or bool(below)
    return [_mirrored(text, here.left), *below]


def _more(text: Paragraph, words: str, e: Element, context: Context, style: str) -> float:
    """How much more room other words need than the text of an item, in pt."""
    if not words:
        return 0
    other, width = context.paragraph(Element("li", {}, e.line, [words]), style, None), context.width - context.left
    return max(0, other.height(width) - text.height(width))


def _mirrored(text: Block, left: float) -> Block:
    """What runs from right to left has its label at the right."""
    if isinstance(text, Paragraph) and text.leftward:
        text.right, text.left = text.left - left, left
        for label in text.labels:
            label.block.leftward = True  # type: ignore[attr-defined]
    return text


def _wide(mark: Paragraph, context: Context, beside: float) -> float:
    """The width of a label with what is left free beside it, of the size of its text."""
    return mark.lines(context.design.width)[0].width + beside * mark.style.size


@element(
    "option",
    "What is ticked or numbered: its <label>, as bold as the style label, and a text whose lines are all beside it, or "
    "a figure.",
    "label, text or figure",
    style=Attribute(STYLE, "How it looks.", "option"),
)
def option(e: Element, context: Context, style: str) -> list[Block]:
    label = e.find("label")
    if label is None:
        raise LayoutProblem(e.line, "<option> has no <label>", "begin it with <label>, such as <label><tick/></label>")
    node, beside = context.tag("P"), Element("option", {}, e.line, [c for c in e.children if c is not label])
    mark = context.paragraph(label, style, node, bold=context.style_named("label", e.line).bold)
    here = context.within(node, left=context.left + _wide(mark, context, BESIDE))
    (text,) = here.blocks(beside) if any(map(beside.find, FIGURES)) else [here.paragraph(beside, style, node)]
    text.labels = [Label(mark, context.left)]
    return [_mirrored(text, context.left)]


@element("li", "An item of a list: its text, and blocks below it.", "text and blocks", number=NUMBER, room_for=ROOM)
def stray_item(e: Element, context: Context, number: object, room_for: str) -> list[Block]:
    raise LayoutProblem(e.line, "<li> is outside a list", "put it in <ul> or <ol>")
