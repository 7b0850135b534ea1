"""Formulas on the page: in the line, in every field, in reading order, at their place if they are wrong."""

from __future__ import annotations

import subprocess
import sys
from itertools import pairwise
from pathlib import Path
from typing import Any

import pdfplumber
import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperbuilder import PaperbuilderError, check, make
from paperbuilder.outputs.typesetter import layouts
from paperbuilder.paper.checked import check_spec
from paperbuilder.templating.rich import phrase
from paperbuilder.texts.markup import escape, formulas, inline, plain, without_formulas
from paperbuilder.texts.nodes import Formula, Gap, Plain
from paperbuilder.texts.pieces import Display, Para, parse
from paperbuilder.typeset.inline import Inked, TooWide
from paperbuilder.typeset.paragraphs import Marks, Paragraph
from tests.test_layout import DESIGN, blocks, compose, paper
from tests.test_ua import ua_problems
from tests.typed import set_layout

SHEET = r"""
kind: worksheet
title: Powers of $x^2$
subject: Science
questions:
  - type: information
    title: About $\pi$
    text: You need $a^2 + b^2 = c^2$.
  - type: short
    stem: |
      The equation $x^2 = 4$ has a root, since
      $$\frac{1}{2} = 0.5.$$
      Find $x$.
    marks: 2
    mark-scheme:
      points: [$x = 2$, $x = -2$, 'or $\pm 2$']
  - type: multiple-choice
    stem: Which is $0.\dot{3}$?
    options: ['$\frac{1}{3}$', '$\frac{1}{4}$', $x_1$]
    answer: '$\frac{1}{3}$'
    why: {'$\frac{1}{4}$': 'It is $0.25$'}
    marks: 1
  - type: table
    stem: Fill it.
    header: [Name, '$\ce{M_r}$']
    rows: [['$\ce{H2O}$', '[[$\qty{18}{g}$]]']]
    marks: 1
  - type: gap-fill
    stem: Fill it.
    passage: If $m = 2$ then $F =$ [[$\qty{6}{N}$|6 N]] and so on.
    distractors: ['$\qty{7}{N}$']
    marks: 1
  - type: matching
    stem: Match.
    pairs: [{left: $x^2$, right: $2x$}, {left: $x^3$, right: $3x^2$}]
    marks: 2
  - type: ordering
    stem: Order.
    items: [$1$, '$\sqrt{2}$', '$\pi$']
    marks: 1
  - type: true-false
    stem: True?
    statements: [{text: $1 < 2$, answer: "true"}, {text: '$\sqrt{4} = 3$', answer: "false", correction: It is $2$.}]
    marks: 2
  - stem: Parts of $y$.
    parts:
      - {type: short, stem: Find $y^2$., marks: 1, mark-scheme: {points: [$y^2 = 1$, other]}}
"""


