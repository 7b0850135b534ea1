"""Spaces at which no line ends, and those of French before its high marks.

In: a text, its language. Out: an `Edit` for each space that is another, or that is missing. Cannot fail.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from paperbuilder.typeset.typography.languages import Language
from paperbuilder.typeset.typography.texts import FIGURE, NARROW, NO_BREAK, THING, Edit

OPENING, CLOSING = "([{“‘„‚«\"'–—", ".,;:!?)]}”’»\"'…"
FRACTIONS = "½¼¾⅓⅔"
LETTERED = re.compile(r"(?:[A-HJ-Z]\d?|[IVX]{2,5}|[ivx]{1,5})(?:['’]s)?")
BRACKETED = re.compile(r"\((?:[a-z]|[ivx]{1,4})\)")
INITIALS = re.compile(r"(?:[^\W\d_]\.){1,4}")
ROMAN = re.compile(r"[IVX]{1,5}(?:['’]s)?")
DAY = re.compile(r"(\d{1,2})(\D{0,4})")
UNIT_AT_END = re.compile(r"[A-Z]\.")  # of a sentence: 60 N.
MOST = 40  # letters of a word that are looked at


def spaces(text: str, lang: Language) -> Iterator[Edit]:
    at, before = -1, ""
    for left, right in pairwise(text.split(" ")):
        at += len(left) + 1
        ends = before[-1:].isdigit() and UNIT_AT_END.fullmatch(left)
        before = left
        if left and right and not ends and _may_bind(left, right) and _binds(*_beside(left, right), lang):
            yield Edit(at, at + 1, NO_BREAK)
    if lang.wide_before:
        yield from _before_marks(text, lang)


def _beside(left: str, right: str) -> tuple[str, str]:
    """The words right beside a space."""
    return left[-MOST:].split()[-1], right[:MOST].split()[0]


def _may_bind(left: str, right: str) -> bool:
    """Whether it is worth while to look at two words: most are neither numbers nor names."""
    if left[-1].isspace() or right[0].isspace():
        return False
    return not (left[-1].isalpha() and left[0].isalpha() and right[0].islower()) or right[0] in "ivx"


@lru_cache(maxsize=16384)
def _binds(left: str, right: str, lang: Language) -> bool:
    """Whether no line ends between two words."""
    if right in ("–", "-", "--"):
        return True
    left, shown = left.lstrip(OPENING), right.lstrip(OPENING)
    core = shown.rstrip(CLOSING)
    if not left or not core:
        return core == "" and _counts(left) and right.rstrip(CLOSING) in lang.symbols
    word = left.replace("’", "'").rpartition("'")[2]
    return _after_number(left, right, core, lang) or _after_label(word, right, core, lang) or _of_name(word, core, lang)


def _counts(word: str) -> bool:
    """Whether a word ends as a number does."""
    return word[-1:].isdigit() or word[-1:] in (*FRACTIONS, FIGURE)


def _after_label(word: str, right: str, core: str, lang: Language) -> bool:
    """Question 6, Extract A, Part (b), page iv, Act I; AD 43."""
    numbered = _counts(core[:1]) or LETTERED.fullmatch(core) or BRACKETED.match(right)
    if word in lang.before_years:
        return _counts(core[:1])
    return bool(numbered or (core == "I" and word[:1].isupper())) and _is_among(lang.labels, word.lower())


def _is_among(words: frozenset[str], word: str) -> bool:
    """Whether a word is one of these, perhaps with a full stop."""
    return word in words or word.removesuffix(".") in words


def _after_number(left: str, right: str, core: str, lang: Language) -> bool:
    """50 minutes, 5 km, 44 BC, 3 July, 3rd July, Question 6 (a), 10 000, 3 × 4."""
    if (day := DAY.fullmatch(left)) and core in lang.months:
        return int(day[1]) <= 31 and (not day[2] or day[2] in lang.ordinals)
    if left in ("×", "x"):
        return core[0].isdigit()
    if core in ("×", "x"):
        return left[0].isdigit()
    if not _counts(left):
        return False
    known = core in lang.symbols or core.lower() in lang.units or core in lang.eras
    grouped = len(left) <= 3 and left.isdigit() and len(core) == 3 and core.isdigit()
    return known or grouped or right.rstrip(CLOSING) in lang.units or bool(BRACKETED.match(right))


def _of_name(word: str, core: str, lang: Language) -> bool:
    """Mr Smith, A. J. P. Taylor, Henry VIII."""
    if ROMAN.fullmatch(core) and (word in lang.monarchs or (len(core) > 1 and word[:1].isupper() and word.isalpha())):
        return True
    initials = INITIALS.fullmatch(word) and word.isupper() and core != "I"
    return core[0].isupper() and bool(initials or word.removesuffix(".") in lang.titles)


def _before_marks(text: str, lang: Language) -> Iterator[Edit]:
    """The spaces of French: before high marks, and within quotation marks that are typed."""
    for place, space in _places(lang):
        yield from (Edit(*match.span(), space) for match in place.finditer(text))


@lru_cache(maxsize=16)
def _places(lang: Language) -> list[tuple[re.Pattern[str], str]]:
    ends, after = r"(?=\s|[)\]»”\"]|\Z)", rf"(?<=[\w)\]»”’…%.\"{FIGURE}{THING}])"
    return [
        (re.compile(rf"{after} ?(?=[{lang.wide_before}]{ends})"), lang.within),
        (re.compile(rf"{after}[ \u00a0]?(?=[{lang.thin_before}]{{1,3}}{ends})"), NARROW),
        (re.compile(rf"(?<={lang.double[0]}) ?(?=\S)"), lang.within),
        (re.compile(rf"(?<=[^\s{lang.double[0]}]) ?(?={lang.double[1]})"), lang.within),
    ]
