"""A class set: everybody's name on every page, nothing else changed, each copy on sheets of its own."""

from __future__ import annotations

import re
from pathlib import Path

import pdfplumber
import pikepdf
import pytest

from paperbuilder import build
from paperbuilder.class_set import Wanted, make_set, safe
from paperbuilder.problems import SpecError
from tests.conftest import EXAM, SHEET
from tests.test_ua import ua_problems

LIST = "Name,Form,Candidate number,Seat\nAmélie Zoë,10B,0042,A2\nŁukasz Nguyễn,10B,0007,A10\nMax Müller,10B,31415,A1\n"
ORDER = ["Max Müller", "Amélie Zoë", "Łukasz Nguyễn", ""]


@pytest.fixture
def people(tmp_path: Path) -> Path:
    file = tmp_path / "10B.csv"
    file.write_text(LIST, encoding="utf-8")
    return file


def paper(paths: list[Path]) -> Path:
    return next(p for p in paths if re.search(r"question-paper|worksheet", p.name))


def test_every_page_bears_its_pupil_above_the_text(people: Path, tmp_path: Path) -> None:
    paths, _ = make_set(EXAM, people, Wanted(spares=1), output=tmp_path)
    plain = build.make(EXAM, output=tmp_path)[0]
    with pdfplumber.open(paper(paths)) as named, pdfplumber.open(paper(plain)) as alone:
        each = len(alone.pages)
        assert len(named.pages) == 4 * each and each % 2 == 0
        for number, page in enumerate(named.pages):
            head = page.crop((0, 0, page.width, 50)).extract_text() or ""
            name = ORDER[number // each]
            assert head.startswith(name) and bool(head) == bool(name)
            below = (0, 51, page.width, page.height)
            if number % each:
                same = alone.pages[number % each].crop(below).extract_text()
                assert page.crop(below).extract_text() == same
        cover = named.pages[each].extract_text()
        assert "Name Amélie Zoë" in cover and "Class 10B" in cover and "0 0 4 2" in cover
        assert "31415" in named.pages[0].extract_text()


def test_the_answer_lines_stay_where_they_are(people: Path, tmp_path: Path) -> None:
    paths, _ = make_set(EXAM, people, Wanted(), output=tmp_path)
    with pdfplumber.open(paper(paths)) as named, pdfplumber.open(paper(build.make(EXAM, output=tmp_path)[0])) as alone:
        for number, page in enumerate(named.pages):
            there = [(r["x0"], r["top"]) for r in alone.pages[number % len(alone.pages)].lines]
            assert [(r["x0"], r["top"]) for r in page.lines] == there


def test_a_worksheet_begins_on_a_new_sheet(people: Path, tmp_path: Path) -> None:
    short = tmp_path / "short.yaml"
    short.write_text(
        "kind: worksheet\ntitle: T\nquestions: [{type: short, stem: Why?, marks: 1, mark-scheme: {key: [a]}}]\n"
    )
    paths, _ = make_set(short, people, Wanted(), output=tmp_path)
    with pdfplumber.open(paper(paths)) as pdf:
        assert len(pdf.pages) == 6
        assert "no questions printed" in pdf.pages[1].extract_text()
        assert pdf.pages[2].extract_text().startswith("Amélie Zoë")


def test_tagged_sets_and_files_for_one_pupil_pass_pdf_ua(people: Path, tmp_path: Path) -> None:
    tagged, _ = make_set(EXAM, people, Wanted(tagged=True, spares=1), output=tmp_path / "set")
    each, _ = make_set(SHEET, people, Wanted(each=True), output=tmp_path / "each")
    files = [*tagged, *each]
    found = ua_problems(files)
    assert len(found) == len(files) == 3 + 4
    assert not any(found.values()), found
    with pikepdf.open(paper(tagged)) as pdf:
        assert len(pdf.Root.StructTreeRoot.K) == 4


def test_an_untagged_set_does_not_claim_to_be_tagged(people: Path, tmp_path: Path) -> None:
    paths, _ = make_set(EXAM, people, Wanted(), output=tmp_path)
    with pikepdf.open(paper(paths)) as pdf:
        assert "/StructTreeRoot" not in pdf.Root and "/MarkInfo" not in pdf.Root and "/Metadata" not in pdf.Root


def test_the_slip_counts_what_is_printed(people: Path, tmp_path: Path) -> None:
    paths, _ = make_set(EXAM, people, Wanted(spares=2), output=tmp_path)
    with pdfplumber.open(paths[-1]) as pdf:
        text = pdf.pages[0].extract_text()
    assert "Copies with names: 3. Spare copies: 2." in text
    rows = {row[0].replace("\n", ""): row[1:4] for row in pdfplumber.open(paths[-1]).pages[0].extract_tables()[0][1:]}
    assert rows["stalin-industrialisation-question-paper-10B"] == ["5", "6", "15"]
    assert rows["stalin-industrialisation-insert"] == ["5", "1", "5"]


def test_a_name_no_font_can_print_gives_its_number_and_a_warning(tmp_path: Path) -> None:
    file = tmp_path / "10B.csv"
    file.write_text("Name,Number\nאבי,7\n陳大文,8\nAnn,9\n", encoding="utf-8")
    paths, warnings = make_set(EXAM, file, Wanted(), output=tmp_path)
    assert [p.severity for p in warnings] == ["warning"] * 2 and "row 2" in str(warnings[0])
    with pdfplumber.open(paper(paths)) as pdf:
        assert pdf.pages[0].extract_text().splitlines()[0] == "7"
    file.write_text("Name\n陳大文\n", encoding="utf-8")
    with pytest.raises(SpecError, match="give the pupil a candidate number"):
        make_set(EXAM, file, Wanted(), output=tmp_path)


def test_a_long_name_is_set_smaller_and_stays_in_its_half(tmp_path: Path) -> None:
    file = tmp_path / "10B.csv"
    file.write_text("Name,Form\n" + "Maximiliana " * 16 + ",10B\n", encoding="utf-8")
    paths, _ = make_set(EXAM, file, Wanted(), output=tmp_path)
    with pdfplumber.open(paper(paths)) as pdf:
        page = pdf.pages[1]
        head = [c for c in page.chars if c["top"] < 50]
        name = [c for c in head if c["size"] < 8.5]
        assert max(c["x1"] for c in name) <= page.width / 2 + 30
        assert min(c["x0"] for c in head if c["size"] == 9) > max(c["x1"] for c in name)


def test_no_file_is_written_for_a_list_that_is_wrong(tmp_path: Path) -> None:
    file = tmp_path / "10B.csv"
    file.write_text("Name,Number\nA,1\nB,1\n", encoding="utf-8")
    with pytest.raises(SpecError):
        make_set(EXAM, file, Wanted(), output=tmp_path / "out")
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("a/b:c*?", "a-b-c--"),
        ("CON", "CON-"),
        ("  dots.. ", "dots"),
        ("", "class"),
        ("x" * 300, "x" * 80),
        ("..", "class"),
    ],
)
def test_names_of_files_are_safe(name: str, expected: str) -> None:
    assert safe(name) == expected


