"""Signs in authors' text that print otherwise than they were hardly meant to.

In: text. Out: what to say of it, and what to type instead. Cannot fail.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from paperbuilder.texts.markup import TOKEN

OPEN = re.compile(r"\^(?=\S)|(?<=\S)\^|(?<=[^\W\d]|[)\]])~(?=[\w(+−-])|(?<=\d)~(?=[^\W\d]|[(+−-])")
POWER = re.compile(r"([\^~])([-+−]?\d+(?:[-+−](?![\w(]))?|[^\W\d_](?!\w))(?![\^~])")
DONE = "\ufffc"  # stands for markup that is right


def strays(text: str) -> Iterator[tuple[str, str]]:
    """Message and hint for each ^ or ~ that raises or lowers nothing."""
    if "^" not in text and "~" not in text:
        return
    for word in (part.rstrip(",.;:?!") for part in TOKEN.sub(_rest, text).split()):
        if match := OPEN.search(word):
            sign = match[0]
            yield f"the {sign} in “{word.replace(DONE, '…')}” prints as it is", _closed(word, sign)


def _rest(match: re.Match[str]) -> str:
    """What is left of markup to look at: the answers of a gap."""
    if match["gap"] is not None:
        return " " + TOKEN.sub(_rest, match["gap"]).replace("|", " ") + " "
    return "" if match["star"] or match["pair"] else DONE


def _closed(word: str, sign: str) -> str:
    """What to type for powers that are not closed."""
    closed = POWER.sub(r"\1\2\1", word)
    if DONE in word or OPEN.search(TOKEN.sub("", closed)):
        closed = f"x{sign}2{sign}"
    what = "raised" if sign == "^" else "lowered"
    return f"what is {what} has a {sign} on both sides, such as {closed}; \\{sign} prints a {sign}"


def accents(text: str) -> Iterator[tuple[str, str]]:
    """Message and hint for the first accent that is not one character with its letter: fonts place it by chance."""
    for before, sign in () if text.isascii() else zip(text, text[1:], strict=False):
        if unicodedata.combining(sign):
            name = unicodedata.name(sign, "accent").removeprefix("COMBINING ").lower()
            yield f"the {name} on “{before}{sign}” may not stand where it should", "look at the page it is on"
            return
