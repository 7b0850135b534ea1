"""The look of a paper: the layers of its theme, its editions and its fonts.

In: template folders, and a spec whose theme is changed in places. Out: a `Theme`, a `Sheet`. Fails with
`PaperbuilderError`. What was read of templates stays in memory until `forget_templates`.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from paperbuilder.problems import Problem, TemplateError, did_you_mean
from paperbuilder.themes.folders import STANDARD, template_folders

if TYPE_CHECKING:
    from paperbuilder.outputs.pipeline import Checked
    from paperbuilder.spec import Source
    from paperbuilder.themes.layers import Layer, Layers
    from paperbuilder.themes.model import Theme
    from paperbuilder.typeset import Sheet

STANDARD_EDITION = "standard"


def theme_of(checked: Checked, folders: Sequence[Path], edition: str = "") -> Theme:
    """The theme of a paper: the edition over the spec's own changes over those of the folders. Raises TemplateError."""
    from paperbuilder.themes.layers import Layer

    own = [Layer(checked.source, ("theme",))] if checked.paper.spec.theme else []
    layers = (*_edition(edition, folders), *own, *map(Layer, _theme_sources(tuple(folders))))
    return _theme(layers, tuple(folders))


@lru_cache(maxsize=16)
def _theme(sources: tuple[Layer, ...], folders: tuple[Path, ...]) -> Theme:
    """The theme of layers that stand in memory, worked out once for all specs that share them."""
    from paperbuilder.themes.checks import check_theme
    from paperbuilder.themes.layers import Layers
    from paperbuilder.themes.model import load_theme

    layers = Layers(sources)
    theme = load_theme(layers)
    if problems := [*check_theme(theme, layers), *_check_logo(theme, layers, folders)]:
        raise TemplateError(problems)
    return theme


def _check_logo(theme: Theme, layers: Layers, folders: Sequence[Path]) -> list[Problem]:
    """A logo that cannot be printed, at the place that names it."""
    from paperbuilder.typeset.images import find_picture

    try:
        if theme.logo:
            find_picture(theme.logo.file, folders, theme.logo.width)
    except ValueError as error:
        return [layers.problem(("logo", "file"), str(error))]
    return []


def _edition(name: str, folders: Sequence[Path]) -> list[Layer]:
    """The piece of a theme that makes an edition, if one is wanted. Raises PaperbuilderError."""
    from paperbuilder.reading.source import read_source
    from paperbuilder.themes.layers import Layer

    if name in ("", STANDARD_EDITION):
        return []
    files = _edition_files(folders)
    if name in files:
        return [Layer(read_source(files[name]))]
    hint = did_you_mean(name, files, "there are standard, " + ", ".join(sorted(files)))
    raise TemplateError([Problem(message=f"there is no edition {name}", file="editions", hint=hint)])


def _edition_files(folders: Sequence[Path]) -> dict[str, Path]:
    return {file.stem: file for folder in reversed(folders) for file in sorted((folder / "editions").glob("*.yaml"))}


def editions(root: Path, school: str = "") -> list[str]:
    """The editions there are beside the standard one. Raises FilesError for an unknown school."""
    return list(_edition_files(template_folders(root, school)))


@cache
def _theme_sources(folders: tuple[Path, ...]) -> list[Source]:
    from paperbuilder.themes.model import theme_sources

    return theme_sources(folders)


def forget_templates() -> None:
    """Read every template, theme and font anew: in this process, some have changed."""
    from paperbuilder.templating.render import forget_environments
    from paperbuilder.typeset.fonts import forget_faces

    _theme_sources.cache_clear()
    _theme.cache_clear()
    _sheet.cache_clear()
    forget_environments()
    forget_faces()


def shown_theme(root: Path, school: str) -> list[str]:
    """One line for each value of a school's merged theme: key, value, and the file it comes from."""
    from paperbuilder.themes.layers import Layer, Layers

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
    from paperbuilder.typeset import FontProblem
    from paperbuilder.typeset.sheet import make_sheet

    try:
        return make_sheet(theme, folders)
    except FontProblem as problem:
        raise TemplateError([Problem(message=str(problem), file="theme.yaml")]) from None
