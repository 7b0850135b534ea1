"""Text broken into lines.

In: spans of text and inline boxes, a width. Out: `Line`s of positioned pieces. Fails with `TooWide` for a formula.
A line breaks at spaces, after hyphens and dashes inside words, and inside a word only if the word
is wider than the line. No hyphens are added: a source must print as it is written. A formula is broken
only if it is wider than the line, and then after a relation or, failing that, another sign between its parts.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING, Literal

from paperbuilder.themes.scripts import FAR_EAST, units
from paperbuilder.typeset.fonts import NO_BREAK_SPACE, Face
from paperbuilder.typeset.style import BLACK, Ink

if TYPE_CHECKING:
    from paperbuilder.pictures.sketch import Path
    from paperbuilder.typeset.tree import Node

WORD = re.compile(r"[ \t\n\r]+|[^ \t\n\r]+")
DASH = re.compile(r"[-‐–—/]")
BREAK = re.compile(r"(?<=[^\W\d])[-‐–—/](?=[^\W\d])")
BELOW = 2.0  # from the baseline to the rule of a gap
CHUNK = re.compile(r".+?(?:(?<=[^\W\d])[-‐–—/](?=[^\W\d])|$)")


@dataclass(frozen=True, slots=True, eq=False)
class Dress:
    """What is drawn at all of some words: a rule under them, a box around them, or a ground behind them."""

    kind: str
    ink: Ink


@dataclass(slots=True)
class Span:
    """Text in one face. `quiet` text is an annotation, no part of the words of an extract.

    What has an odd `level` runs from right to left; `dress` is what is drawn at it, the outermost first.
    """

    text: str
    face: Face
    size: float
    rise: float = 0
    ink: Ink = BLACK
    quiet: bool = False
    lang: str = ""
    level: int = 0
    dress: tuple[Dress, ...] = ()

    @property
    def width(self) -> float:
        return self.face.width(self.text) * self.size

    def cut(self, text: str) -> Span:
        """Other text that looks the same."""
        look = (self.size, self.rise, self.ink, self.quiet, self.lang, self.level, self.dress)
        return Span(text, self.face, *look)


MIDDLE = 0.36  # of the size of the text: half of a capital, above the baseline


@dataclass(frozen=True, slots=True)
class Shape:
    """A thing in the line that is no text: a gap to write in, a box to tick or for a letter or a digit, or the end of a
    box around words; sizes in pt.

    A box stands with its middle on that of the capitals beside it, whose type has `size`. Lines with a gap are at least
    `pitch` apart.
    """

    kind: Literal["gap", "tick", "digit", "pad"]
    width: float
    size: float
    rule: float = 0.5
    pitch: float = 0
    level: int = 0
    dress: tuple[Dress, ...] = ()

    @property
    def ascent(self) -> float:
        """How far it reaches above the baseline."""
        return 0 if self.kind == "gap" else self.width / 2 + MIDDLE * self.size

    @property
    def descent(self) -> float:
        """And below it."""
        return BELOW if self.kind == "gap" else self.width / 2 - MIDDLE * self.size

    def within(self, width: float) -> Shape:
        """As wide as before; a gap at most as a whole line."""
        return replace(self, width=min(self.width, width)) if self.kind == "gap" else self


@dataclass(frozen=True, slots=True)
class Break:
    """The end of a line, wanted by the author."""


@dataclass(frozen=True, slots=True)
class Between:
    """What stands between a phrase in two languages: `text` if all has room on one line, else a new line begins."""

    text: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Inked:
    """A formula in the line: `shapes` with the baseline at their y 0, and `text` that a reader can mark and copy.

    Sizes in pt. The pieces that `cut` makes of it stand below each other if it is wider than a line.
    """

    tex: str
    width: float
    ascent: float
    descent: float
    shapes: tuple[Path, ...]
    text: tuple[Span, ...]
    node: Node | None
    cut: Callable[[], tuple[Inked, ...]]
    level: int = 0
    dress: tuple[Dress, ...] = ()

    @property
    def least(self) -> float:
        """The width of its widest piece."""
        return max((piece.least for piece in self.cut()), default=self.width)


class TooWide(Exception):
    """A formula of which a piece is wider than its column, in pt."""

    def __init__(self, tex: str, width: float, room: float):
        super().__init__(tex, width, room)
        self.tex, self.width, self.room = tex, width, room


Piece = Span | Shape | Inked
Inline = Span | Shape | Inked | Break | Between


@dataclass(slots=True)
class Line:
    """Pieces with their x from the left edge; `spaced` if a space was dropped at its end.

    `indent` is what is left free before it; a `turned` line goes on with what had no room in the one above.
    `over` and `under` are what it is higher and deeper than other lines, in pt.
    """

    pieces: list[tuple[float, Piece]]
    width: float
    spaced: bool = False
    indent: float = 0
    turned: bool = False
    over: float = 0
    under: float = 0


_Word = tuple[str, float, Piece]  # a text, its width, and the span it is like; for a shape no text


@dataclass(slots=True)
class _Atom:
    """What cannot be broken, and the space before it, if there is one."""

    words: list[_Word]
    width: float
    space: list[_Word]


def break_lines(inlines: Iterable[Inline], width: float) -> list[Line]:
    """Break to `width` (pt), first fit, ragged right. Always at least one line."""
    inlines = list(inlines)
    if any(isinstance(inline, Between) for inline in inlines):
        return _lines_of_pair(inlines, width)
    if len(inlines) == 1 and isinstance(inlines[0], Span) and (lines := _plain_lines(inlines[0], width)):
        return lines
    setter = _Setter()
    for atom in _atoms(inlines):
        if atom is None:
            setter.turn()
            continue
        for part in _fitting(atom, width):
            line, gap = setter.line, part.space[0][1] if part.space else 0
            if line.pieces and line.width + gap + part.width > width + 0.01:
                line.spaced = bool(part.space)
                setter.turn()
            setter.set(part)
    return setter.lines


def _lines_of_pair(inlines: Sequence[Inline], width: float) -> list[Line]:
    """One line for all languages, or new lines for each."""
    beside = [part for i in inlines for part in (i.text if isinstance(i, Between) else (i,))]
    lines = break_lines(beside, width)
    return lines if len(lines) == 1 else break_lines(below_each_other(inlines), width)


def below_each_other(inlines: Iterable[Inline]) -> list[Inline]:
    """The inlines with a new line for each language of a pair."""
    return [Break() if isinstance(inline, Between) else inline for inline in inlines]


def widest_word(inlines: Sequence[Inline]) -> float:
    """The width (pt) of the longest word, box or piece of a formula; gaps do not count, which can be narrower."""
    if len(inlines) == 1 and isinstance(inlines[0], Span):
        span = inlines[0]
        pieces = (piece for text, _ in _chunks(span.text) for piece in text.split(NO_BREAK_SPACE))
        return max(map(span.face.width, pieces), default=0) * span.size
    words = (part.words for atom in _atoms(inlines) if atom for part in _cut_at_no_breaks(atom))
    return max((sum(map(_least, w)) for w in words), default=0)


def _least(word: _Word) -> float:
    _, width, like = word
    if isinstance(like, Inked):
        return like.least
    return 0 if isinstance(like, Shape) and like.kind == "gap" else width


def _plain_lines(span: Span, width: float) -> list[Line]:
    """The lines of a text of one look, as most are; none if a word must be broken."""
    pieces = _pieces(span.text)
    widths = [span.face.width(piece.lstrip(" ")) * span.size for piece in pieces]
    if max(widths, default=0) > width + 0.01:
        return []
    space, lines, start = span.face.width(" ") * span.size, [Line([], 0)], 0
    for i, wide in enumerate(widths):
        line, gap = lines[-1], space if pieces[i][0] == " " else 0
        if i > start and line.width + gap + wide > width + 0.01:
            line.pieces, line.spaced = [(0, span.cut("".join(pieces[start:i]).lstrip(" ")))], gap > 0
            line, start = Line([], 0), i
            lines.append(line)
        line.width += wide if i == start else gap + wide
    if pieces:
        lines[-1].pieces = [(0, span.cut("".join(pieces[start:]).lstrip(" ")))]
    return lines


def _pieces(text: str) -> list[str]:
    """Words with a space before them, cut where a line may break inside of them."""
    words = [f" {word}" for word in text.split(" ") if word]
    found, _, chunk = _breaks(text)
    return [piece for word in words for piece in chunk.findall(word)] if found else words


def _breaks(text: str) -> tuple[bool, re.Pattern[str], re.Pattern[str]]:
    """Whether lines may break inside of words, and the patterns of such places and of what is between them."""
    if text.isascii() or max(text) < FAR_EAST:
        return bool(DASH.search(text)), BREAK, CHUNK
    from paperbuilder.typeset import far_east

    return True, far_east.BREAK, far_east.CHUNK


class _Setter:
    """Lines as they fill; words that look alike become one piece."""

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self.turn()

    def turn(self) -> None:
        """Begin a new line."""
        self.line = Line([], 0)
        self.lines.append(self.line)
        self._like: Span | None = None
        self._last: Span | None = None

    def set(self, atom: _Atom) -> None:
        line = self.line
        for text, width, like in [*atom.space, *atom.words] if line.pieces else atom.words:
            if not isinstance(like, Span):
                line.pieces.append((line.width, like))
                self._like = None
            elif self._last and self._like and (like is self._like or same_look(like, self._like)):
                self._last.text += text
            else:
                self._like, self._last = like, like.cut(text)
                line.pieces.append((line.width, self._last))
            line.width += width


def same_look(a: Span, b: Span) -> bool:
    """Whether two pieces of text differ in nothing but their words."""
    looks = ((s.face, s.size, s.rise, s.ink, s.quiet, s.lang, s.level, s.dress) for s in (a, b))
    return next(looks) == next(looks)


def _atoms(inlines: Iterable[Inline]) -> Iterator[_Atom | None]:
    """Unbreakable runs of words; None for a wanted line break."""
    words: list[_Word] = []
    space: list[_Word] = []
    for word, ends in _words(inlines):
        gap = word is None or word[0] == " "
        if word and not gap:
            words.append(word)
        if words and (gap or ends):
            yield _atom(words, space)
            words, space = [], []
        if word is None:
            space = []
            yield None
        elif gap and not space:
            space = [word]
    if words:
        yield _atom(words, space)


def _atom(words: list[_Word], space: list[_Word]) -> _Atom:
    return _Atom(words, sum([width for _, width, _ in words]), space)


def _words(inlines: Iterable[Inline]) -> Iterator[tuple[_Word | None, bool]]:
    """Words and spaces, cut at every place a line may break; True after one that may end a line; None for a break."""
    for inline, before, after in _beside([i for i in inlines if not isinstance(i, Span) or i.text]):
        if isinstance(inline, Span):
            measure, size = inline.face.width, inline.size
            for text, ends in _chunks(inline.text, before, after):
                yield (text, measure(text) * size, inline), ends
        else:
            yield None if isinstance(inline, Break | Between) else ("", inline.width, inline), False


def _beside(inlines: Sequence[Inline]) -> Iterator[tuple[Inline, str, str]]:
    """Each with the letters before and after it."""
    texts = ["", *(i.text if isinstance(i, Span) else "" for i in inlines), ""]
    for n, inline in enumerate(inlines):
        yield inline, texts[n][-1:], texts[n + 2][:1]


def _chunks(text: str, before: str = "", after: str = "") -> list[tuple[str, bool]]:
    inside, place, _ = _breaks(text)
    if not inside:
        return [(" " if word[0] in " \t\n\r" else word, False) for word in WORD.findall(text)]
    ends = [dash.end() - len(before) for dash in place.finditer(before + text + after)]
    last = set(ends)
    found = []
    for word in WORD.finditer(text):
        start, end = word.span()
        cuts = [start, *ends[bisect_right(ends, start) : bisect_left(ends, end)], end]
        found += [(text[a:b], b in last) for a, b in pairwise(cuts)]
    return [(" " if chunk[0] in " \t\n\r" else chunk, end) for chunk, end in found]


def _fitting(atom: _Atom, width: float) -> Sequence[_Atom]:
    """The atom itself, or its letters and shapes if it is wider than a whole line."""
    if atom.width <= width + 0.01:
        return (atom,)
    found: list[_Atom] = []
    for whole in _cut_at_formulas(atom, width):
        for part in [whole] if whole.width <= width + 0.01 else _cut_at_no_breaks(whole):
            found += [part] if part.width <= width + 0.01 else _apart(part, width)
    return found


def _cut_at_no_breaks(atom: _Atom) -> list[_Atom]:
    """An atom cut at its no-break spaces, which are spaces like others before a word is broken."""
    found = [_Atom([], 0, atom.space)]
    for text, width, like in atom.words:
        if not isinstance(like, Span) or NO_BREAK_SPACE not in text:
            found[-1].words.append((text, width, like))
            continue
        for i, piece in enumerate(text.split(NO_BREAK_SPACE)):
            if i:
                found.append(_Atom([], 0, [(" ", like.face.width(" ") * like.size, like)]))
            if piece:
                found[-1].words.append((piece, like.face.width(piece) * like.size, like))
    return [_atom(part.words, part.space) for part in found if part.words]


def _apart(atom: _Atom, width: float) -> list[_Atom]:
    letters = [letter for word in atom.words for letter in _letters(word, width)]
    return [_atom([letter], atom.space if i == 0 else []) for i, letter in enumerate(letters)]


def _cut_at_formulas(atom: _Atom, width: float) -> Sequence[_Atom]:
    """An atom cut between the pieces of the formulas in it; what stands before and after a formula keeps to it."""
    beside = sum(wide for _, wide, like in atom.words if not isinstance(like, Inked))
    room = width - beside if beside < width / 2 else width
    found: list[list[_Word]] = [[]]
    for word in atom.words:
        for i, piece in enumerate(_pieces_of(word[2], room) if isinstance(word[2], Inked) else (word[2],)):
            if i:
                found.append([])
            found[-1].append(("", piece.width, piece) if isinstance(piece, Inked) else word)
    return [_atom(words, atom.space if i == 0 else []) for i, words in enumerate(found)]


def _pieces_of(formula: Inked, width: float) -> Iterator[Inked]:
    """The pieces of a formula that fit into a line. Raises TooWide."""
    if formula.width <= width + 0.01:
        yield formula
        return
    pieces = formula.cut()
    if not pieces:
        raise TooWide(formula.tex, formula.width, width)
    for piece in pieces:
        yield from _pieces_of(piece, width)


def _letters(word: _Word, width: float) -> list[_Word]:
    text, _, like = word
    if isinstance(like, Span):
        letters = units(text) if like.face.shaping else text
        return [(letter, like.face.width(letter) * like.size, like) for letter in letters]
    shape = like.within(width) if isinstance(like, Shape) else like
    return [("", shape.width, shape)]
