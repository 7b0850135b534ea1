"""A figure between questions."""

from __future__ import annotations

from typing import ClassVar, Literal

from paperbuilder.questions.figures import Shown
from paperbuilder.questions.kind import Block
from paperbuilder.reading.models import field, model


@model
class Figure(Shown, Block):
    """A figure between questions. It goes with the question after it."""

    sample: ClassVar[str] = """
    - {type: figure, picture: lock}
    - {type: figure, table: traffic}
    - {type: figure, chart: traffic}
    """
    type: Literal["figure"] = field("A figure between questions.", "figure")
