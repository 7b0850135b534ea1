"""A school's own templates read as text, and what each of them replaces.

In: template folders (a school's before the standard one), names. Out: texts, and their notes. Fails with `FilesError`
for a file that cannot be read, is too large, or lies outside its folder.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from paperbuilder.files import real
from paperbuilder.problems import FilesError, Problem
from paperbuilder.reading.source import read_text_file, shown
from paperbuilder.schools.notes import BUILT_IN, Noted, read_note
from paperbuilder.templating.template_files import template_file

MAX_BYTES = 1_000_000
ORIGINALS = ".copied"  # the folder beside a theme with the texts that copies were made from


@dataclass(frozen=True)
class Origin:
    """What a template replaces: `the built-in` one or that of `northgate's`, and its text."""

    whose: str
    text: str


def origin_of(name: str, below: Sequence[Path]) -> Origin | None:
    """What a school's template replaces, of the folders below the school's. Raises FilesError."""
    file = template_file(name, below)
    if file is None:
        return None
    folder = next((folder for folder in below[:-1] if file == folder / name), None)
    if folder is None:
        return Origin(BUILT_IN, file.read_text(encoding="utf-8"))
    return Origin(f"{school_of(folder, below)}'s", read_own(file, folder).text)


def school_of(folder: Path, folders: Sequence[Path]) -> str:
    """The name of the school or department that one of the folders is of."""
    return folder.relative_to(folders[-2].parent).as_posix()


def read_own(file: Path, folder: Path) -> Noted:
    """A file in the folder of a school. Raises FilesError."""
    refuse_outside(file, folder)
    return read_note(read_text_file(file, MAX_BYTES))


def refuse_outside(file: Path, folder: Path) -> None:
    """Raises FilesError if a link leads from the file's place out of the folder."""
    if not real(file).is_relative_to(real(folder)):
        message = "this lies outside the school's folder: a link leads there"
        raise FilesError([Problem(message=message, file=shown(file), hint="put a file of its own in its place")])


def original_file(name: str, folder: Path) -> Path:
    """Where the text is kept that a school's template was copied from."""
    return folder / ORIGINALS / f"{name}.txt"
