"""Blocks that hold blocks: stacks, boxes, columns.

In: blocks. Out: a block that draws them inside itself. Cannot fail.
"""

from __future__ import annotations

from collections.abc import Sequence
from copy import copy

from paperbuilder.typeset.blocks import Block, Pen
from paperbuilder.typeset.inline import Span
from paperbuilder.typeset.paragraphs import Paragraph
from paperbuilder.typeset.style import Ink

NOTE_GAP = 5.0  # between words and the notes below them
STEPS = 4  # tries to leave enough to the next page


def gap(above: Block | None, below: Block) -> float:
    """Space between two blocks: the larger of what each wants; none at the top."""
    return max(above.after, below.before) if above is not None else 0


def give(above: Block | None, below: Block) -> float:
    """How much of that space may be taken away: none below lines to write on, or they seem to belong to `below`."""
    return 0 if above is None or above.writing else gap(above, below)


def stacked(blocks: Sequence[Block], width: float, tighter: float = 0) -> list[tuple[float, Block]]:
    """Each block with its y below the top of the first; the spaces between them smaller by a share."""
    placed: list[tuple[float, Block]] = []
    y, above = 0.0, None
    for block in blocks:
        y += gap(above, block) - give(above, block) * tighter
        placed.append((y, block))
        y += block.total(width)
        above = block
    return placed


def stack_height(blocks: Sequence[Block], width: float) -> float:
    y, above = 0.0, None
    for block in blocks:
        y += gap(above, block)
        y += block.total(width)
        above = block
    return y


def level(stacks: Sequence[Sequence[Block]], widths: Sequence[float]) -> list[float]:
    """How much lower each stack beside others begins, so that the first lines of all stand on one level."""
    drops = [s[0].drop(s[0].inner(w)) if s and s[0].levels else None for s, w in zip(stacks, widths, strict=True)]
    deepest = max((drop for drop in drops if drop is not None), default=0)
    return [0 if drop is None else deepest - drop for drop in drops]


class Box(Block):
    """Blocks inside a frame, at least `least` high, which is open where it is cut.

    It stays whole unless it is taller than a page can be; one that `flows` is cut anywhere, with `enough` (pt) on each
    side. Its last blocks are so many `notes`, in the order of their marks in its words: each stays on its mark's page.
    """

    flows: bool = False
    enough: float = 0
    notes: int = 0
    open_top: bool = False
    open_foot: bool = False

    def __init__(
        self, blocks: Sequence[Block], padding: float, thickness: float, fill: Ink | None = None, least: float = 0
    ):
        self.blocks, self.padding, self.thickness, self.fill, self.least = blocks, padding, thickness, fill, least

    def height(self, width: float) -> float:
        return max(self.least, stack_height(self.blocks, width - 2 * self.padding)) + 2 * self.padding

    def draw(self, pen: Pen, x: float, y: float, width: float) -> None:
        self._frame(pen, x, y, width, self.height(width))
        for below, block in stacked(self.blocks, width - 2 * self.padding):
            block.place(pen, x + self.padding, y + self.padding + below, width - 2 * self.padding)

    def _frame(self, pen: Pen, x: float, y: float, width: float, height: float) -> None:
        whole = not (self.open_top or self.open_foot)
        if self.fill or (self.thickness and whole):
            pen.box(x, y, width, height, self.thickness if whole else 0, self.fill)
        if self.thickness and not whole:
            sides = [(x, y, x, y + height), (x + width, y, x + width, y + height)]
            sides += [] if self.open_top else [(x, y, x + width, y)]
            sides += [] if self.open_foot else [(x, y + height, x + width, y + height)]
            for side in sides:
                pen.rule(*side, self.thickness)

    def split(self, width: float, available: float) -> tuple[Block, Block] | None:
        return self._fair(width, available) if self.flows else None

    def force_split(self, width: float, available: float) -> tuple[Block, Block] | None:
        return None if self.letter else self._fair(width, available)

    def tear(self, width: float, available: float) -> tuple[Block, Block] | None:
        return self._fair(width, available) or self._cut(width, available)

    def _fair(self, width: float, available: float) -> tuple[Block, Block] | None:
        """Cut with enough on each side; if too little were left for the next page, more goes there."""
        enough = self.enough + 2 * self.padding
        for tried in range(STEPS + 1):
            parts = self._cut(width, available - tried * self.enough / STEPS)
            if parts is None or parts[0].height(width) < enough:
                return None
            if parts[1].height(width) >= enough:
                return parts
        return None

    def _cut(self, width: float, available: float) -> tuple[Block, Block] | None:
        cut = cut_noted(self.blocks, self.notes, width - 2 * self.padding, available - 2 * self.padding)
        if cut is None:
            return None
        head, tail = copy(self), copy(self)
        head.blocks, tail.blocks, head.notes = cut
        tail.notes = self.notes - head.notes
        head.least = tail.least = 0
        head.open_foot = tail.open_top = True
        return self.pair(head, tail)


