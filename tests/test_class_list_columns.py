"""Class lists: columns by what they are, rows that are no pupils, and what spreadsheets do to cells."""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from paperbuilder.class_sets.class_list import read_class_list
from paperbuilder.class_sets.pupil import Pupil
from paperbuilder.problems import FilesError, Problem, SpecError
from paperbuilder.tables.number_formats import shown_as


def read(text: str | bytes, folder: Path, encoding: str = "utf-8") -> tuple[list[Pupil], list[str]]:
    file = folder / "10B.csv"
    file.write_bytes(text if isinstance(text, bytes) else text.encode(encoding))
    pupils, warnings = read_class_list(file)
    return pupils, heads(warnings)


def refused(text: str, folder: Path) -> list[str]:
    with pytest.raises((SpecError, FilesError)) as caught:
        read(text, folder)
    return heads(caught.value.problems)


def heads(problems: Sequence[Problem]) -> list[str]:
    return [str(problem).split("\n")[0].removeprefix("10B.csv, ") for problem in problems]


@pytest.mark.parametrize(
    ("head", "row", "name"),
    [
        (
            "Legal Surname,Legal Forename,Preferred Surname,Preferred Forename",
            "Smith,Benjamin,Smith,Bella",
            "Bella Smith",
        ),
        ("Legal Surname,Legal Forename,Preferred Surname,Preferred Forename", "Smith,Benjamin,,", "Benjamin Smith"),
        ("Surname,Forename,Preferred name", "Smith,Benjamin,Bella", "Bella Smith"),
        ("Surname,Forename,Preferred name", "Smith,Benjamin,Bella Jones", "Bella Jones"),
        ("Surname,Forename,Preferred name", "Smith,Benjamin,", "Benjamin Smith"),
        ("Legal Name,Preferred Name", "Benjamin Smith,Bella Smith", "Bella Smith"),
        ("Preferred Name,Legal Name", ",Benjamin Smith", "Benjamin Smith"),
        ("Legal Name,Forename,Surname", "Benjamin Smith,Bella,Smith", "Bella Smith"),
        ("Name,Preferred Forename,Surname", "Benjamin Smith,Bella,Smith", "Bella Smith"),
        ("Name,Preferred Forename", "Benjamin Smith,Bella", "Benjamin Smith"),
        ("Known as,Legal First Name,Last Name", "Bella,Benjamin,Smith", "Bella Smith"),
        ("Legal name,Name", "Benjamin Smith,Bella Smith", "Bella Smith"),
    ],
)
def test_a_preferred_name_goes_before_a_legal_one(head: str, row: str, name: str, tmp_path: Path) -> None:
    pupils, warnings = read(f"{head}\n{row}\n", tmp_path)
    assert [pupil.name for pupil in pupils] == [name]
    assert any("is used only where" in warning for warning in warnings) or head.startswith("Name,Preferred F")


@pytest.mark.parametrize(
    ("head", "row"),
    [
        ("Name,UPN,Candidate number", "Ann,A801200012345,0012"),
        ("UPN,ULN,Name,Cand no", "A801200012345,1234567890,Ann,0012"),
        ("Name,Admission number,Exam number", "Ann,004711,0012"),
        ("Name,ID,Number", "Ann,4711,0012"),
    ],
)
def test_a_candidate_number_is_the_column_called_so(head: str, row: str, tmp_path: Path) -> None:
    pupils, warnings = read(f"{head}\n{row}\n", tmp_path)
    assert [pupil.number for pupil in pupils] == ["0012"] and "did you mean" not in str(warnings)


def test_a_upn_is_no_candidate_number_even_alone(tmp_path: Path) -> None:
    pupils, warnings = read("Name,UPN\nAnn,A801200012345\n", tmp_path)
    assert pupils[0].number == "" and warnings == ["row 1: warning: the column UPN is not used"]


def test_a_number_of_the_school_stands_in_and_is_told(tmp_path: Path) -> None:
    pupils, warnings = read("Name,Admission No\nAnn,0012\n", tmp_path)
    assert pupils[0].number == "0012"
    assert warnings == ["row 1: warning: the column Admission No is printed as the candidate number"]


def test_what_a_heading_was_meant_to_be_is_only_what_is_missing(tmp_path: Path) -> None:
    (tmp_path / "10B.csv").write_text(
        "Name,Edition,Editon,Student ID,Names,Candidate number,Candidate numbers,Form,Form\n"
    )
    with pytest.raises(SpecError) as caught:
        read_class_list(tmp_path / "10B.csv")
    assert "did you mean" not in str(caught.value) and "Form (column 8) is" in str(caught.value)


