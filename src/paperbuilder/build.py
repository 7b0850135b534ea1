"""The whole pipeline: a spec file becomes PDFs in the output folder.

In: paths. Out: `Made` files. Fails with `PaperbuilderError`. Nothing is written until every document of a spec is
known to be good; then each file is put in place whole.
"""

from __future__ import annotations

import errno
import os
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from glob import escape
from pathlib import Path
from typing import TYPE_CHECKING

from paperbuilder.problems import FilesError, PaperbuilderError, Problem, TemplateError
from paperbuilder.schools import STANDARD, template_folders

if TYPE_CHECKING:
    from paperbuilder.flow import LayoutProblem, Sheet
    from paperbuilder.flow.compose import Composition
    from paperbuilder.flow.context import LineIndex
    from paperbuilder.layout.theme import Theme
    from paperbuilder.paper import Paper
    from paperbuilder.spec import Source


@dataclass(frozen=True)
class Kept:
    """A document made before, and all of the spec it was made from; `after` is the index for later documents."""

    made_from: tuple[str, LineIndex | None, object]
    after: LineIndex
    pdf: bytes


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
    """The layout XML of every document of a paper. Raises TemplateError."""
    from paperbuilder.layout.render import documents, render

    folders = template_folders(checked.root, school)
    theme = theme_of(checked, folders)
    return {name: render(checked.paper, name, theme, folders) for name in documents(checked.paper, folders)}


def theme_of(checked: Checked, folders: Sequence[Path]) -> Theme:
    """The theme of a paper: the spec's own changes over those of the folders. Raises TemplateError."""
    from paperbuilder.layout.layers import Layer, Layers
    from paperbuilder.layout.theme import load_theme
    from paperbuilder.layout.theme_checks import check_theme

    own = [Layer(checked.source, ("theme",))] if checked.paper.spec.theme else []
    layers = Layers([*own, *map(Layer, _theme_sources(tuple(folders)))])
    theme = load_theme(layers)
    if problems := check_theme(theme, layers):
        raise TemplateError(problems)
    return theme


@cache
def _theme_sources(folders: tuple[Path, ...]) -> list[Source]:
    from paperbuilder.layout.theme import theme_sources

    return theme_sources(folders)


def forget_templates() -> None:
    """Read every template, theme and font anew: in this process, some have changed."""
    from paperbuilder.flow.fonts import forget_faces
    from paperbuilder.layout.render import forget_environments

    _theme_sources.cache_clear()
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
    from paperbuilder.flow import FontProblem
    from paperbuilder.flow.sheet import make_sheet

    try:
        return make_sheet(theme, folders)
    except FontProblem as problem:
        raise TemplateError([Problem(message=str(problem), file="theme.yaml")]) from None


def pdfs(checked: Checked, school: str = "", only: str = "", kept: dict[str, Kept] | None = None) -> dict[str, bytes]:
    """Every document of a paper as PDF. Raises PaperbuilderError.

    `kept` is filled; a document that would come out as the kept one is not made again. It holds as long as `school`,
    `only` and all files but the spec are the same.
    """
    from paperbuilder.press import print_pdf
    from paperbuilder.press.pdf import geometry

    folders = template_folders(checked.root, school)
    theme = theme_of(checked, folders)
    sheet = sheet_of(theme, folders)
    kept = {} if kept is None else kept
    index = None
    unprintable = _unprintable(checked, sheet)
    if unprintable:
        raise PaperbuilderError(unprintable)
    documents = layouts(checked, school)
    _wanted(only, documents, checked)
    for name, xml in documents.items():
        made_from = (xml, index, checked.source.data.get("theme"))
        if name not in kept or kept[name].made_from != made_from:
            composition = _compose(name, xml, sheet, index, checked, folders)
            pdf = print_pdf(composition, geometry(theme.page)) if only in ("", name) else b""
            kept[name] = Kept(made_from, composition.context.index, pdf)
        if index is None and kept[name].after.lines:
            index = kept[name].after
    return {name: kept[name].pdf for name in documents if only in ("", name)}


def _compose(
    name: str, xml: str, sheet: Sheet, index: LineIndex | None, checked: Checked, folders: Sequence[Path]
) -> Composition:
    """One document laid out. Raises TemplateError."""
    from paperbuilder.flow import FontProblem, LayoutProblem, MissingGlyph, compose

    try:
        return compose(xml, sheet, index)
    except LayoutProblem as problem:
        raise TemplateError([_layout_problem(problem, name, xml, folders)]) from None
    except MissingGlyph as missing:
        raise TemplateError([_missing(missing.character, checked)]) from None
    except FontProblem as problem:
        raise TemplateError([Problem(message=str(problem), file="theme.yaml")]) from None


