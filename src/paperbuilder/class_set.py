"""Printing for a class: a copy with each pupil's name, spare copies, and a slip for the office.

In: a checked spec and a class list. Out: files: one with all copies of each document for pupils, or one file a pupil.
Fails with `PaperbuilderError`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from paperbuilder import build
from paperbuilder.batch import Batch, Row, row
from paperbuilder.files import Content, Made
from paperbuilder.looks import STANDARD_EDITION, editions
from paperbuilder.problems import Problem, SpecError, TemplateError
from paperbuilder.records import ClassSet
from paperbuilder.spec.class_list import Pupil, in_order, read_class_list

if TYPE_CHECKING:
    from paperbuilder.flow import Sheet
    from paperbuilder.press.plate import Plate

RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)")
DIGITS = 4  # boxes for a candidate number, if none is longer (domain.md 1.2)
LEAST_CODE = 7 * 72 / 25.4  # pt; a smaller QR code is not read from a scan of 200 dpi


@dataclass(frozen=True)
class Copy:
    """One copy: what stands on its spots, the name of its own file, the colour of its paper."""

    values: Mapping[str, str]
    file: str
    paper: str = ""


def make_set(
    checked: build.Checked, how: ClassSet, school: str = "", only: str = "", ways: Sequence[str] = (), edition: str = ""
) -> Made:
    """The files of a class set; pupils for whom the list names no edition get `edition`. Raises PaperbuilderError."""
    listed, warnings = read_class_list(how.file)
    usual = "" if edition == STANDARD_EDITION else edition
    pupils = in_order([replace(pupil, edition=_edition(pupil, usual)) for pupil in listed])
    _check_editions(pupils, checked, school, how.file)
    office = _Office(checked, how, school, only, ways)
    for name in sorted({usual, *(pupil.edition for pupil in pupils)}):
        of_edition = [pupil for pupil in pupils if pupil.edition == name]
        warnings += office.add(name, of_edition, how.spares if name == usual else 0)
    office.add_slip(len(pupils))
    return Made(office.files, [*checked.paper.warnings, *warnings])


def _edition(pupil: Pupil, usual: str) -> str:
    return "" if pupil.edition == STANDARD_EDITION else pupil.edition or usual


def _check_editions(pupils: Sequence[Pupil], checked: build.Checked, school: str, file: Path) -> None:
    """Raises SpecError for every pupil whose edition is not there."""
    problems = []
    known = editions(checked.root, school)
    for pupil in pupils:
        if pupil.edition and pupil.edition not in known:
            hint = "there are standard, " + ", ".join(known)
            place = f"{file.name}, row {pupil.row}"
            problems.append(Problem(message=f"there is no edition {pupil.edition}", file=place, hint=hint))
    if problems:
        raise SpecError(problems)


class _Office:
    """The files of a class set as they come, and their lines on the slip."""

    def __init__(self, checked: build.Checked, how: ClassSet, school: str, only: str, ways: Sequence[str]):
        self.checked, self.how, self.school, self.only, self.ways = checked, how, school, only, ways
        self.stem, self.name = checked.file.stem, safe(how.file.stem)
        self.files: dict[str, Content] = {}
        self.rows: list[Row] = []

    def add(self, edition: str, pupils: Sequence[Pupil], spares: int) -> list[Problem]:
        """The documents of one edition, and warnings. Raises PaperbuilderError."""
        workshop = build.Workshop(self.checked, self.school, edition)
        pupils, warnings = _printable(pupils, workshop.sheet, self.how.file)
        copies = [*map(self._copy, pupils), *(Copy({}, f"spare {n + 1}") for n in range(spares))]
        ending = f"-{edition}" if edition else ""
        digits = max((len(pupil.number) for pupil in pupils), default=0)
        for document, xml in self._layouts(workshop, digits).items() if copies else ():
            self._add_document(workshop, document, xml, copies, ending)
        return warnings

    def _copy(self, pupil: Pupil) -> Copy:
        from paperbuilder.press.symbols import symbol_text

        line = " · ".join(part for part in (pupil.form, pupil.number) if part)
        values = {"name": pupil.name, "form": pupil.form, "number": pupil.number, "line": line}
        if self.how.qr:
            values["code"] = symbol_text(pupil.number or f"row {pupil.row}", self.stem)
        return Copy(values, safe(f"{pupil.number or pupil.row} {pupil.name}"), pupil.paper)

    def _layouts(self, workshop: build.Workshop, digits: int) -> dict[str, str]:
        names = [name for name in workshop.documents() if name in build.FOR_PUPILS]
        build.refuse_unknown(self.only, names, self.checked, " for pupils")
        return {name: workshop.layout(name, named=True, digits=max(digits, DIGITS)) for name in names}

    def _add_document(
        self, workshop: build.Workshop, document: str, xml: str, copies: Sequence[Copy], ending: str
    ) -> None:
        """A document composed and printed once, in as many files as it needs sorts of paper."""
        insert = document == "insert"
        plate = _plate(workshop, xml, self._multiple(insert), [] if insert else copies, self.how.qr, len(copies))
        if self.only not in ("", document):
            return
        if insert:
            self._add_print(workshop, f"{self.stem}-insert-{self.name}{ending}", plate, None, copies)
            return
        for paper in sorted({copy.paper for copy in copies}):
            title = f"{self.stem}-{document}-{self.name}{ending}" + (f"-{safe(paper)}" if paper else "")
            self._add_print(workshop, title, plate, paper, [copy for copy in copies if copy.paper == paper])

    def _multiple(self, insert: bool) -> int:
        """Each copy begins on a new sheet; one with names folds by itself."""
        return 4 if self.ways else 1 if insert else 2

    def _add_print(
        self, workshop: build.Workshop, title: str, plate: Plate, paper: str | None, copies: Sequence[Copy]
    ) -> None:
        """A file to print, single and imposed; without a sort of `paper` it is the same for all."""
        page = workshop.theme.page
        for way in ("", *self.ways):
            printed, name = _imposed(plate, way), f"{title}-{way}" if way else title
            if paper is None:
                self.files[f"{name}.pdf"] = printed.data
            elif self.how.each:
                self.files |= {f"{name}/{copy.file}.pdf": _Written(printed, [copy], True) for copy in copies}
            else:
                self.files[f"{name}.pdf"] = _Written(printed, copies, self.how.tagged)
            if way or not self.ways:
                self.rows.append(row(name, len(copies), printed.pages, way, page.size, paper or page.colour))

    def add_slip(self, pupils: int) -> None:
        workshop = build.Workshop(self.checked, self.school)
        batch = Batch(self.how.file.stem, tuple(self.rows), pupils, self.how.spares)
        slip = workshop.compose("batch-slip", workshop.layout("batch-slip", batch=batch))
        self.files[f"{self.stem}-{self.name}-batch-slip.pdf"] = workshop.print(slip).data


def _plate(workshop: build.Workshop, xml: str, multiple: int, copies: Sequence[Copy], qr: bool, number: int) -> Plate:
    """A document printed once, with the letters of all its copies. Raises TemplateError if a code has no room."""
    from paperbuilder.press.pdf import geometry

    if qr and geometry(workshop.theme.page).code < LEAST_CODE:
        hint = "page: {top: 17 mm} at least"
        raise TemplateError([Problem(message="a QR code has no room above the text", file="theme.yaml", hint=hint)])
    values = (text for copy in copies for key, text in copy.values.items() if key != "code")
    texts = {t for text in values for t in (text, *text) if t}
    made = workshop.compose("document", xml, multiple)
    return workshop.print(made, sorted(texts), coded=qr and bool(copies), copies=1 if copies else number)


def _imposed(plate: Plate, way: str) -> Plate:
    if not way:
        return plate
    from paperbuilder.press.imposition import impose_plate

    return impose_plate(plate, way)


@dataclass(frozen=True)
class _Written:
    """Writes copies into one file."""

    plate: Plate
    copies: Iterable[Copy]
    tagged: bool

    def __call__(self, out: BinaryIO) -> None:
        from paperbuilder.press.copies import Copies

        made = Copies([self.plate], out, self.tagged)
        for copy in self.copies:
            made.add(copy.values)
        made.close()


def _printable(pupils: Sequence[Pupil], sheet: Sheet, file: Path) -> tuple[list[Pupil], list[Problem]]:
    """The pupils with what the fonts can print; a copy whose name they cannot print bears its number alone.

    Raises SpecError for a pupil who has no number either.
    """
    found: list[Pupil] = []
    warnings, errors = [], []
    for pupil in pupils:
        missing = next((c for c in pupil.name + pupil.form + pupil.number if not sheet.can_print(c)), "")
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


def safe(name: str) -> str:
    """A name as part of a file's name that Windows and USB sticks take."""
    text = re.sub(r'[<>:"/\\|?*\x00-\x1f]', "-", name).strip(" .")[:80].strip(" .")
    return f"{text}-" if RESERVED.fullmatch(text) else text or "class"
