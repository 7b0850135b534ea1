"""Where words may be cut at the end of a line.

In: inlines, their language. Out: the same with soft hyphens, by the patterns of LibreOffice (pyphen). Cannot fail:
words of a language without patterns stay whole. Loaded by a paper alone whose theme wants it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from pyphen import Pyphen, language_fallback

from paperbuilder.typeset.atoms import SOFT_HYPHEN
from paperbuilder.typeset.inline import Inline, Span

LEFT, RIGHT = 2, 3  # letters that stay together at the start and end of a word
WORD = re.compile(r"(?<![\w’'-])[^\W\d_]{6,}(?![\w’'-])")


def hyphenated(inlines: Iterable[Inline], lang: str) -> list[Inline]:
    """The inlines with soft hyphens in words of six letters or more; names and notes stay whole."""
    return [_in(i, lang) if isinstance(i, Span) and not i.quiet else i for i in inlines]


def _in(span: Span, lang: str) -> Span:
    patterns = _patterns(span.lang or lang)
    return span.cut(WORD.sub(lambda match: _cut(match[0], patterns), span.text)) if patterns else span


def _cut(word: str, patterns: Pyphen) -> str:
    return word if word[0].isupper() else str(patterns.inserted(word, SOFT_HYPHEN))


@lru_cache(maxsize=8)
def _patterns(lang: str) -> Pyphen | None:
    """The patterns of a language; of English without a country the British ones."""
    known = language_fallback({"en": "en_GB"}.get(lang, lang).replace("-", "_"))
    return Pyphen(lang=known, left=LEFT, right=RIGHT) if known else None
