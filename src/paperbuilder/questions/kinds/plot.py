"""Axes to plot figures on."""

from __future__ import annotations

from typing import ClassVar, Literal

from paperbuilder.questions.kind import Question
from paperbuilder.questions.orders import Turn
from paperbuilder.questions.solution import Solution
from paperbuilder.reading.models import field, model


@model
class Plot(Question):
    """A chart that pupils draw, or finish, on axes that are given."""

    sample: ClassVar[str] = """
    - {type: plot, stem: Plot., chart: traffic, marks: 2, mark-scheme: {points: [one, two, three]}}
    """
    type: Literal["plot"] = field("Plot figures on axes that are given.", "plot")
    chart: str = field("One of the `charts`; it is filled in the answers.", "rainfall")

    @property
    def figures(self) -> list[str]:
        return [f"chart {self.chart}"]

    def solve(self, seed: str, turn: Turn) -> Solution:
        return Solution(figure=self.figures[0])