def test_each_pupil_gets_their_edition(tmp_path: Path) -> None:
    file = tmp_path / "10B.csv"
    file.write_text("Name,Edition\nAnn,\nBen,Large print 18\nCai,standard\n", encoding="utf-8")
    paths, warnings = make_set(EXAM, file, Wanted(spares=1), output=tmp_path)
    assert not warnings
    names = [p.name for p in paths if "question-paper" in p.name]
    assert names == [f"{EXAM.stem}-question-paper-10B.pdf", f"{EXAM.stem}-question-paper-10B-large-print-18.pdf"]
    with pdfplumber.open(tmp_path / names[1]) as pdf:
        assert "Ben" in pdf.pages[0].extract_text() and "large" not in pdf.pages[0].extract_text().casefold()
        assert all(c["size"] >= 11.8 for c in pdf.pages[0].chars)
        large = len(pdf.pages)
    with pdfplumber.open(tmp_path / names[0]) as pdf:
        assert len(pdf.pages) == 3 * 6
    with pdfplumber.open(paths[-1]) as pdf:
        rows = {row[0].replace("\n", ""): row[1:4] for row in pdf.pages[0].extract_tables()[0][1:]}
    assert rows[f"{EXAM.stem}-question-paper-10B-large-print-18"] == ["1", str(large), str(large // 2)]
    file.write_text("Name,Edition\nAnn,Braille\n", encoding="utf-8")
    with pytest.raises(SpecError, match="row 2: error: there is no edition braille"):
        make_set(EXAM, file, Wanted(), output=tmp_path)
