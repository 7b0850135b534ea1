"""A paper's documents, from checked spec to pages.

In: a checked spec, a school, an edition. Out: layout XML, `Composition`s, masters. Fails with `PaperbuilderError`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from copy import copy
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from paperbuilder.outputs.letters import missing_letter, unprintable
from paperbuilder.outputs.locate import font_problem, layout_problem, wide_formula
from paperbuilder.outputs.misfits import misfits
from paperbuilder.paper.checked import CheckedSpec
from paperbuilder.problems import PaperbuilderError, Problem, SpecError, TemplateError, did_you_mean
from paperbuilder.themes.folders import template_folders
from paperbuilder.themes.resolve import theme_of

if TYPE_CHECKING:
    from paperbuilder.pdf.master import Master
    from paperbuilder.templating.documents import Document
    from paperbuilder.typeset.compose import Composition
    from paperbuilder.typeset.context import LineIndex


class Typesetter:
    """Sets the documents of one paper: it has its template folders, theme and fonts, and the lines of its extracts."""

    def __init__(self, checked: CheckedSpec, school: str = "", edition: str = ""):
        self.checked, self.folders = checked, template_folders(checked.root, school)
        _get_ready(self.folders)
        from paperbuilder.typeset.design import design_of

        self.edition = edition
        own = checked.source if checked.paper.spec.theme else None
        self.theme = theme_of(self.folders, own, edition, checked.paper.languages)
        figures = checked.paper.figures.values()
        files = {found.name: found.file for found in figures if found.kind == "picture" and found.file}
        charts = {found.name: found.drawn for found in figures if found.kind == "chart"}  # type: ignore[attr-defined]
        self.design = replace(design_of(self.theme, self.folders), pictures=files, charts=charts)
        self.index: LineIndex | None = None
        self._refuse()

    def _refuse(self) -> None:
        """Raises PaperbuilderError for letters that no font has and pictures without room, TemplateError for a font."""
        from paperbuilder.themes.font_files import FontProblem

        try:
            problems = unprintable(self.checked, self.design)
            problems += misfits(self.checked, self.theme, self.design)
        except FontProblem as problem:
            raise TemplateError([font_problem(problem)]) from None
        if problems:
            raise PaperbuilderError(problems)

    def of(self, checked: CheckedSpec) -> Typesetter:
        """The same for another version of the paper."""
        other = copy(self)
        other.checked, other.index = checked, None
        return other

    def documents(self) -> list[Document]:
        """The documents, in the order in which they are made."""
        from paperbuilder.templating.documents import documents_of

        return documents_of(self.checked.paper, self.folders)

    def layouts(self, only: str = "") -> dict[str, str]:
        """The layout XML of every document by name, or of one and those before it, to which it may refer.

        Raises TemplateError.
        """
        names = [document.name for document in self.documents()]
        return {name: self.layout(name) for name in names[: names.index(only) + 1 if only in names else None]}

    def layout(self, name: str, **more: Any) -> str:
        """The layout XML of one document. Raises TemplateError."""
        from paperbuilder.templating.documents import document_named
        from paperbuilder.templating.render import render

        paper = self.checked.paper
        shown = paper if document_named(name).per_version else replace(paper, version="")
        return render(shown, name, self.theme, self.folders, **more)

    def version_key(self) -> str:
        """The layout XML of the key of all versions. Raises TemplateError."""
        from paperbuilder.paper.versions import in_version, version_key

        paper = self.checked.paper
        return self.layout("version-key", key=version_key([in_version(paper, name) for name in paper.spec.versions]))

    def compose(self, name: str, xml: str, multiple: int = 1) -> Composition:
        """A document laid out. Raises TemplateError, SpecError for a formula that is too wide."""
        from paperbuilder.themes.font_files import FontProblem
        from paperbuilder.typeset.compose import compose
        from paperbuilder.typeset.fonts import MissingGlyph
        from paperbuilder.typeset.inline import TooWide
        from paperbuilder.typeset.xml import LayoutProblem

        try:
            made = compose(xml, self.design, self.index, multiple)
        except LayoutProblem as problem:
            place = f"{name} of {self.checked.source.shown}"
            raise TemplateError([layout_problem(problem, place, xml, self.folders)]) from None
        except MissingGlyph as missing:
            raise TemplateError([missing_letter(missing.character, self.checked, self.folders)]) from None
        except TooWide as wide:
            raise SpecError([wide_formula(wide, self.edition, self.checked)]) from None
        except FontProblem as problem:
            raise TemplateError([font_problem(problem)]) from None
        if self.index is None and made.context.index.lines:
            self.index = made.context.index
        return made

    def print(
        self,
        composition: Composition,
        texts: Iterable[str] = (),
        coded: bool = False,
        copies: int = 1,
        as_copied: bool = False,
    ) -> Master:
        """A document printed, ready for copies with any of `texts`, and a QR code if `coded`; or `as_copied`.

        Raises TemplateError.
        """
        from paperbuilder.pdf.document import geometry, print_master
        from paperbuilder.themes.font_files import FontProblem

        try:
            return print_master(composition, geometry(self.theme.page), texts, coded, copies, as_copied)
        except FontProblem as problem:
            raise TemplateError([font_problem(problem)]) from None


def _get_ready(folders: Sequence[Path]) -> None:
    """What prints a school's templates starts while other things are read."""
    from paperbuilder.templating.template_files import of_strangers

    if of_strangers(folders):
        from paperbuilder.templating.apart import start

        start()


def forget_templates() -> None:
    """Read every template, theme and font anew: in this process, some have changed."""
    from paperbuilder.templating.render import forget_environments
    from paperbuilder.themes.resolve import forget_themes
    from paperbuilder.typeset.design import forget_designs

    forget_themes()
    forget_designs()
    forget_environments()


def layouts(checked: CheckedSpec, school: str = "") -> dict[str, str]:
    """The layout XML of every document of a paper, and of the key of its versions. Raises PaperbuilderError."""
    setter = Typesetter(checked, school)
    return setter.layouts() | ({"version-key": setter.version_key()} if checked.paper.version else {})


def look_over(checked: CheckedSpec, school: str = "") -> list[Problem]:
    """The warnings of a spec whose theme, fonts and letters are right too. Raises PaperbuilderError."""
    return list(Typesetter(checked, school).checked.paper.warnings)


def refuse_unknown(only: str, known: list[str], checked: CheckedSpec, whose: str = "") -> None:
    """Raises PaperbuilderError if `only` is no document of the paper."""
    if only and only not in known:
        hint = did_you_mean(only, known, "there are " + ", ".join(known))
        if only == "mark-scheme":
            hint = "this worksheet has neither marks nor mark schemes; what is right is in its answers"
        message = f"there is no document {only}{whose}"
        raise PaperbuilderError([Problem(message=message, file=checked.source.shown, hint=hint)])
