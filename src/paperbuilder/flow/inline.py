"""Text broken into lines.

In: spans of text and inline boxes, a width. Out: `Line`s of positioned pieces. Cannot fail.
A line breaks at spaces, after hyphens and dashes inside words, and inside a word only if the word
is wider than the line. No hyphens are added: a source must print as it is written.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from paperbuilder.flow.fonts import Face
from paperbuilder.flow.style import BLACK, Ink

WORD = re.compile(r"[ \t\n\r]+|[^ \t\n\r]+")
CHUNK = re.compile(r".+?(?:(?<=[^\W\d])[-‐–—/](?=[^\W\d])|$)")


@dataclass(slots=True)
class Span:
    """Text in one face. `quiet` text is an annotation, no part of the words of an extract."""

    text: str
    face: Face
    size: float
    rise: float = 0
    ink: Ink = BLACK
    quiet: bool = False
    lang: str = ""

    @property
    def width(self) -> float:
        return self.face.width(self.text) * self.size

    def cut(self, text: str) -> Span:
        """Other text that looks the same."""
        return Span(text, self.face, self.size, self.rise, self.ink, self.quiet, self.lang)


@dataclass(frozen=True, slots=True)
class Shape:
    """A thing in the line that is no text: a gap to write in, or a box to tick; sizes in pt."""

    kind: Literal["gap", "tick"]
    width: float
    size: float

    def within(self, width: float) -> Shape:
        """As wide as before, or as a whole line if that is less."""
        return replace(self, width=min(self.width, width))


@dataclass(frozen=True, slots=True)
class Break:
    """The end of a line, wanted by the author."""


Piece = Span | Shape
Inline = Span | Shape | Break


@dataclass(slots=True)
class Line:
    """Pieces with their x from the left edge; `spaced` if a space was dropped at its end."""

    pieces: list[tuple[float, Piece]]
    width: float
    spaced: bool = False


@dataclass(slots=True)
class _Atom:
    """What cannot be broken, and the space before it."""

    pieces: list[Piece]
    width: float
    space: list[Span]


def break_lines(inlines: Iterable[Inline], width: float) -> list[Line]:
    """Break to `width` (pt), first fit, ragged right. Always at least one line."""
    lines: list[Line] = []
    line = Line([], 0)
    for atom in _atoms(inlines):
        if atom is None:
            lines.append(line)
            line = Line([], 0)
            continue
        for part in _fitting(atom, width):
            gap = sum(s.width for s in part.space)
            if line.pieces and line.width + gap + part.width > width + 0.01:
                line.spaced = bool(part.space)
                lines.append(line)
                line = Line([], 0)
            _append(line, part)
    return [*lines, line]


def _append(line: Line, atom: _Atom) -> None:
    for piece in [*(atom.space if line.pieces else ()), *atom.pieces]:
        _join(line, piece)
        line.width += piece.width


def _join(line: Line, piece: Piece) -> None:
    last = line.pieces[-1][1] if line.pieces else None
    if isinstance(piece, Span) and isinstance(last, Span) and _same_look(last, piece):
        last.text += piece.text
    else:
        line.pieces.append((line.width, piece))


def _same_look(a: Span, b: Span) -> bool:
    return (a.face, a.size, a.rise, a.ink, a.quiet, a.lang) == (b.face, b.size, b.rise, b.ink, b.quiet, b.lang)


def _atoms(inlines: Iterable[Inline]) -> Iterator[_Atom | None]:
    """Unbreakable runs of pieces; None for a wanted line break."""
    pieces: list[Piece] = []
    space: list[Span] = []

    def atom() -> _Atom:
        return _Atom(pieces, sum(p.width for p in pieces), space)

    for piece, ends in _pieces(inlines):
        if isinstance(piece, Break) or (isinstance(piece, Span) and piece.text == " "):
            if pieces:
                yield atom()
                pieces, space = [], []
            if isinstance(piece, Break):
                space = []
                yield None
            elif not space:
                space = [piece]
            continue
        pieces.append(piece)
        if ends:
            yield atom()
            pieces, space = [], []
    if pieces:
        yield atom()


def _pieces(inlines: Iterable[Inline]) -> Iterator[tuple[Inline, bool]]:
    """Spans cut at every place a line may break; True after a piece that a line may end with."""
    for inline in inlines:
        if not isinstance(inline, Span):
            yield inline, False
            continue
        for word in WORD.findall(inline.text):
            if word[0] in " \t\n\r":
                yield inline.cut(" "), False
                continue
            chunks = CHUNK.findall(word)
            for i, chunk in enumerate(chunks):
                yield inline.cut(chunk), i < len(chunks) - 1


def _fitting(atom: _Atom, width: float) -> Sequence[_Atom]:
    """The atom itself, or its letters and shapes if it is wider than a whole line."""
    if atom.width <= width:
        return [atom]
    letters = [
        piece.cut(c) if isinstance(piece, Span) else piece.within(width)
        for piece in atom.pieces
        for c in (piece.text if isinstance(piece, Span) else " ")
    ]
    return [_Atom([p], p.width, atom.space if i == 0 else []) for i, p in enumerate(letters)]
