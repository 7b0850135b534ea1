"""The mark sheet: a row for each pupil, a column for each mark, with sums that work by themselves.

In: a spec and a class list. Out: a CSV and an XLSX file, the same every time. Fails with `PaperbuilderError`; a sheet
that holds marks is not written over. Names are data: none becomes a formula (a leading =, +, - or @ gets an apostrophe
before it in the CSV).
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from io import StringIO
from pathlib import Path

from paperbuilder import build
from paperbuilder.columns import HEAD, MARKS, MAXIMUM, TOTAL, Column, columns
from paperbuilder.files import write_whole
from paperbuilder.looks import theme_of
from paperbuilder.mark_book import as_xlsx
from paperbuilder.problems import FilesError, Problem
from paperbuilder.schools import template_folders
from paperbuilder.spec.class_list import Pupil, in_order, read_class_list
from paperbuilder.spec.rows import read_rows

FORMULA = tuple("=+-@")


def make(
    file: Path, class_file: Path | None = None, school: str = "", output: Path | None = None
) -> tuple[list[Path], list[Problem]]:
    """The mark sheet of a spec as CSV and XLSX, with the pupils of a list; and warnings. Raises PaperbuilderError."""
    pupils, warnings = read_class_list(class_file) if class_file else ([], [])
    checked = build.check(file, school)
    theme = theme_of(checked, template_folders(checked.root, school))
    found = columns(checked.paper, theme.numbering)
    name = f"{file.stem}-marks" + (f"-{class_file.stem}" if class_file else "")
    folder = build.output_folder(checked, output)
    data = {
        folder / f"{name}.csv": as_csv(found, checked.paper.total, in_order(pupils)),
        folder / f"{name}.xlsx": as_xlsx(found, checked.paper, in_order(pupils)),
    }
    for path in data:
        if path.is_file() and is_filled(path):
            message, hint = "marks stand in this sheet; it is not written over", "move it elsewhere, or give another"
            raise FilesError([Problem(message=message, file=path.name, hint=f"{hint} folder with --output")])
    return write_whole(data), [*checked.paper.warnings, *warnings]


def is_filled(file: Path) -> bool:
    """Whether marks stand in a sheet, so that it must not be written over. Raises FilesError."""
    rows = read_rows(file, "mark sheet", MARKS)
    marks = range(len(HEAD), rows[0].index(TOTAL)) if rows and TOTAL in rows[0] else range(0)
    return any(row[i] for row in rows[2:] for i in marks if i < len(row))


def as_csv(found: Sequence[Column], total: int, pupils: Sequence[Pupil]) -> bytes:
    """UTF-8 with a byte order mark, so that a spreadsheet reads it right."""
    text = StringIO()
    writer = csv.writer(text)
    writer.writerow([*HEAD, *(c.label for c in found), TOTAL])
    writer.writerow([MAXIMUM, "", "", *(c.most for c in found), total])
    for pupil in pupils:
        writer.writerow([*map(_harmless, (pupil.name, pupil.form, pupil.number)), *[""] * (len(found) + 1)])
    return text.getvalue().encode("utf-8-sig")


def _harmless(text: str) -> str:
    return f"'{text}" if text.startswith(FORMULA) else text


def as_written(text: str) -> str:
    """A name without the apostrophe that keeps it from being a formula."""
    return text[1:] if text.startswith("'") and text[1:].startswith(FORMULA) else text
