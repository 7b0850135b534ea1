"""The odd one out: a choice, and the reason for it."""

from __future__ import annotations

from dataclasses import replace
from typing import ClassVar, Literal

from paperbuilder.questions.choosing import Choice, Chosen
from paperbuilder.questions.orders import Turn
from paperbuilder.reading.models import field, model


@model
class OddOneOut(Choice):
    """One of several options does not belong: it is ticked, and the reason written below."""

    words: ClassVar[dict[str, dict[str, str]]] = {"reason": {"en-GB": "Reason:", "cy": "Rheswm:", "fr": "Raison :"}}
    sample: ClassVar[str] = """
    - {type: odd-one-out, stem: Odd one out., options: [in, out, within], answer: out, marks: 3,
       mark-scheme: {points: [It is outside, The others are inside, One side only]}}
    """
    type: Literal["odd-one-out"] = field("The odd one out, with a reason.", "odd-one-out")

    def solve(self, seed: str, turn: Turn) -> Chosen:
        return replace(super().solve(seed, turn), marks=1)
