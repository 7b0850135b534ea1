"""Letters that a font joins, stacks or puts marks on: glyphs and where they stand, from HarfBuzz.

In: a font file, text of one direction. Out: `ShapedFace`, `Glyph`s. Fails with `FontProblem` for a damaged file.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property, lru_cache
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import uharfbuzz as hb

from paperbuilder.themes.font_files import damaged
from paperbuilder.typeset.fonts import MOST_WIDTHS, Face

if TYPE_CHECKING:
    from uharfbuzz import Font

HIDDEN = hb.BufferFlags.REMOVE_DEFAULT_IGNORABLES
BOLD, REGULAR = 700, 400
MOST_SHAPED = 4096
MIDDLE, CLEAR = 0.3, 0.06  # of the size: marks above begin higher than that, and stand so far off their letter


class Glyph(NamedTuple):
    """A glyph at (x, y) from where its text begins, per unit of font size; `letter` is that of its first letter."""

    number: int
    letter: int
    x: float
    y: float


class _Box(NamedTuple):
    """The ink of a letter, per unit of font size."""

    left: float
    right: float
    bottom: float
    top: float

    @property
    def middle(self) -> float:
        return (self.left + self.right) / 2

    def around(self, mark: _Box) -> _Box:
        """With a mark; as wide as before."""
        return self._replace(bottom=min(self.bottom, mark.bottom), top=max(self.top, mark.top))

    def clear(self, mark: _Box) -> float:
        """How far a mark is to be raised; one that goes through the letter is not."""
        if mark.bottom > MIDDLE:
            return max(0.0, self.top + CLEAR - mark.bottom)
        return min(0.0, self.bottom - CLEAR - mark.top) if mark.top < 0 else 0.0


class ShapedFace(Face):
    """A font whose letters are set by HarfBuzz; `scale` makes it as large as those around it look.

    `index` tells which of several fonts in the file; `weight` is that of a variable font.
    """

    shaping = True

    def __init__(self, path: Path, tag: str = "", lang: str = "", scale: float = 1, index: int = 0, bold: bool = False):
        super().__init__(path)
        self.tag, self.lang, self.scale, self.index = tag, lang, scale, index
        self.weight = BOLD if bold else REGULAR
        self._shaped: dict[tuple[str, bool], tuple[tuple[Glyph, ...], float]] = {}

    @cached_property
    def hb(self) -> Font:
        """The font as HarfBuzz has it."""
        try:
            font = hb.Font(hb.Face(hb.Blob.from_file_path(str(self.path)), self.index))
        except Exception:  # HarfBuzz raises whatever a damaged file leads it to
            raise damaged(self.path.name) from None
        if font.face.glyph_count == 0:
            raise damaged(self.path.name)
        if any(axis.tag == "wght" for axis in font.face.axis_infos):
            font.set_variations({"wght": self.weight})
        return font

    def has(self, character: str) -> bool:
        known = self._has.get(character)
        if known is None:
            known = self._has[character] = self.hb.get_nominal_glyph(ord(character)) is not None
        return known

    def width(self, text: str) -> float:
        width = self._widths.get(text)
        if width is None:
            if len(self._widths) > MOST_WIDTHS:
                self._widths = {}
            width = self._widths[text] = self.shape(text)[1]
        return width

    def nearer(self, pair: str) -> float:
        return 0  # lines end between groups of letters, each as wide by itself

    def shape(self, text: str, right_to_left: bool | None = None) -> tuple[tuple[Glyph, ...], float]:
        """The glyphs of a text from left to right, and how wide they are; its own direction if none is given."""
        key = text, self.runs_left if right_to_left is None else right_to_left
        found = self._shaped.get(key)
        if found is None:
            if len(self._shaped) > MOST_SHAPED:
                self._shaped = {}
            found = self._shaped[key] = self._shape(*key)
        return found

    @property
    def runs_left(self) -> bool:
        return self.tag in ("Arab", "Hebr")

    def _shape(self, text: str, right_to_left: bool) -> tuple[tuple[Glyph, ...], float]:
        buffer = hb.Buffer()
        buffer.add_str(text)
        if self.tag and self.tag != "Hani":
            buffer.script = self.tag
        buffer.guess_segment_properties()
        buffer.direction = "rtl" if right_to_left else "ltr"
        buffer.cluster_level = hb.BufferClusterLevel.MONOTONE_GRAPHEMES
        buffer.language = self.lang or "und"
        buffer.flags = HIDDEN
        hb.shape(self.hb, buffer)
        unit, x, glyphs = self.scale / self.hb.face.upem, 0.0, []
        for info, position in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
            glyphs.append(Glyph(info.codepoint, info.cluster, (x + position.x_offset) * unit, position.y_offset * unit))
            x += position.x_advance
        return tuple(glyphs if self.tag else self._settled(glyphs)), x * unit

    def _settled(self, glyphs: Sequence[Glyph]) -> Iterator[Glyph]:
        """The glyphs with marks that the font does not place itself in the middle of their letter, clear of it."""
        for _, group in groupby(glyphs, key=lambda glyph: glyph.letter):
            base, *marks = group
            yield base
            box = self._box(base)
            for mark in marks:
                own = self._box(mark)
                if mark[2:] == (base.x + self.advance(base.number), 0.0):
                    mark = mark._replace(x=mark.x + box.middle - own.middle, y=box.clear(own))
                    own = self._box(mark)
                yield mark
                box = box.around(own)

    def _box(self, glyph: Glyph) -> _Box:
        ink = self.hb.get_glyph_extents(glyph.number)
        left, top = self._units(ink.x_bearing) + glyph.x, self._units(ink.y_bearing) + glyph.y
        return _Box(left, left + self._units(ink.width), top + self._units(ink.height), top)

    def advance(self, glyph: int) -> float:
        """How wide a glyph is by itself, per unit of font size."""
        return self._units(self.hb.get_glyph_h_advance(glyph))

    def _units(self, length: float) -> float:
        """A length of the font, per unit of font size."""
        return float(length * self.scale / self.hb.face.upem)

    @property
    def look(self) -> tuple[Path, int, int]:
        variable = any(axis.tag == "wght" for axis in self.hb.face.axis_infos)
        return self.path, self.index, self.weight if variable else 0

    @cached_property
    def ascent(self) -> float:
        return self._units(self.hb.get_font_extents("ltr").ascender)

    @cached_property
    def descent(self) -> float:
        return -self._units(self.hb.get_font_extents("ltr").descender)


@lru_cache(maxsize=128)
def shaped_face(
    path: Path, tag: str = "", lang: str = "", scale: float = 1, index: int = 0, bold: bool = False
) -> ShapedFace:
    """The one face of a file, script and language in this process."""
    return ShapedFace(path, tag, lang, scale, index, bold)


def pieces(glyphs: Sequence[Glyph], text: str) -> Iterator[tuple[Sequence[Glyph], str]]:
    """Glyphs that stand for letters together, and these letters; from left to right."""
    starts = sorted({glyph.letter for glyph in glyphs})
    ends = dict(zip(starts, [*starts[1:], len(text)], strict=False))
    for start, group in groupby(glyphs, key=lambda glyph: glyph.letter):
        yield tuple(group), text[start : ends[start]]
