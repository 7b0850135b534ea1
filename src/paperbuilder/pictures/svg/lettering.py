"""The words of SVG's drawings.

In: a `text` element, its style and matrix. Out: `Words`, a line each. Fails with `CannotDraw`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from math import atan2, degrees, hypot
from typing import Literal
from xml.etree.ElementTree import Element

from paperbuilder.pictures.sketch import Words
from paperbuilder.pictures.svg.colours import Painted
from paperbuilder.pictures.svg.gate import CannotDraw
from paperbuilder.pictures.svg.numbers import Matrix, at, length
from paperbuilder.pictures.svg.source import Source
from paperbuilder.pictures.svg.styles import Style
from paperbuilder.pictures.svg.widths import width_in

OUTLINES = "turn that text into paths"
SYMBOLS = re.compile(r"symbol|wingdings|webdings|dingbats|font ?awesome", re.IGNORECASE)
NAMED = {"xx-small": 9, "x-small": 10, "small": 13, "medium": 16, "large": 18, "x-large": 24, "xx-large": 32}
RAISED = {"middle": 0.35, "central": 0.35, "hanging": 0.75, "text-before-edge": 0.9, "text-after-edge": -0.2}
RAISED |= {"before-edge": 0.9, "text-top": 0.9, "after-edge": -0.2, "text-bottom": -0.2, "ideographic": -0.2}
ANCHORS: dict[str, Literal["middle", "end"]] = {"middle": "middle", "end": "end"}
SHIFTED = {"sub": 0.2, "super": -0.35}  # of the size of the letters, downwards
LEAST_SLANT = 0.05  # of a matrix, by which letters would lean or stand on their heads
Paint = Callable[[Style], Painted | None]


def font_size(style: Style, above: float = 16.0) -> float:
    """In units of the drawing; `above` is the size of the letters around."""
    value = style.get("font-size", "16")
    if value in NAMED:
        return float(NAMED[value])
    if value in ("smaller", "larger"):
        return above * (1.2 if value == "larger" else 1 / 1.2)
    return length(value, above, above)


@dataclass(slots=True)
class _Piece:
    """Letters of one look; x and y are None where they go on behind the letters before."""

    text: str
    style: Style
    x: float | None
    y: float | None
    dx: float
    dy: float


def words_of(
    element: Element, around: Sequence[Element], style: Style, source: Source, matrix: Matrix, paint: Paint
) -> list[Words]:
    """The words of a text element, in lines. Raises CannotDraw."""
    pieces = list(_pieces(element, around, style, source, _Places(None)))
    kept = _without_outer_blanks(pieces)
    turn = _Turn.of(matrix) if kept else None
    lines: list[list[Words]] = []
    last = (0.0, 0.0)
    for piece in kept:
        assert turn
        words = _words(piece, turn, paint)
        if piece.x is None and piece.y is None and lines:
            lines[-1].append(words)
            continue
        last = (last[0] if piece.x is None else piece.x, last[1] if piece.y is None else piece.y)
        x, y = at(matrix, last[0] + piece.dx, last[1] + piece.dy + _raised(piece.style))
        lines.append([replace(words, x=x, y=y, anchor=ANCHORS.get(piece.style.get("text-anchor", ""), "start"))])
    made = [replace(line[0], then=tuple(line[1:])) for line in lines]
    return [line for line in made if any(one.opacity and one.text.strip() for one in (line, *line.then))]


def _raised(style: Style) -> float:
    where = style.get("alignment-baseline") or style.get("dominant-baseline", "")
    return RAISED.get(where, 0.0) * font_size(style)


@dataclass(frozen=True, slots=True)
class _Turn:
    """How letters are turned, scaled and stretched."""

    angle: float
    scale: float
    stretch: float

    @classmethod
    def of(cls, m: Matrix) -> _Turn:
        across, up = hypot(m[0], m[1]), hypot(m[2], m[3])
        upright = m[0] * m[3] - m[1] * m[2]
        if not upright > 0:
            raise CannotDraw(f"has mirrored text; {OUTLINES}")
        if abs(m[0] * m[2] + m[1] * m[3]) > LEAST_SLANT * across * up:
            raise CannotDraw(f"has slanted text; {OUTLINES}")
        return cls(-degrees(atan2(m[1], m[0])), up, across / up)


def _words(piece: _Piece, turn: _Turn, paint: Paint) -> Words:
    """Words at the shift of their piece."""
    style, painted = piece.style, paint(piece.style)
    size, weight = font_size(style) * turn.scale, style.get("font-weight", "normal")
    if SYMBOLS.search(style.get("font-family", "")):
        raise CannotDraw(f"has letters of a font of signs ({style['font-family'][:30]}); {OUTLINES}")
    if style.get("writing-mode", "lr").startswith(("tb", "vertical")):
        raise CannotDraw(f"has text from top to bottom; turn it with rotate, or {OUTLINES}")
    ink, seen = painted or ((0.0, 0.0, 0.0), 0.0)
    is_bold = weight in ("bold", "bolder") or (weight.isdigit() and int(weight) >= 600)
    return Words(
        text=piece.text,
        x=piece.dx * turn.scale * turn.stretch,
        y=piece.dy * turn.scale,
        size=size,
        bold=is_bold,
        italic=style.get("font-style", "normal").startswith(("italic", "oblique")),
        angle=turn.angle,
        ink=ink,
        stretch=turn.stretch,
        room=width_in(piece.text, style.get("font-family", "serif"), size, is_bold),
        opacity=seen,
    )


class _Places:
    """The places that an element gives to its letters, one after another, and those around it."""

    def __init__(self, outer: _Places | None):
        self.outer = outer
        self.lists: dict[str, list[float]] = {}

    def inside(self, element: Element, style: Style) -> _Places:
        made, size = _Places(self), font_size(style)
        for key in ("x", "y", "dx", "dy"):
            parts = re.split(r"[\s,]+", element.get(key, "").strip())
            made.lists[key] = [length(part, 0.0, size) for part in parts if part]
        return made

    def take(self, key: str) -> float | None:
        """The next place: of the innermost element that has one. The outer ones count on."""
        outer = self.outer.take(key) if self.outer else None
        own = self.lists.get(key)
        return own.pop(0) if own else outer


def _pieces(
    element: Element, around: Sequence[Element], style: Style, source: Source, outer: _Places
) -> Iterator[_Piece]:
    """Letters with their places: those that follow each other without a place in one piece."""
    if "rotate" in element.attrib:
        raise CannotDraw(f"has letters that are turned one by one; {OUTLINES}")
    if style.get("display") == "none":
        return
    places = outer.inside(element, style)
    yield from _letters(element.text or "", style, places)
    for child in element:
        inner = source.sheet.style(child, (*around, element), style)
        if child.tag not in ("tspan", "a"):
            raise CannotDraw(f"has a <{child.tag}> in its text; {OUTLINES}")
        size = font_size(inner, font_size(style)) if "font-size" in inner else font_size(style)
        inner["font-size"] = f"{size:f}"
        moved = _shift(inner, size)
        for i, piece in enumerate(_pieces(child, (*around, element), inner, source, places)):
            piece.dy += moved if not i else 0.0
            yield piece
        if moved:
            yield _Piece("", style, None, None, 0.0, -moved)
        yield from _letters(child.tail or "", style, places)


def _shift(style: Style, size: float) -> float:
    """How far a piece stands below the line."""
    value = style.get("baseline-shift", "0")
    if value == "baseline":
        return 0.0
    return SHIFTED[value] * size if value in SHIFTED else -length(value, size, size)


def _letters(text: str, style: Style, places: _Places) -> Iterator[_Piece]:
    if style.get("space") == "preserve" or style.get("white-space", "").startswith(("pre", "break-spaces")):
        text = re.sub(r"[\t\r\n]", " ", text)
    else:
        text = re.sub(r"[ \t\r\n]+", " ", text)
    piece: _Piece | None = None
    for letter in text:
        x, y = places.take("x"), places.take("y")
        dx, dy = places.take("dx") or 0.0, places.take("dy") or 0.0
        if piece is None or x is not None or y is not None or dx or dy:
            if piece:
                yield piece
            piece = _Piece("", style, x, y, dx, dy)
        piece.text += letter
    if piece:
        yield piece


def _without_outer_blanks(pieces: list[_Piece]) -> list[_Piece]:
    """One blank between words, none at the ends of the text, unless they are to be kept."""
    kept: list[_Piece] = []
    before = " "
    for piece in pieces:
        preserved = piece.style.get("space") == "preserve" or "pre" in piece.style.get("white-space", "")
        if not preserved and before == " ":
            piece.text = piece.text.lstrip(" ")
        before = piece.text[-1:] or before
        if piece.text or piece.dy or piece.dx or piece.x is not None or piece.y is not None:
            kept.append(piece)
    if kept and not kept[-1].text and len(kept) > 1:
        kept.pop()
    if kept:
        kept[-1].text = kept[-1].text.rstrip(" ")
    return kept
