"""A class list: who gets a copy, from a school's system.

In: a CSV or XLSX file. Out: `Pupil`s in the order of the list, and warnings. Fails with `FilesError` (no such file, not
a list) or `SpecError` holding every wrong row with its number.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from paperbuilder.problems import Problem, SpecError, closest
from paperbuilder.reading.source import BAD
from paperbuilder.tables import HEAD_WITHIN, read_rows, row_problem

LONGEST = 200
COLUMNS = {
    "name": ("name", "full name", "pupil", "pupil name", "student", "student name", "legal name", "preferred name"),
    "first": ("first name", "forename", "given name", "preferred forename", "legal forename"),
    "last": ("last name", "surname", "family name", "preferred surname", "legal surname"),
    "form": ("form", "class", "reg", "registration form", "tutor group", "group"),
    "number": ("number", "candidate number", "candidate", "exam number", "upn", "admission number", "id"),
    "seat": ("seat", "seat number", "desk", "place"),
    "edition": ("edition", "format", "paper format"),
    "version": ("version", "paper version", "test version"),
    "extra_time": ("extra time", "access time", "additional time", "extra time allowance"),
    "paper": ("paper", "paper colour", "colour of paper", "tint", "overlay"),
}
MEANT = {alias: key for key, aliases in COLUMNS.items() for alias in aliases}
SHORT = {"cand": "candidate", "no": "number", "num": "number", "nr": "number", "#": "number", "№": "number"}
NO_EXTRA_TIME = ("", "0", "0%", "no", "none", "-", "–")


@dataclass(frozen=True, kw_only=True)
class Pupil:
    """One row of the list; `row` counts from 1, the head included. Extra time is in per cent, such as 25%."""

    name: str
    form: str = ""
    number: str = ""
    seat: str = ""
    edition: str = ""
    version: str = ""
    extra_time: str = ""
    paper: str = ""
    row: int = 0


def read_class_list(file: Path) -> tuple[list[Pupil], list[Problem]]:
    """Raises FilesError or SpecError."""
    rows = read_rows(file, "class list")
    head_at = head_of(rows)
    if head_at is None:
        hint = "call the columns Name (or Forename and Surname), Form, Candidate number, Seat"
        first = next((number for number, row in enumerate(rows, 1) if any(row)), 1)
        raise SpecError([row_problem(file, first, "no column holds names", hint)])
    columns = pupil_columns(rows[head_at])
    warnings = unused_columns(rows[head_at], columns.values(), file, head_at + 1)
    problems: list[Problem] = []
    pupils = []
    for number, row in enumerate(rows[head_at + 1 :], head_at + 2):
        if any(row):
            pupils.append(pupil_in(row, columns, number))
    problems += wrong_pupils(pupils, file)
    if not pupils:
        problems.append(row_problem(file, 0, "the list holds nobody", "below the head, one row for each pupil"))
    if problems:
        raise SpecError(problems)
    return pupils, warnings


def in_order(pupils: Sequence[Pupil]) -> list[Pupil]:
    """By seat if every pupil has one (A2 before A10); else as in the list."""
    if not all(pupil.seat for pupil in pupils):
        return list(pupils)
    return sorted(pupils, key=lambda p: [(s.isdecimal(), int(s) if s.isdecimal() else 0, s) for s in _steps(p.seat)])


def _steps(seat: str) -> list[str]:
    return re.findall(r"\d{1,9}|\D+", seat.casefold())


def pupil_columns(head: Sequence[str]) -> dict[str, int]:
    """Which column holds what of a pupil, by its heading."""
    found: dict[str, int] = {}
    for i, heading in enumerate(head):
        if key := MEANT.get(_in_full(heading)):
            found.setdefault(key, i)
    return found


def _in_full(heading: str) -> str:
    """A heading as it is looked up: cand. no. is candidate number."""
    words = re.findall(r"[^\W_]+|[#№]", heading.casefold())
    return " ".join(SHORT.get(word, word) for word in words)


def head_of(rows: Sequence[Sequence[str]]) -> int | None:
    """Which row has the headings, from 0: the first that has one for names."""
    heads = (i for i, row in enumerate(rows[:HEAD_WITHIN]) if {"name", "first", "last"} & set(pupil_columns(row)))
    return next(heads, None)


def unused_columns(head: Sequence[str], used: Container[int], file: Path, row: int) -> list[Problem]:
    """A warning for each column that is not used."""
    unused = [heading for i, heading in enumerate(head) if heading and i not in used]
    problems = (row_problem(file, row, f"the column {name} is not used", _perhaps(name)) for name in unused)
    return [replace(problem, severity="warning") for problem in problems]


def _perhaps(heading: str) -> str:
    close = closest(_in_full(heading), MEANT, 0.8)
    return f"did you mean {close.capitalize()}?" if close else ""


def pupil_in(row: Sequence[str], columns: Mapping[str, int], number: int) -> Pupil:
    """The pupil of a row."""
    cells = {key: row[i] for key, i in columns.items() if i < len(row)}
    name = cells.get("name") or " ".join(part for part in (cells.get("first"), cells.get("last")) if part)
    edition = re.sub(r"[\W_]+", "-", cells.get("edition", "").casefold()).strip("-")
    return Pupil(
        name=name,
        form=cells.get("form", ""),
        number=re.sub(r"\.0$", "", cells.get("number", "")),
        seat=cells.get("seat", ""),
        edition=edition,
        paper=cells.get("paper", "").casefold(),
        version=re.sub(r"(?i)^version\b\s*", "", cells.get("version", "")),
        extra_time=_per_cent(cells.get("extra_time", "")),
        row=number,
    )


def _per_cent(text: str) -> str:
    """25, 25 % and 0.25 as 25%; nothing for none; what cannot be read as it is."""
    if text.casefold() in NO_EXTRA_TIME:
        return ""
    match = re.fullmatch(r"(\d{1,3}(?:\.\d{1,9})?) ?(%?)", text)
    if not match:
        return text
    share = float(match[1])
    percent = share if match[2] or share > 1 else share * 100
    return f"{percent:.0f}%" if abs(percent - round(percent)) < 1e-6 else text


def wrong_pupils(pupils: Sequence[Pupil], file: Path) -> list[Problem]:
    """Every problem of names and numbers, and every pupil who stands there twice."""
    return [*(problem for pupil in pupils for problem in _wrong(pupil, file)), *_twice(pupils, file)]


def _wrong(pupil: Pupil, file: Path) -> Iterable[Problem]:
    if not pupil.name:
        yield row_problem(file, pupil.row, "the name is missing", "fill it in, or delete the row")
    if pupil.extra_time and not re.fullmatch(r"(?:[1-9]\d?|100)%", pupil.extra_time):
        message = f"the extra time cannot be “{pupil.extra_time[:20]}”"
        yield row_problem(file, pupil.row, message, "write it in per cent, such as 25%, or leave it empty")
    for text in (pupil.name, pupil.form, pupil.number, pupil.seat, pupil.paper):
        if len(text) > LONGEST:
            yield row_problem(file, pupil.row, f"“{text[:20]}…” has more than {LONGEST} characters", "shorten it")
        if bad := BAD.search(text):
            yield row_problem(file, pupil.row, f"the character U+{ord(bad[0]):04X} cannot be printed", "delete it")


def _twice(pupils: Sequence[Pupil], file: Path) -> Iterable[Problem]:
    """Spreadsheets drop the noughts of 0042, so that 42 is the same candidate."""
    seen: dict[tuple[str, ...], int] = {}
    for pupil in pupils:
        marks = [("candidate number", pupil.number), ("seat", pupil.seat)]
        if not pupil.number:
            marks.append(("name", f"{pupil.name}, {pupil.form}" if pupil.form else pupil.name))
        for what, value in marks:
            first = seen.setdefault((what, value.casefold().lstrip("0")), pupil.row) if value else pupil.row
            if first != pupil.row:
                hint = "give each a candidate number" if what == "name" else "put one of the two right"
                yield row_problem(file, pupil.row, f"the {what} {value} is in row {first} as well", hint)
