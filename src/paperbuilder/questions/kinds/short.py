"""A short answer on ruled lines, or wherever it says."""

from __future__ import annotations

from typing import ClassVar, Literal

from paperbuilder.questions.answers import Written
from paperbuilder.reading.models import field, model


@model
class Short(Written):
    """A short answer: on ruled lines, in numbered blocks of them, or at places with labels and units."""

    sample: ClassVar[str] = """
    - type: short
      stem: "Short: **why**?"
      marks: 3
      space: {paper: graph, width: 60 mm, height: 20 mm}
      answers: ["x = [[three]] cm", {text: "Reason [[so]]", box: 12 mm}]
      mark-scheme: {points: [one, two, three]}
    """
    type: Literal["short"] = field("A short answer.", "short")
