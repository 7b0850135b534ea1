"""What is between questions has no number and no marks, and goes with the question after it."""

from __future__ import annotations

from pathlib import Path

import pdfplumber
import pytest

from paperbuilder import PaperbuilderError, make
from paperbuilder.outputs.typesetter import layouts
from paperbuilder.paper.checked import CheckedSpec, check_spec

INFORMATION = "{type: information, title: Aims, text: 'You will learn **two** things.'}"


def question(stem: str, more: str = "") -> str:
    return f"{{type: short, stem: {stem}, marks: 2, mark-scheme: {{points: [a, b, c]}}{more}}}"


def checked(folder: Path, questions: str, head: str = "kind: worksheet\ntitle: T\n") -> CheckedSpec:
    spec = folder / "s.yaml"
    spec.write_text(head + questions, encoding="utf-8")
    return check_spec(spec)


def test_numbers_and_totals_pass_over_it(tmp_path: Path) -> None:
    rows = [question("One."), INFORMATION, question("Two."), INFORMATION]
    found = checked(tmp_path, "questions:\n" + "".join(f"  - {row}\n" for row in rows))
    paper = found.paper
    assert [item.number for item in paper.items] == [(1,), (2,)] and paper.total == 4
    xml = layouts(found)
    assert xml["worksheet"].count("You will learn <b>two</b> things.") == 2
    assert xml["worksheet"].index("One.") < xml["worksheet"].index("You will learn") < xml["worksheet"].index("Two.")
    assert "You will learn" not in xml["mark-scheme"]


def test_it_stands_among_parts_too(tmp_path: Path) -> None:
    parts = ", ".join([question("a"), INFORMATION, question("b"), INFORMATION])
    found = checked(tmp_path, f"questions:\n  - {{stem: Parts., parts: [{parts}]}}\n")
    assert [part.number for part in found.paper.items[0].parts] == [(1, 1), (1, 2)]
    assert layouts(found)["worksheet"].count("You will learn") == 2


def test_it_moves_with_its_question(tmp_path: Path) -> None:
    rows = [question("One."), INFORMATION, question("Two."), question("Three.")]
    body = "".join(f"      - {row}\n" for row in rows)
    head = "kind: exam\ntitle: T\ntime: 10 minutes\nversions: [A, B]\n"
    found = checked(tmp_path, f"sections:\n  - title: S\n    shuffle: yes\n    questions:\n{body}", head)
    xml = layouts(found.in_version("B"))["question-paper"]
    assert xml.index("You will learn") < xml.index("Two.")
    between = xml[xml.index("You will learn") : xml.index("Two.")]
    assert "One." not in between and "Three." not in between


def test_what_it_cites_counts_as_used_by_the_question_after_it(tmp_path: Path) -> None:
    (tmp_path / "e.txt").write_text("Words of the essay.\n")
    head = (
        "kind: worksheet\ntitle: T\n"
        "texts: {e: {file: e.txt, title: E, rights: {holder: me, basis: mine}}}\n"
        "extracts: {A: {text: e, quote: Words of}}\n"
    )
    block = "{type: information, text: Read Extract A.}"
    rows = [question("One."), block, question("Two.")]
    found = checked(tmp_path, "questions:\n" + "".join(f"  - {row}\n" for row in rows), head)
    assert found.paper.extracts["A"].first_use == 2
    xml = layouts(found)["worksheet"]
    assert xml.index("Read Extract") < xml.index("Words of") < xml.index("Two.")


@pytest.mark.parametrize(
    ("block", "words"),
    [
        ("{type: information}", "the key text is missing"),
        ("{type: information, text: x, marks: 2}", "there is no key marks here"),
        ("{type: information, text: 'Read Extract Z.'}", "extract Z is not in this paper"),
        ("{type: information, text: 'A [[gap]].'}", "a gap can only be in a passage"),
    ],
)
def test_what_is_wrong_in_it_is_told(block: str, words: str, tmp_path: Path) -> None:
    with pytest.raises(PaperbuilderError, match=words.replace("[", r"\[")):
        checked(tmp_path, f"questions:\n  - {question('One.')}\n  - {block}\n")


def test_a_section_of_blocks_alone_has_no_questions(tmp_path: Path) -> None:
    with pytest.raises(PaperbuilderError, match="there are no questions here"):
        checked(tmp_path, f"questions:\n  - {INFORMATION}\n")


def test_a_boxed_one_is_on_the_page_of_its_question(tmp_path: Path) -> None:
    filler = "\n".join(f"  - {question(f'Filler {n}.', ', lines: 9')}" for n in range(2))
    block = "{type: information, text: 'Note well.', boxed: yes}"
    spec = tmp_path / "s.yaml"
    for lines in range(1, 10):
        last = question("Last.", ", lines: 4")
        spec.write_text(
            f"kind: worksheet\ntitle: T\nquestions:\n{filler}\n  - {question('More.', f', lines: {lines}')}\n"
            f"  - {block}\n  - {last}\n"
        )
        with pdfplumber.open(make(spec, only="worksheet", output=tmp_path / str(lines)).paths[0]) as pdf:
            pages = [page.extract_text() for page in pdf.pages]
        assert any("Note well." in page and "Last." in page for page in pages), lines
