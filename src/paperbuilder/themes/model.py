"""A theme: every size, rule, font and printed phrase, as data.

In: `theme.yaml` of the built-in templates and, over it, of a school. Out: a frozen `Theme`.
Fails with `TemplateError` naming file and line of every fault.
"""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar, Literal, Self

from paperbuilder.problems import SpecError, TemplateError
from paperbuilder.reading.models import field, model
from paperbuilder.reading.schema import read
from paperbuilder.reading.source import Source, read_source
from paperbuilder.themes.layers import Layers
from paperbuilder.units import MM, PAPER_SIZES, Length

LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")


class Between(str):
    """What stands between two texts, with its spaces."""

    words = "text"

    @classmethod
    def read(cls, text: str) -> Self:
        return cls(text)


class Colour(str):
    """A colour as red, green and blue in hexadecimal."""

    words = "a colour such as #1A2B3C"

    @classmethod
    def read(cls, text: str) -> Self:
        if not COLOUR.fullmatch(text.strip()):
            raise ValueError(text)
        return cls(text.strip().upper())

    @property
    def rgb(self) -> tuple[float, float, float]:
        """Red, green and blue from 0 to 1."""
        red, green, blue = (int(self[i : i + 2], 16) / 255 for i in (1, 3, 5))
        return red, green, blue


@model
class ColourTheme:
    """A colour, and the grey that stands for it on a mono copier."""

    shorthand: ClassVar[str] = "colour"
    colour: Colour = field("In colour.", "#0B3D91")
    mono: Colour | None = field("In mono; the colour's own lightness if left out.", "#333333", default=None)


@model
class LogoTheme:
    """The school's logo, printed at the top of covers and worksheets."""

    file: str = field("A PNG, JPEG, WebP or SVG file beside the theme.", "logo.svg")
    alt: str = field("What it shows, for those who cannot see it.", "Riverside School: two waves")
    width: Length = field("How wide it is printed.", "30 mm", default=Length(30 * MM))


@model
class FurnitureTheme:
    """What is printed around the questions."""

    running_head: bool = field("Title and code at the head of each page.", "no", default=True)
    folio: bool = field("Page x of y.", "no", default=True)
    turn_over: bool = field("“Turn over” at the foot of right-hand pages.", "no", default=True)
    marker_table: bool = field("The marker's table on the cover.", "no", default=True)
    section_marks: bool = field("The marks of a section below its heading.", "yes", default=False)


@model
class RulesTheme:
    """Thickness of the rules that are drawn."""

    heavy: Length = field("Across the cover and below headings.", "1.2 pt")
    frame: Length = field("Around extracts and boxes.", "0.6 pt")
    table: Length = field("In tables.", "0.5 pt")


class Phrase(dict[str, str]):
    """A printed phrase: its text by language; the language of the paper is ""."""

    words = "a phrase, or one for each language: {cy: Enw, en-GB: Name}"

    @classmethod
    def read(cls, data: object) -> Self:
        languages: dict[str, str] = data if isinstance(data, dict) else {"": str(data or "")}
        if not languages or not all(isinstance(text, str) and text for text in languages.values()):
            raise ValueError(data)
        if not all(key == "" or LANGUAGE.fullmatch(key) for key in languages):
            raise ValueError(data)
        return cls(languages)


@model
class PageTheme:
    """The sheet of paper. Inner and outer margins change sides on left-hand pages."""

    size: Literal["A5", "A4", "A3", "Letter"] = field("Size of the paper.", "A4")
    top: Length = field("Margin above the text.", "20 mm")
    bottom: Length = field("Margin below it.", "20 mm")
    inner: Length = field("Margin at the binding; punched holes (ISO 838) need 17 mm.", "20 mm")
    outer: Length = field("Margin at the other side.", "15 mm")
    head: Length = field("From the top edge to the running head.", "9 mm")
    foot: Length = field("From the bottom edge to the running foot.", "9 mm")
    colour: str = field("Colour of the paper, for the office that prints it.", "cream", default="white")

    @property
    def width(self) -> float:
        return PAPER_SIZES[self.size][0] * MM

    @property
    def height(self) -> float:
        return PAPER_SIZES[self.size][1] * MM


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
    code: str = field("Family for programs; all its letters are of one width.", "DejaVu Sans Mono")
    scripts: dict[str, str] = field(
        "Font files for other scripts, by the names of these, in place of those of paperbuilder[scripts].",
        {"arabic": "NotoNastaliqUrdu-Regular.ttf"},
        default={},
    )
    families: dict[str, FamilyTheme] = field("The families by name.", {})


