"""What looks like markup, and is none of ours: it prints as it was typed.

In: text of a spec. Out: what to say of it, what to type instead, and where it is in the text. Cannot fail.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from paperbuilder.texts.line_ends import SENTENCE_END
from paperbuilder.texts.markup import ADDRESS, PICTURED, TOKEN, inline, leaves, without_code
from paperbuilder.texts.nodes import Plain
from paperbuilder.texts.pieces import DEEPEST, INNER, ITEM, QUOTATION, QUOTED, CodeBlock, Items, Quote, parse

SHOWN = 40  # letters of what was typed


@dataclass(frozen=True)
class Unread:
    """What to say, what to type instead, and where it begins in the text (from 0)."""

    message: str
    hint: str
    at: int = 0


def _rule(pattern: str, hint: str, message: str = "{} prints as it is") -> tuple[re.Pattern[str], str, str]:
    return re.compile(pattern, re.MULTILINE | re.IGNORECASE), message, hint


TAGS = "a|b|big|blockquote|br|center|code|div|em|font|h[1-6]|hr|i|img|li|mark|ol|p|pre|small|span|strong"
TAGS += "|sub|sup|table|td|th|tr|u|ul"
NAMES = "dict|doc|enter|eq|ge|getitem|gt|init|iter|le|len|lt|main|name|ne|repr|setitem|str"  # in Python
RULES = (
    _rule(
        PICTURED,
        "add it under pictures: with a name, and write picture: with that name below the question",
    ),
    _rule(
        r"^[ \t]*#{1,6} \S.*",
        "**bold words** on a line of their own make a heading; a question and information can have a title:",
    ),
    _rule(
        rf"</?(?:{TAGS})(?:\s[^<>\n]{{0,300}})?/?>",
        "write **bold**, *italic*, __underlined__, ==highlighted==, x^2^, H~2~O; \\ at the end of a line ends it",
    ),
    _rule(
        r"^[ \t]*\|[^|\n]*\|[^|\n]*\|.*|^[ \t|]*:?-{2,}:?[ \t]*\|[-:| \t]*$",
        "write the table under tables: with a name, and {table name} on a line of its own here",
        "a row typed with | is no table, and prints as it is: {}",
    ),
    _rule(
        rf"(?<![\w!\[\])])\[(?=[^\[\]\n]*[^\W\d_]{{3}})[^\[\]\n]{{1,300}}\]\((?!{ADDRESS}\))[^()\s]{{0,300}}\)",
        "write the whole address, such as [words](https://www.example.org)",
        "{} has no address that can be printed",
    ),
    _rule(r"<(?:https?://|www\.)[^<>\s]*>", "write the address without < and >"),
    _rule(r"^[ \t]*(?:-{3,}|={3,}|\*{3,}|(?:\* ){2,}\*)[ \t]*$", "an empty line ends a paragraph"),
    _rule(r"~~[^\s~](?:[^~\n]*[^\s~])?~~", "no words are struck out; \\~ prints a ~"),
    _rule(r"^[ \t]*[-*•] \[[ x]?\] ", "a question of type: multiple-choice or true-false has boxes to tick"),
    _rule(
        r"(?<!\w)_(?=[^\W_])[^_\n]{0,200}[^\W]_(?![\w_])",
        "*italic* words stand between stars, __underlined__ ones between two _ on each side",
    ),
    _rule(
        rf"(?<![\w_])__(?:{NAMES})__(?![\w_(])",
        "put names of a program between backticks, such as `__init__`",
        "{} prints underlined, without its signs",
    ),
    _rule(r"```+", "``` stands on a line of its own, above the code and below it; write | after the key"),
    _rule(r"(?<![\w`])`(?=[^\s`])[^`\n]*", "code stands between two backticks, such as `x = 1`; \\` prints one"),
    _rule(r"^[ \t]*>(?=[^\W\d_]{3})[^\n]*", "a line that is quoted begins with > and a space"),
)
PAIR_OPEN = re.compile(r"(?<![\w=_])(==|__)(?=[^\W_])\S*")


def unread(text: str) -> Iterator[Unread]:
    """Each thing that is not taken, once for a text, and lists too deep."""
    if "\n" in text and (at := _too_deep(text)):
        yield Unread("this is the fourth list in a list, and prints as an item of the third", "three are the most", at)
    typed = TOKEN.sub(_blank, text)
    for pattern, message, hint in RULES:
        if match := pattern.search(typed):
            shown = text[match.start() : match.end()].strip()
            yield Unread(message.format(shown[:SHOWN] + "…" * (len(shown) > SHOWN)), hint, match.start())
    yield from _not_closed(text)
    yield from _not_quoted(typed)


def unclosed_fence(text: str) -> Unread | None:
    """Code whose ``` does not end."""
    for match in TOKEN.finditer(text) if "```" in text else ():
        if match["fence"] and not re.search(r"\n[ \t>]*```[ \t]*\Z", match["fence"]):
            message = "the code that begins here with ``` does not end"
            return Unread(message, "put ``` on a line of its own below the code", match.start() + match[0].index("`"))
    return None


def misplaced(text: str) -> Unread | None:
    """A list, a quotation or code of several lines where there can be words only."""
    for piece in parse(text) if "\n" in text else ():
        kind = {Items: "a list", Quote: "a quotation", CodeBlock: "code of several lines"}.get(type(piece))
        if kind:
            hint = "write it in a stem, a passage, the text of information, or worked:"
            return Unread(f"{kind} cannot be set here: it prints in one paragraph", hint)
    return None


def _blank(match: re.Match[str]) -> str:
    """Spaces for what is code, a formula or a sign printed by \\; the rest as it is."""
    kept = not (match["escaped"] or match["code"] or match["fence"] or match["formula"] or match["address"])
    return match[0] if kept else re.sub(r"[^\n]", " ", match[0])


def _not_closed(text: str) -> Iterator[Unread]:
    """The first == or __ that highlights or underlines nothing."""
    for node in leaves(inline(text)) if "==" in text or "__" in text else ():
        if isinstance(node, Plain) and (match := PAIR_OPEN.search(node.text)):
            hint = f"it needs {match[1]} on both sides of the words; names of a program stand between backticks"
            yield Unread(f"the {match[1]} of {match[0][:SHOWN]} prints as it is", hint, max(0, text.find(match[0])))
            return


def _not_quoted(text: str) -> Iterator[Unread]:
    """The first line that begins with > in a paragraph, where it is no quotation."""
    at, before = 0, ""
    for line in text.split("\n"):
        words = before.strip() and not (
            QUOTED.match(before) or ITEM.match(before) or SENTENCE_END.search(before.rstrip())
        )
        if words and QUOTATION.match(line):
            yield Unread("the > that begins this line prints as it is", "leave a line empty above a quotation", at)
            return
        at, before = at + len(line) + 1, line


def _too_deep(text: str) -> int:
    """Where an item begins that stands in more lists than can be, by their indents; else 0."""
    open_: list[int] = []
    at = 0
    for line in without_code(text).split("\n"):
        indent = len(line) - len(line.lstrip())
        if ITEM.match(line):
            while open_ and open_[-1] > indent - INNER:
                open_.pop()
            open_.append(indent)
            if len(open_) > DEEPEST:
                return at + indent
        elif line.strip() and not indent:
            open_ = []
        at += len(line) + 1
    return 0
