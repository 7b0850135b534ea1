"""Feedback slips and the summary: right sums, useful words, a slip to each pupil that can be cut off and handed out."""

from __future__ import annotations

import csv
import os
import re
from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path

import pdfplumber
import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from paperbuilder.class_sets.pupil import Pupil
from paperbuilder.marking import mark_sheet
from paperbuilder.marking.columns import Column, columns, score
from paperbuilder.marking.feedback import Slip, compose_feedback, make_feedback, slip
from paperbuilder.marking.read_marks import Script
from paperbuilder.marking.summary import percent, summarise
from paperbuilder.outputs.typesetter import Typesetter, forget_templates, layouts
from paperbuilder.paper.boundaries import grade_of, grades_of
from paperbuilder.paper.checked import check_spec
from paperbuilder.problems import FilesError, PaperbuilderError, SpecError
from paperbuilder.schools.samples import sample_exam, sample_worksheet
from paperbuilder.spec.models import Boundaries
from tests.conftest import EXAM, SHEET
from tests.test_bad_specs import run
from tests.test_golden import GOLDEN
from tests.test_marks import FOUND, MARKS, PAPER, row, sheet
from tests.test_ua import ua_problems

MM = 72 / 25.4
FULL = [2, 1, 1, 2, 2, 4, 8, 16, 4, None, None]


def script(marks: Sequence[int | None], name: str = "Ann Lee") -> Script:
    return Script(Pupil(name=name, form="10B"), tuple(marks), score(marks, FOUND, PAPER))


def told(marks: Sequence[int | None]) -> Slip:
    return slip(script(marks), FOUND, PAPER)


def filled(folder: Path, people: dict[str, Sequence[int | None]], name: str = "marks.csv") -> Path:
    file = folder / name
    file.write_text(sheet([row(who, list(marks)) for who, marks in people.items()]), encoding="utf-8")
    return file


def slips_of(folder: Path, people: dict[str, Sequence[int | None]], school: str = "") -> Path:
    return next(p for p in make_feedback(EXAM, filled(folder, people), school, folder)[0] if "feedback" in p.name)


def words(pdf: Path) -> list[str]:
    with pdfplumber.open(pdf) as document:
        return [" ".join(page.extract_text().split()) for page in document.pages]


def letters(text: str) -> str:
    return "".join(text.split())


def read(pdf: Path) -> str:
    """All letters in the order of reading, as columns are read one after the other."""
    with pdfplumber.open(pdf) as document:
        return letters("".join(c["text"] for page in document.pages for c in page.chars))


# ---------------------------------------------------------------- arithmetic

MARK_ROWS = st.lists(st.tuples(*(st.none() | st.integers(0, c.most) for c in FOUND[:7])), min_size=1, max_size=6)


@given(rows=MARK_ROWS, chosen=st.lists(st.tuples(st.booleans(), st.integers(0, 16), st.integers(0, 4)), min_size=6))
def test_sums_facilities_and_grades_are_right(
    rows: list[tuple[int | None, ...]], chosen: list[tuple[bool, int, int]]
) -> None:
    essays = [(n, spag, None, None) if first else (None, None, n, spag) for first, n, spag in chosen]
    scripts = [script([*marks, *essay]) for marks, essay in zip(rows, essays, strict=False)]
    summary = summarise([*scripts, script([None] * 11)], FOUND, PAPER)
    n = len(scripts)
    assert summary.pupils == n and len(summary.absent) == 1
    assert Fraction(summary.mean).limit_denominator(1000) == Fraction(sum(s.total for s in scripts), n)
    assert sum(grade.pupils for grade in summary.grades) == n
    for i, part in enumerate(summary.parts):
        question = [j for j, c in enumerate(FOUND) if c.question == FOUND[i].question]
        marks = [s.marks[i] for s in scripts if i < 7 or any(s.marks[j] is not None for j in question)]
        assert part.pupils == len(marks) and part.chosen == (i >= 7)
        assert (part.blank, part.full, part.zero) == tuple(marks.count(x) for x in (None, FOUND[i].most, 0))
        if marks:
            facility = Fraction(100 * sum(m or 0 for m in marks), FOUND[i].most * len(marks))
            assert part.percent == int(facility + Fraction(1, 2))
    for one in scripts:
        own = slip(one, FOUND, PAPER)
        assert sum(a.got for a in own.answers) == own.total == one.total
        assert sum(a.most for a in own.answers) == PAPER.total
        spag = sum(a.got for a in own.answers if a.spag)
        assert sum(aim.got for aim in own.objectives) == pytest.approx(one.total - spag)
        assert [aim.most for aim in own.objectives] == [16, 8, 12]


