"""Half marks, codes, bonus marks, penalties, and marks of a key beside those that are judged: in every document."""

from __future__ import annotations

import json
import pickle
import re
from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

import pdfplumber
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from paperbuilder import check, make
from paperbuilder.class_sets.pupil import Pupil
from paperbuilder.marking.columns import columns, exact, form, score
from paperbuilder.marking.feedback import make_feedback, slip
from paperbuilder.marking.mark_sheet import make_mark_sheet
from paperbuilder.marking.read_marks import Script, read_marks
from paperbuilder.marks import Half, halves_in, of_halves, typed
from paperbuilder.outputs.typesetter import Typesetter, layouts
from paperbuilder.paper.checked import CheckedSpec, check_spec
from paperbuilder.paper.item import flat
from paperbuilder.problems import SpecError
from paperbuilder.questions.codes import credits_of, legend
from paperbuilder.questions.kind import Question
from paperbuilder.questions.mark_scheme import Point
from paperbuilder.questions.registry import all_kinds
from paperbuilder.schools.samples import HEAD, SAMPLE
from paperbuilder.themes.folders import template_folders
from paperbuilder.themes.model import Theme
from paperbuilder.themes.resolve import theme_of
from tests.test_ua import ua_problems

TEST = """
kind: exam
title: A test of all marks
subject: Mathematics
date: Monday 14 June
time: 30 minutes
materials: [a pen]
versions: [A, B]
theme: {marks: {halves: yes}}
penalty: ½
total: 14½
sections:
  - title: Section A
    penalty: {marks: 1, not-below-zero: yes}
    questions:
      - {type: multiple-choice, stem: What is 3 × 4?, options: ["7", "12", "34"], answer: "12", marks: 1}
      - type: true-false
        stem: True or false?
        marks: 2
        statements: [{text: 7 is prime., answer: "true"}, {text: 9 is prime., answer: "false"}]
  - title: Section B
    questions:
      - stem: Solve 3n + 2 = 14.
        type: short
        marks: 3
        bonus: 2
        ao: {AO1: 1½, AO2: 1½}
        mark-scheme:
          worked: |
            3n = 14 − 2 = 12
            n = 12 ÷ 3 = 4
          points: [M1 takes 2 from both sides, M1dep divides their 12 by 3, "A1ft: 4 oe", SC1 for 4 alone]
          bonus: [A check, A second method]
      - {type: short, stem: What is half of 3?, marks: 1½, mark-scheme: {key: [{text: 1.5, marks: 1.5}]}}
      - {type: short, stem: Round π., marks: 0.5, mark-scheme: {points: [B½ awrt 3.14]}}
      - type: multiple-choice
        stem: What is 3 × 5? Say why.
        options: ["15", "35"]
        answer: "15"
        marks: 5
        key-marks: 1
        mark-scheme: {points: [{text: a reason, code: E3}, {text: a drawing, code: C1}]}
      - {type: ordering, stem: Smallest first., items: ["1", "2", "3"], marks: 1½, key-marks: 1½}
  - title: Section C
    questions:
      - stem: One more.
        bonus: yes
        parts:
          - {type: short, stem: Prove it., marks: 2, mark-scheme: {points: [P1 begins, Q1 ends]}}
          - {type: multiple-choice, stem: Which?, options: [this, that], answer: this, marks: 1}
"""


def checked_from(text: str) -> CheckedSpec:
    return check_spec(SAMPLE / "worksheet.yaml", text=text)


def theme_for(checked: CheckedSpec) -> Theme:
    return theme_of(template_folders(checked.root), checked.source)


