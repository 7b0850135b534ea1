"""Where templates are, and problems at their lines.

In: the name of a template, template folders. Out: paths, `Problem`s. Cannot fail.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from paperbuilder.problems import Problem
from paperbuilder.questions.kinds import FOLDER as KINDS
from paperbuilder.reading.source import shown

BUILT_IN = "standard/"  # before a name: the built-in template, even if a school replaces it
TYPES = "types/"  # before a name: the partial of a kind of question


def built_in(name: str, folders: Sequence[Path]) -> Path | None:
    """The built-in template of a name: in the last folder, or beside a kind of question."""
    partial = name.startswith(TYPES)
    file = KINDS / name.removeprefix(TYPES).replace("-", "_") if partial else folders[-1] / name
    return file if file.is_file() else None


def template_file(name: str, folders: Sequence[Path]) -> Path | None:
    """The template that a name means: a school's own before the built-in one."""
    own = next((folder / name for folder in folders[:-1] if (folder / name).is_file()), None)
    return own or built_in(name, folders)


def of_strangers(folders: Sequence[Path]) -> bool:
    """Whether a school has templates of its own."""
    return any(file.suffix.lower() == ".xml" for folder in folders[:-1] for file in folder.rglob("*"))


def name_of(file: str, folders: Sequence[Path]) -> str:
    """The name of the template in a file; empty if it is in none of the folders."""
    path = Path(file)
    return next((path.relative_to(folder).as_posix() for folder in folders if path.is_relative_to(folder)), "")


def template_problem(message: str, name: str, line: int, folders: Sequence[Path], hint: str = "") -> Problem:
    """A problem at a line of a template, which says if the template replaces a built-in one."""
    file = template_file(name, folders) if name else None
    if file is None:
        return Problem(message=message, file=name or "templates", hint=hint)
    if built_in(name, folders) not in (None, file):
        hint = "; ".join(h for h in (hint, f"this template replaces the built-in {name}") if h)
    lines = file.read_text(encoding="utf-8", errors="replace").split("\n") if line else []
    source = lines[line - 1] if 0 < line <= len(lines) else ""
    column = len(source) - len(source.lstrip()) + 1 if source else 0
    return Problem(message=message, file=shown(file), line=line, column=column, hint=hint, source=source)
