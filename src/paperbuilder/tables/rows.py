"""The rows of a CSV or XLSX file.

In: a file as schools' systems and spreadsheets save it. Out: a `Table`: its cells as text, and what to warn of. Fails
with `FilesError`: no such file, too large, no list that can be read.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from io import StringIO
from pathlib import Path
from threading import Lock

from paperbuilder.files import read_start, why
from paperbuilder.problems import FilesError, Problem
from paperbuilder.reading.source import shown

MAX_BYTES = 5_000_000
MAX_ROWS = 20_000
HEAD_WITHIN = 20  # rows; systems put the name of the school or of the report above the headings
NAMED = 5  # cells that a warning names
ZIP, OLE = b"PK", b"\xd0\xcf\x11\xe0"  # OLE: a workbook of an old kind, or one with a password
SAVE_AGAIN = "save it again as CSV or XLSX"
AS_TEXT = re.compile(r'="((?:[^"]|"")*)"')  # how systems keep a spreadsheet from dropping the noughts of 0042

_whole_fields = Lock()  # the limit is one for the whole process


def row_problem(file: Path, row: int, message: str, hint: str = "", where: str = "") -> Problem:
    """A problem in a row, counted from 1; 0 is the whole file."""
    place = f"{shown(file)}, row {row}" if row else shown(file)
    return Problem(message=message, file=place, hint=hint, where=where)


@dataclass(frozen=True)
class Table:
    """Cells of rows; the numbers (from 1) of hidden rows; places (row and column) of formulas without a value."""

    rows: list[list[str]]
    warnings: list[Problem]
    hidden: frozenset[int] = frozenset()
    blank: frozenset[tuple[int, int]] = frozenset()


def read_table(file: Path, what: str, sheet: str = "", rounded: bool = False) -> Table:
    """The cells of a file, which messages call the `what`; of a workbook, those of `sheet` or of the first one, with
    numbers whole or `rounded` as they are shown.

    Raises FilesError.
    """
    try:
        data = read_start(file, MAX_BYTES + 1)
    except OSError as error:
        raise _refused(file, f"the {what} cannot be read ({why(error)})") from None
    if len(data) > MAX_BYTES:
        raise _refused(file, f"the {what} is larger than {MAX_BYTES // 1_000_000} MB")
    table = (
        _from_workbook(file, data, what, sheet, rounded) if data.startswith((ZIP, OLE)) else _from_csv(file, data, what)
    )
    if len(table.rows) > MAX_ROWS:
        raise _refused(file, f"the {what} has more than {MAX_ROWS} rows")
    return table


def _from_workbook(file: Path, data: bytes, what: str, wanted: str, rounded: bool) -> Table:
    from paperbuilder.tables.parts import BROKEN, TooMuch
    from paperbuilder.tables.workbook import read_workbook

    try:
        sheet = read_workbook(data, wanted, rounded)
    except TooMuch:
        hint = f"copy the {what} into a new workbook, or save it as CSV"
        raise _refused(file, f"the workbook holds much more than a {what}", hint) from None
    except BROKEN:
        raise _refused(file, "the workbook cannot be read", SAVE_AGAIN) from None
    warnings = []
    if sheet.others:
        message = (
            f"only the sheet “{sheet.name}” is read, not {', '.join(f'“{name}”' for name in sheet.others[:NAMED])}"
        )
        warnings.append(_warning(row_problem(file, 0, message, "save each sheet that you need as a file of its own")))
    rows = [[_clean(cell) for cell in row] for row in sheet.rows]
    return Table(rows, warnings, frozenset(sheet.hidden), frozenset(sheet.blank))


def _warning(problem: Problem) -> Problem:
    return replace(problem, severity="warning")


def _refused(file: Path, message: str, hint: str = "") -> FilesError:
    return FilesError([row_problem(file, 0, message, hint)])


def _clean(cell: str) -> str:
    return unicodedata.normalize("NFC", " ".join(cell.split()))


def _from_csv(file: Path, data: bytes, what: str) -> Table:
    text, sure = _decoded(data)
    start = "\n".join(text.splitlines()[:HEAD_WITHIN])
    separator = max(",;\t", key=start.count)
    try:
        rows = _csv_rows(text, separator)
    except csv.Error:
        raise _refused(file, f"the {what} is not a CSV file that can be read", SAVE_AGAIN) from None
    _refuse_open_quotes(rows, separator, file)
    rows = [[_clean(_as_text(cell)) for cell in row] for row in rows]
    return Table(rows, [] if sure else _guessed(rows, file))


def _csv_rows(text: str, separator: str) -> list[list[str]]:
    with _whole_fields:
        before = csv.field_size_limit(MAX_BYTES)
        try:
            return list(csv.reader(StringIO(text, newline=""), delimiter=separator))
        finally:
            csv.field_size_limit(before)


def _as_text(cell: str) -> str:
    match = AS_TEXT.fullmatch(cell)
    return match[1].replace('""', '"') if match else cell


def _refuse_open_quotes(rows: Sequence[Sequence[str]], separator: str, file: Path) -> None:
    """A quotation mark that is not closed makes one cell of many rows, and loses their pupils. Raises FilesError."""
    for number, row in enumerate(rows, 1):
        if broken := next((c for c in row if separator in c and re.search(r"[\r\n]", c)), ""):
            message = f"a quotation mark is opened before “{broken.split(separator)[0].strip()[:20]}” and not closed"
            problem = row_problem(file, number, message, 'close it, or delete it: "Smith, Ann",10B')
            raise FilesError([problem])


def _decoded(data: bytes) -> tuple[str, bool]:
    """UTF-8 or UTF-16 with its mark, else UTF-8, else a guess, the Windows encoding of western Europe."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", errors="replace"), True
    try:
        return data.decode("utf-8-sig"), True
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace"), False


def _guessed(rows: Sequence[Sequence[str]], file: Path) -> list[Problem]:
    """A warning that names the cells which may have been read wrong."""
    doubtful = [f"{cell} (row {n})" for n, row in enumerate(rows, 1) for cell in row if not cell.isascii()]
    more = f", and {len(doubtful) - NAMED} more" if len(doubtful) > NAMED else ""
    message = f"the file is not in UTF-8, so letters may be wrong: look at {', '.join(doubtful[:NAMED])}{more}"
    return [_warning(row_problem(file, 0, message, "save it as “CSV UTF-8”, or as an XLSX workbook"))]
