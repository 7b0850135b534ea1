"""What real papers have: names of sources, ladders for each objective, credit by steps, notes for markers, hints."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from paperbuilder.class_sets.pupil import Pupil
from paperbuilder.marking.columns import columns, is_pure, score
from paperbuilder.marking.feedback import slip
from paperbuilder.marking.read_marks import Script
from paperbuilder.outputs.typesetter import layouts
from paperbuilder.paper.checked import CheckedSpec, check_spec
from paperbuilder.paper.labels import Labels
from paperbuilder.problems import SpecError
from tests.test_choices import NUMBERING, short

ESSAY = "The monk left at dawn. The river was high. Nobody saw the light go out over the hills."


def checked(folder: Path, spec: dict[str, Any]) -> CheckedSpec:
    (folder / "essay.txt").write_text(ESSAY)
    file = folder / "spec.yaml"
    file.write_text(json.dumps(spec, ensure_ascii=False))
    return check_spec(file)


def printed(folder: Path, spec: dict[str, Any], name: str) -> str:
    text = re.sub(r"<\?.*?\?>|</?b>", "", layouts(checked(folder, spec))[name])
    return re.sub(r"(?<=>) | (?=<)", "", " ".join(text.split()))


def extract(label: str, quote: str, **more: str) -> dict[str, str]:
    return {"text": "essay", "label": label, "quote": quote} | more


TEXTS = {"essay": {"file": "essay.txt", "title": "A walk", "rights": {"holder": "School", "basis": "own work"}}}


def sourced(extracts: dict[str, Any], *stems: str) -> dict[str, Any]:
    """An exam with a section for each stem."""
    sections = [
        {"title": f"Section {letter}: Part", "questions": [short(2) | {"stem": stem}]}
        for letter, stem in zip("ABC", stems, strict=False)
    ]
    return {
        "kind": "exam",
        "title": "T",
        "time": "8 minutes",
        "texts": TEXTS,
        "extracts": extracts,
        "sections": sections,
    }


def test_any_word_can_be_the_label_and_series_are_lettered_apart(tmp_path: Path) -> None:
    extracts = {
        "1": extract("Item", "The monk left at dawn"),
        "II": extract("Figure", "The river was high"),
        "A": extract("Ffynhonnell", "Nobody saw the light"),
    }
    spec = sourced(extracts, "Look at Figure II and Ffynhonnell A.", "Look at Item 1.")
    paper = checked(tmp_path, spec).paper
    assert [item.cites for item in paper.items] == [("II", "A"), ("1",)]
    assert '<h2 style="extract-title">Ffynhonnell A</h2>' in printed(tmp_path, spec, "insert")
    assert "the insert with Item 1, Figure II and Ffynhonnell A" in printed(tmp_path, spec, "question-paper")


def test_letters_that_begin_again_mean_the_source_of_their_section(tmp_path: Path) -> None:
    extracts = {
        "A": extract("Source", "The monk left at dawn", section="Section A"),
        "A-of-B": extract("Source", "The river was high", name="A", section="2"),
        "B": extract("Source", "Nobody saw the light"),
    }
    spec = sourced(extracts, "Use Sources A and B.", "Use Source A, {extract A-of-B}.")
    paper = checked(tmp_path, spec).paper
    assert [item.cites for item in paper.items] == [("A", "B"), ("A-of-B",)]
    insert = printed(tmp_path, spec, "insert")
    heads = re.findall(r"<h2[^>]*>(.*?)</h2>", insert)
    assert heads == ["Source B", "Section A: Part", "Source A", "Section B: Part", "Source A"]
    assert "Use Source A, Source A." in printed(tmp_path, spec, "question-paper")


@pytest.mark.parametrize(
    "text, found",
    [
        ("Text A and B, Item 1", [("Text", "A"), ("Text", "B"), ("Item", "1")]),
        ("Texts A, B or IV.", [("Text", "A"), ("Text", "B"), ("Text", "IV")]),
        ("Text And so on; Context A; Textile B; Text a", []),
        ("Figure 12 of Item 100", []),
    ],
)
def test_names_in_texts(text: str, found: list[tuple[str, str]], tmp_path: Path) -> None:
    extracts = {"A": extract("Text", "The monk left"), "1": extract("Item", "The river was high")}
    paper = checked(tmp_path, sourced(extracts, "Text A", "Item 1")).paper
    assert list(Labels(paper.spec).named(text)) == found


APART = {
    "type": "extended",
    "stem": "Discuss.",
    "marks": 16,
    "ao": {"AO1": 8, "AO2": 8},
    "mark-scheme": {"ladders": {"AO1": "knowledge-8", "AO2": "analysis-8"}},
}


def test_each_objective_has_its_table_and_its_column(tmp_path: Path) -> None:
    spec = {"kind": "exam", "title": "T", "time": "20 minutes", "questions": [APART]}
    paper = checked(tmp_path, spec).paper
    found = columns(paper, NUMBERING)
    assert [(c.label, c.most, dict(c.ao)) for c in found] == [("1 AO1", 8, {"AO1": 8}), ("1 AO2", 8, {"AO2": 8})]
    assert all(is_pure(name, found) for name in paper.objectives) and score([5, 8], found, paper) == 13
    scheme = printed(tmp_path, spec, "mark-scheme")
    assert scheme.count("<table") == 3 and "AO1: 8 marks" in scheme and "AO2: 8 marks" in scheme
    told = slip(Script(Pupil(name="A"), (5, 8), 13), found, paper)
    assert [(a.level, len(a.levels)) for a in told.answers] == [(3, 4), (4, 4)]


MATCH = {
    "type": "matching",
    "stem": "Match.",
    "pairs": [{"left": a, "right": b} for a, b in ("aw", "bx", "cy", "dz")],
    "marks": 2,
}


@pytest.mark.parametrize(
    "credit, steps, words",
    [
        ({"4": 2, "2": 1}, [(4, 4, 2), (2, 3, 1)], "4 right: 2 marks; 2–3 right: 1 mark; fewer right: none."),
        ({"2-3": 1, "4 of 4": 2}, [(4, 4, 2), (2, 3, 1)], "4 right: 2 marks; 2–3 right: 1 mark; fewer right: none."),
        ({"3": 2, "1": 1}, [(3, 4, 2), (1, 2, 1)], "3–4 right: 2 marks; 1–2 right: 1 mark."),
    ],
)
def test_credit_by_steps(credit: dict[str, int], steps: list[tuple[int, ...]], words: str, tmp_path: Path) -> None:
    spec = {"kind": "worksheet", "title": "T", "questions": [MATCH | {"mark-scheme": {"credit": credit}}]}
    (item,) = checked(tmp_path, spec).paper.items
    assert list(item.credit) == steps and item.award is None
    exam = spec | {"kind": "exam", "time": "4 minutes"}
    assert words in printed(tmp_path, exam, "mark-scheme")


def test_notes_for_markers_stand_after_the_principles_or_in_their_place(tmp_path: Path) -> None:
    spec = {"kind": "exam", "title": "T", "time": "4 minutes", "questions": [short(2)]}
    notes = spec | {"marking-notes": "Spelling *never* matters.\n\n- Nor do dates."}
    both = printed(tmp_path, notes, "mark-scheme")
    assert both.index("General principles") < both.index("Notes for this paper") < both.index("Nor do dates.")
    alone = printed(tmp_path, notes | {"principles": "no"}, "mark-scheme")
    assert "General principles" not in alone and "<h2>Notes for this paper</h2>" in alone
    assert "Notes for this paper" not in printed(tmp_path, spec, "mark-scheme")
    assert "Nor do dates" not in printed(tmp_path, notes, "question-paper")


def test_a_question_with_parts_has_guidance_for_the_whole(tmp_path: Path) -> None:
    whole = {"indicative": [["prayer"]], "caps": [{"text": "No teaching", "most": 3}], "note": "Read both."}
    question = {"stem": "Both.", "mark-scheme": whole, "parts": [short(2), short(2)]}
    spec = {"kind": "exam", "title": "T", "time": "8 minutes", "questions": [question]}
    scheme = printed(tmp_path, spec, "mark-scheme")
    assert scheme.index("prayer") < scheme.index("No teaching: no more than 3 marks.") < scheme.index("1(a)")
    assert "Read both." in scheme


def test_hints_stand_at_the_end_of_a_worksheet_alone(tmp_path: Path) -> None:
    question = {"stem": "Both.", "parts": [short(2), short(2) | {"hint": "Think of *rivers*."}]}
    spec = {"kind": "worksheet", "title": "T", "questions": [question, short(1)]}
    sheet = printed(tmp_path, spec, "worksheet")
    assert sheet.index("[1 mark]") < sheet.index("<h2>Hints</h2>") < sheet.index('<th scope="row">1(b)</th>')
    assert sheet.count("there is a hint at the end") == 1
    assert "rivers" not in printed(tmp_path, spec, "answers")
    exam = checked(tmp_path, spec | {"kind": "exam", "time": "8 minutes"})
    assert any("the hint is not printed" in warning.message for warning in exam.paper.warnings)
    assert "rivers" not in layouts(exam)["question-paper"]


def test_blocks_stand_between_parts_and_after_them(tmp_path: Path) -> None:
    def said(text: str) -> dict[str, str]:
        return {"type": "information", "text": text}

    question = {"stem": "Both.", "parts": [said("First."), short(2), said("Second."), short(2), said("Third.")]}
    choice = question | {"answer": 1}
    for one in (question, choice):
        spec = {"kind": "exam", "title": "T", "time": "8 minutes", "questions": [one, said("Last.")]}
        paper = printed(tmp_path, spec, "question-paper")
        places = [paper.index(text) for text in ("First.", "(a)", "Second.", '"(b)"', "Third.", "Last.", "END OF")]
        assert places[0] < places[-1] and [*places[:1], *places[2:]] == sorted([*places[:1], *places[2:]])


def test_the_columns_of_versions_keep_their_objectives(tmp_path: Path) -> None:
    spec = {
        "kind": "exam",
        "title": "T",
        "time": "20 minutes",
        "versions": ["A", "B"],
        "sections": [{"shuffle": "yes", "questions": [APART, short(16), APART | {"stem": "Weigh."}]}],
    }
    assert {c.key for c in columns(checked(tmp_path, spec).paper, NUMBERING)} == {
        ((1,), False, False, "AO1"),
        ((1,), False, False, "AO2"),
        ((2,), False, False, None),
        ((3,), False, False, "AO1"),
        ((3,), False, False, "AO2"),
    }


def test_a_source_of_another_section_cannot_be_cited(tmp_path: Path) -> None:
    extracts = {"A": extract("Source", "The monk left at dawn", section="Section A")}
    with pytest.raises(SpecError) as caught:
        checked(tmp_path, sourced(extracts, "Source A", "Source A"))
    assert [p.message for p in caught.value.problems if p.severity == "error"] == [
        "Source A belongs to another section, Section A: Part"
    ]
