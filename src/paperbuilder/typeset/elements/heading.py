"""Headings and paragraphs.

In: an element and its context. Out: blocks. Fails with `LayoutProblem`.
"""

from __future__ import annotations

from paperbuilder.typeset.blocks import Block
from paperbuilder.typeset.context import Context
from paperbuilder.typeset.registry import (
    STYLE,
    Attribute,
    element,
)
from paperbuilder.typeset.xml import Element


def _heading(level: int) -> None:
    @element(f"h{level}", f"A heading of level {level}.", "text", style=Attribute(STYLE, "How it looks.", f"h{level}"))
    def heading(e: Element, context: Context, style: str) -> list[Block]:
        made = context.paragraph(e, style, context.tag(f"H{level}"))
        made.balanced = made.heads = made.stick = True
        return [made]


for _level in (1, 2, 3):
    _heading(_level)


@element("p", "A paragraph.", "text", style=Attribute(STYLE, "How it looks; that of its surroundings if left out.", ""))
def paragraph(e: Element, context: Context, style: str) -> list[Block]:
    return [context.paragraph(e, style or context.style, context.tag("P"))]
