"""Templates compiled beforehand print the same; code for another Python, Jinja2 or text is never used."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from paperbuilder.outputs.typesetter import forget_templates, layouts
from paperbuilder.problems import TemplateError
from paperbuilder.schools.samples import sample_exam
from paperbuilder.templating import ready_made
from paperbuilder.templating.printed import environment_of
from paperbuilder.templating.ready_made import key_of, packed
from paperbuilder.themes.folders import STANDARD

NAMES = [file.name for file in sorted(STANDARD.glob("*.xml"))]


@pytest.fixture
def made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The codes of all templates, in a file that is read in place of the package's own."""
    sandbox, codes = environment_of((STANDARD,), 0), {}
    for name in NAMES:
        text, file, _ = sandbox.loader.get_source(sandbox, name)  # type: ignore[union-attr]
        codes[key_of(name, text)] = sandbox.compile(text, name, file)
    path = tmp_path / "ready_made.bin"
    path.write_bytes(packed(codes))
    monkeypatch.setattr(ready_made, "FILE", path)
    ready_made._codes.cache_clear()
    forget_templates()
    yield path
    ready_made._codes.cache_clear()
    forget_templates()


def test_what_is_printed_is_the_same(made: Path) -> None:
    here = layouts(sample_exam())
    made.unlink()
    ready_made._codes.cache_clear()
    forget_templates()
    assert layouts(sample_exam()) == here


def test_code_is_of_its_text_alone_and_names_its_file(made: Path) -> None:
    text, file, _ = environment_of((STANDARD,), 0).loader.get_source(None, "cover.xml")  # type: ignore[union-attr, arg-type]
    code = ready_made.ready_made("cover.xml", text, "/school/cover.xml")
    assert code and code.co_filename == "/school/cover.xml"
    assert ready_made.ready_made("cover.xml", text + " ", file) is None
    assert ready_made.ready_made("insert.xml", text, file) is None
    assert str(STANDARD).encode() not in made.read_bytes()


def test_code_for_another_python_or_jinja_is_not_looked_at(made: Path) -> None:
    made.write_bytes(b"\0" * 16 + made.read_bytes()[16:])
    ready_made._codes.cache_clear()
    assert ready_made._codes() == {}
    made.write_bytes(b"cut")
    ready_made._codes.cache_clear()
    assert ready_made._codes() == {}


def test_a_fault_in_such_a_template_is_told_at_its_line(made: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from paperbuilder.templating.phrases import Phrases

    monkeypatch.setattr(Phrases, "say", lambda *_, **__: 1 / 0)
    with pytest.raises(TemplateError) as caught:
        layouts(sample_exam())
    (problem,) = caught.value.problems
    assert problem.file.endswith(".xml") and problem.line > 0 and "divided by zero" in problem.message
