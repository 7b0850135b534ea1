"""Charts: what is drawn stands where its figures say, told apart without colour, at any size."""

from __future__ import annotations

import itertools
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pdfplumber
import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperbuilder import check, make
from paperbuilder.charts import fills
from paperbuilder.charts.chart import Chart, Series
from paperbuilder.charts.draw import DRAWERS, draw, usual_height
from paperbuilder.charts.frame import Frame
from paperbuilder.charts.lettering import Face
from paperbuilder.charts.lines import apart
from paperbuilder.charts.scale import Scale, scale_for
from paperbuilder.charts.ticks import MOST, ticks_over, ticks_within
from paperbuilder.outputs.typesetter import layouts
from paperbuilder.paper.checked import check_spec
from paperbuilder.pictures.sketch import Path as Drawn
from paperbuilder.pictures.sketch import Sketch, Words
from paperbuilder.units import MM
from tests.test_ua import ua_problems

FACE = Face(lambda text, size, bold: 0.5 * size * len(text), 9)
YEARS = ("1928", "1929", "1930", "1931", "1932")
COAL, STEEL = (35.5, 40.1, 47.8, 56.8, 64.4), (4.3, 4.9, 5.8, 5.6, 5.9)
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def series(name: str, *values: float | None) -> Series:
    return Series(name, values, tuple("–" if value is None else f"{value:g}" for value in values))


def chart(type: str, **more: Any) -> Chart:
    known: dict[str, Any] = {"labels": YEARS, "series": (series("Coal", *COAL),), "x_title": "Year", "y_title": "Coal"}
    return Chart(type=type, **known | more)  # type: ignore[arg-type]


TWO = (series("Coal", *COAL), series("Steel", *STEEL))
CLASSES = {"labels": ("0–10", "10–20", "20–40"), "edges": ((0, 10), (10, 20), (20, 40))}
ALL = {
    "line": chart("line", places=tuple(map(float, YEARS)), series=TWO),
    "bar": chart("bar", series=TWO),
    "stacked-bar": chart("stacked-bar", series=TWO),
    "horizontal-bar": chart("horizontal-bar", series=TWO),
    "histogram": chart("histogram", **CLASSES, series=(series("Density", 2, 5, 1),)),
    "scatter": chart("scatter", places=tuple(map(float, YEARS)), best_fit=True),
    "pie": chart("pie"),
    "population-pyramid": chart("population-pyramid", labels=("0–14", "15–29", "30–44", "45–59", "60+"), series=TWO),
    "climate": chart("climate", labels=MONTHS, series=(series("T", *range(-6, 6)), series("R", *range(40, 52)))),
}


def sketch(found: Chart, width: float = 400, face: Face = FACE, filled: bool = True) -> Sketch:
    return draw(found, width, usual_height(found, width, face), face, filled)


def boxes(found: Sketch) -> list[tuple[float, float, float, float]]:
    """Left, top, width and height of every area in a fill with its corners square, in the order drawn."""
    paths = [s for s in found.shapes if isinstance(s, Drawn) and s.fill and len(s.steps) == 5]
    points = [[step[1:] for step in path.steps if len(step) == 3] for path in paths]
    return [(p[0][0], p[0][1], p[2][0] - p[0][0], p[2][1] - p[0][1]) for p in points]


def words(found: Sketch) -> dict[str, Words]:
    return {shape.text: shape for shape in found.shapes if isinstance(shape, Words)}


def test_every_type_is_tried_here() -> None:
    assert sorted(ALL) == sorted(DRAWERS)


# ------------------------------------------------------------ ticks

NUMBERS = st.floats(-1e12, 1e12, allow_nan=False)


@given(st.tuples(NUMBERS, NUMBERS).map(sorted), st.integers(2, MOST))
def test_ticks_cover_what_is_shown_and_are_few_and_round(ends: list[float], count: int) -> None:
    ticks = ticks_over(*ends, count)
    values, slack = ticks.values, ticks.step * 1e-6
    assert 2 <= len(values) <= max(2, count) + 1e-9
    assert values[0] <= ends[0] + slack and values[-1] >= ends[1] - slack
    assert f"{ticks.step:e}"[0] in "125" and len(set(values)) == len(values)
    inside = ticks_within(*ends, count).values
    assert len(inside) <= count


