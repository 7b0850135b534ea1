"""Choosing among options: what every kind has that asks for it.

In: nothing. Out: a base model. Cannot fail.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from string import ascii_uppercase
from typing import ClassVar, NamedTuple

from paperbuilder.problems import did_you_mean
from paperbuilder.questions.kind import Shuffled
from paperbuilder.questions.orders import Turn, named
from paperbuilder.questions.solution import Fault, Solution, lines_of, solution
from paperbuilder.reading.models import field, model
from paperbuilder.reading.translations import Words, called
from paperbuilder.texts.markup import plain

OTHERS = re.compile(r"(?i)\b(?:all|any|none|both|neither|either) of (?:the|these|them)\b|\b(?:above|below)\b")
LETTERS = re.compile(r"\b[A-H](?:,? (?:and|or|&) [A-H])+\b")


class Option(NamedTuple):
    letter: str
    text: str
    right: bool


@solution
class Chosen(Solution):
    """The options as they are lettered, and how many boxes to tick."""

    options: tuple[Option, ...]
    ticks: int


@model
class Choice(Shuffled):
    """One or more right answers among several options."""

    needs_stem: ClassVar[bool] = True
    hidden: ClassVar[tuple[str, ...]] = (*Shuffled.hidden, "why")
    pictured: ClassVar[tuple[str, ...]] = ("stem", "options", "answer", "pin")
    options: list[Words] = field("The options in the order printed.", ["1924", "1928", "1932"])
    answer: list[Words] = field(
        "The right option, word for word; a list if several are to be ticked.", "1928", single=True
    )
    why: dict[str, Words] = field(
        "Why an option is wrong or right, for the marker.", {"1924": "Lenin died"}, default={}
    )

    @property
    def columns(self) -> list[list[str]]:
        return [self.options]

    @property
    def right(self) -> list[str]:
        """The right answers as the options have them, in whichever of its languages an answer names one."""
        return [called(answer, self.options) for answer in self.answer]

    def faults(self, versions: Sequence[str]) -> Iterator[Fault]:
        yield from self._answer_faults()
        yield from doubles(self.options, "options")
        for option in self.why:
            if called(option, self.options) not in self.options:
                yield Fault(f"{option} is not one of the options", ("why", option))
        yield from too_many(self.options, "options")
        if self.shuffle and versions:
            yield from self._speaking_of_others()

    def _answer_faults(self) -> Iterator[Fault]:
        if not self.answer:
            yield Fault("there is no right option", ("answer",), "write it word for word, such as answer: 1928")
        for i, answer in enumerate(self.right):
            if answer not in self.options:
                hint = did_you_mean(answer, self.options)
                place = ("answer", i) if len(self.answer) > 1 else ("answer",)
                yield Fault("answer must be one of the options, word for word", place, hint)
        yield from doubles(self.right, "answer")
        if len(self.options) > 1 and set(self.right) >= set(self.options):
            yield Fault(
                "every option is right, so there is nothing to choose", ("answer",), "add options that are wrong"
            )

    def _speaking_of_others(self) -> Iterator[Fault]:
        """Options that mean another thing, or nothing, in another place."""
        for i, option in enumerate(self.options):
            if LETTERS.search(option):
                message = f"“{option}” names letters, but in other versions other options have them"
                yield Fault(message, ("options", i), "add shuffle: no to the question", "warning")
            elif OTHERS.search(option) and option not in [called(pin, self.options) for pin in self.pin]:
                message = f"“{option}” speaks of the other options, but is in another place in other versions"
                yield Fault(message, ("options", i), f'add pin: ["{option}"] to the question', "warning")

    def solve(self, seed: str, turn: Turn) -> Chosen:
        places = self.turned(self.options, turn)
        shown = [self.options[place] for place in places]
        options = tuple(Option(ascii_uppercase[i], text, text in self.right) for i, text in enumerate(shown))
        right = [option for option in options if option.right]
        return Chosen(
            options=options,
            ticks=len(right),
            key=lines_of([f"{option.letter}  {option.text}" for option in right]),
            rule="extra-ticks" if len(right) > 1 else "",
            answers=tuple(option.letter for option in right),
            places=(named(places, ascii_uppercase),),
            remarks=tuple((called(option, self.options), why) for option, why in self.why.items()),
        )


def too_many(items: Sequence[str], key: str) -> Iterator[Fault]:
    """More items than letters."""
    if len(items) > len(ascii_uppercase):
        message = f"there are {len(items)} items, but only {len(ascii_uppercase)} letters to name them"
        yield Fault(message, (key,))


def doubles(items: Sequence[str], *path: str, key: str = "") -> Iterator[Fault]:
    """Items that read the same as one before them, each at its `key` if it is more than a text."""
    places: dict[str, int] = {}
    for i, item in enumerate(items):
        if (first := places.setdefault(plain(item), i)) < i:
            place: tuple[str | int, ...] = (*path, i, key) if key else (*path, i)
            yield Fault(f"“{item}” is there twice: it is number {first + 1} and number {i + 1}", place, "change one")
