"""Heads and feet take the width they need; title, code and the school's name are where they must be."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperbuilder.outputs.typesetter import Typesetter
from paperbuilder.paper.checked import CheckedSpec, check_spec
from paperbuilder.schools.samples import sample_exam, sample_worksheet
from paperbuilder.spec.models import Exam
from paperbuilder.themes.folders import STANDARD
from paperbuilder.themes.resolve import theme_of
from paperbuilder.typeset.compose import compose
from paperbuilder.typeset.design import design_of
from paperbuilder.typeset.furniture import BESIDE, side_by_side
from paperbuilder.typeset.inline import Span
from paperbuilder.typeset.xml import parse
from tests.conftest import EXAM, HERE, QUIZ
from tests.every_document import every_document

SCHOOLS = ["northgate", "northgate/history", "riverside", "ysgol-glan-y-mor"]
NAMES = {"northgate": "Northgate Academy", "riverside": "Riverside School", "ysgol-glan-y-mor": "Ysgol Glan-y-môr"}
SPECS = [EXAM, QUIZ, HERE / "worksheets" / "science-test.yaml", HERE / "worksheets" / "religious-studies.yaml"]
WIDTHS = st.floats(0, 400)


@cache
def documents(file: Path, school: str, edition: str = "") -> tuple[CheckedSpec, dict[str, str]]:
    checked = check_spec(file, school)
    return checked, every_document(checked, school, edition)


@pytest.mark.parametrize("school", SCHOOLS)
@pytest.mark.parametrize("file", SPECS, ids=lambda file: file.stem)
def test_the_name_of_the_school_is_on_every_document(file: Path, school: str) -> None:
    _, found = documents(file, school)
    assert {"batch-slip", "summary", "feedback", "mark-scheme"} <= set(found)
    assert [name for name, xml in found.items() if NAMES[school.split("/")[0]] not in parse(xml).text()] == []


def test_a_school_without_templates_of_its_own_is_named_too(tmp_path: Path) -> None:
    for sample in (sample_exam(), sample_worksheet()):
        (tmp_path / "templates" / "ours").mkdir(parents=True, exist_ok=True)
        (tmp_path / "templates" / "ours" / "theme.yaml").write_text("schema: 1\nname: The Hill School\n")
        checked = CheckedSpec(sample.file, tmp_path, sample.paper, sample.source)
        for name, xml in every_document(checked, "ours").items():
            assert "The Hill School" in parse(xml).text(), name
        assert all("Standard" not in xml for xml in every_document(sample).values())


@pytest.mark.parametrize("edition", ["", "large-print-18"])
@pytest.mark.parametrize("school", ["", *SCHOOLS])
@pytest.mark.parametrize("file", SPECS, ids=lambda file: file.stem)
def test_every_page_after_the_first_says_title_and_code(file: Path, school: str, edition: str) -> None:
    checked, found = documents(file, school, edition)
    setter = Typesetter(checked, school, edition)
    wanted = [plain(checked.paper.spec.title), checked.paper.spec.code if isinstance(checked.paper.spec, Exam) else ""]
    named = {"question-paper" if isinstance(checked.paper.spec, Exam) else "worksheet": {"named": True, "digits": 4}}
    layouts = found | {f"{name}, named": setter.layout(name, **more) for name, more in named.items()}
    for name, xml in layouts.items():
        if name == "feedback":
            assert all(plain(parse(xml).text()).count(words) >= 3 for words in wanted), name
            continue
        made = compose(xml, setter.design, setter.index)
        setter.index = made.context.index if name == "insert" else setter.index
        for page in made.pages[1:]:
            around = [one.text for part in ("header", "footer") for one in made.furniture(part, page)]
            text = plain(" ".join("".join(i.text for i in p.inlines if isinstance(i, Span)) for p in around))
            assert all(words in text for words in wanted), (name, page.number, text)


def plain(text: str) -> str:
    return " ".join(text.split()).replace("’", "'")


@given(WIDTHS, WIDTHS, WIDTHS)
def test_a_head_is_on_one_line_if_it_fits(left: float, centre: float, right: float) -> None:
    width, natural = 500.0, {"left": left, "centre": centre, "right": right}
    rooms = side_by_side(natural, width)
    (_, l_wide), (x, c_wide), (r_begin, r_wide) = (rooms[side] for side in ("left", "centre", "right"))
    gaps = BESIDE * (bool(centre) + bool(left and right))
    if left + centre + right + gaps <= width:
        assert [l_wide, c_wide, r_wide] == pytest.approx([left, centre, right])
        half = (width - centre) / 2
        if max(left, right) + BESIDE <= half:
            assert x == pytest.approx(half)
    assert l_wide <= left + 0.01 and r_wide <= right + 0.01 and r_begin == pytest.approx(width - r_wide)
    if centre:
        assert l_wide <= x + 0.01 and x + c_wide <= r_begin + 0.01
    else:
        assert l_wide <= r_begin + 0.01


def test_the_text_makes_room_for_a_high_head_and_the_folio_stays_in_its_place() -> None:
    design = design_of(theme_of([STANDARD]), [STANDARD])
    long = "A very long name of a course indeed " * 5

    def made(left: str) -> tuple[float, float]:
        right = "<right><turn-over>Turn over</turn-over></right>"
        foot = f"<footer><left>{left}</left><centre>Page <page-number/></centre>{right}</footer>"
        pages = compose(
            f'<paper title="x" lang="en">{foot}<p>a</p><page-break/><p>b</p><page-break/><p>c</p></paper>', design
        )
        folios = {one.x for page in pages.pages for one in pages.furniture("footer", page)[1:2]}
        (x,) = folios
        return x, max(one.height for one in pages.furniture("footer", pages.pages[0]))

    short_x, short_high = made("Short")
    long_x, long_high = made(long)
    assert short_x < design.width / 2 and long_high > short_high and long_x > short_x
