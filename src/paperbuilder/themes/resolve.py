"""The theme of a paper, worked out from its layers.

In: template folders, a spec that changes its theme in places, an edition. Out: a checked `Theme`. Fails with
`PaperbuilderError`. What was read of theme files stays in memory until `forget_themes`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from paperbuilder.problems import PaperbuilderError, Problem, TemplateError, did_you_mean
from paperbuilder.themes.editions import edition_layers
from paperbuilder.themes.folders import STANDARD, template_folders

if TYPE_CHECKING:
    from paperbuilder.reading.source import Source
    from paperbuilder.themes.layers import Layer, Layers
    from paperbuilder.themes.model import Theme


def theme_of(
    folders: Sequence[Path], spec: Source | None = None, edition: str = "", languages: Sequence[str] = ()
) -> Theme:
    """The theme: the edition over the own changes of a spec, if it has any, over those of the folders.

    `languages` are those of the printed words, if they are not the theme's own. Raises TemplateError.
    """
    from paperbuilder.themes.layers import Layer, Layers

    own = [Layer(spec, ("theme",))] if spec else []
    above, below = (*edition_layers(edition, folders), *own), _layers(tuple(folders))
    if not languages:
        return _theme(_with_words((*above, *below), folders), tuple(folders))
    from paperbuilder.themes.words import in_languages

    below = in_languages(tuple(languages), below, str(Layers(below).data.get("lang", "")))
    return _theme(_with_words((*above, *below), folders), tuple(folders), tuple(languages))


def language_of(folders: Sequence[Path], spec: Source | None = None) -> str:
    """The language of the papers if it is not that of the standard look; the rest of the theme is not checked."""
    from paperbuilder.themes.layers import Layer, Layers

    own = [Layer(spec, ("theme",))] if spec else []
    try:
        language = Layers((*own, *_layers(tuple(f for f in folders if f != STANDARD)))).data.get("lang")
    except PaperbuilderError:
        return ""  # told when the theme itself is read
    return language if isinstance(language, str) else ""


def _with_words(layers: Sequence[Layer], folders: Sequence[Path]) -> tuple[Layer, ...]:
    """The layers with the built-in words in their languages below them."""
    from paperbuilder.themes.layers import Layers
    from paperbuilder.themes.words import word_layer

    data = Layers(layers).data
    languages = data.get("languages") or [data.get("lang")]
    named = [language for language in languages if isinstance(language, str)] if isinstance(languages, list) else []
    return (*layers, word_layer(named or ["en-GB"], folders))


@lru_cache(maxsize=16)
def _theme(layers: tuple[Layer, ...], folders: tuple[Path, ...], languages: tuple[str, ...] = ()) -> Theme:
    """The theme of layers that are in memory, worked out once for all specs that share them."""
    from paperbuilder.themes.checks import check_theme
    from paperbuilder.themes.layers import Layers
    from paperbuilder.themes.model import load_theme

    merged = Layers(layers)
    theme = load_theme(merged)
    files = (check(theme, merged, folders) for check in (_check_logo, _check_fonts))
    if problems := [*check_theme(theme, merged), *chain(*files)]:
        raise TemplateError(problems)
    if not languages:
        return theme
    from paperbuilder.themes.words import spoken

    return type(theme)(**vars(theme) | {"phrases": spoken(theme.phrases, languages)})


def _check_logo(theme: Theme, layers: Layers, folders: Sequence[Path]) -> list[Problem]:
    """A logo that cannot be printed, at the place that names it."""
    from paperbuilder.pictures import find_picture

    try:
        if theme.logo:
            find_picture(theme.logo.file, folders, theme.logo.width)
    except ValueError as error:
        return [layers.problem(("logo", "file"), str(error))]
    return []


def _check_fonts(theme: Theme, layers: Layers, folders: Sequence[Path]) -> Iterator[Problem]:
    """Every font file that cannot be used, at the place that names it."""
    from paperbuilder.themes.font_files import FontProblem, check_font, check_script_font, find_font
    from paperbuilder.themes.scripts import SCRIPTS

    for script, file in theme.fonts.scripts.items():
        path = ("fonts", "scripts", script)
        if script not in SCRIPTS:
            hint = did_you_mean(script, SCRIPTS, "the scripts are " + ", ".join(SCRIPTS))
            yield layers.problem(path, f"there is no script {script}", hint)
            continue
        try:
            check_script_font(find_font(file, folders))
        except FontProblem as problem:
            yield layers.problem(path, str(problem), problem.hint)
    for name, family in theme.fonts.families.items():
        for face, file in vars(family).items():
            try:
                check_font(find_font(file, folders))
            except FontProblem as problem:
                yield layers.problem(("fonts", "families", name, face.replace("_", "-")), str(problem), problem.hint)


@lru_cache(maxsize=16)
def _layers(folders: tuple[Path, ...]) -> tuple[Layer, ...]:
    from paperbuilder.themes.layers import Layer
    from paperbuilder.themes.model import theme_sources

    return tuple(map(Layer, theme_sources(folders)))


def forget_themes() -> None:
    """Read every theme anew: in this process, some have changed."""
    from paperbuilder.themes.words import forget_words

    _layers.cache_clear()
    _theme.cache_clear()
    forget_words()


def shown_theme(root: Path, school: str) -> list[str]:
    """One line for each value of a school's merged theme: key, value, and the file it comes from."""
    from paperbuilder.themes.layers import Layers

    folders = template_folders(root, school)
    layers = Layers(_with_words(_layers(tuple(folders)), folders))
    lines = []
    for path, value in layers.leaves():
        folder = layers.layer(path).source.file.parent
        origin = "standard" if folder == STANDARD else folder.relative_to(root / "templates").as_posix()
        lines.append(f"{'.'.join(map(str, path))}: {value}  ({origin})")
    return lines
