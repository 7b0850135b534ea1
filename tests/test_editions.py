"""Editions: other type, the same paper (acceptance statements 23 and 33)."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path

import pdfplumber
import pytest

from paperbuilder import make
from paperbuilder.outputs.options import MakeOptions
from paperbuilder.outputs.pdf import pdfs
from paperbuilder.outputs.typesetter import Typesetter
from paperbuilder.paper.checked import check_spec
from paperbuilder.problems import TemplateError
from tests.conftest import EXAM, SHEET
from tests.test_ua import ua_problems

EDITION = "large-print-18"
MM = 72 / 25.4


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("large")
    paths = [p for spec in (EXAM, SHEET) for p in make(spec, output=folder, edition=EDITION).paths]
    return {p.stem: p for p in paths}


def test_every_word_is_bold_sans_of_18_points_at_least(large: dict[str, Path]) -> None:
    for path in large.values():
        with pdfplumber.open(path) as pdf:
            for page in pdf.pages:
                assert (round(page.width), round(page.height)) == (595, 842)
                words = [c for c in page.chars if c["text"].strip()]
                small = [c for c in words if c["size" if c["upright"] else "width"] < 17.99]
                assert all(c["text"].isdigit() and c["size"] > 11.5 for c in small), path  # marks of glosses are raised
                assert all("Bold" in c["fontname"] for c in words), path


def words(layout: str) -> list[str]:
    """The words a layout prints, references to lines apart."""
    return re.sub(r"<[^>]*>", " ", layout).split()


def after_cover(layout: str) -> str:
    """The part after the cover, whose marker's table large print leaves out."""
    return layout.partition("</fit-page>")[2] or layout


@pytest.mark.parametrize("spec", [EXAM, SHEET], ids=["exam", "worksheet"])
def test_numbers_words_and_order_are_the_same(spec: Path) -> None:
    checked = check_spec(spec)
    standard, large = Typesetter(checked).layouts(), Typesetter(checked, edition=EDITION).layouts()
    assert list(standard) == list(large)
    for name in standard:
        assert words(after_cover(standard[name])) == words(after_cover(large[name]))


def test_line_references_are_those_of_the_edition(large: dict[str, Path]) -> None:
    with pdfplumber.open(large[f"stalin-industrialisation-question-paper-{EDITION}"]) as pdf:
        text = " ".join((page.extract_text() or "") for page in pdf.pages)
    with pdfplumber.open(large[f"stalin-industrialisation-insert-{EDITION}"]) as pdf:
        page = next(p for p in pdf.pages if "Extract B" in (p.extract_text() or ""))
        box = max((r for r in page.rects), key=lambda r: r["height"])
        lines = page.crop((box["x0"], box["top"], box["x1"], box["bottom"])).extract_text_lines()
    first, last = map(int, re.search(r"\(lines\s(\d+)–(\d+)\)", text.replace("\xa0", " ")).groups())  # type: ignore[union-attr]
    said = " ".join(line["text"] for line in lines[first - 1 : last])
    assert "counter revolutionaries" in said


def test_answer_lines_are_wide_and_inside_the_margins(large: dict[str, Path]) -> None:
    with pdfplumber.open(large[f"stalin-industrialisation-question-paper-{EDITION}"]) as pdf:
        page = max(pdf.pages, key=lambda p: len(p.lines))
        tops = sorted(r["top"] for r in page.lines if r["x1"] - r["x0"] > 300)
        gaps = [b - a for a, b in zip(tops, tops[1:], strict=False)]
        assert gaps and all(12 <= gap / 72 * 25.4 <= 14 for gap in gaps)
        assert max(c["x1"] for c in page.chars) <= page.width - 13 / 25.4 * 72


def test_large_print_passes_pdf_ua(large: dict[str, Path]) -> None:
    found = ua_problems(list(large.values()))
    assert len(found) == 6 and not any(found.values()), found


def test_an_edition_that_is_not_there_is_named() -> None:
    with pytest.raises(TemplateError, match="did you mean large-print-18"):
        make(EXAM, edition="large-print")


def test_running_heads_and_feet_of_many_lines_have_their_room(tmp_path: Path) -> None:
    """A long title and a long session in large print take several lines; the text keeps clear of them."""
    spec = tmp_path / "spec.yaml"
    question = "{type: short, stem: Why?, marks: 1, lines: 60, mark-scheme: {points: [a, b]}}"
    spec.write_text(
        f"kind: exam\ntitle: {'The Soviet Union in war and peace ' * 3}\ntime: 2 minutes\nsubject: History\n"
        f"session: {'End of the spring term in Year 11 ' * 2}\nquestions: [{question}]\n"
    )
    made = pdfs(check_spec(spec), MakeOptions(only="question-paper", edition=EDITION))
    with pdfplumber.open(BytesIO(made[f"question-paper-{EDITION}"])) as pdf:
        assert len(pdf.pages) > 4
        for page in pdf.pages[2:-2]:  # nothing but answer lines between head and foot
            first, *_, last = sorted(line["top"] for line in page.lines)
            head = [c for c in page.chars if c["top"] < page.height / 2]
            foot = [c for c in page.chars if c["top"] > page.height / 2]
            assert len({round(c["top"]) for c in head}) > 1 and len({round(c["top"]) for c in foot}) > 1
            assert first - max(c["bottom"] for c in head) >= 4
            assert min(c["top"] for c in foot) - last >= 4
            assert min(c["top"] for c in head) >= 8 * MM and max(c["bottom"] for c in foot) <= page.height - 8 * MM
