"""The spec numbered and added up.

In: a checked spec, its source, the project's root, ladders. Out: a `Paper`. Fails with `SpecError` holding every
problem in the order of the file.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from paperbuilder.marks import Half, halves_in, of_halves
from paperbuilder.paper import (
    bonus_checks,
    checks,
    half_marks,
    penalty_checks,
    references,
    scheme_checks,
    unmarked,
    version_checks,
    wording,
)
from paperbuilder.paper.cover_checks import check_cover
from paperbuilder.paper.extracts import find_extracts
from paperbuilder.paper.figures import find_figures
from paperbuilder.paper.formulas import check_formulas
from paperbuilder.paper.item import Item, Level, LevelTable, PlacedBlock, together
from paperbuilder.paper.ladders import Ladder, levels_of
from paperbuilder.paper.model import Paper, PaperSection, route_of
from paperbuilder.paper.named_questions import check_named_questions
from paperbuilder.problems import Problem, SpecError, counted, did_you_mean
from paperbuilder.questions.bonus import ALL
from paperbuilder.questions.kind import Block, Question
from paperbuilder.questions.kinds.parts import Parts
from paperbuilder.questions.mark_scheme import Band
from paperbuilder.questions.solving import solved
from paperbuilder.reading.source import Path_, Source
from paperbuilder.spec.models import Exam, Penalty, Section, Worksheet
from paperbuilder.texts.times import minutes

CHECKS = (
    checks.check_marks,
    checks.check_drafts,
    unmarked.check_unmarked,
    bonus_checks.check_bonus,
    penalty_checks.check_penalties,
    check_cover,
    version_checks.check_versions,
    check_named_questions,
    wording.check_wording,
    check_formulas,
    scheme_checks.check_hints,
)
PERCENT = re.compile(r"[0-9]{1,3}")


def build_paper(
    spec: Exam | Worksheet, source: Source, root: Path, ladders: Mapping[str, Ladder], halves: Callable[[], bool]
) -> Paper:
    """`halves` tells, if half marks are given, whether they may be. Raises SpecError."""
    return _Assembler(spec, source, ladders).build(root, halves)


def problems_of_parts(
    spec: Exam | Worksheet, source: Source, root: Path, ladders: Mapping[str, Ladder], halves: Callable[[], bool]
) -> list[Problem]:
    """What is wrong with the extracts and questions of a spec that has the right ones alone, each by itself."""
    figures, found = find_figures(spec, source, root)
    extracts = {letter: e for letter, e in spec.extracts.items() if e.text in spec.texts or not e.text}
    spec = type(spec)(**vars(spec) | {"extracts": extracts})
    assembler = _Assembler(spec, source, ladders)
    found += find_extracts(spec, source, root, figures)[1]
    found += half_marks.check(spec, source, halves)
    for section, path in assembler.sections():
        for number, question in enumerate(getattr(section, "questions", ()), 1):
            if isinstance(question, Question):
                item = assembler.item(question, (number,), (*path, "questions", number - 1))
                found += checks.check_questions([item], source)
                found += [] if isinstance(spec, Exam) else unmarked.unmarked([item], source)
    return found + assembler.problems


class _Assembler:
    def __init__(self, spec: Exam | Worksheet, source: Source, ladders: Mapping[str, Ladder]):
        self.spec, self.source, self.ladders = spec, source, ladders
        self.problems: list[Problem] = []
        self.count = 0
        self.penalty = Penalty(marks=0)

    def error(self, path: Path_, message: str, hint: str = "") -> None:
        self.problems.append(self.source.problem(path, message, hint))

    def build(self, root: Path, halves: Callable[[], bool]) -> Paper:
        figures, found = find_figures(self.spec, self.source, root)
        extracts, faults = find_extracts(self.spec, self.source, root, figures)
        self.problems += found + faults
        sections = tuple(self._section(section, path) for section, path in self.sections())
        choose = self._sections_chosen(sections)
        route = route_of(sections, choose)
        paper = Paper(
            spec=self.spec,
            sections=sections,
            extracts=extracts,
            figures=figures,
            total=sum(s.marks + s.spag for s in route),
            spag=sum(s.spag for s in route),
            choose=choose,
            extra_time=self._extra_time(),
            warnings=(),
            version=self.spec.versions[0] if self.spec.versions else "",
        )
        paper, found = references.resolve(paper, self.source)
        self.problems += found
        for check in CHECKS:
            self.problems += check(paper, self.source)
        refused = list(half_marks.check(self.spec, self.source, halves))
        self.problems += refused or half_marks.check_total(paper, self.source)
        self.problems.sort(key=lambda p: (p.line, p.column))
        if any(p.severity == "error" for p in self.problems):
            raise SpecError(self.problems)
        return replace(paper, warnings=(*self.source.warnings, *self.problems))

    def sections(self) -> list[tuple[Section, Path_]]:
        if self.spec.questions and self.spec.sections:
            self.error(("questions",), "there are both questions and sections", "put the questions in a section")
        if self.spec.questions:
            return [(Section(questions=self.spec.questions, answer=self.spec.answer), ())]
        if not self.spec.sections:
            self.error((), "there are no questions", "add questions: or sections:")
        return [(section, ("sections", i)) for i, section in enumerate(self.spec.sections)]

    def _section(self, section: Section, path: Path_) -> PaperSection:
        items: list[Item] = []
        waiting: list[PlacedBlock] = []
        self._begin(section, path)
        self.penalty = section.penalty or self.spec.penalty or Penalty(marks=0)
        for i, kind in enumerate(section.questions):
            place = (*path, "questions", i)
            if isinstance(kind, Question):
                self.count += 1
                items.append(replace(self.item(kind, (self.count,), place), before=tuple(waiting)))
                waiting = []
            elif isinstance(kind, Block):
                waiting.append(PlacedBlock(block=kind, path=place))
        if not items:
            self.error((*path, "questions"), "there are no questions here", "add one, or delete the section")
        choose = self._chosen(section.answer, items, path, "questions")
        route = items[:choose]
        return PaperSection(
            section=section,
            title=section.title,
            items=tuple(items),
            choose=choose,
            marks=sum(item.marks for item in route),
            spag=sum(item.spag for item in route),
            bonus=sum(item.bonus for item in route),
            penalty=self.penalty.marks if any(leaf.penalty for item in items for leaf in item.leaves) else 0,
            floored=self.penalty.not_below_zero,
            after=tuple(waiting),
        )

    def _begin(self, section: Section, path: Path_) -> None:
        """Go on counting from the number that a section, or the paper, begins with."""
        start = section.start_number or (None if self.count else self.spec.start_number)
        if start and start <= self.count:
            hint = f"questions before it have the numbers up to {self.count}; each has a number of its own in a paper"
            self.error((*path, "start-number"), f"number {start} is there already", hint)
        elif start:
            self.count = start - 1

    def _sections_chosen(self, sections: Sequence[PaperSection]) -> int | None:
        """How many of the sections that are not compulsory are answered."""
        optional = [section for section in sections if not section.section.compulsory]
        if self.spec.questions:
            return None
        choose = self._chosen(self.spec.answer, optional, (), "sections to choose from")
        for i, section in enumerate(sections):
            if section.section.compulsory and not choose:
                hint = "say how many of the others to answer with answer: in the spec, or delete it"
                message = "compulsory has no effect: the paper has no choice of sections"
                self.problems.append(self.source.problem(("sections", i, "compulsory"), message, hint, key=True))
            elif choose and section in optional and not section.title:
                self.error(("sections", i), "a section to choose needs a title", "add title:, such as Section A")
        return choose

    def _chosen(self, asked: int | None, children: Sequence[object], path: Path_, what: str) -> int | None:
        """How many of a choice are answered; None for all."""
        if asked and asked > len(children):
            self.error((*path, "answer"), f"{asked} answers are asked for, but there are {len(children)} {what}")
        return asked if asked and asked < len(children) else None

    def item(self, question: Question, number: tuple[int, ...], path: Path_, beyond: bool = False) -> Item:
        """A question or part; all of its marks are a bonus if it says so, or what it is a part of (`beyond`)."""
        beyond = beyond or question.bonus == ALL
        if len(number) > 3:
            self.error(path, "parts are nested more than three deep", "make it a part of the level above")
            number = number[:3]
        parts, after = self._parts(question, number, path, beyond) if isinstance(question, Parts) else ((), ())
        choose = self._chosen(question.answer, parts, path, "parts") if isinstance(question, Parts) else None
        route = parts[:choose]
        marks, bonus = sum(part.marks for part in route), sum(part.bonus for part in route)
        ao = together(part.ao for part in route) or dict(question.ao)
        if not parts:
            marks, bonus = question.marks or 0, 0 if question.bonus == ALL or not question.marks else question.bonus
            if question.marks is None and isinstance(self.spec, Exam):
                hint = "every question of an exam needs its marks, such as marks: 4"
                self.error(path, "the key marks is missing", hint)
        if beyond and not parts:
            marks, bonus = 0, marks
        item = Item(
            question=question,
            type=str(getattr(question, "type", "")),
            number=number,
            written=number,
            path=path,
            marks=marks,
            spag=question.spag + sum(part.spag for part in route),
            ao=ao,
            bonus=bonus,
            penalty=self.penalty.marks if question.loses_marks and (marks or bonus) else 0,
            parts=parts,
            choose=choose,
            after=after,
        )
        if parts or isinstance(question, Parts):
            return item
        if not item.worth:
            return self._solved(item) if question.marks is None else item
        return self._schemed(item)

    def _parts(
        self, question: Parts, number: tuple[int, ...], path: Path_, beyond: bool
    ) -> tuple[tuple[Item, ...], tuple[PlacedBlock, ...]]:
        """The parts, each with the blocks before it, and the blocks after the last."""
        parts: list[Item] = []
        waiting: list[PlacedBlock] = []
        for i, kind in enumerate(question.parts):
            place = (*path, "parts", i)
            if isinstance(kind, Question):
                part = self.item(kind, (*number, len(parts) + 1), place, beyond)
                parts.append(replace(part, before=tuple(waiting)))
                waiting = []
            elif isinstance(kind, Block):
                waiting.append(PlacedBlock(block=kind, path=place))
        return tuple(parts), tuple(waiting)

    def _schemed(self, item: Item) -> Item:
        """The item solved, with its levels."""
        scheme, path = item.question.mark_scheme, (*item.path, "mark-scheme")
        item = self._solved(item)
        levels: tuple[Level, ...] = ()
        strands: tuple[str, ...] = ()
        if scheme.levels:
            ladder = self._ladder(scheme.levels, (*path, "levels"))
            if ladder:
                levels, strands = self._levels(ladder.bands, item.judged, (*path, "levels")), tuple(ladder.strands)
        elif scheme.bands:
            levels = self._levels(scheme.bands, item.judged, (*path, "bands"))
        grid: tuple[Level, ...] = ()
        if item.spag:
            ladder = self._ladder(f"spag-{item.spag}", (*item.path, "spag"))
            grid = self._levels(ladder.bands, item.spag, (*item.path, "spag")) if ladder else ()
        return replace(item, levels=levels, strands=strands, grid=grid, tables=self._tables(item))

    def _tables(self, item: Item) -> tuple[LevelTable, ...]:
        """The levels of each objective that is marked apart, up to its marks."""
        found = []
        for name, ladder_name in item.question.mark_scheme.ladders.items():
            path = (*item.path, "mark-scheme", "ladders", name)
            marks = item.ao.get(name)
            if not marks:
                split = ", ".join(item.ao) or "none"
                self.error(path, f"the question has no marks for {name}", f"its objectives (ao:) are {split}")
            elif ladder := self._ladder(ladder_name, path):
                levels = self._levels(ladder.bands, marks, path)
                found.append(LevelTable(name, marks, levels, tuple(ladder.strands)))
        return tuple(found)

    def _solved(self, item: Item) -> Item:
        """The item with its solution, unless the question has an error."""
        faults = list(item.question.faults(self.spec.versions))
        for fault in faults:
            path = (*item.path, *fault.path)
            self.problems.append(self.source.problem(path, fault.message, fault.hint, fault.severity))
        if any(fault.severity == "error" for fault in faults):
            return item
        item = replace(item, solution=solved(item.question, self.spec.title, item.number))
        assert item.solution
        answers = len(item.solution.key)
        if answers and item.worth and item.question.mark_scheme.credit:
            from paperbuilder.paper.credit import credit_of

            steps, problems = credit_of(item, answers, self.source)
            self.problems += problems
            return replace(item, credit=steps)
        return replace(item, award=self._award(item, answers)) if answers and item.worth else item

    def _award(self, item: Item, answers: int) -> tuple[int | Half, int]:
        """Marks for so many answers: (1, 2) is one mark for every two. Half marks are shared in halves."""
        marks, halves = item.keyed, halves_in(item.keyed)
        key = "marks" if item.question.key_marks is None else "key-marks"
        if marks > item.worth:
            message = f"the answers alone give {counted(marks, 'mark')}, but the question has {item.worth}"
            self.error(
                (*item.path, key), message, "raise the marks" if key == "marks" else "lower it, or raise the marks"
            )
        elif halves % (2 * answers) == 0 or (halves % 2 and halves % answers == 0):
            return of_halves(halves // answers), 1
        elif (2 * answers) % halves == 0:
            return 1, 2 * answers // halves
        else:
            message = f"{answers} answers cannot share {marks} marks evenly"
            hint = f"make {key} {answers} (one each), or say below mark-scheme: what so many right give: "
            self.error((*item.path, key), message, hint + f"credit: {{{answers}: {marks}, {answers // 2}: 1}}")
        return 1, 1

    def _levels(self, bands: list[Band], marks: int | Half, path: Path_) -> tuple[Level, ...]:
        try:
            return levels_of(bands, marks)
        except ValueError as error:
            hint = "change the levels or the marks"
            if path[-1] != "bands":
                fit = [name for name in self._ladders("") if self.ladders[name].most == marks]
                hint = (
                    f"ladders of {counted(marks, 'mark')}: {', '.join(fit)}" if fit else f"no ladder has {marks} marks"
                )
                own = "a ladder of your own goes into ladders.yaml", "levels of your own go under bands:"
                hint += f"; {own[path[-1] == 'levels']}"
            whose = str(path[-1]) if path[-2] == "ladders" else "the question"
            self.error(path, str(error).replace("the question", whose), hint)
            return ()

    def _ladder(self, name: str, path: Path_) -> Ladder | None:
        if name in self.ladders:
            return self.ladders[name]
        known = self._ladders(name)
        near = did_you_mean(name, known)
        hint = f"{near} The ladders are " if near else "the ladders are "
        self.error(path, f"there is no ladder {name}", hint + ", ".join(known))
        return None

    def _ladders(self, name: str) -> list[str]:
        """The ladders that one of that name could be: of SPaG, or of the question itself."""
        return [ladder for ladder in self.ladders if ladder.startswith("spag-") == name.startswith("spag-")]

    def _extra_time(self) -> tuple[tuple[str, int], ...]:
        """Each allowance with its minutes, rounded up."""
        if not isinstance(self.spec, Exam):
            return ()
        base = minutes(self.spec.time)
        if base is None:
            self.error(("time",), f"the time cannot be “{self.spec.time}”", "write for example 1 hour 15 minutes")
            return ()
        found = []
        for i, text in enumerate(self.spec.extra_time):
            share = text.strip().removesuffix("%").strip()
            if not PERCENT.fullmatch(share):
                self.error(("extra-time", i), f"extra time cannot be “{text}”", "write for example 25%")
                continue
            found.append((text, base + -(-base * int(share) // 100)))
        return tuple(found)
