"""A passage with gaps to fill, and a bank of words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import ClassVar, Literal

from paperbuilder.questions.gaps import gap_faults, gap_key, is_open, widest
from paperbuilder.questions.kind import Question
from paperbuilder.questions.orders import Turn
from paperbuilder.questions.solution import Fault, Solution, solution
from paperbuilder.reading.models import field, model
from paperbuilder.reading.translations import Words
from paperbuilder.texts.markup import gaps, plain


@solution
class Gapped(Solution):
    """The words to choose from, and how wide every gap is, in letters."""

    bank: tuple[str, ...]
    gap: int


@model
class GapFill(Question):
    """A passage with gaps and a word bank."""

    needs_stem: ClassVar[bool] = False
    gapped: ClassVar[tuple[str, ...]] = ("passage",)
    pictured: ClassVar[tuple[str, ...]] = ("stem", "passage")
    sample: ClassVar[str] = """
    - {type: gap-fill, stem: Gaps., passage: "A [[gap|hole]] and a [[word]].", distractors: [extra], marks: 2}
    """
    type: Literal["gap-fill"] = field("Fill the gaps.", "gap-fill")
    passage: Words = field(
        "The passage, each gap in double square brackets; | between answers that are all right; [[]] is a gap for an "
        "answer of a pupil's own.",
        "In [[1928]] Stalin launched the first [[five-year|5-year]] plan.",
    )
    bank: bool = field("Print the words to choose from.", "no", default=True)
    distractors: list[Words] = field("Words in the bank that fit no gap.", ["Trotsky"], default=[])

    @property
    def has_room(self) -> bool:
        return any(map(is_open, gaps(self.passage)))

    def faults(self, versions: Sequence[str]) -> Iterator[Fault]:
        found, wrong = gaps(self.passage), list(gap_faults(self.passage, "passage", may_be_open=True))
        yield from wrong
        if not found and not wrong:
            yield Fault("the passage needs gaps such as [[1928]], each with its answer", ("passage",))
        if self.distractors and not self.bank:
            yield Fault("there are distractors, but no bank of words to print them in", ("distractors",))
        right = {plain(answer).casefold() for gap in found for answer in gap.answers}
        for i, word in enumerate(self.distractors):
            if plain(word).casefold() in right:
                yield Fault(f"the distractor {word} fits a gap", ("distractors", i))

    def solve(self, seed: str, turn: Turn) -> Gapped:
        found = gaps(self.passage)
        key = gap_key(found)
        words = [line.answers[0] for line in key] + self.distractors if self.bank else []
        bank = sorted(words, key=lambda word: (word.casefold(), word))
        marks = len(key) if key and self.has_room else None
        return Gapped(bank=tuple(bank), gap=widest(found), key=key, marks=marks)
