"""Music paper: staves, single and in pairs with a brace.

In: an `Area`. Out: shapes. Lengths in pt. Cannot fail.
"""

from __future__ import annotations

from paperbuilder.pictures.areas import Area, Shapes
from paperbuilder.pictures.sketch import BLACK, Path, Step, open_line
from paperbuilder.units import MM

STAFF, STAFF_EVERY = 8 * MM, 20 * MM  # five lines; from the top of one to that of the next
PAIR, PAIR_EVERY = 26 * MM, 38 * MM  # two staves with 10 mm between them


def _staff(left: float, right: float, top: float) -> list[Step]:
    return [step for i in range(5) for step in open_line([(x, top + i * STAFF / 4) for x in (left, right)])]


def _tops(height: float, own: float, every: float) -> list[float]:
    """Where staves begin so that they fill a height, no closer than `every`."""
    count = int((height - own) / every + 0.001) + 1
    apart = (height - own) / (count - 1) if count > 1 else 0
    return [i * apart for i in range(count)]


def staves(area: Area) -> Shapes:
    steps = [step for top in _tops(area.height, STAFF, STAFF_EVERY) for step in _staff(0, area.width, top)]
    return [Path(tuple(steps), 0.5)]


def grand_staves(area: Area) -> Shapes:
    shapes: Shapes = []
    left = 3.5 * MM
    for top in _tops(area.height, PAIR, PAIR_EVERY):
        lines = [step for y in (top, top + PAIR - STAFF) for step in _staff(left, area.width, y)]
        ends = [s for x in (left, area.width) for s in open_line([(x, top), (x, top + PAIR)])]
        shapes += [Path((*lines, *ends), 0.5), _brace(left - 0.6 * MM, top, PAIR)]
    return shapes


def _brace(x: float, top: float, height: float) -> Path:
    """A brace whose tip points left."""
    middle, reach = top + height / 2, 2.4 * MM
    steps: list[Step] = [("m", x, top)]
    for thick in (0.0, 0.7 * MM):
        bend = reach - thick
        half = [
            ("c", x - bend, top + height * 0.16, x - bend * 0.1, top + height * 0.34, x - reach, middle),
            ("c", x - bend * 0.1, middle + height * 0.16, x - bend, middle + height * 0.34, x, top + height),
        ]
        steps += (
            half
            if not thick
            else [
                ("c", x - bend, middle + height * 0.34, x - bend * 0.1, middle + height * 0.16, x - reach, middle),
                ("c", x - bend * 0.1, top + height * 0.34, x - bend, top + height * 0.16, x, top),
            ]
        )
    return Path((*steps, ("h",)), 0.3, fill=BLACK)
