"""What is drawn around words that stand out: rules under them, boxes around them, grounds behind them.

In: lines of text that stand somewhere. Out: rules and boxes, drawn as artifacts. Cannot fail.
A box that is cut where a line ends is open there.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from paperbuilder.typeset.inline import Dress, Inked, Line, Piece, Shape, Span

if TYPE_CHECKING:
    from paperbuilder.typeset.blocks import Pen

Placed = Sequence[tuple[float, float, Line]]  # how far from the left each line begins, its baseline, and the line
BELOW, THICK = 0.03, 0.06  # of the size: from the tails of letters to the rule under them, and how thick that is
HIGHEST, DEEPEST = 0.86, 0.3  # of the size: what is drawn keeps clear of the lines above and below
BESIDE = 0.8  # pt, what a ground is wider than its words
BOX_THICK = 0.05  # of the size


@dataclass(frozen=True)
class Run:
    """Words of one line that wear something: from `left` to `right`, so far above and below the baseline, in pt."""

    dress: Dress
    left: float
    right: float
    above: float
    below: float
    size: float
    open_left: bool
    open_right: bool


def runs(line: Line) -> Iterator[Run]:
    """What the words of a line wear, from left to right, the outer before the inner."""
    pieces = sorted(line.pieces, key=lambda placed: placed[0])
    for dress in dict.fromkeys(dress for _, piece in pieces for dress in piece.dress):
        for wears, group in groupby(pieces, key=lambda placed: dress in placed[1].dress):
            if wears:
                yield _run(dress, list(group))


def _run(dress: Dress, pieces: Sequence[tuple[float, Piece]]) -> Run:
    (x, first), (end, last) = pieces[0], pieces[-1]
    spans = [piece for _, piece in pieces if isinstance(piece, Span)]
    inked = [piece for _, piece in pieces if isinstance(piece, Inked)]
    size = max(piece.size for _, piece in pieces if not isinstance(piece, Inked)) if len(pieces) > len(inked) else 0
    size = size or max(piece.ascent + piece.descent for piece in inked) * 0.8
    below = [min(span.face.descent, DEEPEST) * span.size - span.rise for span in spans] or [0.2 * size]
    above = [min(span.face.ascent, HIGHEST) * span.size + span.rise for span in spans] or [HIGHEST * size]
    return Run(
        dress,
        x + _edge(first, left=True),
        end + last.width - _edge(last, left=False),
        max([*above, *(piece.ascent for piece in inked)]),
        max([*below, *(piece.descent for piece in inked)]),
        size,
        open_left=not _is_pad(first, dress),
        open_right=not _is_pad(last, dress),
    )


def _is_pad(piece: Piece, dress: Dress) -> bool:
    return isinstance(piece, Shape) and piece.kind == "pad" and piece.dress[-1] is dress


def _edge(piece: Piece, left: bool) -> float:
    """How far inside a piece that is the first or the last its run ends: amid a pad, or where its words do."""
    if isinstance(piece, Shape) and piece.kind == "pad":
        return piece.width / 2
    if not isinstance(piece, Span):
        return 0
    first = left == (piece.level % 2 == 0)
    words = piece.text.lstrip(" ") if first else piece.text.rstrip(" ")
    return piece.width - piece.cut(words).width


def draw_behind(pen: Pen, x: float, placed: Placed) -> None:
    """The grounds of lines, before their words are drawn."""
    for shift, baseline, line in placed:
        for run in runs(line):
            if run.dress.kind == "ground":
                left, top = x + shift + run.left - BESIDE, baseline - run.above
                wide = run.right - run.left + 2 * BESIDE
                pen.box(left, top, wide, run.above + run.below, 0, run.dress.ink)


def draw_around(pen: Pen, x: float, placed: Placed) -> None:
    """The rules under the words of lines, and the boxes around them."""
    for shift, baseline, line in placed:
        for run in runs(line):
            left, right = x + shift + run.left, x + shift + run.right
            if run.dress.kind == "underline":
                under = baseline + run.below + (BELOW + THICK / 2) * run.size
                pen.rule(left, under, right, under, THICK * run.size, ink=run.dress.ink)
            elif run.dress.kind == "box":
                _box(pen, run, left, right, baseline)


def _box(pen: Pen, run: Run, left: float, right: float, baseline: float) -> None:
    top, foot, thick = baseline - run.above, baseline + run.below, BOX_THICK * run.size
    corner = thick / 2
    sides = [(left - corner, top, right + corner, top), (left - corner, foot, right + corner, foot)]
    sides += [] if run.open_left else [(left, top, left, foot)]
    sides += [] if run.open_right else [(right, top, right, foot)]
    for side in sides:
        pen.rule(*side, thick, ink=run.dress.ink)
