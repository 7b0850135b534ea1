"""Class lists as schools' systems write them."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperbuilder.class_sets.class_list import in_order, read_class_list
from paperbuilder.class_sets.pupil import Pupil
from paperbuilder.problems import PaperbuilderError

PEOPLE = [("Siân Ó Briain", "10B", "0042", "A2"), ("Łukasz Nguyễn", "10B", "0007", "A10")]


def listed(pupils: list[Pupil]) -> list[tuple[str, ...]]:
    return [(p.name, p.form, p.number, p.seat) for p in pupils]


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_separators_encodings_and_ends_of_line(separator: str, encoding: str, newline: str, tmp_path: Path) -> None:
    rows = [("Pupil Name", "Reg", "Candidate_No", "Seat"), *PEOPLE, ("", "", "", "")]
    file = tmp_path / "10B.csv"
    file.write_bytes(newline.join(separator.join(row) for row in rows).encode(encoding))
    assert listed(read_class_list(file)[0]) == PEOPLE


@pytest.mark.parametrize(
    "heading", ["Cand No", "Cand. No.", "Candidate #", "CANDIDATE NUM", "Exam No", "No.", "Exam №"]
)
def test_headings_in_short(heading: str, tmp_path: Path) -> None:
    file = tmp_path / "10B.csv"
    file.write_text(f"Name,{heading},Seat no\nNoor Khan,0042,A1\n", encoding="utf-8")
    pupils, warnings = read_class_list(file)
    assert [(p.number, p.seat) for p in pupils] == [("0042", "A1")] and not warnings


def test_a_column_that_is_not_used_is_told_with_what_was_perhaps_meant(tmp_path: Path) -> None:
    file = tmp_path / "10B.csv"
    file.write_text("Name,Editon,House\nNoor Khan,large-print-18,Red\n", encoding="utf-8")
    told = [(w.message, w.hint) for w in read_class_list(file)[1]]
    assert told == [
        ("the column Editon is not used", "did you mean Edition?"),
        ("the column House is not used", ""),
    ]


def test_a_list_saved_by_excel_in_the_windows_encoding(tmp_path: Path) -> None:
    file = tmp_path / "10B.csv"
    file.write_bytes("Forename;Surname\r\nZoë;D’Souza\r\n".encode("cp1252"))
    assert [p.name for p in read_class_list(file)[0]] == ["Zoë D’Souza"]


def test_what_stands_above_the_headings_is_passed_over(tmp_path: Path) -> None:
    file = tmp_path / "10B.csv"
    file.write_text("Riverside School, Year 10\n\n;;\nLegal Surname;Legal Forename;Reg\nKhan;Noor;10B\n")
    pupils, warnings = read_class_list(file)
    assert [(p.name, p.form, p.row) for p in pupils] == [("Noor Khan", "10B", 5)] and not warnings


def test_a_workbook(tmp_path: Path) -> None:
    from openpyxl import Workbook

    book = Workbook()
    for row in [("Surname", "Forename", "Form", "Exam number"), ("Khan", "Noor", "10B", 42)]:
        book.active.append(row)
    book.save(tmp_path / "10B.xlsx")
    assert listed(read_class_list(tmp_path / "10B.xlsx")[0]) == [("Noor Khan", "10B", "42", "")]


def test_seats_order_the_copies() -> None:
    pupils = [Pupil(name=seat, seat=seat) for seat in ("B1", "A10", "A2")]
    assert [p.seat for p in in_order(pupils)] == ["A2", "A10", "B1"]
    assert in_order([*pupils, Pupil(name="x")])[0].seat == "B1"


@pytest.mark.parametrize(
    ("written", "read"),
    [("25", "25%"), ("25%", "25%"), ("25 %", "25%"), ("25.0", "25%"), ("0.25", "25%"), ("0.5", "50%"), ("1", "100%")]
    + [("100", "100%"), ("", ""), ("0", ""), ("No", ""), ("0%", "")],
)
def test_extra_time_as_schools_write_it(written: str, read: str, tmp_path: Path) -> None:
    file = tmp_path / "10B.csv"
    file.write_text(f"Name;Extra time %;Paper version\nA;{written};Version B\n")
    pupils, warnings = read_class_list(file)
    assert [(p.extra_time, p.version) for p in pupils] == [(read, "B")]
    assert warnings == []


@pytest.mark.parametrize("written", ["1h", "a quarter", "yes", "-25", "25%%", "101", "0.255", "300"])
def test_extra_time_that_cannot_be_read_is_named_with_its_row(written: str, tmp_path: Path) -> None:
    file = tmp_path / "10B.csv"
    file.write_text(f"Name,Access time\nA,25\nB,{written}\n")
    with pytest.raises(PaperbuilderError) as caught:
        read_class_list(file)
    (problem,) = caught.value.problems
    assert problem.file.endswith("row 3") and written.split("%")[0] in problem.message and "25%" in problem.hint


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Age,Height\n1,2\n", "row 1: error: no column holds names"),
        ("Name,Number\nA,1\nB,1\n", "row 3: error: the candidate number 1 is in row 2 as well"),
        ("Name,Number\nA,0042\nB,42\n", "row 3: error: the candidate number 42 is in row 2 as well"),
        ("Name,Form\nA,10B\nA,10B\n", "row 3: error: the name A, 10B is in row 2 as well"),
        ("Name,Form\nA,10B\n,10B\n", "row 3: error: the name is missing"),
        ("Name\n" + "x" * 201 + "\n", "row 2: error: “xxxxxxxxxxxxxxxxxxxx…” has more than 200 characters"),
        ("Name\nA\x01B\n", "row 2: error: the character U+0001 cannot be printed"),
        ("Name\n\n\n", "the list holds nobody"),
        ("", "no column holds names"),
        ("PK not a workbook", "the workbook cannot be read"),
        ("Name\nA\x00B\n", "cannot be"),
    ],
)
def test_what_is_wrong_is_told_with_its_row(text: str, words: str, tmp_path: Path) -> None:
    file = tmp_path / "list.csv"
    file.write_text(text)
    with pytest.raises(PaperbuilderError) as caught:
        read_class_list(file)
    assert words in "\n".join(map(str, caught.value.problems))


def test_a_column_that_is_not_used_is_named(tmp_path: Path) -> None:
    file = tmp_path / "list.csv"
    file.write_text("Name,Shoe size\nA,38\n")
    assert "Shoe size" in str(read_class_list(file)[1][0])


@given(data=st.binary(max_size=300))
def test_any_bytes_are_a_list_or_a_problem(data: bytes, tmp_path_factory: pytest.TempPathFactory) -> None:
    file = tmp_path_factory.mktemp("any") / "list.csv"
    file.write_bytes(b"Name,Number\n" + data)
    try:
        pupils, _ = read_class_list(file)
    except PaperbuilderError as error:
        assert error.problems
    else:
        assert all(pupil.name for pupil in pupils)
