"""Whether words that are to stand out do so in every style of a theme.

In: a checked theme's fonts, styles and marks of emphasis. Out: problems at their places. Cannot fail.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from paperbuilder.problems import Problem
from paperbuilder.themes.layers import Layers
from paperbuilder.themes.model import ROLES, FamilyTheme, StyleTheme, Theme

CALLED = {"strong": "strong words", "emphasis": "emphasised words", "answer": "answers"}
NOT_SURE = "capitals do not show on figures; "
HINT = "write more marks, of which the first that shows is taken: {role}: [{marks}]"


def emphasis_problems(theme: Theme, layers: Layers) -> Iterator[Problem]:
    """A problem for each role that looks like the words around it in some style, or inside words of another role."""
    for role in ROLES:
        marks = getattr(theme.emphasis, role)
        unseen = next(_unseen(role, theme), "")
        if unseen:
            more = [*marks, *(mark for mark in ("underline", "box") if mark not in marks)]
            hint = NOT_SURE * ("capitals" in marks) + HINT.format(role=role, marks=", ".join(more))
            yield layers.problem(("emphasis", role), f"{CALLED[role]} {unseen} would look like those around them", hint)


def _unseen(role: str, theme: Theme) -> Iterator[str]:
    """Where words of a role look like those around them: in a style, or inside words of another role in it."""
    marks = {name: getattr(theme.emphasis, name) for name in ROLES}
    styles = [(name, style, _family(style, theme)) for name, style in theme.styles.items()]
    for name, style, family in styles:
        if not first_seen(marks[role], style, family):
            yield f"in the style {name}"
    for name, style, family in styles:
        for outer in ROLES:
            taken = first_seen(marks[outer], style, family) if outer != role else ""
            if taken and not first_seen(marks[role], style, family, taken):
                yield f"among {CALLED[outer]} in the style {name}"


def _family(style: StyleTheme, theme: Theme) -> FamilyTheme:
    return theme.fonts.families[getattr(theme.fonts, style.font)]


def first_seen(marks: Sequence[str], style: StyleTheme, family: FamilyTheme, taken: str = "") -> str:
    """The first mark that shows on any letter in a style, inside words that have a mark already; "" if none does."""
    bold, italic = style.bold or taken == "bold", style.italic or taken == "italic"
    seen = {
        "bold": not bold and _file(family, True, italic) != _file(family, False, italic),
        "italic": not italic and _file(family, bold, True) != _file(family, bold, False),
        "ground": style.on == "paper" and taken != "ground",
        "capitals": False,
    }
    return next((mark for mark in marks if seen.get(mark, mark != taken)), "")


def _file(family: FamilyTheme, bold: bool, italic: bool) -> str:
    if bold:
        return family.bold_italic if italic else family.bold
    return family.italic if italic else family.regular
