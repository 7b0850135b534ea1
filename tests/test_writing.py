"""The page on what can be typed in a text is true: its examples are made, and signs print as it says."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import Any

import pdfplumber
import pikepdf
import pytest
from PIL import Image, ImageChops, ImageStat

from paperbuilder import check, make
from paperbuilder.outputs.typesetter import layouts
from paperbuilder.paper.checked import check_spec
from paperbuilder.texts.markup import inline, plain
from paperbuilder.texts.unread import unread
from tests.conftest import HERE
from tests.test_ua import ua_problems
from tests.typed import plain_spaces, printed

sys.path.insert(0, str(HERE / "bench"))
from writing_page import picture, spec

PAGE = (HERE / "docs" / "writing.md").read_text(encoding="utf-8")
ROWS = [
    re.findall(r"^\| `{1,2}(.*?)`{1,2} \| ((?:\\.|[^|])*?) \| ((?:\\.|[^|])*?) \|$", part, re.MULTILINE)
    for part in PAGE.partition("## Marks that are set for you")[::2]
]
TYPED, SET = ROWS
NOT_TAKEN = re.findall(r"^\| `([^`]*)` \| ([^|]*) \|$", PAGE.partition("## What is not taken")[2], re.MULTILINE)
KINDS = {
    "bold": "Strong",
    "italic": "Emphasis",
    "underlined": "Underline",
    "highlighted": "Highlight",
    "raised": "Super",
    "lowered": "Sub",
    "code": "Code",
}


@pytest.mark.parametrize(("typed", "words", "how"), TYPED)
def test_signs_print_as_the_page_says(typed: str, words: str, how: str) -> None:
    assert plain(typed.strip()) == words
    kind = KINDS.get(re.split(r"\W", how)[0])
    assert {type(node).__name__ for node in inline(typed)} - {"Plain"} == ({kind} if kind else set())


@pytest.mark.parametrize(("typed", "words", "_how"), SET)
def test_marks_are_set_as_the_page_says(typed: str, words: str, _how: str) -> None:
    found = [printed(one) for one in typed.split("`, `")]
    if words == "the same":
        assert all(set(re.findall(r"\s", one)) == {"\u00a0"} for one in found)
    else:
        assert plain_spaces(", ".join(found)) == words


def test_the_page_has_every_sign() -> None:
    assert {re.split(r"\W", how)[0] for _, _, how in TYPED} >= set(KINDS)


@pytest.mark.parametrize(("typed", "instead"), NOT_TAKEN)
def test_what_is_not_taken_is_warned_of(typed: str, instead: str, tmp_path: Path) -> None:
    """And what the page says to write instead is not."""
    typed = typed.replace("\\|", "|")
    file = tmp_path / "s.yaml"
    file.write_text(
        f"kind: worksheet\ntitle: T\nquestions:\n  - type: short\n    stem: |\n      Read.\n\n      {typed}\n"
        "    marks: 1\n    mark-scheme: {key: [a]}\n"
    )
    (warning,) = check(file)
    assert warning.severity == "warning" and warning.line == 8
    for text in re.findall(r"`([^`{]+)`", instead):
        assert not list(unread(text))


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The worksheet of the examples of the page, also in large print."""
    folder = tmp_path_factory.mktemp("writing")
    (folder / "s.yaml").write_text(spec(), encoding="utf-8")
    editions = ("", "large-print-18")
    return {
        e: make(folder / "s.yaml", only="worksheet", edition=e, output=folder / f"out{e}").paths[0] for e in editions
    }


def test_the_examples_have_no_warnings(tmp_path: Path) -> None:
    (tmp_path / "s.yaml").write_text(spec(), encoding="utf-8")
    assert not check(tmp_path / "s.yaml")


def test_the_picture_is_current() -> None:
    shown, made = Image.open(HERE / "docs" / "pictures" / "writing.png").convert("L"), picture()
    assert shown.size == made.size
    assert ImageStat.Stat(ImageChops.difference(shown, made)).mean[0] < 2


def test_documents_pass_as_accessible(page: dict[str, Path]) -> None:
    assert list(ua_problems(list(page.values())).values()) == [[], []]


@pytest.mark.parametrize("edition", ["", "large-print-18"])
def test_lists_stand_in_each_other(page: dict[str, Path], edition: str) -> None:
    with pdfplumber.open(page[edition]) as pdf:
        words = [word for sheet in pdf.pages for word in sheet.extract_words()]
    starts = {word["text"]: word["x0"] for word in reversed(words)}
    outer, inner, innermost = starts["•"], starts["1."], starts["▪"]
    assert outer < inner < innermost and starts["3."] == starts["7."] == pytest.approx(outer, abs=0.1)
    lines = [word["text"] for word in words]
    assert [number for number in lines if re.fullmatch(r"\d\.", number)] == ["1.", "4.", "3.", "4.", "7."]


def test_structure_of_lists_quotations_and_code(page: dict[str, Path]) -> None:
    with pikepdf.open(page[""]) as pdf:
        root = _tree(pdf.Root.StructTreeRoot.K)
    shown = str(root)
    item = ["LI", ["Lbl"], ["LBody", ["P"]]]
    assert str(["L", item, item[:2] + [["LBody", ["P"], ["L", item]]]])[:40] in shown
    assert str(["BlockQuote", ["P"], ["P"]]) in shown
    assert str(["P", ["Code"]]) in shown


