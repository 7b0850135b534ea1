"""The gate: what of an SVG file is read at all.

In: bytes. Out: a tree of bounded size, without namespaces and without what is not SVG. Fails with `CannotDraw`.
"""

from __future__ import annotations

from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

MAX_SHAPES = 5_000
MAX_DEPTH = 100
MAX_LETTERS = 100_000
SVG = ("", "http://www.w3.org/2000/svg")
LINKS = "http://www.w3.org/1999/xlink href"
SPACE = "http://www.w3.org/XML/1998/namespace space"
SILENT = {"metadata", "title", "desc", "view", "font", "font-face", "cursor"}
MOVING = {"animate", "animateTransform", "animateMotion", "animateColor", "set"}
SCRIPTED = {"script", "audio", "video", "iframe", "handler"}


class CannotDraw(ValueError):
    """What is wrong with a drawing, said after its name."""


def read_tree(data: bytes) -> Element:
    """Raises CannotDraw."""
    return _Gate().read(data)


class _Gate:
    """No document types and so no entities; what is not SVG is left out with all in it."""

    def __init__(self) -> None:
        self.tree = TreeBuilder()
        self.count = self.letters = self.left_out = self.depth = 0

    def read(self, data: bytes) -> Element:
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartElementHandler, parser.EndElementHandler = self._start, self._end
        parser.CharacterDataHandler, parser.EntityDeclHandler = self._text, self._entity
        try:
            parser.Parse(data, True)
            return self.tree.close()
        except (expat.ExpatError, LookupError, UnicodeError):
            raise CannotDraw("is not well-formed SVG; save it again as plain SVG") from None

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        space, _, name = tag.rpartition(" ")
        if not self.count and (space not in SVG or name != "svg"):
            raise CannotDraw("is not an SVG drawing; save it again as plain SVG")
        if self.left_out or space not in SVG or name in SILENT:
            self.left_out += 1
            return
        self._bound(name)
        own = {"href": attributes[LINKS]} if LINKS in attributes else {}
        own |= {"space": attributes[SPACE]} if SPACE in attributes else {}
        self.tree.start(name, own | {key: value for key, value in attributes.items() if " " not in key})

    def _bound(self, name: str) -> None:
        self.count += 1
        self.depth += 1
        if name in SCRIPTED | MOVING:
            raise CannotDraw(f"has a <{name}>; only a drawing that stands still can be printed")
        if self.count > MAX_SHAPES:
            raise CannotDraw(f"has more than {MAX_SHAPES} shapes; make the drawing simpler, or save it as PNG")
        if self.depth > MAX_DEPTH:
            raise CannotDraw(f"has groups in groups, more than {MAX_DEPTH} deep; save it again as plain SVG")

    def _end(self, tag: str) -> None:
        if self.left_out:
            self.left_out -= 1
        else:
            self.depth -= 1
            self.tree.end(tag.rpartition(" ")[2])

    def _text(self, text: str) -> None:
        if self.left_out:
            return
        self.letters += len(text)
        if self.letters > MAX_LETTERS:
            raise CannotDraw(f"has more than {MAX_LETTERS:,} letters of words and styles; save it again as plain SVG")
        self.tree.data(text)

    def _entity(self, *_: object) -> None:
        raise CannotDraw("has an entity in its document type; save it again as plain SVG")
