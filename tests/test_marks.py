"""The filled mark sheet read back: as spreadsheets save it, and what is wrong in it, all at once."""

from __future__ import annotations

import csv
import shutil
import subprocess
from io import StringIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from paperbuilder.marking.columns import form
from paperbuilder.marking.mark_sheet import make_mark_sheet
from paperbuilder.marking.read_marks import MOST_PUPILS, Script, read_marks
from paperbuilder.paper.checked import check_spec
from paperbuilder.problems import PaperbuilderError
from paperbuilder.themes.folders import template_folders
from paperbuilder.themes.resolve import theme_of
from tests.conftest import EXAM

LIST = "Name,Form,Candidate number\nAmélie Zoë,10B,0042\n=cmd,10B,7\nŁukasz <b>,10B,8\nAbe Sent,10B,9\n"
MARKS = [[2, 1, 0, 2, 1, 3, 6, 12, 3, None, None], [0, None, 1, 2, 2, 4, 8, None, None, 16, 4], [1] + [None] * 10]
PAPER = check_spec(EXAM).paper
THEME = theme_of(template_folders(EXAM.parent, ""))
FORM = form(PAPER, THEME)
FOUND = FORM.columns
LABELS = [column.label for column in FOUND]


def sheet(rows: list[list[object]], head: list[str] | None = None, separator: str = ",") -> str:
    """A sheet with so many rows, each from the name on."""
    text = StringIO()
    writer = csv.writer(text, delimiter=separator)
    writer.writerow(head or ["Name", "Form", "Candidate number", *LABELS, "Total"])
    writer.writerows(rows)
    return text.getvalue()


def row(name: str, marks: list[object], total: object = "") -> list[object]:
    return [name, "10B", "", *("" if m is None else m for m in marks), total]


def read(text: str | bytes, folder: Path) -> list[Script]:
    file = folder / "marks.csv"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_marks(file, FORM)[0]


def report(text: str, folder: Path) -> str:
    with pytest.raises(PaperbuilderError) as caught:
        read(text, folder)
    return "\n".join(map(str, caught.value.problems))


@pytest.fixture
def filled(tmp_path: Path) -> Path:
    """The workbook with the marks of three pupils; the fourth was absent."""
    (tmp_path / "10B.csv").write_text(LIST, encoding="utf-8")
    book_file = make_mark_sheet(EXAM, tmp_path / "10B.csv", output=tmp_path)[0][1]
    book = load_workbook(book_file)
    for number, marks in enumerate(MARKS, 3):
        for column, mark in enumerate(marks, 4):
            book["Marks"].cell(number, column, mark)
    book.save(book_file)
    return book_file


def check_filled(scripts: list[Script]) -> None:
    assert [s.pupil.name for s in scripts] == ["Amélie Zoë", "=cmd", "Łukasz <b>", "Abe Sent"]
    assert [list(s.marks) for s in scripts[:3]] == MARKS
    assert [s.pupil.number for s in scripts] == ["0042", "7", "8", "9"]
    assert [s.absent for s in scripts] == [False, False, False, True]
    assert [s.total for s in scripts] == [30, 37, 1, 0]


