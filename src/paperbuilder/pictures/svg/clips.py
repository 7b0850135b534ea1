"""Clip paths: what of a shape is shown.

In: the element of a clip path. Out: a path. Fails with `CannotDraw`.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from xml.etree.ElementTree import Element

from paperbuilder.pictures.sketch import Steps
from paperbuilder.pictures.svg.gate import CannotDraw
from paperbuilder.pictures.svg.numbers import Matrix, moved, through, times, transform
from paperbuilder.pictures.svg.outlines import OUTLINED, outline
from paperbuilder.pictures.svg.source import Source
from paperbuilder.pictures.svg.styles import Style

Measure = Callable[[Style, str, str], float]


def clip_of(value: str, source: Source) -> Element:
    """The element that a `clip-path` names. Raises CannotDraw."""
    clip = source.named(value)
    if clip is None or clip.tag != "clipPath":
        raise CannotDraw(f"has a clip-path of {value[:30]}, which is not in the file; save it again as plain SVG")
    if clip.get("clipPathUnits") == "objectBoundingBox":
        raise CannotDraw("has a clip-path in units of the shape that it clips; save it again as plain SVG")
    return clip


def clip_path(clip: Element, source: Source, style: Style, matrix: Matrix, measure: Measure) -> tuple[Steps, bool]:
    """The path of all shapes in it, and whether it has holes where it goes round twice. Raises CannotDraw."""
    found: list[Steps] = []
    even_odd = False
    for child in clip:
        own = source.sheet.style(child, (clip,), style)
        placed = times(matrix, transform(own.get("transform", "")))
        if child.tag == "use" and (used := source.used(child)) is not None:
            corner = moved(*(measure(own, child.get(key, "0"), key) for key in ("x", "y")))
            child, own = used, source.sheet.style(used, (clip,), own)
            placed = times(times(placed, corner), transform(own.get("transform", "")))
        if child.tag not in OUTLINED:
            raise CannotDraw(f"has a clip-path of a <{child.tag}>; save it without, or as PNG")
        even_odd = even_odd or own.get("clip-rule") == "evenodd"
        found.append(through(placed, outline(child, partial(measure, own))))
    return tuple(step for path in found for step in path), even_odd
