"""Dashes between words and numbers, and the minus.

In: a text, its language. Out: an `Edit` for each hyphen that stands for another sign. Cannot fail.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from paperbuilder.typeset.typography.languages import Language
from paperbuilder.typeset.typography.texts import FIGURE, Edit

EN, EM, MINUS = "–", "—", "−"
NUMBER = r"\d{1,3}(?:,\d{3}){1,3}|\d{1,4}(?:\.\d{1,4})?"
SPACED = re.compile(r"(?<=[^\s-])[ \u00a0](-{1,2})(?=[ \u00a0][^\s-])")
RANGE = re.compile(rf"(?<![\w.,/+–−-])(?<!\d[ \u00a0])[£$€]?({NUMBER})(-)[£$€]?({NUMBER})(?![\w/–−-]|[.,]\d|-)")
NAMED = re.compile(r"(?<![\w-])([^\W\d_]{2,12})(-)(?=([^\W\d_]{2,12})(?![\w-]))")
NEGATIVE = re.compile(rf"(?:(?<=[\s(\[{{=<>≤≥≈±×÷*/“‘{FIGURE}])|\A)-(?=[£$€]?\d[\d.,]{{0,15}}(?![\w-]*-|/|\d))")
LONG = re.compile(r"(?<=[^\s-])(---?)(?=[^\s-])")
LAST = re.compile(rf"({NUMBER}|{FIGURE})[%°²³)]*\Z")
FIRST = re.compile(rf"[(£$€−-]*({NUMBER}|{FIGURE})")
YEARS = range(1000, 2200)
NEAR = 16  # letters around a hyphen that are looked at


def dashes(text: str, lang: Language) -> Iterator[Edit]:
    if "-" not in text:
        return
    for match in SPACED.finditer(text):
        start, end = match.span(1)
        yield Edit(start, end, _between(text[max(0, start - NEAR) : start - 1], text[end + 1 : end + NEAR]))
    for match in RANGE.finditer(text):
        if _is_range(match[1], match[3]):
            yield Edit(*match.span(2), EN)
    for match in NAMED.finditer(text):
        if any({match[1], match[3]} <= names for names in (lang.months, lang.days)):
            yield Edit(*match.span(2), EN)
    yield from (Edit(*match.span(), MINUS) for match in NEGATIVE.finditer(text))
    for match in LONG.finditer(text):
        if text[match.start() - 1].isalpha() and text[match.end()].isalpha():
            yield Edit(*match.span(), EM)


def _between(before: str, after: str) -> str:
    """The sign for a hyphen between spaces: a minus between two numbers, unless they are a range."""
    left, right = LAST.search(before), FIRST.match(after)
    if not (left and right):
        return EN
    if FIGURE in (left[1], right[1]):
        return MINUS
    return EN if _value(left[1]) < _value(right[1]) else MINUS


def _is_range(first: str, last: str) -> bool:
    """1928-41, 3-5, 1,000-2,000; no code, no telephone number, no score."""
    if any(len(number) > 1 and number[0] == "0" and number.isdigit() for number in (first, last)):
        return False
    low, high = _value(first), _value(last)
    if len(first) == 4 and first.isdigit() and len(last) == 2:
        return low in YEARS and low % 100 < high
    if any(len(number) == 4 and number.isdigit() and _value(number) not in YEARS for number in (first, last)):
        return False
    telephone = len(first) == 3 and len(last) == 4 and bool(high % 50)
    return low < high and not telephone


def _value(number: str) -> float:
    return float(number.replace(",", ""))
