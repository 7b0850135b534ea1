"""The mark sheet as a workbook: marks are checked as they are typed, sums and grades work by themselves.

In: a `Paper`, the columns of its marks, pupils. Out: the bytes of an XLSX file, the same every time. Cannot fail.
Names and grades are data: none becomes a formula.
"""

from __future__ import annotations

import datetime
import zipfile
from collections.abc import Sequence
from io import BytesIO
from typing import TYPE_CHECKING, Any

from paperbuilder.columns import FIRST, GRADE, HEAD, MARKS, MAXIMUM, TOTAL, Column, sums
from paperbuilder.paper import Paper, grades_of
from paperbuilder.spec.class_list import Pupil
from paperbuilder.spec.models import Boundaries

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

EMPTY_ROWS = 30
SAME_DATE = datetime.datetime(2000, 1, 1)
GREY = "E6E6E6"
BOUNDARIES = "Boundaries"
FIRST_GRADE = 4


def as_xlsx(found: Sequence[Column], paper: Paper, pupils: Sequence[Pupil]) -> bytes:
    """A workbook: marks are checked as they are typed; totals, objectives and percentages add themselves up."""
    from openpyxl import Workbook

    book = Workbook()
    book.properties.created = book.properties.modified = SAME_DATE
    sheet: Worksheet = book.worksheets[0]
    sheet.title = MARKS
    last = 2 + max(len(pupils), EMPTY_ROWS)
    _write_head(sheet, found, paper)
    for row, pupil in enumerate(pupils, 3):
        for column, text in enumerate((pupil.name, pupil.form, pupil.number), 1):
            cell = sheet.cell(row, column, text)
            cell.data_type, cell.number_format = "s", "@"
    for row in range(3, last + 1):
        _write_sums(sheet, row, found, paper)
    _check_marks(sheet, found, paper, last)
    _set_up(sheet, found, paper)
    if paper.spec.boundaries:
        _add_grades(book.create_sheet(BOUNDARIES), sheet, paper.spec.boundaries, last)
    buffer = BytesIO()
    book.save(buffer)
    return _same_every_time(buffer.getvalue())


def _write_head(sheet: Worksheet, found: Sequence[Column], paper: Paper) -> None:
    from openpyxl.styles import Alignment, Font, PatternFill

    totals = [paper.total, 100, *map(paper.objective_total, paper.objectives)]
    labels: list[Any] = [*HEAD, *(c.label for c in found), *sums(found, paper)]
    most: list[Any] = [MAXIMUM, "", "", *(c.most for c in found), *totals]
    for number, row in enumerate((labels, most), 1):
        for column, value in enumerate(row, 1):
            cell = sheet.cell(number, column, value)
            cell.font, cell.fill = Font(bold=True), PatternFill("solid", fgColor=GREY)
            cell.alignment = Alignment(horizontal="left" if column < FIRST else "center")


def _write_sums(sheet: Worksheet, row: int, found: Sequence[Column], paper: Paper) -> None:
    """Total, percentage and objectives of one pupil; empty until a mark is there."""
    marks = f"{_letter(FIRST)}{row}:{_letter(FIRST + len(found) - 1)}{row}"
    at = FIRST + len(found)
    sheet.cell(row, at, f'=IF(COUNT({marks})=0,"",SUM({marks}))')
    sheet.cell(row, at + 1, f'=IF({_letter(at)}{row}="","",{_letter(at)}{row}/{_letter(at)}$2)').number_format = "0%"
    for i, name in enumerate(paper.objectives):
        shares = [f"N({_letter(FIRST + n)}{row})*{c.ao[name]:g}/{c.most}" for n, c in enumerate(found) if name in c.ao]
        sheet.cell(row, at + 2 + i, f'=IF(COUNT({marks})=0,"",{"+".join(shares)})').number_format = "0.#"