@pytest.fixture(scope="module")
def sheet(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("formulas")
    spec = folder / "powers.yaml"
    spec.write_text(SHEET, encoding="utf-8")
    paths = make(spec, output=folder / "out").paths
    paths += make(spec, output=folder / "large", edition="large-print-18").paths
    return {path.stem.removeprefix("powers-"): path for path in paths}


def said(file: Path) -> list[str]:
    """What is said of every formula, in reading order."""
    with pikepdf.open(file) as pdf:
        return [str(e.Alt) for e in elements(pdf.Root.StructTreeRoot.K) if e.S == "/Formula"]


def elements(element: Any) -> list[Any]:
    kids = element.get("/K", [])
    kids = list(kids) if isinstance(kids, pikepdf.Array) else [kids]
    return [element, *(e for kid in kids if "/S" in kid for e in elements(kid))]


def test_every_field_takes_formulas(sheet: dict[str, Path]) -> None:
    found = said(sheet["worksheet"])
    for words in ("x squared", "pi", "a squared plus b squared equals c squared", "x squared equals 4", "x sub 1"):
        assert words in found
    for words in ("1 over 3", "M r", "H 2 O", "m equals 2", "7 newtons", "2 x", "3 x squared", "1 is less than 2"):
        assert words in found
    scheme = said(sheet["mark-scheme"])
    for words in ("x equals minus 2", "plus or minus 2", "0.25", "18 grams", "6 newtons", "2", "y squared equals 1"):
        assert words in scheme
    assert {"18 grams", "6 newtons"} <= set(said(sheet["answers"])) and "18 grams" not in found


def test_no_tex_is_printed(sheet: dict[str, Path]) -> None:
    for file in sheet.values():
        with pdfplumber.open(file) as pdf:
            text = "".join(page.extract_text() for page in pdf.pages)
        assert "\\" not in text and "$" not in text and "{" not in text


def test_documents_with_formulas_are_accessible(sheet: dict[str, Path]) -> None:
    assert len(sheet) == 6 and not any(ua_problems([*sheet.values()]).values())


def test_a_formula_is_read_at_its_place_among_the_words(sheet: dict[str, Path]) -> None:
    with pikepdf.open(sheet["worksheet"]) as pdf:
        found = next(e for e in elements(pdf.Root.StructTreeRoot.K) if "x squared equals 4" in str(kids_said(e)))
        assert kids_said(found) == ["", "x squared equals 4", ""]
        numbers = [int(kid.MCID) if "/MCID" in kid else int(kid.K[0].MCID) for kid in found.K]
        assert all(b == a + 1 for a, b in pairwise(numbers))
    with pdfplumber.open(sheet["worksheet"]) as pdf:
        assert "The equation x² = 4 has a root, since" in pdf.pages[0].extract_text()


def kids_said(element: Any) -> list[str]:
    return [str(kid.get("/Alt", "")) for kid in element.get("/K", []) if isinstance(kid, pikepdf.Dictionary)]


def test_large_print_has_formulas_in_the_size_of_its_text(sheet: dict[str, Path]) -> None:
    def tallest(name: str) -> float:
        with pdfplumber.open(sheet[name]) as pdf:
            return max(c["height"] for page in pdf.pages for c in page.curves)

    assert tallest("worksheet-large-print-18") / tallest("worksheet") == pytest.approx(18 / 11, rel=0.1)


def test_letters_of_a_formula_stand_on_the_line_of_the_words(tmp_path: Path) -> None:
    spec = tmp_path / "h.yaml"
    spec.write_text("kind: worksheet\ntitle: T\nquestions:\n  - {type: information, text: 'HHH $H$ HHH'}\n" + QUESTION)
    with pdfplumber.open(make(spec, output=tmp_path).paths[0]) as pdf:
        page = pdf.pages[0]
        words = next(c for c in page.chars if c["text"] == "H" and c["size"] == 11)
        outline = page.curves[0]
        baseline = page.height - words["matrix"][5]
        assert outline["bottom"] == pytest.approx(baseline, abs=0.05)
        face = DESIGN.fonts.face("Liberation Sans")
        assert outline["height"] == pytest.approx(face.capitals * 11, rel=0.03)


QUESTION = "  - {type: short, stem: Why?, marks: 1, mark-scheme: {points: [a, b]}}\n"
TALL = r"\frac{a}{\frac{b}{c}}"
TALL_WORDS = f'word <formula tex="{TALL}"/> '


def paragraphs(body: str) -> list[tuple[float, Paragraph]]:
    return [(y, block) for _, y, block in blocks(body) if isinstance(block, Paragraph)]


def test_only_lines_that_hold_something_tall_are_higher() -> None:
    words = "many words " * 30
    (_, low), (_, same), (_, high) = paragraphs(
        f'<p>{words}</p><p>{words}<formula tex="x"/></p><p>{words}<formula tex="{TALL}"/></p>'
    )
    width = DESIGN.width
    assert low.height(width) == same.height(width) == low.style.leading * len(low.lines(width))
    *others, last = high.lines(width)
    assert all(line.over == line.under == 0 for line in others) and last.over > 0 and last.under > 3
    assert high.height(width) == low.style.leading * len(high.lines(width)) + last.over + last.under
    assert high.baseline(0) == low.baseline(0)
    assert high.baseline(len(others)) == low.baseline(len(others)) + last.over


def test_tall_lines_do_not_touch() -> None:
    ((_, block),) = paragraphs(f"<p>{TALL_WORDS * 30}</p>")
    lines = block.lines(DESIGN.width)
    inked = [max((p for _, p in line.pieces if isinstance(p, Inked)), key=lambda p: p.ascent) for line in lines]
    for i, (above, below) in enumerate(pairwise(inked)):
        gap = block.baseline(i + 1) - below.ascent - block.baseline(i) - above.descent
        assert gap > 2


def test_a_paragraph_of_tall_lines_splits_by_their_heights() -> None:
    ((_, block),) = paragraphs(f"<p>{TALL_WORDS * 60}</p>")
    head, tail = block.force_split(DESIGN.width, 100) or pytest.fail("it does not split")
    assert 0 < head.height(DESIGN.width) <= 100
    assert head.height(DESIGN.width) + tail.height(DESIGN.width) == pytest.approx(block.height(DESIGN.width))


def test_the_number_of_a_question_is_level_with_a_tall_first_line() -> None:
    found = paragraphs(f'<item label="1" indent="30pt"><p>Find <formula tex="{TALL}"/>.</p></item>')
    _, text = found[0]
    assert text.drop(DESIGN.width) == text.lines(DESIGN.width)[0].over > 0
    assert text.total(DESIGN.width) >= text.height(DESIGN.width)


def test_cells_of_a_row_are_level() -> None:
    row = f'<tr><td>A</td><td><formula tex="{TALL}"/></td></tr>'
    pages = compose(paper(f'<table widths="1 1">{row}</table>'), DESIGN).pages
    pen = Recorder()
    for y, block in pages[0].placed:
        block.place(pen, 0, y, DESIGN.width)  # type: ignore[arg-type]
    assert len(pen.baselines) == 2 and len({round(baseline, 3) for baseline in pen.baselines}) == 1


class Recorder:
    """A pen that only notes baselines."""

    def __init__(self) -> None:
        self.baselines: list[float] = []

    def mark(self, node: object) -> Any:
        from contextlib import nullcontext

        return nullcontext()

    def lines(self, x: float, baselines: Any) -> None:
        self.baselines += [baseline for _, baseline, _ in baselines]

    def rule(self, *_: object) -> None: ...
    def box(self, *_: object) -> None: ...


def test_a_displayed_formula_stays_with_what_leads_up_to_it(tmp_path: Path) -> None:
    spec = tmp_path / "s.yaml"
    text = "Words alone.\\n\\n" * 24 + "So we have $$x = 1$$ Then."
    spec.write_text(f'kind: worksheet\ntitle: T\nquestions:\n  - type: information\n    text: "{text}"\n' + QUESTION)
    xml = layouts(check_spec(spec))["worksheet"]
    assert '<keep with-next="yes"><p>So we have</p></keep><p style="formula"><formula tex="x = 1"' in xml


def test_marks_join_a_line_with_a_formula() -> None:
    found = blocks(f'<item label="1" indent="30pt"><p>Find <formula tex="{TALL}"/></p><marks>[1 mark]</marks></item>')
    (_, _, text), (_, _, marks) = found
    assert isinstance(marks, Marks) and marks.height(DESIGN.width) == 0 and text.stick


def test_a_formula_wider_than_its_line_goes_on_after_a_relation() -> None:
    tex = "a + b + c = " * 12 + "d"
    ((_, block),) = paragraphs(f'<p>so (<formula tex="{tex}"/>), and</p>')
    lines = block.lines(DESIGN.width)
    assert len(lines) == 2 and all(line.width <= DESIGN.width for line in lines)
    nodes = {id(p.node) for line in lines for _, p in line.pieces if isinstance(p, Inked)}
    assert len(nodes) == 1
    last = [p.text for p in (p for _, p in lines[-1].pieces) if not isinstance(p, Inked)]
    assert "".join(last) == "), and"  # type: ignore[arg-type]


def test_one_that_cannot_go_on_is_refused() -> None:
    with pytest.raises(TooWide) as told:
        for _, block in paragraphs('<p>so <formula tex="\\frac{' + "a + b = " * 40 + 'c}{2}"/></p>'):
            block.lines(DESIGN.width)
    assert told.value.width > told.value.room > 0


@pytest.mark.parametrize("edition", ["", "large-print-18"])
def test_a_formula_that_is_too_wide_is_told_at_its_place(edition: str, tmp_path: Path) -> None:
    spec = tmp_path / "s.yaml"
    stem = r"So $\frac{" + "a + b = " * 40 + r"c}{2}$ is."
    spec.write_text(f"kind: worksheet\ntitle: T\nquestions:\n  - type: information\n    text: '{stem}'\n" + QUESTION)
    with pytest.raises(PaperbuilderError) as told:
        make(spec, output=tmp_path, edition=edition)
    (problem,) = told.value.problems
    assert (problem.line, problem.column) == (5, 16) and "only room for" in problem.message
    assert (f"in the edition {edition}" in problem.message) is bool(edition)
    assert not list(tmp_path.glob("*.pdf"))


@pytest.mark.parametrize(
    "text",
    [
        "$5",
        "costs $5",
        "$5 and $10",
        "between $5–$10 and",
        "US$5, US$10",
        "A $20,000 loan at 5$ a day",
        "$5 or 10$ each",
        "$3 cm$",
        "the $ sign and the $ again",
        "$ x$",
        "$x $",
        "$x$5",
        "$HOME and $PATH",
        "$",
        "$$",
        "$$$",
        "£5",
        "$a\n\nb$",
    ],
)
def test_money_and_lone_signs_print_as_they_are(text: str) -> None:
    assert plain(text) == text and inline(text) == (Plain(text),) and not formulas(text)


@pytest.mark.parametrize(
    ("text", "nodes"),
    [
        ("$x$", (Formula("x"),)),
        ("if $x$, then", (Plain("if "), Formula("x"), Plain(", then"))),
        ("$x$$y$", (Formula("x"), Formula("y"))),
        ("$$x$$", (Formula("x", displayed=True),)),
        (r"\$x$", (Plain("$x$"),)),
        (r"$\$5$", (Formula(r"\$5"),)),
        ("$a*b*c$", (Formula("a*b*c"),)),
        ("$x^2$ y^2$", (Formula("x^2"), Plain(" y^2$"))),
        ("$H~2~O$", (Formula("H~2~O"),)),
        ("[[$|x|$|y]]", (Gap(("$|x|$", "y")),)),
        ("[[$[1,2]$]]", (Gap(("$[1,2]$",)),)),
        ("[[$5]] and [[$6]]", (Gap(("$5",)), Plain(" and "), Gap(("$6",)))),
        ("[[a$]] x [[b$]]", (Gap(("a$",)), Plain(" x "), Gap(("b$",)))),
    ],
)
def test_what_is_a_formula(text: str, nodes: tuple[object, ...]) -> None:
    assert inline(text) == nodes


def test_displayed_formulas_part_paragraphs() -> None:
    shown = Formula("x = 1", displayed=True)
    assert parse("So\n$$x\n= 1$$.\nThen $y$") == (
        Para((Plain("So"),)),
        Display(shown, "."),
        Para((Plain("Then "), Formula("y"))),
    )
    assert parse("$$x\n- 1$$") == (Display(Formula("x - 1", displayed=True)),)


def test_typographic_signs_are_set_around_formulas_and_not_in_them() -> None:
    typed = "\"$f'(x)$\" isn't '$x''$' 1928-32 $1928-32$"
    found = set_layout(f"<p>{phrase(typed)}</p>")
    assert found.text() == "“” isn’t ‘’ 1928–32 "
    assert [e.attributes["tex"] for e in found.walk("formula")] == ["f'(x)", "x''", "1928-32"]


@given(st.text(st.characters(exclude_characters="$")))
def test_text_without_a_dollar_has_no_formulas(text: str) -> None:
    assert not formulas(text) and without_formulas(text) == text


@given(st.text("$ab1 .\\n[]|{}^"))
def test_every_formula_is_where_it_is_said_to_be(text: str) -> None:
    for formula, at in formulas(text):
        assert text[at : at + len(formula.tex)] == formula.tex
    assert plain(escape(text)) == text
    parse(text)


@pytest.mark.parametrize(
    ("written", "line", "column"),
    [
        ("text: So $x + \\bad$", 5, 19),
        ("text: 'It''s $\\bad$'", 5, 19),
        ('text: "Say \\"so\\": $x\'}$"', 5, 27),
        ("text: |\n      So\n      $\\bad$", 7, 8),
        ("text: |2\n      So\n      $\\bad$", 7, 8),
        ("text: >-\n      So it\n      is\n\n      $\\bad$", 9, 8),
        ("text: So\n      it is $\\bad$", 6, 14),
        ("text: Dŵr $\\bad$", 5, 16),
        ('text: "D\\u0175r $x\'}$"', 5, 24),
    ],
)
def test_a_fault_is_told_at_its_letter(written: str, line: int, column: int, tmp_path: Path) -> None:
    spec = tmp_path / "s.yaml"
    body = f"kind: worksheet\ntitle: T\nquestions:\n  - type: information\n    {written}\n{QUESTION}"
    spec.write_text(body, encoding="utf-8")
    (problem,) = check(spec)
    assert (problem.line, problem.column) == (line, column)
    assert problem.source[column - 1] in "\\}"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("It is $3 per head in US$.", "taken for money"),
        (r"Work out \frac{1}{2}.", "it is in no formula"),
    ],
)
def test_what_may_be_meant_as_a_formula_is_warned_of(text: str, words: str, tmp_path: Path) -> None:
    spec = tmp_path / "s.yaml"
    spec.write_text(f"kind: worksheet\ntitle: T\nquestions:\n  - type: information\n    text: {text}\n{QUESTION}")
    found = [p for p in check(spec) if words in p.message]
    assert [p.severity for p in found] == ["warning"]


