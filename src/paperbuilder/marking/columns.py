"""The marks of a paper: a column for every mark that is given.

In: a `Paper`, how its questions are numbered. Out: `Column`s in order, and the form of a sheet of marks: its head, and
which question a column is in each version. Fails with `SpecError` for a worksheet without marks.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from paperbuilder.marks import Half, halves_in
from paperbuilder.paper.choices import Choice, choices
from paperbuilder.paper.item import Item, LevelTable
from paperbuilder.paper.model import Paper, PaperSection
from paperbuilder.paper.versions import in_version
from paperbuilder.problems import Problem, SpecError
from paperbuilder.templating.numbering import full_label
from paperbuilder.themes.model import NumberingTheme, Theme

VERSION = "Version"
MARKS, MAXIMUM, TOTAL, GRADE = "Marks", "Maximum", "Total", "Grade (indicative)"


@dataclass(frozen=True, kw_only=True)
class Column:
    """A mark that is given: of a part, its SPaG or its bonus; from `least` to `most`, and its assessment objectives.

    With a `table` it is that of one objective. A `bonus` is added to the score, but not to the maximum.
    """

    label: str
    most: int | Half
    item: Item
    least: int | Half = 0
    spag: bool = False
    bonus: bool = False
    table: LevelTable | None = None
    ao: Mapping[str, Fraction] = field(default_factory=dict)

    @property
    def question(self) -> int:
        return self.item.number[0]

    @property
    def key(self) -> tuple[object, ...]:
        """What it is in every version."""
        return self.item.written, self.spag, self.bonus, self.table and self.table.objective


@dataclass(frozen=True)
class Form:
    """A sheet of marks: its columns, and what they are called in `others` than the first version (name, labels);
    whether half marks are given."""

    columns: tuple[Column, ...]
    paper: Paper
    halves: bool = False
    others: tuple[tuple[str, tuple[str, ...]], ...] = ()

    @property
    def head(self) -> tuple[str, ...]:
        """What a row says of its pupil."""
        return ("Name", "Form", "Candidate number", *([VERSION] if self.paper.spec.versions else []))

    @property
    def first(self) -> int:
        """The number of the first column of marks, from 1."""
        return len(self.head) + 1

    @property
    def rows(self) -> list[tuple[str, list[object]]]:
        """What stands between the head and the pupils: the maxima, and the labels of further versions."""
        found: list[tuple[str, list[object]]] = [(MAXIMUM, [c.most for c in self.columns])]
        return found + [(name, list(labels)) for name, labels in self.others]

    @property
    def top(self) -> int:
        """The row of the first pupil, from 1."""
        return 2 + len(self.rows)


def form(paper: Paper, theme: Theme) -> Form:
    """The form of a paper's mark sheet; where questions move, a row for each version says what a column is there."""
    numbering = theme.numbering
    found = columns(paper, numbering)
    others = []
    for name in paper.spec.versions[1:]:
        labels = {c.key: c.label for c in columns(in_version(paper, name), numbering)}
        others.append((f"{VERSION} {name}", tuple(labels[c.key] for c in found)))
    own = tuple(c.label for c in found)
    return Form(tuple(found), paper, theme.marks.halves, tuple(other for other in others if other[1] != own))


def refuse_unmarked(paper: Paper, file: str) -> None:
    """Raises SpecError if there are no marks to give."""
    if not any(item.worth or item.spag for item in paper.every):
        hint = "give its questions marks, such as marks: 2"
        raise SpecError([Problem(message="no question has marks, so there is nothing to enter", file=file, hint=hint)])


def columns(paper: Paper, numbering: NumberingTheme) -> list[Column]:
    """A column for every part in order, SPaG and bonus after their part (acceptance statement 32)."""
    return [column for item in paper.items for leaf in item.leaves for column in _of(leaf, item, numbering)]


def _of(leaf: Item, item: Item, numbering: NumberingTheme) -> Iterator[Column]:
    """A part without objectives of its own has its share of those of its question."""
    label = full_label(leaf.number, numbering)
    for table in leaf.tables:
        aims = {table.objective: exact(table.marks)}
        yield Column(label=f"{label} {table.objective}", most=table.marks, item=leaf, ao=aims, table=table)
    if leaf.marks and not leaf.tables:
        own = any(part.ao for part in item.leaves) or leaf is item
        share = Fraction(1) if own else exact(leaf.marks) / exact(item.marks)
        split = leaf.ao if own else item.ao
        ao = {name: exact(n) * share for name, n in split.items()}
        yield Column(label=label, least=leaf.least, most=leaf.marks, item=leaf, ao=ao)
    if leaf.spag:
        yield Column(label=f"{label} SPaG", most=leaf.spag, item=leaf, spag=True)
    if leaf.bonus:
        least = 0 if leaf.marks else leaf.least
        yield Column(label=f"{label} Bonus", least=least, most=leaf.bonus, item=leaf, bonus=True)


def exact(marks: int | Half) -> Fraction:
    return Fraction(halves_in(marks), 2)


def score(marks: Sequence[int | Half | None], found: Sequence[Column], paper: Paper) -> int | Half:
    """The marks added up, section by section: some cannot fall below 0."""
    total: int | Half = 0
    for section, own in sections(found, paper):
        made = sum(marks[at] or 0 for at in own)
        total += max(made, 0) if section.floored else made
    return total


def sections(found: Sequence[Column], paper: Paper) -> Iterator[tuple[PaperSection, list[int]]]:
    """Each section with the places of its columns."""
    for section in paper.sections:
        numbers = {item.number[0] for item in section.items}
        yield section, [at for at, column in enumerate(found) if column.question in numbers]


def chosen_columns(paper: Paper, found: Sequence[Column]) -> Iterator[tuple[Choice, list[list[int]]]]:
    """Each choice of marked questions, with the places of the columns of each alternative; they stand together."""
    for choice in choices(paper):
        places = [[at for at, column in enumerate(found) if column.item.number in leaves] for leaves in choice.leaves]
        if all(places):
            yield choice, places


def is_pure(name: str, found: Sequence[Column]) -> bool:
    """Whether every mark of an objective stands in a column of its own; a mixed mark counts by its share."""
    return all(len(c.ao) == 1 for c in found if name in c.ao)


def objectives(found: Sequence[Column], paper: Paper) -> dict[str, str]:
    """The objectives of a paper, each with how it is headed."""
    return {name: name if is_pure(name, found) else f"{name} ≈" for name in paper.objectives}


def sums(found: Sequence[Column], paper: Paper) -> list[str]:
    """The headings of what is reckoned from the marks."""
    return [TOTAL, "%", *objectives(found, paper).values(), *([GRADE] if paper.spec.boundaries else [])]
