"""Other orders of the same things, the same every time.

In: a seed for each version after the first, and what can be made of an order. Out: what is made for the last of them.
Cannot fail.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from random import Random
from typing import TypeVar

from paperbuilder.reading.translations import canonical

Made = TypeVar("Made")
Turn = Callable[[list[int]], list[int]]
"""Puts the places of what can move in another order."""
Rank = Callable[[Made, Sequence[Made]], tuple[bool | int, ...]]
TRIES = 20


def mixed(items: Sequence[str], seed: str) -> list[str]:
    """The items in an order that says nothing of the one they are given in.

    All that makes it can be read on the page: whoever has this program learns from it no more than from the page.
    So it may be the order they are given in.
    """
    shown = sorted(items, key=canonical)
    Random("|".join([seed, *map(canonical, shown)])).shuffle(shown)
    return shown


def named(places: Sequence[int], names: Sequence[str]) -> tuple[str, str]:
    """How things are lettered or numbered here, and what the same things are called in the first version."""
    return " ".join(names[: len(places)]), " ".join(names[place] for place in places)


def numbers(things: Collection[object]) -> list[str]:
    return [str(n) for n in range(1, len(things) + 1)]


def turned(count: int, pinned: Collection[int], turn: Turn) -> list[int]:
    """What is at each of `count` places after a turn; what is pinned is where it was."""
    places = list(range(count))
    free = [place for place in places if place not in pinned]
    for place, found in zip(free, turn(free), strict=True):
        places[place] = found
    return places


def in_versions(make: Callable[[Turn], Made], seeds: Sequence[str], rank: Rank[Made]) -> Made:
    """What `make` gives for the last of `seeds`, or as written if there are none.

    For each seed in turn, of what some turns give the one is taken with the lowest `rank` beside those before it; a
    rank says what is wrong, the worst first.
    """
    found = [make(list)]
    for seed in seeds:
        found.append(_best((make(turn) for turn in _turns(seed)), lambda made: rank(made, found)))
    return found[-1]


def _turns(seed: str) -> Iterator[Turn]:
    random = Random(seed)
    for _ in range(TRIES):
        yield lambda free: random.sample(free, len(free))
    yield lambda free: free[1:] + free[:1]


def _best(candidates: Iterable[Made], rank: Callable[[Made], tuple[bool | int, ...]]) -> Made:
    """The first with nothing wrong, else the first of those with least."""
    ranked: list[tuple[tuple[bool | int, ...], Made]] = []
    for made in candidates:
        ranked.append((rank(made), made))
        if not any(ranked[-1][0]):
            return made
    return min(ranked, key=lambda pair: pair[0])[1]
