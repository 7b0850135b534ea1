"""Text in glyphs: letters that HarfBuzz joins, stacks or puts marks on, and the fonts that hold them.

In: faces, text of one direction. Out: codes with their places, objects of a document. Fails with `FontProblem` for a
damaged font. Fonts are cut down to the glyphs of a document; every code knows the letters that it stands for.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import uharfbuzz as hb

from paperbuilder.pdf.backend import PDFDocument, name_font, write_object
from paperbuilder.pdf.embedding import stream
from paperbuilder.themes.font_files import damaged
from paperbuilder.typeset.shaping import Glyph, ShapedFace, pieces

NEAR = 0.0005  # of the size: where a glyph may stand without being moved there
NOTHING = "\u2060"  # a second glyph of one letter
TYPES = {True: "/Subtype/CIDFontType0", False: "/Subtype/CIDFontType2/CIDToGIDMap {} 0 R"}
FONT = (
    "<</Type/Font{}/BaseFont/{}/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
    "/DW 1000/W[{}]/FontDescriptor {} 0 R>>"
)
WHOLE = "<</Type/Font/Subtype/Type0/BaseFont/{}/Encoding/Identity-H/DescendantFonts[{} 0 R]/ToUnicode {} 0 R>>"
DESCRIPTOR = (
    "<</Type/FontDescriptor/FontName/{}/Flags 4/FontBBox[{}]/Ascent {:.0f}/Descent {:.0f}/CapHeight {:.0f}"
    "/ItalicAngle 0/StemV 80/{} {} 0 R>>"
)
MEANINGS = """/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <FFFF>
endcodespacerange
{}
endcmap
CMapName currentdict /CMap defineresource pop
end
end
"""
MOST_LINES = 100  # of one list of codes


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
    outlined: bool  # by curves of PostScript: its codes are the numbers of the glyphs
    codes: dict[tuple[int, str], int] = field(default_factory=dict)

    def code(self, glyph: int, letters: str) -> int:
        if self.outlined:
            self.codes.setdefault((glyph, ""), glyph)
            self.letters.setdefault(glyph, letters)
            return glyph
        return self.codes.setdefault((glyph, letters), len(self.codes) + 1)

    letters: dict[int, str] = field(default_factory=dict)

    def meanings(self) -> dict[int, str]:
        if self.outlined:
            return self.letters
        return {code: letters for (_, letters), code in self.codes.items()}


class GlyphFonts:
    """The fonts of one document whose text is set in glyphs."""

    def __init__(self) -> None:
        self._fonts: dict[ShapedFace, GlyphFont] = {}

    def font(self, face: ShapedFace) -> GlyphFont:
        found = self._fonts.get(face)
        if found is None:
            tables = face.hb.face.table_tags
            name = f"/G{len(self._fonts) + 1}"
            found = self._fonts[face] = GlyphFont(name, face, "glyf" not in tables)
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
        for number, font in enumerate(self._fonts.values()):
            name_font(document, font.name.removeprefix("/"), f"{_embed(document, font, number)} 0 R")


def _embed(document: PDFDocument, font: GlyphFont, number: int) -> int:
    face, cff = font.face, font.outlined
    base = f"{_tag(number)}+{_name(face)}"
    glyphs = {code: glyph for (glyph, _), code in font.codes.items()}
    file, mapping = _subset(face, sorted(set(glyphs.values())), cff)
    kind, key = (b"/Subtype/CIDFontType0C", "FontFile3") if cff else (b"/Length1 %d" % len(file), "FontFile2")
    upem = face.hb.face.upem
    extents = face.hb.get_font_extents("ltr")
    up, down = extents.ascender * 1000 / upem, extents.descender * 1000 / upem
    box = f"-1000 {down:.0f} 3000 {up:.0f}"
    descriptor = DESCRIPTOR.format(base, box, up, down, up * 0.7, key, write_object(document, stream(file, kind)))
    subtype = TYPES[cff]
    if not cff:
        places = bytearray(2 * (max(glyphs) + 1))
        for code, glyph in glyphs.items():
            places[2 * code : 2 * code + 2] = mapping[glyph].to_bytes(2, "big")
        subtype = subtype.format(write_object(document, stream(bytes(places))))
    widths = " ".join(
        f"{code}[{face.hb.get_glyph_h_advance(glyph) * 1000 / upem:g}]" for code, glyph in sorted(glyphs.items())
    )
    inner = FONT.format(subtype, base, widths, write_object(document, descriptor.encode()))
    meanings = write_object(document, stream(_meanings(font.meanings())))
    return write_object(document, WHOLE.format(base, write_object(document, inner.encode()), meanings).encode())


def _subset(face: ShapedFace, glyphs: Sequence[int], cff: bool) -> tuple[bytes, dict[int, int]]:
    """The font with these glyphs alone, of one weight, and their new numbers."""
    wanted = hb.SubsetInput()
    wanted.glyph_set.update([0, *glyphs])
    flags = hb.SubsetFlags.NO_HINTING | hb.SubsetFlags.NO_LAYOUT_CLOSURE | hb.SubsetFlags.NOTDEF_OUTLINE
    if cff:
        flags |= hb.SubsetFlags.DOWNGRADE_CFF2 | hb.SubsetFlags.CFF_IDENTITY_CHARSET | hb.SubsetFlags.RETAIN_GIDS
    wanted.flags = flags
    for axis in face.hb.face.axis_infos:
        wanted.pin_axis_location(face.hb.face, axis.tag, face.weight if axis.tag == "wght" else axis.default_value)
    for table in ("GSUB", "GPOS", "GDEF", "BASE", "STAT", "MATH", "VORG", "vhea", "vmtx"):
        wanted.drop_table_tag_set.add(int.from_bytes(table.encode(), "big"))
    try:
        plan = hb.SubsetPlan(face.hb.face, wanted)
        made = plan.execute()
    except Exception:  # HarfBuzz raises whatever a damaged file leads it to
        raise damaged(face.path.name) from None
    mapping = {glyph: plan.old_to_new_glyph_mapping[glyph] for glyph in glyphs}
    data = made.reference_table("CFF ").data if cff else made.blob.data
    return bytes(data), mapping


def _meanings(letters: dict[int, str]) -> bytes:
    lines = [f"<{c:04X}> <{(t or NOTHING).encode('utf-16-be').hex().upper()}>" for c, t in sorted(letters.items())]
    lists = [lines[i : i + MOST_LINES] for i in range(0, len(lines), MOST_LINES)]
    body = "\n".join(f"{len(part)} beginbfchar\n" + "\n".join(part) + "\nendbfchar" for part in lists)
    return MEANINGS.format(body).encode()


def _tag(number: int) -> str:
    """Six letters that tell this font from all others of the document."""
    return "".join(chr(ord("A") + number // 26**i % 26) for i in range(5, -1, -1))


def _name(face: ShapedFace) -> str:
    stem = "".join(c for c in face.path.stem if c.isascii() and (c.isalnum() or c == "-"))
    return f"{stem or 'Font'}-{face.weight}"
