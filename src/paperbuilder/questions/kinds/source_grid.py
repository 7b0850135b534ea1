"""A grid to weigh extracts in: nature, origin, purpose, use and limits of each."""

from typing import ClassVar, Literal

from paperbuilder.questions.kind import Path_, Question
from paperbuilder.reading.models import field, model
from paperbuilder.reading.translations import Words

WORDS = {  # in Welsh, in French
    "nature": ("Natur", "Nature"),
    "origin": ("Tarddiad", "Origine"),
    "purpose": ("Pwrpas", "But"),
    "use": ("Defnydd", "Intérêt"),
    "limits": ("Cyfyngiadau", "Limites"),
}


@model
class Weighed:
    """What pupils may write of an extract."""

    nature: Words = field("What it is.", "A speech", default="")
    origin: Words = field("Who made it, when and where.", "Stalin, Moscow, 1931", default="")
    purpose: Words = field("What it was made for.", "To make workers hurry", default="")
    use: Words = field("What it is good for.", "Shows what the leaders feared", default="")
    limits: Words = field("What it cannot tell.", "Says nothing of the villages", default="")


@model
class SourceGrid(Question):
    """A row for each extract, a column for each thing to say of it."""

    words: ClassVar[dict[str, dict[str, str]]] = {
        key: {"en-GB": key.capitalize(), "cy": welsh, "fr": french} for key, (welsh, french) in WORDS.items()
    }
    hidden: ClassVar[tuple[str, ...]] = (*Question.hidden, "sources")
    sample: ClassVar[str] = """
    - {type: source-grid, stem: Grid., sources: {A: {use: Anger}, B: {limits: Bias}}, marks: 1, mark-scheme: {key: [b]}}
    """
    type: Literal["source-grid"] = field("A grid to weigh extracts in.", "source-grid")
    sources: dict[str, Weighed] = field("The extracts by their letters.", {"A": {"nature": "A speech"}})

    @property
    def cited(self) -> list[tuple[str, Path_]]:
        return [*super().cited, *((letter, ("sources", letter)) for letter in self.sources)]