@pytest.mark.parametrize("row", ["Smith, Ann,10B,0012", "Ann,10B,0012,x", "Ann,10B,0012,,x"])
def test_more_cells_than_headings(row: str, tmp_path: Path) -> None:
    (problem,) = refused(f"Name,Form,Candidate number\n{row}\nBen,10B,0013\n", tmp_path)
    assert problem.startswith("row 2: error: there are") and "but only 3 headings" in problem
    assert not read("Name,Form,Candidate number,,\nAnn,10B,0012,,,,\n", tmp_path)[1]


@pytest.mark.parametrize("cell", ["#REF!", "#N/A", "#DIV/0!", "#NAME?", "#BEZUG!", "#NV", "#WERT!", "#####"])
@pytest.mark.parametrize("column", ["name", "form", "candidate number", "extra time", "edition"])
def test_errors_of_a_spreadsheet(cell: str, column: str, tmp_path: Path) -> None:
    cells = dict.fromkeys(("name", "form", "candidate number", "extra time", "edition"), "") | {"name": "Ann"}
    cells[column] = cell
    found = refused(f"{','.join(cells)},Notes\nBen,,,,,#REF!\n{','.join(cells.values())},\n", tmp_path)
    assert f"row 3: error: the {column} {cell} is an error in the spreadsheet" in found
    assert not any(line.startswith("row 2") for line in found)


@pytest.mark.parametrize("cell", ["1.23457E+11", '"1,23457E+11"', "1.00E+03", "2e+5"])
def test_long_numbers_made_short(cell: str, tmp_path: Path) -> None:
    assert "is what a spreadsheet has made of a long number" in refused(f"Name,Number\nAnn,{cell}\n", tmp_path)[0]
    assert "long number" in refused(f"Name,Form\nAnn,{cell}\n", tmp_path)[0]
    assert not read("Name,Form\nAnn,10E2\n", tmp_path)[1]


@pytest.mark.parametrize(
    ("cell", "told"),
    [("10-Nov", True), ("Nov-10", True), ("01-Okt", True), ("10-nov", True), ("10/11/2026", True), ("2026-11-10", True)]
    + [("10 MAR", False), ("10-MAR", False), ("10B", False), ("10-1", False), ("Mars", False), ("Y10/Hi", False)],
)
def test_forms_that_became_dates(cell: str, told: bool, tmp_path: Path) -> None:
    warnings = read(f"Name,Form\nAnn,{cell}\n", tmp_path)[1]
    assert [w.startswith(f"row 2: warning: the form {cell} is a date") for w in warnings] == [True] * told


def test_noughts_kept_by_a_formula(tmp_path: Path) -> None:
    text = 'Name,Candidate number,Form\nAnn,="0013","=""10B"""\n="Ben ""B"" Lee",14,10B\n'
    pupils, warnings = read(text, tmp_path)
    assert [(p.name, p.number, p.form) for p in pupils] == [("Ann", "0013", "10B"), ('Ben "B" Lee', "14", "10B")]
    assert not warnings


@pytest.mark.parametrize(
    "row",
    [
        "Total,,2",
        "Grand total,2,",
        "TOTAL:,,",
        "Printed 24/11/2026,,",
        "Printed on: 24 Nov 2026 10:31,,",
        "Page 1 of 2,,",
        "Printed by J Lee,,",
    ]
    + [
        "30 students,,",
        "Number of pupils: 2,,",
        "Generated by SIMS 24/11/2026,,",
        "24/11/2026,,",
        "Report run 1 May 2026,,",
    ],
)
def test_what_systems_write_below_a_list_is_no_pupil(row: str, tmp_path: Path) -> None:
    pupils, warnings = read(f"Name,Form,Candidate number\nAnn,10B,0012\n,,\n{row}\n", tmp_path)
    assert [pupil.name for pupil in pupils] == ["Ann"]
    assert [w.startswith("row 4: warning: “") and "gets no copy" in w for w in warnings] == [True]


def test_pupils_whose_names_are_like_it(tmp_path: Path) -> None:
    names = ["Mean Lee", "Page Turner", "Sum Wong", "Count Olaf", "Printed Smith", "Tota Li", "A1", "7"]
    pupils, warnings = read("Name\n" + "\n".join(names), tmp_path)
    assert [pupil.name for pupil in pupils] == names and not warnings


@pytest.mark.parametrize(("encoding", "seen"), [("cp1250", "£ukasz"), ("mac_roman", "ZoŽ"), ("cp1252", "Zoé")])
def test_an_encoding_that_is_guessed_is_told_with_the_names(encoding: str, seen: str, tmp_path: Path) -> None:
    name = "Łukasz" if encoding == "cp1250" else "Zoé"
    pupils, warnings = read(f"Name,Form\nAnn,10B\n{name},10B\n", tmp_path, encoding)
    assert warnings == [f"10B.csv: warning: the file is not in UTF-8, so letters may be wrong: look at {seen} (row 3)"]
    assert pupils[1].name == seen


