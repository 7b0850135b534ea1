"""Spaces, rules, page breaks, and the end.

In: an element and its context. Out: blocks. Fails with `LayoutProblem`.
"""

from __future__ import annotations

from paperbuilder.typeset.blocks import Block, Rule, Space
from paperbuilder.typeset.context import Context
from paperbuilder.typeset.filling import PageBreak
from paperbuilder.typeset.paragraphs import Paragraph
from paperbuilder.typeset.registry import (
    LENGTH_KIND,
    PERCENT,
    WORDS,
    YES_NO,
    Attribute,
    element,
)
from paperbuilder.typeset.xml import Element


@element("space", "Empty space.", height=Attribute(LENGTH_KIND, "How high."))
def space(e: Element, context: Context, height: float) -> list[Block]:
    made = Space(height)
    made.stick = context.in_item
    return [made]


@element(
    "rule",
    "A line across the column.",
    thickness=Attribute(LENGTH_KIND, "Of the line.", 0.6),
    ink=Attribute(WORDS, "A colour of the theme.", "ink"),
    dash=Attribute(LENGTH_KIND, "Length of dashes and gaps; 0pt for a solid line.", 0.0),
)
def rule(e: Element, context: Context, thickness: float, ink: str, dash: float) -> list[Block]:
    made = Rule(thickness, context.ink(ink, e.line), dash)
    made.left, made.before, made.after = context.left, 4, 6
    return [made]


@element(
    "page-break",
    "A new page.",
    if_less=Attribute(PERCENT, "Only if less than this share of the page is left.", 1.0),
    right=Attribute(YES_NO, "Go on to a right-hand page.", False),
)
def page_break(e: Element, context: Context, if_less: float, right: bool) -> list[Block]:
    return [PageBreak(if_less, right)]


@element("end", "The line that ends the questions; it stays with what is above.", "text")
def end(e: Element, context: Context) -> list[Block]:
    made: Paragraph = context.paragraph(e, "end", context.tag("P"))
    made.clings = made.ends = True
    return [made]


@element("or", "What stands between two of which one is chosen: on the page of both, or facing one of them.", "text")
def either(e: Element, context: Context) -> list[Block]:
    made: Paragraph = context.paragraph(e, "or", context.tag("P"))
    made.clings = made.stick = made.either = True
    return [made]