@pytest.mark.parametrize(
    ("value", "ticks", "text"),
    [
        (1930, (1928, 1937), "1930"),
        (-5, (-10, 10), "\u22125"),
        (20_000, (0, 60_000), "20,000"),
        (0.5, (0, 2.5), "0.5"),
        (0, (0, 2.5), "0.0"),
    ],
)
def test_ticks_are_printed_as_they_are_read(value: float, ticks: tuple[float, float], text: str) -> None:
    assert ticks_over(*ticks, 8).shown(value) == text


def test_values_far_from_zero_have_an_axis_of_their_own_but_bars_begin_at_zero() -> None:
    assert scale_for([150, 180], zero=0.6).low > 0
    assert scale_for([10, 180], zero=0.6).low == 0
    assert scale_for([0, 150, 180]).low == 0


# ------------------------------------------------------------ places


def test_a_bar_is_as_high_as_its_value() -> None:
    found = boxes(sketch(chart("bar")))
    assert [height / found[0][3] for *_, height in found] == pytest.approx([v / COAL[0] for v in COAL], abs=1e-6)
    feet = {round(top + height, 6) for _, top, _, height in found}
    assert len(feet) == 1


def test_bars_below_zero_hang_from_the_zero_line() -> None:
    up, down = boxes(sketch(chart("bar", labels=("a", "b"), series=(series("x", 5, -5),))))
    assert up[1] + up[3] == pytest.approx(down[1]) and up[3] == pytest.approx(down[3])


def test_stacked_bars_stand_on_each_other() -> None:
    first, second, *_ = boxes(sketch(chart("stacked-bar", series=TWO, labels=YEARS)))
    assert second[1] + second[3] == pytest.approx(first[1])
    assert first[3] / second[3] == pytest.approx(COAL[0] / STEEL[0])


def test_lying_bars_are_as_long_as_their_values() -> None:
    found = boxes(sketch(chart("horizontal-bar")))
    assert [box[2] / found[0][2] for box in found] == pytest.approx([v / COAL[0] for v in COAL])
    assert [box[1] for box in found] == sorted(box[1] for box in found)


def test_the_area_of_a_histogram_is_wide_as_its_class() -> None:
    found = boxes(sketch(ALL["histogram"]))
    assert [box[2] / found[0][2] for box in found] == pytest.approx([1, 1, 2])
    assert found[0][0] + found[0][2] == pytest.approx(found[1][0])


def test_a_point_stands_above_its_year_and_beside_its_value() -> None:
    found = sketch(chart("line", places=tuple(map(float, YEARS))))
    line = next(s for s in found.shapes if isinstance(s, Drawn) and len(s.steps) == 5 and not s.fill)
    texts = words(found)
    assert [x for _, x, _ in line.steps] == pytest.approx([texts[year].x for year in YEARS])  # type: ignore[misc]
    zero, sixty = texts["0"].y, texts["60"].y
    heights = [(y - line.steps[0][2]) / (sixty - zero) for _, _, y in line.steps]  # type: ignore[misc]
    assert heights == pytest.approx([(value - COAL[0]) / 60 for value in COAL])


def test_a_line_is_broken_where_a_figure_is_missing() -> None:
    values = (35.5, 40.1, None, 56.8, 64.4)
    found = sketch(chart("line", places=tuple(map(float, YEARS)), series=(series("Coal", *values),)))
    pieces = [s for s in found.shapes if isinstance(s, Drawn) and s.line > 1 and not s.fill]
    assert [len(piece.steps) for piece in pieces] == [2, 2]


def test_the_line_of_best_fit_is_that_of_least_squares() -> None:
    straight = chart("scatter", places=(1.0, 2, 3, 4, 5), series=(series("x", 2, 4, 6, 8, 10),), best_fit=True)
    found = sketch(straight)
    fit = next(s for s in found.shapes if isinstance(s, Drawn) and s.within)
    crosses = [s.steps for s in found.shapes if isinstance(s, Drawn) and s.line > 0.8 and s is not fit and s.line < 0.9]
    middles = [((a[1] + b[1]) / 2, (a[2] + b[2]) / 2) for a, b in crosses if a[1] < b[1]]
    assert (fit.steps[0][1], fit.steps[0][2]) == pytest.approx(middles[0])
    assert (fit.steps[1][1], fit.steps[1][2]) == pytest.approx(middles[-1])


