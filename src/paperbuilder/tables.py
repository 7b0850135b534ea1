"""The cells of a list or a sheet, as text.

In: a CSV or XLSX file as schools' systems and spreadsheets save it. Out: its rows. Fails with `FilesError`: no such
file, too large, no list that can be read. Of a workbook, the values of its formulas are read.
"""

from __future__ import annotations

import csv
import unicodedata
import zipfile
import zlib
from io import BytesIO, StringIO
from pathlib import Path
from threading import Lock

from paperbuilder.files import read_start, why
from paperbuilder.problems import FilesError, Problem
from paperbuilder.reading.source import shown

MAX_BYTES = 5_000_000
MAX_ROWS = 20_000
MAX_COLUMNS = 400
HEAD_WITHIN = 20  # rows; systems put the name of the school or of the report above the headings
ZIP, OLE = b"PK", b"\xd0\xcf\x11\xe0"  # OLE: a workbook of an old kind, or one with a password
SAVE_AGAIN = "save it again as CSV or XLSX"
BROKEN: tuple[type[Exception], ...] = (zipfile.BadZipFile, zlib.error, EOFError, SyntaxError, RuntimeError)
BROKEN += (KeyError, ValueError, IndexError, AttributeError, TypeError)

_whole_fields = Lock()  # the limit is one for the whole process


def row_problem(file: Path, row: int, message: str, hint: str = "", where: str = "") -> Problem:
    """A problem in a row, counted from 1; 0 is the whole file."""
    place = f"{shown(file)}, row {row}" if row else shown(file)
    return Problem(message=message, file=place, hint=hint, where=where)


def read_rows(file: Path, what: str, sheet: str = "") -> list[list[str]]:
    """The cells of a file, which messages call the `what`; of a workbook, those of `sheet` or of the first one.

    Raises FilesError.
    """
    try:
        data = read_start(file, MAX_BYTES + 1)
    except OSError as error:
        raise _refused(file, f"the {what} cannot be read ({why(error)})") from None
    if len(data) > MAX_BYTES:
        raise _refused(file, f"the {what} is larger than {MAX_BYTES // 1_000_000} MB")
    try:
        rows = _from_xlsx(data, sheet) if data.startswith((ZIP, OLE)) else _from_csv(_decoded(data))
    except csv.Error:
        raise _refused(file, f"the {what} is not a CSV file that can be read", SAVE_AGAIN) from None
    except BROKEN:
        raise _refused(file, "the workbook cannot be read", SAVE_AGAIN) from None
    if len(rows) > MAX_ROWS:
        raise _refused(file, f"the {what} has more than {MAX_ROWS} rows")
    return [[_clean(cell) for cell in row] for row in rows]


def _refused(file: Path, message: str, hint: str = "") -> FilesError:
    return FilesError([row_problem(file, 0, message, hint)])


def _clean(cell: str) -> str:
    return unicodedata.normalize("NFC", " ".join(cell.split()))


def _decoded(data: bytes) -> str:
    """UTF-8 or UTF-16 with its mark, else UTF-8, else the Windows encoding of western Europe."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", errors="replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def _from_csv(text: str) -> list[list[str]]:
    start = "\n".join(text.splitlines()[:HEAD_WITHIN])
    separator = max(",;\t", key=start.count)
    with _whole_fields:
        before = csv.field_size_limit(MAX_BYTES)
        try:
            return list(csv.reader(StringIO(text, newline=""), delimiter=separator))
        finally:
            csv.field_size_limit(before)


def _from_xlsx(data: bytes, sheet: str) -> list[list[str]]:
    from openpyxl import load_workbook

    with zipfile.ZipFile(BytesIO(data)) as parts:
        if sum(part.file_size for part in parts.infolist()) > 20 * MAX_BYTES:
            raise ValueError("the workbook unpacks to more than it can honestly hold")
    book = load_workbook(BytesIO(data), read_only=True, data_only=True)
    chosen = next((s for s in book.worksheets if s.title == sheet), book.worksheets[0])
    width = min(chosen.max_column or MAX_COLUMNS, MAX_COLUMNS)
    found = chosen.iter_rows(values_only=True, max_row=MAX_ROWS + 1, max_col=width)
    return [["" if cell is None else str(cell) for cell in row] for row in found]
