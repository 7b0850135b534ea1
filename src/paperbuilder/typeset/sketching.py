"""Sketches on the page: their words in the faces of the theme.

In: a `Sketch`, a `Design`. Out: a block that draws it. Fails with `MissingGlyph`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from math import atan2, cos, degrees, dist, radians, sin

from paperbuilder.pictures import Picture
from paperbuilder.pictures.packing import Pixels
from paperbuilder.pictures.sketch import Group, Measure, Path, Point, Shape, Sketch, Steps, Words
from paperbuilder.typeset.blocks import Block, Pen
from paperbuilder.typeset.design import Design
from paperbuilder.typeset.inline import Span
from paperbuilder.typeset.tree import Node

NARROWEST = 0.75  # of their width, to which words are narrowed


@dataclass(frozen=True, slots=True)
class Lettering:
    """Words whose baseline begins at (x, y), turned by `angle` degrees against the clock, `stretch` times as wide."""

    spans: tuple[Span, ...]
    x: float
    y: float
    angle: float
    stretch: float = 1.0
    opacity: float = 1.0

    @property
    def width(self) -> float:
        return sum(span.width for span in self.spans) * self.stretch


@dataclass(frozen=True, slots=True)
class Window:
    """What is drawn only within a path."""

    drawn: tuple[Drawn, ...]
    within: Steps
    even_odd: bool


Drawn = Path | Lettering | Window


@dataclass(frozen=True, slots=True)
class Drawing:
    """A sketch that is ready to be drawn; sizes in pt."""

    width: float
    height: float
    shapes: tuple[Drawn, ...]


def drawing_of(sketch: Sketch, design: Design, style: str = "body") -> Drawing:
    """Raises MissingGlyph."""
    shapes = _drawn(sketch.shapes, design, design.styles[style].family)
    return Drawing(sketch.width, sketch.height, shapes)


def drawn_picture(opened: Callable[[float], Picture], design: Design, width: float) -> Pixels | Drawing:
    """A picture of a width, its words in the face of the text. Raises MissingGlyph."""
    picture = opened(width)
    if picture.sketch:
        return drawing_of(picture.sketch, design)
    assert picture.pixels
    return picture.pixels


def measure_in(design: Design, style: str = "body") -> Measure:
    """How wide words are in the face of a style."""
    family = design.styles[style].family

    def measure(text: str, size: float, bold: bool) -> float:
        return sum(face.width(piece) * size for face, piece in design.fonts.runs(text, family, bold, False))

    return measure


def _drawn(shapes: tuple[Shape, ...], design: Design, family: str) -> tuple[Drawn, ...]:
    found: list[Drawn] = []
    for shape in shapes:
        if isinstance(shape, Words):
            found += (_along if shape.along else _letterings)(shape, design, family)
        elif isinstance(shape, Group):
            found.append(Window(_drawn(shape.shapes, design, family), shape.within, shape.even_odd))
        else:
            found.append(shape)
    return tuple(found)


def _letterings(words: Words, design: Design, family: str) -> list[Lettering]:
    """The words of a line, one after another."""
    line = [_lettering(one, design, family) for one in (words, *words.then)]
    width = sum(one.width for one in line) + sum(one.x for one in line[1:])
    along, down = -width * {"start": 0, "middle": 0.5, "end": 1}[words.anchor], 0.0
    across, up = cos(radians(words.angle)), sin(radians(words.angle))
    found = []
    for i, one in enumerate(line):
        along, down = along + one.x * (i > 0), down + one.y * (i > 0)
        x, y = words.x + along * across + down * up, words.y - along * up + down * across
        found.append(replace(one, x=x, y=y, angle=words.angle))
        along += one.width
    return found


def _along(words: Words, design: Design, family: str) -> list[Lettering]:
    """The letters of words along a line; those beyond its ends are left out, as in SVG."""
    letters = [_lettering(replace(words, text=letter, room=0), design, family) for letter in words.text]
    width = sum(letter.width for letter in letters)
    place = words.x - width * {"start": 0, "middle": 0.5, "end": 1}[words.anchor]
    found = []
    for letter in letters:
        half = letter.width / 2
        if spot := _on_line(words.along, place + half):
            (x, y), angle = spot
            x, y = x - half * cos(radians(angle)), y + half * sin(radians(angle))
            found.append(replace(letter, x=x, y=y, angle=angle))
        place += letter.width
    return found


def _on_line(line: Sequence[Point], place: float) -> tuple[Point, float] | None:
    """The point of a line so far from its beginning, and how it goes there, in degrees against the clock."""
    for start, end in pairwise(line):
        long = dist(start, end)
        if long and 0 <= place <= long:
            part = place / long
            point = (start[0] + (end[0] - start[0]) * part, start[1] + (end[1] - start[1]) * part)
            return point, -degrees(atan2(end[1] - start[1], end[0] - start[0]))
        place -= long
    return None


def _lettering(words: Words, design: Design, family: str) -> Lettering:
    runs = design.fonts.runs(words.text, family, words.bold, words.italic)
    spans = tuple(Span(text, face, words.size, ink=words.ink) for face, text in runs)
    if any(span.face.shaping for span in spans):
        from paperbuilder.typeset.directions import as_seen

        spans = as_seen(spans)
    made = Lettering(spans, words.x, words.y, words.angle, words.stretch, words.opacity)
    wide = sum(span.width for span in spans)
    if words.room and wide > 1.01 * words.room:
        return replace(made, stretch=words.stretch * max(NARROWEST, words.room / wide))
    return made


class SketchBlock(Block):
    """A drawing in the column; nothing to read in it if it is an artifact."""

    def __init__(self, drawing: Drawing, node: Node | None):
        self.drawing, self.node = drawing, node

    def height(self, width: float) -> float:
        return self.drawing.height

    def least_width(self) -> float:
        return super().least_width() + self.drawing.width

    def draw(self, pen: Pen, x: float, y: float, width: float) -> None:
        with pen.mark(self.node):
            pen.drawing(self.drawing.shapes, x, y)
