"""Texts as the rules of type-setting read them.

In: nothing. Out: `Edit`, and the letters that stand for what is no text. Cannot fail.
"""

from __future__ import annotations

from typing import NamedTuple

FIGURE = "\ufffc"  # stands for what prints as a number: a formula, the number of a page
THING = "\ufff9"  # stands for any other thing that is no text, and for letters that stay as they were typed
NO_BREAK, NARROW = "\u00a0", "\u202f"


class Edit(NamedTuple):
    """Letters of a text from `start` to before `end`, and what stands in their place."""

    start: int
    end: int
    new: str
