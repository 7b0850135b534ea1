"""The outlines of SVG's shapes.

In: elements, path data. Out: steps of a path, in units of the drawing. Fails with `CannotDraw`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from math import acos, ceil, copysign, cos, hypot, pi, radians, sin, sqrt, tan
from xml.etree.ElementTree import Element

from paperbuilder.pictures.sketch import BULGE, Point, Step, Steps, closed_line, open_line
from paperbuilder.pictures.svg.gate import CannotDraw
from paperbuilder.pictures.svg.numbers import NUMBER, bounded, numbers

TOKEN = re.compile(rf"\s*,?\s*(?:([MmZzLlHhVvCcSsQqTtAa])|({NUMBER.pattern}))")
ONE = rf"\s*,?\s*({NUMBER.pattern})"
ARC = re.compile(ONE * 3 + r"\s*,?\s*([01])\s*,?\s*([01])" + ONE * 2)
OUTLINED = {"path", "rect", "circle", "ellipse", "line", "polyline", "polygon"}
NEEDED = {"m": 2, "l": 2, "h": 1, "v": 1, "c": 6, "s": 4, "q": 4, "t": 2, "z": 0}
Measure = Callable[[str, str], float]  # the value of an attribute, of the width, height or diagonal ("x", "y", "r")


def outline(element: Element, measure: Measure) -> Steps:
    """The outline of a shape; empty if it has no size. Raises CannotDraw."""

    def value(name: str, along: str) -> float:
        return measure(element.get(name, "0"), along)

    match element.tag:
        case "path":
            return _Path().read(element.get("d", ""))
        case "line":
            return open_line([(value("x1", "x"), value("y1", "y")), (value("x2", "x"), value("y2", "y"))])
        case "polyline" | "polygon":
            n = numbers(element.get("points", ""))
            points = list(zip(n[::2], n[1::2], strict=False))
            return (closed_line if element.tag == "polygon" else open_line)(points) if points else ()
        case "circle":
            return _ellipse(value("cx", "x"), value("cy", "y"), value("r", "r"), value("r", "r"))
        case "ellipse":
            rx, ry = element.get("rx", "auto"), element.get("ry", "auto")
            across, down = (rx if rx != "auto" else ry), (ry if ry != "auto" else rx)
            radii = (0.0 if r == "auto" else measure(r, along) for r, along in ((across, "x"), (down, "y")))
            return _ellipse(value("cx", "x"), value("cy", "y"), *radii)
        case _:
            return _rectangle(element, value, measure)


def _rectangle(element: Element, value: Measure, measure: Measure) -> Steps:
    x, y, width, height = value("x", "x"), value("y", "y"), value("width", "x"), value("height", "y")
    if width <= 0 or height <= 0:
        return ()
    rx, ry = element.get("rx", "auto"), element.get("ry", "auto")
    across, down = (rx if rx != "auto" else ry), (ry if ry != "auto" else rx)
    r = min(width / 2, max(0.0, measure(across, "x"))) if across != "auto" else 0.0
    s = min(height / 2, max(0.0, measure(down, "y"))) if down != "auto" else 0.0
    right, bottom = x + width, y + height
    if not r or not s:
        return closed_line([(x, y), (right, y), (right, bottom), (x, bottom)])
    h, v = r * (1 - BULGE), s * (1 - BULGE)
    return (
        ("m", x + r, y),
        ("l", right - r, y),
        ("c", right - h, y, right, y + v, right, y + s),
        ("l", right, bottom - s),
        ("c", right, bottom - v, right - h, bottom, right - r, bottom),
        ("l", x + r, bottom),
        ("c", x + h, bottom, x, bottom - v, x, bottom - s),
        ("l", x, y + s),
        ("c", x, y + v, x + h, y, x + r, y),
        ("h",),
    )


def _ellipse(x: float, y: float, rx: float, ry: float) -> Steps:
    if rx <= 0 or ry <= 0:
        return ()
    h, v = rx * BULGE, ry * BULGE
    return (
        ("m", x + rx, y),
        ("c", x + rx, y + v, x + h, y + ry, x, y + ry),
        ("c", x - h, y + ry, x - rx, y + v, x - rx, y),
        ("c", x - rx, y - v, x - h, y - ry, x, y - ry),
        ("c", x + h, y - ry, x + rx, y - v, x + rx, y),
        ("h",),
    )


class _Path:
    """Path data, step by step."""

    def __init__(self) -> None:
        self.steps: list[Step] = []
        self.now: Point = (0.0, 0.0)
        self.start: Point = (0.0, 0.0)
        self.handle: tuple[str, Point] = ("", (0.0, 0.0))  # of the curve before, for one that goes on smoothly

    def read(self, data: str) -> Steps:
        end, data, command = 0, data.strip(), ""
        while end < len(data):
            found = TOKEN.match(data, end)
            if found and found[1]:
                command, end = found[1], found.end()
                if command in "Zz":
                    self._close()
                    continue
            if not command or command in "Zz" or (not self.steps and command not in "Mm"):
                raise self._wrong(data, end)
            end = self._step(command, data, end)
            command = {"M": "L", "m": "l"}.get(command, command)
        return tuple(self.steps)

    def _wrong(self, data: str, end: int) -> CannotDraw:
        near = data[max(0, end - 10) : end + 10]
        return CannotDraw(f"has a path that cannot be drawn, near {near!r}; save it again as plain SVG")

    def _step(self, command: str, data: str, end: int) -> int:
        """One step with its numbers; where the next one begins."""
        kind = command.lower()
        relative = self.now if command.islower() else (0.0, 0.0)
        if kind == "a":
            found = ARC.match(data, end)
            if not found:
                raise self._wrong(data, end)
            rx, ry, tilt, large, sweep, x, y = (bounded(float(n)) for n in found.groups())
            self._arc(abs(rx), abs(ry), tilt, bool(large), bool(sweep), (x + relative[0], y + relative[1]))
            return found.end()
        n = []
        for _ in range(NEEDED[kind]):
            found = TOKEN.match(data, end)
            if not found or found[1]:
                raise self._wrong(data, end)
            n.append(bounded(float(found[2])))
            end = found.end()
        if kind in "hv":
            x, y = self.now
            n = [n[0] + relative[0], y] if kind == "h" else [x, n[0] + relative[1]]
        else:
            n = [number + relative[i % 2] for i, number in enumerate(n)]
        self._draw(kind, n)
        return end

    def _draw(self, kind: str, n: list[float]) -> None:
        to = (n[-2], n[-1])
        if kind == "m":
            self.steps.append(("m", *to))
            self.start = to
        elif kind in "lhv":
            self._go_on()
            self.steps.append(("l", *to))
        elif kind in "cs":
            first = (n[0], n[1]) if kind == "c" else self._mirrored("c")
            self._curve(first, (n[-4], n[-3]), to)
            self.handle = ("c", (n[-4], n[-3]))
        else:
            bend = (n[0], n[1]) if kind == "q" else self._mirrored("q")
            self._curve(_towards(self.now, bend, 2 / 3), _towards(to, bend, 2 / 3), to)
            self.handle = ("q", bend)
        if kind in "mlhv":
            self.handle = ("", to)
        self.now = to

    def _mirrored(self, kind: str) -> Point:
        before, (x, y) = self.handle
        return (2 * self.now[0] - x, 2 * self.now[1] - y) if before == kind else self.now

    def _curve(self, first: Point, second: Point, to: Point) -> None:
        self._go_on()
        self.steps.append(("c", *first, *second, *to))

    def _go_on(self) -> None:
        """After a path is closed, the next begins where it did."""
        if self.steps[-1][0] == "h":
            self.steps.append(("m", *self.now))

    def _close(self) -> None:
        if self.steps and self.steps[-1][0] != "h":
            self.steps.append(("h",))
        self.now, self.handle = self.start, ("", self.start)

    def _arc(self, rx: float, ry: float, tilt: float, large: bool, sweep: bool, to: Point) -> None:
        """As SVG 1.1, F.6 says: from end points to a centre, then curves of a quarter at most."""
        (x0, y0), (x1, y1) = self.now, to
        if not rx or not ry or self.now == to:
            return self._draw("l", [*to])
        c, s = cos(radians(tilt)), sin(radians(tilt))
        dx, dy = (x0 - x1) / 2, (y0 - y1) / 2
        x, y = c * dx + s * dy, c * dy - s * dx
        grow = sqrt(max(1.0, (x / rx) ** 2 + (y / ry) ** 2))
        rx, ry = rx * grow, ry * grow
        rest = (rx * ry) ** 2 - (rx * y) ** 2 - (ry * x) ** 2
        far = sqrt(max(0.0, rest) / ((rx * y) ** 2 + (ry * x) ** 2)) * (1 if large != sweep else -1)
        mx, my = far * rx * y / ry, -far * ry * x / rx
        middle = (c * mx - s * my + (x0 + x1) / 2, s * mx + c * my + (y0 + y1) / 2)
        begin = _angle((1.0, 0.0), ((x - mx) / rx, (y - my) / ry))
        sweep_by = _angle(((x - mx) / rx, (y - my) / ry), ((-x - mx) / rx, (-y - my) / ry))
        if sweep and sweep_by < 0:
            sweep_by += 2 * pi
        elif not sweep and sweep_by > 0:
            sweep_by -= 2 * pi
        count = max(1, ceil(abs(sweep_by) / (pi / 2) - 1e-9))
        reach = 4 / 3 * tan(sweep_by / count / 4)

        def point(u: float, v: float) -> Point:
            return middle[0] + c * rx * u - s * ry * v, middle[1] + s * rx * u + c * ry * v

        for i in range(count):
            a, b = begin + sweep_by * i / count, begin + sweep_by * (i + 1) / count
            end = to if i == count - 1 else point(cos(b), sin(b))
            first = point(cos(a) - reach * sin(a), sin(a) + reach * cos(a))
            second = point(cos(b) + reach * sin(b), sin(b) - reach * cos(b))
            self._curve(first, second, end)
        self.now, self.handle = to, ("", to)


def _towards(start: Point, end: Point, share: float) -> Point:
    return start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share


def _angle(u: Point, v: Point) -> float:
    size = hypot(*u) * hypot(*v)
    cosine = max(-1.0, min(1.0, (u[0] * v[0] + u[1] * v[1]) / size)) if size else 1.0
    return copysign(acos(cosine), u[0] * v[1] - u[1] * v[0])
