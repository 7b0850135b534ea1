"""The mark sheet: a row for each pupil, a column for each mark, with sums that work by themselves.

In: a spec and a class list. Out: a CSV and an XLSX file, the same every time. Fails with `PaperbuilderError`; a sheet
that holds marks is not written over. Texts are data: none becomes a formula (in the CSV, =, +, - or @ gets an
apostrophe before it where a cell begins, or would begin in a country that separates cells in another way).
"""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from io import StringIO
from pathlib import Path

from paperbuilder.class_sets.pupil import Pupil
from paperbuilder.class_sets.recipients import pupils_of
from paperbuilder.files import refuse_doubles, write_whole
from paperbuilder.marking.columns import MARKS, TOTAL, Form, form, refuse_unmarked
from paperbuilder.marking.workbook import as_xlsx
from paperbuilder.paper.checked import check_spec
from paperbuilder.problems import FilesError, Problem
from paperbuilder.spec.project import project_root, within_output
from paperbuilder.tables.rows import read_table
from paperbuilder.themes.folders import template_folders
from paperbuilder.themes.resolve import theme_of

SIGNS = "'*[=+@\uff0b\uff0d\uff1d\uff20-]"  # of full width too, which some spreadsheets take for the plain ones
FORMULA = re.compile(rf"(^\s*|[;,\t\r\n|]\s*)(?={SIGNS})")  # at the start of a cell in this or another country's CSV
KEPT = re.compile(rf"(^\s*|[;,\t\r\n|]\s*)'(?={SIGNS})")


def make_mark_sheet(
    file: Path, class_file: Path | None = None, school: str = "", output: Path | None = None
) -> tuple[list[Path], list[Problem]]:
    """The mark sheet of a spec as CSV and XLSX, with the pupils of a list; and warnings. Raises PaperbuilderError."""
    checked = check_spec(file, school)
    refuse_unmarked(checked.paper, checked.source.shown)
    pupils, warnings = pupils_of(class_file, checked, school, "") if class_file else ([], [])
    own = checked.source if checked.paper.spec.theme else None
    theme = theme_of(template_folders(checked.root, school), own, languages=checked.paper.languages)
    sheet = form(checked.paper, theme)
    name = f"{file.stem}-marks" + (f"-{class_file.stem}" if class_file else "")
    folder = checked.output_folder(output)
    data = {folder / f"{name}.csv": as_csv(sheet, pupils), folder / f"{name}.xlsx": as_xlsx(sheet, pupils)}
    for path in data:
        if path.is_file() and is_filled(path, sheet):
            message, hint = (
                "there are marks in this sheet already; it was not overwritten",
                "move it, or choose another",
            )
            raise FilesError([Problem(message=message, file=path.name, hint=f"{hint} folder with --output")])
    return write_whole(data), [*checked.paper.warnings, *warnings]


def refuse_one_place(specs: Sequence[Path], output: Path | None = None) -> None:
    """Specs of one run must each have a mark sheet of their own. Raises FilesError before any is made."""
    files = dict.fromkeys(file.resolve() for file in specs)
    roots = {file: project_root(file) for file in files}
    folders = {file: (output or roots[file] / "output") / within_output(file, roots[file]) for file in files}
    refuse_doubles(((f"{folders[file] / file.stem}-marks", str(file)) for file in files), "output")


def is_filled(file: Path, form: Form) -> bool:
    """Whether marks stand in a sheet, so that it must not be written over. Raises FilesError."""
    rows = as_written(read_table(file, "mark sheet", MARKS).rows)
    if not rows or TOTAL not in rows[0]:
        return False
    named = {name for name, _ in form.rows}
    start = rows[0].index(form.columns[0].label) if form.columns[0].label in rows[0] else len(form.head)
    pupils = [row for row in rows[1:] if row[0] not in named]
    return any(any(row[start : rows[0].index(TOTAL)]) for row in pupils)


def as_csv(form: Form, pupils: Sequence[Pupil]) -> bytes:
    """UTF-8 with a byte order mark, so that a spreadsheet reads it right."""
    text, blank = StringIO(), [""] * (len(form.head) - 1)
    rows: list[list[object]] = [[*form.head, *(c.label for c in form.columns), TOTAL]]
    for number, (name, values) in enumerate(form.rows):
        rows.append([name, *blank, *values, "" if number else form.paper.total])
    for pupil in pupils:
        own = (pupil.name, pupil.form, pupil.number, pupil.version)[: len(form.head)]
        rows.append([*own, *[""] * (len(form.columns) + 1)])
    csv.writer(text).writerows([_harmless(cell) for cell in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")


def _harmless(cell: object) -> object:
    return FORMULA.sub(r"\1'", cell) if isinstance(cell, str) else cell


def as_written(rows: Sequence[Sequence[str]]) -> list[list[str]]:
    """The cells of a sheet without the apostrophes that keep texts from being formulas."""
    return [[KEPT.sub(r"\1", cell) for cell in row] for row in rows]
