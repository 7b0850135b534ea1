"""Worksheets without marks, and exams whose mark schemes are not written yet."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pdfplumber
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from paperbuilder import PaperbuilderError, check, make
from paperbuilder.marking.feedback import make_feedback
from paperbuilder.marking.mark_sheet import make_mark_sheet
from paperbuilder.outputs.typesetter import layouts
from paperbuilder.paper.checked import check_spec
from paperbuilder.questions.kind import Question
from paperbuilder.questions.registry import all_kinds
from paperbuilder.schools.samples import SAMPLE
from paperbuilder.units import MM
from tests.test_kinds import FIRST, HEAD_DATA, sample
from tests.test_ua import ua_problems

SHORT: dict[str, Any] = {"type": "short", "stem": "Why?"}
ESSAY: dict[str, Any] = {"type": "extended", "stem": "Write."}
CHOICE: dict[str, Any] = {"type": "multiple-choice", "stem": "Which?", "options": ["one", "two"], "answer": "two"}
EXAM: dict[str, Any] = {"kind": "exam", "title": "Exam", "subject": "History", "date": "1 June", "time": "30 minutes"}
EXAM |= {"materials": ["a pen"]}
KINDS = sorted(name for name, kind in all_kinds().items() if issubclass(kind, Question))


def spec(folder: Path, *questions: dict[str, Any], **keys: Any) -> Path:
    file = folder / "paper.yaml"
    data = {"kind": "worksheet", "title": "Sheet", **keys, "questions": list(questions)}
    file.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
    return file


def printed(folder: Path, *questions: dict[str, Any], **keys: Any) -> dict[str, str]:
    """The layout of each document, in one line each."""
    found = layouts(check_spec(spec(folder, *questions, **keys)))
    return {name: re.sub(r"\s+", " ", re.sub(r"<\?[^>]*\?>", "", xml)) for name, xml in found.items()}


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "paperbuilder", *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, encoding="utf-8")


def without(question: dict[str, Any], *keys: str) -> dict[str, Any]:
    """A question without some keys, and its parts as well."""
    left = {key: value for key, value in question.items() if key not in keys}
    return left | ({"parts": [without(part, *keys) for part in left["parts"]]} if "parts" in left else {})


# ---------------------------------------------------------------- a worksheet without marks


@pytest.mark.parametrize("name", KINDS)
def test_every_kind_can_be_without_marks_and_mark_scheme(name: str) -> None:
    keys = ("marks", "mark-scheme", "key-marks", "ao", "spag", "bonus")
    questions = [without(question, *keys) for question in (FIRST, *sample(name))]
    checked = check_spec(SAMPLE / "worksheet.yaml", text=json.dumps(HEAD_DATA | {"questions": questions}))
    found = layouts(checked)
    assert [one for one in checked.paper.warnings if "mark" in one.message] == []
    assert "mark-scheme" not in found
    for document in ("worksheet", "answers"):
        assert "<marks" not in found[document] and "[0 " not in found[document]


def test_lines_without_marks_are_those_of_the_theme(tmp_path: Path) -> None:
    file = spec(tmp_path, SHORT, ESSAY)
    with pdfplumber.open(make(file, only="worksheet", output=tmp_path).paths[0]) as pdf:
        ruled = [line for page in pdf.pages for line in page.lines if line["width"] > 400 and line["top"] > 130]
    assert len(ruled) == 4 + 12
    xml = printed(tmp_path, SHORT, {**ESSAY, "lines": 7}, theme={"answers": {"lines-of-answer": 2}})["worksheet"]
    assert re.findall(r'<answer-lines count="(\d+)"', xml) == ["2", "7"]


def test_the_stem_is_followed_by_its_lines_where_marks_are_left_out(tmp_path: Path) -> None:
    xml = printed(tmp_path, SHORT)["worksheet"]
    assert re.search(r"<p>Why\?</p>\s*<answer-lines", xml)


def test_some_with_marks_and_some_without_add_up_to_those_that_have(tmp_path: Path) -> None:
    found = printed(tmp_path, SHORT, {**SHORT, "marks": 2}, {**CHOICE, "marks": 1}, CHOICE, total=3)
    assert found["worksheet"].count("<marks>") == 2
    assert "Maximum mark: <b>3</b>" in found["mark-scheme"]
    assert found["mark-scheme"].count("<marks ") == 2
    assert "No mark scheme." in found["mark-scheme"]


def test_there_is_no_mark_scheme_where_it_has_nothing_to_say(tmp_path: Path) -> None:
    file = spec(tmp_path, SHORT, CHOICE)
    done = run(tmp_path, "make", file.name)
    assert done.stdout.split() == ["output/paper-worksheet.pdf", "output/paper-answers.pdf"]
    assert done.stderr == ""
    done = run(tmp_path, "make", file.name, "--only", "mark-scheme")
    assert (done.returncode, done.stdout) == (3, "")
    assert "there is no document mark-scheme" in done.stderr
    assert "neither marks nor mark schemes; what is right is in its answers" in done.stderr


def test_notes_for_the_marker_are_printed_even_without_marks(tmp_path: Path) -> None:
    found = printed(tmp_path, {**SHORT, "mark-scheme": {"points": ["So."], "note": "Be kind."}})
    assert "Be kind." in found["mark-scheme"]
    assert "Maximum mark" not in found["mark-scheme"] and "General principles" not in found["mark-scheme"]
    assert ">Mark<" not in found["mark-scheme"]


def test_the_answers_have_the_key_model_answers_or_that_they_vary(tmp_path: Path) -> None:
    points = {**SHORT, "mark-scheme": {"points": ["Because it is."]}}
    odd = {"type": "odd-one-out", "stem": "Odd?", "options": ["one", "two", "three"], "answer": "two"}
    answers = printed(tmp_path, CHOICE, points, SHORT, odd)["answers"]
    assert answers.count("<tick ticked") == 2 and "Because it is." in answers
    assert answers.count("Answers vary.") == 2
    assert "Bydd yr atebion yn amrywio." in printed(tmp_path, SHORT, theme={"languages": ["cy"]})["answers"]


def test_the_reason_of_the_odd_one_out_has_its_lines(tmp_path: Path) -> None:
    odd = {"type": "odd-one-out", "stem": "Odd?", "options": ["one", "two", "three"], "answer": "two"}
    assert '<answer-lines count="4"' in printed(tmp_path, odd)["worksheet"]


def test_versions_have_their_key(tmp_path: Path) -> None:
    found = printed(tmp_path, {**CHOICE, "options": ["one", "two", "three", "four"]}, versions=["A", "B"])
    assert len(re.findall(r"<td><b>1</b>&#160; [ABCD]|<td><b>1</b>\W*[ABCD]", found["version-key"])) == 2


def test_a_mark_sheet_has_the_questions_with_marks_and_is_refused_without_any(tmp_path: Path) -> None:
    paths, _ = make_mark_sheet(spec(tmp_path, SHORT, {**CHOICE, "marks": 1}), output=tmp_path)
    head = paths[0].read_text(encoding="utf-8-sig").splitlines()[0]
    assert head == "Name,Form,Candidate number,2,Total"
    for work in (make_mark_sheet, lambda file: make_feedback(file, tmp_path / "none.csv")):
        with pytest.raises(PaperbuilderError, match="no question has marks, so there is nothing to enter"):
            work(spec(tmp_path, SHORT, CHOICE))


def test_feedback_passes_over_questions_without_marks(tmp_path: Path) -> None:
    sections = [{"title": "Either", "answer": 1, "questions": [SHORT, ESSAY]}, {"questions": [{**CHOICE, "marks": 1}]}]
    file = tmp_path / "paper.yaml"
    file.write_text(json.dumps({"kind": "worksheet", "title": "Sheet", "sections": sections}))
    marks = tmp_path / "marks.csv"
    marks.write_text("Name,Form,Candidate number,3,Total\nAda,,,1,1\n")
    paths, _ = make_feedback(file, marks, output=tmp_path)
    with pdfplumber.open(next(path for path in paths if "feedback" in path.name)) as pdf:
        words = pdf.pages[0].extract_text()
    assert "1/1" in words and "No question answered" not in words


# ---------------------------------------------------------------- texts to read


def test_extracts_that_nobody_cites_are_printed_before_the_first_question(tmp_path: Path) -> None:
    (tmp_path / "text.txt").write_text("One two three four.\n\nFive six seven eight.\n")
    work = {"file": "text.txt", "title": "A work", "author": "A. Writer", "rights": {"basis": "own work"}}
    extracts = {"A": {"text": "work", "quote": "One two three four."}, "B": {"text": "work", "quote": "Five six seven"}}
    keys = {"texts": {"work": work}, "extracts": extracts}
    xml = printed(tmp_path, SHORT, {**SHORT, "stem": "What does Extract B say?"}, **keys)["worksheet"]
    places = [xml.index(text) for text in ("One two", '<item label="1"', "Five six", '<item label="2"')]
    assert places == sorted(places)
    assert check(spec(tmp_path, SHORT, **keys)) == []
    xml = printed(tmp_path, SHORT, **keys)["worksheet"]
    places = [xml.index(text) for text in ("One two", "Five six", '<item label="1"')]
    assert places == sorted(places)


def test_a_pair_of_texts_of_which_one_is_cited_is_printed_whole(tmp_path: Path) -> None:
    (tmp_path / "text.txt").write_text("One two three four.\n\nFive six seven eight.\n")
    work = {"file": "text.txt", "title": "A work", "author": "A. Writer", "rights": {"basis": "own work"}}
    pair = {"A": {"text": "work", "quote": "One two"}, "B": {"text": "work", "quote": "Five six", "beside": "A"}}
    keys = {"texts": {"work": work}, "extracts": pair}
    for stem in ("Why?", "Why does Extract A say so?", "Why does Extract B say so?"):
        xml = printed(tmp_path, {**SHORT, "stem": stem}, **keys)["worksheet"]
        assert xml.count("One two") == xml.count("Five six") == 1


# ---------------------------------------------------------------- open cells


def table(*rows: list[str], **keys: Any) -> dict[str, Any]:
    return {"type": "table", "stem": "Fill.", "header": ["H", "I"], "rows": list(rows), **keys}


def test_an_open_cell_says_in_the_answers_that_it_is_a_pupils_own(tmp_path: Path) -> None:
    for rows in (["x", "[[]]"], ["y", "[[]]"]), (["x", ""], ["y", ""]):
        found = printed(tmp_path, table(*rows))
        assert found["answers"].count("own answer") == 2 and "own answer" not in found["worksheet"]
        assert found["worksheet"].count("<td></td>") == 2
    mixed = printed(tmp_path, table(["x", "[[]]"], ["", "[[right]]"]))
    assert mixed["answers"].count("own answer") == 1 and "<answer>right</answer>" in mixed["answers"]
    welsh = printed(tmp_path, table(["x", "[[]]"]), theme={"languages": ["cy"]})
    assert "ateb eich hun" in welsh["answers"]


def test_of_a_table_with_marks_the_key_gives_those_of_its_answers(tmp_path: Path) -> None:
    points = {"points": ["a", "b", "c"]}
    found = printed(tmp_path, table(["[[one]]", "[[]]"], ["[[two]]", "[[]]"], marks=4, **{"mark-scheme": points}))
    assert "to a maximum of 2" in found["mark-scheme"] and "<li>two</li>" in found["mark-scheme"]
    assert "<answer-lines" not in found["worksheet"]


def test_a_gap_of_a_passage_can_be_open(tmp_path: Path) -> None:
    gaps = {"type": "gap-fill", "stem": "Fill.", "passage": "In [[1666]] I felt [[]]."}
    found = printed(tmp_path, gaps)
    assert found["worksheet"].count("<gap ") == 2 and "own answer" in found["answers"]
    assert re.search(r'<p style="cell">1666</p>', found["worksheet"])


def heights(folder: Path, file: Path, edition: str = "") -> list[float]:
    """The heights of the rows below the head of the first table, in mm."""
    with pdfplumber.open(make(file, only="worksheet", output=folder, edition=edition).paths[0]) as pdf:
        rows = pdf.pages[0].find_tables()[0].rows[1:]
    return [round((row.bbox[3] - row.bbox[1]) / MM, 1) for row in rows]


def test_rows_are_as_high_as_is_asked_for(tmp_path: Path) -> None:
    rows = (["x", ""], ["y", ""])
    assert heights(tmp_path, spec(tmp_path, table(*rows, heights="3 lines"))) == pytest.approx([24, 24], abs=0.3)
    assert heights(tmp_path, spec(tmp_path, table(*rows, heights=["20 mm", "35 mm"]))) == pytest.approx(
        [20, 35], abs=0.3
    )
    large = heights(tmp_path, spec(tmp_path, table(*rows, heights="20 mm")), "large-print-18")
    assert large == pytest.approx([28, 28], abs=0.3)


# ---------------------------------------------------------------- an exam without mark schemes


DRAFT = [
    {**SHORT, "marks": 2},
    {**SHORT, "marks": 4, "mark-scheme": {"points": ["One", "Two"]}},
    {"stem": "Parts.", "parts": [{**CHOICE, "marks": 1}, {**SHORT, "marks": 3}]},
    {**ESSAY, "marks": 8, "mark-scheme": {"levels": "explain-8", "indicative": [["a", "b", "c", "d", "e", "f"]]}},
]


def test_an_exam_is_made_and_its_mark_scheme_says_what_is_not_written(tmp_path: Path) -> None:
    file = spec(tmp_path, *DRAFT, **EXAM)
    warnings = [p for p in check(file) if p.severity == "warning"]
    assert [(p.where, p.message) for p in warnings] == [
        ("questions[0] (Question 1)", "the question has no mark scheme yet"),
        ("questions[1].mark-scheme.points (Question 2)", "the points give 2 marks, the question has 4"),
        ("questions[2].parts[1] (Question 3(b))", "the question has no mark scheme yet"),
    ]
    scheme = printed(tmp_path, *DRAFT, **EXAM)["mark-scheme"]
    assert "<b>DRAFT.</b> These questions have no finished mark scheme yet: 1, 2 and 3(b)." in scheme
    assert scheme.count("Mark scheme not written yet.") == 2
    assert scheme.count("nothing says yet how 2 marks can be earned") == 1
    welsh = printed(tmp_path, *DRAFT, **EXAM, theme={"languages": ["cy"]})["mark-scheme"]
    assert "DRAFFT." in welsh and "ysgrifennu eto" in welsh


def test_the_pages_are_accessible(tmp_path: Path) -> None:
    rows = (["x", ""], ["y", ""])
    papers = (({}, [SHORT, ESSAY, CHOICE, table(*rows, heights="3 lines")]), (EXAM, DRAFT))
    for keys, questions in papers:
        found = ua_problems(make(spec(tmp_path, *questions, **keys), output=tmp_path).paths)
        assert len(found) == 2 and not any(found.values())


def test_a_finished_mark_scheme_is_no_draft(tmp_path: Path) -> None:
    scheme = printed(tmp_path, DRAFT[3], {**CHOICE, "marks": 1}, **EXAM)["mark-scheme"]
    assert "DRAFT" not in scheme and "not written" not in scheme


def test_strict_takes_a_warning_for_an_error_and_leaves_the_last_good_files(tmp_path: Path) -> None:
    full = [{**SHORT, "marks": 2, "mark-scheme": {"points": ["a", "b", "c"]}}]
    file = spec(tmp_path, *full, **EXAM | {"time": "3 minutes"})
    assert run(tmp_path, "make", file.name, "--strict").returncode == 0
    before = {path.name: path.read_bytes() for path in (tmp_path / "output").glob("*.pdf")}
    spec(tmp_path, {**SHORT, "marks": 2}, **EXAM | {"time": "3 minutes"})
    for command in ("make", "check"):
        done = run(tmp_path, command, file.name, "--strict")
        assert (done.returncode, done.stdout) == (3, "")
        assert "paper.yaml:1:" in done.stderr and "error: questions[0] (Question 1)" in done.stderr
        assert "warning" not in done.stderr
    assert {path.name: path.read_bytes() for path in (tmp_path / "output").glob("*.pdf")} == before
    assert run(tmp_path, "check", file.name).returncode == 0
    assert run(tmp_path, "make", file.name).returncode == 0
    assert run(tmp_path, "make", file.name, "--strict").returncode == 3  # although all is up to date


def test_the_library_is_strict_if_it_is_asked(tmp_path: Path) -> None:
    file = spec(tmp_path, {**SHORT, "marks": 2}, **EXAM)
    with pytest.raises(PaperbuilderError, match="no mark scheme yet"):
        make(file, output=tmp_path, strict=True)
    assert make(file, output=tmp_path).problems


WITH_SCHEMES = st.sampled_from(
    [
        {**SHORT, "marks": 3, "mark-scheme": {"points": ["a", "b", "c", "d"]}},
        {**SHORT, "marks": 3, "blocks": 3, "mark-scheme": {"key": ["a", "b", "c"]}},
        {**SHORT, "marks": 4, "answers": ["x = ___"], "space": "40 mm", "mark-scheme": {"points": ["M2 a", "A2 b"]}},
        {**ESSAY, "marks": 8, "mark-scheme": {"levels": "explain-8", "indicative": [["a"]]}},
        {**ESSAY, "marks": 4, "spag": 4, "mark-scheme": {"levels": "explain-4"}},
        {**CHOICE, "marks": 3, "key-marks": 1, "mark-scheme": {"points": ["a", "b", "c"]}},
        {"type": "drawing", "stem": "Draw.", "space": "50 mm", "marks": 2, "mark-scheme": {"points": ["a", "b", "c"]}},
        table(["x", "[[]]"], marks=2, **{"mark-scheme": {"points": ["a", "b", "c"]}}),
        {**SHORT, "marks": 2, "bonus": 1, "mark-scheme": {"points": ["a", "b", "c"], "bonus": ["d"]}},
    ]
)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(WITH_SCHEMES, min_size=1, max_size=5), st.data())
def test_pupils_pages_are_the_same_without_mark_schemes(tmp_path: Path, full: list[Any], data: st.DataObject) -> None:
    drafts = [without(q, "mark-scheme") if data.draw(st.booleans()) else q for q in full]
    part = {"stem": "Parts.", "parts": full}
    a = printed(tmp_path, *full, part, **EXAM)["question-paper"]
    assert printed(tmp_path, *drafts, without(part, "mark-scheme"), **EXAM)["question-paper"] == a


# ---------------------------------------------------------------- the schema for editors


def test_the_schema_asks_an_exam_for_marks_and_a_worksheet_for_none() -> None:
    import jsonschema

    from paperbuilder.spec.reference import spec_schema

    valid = jsonschema.Draft202012Validator(spec_schema()).is_valid
    sheet = {"kind": "worksheet", "title": "Sheet"}
    parts = {"stem": "Parts.", "parts": [SHORT, {"type": "information", "text": "Read."}]}
    assert valid({**sheet, "questions": [SHORT, parts]})
    assert not valid({**EXAM, "questions": [SHORT]}) and not valid({**EXAM, "questions": [parts]})
    assert not valid({**EXAM, "sections": [{"title": "A", "questions": [SHORT]}]})
    marked = {**SHORT, "marks": 2}
    assert valid({**EXAM, "questions": [marked, {"type": "information", "text": "Read."}]})
    assert valid({**EXAM, "sections": [{"title": "A", "questions": [marked, {**parts, "parts": [marked]}]}]})
