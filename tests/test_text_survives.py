"""Any text in any field comes back out of the PDF as it was written, or is refused with a reason."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pdfplumber
import pypdfium2
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from paperbuilder.outputs.options import MakeOptions
from paperbuilder.outputs.pdf import pdfs
from paperbuilder.paper.checked import check_spec
from paperbuilder.problems import PaperbuilderError
from paperbuilder.reading.seen import seen
from paperbuilder.texts.markup import escape
from paperbuilder.typeset.typography import typographic

NASTY = [
    "<b>",
    "&",
    "{{ x }}",
    "x<y & z>w",
    "]]>",
    "{% raw %}",
    "<!--",
    "&amp;",
    "**",
    "^",
    "~",
    "{lines}",
    "\\",
    "${}",
]
FIELDS = ("title", "stem", "instruction", "option", "point")


def spec_with(field: str, text: str) -> str:
    question = {
        "type": "multiple-choice",
        "stem": text if field == "stem" else "Stem",
        "options": [text if field == "option" else "One", "Another one"],
        "answer": "Another one",
        "marks": 1,
    }
    if field == "instruction":
        question["instruction"] = text
    short = {
        "type": "short",
        "stem": "S",
        "marks": 1,
        "mark-scheme": {"points": [text if field == "point" else "a", "b"]},
    }
    data = {"kind": "worksheet", "title": text if field == "title" else "T", "questions": [question, short]}
    return json.dumps(data, ensure_ascii=False)


def printed(folder: Path, spec: str) -> str:
    file = folder / "spec.yaml"
    file.write_text(spec, encoding="utf-8")
    data = pdfs(check_spec(file), MakeOptions(only="answers"))["answers"]
    with pdfplumber.open(io.BytesIO(data)) as pdf:
        found = "".join(c["text"] for page in pdf.pages for c in page.chars)
    pages = pypdfium2.PdfDocument(data)  # the other reader knows no fonts that name their glyphs themselves
    return found + "".join(page.get_textpage().get_text_range() for page in pages)


def letters(text: str) -> str:
    """Text as it is seen, without the spaces that line breaks change."""
    return "".join(seen(text).split())


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    field=st.sampled_from(FIELDS),
    text=st.text(
        st.one_of(st.sampled_from("<>&{}%*^~$#:'\"\\[]-. aé"), st.characters(max_codepoint=0x2FFF)), min_size=1
    ),
)
def test_any_text_survives_or_is_refused(tmp_path_factory: pytest.TempPathFactory, field: str, text: str) -> None:
    text = f"A{text}Z"
    folder = tmp_path_factory.mktemp("spec")
    try:
        found = printed(folder, spec_with(field, escape(text)))
    except PaperbuilderError as error:
        assert error.problems and all(p.message for p in error.problems)
        return
    assert letters(typographic(text)) in letters(found)


@pytest.mark.parametrize("text", NASTY)
@pytest.mark.parametrize("field", FIELDS)
def test_what_looks_like_markup_prints_as_written(tmp_path: Path, field: str, text: str) -> None:
    found = printed(tmp_path, spec_with(field, f"A {escape(text)} Z"))
    assert letters(typographic(f"A {text} Z")) in letters(found)
