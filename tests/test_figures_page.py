"""The page on pictures, tables and charts is true: its examples are made, and pupils see what it says."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml

from paperbuilder import make
from paperbuilder.schools.samples import SAMPLE
from tests.conftest import HERE

PAGE = (HERE / "docs" / "figures.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)


def together(*examples: str) -> dict[str, Any]:
    """A worksheet of some of the examples."""
    made: dict[str, Any] = {"kind": "worksheet", "title": "Figures"}
    for example in examples:
        made |= yaml.load(example, Loader=yaml.BaseLoader)
    return made


@pytest.mark.parametrize("edition", ["", "large-print-18"])
@pytest.mark.parametrize("examples", [(0, 1), (0, 2), (3,)])
def test_the_examples_are_made(examples: tuple[int, ...], edition: str, tmp_path: Path) -> None:
    shutil.copy(SAMPLE / "lock.svg", tmp_path)
    file = tmp_path / "figures.yaml"
    file.write_text(yaml.safe_dump(together(*(EXAMPLES[i] for i in examples))), encoding="utf-8")
    made = make(file, edition=edition, output=tmp_path / "output")
    assert len(made.paths) == 3
    assert not [problem for problem in made.problems if "not shown anywhere" not in problem.message]
