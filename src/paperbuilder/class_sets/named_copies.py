"""Printing for a class: a copy with each pupil's name, spare copies, and a slip for the office.

In: a checked spec and a class list. Out: files: one with all copies of each document for pupils, or one file a pupil.
Fails with `PaperbuilderError`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO

from paperbuilder.class_sets.batch_slip import Batch, Person, Row, person, row
from paperbuilder.class_sets.class_list import Pupil, in_order
from paperbuilder.class_sets.recipients import printable, pupils_of
from paperbuilder.files import Content, Made
from paperbuilder.jobs.manifest import ClassSet
from paperbuilder.outputs import pipeline
from paperbuilder.problems import Problem, TemplateError
from paperbuilder.themes.resolve import STANDARD_EDITION
from paperbuilder.units import MM

if TYPE_CHECKING:
    from paperbuilder.pdf.master import Plate

RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)")
DIGITS = 4  # boxes for a candidate number, if none is longer (domain.md 1.2)
LEAST_CODE = 7 * MM  # pt; a smaller QR code is not read from a scan of 200 dpi
Plates = Mapping[str, "Plate"]  # by the name of the version


@dataclass(frozen=True)
class Copy:
    """One copy: what stands on its spots, the name of its own file, its version, the colour of its paper."""

    values: Mapping[str, str]
    file: str
    version: str
    paper: str = ""


def make_set(
    checked: pipeline.Checked,
    how: ClassSet,
    school: str = "",
    only: str = "",
    ways: Sequence[str] = (),
    edition: str = "",
) -> Made:
    """The files of a class set; pupils for whom the list names no edition get `edition`. Raises PaperbuilderError."""
    usual = "" if edition == STANDARD_EDITION else edition
    pupils, warnings = pupils_of(how.file, checked, school, usual)
    office = _Office(checked, how, school, only, ways)
    for name in sorted({usual, *(pupil.edition for pupil in pupils)}):
        of_edition = [pupil for pupil in pupils if pupil.edition == name]
        warnings += office.add(name, of_edition, how.spares if name == usual else 0)
    office.add_slip()
    return Made(office.files, [*checked.paper.warnings, *warnings])


class _Office:
    """The files of a class set as they come, and what stands on the slip."""

    def __init__(self, checked: pipeline.Checked, how: ClassSet, school: str, only: str, ways: Sequence[str]):
        self.checked, self.how, self.school, self.only, self.ways = checked, how, school, only, ways
        self.stem, self.name = checked.file.stem, safe(how.file.stem)
        self.files: dict[str, Content] = {}
        self.rows: list[Row] = []
        self.pupils: list[Pupil] = []

    def add(self, edition: str, pupils: Sequence[Pupil], spares: int) -> list[Problem]:
        """The documents of one edition, and warnings. Raises PaperbuilderError."""
        workshop = pipeline.Workshop(self.checked, self.school, edition)
        pupils, warnings = printable(pupils, workshop.sheet, self.how.file)
        self.pupils += pupils
        versions = self.checked.paper.spec.versions or [""]
        copies = [self._copy(pupil) for pupil in pupils]
        copies += [Copy({}, f"spare {n + 1}", versions[n % len(versions)]) for n in range(spares)]
        used = [name for name in versions if name in {copy.version for copy in copies}]
        shops = {name: workshop.of(pipeline.in_version(self.checked, name)) if name else workshop for name in used}
        for document in self._documents(workshop) if copies else ():
            self._add_document(document, shops, copies, f"-{edition}" if edition else "")
        return warnings

    def _copy(self, pupil: Pupil) -> Copy:
        from paperbuilder.pdf.qr import symbol_text

        line = " · ".join(part for part in (pupil.form, pupil.number) if part)
        values = {"name": pupil.name, "form": pupil.form, "number": pupil.number, "line": line}
        if self.how.qr:
            values["code"] = symbol_text(pupil.number or f"row {pupil.row}", self.stem)
        return Copy(values, safe(f"{pupil.number or pupil.row} {pupil.name}"), pupil.version, pupil.paper)

    def _documents(self, workshop: pipeline.Workshop) -> list[str]:
        names = [name for name in workshop.documents() if name in pipeline.FOR_PUPILS]
        pipeline.refuse_unknown(self.only, names, self.checked, " for pupils")
        return names

    def _add_document(
        self, document: str, shops: Mapping[str, pipeline.Workshop], copies: Sequence[Copy], ending: str
    ) -> None:
        """A document composed and printed once in each version, in as many files as it needs sorts of paper."""
        shop = next(iter(shops.values()))
        if document in pipeline.OF_ALL_VERSIONS:
            plate = self._plate(shop, document, [], len(copies))
            for other in shops.values():
                other.index = shop.index
            if self.only in ("", document):
                self._add_print(shop, f"{self.stem}-{document}-{self.name}{ending}", {"": plate}, None, copies)
            return
        if self.only in ("", document):
            plates = {name: self._plate(shop, document, copies) for name, shop in shops.items()}
            for paper in sorted({copy.paper for copy in copies}):
                title = f"{self.stem}-{document}-{self.name}{ending}" + (f"-{safe(paper)}" if paper else "")
                self._add_print(shop, title, plates, paper, [copy for copy in copies if copy.paper == paper])

    def _plate(self, shop: pipeline.Workshop, document: str, copies: Sequence[Copy], number: int = 1) -> Plate:
        """A document printed once, with the letters of `copies`; each of them begins on a new sheet."""
        coded = self.how.qr and bool(copies)
        _check_room(shop, coded)
        values = [(key, text) for copy in copies for key, text in copy.values.items() if text and key != "code"]
        longest = max((len(text) for key, text in values if key == "number"), default=0)
        more = {"named": True, "digits": max(longest, DIGITS)} if copies else {}
        multiple = 4 if self.ways else 2 if copies else 1
        made = shop.compose(document, shop.layout(document, **more), multiple)
        texts = sorted({t for _, text in values for t in (text, *text)})
        return shop.print(made, texts, coded, number)

    def _add_print(
        self, shop: pipeline.Workshop, title: str, plates: Plates, paper: str | None, copies: Sequence[Copy]
    ) -> None:
        """A file to print, single and imposed; without a sort of `paper` it is one plate, the same for all."""
        page = shop.theme.page
        for way in ("", *self.ways):
            printed, name = _imposed(plates, way), f"{title}-{way}" if way else title
            if paper is None:
                self.files[f"{name}.pdf"] = printed[""].data
            elif self.how.each:
                self.files |= {f"{name}/{copy.file}.pdf": _Written(printed, [copy], True) for copy in copies}
            else:
                self.files[f"{name}.pdf"] = _Written(printed, copies, self.how.tagged)
            if way or not self.ways:
                sides = [printed["" if paper is None else copy.version].pages for copy in copies]
                self.rows.append(row(name, sides, way, page.size, paper or page.colour))

    def add_slip(self) -> None:
        workshop = pipeline.Workshop(self.checked, self.school)
        everyone = in_order(sorted(self.pupils, key=lambda pupil: pupil.row))
        batch = Batch(self.how.file.stem, tuple(self.rows), self._people(everyone, workshop), self.how.spares)
        slip = workshop.compose("batch-slip", workshop.layout("batch-slip", batch=batch))
        self.files[f"{self.stem}-{self.name}-batch-slip.pdf"] = workshop.print(slip).data

    def _people(self, pupils: Sequence[Pupil], workshop: pipeline.Workshop) -> tuple[Person, ...]:
        return tuple(person(pupil, self.checked.paper.spec, workshop.sheet.can_print) for pupil in pupils)


def _check_room(shop: pipeline.Workshop, coded: bool) -> None:
    """Raises TemplateError if a QR code is wanted and has no room."""
    from paperbuilder.pdf.document import geometry

    if coded and geometry(shop.theme.page).code < LEAST_CODE:
        hint = "page: {top: 17 mm} at least"
        raise TemplateError([Problem(message="a QR code has no room above the text", file="theme.yaml", hint=hint)])


def _imposed(plates: Plates, way: str) -> Plates:
    if not way:
        return plates
    from paperbuilder.pdf.imposition import impose_plate

    return {name: impose_plate(plate, way) for name, plate in plates.items()}


@dataclass(frozen=True)
class _Written:
    """Writes copies into one file, with the plates that they need."""

    plates: Plates
    copies: Sequence[Copy]
    tagged: bool

    def __call__(self, out: BinaryIO) -> None:
        from paperbuilder.pdf.stamping import Copies

        used = list(dict.fromkeys(copy.version for copy in self.copies))
        made = Copies([self.plates[name] for name in used], out, self.tagged)
        for copy in self.copies:
            made.add(copy.values, used.index(copy.version))
        made.close()


def safe(name: str) -> str:
    """A name as part of a file's name that Windows and USB sticks take."""
    text = re.sub(r'[<>:"/\\|?*\x00-\x1f]', "-", name).strip(" .")[:80].strip(" .")
    return f"{text}-" if RESERVED.fullmatch(text) else text or "class"
