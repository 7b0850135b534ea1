"""Numbers as they are typed in tables.

In: a cell. Out: its number, or None where one is missing. Fails with `ValueError` for what is neither.
"""

from __future__ import annotations

import re

from paperbuilder.reading.languages import has_decimal_commas

MISSING = {"", "-", "–", "—", "−", "n/a", "na", "..", "…", "*", "x"}
SPACES = "\u00a0\u2009\u202f "
NUMBER = re.compile(rf"([-−–+]?)[£$€]?((?:\d{{1,3}}(?:[,{SPACES}]\d{{3}})+|\d{{1,15}})(?:\.\d{{1,15}})?) ?%?", re.ASCII)
WITH_COMMA = re.compile(
    rf"([-−–+]?)[£$€]?((?:\d{{1,3}}(?:[{SPACES}]\d{{3}})+|\d{{1,15}}),(?:\d{{1,2}}|\d{{4,15}})) ?%?", re.ASCII
)  # 35,5: three figures after a comma are thousands
RANGE = re.compile(r"(\d+(?:\.\d+)?) ?(?:[-–—]|to|(?:≤|<) ?[a-zA-Z] ?(?:≤|<)) ?(\d+(?:\.\d+)?)")


def number(text: str, language: str = "") -> float | None:
    """The number of a cell, as in 1,234.5 or −7 or 35%, in French also 35,5. Raises ValueError."""
    text = text.strip()
    if text.casefold() in MISSING:
        return None
    with_comma = WITH_COMMA.fullmatch(text) if has_decimal_commas(language) else None
    match = with_comma or NUMBER.fullmatch(text)
    if not match or len(match[2]) > 24:
        raise ValueError(text)
    figures = match[2].replace(",", ".") if with_comma else match[2]
    value = float(re.sub(rf"[,{SPACES}]", "", figures))
    return -value if match[1] in ("-", "−", "–") and match[1] else value


def is_grouped(text: str) -> bool:
    """Whether a number is typed with commas, as in 12,000."""
    return "," in text


def interval(text: str) -> tuple[float, float]:
    """The ends of a class such as 10–20 or 10 ≤ t < 20. Raises ValueError."""
    match = RANGE.fullmatch(text.strip())
    if not match or max(map(len, match.groups())) > 12 or float(match[1]) >= float(match[2]):
        raise ValueError(text)
    return float(match[1]), float(match[2])


def with_minus(text: str) -> str:
    """A number with a true minus sign in place of a hyphen."""
    return re.sub(r"^-(?=[£$€\d])", "\u2212", text)
