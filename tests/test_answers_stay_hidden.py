"""No answer can be read in a pupil's PDF, in its text or in its bytes (acceptance statement 31)."""

from __future__ import annotations

import json
import re
import zlib
from collections.abc import Iterator
from itertools import permutations
from pathlib import Path
from typing import Any

import pdfplumber
import pytest

from paperbuilder import make
from paperbuilder.outputs.typesetter import layouts
from paperbuilder.paper.checked import check_spec

SECRETS = {
    "short": "{type: short, stem: Why?, marks: 1, mark-scheme: {points: [SECRET, other], note: SECRET}}",
    "levels": "{type: extended, stem: Why?, marks: 4, mark-scheme: {levels: explain-4, indicative: [SECRET], "
    "misreadings: [SECRET], caps: [SECRET]}}",
    "why": "{type: multiple-choice, stem: When?, options: [a, b], answer: a, why: {b: SECRET}, marks: 1}",
    "correction": "{type: true-false, stem: True?, statements: [{text: a, answer: 'false', correction: SECRET}], "
    "marks: 1}",
    "gap": "{type: gap-fill, passage: 'One [[SECRET|SECRET]] two.', bank: no, marks: 1}",
    "cell": "{type: table, stem: Fill., header: [h], rows: [['[[SECRET]]']], marks: 1}",
    "part of a cell": "{type: table, stem: Fill., header: [h], rows: [['The raid of [[SECRET|SECRET]] was one.']], "
    "marks: 1}",
    "feedback": "{type: short, stem: Why?, marks: 1, mark-scheme: {points: [SECRET, b]}, "
    "feedback: {well: SECRET, improve: SECRET, next: SECRET}}",
    "part": "{type: parts, stem: A, parts: [{type: short, stem: b, marks: 1, mark-scheme: {key: [SECRET]}}]}",
}
BOUNDARIES = "boundaries: {grades: {SECRET: 1}, source: SECRET}\n"


def readable(pdf: Path) -> str:
    """Everything that can be read in a PDF: its text, and its bytes with streams unpacked."""
    with pdfplumber.open(pdf) as document:
        pages = "".join(page.extract_text() for page in document.pages)
    data = pdf.read_bytes()
    streams = re.findall(rb"stream\r?\n(.*?)\r?\nendstream", data, re.DOTALL)
    unpacked = b"".join(zlib.decompressobj().decompress(s) for s in streams if s[:1] == b"x")
    return pages + (data + unpacked).decode("latin-1")


@pytest.mark.parametrize("question", SECRETS.values(), ids=SECRETS.keys())
@pytest.mark.parametrize("kind", ["worksheet", "exam\ntime: 10 minutes"], ids=["worksheet", "exam"])
def test_no_answer_is_in_a_pupils_file(question: str, kind: str, tmp_path: Path) -> None:
    spec = tmp_path / "spec.yaml"
    spec.write_text(f"kind: {kind}\ntitle: T\n{BOUNDARIES}questions:\n  - {question}\n")
    paths = {path.stem.removeprefix("spec-"): path for path in make(spec).paths}
    for name, path in paths.items():
        if name in ("worksheet", "question-paper", "insert"):
            assert "SECRET" not in readable(path)
    assert "SECRET" in readable(paths["mark-scheme"])


def test_a_true_statement_looks_like_a_false_one(tmp_path: Path) -> None:
    spec = tmp_path / "spec.yaml"
    spec.write_text(
        "kind: worksheet\ntitle: T\nquestions:\n  - {type: true-false, stem: True?, marks: 2, statements: "
        "[{text: a, answer: 'true'}, {text: b, answer: 'false', correction: c}]}\n"
    )
    xml = layouts(check_spec(spec))["worksheet"]
    assert xml.count("Correction") == 2


def keyed_otherwise(kind: str) -> Iterator[dict[str, Any]]:
    """One question with every right answer that it could have."""
    things = ["one", "two", "three", "four"]
    for order in permutations(things):
        if kind == "ordering":
            yield {"type": kind, "stem": "?", "items": list(order), "marks": 4}
        elif kind == "matching":
            pairs = [{"left": n, "right": right} for n, right in zip("1234", order, strict=True)]
            yield {"type": kind, "stem": "?", "pairs": pairs, "distractors": ["none"], "marks": 4}
        elif kind == "multiple-choice":
            yield {"type": kind, "stem": "?", "options": things, "answer": order[0], "marks": 1}
        elif kind == "true-false":
            statements = [{"text": thing, "answer": str(thing in order[:2]).lower()} for thing in things]
            yield {"type": kind, "stem": "?", "statements": statements, "marks": 4}
        else:
            gaps = ", ".join(f"[[{thing}]]" for thing in order)
            yield {"type": "gap-fill", "passage": gaps, "distractors": ["ten"], "marks": 4}


@pytest.mark.parametrize("kind", ["ordering", "matching", "multiple-choice", "true-false", "gap-fill"])
def test_a_pupils_page_is_the_same_whatever_the_right_answer_is(kind: str, tmp_path: Path) -> None:
    """So nobody can work the answer out from the page, not even with this program and every version of the paper."""
    spec = tmp_path / "spec.yaml"
    pages, keys = set(), set()
    for question in keyed_otherwise(kind):
        written = {"kind": "worksheet", "title": "T", "versions": ["A", "B", "C"], "questions": [question]}
        spec.write_text(json.dumps(written))
        checked = check_spec(spec)
        found = [layouts(checked.in_version(name)) for name in checked.paper.spec.versions]
        pages.add(tuple(xml["worksheet"] for xml in found))
        keys.add(tuple(xml["mark-scheme"] for xml in found))
    assert len(pages) == 1 and len(keys) > 1
