"""Figures: what is neither text nor question, and has a name in the spec.

In: nothing. Out: models that show one, and what is written around it. Cannot fail.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import ClassVar

from paperbuilder.questions.solution import Fault
from paperbuilder.reading.models import field, model
from paperbuilder.reading.translations import Words

MOST_LABELS, LONGEST_LABEL = 26, 80


@model
class Label:
    """Words beside a picture, with a line to what they name."""

    at: list[int] = field(
        "Where its line points: how far from the left and from the top, in hundredths of the picture.",
        [40, 25],
        most=100,
    )
    text: Words = field("The words.", "nucleus")


@model
class Shown:
    """What names one of the figures of a spec."""

    FIGURES: ClassVar[tuple[str, ...]] = ("picture", "table", "chart")
    picture: str = field("One of the `pictures`.", "mill", default="")
    table: str = field("One of the `tables`.", "output", default="")
    chart: str = field("One of the `charts`.", "output", default="")

    @property
    def figures(self) -> list[str]:
        """Those that it names, such as “picture mill”."""
        return [f"{kind} {name}" for kind in self.FIGURES if (name := getattr(self, kind))]


def label_faults(labels: Sequence[Label], path: tuple[str | int, ...]) -> Iterator[Fault]:
    """What is wrong in the labels of one picture."""
    if len(labels) > MOST_LABELS:
        yield Fault(f"there are more than {MOST_LABELS} labels", path, "leave some out")
    places = Counter(tuple(label.at) for label in labels)
    for i, label in enumerate(labels):
        if len(label.at) != 2:
            hint = "write how far from the left and from the top, such as [40, 25]"
            yield Fault("a place on a picture is two numbers", (*path, i, "at"), hint)
        elif places[tuple(label.at)] > 1:
            yield Fault("two labels point at the same place", (*path, i, "at"), "give each a place of its own")
        if len(label.text) > LONGEST_LABEL:
            yield Fault("this is too long for a label", (*path, i, "text"), f"use {LONGEST_LABEL} letters at most")