def _tree(node: Any) -> Any:
    """Types of structure elements, without their content."""
    if isinstance(node, pikepdf.Array):
        return [_tree(kid) for kid in node if isinstance(kid, pikepdf.Dictionary) and "/S" in kid]
    kids = node.get("/K", pikepdf.Array())
    kids = kids if isinstance(kids, pikepdf.Array) else pikepdf.Array([kids])
    return [str(node.S)[1:], *_tree(kids)]


SIGNS = """kind: worksheet
title: T
questions:
  - type: short
    stem: The ==first== and the __second__ and `third`.
    marks: 1
    mark-scheme: {points: ["==x==", "`y`"]}
"""


@pytest.mark.parametrize("edition", ["", "large-print-18"])
def test_grounds_and_rules_are_under_their_words(edition: str, tmp_path: Path) -> None:
    (tmp_path / "s.yaml").write_text(SIGNS, encoding="utf-8")
    made = make(tmp_path / "s.yaml", only="worksheet", output=tmp_path, edition=edition).paths[0]
    with pdfplumber.open(made) as pdf:
        sheet = pdf.pages[0]
        words = {word["text"]: word for word in sheet.extract_words(extra_attrs=["fontname"])}
        (ground,) = [rect for rect in sheet.rects if rect["fill"] and rect["height"] < 40]
        first, second = words["first"], words["second"]
        assert ground["x0"] <= first["x0"] and ground["x1"] >= first["x1"]
        assert ground["top"] <= first["top"] + 2 and ground["bottom"] >= first["bottom"] - 2
        assert ground["non_stroking_color"] == pytest.approx(0.816, abs=0.01)
        rules = [line for line in sheet.lines if abs(line["x0"] - second["x0"]) < 0.5]
        assert len(rules) == 1 and rules[0]["x1"] == pytest.approx(second["x1"], abs=0.5)
        assert second["bottom"] - 3 < rules[0]["top"] < second["bottom"] + 2
        third = next(word for text, word in words.items() if text.startswith("third"))
        assert "Mono" in third["fontname"] and "Mono" not in first["fontname"]


PLACES = """kind: worksheet
title: T
questions:
  - type: gap-fill
    passage: |
      - The ==river== is `long`: [[it]].

      > A quotation, with a [[gap]].
    marks: 2
  - type: table
    stem: "Fill in."
    header: ["==Year==", "`Code`"]
    rows: [["__1928__", "[[`x`]]"]]
    marks: 1
  - type: multiple-choice
    stem: Which?
    options: ["`a  b`", "==c=="]
    answer: "`a  b`"
    marks: 1
    mark-scheme: {note: "see [it](https://a.org)"}
"""


def test_signs_stand_in_passages_cells_options_and_mark_schemes(tmp_path: Path) -> None:
    (tmp_path / "s.yaml").write_text(PLACES, encoding="utf-8")
    assert not [problem for problem in check(tmp_path / "s.yaml") if problem.severity == "error"]
    made = layouts(check_spec(tmp_path / "s.yaml"))
    sheet, answers = made["worksheet"], made["answers"]
    assert "<ul><li>The <mark>river</mark> is <code>long</code>: <gap width=" in sheet
    assert "<quote><p>A quotation, with a <gap" in sheet
    assert "<mark>Year</mark>" in sheet and "<u>1928</u>" in sheet and "<code>a  b</code>" in sheet
    assert "<code>x</code>" in answers and "<code>x</code>" not in sheet
    assert "<code>Code</code>" in sheet


def test_addresses_and_code_keep_their_straight_signs() -> None:
    text = """'a' `'b'` [c](https://a.org/it's-1914-18)"""
    assert printed(text) == """‘a’ 'b' c (https://a.org/it's-1914-18)"""


def test_brackets_and_dollars_in_code_are_none_of_ours(tmp_path: Path) -> None:
    (tmp_path / "s.yaml").write_text(
        "kind: worksheet\ntitle: T\nquestions:\n  - type: gap-fill\n    passage: |\n"
        "      `a[[0]]` and `$x` is [[one]].\n\n      ```\n      b[[1]] = $y + {extract Z}\n      ```\n    marks: 1\n",
        encoding="utf-8",
    )
    assert not check(tmp_path / "s.yaml")
    assert "<l>b[[1]] = $y + {extract Z}</l>" in layouts(check_spec(tmp_path / "s.yaml"))["worksheet"]


def test_long_information_begins_below_the_title(tmp_path: Path) -> None:
    lines = "\n".join(f"      - item {n}" for n in range(30))
    (tmp_path / "s.yaml").write_text(
        "kind: worksheet\ntitle: T\nquestions:\n  - type: information\n    text: |\n" + lines + "\n"
        "  - {type: short, stem: Why?, marks: 2, mark-scheme: {points: [a, b, c]}}\n"
    )
    made = make(tmp_path / "s.yaml", only="worksheet", edition="large-print-18", output=tmp_path).paths[0]
    with pdfplumber.open(made) as pdf:
        assert "item 3" in pdf.pages[0].extract_text()


def test_code_in_a_stem_stays_with_the_rest_of_it_in_the_mark_scheme(tmp_path: Path) -> None:
    stem = "|\n      ```\n      x = 5\n      ```\n\n      What is `x`?"
    (tmp_path / "s.yaml").write_text(
        f"kind: worksheet\ntitle: T\nquestions:\n  - type: short\n    stem: {stem}\n    marks: 1\n"
        "    mark-scheme: {points: [a, b]}\n"
    )
    made = layouts(check_spec(tmp_path / "s.yaml"))["mark-scheme"]
    assert re.search(
        r'<keep with-next="yes"><lines style="code-block" code="yes"><l>x = 5</l></lines><p style="lead">', made
    )
