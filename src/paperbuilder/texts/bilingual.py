"""One text that holds the same in several languages, for papers that print both.

In: a text in each language. Out: one text, which can be put together with others and taken apart again. Cannot fail.
The signs that hold it are such as no spec can have.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

START, NAME, NEXT, END = "\x02", "\x1f", "\x1e", "\x03"
SIGNS = re.compile(f"{START}|{NAME}|{NEXT}|{END}")
HELD = re.compile(f"{START}([^{START}{END}]*){END}")


def held(texts: Mapping[str, str]) -> str:
    """The text that holds all of `texts`, by their languages; the text itself if all are the same."""
    if len(set(texts.values())) == 1:
        return next(iter(texts.values()))
    return START + NEXT.join(f"{language}{NAME}{text}" for language, text in texts.items()) + END


def is_held(text: str) -> bool:
    """Whether a text, or a piece of it, is there in several languages."""
    return START in text


def by_language(text: str) -> dict[str, str]:
    """The whole text in each of its languages; under no name if it is there in one."""
    names = dict.fromkeys(name for match in HELD.finditer(text) for name in _texts(match))
    return {name: in_language(text, name) for name in names} or {"": text}


def in_language(text: str, language: str) -> str:
    """The text in one of its languages; a piece that is not there in it is left out."""
    return HELD.sub(lambda match: _texts(match).get(language, ""), text) if START in text else text


def joined(text: str, between: str) -> str:
    """The text in all its languages, one after the other; the same text once."""
    return between.join(dict.fromkeys(filter(None, by_language(text).values()))) if START in text else text


def in_place(text: str, between: str) -> str:
    """The text with each piece that is there in several languages in all of them, and none of the signs left."""
    shown = HELD.sub(lambda match: between.join(dict.fromkeys(filter(None, _texts(match).values()))), text)
    return SIGNS.sub("", shown)


def _texts(match: re.Match[str]) -> dict[str, str]:
    return dict(piece.split(NAME, 1) for piece in match[1].split(NEXT))
