"""The project: its folder, its specs, its own settings in `paperbuilder.yaml`.

In: a file or folder. Out: paths, `Project`. Fails with `SpecError` or `FilesError` for settings that cannot be read.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from paperbuilder.files import real

SETTINGS = "paperbuilder.yaml"


def project_root(file: Path) -> Path:
    """The folder that holds `worksheets` or `paperbuilder.yaml`; else the spec's own folder."""
    folder = real(file).parent
    for parent in (folder, *folder.parents):
        if (parent / "worksheets").is_dir() or (parent / SETTINGS).is_file():
            return parent
    return folder


def find_specs(here: Path) -> list[Path]:
    """Every spec in `worksheets`, or in the folder itself if there is no such folder."""
    folder = here / "worksheets" if (here / "worksheets").is_dir() else here
    return sorted(p for p in folder.rglob("*.yaml") if "templates" not in p.parts and p.name != SETTINGS)


def named_or_all(specs: Sequence[Path], here: Path) -> list[Path]:
    """The specs named, or every spec of the project."""
    return list(specs) or find_specs(here)


def within_output(file: Path, root: Path) -> Path:
    """The folder of a spec's PDFs in the output: as deep as the spec lies below `worksheets`."""
    try:
        return real(file).parent.relative_to(real(root / "worksheets"))
    except ValueError:
        return Path()


def project_school(root: Path) -> str:
    """The school named in `paperbuilder.yaml`. Raises FilesError or SpecError."""
    file = root / SETTINGS
    if not os.path.lexists(file):
        return ""
    from paperbuilder.reading.source import read_yaml_text

    return _school(file, read_yaml_text(file))


@lru_cache(maxsize=16)
def _school(file: Path, text: str) -> str:
    from paperbuilder.problems import SpecError
    from paperbuilder.reading.schema import read
    from paperbuilder.reading.source import source_of
    from paperbuilder.spec.settings import Project

    source = source_of(file, text)
    project, problems = read(Project, source) if source.data is not None else (Project(), [])
    if problems:
        raise SpecError(problems)
    return str(project.school)
