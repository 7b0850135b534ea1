"""`docs/theme.md`, made from the model of a theme.

In: the model. Out: Markdown. Cannot fail.
"""

from __future__ import annotations

from paperbuilder.reading.reference import reference
from paperbuilder.themes.model import Theme

INTRO = """# The theme

Every key of a `theme.yaml`, made from the code that reads it. The standard theme has them all
(`src/paperbuilder/templates/standard/theme.yaml`); a school's holds only what it changes, a department's only what
differs from its school, and a spec may change more for one paper under `theme:`. “Needed” is what the standard theme
must have.
"""


def theme_reference() -> str:
    """The whole page."""
    return f"{INTRO}\n{reference(Theme)}"
