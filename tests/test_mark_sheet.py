"""The mark sheet: its columns are the parts, its sums are right in a real spreadsheet, names stay names."""

from __future__ import annotations

import csv
import shutil
import subprocess
from pathlib import Path

import pytest
from openpyxl import load_workbook

from paperbuilder import build
from tests.conftest import EXAM, SHEET

LIST = "Name,Form,Candidate number\n=HYPERLINK(1),10B,0042\nŁukasz,10B,7\n"


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    (tmp_path / "10B.csv").write_text(LIST, encoding="utf-8")
    return build.mark_sheet(EXAM, tmp_path / "10B.csv", output=tmp_path)[0][1]


@pytest.mark.parametrize("spec", [EXAM, SHEET], ids=["exam", "worksheet"])
def test_columns_are_the_parts_in_order_with_their_maxima(spec: Path, tmp_path: Path) -> None:
    csv_file, workbook = build.mark_sheet(spec, output=tmp_path)[0]
    paper = build.check(spec).paper
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
    assert [c.errorTitle for c in checks] == [f"Question {label}" for label in heads[3 : heads.index("Total")]]


def test_names_do_not_become_formulas(sheet: Path) -> None:
    cell = load_workbook(sheet)["Marks"]["A3"]
    assert (cell.value, cell.data_type) == ("=HYPERLINK(1)", "s")
    assert "'=HYPERLINK(1)" in sheet.with_suffix(".csv").read_text(encoding="utf-8-sig")
    assert load_workbook(sheet)["Marks"]["C3"].value == "0042"


def test_it_is_the_same_every_time(sheet: Path, tmp_path: Path) -> None:
    again = build.mark_sheet(EXAM, tmp_path / "10B.csv", output=tmp_path / "again")[0][1]
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
    leaves = [leaf for item in build.check(EXAM).paper.items for leaf in item.leaves]
    marks = dict(zip(head[3:], given, strict=False))
    for name in ("AO1", "AO2", "AO4"):
        column = next(h for h in head if h.startswith(name))
        of = [(marks.get(label, 0), leaf) for label, leaf in zip(labels, leaves, strict=True)]
        expected = sum(mark * leaf.ao.get(name, 0) / leaf.marks for mark, leaf in of)
        assert float(found[column]) == pytest.approx(expected, abs=0.06)
    assert dict(zip(head, other, strict=True))["Total"] == ""