CHECKED = checked_from(TEST)
PAPER = CHECKED.paper
FORM = form(PAPER, theme_for(CHECKED))
LABELS = [column.label for column in FORM.columns]
BEST = tuple(column.most for column in FORM.columns)
WORST = tuple(column.least for column in FORM.columns)


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The test as PDFs, in both languages and in large print too, by name."""
    folder, found = tmp_path_factory.mktemp("marks"), {}
    for name, text in (("en", TEST), ("cy", TEST.replace("{marks: {h", "{lang: cy, languages: [cy], marks: {h"))):
        spec = folder / f"{name}.yaml"
        spec.write_text(text, encoding="utf-8")
        paths = [*make(spec, output=folder).paths, *make(spec, output=folder, edition="large-print-18").paths]
        found |= {path.stem: path for path in paths}
    return found


def words(pdf: Path) -> str:
    with pdfplumber.open(pdf) as document:
        return " ".join(" ".join(page.extract_text() for page in document.pages).split())


# ---------------------------------------------------------------- numbers of marks

NUMBERS = st.integers(-2000, 2000)


@given(st.lists(NUMBERS), st.integers(-9, 9))
def test_sums_of_halves_are_exact(halves: list[int], times: int) -> None:
    marks = [of_halves(n) for n in halves]
    total = sum(marks)
    assert exact(total) == Fraction(sum(halves), 2) and halves_in(total * times) == sum(halves) * times
    assert isinstance(total, Half) == bool(sum(halves) % 2)
    assert halves_in(10 - total) == 20 - sum(halves) and halves_in(-total) == -sum(halves)


@given(NUMBERS, NUMBERS)
def test_halves_are_ordered_as_numbers(a: int, b: int) -> None:
    assert (of_halves(a) < of_halves(b)) == (a < b) and (of_halves(a) == of_halves(b)) == (a == b)
    assert (of_halves(a) >= of_halves(b)) == (a >= b) and pickle.loads(pickle.dumps(of_halves(a))) == of_halves(a)


@given(NUMBERS)
def test_a_number_of_marks_is_typed_in_several_ways(halves: int) -> None:
    marks = of_halves(halves)
    number = f"{float(marks):g}"
    for text in (
        str(marks),
        str(marks).replace("½", " ½"),
        number,
        number.replace(".", ","),
        number.replace("-", "−"),
        f"{float(marks):.2f}",
    ):
        assert typed(text) == marks


@pytest.mark.parametrize("text", ["-", "x", "1.25", "1.55", "½½", "1½5", "1e3", "1.", "٣", "1  ½", "1234567", "0.05"])
def test_what_is_no_number_of_marks(text: str) -> None:
    with pytest.raises(ValueError, match=re.escape(text)):
        typed(text)
    with pytest.raises(ValueError, match="^$"):
        typed(" ")


# ---------------------------------------------------------------- codes


def credited(*texts: str) -> list[tuple[str, str, str]]:
    return [(c.code, str(c.marks), c.text) for c in credits_of([Point(text=text) for text in texts])]


def test_what_all_points_begin_with_are_codes() -> None:
    assert credited(
        "M1 adds", "A2ft their 4", "B1 dep oe for 3", "SC2: guessed", "SC B1 seen", "E½ says", "A1 cao"
    ) == [
        ("M1", "1", "adds"),
        ("A2 ft", "2", "their 4"),
        ("B1 dep oe", "1", "for 3"),
        ("SC 2", "2", "guessed"),
        ("SC 1", "1", "seen"),
        ("E½", "½", "says"),
        ("A1", "1", "cao"),
    ]


@pytest.mark.parametrize(
    "texts", [["A1 paper", "A4"], ["M1 adds", "then stops"], ["M11", "B1ff 3"], ["D1 is", "Z2 is"]]
)
def test_what_only_looks_like_codes_is_none(texts: list[str]) -> None:
    assert credited(*texts) == [("", "1", text) for text in texts]


def test_with_codes_no_nothing_is_a_code() -> None:
    assert [c.code for c in credits_of([Point(text="A1 paper")], short=False)] == [""]


def test_the_legend_has_what_is_used_and_no_more(printed: dict[str, Path]) -> None:
    assert PAPER.codes == ["M", "A", "B", "E", "C", "P", "Q", "ft", "dep", "oe", "awrt", "SC"]
    assert legend(credits_of([Point(text="M1 left of it"), Point(text="A1 isw")])) == ["M", "A", "isw"]
    scheme = words(printed["en-mark-scheme-version-A"])
    assert (
        scheme.count("Meaning of the codes") == 1
        and "Follow through:" in scheme
        and "Correct answer only" not in scheme
    )
    assert "Ystyr y codau" in words(printed["cy-mark-scheme-version-A"])


def test_the_codes_stand_in_the_column_of_marks(printed: dict[str, Path]) -> None:
    with pdfplumber.open(printed["en-mark-scheme-version-A"]) as document:
        tables = [table for page in document.pages for table in page.extract_tables()]
    table = next(t for t in tables if ["takes 2 from both sides", "M1"] in t)
    assert table[1:] == [
        ["takes 2 from both sides", "M1"],
        ["divides their 12 by 3", "M1 dep"],
        ["4 oe", "A1 ft"],
        ["for 4 alone", "SC 1"],
    ]


def test_the_worked_solution_stands_beside_the_points_and_in_the_answers() -> None:
    sheet = checked_from(re.sub(r"kind: exam|subject.*\n|time:.*\n|materials.*\n", "", "kind: worksheet" + TEST))
    xml = layouts(sheet)
    assert '<p style="answer">3n = 14 − 2 = 12<br/>n = 12 ÷ 3 = 4</p>' in xml["answers"]
    assert "takes 2" not in xml["answers"] and "for 4 alone" not in xml["answers"]
    assert "3n = 14" not in xml["worksheet"]
    row = re.search(r'<columns widths="2 3".*?</columns>', xml["mark-scheme"], re.DOTALL)
    assert row and "3n = 14" in row[0] and "M1 dep" in row[0]


# ---------------------------------------------------------------- bonus, penalties, halves on the page


def test_marks_are_printed_at_the_edge_and_on_the_cover(printed: dict[str, Path]) -> None:
    paper = words(printed["en-question-paper-version-A"])
    for text in (
        "Maximum mark: 14½",
        "The maximum mark for this paper is 14½.",
        "Bonus marks (up to 5 marks) are added to your score. They are not part of the maximum mark.",
        "Section A: A wrong answer loses 1 mark; no answer loses none.",
        "Section B: A wrong answer to a multiple-choice or true-or-false question loses ½ mark; no answer loses none.",
        "Answer all questions. A wrong answer loses 1 mark; no answer loses none. Your marks for these questions",
        "[3 marks] [+2 bonus marks]",
        "[1½ marks]",
        "[½ mark]",
        "[+1 bonus mark]",
        "Maximum 1 2 3 +2 1½ ½ 5 1½ +3 14½",
    ):
        assert text in paper, text
    welsh = words(printed["cy-question-paper-version-B"])
    assert "[½ marc]" in welsh and "[+2 farc bonws]" in welsh and "yn colli 1 marc; nid yw dim ateb" in welsh


def test_the_mark_scheme_says_what_is_taken_off(printed: dict[str, Path]) -> None:
    scheme = words(printed["en-mark-scheme-version-A"])
    for text in (
        "Take off 1 mark for each wrong answer, nothing for no answer.",
        "Take off ½ mark for each wrong answer, nothing for no answer.",
        "If the marks of these questions together are below 0, they count as 0.",
        "Half a mark for each correct answer.",
        "Give whole and half marks",
        "take marks off only for wrong answers",
        "They are added to the score, but not to the maximum.",
    ):
        assert text in scheme, text
    assert "Give whole marks only" not in scheme and "take nothing off for mistakes" not in scheme


def test_every_document_is_tagged_right(printed: dict[str, Path]) -> None:
    found = ua_problems(list(printed.values()))
    assert len(found) >= 16 and not any(found.values()), found


def test_a_school_may_allow_half_marks(tmp_path: Path) -> None:
    (tmp_path / "worksheets").mkdir()
    spec = tmp_path / "worksheets" / "t.yaml"
    spec.write_text(
        "kind: worksheet\ntitle: T\ntotal: ½\nquestions:\n"
        "  - {type: short, stem: b, marks: ½, mark-scheme: {key: [{text: a, marks: ½}]}}\n",
        encoding="utf-8",
    )
    with pytest.raises(SpecError, match="half marks are not given here"):
        check_spec(spec)
    (tmp_path / "templates" / "ours").mkdir(parents=True)
    (tmp_path / "templates" / "ours" / "theme.yaml").write_text("marks: {halves: yes}\n")
    assert check(spec, school="ours") == []


# ---------------------------------------------------------------- the mark sheet and feedback


def filled(folder: Path, *rows: Sequence[object]) -> Path:
    file = folder / "marks.csv"
    lines = [["Name", "Form", "Candidate number", "Version", *LABELS, "Total"], *rows]
    file.write_text("\n".join(";".join(map(str, line)) for line in lines), encoding="utf-8")
    return file


def test_bonus_marks_have_columns_of_their_own_beyond_the_total() -> None:
    assert LABELS == ["1", "2", "3", "3 Bonus", "4", "5", "6", "7", "8(a) Bonus", "8(b) Bonus"]
    assert sum(c.most for c in FORM.columns if not c.bonus) == PAPER.total == typed("14½")
    assert sum(c.most for c in FORM.columns if c.bonus) == PAPER.bonus == 5
    assert [(c.label, c.least) for c in FORM.columns if c.least] == [
        ("1", -1),
        ("2", -2),
        ("6", of_halves(-1)),
        ("8(b) Bonus", of_halves(-1)),
    ]


def test_the_workbook_takes_halves_and_lost_marks(tmp_path: Path) -> None:
    spec = tmp_path / "t.yaml"
    spec.write_text(TEST, encoding="utf-8")
    sheet = load_workbook(make_mark_sheet(spec, output=tmp_path)[0][1])["Marks"]
    checks = {
        str(rule.sqref).split(":")[0]: (rule.type, rule.formula1, rule.error)
        for rule in sheet.data_validations.dataValidation
    }
    assert checks["F3"] == (
        "custom",
        "AND(ISNUMBER(F3),F3>=-2,F3<=2,INT(2*F3)=2*F3)",
        "A whole or half number from −2 to 2.",
    )
    assert checks["I3"][1] == "AND(ISNUMBER(I3),I3>=0,I3<=1.5,INT(2*I3)=2*I3)"
    assert sheet["O3"].value == '=IF(COUNT(E3:N3)=0,"",MAX(0,SUM(E3:F3))+SUM(G3:L3)+SUM(M3:N3))'
    assert sheet["Q3"].value == '=IF(COUNT(E3:N3)=0,"",N(G3)*1/2)'
    assert (sheet["I2"].value, sheet["O2"].value) == (1.5, 14.5)
    rule = next(iter(sheet.conditional_formatting)).rules[0]
    assert rule.formula == ["AND(ISNUMBER(O3),O3>O$2+5)"]


def test_marks_are_read_back_as_teachers_type_them(tmp_path: Path) -> None:
    rows = [
        ["Best", "", "", "", *BEST, "19,5"],
        ["Worst", "", "", "", *WORST, "-1"],
        ["Mixed", "", "", "B", "−1", "", "1,5", "1.5", "1½", "0,5", "-0.5", "½", "", "", ""],
    ]
    scripts, _ = read_marks(filled(tmp_path, *rows), FORM)
    assert [script.total for script in scripts] == [typed("19½"), -1, 5]
    assert scripts[0].marks == BEST


def test_wrong_marks_are_told(tmp_path: Path) -> None:
    rows = [
        ["A", "", "", "", -2, -3, "1.25", "-½", 2, *[""] * 6],
        ["B", "", "", "", 1, *[""] * 9, "1½"],
    ]
    with pytest.raises(SpecError) as caught:
        read_marks(filled(tmp_path, *rows), FORM)
    found = str(caught.value)
    for text in (
        "row 2: error: column 1: −2 is too low\n   hint: the least is −1, for wrong answers",
        "row 2: error: column 2: −3 is too low",
        "row 2: error: column 3: “1.25” is no mark\n   hint: a whole or half number from 0 to 3;",
        "row 2: error: column 3 Bonus: −½ is too low\n   hint: the least is 0: no wrong answer loses marks here",
        "row 2: error: column 4: 2 is above the maximum of 1½",
        "row 3: error: column Total: the total says 1½, but the marks add up to 1",
    ):
        assert text in found, text


def told(marks: tuple[int | Half | None, ...]) -> Any:
    return slip(Script(Pupil(name="Ann"), marks, score(marks, FORM.columns, PAPER)), FORM.columns, PAPER)


def test_a_slip_counts_the_bonus_but_not_as_lost() -> None:
    best = told(BEST)
    assert (best.total, best.percent, best.improve) == (typed("19½"), 134, [])
    without = told(tuple(None if column.bonus else column.most for column in FORM.columns))
    assert (without.total, without.percent, without.improve) == (PAPER.total, 100, [])


def test_a_slip_of_lost_marks_is_printed(tmp_path: Path) -> None:
    worst = told(WORST)
    assert (worst.total, worst.percent, worst.best) == (-1, -7, None)
    spec = tmp_path / "t.yaml"
    spec.write_text(TEST + "boundaries: {grades: {A: 10, B: 5}, source: Ours.}\n", encoding="utf-8")
    rows = [["Ann", "", "", "", *BEST, ""], ["Bob", "", "", "", *WORST, ""], ["Cy", "", "", "", 1, *[""] * 9, ""]]
    made, _ = make_feedback(spec, filled(tmp_path, *rows), output=tmp_path)
    slips = words(next(path for path in made if "feedback" in path.name))
    for text in ("19½/14½ · 134% · Grade A", "−1/14½ · −7% · Grade U", "−2/2", "when there is nothing to lose"):
        assert text in slips, text
    assert not any(ua_problems(made).values())


def test_the_level_of_an_answer_with_a_key_is_not_guessed() -> None:
    """A mark holds those of the key too, so it says nothing of the level."""
    sheet = checked_from(
        "kind: worksheet\ntitle: T\nquestions:\n  - {type: ordering, stem: a, items: [a, b], marks: 6, key-marks: 2,"
        " mark-scheme: {levels: explain-4}}\n"
    )
    found = columns(sheet.paper, theme_for(sheet).numbering)
    one = slip(Script(Pupil(name="Ann"), (4,), 4), found, sheet.paper)
    assert one.answers[0].levels == () and sheet.paper.items[0].levels


# ---------------------------------------------------------------- keyed and judged together

PLAIN = yaml.load(HEAD, Loader=yaml.BaseLoader) | {"extracts": {}, "texts": {}}
KINDS = [name for name, kind in all_kinds().items() if issubclass(kind, Question) and name != "source-grid"]


def of_kind(name: str, **more: object) -> CheckedSpec:
    """A worksheet of one question of a kind, changed by `more`."""
    own = yaml.load(all_kinds()[name].sample, Loader=yaml.BaseLoader)[0]
    return checked_from(json.dumps(PLAIN | {"questions": [own | more]}))


def answers_of(name: str) -> int:
    """How many right answers the key of a kind's sample has."""
    solution = of_kind(name).paper.items[0].solution
    return len(solution.key) if solution else 0


