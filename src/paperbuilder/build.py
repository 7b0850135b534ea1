"""The whole pipeline: a spec file becomes PDFs in the output folder.

In: paths. Out: `Made` files. Fails with `PaperbuilderError`. Nothing is written until every document of a spec is
known to be good; then each file is put in place whole.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache, lru_cache
from glob import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from paperbuilder.blame import layout_problem, missing_character, unprintable
from paperbuilder.problems import FilesError, PaperbuilderError, Problem, TemplateError
from paperbuilder.schools import STANDARD, template_folders

if TYPE_CHECKING:
    from paperbuilder.flow import Sheet
    from paperbuilder.flow.compose import Composition
    from paperbuilder.flow.context import LineIndex
    from paperbuilder.layout.layers import Layer
    from paperbuilder.layout.theme import Theme
    from paperbuilder.paper import Paper
    from paperbuilder.press.copies import Plate
    from paperbuilder.spec import Source

STANDARD_EDITION = "standard"
FOR_PUPILS = ("question-paper", "insert", "worksheet")


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


def layouts(checked: Checked, school: str = "") -> dict[str, str]:
    """The layout XML of every document of a paper. Raises PaperbuilderError."""
    return Workshop(checked, school).layouts()


def theme_of(checked: Checked, folders: Sequence[Path], edition: str = "") -> Theme:
    """The theme of a paper: the edition over the spec's own changes over those of the folders. Raises TemplateError."""
    from paperbuilder.layout.layers import Layer

    own = [Layer(checked.source, ("theme",))] if checked.paper.spec.theme else []
    return _theme((*_edition(edition, folders), *own, *map(Layer, _theme_sources(tuple(folders)))))


@lru_cache(maxsize=16)
def _theme(layers: tuple[Layer, ...]) -> Theme:
    from paperbuilder.layout.layers import Layers
    from paperbuilder.layout.theme import load_theme
    from paperbuilder.layout.theme_checks import check_theme

    merged = Layers(layers)
    theme = load_theme(merged)
    if problems := check_theme(theme, merged):
        raise TemplateError(problems)
    return theme


def _edition(name: str, folders: Sequence[Path]) -> list[Layer]:
    """The piece of a theme that makes an edition, if one is wanted. Raises PaperbuilderError."""
    from paperbuilder.layout.layers import Layer
    from paperbuilder.spec.source import read_source

    if name in ("", STANDARD_EDITION):
        return []
    files = _edition_files(folders)
    if name in files:
        return [Layer(read_source(files[name]))]
    close = get_close_matches(name, files, 1)
    hint = f"did you mean {close[0]}?" if close else "there are standard, " + ", ".join(sorted(files))
    raise TemplateError([Problem(message=f"there is no edition {name}", file="editions", hint=hint)])


def _edition_files(folders: Sequence[Path]) -> dict[str, Path]:
    return {file.stem: file for folder in reversed(folders) for file in sorted((folder / "editions").glob("*.yaml"))}


def editions(root: Path, school: str = "") -> list[str]:
    """The editions there are beside the standard one. Raises FilesError for an unknown school."""
    return list(_edition_files(template_folders(root, school)))


@cache
def _theme_sources(folders: tuple[Path, ...]) -> list[Source]:
    from paperbuilder.layout.theme import theme_sources

    return theme_sources(folders)


def forget_templates() -> None:
    """Read every template, theme and font anew: in this process, some have changed."""
    from paperbuilder.flow.fonts import forget_faces
    from paperbuilder.layout.render import forget_environments

    _theme_sources.cache_clear()
    _sheet.cache_clear()
    forget_environments()
    forget_faces()


def shown_theme(root: Path, school: str) -> list[str]:
    """One line for each value of a school's merged theme: key, value, and the file it comes from."""
    from paperbuilder.layout.layers import Layer, Layers

    layers = Layers([*map(Layer, _theme_sources(tuple(template_folders(root, school))))])
    lines = []
    for path, value in layers.leaves():
        folder = layers.layer(path).source.file.parent
        origin = "standard" if folder == STANDARD else folder.relative_to((root / "templates").resolve()).as_posix()
        lines.append(f"{'.'.join(map(str, path))}: {value}  ({origin})")
    return lines


def sheet_of(theme: Theme, folders: Sequence[Path]) -> Sheet:
    """Fonts and styles of a theme. Raises TemplateError."""
    return _sheet(theme, tuple(folders))


