"""The mark sheet: its columns are the parts, its sums are right in a real spreadsheet, names stay names."""

from __future__ import annotations

import csv
import shutil
import subprocess
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

from paperbuilder.marking.columns import form
from paperbuilder.marking.mark_sheet import as_csv, as_written, make_mark_sheet
from paperbuilder.marking.workbook import as_xlsx
from paperbuilder.paper.checked import check_spec
from paperbuilder.problems import FilesError
from paperbuilder.themes.folders import template_folders
from paperbuilder.themes.resolve import theme_of
from tests.conftest import EXAM, SHEET

LIST = "Name,Form,Candidate number\n=HYPERLINK(1),10B,0042\nŁukasz,10B,7\n"


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    (tmp_path / "10B.csv").write_text(LIST, encoding="utf-8")
    return make_mark_sheet(EXAM, tmp_path / "10B.csv", output=tmp_path)[0][1]


@pytest.mark.parametrize("spec", [EXAM, SHEET], ids=["exam", "worksheet"])
def test_columns_are_the_parts_in_order_with_their_maxima(spec: Path, tmp_path: Path) -> None:
    csv_file, workbook = make_mark_sheet(spec, output=tmp_path)[0]
    paper = check_spec(spec).paper
    leaves = [leaf for item in paper.items for leaf in item.leaves]
    wanted = [n for leaf in leaves for n in (leaf.marks, leaf.question.spag) if n]
    rows = list(csv.reader(csv_file.read_text(encoding="utf-8-sig").splitlines()))
    assert [int(n) for n in rows[1][3:-1]] == wanted and rows[1][-1] == str(paper.total)
    marks = load_workbook(workbook)["Marks"]
    assert [c.value for c in marks[2]][3 : 3 + len(wanted)] == wanted
    assert [c.value for c in marks[1]][: len(rows[0])] == rows[0]


def test_a_mark_is_checked_as_it_is_typed(sheet: Path) -> None:
    marks = load_workbook(sheet)["Marks"]
    checks = marks.data_validations.dataValidation
    heads = [c.value for c in marks[1]]
    assert [c.error for c in checks][:3] == [f"A whole number from 0 to {n}." for n in (2, 1, 1)]
    assert all(c.showErrorMessage for c in checks)
    assert [c.errorTitle for c in checks] == [f"Question {label}" for label in heads[3 : heads.index("Total")]]


def test_names_do_not_become_formulas(sheet: Path) -> None:
    cell = load_workbook(sheet)["Marks"]["A3"]
    assert (cell.value, cell.data_type) == ("=HYPERLINK(1)", "s")
    assert "'=HYPERLINK(1)" in sheet.with_suffix(".csv").read_text(encoding="utf-8-sig")
    assert load_workbook(sheet)["Marks"]["C3"].value == "0042"


def test_it_is_the_same_every_time(sheet: Path, tmp_path: Path) -> None:
    again = make_mark_sheet(EXAM, tmp_path / "10B.csv", output=tmp_path / "again")[0][1]
    assert again.read_bytes() == sheet.read_bytes()


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice, which reckons the sums, is not installed")
def test_a_spreadsheet_adds_up(sheet: Path, tmp_path: Path) -> None:
    book = load_workbook(sheet)
    given = [2, 1, 0, 2, 1, 3, 6, 12, 3]
    for n, mark in enumerate(given, 4):
        book["Marks"].cell(3, n, mark)
    book.save(tmp_path / "filled.xlsx")
    command = ["soffice", "--headless", "--convert-to", "csv", "--outdir", str(tmp_path), str(tmp_path / "filled.xlsx")]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    head, _, row, other, *_ = csv.reader((tmp_path / "filled.csv").read_text(encoding="utf-8").splitlines())
    found = dict(zip(head, row, strict=True))
    assert found["Total"] == str(sum(given)) and found["%"] == "75%"
    labels = [label for label in head[3 : head.index("Total")] if "SPaG" not in label]
    leaves = [leaf for item in check_spec(EXAM).paper.items for leaf in item.leaves]
    marks = dict(zip(head[3:], given, strict=False))
    for name in ("AO1", "AO2", "AO4"):
        column = next(h for h in head if h.startswith(name))
        of = [(marks.get(label, 0), leaf) for label, leaf in zip(labels, leaves, strict=True)]
        expected = sum(mark * leaf.ao.get(name, 0) / leaf.marks for mark, leaf in of)
        assert float(found[column]) == pytest.approx(expected, abs=0.06)
    assert found["Grade (indicative)"] == "7"
    assert (
        dict(zip(head, other, strict=True))["Total"] == dict(zip(head, other, strict=True))["Grade (indicative)"] == ""
    )


def test_a_sheet_with_marks_is_not_written_over(sheet: Path, tmp_path: Path) -> None:
    make_mark_sheet(EXAM, tmp_path / "10B.csv", output=tmp_path)
    book = load_workbook(sheet)
    book["Marks"]["D3"] = 2
    book.save(sheet)
    before = sheet.read_bytes()
    with pytest.raises(FilesError, match="there are marks in this sheet"):
        make_mark_sheet(EXAM, tmp_path / "10B.csv", output=tmp_path)
    assert sheet.read_bytes() == before


