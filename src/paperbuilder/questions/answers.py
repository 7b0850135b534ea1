"""Room for answers: working space, lines with labels and units, blocks of lines, boxes.

In: nothing. Out: base models. Cannot fail.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import ClassVar

from paperbuilder.questions.gaps import gap_faults
from paperbuilder.questions.kind import Path_, Question
from paperbuilder.questions.orders import Turn
from paperbuilder.questions.solution import Fault, KeyLine, Solution, Spot
from paperbuilder.questions.space import Space, space_faults
from paperbuilder.reading.models import field, model
from paperbuilder.texts.markup import gaps
from paperbuilder.units import MM, Length

BLANK = re.compile(r"_{2,}")
GAP = re.compile(r"\[\[[^\[\]]*\]\]")
MOST = 20
LEAST = 5 * MM


@model
class Place:
    """A place for an answer: a short line, some ruled lines, or a box."""

    shorthand: ClassVar[str] = "text"
    text: str = field(
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
            return tuple(GAP.sub(lambda _: answer, self.text) for answer in found[0].answers)  # noqa: B023
        filled = iter("/".join(gap.answers) for gap in found)
        return (GAP.sub(lambda _: next(filled), self.text),) if found else ()


@model
class Spaced(Question):
    """What questions have that can leave room of a stated size."""

    space: Space | None = field(
        "Room to work or draw in, by its height, before the answer.",
        {"paper": "squared", "height": "60 mm"},
        default=None,
    )

    @property
    def has_room(self) -> bool:
        return self.space is not None

    @property
    def sizes(self) -> list[tuple[Path_, float]]:
        space = self.space
        found = [("width", space.width), ("height", space.height)] if space else []
        return [(("space", key), length) for key, length in found if length is not None]

    def faults(self, versions: Sequence[str]) -> Iterator[Fault]:
        yield from space_faults(self.space, "space") if self.space else ()

    def solve(self, seed: str, turn: Turn) -> Solution:
        return Solution(space=self.space)


@model
class Worked(Spaced):
    """What questions have whose right answers can be worth some of the marks, and the working the others."""

    answer_marks: int | None = field(
        "Marks for the right answers alone. If left out: all of them, or with a mark scheme for the working one each.",
        1,
        default=None,
        least=1,
    )

    def marks_of(self, key: Sequence[KeyLine]) -> int | None:
        """How many marks the key gives; None for all."""
        scheme = self.mark_scheme
        judged = scheme.points or scheme.levels or scheme.bands or scheme.key
        return self.answer_marks or (len(key) if judged and key else None)


@model
class Written(Worked):
    """What questions have that are answered in writing: on ruled lines, or wherever they say."""

    gapped: ClassVar[tuple[str, ...]] = ("answers",)
    blocks: int | None = field(
        "So many numbered blocks of answer lines, as for “Give **two** reasons”; with `lines`, so many lines in each.",
        2,
        default=None,
        least=2,
        most=10,
    )
    answers: list[Place] = field(
        "Places for the answers, in place of answer lines.",
        ["x = [[3]] cm", {"text": "Reason:", "lines": 2}],
        default=[],
        single=True,
    )

    @property
    def own_lines(self) -> int | None:
        return 0 if self.blocks else self.lines

    @property
    def has_room(self) -> bool:
        return bool(self.space or self.answers or self.blocks)

    @property
    def sizes(self) -> list[tuple[Path_, float]]:
        found = [(("answers", i, key), getattr(p, key)) for i, p in enumerate(self.answers) for key in ("width", "box")]
        return super().sizes + [(path, length) for path, length in found if length is not None]

    def faults(self, versions: Sequence[str]) -> Iterator[Fault]:
        yield from super().faults(versions)
        if self.blocks and self.answers:
            yield Fault("there are both blocks and answers", ("blocks",), "keep one of the two")
        if self.blocks and self.lines == 0:
            yield Fault("there are blocks, but they have no lines", ("lines",), "delete lines, or blocks")
        if len(self.answers) > MOST:
            yield Fault(
                f"there are {len(self.answers)} places for answers; {MOST} at most", ("answers",), "use a table"
            )
        wrong = [fault for i, place in enumerate(self.answers) for fault in _place_faults(place, i)]
        yield from wrong
        blank = [i for i, place in enumerate(self.answers) if not gaps(place.text) or BLANK.search(place.text)]
        if not wrong and blank and any(gaps(place.text) for place in self.answers):
            message = "this place has no right answer, but others have"
            yield Fault(message, ("answers", blank[0]), "write it in two brackets, such as x = [[3]]")
        if self.answer_marks and not any(gaps(place.text) for place in self.answers):
            message = "there are marks for right answers, but no right answers"
            yield Fault(message, ("answer-marks",), "write one in two brackets, such as answers: ['x = [[3]]']")

    def solve(self, seed: str, turn: Turn) -> Solution:
        if self.blocks:
            numbers = range(1, self.blocks + 1)
            blocks = [Spot(text=f"**{n}**", lines=self.lines or 0) for n in numbers]
            return Solution(space=self.space, spots=tuple(blocks))
        key = tuple(KeyLine(answers=place.right) for place in self.answers if gaps(place.text))
        spots = tuple(place.spot for place in self.answers)
        return Solution(key=key, marks=self.marks_of(key), space=self.space, spots=spots)


def _place_faults(place: Place, i: int) -> Iterator[Fault]:
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
    yield from gap_faults(place.text, "answers", i, "text")
