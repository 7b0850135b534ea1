"""Bars that show a share.

In: an element and its context. Out: blocks. Fails with `LayoutProblem`.
"""

from __future__ import annotations

from paperbuilder.typeset.blocks import Block, Pen
from paperbuilder.typeset.context import Context
from paperbuilder.typeset.paragraphs import Paragraph
from paperbuilder.typeset.registry import (
    LENGTH_KIND,
    PERCENT,
    Attribute,
    element,
)
from paperbuilder.typeset.style import Ink
from paperbuilder.typeset.xml import Element, LayoutProblem


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
