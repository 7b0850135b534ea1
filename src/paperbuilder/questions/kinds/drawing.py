"""Something to draw: on paper of a stated size, or on a figure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import ClassVar, Literal

from paperbuilder.questions.answers import Spaced
from paperbuilder.questions.solution import Fault
from paperbuilder.reading.models import field, model


@model
class Drawing(Spaced):
    """Something to draw: a graph, a diagram, notes, a map; on paper, or on a picture below the stem."""

    sample: ClassVar[str] = """
    - type: drawing
      stem: Draw.
      marks: 2
      space: {paper: map, width: 90 mm, height: 50 mm, labels: ["0", 5 km]}
      mark-scheme: {points: [a line, a name], closed: yes}
    """
    type: Literal["drawing"] = field("Something to draw.", "drawing")

    @property
    def has_room(self) -> bool:
        return True

    def faults(self, versions: Sequence[str]) -> Iterator[Fault]:
        yield from super().faults(versions)
        if not (self.space or self.figures):
            hint = "add space: {paper: graph, width: 120 mm, height: 80 mm}, or a picture"
            yield Fault("the question does not say what to draw on", (), hint)
