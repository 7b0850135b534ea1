"""Gaps for pupils to fill, [[1928|in 1928]]: those of a text, and the room they need.

In: text of a question. Out: gaps, faults, letters. Cannot fail.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from paperbuilder.questions.solution import Fault, KeyLine
from paperbuilder.texts.markup import gaps, plain, without_code, without_formulas
from paperbuilder.texts.nodes import Gap

OPEN = 30  # letters: the room of a gap without a right answer


def gap_faults(text: str, *path: str | int, may_be_open: bool = False, otherwise: str = "") -> Iterator[Fault]:
    """A gap that is not closed, or that is empty where it needs an answer."""
    words = plain(without_code(without_formulas(text)))
    if "[[" in words or "]]" in words:
        yield Fault("a gap is not closed", path, "write two brackets on each side: [[answer]]")
    elif any(not all(map(plain, gap.answers)) for gap in gaps(text) if not (may_be_open and is_open(gap))):
        yield Fault("a gap is empty", path, f"write its answer in it, such as [[1928]]{otherwise}")


def is_open(gap: Gap) -> bool:
    """Whether a gap is [[]], for an answer of a pupil's own."""
    return not any(gap.answers)


def gap_key(found: Sequence[Gap]) -> tuple[KeyLine, ...]:
    """Every answer of every gap that has one."""
    return tuple(KeyLine(answers=gap.answers) for gap in found if not is_open(gap))


def letters_of(gap: Gap) -> int:
    """How many letters of handwriting the first answer takes."""
    return OPEN if is_open(gap) else len(plain(gap.answers[0]))


def widest(found: Sequence[Gap]) -> int:
    """One width for all gaps, in letters, so that it gives nothing away (domain.md, 4)."""
    return max((letters_of(gap) for gap in found if not is_open(gap)), default=OPEN // 2)
