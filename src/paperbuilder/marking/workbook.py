"""The mark sheet as a workbook: marks are checked as they are typed, sums and grades work by themselves.

In: the form of a mark sheet, pupils. Out: the bytes of an XLSX file, the same every time. Cannot fail.
Names and grades are data: none becomes a formula.
"""

from __future__ import annotations

import datetime
import zipfile
from collections.abc import Sequence
from io import BytesIO
from typing import TYPE_CHECKING, Any

from paperbuilder.class_sets.pupil import Pupil
from paperbuilder.marking.columns import GRADE, MARKS, TOTAL, Column, Form, chosen_columns, exact, sections, sums
from paperbuilder.marks import Half, signed
from paperbuilder.paper.boundaries import grades_of
from paperbuilder.spec.models import Boundaries

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell
    from openpyxl.worksheet.datavalidation import DataValidation
    from openpyxl.worksheet.worksheet import Worksheet

EMPTY_ROWS = 30
SAME_DATE = datetime.datetime(2000, 1, 1)
GREY = "E6E6E6"
BOUNDARIES = "Boundaries"
FIRST_GRADE = 4


def as_xlsx(form: Form, pupils: Sequence[Pupil]) -> bytes:
    """A workbook: marks are checked as they are typed; totals, objectives and percentages add themselves up."""
    from openpyxl import Workbook

    book = Workbook()
    book.properties.created = book.properties.modified = SAME_DATE
    sheet: Worksheet = book.worksheets[0]
    sheet.title = MARKS
    last = form.top - 1 + max(len(pupils), EMPTY_ROWS)
    _write_head(sheet, form)
    for row, pupil in enumerate(pupils, form.top):
        for column, text in enumerate((pupil.name, pupil.form, pupil.number, pupil.version)[: len(form.head)], 1):
            _write(sheet, row, column, text).number_format = "@"
    for row in range(form.top, last + 1):
        _write_sums(sheet, row, form)
    _check_marks(sheet, form, last)
    _set_up(sheet, form)
    if form.paper.spec.boundaries:
        _add_grades(book.create_sheet(BOUNDARIES), sheet, form, last)
    buffer = BytesIO()
    book.save(buffer)
    return _same_every_time(buffer.getvalue())


def _write(sheet: Worksheet, row: int, column: int, value: Any) -> Cell:
    """A cell of a number or a text; the text is not a formula, however it begins."""
    value = float(value) if isinstance(value, Half) else value
    cell: Cell = sheet.cell(row, column, value)
    if isinstance(value, str):
        cell.data_type = "s"
    return cell


def _write_head(sheet: Worksheet, form: Form) -> None:
    from openpyxl.styles import Alignment, Font, PatternFill

    paper = form.paper
    totals = [paper.total, 100, *map(paper.objective_total, paper.objectives)]
    blank = [""] * (len(form.head) - 1)
    rows: list[list[Any]] = [[*form.head, *(c.label for c in form.columns), *sums(form.columns, paper)]]
    rows += [[name, *blank, *values] for name, values in form.rows]
    rows[1] += totals
    for number, row in enumerate(rows, 1):
        for column, value in enumerate(row, 1):
            cell = _write(sheet, number, column, value)
            cell.font, cell.fill = Font(bold=True), PatternFill("solid", fgColor=GREY)
            cell.alignment = Alignment(horizontal="left" if column < form.first else "center")


def _write_sums(sheet: Worksheet, row: int, form: Form) -> None:
    """Total, percentage and objectives of one pupil; empty until a mark is there."""
    found, first = form.columns, form.first
    marks = f"{_letter(first)}{row}:{_letter(first + len(found) - 1)}{row}"
    at = first + len(found)
    sheet.cell(row, at, f'=IF(COUNT({marks})=0,"",{_total(form, marks, row)})')
    sheet.cell(row, at + 1, f'=IF({_letter(at)}{row}="","",{_letter(at)}{row}/{_letter(at)}$2)').number_format = "0%"
    for i, name in enumerate(form.paper.objectives):
        shares = [
            f"N({_letter(first + n)}{row})*{c.ao[name] / exact(c.most)}" for n, c in enumerate(found) if name in c.ao
        ]
        sheet.cell(row, at + 2 + i, f'=IF(COUNT({marks})=0,"",{"+".join(shares)})').number_format = "0.#"


def _total(form: Form, marks: str, row: int) -> str:
    """The sum of a row; the marks of some sections cannot fall below 0."""
    if not any(section.floored for section in form.paper.sections):
        return f"SUM({marks})"
    parts = []
    for section, own in sections(form.columns, form.paper):
        made = f"SUM({_letter(form.first + own[0])}{row}:{_letter(form.first + own[-1])}{row})"
        parts.append(f"MAX(0,{made})" if section.floored else made)
    return "+".join(parts)


