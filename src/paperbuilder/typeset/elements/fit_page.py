"""What is to fit on one page.

In: an element and its context. Out: blocks. Fails with `LayoutProblem`.
"""

from __future__ import annotations

from paperbuilder.typeset.blocks import Block
from paperbuilder.typeset.context import Context
from paperbuilder.typeset.fit_page import MOVES, FitPage
from paperbuilder.typeset.registry import PERCENT, Attribute, element
from paperbuilder.typeset.xml import Element


@element(
    "fit-page",
    "Blocks that end their page, and are to fit on it. If they do not, spaces become smaller, step by step; then "
    f"letters, but none below the least size of the theme; then each <{MOVES}>, the last one first, goes to the top of "
    "the next page, and the rest is set as large as it can be. What cannot fit even so goes on to further pages.",
    f"blocks and {MOVES}",
    spaces=Attribute(PERCENT, "How small spaces between blocks become.", 0.5),
    letters=Attribute(PERCENT, "How small letters become.", 0.9),
)
def fit_page(e: Element, context: Context, spaces: float, letters: float) -> list[Block]:
    return [FitPage(e, context.within(context.tag("Div")), spaces, letters)]


@element(MOVES, "Blocks of a <fit-page> that go to the next page, all of them, if there is too little room.", "blocks")
def may_move(e: Element, context: Context) -> list[Block]:
    return context.blocks(e)
