"""A class list: who gets a copy, from a school's system.

In: a CSV or XLSX file. Out: `Pupil`s in the order of the list, and warnings. Fails with `FilesError` (no such file, not
a list) or `SpecError` holding every wrong row with its number.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from paperbuilder.class_sets.headings import Columns, head_of, pupil_columns, said_of_columns
from paperbuilder.class_sets.pupil import Pupil
from paperbuilder.class_sets.row_checks import (
    hidden_pupils,
    is_no_pupil,
    left_out,
    too_many_cells,
    wrong_cells,
    wrong_pupils,
)
from paperbuilder.problems import Problem, SpecError
from paperbuilder.tables.rows import Table, read_table, row_problem

NO_EXTRA_TIME = ("", "0", "0%", "no", "none", "-", "–")


def read_class_list(file: Path) -> tuple[list[Pupil], list[Problem]]:
    """Raises FilesError or SpecError."""
    table = read_table(file, "class list")
    head_at = head_of(table.rows)
    if head_at is None:
        hint = "call the columns Name (or Forename and Surname), Form, Candidate number, Seat"
        first = next((number for number, row in enumerate(table.rows, 1) if any(row)), 1)
        raise SpecError([row_problem(file, first, "no column holds names", hint), *table.warnings])
    head = table.rows[head_at]
    columns = pupil_columns(head)
    pupils, problems = _pupils(table, head_at, columns, file)
    problems += wrong_pupils(pupils, file)
    if not pupils:
        problems.append(row_problem(file, 0, "the list holds nobody", "below the head, one row for each pupil"))
    problems = [*table.warnings, *said_of_columns(head, columns, file, head_at + 1), *problems]
    if any(problem.severity == "error" for problem in problems):
        raise SpecError(problems)
    return pupils, problems


def _pupils(table: Table, head_at: int, columns: Columns, file: Path) -> tuple[list[Pupil], list[Problem]]:
    """Those of the rows below the head who get a copy, and what is wrong with each row."""
    pupils, hidden, problems = [], [], list[Problem]()
    for number, row in enumerate(table.rows[head_at + 1 :], head_at + 2):
        pupil = pupil_in(row, columns, number)
        blank = [key for key, places in columns.items() if any((number, i + 1) in table.blank for i in places)]
        if not any(row) and not blank:
            continue
        if number in table.hidden:
            hidden.append(pupil)
        elif is_no_pupil(pupil.name):
            problems.append(left_out(pupil, file))
        else:
            pupils.append(pupil)
            problems += too_many_cells(row, table.rows[head_at], number, file)
            problems += wrong_cells(_cells(row, columns), blank, number, file)
    return pupils, [*hidden_pupils(hidden, file), *problems]


def in_order(pupils: Sequence[Pupil]) -> list[Pupil]:
    """By seat if every pupil has one (A2 before A10); else as in the list."""
    if not all(pupil.seat for pupil in pupils):
        return list(pupils)
    return sorted(pupils, key=lambda p: [(s.isdecimal(), int(s) if s.isdecimal() else 0, s) for s in _steps(p.seat)])


def _steps(seat: str) -> list[str]:
    return re.findall(r"\d{1,9}|\D+", seat.casefold())


def pupil_in(row: Sequence[str], columns: Columns, number: int) -> Pupil:
    """The pupil of a row."""
    cells = _cells(row, columns)
    edition = re.sub(r"[\W_]+", "-", cells.get("edition", "").casefold()).strip("-")
    return Pupil(
        name=_name(cells),
        form=cells.get("form", ""),
        number=re.sub(r"\.0$", "", cells.get("number", "")),
        seat=cells.get("seat", ""),
        edition=edition,
        paper=cells.get("paper", "").casefold(),
        version=re.sub(r"(?i)^version\b\s*", "", cells.get("version", "")),
        extra_time=_per_cent(cells.get("extra_time", "")),
        row=number,
    )


def _cells(row: Sequence[str], columns: Columns) -> dict[str, str]:
    """What a row says of a pupil: of the columns for a thing, the first that is filled."""
    filled = {key: next((row[i] for i in places if i < len(row) and row[i]), "") for key, places in columns.items()}
    return {key: text for key, text in filled.items() if text}


def _name(cells: Mapping[str, str]) -> str:
    """The name to print: the preferred one, whole or in parts. One of a single word goes with the surname."""
    known, last = cells.get("known", ""), cells.get("known_last") or cells.get("last", "")
    if known and (" " in known or not last):
        return known
    first = known or cells.get("known_first", "")
    if first and last:
        return f"{first} {last}"
    parts = " ".join(part for part in (first or cells.get("first"), last) if part)
    return cells.get("name") or parts or cells.get("legal", "")


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
