"""Printing for a class: a copy with each pupil's name, spare copies, and a slip for the office.

In: a checked spec and a class list. Out: files: one with all copies of each document for pupils, or one file a pupil.
Fails with `PaperbuilderError`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, BinaryIO

from paperbuilder.class_sets.batch_slip import Batch, Person, Row, person, row
from paperbuilder.class_sets.class_list import in_order
from paperbuilder.class_sets.plan import ClassSetPlan
from paperbuilder.class_sets.pupil import Pupil
from paperbuilder.class_sets.recipients import printable, pupils_of
from paperbuilder.class_sets.titles import check_titles, safe, slip_title, title, usual_edition
from paperbuilder.files import Content, Made, apart
from paperbuilder.outputs.locate import cut_extracts
from paperbuilder.outputs.options import USUAL, MakeOptions
from paperbuilder.outputs.typesetter import Typesetter, refuse_unknown
from paperbuilder.paper.checked import CheckedSpec
from paperbuilder.problems import Problem, TemplateError
from paperbuilder.units import MM

if TYPE_CHECKING:
    from paperbuilder.pdf.master import Master
    from paperbuilder.templating.documents import Document

DIGITS = 4  # boxes for a candidate number, if none is longer (domain.md 1.2)
LEAST_CODE = 7 * MM  # pt; a smaller QR code is not read from a scan of 200 dpi
Masters = Mapping[str, "Master"]  # by the name of the version


@dataclass(frozen=True)
class Copy:
    """One copy: what stands on its spots, the name of its own file, its version, the colour of its paper."""

    values: Mapping[str, str]
    file: str
    version: str
    paper: str = ""


def make_set(checked: CheckedSpec, plan: ClassSetPlan, options: MakeOptions = USUAL) -> Made:
    """The files of a class set; pupils for whom the list names no edition get that of the options.

    Raises PaperbuilderError.
    """
    usual = usual_edition(options)
    pupils, warnings = pupils_of(plan.file, checked, options.school, usual)
    check_titles(checked, plan, options, pupils)
    office = _Office(checked, plan, options)
    for name in sorted({usual, *(pupil.edition for pupil in pupils)}):
        of_edition = [pupil for pupil in pupils if pupil.edition == name]
        warnings += office.add(name, of_edition, plan.spares if name == usual else 0)
    office.add_slip()
    return Made(office.files, [*checked.paper.warnings, *warnings, *dict.fromkeys(office.cut)])


class _Office:
    """The files of a class set as they come, and what stands on the slip."""

    def __init__(self, checked: CheckedSpec, plan: ClassSetPlan, options: MakeOptions):
        self.checked, self.plan, self.options = checked, plan, options
        self.files: dict[str, Content] = {}
        self.rows: list[Row] = []
        self.pupils: list[Pupil] = []
        self.cut: list[Problem] = []

    def add(self, edition: str, pupils: Sequence[Pupil], spares: int) -> list[Problem]:
        """The documents of one edition, and warnings. Raises PaperbuilderError."""
        setter = Typesetter(self.checked, self.options.school, edition)
        pupils, warnings = printable(pupils, setter.design, self.plan.file)
        self.pupils += pupils
        versions = self.checked.paper.spec.versions or [""]
        copies = [self._copy(pupil) for pupil in pupils]
        copies += [Copy({}, f"spare {n + 1}", versions[n % len(versions)]) for n in range(spares)]
        own = apart(copy.file for copy in copies)
        copies = [replace(copy, file=name) for copy, name in zip(copies, own, strict=True)]
        used = [name for name in versions if name in {copy.version for copy in copies}]
        setters = {name: setter.of(self.checked.in_version(name)) if name else setter for name in used}
        for document in self._documents(setter) if copies else ():
            self._add_document(document, setters, copies, edition)
        return warnings

    def _copy(self, pupil: Pupil) -> Copy:
        from paperbuilder.pdf.qr import symbol_text

        line = " · ".join(part for part in (pupil.form, pupil.number) if part)
        values = {"name": pupil.name, "form": pupil.form, "number": pupil.number, "line": line}
        if self.plan.qr:
            values["code"] = symbol_text(pupil.number or f"row {pupil.row}", self.checked.file.stem)
        return Copy(values, safe(f"{pupil.number or pupil.row} {pupil.name}"), pupil.version, pupil.paper)

    def _documents(self, setter: Typesetter) -> list[Document]:
        found = [document for document in setter.documents() if document.for_pupils]
        refuse_unknown(self.options.only, [document.name for document in found], self.checked, " for pupils")
        return found

    def _add_document(
        self, document: Document, setters: Mapping[str, Typesetter], copies: Sequence[Copy], edition: str
    ) -> None:
        """A document composed and printed once in each version, in as many files as it needs sorts of paper."""
        setter = next(iter(setters.values()))
        if not document.per_version:
            master = self._master(setter, document.name, [], len(copies))
            for other in setters.values():
                other.index = setter.index
            if self.options.only in ("", document.name):
                self._add_print(setter, document.name, edition, {"": master}, None, copies)
            return
        if self.options.only in ("", document.name):
            masters = {name: self._master(setter, document.name, copies) for name, setter in setters.items()}
            for paper in sorted({copy.paper for copy in copies}):
                on_paper = [copy for copy in copies if copy.paper == paper]
                self._add_print(setter, document.name, edition, masters, paper, on_paper)

    def _master(self, setter: Typesetter, document: str, copies: Sequence[Copy], number: int = 1) -> Master:
        """A document printed once, with the letters of `copies`; each of them begins on a new sheet."""
        coded = self.plan.qr and bool(copies)
        _check_room(setter, coded)
        values = [(key, text) for copy in copies for key, text in copy.values.items() if text and key != "code"]
        longest = max((len(text) for key, text in values if key == "number"), default=0)
        more = {"named": True, "digits": max(longest, DIGITS)} if copies else {}
        multiple = 4 if self.options.imposed else 2 if copies else 1
        made = setter.compose(document, setter.layout(document, **more), multiple)
        self.cut += cut_extracts(made.cut_extracts, setter.edition, self.checked)
        texts = sorted({t for _, text in values for t in (text, *text)})
        return setter.print(made, texts, coded, number)

    def _add_print(
        self,
        setter: Typesetter,
        document: str,
        edition: str,
        masters: Masters,
        paper: str | None,
        copies: Sequence[Copy],
    ) -> None:
        """A file to print, single and imposed; without a sort of `paper` it is one master, the same for all."""
        page = setter.theme.page
        for way in ("", *self.options.imposed):
            printed, name = _imposed(masters, way), title(self.checked, self.plan, document, edition, paper or "", way)
            if paper is None:
                self.files[f"{name}.pdf"] = printed[""].data
            elif self.plan.each:
                self.files |= {f"{name}/{copy.file}.pdf": _Written(printed, [copy], True) for copy in copies}
            else:
                self.files[f"{name}.pdf"] = _Written(printed, copies, self.plan.tagged)
            if way or not self.options.imposed:
                sides = [printed["" if paper is None else copy.version].pages for copy in copies]
                self.rows.append(row(name, sides, way, page.size, paper or page.colour))

    def add_slip(self) -> None:
        setter = Typesetter(self.checked, self.options.school)
        everyone = in_order(sorted(self.pupils, key=lambda pupil: pupil.row))
        batch = Batch(self.plan.file.stem, tuple(self.rows), self._people(everyone, setter), self.plan.spares)
        slip = setter.compose("batch-slip", setter.layout("batch-slip", batch=batch))
        self.files[f"{slip_title(self.checked, self.plan)}.pdf"] = setter.print(slip).data

    def _people(self, pupils: Sequence[Pupil], setter: Typesetter) -> tuple[Person, ...]:
        can_print = cache(setter.design.can_print)
        return tuple(person(pupil, self.checked.paper.spec, can_print) for pupil in pupils)


def _check_room(setter: Typesetter, coded: bool) -> None:
    """Raises TemplateError if a QR code is wanted and has no room."""
    from paperbuilder.pdf.document import geometry

    if coded and geometry(setter.theme.page).code < LEAST_CODE:
        hint = "page: {top: 17 mm} at least"
        raise TemplateError([Problem(message="a QR code has no room above the text", file="theme.yaml", hint=hint)])


def _imposed(masters: Masters, way: str) -> Masters:
    if not way:
        return masters
    from paperbuilder.pdf.imposition import impose_master

    return {name: impose_master(master, way) for name, master in masters.items()}


@dataclass(frozen=True)
class _Written:
    """Writes copies into one file, with the masters that they need."""

    masters: Masters
    copies: Sequence[Copy]
    tagged: bool

    def __call__(self, out: BinaryIO) -> None:
        from paperbuilder.pdf.stamping import Copies

        used = list(dict.fromkeys(copy.version for copy in self.copies))
        made = Copies([self.masters[name] for name in used], out, self.tagged)
        for copy in self.copies:
            made.add(copy.values, used.index(copy.version))
        made.close()
