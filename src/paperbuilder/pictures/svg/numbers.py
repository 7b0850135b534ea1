"""Numbers of SVG: lengths, and matrices that turn, move and scale.

In: values of attributes. Out: floats, `Matrix`. Fails with `CannotDraw`.
"""

from __future__ import annotations

import re
from math import cos, hypot, isfinite, radians, sin, tan

from paperbuilder.pictures.sketch import Point, Step, Steps, corners
from paperbuilder.pictures.svg.gate import CannotDraw

LARGEST = 1e7
NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")
LENGTH = re.compile(rf"\s*({NUMBER.pattern})\s*(px|pt|pc|mm|cm|in|em|ex|rem|Q|%)?\s*$")
UNITS = {"": 1.0, "px": 1.0, "pt": 4 / 3, "pc": 16.0, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96.0, "Q": 96 / 101.6}
TURNS = re.compile(r"\s*,?\s*(\w+)\s*\(([^()]*)\)\s*,?\s*")
Matrix = tuple[float, float, float, float, float, float]
SAME: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def bounded(number: float) -> float:
    """Raises CannotDraw for a number that no drawing needs."""
    if not isfinite(number) or abs(number) > LARGEST:
        raise CannotDraw(f"has a number in it that cannot be drawn ({number:g}); save it again as plain SVG")
    return number


def length(value: str, whole: float = 0.0, em: float = 16.0) -> float:
    """A length in units of the drawing; `whole` is what 100 % are, `em` the size of the letters."""
    found = LENGTH.match(value)
    if not found:
        raise CannotDraw(f"has a number in it that cannot be drawn ({value[:20]!r}); save it again as plain SVG")
    number, unit = float(found[1]), found[2] or ""
    relative = {"%": whole / 100, "em": em, "rem": 16.0, "ex": em / 2}
    return bounded(number * (relative[unit] if unit in relative else UNITS[unit]))


def numbers(text: str) -> list[float]:
    """Numbers with commas or blanks between them."""
    if NUMBER.sub("", text).strip(" ,\t\r\n"):
        raise CannotDraw(f"has a number in it that cannot be drawn ({text[:20]!r}); save it again as plain SVG")
    return [bounded(float(n)) for n in NUMBER.findall(text)]


def times(m: Matrix, n: Matrix) -> Matrix:
    """What does `n` first and then `m`."""
    a, b, c, d, e, f = m
    g, h, i, j, k, o = n
    found = (
        a * g + c * h,
        b * g + d * h,
        a * i + c * j,
        b * i + d * j,
        a * k + c * o + e,
        b * k + d * o + f,
    )
    for number in found:
        bounded(number)
    return found


def at(m: Matrix, x: float, y: float) -> Point:
    return m[0] * x + m[2] * y + m[4], m[1] * x + m[3] * y + m[5]


def moved(x: float, y: float) -> Matrix:
    return 1.0, 0.0, 0.0, 1.0, x, y


def scaled(across: float, down: float) -> Matrix:
    return across, 0.0, 0.0, down, 0.0, 0.0


def turned(degrees: float) -> Matrix:
    c, s = cos(radians(degrees)), sin(radians(degrees))
    return c, s, -s, c, 0.0, 0.0


def size_of(m: Matrix) -> float:
    """How much larger things become, in the mean of both directions."""
    return float(abs(m[0] * m[3] - m[1] * m[2]) ** 0.5)


def inverse(m: Matrix) -> Matrix | None:
    a, b, c, d, e, f = m
    size = a * d - b * c
    if abs(size) < 1e-12 * max(1e-12, hypot(a, b) * hypot(c, d)):
        return None
    return d / size, -b / size, -c / size, a / size, (c * f - d * e) / size, (b * e - a * f) / size


def transform(text: str) -> Matrix:
    """The matrix of `transform`."""
    made, end = SAME, 0
    text = text.strip().removeprefix("none")
    while end < len(text):
        found = TURNS.match(text, end)
        one = found and _one(found[1], numbers(found[2]))
        if not found or one is None:
            raise CannotDraw(f"has a transform that cannot be drawn ({text[:30]!r}); save it again as plain SVG")
        made, end = times(made, one), found.end()
    return made


def _one(name: str, n: list[float]) -> Matrix | None:
    match name, len(n):
        case "matrix", 6:
            return n[0], n[1], n[2], n[3], n[4], n[5]
        case "translate", 1 | 2:
            return moved(n[0], n[1] if len(n) > 1 else 0.0)
        case "scale", 1 | 2:
            return scaled(n[0], n[-1])
        case "rotate", 1:
            return turned(n[0])
        case "rotate", 3:
            return times(times(moved(n[1], n[2]), turned(n[0])), moved(-n[1], -n[2]))
        case "skewX", 1:
            return 1.0, 0.0, tan(radians(n[0])), 1.0, 0.0, 0.0
        case "skewY", 1:
            return 1.0, tan(radians(n[0])), 0.0, 1.0, 0.0, 0.0
    return None


def through(m: Matrix, steps: Steps) -> Steps:
    """A path moved by a matrix."""
    found: list[Step] = []
    for operator, *n in steps:
        points = (at(m, n[i], n[i + 1]) for i in range(0, len(n), 2))
        found.append((operator, *(number for point in points for number in point)))
    return tuple(found)


Box = tuple[float, float, float, float]  # left, top, right, bottom


def box_of(steps: Steps) -> Box | None:
    """What a path covers; curves are looked at in sixteen places."""
    points = [point for part in corners(steps, 16) for point in part]
    if not points:
        return None
    across, down = zip(*points, strict=True)
    return min(across), min(down), max(across), max(down)