KEYED = [name for name in KINDS if answers_of(name)]


@pytest.mark.parametrize("name", KEYED)
def test_a_kind_with_a_key_can_be_judged_too(name: str) -> None:
    answers = answers_of(name)
    scheme = {"points": ["M1 one", "A2 two"]}
    sheet = of_kind(name, **{"marks": str(answers + 3), "key-marks": str(answers), "mark-scheme": scheme})
    item = sheet.paper.items[0]
    assert (item.keyed, item.judged) == (answers, 3)
    xml = layouts(sheet)
    assert "<answer-lines" not in xml["answers"]
    assert xml["worksheet"].count('fill="no"') == (not item.question.prints_room)
    assert "<td>A2</td>" in xml["mark-scheme"] and "3 marks by the codes below." in xml["mark-scheme"]
    assert "One mark for each correct answer." in xml["mark-scheme"]
    found = columns(sheet.paper, theme_for(sheet).numbering)
    assert [column.most for column in found] == [answers + 3]


# ---------------------------------------------------------------- papers made by chance

HALVES = st.integers(1, 12)


def _amount(halves: int) -> str:
    return str(of_halves(halves))


@st.composite
def _question(draw: st.DrawFn) -> dict[str, Any]:
    parts = draw(st.integers(0, 3))
    if parts:
        made: dict[str, Any] = {"stem": "q", "parts": [draw(_leaf()) for _ in range(parts)]}
        return made | ({"bonus": "yes"} if draw(st.booleans()) else {})
    return draw(_leaf())


