"""Gaps for pupils to fill, [[1928|in 1928]]: those of a text, and the room they need.

In: text of a question. Out: gaps, faults, letters. Cannot fail.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from paperbuilder.questions.solution import Fault, KeyLine
from paperbuilder.texts.markup import Gap, gaps, plain, without_code, without_formulas


def gap_faults(text: str, *path: str | int) -> Iterator[Fault]:
    """A gap that is empty or not closed."""
    words = plain(without_code(without_formulas(text)))
    if "[[" in words or "]]" in words:
        yield Fault("a gap is not closed", path, "write two brackets on each side: [[answer]]")
    elif not all(plain(answer) for gap in gaps(text) for answer in gap.answers):
        yield Fault("a gap is empty", path, "write its answer in it, such as [[1928]]")


def gap_key(found: Sequence[Gap]) -> tuple[KeyLine, ...]:
    """Every answer of every gap."""
    return tuple(KeyLine(answers=gap.answers) for gap in found)


def letters_of(gap: Gap) -> int:
    """How many letters of handwriting the first answer takes."""
    return len(plain(gap.answers[0]))


def widest(found: Sequence[Gap]) -> int:
    """One width for all gaps, in letters, so that it gives nothing away (domain.md, 4)."""
    return max(map(letters_of, found))
