"""The spec numbered and added up.

In: a checked spec, its source, the project's root, ladders. Out: a `Paper`. Fails with `SpecError` holding every
problem in the order of the file.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from paperbuilder.paper import checks, references, version_checks
from paperbuilder.paper.extracts import find_extracts
from paperbuilder.paper.ladders import Ladder, levels_of
from paperbuilder.paper.model import Item, Level, Paper, PaperSection
from paperbuilder.problems import Problem, SpecError, did_you_mean
from paperbuilder.questions.objective import Unanswerable, data_of
from paperbuilder.reading.source import Path_, Source
from paperbuilder.spec.models import Band, Exam, Parts, Question, Section, Worksheet
from paperbuilder.texts.times import minutes, spoken


def build_paper(spec: Exam | Worksheet, source: Source, root: Path, ladders: Mapping[str, Ladder]) -> Paper:
    """Raises SpecError."""
    return _Builder(spec, source, ladders).build(root)


class _Builder:
    def __init__(self, spec: Exam | Worksheet, source: Source, ladders: Mapping[str, Ladder]):
        self.spec, self.source, self.ladders = spec, source, ladders
        self.problems: list[Problem] = []
        self.count = 0

    def error(self, path: Path_, message: str, hint: str = "") -> None:
        self.problems.append(self.source.problem(path, message, hint))

    def build(self, root: Path) -> Paper:
        extracts, found = find_extracts(self.spec, self.source, root)
        self.problems += found
        sections = tuple(self._section(section, path) for section, path in self._sections())
        paper = Paper(
            spec=self.spec,
            sections=sections,
            extracts=extracts,
            total=sum(s.marks + s.spag for s in sections),
            spag=sum(s.spag for s in sections),
            extra_time=self._extra_time(),
            warnings=(),
            version=self.spec.versions[0] if self.spec.versions else "",
        )
        paper, found = references.resolve(paper, self.source)
        self.problems += found + checks.check(paper, self.source) + version_checks.check(paper, self.source)
        self.problems.sort(key=lambda p: (p.line, p.column))
        if any(p.severity == "error" for p in self.problems):
            raise SpecError(self.problems)
        return replace(paper, warnings=(*self.source.warnings, *self.problems))

    def _sections(self) -> list[tuple[Section, Path_]]:
        if self.spec.questions and self.spec.sections:
            self.error(("questions",), "there are both questions and sections", "put the questions in a section")
        if self.spec.questions:
            return [(Section(questions=self.spec.questions), ())]
        if not self.spec.sections:
            self.error((), "there are no questions", "add questions: or sections:")
        return [(section, ("sections", i)) for i, section in enumerate(self.spec.sections)]

    def _section(self, section: Section, path: Path_) -> PaperSection:
        items = []
        for i, question in enumerate(section.questions):
            self.count += 1
            items.append(self._item(question, (self.count,), (*path, "questions", i)))
        choose = section.answer if section.answer and section.answer < len(items) else None
        if section.answer and section.answer > len(items):
            self.error(
                (*path, "answer"), f"{section.answer} answers are asked for, but there are {len(items)} questions"
            )
        route = items[:choose] if choose else items
        return PaperSection(
            section=section,
            title=section.title,
            items=tuple(items),
            choose=choose,
            marks=sum(item.marks for item in route),
            spag=sum(item.spag for item in route),
        )

    def _item(self, question: Question, number: tuple[int, ...], path: Path_) -> Item:
        if len(number) > 3:
            self.error(path, "parts are nested more than three deep", "make it a part of the level above")
            number = number[:3]
        parts: tuple[Item, ...] = ()
        if isinstance(question, Parts):
            parts = tuple(self._item(p, (*number, n), (*path, "parts", n - 1)) for n, p in enumerate(question.parts, 1))
        marks = sum(part.marks for part in parts)
        ao = _together(part.ao for part in parts) or dict(question.ao)
        if not parts:
            marks = question.marks or 0
            if question.marks is None:
                self.error(path, "the key marks is missing", "every question needs its marks, such as marks: 4")
        item = Item(
            question=question,
            type=str(getattr(question, "type", "")),
            number=number,
            written=number,
            path=path,
            marks=marks,
            spag=question.spag + sum(part.spag for part in parts),
            ao=ao,
            parts=parts,
        )
        return self._schemed(item) if not parts and marks else item

    def _schemed(self, item: Item) -> Item:
        """The item with its key or its levels."""
        scheme, path = item.question.mark_scheme, (*item.path, "mark-scheme")
        try:
            made = data_of(item.question, self.spec.title, item.number)
            if made:
                item = replace(item, data=made[0], award=self._award(item, made[1]))
        except Unanswerable as error:
            self.error((*item.path, *error.path), error.message, error.hint)
        levels: tuple[Level, ...] = ()
        strands: tuple[str, ...] = ()
        if scheme.levels:
            ladder = self._ladder(scheme.levels, (*path, "levels"))
            if ladder:
                levels, strands = self._levels(ladder.bands, item.marks, (*path, "levels")), tuple(ladder.strands)
        elif scheme.bands:
            levels = self._levels(scheme.bands, item.marks, (*path, "bands"))
        grid: tuple[Level, ...] = ()
        if item.spag:
            ladder = self._ladder(f"spag-{item.spag}", (*item.path, "spag"))
            grid = self._levels(ladder.bands, item.spag, (*item.path, "spag")) if ladder else ()
        return replace(item, levels=levels, strands=strands, grid=grid)

    def _award(self, item: Item, answers: int) -> tuple[int, int]:
        """Marks for so many answers: (1, 2) is one mark for every two."""
        if item.marks % answers == 0:
            return item.marks // answers, 1
        if answers % item.marks == 0:
            return 1, answers // item.marks
        self.error(
            (*item.path, "marks"),
            f"{answers} answers cannot share {item.marks} marks evenly",
            f"make marks {answers} (one each)",
        )
        return 1, 1

    def _levels(self, bands: list[Band], marks: int, path: Path_) -> tuple[Level, ...]:
        try:
            return levels_of(bands, marks)
        except ValueError as error:
            self.error(path, str(error), "change the levels or the marks")
            return ()

    def _ladder(self, name: str, path: Path_) -> Ladder | None:
        if name in self.ladders:
            return self.ladders[name]
        hint = did_you_mean(name, self.ladders, "there are " + ", ".join(self.ladders))
        self.error(path, f"there is no ladder {name}", hint)
        return None

    def _extra_time(self) -> tuple[tuple[str, str], ...]:
        """Each allowance with its time, rounded up to a whole minute."""
        if not isinstance(self.spec, Exam):
            return ()
        base = minutes(self.spec.time)
        if base is None:
            self.error(("time",), f"the time cannot be “{self.spec.time}”", "write for example 1 hour 15 minutes")
            return ()
        found = []
        for i, text in enumerate(self.spec.extra_time):
            share = text.strip().removesuffix("%").strip()
            if not share.isdigit():
                self.error(("extra-time", i), f"extra time cannot be “{text}”", "write for example 25%")
                continue
            found.append((text, spoken(base + -(-base * int(share) // 100))))
        return tuple(found)


def _together(splits: Iterable[Mapping[str, int]]) -> dict[str, int]:
    """Splits of assessment objectives added up."""
    found: Counter[str] = Counter()
    for split in splits:
        found.update(split)
    return dict(found)
