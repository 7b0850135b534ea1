"""What a school may change, level by level: the layout it gives, the page it prints on, any theme at all."""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path
from typing import Any

import pdfplumber
import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from paperbuilder import make
from paperbuilder.outputs.options import MakeOptions
from paperbuilder.outputs.pdf import pdfs
from paperbuilder.outputs.typesetter import forget_templates, layouts
from paperbuilder.paper.checked import check_spec
from paperbuilder.problems import PaperbuilderError
from paperbuilder.schools.samples import SAMPLE, worksheet_text
from tests.test_golden import GOLDEN

MM = 72 / 25.4
LEVELS = {
    "data": ("worksheet", {"theme.yaml": "schema: 1\nphrases: {marks-many: '({n})', name: Your name}\n"}),
    "partial": (
        "worksheet",
        {
            "theme.yaml": "schema: 1\n",
            "types/short.xml": '{% include "standard/types/short.xml" %}<p>Check your spelling.</p>',
        },
    ),
    "document": (
        "slip",
        {
            "theme.yaml": "schema: 1\n",
            "documents/slip.xml": '<paper title="Slip"><h1>{{ spec.title | line }}</h1>{% for item in paper["items"] %}'
            "<p>{{ item | full }}: {{ marks(item.marks) }}</p>{% endfor %}</paper>",
        },
    ),
}


def school(root: Path, files: dict[str, str]) -> Path:
    """A project with one school, `ours`, and the sample worksheet."""
    for name, text in files.items():
        path = root / "templates" / "ours" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    spec = root / "worksheets" / "sample.yaml"
    spec.parent.mkdir(exist_ok=True)
    spec.write_text(worksheet_text())
    for name in ("text.txt", "lock.svg"):
        shutil.copy(SAMPLE / name, spec.parent)
    return spec


@pytest.mark.parametrize("level", LEVELS)
def test_the_layout_of_every_level(level: str, tmp_path: Path) -> None:
    document, files = LEVELS[level]
    xml = layouts(check_spec(school(tmp_path, files), "ours"), "ours")[document]
    text = "\n".join(line for line in (re.sub(r"\s+", " ", part).strip() for part in xml.split("\n")) if line) + "\n"
    expected = GOLDEN / f"override-{level}.xml"
    if os.environ.get("PAPERBUILDER_UPDATE"):
        expected.write_text(text, encoding="utf-8")
    assert text == expected.read_text(encoding="utf-8")


@pytest.mark.parametrize(("size", "width", "height"), [("A5", 148, 210), ("A3", 297, 420), ("Letter", 215.9, 279.4)])
def test_a_page_has_its_size_and_its_margins(size: str, width: float, height: float, tmp_path: Path) -> None:
    margins = {"top": 22, "bottom": 24, "inner": 25, "outer": 14}
    page = {"size": size, **{name: f"{mm} mm" for name, mm in margins.items()}}
    spec = school(tmp_path, {"theme.yaml": yaml.safe_dump({"schema": "1", "page": page})})
    paths = make(spec, school="ours", only="worksheet").paths
    with pdfplumber.open(paths[0]) as pdf:
        for number, sheet in enumerate(pdf.pages, 1):
            assert (sheet.width / MM, sheet.height / MM) == pytest.approx((width, height), abs=0.1)
            left, right = (25, 14) if number % 2 else (14, 25)
            things = [*sheet.chars, *sheet.lines, *sheet.rects]
            assert min(t["x0"] for t in things) >= left * MM - 0.5
            assert max(t["x1"] for t in things) <= sheet.width - right * MM + 0.5
            body = [c for c in sheet.chars if 20 * MM < c["top"] < sheet.height - 20 * MM]
            assert min(c["top"] for c in body) >= 22 * MM - 1
            assert max(c["bottom"] for c in body) <= sheet.height - 24 * MM + 1


def lengths(least: int, most: int, unit: str) -> st.SearchStrategy[str]:
    return st.integers(least, most).map(lambda n: f"{n} {unit}")


SLOW = [HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
STYLE = st.fixed_dictionaries(
    {},
    optional={
        "size": lengths(8, 40, "pt"),
        "leading": lengths(12, 80, "pt"),
        "before": lengths(0, 900, "pt"),
        "after": lengths(0, 900, "pt"),
        "bold": st.sampled_from(["yes", "no"]),
        "italic": st.sampled_from(["yes", "no"]),
        "align": st.sampled_from(["left", "centre", "right"]),
        "colour": st.sampled_from(["ink", "ink", "accent", "tint", "none such"]),
        "keep-with-next": st.sampled_from(["yes", "no"]),
    },
)
THEME = st.fixed_dictionaries(
    {"schema": st.just("1")},
    optional={
        "page": st.fixed_dictionaries(
            {},
            optional={
                "size": st.sampled_from(["A5", "A4", "A3", "Letter"]),
                **{side: lengths(6, 40, "mm") for side in ("top", "bottom", "inner", "outer", "head", "foot")},
            },
        ),
        "styles": st.dictionaries(
            st.sampled_from(["body", "h1", "h2", "stem", "marks", "cell", "option", "answer", "furniture-left"]), STYLE
        ),
        "answers": st.fixed_dictionaries(
            {}, optional={"worksheet-pitch": lengths(0, 900, "pt"), "lines-per-mark": st.integers(0, 20).map(str)}
        ),
        "numbering": st.fixed_dictionaries(
            {}, optional={"indent": lengths(0, 900, "pt"), "part-indent": lengths(0, 300, "mm")}
        ),
        "rules": st.fixed_dictionaries({}, optional={"heavy": lengths(0, 900, "pt"), "table": lengths(0, 900, "pt")}),
        "phrases": st.dictionaries(st.sampled_from(["name", "marks-many", "bank"]), st.text(min_size=1, max_size=200)),
        "pages-multiple-of": st.integers(0, 2000).map(str),
    },
)


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
)
@given(theme=THEME)
def test_any_theme_builds_or_is_refused_with_a_reason(theme: dict[str, Any], tmp_path: Path) -> None:
    spec = school(tmp_path, {"theme.yaml": yaml.safe_dump(theme, allow_unicode=True)})
    forget_templates()
    try:
        made = pdfs(check_spec(spec, "ours"), MakeOptions(school="ours"))
    except PaperbuilderError as error:
        assert all(p.message and p.file for p in error.problems)
    else:
        assert all(data.startswith(b"%PDF-1.7") for data in made.values())
