"""Formulas drawn: the outlines of their signs, on a baseline.

In: parts of a formula. Out: `Drawn`. Cannot fail for what `parse` gives. This is the one module that knows ziamath, and
it is loaded when the first formula is drawn. Everything is laid out once, for a size of 1 pt, and scaled.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from threading import Lock
from typing import TYPE_CHECKING

from paperbuilder.maths.mathml import mathml, sort_of
from paperbuilder.maths.parse import parse
from paperbuilder.maths.tree import Part

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from paperbuilder.pictures.sketch import Steps

LAID_OUT = 100.0  # the size at which ziamath reckons
CAPITALS = 0.656  # height of the capitals of STIX Two Math, of its size
STEP = re.compile(r"([MLQCZ])([^MLQCZ]*)")
MOST_DRAWN = 2000
_drawing = Lock()  # ziamath changes its font while it draws
BREAKS = ("rel", "bin")


@dataclass(frozen=True, slots=True)
class Outline:
    """A closed area, or, with a `line`, a stroke of that width."""

    steps: Steps
    line: float = 0


@dataclass(frozen=True, slots=True, eq=False)
class Drawn:
    """Parts of a formula in units of its size; y runs down from the baseline. Room for what is `after` is left."""

    parts: tuple[Part, ...]
    displayed: bool
    after: str
    width: float
    ascent: float
    descent: float
    outlines: tuple[Outline, ...]


@lru_cache(maxsize=MOST_DRAWN)
def draw(tex: str, displayed: bool) -> Drawn:
    """Raises FormulaError."""
    found = parse(tex)
    return _drawn(found.kids if found.kind == "row" else (found,), displayed)


@lru_cache(maxsize=MOST_DRAWN)
def pieces(drawn: Drawn) -> tuple[Drawn, ...]:
    """A formula cut where it may go on in another line: after its relations, else after its plus signs; or nothing."""
    for sort in BREAKS:
        cut = list(_cut(drawn.parts, sort))
        if len(cut) > 1:
            nexts = [*(sort_of(piece[0]) for piece in cut[1:]), drawn.after]
            return tuple(_drawn(piece, drawn.displayed, n) for piece, n in zip(cut, nexts, strict=True))
    return ()


def _drawn(parts: tuple[Part, ...], displayed: bool, after: str = "") -> Drawn:
    return Drawn(parts, displayed, after, *_laid_out(mathml(parts, displayed, after)))


def _cut(parts: Sequence[Part], sort: str) -> Iterator[tuple[Part, ...]]:
    """Parts, cut after each of a sort that is not the first or last."""
    start = 0
    for i, part in enumerate(parts):
        if sort_of(part) == sort and i > start and i + 1 < len(parts):
            yield tuple(parts[start : i + 1])
            start = i + 1
    yield tuple(parts[start:])


def _laid_out(element: Element) -> tuple[float, float, float, tuple[Outline, ...]]:
    from ziafont.config import config
    from ziamath.zmath import Math

    from paperbuilder.maths import rows  # noqa: F401

    with _drawing:
        config.svg2 = False
        made = Math(element, size=LAID_OUT, margin=0)
        shapes = list(made.svgxml().iter())
    box, wide = made.node.bbox, made.node.xadvance()
    outlines = tuple(_outline(shape) for shape in shapes if shape.tag in ("path", "rect"))
    return max(box.xmax, wide) / LAID_OUT, max(0, box.ymax) / LAID_OUT, max(0, -box.ymin) / LAID_OUT, outlines


def _outline(shape: Element) -> Outline:
    if shape.tag == "rect":
        x, y, width, height = (float(shape.get(key, 0)) / LAID_OUT for key in ("x", "y", "width", "height"))
        steps = (("m", x, y), ("l", x + width, y), ("l", x + width, y + height), ("l", x, y + height), ("h",))
        line = float(shape.get("stroke-width", 0)) / LAID_OUT if shape.get("stroke") else 0
        return Outline(steps, line)
    line = float(shape.get("stroke-width", 0)) / LAID_OUT if shape.get("stroke") else 0
    return Outline(tuple(_steps(shape.get("d", ""))), line)


def _steps(path: str) -> Iterator[tuple[str, *tuple[float, ...]]]:
    """The steps of an SVG path, its quadratic curves as cubic ones."""
    x = y = 0.0
    for letter, rest in STEP.findall(path):
        n = [float(number) / LAID_OUT for number in rest.replace(",", " ").split()]
        if letter == "Q":
            a, b, c, d = n
            n = [x + (a - x) * 2 / 3, y + (b - y) * 2 / 3, c + (a - c) * 2 / 3, d + (b - d) * 2 / 3, c, d]
        yield ("c" if letter in "QC" else letter.lower().replace("z", "h"), *n)
        if n:
            x, y = n[-2:]
