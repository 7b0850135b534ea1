"""Room for answers: working space, lines with units, blocks, boxes and paper to draw on, measured in the PDF in mm."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any, get_args, get_type_hints

import pdfplumber
import pikepdf
import pytest

from paperbuilder import make
from paperbuilder.outputs.typesetter import layouts
from paperbuilder.paper.checked import check_spec
from paperbuilder.pictures.surfaces import SURFACES, sheet
from paperbuilder.questions.space import PAPERS, Space
from paperbuilder.units import MM
from tests.conftest import SHEET

POINTS = {"points": ["a", "b", "c"]}
SHORT: dict[str, Any] = {"type": "short", "stem": "Work it out.", "marks": 2, "mark-scheme": POINTS}


def spec(folder: Path, *questions: dict[str, Any], **keys: Any) -> Path:
    file = folder / "sheet.yaml"
    data = {"kind": "worksheet", "title": "Shapes", **keys, "questions": list(questions)}
    file.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
    return file


def page_of(folder: Path, *questions: dict[str, Any], edition: str = "", only: str = "worksheet") -> Any:
    """The first page with a question on it."""
    file = spec(folder, *questions)
    with pdfplumber.open(make(file, only=only, output=folder, edition=edition).paths[0]) as pdf:
        page = pdf.pages[0]
        return {"lines": page.lines, "rects": page.rects, "curves": page.curves, "text": page.extract_text()}


def printed(folder: Path, document: str, *questions: dict[str, Any], **keys: Any) -> str:
    xml = layouts(check_spec(spec(folder, *questions, **keys)))[document]
    return re.sub(r"\s+", " ", re.sub(r"<\?[^>]*\?>", "", xml))


def grey(line: Any) -> float:
    colour = line["stroking_color"]
    return float(colour[0] if isinstance(colour, tuple | list) else colour)


def mm(length: float) -> float:
    return round(length / MM, 2)


# ---------------------------------------------------------------- paper to draw on


def drawing(**space: Any) -> dict[str, Any]:
    return {"type": "drawing", "stem": "Draw.", "marks": 2, "mark-scheme": POINTS, "space": space}


def test_graph_paper_is_exact_in_mm(tmp_path: Path) -> None:
    page = page_of(tmp_path, drawing(paper="graph", width="120 mm", height="80 mm"))
    grid = [line for line in page["lines"] if 0.3 < grey(line) < 0.7]
    for thin, pitch in ((True, 2), (False, 10)):
        own = [line for line in grid if (line["linewidth"] < 0.5) == thin]
        left, top = min(x["x0"] for x in grid), min(x["top"] for x in grid)
        across = sorted({mm(x["x0"] - left) for x in own if x["x0"] == x["x1"]})
        down = sorted({mm(x["top"] - top) for x in own if x["top"] == x["bottom"]})
        wanted = [n for n in range(0, 121, pitch) if not (thin and n % 10 == 0)]
        assert across == pytest.approx(wanted, abs=0.02)
        assert down == pytest.approx([n for n in wanted if n <= 80], abs=0.02)
        assert {mm(x["height"]) for x in own if x["x0"] == x["x1"]} == {80}


def test_squares_are_as_large_as_asked_for(tmp_path: Path) -> None:
    page = page_of(tmp_path, drawing(paper="squared", square="10 mm", height="30 mm"))
    upright = sorted(line["x0"] for line in page["lines"] if line["x0"] == line["x1"] and 0.3 < grey(line) < 0.7)
    assert len(upright) == 17  # 164 mm of room hold sixteen squares
    assert {mm(b - a) for a, b in zip(upright, upright[1:], strict=False)} == {10}


def test_an_edition_enlarges_paper_as_far_as_there_is_room(tmp_path: Path) -> None:
    small, large = (
        drawing(paper="box", width="50 mm", height="20 mm"),
        drawing(paper="box", width="140 mm", height="50 mm"),
    )
    rects = page_of(tmp_path, small, large, edition="large-print-18")["rects"]
    assert [mm(rect["width"]) for rect in rects] == pytest.approx([70, 159], abs=0.1)
    assert [mm(rect["height"]) for rect in rects] == pytest.approx([28, 50 * 159 / 140], abs=0.1)


def test_every_paper_of_a_spec_can_be_drawn_within_its_size() -> None:
    assert list(PAPERS) == ["blank", *SURFACES] == list(get_args(get_type_hints(Space)["paper"]))
    for name, paper in PAPERS.items():
        if name != "blank":
            labels = ["N"] * (name == "map") + ["ab"] * paper.labels[-1]
            sketch = sheet(name, 120 * MM, max(paper.least, 80) * MM, 160 * MM, None, labels, 11)
            assert (sketch.width, sketch.height) == pytest.approx((120 * MM, max(paper.least, 80) * MM))
            for shape in sketch.shapes:
                for _, *numbers in getattr(shape, "steps", ()):
                    assert all(-3 <= x <= sketch.width + 3 for x in numbers[::2]), name
                    assert all(-3 <= y <= sketch.height + 3 for y in numbers[1::2]), name


def test_staves_have_five_lines_and_fill_the_height() -> None:
    sketch = sheet("staves", 100 * MM, 48 * MM, 0, None, [], 11)
    (path,) = sketch.shapes
    heights = [mm(step[2]) for step in path.steps if step[0] == "m"]  # type: ignore[union-attr, misc]
    assert heights == [top + 2 * n for top in (0, 20, 40) for n in range(5)]


@pytest.mark.parametrize("lines", [0, 10, 20, 25])
def test_paper_is_never_split_and_stays_with_its_question(lines: int, tmp_path: Path) -> None:
    above = SHORT | {"lines": lines}
    file = spec(tmp_path, above, drawing(paper="graph", width="100 mm", height="200 mm"))
    with pdfplumber.open(make(file, only="worksheet", output=tmp_path).paths[0]) as pdf:
        found = [p for p in pdf.pages if any(0.3 < grey(x) < 0.7 for x in p.lines)]
        assert len(found) == 1 and "Draw." in found[0].extract_text()


def test_paper_is_a_figure_with_its_size_and_working_space_is_nothing_to_read(tmp_path: Path) -> None:
    questions = (drawing(paper="graph", width="120 mm", height="80 mm"), SHORT | {"space": "40 mm"})
    path = make(spec(tmp_path, *questions), only="worksheet", output=tmp_path).paths[0]
    with pikepdf.open(path) as pdf:
        figures = [o for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and o.get("/S") == "/Figure"]
        assert [str(figure["/Alt"]) for figure in figures] == ["Graph paper, 120 by 80 mm"]


def test_a_map_has_its_north_arrow_in_the_language_of_the_paper(tmp_path: Path) -> None:
    theme = {"languages": ["cy"]}
    xml = printed(tmp_path, "worksheet", drawing(paper="map", height="60 mm", labels=["0", "5 km"]), theme=theme)
    assert "<label>G</label><label>0</label><label>5 km</label>" in xml and "Ffrâm i fap" in xml


# ---------------------------------------------------------------- lines, blocks and boxes


def test_working_space_comes_before_an_answer_line_at_the_right_edge(tmp_path: Path) -> None:
    question = SHORT | {"space": "40 mm", "answers": "speed = ___ m/s", "title": "Top"}
    page = page_of(tmp_path, question)
    (line,) = [
        line for line in page["lines"] if mm(line["width"]) < 61 and mm(line["width"]) > 58 and line["top"] > 150
    ]
    assert mm(line["width"]) == pytest.approx(60, abs=1)
    assert line["x1"] > 500 - 20 * MM
    assert "speed = m/s" in page["text"]


def test_show_that_has_room_but_no_line(tmp_path: Path) -> None:
    xml = printed(tmp_path, "worksheet", SHORT | {"space": "6 lines"})
    assert '<surface paper="blank" height="136.06pt"' in xml
    assert "<answer-lines" not in xml and 'style="answer-line"' not in xml


def test_room_and_lines_can_both_be_had(tmp_path: Path) -> None:
    xml = printed(tmp_path, "worksheet", SHORT | {"space": "20 mm", "lines": 3})
    assert "<surface" in xml and '<answer-lines count="3"' in xml


def test_two_blocks_share_the_usual_lines_or_have_those_stated(tmp_path: Path) -> None:
    question = SHORT | {"marks": 4, "blocks": 2, "mark-scheme": {"points": ["a", "b", "c", "d", "e"]}}
    for more, count in (({}, 6), ({"lines": 2}, 2)):
        xml = printed(tmp_path, "worksheet", question | more)
        assert re.findall(r'<answer-lines count="(\d+)"[^>]*>(.*?)</answer-lines>', xml) == [
            (str(count), "<b>1</b>"),
            (str(count), "<b>2</b>"),
        ]


def test_a_label_stands_on_the_first_of_its_lines(tmp_path: Path) -> None:
    places = [{"text": "Advantage:", "lines": 2}, {"text": "Disadvantage:", "lines": 2}]
    page = page_of(tmp_path, SHORT | {"answers": places})
    ruled = sorted((line["top"], line["x0"]) for line in page["lines"] if mm(line["width"]) > 120 and line["top"] > 120)
    assert len(ruled) == 4
    firsts, seconds = [x for _, x in ruled[::2]], [x for _, x in ruled[1::2]]
    assert firsts[0] < firsts[1] and all(a > b + 40 for a, b in zip(firsts, seconds, strict=True))


def test_boxes_are_exact_and_stand_side_by_side(tmp_path: Path) -> None:
    places = [{"text": name, "box": "40 mm", "width": "60 mm"} for name in ("Before", "After", "Later")]
    rects = page_of(tmp_path, SHORT | {"answers": places})["rects"]
    assert {(mm(r["width"]), mm(r["height"])) for r in rects} == {(60, 40)}
    tops = [round(r["top"]) for r in rects]
    assert tops[0] == tops[1] < tops[2]


def test_right_answers_stand_in_place_and_in_the_key(tmp_path: Path) -> None:
    pair = {"type": "short", "stem": "Solve.", "marks": 2, "answers": ["x = [[3]]", "y = [[-2|-2.0]] cm"]}
    point = {"type": "short", "stem": "Where?", "marks": 1, "answers": "([[3]], [[-2]])"}
    sheet_, answers, scheme = (printed(tmp_path, d, pair, point) for d in ("worksheet", "answers", "mark-scheme"))
    assert sheet_.count("<gap ") == 4 and "-2" not in sheet_
    assert "x = <answer>3</answer>" in answers and "(<answer>3</answer>, <answer>-2</answer>)" in answers
    assert "<li>x = 3</li><li>y = -2 cm or y = -2.0 cm</li>" in scheme and "<p>(3, -2)</p>" in scheme


def test_answers_are_worth_one_each_beside_a_scheme_for_the_working(tmp_path: Path) -> None:
    question = SHORT | {"marks": 4, "answers": ["x = [[3]]", "y = [[2]]"]}
    (item,) = check_spec(spec(tmp_path, question)).paper.items
    assert (item.keyed, item.judged, item.award) == (2, 2, (1, 1))
    (item,) = check_spec(spec(tmp_path, question | {"key-marks": 2, "marks": 5})).paper.items
    assert (item.keyed, item.judged) == (2, 3)


# ---------------------------------------------------------------- the cover


@pytest.mark.parametrize(
    ("room", "said"),
    [
        ({"lines": 0}, False),
        ({"lines": 1}, True),
        ({"lines": 0, "space": "30 mm"}, True),
        ({"answers": "x = ___"}, True),
    ],
)
def test_the_cover_speaks_of_spaces_only_if_there_are_any(room: dict[str, Any], said: bool, tmp_path: Path) -> None:
    xml = printed(tmp_path, "question-paper", SHORT | room, kind="exam", time="3 minutes")
    assert ("Answer in the spaces provided." in xml) == said


def test_a_choice_of_essays_without_lines_has_no_box_for_its_number(tmp_path: Path) -> None:
    essay = {"type": "extended", "stem": "How far?", "marks": 4, "mark-scheme": {"levels": "explain-4"}}
    for lines in (0, 8):
        section = {"title": "A", "answer": 1, "questions": [essay | {"lines": lines}] * 2}
        file = tmp_path / "exam.yaml"
        data = {"kind": "exam", "title": "T", "time": "6 minutes", "sections": [section]}
        file.write_text(json.dumps(data))
        assert ('<digits count="2"' in layouts(check_spec(file))["question-paper"]) == bool(lines)


def test_places_are_the_same_in_every_version(tmp_path: Path) -> None:
    question = SHORT | {"answers": ["x = [[3]]", {"text": "Why? [[so]]", "box": "20 mm"}], "marks": 4}
    first = check_spec(spec(tmp_path, question, versions=["A", "B"]))
    assert first.in_version("A").paper == first.paper
    assert first.in_version("B").paper.items[0].solution == first.paper.items[0].solution


def test_a_paper_without_such_room_loads_nothing_that_draws_it(tmp_path: Path) -> None:
    code = (
        "import sys; from paperbuilder import make; from pathlib import Path; "
        f"make({str(SHEET)!r}, output=Path({str(tmp_path)!r})); print(*sys.modules)"
    )
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert "paperbuilder.questions.kinds.number" in loaded
    heavy = {
        "fractions",
        "paperbuilder.questions.amounts",
        "paperbuilder.pictures.sketch",
        "paperbuilder.pictures.surfaces",
    }
    assert not heavy & set(loaded)
