"""Text in glyphs: letters that HarfBuzz joins, stacks or puts marks on.

In: faces, text of one direction. Out: codes with their places. Fails with `FontProblem` for a damaged font. Every code
knows the letters that it stands for.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from paperbuilder.pdf.backend import PDFDocument, name_font
from paperbuilder.pdf.glyph_files import embed
from paperbuilder.typeset.shaping import Glyph, ShapedFace, pieces

NEAR = 0.0005  # of the size: where a glyph may stand without being moved there


@dataclass(slots=True)
class Placed:
    """Codes of a font that stand for letters together (or for nothing), if that is `said`, or each for its own.

    Each is (codes, x, y) from where the text begins, per unit of font size.
    """

    shown: list[tuple[bytes, float, float]]
    said: str | None
    _reach: float = 0

    def add(self, code: bytes, glyph: Glyph, advance: float) -> None:
        codes, x, y = self.shown[-1] if self.shown else (b"", glyph.x, glyph.y)
        if self.shown and abs(glyph.x - self._reach) < NEAR and y == glyph.y:
            self.shown[-1] = (codes + code, x, y)
        else:
            self.shown.append((code, glyph.x, glyph.y))
        self._reach = glyph.x + advance


@dataclass
class GlyphFont:
    """A face as one document uses it: for each code the number of a glyph and the letters it stands for."""

    name: str
    face: ShapedFace
    codes: dict[tuple[int, str], int] = field(default_factory=dict)

    def code(self, glyph: int, letters: str) -> int:
        return self.codes.setdefault((glyph, letters), len(self.codes) + 1)


class GlyphFonts:
    """The fonts of one document whose text is set in glyphs."""

    def __init__(self) -> None:
        self._fonts: dict[ShapedFace, GlyphFont] = {}

    def font(self, face: ShapedFace) -> GlyphFont:
        found = self._fonts.get(face)
        if found is None:
            found = self._fonts[face] = GlyphFont(f"/G{len(self._fonts) + 1}", face)
        return found

    def placed(self, face: ShapedFace, text: str, right_to_left: bool) -> list[Placed]:
        """The glyphs of a text; those that follow each other as the font says are in one piece.

        Marks stand after all letters, which say them too: readers would take marks between letters for words.
        """
        font, (glyphs, _) = self.font(face), face.shape(text, right_to_left)
        found: list[Placed] = []

        def add(shown: Sequence[Glyph], letters: str, said: str | None) -> None:
            if said is not None or not found or found[-1].said is not None:
                found.append(Placed([], said))
            for i, glyph in enumerate(shown):
                code = font.code(glyph.number, "" if i else letters).to_bytes(2, "big")
                found[-1].add(code, glyph, face.advance(glyph.number))

        marks: list[Glyph] = []
        for group, letters in pieces(glyphs, text):
            wide = [glyph for glyph in group if face.advance(glyph.number)] or group[:1]
            add(wide, letters, letters if len(wide) > 1 else None)
            marks += [glyph for glyph in group if glyph not in wide]
        if marks:
            add(marks, "", "")
        return found

    def write(self, document: PDFDocument) -> None:
        """Embed the fonts."""
        for number, font in enumerate(font for font in self._fonts.values() if font.codes):
            embedded = embed(document, font.face, font.codes, number)
            name_font(document, font.name.removeprefix("/"), f"{embedded} 0 R")
