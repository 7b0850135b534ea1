"""Boxes, columns, and what stays together.

In: an element and its context. Out: blocks. Fails with `LayoutProblem`.
"""

from __future__ import annotations

from paperbuilder.themes.scripts import is_leftward
from paperbuilder.typeset.blocks import Block
from paperbuilder.typeset.containers import Box, Columns
from paperbuilder.typeset.context import Context
from paperbuilder.typeset.registry import (
    LENGTH_KIND,
    SHARES,
    WORDS,
    YES_NO,
    Attribute,
    element,
)
from paperbuilder.typeset.xml import Element, LayoutProblem

QUOTE_INDENT, QUOTE_SPACE = 28.0, 8.0  # on both sides; above and below


@element(
    "box",
    "A frame around blocks; it does not split.",
    "blocks",
    padding=Attribute(LENGTH_KIND, "Space inside the frame.", 8.0),
    framed=Attribute(YES_NO, "Whether it has a rule around it.", True),
    fill=Attribute(WORDS, "A colour of the theme for its ground.", "paper"),
    height=Attribute(LENGTH_KIND, "The least height inside.", 0.0),
)
def box(e: Element, context: Context, padding: float, framed: bool, fill: str, height: float) -> list[Block]:
    inner = context.within(context.node, left=0, in_item=False)
    ground = None if fill == "paper" else context.ink(fill, e.line)
    made = Box(inner.blocks(e), padding, context.design.frame_rule * framed, ground, height)
    made.left, made.before, made.after, made.stick = context.left, 6, 8, context.in_item
    return [made]


@element("quote", "A quotation: blocks that are indented.", "blocks")
def quotation(e: Element, context: Context) -> list[Block]:
    found = context.within(context.tag("BlockQuote"), left=context.left + QUOTE_INDENT).blocks(e)
    for block in found:
        block.right += QUOTE_INDENT
    if found:
        found[0].before = max(found[0].before, QUOTE_SPACE)
        found[-1].after = max(found[-1].after, QUOTE_SPACE)
    return found


@element(
    "columns",
    "Blocks side by side; each <column> is one.",
    "column",
    widths=Attribute(SHARES, "Relative widths."),
    gutter=Attribute(LENGTH_KIND, "Space between them.", 14.0),
)
def columns(e: Element, context: Context, widths: list[float], gutter: float) -> list[Block]:
    if len(e.elements) != len(widths):
        raise LayoutProblem(e.line, f"there are {len(e.elements)} columns, but {len(widths)} widths")
    inner = context.within(context.node, left=0, in_item=False)
    stacks = [inner.blocks(column) for column in e.elements]
    if is_leftward(context.lang):
        stacks, widths = stacks[::-1], widths[::-1]
    made = Columns(stacks, widths, gutter)
    made.left, made.stick = context.left, context.in_item
    return [made]


@element(
    "keep",
    "Blocks that stay on one page.",
    "blocks",
    with_next=Attribute(YES_NO, "And on that of what comes after.", False),
    with_previous=Attribute(YES_NO, "And on that of what comes before.", False),
)
def keep(e: Element, context: Context, with_next: bool, with_previous: bool) -> list[Block]:
    found = context.blocks(e)
    for block in found if with_next else found[:-1]:
        block.stick = True
    for block in found[:1]:
        block.clings = block.clings or with_previous
    return found


@element(
    "head", "What heads a part of the paper, such as its title and rubric: on the page of what it heads.", "blocks"
)
def head(e: Element, context: Context) -> list[Block]:
    found = context.blocks(e)
    for block in found:
        block.stick = block.heads = True
    return found
