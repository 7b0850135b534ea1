"""Words along a path: rivers and streets of a map.

In: a `textPath`. Out: `Words` with the line that they follow. Fails with `CannotDraw`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from math import dist
from xml.etree.ElementTree import Element

from paperbuilder.pictures.sketch import Words, corners
from paperbuilder.pictures.svg.gate import CannotDraw
from paperbuilder.pictures.svg.lettering import Paint, words_of
from paperbuilder.pictures.svg.numbers import Matrix, length, size_of, through, times, transform
from paperbuilder.pictures.svg.outlines import outline
from paperbuilder.pictures.svg.source import Source
from paperbuilder.pictures.svg.styles import Style

MOST = 1_000_000  # letters by corners
ON_CURVE = 24  # corners that a curve is followed with


def words_along(
    element: Element, around: Sequence[Element], style: Style, source: Source, matrix: Matrix, paint: Paint
) -> list[Words]:
    """The words of every `textPath` of a text. Raises CannotDraw."""
    found = []
    for child in element:
        path = source.used(child)
        if path is None or path.tag != "path" or not path.get("d") or (child.tail or "").strip() or len(child):
            raise CannotDraw("has text along a path that cannot be drawn; turn that text into paths")
        own = source.sheet.style(child, (*around, element), style)
        placed = times(matrix, transform(path.get("transform", "")))
        line = tuple(corners(through(placed, outline(path, lambda value, _: length(value))), ON_CURVE)[0])
        if len(line) * len(child.text or "") > MOST:
            raise CannotDraw("has too many words along a path; turn that text into paths")
        whole = sum(dist(a, b) for a, b in zip(line, line[1:], strict=False))
        start = length(child.get("startOffset", "0"), whole / size_of(placed)) * size_of(placed)
        plain = Element("text")
        plain.text = child.text
        found += [
            replace(one, x=start, y=0.0, along=line) for one in words_of(plain, around, own, source, matrix, paint)
        ]
    return found
