"""All that type-setting changes in a text, rule by rule.

In: a text, its language, and how far it may be changed. Out: `Edit`s in order, none over another. Cannot fail.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Literal

from paperbuilder.typeset.typography.dashes import dashes
from paperbuilder.typeset.typography.languages import Language, language
from paperbuilder.typeset.typography.quotes import quotes
from paperbuilder.typeset.typography.spaces import spaces
from paperbuilder.typeset.typography.texts import Edit

Extent = Literal["all", "quoted", "kept"]  # of a source the marks and spaces alone, of its verse the marks alone
ADDRESS = re.compile(
    r"(?:https?://|mailto:|www\.)\S{1,500}"
    r"|(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}"
    r"|(?<![\w-])\w[\w-]{0,63}\.(?:pdf|csv|docx?|xlsx?|pptx?|png|jpe?g|svg|ya?ml|txt|py|html?)\b"
)
TEMPTING = re.compile(r"""["'\-–. «»:;!?\u00a0]""")
ELLIPSIS = re.compile(r"(?<!\.)\.\.\.(?!\.)")
LONG = "mm|cm|m|km"
TIMES = re.compile(
    rf"(?<![\w.,])\d[\d.,]{{0,12}}(?: ?(?:{LONG}))?([ \u00a0]?)(x)\1(?=\d{{1,9}}(?:{LONG})?(?![a-zA-Z\d]))"
)
MOST = 4000  # letters of texts whose edits are remembered


def edits(text: str, tag: str, extent: Extent = "all") -> Sequence[Edit]:
    """What is changed in a text of one language."""
    if not TEMPTING.search(text) and "x" not in text:
        return ()
    return _remembered(text, tag, extent) if len(text) <= MOST else _edits(text, language(tag), extent)


@lru_cache(maxsize=4096)
def _remembered(text: str, tag: str, extent: Extent) -> Sequence[Edit]:
    return _edits(text, language(tag), extent)


def _edits(text: str, lang: Language, extent: Extent) -> Sequence[Edit]:
    found = sorted(_each(text, lang, extent))
    held = [
        (0, 0),
        *(match.span() for match in ADDRESS.finditer(text) if "." in text or "mailto:" in text),
        (len(text) + 1, 0),
    ]
    made, next_held, done = list[Edit](), 0, 0
    for edit in found:
        while held[next_held][1] <= edit.start and next_held < len(held) - 1:
            next_held += 1
        if edit.end <= held[next_held][0] and edit.start >= done:
            made.append(edit)
            done = edit.end
    return tuple(made)


def _each(text: str, lang: Language, extent: Extent) -> Iterator[Edit]:
    yield from quotes(text, lang)
    if extent == "all":
        yield from dashes(text, lang)
        yield from (Edit(*match.span(), "…") for match in ELLIPSIS.finditer(text))
        yield from (Edit(*match.span(2), "×") for match in TIMES.finditer(text))
    if extent != "kept":
        yield from spaces(text, lang)


def edited(text: str, made: Iterable[Edit]) -> str:
    """A text with its edits."""
    pieces, last = [], 0
    for start, end, new in made:
        pieces += [text[last:start], new]
        last = end
    return "".join([*pieces, text[last:]])
