"""Room to write: letters and lines of handwriting become lengths, marks become lines, by the theme.

In: letters, a row's letters, an item; the theme's rules for answers. Out: pt, lines. Cannot fail. The only place where
a line and a letter of handwriting are defined; everything that pupils write in is so many of them.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from paperbuilder.marks import halves_in
from paperbuilder.paper.item import Item
from paperbuilder.paper.model import Paper
from paperbuilder.questions.solution import Spot
from paperbuilder.templating.stages import stage_of
from paperbuilder.texts.markup import gaps, plain
from paperbuilder.themes.model import AnswerTheme
from paperbuilder.units import MM

WIDEST = 160 * MM  # a table's width and the widest gap (domain.md, 1.5)
CELL_PADDING = 12  # pt, both sides of a cell
MOST_CELL_LINES = 25
MOST_LINES = 300
LEAST_BOX, LEAST_TICK = 8 * MM, 4 * MM
CORRECTION = 2  # lines for a corrected sentence


@dataclass(frozen=True)
class Hand:
    """Handwriting on one paper, in pt: `pitch` from line to line, `letter` the width of a letter.

    `least_gap` is the narrowest gap in running text, `line` the line for a short answer. Sizes that a spec states in mm
    are `enlarge` times as large.
    """

    pitch: float
    letter: float
    least_gap: float
    line: float
    enlarge: float

    @property
    def box(self) -> float:
        """The side of a box for a letter or a digit."""
        return max(LEAST_BOX, self.pitch)

    @property
    def tick(self) -> float:
        """The side of a box to tick."""
        return max(LEAST_TICK, self.pitch / 2)

    @property
    def correction(self) -> int:
        """Lines for a corrected sentence."""
        return CORRECTION

    def gap(self, letters: int, least: float = 0) -> float:
        """How wide a gap is for an answer of so many letters."""
        return min(WIDEST, max(least or self.least_gap, self.letter * letters))

    def stated(self, height: float) -> float:
        """A height that a spec states, before it is enlarged."""
        lines = getattr(height, "lines", 0)
        return lines * self.pitch / self.enlarge if lines else height

    def row(self, letters: Sequence[int], shares: Sequence[int]) -> float:
        """How high a row of a table is, so that what is to be written in each of its cells has its lines."""
        shares = shares or [1] * len(letters)
        room = [WIDEST * share / sum(shares) - CELL_PADDING for share in shares]
        lines = [math.ceil(self.letter * n / max(self.letter, own)) for n, own in zip(letters, room, strict=True)]
        return self.pitch * min(MOST_CELL_LINES, max(1, *lines))


def longest(texts: Iterable[str]) -> int:
    """The letters of the longest first answer in the gaps of some texts."""
    found = (gap.answers[0] for text in texts for gap in gaps(text) if gap.answers)
    return max((len(plain(answer)) for answer in found), default=0)


def hand_of(paper: Paper, answers: AnswerTheme) -> Hand:
    """The handwriting of those for whom a paper is: younger pupils write larger."""
    usual = answers.worksheet_pitch if paper.spec.kind == "worksheet" else answers.pitch
    stage = stage_of(paper.spec.group)
    pitch = max(usual, getattr(answers.stage_pitches, stage) if stage else 0)
    larger = pitch / usual
    return Hand(
        pitch, answers.letter * larger, answers.least_gap * larger, answers.line * larger, answers.enlarge / 100
    )


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