Mark = Literal["bold", "italic", "underline", "box", "ground", "capitals"]


@model
class EmphasisTheme:
    """How words stand out from those around them, by their role: by the first mark of the list that shows there.

    Bold shows where the words around are not bold, in another face than theirs; italic likewise. In a bold heading, and
    in an edition that is bold throughout, the next mark of the list is taken. The ground is in the colour highlight.
    """

    strong: list[Mark] = field("**Strong** words of texts and phrases.", ["bold", "underline", "box"], single=True)
    emphasis: list[Mark] = field("*Emphasised* words.", ["italic", "underline", "box"], single=True)
    answer: list[Mark] = field("Answers on an answer sheet.", ["bold", "box", "underline"], single=True)


ROLES = ("strong", "emphasis", "answer")


@model
class StyleTheme:
    """How one kind of text looks. What is left out is as in `body`."""

    font: Literal["text", "code"] = field("Which of the fonts it is set in.", "code", default="text")
    size: Length | None = field("Size of the type.", "11 pt", default=None)
    leading: Length | None = field("From line to line.", "14 pt", default=None)
    bold: bool = field("Bold.", "yes", default=False)
    italic: bool = field("Italic.", "yes", default=False)
    emphasis: Literal["none", "strong", "emphasis", "answer"] = field(
        "The role of emphasis that all of it has.", "answer", default="none"
    )
    colour: str = field("One of the theme's colours.", "accent", default="ink")
    on: str = field("The colour it is printed on, to check that it can be read.", "accent", default="paper")
    align: Literal["left", "centre", "right", "justify"] = field(
        "Where the lines are set; `justify`, for the style `extract` alone, makes them as wide as each other.",
        "centre",
        default="left",
    )
    hyphenate: bool = field(
        "Whether words may be cut at the end of a line, by the rules of their language; for the style `extract` alone.",
        "yes",
        default=False,
    )
    before: Length = field("Space above.", "6 pt", default=Length(0))
    after: Length = field("Space below.", "6 pt", default=Length(0))
    keep_with_next: bool = field("Stay on the page of what follows.", "yes", default=False)


@model
class StagePitches:
    """From line to line, at least, for pupils who write larger; the `group` of a spec says who they are."""

    primary: Length = field("Years 1 to 6.", "12 mm")
    ks3: Length = field("Key Stage 3: Years 7 to 9.", "10 mm")


@model
class AnswerTheme:
    """Room to write. A line and a letter of handwriting are the units of all of it: lines, gaps, boxes, rows."""

    pitch: Length = field("From line to line; boxes for a letter and rows of tables are as high.", "9 mm")
    worksheet_pitch: Length = field("And on a worksheet.", "8 mm")
    stage_pitches: StagePitches = field("And at least for younger pupils.", {"ks3": "10 mm"})
    letter: Length = field("How wide a letter is; gaps and cells have room for so many.", "9.6 pt")
    least_gap: Length = field("The narrowest gap in running text.", "25 mm")
    thickness: Length = field("Of a line.", "0.4 pt")
    dash: Length = field("Dots and gaps; 0 pt for a solid line.", "0 pt")
    line: Length = field("How long the line for a short answer is, such as x = ____ cm.", "60 mm")
    enlarge: int = field(
        "Room of a stated size (working space, boxes, graph paper) in per cent of it, as far as the page allows.",
        "140",
        default=100,
        least=100,
        most=300,
    )
    lines_per_mark_below_4: int = field("Lines for each mark of a question with 1 to 3 marks.", 2, least=1, most=10)
    lines_per_mark: int = field("Lines for each mark of longer ones.", 3, least=1, most=10)
    lines_of_answer: int = field("Lines for an answer to a question without marks.", 4, default=4, least=1, most=100)
    lines_of_essay: int = field("And for extended writing without marks.", 12, default=12, least=1, most=100)
    side_by_side: bool = field("Short options in two columns.", "no", default=True)


