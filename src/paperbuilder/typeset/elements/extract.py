"""Extracts in their frames, with line numbers.

In: an element and its context. Out: blocks. Fails with `LayoutProblem`.
"""

from __future__ import annotations

from paperbuilder.typeset.blocks import Block, Label, Paragraph
from paperbuilder.typeset.containers import Box
from paperbuilder.typeset.context import Context
from paperbuilder.typeset.inline import Line
from paperbuilder.typeset.registry import (
    LENGTH_KIND,
    WHOLE,
    WORDS,
    YES_NO,
    Attribute,
    element,
)
from paperbuilder.typeset.xml import Element


@element(
    "extract",
    "The words of an extract, in a frame, with line numbers in the margin if wanted.",
    "p",
    letter=Attribute(WORDS, "Its letter, for <lines-ref>."),
    number_every=Attribute(WHOLE, "Number every so many lines; 0 for none.", 0),
    padding=Attribute(LENGTH_KIND, "Space inside the frame.", 8.0),
    keep_with_next=Attribute(YES_NO, "Stand on the page of the question that follows.", False),
    lang=Attribute(WORDS, "The language of its words, if it is another.", ""),
)
def extract(
    e: Element,
    context: Context,
    letter: str,
    number_every: int,
    padding: float,
    keep_with_next: bool,
    lang: str,
) -> list[Block]:
    node = context.tag("BlockQuote", lang=lang)
    inner = context.within(node, left=0, in_item=False, style="extract", lang=lang or context.lang)
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
    made.letter = letter
    return [made]


def _line_number(context: Context, number: int) -> Paragraph:
    return context.within(None).paragraph(Element("label", {}, 0, [str(number)]), "line-number", None)
