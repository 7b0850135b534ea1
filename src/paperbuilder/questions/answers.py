"""Room for answers: working space, lines with labels and units, blocks of lines, boxes.

In: nothing. Out: base models. Cannot fail.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import ClassVar

from paperbuilder.questions.kind import Path_, Question
from paperbuilder.questions.orders import Turn
from paperbuilder.questions.places import BLANK, Place, place_faults
from paperbuilder.questions.solution import Fault, KeyLine, Solution, Spot
from paperbuilder.questions.space import Space, space_faults
from paperbuilder.reading.models import field, model
from paperbuilder.texts.markup import gaps

MOST = 20


@model
class Spaced(Question):
    """What questions have that can leave room of a stated size."""

    prints_room: ClassVar[bool] = True
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

    def marks_of(self, key: Sequence[KeyLine]) -> int | None:
        """How many marks the key gives: one for each answer beside judged ones, none beside codes; None for all."""
        from paperbuilder.questions.codes import credits_of

        scheme = self.mark_scheme
        if any(credit.code for credit in credits_of(scheme.points, scheme.codes)):
            return 0
        judged = scheme.points or scheme.levels or scheme.ladders or scheme.bands or scheme.key
        return len(key) if judged and key else None


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
        wrong = [fault for i, place in enumerate(self.answers) for fault in place_faults(place, i)]
        yield from wrong
        blank = [i for i, place in enumerate(self.answers) if not gaps(place.text) or BLANK.search(place.text)]
        if not wrong and blank and any(gaps(place.text) for place in self.answers):
            message = "this place has no right answer, but others have"
            yield Fault(message, ("answers", blank[0]), "write it in two brackets, such as x = [[3]]")

    def solve(self, seed: str, turn: Turn) -> Solution:
        if self.blocks:
            numbers = range(1, self.blocks + 1)
            blocks = [Spot(text=f"**{n}**", lines=self.lines or 0) for n in numbers]
            return Solution(space=self.space, spots=tuple(blocks))
        key = tuple(KeyLine(answers=place.right) for place in self.answers if gaps(place.text))
        spots = tuple(place.spot for place in self.answers)
        return Solution(key=key, marks=self.marks_of(key), space=self.space, spots=spots)
