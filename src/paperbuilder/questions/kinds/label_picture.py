"""A picture whose parts are to be named."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from string import ascii_uppercase
from typing import ClassVar, Literal

from paperbuilder.questions.figures import Label, label_faults
from paperbuilder.questions.kind import Question
from paperbuilder.questions.orders import Turn
from paperbuilder.questions.solution import Fault, KeyLine, Solution, solution
from paperbuilder.reading.models import field, model
from paperbuilder.reading.translations import Words


@model
class AskedLabel(Label):
    """A label that pupils write, unless it is given."""

    given: bool = field("Yes to print it where pupils write the others.", "yes", default=False)
    accept: list[Words] = field("Other words that are right.", ["cell nucleus"], default=[])


@solution
class Labelled(Solution):
    """Each label with the letter before its blank, none if it is given; and the words to choose from."""

    asked: tuple[tuple[str, AskedLabel], ...]
    bank: tuple[str, ...]


@model
class LabelPicture(Question):
    """A picture whose parts are to be named on blanks around it."""

    hidden: ClassVar[tuple[str, ...]] = (*Question.hidden, "labels")
    sample: ClassVar[str] = """
    - {type: label-picture, stem: Label., picture: lock, labels: [{at: [33, 50], text: gate}], marks: 1}
    """
    type: Literal["label-picture"] = field("Label a picture.", "label-picture")
    picture: str = field("One of the `pictures`.", "cell")
    labels: list[AskedLabel] = field("What is to be named, and where.", [{"at": [40, 25], "text": "nucleus"}])
    bank: bool = field("Print the words to choose from.", "yes", default=False)

    @property
    def below_stem(self) -> list[str]:
        return []

    def faults(self, versions: Sequence[str]) -> Iterator[Fault]:
        yield from label_faults(self.labels, ("labels",))
        if all(label.given for label in self.labels):
            yield Fault("every label is given, so there is nothing to write", ("labels",), "add labels without given")

    def solve(self, seed: str, turn: Turn) -> Labelled:
        letters = iter(ascii_uppercase)
        asked = [("" if label.given else next(letters), label) for label in self.labels]
        wanted = [(letter, label) for letter, label in asked if letter]
        key = [KeyLine(answers=(f"{letter}  {label.text}", *label.accept)) for letter, label in wanted]
        words = sorted({label.text for _, label in wanted}, key=lambda word: (word.casefold(), word))
        return Labelled(
            asked=tuple(asked),
            bank=tuple(words) if self.bank else (),
            key=tuple(key),
            answers=tuple(label.text for _, label in wanted),
        )
