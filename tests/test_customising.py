"""Every example of docs/customising.md works as it is printed."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from paperbuilder import make
from paperbuilder.outputs.typesetter import forget_templates, layouts
from paperbuilder.paper.checked import check_spec
from paperbuilder.schools.check import check_school
from tests.conftest import EXAM, HERE
from tests.test_bad_specs import run

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


def test_a_built_in_template_is_copied_and_edited_as_the_page_says(project: Path) -> None:
    commands = [
        line.split() for line in re.findall(r"^    paperbuilder (schools (?:new|templates|copy) .*)", PAGE, re.M)
    ]
    assert [words[1] for words in commands] == ["new", "templates", "copy"]
    for words in commands:
        assert run(project, *words).returncode == 0
    spec = project / "worksheets" / EXAM.name
    before = layouts(check_spec(spec, "our-school"), "our-school")["question-paper"]
    unnamed = before.replace('<p style="school-name">Our School</p>', "")
    assert unnamed == layouts(check_spec(spec))["question-paper"] and unnamed != before
    ((name, words),) = re.findall(r"```text (\S+)\n(.*?)\n```", PAGE, re.S)
    file = project / "templates" / "our-school" / name
    file.write_text(file.read_text().rstrip("\n") + words + "\n")
    forget_templates()
    after = layouts(check_spec(spec, "our-school"), "our-school")["question-paper"]
    assert after.count("Show all your working.") == 2 and before.count("working") == 0
    done = run(project, "schools", "check", "our-school")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
