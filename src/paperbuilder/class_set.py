"""Printing for a class: a copy with each pupil's name, spare copies, and a slip for the office.

In: a spec and a class list. Out: files: one with all copies of each document for pupils, or one file a pupil. Fails
with `PaperbuilderError`; then the last good files are as they were.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from paperbuilder import build
from paperbuilder.problems import Problem, SpecError
from paperbuilder.spec.class_list import Pupil, in_order, read_class_list

if TYPE_CHECKING:
    from paperbuilder.flow import Sheet
    from paperbuilder.press.copies import Plate

RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)")
Writer = Callable[[BinaryIO], None]
Values = Mapping[str, str]


@dataclass(frozen=True)
class Wanted:
    """How a class set is printed: spare copies, a file for each pupil, tags in every copy."""

    spares: int = 0
    each: bool = False
    tagged: bool = False


@dataclass(frozen=True)
class Row:
    """A line of the batch slip."""

    file: str
    copies: int
    pages: int

    @property
    def sheets(self) -> int:
        return self.copies * -(-self.pages // 2)


@dataclass(frozen=True)
class Batch:
    """What the office prints for a class; the insert bears no names."""

    name: str
    rows: tuple[Row, ...]
    pupils: int
    spares: int


def make_set(
    file: Path, class_file: Path, wanted: Wanted, school: str = "", output: Path | None = None
) -> tuple[list[Path], list[Problem]]:
    """The files of a class set, and warnings. Raises PaperbuilderError."""
    listed, warnings = read_class_list(class_file)
    checked = build.check(file, school)
    made = _Made(build.output_folder(checked, output), file.stem, safe(class_file.stem), wanted)
    _check_editions(listed, checked, school, class_file)
    for edition in sorted({"", *(pupil.edition for pupil in listed)}):
        pupils = in_order([pupil for pupil in listed if pupil.edition == edition])
        workshop = build.Workshop(checked, school, edition)
        pupils, unprintable = _printable(pupils, workshop.sheet, class_file)
        warnings += unprintable
        made.add(workshop, pupils, edition)
    workshop = build.Workshop(checked, school)
    batch = Batch(class_file.stem, tuple(made.rows), len(listed), wanted.spares)
    slip = workshop.compose("batch-slip", workshop.layout("batch-slip", batch=batch))
    made.files[made.folder / f"{made.stem}-{made.name}-batch-slip.pdf"] = workshop.print(slip).data
    return build.write_whole(made.files), [*checked.paper.warnings, *warnings]


def _check_editions(pupils: Sequence[Pupil], checked: build.Checked, school: str, file: Path) -> None:
    """Raises SpecError for every pupil whose edition is not there."""
    problems = []
    known = build.editions(checked.root, school)
    for pupil in pupils:
        if pupil.edition and pupil.edition not in known:
            hint = "there are standard, " + ", ".join(known)
            place = f"{file.name}, row {pupil.row}"
            problems.append(Problem(message=f"there is no edition {pupil.edition}", file=place, hint=hint))
    if problems:
        raise SpecError(problems)


class _Made:
    """The files of a class set as they come, and their lines on the slip."""

    def __init__(self, folder: Path, stem: str, name: str, wanted: Wanted):
        self.folder, self.stem, self.name, self.wanted = folder, stem, name, wanted
        self.files: dict[Path, bytes | Writer] = {}
        self.rows: list[Row] = []

    def add(self, workshop: build.Workshop, pupils: Sequence[Pupil], edition: str) -> None:
        """The documents of one edition; spare copies are of the standard one."""
        copies = [_values(pupil) for pupil in pupils] + ([] if edition else [{}] * self.wanted.spares)
        ending = f"-{edition}" if edition else ""
        for document, plate in _plates(workshop, copies).items() if copies else ():
            if document == "insert":
                title = f"{self.stem}-insert{ending}"
                self.files[self.folder / f"{title}.pdf"] = plate.data
            else:
                title = f"{self.stem}-{document}-{self.name}{ending}"
                whole = {self.folder / f"{title}.pdf": _writer(plate, copies, self.wanted.tagged)}
                each = self.wanted.each
                self.files |= _each(self.folder / title, plate, pupils, copies) if each else whole
            self.rows.append(Row(title, len(copies), plate.pages))


def _plates(workshop: build.Workshop, copies: Sequence[Values]) -> dict[str, Plate]:
    """Every document for pupils, printed once; each copy begins on a new sheet."""
    texts = {t for values in copies for text in values.values() for t in (text, *text) if t}
    found = {}
    for name, xml in workshop.layouts(named=True).items():
        if name in build.FOR_PUPILS:
            found[name] = workshop.print(workshop.compose(name, xml, 1 if name == "insert" else 2), sorted(texts))
    return found


def _values(pupil: Pupil) -> dict[str, str]:
    line = " · ".join(part for part in (pupil.form, pupil.number) if part)
    return {"name": pupil.name, "form": pupil.form, "number": pupil.number, "line": line}


def _printable(pupils: Sequence[Pupil], sheet: Sheet, file: Path) -> tuple[list[Pupil], list[Problem]]:
    """The pupils with what the fonts can print; a copy whose name they cannot print bears its number alone.

    Raises SpecError for a pupil who has no number either.
    """
    found: list[Pupil] = []
    warnings, errors = [], []
    for pupil in pupils:
        missing = next((c for text in _values(pupil).values() for c in text if not sheet.can_print(c)), "")
        if not missing:
            found.append(pupil)
            continue
        message = f"no font has the character {missing} (U+{ord(missing):04X}) of {pupil.name}"
        place = f"{file.name}, row {pupil.row}"
        if pupil.number and all(map(sheet.can_print, pupil.number + pupil.form)):
            hint = "the copy bears the candidate number alone"
            warnings.append(Problem(message=message, file=place, hint=hint, severity="warning"))
            found.append(replace(pupil, name=""))
        else:
            hint = "write the name in other letters, or give the pupil a candidate number"
            errors.append(Problem(message=message, file=place, hint=hint))
    if errors:
        raise SpecError(errors)
    return found, warnings


def _writer(plate: Plate, copies: Sequence[Values], tagged: bool) -> Writer:
    """Writes copies into one file."""

    def write(out: BinaryIO) -> None:
        from paperbuilder.press.copies import Copies

        made = Copies(plate, out, tagged)
        for values in copies:
            made.add(values)
        made.close()

    return write


def _each(folder: Path, plate: Plate, pupils: Sequence[Pupil], copies: Sequence[Values]) -> dict[Path, Writer]:
    """A tagged file for each copy, in a folder of their own."""
    names = [safe(f"{pupil.number or pupil.row} {pupil.name}") for pupil in pupils]
    names += [f"spare {n}" for n in range(1, len(copies) - len(pupils) + 1)]
    return {folder / f"{name}.pdf": _writer(plate, [c], True) for name, c in zip(names, copies, strict=True)}


def safe(name: str) -> str:
    """A name as part of a file's name that Windows and USB sticks take."""
    text = re.sub(r'[<>:"/\\|?*\x00-\x1f]', "-", name).strip(" .")[:80].strip(" .")
    return f"{text}-" if RESERVED.fullmatch(text) else text or "class"
