"""Quotation marks and apostrophes.

In: a text, its language. Out: an `Edit` for each straight mark that is not left as it is. Cannot fail.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from paperbuilder.typeset.typography.languages import Language
from paperbuilder.typeset.typography.texts import NARROW, NO_BREAK, THING, Edit

MARK = re.compile("[\"']")
BEFORE = re.compile(r"[\s(\[{<“‘„‚«‹—–\-/=×…]")  # what an opening mark can stand after
CLOSING = re.compile(r"[\s)\]}>,;:!?”’»]|\.(?!\.)|\Z")  # and what it cannot stand before
DECADE = re.compile(r"\d\d(?:s\b|(?![\w']))")
WORD = re.compile(r"[^\W\d_]{1,10}\b")
ELIDED_BETWEEN = re.compile(r"[^\W\d_]{1,3}'(?=\s)")  # rock 'n' roll
APOSTROPHE = "’"


def quotes(text: str, lang: Language) -> Iterator[Edit]:
    """The straight marks of a text, each by what it stands between."""
    opened = {'"': 0, "'": 0}
    turned, last = False, -1  # whether the mark just before opens, and where that is
    for match in MARK.finditer(text):
        at, mark = match.start(), match[0]
        opens = _opens(text, at, turned and last == at - 1)
        turned, last = opens, at
        if mark == "'":
            yield Edit(at, at + 1, _single(text, at, opens, opened, lang))
        elif opens:
            opened[mark] += 1
            yield Edit(at, at + 1, lang.double[0] + lang.within)
        elif not text[at - 1 : at].isspace() or (opened[mark] and not _alone(text, at)):
            opened[mark] -= opened[mark] > 0
            yield from _closed(text, at, lang)


def _opens(text: str, at: int, after_opening: bool) -> bool:
    before = text[at - 1 : at]
    if before and not after_opening and not BEFORE.match(before):
        return False
    after = at + 1
    while after < len(text) and text[after] in "\"'" and after < at + 3:
        after += 1
    return not CLOSING.match(text, after)


def _alone(text: str, at: int) -> bool:
    """Whether a mark stands between two spaces."""
    return text[at - 1 : at].isspace() and text[at + 1 : at + 2].isspace()


def _closed(text: str, at: int, lang: Language) -> Iterator[Edit]:
    """A closing mark, and the space before it that belongs to it."""
    if lang.within and text[at - 1 : at] == " ":
        yield Edit(at - 1, at, "")
    space = "" if text[at - 1 : at] in (NO_BREAK, NARROW) else lang.within
    yield Edit(at, at + 1, space + lang.double[1])


def _single(text: str, at: int, opens: bool, opened: dict[str, int], lang: Language) -> str:
    """An apostrophe, or a mark of quotation."""
    if opens and not _elided(text, at, lang):
        opened["'"] += 1
        return lang.single[0]
    inside = _letter(text[at - 1 : at]) and _letter(text[at + 1 : at + 2])
    if opens or inside or not opened["'"]:
        return APOSTROPHE
    opened["'"] -= 1
    return lang.single[1]


def _letter(character: str) -> bool:
    return character.isalnum() or character == THING


def _elided(text: str, at: int, lang: Language) -> bool:
    """Whether letters or figures are left out: ’tis, the ’80s."""
    if DECADE.match(text, at + 1):
        return True
    word = WORD.match(text, at + 1)
    if not word or word[0].lower() not in lang.elided:
        return False
    return len(word[0]) > 1 or bool(ELIDED_BETWEEN.match(text, at + 1)) or text[word.end() : word.end() + 1] != "'"
