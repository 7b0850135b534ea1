"""Pictures of a spec: printed where a teacher puts them, at their size, with words for those who cannot see them."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pdfplumber
import pikepdf
import pytest
from PIL import Image

from paperbuilder import make
from paperbuilder.outputs.typesetter import layouts
from paperbuilder.paper.checked import check_spec
from paperbuilder.pictures.sketch import Words
from paperbuilder.problems import PaperbuilderError
from paperbuilder.typeset.diagram import Label, diagram
from paperbuilder.units import MM
from tests.test_ua import ua_problems

OWN = {"rights": {"basis": "own work"}}
CELL = OWN | {"file": "pictures/cell.png", "alt": "A cell with a dark nucleus"}


def spec(folder: Path, questions: list[Any], pictures: dict[str, Any] | None = None, **more: Any) -> Path:
    """A worksheet in a project of its own, with a picture twice as wide as high."""
    (folder / "worksheets" / "pictures").mkdir(parents=True, exist_ok=True)
    Image.linear_gradient("L").resize((800, 400)).save(folder / "worksheets" / "pictures" / "cell.png")
    data = {"kind": "worksheet", "title": "Cells", "pictures": pictures or {"cell": CELL}, "questions": questions}
    file = folder / "worksheets" / "cells.yaml"
    file.write_text(json.dumps(data | more), encoding="utf-8")
    return file


def short(**more: Any) -> dict[str, Any]:
    return {"type": "short", "stem": "What is it?", "marks": 1, "mark-scheme": {"key": ["a cell"]}} | more


def sheet(file: Path, **how: Any) -> Path:
    return next(path for path in make(file, **how).paths if path.stem.startswith("cells-worksheet"))


def pictures_of(pdf: Path) -> list[tuple[float, float]]:
    """Width and height (mm) of every picture, in the order of the pages."""
    with pdfplumber.open(pdf) as opened:
        images = [image for page in opened.pages for image in page.images]
    return [(image["width"] / MM, image["height"] / MM) for image in images]


def alts(pdf: Path) -> list[str]:
    with pikepdf.open(pdf) as opened:
        return [str(o.Alt) for o in opened.objects if isinstance(o, pikepdf.Dictionary) and o.get("/S") == "/Figure"]


PLACES: dict[str, tuple[list[Any], int]] = {  # questions, and how often they show the picture
    "below the stem": ([short(picture="cell")], 1),
    "in a stem": ([short(stem="Look.\n{picture cell}\nWhat is it?")], 1),
    "in a part": ([{"type": "parts", "stem": "See.", "parts": [short(stem="{picture cell}\nName it.")]}], 1),
    "between questions": ([{"type": "figure", "picture": "cell"}, short()], 1),
    "in information": ([{"type": "information", "text": "Read.\n\n{picture cell}"}, short()], 1),
    "twice": ([short(picture="cell"), short(picture="cell", stem="And this?")], 2),
    "in a table": (
        [{"type": "table", "stem": "T.", "header": ["a", "b"], "rows": [["{picture cell}", "[[x]]"]], "marks": 1}],
        1,
    ),
    "in pairs": (
        [{"type": "matching", "stem": "M.", "marks": 2, "pairs": [
            {"left": "a", "right": "{picture cell}"}, {"left": "b", "right": "two"}]}],
        1,
    ),
    "as options": (
        [{"type": "multiple-choice", "stem": "Which?", "options": ["{picture cell}", "none"], "answer": "none",
          "marks": 1}],
        1,
    ),
    "to label": (
        [{"type": "label-picture", "stem": "L.", "picture": "cell", "labels": [{"at": [20, 50], "text": "wall"}],
          "marks": 1}],
        1,
    ),
}  # fmt: skip


@pytest.mark.parametrize("place", PLACES)
def test_a_picture_is_printed_with_its_words(place: str, tmp_path: Path) -> None:
    questions, count = PLACES[place]
    made = make(spec(tmp_path, questions))
    assert made.problems == []
    sheets = [path for path in made.paths if "scheme" not in path.stem]
    for path in sheets:
        assert len(pictures_of(path)) == count, path
        assert all(alt.startswith("A cell with a dark nucleus") for alt in alts(path))
        assert all(height == pytest.approx(width / 2, rel=0.01) for width, height in pictures_of(path))
    assert not any(ua_problems(sheets).values())


def test_a_picture_is_as_wide_as_it_says(tmp_path: Path) -> None:
    file = spec(tmp_path, [short(picture="cell")], {"cell": CELL | {"width": "61 mm"}})
    assert pictures_of(sheet(file)) == [(pytest.approx(61, abs=0.1), pytest.approx(30.5, abs=0.1))]
    large = pictures_of(sheet(file, edition="large-print-18"))
    assert large == [(pytest.approx(61 * 1.6, abs=0.1), pytest.approx(61 * 0.8, abs=0.1))]


def test_a_picture_is_a_lettered_source(tmp_path: Path) -> None:
    picture = CELL | {"title": "Cells under glass", "author": "an apprentice", "date": "1665", "caption": "As drawn"}
    extracts = {"A": {"picture": "cell", "label": "Source"}}
    file = spec(tmp_path, [short(stem="What does Source A show?")], {"cell": picture}, extracts=extracts)
    xml = layouts(check_spec(file))["worksheet"]
    text = " ".join(re.sub(r"<[^>]+>", " ", xml).split())
    assert "Source A From Cells under glass , by an apprentice, 1665." in text
    assert "As drawn" in text and "Source A: Cells under glass" in text
    assert len(pictures_of(sheet(file))) == 1


def test_a_decorative_picture_is_no_figure_to_a_listener(tmp_path: Path) -> None:
    picture = OWN | {"file": "pictures/cell.png", "decorative": "yes"}
    path = sheet(spec(tmp_path, [short(picture="cell")], {"cell": picture}))
    assert len(pictures_of(path)) == 1 and alts(path) == []
    assert not any(ua_problems([path]).values())


def test_pupils_have_blanks_and_the_answers_are_in_place(tmp_path: Path) -> None:
    labels = [
        {"at": [10, 50], "text": "wall", "accept": ["cell wall"]},
        {"at": [90, 20], "text": "vacuole"},
        {"at": [50, 90], "text": "gel", "given": "yes"},
    ]
    question = {"type": "label-picture", "stem": "Label it.", "picture": "cell", "labels": labels, "marks": 2}
    made = {path.stem: path for path in make(spec(tmp_path, [question | {"bank": "yes"}])).paths}
    with pdfplumber.open(made["cells-worksheet"]) as pdf:
        words = pdf.pages[0].extract_text()
        at = {word["text"]: word["x0"] for word in pdf.pages[0].extract_words()}
    assert "vacuole • wall" in words and words.count("wall") == 1 and "gel" in words
    assert at["A"] < 60 * MM < 110 * MM < at["B"]
    with pdfplumber.open(made["cells-answers"]) as pdf:
        text = pdf.pages[0].extract_text()
        assert re.search(r"\bA\s+wall\b", text) and re.search(r"\bB\s+vacuole\b", text)
    assert alts(made["cells-worksheet"]) == ["A cell with a dark nucleus. A; B; gel"]
    with pdfplumber.open(made["cells-mark-scheme"]) as pdf:
        assert "A wall or cell wall" in pdf.pages[0].extract_text()


def test_in_large_print_letters_are_beside_the_picture_and_lines_below_it(tmp_path: Path) -> None:
    labels = [{"at": [10, 50], "text": "wall"}, {"at": [90, 20], "text": "vacuole"}]
    question = {"type": "label-picture", "stem": "Label it.", "picture": "cell", "labels": labels, "marks": 2}
    path = sheet(spec(tmp_path, [question]), edition="large-print-18")
    with pdfplumber.open(path) as pdf:
        page = next(page for page in pdf.pages if page.images)
        (image,) = page.images
        below = [word["top"] > image["bottom"] for word in page.extract_words() if word["text"] in "AB"]
    assert image["width"] > 100 * MM
    assert sorted(below)[:4] == [False, False, True, True]


@pytest.mark.parametrize("count", [1, 5, 26])
def test_labels_never_touch(count: int) -> None:
    labels = [Label(x=(i * 37) % 100, y=(i * 11) % 100, letter="", blank=0, text=f"name {i}") for i in range(count)]
    made = diagram(labels, 300, 0.5, 450, lambda text, size, bold: 5 * len(text), 11, 14, 0.4)
    words = [shape for shape in made.sketch.shapes if isinstance(shape, Words)]
    assert len(words) == 2 * count or len(words) == count
    assert made.sketch.width <= 450.01
    for side in (True, False):
        heights = sorted(word.y for word in words if (word.x < made.left) is side)
        assert all(b - a >= 14 for a, b in zip(heights, heights[1:], strict=False))
        assert all(0 <= y <= made.sketch.height for y in heights)


def test_an_edition_has_another_picture_or_words(tmp_path: Path) -> None:
    questions = [short(picture="cell"), short(picture="dish", stem="And this?")]
    pictures = {
        "cell": CELL | {"access": {"large-print-18": {"picture": "plain"}}},
        "plain": CELL | {"alt": "The same with fewer lines"},
        "dish": CELL | {"alt": "A dish", "access": {"large-print-18": {"description": "A dish with two spots."}}},
    }
    file = spec(tmp_path, questions, pictures)
    assert alts(sheet(file)) == ["A cell with a dark nucleus", "A dish"]
    large = sheet(file, edition="large-print-18")
    assert alts(large) == ["The same with fewer lines"]
    with pdfplumber.open(large) as pdf:
        assert "A dish with two spots." in "\n".join(page.extract_text() for page in pdf.pages)


def test_pictures_without_titles_are_acknowledged_together(tmp_path: Path) -> None:
    pictures = {"cell": CELL | {"caption": "A cell"}, "dish": CELL | {"caption": "A dish"}}
    pictures["art"] = CELL | {"title": "Morning", "rights": {"holder": "the museum", "basis": "licence"}}
    file = spec(tmp_path, [short(picture=name, stem=f"{name}?") for name in pictures], pictures)
    with pdfplumber.open(sheet(file)) as pdf:
        text = " ".join("\n".join(page.extract_text() for page in pdf.pages).split())
    assert "Acknowledgements. A cell and A dish (own work). Morning" in text
    assert "Morning: Morning" not in text and "Morning, the museum (licence)." in text


def test_a_coarse_picture_is_told_by_its_dots_and_colours_that_merge_by_their_names(tmp_path: Path) -> None:
    file = spec(tmp_path, [short(picture="cell")], {"cell": CELL | {"width": "100 mm"}})
    bars = Image.new("RGB", (300, 200), "white")
    bars.paste((200, 40, 40), (50, 60, 110, 200))
    bars.paste((30, 120, 60), (130, 60, 190, 200))
    bars.save(tmp_path / "worksheets" / "pictures" / "cell.png")
    coarse, merged = check_spec(file).paper.warnings
    assert coarse.message == "cell.png has 76 dots to an inch at a width of 100 mm; it will look coarse"
    assert "the red" in merged.message and "the green" in merged.message and "same grey" in merged.message
    assert coarse.source == merged.source == file.read_text()


def test_what_is_not_shown_is_told(tmp_path: Path) -> None:
    file = spec(tmp_path, [short()])
    (warning,) = check_spec(file).paper.warnings
    assert warning.message == "the picture cell is not shown anywhere" and warning.severity == "warning"


def test_a_picture_out_of_the_project_is_not_read(tmp_path: Path) -> None:
    Image.new("L", (4, 4)).save(tmp_path / "secret.png")
    project = tmp_path / "project"
    file = spec(project, [short(picture="cell")], {"cell": CELL | {"file": "../../secret.png"}})
    (project / "paperbuilder.yaml").write_text("")
    with pytest.raises(PaperbuilderError, match="outside the project"):
        check_spec(file, root=project)
    link = project / "worksheets" / "pictures" / "link.png"
    link.symlink_to(tmp_path / "secret.png")
    file = spec(project, [short(picture="cell")], {"cell": CELL | {"file": "pictures/link.png"}})
    with pytest.raises(PaperbuilderError, match="outside the project"):
        check_spec(file, root=project)


def test_a_changed_picture_is_printed_anew(tmp_path: Path) -> None:
    file = spec(tmp_path, [short(picture="cell")])
    before = sheet(file).read_bytes()
    Image.new("L", (400, 200), 90).save(tmp_path / "worksheets" / "pictures" / "cell.png")
    assert sheet(file).read_bytes() != before
