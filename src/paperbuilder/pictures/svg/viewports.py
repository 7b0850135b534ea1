"""Viewports: how a drawing in a drawing is scaled and cut.

In: elements with a `viewBox`. Out: matrices, shapes. Fails with `CannotDraw`.
"""

from __future__ import annotations

from collections.abc import Sequence
from xml.etree.ElementTree import Element

from paperbuilder.pictures.sketch import Group, Shape, Steps
from paperbuilder.pictures.svg.gate import CannotDraw
from paperbuilder.pictures.svg.numbers import SAME, Matrix, length, moved, numbers, scaled, times
from paperbuilder.pictures.svg.styles import Style

NO_SIZE = "does not say how large it is; save it again with a width and a height"
PLACES = {"Min": 0.0, "Mid": 0.5, "Max": 1.0}


def view_box(element: Element) -> list[float] | None:
    """Its left, top, width and height."""
    found = numbers(element.get("viewBox", ""))
    if found and (len(found) != 4 or not (found[2] > 0 and found[3] > 0)):
        raise CannotDraw(NO_SIZE)
    return found or None


def page_size(root: Element) -> tuple[float, float]:
    """The size of a whole drawing; raises CannotDraw for one that has none."""
    box = view_box(root)
    across, down = _side(root.get("width", "")), _side(root.get("height", ""))
    if box and not across:
        across = down * box[2] / box[3] if down else box[2]
    if box and not down:
        down = across * box[3] / box[2]
    if not (across > 0 and down > 0):
        raise CannotDraw(NO_SIZE)
    return across, down


def _side(value: str) -> float:
    value = value.strip()
    if not value or value.endswith("%") or value == "auto":
        return 0.0
    try:
        return length(value)
    except CannotDraw:
        raise CannotDraw(NO_SIZE) from None


def fitted(element: Element, size: tuple[float, float]) -> Matrix:
    """From the units of a `viewBox` to those around it, as `preserveAspectRatio` says."""
    box = view_box(element)
    if box is None:
        return SAME
    across, down = size[0] / box[2], size[1] / box[3]
    words = element.get("preserveAspectRatio", "").replace("defer", "").split() or ["xMidYMid"]
    if words[0] != "none":
        across = down = max(across, down) if "slice" in words else min(across, down)
    x = (size[0] - box[2] * across) * PLACES.get(words[0][1:4], 0.5)
    y = (size[1] - box[3] * down) * PLACES.get(words[0][5:8], 0.5)
    return times(moved(x, y), times(scaled(across, down), moved(-box[0], -box[1])))


def cut(shapes: list[Shape], style: Style, within: Steps) -> list[Shape]:
    """Shapes cut off at the edge of their viewport, unless they may go beyond it."""
    beyond = style.get("overflow", "hidden") in ("visible", "auto")
    return shapes if beyond or not shapes else [Group(tuple(shapes), within)]


def box_path(box: Sequence[float]) -> Steps:
    left, top, right, bottom = box
    return ("m", left, top), ("l", right, top), ("l", right, bottom), ("l", left, bottom), ("h",)
