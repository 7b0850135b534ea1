"""A document to print from templates, and what can come of it besides its layout.

In: nothing. Out: `Order`, `Fault`. Cannot fail.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from paperbuilder.paper.model import Paper
    from paperbuilder.themes.model import Theme

MAX_OUTPUT = 4_000_000  # letters
GREEDY = "this needs too much memory"


@dataclass(frozen=True)
class Order:
    """A document to print. `reading` is another number when templates are to be read anew."""

    paper: Paper
    theme: Theme
    document: str
    folders: tuple[Path, ...]
    reading: int
    more: dict[str, Any]


@dataclass(frozen=True)
class Fault:
    """What is wrong with a template, and where; line 0 is the whole file."""

    message: str
    template: str = ""
    line: int = 0
