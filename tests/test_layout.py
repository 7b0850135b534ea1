"""The layout language: its page is current, and what is wrong is told with its line."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from paperbuilder.outputs.typesetter import Typesetter, layouts
from paperbuilder.paper.checked import check_spec
from paperbuilder.schools.samples import sample_worksheet
from paperbuilder.themes.folders import STANDARD
from paperbuilder.typeset.answer_lines import AnswerLines
from paperbuilder.typeset.blocks import Block
from paperbuilder.typeset.columns import share_out
from paperbuilder.typeset.compose import compose
from paperbuilder.typeset.inline import Span
from paperbuilder.typeset.lines import break_lines
from paperbuilder.typeset.paragraphs import Paragraph, plain_words
from paperbuilder.typeset.reference import layout_reference
from paperbuilder.typeset.registry import ELEMENTS, INLINES
from paperbuilder.typeset.table import Table
from paperbuilder.typeset.xml import LayoutProblem
from tests.conftest import EXAM, SHEET, committed

DESIGN = Typesetter(sample_worksheet()).design


def paper(body: str) -> str:
    return f'<paper title="T">\n{body}\n</paper>'


def blocks(body: str) -> list[tuple[int, float, Block]]:
    pages = compose(paper(body), DESIGN).pages
    return [(page.number, y, block) for page in pages for y, block in page.placed]


def test_the_page_of_the_language_is_current() -> None:
    assert committed("layout.md", layout_reference()) == layout_reference()


def test_every_element_is_used_by_a_template() -> None:
    text = "".join(p.read_text() for p in STANDARD.parents[1].rglob("*.xml"))
    used = set(re.findall(r"<([a-z][a-z0-9-]*)", text))
    from_markup = {"formula", "lang", "b", "i", "sup", "sub", "note", "lines-ref", "li", "lines", "l"}
    from_markup |= {"code", "mark", "quote", "u", "pair", "page-number", "page-count"}
    assert sorted({*ELEMENTS, *INLINES} - used - from_markup) == []


@pytest.mark.parametrize(
    ("body", "line", "words"),
    [
        ("<p><pair>x</pair></p>", 2, "in a <pair> there are only <lang of=…>"),
        ("<p><pair><b>x</b></pair></p>", 2, "in a <pair> there are only <lang of=…>"),
        ("<languages><p><pair><b>x</b><lang>y</lang></pair></p></languages>", 2, "in a <pair> there are only"),
        ("<para>x</para>", 2, "there can be no element <para> here"),
        ("<p>a</p>\n<answer-lines/>", 3, "needs the attribute count"),
        ('<answer-lines count="two"/>', 2, "cannot be “two”"),
        ('<space height="3parsecs"/>', 2, "cannot be “3parsecs”"),
        ('<p colour="red">x</p>', 2, "has no attribute colour"),
        ("bare text", 2, "there is bare text"),
        ("<option>x</option>", 2, "<option> has no <label>"),
        ("<p><table/></p>", 2, "no element <table> in a line of text"),
        ('<table widths="1 2"><tr><td>a</td></tr></table>', 2, "a row has 1 cells"),
        ('<p><lines-ref extract="B" words="x"/></p>', 2, "does not print the words"),
        ('<table widths="1"><tr height="tall"><td>a</td></tr></table>', 2, "<tr height> cannot be “tall”"),
        ('<digits count="40">x</digits>', 2, "the row of 40 boxes is 367 mm wide, but the text only 175 mm"),
        ('<figure file="logo.png" alt="x" width="300mm"/>', 2, "is 300 mm wide, but the text only 175 mm"),
        ('<bar share="40%"> </bar>', 2, "a bar has no words beside it"),
        ('<bar share="140%">140%</bar>', 2, "<bar share> cannot be “140%”"),
        ("<p>x</b>", 2, "not well-formed"),
    ],
)
def test_a_wrong_layout_is_told_with_its_line(body: str, line: int, words: str) -> None:
    with pytest.raises(LayoutProblem) as caught:
        compose(paper(body), DESIGN)
    assert words in caught.value.message
    assert caught.value.line in (line, line - 1)


def test_entities_are_refused() -> None:
    with pytest.raises(LayoutProblem, match="DOCTYPE"):
        compose('<!DOCTYPE paper [<!ENTITY a "b">]><paper title="T"><p>&a;</p></paper>', DESIGN)


@pytest.mark.parametrize("above", range(0, 700, 37))
def test_a_stem_stays_with_its_marks_and_four_lines(above: int) -> None:
    found = blocks(
        f'<space height="{above}pt"/><item label="1" indent="30pt"><p>Stem</p><marks>[8 marks]</marks>'
        '<answer-lines count="24" pitch="25.5pt"/></item><end>END</end>'
    )
    stem, marks, first, *rest = found[1:]
    assert stem[0] == marks[0] == first[0]
    lines = [block for _, _, block in found if isinstance(block, AnswerLines)]
    assert sum(block.count for block in lines) == 24
    assert lines[0].count >= 4 and lines[-1].count >= 3
    assert rest[-1][0] == max(page for page, _, block in found if isinstance(block, AnswerLines))


@pytest.mark.parametrize("above", range(0, 700, 61))
def test_an_extract_does_not_split_and_a_heading_is_not_stranded(above: int) -> None:
    words = "many words " * 60
    found = blocks(
        f'<space height="{above}pt"/><keep><h2>Extract A</h2><p style="provenance">From a book.</p>'
        f'<extract letter="A"><p style="extract">{words}</p></extract></keep>'
    )
    heading, provenance, extract = found[1:]
    assert heading[0] == provenance[0] == extract[0]


@pytest.mark.parametrize("above", range(0, 700, 13))
def test_no_item_of_a_list_stands_alone_on_a_page(above: int) -> None:
    found = blocks(f'<space height="{above}pt"/><ul>' + "".join(f"<li>Point {n}</li>" for n in range(5)) + "</ul>")
    pages = [page for page, _, block in found if isinstance(block, Paragraph)]
    assert len(pages) == 5 and all(pages.count(page) != 1 for page in pages)


def test_a_table_repeats_its_head_and_keeps_its_rows() -> None:
    rows = "".join(f'<tr height="40pt"><td>{i}</td></tr>' for i in range(40))
    found = blocks(f'<table widths="1"><tr><th>Head</th></tr>{rows}</table>')
    assert [len(block.rows) for _, _, block in found][0] > 10  # type: ignore[attr-defined]
    assert all(block.rows[0].head for _, _, block in found)  # type: ignore[attr-defined]
    assert sum(len(block.rows) - 1 for _, _, block in found) == 40  # type: ignore[attr-defined]


def test_a_word_in_a_table_stays_whole_if_there_is_room() -> None:
    rows = (
        "<tr><th>Intermediate</th><th>Marks</th><th>Descriptor</th></tr><tr><td>a</td><td>13–16</td><td>b c</td></tr>"
    )
    table = blocks(f'<table widths="1 1 40">{rows}</table>')[0][2]
    assert isinstance(table, Table)
    for width, lines in ((400, 1), (60, 3)):
        cells = zip(table.rows[0].cells, table.widths(width), strict=True)
        heads = [len(cell[0].lines(own - 10)) for cell, own in cells if isinstance(cell[0], Paragraph)]
        assert heads == [1, 1, 1] if lines == 1 else max(heads) >= lines


def test_every_line_of_an_option_stands_beside_its_label() -> None:
    (_, _, short), (_, _, long) = blocks(
        f"<option><label><tick/> A</label>x</option><option><label><tick/> A</label>{'many words ' * 20}</option>"
    )
    assert isinstance(long, Paragraph) and len(long.lines(DESIGN.width - long.left)) > 1
    (label,) = long.labels
    assert label.left == 0 and long.left == short.left > label.block.lines(100)[0].width > 15


TOKENS = ["a", "five", "year", " ", " ", "-", "–", "—", "/", "7", "’", "\u00a0"]


@given(st.lists(st.sampled_from(TOKENS), max_size=40).map("".join), st.integers(0, 40), st.floats(30, 300))
@example("five-five", 4, 30.0)
@example("five-five", 5, 30.0)
@example("a five–year", 0, 40.0)
def test_a_text_breaks_the_same_in_one_span_or_two(text: str, at: int, width: float) -> None:
    style = DESIGN.styles["body"]
    whole = Span(text, DESIGN.fonts.face(style.family), style.size)
    lines = [break_lines(spans, width) for spans in ([whole], [whole.cut(text[:at]), whole.cut(text[at:])])]
    one, two = ([("".join(s.text for _, s in line.pieces), line.spaced) for line in some] for some in lines)
    assert one == two
    assert [line.width for line in lines[0]] == pytest.approx([line.width for line in lines[1]])


@given(
    width=st.floats(50, 500),
    columns=st.lists(st.tuples(st.floats(0.5, 20), st.floats(0, 200)), min_size=1, max_size=7),
)
def test_a_width_is_shared_out_whole(width: float, columns: list[tuple[float, float]]) -> None:
    shares, least = zip(*columns, strict=True)
    widths = share_out(width, shares, least)
    assert sum(widths) == pytest.approx(width)
    assert sum(least) > width or all(own >= one - 0.02 for own, one in zip(widths, least, strict=True))
    if all(width * share / sum(shares) >= one for share, one in columns):
        assert widths == pytest.approx([width * share / sum(shares) for share in shares])


TERMS = ["Policy", "Collectivisation", "Industrialisation", "Dekulakisation", "Electrification", "Militarisation"]


@pytest.mark.parametrize(
    ("cells", "broken"),
    [
        (["Responsible commissariat", *TERMS[1:]], []),
        (["short", "Antidisestablishmentarianism"] * 2, []),
        (["a", *[f"<i>Nevertheless</i>{'x' * 6}," for _ in range(4)], "b"], []),
        (["short", "M" * 60, "Collectivisation", "words, words"], ["M" * 60]),
    ],
)
def test_words_in_narrow_columns_are_only_broken_if_there_is_no_room(cells: list[str], broken: list[str]) -> None:
    head = "".join(f"<th>{cell}</th>" for cell in cells)
    ((_, _, table),) = blocks(f'<table widths="{"1 " * len(cells)}"><tr>{head}</tr></table>')
    assert isinstance(table, Table)
    widths, pad = table.widths(465), table._pad(465)
    assert sum(widths) == pytest.approx(465)
    for cell, own in zip(table.rows[0].cells, widths, strict=True):
        assert isinstance(cell[0], Paragraph)
        whole = plain_words(cell[0].inlines)
        lines = ["".join(p.text for _, p in line.pieces) for line in cell[0].lines(own - 2 * pad)]  # type: ignore[union-attr]
        assert (" ".join(lines) == whole) is (whole not in broken), lines


@pytest.mark.parametrize("spec", [EXAM, SHEET])
def test_layouts_hold_every_mark_of_the_paper(spec: str) -> None:
    checked = check_spec(spec)  # type: ignore[arg-type]
    name = "question-paper" if checked.paper.spec.kind == "exam" else "worksheet"
    xml = layouts(checked)[name]
    printed = [int(n) for n in re.findall(r"\[(\d+) marks?\]", xml)]
    assert printed == [item.marks for item in checked.paper.every if not item.parts]


@pytest.mark.parametrize("above", range(0, 700, 61))
def test_an_extract_stands_on_the_page_of_its_question(above: int) -> None:
    found = blocks(
        f'<space height="{above}pt"/><keep><h2>Extract A</h2><extract letter="A" keep-with-next="yes">'
        f'<p style="extract">{"many words " * 40}</p></extract></keep>'
        '<item label="1" indent="30pt"><p>Stem</p><marks>[8 marks]</marks>'
        '<answer-lines count="24" pitch="25.5pt"/></item>'
    )
    assert len({page for page, _, _ in found[1:5]}) == 1


@pytest.mark.parametrize(
    "body",
    [
        '<columns widths="1 1"><column><p>{words}</p></column><column><p>short</p></column></columns>',
        '<answer-lines count="300" pitch="20pt" least="300"/>',
        '<table widths="1 3"><tr><td>short</td><td>{words}</td></tr></table>',
        '<box padding="5pt"><p>{words}</p></box>',
        '<item label="1" indent="20pt"><p>{words}</p><marks>[1 mark]</marks></item>',
    ],
)
def test_what_is_taller_than_a_page_is_cut(body: str) -> None:
    pages = compose(paper(body.format(words="word " * 3000)), DESIGN).pages
    assert len(pages) > 2
    assert all(page.used <= DESIGN.height + 0.1 for page in pages)


def test_a_gap_is_no_wider_than_its_cell() -> None:
    (_, _, table) = blocks('<table widths="1 9"><tr><td><p>a <gap width="200pt"/></p></td><td>b</td></tr></table>')[0]
    cell = table.rows[0].cells[0][0]  # type: ignore[attr-defined]
    width = table.widths(DESIGN.width)[0] - 2 * table.style.pad_x  # type: ignore[attr-defined]
    assert max(line.width for line in cell.lines(width)) <= width


def test_the_sides_of_a_paper_are_one_or_both() -> None:
    assert compose('<paper title="T" sides="one"><p>x</p></paper>', DESIGN).one_sided
    assert not compose(paper("<p>x</p>"), DESIGN).one_sided
    with pytest.raises(LayoutProblem, match="<paper sides> cannot be “three”"):
        compose('<paper title="T" sides="three"><p>x</p></paper>', DESIGN)


def test_a_box_has_its_least_height_and_grows_with_what_is_in_it() -> None:
    for lines, height in ((1, 100), (20, 20 * 14.5)):
        words = "<br/>".join(["line"] * lines)
        (_, _, box) = blocks(f'<box padding="0pt" height="100pt"><p>{words}</p></box>')[0]
        assert box.total(300) == pytest.approx(height)


@pytest.mark.parametrize(
    ("after", "pages"),
    [
        ('<answer-lines count="60" pitch="25.5pt"/><end>END</end>', []),
        (
            '<space height="500pt"/><keep><digits count="2">Chosen</digits><answer-lines count="24"/></keep>'
            "<end>END</end>",
            [],
        ),
        ('<answer-lines count="24" pitch="25.5pt"/><end>END</end><p>Acknowledgements</p>', []),
        (
            '<answer-lines count="24" pitch="25.5pt"/><item label="2" indent="30pt"><p>Next</p></item><end>END</end>',
            [1],
        ),
        (
            '<answer-lines count="60" pitch="25.5pt"/><p>Next</p><page-break/><p>Last</p><answer-lines count="60"/>',
            [1, 3],
        ),
    ],
)
def test_turn_over_stands_where_there_is_more_to_read(after: str, pages: list[int]) -> None:
    foot = "<footer><right><turn-over>Turn over</turn-over></right></footer>"
    body = f'{foot}<space height="300pt"/><item label="1" indent="30pt"><p>Stem</p></item>{after}'
    made = compose(paper(body), DESIGN)
    assert len(made.pages) > 1
    shown = [page.number for page in made.pages if any(one.text.inlines for one in made.furniture("footer", page))]
    assert shown == pages


ITEMS = [e for e in ElementTree.fromstring(layouts(sample_worksheet())["worksheet"]) if e.tag == "item"]
SMALL = [ElementTree.tostring(e, "unicode") for e in ITEMS if e.find("item") is None]


@pytest.mark.parametrize("above", range(0, 700, 61))
def test_an_answer_of_few_marks_does_not_split(above: int) -> None:
    assert len(SMALL) > 8
    for item in SMALL:
        found = blocks(f'<space height="{above}pt"/>{item}<end>END</end>')[1:]
        assert len({page for page, _, _ in found}) == 1, item


@pytest.mark.parametrize("words", [100, 300, 340, 380, 500, 600])
@pytest.mark.parametrize("above", [0, 200, 400, 600])
def test_an_answer_of_four_marks_stays_whole_below_a_long_extract(words: int, above: int) -> None:
    found = blocks(
        f'<space height="{above}pt"/><keep><h2>Extract A</h2><extract letter="A" keep-with-next="yes">'
        f'<p style="extract">{"many words " * words}</p></extract></keep><item label="1" indent="30pt"><p>Stem</p>'
        '<marks>[4 marks]</marks><answer-lines count="12" pitch="25.5pt" least="12"/></item><end>END</end>'
    )
    *_, stem, marks, lines, end = found
    assert stem[0] == marks[0] == lines[0] == end[0]
    assert [block.count for _, _, block in found if isinstance(block, AnswerLines)] == [12]


@pytest.mark.parametrize("lines", [20, 25, 28])
def test_lines_that_take_a_page_come_apart_from_a_long_stem(lines: int) -> None:
    stem = f'<item label="1" indent="30pt"><p>{"Stem words " * 90}</p><marks>[4 marks]</marks>'
    found = blocks(f'{stem}<answer-lines count="{lines}" pitch="25.5pt" least="{lines}"/></item><end>END</end>')
    assert [block.count for _, _, block in found if isinstance(block, AnswerLines)] == [lines]
