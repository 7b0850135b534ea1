"""A school's folder, started so that it works at once and holds only what it changes.

In: the project's folder, a name, a school to start from. Out: a folder. Fails with `FilesError`.
"""

from __future__ import annotations

import os
from pathlib import Path

from paperbuilder.files import real, write_files
from paperbuilder.problems import FilesError, Problem
from paperbuilder.themes.folders import NAME, template_folders


def new_school(root: Path, name: str, like: str = "") -> Path:
    """Start a school that works at once. Raises FilesError if it is there already."""
    folder = root / "templates" / name
    if not NAME.fullmatch(name):
        message = f"a school cannot be called {name}"
        raise FilesError([Problem(message=message, file="templates", hint="use letters, digits and -")])
    if not real(folder).is_relative_to(real(root)):
        message = f"the folder templates/{name} would lie outside the project: a link leads there"
        raise FilesError([Problem(message=message, file="templates", hint="delete the link, or take another name")])
    if os.path.lexists(folder):
        raise FilesError([Problem(message=f"there is a school {name} already", file=f"templates/{name}")])
    files = _starting_files(template_folders(root, like)[0] if like else None, name)
    write_files(folder, {path.as_posix(): data for path, data in files.items()})
    return folder


def _starting_files(like: Path | None, name: str) -> dict[Path, bytes]:
    if like is None:
        title = name.replace("-", " ").replace("/", ": ").title()
        text = f"# {title}: only what differs from the standard look stands here.\nschema: 1\nname: {title}\n"
        return {Path("theme.yaml"): text.encode()}
    return {p.relative_to(like): p.read_bytes() for p in like.rglob("*") if p.is_file() and not p.is_symlink()}
