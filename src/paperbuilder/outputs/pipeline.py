"""The whole pipeline: a spec file becomes PDFs in the output folder.

In: paths. Out: `Made` files. Fails with `PaperbuilderError`. Nothing is written until every document of a spec is
known to be good; then each file is put in place whole.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from paperbuilder.files import write_files
from paperbuilder.outputs.locate import layout_problem, missing_character, unprintable
from paperbuilder.problems import PaperbuilderError, Problem, TemplateError, did_you_mean
from paperbuilder.themes.folders import template_folders
from paperbuilder.themes.resolve import STANDARD_EDITION, sheet_of, theme_of

if TYPE_CHECKING:
    from paperbuilder.paper import Paper
    from paperbuilder.pdf.master import Plate
    from paperbuilder.spec import Source
    from paperbuilder.typeset.compose import Composition
    from paperbuilder.typeset.context import LineIndex

FOR_PUPILS = ("question-paper", "insert", "worksheet")
OF_ALL_VERSIONS = ("insert", "version-key", "batch-slip")


@dataclass(frozen=True)
class Kept:
    """A document made before, and all of the spec it was made from; `after` is the index for later documents."""

    made_from: tuple[str, LineIndex | None, object]
    after: LineIndex
    pdfs: dict[str, bytes]


@dataclass(frozen=True)
class Checked:
    """A spec that is right: its paper, and where it came from."""

    file: Path
    root: Path
    paper: Paper
    source: Source


def project_root(file: Path) -> Path:
    """The folder that holds `worksheets` or `paperbuilder.yaml`; else the spec's own folder."""
    folder = file.resolve().parent
    for parent in (folder, *folder.parents):
        if (parent / "worksheets").is_dir() or (parent / "paperbuilder.yaml").is_file():
            return parent
    return folder


def find_specs(here: Path) -> list[Path]:
    """Every spec in `worksheets`, or in the folder itself if there is no such folder."""
    folder = here / "worksheets" if (here / "worksheets").is_dir() else here
    return sorted(p for p in folder.rglob("*.yaml") if "templates" not in p.parts and p.name != "paperbuilder.yaml")


def check(
    file: Path, school: str = "", root: Path | None = None, note: Callable[[Path], object] = lambda _: None
) -> Checked:
    """Read and check a spec of the project at `root` (found from the file if not given). Raises PaperbuilderError.

    `note` is told of every file of the spec before it is read; those of the template folders are not named.
    """
    from paperbuilder.paper import build_paper, read_ladders
    from paperbuilder.spec import load_spec

    root = root or project_root(file)
    for path in (file, root / "paperbuilder.yaml"):
        note(path)
    spec, source = load_spec(file)
    for text in (file.parent / text.file for text in spec.texts.values()):
        if text.resolve().is_relative_to(root.resolve()):
            note(text)
    ladders = [f / "ladders.yaml" for f in reversed(template_folders(root, school)) if (f / "ladders.yaml").exists()]
    return Checked(file, root, build_paper(spec, source, project_root(file), read_ladders(ladders)), source)


def in_version(checked: Checked, name: str) -> Checked:
    """A checked spec with its paper in the version `name`. Raises PaperbuilderError if it has no such version."""
    from paperbuilder.paper.versions import in_version

    names = checked.paper.spec.versions
    if name not in names:
        message = f"there is no version {name}" if names else "this paper has but one version"
        hint = f"there are {', '.join(names)}" if names else "add versions: [A, B] to the spec, or leave --version out"
        raise PaperbuilderError([Problem(message=message, file=checked.source.shown, hint=hint)])
    return replace(checked, paper=in_version(checked.paper, name))


def document_name(name: str, version: str) -> str:
    """How the file of a document is called, after the name of its spec: question-paper-version-B."""
    return f"{name}-version-{version}" if version and name not in OF_ALL_VERSIONS else name


