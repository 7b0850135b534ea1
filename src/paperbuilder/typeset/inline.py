"""What stands in lines of text: words in one look, gaps, boxes to tick, formulas; and lines of them.

In: texts and their looks. Out: `Span`, `Shape`, `Inked`, `Break`, `Line`. Cannot fail; `TooWide` is raised by `atoms`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from paperbuilder.typeset.fonts import Face
from paperbuilder.typeset.style import BLACK, Ink

if TYPE_CHECKING:
    from paperbuilder.pictures.sketch import Path
    from paperbuilder.typeset.tree import Node


@dataclass(frozen=True, slots=True, eq=False)
class Dress:
    """What is drawn at all of some words: a rule under them, a box around them, or a ground behind them."""

    kind: str
    ink: Ink


@dataclass(slots=True)
class Span:
    """Text in one face. `quiet` text is an annotation, no part of the words of an extract.

    What has an odd `level` runs from right to left; `dress` is what is drawn at it, the outermost first. `stretch` is
    by how much each space is wider in a justified line, in pt.
    """

    text: str
    face: Face
    size: float
    rise: float = 0
    ink: Ink = BLACK
    quiet: bool = False
    lang: str = ""
    level: int = 0
    dress: tuple[Dress, ...] = ()
    stretch: float = 0

    @property
    def width(self) -> float:
        wide = self.face.width(self.text) * self.size
        return wide + self.stretch * self.spaces if self.stretch else wide

    @property
    def spaces(self) -> int:
        """How many spaces it has that a justified line makes wider."""
        return self.face.printed(self.text).count(" ")

    def cut(self, text: str) -> Span:
        """Other text that looks the same."""
        look = (self.size, self.rise, self.ink, self.quiet, self.lang, self.level, self.dress)
        return Span(text, self.face, *look)


BELOW = 2.0  # from the baseline to the rule of a gap
MIDDLE = 0.36  # of the size of the text: half of a capital, above the baseline


@dataclass(frozen=True, slots=True)
class Shape:
    """A thing in the line that is no text: a gap to write in, a box to tick or for a letter or a digit, or the end of a
    box around words; sizes in pt.

    A box stands with its middle on that of the capitals beside it, whose type has `size`. Lines with a gap are at least
    `pitch` apart.
    """

    kind: Literal["gap", "tick", "digit", "pad"]
    width: float
    size: float
    rule: float = 0.5
    pitch: float = 0
    level: int = 0
    dress: tuple[Dress, ...] = ()

    @property
    def ascent(self) -> float:
        """How far it reaches above the baseline."""
        return 0 if self.kind == "gap" else self.width / 2 + MIDDLE * self.size

    @property
    def descent(self) -> float:
        """And below it."""
        return BELOW if self.kind == "gap" else self.width / 2 - MIDDLE * self.size

    def within(self, width: float) -> Shape:
        """As wide as before; a gap at most as a whole line."""
        return replace(self, width=min(self.width, width)) if self.kind == "gap" else self


@dataclass(frozen=True, slots=True)
class Break:
    """The end of a line, wanted by the author."""


@dataclass(frozen=True, slots=True)
class Between:
    """What stands between a phrase in two languages: `text` if all has room on one line, else a new line begins."""

    text: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Inked:
    """A formula in the line: `shapes` with the baseline at their y 0, and `text` that a reader can mark and copy.

    Sizes in pt. The pieces that `cut` makes of it stand below each other if it is wider than a line.
    """

    tex: str
    width: float
    ascent: float
    descent: float
    shapes: tuple[Path, ...]
    text: tuple[Span, ...]
    node: Node | None
    cut: Callable[[], tuple[Inked, ...]]
    level: int = 0
    dress: tuple[Dress, ...] = ()

    @property
    def least(self) -> float:
        """The width of its widest piece."""
        return max((piece.least for piece in self.cut()), default=self.width)


class TooWide(Exception):
    """A formula of which a piece is wider than its column, in pt."""

    def __init__(self, tex: str, width: float, room: float):
        super().__init__(tex, width, room)
        self.tex, self.width, self.room = tex, width, room


Piece = Span | Shape | Inked
Inline = Span | Shape | Inked | Break | Between


@dataclass(slots=True)
class Line:
    """Pieces with their x from the left edge; `spaced` if a space was dropped at its end.

    `indent` is what is left free before it; a `turned` line goes on with what had no room in the one above.
    `over` and `under` are what it is higher and deeper than other lines, in pt.
    """

    pieces: list[tuple[float, Piece]]
    width: float
    spaced: bool = False
    indent: float = 0
    turned: bool = False
    over: float = 0
    under: float = 0


def same_look(a: Span, b: Span) -> bool:
    """Whether two pieces of text differ in nothing but their words."""
    looks = ((s.face, s.size, s.rise, s.ink, s.quiet, s.lang, s.level, s.dress) for s in (a, b))
    return next(looks) == next(looks)


def below_each_other(inlines: Iterable[Inline]) -> list[Inline]:
    """The inlines with a new line for each language of a pair."""
    return [Break() if isinstance(inline, Between) else inline for inline in inlines]
