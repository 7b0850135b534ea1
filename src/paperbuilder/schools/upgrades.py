"""A school's own templates, compared with what they were copied from and with what paperbuilder has now.

In: the project's folder, a school. Out: for each that wants looking at a warning, and lines that show why. Fails with
`FilesError` for a school that is not there.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from paperbuilder.problems import FilesError, Problem
from paperbuilder.reading.source import read_text_file, shown
from paperbuilder.schools.catalogue import catalogue
from paperbuilder.schools.differences import alike, told
from paperbuilder.schools.notes import Note, Noted, digest
from paperbuilder.schools.own import MAX_BYTES, Origin, origin_of, original_file, read_own, refuse_outside, school_of
from paperbuilder.themes.folders import template_folders

COPIED = 0.5  # of the lines: a template without a note that has so many of another's was copied from it


@dataclass(frozen=True)
class Finding:
    """What is to be said of a template, and lines that show it."""

    problem: Problem
    lines: Sequence[str] = ()


@dataclass(frozen=True)
class _Copy:
    """A school's own template, what it replaces, and the text that it was copied from, if that is known."""

    school: str
    file: Path
    name: str
    own: Noted
    origin: Origin
    original: str | None

    @property
    def replaced(self) -> str:
        return f"{self.origin.whose} {self.name}"

    def command(self, more: str = "") -> str:
        return f"paperbuilder schools copy {self.school} {self.name}{more}"

    def finding(self, message: str, hint: str, lines: Sequence[str] = ()) -> Finding:
        return Finding(Problem(message=message, severity="warning", file=shown(self.file), hint=hint), lines)

    def to_now(self) -> list[str]:
        """From the school's text to that which it replaces."""
        return told(f"From your copy to {self.replaced}", self.own.text, self.origin.text)


def compare_copies(root: Path, school: str) -> list[Finding]:
    """Every template that wants looking at: a school's, and for a department those of its school too.

    Raises FilesError.
    """
    folders = template_folders(root, school)
    known = {piece.name for piece in catalogue()}
    found: list[Finding] = []
    for depth, folder in enumerate(folders[:-1]):
        for file in sorted(file for ending in ("xml", "yaml") for file in folder.rglob(f"*.{ending}")):
            name = file.relative_to(folder).as_posix()
            try:
                if name in known and (origin := origin_of(name, folders[depth + 1 :])):
                    found += _compared(_copy(school_of(folder, folders), name, folder, origin))
                elif original_file(name, folder).is_file():
                    found.append(_without_use(file, name))
            except FilesError as error:
                found += map(Finding, error.problems)
    return found


def _copy(school: str, name: str, folder: Path, origin: Origin) -> _Copy:
    """Raises FilesError."""
    own = read_own(folder / name, folder)
    kept, original = original_file(name, folder), None
    if own.note and kept.is_file():
        refuse_outside(kept, folder)
        text = read_text_file(kept, MAX_BYTES)
        original = text if digest(text) == own.note.digest else None
    return _Copy(school, folder / name, name, own, origin, original)


def _compared(copy: _Copy) -> Iterator[Finding]:
    note, mine, now = copy.own.note, digest(copy.own.text), digest(copy.origin.text)
    if note is None:
        yield from _the_same(copy) if mine == now else _without_note(copy)
    elif now not in (mine, note.digest):
        yield _outdated(copy, note) if mine == note.digest else _edited(copy, note)


def _outdated(copy: _Copy, note: Note) -> Finding:
    message = f"{copy.replaced} has changed since paperbuilder {note.version}, and this copy of it was never edited"
    hint = f"take the new one with {copy.command()}, or delete this file"
    return copy.finding(message, hint, told(f"In {copy.replaced}", copy.own.text, copy.origin.text))


def _edited(copy: _Copy, note: Note) -> Finding:
    """What has changed in the built-in, and what the school changed; if what was copied is not known, between these."""
    message = f"{copy.replaced} has changed since paperbuilder {note.version}, from which this was copied and edited"
    hint = f"take over by hand what you want, then say so with {copy.command(' --keep-mine')}"
    if copy.original is None:
        return copy.finding(f"{message}; the text then is not kept any more", hint, copy.to_now())
    lines = told(f"In {copy.replaced}", copy.original, copy.origin.text)
    return copy.finding(message, hint, lines + told("In your copy", copy.original, copy.own.text))


def _the_same(copy: _Copy) -> Iterator[Finding]:
    message = f"this is the same as {copy.replaced}, but will stay as it is when that changes"
    yield copy.finding(message, f"delete it, or have it compared from now on with {copy.command(' --keep-mine')}")


def _without_note(copy: _Copy) -> Iterator[Finding]:
    """A template of the school's own making is left alone; one that looks like a copy is compared."""
    if copy.own.damaged or alike(copy.own.text, copy.origin.text) >= COPIED:
        missing = "the line that says so cannot be read" if copy.own.damaged else "no line says of which version"
        hint = f"take over by hand what you want, then note it with {copy.command(' --keep-mine')}"
        yield copy.finding(f"this looks like a copy of {copy.replaced}, but {missing}", hint, copy.to_now())


def _without_use(file: Path, name: str) -> Finding:
    message = f"paperbuilder has no {name} any more, so this copy replaces nothing"
    hint = "take what you need of it into another template, then delete it; paperbuilder schools templates lists them"
    return Finding(Problem(message=message, severity="warning", file=shown(file), hint=hint))
