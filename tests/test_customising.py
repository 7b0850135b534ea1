"""Every example of docs/customising.md works as it is printed."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from paperbuilder import make
from paperbuilder.outputs.typesetter import layouts
from paperbuilder.paper.checked import check_spec
from paperbuilder.schools.check import check_school
from tests.conftest import EXAM, HERE

PAGE = (HERE / "docs" / "customising.md").read_text()
EXAMPLES = re.findall(r"```(?:yaml|xml) (\S+)\n(.*?)```", PAGE, re.S)


def test_the_page_has_examples_of_every_level() -> None:
    assert [name for name, _ in EXAMPLES] == [
        "theme",
        "theme",
        "cover.xml",
        "cover.xml",
        "theme",
        "documents/parents-letter.xml",
    ]


@pytest.mark.parametrize(("name", "text"), EXAMPLES, ids=range(len(EXAMPLES)))
def test_an_example_works(project: Path, name: str, text: str) -> None:
    folder = project / "templates" / "our-school"
    (folder / "documents").mkdir(parents=True)
    shutil.copy(HERE / "templates" / "northgate" / "logo.svg", folder)
    (folder / "theme.yaml").write_text("schema: 1\nname: Our School\n")
    (folder / ("theme.yaml" if name == "theme" else name)).write_text(text)
    assert check_school(project, "our-school") == []
    paths = make(project / "worksheets" / EXAM.name, school="our-school").paths
    names = [path.stem.removeprefix("stalin-industrialisation-") for path in paths]
    own = ["parents-letter"] if name.startswith("documents") else []
    assert names == ["insert", "question-paper", "mark-scheme", *own]


def test_a_partial_can_call_the_one_it_replaces(project: Path) -> None:
    folder = project / "templates" / "our-school"
    folder.mkdir(parents=True)
    (folder / "theme.yaml").write_text("schema: 1\nname: Our School\n")
    (folder / "cover.xml").write_text(EXAMPLES[2][1])
    spec = project / "worksheets" / EXAM.name
    own = layouts(check_spec(spec, "our-school"), "our-school")["question-paper"]
    assert "Our School, examinations office" in own and 'style="cover-title"' in own
