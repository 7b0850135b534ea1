"""The choices of a paper: which answers stand for one another.

In: a paper. Out: a `Choice` for each, the outer ones first. Cannot fail.
"""

from __future__ import annotations

from dataclasses import dataclass

from paperbuilder.marks import Half
from paperbuilder.paper.item import Item, flat
from paperbuilder.paper.model import Paper
from paperbuilder.questions.numbers import spoken

Number = tuple[int, ...]


@dataclass(frozen=True)
class Choice:
    """So many of some alternatives are answered; each is the questions or parts of it. `most` is what one is worth."""

    choose: int
    what: str
    alternatives: tuple[tuple[Item, ...], ...]
    most: int | Half

    @property
    def leaves(self) -> list[frozenset[Number]]:
        """The numbers of what has marks in each alternative."""
        return [frozenset(leaf.number for item in one for leaf in item.leaves) for one in self.alternatives]

    def named(self, alternative: int) -> str:
        """Its numbers: 5, 6(a), or 1–4 for a section."""
        items = self.alternatives[alternative]
        return "–".join(dict.fromkeys(spoken(item.number) for item in (items[0], items[-1])))


def choices(paper: Paper) -> list[Choice]:
    """Every choice, the outer ones before those within them."""
    found = []
    if paper.choose:
        first = paper.optional[0]
        alternatives = tuple(section.items for section in paper.optional)
        found.append(Choice(paper.choose, "sections", alternatives, first.marks + first.spag))
    for section in paper.sections:
        found += [_choice(section.choose, "questions", section.items)] if section.choose else []
        found += [_choice(item.choose, "parts", item.parts) for item in flat(section.items) if item.choose]
    return found


def _choice(choose: int, what: str, items: tuple[Item, ...]) -> Choice:
    return Choice(choose, what, tuple((item,) for item in items), items[0].marks + items[0].spag)


def on_route(paper: Paper) -> set[Number]:
    """The numbers of what has marks on one legal route."""
    items = [item for section in paper.route for item in section.route]
    return {leaf.number for item in items for leaf in _leaves(item)}


def _leaves(item: Item) -> list[Item]:
    return [leaf for part in item.route for leaf in _leaves(part)] or [item]