class Columns(Block):
    """Stacks of blocks side by side; `shares` are relative widths, `gutter` in pt."""

    def __init__(self, stacks: Sequence[Sequence[Block]], shares: Sequence[float], gutter: float):
        self.stacks, self.shares, self.gutter = stacks, shares, gutter

    def widths(self, width: float) -> list[float]:
        free = width - self.gutter * (len(self.shares) - 1)
        return [free * share / sum(self.shares) for share in self.shares]

    def height(self, width: float) -> float:
        widths = self.widths(width)
        down = level(self.stacks, widths)
        return max(stack_height(s, w) + d for s, w, d in zip(self.stacks, widths, down, strict=True))

    def force_split(self, width: float, available: float) -> tuple[Block, Block] | None:
        cuts = [cut_side(s, own, available) for s, own in zip(self.stacks, self.widths(width), strict=True)]
        if not any(above for above, _ in cuts):
            return None
        head, tail = copy(self), copy(self)
        head.stacks, tail.stacks = [above for above, _ in cuts], [below for _, below in cuts]
        return self.pair(head, tail)

    def draw(self, pen: Pen, x: float, y: float, width: float) -> None:
        widths = self.widths(width)
        for blocks, own, down in zip(self.stacks, widths, level(self.stacks, widths), strict=True):
            for below, block in stacked(blocks, own):
                block.place(pen, x, y + down + below, own)
            x += own + self.gutter


def cut_stack(blocks: Sequence[Block], width: float, available: float) -> tuple[list[Block], list[Block]] | None:
    """Blocks that fit into `available`, and the rest; None if nothing would stand on one of the sides."""
    head: list[Block] = []
    for y, block in stacked(blocks, width):
        if y + block.total(width) > available + 0.01:
            parts = block.tear(block.inner(width), available - y)
            rest = list(blocks[len(head) :])
            if parts:
                return [*head, parts[0]], [parts[1], *rest[1:]]
            return (head, rest) if head else None
        head.append(block)
    return None


def cut_noted(
    blocks: Sequence[Block], notes: int, width: float, available: float
) -> tuple[list[Block], list[Block], int] | None:
    """Like `cut_stack` for blocks of which the last are notes, which go with their marks; and how many are above."""
    words, below = blocks[: len(blocks) - notes], blocks[len(blocks) - notes :]
    room = available
    for _ in range(notes + 1):
        room = min(room, stack_height(words, width) - 1) if notes else room
        cut = cut_stack(words, width, room)
        if cut is None:
            return None
        count = count_marks(cut[0], width)
        if count:
            cut[0][-1].after = max(cut[0][-1].after, NOTE_GAP)
        head = [*cut[0], *below[:count]]
        over = stack_height(head, width) - available
        if over <= 0.01:
            return head, [*cut[1], *below[count:]], count
        room = stack_height(cut[0], width) - over
    return None


def _marks(block: Block, width: float) -> int:
    """How many raised marks stand in the words of a paragraph."""
    pieces = [p for line in block.lines(width) for _, p in line.pieces] if isinstance(block, Paragraph) else []
    return sum(isinstance(piece, Span) and piece.quiet and piece.rise > 0 for piece in pieces)


def count_marks(blocks: Sequence[Block], width: float) -> int:
    """How many raised marks stand in the words of blocks."""
    return sum(_marks(block, block.inner(width)) for block in blocks)


def cut_side(blocks: Sequence[Block], width: float, available: float) -> tuple[Sequence[Block], Sequence[Block]]:
    """What stands above and below a cut; a stack that fits stays whole above it."""
    cut = cut_stack(blocks, width, available)
    if cut:
        return cut
    return (blocks, []) if stack_height(blocks, width) <= available else ([], blocks)