def test_parts_share_the_objectives_of_their_question(tmp_path: Path) -> None:
    spec = tmp_path / "spec.yaml"
    spec.write_text(
        "kind: worksheet\ntitle: T\nquestions:\n  - stem: A\n    ao: {AO1: 2, AO2: 2}\n    parts:\n"
        "      - {type: short, stem: b, marks: 1, mark-scheme: {key: [a]}}\n"
        "      - {type: short, stem: c, marks: 3, mark-scheme: {key: [{text: a, marks: 3}]}}\n"
    )
    marks = load_workbook(make_mark_sheet(spec, output=tmp_path)[0][1])["Marks"]
    assert marks["H3"].value == '=IF(COUNT(D3:E3)=0,"",N(D3)*1/2+N(E3)*1/2)'


def test_two_answers_of_a_choice_turn_black(sheet: Path) -> None:
    rules = load_workbook(sheet)["Marks"].conditional_formatting
    formulas = {str(block.sqref): rule.formula[0] for block in rules for rule in block.rules}
    assert formulas["K3:N32"] == "((COUNT($K3:$L3)>0)+(COUNT($M3:$N3)>0))>1"


def test_grades_are_looked_up_in_a_sheet_of_boundaries(sheet: Path) -> None:
    book = load_workbook(sheet)
    marks, boundaries = book["Marks"], book["Boundaries"]
    heads = [c.value for c in marks[1]]
    assert heads[-1] == "Grade (indicative)"
    total = marks.cell(1, heads.index("Total") + 1).column_letter
    higher = f'COUNTIF(Boundaries!$A$4:$A$13,">"&{total}3)'
    assert marks.cell(3, len(heads)).value == f'=IF({total}3="","",INDEX(Boundaries!$B$4:$B$13,{higher}+1))'
    rows = [[c.value for c in row] for row in boundaries.iter_rows()]
    given = check_spec(EXAM).paper.spec.boundaries
    assert given and rows[0][0] == "Grade boundaries (indicative)" and rows[1][0] == given.source
    assert rows[3:] == [*([n, name] for name, n in given.grades.items()), [0, "U"]]
    assert {boundaries.cell(r, 2).data_type for r in range(4, 14)} == {"s"}


def test_a_sheet_without_boundaries_has_no_grades(tmp_path: Path) -> None:
    book = load_workbook(make_mark_sheet(SHEET, output=tmp_path)[0][1])
    assert book.sheetnames == ["Marks"] and "Grade (indicative)" not in [c.value for c in book["Marks"][1]]


def test_a_wide_sheet_with_marks_is_not_written_over(tmp_path: Path) -> None:
    spec = tmp_path / "spec.yaml"
    questions = "  - {type: short, stem: Why?, marks: 1, mark-scheme: {key: [a]}}\n" * 60
    spec.write_text(f"kind: worksheet\ntitle: T\nquestions:\n{questions}")
    sheet = make_mark_sheet(spec, output=tmp_path)[0][1]
    book = load_workbook(sheet)
    book["Marks"]["BA3"] = 1
    book.save(sheet)
    with pytest.raises(FilesError, match="there are marks in this sheet"):
        make_mark_sheet(spec, output=tmp_path)


LIKE_FORMULAS = [
    "=1+1",
    "＝1+1",
    "＋1",
    "－1",
    "＠SUM(A1)",
    "+1",
    "-1",
    "@SUM(A1)",
    "x;=1+1",
    "x; +1",
    "a|=1",
    "'=1",
    "''=1",
]


def test_no_text_of_any_kind_becomes_a_formula(tmp_path: Path) -> None:
    spec = tmp_path / "x.yaml"
    question = "{type: short, stem: Why?, marks: 1, ao: {'=1+1': 1}, mark-scheme: {points: [a]}}"
    spec.write_text(f"kind: exam\ntitle: T\ntime: 2 minutes\nquestions: [{question}]\n")
    with (tmp_path / "10B.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([("Name", "Form"), *((name, name) for name in LIKE_FORMULAS)])
    csv_file, book = make_mark_sheet(spec, tmp_path / "10B.csv", output=tmp_path)[0]
    for row in load_workbook(book)["Marks"].iter_rows():
        for cell in row:
            assert cell.data_type != "f" or cell.value.startswith(("=IF(COUNT(", "=IF(E")), cell.value
    text = csv_file.read_text(encoding="utf-8-sig")
    for separator in ",;\t|":
        cells = [cell for row in csv.reader(text.splitlines(), delimiter=separator) for cell in row]
        assert not [cell for cell in cells if cell.strip(' "')[:1] in tuple("=+-@＝＋－＠")]
    rows = as_written(list(csv.reader(text.splitlines())))
    assert [row[:2] for row in rows[2:]] == [[name, name] for name in LIKE_FORMULAS]


def test_headings_do_not_become_formulas() -> None:
    checked = check_spec(EXAM)
    sheet = form(checked.paper, theme_of(template_folders(checked.root), None))
    odd = replace(sheet, columns=tuple(replace(column, label=f"=1+{n}") for n, column in enumerate(sheet.columns)))
    cells = [cell for row in load_workbook(BytesIO(as_xlsx(odd, [])))["Marks"].iter_rows(max_row=1) for cell in row]
    assert all(cell.data_type == "s" for cell in cells)
    assert b",=1" not in as_csv(odd, [])
