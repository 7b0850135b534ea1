"""No answer can be read in a pupil's PDF, in its text or in its bytes (acceptance statement 31)."""

from __future__ import annotations

import re
import zlib
from pathlib import Path

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
