"""What stands on a paper and in its mark scheme agrees with what the paper asks: read from the layouts, as printed."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest

from paperbuilder import make
from paperbuilder.class_sets.named_copies import make_set
from paperbuilder.class_sets.plan import ClassSetPlan
from paperbuilder.outputs.typesetter import layouts
from paperbuilder.paper.checked import check_spec

HEAD = "kind: exam\ntitle: T\nsubject: History\ndate: 14 June\nmaterials: [a black pen]\n"
SHORT = "  - {type: short, stem: Why?, marks: 2, mark-scheme: {points: [a, b, c]}}\n"
CANAL = """texts:
  canal: {file: canal.txt, title: The Canal, rights: {holder: nobody, basis: public domain}}
extracts:
  A: {text: canal, label: Source, start: The canal, end: the town.}
"""


def printed(folder: Path, spec: str, document: str = "question-paper") -> str:
    """The words of a document, without its elements; they stand between bars where elements do."""
    (folder / "canal.txt").write_text("The canal changed the town.\n")
    (folder / "paper.yaml").write_text(spec, encoding="utf-8")
    xml = layouts(check_spec(folder / "paper.yaml"))[document]
    lines = re.sub(r"</?(?:b|i|lang)\b[^>]*>|<\?[^>]*>", "", xml)
    return unescape(re.sub(r"\s*\|[\s|]*", " | ", re.sub(r"<[^>]*>", "|", lines)))


def choice(answer: int | None, count: int = 4) -> str:
    asked = f"    answer: {answer}\n" if answer else ""
    return (
        HEAD
        + f"time: {2 * (answer or count)} minutes\nsections:\n  - title: Section A\n{asked}    questions:\n"
        + ("    " + SHORT) * count
    )


@pytest.mark.parametrize(("answer", "ors"), [(1, 3), (2, 0), (3, 0), (None, 0)])
def test_or_stands_only_where_one_question_is_chosen(answer: int | None, ors: int, tmp_path: Path) -> None:
    assert printed(tmp_path, choice(answer)).count("| OR |") == ors


def test_spag_marks_inside_the_maximum_are_not_called_further(tmp_path: Path) -> None:
    essay = "{type: extended, stem: E, marks: 4, spag: 4, mark-scheme: {levels: explain-4, indicative: [p]}}"
    for answer, which in (("", "Question 1 carries"), ("    answer: 1\n", "Questions 1 and 2 each carry")):
        questions = f"      - {essay}\n" * (2 if answer else 1)
        found = printed(
            tmp_path, HEAD + f"time: 15 minutes\nsections:\n  - title: A\n{answer}    questions:\n{questions}"
        )
        assert "The maximum mark for this paper is 8." in found
        assert f"{which} 4 marks for spelling, punctuation and grammar (SPaG)" in found
        assert "included in the maximum mark" in found and "further" not in found


def test_the_scheme_repeats_instruction_and_stimulus_as_printed(tmp_path: Path) -> None:
    spec = HEAD + (
        "time: 12 minutes\nquestions:\n"
        "  - {type: extended, stem: Explain it., instruction: Use *both*., stimulus: [steel, farms], marks: 4,\n"
        "     mark-scheme: {levels: explain-4, indicative: [p], caps: [{text: one, most: 2}]}}\n"
        "  - {stem: Of parts., instruction: Answer all parts., parts: [\n"
        "      {type: short, stem: Part., instruction: In one word., marks: 2, mark-scheme: {points: [a, b, c]}}]}\n"
    )
    for document in ("question-paper", "mark-scheme"):
        found = printed(tmp_path, spec, document)
        own = "You must also use information of your own."
        assert f"Explain it. | Use both. | You may use in your answer: | steel | farms | {own} | [4 marks]" in found
        assert "Of parts. | Answer all parts. |" in found and "Part. | In one word. | [2 marks]" in found


@pytest.mark.parametrize(
    ("points", "sentence"),
    [
        ("[a, b, c, d, e, f, g]", "One mark for each point, to a maximum of 6."),
        ("[{text: a, marks: 2}, {text: b, marks: 2}, {text: c, marks: 2}, {text: d, marks: 2}]",
         "Up to 2 marks for each point, to a maximum of 6."),
        ("[{text: a, marks: 3}, {text: b, marks: 2}, c, d]",
         "Up to the marks shown for each point, to a maximum of 6."),
    ],
)  # fmt: skip
def test_the_sentence_above_the_points_follows_their_marks(points: str, sentence: str, tmp_path: Path) -> None:
    spec = HEAD + "time: 12 minutes\nquestions:\n  - {type: short, stem: Q, marks: 6, mark-scheme: {points: POINTS}}\n"
    assert sentence in printed(tmp_path, spec.replace("POINTS", points), "mark-scheme")


def test_the_cover_names_the_insert_once(tmp_path: Path) -> None:
    question = "questions:\n  - {type: short, stem: What of Source A?, marks: 2, mark-scheme: {points: [a, b, c]}}\n"
    spec = HEAD + "time: 4 minutes\n" + CANAL + question
    assert "| a black pen | the insert with Source A | Instructions" in printed(tmp_path, spec)
    for own in ("the insert", "the Insert with Source A", "an insert (Source A)"):
        found = printed(tmp_path, spec.replace("[a black pen]", f"[{own}]"))
        assert f"you must have | {own} | Instructions" in found
    assert "the insert" not in printed(tmp_path, spec + "sources: paper\n")
    found = printed(tmp_path, spec.replace("materials: [a black pen]\n", ""))
    assert "For this paper you must have | the insert with Source A |" in found


def test_answers_in_the_spaces_only_where_there_are_spaces(tmp_path: Path) -> None:
    sentence = "Answer in the spaces provided."
    assert sentence in printed(tmp_path, choice(None))
    without = choice(None).replace("marks: 2", "marks: 2, lines: 0")
    assert sentence not in printed(tmp_path, without)
    tick = "    " + "  - {type: multiple-choice, stem: M, marks: 1, options: [a, b], answer: a}\n"
    assert sentence in printed(tmp_path, without.replace("8 minutes", "10 minutes") + tick)


@pytest.mark.parametrize(
    ("own", "times"),
    [
        ("Use black ink or a black ball-point pen.", 0),
        ("use black ink", 0),
        ("Use black ink or black ballpoint pen", 0),
        ("Answer all the questions in Section A.", 0),
        ("Answer all questions in Section B.", 1),
        ("Answer **all** questions in Section A", 0),
        ("Answer in the spaces provided", 0),
        ("The maximum mark for this paper is 8.", 0),
        ("Use black ink, and a ruler for the map.", 1),
        ("Answer in English.", 1),
    ],
)
def test_an_instruction_that_repeats_a_usual_one_prints_once(own: str, times: int, tmp_path: Path) -> None:
    cover = printed(tmp_path, choice(None) + f'instructions: ["{own}"]\n')
    words = own.replace("*", "")
    usual = "Use black ink or a black ball-point pen."
    assert cover.count(usual) == 1
    assert cover.count(f"| {words} |") == times or words in (usual, "The maximum mark for this paper is 8.")


def test_a_bilingual_cover_too_prints_an_instruction_once(tmp_path: Path) -> None:
    own = 'theme: {lang: cy, languages: [cy, en-GB]}\ninstructions: ["Use black ink or a black ball-point pen."]\n'
    assert printed(tmp_path, choice(None) + own).count("black ball-point") == 1


def test_an_extract_longer_than_a_page_is_cut_with_a_warning(tmp_path: Path) -> None:
    (tmp_path / "canal.txt").write_text(f"The canal changed {'many things and ' * 700}the town.\n")
    (tmp_path / "class.csv").write_text("Name\nAnn\nBo\n")
    question = "questions:\n  - {type: short, stem: What of Source A?, marks: 2, mark-scheme: {points: [a, b, c]}}\n"
    (tmp_path / "paper.yaml").write_text(HEAD + "time: 4 minutes\n" + CANAL + question)
    message = "Source A is longer than a page, so it is cut and goes over 3 pages"
    for force in (True, False):  # told again when all is up to date
        (warning,) = make(tmp_path / "paper.yaml", force=force).problems
        assert (warning.message, warning.severity, warning.where) == (message, "warning", "extracts.A")
    (large,) = make(tmp_path / "paper.yaml", edition="large-print-18").problems
    assert "in the edition large-print-18" in large.message
    plan = ClassSetPlan(file=tmp_path / "class.csv")
    assert [p.message for p in make_set(check_spec(tmp_path / "paper.yaml"), plan).warnings] == [message]
    assert not make(tmp_path / "paper.yaml", only="question-paper").problems
