"""A built-in template, copied beside a school's theme to be edited.

In: the project's folder, a school, the name of a template. Out: a file. Fails with `FilesError`: nothing that a school
has edited is written over. The text that was copied is kept too, to compare with after an upgrade.
"""

from __future__ import annotations

import os
from pathlib import Path, PurePosixPath

from paperbuilder.files import write_whole
from paperbuilder.problems import FilesError, Problem, did_you_mean
from paperbuilder.reading.source import shown
from paperbuilder.schools.catalogue import catalogue
from paperbuilder.schools.notes import digest, note_of
from paperbuilder.schools.own import Origin, origin_of, original_file, read_own, refuse_outside
from paperbuilder.themes.folders import template_folders


def copy_template(root: Path, school: str, name: str) -> Path:
    """Put a copy of a template beside a school's theme, with a note of what it was taken from. Raises FilesError.

    A department's is a copy of its school's, if that has its own. One that is there already and was never edited is
    brought up to date.
    """
    folder, origin = _found(root, school, name)
    file = folder / name
    if os.path.lexists(file):
        _refuse_edited(file, folder, origin, school)
    return _written(file, folder, origin, origin.text)


def keep_own(root: Path, school: str, name: str) -> Path:
    """Note of a school's own template that it goes with today's built-in one; its text stays. Raises FilesError."""
    folder, origin = _found(root, school, name)
    file = folder / name
    if not os.path.lexists(file):
        hint = f"paperbuilder schools copy {school} {name} makes one"
        raise FilesError([Problem(message=f"{school} has no {name} of its own to keep", file=shown(file), hint=hint)])
    return _written(file, folder, origin, read_own(file, folder).text)


def _found(root: Path, school: str, name: str) -> tuple[Path, Origin]:
    """The folder of a school, and what a template of its own would replace. Raises FilesError."""
    folders = template_folders(root, school)
    known = [piece.name for piece in catalogue()]
    origin = origin_of(name, folders[1:]) if name in known else None
    if origin is None:
        raise FilesError([_unknown(school, name, known)])
    for file in (folders[0] / name, original_file(name, folders[0])):
        refuse_outside(file.parent, folders[0])
    return folders[0], origin


def _unknown(school: str, name: str, known: list[str]) -> Problem:
    if name in ("theme", "theme.yaml"):
        message = "theme.yaml is not copied: a school's theme holds only what it changes"
        return Problem(message=message, file=name, hint=f"paperbuilder schools show {school} prints every value")
    stem = PurePosixPath(name.replace("_", "-").removesuffix(".xml").removesuffix(".yaml")).name.lower()
    same = next((one for one in known if PurePosixPath(one).stem.lower() == stem), "")
    otherwise = "paperbuilder schools templates lists them"
    hint = f"did you mean {same}?" if same else did_you_mean(name, known, otherwise)
    return Problem(message="there is no built-in template of this name", file=name, hint=hint)


def _refuse_edited(file: Path, folder: Path, origin: Origin, school: str) -> None:
    """Raises FilesError unless a file is a copy that nobody has edited, of what has changed since."""
    own = read_own(file, folder)
    if own.note and digest(own.text) == own.note.digest != digest(origin.text):
        return
    same = digest(own.text) == digest(origin.text)
    message = "this is there already" + (", and still as it was copied" if same else ", and is not written over")
    compared = f"paperbuilder schools check {school} compares it; to copy anew, delete it"
    hint = "edit it, or delete it" if same else compared
    raise FilesError([Problem(message=message, file=shown(file), hint=hint)])


def _written(file: Path, folder: Path, origin: Origin, text: str) -> Path:
    name = file.relative_to(folder).as_posix()
    note = note_of(origin.whose, name, origin.text).written()
    write_whole({file: (note + text).encode(), original_file(name, folder): origin.text.encode()})
    return file
