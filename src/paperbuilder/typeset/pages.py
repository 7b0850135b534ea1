"""Blocks set on pages.

In: blocks in order and the size of the text area. Out: `Page`s, as `planning` chose them. Fails as that does.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from paperbuilder.typeset.blocks import Block
from paperbuilder.typeset.containers import stacked
from paperbuilder.typeset.filling import Ending, PageBreak, Start, running_on
from paperbuilder.typeset.planning import Planner


@dataclass
class Page:
    """Blocks with the y of their top below the top of the text area (pt). A blank page has none.

    One that is `closed` ends where it ends because the layout says so, whatever comes next.
    """

    number: int
    placed: list[tuple[float, Block]] = field(default_factory=list)
    used: float = 0
    closed: bool = False


def paginate(blocks: Sequence[Block], width: float, height: float, multiple: int = 1) -> list[Page]:
    """Set blocks on pages of `width` by `height` pt; blank pages make their number a multiple of `multiple`."""
    pages: list[Page] = []
    for start, ending, blank in Planner(blocks, width, height).plan():
        pages += [Page(len(pages) + i) for i in range(1, blank + 1)]
        pages.append(_page(len(pages) + 1, _piece(blocks, start, ending), width, height, ending))
    pages = pages or [Page(1)]
    while len(pages) % multiple:
        pages.append(Page(len(pages) + 1))
    return pages


def _piece(blocks: Sequence[Block], start: Start, ending: Ending) -> list[Block]:
    """The blocks of one page."""
    found = [block for block in blocks[start.at : ending.at] if not isinstance(block, PageBreak)]
    if start.rest and ending.at > start.at:
        found[0] = start.rest
    return [*found, ending.head] if ending.head else found


def _page(number: int, blocks: Sequence[Block], width: float, height: float, ending: Ending) -> Page:
    page = Page(number, stacked(blocks, width, ending.tighter), closed=ending.closed)
    if page.placed:
        top, last = page.placed[-1]
        page.used = top + last.total(width)
        _fill(page, width, height)
    return page


def _fill(page: Page, width: float, height: float) -> None:
    """Let what runs on at the end of a page go to its foot; what is held by it moves down."""
    at = running_on([block for _, block in page.placed], page.used, height)
    if at is None:
        return
    block = page.placed[at][1]
    before = block.total(width)
    block.grow(height - page.used)
    grown = block.total(width) - before
    page.placed[at + 1 :] = [(y + grown, below) for y, below in page.placed[at + 1 :]]
    page.used += grown
