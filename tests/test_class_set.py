"""A class set: everybody's name on every page, nothing else changed, each copy on sheets of its own."""

from __future__ import annotations

import csv
import re
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pdfplumber
import pikepdf
import pypdfium2
import pytest
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st

from paperbuilder import make
from paperbuilder.class_sets import named_copies
from paperbuilder.class_sets.plan import ClassSetPlan
from paperbuilder.class_sets.titles import safe
from paperbuilder.files import write_files
from paperbuilder.jobs import incremental
from paperbuilder.jobs.fingerprints import SharedFiles
from paperbuilder.jobs.job import Job
from paperbuilder.outputs.options import MakeOptions
from paperbuilder.outputs.pdf import pdfs
from paperbuilder.paper.checked import check_spec
from paperbuilder.pdf import qr
from paperbuilder.pdf.master import with_references
from paperbuilder.printing.lp import PrintRequest, plan
from paperbuilder.problems import PaperbuilderError, Problem, SpecError, TemplateError
from tests.conftest import EXAM, SHEET
from tests.test_ua import ua_problems

LIST = "Name,Form,Candidate number,Seat\nAmélie Zoë,10B,0042,A2\nŁukasz Nguyễn,10B,0007,A10\nMax Müller,10B,31415,A1\n"
MM = 72 / 25.4
ORDER = ["Max Müller", "Amélie Zoë", "Łukasz Nguyễn", ""]


@pytest.fixture
def people(tmp_path: Path) -> Path:
    file = tmp_path / "10B.csv"
    file.write_text(LIST, encoding="utf-8")
    return file


def make_set(
    spec: Path, people: Path, output: Path, ways: tuple[str, ...] = (), **how: Any
) -> tuple[list[Path], list[Problem]]:
    made = named_copies.make_set(check_spec(spec), ClassSetPlan(file=people, **how), MakeOptions(imposed=ways))
    return write_files(output, made.files), made.warnings


def paper(paths: list[Path]) -> Path:
    return next(p for p in paths if re.search(r"question-paper|worksheet", p.name))