def test_a_workbook_comes_back_as_it_was_filled(filled: Path) -> None:
    check_filled(read_marks(filled, FORM)[0])


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice, which saves the sheet again, is not installed")
@pytest.mark.parametrize("kind", ["xlsx", "csv:Text - txt - csv (StarCalc):59,34,76"], ids=["xlsx", "csv"])
def test_a_sheet_saved_by_libreoffice_comes_back(filled: Path, tmp_path: Path, kind: str) -> None:
    out = tmp_path / "saved"
    command = ["soffice", "--headless", "--convert-to", kind, "--outdir", str(out), str(filled)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    saved = next(out.iterdir())
    scripts, warnings = read_marks(saved, FORM)
    check_filled(scripts)
    assert not warnings
    if saved.suffix == ".xlsx":
        assert load_workbook(saved, data_only=True)["Marks"].cell(3, 4 + len(FOUND)).value == 30


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_separators_and_encodings(separator: str, encoding: str, tmp_path: Path) -> None:
    text = sheet([row("Zoë", MARKS[0], 30), [], row("'=1+1", MARKS[1])], separator=separator)  # type: ignore[list-item]
    scripts = read(text.encode(encoding), tmp_path)
    assert [(s.pupil.name, s.total) for s in scripts] == [("Zoë", 30), ("=1+1", 37)]


def test_columns_may_stand_in_any_order_and_others_are_named(tmp_path: Path) -> None:
    order = [*reversed(LABELS)]
    head = ["Comment", *order, " Total ", "AO1 ≈", "Surname", "Forename", "Homework"]
    marks = dict(zip(LABELS, MARKS[0], strict=True))
    first = ["late", *("" if marks[label] is None else marks[label] for label in order), "30", "12", "Lee", "Ann", "5"]
    maxima = ["", *(c.most for c in reversed(FOUND)), "40", "", "Maximum", "", ""]
    file = tmp_path / "marks.csv"
    title = ["History mock"] + [""] * 5
    file.write_text(f"{','.join(title)}\n" + sheet([maxima, first], head), encoding="utf-8")
    scripts, warnings = read_marks(file, FORM)
    assert [(s.pupil.name, list(s.marks), s.pupil.row) for s in scripts] == [("Ann Lee", MARKS[0], 4)]
    assert [w.message for w in warnings] == ["the column Comment is not used", "the column Homework is not used"]
    assert all(w.severity == "warning" and w.file.endswith("row 2") for w in warnings)


@pytest.mark.parametrize("word", ["A", "abs", "Absent"])
def test_absent_is_said_or_seen(word: str, tmp_path: Path) -> None:
    rows = [row("Ann", MARKS[0]), row("Ben", [None, word] + [None] * 9), row("Cai", [None] * 11, word)]  # type: ignore[list-item]
    assert [s.absent for s in read(sheet([*rows, row("Dee", [None] * 11)]), tmp_path)] == [False, True, True, True]


def test_every_problem_is_told_with_row_and_heading(tmp_path: Path) -> None:
    rows = [
        ["Maximum", "", "", 2, 1, 1, 2, 3, 4, 8, 16, 4, 16, 4, 40],
        row("Ann", ["7.5", "-1", "3", "x", *MARKS[0][4:]]),
        row("Ben", [1, 1, 1, 1, 1, 1, 1, 9, 1, 9, 1]),
        row("Cai", ["A", 1, *[None] * 9]),
        row("Dee", MARKS[1], 38),  # type: ignore[arg-type]
        row("Dee", MARKS[1]),  # type: ignore[arg-type]
        row("", MARKS[1]),  # type: ignore[arg-type]
    ]
    found = report(sheet(rows), tmp_path)
    for words in (
        "row 2: error: column 2(b): the maximum is 3 here, but the paper gives 2 marks",
        "row 3: error: column 1(a): “7.5” is no mark",
        "row 3: error: column 1(b)(i): −1 is too low",
        "row 3: error: column 1(b)(ii): 3 is above the maximum of 1",
        "row 3: error: column 2(a): “x” is no mark",
        "row 4: error: column 5, 6: there are marks for 2 questions of a choice, but only 1 may be answered",
        "row 5: error: column 1(a): the row says that the pupil was absent, but holds marks",
        "row 6: error: column Total: the total says 38, but the marks add up to 37",
        "row 7: error: the name Dee, 10B is in row 6 as well",
        "row 8: error: the name is missing",
    ):
        assert words in found
    assert found.count("error:") == 10


def test_columns_that_are_missing_or_twice_are_told(tmp_path: Path) -> None:
    head = ["Name", *LABELS[1:], LABELS[2], "1 a"]
    found = report(sheet([], head), tmp_path)
    assert f"row 1: error: column {LABELS[2]}: there are two columns with this heading" in found
    assert "row 1: error: the column 1(a) is missing" in found and "rename a column if 1 a is 1(a)" in found
    assert "the column 1 a is not used" in found


def test_a_grade_that_disagrees_with_the_spec_is_a_problem(tmp_path: Path) -> None:
    head = ["Name", *LABELS, "Grade (indicative)"]
    marks = ["" if m is None else m for m in MARKS[0]]
    assert read(sheet([["Ann", *marks, "7.0"]], head), tmp_path)[0].total == 30
    assert "column Grade (indicative): the sheet says grade 8, but 30 marks make 7" in report(
        sheet([["Ann", *marks, 8]], head), tmp_path
    )


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "no column holds names"),
        ("Age,Height\n1,2\n", "no column holds names"),
        ("PK not a workbook", "the workbook cannot be read"),
        ("\xd0\xcf\x11\xe0 with a password", "the workbook cannot be read"),
        (sheet([row("Ann", [None] * 11)]), "the sheet holds no marks yet"),
        (sheet([row("n" * 201, MARKS[0])]), "has more than 200 characters"),  # type: ignore[arg-type]
        (sheet([row(f"Pupil {n}", MARKS[0]) for n in range(MOST_PUPILS + 1)]), "501 pupils, more than 500"),  # type: ignore[arg-type]
    ],
)
def test_what_is_no_sheet_of_marks_is_refused(text: str, words: str, tmp_path: Path) -> None:
    (tmp_path / "marks.csv").write_bytes(text.encode("latin-1" if text.startswith("\xd0") else "utf-8"))
    with pytest.raises(PaperbuilderError) as caught:
        read_marks(tmp_path / "marks.csv", FORM)
    assert words in "\n".join(map(str, caught.value.problems))


def test_a_broken_workbook_is_refused(filled: Path) -> None:
    data = filled.read_bytes()
    for size in (len(data) // 4, len(data) // 2, len(data) - 30):
        filled.write_bytes(data[:size])
        with pytest.raises(PaperbuilderError, match="the workbook cannot be read"):
            read_marks(filled, FORM)
    broken = bytearray(data)
    for at in range(200, len(data) - 400, 97):
        broken[at] ^= 0xFF
    filled.write_bytes(broken)
    with pytest.raises(PaperbuilderError):
        read_marks(filled, FORM)


CELLS = st.one_of(
    st.integers(-2, 20).map(str), st.sampled_from(["", "A", "1.0", "½", "=1", "nan", "²", "1e3"]), st.text()
)


@given(rows=st.lists(st.lists(CELLS, max_size=16), max_size=5))
def test_any_cells_are_marks_or_a_problem(rows: list[list[str]], tmp_path_factory: pytest.TempPathFactory) -> None:
    try:
        scripts = read(sheet([["Ann", "", "", *[1] * 7, *[""] * 4], *rows]), tmp_path_factory.mktemp("any"))  # type: ignore[list-item]
    except PaperbuilderError as error:
        assert all(problem.message for problem in error.problems)
        return
    for script in scripts:
        assert all(m is None or 0 <= m <= c.most for m, c in zip(script.marks, FOUND, strict=True))
