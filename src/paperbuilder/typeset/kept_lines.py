"""Lines that end where their author ends them: verse, speeches, code.

In: the inlines of each line, a style. Out: `KeptLines`, a block whose lines are turned over, indented, where they are
too long. Cannot fail.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from paperbuilder.typeset.blocks import Block, Pen
from paperbuilder.typeset.inline import Inline, Line, Piece, Shape, Span, same_look
from paperbuilder.typeset.line_breaks import Way
from paperbuilder.typeset.lines import break_lines
from paperbuilder.typeset.paragraphs import Paragraph
from paperbuilder.typeset.style import Style
from paperbuilder.typeset.tree import Node

TOKEN = re.compile(r" +|[^ ]+")
WHOLE = 4  # a stanza of so many lines is not cut
LEAST = 2  # lines of a longer one that stay together


class Written(NamedTuple):
    """A line as its author wrote it, indented (pt); whether it counts when lines are numbered."""

    inlines: Sequence[Inline]
    indent: float = 0
    counts: bool = True


class KeptLines(Paragraph):
    """Lines in one style; what has no room in one is turned over and indented by `hang` pt.

    With a `sign`, that stands before what is turned over, and every space is kept.
    """

    prose = False

    def __init__(
        self,
        written: Sequence[Written],
        style: Style,
        node: Node | None,
        face_height: tuple[float, float],
        hang: float,
        sign: Span | None = None,
    ):
        super().__init__([inline for line in written for inline in line.inlines], style, node, face_height)
        self.written, self.hang, self.sign = written, hang, sign

    def lines(self, width: float) -> list[Line]:
        if self._lines is None or self._broken_at not in (width, 0):
            self._lines = [line for written in self.written for line in self.broken(written, width)]
            self._broken_at = width
            self.put_in_order(self._lines)
        return self._lines

    def broken(self, written: Written, width: float) -> list[Line]:
        """The lines that one of the author's makes."""
        indent = min(written.indent, width / 2)
        if self.sign:
            return list(_spaced_lines(written.inlines, width - indent, self.hang, indent))
        way: Way = "ragged" if self.prose else "first"
        lines = break_lines(written.inlines, width - indent, way)
        if any(line.width > width - indent - self.hang for line in lines[1:]):
            lines = break_lines(written.inlines, width - indent - self.hang, way)
        for i, line in enumerate(lines):
            line.indent, line.turned, line.spaced = indent + self.hang * (i > 0), i > 0, True
        return lines

    def counted(self, width: float) -> Iterator[bool]:
        """For each line whether it counts: of each of the author's that does, the first, in prose all."""
        for written in self.written:
            for i, _ in enumerate(self.broken(written, width)):
                yield written.counts and (self.prose or i == 0)

    def force_split(self, width: float, available: float) -> tuple[Block, Block] | None:
        lines = self.lines(width)
        fits = min(int((available + 0.01) // self.style.leading), len(lines) - LEAST)
        while fits >= LEAST and lines[fits].turned:
            fits -= 1
        return self._cut(lines, fits) if fits >= LEAST and len(lines) > WHOLE else None

    def draw(self, pen: Pen, x: float, y: float, width: float) -> None:
        super().draw(pen, x, y, width)
        for i, line in enumerate(self.lines(width)):
            if self.sign and line.turned:
                with pen.mark(None):
                    mark = Line([(0, self.sign)], self.sign.width)
                    pen.lines(x + line.indent - self.hang, [(0.0, y + self.baseline(i), mark)])


def _spaced_lines(inlines: Sequence[Inline], width: float, hang: float, indent: float) -> Iterator[Line]:
    """Lines with all their spaces, which end after a space where there is one."""
    line, room = Line([], 0, indent=indent), width
    for piece in _tokens(inlines, width - hang):
        wide = piece.width
        blank = isinstance(piece, Span) and not piece.text.strip()
        if line.pieces and line.width + wide > room + 0.01 and not blank:
            yield line
            line, room = Line([], 0, indent=indent + hang, turned=True), width - hang
        last = line.pieces[-1][1] if line.pieces else None
        if isinstance(piece, Span) and isinstance(last, Span) and same_look(piece, last):
            line.width += piece.face.nearer(last.text[-1] + piece.text[0]) * piece.size
            last.text += piece.text
        else:
            line.pieces.append((line.width, piece))
        line.width += wide
    yield line


def _tokens(inlines: Sequence[Inline], most: float) -> Iterator[Piece]:
    """Words and spaces as pieces at most so wide."""
    for inline in inlines:
        if isinstance(inline, Shape):
            yield inline.within(most)
        elif isinstance(inline, Span):
            for whole in map(inline.cut, TOKEN.findall(inline.text)):
                yield from (whole,) if whole.width <= most else map(inline.cut, whole.text)