def test_the_youngest_are_at_the_foot_of_a_pyramid_whichever_way_they_are_typed() -> None:
    ages, rest = ALL["population-pyramid"], {"labels": ALL["population-pyramid"].labels[::-1]}
    turned = replace(ages, **rest, series=tuple(series(s.name, *s.values[::-1]) for s in ages.series))
    for found in (ages, turned):
        texts = words(sketch(found))
        assert texts["0–14"].y > texts["15–29"].y > texts["60+"].y


def test_the_slices_of_a_pie_are_shares_of_the_circle() -> None:
    from math import atan2, pi

    found = sketch(chart("pie", labels=("a", "b", "c"), series=(series("x", 50, 25, 25),)))
    slices = [s.steps for s in found.shapes if isinstance(s, Drawn) and s.steps[0][0] == "m" and len(s.steps) > 3]
    ends = []
    for steps in slices:
        (_, x0, y0), last = steps[0], steps[-2]
        ends.append(round(atan2(last[-2] - x0, y0 - last[-1]) % (2 * pi) / (2 * pi), 6))  # type: ignore[operator]
    assert {0.5, 0.75} <= set(ends)


def test_both_axes_of_a_climate_graph_share_their_lines() -> None:
    texts = [s for s in sketch(ALL["climate"]).shapes if isinstance(s, Words) and s.text.strip("\u2212").isdigit()]
    left = sorted(s.y for s in texts if s.anchor == "end")
    right = sorted(s.y for s in texts if s.anchor == "start")
    assert left == pytest.approx(right)


# ------------------------------------------------------------ axes alone


@pytest.mark.parametrize("name", sorted({*ALL} - {"pie"}))
def test_axes_alone_are_those_of_the_filled_chart(name: str) -> None:
    full, empty = sketch(ALL[name]), sketch(ALL[name], filled=False)
    assert (full.width, full.height) == (empty.width, empty.height)
    assert set(empty.shapes) < set(full.shapes)
    assert not boxes(empty)


def test_what_is_begun_is_drawn() -> None:
    begun = replace(ALL["bar"], begun=frozenset({0}))
    assert len(boxes(draw(begun, 400, 200, FACE, False))) == 2 + 2  # two bars, and the key
    columns = replace(ALL["climate"], begun_series=frozenset({1}))
    assert len(boxes(draw(columns, 400, 200, FACE, False))) == 12 + 1


@pytest.mark.parametrize("size", [9, 18])
@pytest.mark.parametrize("name", ["line", "bar", "histogram", "scatter", "population-pyramid"])
def test_graph_paper_has_squares_of_two_millimetres_and_axes_end_on_them(name: str, size: float) -> None:
    face = replace(FACE, size=size)
    found = sketch(replace(ALL[name], grid="graph-paper"), 170 * MM, face)
    thin = [s.steps for s in found.shapes if isinstance(s, Drawn) and s.line in (0.25, 0.45)]
    across = sorted({round(steps[0][1], 3) for steps in thin if steps[0][1] == steps[1][1]})
    side = 2 * MM * (size / 9)
    gaps = {round(b - a, 2) for a, b in itertools.pairwise(across)}
    assert round(side, 2) in gaps and (len(gaps) == 1 or name == "population-pyramid")
    axis = next(s.steps for s in found.shapes if isinstance(s, Drawn) and s.line == 0.7 * face.scale)
    length = abs(axis[0][2] - axis[1][2]) or abs(axis[0][1] - axis[1][1])
    assert length / side == pytest.approx(round(length / side), abs=1e-4)


# ------------------------------------------------------------ without colour


def looks(fill: fills.Fill) -> tuple[object, ...]:
    return fill.angles, fill.dash, fill.pitch if fill.angles else 0


def test_any_two_fills_differ_by_pattern_or_by_a_quarter_of_grey() -> None:
    for one, other in itertools.combinations(fills.FILLS, 2):
        assert looks(one) != looks(other) or abs(one.grey - other.grey) >= 0.25
    assert len(set(fills.DASHES)) == len(fills.DASHES) and len(set(fills.MARKERS)) == len(fills.MARKERS)


@pytest.mark.parametrize("name", ALL)
def test_nothing_is_in_colour(name: str) -> None:
    inks = [ink for s in sketch(ALL[name]).shapes for ink in (s.ink, getattr(s, "fill", None)) if ink]
    assert inks and all(len(set(ink)) == 1 for ink in inks)


# ------------------------------------------------------------ words


