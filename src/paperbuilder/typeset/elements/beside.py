"""Columns beside each other where there is room, else below each other.

In: an element and its context. Out: blocks. Fails with `LayoutProblem`.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from paperbuilder.typeset.blocks import Block
from paperbuilder.typeset.containers import Box, Columns, gap, stack_height, stacked
from paperbuilder.typeset.context import Context, LineIndex
from paperbuilder.typeset.filling import PageBreak
from paperbuilder.typeset.kept_lines import KeptLines
from paperbuilder.typeset.registry import LENGTH_KIND, Attribute, element
from paperbuilder.typeset.xml import Element
from paperbuilder.units import MM

NARROWEST, FAR = 65 * MM, 10_000.0


@element(
    "beside",
    "Each <column> beside the others if no line of verse or code must be turned over there and a page takes them "
    "whole; else below each other, or on facing pages.",
    "column",
    gutter=Attribute(LENGTH_KIND, "Space between them.", 14.0),
)
def beside(e: Element, context: Context, gutter: float) -> list[Block]:
    width = context.width - context.left
    widths = _widths([_needed(column, context, width) for column in e.elements], width, gutter)
    if not widths or not all(map(partial(_is_low, context=context), e.elements, widths)):
        return _below(e, context, width)
    stacks = [
        context.within(context.node, left=0, column=own).blocks(column)
        for column, own in zip(e.elements, widths, strict=True)
    ]
    _line_up(stacks, widths)
    made = Columns(stacks, widths, gutter)
    made.left, made.before, made.after = context.left, 4, 10
    made.stick = any(stack[-1].stick for stack in stacks if stack)
    return [made]


def _line_up(stacks: Sequence[Sequence[Block]], widths: Sequence[float]) -> None:
    """Let the first boxes of columns begin and end at the same height."""
    found = []
    for stack, width in zip(stacks, widths, strict=True):
        first = next(((y, block, width) for y, block in stacked(stack, width) if isinstance(block, Box)), None)
        found += [first] if first else []
    if len(found) < len(stacks):
        return
    lowest = max(y for y, _, _ in found)
    highest = max(box.height(box.inner(width)) - 2 * box.padding for _, box, width in found)
    for (y, box, _), stack in zip(found, stacks, strict=True):
        at = stack.index(box)
        box.before, box.least = lowest - y + (gap(stack[at - 1], box) if at else 0), highest


def _below(e: Element, context: Context, width: float) -> list[Block]:
    """The columns below each other; each on its own page, the first facing the second, if a page takes one alone."""
    stacks = [context.blocks(column) for column in e.elements]
    heights = [stack_height(stack, width) for stack in stacks]
    if sum(heights) <= context.design.height or max(heights) > context.design.height:
        return [block for stack in stacks for block in stack]
    breaks = [PageBreak(faces=True), *(PageBreak() for _ in stacks[1:])]
    return [block for turn, stack in zip(breaks, stacks, strict=True) for block in (turn, *stack)]


def _trial(e: Element, context: Context, width: float) -> list[Block]:
    """The blocks of a column that is not printed."""
    return context.within(None, left=0, column=width, index=LineIndex()).blocks(e)


def _widths(needed: Sequence[float], width: float, gutter: float) -> list[float]:
    """As wide as each other, or as they need to be; none if there is no room for that."""
    room = width - gutter * (len(needed) - 1)
    if max(needed, default=0) <= room / len(needed):
        return [room / len(needed)] * len(needed)
    free = (room - sum(needed)) / len(needed)
    return [need + free for need in needed] if free >= 0 else []


def _needed(e: Element, context: Context, width: float) -> float:
    """The width of a column in which no line of verse or code is turned over."""
    return max([NARROWEST, *(_widest(block) for block in _trial(e, context, width))])


def _widest(block: Block) -> float:
    if isinstance(block, Box):
        return max([0.0, *(_widest(within) + 2 * block.padding for within in block.blocks)])
    if isinstance(block, KeptLines):
        return block.left + max((line.indent + line.width for line in block.lines(FAR)), default=0) + 0.1
    return 0


def _is_low(e: Element, width: float, context: Context) -> bool:
    """Whether a page takes a column whole."""
    return stack_height(_trial(e, context, width), width) <= context.design.height
