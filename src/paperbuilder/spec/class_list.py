"""A class list: who gets a copy, from a school's system.

In: a CSV or XLSX file. Out: `Pupil`s in the order of the list, and warnings. Fails with `FilesError` (no such file, not
a list) or `SpecError` holding every wrong row with its number.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

from paperbuilder.problems import FilesError, Problem, SpecError
from paperbuilder.spec.source import BAD, shown

MAX_BYTES = 5_000_000
MAX_ROWS = 20_000
LONGEST = 200
COLUMNS = {
    "name": ("name", "full name", "pupil", "pupil name", "student", "student name", "legal name", "preferred name"),
    "first": ("first name", "forename", "given name", "preferred forename", "legal forename"),
    "last": ("last name", "surname", "family name", "preferred surname", "legal surname"),
    "form": ("form", "class", "reg", "registration form", "tutor group", "group"),
    "number": ("number", "candidate number", "candidate no", "exam number", "exam no", "upn", "admission number", "id"),
    "seat": ("seat", "seat number", "desk", "place"),
    "edition": ("edition", "format", "paper format"),
    "version": ("version", "paper version", "test version"),
    "extra_time": ("extra time", "access time", "additional time", "extra time allowance"),
    "paper": ("paper", "paper colour", "colour of paper", "tint", "overlay"),
}
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
    rows = read_rows(file)
    head_at = next((i for i, row in enumerate(rows) if any(row)), 0)
    columns, warnings = _columns(rows[head_at] if rows else [], file, head_at + 1)
    problems: list[Problem] = []
    pupils = []
    for number, row in enumerate(rows[head_at + 1 :], head_at + 2):
        if any(row):
            pupil = _pupil({key: row[i] for key, i in columns.items() if i < len(row)}, number)
            problems += _wrong(pupil, file)
            pupils.append(pupil)
    problems += _twice(pupils, file)
    if not pupils:
        problems.append(_problem(file, 0, "the list holds nobody", "below the head, one row for each pupil"))
    if problems:
        raise SpecError(problems)
    return pupils, warnings


def in_order(pupils: Sequence[Pupil]) -> list[Pupil]:
    """By seat if every pupil has one (A2 before A10); else as in the list."""
    if not all(pupil.seat for pupil in pupils):
        return list(pupils)
    return sorted(pupils, key=lambda p: [(s.isdigit(), int(s) if s.isdigit() else 0, s) for s in _steps(p.seat)])


def _steps(seat: str) -> list[str]:
    return re.findall(r"\d{1,9}|\D+", seat.casefold())


def _problem(file: Path, row: int, message: str, hint: str = "") -> Problem:
    place = f"{shown(file)}, row {row}" if row else shown(file)
    return Problem(message=message, file=place, hint=hint)


def read_rows(file: Path) -> list[list[str]]:
    """The cells of a CSV or XLSX file as text. Raises FilesError."""
    try:
        size = file.stat().st_size
        data = file.read_bytes() if size <= MAX_BYTES else b""
    except OSError as error:
        raise FilesError([_problem(file, 0, f"the class list cannot be read ({error.strerror})")]) from None
    if size > MAX_BYTES:
        raise FilesError([_problem(file, 0, f"the class list is larger than {MAX_BYTES // 1_000_000} MB")])
    try:
        rows = _from_xlsx(file) if data[:2] == b"PK" else _from_csv(_decoded(data))
    except csv.Error:
        hint = "save it again as CSV or XLSX"
        raise FilesError([_problem(file, 0, "the class list is not a CSV file that can be read", hint)]) from None
    if len(rows) > MAX_ROWS:
        raise FilesError([_problem(file, 0, f"the class list has more than {MAX_ROWS} rows")])
    return [[_clean(cell) for cell in row] for row in rows]


def _clean(cell: object) -> str:
    text = "" if cell is None else str(cell)
    return unicodedata.normalize("NFC", " ".join(text.split()))


def _decoded(data: bytes) -> str:
    """UTF-8 or UTF-16 with its mark, else UTF-8, else the Windows encoding of western Europe."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", errors="replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def _from_csv(text: str) -> list[list[str]]:
    head = next((line for line in text.splitlines() if line.strip()), "")
    separator = max(",;\t", key=head.count)
    csv.field_size_limit(MAX_BYTES)
    return list(csv.reader(StringIO(text, newline=""), delimiter=separator))


