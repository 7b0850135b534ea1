"""A short answer on ruled lines."""

from __future__ import annotations

from typing import ClassVar, Literal

from paperbuilder.questions.kind import Question
from paperbuilder.reading.models import field, model


@model
class Short(Question):
    """A short answer on ruled lines."""

    prints_room: ClassVar[bool] = True
    sample: ClassVar[str] = """
    - {type: short, stem: "Short: **why**?", marks: 2, mark-scheme: {points: [one, two, three]}}
    """
    type: Literal["short"] = field("A short answer.", "short")
