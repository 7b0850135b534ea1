"""A spec that is right: its paper, and where it came from.

In: a file. Out: `CheckedSpec`. Fails with `PaperbuilderError` holding every problem.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from paperbuilder.files import real
from paperbuilder.problems import FilesError, PaperbuilderError, Problem, SpecError
from paperbuilder.spec.project import SETTINGS, project_root, twin_of, within_output
from paperbuilder.themes.editions import editions
from paperbuilder.themes.folders import template_folders

if TYPE_CHECKING:
    from paperbuilder.paper.model import Paper
    from paperbuilder.reading.source import Source
    from paperbuilder.spec.models import Exam, Worksheet


@dataclass(frozen=True)
class CheckedSpec:
    """A paper with its spec's file, its places, and the root of its project."""

    file: Path
    root: Path
    paper: Paper
    source: Source

    def output_folder(self, output: Path | None = None) -> Path:
        """Where its files go: as deep below `output` as the spec lies below `worksheets`."""
        return (output or self.root / "output") / within_output(self.file, self.root)

    def in_version(self, name: str) -> CheckedSpec:
        """The same with its paper in the version `name`. Raises PaperbuilderError if it has no such version."""
        from paperbuilder.paper.versions import in_version

        names = self.paper.spec.versions
        if name not in names:
            message = f"there is no version {name}" if names else "this paper has but one version"
            hint = "add versions: [A, B] to the spec, or leave --version out"
            hint = f"there are {', '.join(names)}" if names else hint
            raise PaperbuilderError([Problem(message=message, file=self.source.shown, hint=hint)])
        return replace(self, paper=in_version(self.paper, name))


def _files_of(spec: Exam | Worksheet, folder: Path) -> Iterator[Path]:
    """The files of a spec beside its own."""
    yield from (folder / text.file for text in spec.texts.values())
    yield from (folder / picture.file for picture in spec.pictures.values())
    yield from (folder / table.file for table in spec.tables.values() if table.file)


def _ladder_files(folders: Sequence[Path], own: Source | None) -> list[Path]:
    """The ladders of each folder, the lowest first; over them the same in the language of the papers."""
    from paperbuilder.themes.resolve import language_of

    language = language_of(folders, own)
    names = ("ladders.yaml", f"ladders/{language.partition('-')[0]}.yaml")
    files = (folder / name for folder in reversed(folders) for name in names)
    return [file for file in files if os.path.lexists(file)]


def check_spec(
    file: Path,
    school: str = "",
    root: Path | None = None,
    note: Callable[[Path], object] = lambda _: None,
    text: str | None = None,
) -> CheckedSpec:
    """Read and check a spec of the project at `root` (found from the file if not given). Raises PaperbuilderError.

    `note` is told of every file of the spec before it is read; those of the template folders are not named. With
    `text`, that is read in place of the file's own.
    """
    from paperbuilder.paper.assembling import build_paper, problems_of_parts
    from paperbuilder.paper.figures import unknown_editions
    from paperbuilder.paper.ladders import read_ladders
    from paperbuilder.spec.load import load_spec

    if twin := twin_of(file):
        message = f"{twin.name} is beside {file.name}, and both make the same PDFs"
        raise FilesError([Problem(message=message, file=str(file), hint="delete one of the two, or rename it")])
    root = root or project_root(file)
    for path in (file, root / SETTINGS):
        note(path)
    spec, source, problems = load_spec(file, text)
    for read in _files_of(spec, file.parent) if spec else ():
        if real(read).is_relative_to(real(root)):
            note(read)
    known = read_ladders(_ladder_files(template_folders(root, school), source if spec and spec.theme else None))

    def halves() -> bool:
        from paperbuilder.themes.resolve import theme_of

        own = source if spec and spec.theme else None
        return theme_of(template_folders(root, school), own).marks.halves

    problems += unknown_editions(spec, source, editions(root, school)) if spec and spec.pictures else []
    if problems or spec is None:
        known_root = project_root(file)
        problems += source.warnings + (problems_of_parts(spec, source, known_root, known, halves) if spec else [])
        raise SpecError(sorted(problems, key=lambda p: (p.line, p.column)))
    return CheckedSpec(file, root, build_paper(spec, source, project_root(file), known, halves), source)
