"""Two columns to join, the right one in another order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest
from string import ascii_uppercase
from typing import ClassVar, Literal

from paperbuilder.questions.choosing import doubles, too_many
from paperbuilder.questions.kind import Shuffled
from paperbuilder.questions.orders import Turn, mixed, named
from paperbuilder.questions.solution import Fault, Solution, lines_of, solution
from paperbuilder.reading.models import field, model
from paperbuilder.reading.translations import Words
from paperbuilder.texts.markup import plain


@model
class Pair:
    """Two things that belong together."""

    left: Words = field("What is matched.", "N.E.P.")
    right: Words = field("What it is matched with.", "Lenin's semi-capitalist policy")


@solution
class Matched(Solution):
    """Rows of: what is matched, its right letter, and beside them a letter with an item to match with."""

    match_rows: tuple[tuple[str, str, tuple[str, str]], ...]


@model
class Matching(Shuffled):
    """Two columns to join; the right one is printed in another order."""

    pictured: ClassVar[tuple[str, ...]] = ("stem", "pairs", "distractors", "pin")
    sample: ClassVar[str] = """
    - {type: matching, stem: Match., pairs: [{left: a, right: x}, {left: b, right: y}], distractors: [z], marks: 2}
    """
    type: Literal["matching"] = field("Match the pairs.", "matching")
    pairs: list[Pair] = field("The pairs, as they belong together.", [{"left": "1928", "right": "First plan"}])
    distractors: list[Words] = field("Right-hand items that match nothing.", ["Second plan"], default=[])

    @property
    def columns(self) -> list[list[str]]:
        return [[*(pair.right for pair in self.pairs), *self.distractors]]

    def faults(self, versions: Sequence[str]) -> Iterator[Fault]:
        rights = self.columns[0]
        if len(self.pairs) < 2:
            yield Fault("there must be two pairs at least", ("pairs",))
        yield from doubles([pair.left for pair in self.pairs], "pairs", key="left")
        if len(set(map(plain, rights))) < len(rights):
            yield Fault("two of the items to match with are the same, so the answer is not clear", ("pairs",))
        yield from too_many(rights, "pairs")

    def solve(self, seed: str, turn: Turn) -> Matched:
        first = mixed(self.columns[0], seed)
        places = self.turned(first, turn)
        lettered = [(letter, first[place]) for letter, place in zip(ascii_uppercase, places, strict=False)]
        letters = {text: letter for letter, text in lettered}
        cells = [(pair.left, letters[pair.right]) for pair in self.pairs]
        rows = [(*cell, shown) for cell, shown in zip_longest(cells, lettered, fillvalue=("", ""))]
        return Matched(
            match_rows=tuple(rows),
            key=lines_of([f"{pair.left} – {letters[pair.right]}" for pair in self.pairs]),
            answers=tuple(letters[pair.right] for pair in self.pairs),
            places=(named(places, ascii_uppercase),),
        )
