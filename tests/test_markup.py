"""The small Markdown: what is markup, and that everything else prints as written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperbuilder.texts.markup import (
    Emphasis,
    Items,
    MarkupError,
    Para,
    Plain,
    Ref,
    Strong,
    Sub,
    Super,
    escape,
    inline,
    parse,
    plain,
    references,
    typographic,
)


def test_what_is_markup() -> None:
    assert inline("**a** *b*") == (Strong((Plain("a"),)), Plain(" "), Emphasis((Plain("b"),)))
    assert inline("m^2^ H~2~O") == (Plain("m"), Super((Plain("2"),)), Plain(" H"), Sub((Plain("2"),)), Plain("O"))
    assert inline("**a *b* c**") == (Strong((Plain("a "), Emphasis((Plain("b"),)), Plain(" c"))),)
    assert inline('{lines B "x y"}') == (Ref("lines", "B", "x y"),)
    assert inline("{extract B}{question q1}") == (Ref("extract", "B"), Ref("question", "q1"))


@pytest.mark.parametrize(
    "text",
    [
        "2*3*4",
        "a_b",
        "5 * 3 * 2",
        "x^2",
        "~",
        "**",
        "* a",
        "<b>",
        "&amp;",
        "{{ }}",
        "]]>",
        "$5",
        "{",
        "{x}",
        "**a",
        "a**",
        "^ a^",
    ],
)
def test_what_is_not_markup_prints_as_written(text: str) -> None:
    assert plain(text) == text


@pytest.mark.parametrize("text", ["{lines B}", "{lines}", '{lines "x"}', "{extract}", "{question a b}"])
def test_a_malformed_reference_is_refused(text: str) -> None:
    assert inline(text) == (Plain(text),)
    with pytest.raises(MarkupError):
        references(text)


def test_blocks() -> None:
    assert parse("a\nb\n\n- c\n- d\n\n1. e") == (
        Para((Plain("a b"),)),
        Items(False, ((Plain("c"),), (Plain("d"),))),
        Items(True, ((Plain("e"),),)),
    )


def test_references_keep_their_words_when_signs_are_set() -> None:
    assert inline(typographic('{lines B "a b"}')) == (Ref("lines", "B", "a b"),)


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("Stalin's plan", "Stalin’s plan"),
        ('"Success." How far?', "“Success.” How far?"),
        ("the '30s", "the ’30s"),
        ("'One' and \"two\"", "‘One’ and “two”"),
        ('**"Bold"**', "**“Bold”**"),
        ('("in")', "(“in”)"),
        ("1928-32 and 1928-1932", "1928–32 and 1928–1932"),
        ("five-year 10-20", "five-year 10-20"),
    ],
)
def test_typographic_signs(typed: str, printed: str) -> None:
    assert typographic(typed) == printed


@given(st.text(st.characters(exclude_characters="\n")))
def test_escaped_text_prints_as_it_is(text: str) -> None:
    assert plain(escape(text)) == text


@given(st.text(st.characters(exclude_characters="*^~{}\\[")))
def test_text_without_signs_is_untouched(text: str) -> None:
    assert plain(text) == text


@given(st.text("*^~{}\\ab \"'-1"))
def test_nothing_else_can_go_wrong(text: str) -> None:
    assert len(plain(text)) <= len(text)


def test_many_stray_signs_are_text() -> None:
    text = "*a " * 20_000
    assert plain(text) == text
