"""A theme as pages are set with it.

In: a checked `Theme` and the folders that hold fonts. Out: a `Design`. Fails with `FontProblem` if a file is gone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from paperbuilder.themes.checks import LEAST_SIZE
from paperbuilder.themes.font_files import find_font
from paperbuilder.themes.model import ROLES, FamilyTheme, StyleTheme, Theme
from paperbuilder.typeset.font_book import FontBook
from paperbuilder.typeset.fonts import MissingGlyph, forget_faces
from paperbuilder.typeset.style import Ink, Style

if TYPE_CHECKING:
    from paperbuilder.charts.chart import Chart

TALLEST = 0.9  # of the text
FACES = ("regular", "bold", "italic", "bold_italic")


@dataclass(frozen=True, kw_only=True)
class Design:
    """Fonts, styles, the text area, and the room for a running head above it and a foot below. Lengths in pt.

    No letters are smaller than `least`; `emphasis` has the marks of each role. `folders` are those of the templates,
    `pictures` and `charts` those of the paper by their names.
    """

    fonts: FontBook
    styles: Mapping[str, Style]
    width: float
    height: float
    head_room: float
    foot_room: float
    colours: Mapping[str, Ink]
    table_rule: float
    frame_rule: float
    write_rule: float
    least: float
    emphasis: Mapping[str, Sequence[str]]
    folders: Sequence[Path] = ()
    pictures: Mapping[str, Path] = field(default_factory=dict)
    charts: Mapping[str, Chart] = field(default_factory=dict)

    @property
    def tallest(self) -> float:
        """How high a thing can be that stays whole: words above and below it are on its page."""
        return TALLEST * self.height

    def can_print(self, character: str) -> bool:
        """Whether some face has the character."""
        try:
            self.fonts.runs(character, self.styles["body"].family, False, False)
        except MissingGlyph:
            return False
        return True


def design_of(theme: Theme, folders: Sequence[Path]) -> Design:
    """Fonts, styles and text area of a checked theme; made once for all papers that share it."""
    return _design(theme, tuple(folders))


@lru_cache(maxsize=16)
def _design(theme: Theme, folders: tuple[Path, ...]) -> Design:
    return make_design(theme, folders)


def forget_designs() -> None:
    """Read every font anew."""
    _design.cache_clear()
    forget_faces()


def make_design(theme: Theme, folders: Sequence[Path]) -> Design:
    """Fonts, styles and text area of a theme."""
    families = {name: _files(family, folders) for name, family in theme.fonts.families.items()}
    scripts = {name: find_font(file, folders) for name, file in theme.fonts.scripts.items()}
    page = theme.page
    return Design(
        fonts=FontBook(families, theme.fonts.fallback, scripts, theme.lang),
        folders=folders,
        table_rule=theme.rules.table,
        frame_rule=theme.rules.frame,
        write_rule=theme.answers.thickness,
        least=max(theme.least_size, LEAST_SIZE),
        emphasis={role: getattr(theme.emphasis, role) for role in ROLES},
        colours={name: theme.rgb(name) for name in theme.colours},
        styles={name: _style(style, theme) for name, style in theme.styles.items()},
        width=page.width - page.inner - page.outer,
        height=page.height - page.top - page.bottom,
        head_room=page.top - page.head,
        foot_room=page.bottom - page.foot,
    )


def _files(family: FamilyTheme, folders: Sequence[Path]) -> dict[str, Path]:
    return {face: find_font(getattr(family, face), folders) for face in FACES}


def _style(style: StyleTheme, theme: Theme) -> Style:
    body = theme.styles["body"]
    size, leading = style.size or body.size or 11, style.leading or body.leading or 14
    larger = max(1, theme.least_size / size)
    return Style(
        family=getattr(theme.fonts, style.font),
        size=size * larger,
        leading=leading * larger,
        bold=style.bold,
        italic=style.italic,
        align=style.align,
        hyphenate=style.hyphenate,
        ink=theme.rgb(style.colour),
        before=style.before,
        after=style.after,
        keep_with_next=style.keep_with_next,
        emphasis=style.emphasis if style.emphasis != "none" else "",
        on_paper=style.on == "paper",
    )
