"""Codes of a mark scheme: M1 for a method, A1 for an answer, B1 by itself, SC for a special case.

In: points as a teacher wrote them, `{code: M1, text: …}` or in short `M1 …`. Out: `Credit`s. Cannot fail.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from paperbuilder.marks import Half, typed
from paperbuilder.questions.mark_scheme import Point

LETTERS = "MABECPQ"
SPECIAL = "SC"
AFTER = ("ft", "dep", "oe", "cao", "isw")  # what can follow the number
WORDS = (*AFTER, "awrt")
NUMBER = r"[1-9][0-9]?½?|½"
CODE = rf"(?:([{LETTERS}])({NUMBER})|{SPECIAL} ?[{LETTERS}]?({NUMBER})?)((?: ?(?:{'|'.join(AFTER)})\b)*)"
IN_SHORT = rf"({CODE})(?::\s*|\s+)(?=\S)"
WORD = rf"(?<![\w-])(?:{'|'.join(WORDS)})(?![\w-])"
START = {*LETTERS, SPECIAL[0]}
LIKE = "a letter of M, A, B, E, C, P and Q with its marks, such as M1, A2 ft or B1 dep; or SC 1"


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Credit:
    """A point as it is printed, with its `code` if it has one; one that is `outside` does not count in the sum."""

    text: str
    marks: int | Half
    accept: Sequence[str]
    reject: Sequence[str]
    code: str = ""

    @property
    def outside(self) -> bool:
        return self.code.startswith(SPECIAL)

    @property
    def used(self) -> Iterator[str]:
        """What the legend must explain."""
        if self.code:
            yield SPECIAL if self.outside else self.code[0]
            yield from re.findall(WORD, " ".join([self.code, self.text, *self.accept, *self.reject]))


def credits_of(points: Sequence[Point], short: bool = True) -> tuple[Credit, ...]:
    """The points; what they begin with are codes if all of them begin with one (and `short` allows it)."""
    in_short = short and not any(point.code for point in points) and all(map(begins_with_code, points))
    return tuple(_credit(point, in_short) for point in points)


def begins_with_code(point: Point) -> bool:
    return point.text[:1] in START and re.match(IN_SHORT, point.text) is not None


def is_code(text: str) -> bool:
    return re.fullmatch(CODE, text) is not None


def legend(credits: Iterable[Credit]) -> list[str]:
    """The codes and words that are used, in one order for all papers."""
    used = {name for credit in credits for name in credit.used}
    return [name for name in (*LETTERS, *WORDS, SPECIAL) if name in used]


def _credit(point: Point, in_short: bool) -> Credit:
    code, text = point.code, point.text
    if in_short and (match := re.match(IN_SHORT, text)):
        code, text = match[1], text[match.end() :]
    match = re.fullmatch(CODE, code) if code else None
    if not match:
        return Credit(text=text, marks=point.marks, accept=point.accept, reject=point.reject)
    after = re.findall("|".join(AFTER), match[4])
    number = match[2] or match[3] or "1"
    shown = f"{match[1]}{number}" if match[1] else f"{SPECIAL} {number}"
    return Credit(
        text=text,
        marks=typed(number),
        accept=point.accept,
        reject=point.reject,
        code=" ".join([shown, *after]),
    )
