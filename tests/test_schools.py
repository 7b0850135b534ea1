"""A school's theme and partials over the standard ones."""

from __future__ import annotations

from pathlib import Path

import pdfplumber
import pytest

from paperbuilder import build
from paperbuilder.problems import FilesError, TemplateError
from tests.conftest import EXAM, HERE


def test_a_school_changes_the_look_and_nothing_else() -> None:
    checked = build.check(EXAM, "riverside")
    standard, own = build.layouts(checked), build.layouts(checked, "riverside")
    assert list(standard) == list(own)
    assert "END OF PAPER" in own["question-paper"] and "END OF PAPER" not in standard["question-paper"]
    assert 'label="Q1"' in own["question-paper"]
    assert 'style="section"' in standard["question-paper"] and 'style="section"' not in own["question-paper"]
    assert "<marks>(2)</marks>" in own["question-paper"]


def test_a_school_prints_in_its_own_font(tmp_path: Path) -> None:
    paths, _ = build.make(EXAM, "riverside", "question-paper", tmp_path)
    with pdfplumber.open(paths[0]) as pdf:
        fonts = {c["fontname"].split("+")[-1] for page in pdf.pages for c in page.chars}
    assert any(name.startswith("Atkinson") for name in fonts)
    assert not any(name.startswith("Liberation") for name in fonts)


def test_an_unknown_school_is_named_with_those_there_are() -> None:
    with pytest.raises(FilesError) as caught:
        build.check(EXAM, "riverbank")
    assert "riverside" in caught.value.problems[0].hint
    with pytest.raises(FilesError):
        build.check(EXAM, "../src")


@pytest.mark.parametrize(
    ("file", "text", "words"),
    [
        ("theme.yaml", "schema: 1\npage: {tpo: 9 mm}\n", "there is no key tpo here"),
        ("theme.yaml", "schema: 1\npage: {top: 9 parsecs}\n", "cannot be “9 parsecs”"),
        ("theme.yaml", "schema: 1\nfonts: {text: Comic}\n", "no font family Comic"),
        ("section.xml", "<p>{{ section.nmae }}</p>", "nmae"),
        ("section.xml", "<p>{% if %}</p>", "Expected an expression"),
        ("section.xml", "<pp>x</pp>", "there can be no element <pp>"),
        ("section.xml", '<p style="grand">x</p>', "the theme has no style grand"),
        ("section.xml", "<p>x", "not well-formed"),
        ("section.xml", "<p>{{ ''.__class__.__mro__ }}</p>", "unsafe"),
    ],
)
def test_a_wrong_template_is_reported(project: Path, file: str, text: str, words: str) -> None:
    folder = project / "templates" / "ours"
    folder.mkdir(parents=True)
    (folder / file).write_text(text)
    spec = project / "worksheets" / EXAM.name
    with pytest.raises(TemplateError) as caught:
        build.make(spec, "ours")
    assert words in "\n".join(map(str, caught.value.problems))
    assert not (project / "output").exists()


def test_the_example_school_is_only_what_differs() -> None:
    files = sorted(p.name for p in (HERE / "templates" / "riverside").iterdir())
    assert files == ["section.xml", "theme.yaml"]
