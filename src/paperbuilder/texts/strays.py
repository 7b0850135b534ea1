"""Signs in authors' text that print otherwise than they were hardly meant to.

In: text. Out: what to say of it, and what to type instead. Cannot fail.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from paperbuilder.reading.languages import WORDS, is_tag, meant
from paperbuilder.texts.markup import TOKEN

OPEN = re.compile(r"\^(?=\S)|(?<=\S)\^|(?<=[^\W\d]|[)\]])~(?=[\w(+−-])|(?<=\d)~(?=[^\W\d]|[(+−-])")
POWER = re.compile(r"([\^~])([-+−]?\d+(?:[-+−](?![\w(]))?|[^\W\d_](?!\w))(?![\^~])")
FOREIGN = re.compile(r"(?<!\\)\[[^\[\]\n]{1,1000}\]\{([A-Za-z][A-Za-z_-]{1,30})\}")
DONE = "\ufffc"  # stands for markup that is right


def strays(text: str) -> Iterator[tuple[str, str]]:
    """Message and hint for each ^ or ~ that raises or lowers nothing, and for what is no language."""
    for tag in FOREIGN.findall(text) if "]{" in text else ():
        if not is_tag(tag):
            near = meant(tag)
            hint = f"write {{{near}}} after it" if near else f"in the brackets are {WORDS}"
            yield f"{{{tag}}} is no language, so it prints as it is", hint
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
