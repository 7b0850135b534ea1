"""Numbers of questions in letters and Roman figures: 6(a)(i).

In: numbers, from 1. Out: text, and numbers again. Cannot fail.
"""

from __future__ import annotations

from collections.abc import Sequence

ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv")


def letter(n: int) -> str:
    return chr(96 + n) if n <= 26 else str(n)


def roman(n: int) -> str:
    return ROMAN[n - 1] if n <= len(ROMAN) else str(n)


def numbers_of(step: str) -> set[int]:
    """What a step such as i can be: a letter, a Roman figure or both."""
    return ({ord(step) - 96} if len(step) == 1 else set()) | ({ROMAN.index(step) + 1} if step in ROMAN else set())


def spoken(number: Sequence[int]) -> str:
    """A whole number in the usual form, whatever a school's papers have: 6(a)(i)."""
    return str(number[0]) + "".join(f"({form(n)})" for form, n in zip((letter, roman), number[1:], strict=False))
