"""Running heads and feet: what stands left, centre and right at the head and foot of every page.

In: the `header` or `footer` of a layout. Out: paragraphs side by side, and how much of the text area they need.
Fails as paragraphs do.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from paperbuilder.typeset.context import Context
from paperbuilder.typeset.paragraphs import Paragraph
from paperbuilder.typeset.xml import Element

GAP = 4.0  # pt between running lines and the text
USUAL = {"page-number": "88", "page-count": "88", "turn-over": "yes"}


@dataclass(frozen=True)
class Running:
    """A running text, and where its lines stand: from `x` on, in `width` pt."""

    x: float
    width: float
    text: Paragraph

    @property
    def height(self) -> float:
        return self.text.height(self.width)


def running(
    e: Element, context: Context, shown: Mapping[str, str], made: dict[tuple[str, ...], Running]
) -> list[Running]:
    """What stands in a `header` or `footer` of a page on which page numbers and the like are `shown`.

    `made` keeps the texts of a document, as wide as they are: most are the same on every page.
    """
    here, texts, width = context.within(None, page=shown), {}, context.design.width
    for side in e.elements:
        if side.text() or side.elements:
            key = (e.tag, side.tag, *(value for tag, value in shown.items() for _ in side.walk(tag)))
            if key not in made:
                text = here.paragraph(side, f"furniture-{side.tag}", None)
                made[key] = Running(0, text.lines(width)[0].width, text)
            texts[side.tag] = made[key]
    return _side_by_side(texts, width)


def _side_by_side(texts: Mapping[str, Running], width: float) -> list[Running]:
    """What stands in the centre has its room, the sides share the rest."""
    natural = {place: text.width for place, text in texts.items()}
    centre, both = natural.get("centre", 0), natural.get("left", 0) + natural.get("right", 0)
    side = (width - centre) / 2 - 12 if centre else width / 2 if both > width - 12 else width
    rooms = {"left": (0.0, side), "centre": (0.0, width), "right": (width - side, side)}
    return [Running(*rooms[place], one.text) for place, one in texts.items()]


def excess(e: Element | None, context: Context, room: float) -> float:
    """How much more than the `room` in the margin (pt) a head or foot takes."""
    texts = running(e, context, USUAL, {}) if e else []
    return max(0.0, max((text.height for text in texts), default=-GAP) + GAP - room)
