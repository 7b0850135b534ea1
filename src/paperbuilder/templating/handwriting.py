"""Room to write: letters of handwriting and marks become lengths and lines, by the theme.

In: letters, a row's letters, an item; the theme's rules for answers. Out: pt, lines. Cannot fail.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from paperbuilder.marks import halves_in
from paperbuilder.paper.item import Item
from paperbuilder.questions.solution import Spot
from paperbuilder.themes.model import AnswerTheme
from paperbuilder.units import MM

WIDEST = 160 * MM  # a table's width and the widest gap (domain.md, 1.5)
CELL_PADDING = 12  # pt, both sides of a cell
MOST_CELL_LINES = 25
MOST_LINES = 300


def gap_width(letters: int, answers: AnswerTheme) -> float:
    """How wide a gap is, in pt."""
    return min(WIDEST, max(answers.least_gap, answers.letter * letters))


def row_height(letters: Sequence[int], shares: Sequence[int], answers: AnswerTheme) -> float:
    """How high a row of a table is, in pt, so that what is to be written in each of its cells has its lines."""
    shares = shares or [1] * len(letters)
    room = [WIDEST * share / sum(shares) - CELL_PADDING for share in shares]
    lines = [math.ceil(answers.letter * n / max(answers.letter, own)) for n, own in zip(letters, room, strict=True)]
    return answers.cell_pitch * min(MOST_CELL_LINES, max(1, *lines))


def answer_lines(item: Item, answers: AnswerTheme) -> int:
    """Answer lines: as the spec says, or by the theme's rule for the marks if there is no other room."""
    if item.question.own_lines is not None:
        return item.question.own_lines
    return 0 if item.question.has_room else usual_lines(item, answers)


def spot_lines(item: Item, spot: Spot, answers: AnswerTheme) -> int:
    """The lines of one of several places for answers: as the spec says, or its share of the usual number."""
    return spot.lines or max(1, math.ceil(usual_lines(item, answers) / len(item.spots)))


def usual_lines(item: Item, answers: AnswerTheme) -> int:
    """Answer lines by the theme's rule for the marks, or for a question without marks."""
    if not item.worth:
        own = answers.lines_of_essay if item.question.at_length else answers.lines_of_answer
        return own if item.is_judged else 0
    each = answers.lines_per_mark if item.judged >= 4 else answers.lines_per_mark_below_4
    return min(MOST_LINES, -(-halves_in(item.judged) * each // 2))
