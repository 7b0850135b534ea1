"""Columns beside each other where there is room, else below each other.

In: an element and its context. Out: blocks. Fails with `LayoutProblem`.
"""

from __future__ import annotations

from collections.abc import Sequence

from paperbuilder.typeset.blocks import Block
from paperbuilder.typeset.containers import Box, Columns, stack_height
from paperbuilder.typeset.context import Context, LineIndex
from paperbuilder.typeset.kept_lines import KeptLines
from paperbuilder.typeset.registry import LENGTH_KIND, Attribute, element
from paperbuilder.typeset.xml import Element
from paperbuilder.units import MM

NARROWEST = 65 * MM


@element(
    "beside",
    "Each <column> beside the others if no line of verse or code must be turned over there and a page takes them "
    "whole; else below each other.",
    "column",
    gutter=Attribute(LENGTH_KIND, "Space between them.", 14.0),
)
def beside(e: Element, context: Context, gutter: float) -> list[Block]:
    count = len(e.elements)
    width = (context.width - context.left - gutter * (count - 1)) / count
    trial = context.within(None, left=0, column=width, index=LineIndex())
    if width < NARROWEST or not all(_fits(trial.blocks(column), width, context) for column in e.elements):
        return [block for column in e.elements for block in context.blocks(column)]
    inner = context.within(context.node, left=0, column=width)
    stacks = [inner.blocks(column) for column in e.elements]
    made = Columns(stacks, [1.0] * count, gutter)
    made.left, made.before, made.after = context.left, 4, 10
    made.stick = any(stack[-1].stick for stack in stacks if stack)
    return [made]


def _fits(blocks: Sequence[Block], width: float, context: Context) -> bool:
    return stack_height(blocks, width) <= context.design.height and all(_uncut(block, width) for block in blocks)


def _uncut(block: Block, width: float) -> bool:
    """Whether no line that an author ended is turned over."""
    if isinstance(block, Box):
        inner = block.inner(width) - 2 * block.padding
        return all(_uncut(within, inner) for within in block.blocks)
    return not isinstance(block, KeptLines) or block.fits(width)
