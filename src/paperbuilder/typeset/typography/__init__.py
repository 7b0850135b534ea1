"""What a printer sets where an author types: quotation marks, dashes, no-break spaces.

In: a text, its language. Out: the same text as it is printed; no letter and no figure is another, but for the x between
two numbers. What is printed once stays as it is. Time is linear. Cannot fail.
"""

from __future__ import annotations

from paperbuilder.typeset.typography.edits import Extent, edited, edits
from paperbuilder.typeset.typography.texts import FIGURE, NARROW, NO_BREAK, THING, Edit

__all__ = ["FIGURE", "NARROW", "NO_BREAK", "THING", "Edit", "Extent", "edited", "edits", "typographic"]


def typographic(text: str, language: str = "", extent: Extent = "all") -> str:
    """A text of one language as it is printed."""
    return edited(text, edits(text, language, extent))