def _from_xlsx(file: Path) -> list[list[str]]:
    import zipfile

    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        with zipfile.ZipFile(file) as parts:
            if sum(part.file_size for part in parts.infolist()) > 20 * MAX_BYTES:
                raise FilesError([_problem(file, 0, "the workbook is too large to be a class list")])
        sheet = load_workbook(file, read_only=True, data_only=True).worksheets[0]
        found = sheet.iter_rows(values_only=True, max_row=MAX_ROWS + 1, max_col=50)
        return [["" if cell is None else str(cell) for cell in row] for row in found]
    except (InvalidFileException, zipfile.BadZipFile, KeyError, ValueError, IndexError, SyntaxError):
        hint = "save it again as CSV or XLSX"
        raise FilesError([_problem(file, 0, "the workbook cannot be read", hint)]) from None


def _columns(head: Sequence[str], file: Path, row: int) -> tuple[dict[str, int], list[Problem]]:
    """Which column holds what, by its heading, and a warning for each that is not used."""
    names = {alias: key for key, aliases in COLUMNS.items() for alias in aliases}
    found: dict[str, int] = {}
    unused = []
    for i, heading in enumerate(head):
        key = names.get(re.sub(r"[\W_]+", " ", heading).strip().casefold())
        if key and key not in found:
            found[key] = i
        elif heading:
            unused.append(_problem(file, row, f"the column {heading} is not used"))
    if not {"name", "first", "last"} & set(found):
        hint = "call the columns Name (or Forename and Surname), Form, Candidate number, Seat"
        raise SpecError([_problem(file, row, "no column holds names", hint)])
    warnings = [Problem(message=p.message, file=p.file, severity="warning") for p in unused]
    return found, warnings


def _pupil(cells: Mapping[str, str], row: int) -> Pupil:
    name = cells.get("name") or " ".join(part for part in (cells.get("first"), cells.get("last")) if part)
    number = re.sub(r"\.0$", "", cells.get("number", ""))
    edition = re.sub(r"[\W_]+", "-", cells.get("edition", "").casefold()).strip("-")
    paper = cells.get("paper", "").casefold()
    form, seat = cells.get("form", ""), cells.get("seat", "")
    return Pupil(
        name=name,
        form=form,
        number=number,
        seat=seat,
        edition=edition,
        paper=paper,
        version=re.sub(r"(?i)^version\b\s*", "", cells.get("version", "")),
        extra_time=_per_cent(cells.get("extra_time", "")),
        row=row,
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


def _wrong(pupil: Pupil, file: Path) -> Iterable[Problem]:
    if not pupil.name:
        yield _problem(file, pupil.row, "the name is missing", "fill it in, or delete the row")
    if pupil.extra_time and not re.fullmatch(r"(?:[1-9]\d?|100)%", pupil.extra_time):
        message = f"the extra time cannot be “{pupil.extra_time[:20]}”"
        yield _problem(file, pupil.row, message, "write it in per cent, such as 25%, or leave it empty")
    for text in (pupil.name, pupil.form, pupil.number, pupil.seat, pupil.paper):
        if len(text) > LONGEST:
            yield _problem(file, pupil.row, f"“{text[:20]}…” has more than {LONGEST} characters", "shorten it")
        if bad := BAD.search(text):
            yield _problem(file, pupil.row, f"the character U+{ord(bad[0]):04X} cannot be printed", "delete it")


def _twice(pupils: Sequence[Pupil], file: Path) -> Iterable[Problem]:
    seen: dict[tuple[str, ...], int] = {}
    for pupil in pupils:
        marks = [("candidate number", pupil.number), ("seat", pupil.seat)]
        if not pupil.number:
            marks.append(("name", f"{pupil.name}, {pupil.form}" if pupil.form else pupil.name))
        for what, value in marks:
            first = seen.setdefault((what, value.casefold()), pupil.row) if value else pupil.row
            if first != pupil.row:
                hint = "give each a candidate number" if what == "name" else "put one of the two right"
                yield _problem(file, pupil.row, f"the {what} {value} stands in row {first} too", hint)
