"""A number that an author typed is checked: a question that is not there is a warning, one of another paper is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from paperbuilder import check

SPEC = """kind: worksheet
title: "Question 9: how to answer it"
sections:
  - rubric: RUBRIC
    questions:
      - {type: short, stem: "STEM", marks: 2, mark-scheme: {points: [a, b, c], note: "NOTE"}}
      - {type: short, stem: Why?, marks: 2, mark-scheme: {points: [a, b, c]}}
      - stem: Parts.
        parts:
          - {type: short, stem: Why?, marks: 2, mark-scheme: {points: [a, b, c]}}
          - stem: Deeper.
            parts:
              - {type: short, stem: Why?, marks: 2, mark-scheme: {points: [a, b, c]}}
              - {type: short, stem: Why?, marks: 2, mark-scheme: {points: [a, b, c]}}
"""


def told(folder: Path, **texts: str) -> list[str]:
    """The warnings of a paper of Questions 1, 2, 3(a), 3(b)(i) and 3(b)(ii)."""
    spec = SPEC
    for key in ("STEM", "NOTE", "RUBRIC"):
        spec = spec.replace(key, texts.get(key.lower(), "Nothing."))
    (folder / "sheet.yaml").write_text(spec, encoding="utf-8")
    problems = check(folder / "sheet.yaml")
    assert all(problem.severity == "warning" for problem in problems)
    return [problem.message for problem in problems]


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("Use your answer to Question 7.", "is no Question 7"),
        ("Use your answer to **Question 7**.", "is no Question 7"),
        ("See question 7", "is no Question 7"),
        ("See Q7.", "is no Question 7"),
        ("Compare Questions 7 and 8.", "are no Questions 7 and 8"),
        ("Compare Questions 2 and 8.", "is no Question 8"),
        ("Answer Questions 1–5", "is no Question 5"),
        ("Answer Questions 1 to 5", "is no Question 5"),
        ("Answer Questions 1, 2, 4 or 6", "are no Questions 4 and 6"),
        ("Answer either Question 2 or Question 4.", "is no Question 4"),
        ("Answer Question 2 or 4.", "is no Question 4"),
        ("As in Question 3(c).", "is no Question 3(c)"),
        ("As in Question 3 (c).", "is no Question 3(c)"),
        ("As in Question 3c.", "is no Question 3(c)"),
        ("As in Question 3(b)(iii).", "is no Question 3(b)(iii)"),
        ("As in Question 2(a).", "is no Question 2(a)"),
        ("As in Questions 3(a) and (c).", "is no Question 3(c)"),
        ("Question 7 of this paper, and Question 8 in Section B", "are no Questions 7 and 8"),
        ("Question 9 is on page 4.", "is no Question 9"),
        ("This exam has Questions 1 to 9.", "is no Question 9"),
        ("In 1928 Stalin spoke. See Question 7. It is the last.", "is no Question 7"),
        ("Gweler Cwestiwn 7.", "is no Question 7"),
        ("yng Nghwestiwn 7, ac yng Nghwestiynau 8 a 9", "are no Questions 7, 8 and 9"),
    ],
)
def test_a_question_that_is_not_there_is_a_warning(text: str, missing: str, tmp_path: Path) -> None:
    for place in ("stem", "note", "rubric"):
        assert told(tmp_path, **{place: f"'{text}'" if place == "rubric" else text}) == [f"there {missing} here"]


@pytest.mark.parametrize(
    "text",
    [
        "Use your answers to Questions 1, 2 and 3(b)(ii), and 3(a)",
        "Question 3(b)(i) and (ii)",
        "Questions 1-3 carry 2 marks.",
        "Question 2, 10 marks each",
        "Question 1 and 12 marks",
        "Look at Question 7 of Paper 2.",
        "In Paper 2, Question 7 asked this.",
        "Question 7 in Paper Two",
        "Question 12 of the census of 1911 asked for the number of children.",
        "Do Question 7 in your textbook.",
        "Question 7 of last year's mock was harder.",
        "In the specimen paper this was Question 7.",
        "(AQA, June 2019, Question 7)",
        "Question 1914: a year of crises",
        "Steel output in Q4 1929",
        "In the exam, Question 8 is worth 16 marks.",
        "the Eastern Question 19th-century statesmen faced",
        "The Irish Question in 1886 and the Question of 12 May",
        "Question 3 (why steel mattered) and Question 1 in brief",
        "Mae Cwestiwn 7 o Bapur 2 yn debyg.",
    ],
)
def test_others_are_none(text: str, tmp_path: Path) -> None:
    assert told(tmp_path, stem=text, note=text) == []


def test_titles_of_sections_are_looked_at_and_that_of_the_paper_is_not(tmp_path: Path) -> None:
    spec = SPEC.replace("  - rubric: RUBRIC", "  - title: Questions 1–9")
    (tmp_path / "sheet.yaml").write_text(spec, encoding="utf-8")
    assert [problem.where for problem in check(tmp_path / "sheet.yaml")] == ["sections[0].title"]


def test_a_paper_without_questions_has_none(tmp_path: Path) -> None:
    (tmp_path / "sheet.yaml").write_text(
        "kind: worksheet\ntitle: T\nsections: [{title: See Question 7, questions: []}]\n"
    )
    assert all(problem.severity == "error" for problem in check(tmp_path / "sheet.yaml"))


def test_the_hint_says_which_there_are(tmp_path: Path) -> None:
    told(tmp_path, stem="See Question 7.", note="See Question 3(d).")
    hints = [problem.hint for problem in check(tmp_path / "sheet.yaml")]
    assert hints[0].startswith("the questions are 1 to 3; for one of another paper say which")
    assert hints[1] == "Question 3 has parts (a) to (b)"


@pytest.mark.parametrize(
    ("text", "told_of"),
    [("See Question 2.", "2"), ("Gweler Cwestiwn 2.", "2"), ("Question 2 of Paper 2", ""), ("Q9", "")],
)
def test_a_number_that_moves_with_the_version_is_told(text: str, told_of: str, tmp_path: Path) -> None:
    questions = "".join(
        f"      - {{type: short, stem: '{stem}', marks: 2, mark-scheme: {{points: [a, b, c]}}}}\n"
        for stem in (text, "Why?")
    )
    spec = f"kind: worksheet\ntitle: T\nversions: [A, B]\nsections:\n  - shuffle: yes\n    questions:\n{questions}"
    (tmp_path / "sheet.yaml").write_text(spec, encoding="utf-8")
    moved = [p.message for p in check(tmp_path / "sheet.yaml") if "another number" in p.message]
    assert moved == ([f"Question {told_of} has another number in other versions"] if told_of else [])
