"""What every kind of question or block has. A kind is one module beside this one, and one partial.

In: nothing. Out: base models. Cannot fail.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import ClassVar

from paperbuilder.marks import Mark
from paperbuilder.questions.bonus import Bonus
from paperbuilder.questions.figures import Shown
from paperbuilder.questions.mark_scheme import Feedback, MarkScheme
from paperbuilder.questions.orders import Turn, turned
from paperbuilder.questions.solution import Fault, Solution
from paperbuilder.reading.languages import Language
from paperbuilder.reading.models import field, model
from paperbuilder.reading.translations import Words, called

Path_ = tuple[str | int, ...]


@model
class Kind:
    """What can be in a list of questions: a question, or a block between questions.

    `words` are the phrases it prints, by key and language: the lowest layer of the theme. `sample` is one of its kind
    in YAML, with which schools' looks and everything else is tried. In the keys named by `gapped`, [[…]] makes a gap;
    in those named by `pictured`, {picture mill} shows a figure. What is below the keys named by `hidden`
    is for markers alone.
    """

    family: ClassVar[str] = "type"
    implied_by: ClassVar[str] = ""
    words: ClassVar[Mapping[str, Mapping[str, str]]] = {}
    sample: ClassVar[str] = ""
    gapped: ClassVar[tuple[str, ...]] = ()
    pictured: ClassVar[tuple[str, ...]] = ("stem",)
    hidden: ClassVar[tuple[str, ...]] = ("mark-scheme", "feedback")

    @property
    def figures(self) -> list[str]:
        """The figures that it shows beside its texts, such as “picture mill”."""
        return []


@model
class Block(Kind):
    """What is between questions: it has no number, no marks and no mark scheme."""


@model
class Question(Shown, Kind):
    """What every question and part has. Figures that it shows are below its stem."""

    needs_stem: ClassVar[bool] = True
    shares_space: ClassVar[bool] = False  # one answer space serves all of several to choose from
    at_length: ClassVar[bool] = False  # its answer is extended writing
    loses_marks: ClassVar[bool] = False  # a wrong answer does, where the paper has a penalty
    prints_room: ClassVar[bool] = False  # its partial prints the room for what is judged beside its key
    stem: Words = field("The wording of the question.", "Give **two** reasons why war was feared.", default="")
    marks: Mark | None = field(
        "Marks for it (without SPaG). Every question of an exam needs them but one with parts.",
        4,
        default=None,
        least=1,
    )
    key_marks: Mark | None = field(
        "Marks for its right answers, if the mark scheme gives the rest.", 1, default=None, least=1
    )
    bonus: Bonus = field(
        "Marks beyond the total, on top of its own; yes if all of its marks are.", 2, default=0, most=100
    )
    hint: Words = field(
        "Help for those who are stuck, printed at the end of a worksheet.", "Look at the dates again.", default=""
    )
    id: str = field("A name to refer to it by, as in {question raid}.", "raid", default="")
    title: Words = field("A short heading above it (worksheets).", "Key words", default="")
    lang: Language | None = field("The language of all its text, if it is not that of the paper.", "fr", default=None)
    instruction: Words = field("What to do, in italics below the stem.", "Tick one box.", default="")
    extracts: list[str] = field("Letters of extracts it needs, beyond those its wording names.", ["A"], default=[])
    stimulus: list[Words] = field("Prompts it offers (“You may use…”).", ["steel", "collective farms"], default=[])
    spag: int = field("Extra marks for spelling, punctuation and grammar.", 4, default=0)
    ao: dict[str, Mark] = field("Marks for each assessment objective.", {"AO1": 2, "AO2": 2}, default={})
    lines: int | None = field("Answer lines, if the usual number will not do.", 12, default=None, most=300)
    mark_scheme: MarkScheme = field("How the marks are given.", {"points": ["…"]}, default=MarkScheme())
    feedback: Feedback = field(
        "Words for feedback slips, in place of the usual ones.", {"next": "Learn the words."}, default=Feedback()
    )

    @property
    def own_lines(self) -> int | None:
        """The answer lines it asks for; None for the usual number."""
        return self.lines

    @property
    def has_room(self) -> bool:
        """Whether it says where to write; then it has no ruled lines unless it asks for them."""
        return False

    @property
    def sizes(self) -> list[tuple[Path_, float]]:
        """Every width and height (pt) that it asks for, with its place: those of a page can be smaller."""
        return []

    @property
    def below_stem(self) -> list[str]:
        """The figures that are printed below its stem."""
        return self.figures

    @property
    def cited(self) -> list[tuple[str, Path_]]:
        """Letters of extracts it needs beyond those its wording names, each with its place."""
        return [(letter, ("extracts", i)) for i, letter in enumerate(self.extracts)]

    def faults(self, versions: Sequence[str]) -> Iterator[Fault]:
        """What is wrong with it by itself; with an error it is not solved. `versions` are those of the paper."""
        yield from ()

    def solve(self, seed: str, turn: Turn) -> Solution:
        """What is printed, and what is right, in an order made by `seed` and `turn`."""
        return Solution()


@model
class Shuffled(Question):
    """What questions have whose options, items, statements or pairs are in another order in other versions."""

    needs_stem: ClassVar[bool] = False
    shuffle: bool = field("No to keep the order in every version of the paper.", "no", default=True)
    pin: list[Words] = field("What keeps its place in every version, word for word.", ["None of these"], default=[])

    @property
    def columns(self) -> list[list[str]]:
        """The things that can change places, column by column."""
        return []

    def turned(self, things: Sequence[str], turn: Turn) -> list[int]:
        """Which of the things, as the first version prints them, is at each place."""
        pins = [called(pin, things) for pin in self.pin]
        pinned = [i for i, thing in enumerate(things) if not self.shuffle or thing in pins]
        return turned(len(things), pinned, turn)
