"""What is wrong with the rows of a class list, each in itself and all together.

In: cells, pupils. Out: problems by row. Cannot fail.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from paperbuilder.class_sets.headings import NAMES
from paperbuilder.class_sets.pupil import Pupil
from paperbuilder.problems import Problem, counted
from paperbuilder.reading.source import BAD
from paperbuilder.tables.rows import row_problem

LONGEST = 200
NAMED = 5  # pupils that a warning names
CALLED = {"number": "candidate number", "extra_time": "extra time"} | dict.fromkeys(NAMES, "name")
FAULT = re.compile(r"#[^\W\d_][\w/ ]*[!?]|#N/?[AVD]|#{3,}")  # of a formula, in any language; or a column too narrow
ROUNDED = re.compile(r"[+-]?\d(?:[.,]\d+)?E\+\d+", re.IGNORECASE)
MONTH = (
    r"(?:Jan|Feb|Mar|Mrz|Mär|Apr|Mai|May|Jun|Jul|Aug|Sep|Oct|Okt|Nov|Dec|Dez"
    r"|janv|févr|mars|avr|mai|juin|juil|août|sept|oct|nov|déc)[a-z]*\.?"
)
DATE = re.compile(
    rf"\d{{1,2}}(?:-|\. ?){MONTH}(?:[- ]\d{{2,4}})?|{MONTH}[- ]\d{{2,4}}"
    r"|\d{4}-\d\d-\d\d(?: [\d:]+)?|\d{1,2}[./]\d{1,2}[./]\d{2,4}"
)
DATED = ("form", "number", "seat", "version")  # what a spreadsheet takes for a date
NO_PUPIL = re.compile(
    r"(?:grand |sub-?)?totals?(?: (?:pupils|students|number|count)| \d+)?:?(?: ?\d+)?|(?:sum|count|average|mean):?"
    r"|(?:printed|exported|generated|created|produced|downloaded|report|page|date|as at|as of|run)\b.*\d.*"
    r"|(?:printed|exported|generated|created|produced|downloaded) (?:by|on|at|from)\b.*"
    r"|(?:pupils|students|number of (?:pupils|students)): ?\d+|\d+ (?:pupils|students)|end of (?:report|list)"
    r"|\d{1,4}[./-]\d{1,2}[./-]\d{2,4}(?: [\d:]+)?",
    re.IGNORECASE,
)


def is_no_pupil(name: str) -> bool:
    """Whether a row is what systems write below a list: a total, the day it was printed."""
    return bool(NO_PUPIL.fullmatch(name))


def left_out(pupil: Pupil, file: Path) -> Problem:
    message = f"“{pupil.name}” is not taken for a pupil, and gets no copy"
    return replace(row_problem(file, pupil.row, message, "delete the row"), severity="warning")


def hidden_pupils(pupils: Sequence[Pupil], file: Path) -> list[Problem]:
    """One warning that names those who stand in hidden rows."""
    if not pupils:
        return []
    rows = ", ".join(str(pupil.row) for pupil in pupils)
    names = ", ".join(pupil.name for pupil in pupils[:NAMED]) + (" …" if len(pupils) > NAMED else "")
    are = "is" if len(pupils) == 1 else "are"
    message = f"{counted(len(pupils), 'hidden row')} {are} left out (a filter may hide them): {rows} ({names})"
    return [
        replace(
            row_problem(file, pupils[0].row, message, "show the rows of pupils who need a copy"), severity="warning"
        )
    ]


def too_many_cells(row: Sequence[str], head: Sequence[str], number: int, file: Path) -> list[Problem]:
    """A row with something to the right of the last heading."""
    headed = max((i for i, heading in enumerate(head, 1) if heading), default=0)
    filled = max((i for i, cell in enumerate(row, 1) if cell), default=0)
    if filled <= headed:
        return []
    message = f"there are {filled} cells, but only {counted(headed, 'heading')}: the last is “{row[filled - 1][:40]}”"
    hint = 'put a text that has a comma in it in quotation marks ("Smith, Ann"), or give the last column a heading'
    return [row_problem(file, number, message, hint)]


def wrong_cells(cells: Mapping[str, str], blank: Iterable[str], number: int, file: Path) -> Iterator[Problem]:
    """What a spreadsheet has done to cells; `blank` are those with a formula that was never worked out."""
    again = "format the column as text, and type it in again"
    for key in blank:
        hint = "open the workbook in a spreadsheet program, and save it there"
        yield row_problem(file, number, f"the {CALLED.get(key, key)} is a formula without a value", hint)
    for key, text in cells.items():
        what = f"the {CALLED.get(key, key)} {text[:40]}"
        if FAULT.fullmatch(text):
            yield row_problem(file, number, f"{what} is an error in the spreadsheet", "put what is meant there")
        elif ROUNDED.fullmatch(text):
            yield row_problem(file, number, f"{what} is what a spreadsheet has made of a long number", again)
        elif "\ufffd" in text:
            yield row_problem(file, number, f"{what} has lost a letter", "save the list as “CSV UTF-8”, or as XLSX")
        elif key in DATED and DATE.fullmatch(text):
            message = f"{what} is a date; a spreadsheet may have made it of something like 10-11"
            yield replace(row_problem(file, number, message, again), severity="warning")
        elif key in NAMES and re.search(r"\w\?|\?\w", text):
            message = f"{what} has a question mark; it may have been another letter before the list was saved"
            hint = "save the list as “CSV UTF-8”, or as XLSX"
            yield replace(row_problem(file, number, message, hint), severity="warning")


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
