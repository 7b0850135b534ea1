"""Two papers to try a school's look with: an exam, and a worksheet with one question of every kind.

In: a school, the project's folder. Out: checked specs. Fails with `PaperbuilderError` if the school cannot be found.
"""

from __future__ import annotations

from pathlib import Path

from paperbuilder.paper.checked import CheckedSpec, check_spec
from paperbuilder.questions.registry import sample_questions
from paperbuilder.themes.folders import STANDARD

SAMPLE = STANDARD.parent / "sample"
HEAD = """kind: worksheet
title: Every kind
versions: [A, B]
texts:
  canal:
    file: text.txt
    title: The Town and its Canal
    author: a local historian
    date: "1898"
    rights: {basis: public domain}
pictures:
  lock:
    file: lock.svg
    alt: A lock of the canal from above, with its two gates
    caption: The lock
    credit: "Drawing: the author"
    rights: {basis: own work}
tables:
  traffic:
    title: Boats on the canal
    columns: [Year, {name: Boats, unit: hundreds}]
    rows: [["1840", "12.5"], ["1850", "9"], ["1860", –]]
    source: the author
charts:
  traffic: {table: traffic, type: bar, title: Boats on the canal, grid: fine}
extracts:
  A: {text: canal, start: The canal was opened, end: did not come at all.}
  B: {text: canal, start: Not everyone was pleased., end: took his game.}
"""


def sample_exam(school: str = "", root: Path | None = None) -> CheckedSpec:
    """Raises PaperbuilderError."""
    return check_spec(SAMPLE / "exam.yaml", school, root)


def worksheet_text() -> str:
    """The spec of the worksheet, in YAML."""
    return HEAD + sample_questions()


def sample_worksheet(school: str = "", root: Path | None = None) -> CheckedSpec:
    """Raises PaperbuilderError."""
    return check_spec(SAMPLE / "worksheet.yaml", school, root, text=worksheet_text())
