"""The project's own settings, `paperbuilder.yaml`.

In: the file. Out: `Project`. Fails with `SpecError` or `FilesError`.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from paperbuilder.problems import SpecError
from paperbuilder.reading.schema import field, model, read
from paperbuilder.reading.source import read_yaml_text, source_of


@model
class Project:
    """Settings for every spec of a project."""

    school: str = field("The school or department whose look is used.", "riverside/history", default="")


def read_project(file: Path) -> Project:
    """Raises SpecError or FilesError."""
    return _project(file, read_yaml_text(file))


@lru_cache(maxsize=16)
def _project(file: Path, text: str) -> Project:
    source = source_of(file, text)
    if source.data is None:
        return Project()
    project, problems = read(Project, source)
    if problems:
        raise SpecError(problems)
    return project  # type: ignore[no-any-return]
