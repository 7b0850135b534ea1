"""Extended writing, on lines that fill the page."""

from __future__ import annotations

from typing import ClassVar, Literal

from paperbuilder.questions.answers import Written
from paperbuilder.reading.models import field, model
from paperbuilder.reading.translations import Words


@model
class Extended(Written):
    """Extended writing, on lines that fill the page."""

    shares_space: ClassVar[bool] = True
    at_length: ClassVar[bool] = True
    sample: ClassVar[str] = """
    - type: extended
      stem: Extended.
      marks: 4
      starters: [First…]
      lines: 6
      mark-scheme: {levels: explain-4, indicative: [point]}
    """
    type: Literal["extended"] = field("Extended writing.", "extended")
    starters: list[Words] = field("Sentence starters to help (worksheets).", ["One reason was…"], default=[])
