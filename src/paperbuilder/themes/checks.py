"""What a theme must keep to so that every page can be read (domain.md, 3.3 and 5).

In: a theme and its layers. Out: problems at their places. Cannot fail.
"""

from __future__ import annotations

from collections.abc import Iterator

from paperbuilder.problems import Problem
from paperbuilder.themes.emphasis import emphasis_problems
from paperbuilder.themes.layers import Layers
from paperbuilder.themes.model import StyleTheme, Theme
from paperbuilder.units import MM

SAFE = 8 * MM
LEAST_SIZE = 9
LEAST_PITCH, LEAST_LETTER = 5 * MM, 1 * MM
PROSE = "extract"  # the style of the prose of sources
NEEDED = ("ink", "paper", "tint", "highlight", "accent")


def check_theme(theme: Theme, layers: Layers) -> list[Problem]:
    """Every problem of margins, sizes, colours and fonts."""
    if "body" not in theme.styles:
        return [layers.hiding(("styles",))]
    found = [*_page(theme, layers), *_writing(theme, layers), *(fonts := list(_fonts(theme, layers)))]
    found += [] if fonts else emphasis_problems(theme, layers)
    for name in NEEDED:
        if name not in theme.colours:
            found.append(layers.problem(("colours",), f"the colour {name} is missing"))
    for name, style in theme.styles.items():
        found += _style(name, style, theme, layers)
    return found


def _page(theme: Theme, layers: Layers) -> Iterator[Problem]:
    page = theme.page
    for name in ("top", "bottom", "inner", "outer", "head", "foot"):
        if getattr(page, name) < SAFE:
            hint = "printers leave 5 mm at every edge; keep 8 mm"
            yield layers.problem(("page", name), "text would be within 8 mm of the edge", hint)
    if page.width - page.inner - page.outer < 80 * MM or page.height - page.top - page.bottom < 100 * MM:
        yield layers.problem(("page",), "the margins leave too little room for text", "80 mm by 100 mm at least")
    room = page.width - page.inner - page.outer
    if theme.logo and theme.logo.width > room:
        message = f"the logo is {theme.logo.width / MM:.0f} mm wide, but the text only {room / MM:.0f} mm"
        yield layers.problem(("logo", "width"), message, "make it narrower")


def _writing(theme: Theme, layers: Layers) -> Iterator[Problem]:
    """Lines on which nobody could write."""
    for key, least in (("pitch", LEAST_PITCH), ("worksheet-pitch", LEAST_PITCH), ("letter", LEAST_LETTER)):
        length = getattr(theme.answers, key.replace("-", "_"))
        if length < least:
            message = f"nobody can write in {length / MM:.1f} mm"
            yield layers.problem(("answers", key), message, f"{least / MM:.0f} mm at least")


def _fonts(theme: Theme, layers: Layers) -> Iterator[Problem]:
    for key in ("text", "fallback", "code"):
        name = getattr(theme.fonts, key)
        if name not in theme.fonts.families:
            hint = "there are " + ", ".join(theme.fonts.families)
            yield layers.problem(("fonts", key), f"the theme has no font family {name}", hint)


def _style(name: str, style: StyleTheme, theme: Theme, layers: Layers) -> Iterator[Problem]:
    path = ("styles", name)
    size = style.size or theme.styles["body"].size or 11.0
    leading = style.leading or theme.styles["body"].leading or 14.0
    if size < LEAST_SIZE:
        yield layers.problem((*path, "size"), f"text of {size:g} pt is too small to read", "9 pt at least")
    if name != PROSE and (style.align == "justify" or style.hyphenate):
        key, what = ("hyphenate", "cut at the end of a line") if style.hyphenate else ("align", "justified")
        hint = f"only the words of sources may be: say it of the style {PROSE}"
        yield layers.problem((*path, key), f"text of the style {name} must not be {what}", hint)
    if leading < size:
        yield layers.problem((*path, "leading"), f"lines {leading:g} pt apart overlap at {size:g} pt", "add a third")
    missing = [colour for colour in (style.colour, style.on) if colour not in theme.colours]
    for colour in missing:
        hint = "there are " + ", ".join(theme.colours)
        yield layers.problem((*path, "colour"), f"the theme has no colour {colour}", hint)
    if not missing:
        yield from _contrast(name, style, size, theme, layers)


def _contrast(name: str, style: StyleTheme, size: float, theme: Theme, layers: Layers) -> Iterator[Problem]:
    """Text needs 4.5 to 1, large text 3 to 1 (WCAG 2.2, 1.4.3)."""
    wanted = 3.0 if size >= 18 or (style.bold and size >= 14) else 4.5
    ratio = contrast(theme.rgb(style.colour), theme.rgb(style.on))
    if ratio < wanted:
        message = f"{style.colour} on {style.on} has a contrast of {ratio:.1f} to 1; {wanted:g} is needed"
        yield layers.problem(("styles", name), message, "take a darker colour, or a lighter ground")


def contrast(one: tuple[float, float, float], other: tuple[float, float, float]) -> float:
    """Contrast ratio of two colours, from 1 to 21 (WCAG 2.2)."""
    high, low = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def _luminance(rgb: tuple[float, float, float]) -> float:
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in rgb)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
