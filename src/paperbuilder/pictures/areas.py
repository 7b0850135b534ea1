"""What a paper to draw on is drawn on.

In: nothing. Out: `Area`, a frame. Lengths in pt. Cannot fail.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from paperbuilder.pictures.sketch import Path, Words, rectangle


@dataclass(frozen=True)
class Area:
    """What a paper is drawn on: its size, its squares, what is printed on it, the size of the type."""

    width: float
    height: float
    square: float
    labels: Sequence[str]
    size: float


Shapes = list[Path | Words]


def frame(area: Area, line: float, inset: float = 0) -> Path:
    return Path(rectangle(inset, inset, area.width - 2 * inset, area.height - 2 * inset), line)
