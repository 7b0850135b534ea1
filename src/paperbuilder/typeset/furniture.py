"""Running heads and feet: what stands left, centre and right at the head and foot of every page.

In: the `header` or `footer` of a layout. Out: paragraphs side by side, and how much of the text area they need.
Fails as paragraphs do.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from paperbuilder.typeset.context import Context
from paperbuilder.typeset.inline import below_each_other, break_lines
from paperbuilder.typeset.paragraphs import UNBROKEN, Paragraph
from paperbuilder.typeset.xml import Element

GAP = 4.0  # pt between running lines and the text
BESIDE = 12.0  # pt between one running text and the next
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
    e: Element, context: Context, shown: Mapping[str, str], made: dict[tuple[str, ...], Paragraph]
) -> list[Running]:
    """What stands in a `header` or `footer` of a page on which page numbers and the like are `shown`.

    Each has its place on all pages, whether or not the others are there. `made` keeps the texts of a document: most are
    the same on every page.
    """
    width, fullest = context.design.width, _texts(e, context, USUAL, made)
    natural = {side: text.natural_width() for side, text in fullest.items()}
    if sum(natural.values()) + BESIDE * (len(natural) - 1) > width:
        natural = {side: _below_each_other(text) for side, text in fullest.items()}
    rooms = side_by_side(natural, width)
    return [Running(*rooms.get(side, (0.0, width)), text) for side, text in _texts(e, context, shown, made).items()]


def _below_each_other(text: Paragraph) -> float:
    """The width of a text whose languages stand below each other."""
    return max(line.width for line in break_lines(below_each_other(text.inlines), UNBROKEN))


def _texts(
    e: Element, context: Context, shown: Mapping[str, str], made: dict[tuple[str, ...], Paragraph]
) -> dict[str, Paragraph]:
    here, found = context.within(None, page=shown), {}
    for side in e.elements:
        if side.text() or side.elements:
            key = (e.tag, side.tag, *(value for tag, value in shown.items() for _ in side.walk(tag)))
            if key not in made:
                made[key] = here.paragraph(side, f"furniture-{side.tag}", None)
            found[side.tag] = made[key]
    return found


def side_by_side(natural: Mapping[str, float], width: float) -> dict[str, tuple[float, float]]:
    """Where each text begins and how wide its lines may be, from its natural width: all are on one line if they fit.

    The centre is in the middle if it has room there, else between the sides. Without room for all, the sides share what
    the centre leaves: one that takes less than half of it keeps its line.
    """
    if len(natural) == 1:
        return dict.fromkeys(natural, (0.0, width))
    left, centre, right = (natural.get(side, 0) for side in ("left", "centre", "right"))
    gaps = BESIDE * (bool(centre) + bool(left and right))
    if left + centre + right + gaps > width:
        centre = min(centre, width / 2)
        room = width - centre - gaps
        left, right = (min(one, max(room / 2, room - other)) for one, other in ((left, right), (right, left)))
    begin = (width - centre) / 2
    begin = max(min(begin, width - right - (BESIDE if right else 0) - centre), left + (BESIDE if left else 0))
    return {"left": (0.0, left), "centre": (begin, centre), "right": (width - right, right)}


def excess(e: Element | None, context: Context, room: float) -> float:
    """How much more than the `room` in the margin (pt) a head or foot takes."""
    texts = running(e, context, USUAL, {}) if e else []
    return max(0.0, max((text.height for text in texts), default=-GAP) + GAP - room)
