"""Paragraphs, lists, quotations, code: what authors' text is made of."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperbuilder.texts.line_ends import flowing
from paperbuilder.texts.nodes import Inline, Plain, Strong
from paperbuilder.texts.pieces import CodeBlock, Item, Items, Para, Piece, Quote, parse
from paperbuilder.texts.unread import misplaced, unclosed_fence, unread
from tests import markup_before as before
from tests.test_markup import joined


def words(text: str) -> tuple[Inline, ...]:
    return (Plain(text),)


def bullets(*texts: str) -> Items:
    return Items(tuple(Item(words(text)) for text in texts))


def test_paragraphs_and_lists() -> None:
    assert parse("a\nb\n\n- c\n- d\n\n1. e") == (
        Para(words("a\nb")),
        bullets("c", "d"),
        Items((Item(words("e")),), (1,)),
    )


def test_lists_keep_their_numbers_and_take_stars_and_bullets() -> None:
    assert parse("3. a\n7.  b\n* c\n• d\n- e\na) f\n(i) g") == (
        Items((Item(words("a")), Item(words("b"))), (3, 7)),
        bullets("c", "d", "e"),
        Para(words("a) f\n(i) g")),
    )
    assert parse("Steel*\n* in tonnes") == (Para(words("Steel*")), Para(words("* in tonnes")))


def test_lists_in_lists_to_three_levels() -> None:
    text = "- a\n  1. b\n     - c\n       - d\n  4. e\n- f"
    innermost = Items((Item(words("c")), Item(words("d"))))
    assert parse(text) == (
        Items(
            (Item(words("a"), (Items((Item(words("b"), (innermost,)), Item(words("e"))), (1, 4)),)), Item(words("f")))
        ),
    )


def test_one_space_more_makes_no_inner_list_and_empty_lines_end_none() -> None:
    assert parse("- a\n - b\n\n- c") == (bullets("a", "b", "c"),)


def test_what_is_indented_below_an_item_belongs_to_it() -> None:
    code = "- a\n  b\n\n  c\n  ```\n  x\n    y\n  ```\n  > quoted words\nd"
    (made, after) = parse(code)
    assert isinstance(made, Items) and after == Para(words("d"))
    inner: tuple[Piece, ...] = (Para(words("c")), CodeBlock(("x", "  y")), Quote((Para(words("quoted words")),)))
    assert made.items == (Item(words("a\nb"), inner),)


def test_quotations() -> None:
    assert parse("> a **word**\n> more\n>\n> - item") == (
        Quote((Para((Plain("a "), Strong(words("word")), Plain("\nmore"))), bullets("item"))),
    )
    assert parse("He wrote:\n> some words") == (Para(words("He wrote:")), Quote((Para(words("some words")),)))


@pytest.mark.parametrize("text", ["> 5", "> 5 metres", "> x", "if a\n> then some", ">words here", "<\n>"])
def test_signs_of_sums_begin_no_quotation(text: str) -> None:
    assert parse(text) == (Para(words(text)),)


def test_code_keeps_everything() -> None:
    text = "```python\n  if x:\n\n      print(\"**a**\", '[[b]]', $c$)\n```"
    assert parse(text) == (CodeBlock(("if x:", "", "    print(\"**a**\", '[[b]]', $c$)")),)
    assert parse("> ```\n> a  b\n> ```") == (Quote(parse("```\na  b\n```")),)


@pytest.mark.parametrize(
    ("lines", "printed"),
    [
        (["10 High Street", "Bath", "BA1 2CD"], "10 High Street\nBath\nBA1 2CD"),
        (["TOM: Who is there at this hour of the night, and what do you want?", "ANN: me"], None),
        (["Explain how far the growth of the railways changed the lives", "of ordinary people."], "lives of"),
        (["Explain how far the growth of the railways changed the lives\\", "of ordinary people."], None),
        (["Explain how far the growth of the railways changed the lives  ", "of ordinary people."], None),
        (["short", "line"], None),
        (["Choose the best of these answers and write its letter in the box", "(a) coal"], None),
    ],
)
def test_lines_end_where_it_means_something(lines: list[str], printed: str | None) -> None:
    kept = "\n".join(line.strip() for line in lines)
    assert (printed or kept) in flowing(lines)


def test_a_wrapped_paragraph_is_joined_also_before_a_name() -> None:
    lines = [
        "In the spring of that year the workers of the mill sent a letter to",
        "Parliament, in which they asked for shorter hours, and the owners of",
        "Manchester answered it. They said no.",
    ]
    assert flowing(lines) == " ".join(lines)


LINES = st.text("abc de.,1-*•\n", max_size=50)


@given(LINES)
def test_short_lines_without_new_signs_and_indents_are_as_before(text: str) -> None:
    lines = [" ".join(line.split()) for line in text.split("\n")]
    text = "\n".join(lines)
    old = "|".join(_shape(piece) for piece in before.parse(text))
    new = "|".join(_shape(piece) for piece in parse(text))
    assert new.replace("|-", "-") == old.replace("|-", "-")


def _shape(piece: Any) -> str:
    """A piece of either reader."""
    if type(piece).__name__ != "Items":
        return repr(joined(piece.inlines))
    items = [item.inlines if isinstance(item, Item) else item for item in piece.items]
    return "".join(f"-{joined(item)}" for item in items) + str(piece.numbers).strip("(),")


@given(st.text("ab-*1. >`\n  {}#|", max_size=80))
def test_no_word_is_lost(text: str) -> None:
    """Whatever is typed, every letter of it prints, but for what names the language of code."""
    printed = str(parse(text))
    fenced = "```" in text
    assert fenced or all(printed.count(letter) >= text.count(letter) for letter in "ab")


@given(st.text() | st.text("ab-*1. >`\n {}#|_=[]()$\\~<!h:/", max_size=80))
def test_nothing_can_go_wrong(text: str) -> None:
    parse(text)
    assert all(0 <= found.at <= len(text) for found in (*unread(text), *filter(None, (unclosed_fence(text),))))
    misplaced(text)
