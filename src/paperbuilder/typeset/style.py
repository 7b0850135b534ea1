"""How a piece of text looks: the typeset room's own view of a theme's styles.

In: nothing. Out: `Style`. Cannot fail.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Ink = tuple[float, float, float]
BLACK: Ink = (0.0, 0.0, 0.0)


@dataclass(frozen=True, kw_only=True)
class Style:
    """A named style of the theme. Sizes and spaces in pt; `ink` is red, green and blue from 0 to 1.

    `emphasis` is the role that all of it has; it is `on_paper` if it stands on no ground.
    """

    family: str
    size: float
    leading: float
    bold: bool = False
    italic: bool = False
    align: Literal["left", "centre", "right", "justify"] = "left"
    hyphenate: bool = False
    before: float = 0
    after: float = 0
    ink: Ink = BLACK
    keep_with_next: bool = False
    emphasis: str = ""
    on_paper: bool = True
