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


class Glyph(NamedTuple):
    """A glyph at (x, y) from where its text begins, per unit of font size; `letter` is that of its first letter."""

    number: int
    letter: int
    x: float
    y: float


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
        return tuple(glyphs), x * unit

    def advance(self, glyph: int) -> float:
        """How wide a glyph is by itself, per unit of font size."""
        return self._units(self.hb.get_glyph_h_advance(glyph))

    def _units(self, length: float) -> float:
        """A length of the font, per unit of font size."""
        return float(length * self.scale / self.hb.face.upem)

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
    ends = dict(zip(starts, [*starts[1:], len(text)], strict=True))
    for start, group in groupby(glyphs, key=lambda glyph: glyph.letter):
        yield tuple(group), text[start : ends[start]]