@model
class PicturesTheme:
    """How large pictures are that do not say it."""

    width: Length = field("How wide a picture is at most.", "120 mm")
    height: Length = field("How high it is at most.", "95 mm")
    small: Length = field("How wide a picture is at most in an option or a cell of a table.", "35 mm")
    scale: int = field("How large those are that say it, in hundredths of what they say.", 160, default=100, least=10)


@model
class NumberingTheme:
    """How numbers are printed: {n} is 1, {a} is a, {i} is i."""

    question: str = field("A question.", "{n}")
    part: str = field("A part.", "({a})")
    subpart: str = field("A part of a part.", "({i})")
    indent: Length = field("How far the text of a question is indented.", "11 mm")
    part_indent: Length = field("And that of a part.", "9 mm")


@model
class MarksTheme:
    """What marks can be given."""

    halves: bool = field("Whether half marks are given.", "yes")


@model
class Theme:
    """All of a theme."""

    schema: Literal["1"] = field("Version of the theme's form.", "1")
    name: str = field("The school, as every document names it.", "Riverside School", default="")
    edition: str = field("Name of the edition, such as large print; empty for the standard one.", "", default="")
    least_size: Length = field("No text is smaller; what is gets this size.", "18 pt", default=Length(0))
    lang: str = field("Language of the papers.", "en-GB")
    languages: list[str] = field(
        "Languages of the printed words, the first one first; that of the papers if left out.",
        ["cy", "en-GB"],
        default=[],
    )
    page: PageTheme = field("The paper and its margins.", {})
    fonts: FontsTheme = field("Fonts.", {})
    styles: dict[str, StyleTheme] = field("Styles by name.", {})
    emphasis: EmphasisTheme = field("How words stand out.", {"strong": ["bold", "underline"]})
    print: Literal["mono", "colour"] = field("Whether colours print as their greys.", "colour")
    colours: dict[str, ColourTheme] = field("Colours by name; ink and paper are always there.", {"accent": "#0B3D91"})
    logo: LogoTheme | None = field("The school's logo.", {"file": "logo.svg", "alt": "…"}, default=None)
    furniture: FurnitureTheme = field("What is printed around the questions.", {"folio": "no"})
    rules: RulesTheme = field("Rules.", {"heavy": "2 pt"})
    answers: AnswerTheme = field("Answer lines.", {})
    numbering: NumberingTheme = field("Numbers of questions.", {})
    marks: MarksTheme = field("What marks can be given.", {"halves": "yes"})
    pictures: PicturesTheme = field("Sizes of pictures.", {})

    def rgb(self, name: str) -> tuple[float, float, float]:
        """A colour as it prints. Raises KeyError for a name the theme does not have."""
        colour = self.colours[name]
        if self.print == "colour":
            return colour.colour.rgb
        red, green, blue = (colour.mono or colour.colour).rgb
        grey = round(0.299 * red + 0.587 * green + 0.114 * blue, 3)
        return grey, grey, grey

    pages_multiple_of: int = field("Blank pages make the question paper a multiple of this.", 2, least=1)
    phrases: dict[str, Phrase] = field(
        "Every printed phrase, in one language or in several.", {"end": {"cy": "DIWEDD", "en-GB": "END"}}
    )
    between_languages: Between = field("What is printed between two languages of a phrase.", " / ", default=" / ")


def load_theme(layers: Layers) -> Theme:
    """The merged theme. Raises TemplateError with all problems, each at its place in its own file."""
    theme, problems = read(Theme, layers)
    if problems:
        raise TemplateError(problems)
    return theme  # type: ignore[no-any-return]


def theme_sources(folders: Sequence[Path]) -> list[Source]:
    """The theme files of folders, the uppermost first. Raises FilesError or TemplateError."""
    try:
        return [read_source(f / "theme.yaml") for f in folders if os.path.lexists(f / "theme.yaml")]
    except SpecError as error:
        raise TemplateError(error.problems) from None
