"""Where pages end: what is never parted, what may face what, and how many pages of the shipped specs are bad ones."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.pages import settings as shipped
from paperbuilder.outputs.typesetter import Typesetter
from paperbuilder.paper.checked import check_spec
from paperbuilder.themes.editions import editions
from paperbuilder.themes.folders import schools
from paperbuilder.typeset.answer_lines import AnswerLines
from paperbuilder.typeset.blocks import Block
from paperbuilder.typeset.breaks import TIGHTEST
from paperbuilder.typeset.compose import compose
from paperbuilder.typeset.containers import Box, gap
from paperbuilder.typeset.filling import PageBreak
from paperbuilder.typeset.pages import Page
from paperbuilder.typeset.paragraphs import Marks, Paragraph, plain_words
from paperbuilder.typeset.table import Table
from tests.conftest import EXAM, HERE
from tests.test_layout import DESIGN, paper

LINES = '<answer-lines count="{}" pitch="25.5pt"/>'
ITEM = '<item label="1" indent="30pt"><p>Stem</p><marks>[8 marks]</marks>' + LINES + "</item>"
TINY = '<item label="2" indent="30pt"><p>Short</p></item>'


def pages(body: str) -> list[Page]:
    return compose(paper(body), DESIGN).pages


def says(block: Block) -> str:
    return plain_words(block.inlines) if isinstance(block, Paragraph) else type(block).__name__


def page_of(body: str, *words: str) -> list[int]:
    found = {says(block): page.number for page in pages(body) for _, block in page.placed}
    return [found[word] for word in words]


@pytest.mark.parametrize("edition", ["standard", "large-print-18"])
def test_few_pages_of_the_shipped_specs_should_be_set_again(edition: str) -> None:
    """In every look: none stranded, none lone, few of those before a last one over 35 % empty."""
    found = list(shipped(wanted=edition))
    count = Counter(fault.kind for one in found for fault in one.faults)
    assert len(found) >= 60 and (count["stranded"], count["lone"]) == (0, 0)
    assert count["empty"] <= {"standard": 0.02, "large-print-18": 0.12}[edition] * sum(one.inner for one in found)


@pytest.mark.parametrize("above", range(0, 730, 23))
def test_a_section_head_of_any_look_stays_with_its_first_question(above: int) -> None:
    head = "<head><rule/><h2>Section B</h2><p>Answer one question.</p></head>"
    section, rubric, stem = page_of(
        f'<p>a</p><space height="{above}pt"/>{head}{ITEM.format(6)}', "Section B", "Answer one question.", "Stem"
    )
    assert section == rubric == stem


@pytest.mark.parametrize("above", range(0, 730, 23))
def test_or_stands_with_both_or_faces_one(above: int) -> None:
    body = f'<p>a</p><space height="{above}pt"/>{ITEM.format(9)}<or>OR</or>{ITEM.format(9).replace("Stem", "Other")}'
    first, either, other = page_of(body, "Stem", "OR", "Other")
    lines = [page.number for page in pages(body) for _, block in page.placed if isinstance(block, AnswerLines)]
    assert either == other and (lines[0] == either or (lines[0], either) == (2, 3) or lines[-2] == either), lines


@pytest.mark.parametrize("count", range(20, 29))
def test_acknowledgements_are_never_alone(count: int) -> None:
    thanks = '<keep with-previous="yes"><p>Thanks</p><p>More</p></keep>'
    *_, last = pages(ITEM.format(count) + thanks)
    assert [says(block) for _, block in last.placed][-3:] == ["AnswerLines", "Thanks", "More"]


def test_a_source_faces_its_questions_where_one_page_does_not_take_both() -> None:
    source = f'<extract letter="A" keep-with-next="yes"><p style="extract">{"many words " * 290}</p></extract>'
    made = pages(ITEM.format(20) + source + ITEM.format(25).replace("Stem", "Other"))
    where = {type(block): page.number for page in made for _, block in page.placed if isinstance(block, Box)}
    other = next(page.number for page in made for _, block in page.placed if says(block) == "Other")
    assert (where[Box], other) == (2, 3)


def test_an_answer_is_not_cut_if_another_break_costs_nothing() -> None:
    made = pages(ITEM.format(19) + ITEM.format(12) + ITEM.format(12))
    assert [block.count for page in made for _, block in page.placed if isinstance(block, AnswerLines)] == [19, 12, 12]


@pytest.mark.parametrize("rows", range(2, 60))
def test_no_row_of_a_table_is_alone(rows: int) -> None:
    table = f'<table widths="1"><tr><th>Head</th></tr>{"<tr><td>row</td></tr>" * rows}</table>'
    pieces = [block for page in pages("<p>a</p>" * 20 + table) for _, block in page.placed if isinstance(block, Table)]
    assert all(sum(not row.head for row in piece.rows) >= 2 for piece in pieces)
    assert sum(sum(not row.head for row in piece.rows) for piece in pieces) == rows


PIECES = st.sampled_from(
    [
        "<p>{n} words</p>",
        "<h2>{n} head</h2>",
        "<head><h2>{n} section</h2><p>{n} rubric</p></head>",
        ITEM.format(5).replace("Stem", "{n} stem"),
        ITEM.format(30).replace("Stem", "{n} stem"),
        "<rule/>",
        "<box><p>{n} box</p></box>",
        '<extract letter="{n}" keep-with-next="yes"><p style="extract">' + "words " * 300 + "</p></extract>",
        "<p>{n} " + "long " * 200 + "</p>",
        "<or>{n} OR</or>",
        '<page-break if-less="30%"/>',
        '<page-break right="yes"/>',
        '<table widths="1"><tr><th>{n} h</th></tr>' + "<tr><td>r</td></tr>" * 12 + "</table>",
        '<space height="90pt"/>',
        '<keep with-previous="yes"><p>{n} thanks</p></keep>',
        '<surface paper="blank" height="90mm"/>',
    ]
)


@settings(max_examples=80, deadline=None)
@given(st.lists(PIECES, min_size=1, max_size=25))
def test_whatever_comes_is_set_once_in_order_and_within_the_page(found: list[str]) -> None:
    body = "".join(piece.replace("{n}", str(n)) for n, piece in enumerate(found)) + "<p>last</p>"
    made = pages(body)
    printed = [block for page in made for _, block in page.placed if not block.resumed]
    wanted = compose_blocks(body)
    assert [says(block) for block in printed if not block.empty] == [
        says(b) for b in wanted if not (b.empty or isinstance(b, PageBreak))
    ]
    for page in made:
        assert page.used <= DESIGN.height + 0.1
        for (y, block), (below, after) in zip(page.placed, page.placed[1:], strict=False):
            space = below - y - block.total(DESIGN.width)
            assert space >= gap(block, after) * (1 - TIGHTEST) - 0.1
        assert not (page is not made[-1] and page.placed and page.placed[-1][1].heads and not page.closed)


def compose_blocks(body: str) -> list[Block]:
    """The blocks of a layout as they come."""
    from paperbuilder.typeset.context import Context, LineIndex
    from paperbuilder.typeset.tree import Node
    from paperbuilder.typeset.xml import parse

    return Context(design=DESIGN, node=Node("Document"), index=LineIndex()).blocks(parse(paper(body)))


def test_marks_are_on_the_page_of_their_question() -> None:
    made = pages("".join(ITEM.format(count) for count in range(3, 40)))
    assert not any(isinstance(page.placed[0][1], Marks) for page in made)


@pytest.mark.parametrize("school", ["", *schools(HERE)])
def test_a_named_copy_has_the_pages_of_the_plain_one(school: str) -> None:
    for edition in ["", *editions(HERE, school)]:
        setter = Typesetter(check_spec(EXAM, school), school, edition)
        setter.compose("insert", setter.layout("insert"))
        plain, named = (
            setter.compose("question-paper", setter.layout("question-paper", **more)) for more in ({}, {"named": True})
        )
        firsts = [[says(page.placed[0][1]) for page in made.pages[1:] if page.placed] for made in (plain, named)]
        assert firsts[0] == firsts[1]