@lru_cache(maxsize=16)
def _sheet(theme: Theme, folders: tuple[Path, ...]) -> Sheet:
    from paperbuilder.flow import FontProblem
    from paperbuilder.flow.sheet import make_sheet

    try:
        return make_sheet(theme, folders)
    except FontProblem as problem:
        raise TemplateError([Problem(message=str(problem), file="theme.yaml")]) from None


class Workshop:
    """What every document of a paper is made with: its folders, theme, fonts, and the lines of its extracts."""

    def __init__(self, checked: Checked, school: str = "", edition: str = ""):
        self.checked, self.folders = checked, template_folders(checked.root, school)
        self.theme = theme_of(checked, self.folders, edition)
        self.sheet = sheet_of(self.theme, self.folders)
        self.index: LineIndex | None = None
        if problems := unprintable(checked, self.sheet):
            raise PaperbuilderError(problems)

    def documents(self) -> list[str]:
        """The documents of the paper, each before those that may refer to it."""
        from paperbuilder.layout.render import documents

        return documents(self.checked.paper, self.folders)

    def layouts(self, **more: Any) -> dict[str, str]:
        """The layout XML of every document. Raises TemplateError."""
        return {name: self.layout(name, **more) for name in self.documents()}

    def layout(self, name: str, **more: Any) -> str:
        """The layout XML of one document. Raises TemplateError."""
        from paperbuilder.layout.render import render

        return render(self.checked.paper, name, self.theme, self.folders, **more)

    def compose(self, name: str, xml: str, multiple: int = 1) -> Composition:
        """A document laid out. Raises TemplateError."""
        from paperbuilder.flow import FontProblem, LayoutProblem, MissingGlyph, compose

        try:
            made = compose(xml, self.sheet, self.index, multiple)
        except LayoutProblem as problem:
            raise TemplateError([layout_problem(problem, name, xml, self.folders)]) from None
        except MissingGlyph as missing:
            raise TemplateError([missing_character(missing.character, self.checked)]) from None
        except FontProblem as problem:
            raise TemplateError([Problem(message=str(problem), file="theme.yaml")]) from None
        if self.index is None and made.context.index.lines:
            self.index = made.context.index
        return made

    def print(self, composition: Composition, texts: Iterable[str] = ()) -> Plate:
        """A document printed, ready for copies that bear any of `texts`."""
        from paperbuilder.press.pdf import geometry, print_plate

        return print_plate(composition, geometry(self.theme.page), texts)


def pdfs(
    checked: Checked,
    school: str = "",
    only: str = "",
    ways: Sequence[str] = (),
    edition: str = "",
    kept: dict[str, Kept] | None = None,
) -> dict[str, bytes]:
    """Every document of a paper as PDF, and imposed in each of `ways`, in an edition. Raises PaperbuilderError.

    `kept` is filled; a document that would come out as the kept one is not made again. It holds as long as all but
    the spec is the same.
    """
    workshop = Workshop(checked, school, edition)
    names = workshop.documents()
    _wanted(only, names, checked)
    kept = {} if kept is None else kept
    made: dict[str, bytes] = {}
    for name in names[: names.index(only) + 1] if only else names:
        if only in ("", name) or workshop.index is None:
            made |= _document(workshop, name, only, ways, kept)
    ending = f"-{edition}" if edition not in ("", STANDARD_EDITION) else ""
    return {f"{name}{ending}": data for name, data in made.items()}


def _document(workshop: Workshop, name: str, only: str, ways: Sequence[str], kept: dict[str, Kept]) -> dict[str, bytes]:
    """One document as PDF and imposed; no PDF if it is not the one asked for, but for later ones to refer to."""
    xml = workshop.layout(name)
    made_from = (xml, workshop.index, workshop.checked.source.data.get("theme"))
    if name not in kept or kept[name].made_from != made_from:
        imposed = ways if _imposed(name, only) else ()
        composition = workshop.compose(name, xml, 4 if "booklet" in imposed else 1)
        printed = {name: workshop.print(composition).data} if only in ("", name) else {}
        if printed:
            printed |= _impositions(name, printed[name], imposed)
        kept[name] = Kept(made_from, composition.context.index, printed)
    workshop.index = workshop.index or (kept[name].after if kept[name].after.lines else None)
    return kept[name].pdfs


def _imposed(name: str, only: str) -> bool:
    """Whether a document is imposed: those that pupils get, or the one that is asked for."""
    return name == (only or name) and (name == only or name in FOR_PUPILS)


def _impositions(name: str, data: bytes, ways: Sequence[str]) -> dict[str, bytes]:
    if not ways:
        return {}
    from paperbuilder.press.imposition import impose

    return {f"{name}-{way}": impose(data, way) for way in ways}


