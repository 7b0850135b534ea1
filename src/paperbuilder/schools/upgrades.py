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
from paperbuilder.schools.differences import alike, differing
from paperbuilder.schools.notes import Note, digest, plain
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
    """A school's own template: its text, its note if it has one, what it replaces, and what was copied if that is known."""

    school: str
    name: str
    file: Path
    text: str
    note: Note | None
    damaged: bool
    origin: Origin
    original: str | None

    @property
    def replaced(self) -> str:
        return f"{self.origin.whose} {self.name}"

    @property
    def since(self) -> str:
        return f"has changed since it was copied, with paperbuilder {self.note.version}" if self.note else ""

    def finding(self, message: str, hint: str, lines: Sequence[str] = ()) -> Finding:
        return Finding(Problem(message=message, severity="warning", file=shown(self.file), hint=hint), lines)

    def command(self, more: str = "") -> str:
        return f"paperbuilder schools copy {self.school} {self.name}{more}"


def compare_copies(root: Path, school: str) -> list[Finding]:
    """Every template of a school, and of the school that a department is in, that wants looking at. Raises FilesError."""
    folders = template_folders(root, school)
    known = {piece.name for piece in catalogue()}
    found: list[Finding] = []
    for depth, folder in enumerate(folders[:-1]):
        for file in sorted(file for ending in ("xml", "yaml") for file in folder.rglob(f"*.{ending}")):
            name = file.relative_to(folder).as_posix()
            try:
                if name in known:
                    found += _compared(_copy(name, folder, folders[depth:]))
                elif original_file(name, folder).is_file():
                    found.append(_without_use(file, name))
            except FilesError as error:
                found += map(Finding, error.problems)
    return found


def _copy(name: str, folder: Path, folders: Sequence[Path]) -> _Copy:
    """Raises FilesError."""
    own, origin = read_own(folder / name, folder), origin_of(name, folders[1:])
    kept = original_file(name, folder)
    original = None
    if own.note and kept.is_file():
        refuse_outside(kept, folder)
        original = read_text_file(kept, MAX_BYTES)
        original = original if digest(original) == own.note.digest else None
    school = school_of(folder, folders)
    return _Copy(school, name, folder / name, plain(own.text), own.note, own.damaged, origin or Origin("", ""), original)


def _compared(copy: _Copy) -> Iterator[Finding]:
    now = digest(copy.origin.text)
    if digest(copy.text) == now:
        yield from () if copy.note else _the_same(copy)
    elif copy.note is None:
        yield from _without_note(copy)
    elif digest(copy.text) == copy.note.digest:
        message = f"{copy.replaced} {copy.since}; this copy was never edited"
        hint = f"take the new one with {copy.command()}, or delete this file"
        yield copy.finding(message, hint, _told(f"What has changed in {copy.replaced}", copy.text, copy.origin.text))
    elif copy.note.digest != now:
        message = f"{copy.replaced} {copy.since}, and so has this copy"
        hint = f"take over by hand what you want, then say so with {copy.command(' --keep-mine')}"
        yield copy.finding(message, hint, list(_both(copy)))


def _both(copy: _Copy) -> Iterator[str]:
    """What changed in the built-in, and what the school changed; between the two if what was copied is not known."""
    if copy.original is None:
        yield "The text that was copied is not kept any more, so the two are compared as they are now."
        yield from _told(f"What is different in {copy.replaced}", copy.text, copy.origin.text)
    else:
        yield from _told(f"What has changed in {copy.replaced}", copy.original, copy.origin.text)
        yield from _told(f"What {copy.school} has changed", copy.original, copy.text)


def _the_same(copy: _Copy) -> Iterator[Finding]:
    hint = f"delete it, or say that you will edit it with {copy.command(' --keep-mine')}"
    yield copy.finding(f"this is the same as {copy.replaced}, but it will not change with it", hint)


def _without_note(copy: _Copy) -> Iterator[Finding]:
    """A template of the school's own making is left alone; one that looks like a copy is compared."""
    if not copy.damaged and alike(copy.text, plain(copy.origin.text)) < COPIED:
        return
    said = "the line that says what this was copied from cannot be read" if copy.damaged else "no line says so"
    message = f"this looks like a copy of {copy.replaced}, but {said}"
    hint = f"take over by hand what you want, then note it with {copy.command(' --keep-mine')}"
    yield copy.finding(message, hint, _told(f"What is different in {copy.replaced}", copy.text, copy.origin.text))


def _without_use(file: Path, name: str) -> Finding:
    message = f"paperbuilder has no {name} any more, so this copy is not used in its place"
    hint = "take what you need of it into another template, then delete it; paperbuilder schools templates lists them"
    return Finding(Problem(message=message, severity="warning", file=shown(file), hint=hint))


def _told(title: str, before: str, after: str) -> list[str]:
    lines = differing(plain(before), plain(after))
    return [f"{title} (- before, + now):", *(f"  {line}" for line in lines)]
