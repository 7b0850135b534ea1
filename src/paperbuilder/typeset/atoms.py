"""What of a line cannot be broken: text cut at every place a line may end.

In: spans and inline boxes. Out: `Atom`s with their widths in pt. Fails with `TooWide` for a formula. A line may end at
spaces, after hyphens and dashes inside words, at soft hyphens, between letters of the Far East, and inside a word only
if the word is wider than the line. A formula is broken only if it is wider than the line, and then after a relation or,
failing that, another sign between its parts.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from paperbuilder.themes.scripts import FAR_EAST, units
from paperbuilder.typeset.fonts import NO_BREAK_SPACE
from paperbuilder.typeset.inline import Between, Break, Inked, Inline, Piece, Shape, Span, TooWide, same_look

SOFT_HYPHEN = "\u00ad"
WORD = re.compile(r"[ \t\n\r]+|[^ \t\n\r]+")
DASH = re.compile(r"[-‐–—/\u00ad]")
BREAK = re.compile(r"(?<=[^\W\d])[-‐–—/](?=[^\W\d])|(?<=\w)\u00ad")
CHUNK = re.compile(r".+?(?:(?<=[^\W\d])[-‐–—/](?=[^\W\d])|$)")

Word = tuple[str, float, Piece]  # a text, its width, and the span it is like; for a shape no text


@dataclass(slots=True)
class Atom:
    """What cannot be broken, and the space before it, if there is one; `hyphen` ends a line that it ends.

    `nearer` is how much nearer than their widths say it stands to the atom before it.
    """

    words: list[Word]
    width: float
    space: list[Word]
    hyphen: Span | None = None
    nearer: float = 0


def pieces_of(text: str) -> list[str]:
    """Words with a space before them, cut where a line may break inside of them."""
    words = [f" {word}" for word in text.split(" ") if word]
    found, _, chunk = _breaks(text)
    return [piece for word in words for piece in chunk.findall(word)] if found else words


def widest_word(inlines: Sequence[Inline]) -> float:
    """The width (pt) of the longest word, box or piece of a formula; gaps do not count, which can be narrower."""
    if len(inlines) == 1 and isinstance(inlines[0], Span) and SOFT_HYPHEN not in inlines[0].text:
        span = inlines[0]
        pieces = (piece for text, _ in _chunks(span.text) for piece in text.split(NO_BREAK_SPACE))
        return max(map(span.face.width, pieces), default=0) * span.size
    words = (part.words for atom in atoms(inlines) if atom for part in _cut_at_no_breaks(atom))
    return max((sum(map(_least, w)) for w in words), default=0)


def _least(word: Word) -> float:
    _, width, like = word
    if isinstance(like, Inked):
        return like.least
    return 0 if isinstance(like, Shape) and like.kind == "gap" else width


def atoms(inlines: Iterable[Inline]) -> Iterator[Atom | None]:
    """Unbreakable runs of words; None for a wanted line break."""
    words: list[Word] = []
    space: list[Word] = []
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


def _atom(words: list[Word], space: list[Word]) -> Atom:
    text, width, like = words[-1]
    made = Atom(words, 0, space)
    if isinstance(like, Span) and text.endswith(SOFT_HYPHEN):
        text = text[:-1]
        words[-1] = (text, like.face.width(text) * like.size, like)
        made.hyphen = like.cut(SOFT_HYPHEN if like.face.has(SOFT_HYPHEN) else "-")
        made.hyphen.quiet = True
    made.width = sum([width for _, width, _ in words])
    return made


def joined(atom: Atom, before: Atom) -> Atom:
    """The same, so near to the atom before it as letters of one word are."""
    (ended, _, a), (begun, _, b) = before.words[-1], atom.words[0]
    if not atom.space and a is b and isinstance(a, Span) and ended and begun:
        atom.nearer = a.face.nearer(ended[-1] + begun[0]) * a.size
    return atom


def _words(inlines: Iterable[Inline]) -> Iterator[tuple[Word | None, bool]]:
    """Words and spaces, cut at every place a line may break; True after one that may end a line; None for a break."""
    for inline, before, after in _beside(list(_merged(inlines))):
        if isinstance(inline, Span):
            measure, size = inline.face.width, inline.size
            for text, ends in _chunks(inline.text, before, after):
                if SOFT_HYPHEN in text:
                    text = text.replace(SOFT_HYPHEN, "") + SOFT_HYPHEN * (ends and text.endswith(SOFT_HYPHEN))
                yield (text, measure(text) * size, inline), ends
        else:
            yield None if isinstance(inline, Break | Between) else ("", inline.width, inline), False


def _merged(inlines: Iterable[Inline]) -> Iterator[Inline]:
    """The same with texts in one that look alike."""
    last: Span | None = None
    for inline in inlines:
        if isinstance(inline, Span) and last and same_look(inline, last):
            last = last.cut(last.text + inline.text)
            continue
        if last and last.text:
            yield last
        last = inline if isinstance(inline, Span) else None
        if last is None:
            yield inline
    if last and last.text:
        yield last


def _beside(inlines: Sequence[Inline]) -> Iterator[tuple[Inline, str, str]]:
    """Each with the letters before and after it."""
    texts = ["", *(i.text if isinstance(i, Span) else "" for i in inlines), ""]
    for n, inline in enumerate(inlines):
        yield inline, texts[n][-1:], texts[n + 2][:1]


def _breaks(text: str) -> tuple[bool, re.Pattern[str], re.Pattern[str]]:
    """Whether lines may break inside of words, and the patterns of such places and of what is between them."""
    if text.isascii() or max(text) < FAR_EAST:
        return bool(DASH.search(text)), BREAK, CHUNK
    from paperbuilder.typeset import far_east

    return True, far_east.BREAK, far_east.CHUNK


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


def fitting(atom: Atom, width: float) -> Sequence[Atom]:
    """The atom itself, or its letters and shapes if it is wider than a whole line."""
    if atom.width <= width + 0.01:
        return (atom,)
    found: list[Atom] = []
    for whole in _cut_at_formulas(atom, width):
        for part in [whole] if whole.width <= width + 0.01 else _cut_at_no_breaks(whole):
            found += [part] if part.width <= width + 0.01 else _apart(part, width)
    found[-1].hyphen = atom.hyphen
    return found


def _cut_at_no_breaks(atom: Atom) -> list[Atom]:
    """An atom cut at its no-break spaces, which are spaces like others before a word is broken."""
    found = [Atom([], 0, atom.space)]
    for text, width, like in atom.words:
        if not isinstance(like, Span) or NO_BREAK_SPACE not in text:
            found[-1].words.append((text, width, like))
            continue
        for i, piece in enumerate(text.split(NO_BREAK_SPACE)):
            if i:
                found.append(Atom([], 0, [(" ", like.face.width(" ") * like.size, like)]))
            if piece:
                found[-1].words.append((piece, like.face.width(piece) * like.size, like))
    return [_atom(part.words, part.space) for part in found if part.words]


def _apart(atom: Atom, width: float) -> list[Atom]:
    letters = [letter for word in atom.words for letter in _letters(word, width)]
    return [_atom([letter], atom.space if i == 0 else []) for i, letter in enumerate(letters)]


def _cut_at_formulas(atom: Atom, width: float) -> Sequence[Atom]:
    """An atom cut between the pieces of the formulas in it; what stands before and after a formula keeps to it."""
    beside = sum(wide for _, wide, like in atom.words if not isinstance(like, Inked))
    room = width - beside if beside < width / 2 else width
    found: list[list[Word]] = [[]]
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


def _letters(word: Word, width: float) -> list[Word]:
    text, _, like = word
    if isinstance(like, Span):
        letters = units(text) if like.face.shaping else text
        return [(letter, like.face.width(letter) * like.size, like) for letter in letters]
    shape = like.within(width) if isinstance(like, Shape) else like
    return [("", shape.width, shape)]
