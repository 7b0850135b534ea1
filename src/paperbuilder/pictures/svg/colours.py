"""The colours of SVG.

In: a value. Out: red, green and blue, and opacity, from 0 to 1. Fails with `CannotDraw`.
"""

from __future__ import annotations

import re

from paperbuilder.pictures.sketch import BLACK, WHITE, Colour
from paperbuilder.pictures.svg.gate import CannotDraw
from paperbuilder.pictures.svg.styles import Style

CALL = re.compile(r"(rgb|hsl)a?\(\s*([^()]*?)\s*\)$", re.IGNORECASE)
Painted = tuple[Colour, float]


def colour(value: str, style: Style) -> Painted | None:
    """None for no colour. Raises CannotDraw for one that is not known."""
    from PIL import ImageColor

    value = value.strip()
    if value.lower() in ("none", "transparent"):
        return None
    if value.lower() == "currentcolor":
        own = style.get("color", "black")
        return (BLACK, 1.0) if own.lower() == "currentcolor" else colour(own, style)
    try:
        red, green, blue, *alpha = ImageColor.getrgb(_plain(value))
    except ValueError:
        message = f"has a colour that cannot be drawn ({value[:40]!r}); use a colour such as #0B2E6B"
        raise CannotDraw(message) from None
    seen = alpha[0] / 255 if alpha else _alpha(value)
    return (_part(red), _part(green), _part(blue)), seen


def _part(value: int) -> float:
    return round(max(0, min(255, value)) / 255, 4)


def _parts(value: str) -> list[str]:
    found = CALL.match(value)
    return re.split(r"[\s,/]+", found[2]) if found else []


def _plain(value: str) -> str:
    """A colour without its opacity, with commas, in whole numbers."""
    found, parts = CALL.match(value), _parts(value)
    if not found:
        return value
    numbers = [re.sub(r"(?<=\d)\.\d+(?=%?$)", "", part) for part in parts[:3]]
    return f"{found[1].lower()}({','.join(numbers)})"


def _alpha(value: str) -> float:
    parts = _parts(value)
    return share(parts[3]) if len(parts) == 4 else 1.0


def share(value: str) -> float:
    """An opacity: a number from 0 to 1, or so many per cent."""
    try:
        number = float(value.strip().removesuffix("%")) / (100 if value.strip().endswith("%") else 1)
    except ValueError:
        raise CannotDraw(f"has an opacity that cannot be drawn ({value[:20]!r})") from None
    if not number == number:
        raise CannotDraw("has an opacity that is no number")
    return max(0.0, min(1.0, number))


def mix(first: Colour, second: Colour, part: float) -> Colour:
    """`part` of the second in the first."""
    red, green, blue = (round(a + (b - a) * part, 4) for a, b in zip(first, second, strict=True))
    return red, green, blue


def on_white(painted: Painted) -> Colour:
    return mix(WHITE, painted[0], painted[1])
