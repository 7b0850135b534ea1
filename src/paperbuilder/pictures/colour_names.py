"""Colours in plain words.

In: red, green and blue from 0 to 255. Out: a word or two. Cannot fail.
"""

from __future__ import annotations

from colorsys import rgb_to_hls

HUES = {
    14: "red",
    40: "orange",
    66: "yellow",
    160: "green",
    196: "turquoise",
    250: "blue",
    292: "purple",
    336: "pink",
    360: "red",
}
GREYS = {0.15: "black", 0.4: "dark grey", 0.7: "grey", 0.93: "light grey", 1.1: "white"}


def name_of(colour: tuple[int, int, int]) -> str:
    """Such as `dark red`."""
    hue, light, strong = rgb_to_hls(*(value / 255 for value in colour))
    if strong < 0.12 or max(colour) - min(colour) < 16:
        return next(word for most, word in GREYS.items() if light < most)
    name = next(word for most, word in HUES.items() if hue * 360 <= most)
    if name == "orange" and light < 0.42:
        return "brown"
    return f"{'dark ' if light < 0.25 else 'light ' if light > 0.75 else ''}{name}"
