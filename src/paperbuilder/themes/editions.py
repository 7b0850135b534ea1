"""Editions: pieces of a theme that are laid over all others, such as large print.

In: template folders and a name. Out: a layer. Fails with `TemplateError` for an edition that is not there.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from paperbuilder.problems import Problem, TemplateError, did_you_mean
from paperbuilder.themes.folders import template_folders

if TYPE_CHECKING:
    from paperbuilder.themes.layers import Layer

STANDARD_EDITION = "standard"


def edition_layers(name: str, folders: Sequence[Path]) -> list[Layer]:
    """The piece of a theme that makes an edition, if one is wanted. Raises PaperbuilderError."""
    from paperbuilder.reading.source import read_source
    from paperbuilder.themes.layers import Layer

    if name in ("", STANDARD_EDITION):
        return []
    files = _files(folders)
    if name in files:
        return [Layer(read_source(files[name]))]
    hint = did_you_mean(name, files, "there are standard, " + ", ".join(sorted(files)))
    raise TemplateError([Problem(message=f"there is no edition {name}", file="editions", hint=hint)])


def _files(folders: Sequence[Path]) -> dict[str, Path]:
    return {file.stem: file for folder in reversed(folders) for file in sorted((folder / "editions").glob("*.yaml"))}


def editions(root: Path, school: str = "") -> list[str]:
    """The editions there are beside the standard one. Raises FilesError for an unknown school."""
    return list(_files(template_folders(root, school)))
