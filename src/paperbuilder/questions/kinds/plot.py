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
    chart: str = field("One of the `charts`; its figures are drawn in the answers.", "rainfall")

    @property
    def below_stem(self) -> list[str]:
        return [name for name in self.figures if name != f"chart {self.chart}"]

    def solve(self, seed: str, turn: Turn) -> Solution:
        return Solution(figure=f"chart {self.chart}")
