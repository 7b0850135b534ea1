"""Gradients of SVG, drawn as bands of one colour each: vectors that every printer takes.

In: an element of a gradient, the path to be filled. Out: a `Group` of bands. Fails with `CannotDraw`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from math import ceil, hypot
from xml.etree.ElementTree import Element

from paperbuilder.pictures.sketch import WHITE, Group, Path, Steps, circle, closed_line
from paperbuilder.pictures.svg.colours import Painted, colour, mix, share
from paperbuilder.pictures.svg.gate import CannotDraw
from paperbuilder.pictures.svg.numbers import Box, Matrix, box_of, inverse, length, through, times, transform
from paperbuilder.pictures.svg.source import Source
from paperbuilder.pictures.svg.viewports import box_path

STEP = 2 / 255  # of a colour: bands nearer to each other cannot be told apart in print
MOST = 128  # bands
Stop = tuple[float, Painted]


@dataclass(frozen=True)
class Gradient:
    """An element of a gradient with what it takes over from others."""

    kind: str
    given: Mapping[str, str]
    stops: tuple[Stop, ...]

    def mean(self) -> Painted:
        """The one colour nearest to all of it."""
        places = [place for place, _ in self.stops]
        wide = [b - a or 1e-6 for a, b in zip([places[0], *places], [*places[1:], places[-1]], strict=False)]
        parts = [(width / sum(wide), painted) for width, (_, painted) in zip(wide, self.stops, strict=True)]
        red, green, blue = (round(sum(part * ink[i] for part, (ink, _) in parts), 4) for i in range(3))
        return (red, green, blue), sum(part * seen for part, (_, seen) in parts)


def gradient(element: Element, source: Source) -> Gradient:
    """Raises CannotDraw for one that is repeated, or whose colours are not known."""
    chain = [one for one in source.chain(element) if "Gradient" in str(one.tag)]
    given = {key: value for one in reversed(chain) for key, value in one.attrib.items()}
    stops = next((of_one for one in chain if (of_one := one.findall("stop"))), [])
    if given.get("spreadMethod", "pad") != "pad":
        raise CannotDraw("has a gradient that is repeated; give the shape one colour")
    found: list[Stop] = []
    for stop in stops:
        style = source.sheet.style(stop, (), {})
        painted = colour(style.get("stop-color", "black"), style) or (WHITE, 0.0)
        place = share(stop.get("offset", "0"))
        seen = painted[1] * share(style.get("stop-opacity", "1"))
        found.append((max(place, found[-1][0] if found else 0.0), (painted[0], seen)))
    return Gradient(str(element.tag), given, tuple(found))


def bands(gradient: Gradient, steps: Steps, matrix: Matrix, view: tuple[float, float], look: Path) -> Group | None:
    """A path filled by a gradient, through the matrix to the page; `look` has its opacity, and whether it has holes.

    None if there is nothing to see. Raises CannotDraw.
    """
    box = box_of(steps)
    if box is None or not gradient.stops:
        return None
    own = transform(gradient.given.get("gradientTransform", ""))
    whole = view
    if gradient.given.get("gradientUnits") != "userSpaceOnUse":
        if box[2] <= box[0] or box[3] <= box[1]:
            return None
        own, whole = times((box[2] - box[0], 0.0, 0.0, box[3] - box[1], box[0], box[1]), own), (1.0, 1.0)
    areas = _lines if gradient.kind == "linearGradient" else _rings
    full = times(matrix, own)
    within = through(matrix, steps)
    shown = box_of(within)
    clear = look.opacity < 1 or any(painted[1] < 1 for _, painted in gradient.stops)
    made = [
        Path(through(full, area), 0, fill=painted[0], even_odd=True, opacity=painted[1] * look.opacity)
        for area, painted in areas(gradient, whole, _seen(full, shown), clear)
        if painted[1] * look.opacity > 0.002
    ]
    return Group(tuple(made), within, look.even_odd)


def _seen(full: Matrix, shown: Box | None) -> Box:
    """What must be covered, in the units of the gradient."""
    back = inverse(full)
    if back is None or shown is None:
        return 0.0, 0.0, 0.0, 0.0
    return box_of(through(back, box_path(shown))) or shown


def _tones(stops: tuple[Stop, ...]) -> list[tuple[float, float, Painted]]:
    """From where to where each colour goes, from 0 to 1."""
    found: list[tuple[float, float, Painted]] = []
    for (start, first), (end, second) in pairwise(stops):
        differs = max(*(abs(a - b) for a, b in zip(first[0], second[0], strict=True)), abs(first[1] - second[1]))
        count = min(MOST, max(1, ceil(differs / STEP)))
        if end <= start:
            continue
        for i in range(count):
            part = (i + 0.5) / count
            painted = mix(first[0], second[0], part), round(first[1] + (second[1] - first[1]) * part, 4)
            found.append((start + (end - start) * i / count, start + (end - start) * (i + 1) / count, painted))
    return found


def _spans(stops: tuple[Stop, ...]) -> list[tuple[float | None, float | None, Painted]]:
    """The same, with what goes on for ever before the first and after the last."""
    return [(None, stops[0][0], stops[0][1]), *_tones(stops), (stops[-1][0], None, stops[-1][1])]


def _lines(gradient: Gradient, whole: tuple[float, float], seen: Box, clear: bool) -> list[tuple[Steps, Painted]]:
    """Bands across a line; they lie over each other, so that no gap shows, unless something shows through."""
    usual = {"x1": "0%", "y1": "0%", "x2": "100%", "y2": "0%"}
    n = {k: length(gradient.given.get(k, v), whole[k[0] == "y"]) for k, v in usual.items()}
    start, line = (n["x1"], n["y1"]), (n["x2"] - n["x1"], n["y2"] - n["y1"])
    long = line[0] ** 2 + line[1] ** 2
    if not long:
        return [(_all(seen), gradient.stops[-1][1])]
    corners = [(x, y) for x in (seen[0], seen[2]) for y in (seen[1], seen[3])]
    places = [((x - start[0]) * line[0] + (y - start[1]) * line[1]) / long for x, y in corners]
    aside = [((y - start[1]) * line[0] - (x - start[0]) * line[1]) / long for x, y in corners]
    least, most, left, right = min(places) - 0.01, max(places) + 0.01, min(aside) - 0.01, max(aside) + 0.01

    def corner(place: float, off: float) -> tuple[float, float]:
        return start[0] + line[0] * place - line[1] * off, start[1] + line[1] * place + line[0] * off

    found = []
    for begin, end, painted in _spans(gradient.stops):
        a = least if begin is None else max(least, begin)
        b = (most if end is None else min(most, end)) if clear else most
        if b > a and (end is None or end > least):
            found.append((closed_line([corner(a, left), corner(b, left), corner(b, right), corner(a, right)]), painted))
    return found


def _rings(gradient: Gradient, whole: tuple[float, float], seen: Box, clear: bool) -> list[tuple[Steps, Painted]]:
    """Rings round a focus, the outermost first."""
    given = gradient.given
    across, down = whole
    cx, cy = length(given.get("cx", "50%"), across), length(given.get("cy", "50%"), down)
    r = length(given.get("r", "50%"), hypot(*whole) / 2**0.5)
    fx, fy = length(given.get("fx", str(cx)), across), length(given.get("fy", str(cy)), down)
    if r <= 0:
        return [(_all(seen), gradient.stops[-1][1])]

    def ring(place: float) -> Steps:
        return circle(fx + (cx - fx) * place, fy + (cy - fy) * place, r * place)

    found: list[tuple[Steps, Painted]] = []
    for begin, end, painted in reversed(_spans(gradient.stops)):
        outer = _all(seen) if end is None else ring(end) if end > 0 else ()
        hole = ring(begin) if clear and begin else ()
        if outer:
            found.append(((*outer, *hole), painted))
    return found


def _all(seen: Box) -> Steps:
    left, top, right, bottom = seen
    off = 0.01 * max(right - left, bottom - top)
    return box_path((left - off, top - off, right + off, bottom + off))
