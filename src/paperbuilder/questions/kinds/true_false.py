"""Statements that are true or false; a false one can be corrected."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import ClassVar, Literal

from paperbuilder.questions.choosing import doubles
from paperbuilder.questions.kind import Shuffled
from paperbuilder.questions.orders import Turn, named, numbers
from paperbuilder.questions.solution import Fault, KeyLine, Solution, solution
from paperbuilder.reading.models import field, model
from paperbuilder.reading.translations import Words

SIGNS = {"true": "✓", "false": "✗"}


@model
class Statement:
    """A statement that is true or false."""

    text: Words = field("The statement.", "Stalin launched the N.E.P.")
    answer: Literal["true", "false"] = field("Whether it is true.", "false")
    correction: Words = field("The corrected sentence, if it is false.", "Lenin launched the N.E.P.", default="")


@solution
class Judged(Solution):
    """The statements as printed; with `corrected` each has a line for a correction, so that true ones look alike."""

    statements: tuple[Statement, ...]
    corrected: bool


@model
class TrueFalse(Shuffled):
    """True or false; a false statement with a `correction` has a line to write it on."""

    words: ClassVar[dict[str, dict[str, str]]] = {
        "true": {"en-GB": "True", "cy": "Cywir", "fr": "Vrai"},
        "false": {"en-GB": "False", "cy": "Anghywir", "fr": "Faux"},
        "correction": {"en-GB": "Correction:", "cy": "Cywiriad:", "fr": "Correction :"},
    }
    loses_marks: ClassVar[bool] = True
    hidden: ClassVar[tuple[str, ...]] = (*Shuffled.hidden, "correction")
    sample: ClassVar[str] = """
    - type: true-false
      stem: True or false.
      marks: 2
      statements: [{text: Yes., answer: "true"}, {text: No., answer: "false", correction: Not no.}]
    """
    type: Literal["true-false"] = field("True or false.", "true-false")
    statements: list[Statement] = field("The statements.", [{"text": "…", "answer": "true"}])

    @property
    def columns(self) -> list[list[str]]:
        return [[statement.text for statement in self.statements]]

    def faults(self, versions: Sequence[str]) -> Iterator[Fault]:
        if not self.statements:
            yield Fault("there are no statements", ("statements",))
        yield from doubles(self.columns[0], "statements", key="text")
        for i, statement in enumerate(self.statements):
            if statement.correction and statement.answer == "true":
                yield Fault("a statement that is true has a correction", ("statements", i, "correction"))

    def solve(self, seed: str, turn: Turn) -> Judged:
        places = self.turned(self.columns[0], turn)
        shown = tuple(self.statements[place] for place in places)
        return Judged(
            statements=shown,
            corrected=any(s.correction for s in shown),
            key=tuple(KeyLine(word=s.answer, answers=(s.correction,) if s.correction else ()) for s in shown),
            answers=tuple(SIGNS[s.answer] for s in shown),
            places=(named(places, numbers(shown)),),
        )
