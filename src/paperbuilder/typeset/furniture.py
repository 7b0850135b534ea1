"""Running heads and feet: what stands left, centre and right at the head and foot of every page.

In: the `header` or `footer` of a layout. Out: paragraphs side by side, and how much of the text area they need.
Fails as paragraphs do.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from paperbuilder.typeset.context import Context
from paperbuilder.typeset.inline import below_each_other
from paperbuilder.typeset.lines import break_lines
from paperbuilder.typeset.paragraphs import UNBROKEN, Paragraph
from paperbuilder.typeset.xml import Element

GAP = 4.0  # pt between running lines and the text
BESIDE = 12.0  # pt between one running text and the next
Place = tuple[float, float, float]  # from where on, how wide, how far from the first or last row
USUAL = {"page-number": "88", "page-count": "88", "turn-over": "yes"}


@dataclass(frozen=True)
class Running:
    """A running text, and where its lines stand: from `x` on, in `width` pt; `away` from the first or last row."""

    x: float
    width: float
    away: float
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
    width = context.design.width
    places = _places(_texts(e, context, USUAL, made), width, e.tag == "header")
    found = _texts(e, context, shown, made)
    return [Running(*places.get(side, (0.0, width, 0.0)), text) for side, text in found.items()]


def _places(texts: Mapping[str, Paragraph], width: float, head: bool) -> dict[str, Place]:
    """Beside each other if they fit; else the longest has rows of its own, unless that takes more room."""
    natural = {side: text.natural_width() for side, text in texts.items()}
    if not _fit(natural, width):
        natural = {side: _below_each_other(text) for side, text in texts.items()}
    beside: dict[str, Place] = {side: (*room, 0.0) for side, room in side_by_side(natural, width).items()}
    if _fit(natural, width) or len(natural) < 2:
        return beside
    longest = max(natural, key=natural.__getitem__)
    rest = {side: wide for side, wide in natural.items() if side != longest}
    rooms = {longest: (0.0, width)} | {side: room for side, room in side_by_side(rest, width).items() if side in rest}
    high = {side: texts[side].height(rooms[side][1]) for side in texts}
    own, others = high[longest], max(high[side] for side in rest)
    away = {side: (own if head else 0.0) if side in rest else (0.0 if head else others) for side in texts}
    apart: dict[str, Place] = {side: (*rooms[side], away[side]) for side in texts}
    most = max(text.height(beside[side][1]) for side, text in texts.items())
    return apart if own + others <= most + 0.01 else beside


def _fit(natural: Mapping[str, float], width: float) -> bool:
    return sum(natural.values()) + BESIDE * (len(natural) - 1) <= width + 0.01


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
    return max(0.0, max((text.away + text.height for text in texts), default=-GAP) + GAP - room)
