"""A spec that is right: its paper, and where it came from.

In: a file. Out: `CheckedSpec`. Fails with `PaperbuilderError` holding every problem.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from paperbuilder.files import real
from paperbuilder.problems import FilesError, PaperbuilderError, Problem, SpecError
from paperbuilder.spec.project import SETTINGS, project_root, twin_of, within_output
from paperbuilder.themes.editions import editions
from paperbuilder.themes.folders import template_folders

if TYPE_CHECKING:
    from paperbuilder.paper.ladders import Ladder
    from paperbuilder.paper.model import Paper
    from paperbuilder.reading.source import Source
    from paperbuilder.spec.load import LoadedSpec
    from paperbuilder.spec.models import Exam, Worksheet


@dataclass(frozen=True)
class CheckedSpec:
    """A paper with its spec's file, its places, and the root of its project; the languages asked for, if any were."""

    file: Path
    root: Path
    paper: Paper
    source: Source
    asked: tuple[str, ...] = ()

    @property
    def ending(self) -> str:
        """What the names of its files say of the languages, if others were asked for than the spec has."""
        return "-".join(self.asked)

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


def _ladder_files(folders: Sequence[Path], language: str) -> list[Path]:
    """The ladders of each folder, the lowest first; over them the same in a language."""
    names = ("ladders.yaml", f"ladders/{language.partition('-')[0]}.yaml")
    files = (folder / name for folder in reversed(folders) for name in names)
    return [file for file in files if os.path.lexists(file)]


def check_spec(
    file: Path,
    school: str = "",
    root: Path | None = None,
    note: Callable[[Path], object] = lambda _: None,
    text: str | None = None,
    languages: Sequence[str] = (),
) -> CheckedSpec:
    """Read and check a spec of the project at `root` (found from the file if not given), in its own languages if no
    others are asked for. Raises PaperbuilderError.

    `note` is told of every file of the spec before it is read; those of the template folders are not named. With
    `text`, that is read in place of the file's own.
    """
    from paperbuilder.paper.ladders import ladders_in, read_ladders
    from paperbuilder.paper.side_by_side import side_by_side
    from paperbuilder.spec.load import load_spec
    from paperbuilder.themes.resolve import language_of

    if twin := twin_of(file):
        message = f"{twin.name} is beside {file.name}, and both make the same PDFs"
        raise FilesError([Problem(message=message, file=str(file), hint="delete one of the two, or rename it")])
    root = root or project_root(file)
    for path in (file, root / SETTINGS):
        note(path)
    loaded = load_spec(file, text, languages)
    for read in {path: None for spec in loaded.each if spec for path in _files_of(spec, file.parent)}:
        if real(read).is_relative_to(real(root)):
            note(read)
    folders = template_folders(root, school)
    own = loaded.source if any(spec and spec.theme for spec in loaded.each) else None

    def halves() -> bool:
        from paperbuilder.themes.resolve import theme_of

        return theme_of(folders, own).marks.halves

    known_editions = editions(root, school)
    papers, problems = [], list(loaded.problems)
    for spec, language in zip(loaded.each, loaded.languages or ("",), strict=True):
        loaded.source.language = language
        ladders = ladders_in(read_ladders(_ladder_files(folders, language or language_of(folders, own))), language)
        paper, found = _built(spec, loaded, project_root(file), ladders, halves, known_editions)
        papers += [paper] if paper else []
        problems += found
    if len(loaded.languages) > 1:
        from paperbuilder.paper.language_checks import check_papers, check_texts

        loaded.source.language = ""
        problems += check_texts(loaded.source, loaded.languages)
        problems += check_papers(papers, loaded.languages, loaded.source) if len(papers) == len(loaded.each) else []
    if len(papers) < len(loaded.each) or any(problem.severity == "error" for problem in problems):
        raise SpecError(sorted(_once(problems) if len(loaded.each) > 1 else problems, key=lambda p: (p.line, p.column)))
    return CheckedSpec(file, root, side_by_side(papers, loaded.languages), loaded.source, tuple(languages))


def _once(problems: Sequence[Problem]) -> list[Problem]:
    """Problems without what was found in one language after another at the same place."""
    found: dict[object, Problem] = {}
    for problem in problems:
        found.setdefault((problem.line, problem.column, problem.message), problem)
    return list(found.values())


def _built(
    spec: Exam | Worksheet | None,
    loaded: LoadedSpec,
    root: Path,
    ladders: Mapping[str, Ladder],
    halves: Callable[[], bool],
    known_editions: Sequence[str],
) -> tuple[Paper | None, list[Problem]]:
    """The paper of a spec in one language, and what is wrong in it beside the form of the spec."""
    from paperbuilder.paper.assembling import build_paper, problems_of_parts
    from paperbuilder.paper.figures import unknown_editions

    source = loaded.source
    problems = list(unknown_editions(spec, source, known_editions)) if spec and spec.pictures else []
    if problems or loaded.problems or spec is None:
        parts = problems_of_parts(spec, source, root, ladders, halves) if spec else []
        return None, [*problems, *source.warnings, *parts]
    try:
        return build_paper(spec, source, root, ladders, halves), []
    except SpecError as error:
        return None, error.problems