def spans(found: Sketch, face: Face) -> list[tuple[float, float, float, float, str]]:
    """The box of every piece of words: left, top, right, bottom."""
    boxes = []
    for one in found.shapes:
        if isinstance(one, Words):
            wide = face.width(one.text, one.bold)
            back = {"start": 0, "middle": 0.5, "end": 1}[one.anchor] * wide
            if one.angle:
                boxes.append((one.x - 0.7 * one.size, one.y + back - wide, one.x, one.y + back, one.text))
            else:
                boxes.append((one.x - back, one.y - 0.7 * one.size, one.x - back + wide, one.y, one.text))
    return boxes


@pytest.mark.parametrize("size", [9, 10, 18])
@pytest.mark.parametrize("width", [230, 465, 480])
@pytest.mark.parametrize("name", ALL)
def test_words_do_not_touch_and_stay_on_the_chart(name: str, width: float, size: float) -> None:
    face = replace(FACE, size=size)
    found = sketch(ALL[name], width, face)
    every = spans(found, face)
    for one, other in itertools.combinations(every, 2):
        apart_ = one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]
        assert apart_, (one, other)
    for left, top, right, bottom, text in every:
        assert left > -0.5 and top > -0.5 and right < found.width + 0.5 and bottom < found.height + 0.5, text


def test_long_names_are_broken_or_turned() -> None:
    names = ("The United Kingdom of Great Britain", "Commonwealth of Independent States", "Spain", "Italy", "France")
    assert {w.angle for w in words(sketch(chart("bar", labels=names))).values() if w.text == "Spain"} == {0}
    narrow = words(sketch(chart("bar", labels=names), 260))
    assert narrow["Spain"].angle == 90


@given(st.lists(st.floats(0, 100), min_size=1, max_size=6).map(sorted))
def test_names_are_pushed_apart_in_their_order(wanted: list[float]) -> None:
    middles = apart(wanted, [10] * len(wanted), 0, 100)
    assert all(b - a >= 10 - 1e-6 for a, b in itertools.pairwise(middles))
    assert middles[0] >= 5 - 1e-6 and middles[-1] <= 95 + 1e-6


@given(
    st.sampled_from(sorted(ALL)),
    st.sampled_from(["light", "fine", "graph-paper", "none"]),
    st.floats(0.5, 900),
    st.floats(0.5, 2000),
    st.floats(0.5, 2000),
    st.booleans(),
)
def test_a_chart_of_any_size_is_drawn(
    name: str, grid: Any, size: float, width: float, height: float, full: bool
) -> None:
    assert draw(replace(ALL[name], grid=grid), width, height, replace(FACE, size=size), full).shapes


# ------------------------------------------------------------ in a paper

TABLES = {
    "output": {
        "title": "Soviet output",
        "columns": ["Year", {"name": "Coal", "unit": "million tonnes"}],
        "rows": [["1928", "35.5"], ["1929", "40.10"], ["1930", "–"]],
        "source": "Soviet yearbooks",
    }
}
CHARTS = {"coal": {"table": "output", "type": "bar", "title": "Coal"}}
PLOT = {"type": "plot", "chart": "coal", "stem": "Plot it.", "marks": 1, "mark-scheme": {"key": ["x"]}}


def spec(folder: Path, questions: list[Any], **more: Any) -> Path:
    (folder / "worksheets").mkdir(exist_ok=True)
    data = {"kind": "worksheet", "title": "Output", "tables": TABLES, "charts": CHARTS, "questions": questions}
    (folder / "worksheets" / "output.yaml").write_text(json.dumps(data | more), encoding="utf-8")
    return folder / "worksheets" / "output.yaml"


def test_bars_in_the_pdf_are_as_high_as_their_values(tmp_path: Path) -> None:
    file = spec(tmp_path, [{"type": "figure", "chart": "coal"}, {**PLOT, "chart": "coal"}])
    sheet = next(path for path in make(file).paths if path.stem == "output-worksheet")
    with pdfplumber.open(sheet) as opened:
        shapes = [s for page in opened.pages for s in (*page.rects, *page.curves) if s["fill"] and s["height"] > 30]
    heights = [s["height"] for s in shapes]
    assert len(heights) == 2 and heights[1] / heights[0] == pytest.approx(40.1 / 35.5, abs=0.01 / heights[0] * 2)
    assert not any(ua_problems([sheet]).values())


