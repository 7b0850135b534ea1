"""Drawings: SVG of plain shapes, drawn as vectors. What other programs put into a file for themselves is left out.

In: a file and its printed width (pt). Out: a drawing, and its printed height. Fails with `ValueError` in plain words.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator
from io import BytesIO
from math import isfinite
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import TreeBuilder, tostring
from xml.parsers import expat

MAX_SHAPES = 5_000
MAX_LETTERS = 5_000  # every rule of a style is held against every shape
LARGEST = 1e7  # of a number in a drawing
SVG = ("", "http://www.w3.org/2000/svg")
SHAPES = {"svg", "g", "defs", "title", "desc", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon"}
SHAPES |= {"style"}
INSTEAD = {"text": "turn text into paths", "tspan": "turn text into paths", "image": "put the picture in as PNG"}


def read_drawing(path: Path, width: float) -> tuple[Any, float]:
    """Raises ValueError."""
    drawing = _drawing(path.name, _Shapes(path.name).read(path.read_bytes()))
    if not (drawing.width > 0 and drawing.height > 0):
        raise ValueError(f"{path.name} does not say how large it is; save it again with a width and a height")
    if not all(isfinite(number) and abs(number) < LARGEST for number in _numbers(drawing)):
        raise ValueError(f"{path.name} has a number in it that cannot be drawn; save it again as plain SVG")
    scale = width / drawing.width
    drawing.scale(scale, scale)
    return drawing, drawing.height * scale


def _drawing(name: str, data: bytes) -> Any:
    from svglib.svglib import logger, svg2rlg

    complaints = _Complaints()
    logger.addFilter(complaints)
    try:
        drawing = svg2rlg(BytesIO(data))
    except Exception:  # svglib raises whatever a wrong number leads it to
        drawing = None
    finally:
        logger.removeFilter(complaints)
    if drawing is None:
        raise ValueError(f"{name} is not an SVG drawing that can be read; save it again as plain SVG")
    if complaints.found:
        unknown = ", ".join(dict.fromkeys(complaints.found))
        raise ValueError(f"{name} has something that cannot be drawn: {unknown[:80]}; use a colour such as #0B2E6B")
    return drawing


class _Complaints(logging.Filter):
    """What svglib would tell on the screen, and leave out of the drawing, in the thread that made this."""

    def __init__(self) -> None:
        super().__init__()
        self.thread, self.found = threading.get_ident(), list[str]()

    def filter(self, record: logging.LogRecord) -> bool:
        ours = record.thread == self.thread and record.levelno >= logging.WARNING
        if ours:
            self.found.append(" ".join(map(str, record.args or ())) or record.getMessage())
        return not ours


def _numbers(shape: Any) -> Iterator[float]:
    """Every number of a shape and of those in it; dashes that have no length become a whole line."""
    if getattr(shape, "strokeDashArray", None) and not _is_dashed(shape.strokeDashArray):
        shape.strokeDashArray = None
    for value in vars(shape).values():
        yield from (n for n in (value if isinstance(value, list | tuple) else [value]) if isinstance(n, float | int))
    for inner in getattr(shape, "contents", ()):
        yield from _numbers(inner)


def _is_dashed(lengths: list[float]) -> bool:
    return sum(lengths) > 0 and min(lengths) >= 0


class _Shapes:
    """Only plain shapes: no text, no pictures, links or entities; what is not SVG is left out with all in it."""

    def __init__(self, name: str):
        self.name, self.tree = name, TreeBuilder()
        self.count = self.letters = self.left_out = 0

    def read(self, data: bytes) -> bytes:
        """The same drawing with nothing but shapes. Raises ValueError."""
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.StartElementHandler, parser.EndElementHandler = self._start, self._end
        parser.CharacterDataHandler, parser.StartDoctypeDeclHandler = self._text, self._doctype
        try:
            parser.Parse(data, True)
            return tostring(self.tree.close())
        except (expat.ExpatError, LookupError, RecursionError):
            raise ValueError(f"{self.name} is not well-formed SVG") from None

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        space, _, name = tag.rpartition(" ")
        if not self.count and (space not in SVG or name != "svg"):
            raise ValueError(f"{self.name} is not an SVG drawing; save it again as plain SVG")
        if self.left_out or space not in SVG or name == "metadata":
            self.left_out += 1
            return
        if name not in SHAPES:
            instead = f" ({INSTEAD[name]})" if name in INSTEAD else ""
            raise ValueError(f"{self.name} has a <{name}>; only plain shapes can be printed{instead}")
        self.count += 1
        if self.count > MAX_SHAPES:
            raise ValueError(f"{self.name} has more than {MAX_SHAPES} shapes")
        self.tree.start(name, {key: value for key, value in attributes.items() if " " not in key})

    def _end(self, tag: str) -> None:
        if self.left_out:
            self.left_out -= 1
        else:
            self.tree.end(tag.rpartition(" ")[2])

    def _text(self, text: str) -> None:
        self.letters += len(text.strip()) * (not self.left_out)
        if self.letters > MAX_LETTERS:
            raise ValueError(f"{self.name} has more than {MAX_LETTERS} letters of styles; save it again as plain SVG")
        if not self.left_out:
            self.tree.data(text)

    def _doctype(self, *_: object) -> None:
        raise ValueError(f"{self.name} has a document type; save it as plain SVG")
