"""The project: its folder, its specs, its own settings in `paperbuilder.yaml`.

In: a file or folder. Out: paths, `Project`. Fails with `SpecError` or `FilesError` for settings that cannot be read.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path

from paperbuilder.files import real

SETTINGS = "paperbuilder.yaml"
ENDINGS = (".yaml", ".yml")


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
    found = (p for ending in ENDINGS for p in folder.rglob(f"[!.]*{ending}"))
    return sorted(p for p in found if p.name != SETTINGS and not _aside(p.relative_to(folder)))


def _aside(spec: Path) -> bool:
    """Whether a file lies where no specs are: among templates, or in a hidden folder such as .github."""
    return any(part == "templates" or part.startswith(".") for part in spec.parts)


def named_or_all(specs: Sequence[Path], here: Path) -> list[Path]:
    """The specs named, or every spec of the project. A name may lack its ending, or be torn at its spaces."""
    names, found = [*specs], list[Path]()
    while names:
        file, count = next(_files(names), (names[0], 1))
        found.append(file)
        names = names[count:]
    return found or find_specs(here)


def _files(names: Sequence[Path]) -> Iterator[tuple[Path, int]]:
    """The files that there are of which the first names are the name, and of how many names; the shortest first."""
    for count in range(1, len(names) + 1):
        name = " ".join(map(str, names[:count]))
        for ending in ("", *ENDINGS):
            if Path(name + ending).is_file():
                yield Path(name + ending), count


def twin_of(spec: Path) -> Path | None:
    """A spec that differs from another in nothing but the ending of its name."""
    names = [spec.with_suffix(ending) for ending in ENDINGS]
    return next((file for file in names if spec in names and file != spec and file.is_file()), None)


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
