"""Rules that a small slip in the code would break without a sound; each of these tests fails for such a slip."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pdfplumber
import pikepdf
import pytest

from paperbuilder import make
from paperbuilder.outputs.typesetter import layouts
from paperbuilder.paper.checked import check_spec
from paperbuilder.problems import TemplateError
from paperbuilder.templating.sandbox import STRING_METHODS
from paperbuilder.themes.folders import STANDARD
from paperbuilder.themes.resolve import theme_of
from paperbuilder.typeset.compose import compose
from paperbuilder.typeset.design import design_of
from paperbuilder.typeset.paragraphs import Paragraph
from paperbuilder.typeset.typography import typographic
from tests.conftest import QUIZ

DESIGN = design_of(theme_of([STANDARD]), [STANDARD])


def short(stem: str, marks: int = 2, more: str = "") -> str:
    return f"  - {{type: short, stem: '{stem}', marks: {marks}, mark-scheme: {{points: [a, b, c, d, e, f]}}{more}}}\n"


def test_marks_are_never_drawn_over_the_stem(tmp_path: Path) -> None:
    """Stems of every length: their last lines end anywhere, and the marks find room."""
    spec = tmp_path / "s.yaml"
    stems = ("word " * 8 + "w" * n + "?" for n in range(1, 80))
    spec.write_text("kind: worksheet\ntitle: T\nquestions:\n" + "".join(short(s, 5, ", lines: 1") for s in stems))
    with pdfplumber.open(make(spec, only="worksheet").paths[0]) as pdf:
        count = 0
        for page in pdf.pages:
            for line in page.extract_text_lines():
                chars = sorted(line["chars"], key=lambda c: c["x0"])
                assert all(b["x0"] >= a["x1"] - 0.5 for a, b in pairwise(chars)), line["text"]
                count += "[5 marks]" in line["text"]
    assert count == 79


def elements(node: Any) -> Iterator[Any]:
    kids = node.get("/K", ())
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and kid.get("/Type") == "/StructElem":
            yield kid
            yield from elements(kid)


def test_a_repeated_head_is_tagged_once(tmp_path: Path) -> None:
    rows = ", ".join(f"['row {n}', '[[x]]']" for n in range(120))
    spec = tmp_path / "s.yaml"
    spec.write_text(
        "kind: worksheet\ntitle: T\nquestions:\n"
        f"  - {{type: table, stem: Fill., header: [H, I], rows: [{rows}], marks: 120}}\n"
    )
    with pikepdf.open(make(spec, only="worksheet").paths[0]) as pdf:
        assert len(pdf.pages) > 3
        heads = [e for e in elements(pdf.Root.StructTreeRoot) if e.S == "/TH"]
        assert len(heads) == 2 and all(len(list(head.K)) == 1 for head in heads)


def test_turn_over_stands_on_right_hand_pages_with_more_to_read_after_them_and_on_no_other(tmp_path: Path) -> None:
    spec = tmp_path / "s.yaml"
    ends = set()
    for count in range(2, 12):
        questions = "".join(short(f"Why {n}?", 6) for n in range(count))
        spec.write_text(f"kind: exam\ntitle: T\ntime: {12 * count} minutes\nquestions:\n{questions}")
        with pdfplumber.open(make(spec, only="question-paper", output=tmp_path / str(count)).paths[0]) as pdf:
            texts = [page.extract_text() for page in pdf.pages]
        end = next(n for n, text in enumerate(texts, 1) if "END OF QUESTIONS" in text)
        ends.add(end % 2)
        more = [n for n in range(1, end, 2) if any("Why" in text for text in texts[n:])]
        assert [n for n, text in enumerate(texts, 1) if "Turn over" in text] == more
    assert ends == {0, 1}


def test_a_version_is_printed_with_its_own_answers(tmp_path: Path) -> None:
    """In the made files: what is ticked on the answers of a version, and its key, is right on its sheet."""
    paths = {path.stem.removeprefix("retrieval-quiz-"): path for path in make(QUIZ, output=tmp_path).paths}
    paper = check_spec(QUIZ).paper
    choices: list[Any] = [item.question for item in paper.every if item.type == "multiple-choice"]
    right = {answer for question in choices for answer in question.answer}
    keys = []
    for version in "AB":
        texts = {}
        for name in ("worksheet", "answers", "mark-scheme"):
            with pdfplumber.open(paths[f"{name}-version-{version}"]) as pdf:
                texts[name] = " ".join(" ".join(page.extract_text() for page in pdf.pages).split())
        for answer in right:
            letter = re.search(rf"☑ ([A-H]) {re.escape(typographic(answer))}", texts["answers"])
            assert letter, answer
            assert all(f"{letter[1]} {typographic(answer)}" in texts[name] for name in ("worksheet", "mark-scheme"))
            keys.append((version, answer, letter[1]))
    assert {key[1:] for key in keys if key[0] == "A"} != {key[1:] for key in keys if key[0] == "B"}


@pytest.mark.parametrize(
    ("style", "grey", "passes"),
    [  # ratios to white by WCAG 2.2: 4.54, 4.48; large: 3.03, 2.99
        ("{size: 11 pt, leading: 14 pt, colour: accent}", "#767676", True),
        ("{size: 11 pt, leading: 14 pt, colour: accent}", "#777777", False),
        ("{size: 18 pt, leading: 22 pt, colour: accent}", "#949494", True),
        ("{size: 18 pt, leading: 22 pt, colour: accent}", "#959595", False),
        ("{size: 14 pt, leading: 18 pt, bold: yes, colour: accent}", "#949494", True),
        ("{size: 14 pt, leading: 18 pt, bold: no, colour: accent}", "#949494", False),
    ],
)
def test_contrast_is_enough_from_just_where_it_is(style: str, grey: str, passes: bool, tmp_path: Path) -> None:
    (tmp_path / "theme.yaml").write_text(
        f"schema: 1\nprint: colour\ncolours: {{accent: '{grey}'}}\nstyles: {{stem: {style}}}\n"
    )
    if passes:
        assert theme_of([tmp_path, STANDARD]).styles["stem"].colour == "accent"
    else:
        with pytest.raises(TemplateError, match="has a contrast of"):
            theme_of([tmp_path, STANDARD])


@pytest.mark.parametrize(("before", "page"), [(1, 3), (2, 3), (3, 5)])
def test_a_break_to_a_right_hand_page_goes_there(before: int, page: int) -> None:
    pages = "<page-break/>".join(f"<p>{n}</p>" for n in range(before))
    made = compose(f'<paper title="T">{pages}<page-break right="yes"/><p>last</p></paper>', DESIGN).pages
    assert isinstance(made[-1].placed[0][1], Paragraph) and made[-1].number == page


@pytest.mark.parametrize("method", sorted(m for m in dir(str) if not m.startswith("_") and m not in STRING_METHODS))
def test_a_template_calls_no_method_of_text_but_those_allowed(method: str, tmp_path: Path) -> None:
    school = tmp_path / "templates" / "ours"
    school.mkdir(parents=True)
    (school / "theme.yaml").write_text("schema: 1\n")
    (school / "school.xml").write_text(f"{{{{ 'text'.{method} }}}}")
    spec = tmp_path / "s.yaml"
    spec.write_text("kind: worksheet\ntitle: T\nquestions:\n" + short("Why?"))
    with pytest.raises(TemplateError, match=f"access to attribute '{method}' of 'str' object is unsafe"):
        layouts(check_spec(spec, "ours"), "ours")