def test_all_formulas_of_a_paper_are_bounded(tmp_path: Path) -> None:
    spec = tmp_path / "s.yaml"
    rows = "".join(f"  - {{type: information, text: 'No. {n} ${'x+' * 400}x$'}}\n" for n in range(140))
    spec.write_text("kind: worksheet\ntitle: T\nquestions:\n" + rows + QUESTION)
    (problem,) = check(spec)
    assert "more than 100,000 signs" in problem.message and problem.line > 100


def test_a_paper_without_formulas_loads_nothing_for_them(tmp_path: Path) -> None:
    spec = tmp_path / "s.yaml"
    spec.write_text("kind: worksheet\ntitle: T for $5\nquestions:\n" + QUESTION)
    code = f"import sys, paperbuilder; paperbuilder.make({str(spec)!r}, output={str(tmp_path)!r}); print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not [m for m in done.stdout.split() if m.split(".")[0] == "ziamath" or m.startswith("paperbuilder.maths")]


def test_a_welsh_paper_says_its_formulas_in_welsh(tmp_path: Path) -> None:
    spec = tmp_path / "s.yaml"
    head = "kind: worksheet\ntitle: T\ntheme: {lang: cy}\nquestions:\n  - type: information\n    text: $x^2 + 1$\n"
    spec.write_text(head + QUESTION)
    assert said(make(spec, output=tmp_path).paths[0]) == ["x wedi'i sgwario plws 1"]
