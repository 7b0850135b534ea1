"""An SVG drawing read element by element.

In: a file and its printed width (pt). Out: a `Sketch` as wide. Fails with `ValueError` in plain words.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from math import hypot
from pathlib import Path as File
from xml.etree.ElementTree import Element

from paperbuilder.pictures.sketch import Group, Path, Shape, Sketch, Steps, Words, rectangle
from paperbuilder.pictures.svg.along import words_along
from paperbuilder.pictures.svg.clips import clip_of, clip_path
from paperbuilder.pictures.svg.colours import share
from paperbuilder.pictures.svg.gate import CannotDraw, read_tree
from paperbuilder.pictures.svg.gradients import bands, gradient
from paperbuilder.pictures.svg.inks import Inks
from paperbuilder.pictures.svg.lettering import font_size, words_of
from paperbuilder.pictures.svg.marks import markers, placement, places
from paperbuilder.pictures.svg.numbers import Matrix, length, moved, scaled, size_of, through, times, transform
from paperbuilder.pictures.svg.outlines import OUTLINED, outline
from paperbuilder.pictures.svg.overlaps import overlap
from paperbuilder.pictures.svg.source import Source
from paperbuilder.pictures.svg.styles import Style
from paperbuilder.pictures.svg.tiles import tiling
from paperbuilder.pictures.svg.viewports import cut, fitted, page_size, view_box

MOST_STEPS = 200_000  # of all paths, also of those that are used again
MOST_DRAWN = 20_000
DEEP = 30  # symbols, patterns and arrowheads that use each other
NOT_DRAWN = {"defs", "style", "symbol", "linearGradient", "radialGradient", "pattern", "marker", "clipPath", "mask"}
NOT_DRAWN |= {"filter", "stop", "solidcolor", "color-profile"}
INSTEAD = {"image": "put the picture in as PNG or JPEG", "foreignObject": "export it without HTML labels"}
Around = tuple[Element, ...]


def read_drawing(path: File, width: float) -> Sketch:
    """Raises ValueError."""
    try:
        return _Reader(Source(read_tree(path.read_bytes()))).sketch(width)
    except CannotDraw as fault:
        raise ValueError(f"{path.name} {fault}") from None
    except (OverflowError, ZeroDivisionError, RecursionError):
        raise ValueError(f"{path.name} has a number in it that cannot be drawn; save it again as plain SVG") from None


class _Reader:
    """Draws elements; `view` is the size of the viewport, in units of the drawing."""

    def __init__(self, source: Source):
        self.source, self.sheet, self.inks = source, source.sheet, Inks(source)
        self.steps = self.drawn = self.deep = 0
        self.view = (0.0, 0.0)
        self.scale = 1.0

    def sketch(self, width: float) -> Sketch:
        across, down = page_size(self.source.root)
        self.scale = width / across
        shapes = self._viewport(self.source.root, (), {}, scaled(self.scale, self.scale), (across, down))
        return Sketch(width, down * self.scale, _on_page(shapes, rectangle(0, 0, width, down * self.scale)))

    def _viewport(
        self, e: Element, around: Around, inherited: Style, matrix: Matrix, size: tuple[float, float]
    ) -> list[Shape]:
        """What stands in an `svg` or a `symbol` of a size."""
        before, box = self.view, view_box(e)
        self.view = (box[2], box[3]) if box else size
        shapes = self._children(e, around, self.sheet.style(e, around, inherited), times(matrix, fitted(e, size)))
        self.view = before
        return shapes

    def _children(self, e: Element, around: Around, style: Style, matrix: Matrix) -> list[Shape]:
        return [shape for child in e for shape in self._element(child, (*around, e), style, matrix)]

    def _element(self, e: Element, around: Around, inherited: Style, matrix: Matrix) -> list[Shape]:
        """What an element draws, clipped and as pale as it is. Raises CannotDraw."""
        if e.tag in NOT_DRAWN:
            return []
        style = self.sheet.style(e, around, inherited)
        seen = share(style.get("opacity", "1"))
        if style.get("display") == "none" or not seen:
            return []
        _refuse_effects(e, style)
        if "font-size" in style:
            style["font-size"] = f"{font_size(style, font_size(inherited)):f}"
        matrix = times(matrix, transform(style.get("transform", "")))
        with self._pale(seen):
            shapes = self._of(e, around, style, matrix)
        if seen < 1 and e.tag not in OUTLINED | {"text"} and overlap(shapes):
            raise CannotDraw(f"has a pale <{e.tag}> of things that lie over each other; give each its own colour")
        return self._clipped(shapes, style, matrix)

    @contextmanager
    def _pale(self, opacity: float) -> Iterator[None]:
        before, self.inks.pale = self.inks.pale, self.inks.pale * opacity
        yield
        self.inks.pale = before

    def _of(self, e: Element, around: Around, style: Style, matrix: Matrix) -> list[Shape]:
        if e.tag in OUTLINED:
            return self._outlined(e, style, matrix)
        if e.tag == "text":
            reading = words_along if e.find("textPath") is not None else words_of
            return self._counted(reading(e, around, style, self.source, matrix, self.inks.of_words))
        if e.tag in ("g", "a"):
            return self._children(e, around, style, matrix)
        if e.tag == "switch":
            fit = next((c for c in e if c.tag != "foreignObject" and "requiredExtensions" not in c.attrib), None)
            _refuse_stopgap(e, fit)
            return self._element(fit, (*around, e), style, matrix) if fit is not None else []
        if e.tag == "svg":
            return self._placed(e, e, around, style, matrix)
        if e.tag == "use":
            return self._use(e, around, style, matrix)
        instead = INSTEAD.get(str(e.tag), "save it again as plain SVG, or as PNG")
        raise CannotDraw(f"has a <{e.tag}>, which cannot be drawn; {instead}")

    def _measure(self, style: Style, value: str, along: str) -> float:
        across, down = self.view
        whole = {"x": across, "y": down, "r": hypot(across, down) / 2**0.5}[along]
        return length(value, whole, font_size(style))

    def _counted(self, shapes: Sequence[Shape] = (), steps: int = 0) -> list[Shape]:
        self.drawn, self.steps = self.drawn + max(1, len(shapes)), self.steps + steps
        if self.drawn > MOST_DRAWN or self.steps > MOST_STEPS:
            raise CannotDraw("has too much to draw; make the drawing simpler, or save it as PNG")
        return list(shapes)

    @contextmanager
    def _deeper(self) -> Iterator[None]:
        self._counted()
        self.deep += 1
        if self.deep > DEEP:
            raise CannotDraw("has something that uses itself, or too many in each other; save it again as plain SVG")
        yield
        self.deep -= 1

    def _use(self, e: Element, around: Around, style: Style, matrix: Matrix) -> list[Shape]:
        used = self.source.used(e)
        if used is None:
            link = e.get("href", "")[:40] or "nothing"
            raise CannotDraw(f"has a <use> of {link}, which is not in the file; save it again as plain SVG")
        with self._deeper():
            if used.tag in ("symbol", "svg"):
                return self._placed(used, e, (*around, e), style, matrix)
            corner = moved(*(self._measure(style, e.get(key, "0"), key) for key in ("x", "y")))
            return self._element(used, (*around, e), style, times(matrix, corner))

    def _placed(self, e: Element, by: Element, around: Around, style: Style, matrix: Matrix) -> list[Shape]:
        """A viewport in the drawing, at the place and in the size that it or a `use` gives it."""
        placed = times(matrix, moved(*(self._measure(style, by.get(key, "0"), key) for key in ("x", "y"))))
        sides = (by.get(key, e.get(key, "100%")) for key in ("width", "height"))
        width, height = (self._measure(style, side, along) for side, along in zip(sides, "xy", strict=True))
        if width <= 0 or height <= 0:
            return []
        shapes = self._viewport(e, around, style, placed, (width, height))
        own = self.sheet.style(e, around, style)
        return cut(shapes, own, through(placed, rectangle(0, 0, width, height)))

    def _outlined(self, e: Element, style: Style, matrix: Matrix) -> list[Shape]:
        """A shape with its fill, its line and its arrowheads."""
        steps = outline(e, partial(self._measure, style))
        if not steps or style.get("visibility", "visible") != "visible":
            return []
        self._counted(steps=len(steps))
        shown = through(matrix, steps)
        scale = self.scale if style.get("vector-effect") == "non-scaling-stroke" else size_of(matrix)
        line = self.inks.line(shown, style, scale, lambda value: self._measure(style, value, "r"))
        fill = self.inks.paint("fill", style) if e.tag != "line" else None
        look = Path(shown, 0, even_odd=style.get("fill-rule") == "evenodd", opacity=self.inks.seen("fill", style))
        made: list[Shape] = []
        if isinstance(fill, Element):
            made += self._served(fill, steps, matrix, look)
        elif fill and fill[1] and line and abs(fill[1] - line.opacity) < 0.001:
            line = replace(line, fill=fill[0], even_odd=look.even_odd)
        elif fill and fill[1]:
            made.append(replace(look, fill=fill[0], opacity=fill[1]))
        made += [line] if line else []
        return self._counted(made) + self._marked(e, steps, style, matrix)

    def _served(self, server: Element, steps: Steps, matrix: Matrix, look: Path) -> list[Shape]:
        """A path filled by a gradient or a pattern."""
        if server.tag == "pattern":
            return self._tiled(server, steps, matrix, look)
        if "Gradient" not in str(server.tag):
            raise CannotDraw(f"has a fill of a <{server.tag}>; give the shape one colour")
        made = bands(gradient(server, self.source), steps, matrix, self.view, look)
        return self._counted([made], len(made.shapes)) if made else []

    def _tiled(self, pattern: Element, steps: Steps, matrix: Matrix, look: Path) -> list[Shape]:
        found = tiling(pattern, self.source, steps, matrix, self.view)
        if found is None:
            return []
        tiles: list[Shape] = []
        before, self.inks.pale = self.inks.pale, look.opacity
        style = self.sheet.style(found.content, (), {})
        for corner in found.corners:
            with self._deeper():
                shapes = self._children(found.content, (), style, times(corner, found.inner))
            if look.opacity < 1 and overlap(shapes):
                raise CannotDraw("has a pale pattern of things that lie over each other; give each its own colour")
            tiles.append(Group(tuple(shapes), through(corner, rectangle(0, 0, *found.size))))
        self.inks.pale = before
        return [Group(tuple(self._counted(tiles)), look.steps, look.even_odd)]

    def _marked(self, e: Element, steps: Steps, style: Style, matrix: Matrix) -> list[Shape]:
        """The arrowheads of a line."""
        made: list[Shape] = []
        if found := markers(e, style, self.source):
            width = self._measure(style, style.get("stroke-width", "1"), "r")
            for where, point, way in places(steps):
                if where in found:
                    marker = found[where]
                    placed = times(times(matrix, moved(*point)), placement(marker, where, way, width))
                    made += self._marker(marker, placed, style)
        return made

    def _marker(self, marker: Element, placed: Matrix, style: Style) -> list[Shape]:
        own, before = self.sheet.style(marker, (), {}), self.inks.context
        size = length(marker.get("markerWidth", "3")), length(marker.get("markerHeight", "3"))
        self.inks.context = style
        with self._deeper():
            shapes = self._children(marker, (), own, times(placed, fitted(marker, size)))
        self.inks.context = before
        return cut(shapes, own, through(placed, rectangle(0, 0, *size)))

    def _clipped(self, shapes: list[Shape], style: Style, matrix: Matrix) -> list[Shape]:
        """Shapes shown only within the `clip-path` of their element."""
        value = style.get("clip-path", "none")
        if value == "none" or not shapes:
            return shapes
        with self._deeper():
            clip = clip_of(value, self.source)
            own = self.sheet.style(clip, (), {})
            within, even_odd = clip_path(
                clip, self.source, own, times(matrix, transform(own.get("transform", ""))), self._measure
            )
            self._counted(steps=len(within))
            return self._clipped([Group(tuple(shapes), within, even_odd)] if within else [], own, matrix)


def _refuse_stopgap(e: Element, fit: Element | None) -> None:
    """Raises CannotDraw for a label of which only a browser shows all."""
    words = "".join(fit.itertext()).strip() if fit is not None and e.find("foreignObject") is not None else ""
    if words.endswith("...") or words.startswith("[Not supported"):
        raise CannotDraw(
            "has labels that only a browser can show; in draw.io turn off Formatted Text, or save it as PNG"
        )


def _refuse_effects(e: Element, style: Style) -> None:
    """Raises CannotDraw for what changes the pixels of a shape."""
    for key in ("mask", "filter"):
        if style.get(key, "none") != "none":
            raise CannotDraw(f"has a <{e.tag}> with a {key}; save it without, or as PNG")
    if style.get("mix-blend-mode", "normal") != "normal":
        raise CannotDraw(f"has a <{e.tag}> whose colours are mixed with those below; save it as PNG")


def _on_page(shapes: Sequence[Shape], page: Steps) -> tuple[Shape, ...]:
    """Shapes cut off at the edge of the drawing; words stay whole, since they may be wider in another face."""
    made: list[Shape] = []
    run: list[Shape] = []
    for shape in [*shapes, None]:
        if shape is not None and not isinstance(shape, Words):
            run.append(shape)
            continue
        made += [Group(tuple(run), page)] if run else []
        made += [shape] if shape else []
        run = []
    return tuple(made)
