"""Sketches on the page: their words in the faces of the theme.

In: a `Sketch`, a `Design`. Out: a block that draws it. Fails with `MissingGlyph`.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import cos, radians, sin

from paperbuilder.pictures.sketch import Measure, Path, Sketch, Words
from paperbuilder.typeset.blocks import Block, Pen
from paperbuilder.typeset.design import Design
from paperbuilder.typeset.inline import Span
from paperbuilder.typeset.tree import Node


@dataclass(frozen=True, slots=True)
class Lettering:
    """Words whose baseline begins at (x, y), turned by `angle` degrees against the clock."""

    spans: tuple[Span, ...]
    x: float
    y: float
    angle: float


@dataclass(frozen=True, slots=True)
class Drawing:
    """A sketch that is ready to be drawn; sizes in pt."""

    width: float
    height: float
    shapes: tuple[Path | Lettering, ...]


def drawing_of(sketch: Sketch, design: Design, style: str = "body") -> Drawing:
    """Raises MissingGlyph."""
    family = design.styles[style].family
    shapes = tuple(_lettering(s, design, family) if isinstance(s, Words) else s for s in sketch.shapes)
    return Drawing(sketch.width, sketch.height, shapes)


def measure_in(design: Design, style: str = "body") -> Measure:
    """How wide words are in the face of a style."""
    family = design.styles[style].family

    def measure(text: str, size: float, bold: bool) -> float:
        return sum(face.width(piece) * size for face, piece in design.fonts.runs(text, family, bold, False))

    return measure


def _lettering(words: Words, design: Design, family: str) -> Lettering:
    runs = design.fonts.runs(words.text, family, words.bold, words.italic)
    spans = tuple(Span(text, face, words.size, ink=words.ink) for face, text in runs)
    if any(span.face.shaping for span in spans):
        from paperbuilder.typeset.directions import as_seen

        spans = as_seen(spans)
    back = sum(span.width for span in spans) * {"start": 0, "middle": 0.5, "end": 1}[words.anchor]
    turn = radians(words.angle)
    return Lettering(spans, words.x - back * cos(turn), words.y + back * sin(turn), words.angle)


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