def _wanted(only: str, names: Iterable[str], checked: Checked) -> None:
    """Raises PaperbuilderError if `only` is no document of the paper."""
    known = list(names)
    if only and only not in known:
        close = get_close_matches(only, known, 1)
        hint = f"did you mean {close[0]}?" if close else "there are " + ", ".join(known)
        raise PaperbuilderError([Problem(message=f"there is no document {only}", file=checked.source.shown, hint=hint)])


def _layout_problem(problem: LayoutProblem, name: str, xml: str, folders: Sequence[Path]) -> Problem:
    """A fault of the layout, at the line of the template that printed it where that can be told."""
    from paperbuilder.layout.render import template_problem

    lines = xml.split("\n")
    template = template_at(lines, problem.line)
    tag = re.search(r"</?[\w-]+", problem.message)
    file = next((folder / template for folder in folders if (folder / template).is_file()), None)
    if file and tag:
        for number, line in enumerate(file.read_text(encoding="utf-8").split("\n"), 1):
            if tag[0] in line:
                return template_problem(problem.message, template, number, folders, problem.hint)
    source = lines[problem.line - 1] if 0 < problem.line <= len(lines) else ""
    where = f"layout of {name}" + (f", from {template}" if template else "")
    return Problem(message=problem.message, file=where, line=problem.line, hint=problem.hint, source=source, column=1)


def template_at(lines: Sequence[str], line: int) -> str:
    """The template that printed a line of a layout."""
    stack: list[str] = []
    for number, text in enumerate(lines[:line], 1):
        for mark in re.finditer(r"<\?(?:from ([^?]+)|end)\?>", text):
            if mark[1]:
                stack.append(mark[1])
            elif stack and number < line:
                stack.pop()
    return stack[-1] if stack else ""


def _unprintable(checked: Checked, sheet: Sheet) -> list[Problem]:
    """A problem for each character of the spec or its extracts that no font has."""
    texts = [*(text for _, text in checked.source.texts()), *(e.passage.plain for e in checked.paper.extracts.values())]
    characters = dict.fromkeys(unicodedata.normalize("NFC", "".join(texts)))
    found = [_missing(c, checked) for c in characters if not c.isspace() and not sheet.can_print(c)]
    return sorted(found, key=lambda p: (p.file, p.line, p.column))


def _missing(character: str, checked: Checked) -> Problem:
    """Where a character stands that cannot be printed: in the spec, in one of its texts, or in a template."""
    from paperbuilder.flow.fonts import is_right_to_left

    named = f"the character {character} (U+{ord(character):04X})"
    right_to_left = is_right_to_left(character)
    message = f"{named} belongs to writing from right to left" if right_to_left else f"no font has {named}"
    hint = "write it in another way" + ("" if right_to_left else ", or add a font that has it to the school's theme")
    place = checked.source.find(character)
    if place:
        return checked.source.at(*place, message, hint)
    for text in checked.paper.spec.texts.values():
        lines = (checked.file.parent / text.file).read_text(encoding="utf-8").split("\n")
        for number, line in enumerate(lines, 1):
            if character in line:
                return Problem(
                    message=message, file=text.file, line=number, column=line.index(character) + 1, hint=hint
                )
    return Problem(message=message, file="templates", hint=hint)


def make(file: Path, school: str = "", only: str = "", output: Path | None = None) -> tuple[list[Path], Checked]:
    """Make the PDFs of a spec. Raises PaperbuilderError; then the last good files are as they were."""
    checked = check(file, school)
    folder = (output or checked.root / "output") / within_output(file, checked.root)
    return write_pdfs(file, pdfs(checked, school, only), folder), checked


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


def write_whole(files: dict[Path, bytes]) -> list[Path]:
    """Write every file aside, then put all in place. Raises FilesError and leaves nothing half-written."""
    aside: list[tuple[Path, Path]] = []
    try:
        for path, data in files.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            temporary = path.with_name(f".{path.name}.{os.getpid()}.part")
            aside.append((temporary, path))
            with temporary.open("wb") as file:
                file.write(data)
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
