"""Where pages stand on larger sheets: saddle-stitched booklets, two pages side by side, two copies to cut apart.

In: the number of pages. Out: for each side of each sheet, in the order of printing, a left and a right `Place`.
Fails with `ValueError` for a booklet whose pages are no multiple of four: its blanks must be pages with a notice,
made before. Pages count from 0. Nothing here knows PDF.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

MM = 72 / 25.4
CREEP = 1 * MM  # domain.md 5: the outer margin grows by 1 mm for each further four pages
TWICE = {"A5": "A4", "A4": "A3", "A3": "A2", "Letter": "Tabloid"}  # the sheet for two pages side by side
MOST_SHEETS = 15  # domain.md 5: a thicker pile cannot be stitched through its fold


@dataclass(frozen=True)
class Place:
    """A page on half a sheet, moved `shift` pt towards the fold. An `echo` repeats a page that stands beside it."""

    page: int
    shift: float = 0
    echo: bool = False


Side = tuple[Place, Place | None]


def signatures(pages: int) -> list[int]:
    """The pages of each signature: as few as can be stitched, of nearly equal thickness."""
    if pages < 4 or pages % 4:
        raise ValueError(f"a booklet of {pages} pages cannot be folded: they must be a multiple of four")
    sheets = pages // 4
    number = -(-sheets // MOST_SHEETS)
    return [4 * (sheets // number + (i < sheets % number)) for i in range(number)]


def saddle(pages: int) -> list[Side]:
    """Sheets to be folded in the middle, the outermost first: its outside, then its inside."""
    sides: list[Side] = []
    first = 0
    for size in signatures(pages):
        last = first + size - 1
        for sheet in range(size // 4):
            shift, low, high = sheet * CREEP, first + 2 * sheet, last - 2 * sheet
            sides.append((Place(high, shift), Place(low, shift)))
            sides.append((Place(low + 1, shift), Place(high - 1, shift)))
        first += size
    return sides


def side_by_side(pages: int) -> list[Side]:
    """Two pages on each side, in reading order; the last half stays empty if the pages are odd in number."""
    return [(Place(n), Place(n + 1) if n + 1 < pages else None) for n in range(0, pages, 2)]


def twice(pages: int) -> list[Side]:
    """Every page two times on a side, to be cut down the middle."""
    return [(Place(n), Place(n, echo=True)) for n in range(pages)]


WAYS: dict[str, Callable[[int], list[Side]]] = {"booklet": saddle, "two-up": side_by_side, "two-copies": twice}
