"""The small Markdown: what is markup, and that everything else prints as written."""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from paperbuilder.texts.markup import MarkupError, escape, inline, plain, references
from paperbuilder.texts.nodes import Code, Emphasis, Highlight, Plain, Ref, Strong, Sub, Super, Underline
from paperbuilder.texts.pieces import parse
from paperbuilder.texts.unread import unread
from paperbuilder.typeset.typography import edits
from tests import markup_before as before
from tests.typed import printed


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


def test_highlight_underline_and_code() -> None:
    assert inline("a ==b *c*== d") == (Plain("a "), Highlight((Plain("b "), Emphasis((Plain("c"),)))), Plain(" d"))
    assert inline("(__not__),") == (Plain("("), Underline((Plain("not"),)), Plain("),"))
    assert inline("==__x__==") == (Highlight((Underline((Plain("x"),)),)),)
    assert inline('`x = "**y**"`.') == (Code('x = "**y**"'), Plain("."))
    assert inline("`[[a]] {extract B} $x$`") == (Code("[[a]] {extract B} $x$"),)


@pytest.mark.parametrize(
    "text",
    [
        "a == b and c == d",
        "x==y==z",
        "====",
        "a ==b",
        "____ and ____",
        "Paris is __, London is __.",
        "(__) and (__)",
        '"==" and "=="',
        "“==” and “==”",
        "__init__(self)",
        "a.__str__",
        "snake__case__name",
        "`",
        "``x''",
        "a`b`c",
        "` a`",
        "[1](2)",
        "[words](page)",
        "[a](javascript:x)",
        "**a ==b",
        "\\ alone",
    ],
)
def test_what_is_nearly_a_sign_prints_as_written(text: str) -> None:
    assert plain(text) == text
    assert all(isinstance(node, Plain) for node in inline(text))


def test_bold_is_closed_around_a_sign_that_is_not() -> None:
    assert inline("**a ==b** c") == (Strong((Plain("a ==b"),)), Plain(" c"))
    assert inline("**a __b**") == (Strong((Plain("a __b"),)),)


def test_links_print_their_address_as_it_was_typed() -> None:
    assert (
        plain("See [the *page*](https://a.org/it's_(x)-1914-18).") == "See the page (https://a.org/it's_(x)-1914-18)."
    )
    assert printed("[it's](https://a.org/it's/1914-18)") == "it’s (https://a.org/it's/1914-18)"
    assert plain("[us](mailto:a@b.org) [https://a.org](https://a.org)") == "us (a@b.org) https://a.org"


@given(st.text() | st.text("*_=`~^[]()>$\\{}|-.1a \n"))
def test_escaped_text_prints_as_it_is(text: str) -> None:
    assert plain(escape(text)) == text


@given(st.text(st.characters(exclude_characters="*^~{}\\[$`=_")))
def test_text_without_signs_is_untouched(text: str) -> None:
    assert plain(text) == text


@given(st.text("*^~{}\\ab \"'-1=_`>[]()\n"))
def test_nothing_else_can_go_wrong(text: str) -> None:
    assert len(plain(text)) <= len(text)


def test_many_stray_signs_are_text() -> None:
    text = "*a " * 20_000
    assert plain(text) == text


WITHOUT_NEW = "ab Z.,;:?!-–'\"()*^~{}[]|<1\\$/\n"  # every sign but those that are new


@given(st.text(WITHOUT_NEW, max_size=60))
def test_text_without_the_new_signs_reads_as_before(text: str) -> None:
    """`markup_before` is the reader as it was before there were code, highlights, underlines and links."""
    assume("](" not in text and "\\\n" not in text)
    assert plain(text) == before.plain(text)
    assert repr(joined(inline(text))) == repr(joined(before.inline(text)))
    assert escape(text) == before.escape(text)


@given(st.text("ab =_`>(), *\n[]", max_size=40))
def test_a_sign_alone_changes_nothing(text: str) -> None:
    """Highlights need two ==, underlines two __, code two backticks: with fewer, all is as before."""
    assume(text.count("==") < 2 and text.count("__") < 2 and text.count("`") < 2)
    assert plain(text) == before.plain(text)


def joined(nodes: Sequence[Any]) -> list[Any]:
    """Nodes with text that stands side by side in one."""
    found: list[Any] = []
    for node in nodes:
        if found and isinstance(found[-1], str) and type(node).__name__ in ("Plain", "Exact"):
            found[-1] += node.text
        else:
            found.append(
                node.text if type(node).__name__ in ("Plain", "Exact") else (type(node).__name__, _inside(node))
            )
    return found


def _inside(node: Any) -> Any:
    return joined(node.children) if hasattr(node, "children") else vars(node)


@pytest.mark.parametrize(
    "piece",
    ["==a ", "__a ", "`a", "`a ", "[a](http://", "[a](http://(", "```x\n", "> ", "![a](", "~~a", "\n- a\n  ", "== __ "],
)
def test_time_is_linear(piece: str) -> None:
    """Ten times as much takes at most about ten times as long."""
    took = []
    for many in (2_000, 20_000):
        text = piece * many
        took.append(min(_seconds(text), _seconds(text)))
    assert took[1] < 30 * max(took[0], 0.01), took


def _seconds(text: str) -> float:
    began = time.process_time()
    inline.__wrapped__(text)
    list(unread(text))
    parse(text)
    edits(text, "en")
    edits(text, "fr")
    return time.process_time() - began