def test_pupils_get_axes_and_markers_the_chart(tmp_path: Path) -> None:
    made = layouts(check_spec(spec(tmp_path, [PLOT])))
    assert 'filled="no"' in made["worksheet"] and "40.10" not in made["worksheet"]
    assert 'filled="yes"' in made["answers"] and 'filled="yes"' in made["mark-scheme"]
    assert "axes only: Coal. Year: from 1928 to 1930. Coal (million tonnes)" in made["worksheet"]


def test_a_chart_says_its_figures_as_they_are_typed(tmp_path: Path) -> None:
    file = spec(tmp_path, [{"type": "figure", "chart": "coal"}, PLOT])
    sheet = next(path for path in make(file).paths if path.stem == "output-worksheet")
    with pikepdf.open(sheet) as opened:
        alts = [str(o.Alt) for o in opened.objects if isinstance(o, pikepdf.Dictionary) and o.get("/S") == "/Figure"]
    assert alts[0] == "Bar chart: Coal. Year. Coal (million tonnes). 1928: 35.5; 1929: 40.10; 1930: no figure."


def test_of_many_figures_the_range_is_said(tmp_path: Path) -> None:
    rows = [[str(year), f"{year % 7}.50"] for year in range(1900, 1980)]
    charts = {"coal": {"table": "output", "type": "line"}}
    file = spec(
        tmp_path, [{**PLOT, "chart": "coal"}], tables={"output": TABLES["output"] | {"rows": rows}}, charts=charts
    )
    assert "Coal: from 0.50 to 6.50" in layouts(check_spec(file))["answers"]


def test_a_chart_speaks_welsh(tmp_path: Path) -> None:
    made = layouts(check_spec(spec(tmp_path, [PLOT], theme={"lang": "cy"})))
    assert "Siart bar, echelinau yn unig: Coal. Year: o 1928 i 1930" in made["worksheet"]


def test_a_large_print_chart_has_larger_words(tmp_path: Path) -> None:
    file = spec(tmp_path, [{"type": "figure", "chart": "coal"}, PLOT])
    sizes = {}
    for edition in ("", "large-print-18"):
        sheet = next(path for path in make(file, edition=edition).paths if "worksheet" in path.stem)
        with pdfplumber.open(sheet) as opened:
            chars = [c for page in opened.pages for c in page.chars]
        sizes[edition] = min(c["size"] for c in chars if c["text"] in "0123456789")
    assert sizes[""] == pytest.approx(9) and sizes["large-print-18"] == pytest.approx(18)


CLASSES_OF = {"columns": ["Age", "Frequency"], "rows": [["0–10", "4"], ["10–30", "8"]]}


@pytest.mark.parametrize(
    ("table", "more", "message"),
    [
        (CLASSES_OF, {"type": "histogram"}, "the classes are not of equal width, so heights alone mislead"),
        (CLASSES_OF, {"type": "histogram", "y-title": "Frequency density"}, None),
        (TABLES["output"], {"type": "bar", "least": "36"}, "the figure 35.5 is less, and would be cut off"),
        (TABLES["output"], {"type": "bar", "least": "30"}, "bars that do not begin at 0"),
        ({"columns": ["a", "b", "c"], "rows": [["x", "1", "2"]]}, {"type": "bar"}, "chart coal has no title"),
        ({"columns": ["a", "b"], "rows": [[str(n), "1"] for n in range(41)]}, {"type": "bar"}, "has room for 40 rows"),
        ({"columns": ["a", "b"], "rows": [[str(n), "1"] for n in range(41)]}, {"type": "line"}, None),
    ],
)
def test_what_would_mislead_is_told(table: Any, more: Any, message: str | None, tmp_path: Path) -> None:
    file = spec(tmp_path, [PLOT], tables={"output": table}, charts={"coal": {"table": "output"} | more})
    told = [problem.message for problem in check(file)]
    assert any(message in text for text in told) if message else told == []


def test_numbers_along_the_foot_never_touch() -> None:
    face = Face(lambda text, size, bold: 0.6 * size * len(text), 18)
    frame = Frame(face, 40, 10, 200, 150)
    frame.numbers_below(Scale(0, 210, tuple((n, str(n)) for n in range(0, 211, 30))).between(40, 200))
    words = [shape for shape in frame.front if isinstance(shape, Words)]
    ends = [(word.x - 0.3 * 18 * len(word.text), word.x + 0.3 * 18 * len(word.text)) for word in words]
    assert len(words) > 2 and all(a[1] < b[0] for a, b in zip(ends, ends[1:], strict=False))
