"""The example specs: what a teacher sees first must be right."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from pathlib import Path

import jsonschema
import pdfplumber
import pytest
import yaml

from paperbuilder import check, make
from paperbuilder.outputs.typesetter import layouts
from paperbuilder.paper.checked import check_spec
from paperbuilder.spec.reference import spec_reference, spec_schema
from paperbuilder.themes.reference import theme_reference
from tests.conftest import EXAM, HERE, QUIZ, SHEET, committed

ESSAY_BYTES = 2042
ESSAY_HASH = "4005bdc47e748fe270a30712148078a3bd39a182726eb3506e0723b8fcceb73a"


def test_the_essay_is_kept_byte_for_byte() -> None:
    data = (HERE / "worksheets" / "texts" / "stalins-industrialisation.txt").read_bytes()
    assert len(data) == ESSAY_BYTES
    assert hashlib.sha256(data).hexdigest() == ESSAY_HASH


def test_examples_have_no_problems_and_their_totals() -> None:
    exam, sheet = check_spec(EXAM).paper, check_spec(SHEET).paper
    assert (exam.total, exam.spag, exam.warnings) == (40, 4, ())
    assert (sheet.total, sheet.warnings) == (34, ())
    quiz = check_spec(QUIZ).paper
    assert (quiz.total, quiz.warnings) == (24, ())


@pytest.mark.parametrize("file", sorted((HERE / "worksheets").glob("*.yaml")), ids=lambda file: file.stem)
def test_an_example_has_no_problems(file: Path) -> None:
    assert check(file) == []


def run_program(name: str, *changes: tuple[str, str]) -> list[str]:
    """The lines that a program of the computing quiz prints, after changes of its text."""
    program = (HERE / "worksheets" / "texts" / name).read_text(encoding="utf-8")
    for old, new in changes:
        assert program.count(old) == 1
        program = program.replace(old, new)
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    return done.stdout.splitlines()


def test_the_keys_of_the_computing_quiz_are_what_its_programs_print() -> None:
    spec = yaml.safe_load((HERE / "worksheets" / "computing-quiz.yaml").read_text(encoding="utf-8"))
    reading, mistake, writing = (section["questions"] for section in spec["sections"])

    def answer(question: dict[str, dict[str, list[dict[str, str]]]]) -> list[str]:
        return [point["text"].strip("`") for point in question["mark-scheme"]["points"]]

    assert run_program("average.py") == answer(reading[1])
    traced = ("        total = total + mark", "        total = total + mark\n        print(mark, total)")
    rows = [f"{mark[2:-2]} {total[2:-2]}" for _, mark, total in reading[0]["rows"][1:]]
    assert run_program("average.py", traced)[:4] == rows
    assert run_program("average.py", ("10, 3]", "10, 7]"))[-1] == "Well done"
    (asked,) = mistake
    assert run_program("highest.py") == answer(asked["parts"][0])
    mended = [("<", ">"), ("12, 9, 15, 11", "-5, -2, -8")]
    assert run_program("highest.py", *mended) == ["Highest: 0"]
    start = answer(asked["parts"][3])[0]
    assert run_program("highest.py", *mended, ("highest = 0", start)) == ["Highest: -2"]
    worked = "\n".join(writing[0]["mark-scheme"]["worked"].splitlines()[1:-1])
    ran = subprocess.run(
        [sys.executable, "-c", worked + "\nprint(passes([7, 4, 10, 3]))"], capture_output=True, text=True
    )
    assert ran.stdout == "2\n"


def test_the_english_paper_has_a_poem_and_a_long_extract_over_pages(tmp_path: Path) -> None:
    made = make(HERE / "worksheets" / "english-unseen.yaml", only="insert", output=tmp_path)
    numbers: list[int] = []
    with pdfplumber.open(made.paths[0]) as pdf:
        assert len(pdf.pages) == 3
        for page in pdf.pages:
            found = [word for word in page.extract_words() if word["text"].isdigit()]
            margin = min(word["x0"] for word in found) + 3
            numbers += [int(word["text"]) for word in found if word["x0"] < margin]
    assert numbers == [*range(5, 61, 5), *range(5, 31, 5)]


def test_the_worksheet_has_room_to_write_and_its_answers_two_pages(made: dict[str, Path]) -> None:
    for name, pages in (("five-year-plans-worksheet", 3), ("five-year-plans-answers", 2)):
        with pdfplumber.open(made[name]) as pdf:
            assert len(pdf.pages) == pages


def test_the_committed_schema_and_reference_are_current() -> None:
    schema = json.dumps(spec_schema(), indent=2, ensure_ascii=False) + "\n"
    assert committed("spec.schema.json", schema) == schema
    assert committed("spec.md", spec_reference()) == spec_reference()
    assert committed("theme.md", theme_reference()) == theme_reference()


def test_the_schema_accepts_the_examples_and_refuses_a_misspelt_key() -> None:
    schema = spec_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    names = ("english-unseen", "computing-quiz", "vocabulary-arabic", "french-comprehension")
    for file in (EXAM, SHEET, QUIZ, *(HERE / "worksheets" / f"{name}.yaml" for name in names)):
        data = yaml.safe_load(file.read_text(encoding="utf-8"))
        assert file.read_text(encoding="utf-8").startswith("# yaml-language-server: $schema=../docs/spec.schema.json")
        validator.validate(data)
        assert not validator.is_valid({**data, "tilte": "x"})


def test_the_quick_start_of_the_readme_works(tmp_path: Path) -> None:
    readme = (HERE / "README.md").read_text()
    (tmp_path / "worksheets" / "texts").mkdir(parents=True)
    essay = (HERE / "worksheets" / "texts" / "stalins-industrialisation.txt").read_bytes()
    (tmp_path / "worksheets" / "texts" / "essay.txt").write_bytes(essay)
    spec = tmp_path / "worksheets" / "my-sheet.yaml"
    spec.write_text(readme.split("```yaml\n")[1].split("```")[0])
    made = make(spec)
    paths = made.paths
    assert made.problems == []
    assert [path.relative_to(tmp_path).as_posix() for path in paths] == [
        "output/my-sheet-worksheet.pdf",
        "output/my-sheet-answers.pdf",
        "output/my-sheet-mark-scheme.pdf",
    ]
    assert all(path.relative_to(tmp_path).as_posix() in readme for path in paths)


def test_references_to_questions_and_extracts_are_printed(tmp_path: Path) -> None:
    spec = tmp_path / "s.yaml"
    scheme = "mark-scheme: {points: [a, b]}"
    spec.write_text(
        "kind: worksheet\ntitle: T\nquestions:\n"
        f"  - {{stem: One., parts: [{{type: short, id: first, stem: a, marks: 1, {scheme}}}]}}\n"
        f"  - {{type: short, stem: 'Look back at {{question first}}.', marks: 1, {scheme}}}\n"
    )
    assert "Look back at Question\u00a01(a)." in layouts(check_spec(spec))["worksheet"]
