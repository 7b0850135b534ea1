"""Sketches: what is drawn as vectors stands where it should, and is marked."""

from __future__ import annotations

import pytest

from paperbuilder.pictures.sketch import (
    Sketch,
    Words,
    circle,
    closed_line,
    open_line,
    parallels,
    rectangle,
)
from paperbuilder.themes.folders import STANDARD
from paperbuilder.themes.resolve import theme_of
from paperbuilder.typeset.design import Design, design_of
from paperbuilder.typeset.sketching import Lettering, drawing_of, measure_in


@pytest.fixture(scope="module")
def design() -> Design:
    return design_of(theme_of((STANDARD,)), (STANDARD,))


def test_forms_are_closed_where_they_should_be() -> None:
    assert [step[0] for step in open_line([(0, 0), (1, 1)])] == ["m", "l"]
    assert rectangle(1, 2, 3, 4) == closed_line([(1, 2), (4, 2), (4, 6), (1, 6)])
    ends = [step[-2:] for step in circle(10, 10, 5)[1:-1]]
    assert ends == [(10, 15), (5, 10), (10, 5), (15, 10)]


def test_a_hatching_covers_its_rectangle_with_lines_a_pitch_apart() -> None:
    lines = parallels(0, 0, 30, 20, 0, 4)
    heights = sorted(y for operator, _, y in lines if operator == "m")
    assert heights[0] <= 0 and heights[-1] >= 20
    assert {round(b - a, 6) for a, b in zip(heights, heights[1:], strict=False)} == {4}


@pytest.mark.parametrize(("anchor", "share"), [("start", 0), ("middle", 0.5), ("end", 1)])
def test_words_stand_by_their_anchor(anchor: str, share: float, design: Design) -> None:
    width = measure_in(design)("Output", 9, False)
    (word,) = drawing_of(Sketch(100, 50, (Words("Output", 50, 20, 9, anchor=anchor),)), design).shapes  # type: ignore[arg-type]
    assert isinstance(word, Lettering)
    assert word.x == pytest.approx(50 - share * width) and word.y == 20
    (turned,) = drawing_of(Sketch(100, 50, (Words("Output", 50, 20, 9, anchor=anchor, angle=90),)), design).shapes  # type: ignore[arg-type]
    assert isinstance(turned, Lettering)
    assert turned.x == pytest.approx(50) and turned.y == pytest.approx(20 + share * width)
