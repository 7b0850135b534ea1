"""Extracts in their frames, with line numbers.

In: an element and its context. Out: blocks. Fails with `LayoutProblem`.
"""

from __future__ import annotations

from collections.abc import Sequence

from paperbuilder.typeset.blocks import Block, Label
from paperbuilder.typeset.containers import Box, count_marks
from paperbuilder.typeset.context import Context
from paperbuilder.typeset.inline import Line
from paperbuilder.typeset.kept_lines import KeptLines
from paperbuilder.typeset.paragraphs import Paragraph
from paperbuilder.typeset.registry import (
    LENGTH_KIND,
    WHOLE,
    WORDS,
    YES_NO,
    Attribute,
    element,
)
from paperbuilder.typeset.style import Style
from paperbuilder.typeset.xml import Element

LEAST = 4  # lines of an extract longer than a page on each side of a cut


@element(
    "extract",
    "The words of an extract, in a frame, with line numbers in the margin if wanted.",
    "p or lines",
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
    seen: list[tuple[int, Line]] = []
    number, width = 0, context.width - context.left - 2 * padding - margin
    for block in blocks:
        block.left = margin
        if isinstance(block, Paragraph) and (counts := _counts(block, inner.style_named("extract", e.line), width)):
            labels = []
            for i, (counted, line) in enumerate(zip(counts, block.lines(width), strict=True)):
                number += counted
                seen.append((max(number, 1), line))
                if counted and number_every and number % number_every == 0:
                    labels.append(_label(_line_number(inner, number), block, i))
            block.labels = labels
    context.index.lines[letter] = seen
    made = Box(blocks, padding, context.design.frame_rule)
    made.notes = _notes(blocks, inner.style_named("gloss", e.line), width + margin)
    made.flows = made.height(context.width - context.left) > context.design.height
    made.enough = LEAST * inner.style_named("extract", e.line).leading
    made.left, made.before, made.after, made.stick = context.left, 4, 10, keep_with_next
    made.letter = letter
    return [made]


def _counts(block: Paragraph, prose: Style, width: float) -> list[bool]:
    """For each line of an extract's words whether it counts; empty for what is around them."""
    if isinstance(block, KeptLines):
        return list(block.counted(width))
    return [True] * len(block.lines(width)) if block.style is prose else []


def _notes(blocks: Sequence[Block], gloss: Style, width: float) -> int:
    """How many of the last blocks are glosses, each of a mark in the words."""
    count = 0
    while count < len(blocks) and isinstance(last := blocks[-1 - count], Paragraph) and last.style is gloss:
        count += 1
    return count if count == count_marks(blocks[: len(blocks) - count], width) else 0


def _label(number: Paragraph, block: Paragraph, line: int) -> Label:
    """A number beside a line."""
    return Label(number, 0, line * block.style.leading + (block.style.leading - number.style.leading) / 2)


def _line_number(context: Context, number: int) -> Paragraph:
    return context.within(None).paragraph(Element("label", {}, 0, [str(number)]), "line-number", None)