def test_letters_lost_before(tmp_path: Path) -> None:
    assert "has lost a letter" in refused("Name\nJos\ufffd\n", tmp_path)[0]
    assert "question mark" in read("Name\n?ukasz\n", tmp_path)[1][0]


@pytest.mark.parametrize("text", ['Name,Form\n"Ann,10B\nBen,10B\n', 'Name,Form\n"Ann,10B\n"Lee, Ben",10B\nCai,10B\n'])
def test_a_quotation_mark_that_is_not_closed(text: str, tmp_path: Path) -> None:
    assert refused(text, tmp_path) == ["row 2: error: a quotation mark is opened before “Ann” and not closed"]


def workbook(file: Path, rows: Sequence[Sequence[Any]], formats: dict[str, str] | None = None, **more: Any) -> Path:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    for cell, code in (formats or {}).items():
        book.active[cell].number_format = code
    for number in more.get("hidden", ()):
        book.active.row_dimensions[number].hidden = True
    for name, content, state in more.get("sheets", ()):
        sheet = book.create_sheet(name)
        sheet.sheet_state = state
        if content:
            sheet.append([content])
    book.save(file)
    return file


@pytest.mark.parametrize(
    ("value", "code", "shown"),
    [
        (12, "0000", "0012"),
        (12, "General", "12"),
        (123456, "0000", "123456"),
        (12, '"C"0000', "C0012"),
        (12.0, "0", "12"),
    ]
    + [(123456, "000-000", "123-456"), (12, "0000;-0000", "0012"), (12, "[Red]0000_ ", "0012"), (12.5, "0000", "12.5")]
    + [(123456789012, "General", "123456789012"), (25, '0"%"', "25%"), (0.25, "0%", "0.25"), (1234, "#,##0", "1234")],
)
def test_numbers_as_a_spreadsheet_shows_them(value: float, code: str, shown: str, tmp_path: Path) -> None:
    file = workbook(tmp_path / "10B.xlsx", [("Name", "Number"), ("Ann", value)], {"B2": code})
    assert read_class_list(file)[0][0].number == shown


def test_dates_in_a_workbook(tmp_path: Path) -> None:
    file = workbook(tmp_path / "10B.xlsx", [("Name", "Form"), ("Ann", datetime(2026, 11, 10))], {"B2": "d-mmm"})
    pupils, warnings = read_class_list(file)
    assert pupils[0].form == "2026-11-10" and "is a date" in str(warnings)
    assert shown_as("0.5", "h:mm") == "12:00:00" and shown_as("1e400", "d") == "1e400"


def test_hidden_rows_and_further_sheets(tmp_path: Path) -> None:
    rows = [("Name", "Number"), ("Ann", 1), ("Left School", 2), ("Ben", 3), ("Gone", 4)]
    sheets = [("10C", "Name", "visible"), ("Empty", "", "visible"), ("Secret", "x", "hidden")]
    file = workbook(tmp_path / "10B.xlsx", rows, hidden=(3, 5), sheets=sheets)
    pupils, warnings = read_class_list(file)
    assert [(pupil.name, pupil.row) for pupil in pupils] == [("Ann", 2), ("Ben", 4)]
    told = "\n".join(map(str, warnings))
    assert "only the sheet “Sheet” is read, not “10C”" in told and "Empty" not in told and "Secret" not in told
    assert "2 hidden rows are left out (a filter may hide them): 3, 5 (Left School, Gone)" in told


def test_the_first_sheet_that_is_shown(tmp_path: Path) -> None:
    book = Workbook()
    book.active.append(["Name"])
    book.active.sheet_state = "hidden"
    shown = book.create_sheet("10B")
    shown.append(["Name"])
    shown.append(["Ann"])
    book.active = 1
    book.save(tmp_path / "10B.xlsx")
    pupils, warnings = read_class_list(tmp_path / "10B.xlsx")
    assert [pupil.name for pupil in pupils] == ["Ann"] and not warnings


def test_formulas_that_were_never_worked_out(tmp_path: Path) -> None:
    file = workbook(
        tmp_path / "10B.xlsx", [("Name", "Number", "Notes"), ("Ann", '="0013"', "=1+1"), ("Ben", "=A1", "")]
    )
    with pytest.raises(SpecError) as caught:
        read_class_list(file)
    assert heads(caught.value.problems) == [
        "10B.xlsx, row 1: warning: the column Notes is not used",
        "10B.xlsx, row 3: error: the candidate number is a formula without a value",
    ]


SHARED = b'<Relationship Id="rId99" Type="http://x/sharedStrings" Target="/xl/sharedStrings.xml"/>'


