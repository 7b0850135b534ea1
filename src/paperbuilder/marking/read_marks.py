"""The filled mark sheet read back: what each pupil got for each part.

In: a CSV or XLSX file as a spreadsheet saves it, and the form of the paper's sheet. Out: a `Script` for each row, in
order, and warnings. Fails with `FilesError` (no such file, not a sheet) or `SpecError` holding every wrong cell with
its row and the heading of its column. Sums are not believed but made again; one that says otherwise is a problem.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from paperbuilder.class_sets.class_list import pupil_in
from paperbuilder.class_sets.headings import Columns, head_of, pupil_columns, unused_columns, used
from paperbuilder.class_sets.pupil import Pupil
from paperbuilder.class_sets.row_checks import wrong_pupils
from paperbuilder.marking.columns import (
    GRADE,
    MARKS,
    MAXIMUM,
    TOTAL,
    VERSION,
    Column,
    Form,
    chosen_columns,
    score,
    sums,
)
from paperbuilder.marking.mark_sheet import as_written
from paperbuilder.marks import Half, signed, typed
from paperbuilder.paper.boundaries import grade_of
from paperbuilder.problems import Problem, SpecError, closest
from paperbuilder.tables.rows import read_table, row_problem

MOST_PUPILS = 500
ABSENT = {"a", "abs", "absent"}


@dataclass(frozen=True)
class Script:
    """What a pupil got: a mark for each column of the paper, None where there is no answer; and the `total`."""

    pupil: Pupil
    marks: tuple[int | Half | None, ...]
    total: int | Half

    @property
    def absent(self) -> bool:
        """A script without any mark is that of a pupil who was not there."""
        return all(mark is None for mark in self.marks)

    def turned(self, old: Sequence[Column], new: Sequence[Column]) -> Script:
        """The same script with its marks in the order of another version."""
        marks = {column.key: mark for column, mark in zip(old, self.marks, strict=True)}
        return replace(self, marks=tuple(marks[column.key] for column in new))


def read_marks(file: Path, form: Form) -> tuple[list[Script], list[Problem]]:
    """Raises FilesError or SpecError."""
    reader = _MarksReader(file, form)
    table = read_table(file, "mark sheet", MARKS)
    reader.problems += table.warnings
    scripts = reader.read(as_written(table.rows))
    if reader.failed:
        raise SpecError(reader.problems)
    return scripts, reader.problems


class _MarksReader:
    """Reads rows, and keeps the problems it finds."""

    def __init__(self, file: Path, form: Form):
        self.file, self.form, self.found, self.paper = file, form, form.columns, form.paper
        self.problems: list[Problem] = []
        self.places: dict[str, int] = {}

    @property
    def failed(self) -> bool:
        return any(problem.severity == "error" for problem in self.problems)

    def error(self, row: int, heading: str, message: str, hint: str = "") -> None:
        where = f"column {heading}" if heading else ""
        self.problems.append(row_problem(self.file, row, message, hint, where))

    def read(self, rows: Sequence[Sequence[str]]) -> list[Script]:
        at = head_of(rows)
        if at is None:
            hint = "take the sheet that paperbuilder mark-sheet makes; its first column is called Name"
            self.error(0, "", "no column holds names", hint)
            return []
        people = pupil_columns(rows[at])
        self._find(rows[at], people, at + 1)
        if self.failed:
            return []
        scripts: list[Script] = []
        for number, row in enumerate(rows[at + 1 :], at + 2):
            script = self._row(row, people, number, first=not scripts)
            scripts += [script] if script else []
        self._check(scripts)
        return scripts

    def _find(self, head: Sequence[str], people: Columns, row: int) -> None:
        """Which column holds which mark."""
        known = {_bare(text): text for text in [*(c.label for c in self.found), *sums(self.found, self.paper)]}
        taken = used(people)
        for i, heading in enumerate(head):
            name = known.get(_bare(heading))
            if name in self.places:
                self.error(row, name or "", "there are two columns with this heading", "delete one of the two")
            elif name:
                self.places[name] = i
                taken.add(i)
        unused = [heading for i, heading in enumerate(head) if heading and i not in taken]
        if missing := [c.label for c in self.found if c.label not in self.places]:
            close = [f"{near} is {label}" for label in missing if (near := closest(label, unused, 0.5))]
            names = f"the column {missing[0]} is" if len(missing) == 1 else f"the columns {', '.join(missing)} are"
            hint = f"rename a column if {' and '.join(close)}" if close else "a column for every part must be there"
            self.error(row, "", f"{names} missing", hint)
        self.problems += unused_columns(head, people, taken, self.file, row)

    def _row(self, row: Sequence[str], people: Columns, number: int, first: bool) -> Script | None:
        """The script of a row; None if it is empty, or belongs to the head."""
        pupil = self._with_version(pupil_in(row, people, number))
        cells = {name: row[i] if i < len(row) else "" for name, i in self.places.items()}
        marks = [cells[column.label] for column in self.found]
        if first and pupil.name.casefold() == MAXIMUM.casefold():
            self._maxima(marks, number)
            return None
        if first and pupil.name in (name for name, _ in self.form.others):
            return None
        if not (pupil.name or pupil.number or any(marks)):
            return None
        before = len(self.problems)
        given = tuple(self._mark(c, text, number) for c, text in zip(self.found, marks, strict=True))
        script = Script(pupil, given, score(given, self.found, self.paper))
        self._absent(script, cells, number)
        self._choices(script, number)
        if len(self.problems) == before:
            self._sums(script, cells, number)
        return script

    def _with_version(self, pupil: Pupil) -> Pupil:
        """The version as the spec writes it; without one, a script is numbered as the first."""
        names = self.paper.spec.versions
        known = {"": names[0] if names else "", **{name.casefold(): name for name in names}}
        if names and pupil.version.casefold() not in known:
            self.error(pupil.row, VERSION, f"there is no version {pupil.version[:20]}", "there are " + ", ".join(names))
        return replace(pupil, version=known.get(pupil.version.casefold(), ""))

    def _maxima(self, cells: Sequence[str], row: int) -> None:
        for column, text in zip(self.found, cells, strict=True):
            if text and marks_in(text) != column.most:
                message = f"the maximum is {text} here, but the paper gives {column.most} marks"
                self.error(row, column.label, message, "is it the sheet of this paper? Make a new one with mark-sheet")

    def _mark(self, column: Column, text: str, row: int) -> int | Half | None:
        if not text or text.casefold() in ABSENT:
            return None
        mark, halves = marks_in(text), self.form.halves
        if mark is None or (isinstance(mark, Half) and not halves):
            number = "a whole or half number" if halves else "a whole number"
            hint = f"{number} from {signed(column.least)} to {column.most}; nothing if there is no answer, A if absent"
            self.error(row, column.label, f"“{text[:40]}” is no mark", hint)
        elif mark > column.most:
            self.error(row, column.label, f"{mark} is above the maximum of {column.most}")
        elif mark < column.least:
            lowest = (
                f"{signed(column.least)}, for wrong answers" if column.least else "0: no wrong answer loses marks here"
            )
            self.error(row, column.label, f"{signed(mark)} is too low", f"the least is {lowest}")
        return mark

    def _absent(self, script: Script, cells: Mapping[str, str], row: int) -> None:
        said = next((name for name, text in cells.items() if text.casefold() in ABSENT and name != GRADE), None)
        if said and not script.absent:
            message = "the row says that the pupil was absent, but holds marks"
            self.error(row, said, message, "delete one or the other; leave a question without an answer empty")

    def _choices(self, script: Script, row: int) -> None:
        for choice, places in chosen_columns(self.paper, self.found):
            answered = ([at for at in own if script.marks[at] is not None] for own in places)
            chosen = [self.found[own[0]].label for own in answered if own]
            if len(chosen) > choice.choose:
                message = f"there are marks for {len(chosen)} {choice.what} of a choice, "
                message += f"but only {choice.choose} may be answered"
                self.error(row, ", ".join(chosen), message, "keep the marks that count, and empty the others")

    def _sums(self, script: Script, cells: Mapping[str, str], row: int) -> None:
        text = cells.get(TOTAL, "")
        if text and text.casefold() not in ABSENT and marks_in(text) != script.total:
            message = f"the total says {text[:40]}, but the marks add up to {signed(script.total)}"
            self.error(row, TOTAL, message, "look at the marks, then empty this cell: it is added up again")
        boundaries, text = self.paper.spec.boundaries, cells.get(GRADE, "")
        if boundaries and text and not script.absent:
            grade = grade_of(boundaries, script.total)
            if text.removesuffix(".0").casefold() != grade.casefold():
                message = f"the sheet says grade {text[:40]}, but {signed(script.total)} marks make {grade} by the spec"
                self.error(row, GRADE, message, "change the boundaries in the spec, or empty this cell")

    def _check(self, scripts: Sequence[Script]) -> None:
        """What several rows make wrong together."""
        self.problems += wrong_pupils([script.pupil for script in scripts], self.file)
        if len(scripts) > MOST_PUPILS:
            hint = "make one sheet for each class"
            self.error(0, "", f"the sheet has {len(scripts)} pupils, more than {MOST_PUPILS}", hint)
        if not self.failed and all(script.absent for script in scripts):
            self.error(0, "", "the sheet holds no marks yet", "fill it in, and save it, first")


def _bare(heading: str) -> str:
    """A heading without its spaces, in small letters."""
    return "".join(heading.split()).casefold()


def marks_in(text: str) -> int | Half | None:
    """What a cell holds, if it is a number of marks."""
    try:
        return typed(text)
    except ValueError:
        return None