@given(
    least=st.lists(st.integers(0, 200), min_size=1, max_size=12, unique=True),
    mark=st.integers(0, 200),
)
def test_a_grade_is_the_highest_whose_boundary_is_reached(least: list[int], mark: int) -> None:
    given_grades = {f"G{n}": n for n in sorted(least, reverse=True)}
    boundaries = Boundaries(grades=given_grades, source="x", below="U")  # type: ignore[call-arg]
    reached = [n for n in least if n <= mark]
    assert grade_of(boundaries, mark) == (f"G{max(reached)}" if reached else "U")
    assert grades_of(boundaries)[-1][1] == 0
    assert mark < min(least) or grade_of(boundaries, mark) != "U"


@given(st.integers(0, 500), st.integers(1, 500))
def test_a_share_is_rounded_as_a_spreadsheet_does(part: int, whole: int) -> None:
    assert percent(part, whole) == int(Fraction(100 * part, whole) + Fraction(1, 2))


# ---------------------------------------------------------------- what a pupil is told


def test_well_and_better_are_the_best_shares_and_the_most_lost() -> None:
    own = told(MARKS[0])
    assert [a.label for a in own.well] == ["1(a)", "2(a)"]
    assert [(a.label, a.lost) for a in own.improve] == [("5", 4), ("4", 2)]
    assert [(a.level, a.levels[a.level].descriptors[0][:5]) for a in own.improve] == [(3, "Exact"), (3, "Judge")]
    assert own.grade == "7" and own.percent == 75
    assert [(o.label, o.got) for o in own.objectives] == [("AO1 ≈", 11), ("AO2 ≈", 6), ("AO4", 10)]


def test_a_choice_not_made_is_one_line_and_the_other_question_is_not_lost() -> None:
    assert [a.label for a in told(MARKS[1]).answers][-2:] == ["6", "6 SPaG"]
    missed = told([2] + [None] * 10)
    assert [(a.label, a.most, a.mark) for a in missed.answers][-1] == ("5/6", 20, None)
    assert missed.improve[0].label == "5/6"


def test_a_pupil_below_half_everywhere_is_told_their_strongest_answer(tmp_path: Path) -> None:
    weak = told([0, 0, 0, 0, 0, 1, 3, 4, 1, None, None])
    assert weak.well == [] and weak.best is not None and weak.best.label == "4"
    text = read(slips_of(tmp_path, {"Ann": [0, 0, 0, 0, 0, 1, 3, 4, 1, None, None], "Ben": [0] * 9 + [None, None]}))
    assert text.count(letters("Your strongest answer • Question 4: 3 out of 8, Level 2 (Checked)")) == 1
    assert letters("What went well") not in text and text.count(letters("Your strongest answer")) == 1


def test_the_words_of_slips(tmp_path: Path) -> None:
    people = {"Ann": FULL, "Ben": MARKS[0], "Cai": [2, 1, 1, 2, 2, 1, 8, 16, 4, None, None], "Dee": [1] + [None] * 10}
    text = read(slips_of(tmp_path, people | {"Eve": [2, 1, 1, 2, 2, 4, 8, 14, 4, None, None]}))
    for line in (
        "40/40 · 100% · Grade 9 (indicative)",
        "Full marks. Choose one of your answers",
        "Question 5: 12 out of 16, Level 3 (Two-sided) To reach Level 4: Exact facts from across the period",
        "Give each problem a detail that fits no other, such as a law, a year or a place.",
        "Make a table of four problems of workers",
        "Question 5/6: no answer Write something: nothing is taken off for a mistake.",
        "Answer Question 5/6 now, then compare it with the mark scheme.",
        "For every mark of Level 4, all the way through:",
        "Go back over Question 5 with its mark scheme.",
        "Indicative only. Set by the history department for this mock",
    ):
        assert letters(line) in text, line