def spoilt(file: Path, part: str, content: bytes) -> Path:
    """A workbook with a part of its own making, put in if there was none."""
    workbook(file, [("Name", "Number"), ("Ann", 12)], {"B2": "0000"})
    made = BytesIO()
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name in [*old.namelist(), *({part} - set(old.namelist()))]:
            data = content if name == part else old.read(name)
            if name == "xl/_rels/workbook.xml.rels" and part not in old.namelist():
                data = data.replace(b"</Relationships>", SHARED + b"</Relationships>")
            new.writestr(name, data)
    file.write_bytes(made.getvalue())
    return file


@pytest.mark.parametrize(
    ("part", "content"),
    [
        ("xl/sharedStrings.xml", b"<sst>" + b"<si><t>x</t></si>" * 5_000_000 + b"</sst>"),
        ("xl/sharedStrings.xml", b"<sst>" + b"<si/>" * 3_000_000 + b"</sst>"),
        ("xl/sharedStrings.xml", b"<sst><si><t>" + b"x" * 15_000_000 + b"</t></si></sst>"),
        ("xl/styles.xml", b"<styleSheet><cellXfs>" + b"<xf/>" * 3_000_000 + b"</cellXfs></styleSheet>"),
        ("xl/worksheets/sheet1.xml", b"<worksheet><sheetData>" + b"<row/>" * 2_500_000 + b"</sheetData></worksheet>"),
        ("xl/worksheets/sheet1.xml", b'<worksheet><row r="999999"><c><v>1</v></c></row></worksheet>'),
    ],
)
def test_a_workbook_that_holds_too_much_is_refused(part: str, content: bytes, tmp_path: Path) -> None:
    with pytest.raises(FilesError, match="the workbook holds much more than a class list"):
        read_class_list(spoilt(tmp_path / "10B.xlsx", part, content))


@pytest.mark.parametrize(
    ("part", "content"),
    [
        ("xl/worksheets/sheet1.xml", b'<!DOCTYPE a [<!ENTITY b "x">]><worksheet>&b;</worksheet>'),
        ("xl/worksheets/sheet1.xml", b'<worksheet><row><c t="s"><v>99</v></c></row></worksheet>'),
        ("xl/worksheets/sheet1.xml", b"<worksheet><row></worksheet>"),
        ("xl/workbook.xml", b"<workbook/>"),
        ("_rels/.rels", b"<Relationships/>"),
        ("xl/_rels/workbook.xml.rels", b"<Relationships/>"),
    ],
)
def test_a_workbook_that_is_none_is_refused(part: str, content: bytes, tmp_path: Path) -> None:
    with pytest.raises(FilesError, match="the workbook cannot be read"):
        read_class_list(spoilt(tmp_path / "10B.xlsx", part, content))


def test_parts_that_hold_no_list_are_not_read(tmp_path: Path) -> None:
    file = spoilt(tmp_path / "10B.xlsx", "xl/theme/theme1.xml", b"not XML at all")
    assert [(pupil.name, pupil.number) for pupil in read_class_list(file)[0]] == [("Ann", "0012")]


def test_a_workbook_of_shared_texts_without_places_and_with_prefixes(tmp_path: Path) -> None:
    """As Numbers, LibreOffice and systems write them: runs of letters, a guide to pronunciation, namespaces."""
    file = spoilt(tmp_path / "10B.xlsx", "xl/worksheets/sheet1.xml", b"<x/>")
    sheet = (
        b'<x:worksheet xmlns:x="http://x"><x:sheetData><x:row><x:c t="s"><x:v>0</x:v></x:c><x:c t="inlineStr"><x:is>'
        b'<x:t>Form</x:t></x:is></x:c></x:row><x:row r="4"><x:c t="s"><x:v>1</x:v></x:c>'
        b'<x:c r="B4" t="str"><x:f>A1</x:f><x:v>10B</x:v></x:c></x:row></x:sheetData></x:worksheet>'
    )
    strings = b"<sst><si><t>Name</t></si><si><r><t>Zo\xc3\xab </t></r><r><t>Lee</t></r><rPh><t>zoe</t></rPh></si></sst>"
    made = BytesIO()
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            data = {"xl/worksheets/sheet1.xml": sheet}.get(name, old.read(name))
            new.writestr(
                name, data.replace(b"</Relationships>", SHARED + b"</Relationships>") if "workbook" in name else data
            )
        new.writestr("xl/sharedStrings.xml", strings)
    file.write_bytes(made.getvalue())
    pupils, _ = read_class_list(file)
    assert [(pupil.name, pupil.form, pupil.row) for pupil in pupils] == [("Zoë Lee", "10B", 4)]
