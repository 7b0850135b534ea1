"""The paper: the spec numbered, added up and cross-referenced. What templates read.

In: nothing. Out: frozen dataclasses. Cannot fail.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from paperbuilder.marks import Half
from paperbuilder.paper.item import Item, PlacedBlock, flat, together
from paperbuilder.problems import Problem
from paperbuilder.questions.codes import legend
from paperbuilder.spec.models import Exam, Extract, Section, Text, Worksheet
from paperbuilder.spec.works import Work
from paperbuilder.texts import Passage, find_words


@dataclass(frozen=True, kw_only=True)
class PaperSection:
    """A section; `marks`, `spag` and `bonus` are those of one legal route through it. `choose` is None for all.

    A wrong answer loses `penalty` marks; with `floored` its marks together cannot fall below 0. `after` are blocks at
    its end.
    """

    section: Section
    title: str
    items: tuple[Item, ...]
    choose: int | None
    marks: int | Half
    spag: int
    bonus: int | Half = 0
    penalty: int | Half = 0
    floored: bool = False
    after: tuple[PlacedBlock, ...] = ()

    @property
    def route(self) -> tuple[Item, ...]:
        """Questions that are answered together."""
        return self.items[: self.choose]

    @property
    def ao(self) -> dict[str, int | Half]:
        """Marks for each assessment objective, on one legal route."""
        return together(item.ao for item in self.route)

    @property
    def columns(self) -> list[MarkColumn]:
        """A column for each question of a route."""
        if self.choose:
            return [MarkColumn.of([(item,) for item in self.items])] * self.choose
        return [MarkColumn.of([(item,)]) for item in self.items]


class MarkColumn(NamedTuple):
    """A mark of a route: its questions, or the alternatives they are chosen from, with its maximum."""

    alternatives: tuple[tuple[Item, ...], ...]
    most: int | Half
    bonus: int | Half

    @classmethod
    def of(cls, alternatives: Sequence[tuple[Item, ...]], section: PaperSection | None = None) -> MarkColumn:
        """The first alternative tells the marks, or the section that it is."""
        first = section or alternatives[0][0]
        return cls(tuple(alternatives), first.marks + first.spag, first.bonus)


@dataclass(frozen=True, kw_only=True)
class PaperFigure:
    """A figure whose file can be printed; `kind` and `name` are how it is referred to."""

    kind: str
    name: str
    work: Work
    file: Path | None = None

    @property
    def key(self) -> str:
        return f"{self.kind} {self.name}"

    @property
    def called(self) -> str:
        """What it is called where it is not shown; nothing if nobody has said it."""
        said = (getattr(self.work, key, "") for key in ("title", "caption", "alt"))
        return next(filter(None, said), "")


@dataclass(frozen=True, kw_only=True)
class PaperExtract:
    """An extract with its words found, or a figure, under its `letter` in the spec. `first_use` is the number of the
    first question that cites it, `section` the place of the section that it belongs to.
    """

    letter: str
    extract: Extract
    text: Work
    passage: Passage = Passage(())
    figure: PaperFigure | None = None
    first_use: int = 0
    section: int | None = None

    @property
    def called(self) -> str:
        """What pupils call it: Source A."""
        return f"{self.extract.label} {self.extract.name or self.letter}"

    @property
    def lang(self) -> str:
        """The language of its words, if it is not that of the paper."""
        return self.extract.lang or (self.text.lang if isinstance(self.text, Text) else None) or ""


@dataclass(frozen=True, kw_only=True)
class Paper:
    """A whole paper. `total` counts SPaG marks, but no bonus; `extra_time` is each allowance with its minutes;
    `version` is empty if there is but one; `shown` are the names of the figures that are printed. `choose` is how many
    of the optional sections are answered. `languages` are those that its spec names; of two, `each` has the paper in
    each of them alone.
    """

    spec: Exam | Worksheet
    sections: tuple[PaperSection, ...]
    extracts: dict[str, PaperExtract]
    figures: dict[str, PaperFigure]
    total: int | Half
    spag: int
    extra_time: tuple[tuple[str, int], ...]
    warnings: tuple[Problem, ...]
    version: str = ""
    shown: frozenset[str] = frozenset()
    choose: int | None = None
    languages: tuple[str, ...] = ()
    each: tuple[Paper, ...] = ()

    @property
    def optional(self) -> tuple[PaperSection, ...]:
        """The sections to choose from."""
        return tuple(s for s in self.sections if self.choose and not s.section.compulsory)

    @property
    def route(self) -> tuple[PaperSection, ...]:
        """Sections that are answered together."""
        return route_of(self.sections, self.choose)

    @property
    def items(self) -> tuple[Item, ...]:
        return tuple(item for section in self.sections for item in section.items)

    @property
    def every(self) -> tuple[Item, ...]:
        """Every question and part."""
        return tuple(flat(self.items))

    @property
    def by_id(self) -> dict[str, Item]:
        return {item.question.id: item for item in self.every if item.question.id}

    @property
    def spag_questions(self) -> list[tuple[int, list[Item]]]:
        """SPaG marks, and the questions that carry so many."""
        found: dict[int, list[Item]] = {}
        for item in self.every:
            if item.question.spag:
                found.setdefault(item.question.spag, []).append(item)
        return list(found.items())

    @property
    def by_section(self) -> list[PaperExtract]:
        """The extracts: those for the whole paper, then those of each section, each in the order of the spec."""
        return sorted(self.extracts.values(), key=lambda found: -1 if found.section is None else found.section)

    @property
    def objectives(self) -> list[str]:
        return sorted({name for item in self.every for name in item.ao})

    @property
    def drafts(self) -> tuple[Item, ...]:
        """The questions and parts whose mark schemes are not written yet, or not to the end."""
        return tuple(item for item in self.every if item.unwritten)

    @property
    def is_marked(self) -> bool:
        """Whether there is anything for a mark scheme to say: a worksheet may have neither marks nor mark schemes."""
        return bool(self.spec.marking_notes) or any(i.worth or i.question.mark_scheme.says for i in self.every)

    @property
    def reading(self) -> tuple[PaperExtract, ...]:
        """The extracts that no question cites."""
        return tuple(extract for extract in self.extracts.values() if not extract.first_use)

    @property
    def bonus(self) -> int | Half:
        """Marks beyond the total."""
        return sum(section.bonus for section in self.route)

    @property
    def codes(self) -> list[str]:
        """The codes that its mark scheme uses, and the words with them."""
        return legend(point for item in self.every if not item.parts for point in item.points)

    def objective_total(self, name: str) -> int | Half:
        """Marks for an objective on one legal route; alternatives have the same split."""
        return sum(section.ao.get(name, 0) for section in self.route)

    @property
    def mark_columns(self) -> list[MarkColumn]:
        """A column for each mark of a route, in the order of the paper."""
        found: list[MarkColumn] = []
        for section in self.sections:
            if section not in self.optional:
                found += section.columns
            elif section is self.optional[0]:
                found += _side_by_side(self.optional) * (self.choose or 1)
        return found

    @property
    def acknowledgements(self) -> list[tuple[list[PaperExtract | str], Work]]:
        """Each work with rights, and what is printed from it; works without a title that have the same rights once."""
        found: dict[Any, tuple[list[PaperExtract | str], Work]] = {}
        for extract in self.extracts.values():
            found.setdefault(id(extract.text), ([], extract.text))[0].append(extract)
        lettered = {found.figure.key for found in self.extracts.values() if found.figure}
        for key, figure in self.figures.items():
            called, rights = figure.called, figure.work.rights
            if key in self.shown - lettered and rights and (called or rights.holder):
                same = id(figure.work) if figure.work.title else tuple(vars(rights).values())
                found.setdefault(same, ([], figure.work))[0].extend([called] * bool(called and not figure.work.title))
        return [(names, work) for names, work in found.values() if work.rights]

    def printed_words(self, letter: str, words: str) -> str:
        """Quoted words as the extract prints them."""
        return find_words(self.extracts[letter].passage, words)


def _side_by_side(sections: Sequence[PaperSection]) -> list[MarkColumn]:
    """The columns of alternative sections: one for each question, or one for all if their questions differ in marks."""
    rows = [section.columns for section in sections]
    if len({tuple((c.most, c.bonus) for c in row) for row in rows}) > 1:
        return [MarkColumn.of([section.items for section in sections], sections[0])]
    beside = zip(*rows, strict=True)
    return [same[0]._replace(alternatives=tuple(a for c in same for a in c.alternatives)) for same in beside]


def route_of(sections: Sequence[PaperSection], choose: int | None) -> tuple[PaperSection, ...]:
    """The sections that are answered together: the compulsory ones, and the first of the others."""
    optional = [section for section in sections if choose and not section.section.compulsory]
    left_out = optional[choose:]
    return tuple(section for section in sections if section not in left_out)