def test_the_slip_as_layout() -> None:
    checked = sample_exam()
    workshop = Typesetter(checked)
    found = columns(checked.paper, workshop.theme.numbering)
    marks = [1, 0, 3, 5, 2, None, None]
    one = slip(Script(Pupil(name="Ann <b> Lee", form="10B", number="7"), tuple(marks), 11), found, checked.paper)
    xml = workshop.layout("feedback", slips=[one], halves=True)
    text = "\n".join(line for line in (re.sub(r"\s+", " ", part).strip() for part in xml.split("\n")) if line) + "\n"
    expected = GOLDEN / "feedback-slip.xml"
    if os.environ.get("PAPERBUILDER_UPDATE"):
        expected.write_text(text, encoding="utf-8")
    assert text == expected.read_text(encoding="utf-8")


# ---------------------------------------------------------------- the sheets


def geometry_of(pdf: Path, names: Sequence[str]) -> None:
    """Every name on one half of one page; nothing within 8 mm of an edge or of the cut; no slip over the cut."""
    with pdfplumber.open(pdf) as document:
        halves = len(document.pages) == -(-len(names) // 2)
        assert halves or len(document.pages) == len(names)
        for number, page in enumerate(document.pages):
            things = [*page.chars, *(r for r in page.rects)]
            assert min(t["x0"] for t in things) >= 8 * MM and max(t["x1"] for t in things) <= page.width - 8 * MM
            assert min(t["top"] for t in things) >= 8 * MM and max(t["bottom"] for t in things) <= page.height - 8 * MM
            text = page.extract_text()
            if not halves:
                assert names[number] in text
                continue
            middle = float(page.height) / 2
            assert not [t for t in things if abs((t["top"] + t["bottom"]) / 2 - middle) < 8 * MM]
            cut = [line for line in page.lines if abs(line["top"] - middle) < 1]
            assert len(cut) == 1
            for half, name in enumerate(names[2 * number : 2 * number + 2]):
                part = page.crop((0, half * middle, page.width, (half + 1) * middle)).extract_text()
                assert name in part and not any(other in part for other in names if other != name)


@pytest.mark.parametrize("school", ["", "northgate", "riverside", "ysgol-glan-y-mor"])
def test_slips_are_set_apart_and_do_not_split(school: str, tmp_path: Path) -> None:
    people = {
        f"Pupil {letter}": marks for letter, marks in zip("ABCDE", [*MARKS, FULL, [0] * 9 + [None] * 2], strict=True)
    }
    pdf = slips_of(tmp_path, people, school)
    geometry_of(pdf, list(people))
    assert school or len(pikepdf.open(pdf).pages) == 3


def test_long_words_give_each_slip_a_page_of_its_own_and_too_long_ones_are_refused(project: Path) -> None:
    spec = project / "worksheets" / EXAM.name
    text = spec.read_text()
    sheet_of_marks = filled(
        project, {"Ann": MARKS[1], "Ben": [1] + [None] * 10, "Cai": [1, 1, 1, 1, 1, 0, 8] + [16, 4] + [None] * 2}
    )
    usual = "Give each problem a detail that fits no other, such as a law, a year or a place."
    spec.write_text(text.replace(usual, "words " * 250))
    paths = make_feedback(spec, sheet_of_marks)[0]
    geometry_of(paths[1], ["Ann", "Ben", "Cai"])
    assert len(pikepdf.open(paths[1]).pages) == 3
    before = paths[1].read_bytes()
    spec.write_text(text.replace(usual, "words " * 2500))
    with pytest.raises(SpecError, match="a feedback slip takes more than a page"):
        make_feedback(spec, sheet_of_marks)
    assert paths[1].read_bytes() == before


@pytest.mark.parametrize("parts", [1, 24, 25, 50, 51, 75])
def test_any_number_of_parts_has_room(parts: int, tmp_path: Path) -> None:
    spec = tmp_path / "spec.yaml"
    scheme = "ao: {AO1: 2}, mark-scheme: {points: [a, b, c]}"
    line = f"  - {{type: short, stem: What is the word for this one?, marks: 2, {scheme}}}\n"
    spec.write_text(f"kind: worksheet\ntitle: T\nquestions:\n{line * parts}")
    text = sheet([["Ann", *[1] * parts], ["Ben", *[2] * parts]], ["Name", *map(str, range(1, parts + 1))])
    (tmp_path / "marks.csv").write_text(text)
    summary, pdf = make_feedback(spec, tmp_path / "marks.csv", output=tmp_path)[0]
    geometry_of(pdf, ["Ann", "Ben"])
    assert words(pdf)[0].count("1/2") >= parts
    assert summary.name == "spec-summary.pdf"


HOSTILE = ["=cmd|' /C calc'!A0", "<b>Bold</b> & {{ 7 * 7 }}", "]]><p>", "**starred**", "X" * 200, "Maximiliana " * 16]


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_prints_as_it_is(name: str, tmp_path: Path) -> None:
    pdf = slips_of(tmp_path, {name.strip(): MARKS[0], "Ben": MARKS[1]})
    assert letters(name).replace("'", "’") in read(pdf)
    geometry_of(pdf, ["30/40", "37/40"])


def test_a_name_no_font_can_print_gives_its_number_and_a_warning(tmp_path: Path) -> None:
    file = tmp_path / "marks.csv"
    head = ["Name", "Candidate number", *[c.label for c in FOUND]]
    marks = ["" if m is None else m for m in MARKS[0]]
    file.write_text(sheet([["བོད་ཡིག", "31415", *marks]], head), encoding="utf-8")
    paths, warnings = make_feedback(EXAM, file, output=tmp_path)
    assert words(paths[1])[0].startswith("31415") and "row 2" in str(warnings[0])
    file.write_text(sheet([["བོད་ཡིག", "", *marks]], head), encoding="utf-8")
    with pytest.raises(SpecError, match="give the pupil a candidate number"):
        make_feedback(EXAM, file, output=tmp_path)


def test_the_backs_stay_empty_and_the_bytes_are_the_same(tmp_path: Path) -> None:
    pdf = slips_of(tmp_path, {"Ann": MARKS[0], "Ben": MARKS[1], "Cai": FULL})
    with pikepdf.open(pdf) as document:
        assert len(document.pages) == 2 and document.Root.ViewerPreferences.Duplex == "/Simplex"
    done = run(tmp_path, "print", str(pdf), "--dry-run")
    assert "sides=one-sided" in done.stdout
    first = pdf.read_bytes()
    assert slips_of(tmp_path, {"Ann": MARKS[0], "Ben": MARKS[1], "Cai": FULL}).read_bytes() == first


def test_slips_and_summary_pass_pdf_ua(tmp_path: Path) -> None:
    people = {"Ann Lee": MARKS[0], "Łukasz": MARKS[1], "Cai": [None] * 11}
    files = []
    for school in ("", "northgate", "ysgol-glan-y-mor"):
        files += make_feedback(EXAM, filled(tmp_path, people), school, tmp_path / (school or "plain"))[0]
    found = ua_problems(files)
    assert len(found) == len(files) == 6
    assert not any(found.values()), found


# ---------------------------------------------------------------- the summary


def test_the_summary_says_what_to_teach_again_and_who_was_absent(tmp_path: Path) -> None:
    people = {"Ann": MARKS[0], "Ben": MARKS[1], "Zoë Absent": [None] * 11}
    text = " ".join(words(make_feedback(EXAM, filled(tmp_path, people), output=tmp_path)[0][0]))
    assert "For staff only" in text
    assert "Pupils with marks: 2 · Absent: 1 · Mean mark: 33.5/40 (84%)" in text
    assert "To teach again 1. Question 1(a) (50%): Give two ways" in text
    assert "(chosen by 1)" in text and "Zoë Absent (10B)" in text and "Grades (indicative)" in text
    assert "Ann" not in text and "Ben" not in text


def test_a_question_nobody_chose_has_no_facility(tmp_path: Path) -> None:
    summary = summarise([script(MARKS[0])], FOUND, PAPER)
    assert [p.percent for p in summary.parts][-2:] == [None, None]
    assert all(part.percent is not None for part in summary.weakest)
    assert "–" in " ".join(words(make_feedback(EXAM, filled(tmp_path, {"Ann": MARKS[0]}), output=tmp_path)[0][0]))


def test_a_class_of_three_hundred_has_a_summary_of_one_page(tmp_path: Path) -> None:
    people = {f"Pupil {n}": MARKS[n % 2] for n in range(300)}
    summary, pdf = make_feedback(EXAM, filled(tmp_path, people), output=tmp_path)[0]
    assert len(pikepdf.open(summary).pages) == 1 and len(pikepdf.open(pdf).pages) == 150


# ---------------------------------------------------------------- the whole way


def test_the_command_makes_both_and_names_them_for_the_class(project: Path) -> None:
    people = {"Ann": MARKS[0], "Ben": MARKS[1]}
    filled(project, people, f"{EXAM.stem}-marks-10B.csv")
    done = run(project, "feedback", f"worksheets/{EXAM.name}", f"{EXAM.stem}-marks-10B.csv")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.split() == [f"output/{EXAM.stem}-{what}-10B.pdf" for what in ("summary", "feedback")]
    filled(project, people | {"Ann": [9] * 11}, "wrong.csv")
    wrong = run(project, "feedback", f"worksheets/{EXAM.name}", "wrong.csv")
    assert wrong.returncode == 3 and wrong.stdout == ""
    assert "wrong.csv, row 2: error: column 1(a): 9 is above the maximum of 2" in wrong.stderr
    missing = run(project, "feedback", f"worksheets/{EXAM.name}", "nothing.csv")
    assert missing.returncode == 5 and "the mark sheet cannot be read" in missing.stderr
    assert not (project / "output" / f"{EXAM.stem}-feedback.pdf").exists()


def test_a_worksheet_without_boundaries_and_objectives_has_slips_too(tmp_path: Path) -> None:
    paper = check_spec(SHEET).paper
    most = [item.marks for item in paper.items]
    head = ["Name", *[str(item.number[0]) for item in paper.items]]
    (tmp_path / "marks.csv").write_text(sheet([["Ann", *[n // 2 for n in most]], ["Ben", *most]], head))
    summary, pdf = make_feedback(SHEET, tmp_path / "marks.csv", output=tmp_path)[0]
    text = words(pdf)[0]
    assert "34/34 · 100%" in text and "rade" not in text and "AO" not in text
    assert "Grades" not in words(summary)[0]


def test_pupils_papers_hold_no_boundaries_and_no_feedback(tmp_path: Path) -> None:
    xml = layouts(check_spec(EXAM))
    assert "Grade boundaries (indicative)" in xml["mark-scheme"] and "for this mock" in xml["mark-scheme"]
    for name in ("insert", "question-paper"):
        assert "oundaries" not in xml[name] and "Make a table of four problems" not in xml[name]


def test_a_school_replaces_the_slip(project: Path) -> None:
    folder = project / "templates" / "ours"
    folder.mkdir(parents=True)
    (folder / "theme.yaml").write_text("schema: 1\n")
    (folder / "feedback.xml").write_text(
        '<paper title="Slips">{% for one in slips %}<p>{{ one.name }}: {{ one.grade }}</p>{% endfor %}</paper>'
    )
    paths = make_feedback(project / "worksheets" / EXAM.name, filled(project, {"Ann": MARKS[0]}), "ours")[0]
    assert words(paths[1]) == ["Ann: 7"]
    (folder / "feedback.xml").write_text("<paper title='x'>{{ slips[0].nmae }}</paper>")
    forget_templates()
    with pytest.raises(PaperbuilderError, match="there is no nmae in Slip; did you mean name?"):
        make_feedback(project / "worksheets" / EXAM.name, filled(project, {"Ann": MARKS[0]}), "ours")


def test_documents_of_the_sample_fit(tmp_path: Path) -> None:
    checked = sample_worksheet()
    workshop = Typesetter(checked)
    found: list[Column] = columns(checked.paper, workshop.theme.numbering)
    made = compose_feedback(
        workshop, [Script(Pupil(name="Ann"), tuple(c.most for c in found), checked.paper.total)], found
    )
    assert [len(pages.pages) for pages in made.values()] == [1, 1]


VERSIONED = """kind: worksheet
title: T
versions: [A, B]
sections:
  - shuffle: yes
    questions:
"""


@pytest.fixture
def quiz(tmp_path: Path) -> Path:
    """Five questions that change places in Version B, and a list of two pupils who sit side by side."""
    words = ("one", "two", "three", "four", "five")
    point = "mark-scheme: {closed: yes, points: [{text: a, marks: 9}]}"
    questions = [f"      - {{type: short, stem: The {w}?, marks: {n}, {point}}}\n" for n, w in enumerate(words, 5)]
    spec = tmp_path / "quiz.yaml"
    spec.write_text(VERSIONED + "".join(questions))
    (tmp_path / "10B.csv").write_text("Name,Seat\nAnn,A1\nBen,A2\n")
    return spec


def test_a_mark_sheet_says_what_a_question_is_in_each_version(quiz: Path) -> None:
    csv_file, book = mark_sheet.make_mark_sheet(quiz, quiz.parent / "10B.csv", output=quiz.parent)[0]
    rows = list(csv.reader(csv_file.read_text(encoding="utf-8-sig").splitlines()))
    b = check_spec(quiz).in_version("B").paper
    at = {item.question.stem: str(item.number[0]) for item in b.items}
    assert rows[0][:4] == ["Name", "Form", "Candidate number", "Version"] and rows[0][4:9] == list("12345")
    assert rows[2][:1] + rows[2][4:9] == [
        "Version B",
        *(at[f"The {w}?"] for w in ("one", "two", "three", "four", "five")),
    ]
    assert [(row[0], row[3]) for row in rows[3:]] in ([("Ann", "A"), ("Ben", "B")], [("Ann", "B"), ("Ben", "A")])
    marks = load_workbook(book)["Marks"]
    assert [[str(c.value or "") for c in line][:9] for line in marks.iter_rows(max_row=5)] == [r[:9] for r in rows]
    assert marks.freeze_panes == "E4" and marks["J4"].value == '=IF(COUNT(E4:I4)=0,"",SUM(E4:I4))'
    assert {str(c.sqref) for c in marks.data_validations.dataValidation} >= {"E4:E33"}
    mark_sheet.make_mark_sheet(quiz, quiz.parent / "10B.csv", output=quiz.parent)


def test_each_slip_is_numbered_as_its_pupils_own_version(quiz: Path) -> None:
    _, book = mark_sheet.make_mark_sheet(quiz, quiz.parent / "10B.csv", output=quiz.parent)[0]
    workbook = load_workbook(book)
    marks = workbook["Marks"]
    version = {marks.cell(at, 1).value: marks.cell(at, 4).value for at in (4, 5)}
    for at in (4, 5):
        for column in range(5, 10):
            marks.cell(at, column).value = column - 4  # a mark is the number of its question in Version A
    workbook.save(book)
    checked = check_spec(quiz)
    with pdfplumber.open(make_feedback(quiz, book, output=quiz.parent)[0][1]) as pdf:
        page = pdf.pages[0]
        halves = [page.crop((0, y, page.width, y + page.height / 2)) for y in (0, page.height / 2)]
        texts = [half.extract_text() for half in halves]
    for text in texts:
        own = version[text.split()[0]]
        assert f"numbered as in Version {own}" in " ".join(text.split())
        paper = checked.in_version(own).paper
        for item in paper.items:
            got = item.written[0]
            assert re.search(rf"(?m)^{item.number[0]} {item.question.stem[:-1]}\W.* ?{got}/{item.marks}", text), text
    with pytest.raises(FilesError, match="there are marks in this sheet"):
        mark_sheet.make_mark_sheet(quiz, quiz.parent / "10B.csv", output=quiz.parent)


def test_a_version_that_there_is_not_is_a_problem_of_its_row(quiz: Path) -> None:
    file = quiz.parent / "marks.csv"
    file.write_text("Name,Version,1,2,3,4,5\nAnn,b,1,1,1,1,1\nBen,,1,1,1,1,1\nCai,C,1,1,1,1,1\n")
    with pytest.raises(SpecError, match=r"row 4: error: column Version: there is no version C\n.*there are A, B"):
        make_feedback(quiz, file, output=quiz.parent)