def layouts(checked: Checked, school: str = "") -> dict[str, str]:
    """The layout XML of every document of a paper, and of the key of its versions. Raises PaperbuilderError."""
    workshop = Workshop(checked, school)
    return workshop.layouts() | ({"version-key": workshop.version_key()} if checked.paper.version else {})


class Workshop:
    """What every document of a paper is made with: its folders, theme, fonts, and the lines of its extracts."""

    def __init__(self, checked: Checked, school: str = "", edition: str = ""):
        self.checked, self.folders = checked, template_folders(checked.root, school)
        self.theme = theme_of(checked, self.folders, edition)
        self.sheet = sheet_of(self.theme, self.folders)
        self.index: LineIndex | None = None
        if problems := unprintable(checked, self.sheet):
            raise PaperbuilderError(problems)

    def of(self, checked: Checked) -> Workshop:
        """The same for another version of the paper."""
        other = copy(self)
        other.checked, other.index = checked, None
        return other

    def documents(self) -> list[str]:
        """The names of the documents, in the order in which they are made."""
        from paperbuilder.templating.render import documents

        return documents(self.checked.paper, self.folders)

    def layouts(self, only: str = "") -> dict[str, str]:
        """The layout XML of every document, or of one and those before it, to which it may refer.

        Raises TemplateError.
        """
        names = self.documents()
        return {name: self.layout(name) for name in names[: names.index(only) + 1 if only in names else None]}

    def layout(self, name: str, **more: Any) -> str:
        """The layout XML of one document. Raises TemplateError."""
        from paperbuilder.templating.render import render

        paper = self.checked.paper
        return render(
            replace(paper, version="") if name in OF_ALL_VERSIONS else paper, name, self.theme, self.folders, **more
        )

    def version_key(self) -> str:
        """The layout XML of the key of all versions. Raises TemplateError."""
        from paperbuilder.paper.versions import in_version, version_key

        paper = self.checked.paper
        return self.layout("version-key", key=version_key([in_version(paper, name) for name in paper.spec.versions]))

    def compose(self, name: str, xml: str, multiple: int = 1) -> Composition:
        """A document laid out. Raises TemplateError."""
        from paperbuilder.typeset import FontProblem, LayoutProblem, MissingGlyph, compose

        try:
            made = compose(xml, self.sheet, self.index, multiple)
        except LayoutProblem as problem:
            place = f"{name} of {self.checked.source.shown}"
            raise TemplateError([layout_problem(problem, place, xml, self.folders)]) from None
        except MissingGlyph as missing:
            raise TemplateError([missing_character(missing.character, self.checked)]) from None
        except FontProblem as problem:
            raise TemplateError([Problem(message=str(problem), file="theme.yaml")]) from None
        if self.index is None and made.context.index.lines:
            self.index = made.context.index
        return made

    def print(self, composition: Composition, texts: Iterable[str] = (), coded: bool = False, copies: int = 1) -> Plate:
        """A document printed, ready for copies that bear any of `texts`, and a QR code if `coded`."""
        from paperbuilder.pdf.document import geometry, print_plate

        return print_plate(composition, geometry(self.theme.page), texts, coded, copies)


def pdfs(
    checked: Checked,
    school: str = "",
    only: str = "",
    ways: Sequence[str] = (),
    edition: str = "",
    kept: dict[str, Kept] | None = None,
    version: str = "",
) -> dict[str, bytes]:
    """Every document of a paper in every version as PDF, and imposed in each of `ways`, in an edition.

    `kept` is filled; a document that would come out as the kept one is not made again. It holds as long as all but
    the spec is the same. Raises PaperbuilderError.
    """
    kept = {} if kept is None else kept
    names = [version] if version else checked.paper.spec.versions or [""]
    workshop = Workshop(in_version(checked, names[0]) if version else checked, school, edition)
    shops = [workshop, *(workshop.of(in_version(checked, name)) for name in names[1:])]
    key = ["version-key"] if len(names) > 1 else []
    refuse_unknown(only, workshop.documents() + key, checked)
    layouts = [shop.layouts(only) for shop in shops]
    if key and only in ("", *key):
        layouts[-1] |= {"version-key": workshop.version_key()}
    made: dict[str, bytes] = {}
    for shop, documents in zip(shops, layouts, strict=True):
        made |= _printed(shop, documents, only, ways, kept)
    ending = f"-{edition}" if edition not in ("", STANDARD_EDITION) else ""
    return {f"{name}{ending}": data for name, data in made.items()}


