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
        Para((Plain("a\nb"),)),
        Items(((Plain("c"),), (Plain("d"),))),
        Items(((Plain("e"),),), (1,)),
    )


def test_lists_keep_their_numbers_and_take_stars_and_bullets() -> None:
    assert parse("3. a\n7.  b\n* c\n• d\n- e\na) f\n(i) g") == (
        Items(((Plain("a"),), (Plain("b"),)), (3, 7)),
        Items(((Plain("c"),), (Plain("d"),), (Plain("e"),))),
        Para((Plain("a) f\n(i) g"),)),
    )
    assert parse("Steel*\n* in tonnes") == (Para((Plain("Steel*"),)), Para((Plain("* in tonnes"),)))


@pytest.mark.parametrize(
    "text", ["x^2+y^2=25", "3x^2y^3", "2^3^2", "a^b^c", "x^n+1^y", "x^2-y^-1", "2^(a)^(b)", "5~6~7", "a~n~b"]
)
def test_a_sign_that_begins_the_next_power_closes_none(text: str) -> None:
    assert inline(text) == (Plain(text),)


@pytest.mark.parametrize("inside", ["2", "12", "2+", "-3", "−3", "+", "n", "max", "n+1", "2n+2", "0.5", "(g)"])
def test_what_is_raised_and_lowered(inside: str) -> None:
    assert inline(f"a^{inside}^ b~{inside}~.") == (
        Plain("a"),
        Super((Plain(inside),)),
        Plain(" b"),
        Sub((Plain(inside),)),
        Plain("."),
    )
    assert inline("x^2^y^3^C~n~H~5~") == inline("x^2^") + inline("y^3^") + inline("C~n~") + inline("H~5~")


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
        ("on 1939-09-01", "on 1939-09-01"),
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