@st.composite
def _leaf(draw: st.DrawFn) -> dict[str, Any]:
    points = draw(st.lists(HALVES, min_size=1, max_size=3))
    codes = [f"{draw(st.sampled_from('MABECPQ'))}{_amount(n)} step" for n in points]
    leaf: dict[str, Any] = {
        "type": "short",
        "stem": "q",
        "marks": _amount(sum(points)),
        "mark-scheme": {"points": codes},
    }
    bonus = draw(st.sampled_from(["", "yes", *map(_amount, range(1, 5))]))
    return leaf | ({"bonus": bonus} if bonus else {})


def _own(question: dict[str, Any], beyond: bool = False) -> tuple[Fraction, Fraction]:
    """The marks in the total and beyond it, reckoned from what is written."""
    beyond = beyond or question.get("bonus") == "yes"
    if "parts" in question:
        found = [_own(part, beyond) for part in question["parts"]]
        return sum((t for t, _ in found), Fraction()), sum((b for _, b in found), Fraction())
    marks = exact(typed(question["marks"]))
    bonus = exact(typed(question["bonus"])) if question.get("bonus", "yes") != "yes" else Fraction()
    return (Fraction(), marks) if beyond else (marks, bonus)


@given(st.lists(_question(), min_size=1, max_size=6))
def test_sums_of_papers_are_exact(questions: list[dict[str, Any]]) -> None:
    first = {"type": "short", "stem": "q", "marks": "1", "mark-scheme": {"points": ["a", "b"]}}
    data = {"kind": "worksheet", "title": "T", "theme": {"marks": {"halves": "yes"}}, "questions": [first, *questions]}
    total = sum((_own(q)[0] for q in questions), Fraction(1))
    data["total"] = str(of_halves(int(2 * total)))
    sheet = checked_from(json.dumps(data))
    assert exact(sheet.paper.total) == total
    assert exact(sheet.paper.bonus) == sum((_own(q)[1] for q in questions), Fraction())
    found = columns(sheet.paper, theme_for(sheet).numbering)
    best = [column.most for column in found]
    assert score(best, found, sheet.paper) == sheet.paper.total + sheet.paper.bonus
    for item in flat(sheet.paper.items):
        assert item.parts or sum(point.marks for point in item.points) in (item.worth, 2)


