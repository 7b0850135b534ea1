"""One or more right answers among several, ticked."""

from __future__ import annotations

from typing import ClassVar, Literal

from paperbuilder.questions.choosing import Choice
from paperbuilder.reading.models import field, model


@model
class MultipleChoice(Choice):
    """One right answer among several, or two and more: “Tick **two** boxes.”"""

    loses_marks: ClassVar[bool] = True
    sample: ClassVar[str] = """
    - {type: multiple-choice, stem: Choice., options: [right, wrong], answer: right, why: {wrong: Not so.}, marks: 1}
    """
    type: Literal["multiple-choice"] = field("Multiple choice.", "multiple-choice")
