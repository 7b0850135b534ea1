"""Items to number in the right order, printed in another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import ClassVar, Literal

from paperbuilder.questions.choosing import doubles
from paperbuilder.questions.kind import Shuffled
from paperbuilder.questions.orders import Turn, mixed, named, numbers
from paperbuilder.questions.solution import Fault, Solution, lines_of, solution
from paperbuilder.reading.models import field, model
from paperbuilder.reading.translations import Words


@solution
class Ordered(Solution):
    """The items as printed, each with its right number."""

    shuffled: tuple[str, ...]
    order_key: tuple[int, ...]


@model
class Ordering(Shuffled):
    """Items to number in the right order; they are printed in another."""

    sample: ClassVar[str] = """
    - {type: ordering, stem: Order., items: [morning, noon, evening, night], marks: 4}
    """
    type: Literal["ordering"] = field("Put in order.", "ordering")
    items: list[Words] = field("The items in the right order.", ["Lenin dies", "The first plan begins"])

    @property
    def columns(self) -> list[list[str]]:
        return [self.items]

    def faults(self, versions: Sequence[str]) -> Iterator[Fault]:
        if len(self.items) < 2:
            yield Fault("there must be two items at least", ("items",))
        yield from doubles(self.items, "items")

    def solve(self, seed: str, turn: Turn) -> Ordered:
        first = mixed(self.items, seed)
        places = self.turned(first, turn)
        shown = [first[place] for place in places]
        order = tuple(self.items.index(text) + 1 for text in shown)
        return Ordered(
            shuffled=tuple(shown),
            order_key=order,
            key=lines_of(self.items),
            answers=tuple(map(str, order)),
            places=(named(places, numbers(shown)),),
            gives_away=shown == self.items,
        )