@given(st.lists(st.tuples(st.booleans(), st.booleans(), st.sampled_from([None, 1, -1, 0])), min_size=1, max_size=8))
def test_a_section_that_cannot_fall_below_zero_does_not(picks: list[tuple[bool, bool, int | None]]) -> None:
    question = {"type": "multiple-choice", "options": ["a", "b"], "answer": "a", "marks": "1", "stem": "q"}
    sections: list[dict[str, Any]] = []
    expected = 0
    for floored in (True, False):
        own = [mark for first, _, mark in picks if first == floored]
        if own:
            penalty = {"marks": "1", "not-below-zero": "yes" if floored else "no"}
            sections.append({"title": "S", "penalty": penalty, "questions": [question] * len(own)})
            made = sum(mark or 0 for mark in own)
            expected += max(0, made) if floored else made
    sheet = checked_from(json.dumps({"kind": "worksheet", "title": "T", "sections": sections}))
    found = columns(sheet.paper, theme_for(sheet).numbering)
    marks = [mark for floored in (True, False) for first, _, mark in picks if first == floored]
    assert score(marks, found, sheet.paper) == expected


def test_alternatives_are_floored_with_what_was_chosen() -> None:
    """A choice of questions, in which the others have no marks."""
    setter = Typesetter(CHECKED)
    found = columns(setter.checked.in_version("B").paper, setter.theme.numbering)
    assert {column.key for column in found} == {column.key for column in FORM.columns}
    assert sum(column.most for column in found) == sum(BEST)