def test_every_page_bears_its_pupil_above_the_text(people: Path, tmp_path: Path) -> None:
    paths, _ = make_set(EXAM, people, tmp_path, spares=1)
    plain = make(EXAM, output=tmp_path).paths
    with pdfplumber.open(paper(paths)) as named, pdfplumber.open(paper(plain)) as alone:
        each = len(alone.pages)
        assert len(named.pages) == 4 * each and each % 2 == 0
        for number, page in enumerate(named.pages):
            head = page.crop((0, 0, page.width, 50)).extract_text() or ""
            name = ORDER[number // each]
            assert head.startswith(name) and bool(head) == bool(name)
            between = (0, 51, page.width, page.height - 50)
            if number % each:
                same = alone.pages[number % each].crop(between).extract_text()
                assert page.crop(between).extract_text() == same
                assert "Stalin’s industrialisation? · HI-SU1" in page.extract_text()
        cover = named.pages[each].extract_text()
        assert "Name Amélie Zoë" in cover and "Class 10B" in cover and "0 0 4 2" in cover
        assert "31415" in named.pages[0].extract_text()


def test_the_answer_lines_stay_where_they_are(people: Path, tmp_path: Path) -> None:
    paths, _ = make_set(EXAM, people, tmp_path)
    with (
        pdfplumber.open(paper(paths)) as named,
        pdfplumber.open(paper(make(EXAM, output=tmp_path).paths)) as alone,
    ):
        for number, page in enumerate(named.pages):
            there = [(r["x0"], r["top"]) for r in alone.pages[number % len(alone.pages)].lines]
            assert [(r["x0"], r["top"]) for r in page.lines] == there


def test_a_worksheet_begins_on_a_new_sheet(people: Path, tmp_path: Path) -> None:
    short = tmp_path / "short.yaml"
    short.write_text(
        "kind: worksheet\ntitle: T\nquestions: [{type: short, stem: Why?, marks: 1, mark-scheme: {key: [a]}}]\n"
    )
    paths, _ = make_set(short, people, tmp_path)
    with pdfplumber.open(paper(paths)) as pdf:
        assert len(pdf.pages) == 6
        assert "no questions printed" in pdf.pages[1].extract_text()
        assert pdf.pages[2].extract_text().startswith("Amélie Zoë")


def test_tagged_sets_and_files_for_one_pupil_pass_pdf_ua(people: Path, tmp_path: Path) -> None:
    tagged, _ = make_set(EXAM, people, tmp_path / "set", tagged=True, spares=1)
    each, _ = make_set(SHEET, people, tmp_path / "each", each=True)
    files = [*tagged, *each]
    found = ua_problems(files)
    assert len(found) == len(files) == 3 + 4
    assert not any(found.values()), found
    with pikepdf.open(paper(tagged)) as pdf:
        assert len(pdf.Root.StructTreeRoot.K) == 4


def test_an_untagged_set_does_not_claim_to_be_tagged(people: Path, tmp_path: Path) -> None:
    paths, _ = make_set(EXAM, people, tmp_path)
    with pikepdf.open(paper(paths)) as pdf:
        assert "/StructTreeRoot" not in pdf.Root and "/MarkInfo" not in pdf.Root and "/Metadata" not in pdf.Root


def test_the_slip_counts_what_is_printed(people: Path, tmp_path: Path) -> None:
    paths, _ = make_set(EXAM, people, tmp_path, spares=2)
    with pdfplumber.open(paths[-1]) as pdf:
        text = pdf.pages[0].extract_text()
    assert "Copies with names: 3. Spare copies: 2." in text
    rows = {row[0].replace("\n", ""): row[1:4] for row in pdfplumber.open(paths[-1]).pages[0].extract_tables()[0][1:]}
    assert rows["stalin-industrialisation-question-paper-10B"] == ["5", "6", "15"]
    assert rows["stalin-industrialisation-insert-10B"] == ["5", "2", "5"]


def test_a_name_no_font_can_print_gives_its_number_and_a_warning(tmp_path: Path) -> None:
    file = tmp_path / "10B.csv"
    file.write_text("Name,Number\nܐܒܝ,7\nབོད་ཡིག,8\nAnn,9\n", encoding="utf-8")
    paths, warnings = make_set(EXAM, file, tmp_path)
    assert [p.severity for p in warnings] == ["warning"] * 2 and "row 2" in str(warnings[0])
    with pdfplumber.open(paper(paths)) as pdf:
        assert pdf.pages[0].extract_text().splitlines()[0] == "7"
    file.write_text("Name\nབོད་ཡིག\n", encoding="utf-8")
    with pytest.raises(SpecError, match="give the pupil a candidate number"):
        make_set(EXAM, file, tmp_path)


@settings(max_examples=40, deadline=None)
@given(name=st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=200))
def test_a_name_in_any_script_gives_a_copy_or_a_report(name: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    file = tmp_path_factory.mktemp("class") / "10B.csv"
    with file.open("w", encoding="utf-8", newline="") as out:
        csv.writer(out).writerows([("Name", "Number"), (name, "7"), ("Ann", "8")])
    try:
        made = named_copies.make_set(check_spec(SHEET), ClassSetPlan(file=file))
    except SpecError as error:
        assert any("row 2" in str(problem) for problem in error.problems)
        return
    paths = write_files(file.parent, made.files)
    with pikepdf.open(paper(paths)) as pdf:
        assert len(pdf.pages) == 8


def test_a_long_name_is_set_smaller_and_stays_in_its_half(tmp_path: Path) -> None:
    file = tmp_path / "10B.csv"
    file.write_text("Name,Form\n" + "Maximiliana " * 16 + ",10B\n", encoding="utf-8")
    paths, _ = make_set(EXAM, file, tmp_path)
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
        make_set(EXAM, file, tmp_path / "out")
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
    paths, warnings = make_set(EXAM, file, tmp_path, spares=1)
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
        make_set(EXAM, file, tmp_path)


def codes(pdf: Path, number: int, scale: float = 200 / 72) -> list[str]:
    """What a scan of 200 dpi reads in the upper fifth of a page."""
    page = pypdfium2.PdfDocument(pdf)[number]
    picture = page.render(scale=scale).to_pil().convert("L")
    top = picture.crop((0, 0, picture.width, picture.height // 5))
    return [found.text for found in zxingcpp.read_barcodes(top)]


def test_a_code_on_every_page_says_whose_page_it_is(people: Path, tmp_path: Path) -> None:
    paths, _ = make_set(EXAM, people, tmp_path, qr=True, spares=1)
    each = len(pypdfium2.PdfDocument(paper(paths))) // 4
    expected = [f"{page:02}/{number}/STALIN-INDUSTRIALISATION" for number in ("31415", "0042") for page in (1, 2)]
    assert [codes(paper(paths), at)[0] for at in (0, 1, each, each + 1)] == expected
    assert codes(paper(paths), each - 1) == [f"{each:02}/31415/STALIN-INDUSTRIALISATION"]
    assert codes(paper(paths), 3 * each) == []
    large = tmp_path / "large.csv"
    large.write_text("Name,Edition\nAnn,Large print 18\n")
    assert codes(paper(make_set(EXAM, large, tmp_path, qr=True)[0]), 1) == ["02/ROW 2/STALIN-INDUSTRIALISATION"]


def test_a_code_stands_above_the_text_and_clear_of_the_edge(people: Path, tmp_path: Path) -> None:
    paths, _ = make_set(EXAM, people, tmp_path, qr=True)
    with pdfplumber.open(paper(paths)) as pdf:
        for page in pdf.pages[:2]:
            symbol = page.images[0]
            assert symbol["top"] >= 8 * MM - 0.1 and symbol["bottom"] <= 18 * MM - 3
            line = [c for c in page.chars if c["top"] < 50 and c["x0"] > page.width / 2]
            assert max(c["x1"] for c in line) < symbol["x0"] - 4


def test_a_code_without_room_is_refused(people: Path, tmp_path: Path) -> None:
    spec = tmp_path / "spec.yaml"
    question = "{type: short, stem: Why?, marks: 1, mark-scheme: {key: [a]}}"
    spec.write_text(f"kind: worksheet\ntitle: T\ntheme: {{page: {{top: 12 mm}}}}\nquestions: [{question}]\n")
    with pytest.raises(TemplateError, match="a QR code has no room above the text"):
        make_set(spec, people, tmp_path, qr=True)


@given(st.integers(0, 99), st.text(max_size=30), st.text(max_size=40))
def test_a_symbol_is_what_the_library_makes_of_its_whole_text(page: int, number: str, stem: str) -> None:
    text = qr.symbol_text(number, stem)
    assert qr._symbol(page, text) == qr._whole(f"{page:02}{text}")


def test_a_booklet_for_every_pupil(people: Path, tmp_path: Path) -> None:
    paths, _ = make_set(EXAM, people, tmp_path, ways=("booklet",), qr=True, spares=1)
    single, folded = (next(p for p in paths if p.name.endswith(f"paper-10B{end}.pdf")) for end in ("", "-booklet"))
    with pdfplumber.open(folded) as sheets, pdfplumber.open(single) as pages:
        assert len(pages.pages) == 4 * 8 and len(sheets.pages) == 4 * 4
        for number, sheet in enumerate(sheets.pages):
            half = sheet.width / 2
            names = [sheet.crop((x, 0, x + half, 50)).extract_text() for x in (0, half)]
            name = ORDER[number // 4]
            assert all(bool(text) == bool(name) and text.startswith(name) for text in names)
        left, right = ((sheets.pages[4].crop((x, 0, x + half, sheet.height)).extract_text()) for x in (0, half))
        assert "Page 8 of 8" in left and "Page 1 of 8" in right and "Name Amélie Zoë" in right
    assert sorted(codes(folded, 4)) == [f"{n:02}/0042/STALIN-INDUSTRIALISATION" for n in (1, 8)]
    with pdfplumber.open(paths[-1]) as slip:
        rows = slip.pages[0].extract_tables()[0][1:]
    assert all(row[0].replace("\n", "").endswith("-booklet") for row in rows)
    assert {row[4].replace("\n", " ") for row in rows} == {"A3, white, both sides, folded, stapled in the fold"}


def test_coloured_paper_is_a_file_of_its_own(tmp_path: Path) -> None:
    file = tmp_path / "10B.csv"
    file.write_text("Name,Paper\nAnn,\nBen,Cream\nCai,cream\n", encoding="utf-8")
    paths, _ = make_set(EXAM, file, tmp_path)
    names = [p.name for p in paths if "question-paper" in p.name]
    assert names == [f"{EXAM.stem}-question-paper-10B{end}.pdf" for end in ("", "-cream")]
    with pdfplumber.open(tmp_path / names[1]) as pdf:
        assert [pdf.pages[n].extract_text().splitlines()[0] for n in (0, 6)] == ["Ben", "Cai"]
    with pdfplumber.open(paths[-1]) as slip:
        text = slip.pages[0].extract_text()
    assert "Sheets of paper needed: A4, white: 6; A4, cream: 6." in text


def test_the_insert_asks_for_as_many_copies_as_there_are_scripts(people: Path, tmp_path: Path) -> None:
    paths, _ = make_set(EXAM, people, tmp_path, spares=2)
    insert = next(p for p in paths if "insert" in p.name)
    with pikepdf.open(insert) as pdf, pikepdf.open(paper(paths)) as named:
        assert pdf.Root.ViewerPreferences.NumCopies == 5 and "/NumCopies" not in named.Root.ViewerPreferences
    assert (
        plan(insert, PrintRequest()).words.startswith("5 copies")
        and plan(insert, PrintRequest(copies=2)).commands[0][2] == "2"
    )


def test_a_long_number_has_a_line_instead_of_boxes(tmp_path: Path) -> None:
    file = tmp_path / "10B.csv"
    file.write_text("Name,Candidate number\nAnn,H801200001029\n", encoding="utf-8")
    paths, _ = make_set(EXAM, file, tmp_path)
    with pdfplumber.open(paper(paths)) as pdf:
        assert "Candidate number H801200001029" in pdf.pages[0].extract_text()


def test_a_class_set_is_made_again_only_if_something_has_changed(people: Path, project: Path) -> None:
    job = Job(project / "worksheets" / EXAM.name, class_set=ClassSetPlan(file=people, each=True))
    first = incremental.make_job(job, SharedFiles())
    assert first.made and len(first.paths) == 2 + 3 and not incremental.make_job(job, SharedFiles()).made
    assert incremental.make_job(replace(job, class_set=ClassSetPlan(file=people, spares=1)), SharedFiles()).made
    people.write_text(LIST.replace("10B,0007", "10C,0007"), encoding="utf-8")
    again = incremental.make_job(job, SharedFiles())
    assert again.made and again.paths == first.paths and not incremental.make_job(job, SharedFiles()).made
    again.paths[1].unlink()
    assert incremental.make_job(job, SharedFiles()).made


def test_only_one_document_for_a_class(people: Path) -> None:
    checked = check_spec(EXAM)
    made = named_copies.make_set(checked, ClassSetPlan(file=people), MakeOptions(only="insert"))
    assert list(made.files) == [f"{EXAM.stem}-insert-10B.pdf", f"{EXAM.stem}-10B-batch-slip.pdf"]
    with pytest.raises(PaperbuilderError, match="there is no document mark-scheme for pupils"):
        named_copies.make_set(checked, ClassSetPlan(file=people), MakeOptions(only="mark-scheme"))


def test_the_edition_asked_for_is_that_of_pupils_without_one(tmp_path: Path) -> None:
    file = tmp_path / "10B.csv"
    file.write_text("Name,Edition\nAnn,\nBen,standard\n", encoding="utf-8")
    made = named_copies.make_set(
        check_spec(EXAM), ClassSetPlan(file=file, spares=1), MakeOptions(edition="large-print-18")
    )
    paths = write_files(tmp_path, made.files)
    with pdfplumber.open(next(p for p in paths if p.name.endswith("paper-10B-large-print-18.pdf"))) as pdf:
        texts = [page.extract_text().splitlines()[0] for page in pdf.pages if "Page 1 of" in page.extract_text()]
    assert texts[0] == "Ann" and len(texts) == 2


def test_words_that_look_like_references_stay_as_they_are() -> None:
    body = b"<</Alt (see 5 0 R \\) 7 0 R)/P 5 0 R/Length 3>>stream\n5 0 R\nendstream"
    changed = with_references(body, lambda number: b"%d 0 R" % (number + 1))
    assert changed == body.replace(b"/P 5 0 R", b"/P 6 0 R")


VERSIONED = """kind: exam
subject: History
date: Monday 14 June
materials: [a black pen]
title: T
time: 20 minutes
versions: [A, B]
questions:
  - {type: multiple-choice, stem: Which?, marks: 1, options: [one, two, three, four], answer: one}
  - type: extended
    stem: Why?
    marks: 8
    mark-scheme: {levels: explain-8, indicative: [a, b, c, d, e, f]}
"""


@pytest.fixture
def versioned(tmp_path: Path) -> Path:
    spec = tmp_path / "spec.yaml"
    spec.write_text(VERSIONED)
    return spec


SEATED = "Name,Seat,Extra time,Edition\n" + "".join(
    f"{row}{column},{row}{column},{'25%' if column == 2 else ''},{'Large print 18' if row == 'C' else ''}\n"
    for row in "BAC"
    for column in (1, 2, 3)
)


def test_neighbours_get_other_versions_in_one_file_in_the_order_of_seats(versioned: Path, tmp_path: Path) -> None:
    people = tmp_path / "hall.csv"
    people.write_text(SEATED)
    paths, warnings = make_set(versioned, people, tmp_path / "out", spares=2, qr=True)
    assert not warnings
    with pdfplumber.open(paper(paths)) as pdf:
        covers = [page.extract_text().split("\n") for page in pdf.pages if "Page 1 of" in page.extract_text()]
        assert [cover[0] for cover in covers[:6]] == ["A1", "A2", "A3", "B1", "B2", "B3"]
        versions = [re.findall(r"Version (\w)", "\n".join(cover))[0] for cover in covers]
        assert versions == [*"BAB", *"ABA", *"AB"] or versions == [*"ABA", *"BAB", *"AB"]
        texts = ["".join(page.extract_text().split("\n", 1)[1]) for page in pdf.pages]
    plain = {name: pdf for name, pdf in pdfs(check_spec(versioned)).items() if "question-paper" in name}
    with pdfplumber.open(BytesIO(plain["question-paper-version-B"])) as alone:
        each, number = len(alone.pages), versions.index("B")
        assert len(texts) == 8 * each
        for number_on, page in enumerate(alone.pages):
            options = [line for line in page.extract_text().split("\n") if re.match(r"[A-D] ", line)]
            assert all(option in texts[number * each + number_on] for option in options)
    with pdfplumber.open(paths[-1]) as slip:
        head, *rows = slip.pages[0].extract_text().partition("longer time is shown beside the name.\n")[2].split("\n")
    assert head == "Name Seat Version Edition Time allowed" and len(rows) == 9 + 1
    assert [row.split()[:3] for row in rows[:6]] == [
        [seat, seat, version] for seat, version in zip(("A1", "A2", "A3", "B1", "B2", "B3"), versions, strict=False)
    ]
    assert rows[1].endswith("25 minutes") and "minutes" not in rows[0] and "large-print-18" in rows[6]


def test_copies_of_two_versions_in_one_file_keep_their_tags(versioned: Path, tmp_path: Path) -> None:
    people = tmp_path / "hall.csv"
    people.write_text(SEATED)
    tagged, _ = make_set(versioned, people, tmp_path / "out", tagged=True)
    found = ua_problems(tagged)
    assert len(found) == len(tagged) == 3 and not any(found.values()), found
    with pikepdf.open(paper(tagged)) as pdf:
        assert len(pdf.Root.StructTreeRoot.K) == 6
    folded, _ = make_set(versioned, people, tmp_path / "folded", ways=("booklet",))
    with pikepdf.open(next(p for p in folded if p.name.endswith("hall-booklet.pdf"))) as pdf:
        assert len(pdf.pages) == 6 * 2


def test_no_copy_says_who_has_more_time_or_another_edition(versioned: Path, tmp_path: Path) -> None:
    people = tmp_path / "hall.csv"
    people.write_text(SEATED)
    paths, _ = make_set(versioned, people, tmp_path)
    for path in paths[:-1]:
        with pdfplumber.open(path) as pdf:
            text = "\n".join(page.extract_text() for page in pdf.pages).casefold()
        assert not re.search(r"extra time|25%|25 minutes|large print|edition", text)


def test_versions_that_there_are_not_are_refused(versioned: Path, tmp_path: Path) -> None:
    people = tmp_path / "hall.csv"
    people.write_text("Name,Version\nAnn,C\nBen,b\n")
    with pytest.raises(SpecError, match="row 2: error: there is no version C"):
        make_set(versioned, people, tmp_path)
    _, warnings = make_set(EXAM, people, tmp_path)
    assert "row 2: warning: the paper has but one version" in "\n".join(map(str, warnings))
