"""Fonts whose text is set in glyphs, embedded: cut down to the glyphs of a document by HarfBuzz, of one weight.

In: faces, the codes of their glyphs. Out: objects of a document. Fails with `FontProblem` for a damaged font. A code
names one glyph and the letters that it stands for: maps tell both (ISO 32000-1, 9.7 and 9.10.3).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import uharfbuzz as hb

from paperbuilder.pdf.backend import PDFDocument, write_object
from paperbuilder.pdf.embedding import stream
from paperbuilder.themes.font_files import damaged
from paperbuilder.typeset.shaping import ShapedFace

NOTHING = "\u2060"  # a second glyph of one letter
MOST_LINES = 100  # of one list of codes
DROPPED = ("GSUB", "GPOS", "GDEF", "BASE", "STAT", "MATH", "VORG", "vhea", "vmtx")
FLAGS = hb.SubsetFlags.NO_HINTING | hb.SubsetFlags.NO_LAYOUT_CLOSURE | hb.SubsetFlags.NOTDEF_OUTLINE
CFF_FLAGS = FLAGS | hb.SubsetFlags.DOWNGRADE_CFF2 | hb.SubsetFlags.CFF_IDENTITY_CHARSET
SYSTEM = "/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
FONT = "<</Type/Font/Subtype/{}/BaseFont/{}{}/DW 1000/W[{}]/FontDescriptor {} 0 R{}>>"
WHOLE = "<</Type/Font/Subtype/Type0/BaseFont/{}/Encoding{}/DescendantFonts[{} 0 R]/ToUnicode {} 0 R>>"
DESCRIPTOR = (
    "<</Type/FontDescriptor/FontName/{}/Flags 4/FontBBox[-1000 {:.0f} 3000 {:.0f}]/Ascent {:.0f}/Descent {:.0f}"
    "/CapHeight {:.0f}/ItalicAngle 0/StemV 80/{} {} 0 R>>"
)
CMAP = """/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering ({ordering}) /Supplement 0 >> def
/CMapName /{name} def
/CMapType {type} def
1 begincodespacerange
<0000> <FFFF>
endcodespacerange
{body}
endcmap
CMapName currentdict /CMap defineresource pop
end
end
"""


def embed(document: PDFDocument, face: ShapedFace, codes: Mapping[tuple[int, str], int], number: int) -> int:
    """A font with the glyphs that have codes; `number` tells it from the others. The number of its object."""
    outlined = "glyf" not in face.hb.face.table_tags  # by curves of PostScript
    base = f"{_tag(number)}+{_name(face)}"
    file, new = _subset(face, sorted({glyph for glyph, _ in codes}), outlined)
    places = {code: new[glyph] for (glyph, _), code in codes.items()}
    own = {(new[glyph] if outlined else code): glyph for (glyph, _), code in codes.items()}
    widths = " ".join(f"{n}[{1000 * face.advance(glyph) / face.scale:g}]" for n, glyph in sorted(own.items()))
    descriptor = write_object(document, _descriptor(document, face, base, file, outlined).encode())
    if outlined:
        kind, more, encoding = "CIDFontType0", "", f" {write_object(document, _encoding(base, places))} 0 R"
    else:
        table = b"".join(places.get(code, 0).to_bytes(2, "big") for code in range(max(places) + 1))
        kind, encoding = "CIDFontType2", "/Identity-H"
        more = f"/CIDToGIDMap {write_object(document, stream(table))} 0 R"
    inner = write_object(document, FONT.format(kind, base, SYSTEM, widths, descriptor, more).encode())
    meanings = write_object(document, stream(_meanings({code: letters for (_, letters), code in codes.items()})))
    return write_object(document, WHOLE.format(base, encoding, inner, meanings).encode())


def _descriptor(document: PDFDocument, face: ShapedFace, base: str, file: bytes, outlined: bool) -> str:
    up, down = 1000 * face.ascent / face.scale, -1000 * face.descent / face.scale
    kind = b"/Subtype/CIDFontType0C" if outlined else b"/Length1 %d" % len(file)
    number = write_object(document, stream(file, kind))
    return DESCRIPTOR.format(base, down, up, up, down, up * 0.7, "FontFile3" if outlined else "FontFile2", number)


def _subset(face: ShapedFace, glyphs: Sequence[int], outlined: bool) -> tuple[bytes, dict[int, int]]:
    """The font with these glyphs alone, of one weight, and their new numbers."""
    font, wanted = face.hb.face, hb.SubsetInput()
    wanted.glyph_set.update([0, *glyphs])
    wanted.flags = CFF_FLAGS if outlined else FLAGS
    for axis in font.axis_infos:
        wanted.pin_axis_location(font, axis.tag, face.weight if axis.tag == "wght" else axis.default_value)
    for table in DROPPED:
        wanted.drop_table_tag_set.add(int.from_bytes(table.encode(), "big"))
    try:
        plan = hb.SubsetPlan(font, wanted)
        made = plan.execute()
    except Exception:  # HarfBuzz raises whatever a damaged file leads it to
        raise damaged(face.path.name) from None
    data = made.reference_table("CFF ").data if outlined else made.blob.data
    return bytes(data), {glyph: plan.old_to_new_glyph_mapping[glyph] for glyph in glyphs}


def _encoding(base: str, places: Mapping[int, int]) -> bytes:
    """Which glyph each code names."""
    name = base.replace("+", "-")
    body = _lists("cidchar", [f"<{code:04X}> {glyph}" for code, glyph in sorted(places.items())])
    data = CMAP.format(ordering="Identity", name=name, type=1, body=body).encode()
    return stream(data, f"/Type/CMap/CMapName/{name}{SYSTEM}/WMode 0".encode())


def _meanings(letters: Mapping[int, str]) -> bytes:
    """Which letters each code stands for."""
    lines = [f"<{c:04X}> <{(t or NOTHING).encode('utf-16-be').hex().upper()}>" for c, t in sorted(letters.items())]
    return CMAP.format(ordering="UCS", name="Adobe-Identity-UCS", type=2, body=_lists("bfchar", lines)).encode()


def _lists(kind: str, lines: Sequence[str]) -> str:
    parts = [lines[i : i + MOST_LINES] for i in range(0, len(lines), MOST_LINES)]
    return "\n".join("\n".join([f"{len(part)} begin{kind}", *part, f"end{kind}"]) for part in parts)


def _tag(number: int) -> str:
    """Six letters that tell this font from all others of the document."""
    return "".join(chr(ord("A") + number // 26**i % 26) for i in range(5, -1, -1))


def _name(face: ShapedFace) -> str:
    stem = "".join(c for c in face.path.stem if c.isascii() and (c.isalnum() or c == "-"))
    return f"{stem or 'Font'}-{face.weight}"
