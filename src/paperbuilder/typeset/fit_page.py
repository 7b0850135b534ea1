"""Blocks that are made to fit on one page, such as a cover.

In: an element, where in the document it stands, what is above it. Out: its blocks, set as large as the page allows,
and a new page after them. Cannot fail but as the blocks themselves do.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from paperbuilder.typeset.blocks import Block, Space
from paperbuilder.typeset.containers import stack_height
from paperbuilder.typeset.context import Context, LineIndex
from paperbuilder.typeset.filling import PageBreak
from paperbuilder.typeset.paragraphs import Paragraph
from paperbuilder.typeset.style import Style
from paperbuilder.typeset.xml import Element

STEPS = 5  # tries between the usual spaces or letters and the smallest
MOVES = "may-move"


@dataclass(frozen=True)
class Setting:
    """How many of the pieces that may move have moved, and the shares of their size that spaces and letters have."""

    moved: int = 0
    spaces: float = 1
    letters: float = 1


class FitPage(Block):
    """What stands in its place until it is known what is above it on its page: then `fitted` gives its blocks."""

    def __init__(self, e: Element, context: Context, spaces: float, letters: float):
        self.e, self.context, self.spaces, self.letters = e, context, spaces, letters
        self.movable = [child for child in e.elements if child.tag == MOVES]

    def height(self, width: float) -> float:
        return 0

    def fitted(self, above: Sequence[Block], width: float, height: float) -> list[Block]:
        """Its blocks below those that are above on the page, which is so wide and high (pt).

        If they do not fit even when all is done for it, they are set as usual, and go on to further pages.
        """

        @cache
        def fits(setting: Setting) -> bool:
            trial = self.context.within(None, index=LineIndex())
            blocks = _build(self._staying(setting.moved), setting, trial)
            return not blocks or stack_height([*above, *blocks], width) <= height + 0.01

        for usual, *smaller in self._settings():
            if fits(usual) or fits(smaller[-1]):
                setting = next(filter(fits, (usual, *smaller)))
                own = _build(self._staying(setting.moved), setting, self.context)
                pieces = [_build(piece, Setting(), self.context) for piece in self._leaving(setting.moved)]
                moved = [block for piece in pieces for block in piece]
                for whole in (*pieces, moved):
                    if stack_height(whole, width) <= height:
                        _hold(whole)
                return [*own, PageBreak(), *moved]
        return [*_build(self.e, Setting(), self.context), PageBreak()]

    def _settings(self) -> Iterator[list[Setting]]:
        """From the usual one on: smaller spaces, then smaller letters too; then the same with less on the page."""
        steps = [step / STEPS for step in range(STEPS + 1)]
        for moved in range(len(self.movable) + 1):
            spaces = [Setting(moved, 1 - (1 - self.spaces) * step) for step in steps]
            yield spaces + [Setting(moved, self.spaces, 1 - (1 - self.letters) * step) for step in steps[1:]]

    def _staying(self, moved: int) -> Element:
        gone = {id(child) for child in self.movable[len(self.movable) - moved :]}
        return replace(self.e, children=[child for child in self.e.children if id(child) not in gone])

    def _leaving(self, moved: int) -> list[Element]:
        return [replace(self.e, children=[child]) for child in self.movable[len(self.movable) - moved :]]


def _build(e: Element, setting: Setting, context: Context) -> list[Block]:
    """The blocks of an element in a setting."""
    design, shares = context.design, (setting.spaces, setting.letters)
    styles = {name: _smaller(style, *shares, design.least) for name, style in design.styles.items()}
    blocks = context.within(context.node, design=replace(design, styles=styles)).blocks(e)
    for block in blocks:
        _tighten(block, setting.spaces)
    return blocks


def _hold(blocks: Sequence[Block]) -> None:
    """Keep blocks on one page."""
    for block in blocks[:-1]:
        block.stick = True


def _smaller(style: Style, spaces: float, letters: float, least: float) -> Style:
    """A style with less space around its paragraphs, in smaller letters, but none that are smaller than the least."""
    share = min(1, max(letters, least / style.size))
    size, leading = style.size * share, style.leading * share
    return replace(style, before=style.before * spaces, after=style.after * spaces, size=size, leading=leading)


def _tighten(block: Block, spaces: float) -> None:
    """Less space around what is no paragraph."""
    if isinstance(block, Space):
        block.grow((spaces - 1) * block.height(0))
    elif not isinstance(block, Paragraph):
        block.before, block.after = block.before * spaces, block.after * spaces


def fit_pages(blocks: Sequence[Block], width: float, height: float) -> list[Block]:
    """The blocks of a document, with the blocks of everything that is to fit on a page in its place."""
    found: list[Block] = []
    for block in blocks:
        if isinstance(block, FitPage):
            start = max((i + 1 for i, one in enumerate(found) if isinstance(one, PageBreak)), default=0)
            found += block.fitted(found[start:], width, height)
        else:
            found.append(block)
    return found