def _printed(
    workshop: Workshop, documents: Mapping[str, str], only: str, ways: Sequence[str], kept: dict[str, Kept]
) -> dict[str, bytes]:
    """The documents of one version; `kept` is filled. Raises TemplateError."""
    made: dict[str, bytes] = {}
    for name, xml in documents.items():
        if only not in ("", name) and workshop.index:
            continue
        made_from = (xml, workshop.index, workshop.checked.source.data.get("theme"))
        title = document_name(name, workshop.checked.paper.version)
        if title not in kept or kept[title].made_from != made_from:
            imposed = ways if is_imposed(name, only) else ()
            composition = workshop.compose(name, xml, 4 if "booklet" in imposed else 1)
            printed = {title: workshop.print(composition).data} if only in ("", name) else {}
            if printed:
                printed |= impositions(title, printed[title], imposed)
            kept[title] = Kept(made_from, composition.context.index, printed)
        workshop.index = workshop.index or (kept[title].after if kept[title].after.lines else None)
        made |= kept[title].pdfs
    return made


def is_imposed(name: str, only: str) -> bool:
    """Whether a document is imposed: those that pupils get, or the one that is asked for."""
    return name == (only or name) and (name == only or name in FOR_PUPILS)


def impositions(name: str, data: bytes, ways: Sequence[str]) -> dict[str, bytes]:
    if not ways:
        return {}
    from paperbuilder.pdf.imposition import impose

    return {f"{name}-{way}": impose(data, way) for way in ways}


def refuse_unknown(only: str, names: Iterable[str], checked: Checked, whose: str = "") -> None:
    """Raises PaperbuilderError if `only` is no document of the paper."""
    known = list(names)
    if only and only not in known:
        hint = did_you_mean(only, known, "there are " + ", ".join(known))
        message = f"there is no document {only}{whose}"
        raise PaperbuilderError([Problem(message=message, file=checked.source.shown, hint=hint)])


def make(
    file: Path,
    school: str = "",
    only: str = "",
    output: Path | None = None,
    ways: Sequence[str] = (),
    edition: str = "",
    version: str = "",
) -> tuple[list[Path], Checked]:
    """Make the PDFs of a spec. Raises PaperbuilderError; then the last good files are as they were."""
    checked = check(file, school)
    made = named(checked, pdfs(checked, school, only, ways, edition, version=version))
    return write_files(output_folder(checked, output), made), checked


def named(checked: Checked, documents: Mapping[str, bytes]) -> dict[str, bytes]:
    """The documents of a spec by the names of their files."""
    return {f"{checked.file.stem}-{name}.pdf": data for name, data in documents.items()}


def output_folder(checked: Checked, output: Path | None) -> Path:
    """Where the files of a spec go: as deep below `output` as the spec lies below `worksheets`."""
    return (output or checked.root / "output") / within_output(checked.file, checked.root)


def within_output(file: Path, root: Path) -> Path:
    """The folder of a spec's PDFs in the output: that of the spec in `worksheets`."""
    try:
        return file.resolve().parent.relative_to((root / "worksheets").resolve())
    except ValueError:
        return Path()


def all_of(specs: Sequence[Path], here: Path) -> list[Path]:
    """The specs named, or every spec of the project."""
    return list(specs) or find_specs(here)
