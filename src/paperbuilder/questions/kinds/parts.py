"""A question made of parts: (a), (b)… and below them (i), (ii)…"""

from __future__ import annotations

from typing import ClassVar, Literal

from paperbuilder.questions.kind import Kind, Question
from paperbuilder.reading.models import field, model


@model
class Parts(Question):
    """A question made of parts: (a), (b)… and below them (i), (ii)…"""

    implied_by: ClassVar[str] = "parts"
    needs_stem: ClassVar[bool] = False
    sample: ClassVar[str] = """
    - stem: Parts.
      parts:
        - {type: short, stem: Part a., marks: 1, mark-scheme: {points: [one, two]}}
        - stem: Part b.
          parts:
            - {type: short, stem: Part i., marks: 1, mark-scheme: {key: [only]}}
    """
    type: Literal["parts"] = field("A question with parts.", "parts")
    parts: list[Kind] = field("The parts, in order.", [{"type": "short", "stem": "…", "marks": 2}])
    answer: int | None = field(
        "How many of the parts to answer; all if left out. The paper says so, unless `instruction` does.",
        1,
        default=None,
        least=1,
    )
