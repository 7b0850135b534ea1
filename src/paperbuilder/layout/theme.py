"""A theme: every size, rule, font and printed phrase, as data.

In: `theme.yaml` of the built-in templates and, over it, of a school. Out: a frozen `Theme`.
Fails with `TemplateError` naming file and line of every fault.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Literal, Self

from paperbuilder.layout.layers import Layers
from paperbuilder.problems import SpecError, TemplateError
from paperbuilder.spec.schema import field, model, read
from paperbuilder.spec.source import Source, read_source

LENGTH = re.compile(r"(\d+(?:\.\d+)?) ?(pt|mm|cm)")
UNITS = {"pt": 1.0, "mm": 72 / 25.4, "cm": 72 / 2.54}
SIZES = {"A5": (148, 210), "A4": (210, 297), "A3": (297, 420), "Letter": (215.9, 279.4)}


class Length(float):
    """A length in pt, written with its unit."""

    words = "a length with its unit, such as 9 mm or 11 pt"

    @classmethod
    def read(cls, text: str) -> Self:
        match = LENGTH.fullmatch(text.strip())
        if not match:
            raise ValueError(text)
        return cls(float(match[1]) * UNITS[match[2]])


@model
class PageTheme:
    """The sheet of paper. Inner and outer margins change sides on left-hand pages."""

    size: Literal["A5", "A4", "A3", "Letter"] = field("Size of the paper.", "A4")
    top: Length = field("Margin above the text.", "20 mm")
    bottom: Length = field("Margin below it.", "20 mm")
    inner: Length = field("Margin at the binding.", "20 mm")
    outer: Length = field("Margin at the other side.", "15 mm")
    head: Length = field("From the top edge to the running head.", "9 mm")
    foot: Length = field("From the bottom edge to the running foot.", "9 mm")

    @property
    def width(self) -> float:
        return SIZES[self.size][0] * UNITS["mm"]

    @property
    def height(self) -> float:
        return SIZES[self.size][1] * UNITS["mm"]


@model
class FamilyTheme:
    """The four files of a font family, in the folder `fonts` beside the theme."""

    regular: str = field("Upright file.", "LiberationSans-Regular.ttf")
    bold: str = field("Bold file.", "LiberationSans-Bold.ttf")
    italic: str = field("Italic file.", "LiberationSans-Italic.ttf")
    bold_italic: str = field("Bold italic file.", "LiberationSans-BoldItalic.ttf")


@model
class FontsTheme:
    """Which family prints what."""

    text: str = field("Family of the text.", "Liberation Sans")
    fallback: str = field("Family for characters the other lacks.", "DejaVu Sans")
    families: dict[str, FamilyTheme] = field("The families by name.", {})


@model
class StyleTheme:
    """How one kind of text looks. What is left out is as in `body`."""

    size: Length | None = field("Size of the type.", "11 pt", default=None)
    leading: Length | None = field("From line to line.", "14 pt", default=None)
    bold: bool = field("Bold.", "yes", default=False)
    italic: bool = field("Italic.", "yes", default=False)
    align: Literal["left", "centre", "right"] = field("Where the lines stand.", "centre", default="left")
    before: Length = field("Space above.", "6 pt", default=Length(0))
    after: Length = field("Space below.", "6 pt", default=Length(0))
    keep_with_next: bool = field("Stay on the page of what follows.", "yes", default=False)


@model
class AnswerTheme:
    """The ruled lines pupils write on."""

    pitch: Length = field("From line to line.", "9 mm")
    thickness: Length = field("Of a line.", "0.4 pt")
    dash: Length = field("Dots and gaps; 0 pt for a solid line.", "0 pt")
    worksheet_pitch: Length = field("From line to line on a worksheet.", "8 mm")


@model
class NumberingTheme:
    """How numbers are printed: {n} is 1, {a} is a, {i} is i."""

    question: str = field("A question.", "{n}")
    part: str = field("A part.", "({a})")
    subpart: str = field("A part of a part.", "({i})")
    indent: Length = field("How far the text of a question stands in.", "11 mm")
    part_indent: Length = field("And that of a part.", "9 mm")


@model
class Theme:
    """All of a theme."""

    schema: Literal["1"] = field("Version of the theme's form.", "1")
    name: str = field("Whose look it is.", "Standard")
    lang: str = field("Language of the papers.", "en-GB")
    page: PageTheme = field("The paper and its margins.", {})
    fonts: FontsTheme = field("Fonts.", {})
    styles: dict[str, StyleTheme] = field("Styles by name.", {})
    answers: AnswerTheme = field("Answer lines.", {})
    numbering: NumberingTheme = field("Numbers of questions.", {})
    pages_multiple_of: int = field("Blank pages make the question paper a multiple of this.", 2, least=1)
    phrases: dict[str, str] = field("Every printed phrase.", {"end": "END OF QUESTIONS"})


def load_theme(layers: Layers) -> Theme:
    """The merged theme. Raises TemplateError with all problems, each at its place in its own file."""
    theme, problems = read(Theme, layers)
    if problems:
        raise TemplateError(problems)
    return theme  # type: ignore[no-any-return]


def theme_sources(folders: Sequence[Path]) -> list[Source]:
    """The theme files of folders, the uppermost first. Raises FilesError or TemplateError."""
    try:
        return [read_source(f / "theme.yaml") for f in folders if (f / "theme.yaml").exists()]
    except SpecError as error:
        raise TemplateError(error.problems) from None