def _check_marks(sheet: Worksheet, found: Sequence[Column], paper: Paper, last: int) -> None:
    """Refuse what is no mark of the question; a total above the maximum, or too many of a choice, turn black."""
    from openpyxl.formatting.rule import Rule
    from openpyxl.styles import Font, PatternFill
    from openpyxl.styles.differential import DifferentialStyle
    from openpyxl.worksheet.datavalidation import DataValidation

    for n, column in enumerate(found):
        letter = _letter(FIRST + n)
        check = DataValidation(type="whole", operator="between", formula1="0", formula2=str(column.most))
        check.allow_blank = check.showErrorMessage = True
        check.errorTitle, check.error = f"Question {column.label}", f"A whole number from 0 to {column.most}."
        check.add(f"{letter}3:{letter}{last}")
        sheet.add_data_validation(check)
    total = _letter(FIRST + len(found))
    style = DifferentialStyle(font=Font(color="FFFFFF", bold=True), fill=PatternFill(bgColor="000000"))
    too_much = Rule(type="expression", dxf=style, formula=[f"AND(ISNUMBER({total}3),{total}3>{total}$2)"])
    sheet.conditional_formatting.add(f"{total}3:{total}{last}", too_much)
    for section in paper.sections:
        if section.choose:
            cells = [_cells(item.number[0], found) for item in section.items]
            answered = "+".join(f"(COUNT(${first}3:${end}3)>0)" for first, end in cells)
            too_many = Rule(type="expression", dxf=style, formula=[f"({answered})>{section.choose}"])
            sheet.conditional_formatting.add(f"{cells[0][0]}3:{cells[-1][1]}{last}", too_many)


def _cells(question: int, found: Sequence[Column]) -> tuple[str, str]:
    """The first and the last column of a question."""
    at = [FIRST + n for n, column in enumerate(found) if column.question == question]
    return _letter(at[0]), _letter(at[-1])


def _set_up(sheet: Worksheet, found: Sequence[Column], paper: Paper) -> None:
    """Widths, the frozen head, and a landscape page that repeats it."""
    for column, width in zip("ABC", (28, 8, 18), strict=True):
        sheet.column_dimensions[column].width = width
    for n in range(len(found) + len(sums(found, paper))):
        sheet.column_dimensions[_letter(FIRST + n)].width = 9
    sheet.freeze_panes = f"{_letter(FIRST)}3"
    sheet.print_title_rows = "1:2"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", "9"
    sheet.page_setup.fitToHeight, sheet.sheet_properties.pageSetUpPr.fitToPage = 0, True  # type: ignore[union-attr]


def _add_grades(at: Worksheet, marks: Worksheet, boundaries: Boundaries, last: int) -> None:
    """The sheet of boundaries, and a column that looks each total up in it."""
    from openpyxl.styles import Alignment

    grades = grades_of(boundaries)
    _write_boundaries(at, boundaries)
    heads = [cell.value for cell in marks[1]]
    total, column = _letter(heads.index(TOTAL) + 1), heads.index(GRADE) + 1
    marks.column_dimensions[_letter(column)].width = 18
    end = FIRST_GRADE + len(grades) - 1
    lowest, names = (f"{BOUNDARIES}!${c}${FIRST_GRADE}:${c}${end}" for c in "AB")
    for row in range(3, last + 1):
        higher = f'COUNTIF({lowest},">"&{total}{row})'
        cell = marks.cell(row, column, f'=IF({total}{row}="","",INDEX({names},{higher}+1))')
        cell.alignment = Alignment(horizontal="center")


def _write_boundaries(at: Worksheet, boundaries: Boundaries) -> None:
    from openpyxl.styles import Alignment, Font

    rows: list[list[Any]] = [["Grade boundaries (indicative)"], [boundaries.source], ["From mark", "Grade"]]
    rows += [[least, name] for name, least in grades_of(boundaries)]
    for number, row in enumerate(rows, 1):
        for column, value in enumerate(row, 1):
            cell = at.cell(number, column, value)
            cell.alignment = Alignment(horizontal="left")
            cell.font = Font(bold=number in (1, FIRST_GRADE - 1))
            if isinstance(value, str):
                cell.data_type = "s"
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
