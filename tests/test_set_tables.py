"""Tables as they are set: no word is broken, figures stand below each other, columns without room go on below."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pdfplumber
import pikepdf
import pytest

from paperbuilder import make
from paperbuilder.outputs.typesetter import Typesetter
from paperbuilder.paper.checked import check_spec
from paperbuilder.typeset.decimals import figures
from paperbuilder.typeset.inline import Line, Span
from paperbuilder.typeset.paragraphs import Paragraph
from paperbuilder.typeset.table import Table
from tests.conftest import HERE
from tests.test_layout import blocks
from tests.test_ua import ua_problems
from tests.typed import plain_spaces

SPECS = sorted((HERE / "worksheets").glob("*.yaml"))
SCHOOLS = ("", "northgate/history", "riverside", "ysgol-glan-y-mor")
TERMS = """
kind: worksheet
title: Table of terms
questions:
  - type: table
    stem: Complete the table.
    marks: 4
    header: [Policy, Collectivisation, Industrialisation, Dekulakisation, Electrification, Militarisation]
    rows:
      - [Start, '[[1929]]', 1928, '[[1930]]', 1920, 1931]
      - [Responsible commissariat, Agriculture, '[[Heavy industry]]', Internal affairs, Power stations, '[[Defence]]']
"""
OUTPUT = """
kind: worksheet
title: Output
questions:
  - type: table
    stem: Complete the table.
    marks: 3
    header: [Product, "1928", "1937", "Notes"]
    rows:
      - [Coal, "35.4", "[[128]]", "[[more]]"]
      - [Steel, "4.3", "[[17.7]]", much]
      - [Oil, "–", "1,028.5", much]
  - type: table
    stem: And this one.
    marks: 1
    align: [left, right]
    header: [Word, How many are there]
    rows: [[one, "[[1]]"], [two, twenty]]
"""


@pytest.mark.parametrize("spec", SPECS, ids=lambda spec: spec.stem)
def test_no_word_is_broken_in_a_cell(spec: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In every school and edition, of every document: each column that is set is as wide as its widest word."""
    broken: list[Any] = []
    heights = Table.heights

    def measured(self: Table, width: float) -> list[float]:
        columns = zip(self.widths(width), self._words, strict=True)
        short = [(own, words) for own, words in columns if words > own - 2 * self._pad(width) + 0.05]
        broken.extend((where, *one) for one in short)
        return heights(self, width)

    monkeypatch.setattr(Table, "heights", measured)
    checked = check_spec(spec)
    for school in SCHOOLS:
        for edition in ("", "large-print-18"):
            setter = Typesetter(checked, school, edition)
            for document in setter.documents():
                where = (school, edition, document.name)
                setter.compose(document.name, setter.layout(document.name))
    assert not broken


@pytest.fixture(scope="module")
def terms(tmp_path_factory: pytest.TempPathFactory) -> Path:
    spec = tmp_path_factory.mktemp("terms") / "terms.yaml"
    spec.write_text(TERMS, encoding="utf-8")
    paths = make(spec, output=spec.parent, edition="large-print-18").paths
    return next(path for path in paths if "worksheet" in path.name)


def test_columns_without_room_go_on_below(terms: Path) -> None:
    with pdfplumber.open(terms) as pdf:
        words = [word["text"] for page in pdf.pages for word in page.extract_words()]
    for head in ("Collectivisation", "Industrialisation", "Dekulakisation", "Electrification", "Militarisation"):
        assert words.count(head) == 1
    assert words.count("Policy") == words.count("commissariat") == 3


def test_they_are_one_table_to_those_who_hear_it(terms: Path) -> None:
    with pikepdf.open(terms) as pdf:
        rows = [node for node in nodes(pdf.Root.StructTreeRoot) if node.get("/S") == "/TR"]
        assert [len(row.K) for row in rows] == [6, 6, 6]
    assert ua_problems([terms]) == {str(terms): []}


def nodes(node: Any) -> Any:
    yield node
    found = node.get("/K", [])
    for child in found if isinstance(found, pikepdf.Array) else [found]:
        if isinstance(child, pikepdf.Dictionary) and "/S" in child:
            yield from nodes(child)


def test_figures_stand_below_each_other(tmp_path: Path) -> None:
    spec = tmp_path / "output.yaml"
    spec.write_text(OUTPUT, encoding="utf-8")
    paths = {path.stem.removeprefix("output-"): path for path in make(spec, output=tmp_path).paths}
    with pdfplumber.open(paths["answers"]) as pdf:
        words = {word["text"]: word for word in pdf.pages[0].extract_words()}
        near = list(zip(pdf.pages[0].chars, pdf.pages[0].chars[1:], strict=False))
    points = sorted(one["x0"] for one, after in near if one["text"] == "." and after["text"].isdigit())
    assert len(points) == 4 and points[1] - points[0] < 0.1 and points[3] - points[2] < 0.1 < points[2] - points[1]
    middle = (words["1937"]["x0"] + words["1937"]["x1"]) / 2
    assert abs(middle - (words["1,028.5"]["x0"] + words["1,028.5"]["x1"]) / 2) < 1
    assert abs(words["twenty"]["x1"] - words["there"]["x1"]) < 1
    with pdfplumber.open(paths["worksheet"]) as pdf:
        blank = {word["text"]: word for word in pdf.pages[0].extract_words()}
    assert all(blank[word]["x0"] == words[word]["x0"] for word in ("1937", "35.4", "Notes"))


@pytest.mark.parametrize(
    ("texts", "how"),
    [
        (["1", "12", ""], "decimal"),
        (["35.4", "−5", "–"], "decimal"),
        (["£3", "20 %", "1,000"], "decimal"),
        (["½", "2"], "decimal"),
        (["16 +4", "2"], "decimal"),
        (["3–4", "0"], "centre"),
        (["3/4", "1"], "centre"),
        (["–", ""], ""),
        (["1", "one"], ""),
        (["M1", "A1"], ""),
        (["3(a)", "4"], ""),
        ([], ""),
    ],
)
def test_what_is_a_column_of_figures(texts: list[str], how: str) -> None:
    assert figures(texts) == how


def test_a_column_that_is_too_narrow_breaks_at_a_no_break_space_before_a_word() -> None:
    ((_, _, paragraph),) = blocks('<p><lang of="en">Spend 50 minutes on Question 6.</lang></p>')
    assert isinstance(paragraph, Paragraph)
    narrow = [text(line) for line in paragraph.lines(paragraph.least_width())]
    assert narrow == ["Spend", "50", "minutes", "on", "Question", "6."]
    assert [text(line) for line in paragraph.lines(85)] == ["Spend", "50 minutes on", "Question 6."]


def text(line: Line) -> str:
    return plain_spaces("".join(piece.text for _, piece in line.pieces if isinstance(piece, Span)))
