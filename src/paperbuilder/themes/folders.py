"""Schools: folders of templates, and which of them a paper uses.

In: the project's folder and a name, such as `riverside` or `riverside/history`. Out: template folders, the
uppermost first: department, school, standard. Fails with `FilesError` for a school that is not there.
"""

from __future__ import annotations

import re
from pathlib import Path

from paperbuilder.problems import FilesError, Problem

STANDARD = Path(__file__).parents[1] / "templates" / "standard"
NAME = re.compile(r"[\w-]+(/[\w-]+)*")


def template_folders(root: Path, school: str = "") -> list[Path]:
    """The folders of a school (that of the project's `paperbuilder.yaml` if none is named). Raises FilesError."""
    school = school or project_school(root)
    if not school:
        return [STANDARD]
    templates = (root / "templates").resolve()
    if not NAME.fullmatch(school) or not _inside(templates / school, templates):
        known = ", ".join(schools(root)) or "none yet"
        raise FilesError(
            [Problem(message=f"there is no school {school}", file="templates", hint=f"there are: {known}")]
        )
    parts = school.split("/")
    return [*(templates.joinpath(*parts[:depth]) for depth in range(len(parts), 0, -1)), STANDARD]


def _inside(folder: Path, templates: Path) -> bool:
    return folder.is_dir() and templates in folder.resolve().parents


def schools(root: Path) -> list[str]:
    """Schools and departments of a project: every folder of templates that holds a theme."""
    templates = root / "templates"
    return sorted(file.parent.relative_to(templates).as_posix() for file in templates.rglob("theme.yaml"))


def project_school(root: Path) -> str:
    """The school named in `paperbuilder.yaml`. Raises FilesError or SpecError."""
    file = root / "paperbuilder.yaml"
    if not file.is_file():
        return ""
    from paperbuilder.spec.project import read_project

    return read_project(file).school


def new_school(root: Path, name: str, like: str = "") -> Path:
    """Start a school that works at once. Raises FilesError if it is there already."""
    folder = root / "templates" / name
    if not NAME.fullmatch(name):
        message = f"a school cannot be called {name}"
        raise FilesError([Problem(message=message, file="templates", hint="use letters, digits and -")])
    if folder.exists():
        raise FilesError([Problem(message=f"there is a school {name} already", file=f"templates/{name}")])
    files = _starting_files(template_folders(root, like)[0] if like else None, name)
    for path, data in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)
    return folder


def _starting_files(like: Path | None, name: str) -> dict[Path, bytes]:
    if like is None:
        title = name.replace("-", " ").replace("/", ": ").title()
        text = f"# {title}: only what differs from the standard look stands here.\nschema: 1\nname: {title}\n"
        return {Path("theme.yaml"): text.encode()}
    return {p.relative_to(like): p.read_bytes() for p in like.rglob("*") if p.is_file() and not p.is_symlink()}
