"""Paragraphs: text in lines, and marks at their edge.

In: inlines and a style. Out: blocks. All lengths in pt; y runs down from the top of the page. Cannot fail.
"""

from __future__ import annotations

from collections.abc import Sequence
from copy import copy
from dataclasses import replace
from itertools import accumulate
from typing import TypeGuard

from paperbuilder.typeset.atoms import widest_word
from paperbuilder.typeset.blocks import Block, Pen
from paperbuilder.typeset.dresses import BOX_THICK, draw_around, draw_behind
from paperbuilder.typeset.inline import Inked, Inline, Line, Shape, Span
from paperbuilder.typeset.line_breaks import Way
from paperbuilder.typeset.lines import break_lines
from paperbuilder.typeset.style import Style
from paperbuilder.typeset.tree import Node

MOST_HEAD = 8  # lines of a heading, or of what stays with what follows: more are cut
UNBROKEN = 1e6  # pt, of a column in which every line has room
FRAME = 0.3  # of the size of the text: between it and the frame around it
CLEAR = 0.18  # of the size of the text: between a formula and the lines above and below it


class Paragraph(Block):
    """Text in one style; splits so that two lines at least stay on each side.

    A line that is `hung` stands in a field in the middle of the column, so wide and so far from the left of it.
    One that is `leftward` runs from right to left: its lines begin at the right. One that is `framed` stands in a box.
    The lines of one that is `balanced` are about as long as each other. `lang` is the language of its words.
    One with gaps is `opened`: each of its lines has so much more room above it (pt), to write in.
    """

    hung: tuple[float, float] | None = None
    lang = ""
    leftward = framed = False
    levels = True

    def __init__(self, inlines: Sequence[Inline], style: Style, node: Node | None, face_height: tuple[float, float]):
        self.writing = max((inline.pitch for inline in inlines if isinstance(inline, Shape)), default=0)
        self.opened = max(0.0, self.writing - style.leading)
        self.inlines, self.node = inlines, node
        self.style = replace(style, leading=style.leading + self.opened) if self.opened else style
        self._ascent, self._descent = face_height
        self.before, self.after = style.before, max(style.after, self.writing)
        self.stick = self.heads = style.keep_with_next
        self._lines: list[Line] | None = None
        self._broken_at = -1.0
        self.balanced = style.align == "centre"
        self._turned = any(isinstance(inline, Span) and inline.level for inline in inlines)
        self._uneven = any(map(_is_tall, inlines))
        self._dressed = any(isinstance(inline, Span | Shape | Inked) and inline.dress for inline in inlines)

    @property
    def is_plain(self) -> bool:
        """Whether it is nothing but text at the left."""
        return self.style.align == "left" and all(isinstance(inline, Span) for inline in self.inlines)

    def lines(self, width: float) -> list[Line]:
        if self._lines is None or self._broken_at not in (width, 0):
            self._lines, self._broken_at = break_lines(self._cut_words(), width, self.way), width
            self.put_in_order(self._lines)
            for line in self._lines if self._uneven else ():
                self._raise(line)
        return self._lines

    @property
    def way(self) -> Way:
        """How its lines are broken."""
        return "balanced" if self.balanced else "justified" if self.style.align == "justify" else "ragged"

    def _cut_words(self) -> Sequence[Inline]:
        """Its inlines, with soft hyphens if words may be cut."""
        if not self.style.hyphenate or not self.lang:
            return self.inlines
        from paperbuilder.typeset.hyphens import hyphenated

        return hyphenated(self.inlines, self.lang)

    def put_in_order(self, lines: Sequence[Line]) -> None:
        """Move the pieces of lines in which some run from right to left."""
        if self._turned:
            from paperbuilder.typeset.directions import set_in_order

            set_in_order(lines)

    def _raise(self, line: Line) -> None:
        """Give a line the room that its formulas and boxes need beyond what every line has."""
        formula = CLEAR * self.style.size
        tall = [(p, formula if isinstance(p, Inked) else 0) for _, p in line.pieces if _is_tall(p)]
        above = self._first_baseline()
        line.over = max([0, *(piece.ascent + clear - above for piece, clear in tall)])
        line.under = max([0, *(piece.descent + clear - (self.style.leading - above) for piece, clear in tall)])

    def height(self, width: float) -> float:
        lines = self.lines(width)
        return len(lines) * self.style.leading + (self._more(lines) if self._uneven else 0)

    @staticmethod
    def _more(lines: Sequence[Line]) -> float:
        return sum(line.over + line.under for line in lines)

    def drop(self, width: float) -> float:
        return self.opened + (self.lines(width)[0].over if self._uneven else 0)

    def least_width(self) -> float:
        return super().least_width() + (self.hung[0] if self.hung else widest_word(self.inlines))

    def natural_width(self) -> float:
        wide = max(line.width for line in break_lines(self.inlines, UNBROKEN, "first"))
        return self.left + self.right + (self.hung[0] if self.hung else wide)

    def baseline(self, line: int) -> float:
        """From the top of the paragraph to the baseline of a line."""
        even = self._first_baseline() + line * self.style.leading
        if self._uneven and self._lines:
            return even + self._more(self._lines[:line]) + self._lines[line].over
        return even

    def _first_baseline(self) -> float:
        leading = self.style.leading - self.opened
        half_leading = (leading - (self._ascent + self._descent) * self.style.size) / 2
        return self.opened + half_leading + self._ascent * self.style.size

    def depth(self) -> float:
        """From its last baseline to its foot, as its lines were last broken."""
        under = self._lines[-1].under if self._uneven and self._lines else 0
        return self.style.leading - self._first_baseline() + under

    whole = False

    def split(self, width: float, available: float) -> tuple[Block, Block] | None:
        return None if self.whole else self.force_split(width, available)

    def force_split(self, width: float, available: float) -> tuple[Block, Block] | None:
        lines = self.lines(width)
        if self.style.keep_with_next and len(lines) <= MOST_HEAD:
            return None
        fits = min(self._fitting(lines, available), len(lines) - 2)
        return self._cut(lines, fits) if fits >= 2 else None

    def _fitting(self, lines: list[Line], available: float) -> int:
        """How many lines there is room for."""
        if not self._uneven:
            return int((available + 0.01) // self.style.leading)
        heights = accumulate(self.style.leading + line.over + line.under for line in lines)
        return sum(1 for height in heights if height <= available + 0.01)

    def _cut(self, lines: list[Line], at: int) -> tuple[Block, Block]:
        head, tail = copy(self), copy(self)
        head._lines, tail._lines = lines[:at], lines[at:]
        head._broken_at = tail._broken_at = 0
        self.pair(head, tail)
        depth = at * self.style.leading - 0.5 * self.style.leading
        head.labels = [label for label in self.labels if label.down < depth]
        moved = (label for label in self.labels if label.down >= depth)
        tail.labels = [replace(label, down=label.down - at * self.style.leading) for label in moved]
        return head, tail

    def draw(self, pen: Pen, x: float, y: float, width: float) -> None:
        placed = []
        for i, line in enumerate(self.lines(width)):
            placed.append((self.shift(line, width), y + self.baseline(i), line))
        if self.framed:
            self._frame(pen, x, y, width)
        if self._dressed:
            draw_behind(pen, x, placed)
        with pen.mark(self.node):
            pen.lines(x, placed)
        if self._dressed:
            draw_around(pen, x, placed)

    def _frame(self, pen: Pen, x: float, y: float, width: float) -> None:
        """A box around all its lines."""
        beside = FRAME * self.style.size
        spans = [(self.shift(line, width), line.width) for line in self.lines(width)]
        left, right = min(at for at, _ in spans) - beside, max(at + wide for at, wide in spans) + beside
        pen.box(x + left, y, right - left, self.height(width), BOX_THICK * self.style.size)

    def shift(self, line: Line, width: float) -> float:
        """How far from the left of the column a line begins."""
        if self.hung:
            field, within = self.hung
            return (width - field) / 2 + within
        slack = width - line.width - line.indent
        if self.leftward and self.style.align in ("left", "justify"):
            return slack
        return line.indent + {"left": 0.0, "justify": 0.0, "centre": slack / 2, "right": slack}[self.style.align]


class Marks(Paragraph):
    """Marks at the right edge, on the last line of the paragraph above if there is room for them."""

    gap = 12.0
    _joined = False

    def __init__(self, text: Paragraph):
        super().__init__(text.inlines, text.style, text.node, (text._ascent, text._descent))
        self.left, self.stick, self.framed = text.left, text.stick, text.framed
        self.above: Paragraph | None = None

    def join(self, above: Paragraph) -> None:
        self.above, above.after, self.before = above, 0, 0
        above.stick = True

    def _joins(self, width: float) -> bool:
        if self.above is None or self.above.leftward:
            return False
        reach = self.above.left - self.left + self.above.lines(width + self.left - self.above.left)[-1].width
        return reach + self.gap + self.lines(width)[0].width <= width

    def height(self, width: float) -> float:
        self._joined = self._joins(width)
        return 0 if self._joined else super().height(width)

    def depth(self) -> float:
        return self.above.depth() if self.above and self._joined else super().depth()

    def split(self, width: float, available: float) -> None:
        return None

    def draw(self, pen: Pen, x: float, y: float, width: float) -> None:
        super().draw(pen, x, y - self._back() if self._joins(width) else y, width)

    def _back(self) -> float:
        """How far up the line begins that it joins."""
        last = self.above._lines[-1] if self.above and self.above._lines else None
        return self.style.leading + (last.under if last else 0)


def _is_tall(piece: Inline) -> TypeGuard[Inked | Shape]:
    """Whether it can be higher than a line: a formula or a box."""
    return isinstance(piece, Inked) or (isinstance(piece, Shape) and piece.kind != "gap")


def plain_words(inlines: Sequence[Inline]) -> str:
    """The words of a paragraph without its annotations."""
    return "".join(i.text for i in inlines if isinstance(i, Span) and not i.quiet)
