"""An SVG drawing read element by element.

In: a file and its printed width (pt). Out: a `Sketch` as wide. Fails with `ValueError` in plain words.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby
from math import ceil, floor, hypot
from pathlib import Path as File
from xml.etree.ElementTree import Element

from paperbuilder.pictures.sketch import Group, Path, Shape, Sketch, Steps, Words, closed_line, rectangle
from paperbuilder.pictures.svg.colours import LINK, Painted, colour, share
from paperbuilder.pictures.svg.gate import CannotDraw, read_tree
from paperbuilder.pictures.svg.gradients import bands, gradient
from paperbuilder.pictures.svg.lettering import font_size, words_of
from paperbuilder.pictures.svg.marks import places
from paperbuilder.pictures.svg.numbers import (
    SAME,
    Matrix,
    at,
    box_of,
    inverse,
    length,
    moved,
    numbers,
    scaled,
    size_of,
    through,
    times,
    transform,
    turned,
)
from paperbuilder.pictures.svg.outlines import outline
from paperbuilder.pictures.svg.overlaps import overlap
from paperbuilder.pictures.svg.styles import Style, StyleSheet

MOST_STEPS = 200_000  # of all paths, also of those that are used again
MOST_DRAWN = 20_000
DEEP = 30  # symbols that use symbols
OUTLINED = {"path", "rect", "circle", "ellipse", "line", "polyline", "polygon"}
NOT_DRAWN = {"defs", "style", "symbol", "linearGradient", "radialGradient", "pattern", "marker", "clipPath", "mask"}
NOT_DRAWN |= {"filter", "stop", "solidcolor", "color-profile"}
INSTEAD = {"image": "put the picture in as PNG or JPEG", "textPath": "turn that text into paths"}
INSTEAD |= {"foreignObject": "export it without HTML labels"}
CAPS, JOINS = {"round": 1, "square": 2}, {"round": 1, "bevel": 2}
PLAIN: dict[str, str] = {}


def read_drawing(path: File, width: float) -> Sketch:
    """Raises ValueError."""
    try:
        return _Reader(read_tree(path.read_bytes())).sketch(width)
    except CannotDraw as fault:
        raise ValueError(f"{path.name} {fault}") from None
    except (OverflowError, ZeroDivisionError, RecursionError):
        raise ValueError(f"{path.name} has a number in it that cannot be drawn; save it again as plain SVG") from None


class _Reader:
    """Draws elements; `view` is the size of the viewport, in units of the drawing."""

    def __init__(self, root: Element):
        self.root, self.sheet = root, StyleSheet(root)
        self.ids = {element.get("id", ""): element for element in reversed(list(root.iter())) if element.get("id")}
        self.steps = self.drawn = self.within_uses = 0
        self.view = (0.0, 0.0)
        self.context: Style | None = None
        self.pale = self.scale = 1.0

    def sketch(self, width: float) -> Sketch:
        box = self._view_box(self.root)
        across, down = (self._side(name, box, i) for i, name in ((2, "width"), (3, "height")))
        if box and not (across and down):
            across, down = across or (down * box[2] / box[3] if down else box[2]), down or 0.0
            down = down or across * box[3] / box[2]
        if not (across > 0 and down > 0):
            raise CannotDraw("does not say how large it is; save it again with a width and a height")
        scale = self.scale = width / across
        shapes = self._viewport(self.root, (), PLAIN, scaled(scale, scale), (across, down))
        page = rectangle(0, 0, width, down * scale)
        parts: list[Shape] = []
        for are_words, run in groupby(shapes, lambda shape: isinstance(shape, Words)):
            parts += run if are_words else [Group(tuple(run), page)]
        return Sketch(width, down * scale, tuple(parts))

    def _side(self, name: str, box: Sequence[float] | None, index: int) -> float:
        value = self.root.get(name, "").strip()
        if not value or value.endswith("%") or value == "auto":
            return 0.0
        try:
            return length(value)
        except CannotDraw:
            raise CannotDraw("does not say how large it is; save it again with a width and a height") from None

    def _view_box(self, element: Element) -> list[float] | None:
        found = numbers(element.get("viewBox", ""))
        if not found:
            return None
        if len(found) != 4 or not (found[2] > 0 and found[3] > 0):
            raise CannotDraw("does not say how large it is; save it again with a width and a height")
        return found

    def _viewport(
        self, element: Element, around: tuple[Element, ...], inherited: Style, matrix: Matrix, size: tuple[float, float]
    ) -> list[Shape]:
        """What stands in an `svg`, a `symbol` or a `marker` of a size."""
        outer, box = self.view, self._view_box(element)
        self.view = (box[2], box[3]) if box else size
        try:
            inner = times(matrix, _fitted(box, size, element.get("preserveAspectRatio", ""))) if box else matrix
            style = self.sheet.style(element, around, inherited)
            return self._children(element, around, style, inner)
        finally:
            self.view = outer

    def _children(self, element: Element, around: tuple[Element, ...], style: Style, matrix: Matrix) -> list[Shape]:
        line = (*around, element)
        return [shape for child in element for shape in self.element(child, line, style, matrix)]

    def element(self, e: Element, around: tuple[Element, ...], inherited: Style, matrix: Matrix) -> list[Shape]:
        """What an element draws, clipped and as pale as it is. Raises CannotDraw."""
        if e.tag in NOT_DRAWN:
            return []
        style = self.sheet.style(e, around, inherited)
        if style.get("display") == "none":
            return []
        for key in ("mask", "filter"):
            if style.get(key, "none") != "none":
                raise CannotDraw(f"has a <{e.tag}> with a {key}; save it without, or as PNG")
        if style.get("mix-blend-mode", "normal") != "normal":
            raise CannotDraw(f"has a <{e.tag}> whose colours are mixed with those below; save it as PNG")
        if "font-size" in style:
            style["font-size"] = f"{font_size(style, font_size(inherited)):f}"
        matrix = times(matrix, transform(style.get("transform", "none")))
        seen = share(style.get("opacity", "1"))
        if not seen:
            return []
        before, self.pale = self.pale, self.pale * seen
        try:
            shapes = self._of(e, around, style, matrix)
        finally:
            self.pale = before
        if seen < 1 and e.tag not in OUTLINED | {"text"} and overlap(shapes):
            raise CannotDraw(f"has a pale <{e.tag}> of things that lie over each other; give each its own colour")
        return self._clipped(shapes, style, matrix)

    def _of(self, e: Element, around: tuple[Element, ...], style: dict[str, str], matrix: Matrix) -> list[Shape]:
        if e.tag in OUTLINED:
            return self._outlined(e, around, style, matrix)
        if e.tag == "text":
            if style.get("visibility", "visible") != "visible":
                return []
            return self._counted(words_of(e, around, style, self.sheet, matrix, self._word_paint))
        if e.tag in ("g", "a"):
            return self._children(e, around, style, matrix)
        if e.tag == "switch":
            fit = next((c for c in e if c.tag != "foreignObject" and "requiredExtensions" not in c.attrib), None)
            return self.element(fit, (*around, e), style, matrix) if fit is not None else []
        if e.tag == "svg":
            return self._inner_svg(e, around, style, matrix)
        if e.tag == "use":
            return self._use(e, around, style, matrix)
        instead = INSTEAD.get(str(e.tag), "save it again as plain SVG, or as PNG")
        raise CannotDraw(f"has a <{e.tag}>, which cannot be drawn; {instead}")

    def _measure(self, style: Style, value: str, along: str) -> float:
        across, down = self.view
        whole = {"x": across, "y": down, "r": hypot(across, down) / 2**0.5}[along]
        return length(value, whole, font_size(style))

    def _counted(self, shapes: Sequence[Shape], steps: int = 0) -> list[Shape]:
        self.drawn, self.steps = self.drawn + len(shapes) + (not shapes), self.steps + steps
        if self.drawn > MOST_DRAWN or self.steps > MOST_STEPS:
            raise CannotDraw("has too much to draw; make the drawing simpler, or save it as PNG")
        return list(shapes)

    def _inner_svg(self, e: Element, around: tuple[Element, ...], style: Style, matrix: Matrix) -> list[Shape]:
        x, y = (self._measure(style, e.get(key, "0"), key) for key in ("x", "y"))
        size = tuple(self._measure(style, e.get(key, "100%"), along) for key, along in (("width", "x"), ("height", "y")))
        placed = times(matrix, moved(x, y))
        shapes = self._viewport(e, around, style, placed, (size[0], size[1]))
        return _cut(shapes, e, style, through(placed, rectangle(0, 0, *size)))

    def _use(self, e: Element, around: tuple[Element, ...], style: Style, matrix: Matrix) -> list[Shape]:
        link = e.get("href", "")
        used = self.ids.get(link[1:]) if link.startswith("#") else None
        if used is None:
            raise CannotDraw(f"has a <use> of {link[:40] or 'nothing'}, which is not in the file; save it as plain SVG")
        self._counted(())
        self.within_uses += 1
        if self.within_uses > DEEP:
            raise CannotDraw("has a <use> that uses itself, or too many in each other; save it again as plain SVG")
        x, y = (self._measure(style, e.get(key, "0"), key) for key in ("x", "y"))
        placed = times(matrix, moved(x, y))
        try:
            if used.tag not in ("symbol", "svg"):
                return self.element(used, (*around, e), style, placed)
            box = self._view_box(used)
            sides = (("width", "x", 0), ("height", "y", 1))
            given = (e.get(key, used.get(key, "100%")) for key, *_ in sides)
            size = [self._measure(style, value, along) for value, (_, along, _) in zip(given, sides, strict=True)]
            shapes = self._viewport(used, (*around, e), style, placed, (size[0], size[1]))
            return _cut(shapes, used, style, through(placed, rectangle(0, 0, *size))) if box else shapes
        finally:
            self.within_uses -= 1

    def _outlined(self, e: Element, around: tuple[Element, ...], style: Style, matrix: Matrix) -> list[Shape]:
        """A shape with its fill, its line and its arrowheads."""
        if style.get("visibility", "visible") != "visible":
            return []
        steps = outline(e, lambda value, along: self._measure(style, value, along))
        if not steps:
            return []
        self._counted((), len(steps))
        shown = through(matrix, steps)
        line = self._line(shown, style, matrix)
        even_odd = style.get("fill-rule") == "evenodd"
        fill = self._paint("fill", style, "black") if e.tag != "line" else None
        made: list[Shape] = []
        if isinstance(fill, Element):
            look = Path((), even_odd=even_odd, opacity=self._seen("fill", style))
            made += self._counted(self._served(fill, steps, style, matrix, look))
            made += [line] if line else []
        elif fill and line and abs(fill[1] - line.opacity) < 0.001 and fill[1]:
            made.append(replace(line, fill=fill[0], even_odd=even_odd))
        else:
            made += [Path(shown, 0, fill=fill[0], even_odd=even_odd, opacity=fill[1])] if fill and fill[1] else []
            made += [line] if line and line.opacity else []
        return self._counted(made) + self._marked(e, around, steps, style, matrix)

    def _line(self, shown: Steps, style: Style, matrix: Matrix) -> Path | None:
        painted = self._flat("stroke", style, "none")
        fixed = style.get("vector-effect") == "non-scaling-stroke"
        scale = self.scale if fixed else size_of(matrix)
        width = self._measure(style, style.get("stroke-width", "1"), "r") * scale
        if painted is None or width <= 0:
            return None
        given = style.get("stroke-dasharray", "none").replace(",", " ").split()
        dash = tuple(self._measure(style, n, "r") * scale for n in given) if given != ["none"] else ()
        return Path(
            shown,
            width,
            dash=dash if sum(dash) > 0 and min(dash) >= 0 else (),
            ink=painted[0],
            cap=CAPS.get(style.get("stroke-linecap", ""), 0),
            join=JOINS.get(style.get("stroke-linejoin", ""), 0),
            opacity=painted[1],
        )

    def _paint(self, key: str, style: Style, usual: str) -> Painted | Element | None:
        """A colour with its opacity, or the element of a gradient or pattern. Raises CannotDraw."""
        value = style.get(key, usual).strip()
        if value in ("context-fill", "context-stroke"):
            if self.context is None:
                return None
            key, style = value.removeprefix("context-"), self.context
            value = style.get(key, "black" if key == "fill" else "none")
        if link := LINK.match(value):
            server = self.ids.get(link[1].strip())
            if server is not None:
                return server
            if not link[2].strip():
                raise CannotDraw(f"has a {key} of {value[:30]}, which is not in the file; save it again as plain SVG")
            value = link[2].strip()
        painted = colour(value, style)
        return (painted[0], painted[1] * self._seen(key, style)) if painted else None

    def _seen(self, key: str, style: Style) -> float:
        return share(style.get(f"{key}-opacity", "1")) * self.pale

    def _flat(self, key: str, style: Style, usual: str) -> Painted | None:
        """One colour, also of a gradient."""
        painted = self._paint(key, style, usual)
        if not isinstance(painted, Element):
            return painted
        if "Gradient" not in str(painted.tag):
            raise CannotDraw(f"has a {key} of a <{painted.tag}>; give it one colour")
        found = gradient(painted, self.ids, self.sheet)
        if not found.stops:
            return None
        ink, seen = found.mean()
        return ink, seen * self._seen(key, style)

    def _word_paint(self, style: Style) -> Painted | None:
        if style.get("visibility", "visible") != "visible":
            return None
        return self._flat("fill", style, "black") or self._flat("stroke", style, "none")

    def _served(self, server: Element, steps: Steps, style: Style, matrix: Matrix, look: Path) -> list[Shape]:
        """A path filled by a gradient or a pattern."""
        if server.tag == "pattern":
            return self._tiled(server, steps, matrix, look)
        if "Gradient" not in str(server.tag):
            raise CannotDraw(f"has a fill of a <{server.tag}>; give the shape one colour")
        found = gradient(server, self.ids, self.sheet)
        if len(found.stops) < 2:
            if not found.stops:
                return []
            ink, seen = found.stops[0][1]
            return [replace(look, steps=through(matrix, steps), line=0, fill=ink, opacity=seen * look.opacity)]
        made = bands(found, steps, matrix, self.view, look)
        return [made] if made and made.shapes else []

    def _tiled(self, pattern: Element, steps: Steps, matrix: Matrix, look: Path) -> list[Shape]:
        """A path filled with tiles. Raises CannotDraw for too many."""
        chain = [pattern]
        while (linked := self.ids.get(chain[-1].get("href", "").removeprefix("#"))) is not None and len(chain) < 10:
            chain.append(linked)
        given = {key: value for one in reversed(chain) for key, value in one.attrib.items()}
        content = next((one for one in chain if len(one)), pattern)
        box = box_of(steps)
        if box is None:
            return []
        whole = (box[2] - box[0], box[3] - box[1]) if given.get("patternUnits") != "userSpaceOnUse" else None
        x, y, width, height = (
            length(given.get(key, "0"), 1.0 if whole else self.view[i % 2]) * (whole[i % 2] if whole else 1.0)
            for i, key in enumerate(("x", "y", "width", "height"))
        )
        if width <= 0 or height <= 0:
            return []
        left, top = (box[0] + x, box[1] + y) if whole else (x, y)
        own = times(matrix, transform(given.get("patternTransform", "none")))
        back = inverse(own)
        if back is None:
            return []
        inner = SAME
        view = numbers(given.get("viewBox", ""))
        if len(view) == 4 and view[2] > 0 and view[3] > 0:
            inner = _fitted(view, (width, height), given.get("preserveAspectRatio", ""))
        elif given.get("patternContentUnits") == "objectBoundingBox":
            inner = scaled(box[2] - box[0], box[3] - box[1])
        seen = box_of(through(back, through(matrix, _around(steps))))
        assert seen
        columns = range(floor((seen[0] - left) / width), ceil((seen[2] - left) / width))
        rows = range(floor((seen[1] - top) / height), ceil((seen[3] - top) / height))
        if len(columns) * len(rows) > MOST_DRAWN / 4:
            raise CannotDraw("has a pattern of too many tiles; make the drawing simpler, or save it as PNG")
        tiles: list[Shape] = []
        before, self.pale = self.pale, look.opacity
        style = self.sheet.style(content, (), {})
        for column in columns:
            for row in rows:
                corner = times(own, moved(left + column * width, top + row * height))
                shapes = self._used(content, style, times(corner, inner))
                if self.pale < 1 and overlap(shapes):
                    raise CannotDraw("has a pale pattern of things that lie over each other; give each its own colour")
                tiles.append(Group(tuple(shapes), through(corner, rectangle(0, 0, width, height))))
        self.pale = before
        return [Group(tuple(self._counted(tiles)), through(matrix, steps), look.even_odd)]

    def _used(self, content: Element, style: Style, matrix: Matrix) -> list[Shape]:
        """The children of a pattern, a marker or the like, which may not use itself."""
        self.within_uses += 1
        if self.within_uses > DEEP:
            raise CannotDraw("has a pattern or marker that uses itself; save it again as plain SVG")
        try:
            return self._children(content, (), style, matrix)
        finally:
            self.within_uses -= 1

    def _marked(
        self, e: Element, around: tuple[Element, ...], steps: Steps, style: Style, matrix: Matrix
    ) -> list[Shape]:
        """The arrowheads of a line."""
        found: dict[str, Element] = {}
        for where in ("start", "mid", "end"):
            link = LINK.match(style.get(f"marker-{where}", "none"))
            marker = self.ids.get(link[1].strip()) if link else None
            if marker is not None and marker.tag == "marker" and e.tag in ("path", "line", "polyline", "polygon"):
                found[where] = marker
        made: list[Shape] = []
        if found:
            width = self._measure(style, style.get("stroke-width", "1"), "r")
            for where, point, way in places(steps):
                if where in found:
                    made += self._marker(found[where], where, times(matrix, moved(*point)), way, width, style)
        return self._counted(made)

    def _marker(
        self, marker: Element, where: str, matrix: Matrix, way: float, width: float, style: Style
    ) -> list[Shape]:
        orient = marker.get("orient", "0").removesuffix("deg")
        if orient == "auto-start-reverse":
            way = way + 180 if where == "start" else way
        elif orient != "auto":
            way = length(orient)
        own = self.sheet.style(marker, (), {})
        size = (length(marker.get("markerWidth", "3")), length(marker.get("markerHeight", "3")))
        placed = times(matrix, turned(way))
        if marker.get("markerUnits") != "userSpaceOnUse":
            placed = times(placed, scaled(width, width))
        box = self._view_box(marker)
        fitted = _fitted(box, size, marker.get("preserveAspectRatio", "")) if box else SAME
        x, y = at(fitted, length(marker.get("refX", "0")), length(marker.get("refY", "0")))
        placed = times(placed, moved(-x, -y))
        before, self.context = self.context, style
        try:
            shapes = self._used(marker, own, times(placed, fitted))
        finally:
            self.context = before
        return _cut(shapes, marker, own, through(placed, rectangle(0, 0, *size)))

    def _clipped(self, shapes: list[Shape], style: Style, matrix: Matrix) -> list[Shape]:
        """Shapes shown only within the `clip-path` of their element."""
        value = style.get("clip-path", "none")
        if value == "none" or not shapes:
            return shapes
        link = LINK.match(value)
        clip = self.ids.get(link[1].strip()) if link else None
        if clip is None or clip.tag != "clipPath":
            raise CannotDraw(f"has a clip-path of {value[:30]}, which is not in the file; save it again as plain SVG")
        own = self.sheet.style(clip, (), {})
        if clip.get("clipPathUnits") == "objectBoundingBox":
            raise CannotDraw("has a clip-path in units of the shape that it clips; save it again as plain SVG")
        matrix = times(matrix, transform(own.get("transform", "none")))
        within, even_odd = self._clip(clip, (clip,), own, matrix)
        if not within:
            return []
        self._counted((), len(within))
        made: list[Shape] = [Group(tuple(shapes), within, even_odd)]
        return self._clipped(made, {"clip-path": own["clip-path"]}, matrix) if "clip-path" in own and clip.get("id") not in own["clip-path"] else made

    def _clip(self, clip: Element, around: tuple[Element, ...], style: Style, matrix: Matrix) -> tuple[Steps, bool]:
        steps: list[Steps] = []
        even_odd = False
        for child in clip:
            own = self.sheet.style(child, around, style)
            placed = times(matrix, transform(own.get("transform", "none")))
            if child.tag == "use" and (used := self.ids.get(child.get("href", "#")[1:])) is not None:
                x, y = (self._measure(own, child.get(key, "0"), key) for key in ("x", "y"))
                child, own = used, self.sheet.style(used, around, own)
                placed = times(times(placed, moved(x, y)), transform(own.get("transform", "none")))
            if child.tag not in OUTLINED:
                raise CannotDraw(f"has a clip-path of a <{child.tag}>; save it without, or as PNG")
            even_odd = even_odd or own.get("clip-rule") == "evenodd"
            steps.append(through(placed, outline(child, lambda value, along: self._measure(own, value, along))))
        return tuple(step for path in steps for step in path), even_odd


def _cut(shapes: list[Shape], element: Element, style: Style, within: Steps) -> list[Shape]:
    """Shapes cut off at the edge of their viewport, unless they may go beyond it."""
    visible = "visible" in (element.get("overflow"), style.get("overflow")) or "overflow:visible" in element.get(
        "style", ""
    ).replace(" ", "")
    return shapes if visible or not shapes else [Group(tuple(shapes), within)]


def _around(steps: Steps) -> Steps:
    box = box_of(steps)
    assert box
    return closed_line([(box[0], box[1]), (box[2], box[1]), (box[2], box[3]), (box[0], box[3])])


def _fitted(box: Sequence[float], size: tuple[float, float], way: str) -> Matrix:
    """From the units of a `viewBox` to those around it, as `preserveAspectRatio` says."""
    across, down = size[0] / box[2], size[1] / box[3]
    words = way.replace("defer", "").split() or ["xMidYMid"]
    if words[0] == "none":
        return times(scaled(across, down), moved(-box[0], -box[1]))
    scale = max(across, down) if "slice" in words else min(across, down)
    place = {"Min": 0.0, "Mid": 0.5, "Max": 1.0}
    x = (size[0] - box[2] * scale) * place.get(words[0][1:4], 0.5)
    y = (size[1] - box[3] * scale) * place.get(words[0][5:8], 0.5)
    return times(moved(x, y), times(scaled(scale, scale), moved(-box[0], -box[1])))
