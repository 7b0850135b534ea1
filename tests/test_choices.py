"""Choices of sections, questions and parts: one route is counted, everywhere, by whichever way."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from itertools import combinations, product
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from paperbuilder.class_sets.pupil import Pupil
from paperbuilder.marking.columns import Column, chosen_columns, columns, form, score
from paperbuilder.marking.feedback import slip
from paperbuilder.marking.read_marks import Script, read_marks
from paperbuilder.marking.summary import summarise
from paperbuilder.outputs.typesetter import layouts
from paperbuilder.paper.checked import check_spec
from paperbuilder.paper.choices import choices, on_route
from paperbuilder.paper.item import Item
from paperbuilder.paper.model import Paper
from paperbuilder.problems import SpecError
from paperbuilder.themes.folders import template_folders
from paperbuilder.themes.resolve import theme_of
from tests.conftest import HERE

THEME = theme_of(template_folders(HERE, ""))
NUMBERING = THEME.numbering


def short(marks: int, ao: dict[str, int] | None = None) -> dict[str, Any]:
    split = {"ao": {k: v for k, v in ao.items() if v}} if ao else {}
    points = [f"p{n}" for n in range(marks + 1)]
    return {"type": "short", "stem": "?", "marks": marks, "mark-scheme": {"points": points}} | split


def stated(spec: dict[str, Any], folder: Path) -> Paper:
    file = folder / "spec.yaml"
    file.write_text(yaml.safe_dump(json.loads(json.dumps(spec)), sort_keys=False))  # no aliases
    return check_spec(file).paper


@st.composite
def question(draw: st.DrawFn, one: int, two: int, depth: int = 2) -> dict[str, Any]:
    """A question worth so many marks of AO1 and AO2, as one, as parts that are added, or as parts to choose from."""
    form = draw(st.sampled_from(["short", "added", "chosen"])) if depth else "short"
    if form == "chosen":
        answer = draw(st.integers(1, 2))
        if one % answer or two % answer:
            answer = 1
        parts = [
            draw(question(one // answer, two // answer, depth - 1)) for _ in range(answer + draw(st.integers(1, 2)))
        ]
        return {"parts": parts, "answer": answer}
    if form == "added" and one > 1:
        return {"parts": [draw(question(one - 1, two, depth - 1)), draw(question(1, 0, depth - 1))]}
    return short(one + two, {"AO1": one, "AO2": two})


@st.composite
def section(draw: st.DrawFn, title: str, worth: Sequence[tuple[int, int]]) -> dict[str, Any]:
    """A section of questions worth so much, or one with a choice between equal ones."""
    if len(worth) == 1 and draw(st.booleans()):
        questions = [draw(question(*worth[0])) for _ in range(draw(st.integers(2, 3)))]
        return {"title": title, "questions": questions, "answer": 1}
    return {"title": title, "questions": [draw(question(*pair)) for pair in worth]}


@st.composite
def specs(draw: st.DrawFn) -> dict[str, Any]:
    pair = st.tuples(st.integers(1, 4), st.integers(0, 4))
    worth = draw(st.lists(pair, min_size=1, max_size=3))
    sections = [draw(section(f"Section {name}", worth)) for name in "ABC"[: draw(st.integers(2, 3))]]
    spec: dict[str, Any] = {"kind": "worksheet", "title": "T", "start-number": draw(st.integers(1, 9))}
    if draw(st.booleans()):
        sections.append(
            draw(section("Section Z", draw(st.lists(pair, min_size=1, max_size=2)))) | {"compulsory": "yes"}
        )
    return spec | {"sections": sections, "answer": draw(st.integers(1, len(sections) - 1))}


def ways(choose: int | None, children: Sequence[Any], inside: Any) -> Iterator[list[Item]]:
    """Every legal way through some children."""
    for some in combinations(children, choose or len(children)):
        for found in product(*map(inside, some)):
            yield [leaf for leaves in found for leaf in leaves]


def through(item: Item) -> list[list[Item]]:
    return list(ways(item.choose, item.parts, through)) if item.parts else [[item]]


def routes(paper: Paper) -> Iterator[list[Item]]:
    def of_section(section: Any) -> list[list[Item]]:
        return list(ways(section.choose, section.items, through))

    needed = [section for section in paper.sections if section not in paper.optional]
    must = list(ways(None, needed, of_section))
    for some in ways(paper.choose, paper.optional, of_section) if paper.choose else [[]]:
        yield from ([*one, *some] for one in must)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("choices")


@given(spec=specs())
@settings(max_examples=60, deadline=None)
def test_every_route_has_the_same_marks(spec: dict[str, Any], folder: Path) -> None:
    spec["answer"] = min(spec["answer"], sum("compulsory" not in s for s in spec["sections"]) - 1)
    paper = stated(spec, folder)
    found = columns(paper, NUMBERING)
    for n, route in enumerate(routes(paper)):
        if n > 40:
            break
        assert sum(leaf.marks for leaf in route) == paper.total
        marks = [c.most if c.item in route else None for c in found]
        assert score(marks, found, paper) == paper.total
        script = Script(Pupil(name="A"), tuple(marks), paper.total)
        told = slip(script, found, paper)
        assert {a.item.number for a in told.answers if a.item} == {leaf.number for leaf in route}
        assert sum(answer.most for answer in told.answers) == paper.total
        assert all(aim.got == aim.most for aim in told.objectives)
        parts = summarise([script], found, paper).parts
        assert [p.pupils for p in parts] == [int(c.item in route) for c in found]
        assert all(
            sum(any(marks[at] is not None for at in own) for own in places) <= choice.choose
            for choice, places in chosen_columns(paper, found)
        )
    assert sum(column.most for column in paper.mark_columns) == paper.total
    assert sum(map(paper.objective_total, paper.objectives)) == paper.total
    assert sum(leaf.marks for leaf in (c.item for c in found) if leaf.number in on_route(paper)) == paper.total
    assert min(item.number for item in paper.items) == (spec["start-number"],)


@given(spec=specs(), data=st.data())
@settings(max_examples=40, deadline=None)
def test_a_route_with_other_marks_is_an_error(spec: dict[str, Any], data: st.DataObject, folder: Path) -> None:
    """One mark more in one place of one alternative, and the paper has no total."""
    spec["answer"] = 1
    sections = [s for s in spec["sections"] if "compulsory" not in s]
    at = data.draw(st.sampled_from(sections))["questions"][0]
    while "parts" in at:
        at = at["parts"][0]
    at["marks"] += 1
    at["mark-scheme"]["points"].append("one more")
    at["ao"] = {"AO1": at["ao"].get("AO1", 0) + 1} | {k: v for k, v in at["ao"].items() if k != "AO1"}
    with pytest.raises(SpecError) as caught:
        stated(spec, folder)
    assert any("alternatives must" in problem.message for problem in caught.value.problems)


TWO = {
    "kind": "exam",
    "title": "T",
    "time": "20 minutes",
    "answer": 1,
    "sections": [
        {"title": "Section A", "questions": [short(4), short(6)]},
        {"title": "Section B", "questions": [short(4), {"parts": [short(6)] * 3, "answer": 1}]},
    ],
}


def layout(spec: dict[str, Any], folder: Path, name: str = "question-paper") -> str:
    stated(spec, folder)
    printed = re.sub(r"</?b>", "", layouts(check_spec(folder / "spec.yaml"))[name])
    return re.sub(r"(?<=>) | (?=<)", "", " ".join(re.sub(r"<\?.*?\?>", "", printed).split()))


def test_the_cover_says_which_sections_and_parts_to_answer(tmp_path: Path) -> None:
    printed = layout(TWO, tmp_path)
    assert "<li>Answer either Section A or Section B.</li>" in printed
    assert "<li>Answer all questions in the section that you choose.</li>" in printed
    assert "all questions in Section A" not in printed and "Maximum mark: 10" in printed
    assert '<p style="instruction">Answer one of (a), (b) and (c).</p>' in printed
    assert "<th>1 / 3</th><th>2 / 4</th>" in printed
    assert printed.count("<or>OR</or>") == 3  # between the sections, and twice between parts


def test_four_sections_are_named_by_their_letters(tmp_path: Path) -> None:
    sections = [{"title": f"Section {letter}", "questions": [short(4)]} for letter in "ABCD"]
    printed = layout(TWO | {"sections": sections, "answer": 2}, tmp_path)
    assert "Answer two of Sections A to D." in printed and 'style="or"' not in printed
    assert "Answer all questions in the sections that you choose." in printed
    sections[0]["title"] = "Poetry"
    assert "Answer two of Poetry, Section B, Section C and Section D." in layout(
        TWO | {"sections": sections, "answer": 2}, tmp_path
    )


def test_sections_that_do_not_go_in_step_have_one_box_for_the_marker(tmp_path: Path) -> None:
    sections = [TWO["sections"][0], {"title": "Section B", "questions": [short(10)]}]  # type: ignore[index]
    columns_ = stated(TWO | {"sections": sections}, tmp_path).mark_columns
    assert [(len(c.alternatives), c.most) for c in columns_] == [(2, 10)]
    assert "<th>1–2 / 3</th>" in layout(TWO | {"sections": sections}, tmp_path)


def test_two_answered_sections_are_an_error_of_their_row(tmp_path: Path) -> None:
    paper = stated(TWO, tmp_path)
    sheet = form(paper, THEME)
    assert [c.label for c in sheet.columns] == ["1", "2", "3", "4(a)", "4(b)", "4(c)"]
    head = "Name,Form,Candidate number,1,2,3,4(a),4(b),4(c)"
    file = tmp_path / "marks.csv"
    file.write_text(f"{head}\nAnn,,1,4,,3,,,\nBob,,2,,,3,2,1,\nCy,,3,4,6,,,,\n")
    with pytest.raises(SpecError) as caught:
        read_marks(file, sheet)
    assert [str(problem).split("marks.csv, ")[1].split("\n")[0] for problem in caught.value.problems] == [
        "row 2: error: column 1, 3: there are marks for 2 sections of a choice, but only 1 may be answered",
        "row 3: error: column 4(a), 4(b): there are marks for 2 parts of a choice, but only 1 may be answered",
    ]


def test_what_is_not_chosen_has_one_line_on_the_slip(tmp_path: Path) -> None:
    paper = stated(TWO, tmp_path)
    found: list[Column] = columns(paper, NUMBERING)
    none = slip(Script(Pupil(name="A"), (None,) * 6, 0), found, paper)
    assert [(a.label, a.most) for a in none.answers] == [("1–2/3–4", 10)]
    half = slip(Script(Pupil(name="A"), (None, None, 3, None, None, None), 3), found, paper)
    assert [(a.label, a.most, a.mark) for a in half.answers] == [("3", 4, 3), ("4(a)/4(b)/4(c)", 6, None)]
    assert [choice.what for choice in choices(paper)] == ["sections", "parts"]


def test_questions_without_sections_can_be_chosen_from(tmp_path: Path) -> None:
    paper = stated({"kind": "worksheet", "title": "T", "answer": 2, "questions": [short(4)] * 3}, tmp_path)
    assert (paper.total, paper.choose, paper.sections[0].choose) == (8, None, 2)


def test_a_section_can_begin_with_a_number_of_its_own(tmp_path: Path) -> None:
    sections = [{"questions": [short(1)] * 2}, {"questions": [short(1)], "start-number": 11}]
    paper = stated({"kind": "worksheet", "title": "T", "start-number": 7, "sections": sections}, tmp_path)
    assert [item.number for item in paper.items] == [(7,), (8,), (11,)]


def test_a_choice_within_a_section_to_choose_leaves_no_section_that_seems_compulsory(tmp_path: Path) -> None:
    within = {"title": "Section A", "questions": [short(10), short(10)], "answer": 1}
    whole = [{"title": f"Section {letter}", "questions": [short(4), short(6)]} for letter in "BC"]
    printed = layout(TWO | {"sections": [within, *whole], "answer": 2}, tmp_path)
    items = re.findall("<li>(.*?)</li>", printed)
    assert [item for item in items if "nswer" in item][:4] == [
        "Answer two of Sections A to C.",
        "In Section A, answer either Question 1 or Question 2.",
        "If you choose Section B, answer all questions.",
        "If you choose Section C, answer all questions.",
    ]
    assert printed.count("<th>1–2 / 3–4 / 5–6</th>") == 2