def _check_marks(sheet: Worksheet, form: Form, last: int) -> None:
    """Refuse what is no mark of the question; a total above the maximum, or too many of a choice, turn black."""
    from openpyxl.formatting.rule import Rule
    from openpyxl.styles import Font, PatternFill
    from openpyxl.styles.differential import DifferentialStyle

    first, top = form.first, form.top
    for n, column in enumerate(form.columns):
        letter = _letter(first + n)
        check = _validation(column, f"{letter}{top}", form.halves)
        check.add(f"{letter}{top}:{letter}{last}")
        sheet.add_data_validation(check)
    total = _letter(first + len(form.columns))
    style = DifferentialStyle(font=Font(color="FFFFFF", bold=True), fill=PatternFill(bgColor="000000"))
    most = f"{total}$2+{float(form.paper.bonus):g}" if form.paper.bonus else f"{total}$2"
    too_much = Rule(type="expression", dxf=style, formula=[f"AND(ISNUMBER({total}{top}),{total}{top}>{most})"])
    sheet.conditional_formatting.add(f"{total}{top}:{total}{last}", too_much)
    for choice, places in chosen_columns(form.paper, form.columns):
        cells = [(_letter(first + own[0]), _letter(first + own[-1])) for own in places]
        answered = "+".join(f"(COUNT(${start}{top}:${end}{top})>0)" for start, end in cells)
        too_many = Rule(type="expression", dxf=style, formula=[f"({answered})>{choice.choose}"])
        for start, end in [(cells[0][0], cells[-1][1])] if choice.what != "sections" else cells:
            sheet.conditional_formatting.add(f"{start}{top}:{end}{last}", too_many)


def _validation(column: Column, cell: str, halves: bool) -> DataValidation:
    """What may be typed: whole marks, or halves too, from the least to the most."""
    from openpyxl.worksheet.datavalidation import DataValidation

    least, most = (f"{float(n):g}" for n in (column.least, column.most))
    if halves:
        formula = f"AND(ISNUMBER({cell}),{cell}>={least},{cell}<={most},INT(2*{cell})=2*{cell})"
        check = DataValidation(type="custom", formula1=formula)
    else:
        check = DataValidation(type="whole", operator="between", formula1=least, formula2=most)
    check.allow_blank = check.showErrorMessage = True
    number = "A whole or half number" if halves else "A whole number"
    check.errorTitle = f"Question {column.label}"
    check.error = f"{number} from {signed(column.least)} to {column.most}."
    return check


def _set_up(sheet: Worksheet, form: Form) -> None:
    """Widths, the frozen head, and a landscape page that repeats it."""
    numbers = len(form.columns) + len(sums(form.columns, form.paper))
    for column, width in enumerate((28, 8, 18, 9)[: len(form.head)] + (9,) * numbers, 1):
        sheet.column_dimensions[_letter(column)].width = width
    sheet.freeze_panes = f"{_letter(form.first)}{form.top}"
    sheet.print_title_rows = f"1:{form.top - 1}"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", "9"
    sheet.page_setup.fitToHeight, sheet.sheet_properties.pageSetUpPr.fitToPage = 0, True  # type: ignore[union-attr]


def _add_grades(at: Worksheet, marks: Worksheet, form: Form, last: int) -> None:
    """The sheet of boundaries, and a column that looks each total up in it."""
    from openpyxl.styles import Alignment

    boundaries = form.paper.spec.boundaries
    assert boundaries
    grades = grades_of(boundaries)
    _write_boundaries(at, boundaries)
    heads = [cell.value for cell in marks[1]]
    total, column = _letter(heads.index(TOTAL) + 1), heads.index(GRADE) + 1
    marks.column_dimensions[_letter(column)].width = 18
    end = FIRST_GRADE + len(grades) - 1
    lowest, names = (f"{BOUNDARIES}!${c}${FIRST_GRADE}:${c}${end}" for c in "AB")
    for row in range(form.top, last + 1):
        higher = f'COUNTIF({lowest},">"&{total}{row})'
        cell = marks.cell(row, column, f'=IF({total}{row}="","",INDEX({names},{higher}+1))')
        cell.alignment = Alignment(horizontal="center")


def _write_boundaries(at: Worksheet, boundaries: Boundaries) -> None:
    from openpyxl.styles import Alignment, Font

    rows: list[list[Any]] = [["Grade boundaries (indicative)"], [boundaries.source], ["From mark", "Grade"]]
    rows += [[least, name] for name, least in grades_of(boundaries)]
    for number, row in enumerate(rows, 1):
        for column, value in enumerate(row, 1):
            cell = _write(at, number, column, value)
            cell.alignment = Alignment(horizontal="left")
            cell.font = Font(bold=number in (1, FIRST_GRADE - 1))
    at.column_dimensions["A"].width = at.column_dimensions["B"].width = 14


def _letter(column: int) -> str:
    from openpyxl.utils import get_column_letter

    return str(get_column_letter(column))


def _same_every_time(data: bytes) -> bytes:
    """A workbook without the hour it was made: neither in its parts nor in its properties."""
    made = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name in sorted(old.namelist()):
            part: Any = old.read(name)
            if name == "docProps/core.xml":
                head, _, rest = part.partition(b"<dcterms:modified")
                stamp, _, tail = rest.partition(b"</dcterms:modified>")
                part = head + b"<dcterms:modified" + stamp[: stamp.index(b">") + 1] + b"2000-01-01T00:00:00Z"
                part += b"</dcterms:modified>" + tail
            new.writestr(zipfile.ZipInfo(name), part)
    return made.getvalue()