def _wanted(only: str, names: Iterable[str], checked: Checked) -> None:
    """Raises PaperbuilderError if `only` is no document of the paper."""
    known = list(names)
    if only and only not in known:
        close = get_close_matches(only, known, 1)
        hint = f"did you mean {close[0]}?" if close else "there are " + ", ".join(known)
        raise PaperbuilderError([Problem(message=f"there is no document {only}", file=checked.source.shown, hint=hint)])


def make(
    file: Path,
    school: str = "",
    only: str = "",
    output: Path | None = None,
    ways: Sequence[str] = (),
    edition: str = "",
) -> tuple[list[Path], Checked]:
    """Make the PDFs of a spec. Raises PaperbuilderError; then the last good files are as they were."""
    checked = check(file, school)
    return write_pdfs(file, pdfs(checked, school, only, ways, edition), output_folder(checked, output)), checked


def output_folder(checked: Checked, output: Path | None) -> Path:
    """Where the files of a spec go: as deep below `output` as the spec lies below `worksheets`."""
    return (output or checked.root / "output") / within_output(checked.file, checked.root)


def write_pdfs(file: Path, made: Mapping[str, bytes], folder: Path, alone: bool = False) -> list[Path]:
    """Put a spec's documents in place; who is `alone` clears away what killed processes left. Raises FilesError."""
    files = {folder / f"{file.stem}-{name}.pdf": data for name, data in made.items()}
    for path in files if alone else ():
        for left in folder.glob(f".{escape(path.name)}.*.part"):
            with suppress(OSError):
                left.unlink()
    return write_whole(files)


def within_output(file: Path, root: Path) -> Path:
    """The folder of a spec's PDFs in the output: that of the spec in `worksheets`."""
    try:
        return file.resolve().parent.relative_to((root / "worksheets").resolve())
    except ValueError:
        return Path()


def write_whole(files: Mapping[Path, bytes | Callable[[BinaryIO], None]]) -> list[Path]:
    """Write every file aside, then put all in place. Raises FilesError and leaves nothing half-written.

    A file is its bytes, or what writes them.
    """
    aside: list[tuple[Path, Path]] = []
    try:
        for path, data in files.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            temporary = path.with_name(f".{path.name}.{os.getpid()}.part")
            aside.append((temporary, path))
            with temporary.open("wb") as file:
                if isinstance(data, bytes):
                    file.write(data)
                else:
                    data(file)
                file.flush()
                os.fsync(file.fileno())
        for path in files:
            if path.is_dir():
                raise IsADirectoryError(errno.EISDIR, "a folder has this name", str(path))
        for temporary, path in aside:
            temporary.replace(path)
    except OSError as error:
        message = f"the file cannot be written ({error.strerror})"
        raise FilesError([Problem(message=message, file=aside[-1][1].name if aside else "output")]) from None
    finally:
        for temporary, _ in aside:
            with suppress(OSError):
                temporary.unlink(missing_ok=True)
    return [path for _, path in aside]


def all_of(specs: Sequence[Path], here: Path) -> list[Path]:
    """The specs named, or every spec of the project."""
    return list(specs) or find_specs(here)


def mark_sheet(
    file: Path, class_file: Path | None = None, school: str = "", output: Path | None = None
) -> tuple[list[Path], list[Problem]]:
    """The mark sheet of a spec as CSV and XLSX, with the pupils of a list; and warnings. Raises PaperbuilderError."""
    from paperbuilder.mark_sheet import as_csv, as_xlsx, columns, is_filled
    from paperbuilder.spec.class_list import in_order, read_class_list

    pupils, warnings = read_class_list(class_file) if class_file else ([], [])
    checked = check(file, school)
    theme = theme_of(checked, template_folders(checked.root, school))
    found = columns(checked.paper, theme.numbering)
    name = f"{file.stem}-marks" + (f"-{class_file.stem}" if class_file else "")
    folder = output_folder(checked, output)
    data = {
        folder / f"{name}.csv": as_csv(found, checked.paper.total, in_order(pupils)),
        folder / f"{name}.xlsx": as_xlsx(found, checked.paper, in_order(pupils)),
    }
    for path in data:
        if path.is_file() and is_filled(path):
            hint = "move it elsewhere, or give another folder with --output"
            raise FilesError(
                [Problem(message="marks stand in this sheet; it is not written over", file=path.name, hint=hint)]
            )
    return write_whole(data), [*checked.paper.warnings, *warnings]
