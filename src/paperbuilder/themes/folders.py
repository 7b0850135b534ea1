"""Schools: folders of templates, and which of them a paper uses.

In: the project's folder and a name, such as `riverside` or `riverside/history`. Out: template folders, the
uppermost first: department, school, standard. Fails with `FilesError` for a school that is not there.
"""

from __future__ import annotations

import re
from pathlib import Path

from paperbuilder.files import real
from paperbuilder.problems import FilesError, Problem, did_you_mean
from paperbuilder.spec.project import project_school

STANDARD = Path(__file__).parents[1] / "templates" / "standard"
NAME = re.compile(r"[\w-]+(/[\w-]+)*")


def template_folders(root: Path, school: str = "") -> list[Path]:
    """The folders of a school (that of the project's `paperbuilder.yaml` if none is named). Raises FilesError."""
    school = school or project_school(root)
    if not school:
        return [STANDARD]
    templates = root / "templates"
    if not NAME.fullmatch(school) or not _inside(templates / school, real(templates)):
        raise FilesError([_unknown(school, schools(root))])
    parts = school.split("/")
    return [*(templates.joinpath(*parts[:depth]) for depth in range(len(parts), 0, -1)), STANDARD]


def _unknown(school: str, known: list[str]) -> Problem:
    there = f"there are: {', '.join(known)}" if known else "there are none yet; paperbuilder schools new starts one"
    return Problem(message=f"there is no school {school}", file="templates", hint=did_you_mean(school, known, there))


def _inside(folder: Path, templates: Path) -> bool:
    try:
        return folder.is_dir() and templates in real(folder).parents
    except OSError:  # no name is that long
        return False


def schools(root: Path) -> list[str]:
    """Schools and departments of a project: every folder of templates that holds a theme."""
    templates = root / "templates"
    return sorted(file.parent.relative_to(templates).as_posix() for file in templates.rglob("theme.yaml"))
