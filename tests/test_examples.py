"""The example specs: what a teacher sees first must be right."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import jsonschema
import pdfplumber
import yaml

from paperbuilder import make
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


def test_the_worksheet_and_its_answers_have_two_pages(made: dict[str, Path]) -> None:
    for name in ("five-year-plans-worksheet", "five-year-plans-answers"):
        with pdfplumber.open(made[name]) as pdf:
            assert len(pdf.pages) == 2


def test_the_committed_schema_and_reference_are_current() -> None:
    schema = json.dumps(spec_schema(), indent=2, ensure_ascii=False) + "\n"
    assert committed("spec.schema.json", schema) == schema
    assert committed("spec.md", spec_reference()) == spec_reference()
    assert committed("theme.md", theme_reference()) == theme_reference()


def test_the_schema_accepts_the_examples_and_refuses_a_misspelt_key() -> None:
    schema = spec_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    for file in (EXAM, SHEET, QUIZ):
        data = yaml.safe_load(file.read_text())
        assert file.read_text().startswith("# yaml-language-server: $schema=../docs/spec.schema.json")
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
