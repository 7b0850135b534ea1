"""What shapes and words are painted with.

In: styles. Out: colours, lines, gradients. Fails with `CannotDraw`.
"""

from __future__ import annotations

from collections.abc import Callable
from xml.etree.ElementTree import Element

from paperbuilder.pictures.sketch import Path, Steps
from paperbuilder.pictures.svg.colours import Painted, colour, share
from paperbuilder.pictures.svg.gate import CannotDraw
from paperbuilder.pictures.svg.gradients import gradient
from paperbuilder.pictures.svg.source import LINK, Source
from paperbuilder.pictures.svg.styles import Style

CAPS, JOINS = {"round": 1, "square": 2}, {"round": 1, "bevel": 2}
USUAL = {"fill": "black", "stroke": "none"}


class Inks:
    """`pale` is the opacity of the groups around; `context` the style of the line that an arrowhead belongs to."""

    def __init__(self, source: Source):
        self.source = source
        self.pale = 1.0
        self.context: Style | None = None

    def seen(self, key: str, style: Style) -> float:
        """The opacity of a `fill` or a `stroke`."""
        return share(style.get(f"{key}-opacity", "1")) * self.pale

    def paint(self, key: str, style: Style) -> Painted | Element | None:
        """A colour with its opacity, or the element of a gradient or pattern. Raises CannotDraw."""
        value = style.get(key, USUAL[key]).strip()
        if value in ("context-fill", "context-stroke"):
            if self.context is None:
                return None
            key, style = value.removeprefix("context-"), self.context
            value = style.get(key, USUAL[key])
        if link := LINK.match(value):
            server = self.source.named(value)
            if server is not None:
                return server
            if not link[2].strip():
                raise CannotDraw(f"has a {key} of {value[:30]}, which is not in the file; save it again as plain SVG")
            value = link[2].strip()
        painted = colour(value, style)
        return (painted[0], painted[1] * self.seen(key, style)) if painted else None

    def flat(self, key: str, style: Style) -> Painted | None:
        """One colour, also of a gradient. Raises CannotDraw."""
        painted = self.paint(key, style)
        if not isinstance(painted, Element):
            return painted
        if "Gradient" not in str(painted.tag):
            raise CannotDraw(f"has a {key} of a <{painted.tag}>; give it one colour")
        found = gradient(painted, self.source)
        if not found.stops:
            return None
        ink, seen = found.mean()
        return ink, seen * self.seen(key, style)

    def of_words(self, style: Style) -> Painted | None:
        if style.get("visibility", "visible") != "visible":
            return None
        return self.flat("fill", style) or self.flat("stroke", style)

    def line(self, shown: Steps, style: Style, scale: float, measure: Callable[[str], float]) -> Path | None:
        """The line along a path on the page; `scale` is that of the page. Raises CannotDraw."""
        painted = self.flat("stroke", style)
        width = measure(style.get("stroke-width", "1")) * scale
        if painted is None or not painted[1] or width <= 0:
            return None
        given = style.get("stroke-dasharray", "none").replace(",", " ").split()
        dash = tuple(measure(n) * scale for n in given) if given != ["none"] else ()
        return Path(
            shown,
            width,
            dash=dash if sum(dash) > 0 and min(dash) >= 0 else (),
            ink=painted[0],
            cap=CAPS.get(style.get("stroke-linecap", ""), 0),
            join=JOINS.get(style.get("stroke-linejoin", ""), 0),
            opacity=painted[1],
        )
