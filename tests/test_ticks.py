"""Several right options: what is printed, ticked, and given marks for."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from paperbuilder.paper.checked import check_spec
from tests.test_answer_shapes import printed, spec

TWO: dict[str, Any] = {
    "type": "multiple-choice",
    "stem": "Which are prime?",
    "options": ["2", "4", "5", "9"],
    "answer": ["2", "5"],
    "marks": 2,
}


def test_two_boxes_are_asked_for_ticked_and_marked(tmp_path: Path) -> None:
    sheet, answers, scheme = (printed(tmp_path, name, TWO) for name in ("worksheet", "answers", "mark-scheme"))
    assert "Tick <b>two</b> boxes." in sheet and "ticked" not in sheet
    assert re.findall(r'"yes"/>&#160; (\w)</label><answer>(\d)</answer>', answers) == [("A", "2"), ("C", "5")]
    assert "One mark for each correct answer. If more than 2 boxes are ticked, each box too many cancels" in scheme
    assert "<ol><li>A 2</li><li>C 5</li></ol>" in scheme


@pytest.mark.parametrize("more", [{"stem": "Which? Tick two boxes."}, {"instruction": "Now tick **two** boxes."}])
def test_what_the_author_says_already_is_not_said_again(more: dict[str, str], tmp_path: Path) -> None:
    assert len(re.findall("(?i)tick (<b>)?two(</b>)? boxes", printed(tmp_path, "worksheet", TWO | more))) == 1


def test_many_boxes_and_welsh(tmp_path: Path) -> None:
    options = [str(n) for n in range(9)]
    question = TWO | {"options": options, "answer": options[:7], "marks": 7}
    assert "Tick <b>7</b> boxes." in printed(tmp_path, "worksheet", question)
    assert "Ticiwch <b>ddau</b> flwch." in printed(tmp_path, "worksheet", TWO, theme={"languages": ["cy"]})


def test_one_right_option_is_as_it_was(tmp_path: Path) -> None:
    for answer in ("2", ["2"]):
        question = TWO | {"answer": answer, "marks": 1}
        assert "Tick" not in printed(tmp_path, "worksheet", question)
        assert "boxes are ticked" not in printed(tmp_path, "mark-scheme", question)


def test_one_mark_for_both(tmp_path: Path) -> None:
    (item,) = check_spec(spec(tmp_path, TWO | {"marks": 1})).paper.items
    assert item.award == (1, 2)


def test_versions_move_the_options_and_the_key_follows(tmp_path: Path) -> None:
    checked = check_spec(spec(tmp_path, TWO, versions=["A", "B"]))
    seen = set()
    for name in "AB":
        (item,) = checked.in_version(name).paper.items
        texts = {option.letter: option.text for option in item.options}
        assert [texts[letter] for letter in item.answers] == [o.text for o in item.options if o.right]
        assert {texts[letter] for letter in item.answers} == {"2", "5"}
        seen.add(item.answers)
    assert "version-key" in printed_key(tmp_path, checked)


def printed_key(folder: Path, checked: Any) -> str:
    from paperbuilder.outputs.typesetter import layouts

    xml = layouts(checked)["version-key"]
    assert re.search(r"<td><b>1</b>&#160; [A-D] [A-D]</td>", xml)
    return "version-key"


def test_marks_of_new_kinds_go_into_the_mark_sheet_and_out_on_slips(tmp_path: Path) -> None:
    from openpyxl import load_workbook

    from paperbuilder.marking.feedback import make_feedback
    from paperbuilder.marking.mark_sheet import make_mark_sheet

    number = {"type": "number", "stem": "Calculate.", "answer": "9.81", "marks": 3}
    file = spec(tmp_path, TWO, number)
    people = tmp_path / "class.csv"
    people.write_text("Name,Candidate number\nAda Lovelace,0001\n")
    (_, sheet), _ = make_mark_sheet(file, people, output=tmp_path)
    book = load_workbook(sheet)
    rows = book.worksheets[0]
    row = next(n for n in range(1, 9) if rows.cell(n, 1).value == "Ada Lovelace")
    assert [rows.cell(row - 1, n).value for n in (4, 5)] == [2, 3]
    rows.cell(row, 4).value, rows.cell(row, 5).value = 1, 3
    book.save(sheet)
    made, _ = make_feedback(file, sheet, output=tmp_path)
    assert all(path.read_bytes().startswith(b"%PDF") for path in made) and len(made) == 2
