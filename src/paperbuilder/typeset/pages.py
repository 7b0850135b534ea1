"""Blocks set on pages.

In: blocks in order and the size of the text area. Out: `Page`s. Fails with `TooTall` for a block that
fits on no page and cannot be cut, with `TooLong` for more pages than anybody prints.

Blocks that stick together go to the next page together. Within such a group a splittable block may
be cut, so that a stem keeps its marks and its first lines (acceptance statement 10).
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from paperbuilder.typeset.answer_lines import AnswerLines
from paperbuilder.typeset.blocks import Block
from paperbuilder.typeset.containers import cut_stack, gap, stacked
from paperbuilder.typeset.paragraphs import Paragraph

MOST_PAGES = 3000
BARE = 0.25  # a page of which no more is used has only headings on it
FILL_FROM = 0.6  # domain.md 1.5: lines fill the page when more than this share of it is used


class TooTall(Exception):
    """A block that is taller than a page."""

    def __init__(self, block: Block):
        super().__init__(block)
        self.block = block


class TooLong(Exception):
    """More than `MOST_PAGES` pages."""


class PageBreak(Block):
    """Start a new page: always, only if less than a share of the page is left, or on a right-hand page.

    One for what `faces` the page after it starts a left-hand page, unless that would leave a page empty.
    """

    def __init__(self, if_less: float = 1, right: bool = False, faces: bool = False):
        self.if_less, self.right, self.faces = if_less, right, faces

    def height(self, width: float) -> float:
        return 0


@dataclass
class Page:
    """Blocks with the y of their top below the top of the text area (pt). A blank page has none."""

    number: int
    placed: list[tuple[float, Block]] = field(default_factory=list)
    used: float = 0

    @property
    def above(self) -> Block | None:
        return self.placed[-1][1] if self.placed else None


class Paginator:
    """Fills pages of `width` by `height` pt."""

    def __init__(self, width: float, height: float):
        self.width, self.height = width, height
        self.pages = [Page(1)]

    @property
    def page(self) -> Page:
        return self.pages[-1]

    def set(self, blocks: Iterable[Block], multiple: int = 1) -> list[Page]:
        """Place all blocks; blank pages make their number a multiple of `multiple`."""
        queue = deque(blocks)
        while queue:
            if isinstance(queue[0], PageBreak):
                self._turn(queue.popleft())  # type: ignore[arg-type]
            else:
                queue.extendleft(reversed(self._place(self._group(queue))))
        self._fill()
        while len(self.pages) % multiple:
            self.pages.append(Page(len(self.pages) + 1))
        return self.pages

    def _turn(self, wanted: PageBreak) -> None:
        if wanted.faces and not self.page.number % 2:
            return
        if self.page.placed and self.height - self.page.used < wanted.if_less * self.height:
            self._new_page()
        if wanted.right and not self.page.number % 2:
            self._new_page()

    def _new_page(self) -> None:
        self._fill()
        if len(self.pages) == MOST_PAGES:
            raise TooLong
        self.pages.append(Page(len(self.pages) + 1))

    def _group(self, queue: deque[Block]) -> list[Block]:
        """The next blocks that stick together, or as many of them as are more than two pages can take."""
        group = [queue.popleft()]
        height = group[0].total(self.width)
        while group[-1].stick and queue and not isinstance(queue[0], PageBreak) and height <= 2 * self.height:
            height += gap(group[-1], queue[0]) + queue[0].total(self.width)
            group.append(queue.popleft())
        return group

    def _place(self, group: Sequence[Block]) -> Sequence[Block]:
        """Set a group, or the part of it that this page takes; what is left goes on the next page."""
        start = self.page.used + gap(self.page.above, group[0])
        placed = stacked(group, self.width)
        if start + placed[-1][0] + placed[-1][1].total(self.width) <= self.height + 0.01:
            self._put(start, placed)
            return ()
        cut = self._cut(placed, self.height - start)
        if cut is None and (apart := self._apart(placed, start)):
            self._put(start, placed[:apart])
            return group[apart:]
        if cut is None and self.page.placed:
            self._new_page()
            return group
        if cut is None:
            cut = cut_stack(group, self.width, self.height)
        if cut is None:
            raise TooTall(group[0])
        self._put(start, stacked(cut[0], self.width))
        self._new_page()
        return cut[1]

    def _put(self, start: float, placed: Sequence[tuple[float, Block]]) -> None:
        for y, block in placed:
            self.page.placed.append((start + y, block))
            self.page.used = start + y + block.total(self.width)

    def _cut(self, placed: Sequence[tuple[float, Block]], available: float) -> tuple[list[Block], list[Block]] | None:
        blocks = [block for _, block in placed]
        over = next(i for i, (y, block) in enumerate(placed) if y + block.total(self.width) > available + 0.01)
        y, block = placed[over]
        parts = block.split(block.inner(self.width), available - y)
        while parts is None and over > 0:
            over -= 1
            parts = blocks[over].shorten(blocks[over].inner(self.width))
        return ([*blocks[:over], parts[0]], [parts[1], *blocks[over + 1 :]]) if parts else None

    def _apart(self, placed: Sequence[tuple[float, Block]], start: float) -> int:
        """Where a group that no page takes comes apart, from `start` on: on a page of its own, or one with no more than
        headings above an extract, before a question or, failing that, answer lines; else before a heading; else 0.

        Best is the first place from which the next page takes all the rest, else the last one on this page.
        """
        end = placed[-1][0] + placed[-1][1].total(self.width)
        fit = [i for i, (y, _) in enumerate(placed) if i and start + y <= self.height + 0.01]
        if end <= self.height:
            return 0
        headed = [i for i in fit if _heads(placed[i][1]) and not _heads(placed[i - 1][1])]
        bare = self.page.used <= BARE * self.height and any(block.letter for _, block in placed)
        if self.page.placed and (headed or not bare):
            return headed[-1] if headed else 0
        labelled = [i for i in fit if placed[i][1].labels]
        lines = [i for i in fit if isinstance(placed[i][1], AnswerLines) and placed[i][1].height(0) <= self.height]
        places = labelled or lines or headed
        return next((i for i in places if end - placed[i][0] <= self.height), places[-1] if places else 0)

    def _fill(self) -> None:
        """Let answer lines at the end of a page run on to its foot; what clings to them moves down."""
        page = self.page
        tail = len(page.placed) - 1
        while tail > 0 and page.placed[tail][1].clings:
            tail -= 1
        lines = page.placed[tail][1] if page.placed else None
        if not isinstance(lines, AnswerLines) or not lines.fill or page.used < FILL_FROM * self.height:
            return
        before = lines.total(self.width)
        lines.grow(self.height - page.used)
        grown = lines.total(self.width) - before
        page.placed[tail + 1 :] = [(y + grown, block) for y, block in page.placed[tail + 1 :]]
        page.used += grown


def _heads(block: Block) -> bool:
    """Whether a block is a heading: its style keeps it with what follows."""
    return isinstance(block, Paragraph) and block.style.keep_with_next
