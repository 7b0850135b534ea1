"""Places for answers: short lines with labels and units, ruled lines, boxes.

In: nothing. Out: a model, and what is wrong in it. Cannot fail.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import ClassVar

from paperbuilder.questions.gaps import gap_faults
from paperbuilder.questions.solution import Fault, Spot
from paperbuilder.reading.models import field, model
from paperbuilder.reading.translations import Words
from paperbuilder.texts.markup import gaps, with_gaps
from paperbuilder.units import MM, Length

BLANK = re.compile(r"_{2,}")
LEAST = 5 * MM


@model
class Place:
    """A place for an answer: a short line, some ruled lines, or a box."""

    shorthand: ClassVar[str] = "text"
    text: Words = field(
        "What is printed: ___ is a line to write on, [[3.5|3,5]] one with its right answers. With neither, the line "
        "comes after the text. Beside lines or a box it is their label.",
        "x = [[3.5]] cm",
        default="",
    )
    width: Length | None = field("How long the line or how wide the box is.", "40 mm", default=None)
    lines: int | None = field("So many ruled lines in place of a short one.", 2, default=None, least=1, most=100)
    box: Length | None = field("A box in place of a line: its height.", "30 mm", default=None)

    @property
    def spot(self) -> Spot:
        """As it is printed, with a gap where something is to be written."""
        text = BLANK.sub("[[_]]", self.text)
        bare = self.lines or self.box
        return Spot(
            text=text if bare or gaps(text) else f"{text} [[_]]".strip(),
            width=self.width,
            lines=self.lines,
            box=self.box,
        )

    @property
    def right(self) -> tuple[str, ...]:
        """The whole text with its right answers in place; of one gap, each of those that are right."""
        found = gaps(self.text)
        if len(found) == 1:
            return tuple(with_gaps(self.text, (answer,)) for answer in found[0].answers)
        return (with_gaps(self.text, ["/".join(gap.answers) for gap in found]),) if found else ()


def place_faults(place: Place, i: int) -> Iterator[Fault]:
    """What is wrong in the place number `i` of a question, from 0."""
    if place.lines and place.box is not None:
        yield Fault("this place has both lines and a box", ("answers", i), "keep one of the two")
    if place.lines and place.width is not None:
        yield Fault("ruled lines go across the page; they have no width", ("answers", i, "width"), "delete it")
    if not (place.text or place.lines or place.box is not None):
        yield Fault("this place is empty", ("answers", i), "write what stands at the line, such as x = ___")
    if (place.lines or place.box is not None) and BLANK.search(place.text):
        yield Fault(
            "beside lines or a box the text is a label, with no line of its own", ("answers", i), "delete the ___"
        )
    for key, length in (("width", place.width), ("box", place.box)):
        if length is not None and length < LEAST - 0.01:
            yield Fault("this is too small to write in", ("answers", i, key), f"make it {LEAST / MM:.0f} mm or more")
    yield from gap_faults(place.text, "answers", i, "text", otherwise=", or ___ for a line without one")
