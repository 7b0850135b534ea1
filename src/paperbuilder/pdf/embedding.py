"""Fonts in a PDF: the characters a document uses, each set of them made and compressed once.

In: a document whose pages are drawn. Out: its fonts as objects of it. Fails with `FontProblem` for a damaged file.
"""

from __future__ import annotations

import zlib
from functools import lru_cache
from itertools import count
from pathlib import Path

from reportlab.pdfbase.ttfonts import FF_NONSYMBOLIC, FF_SYMBOLIC, SUBSETN, TTFontFace, makeToUnicodeCMap

from paperbuilder.pdf.backend import PDFDocument, PDFName, name_font, subset_of, used_fonts, write_object
from paperbuilder.themes.font_files import damaged

FONT = (
    "<</Type/Font/Subtype/TrueType/Name/{}/BaseFont{}/FirstChar 0/LastChar {}/Widths[{}]"
    "/ToUnicode {} 0 R/FontDescriptor {} 0 R>>"
)
DESCRIPTOR = (
    "<</Type/FontDescriptor/FontName{}/Flags {}/FontBBox[{}]/Ascent {:g}/Descent {:g}/CapHeight {:g}/ItalicAngle {:g}"
    "/StemV {:g}/MissingWidth {:g}/FontFile2 {} 0 R>>"
)


def embed_fonts(document: PDFDocument) -> None:
    """Write the fonts that text was set in, and leave none for ReportLab to write."""
    bases: set[str] = set()
    for name, face, number, characters in used_fonts(document):
        base = _base_name(face, number, bases)
        bases.add(base)
        name_font(document, name, _embed(document, name, face, base, tuple(characters)))


def _base_name(face: TTFontFace, number: int, taken: set[str]) -> str:
    """A subset's name in the file, which no other has: two fonts may call themselves the same."""
    names = (str(PDFName(f"{SUBSETN(n).decode()}+{face.name.decode('latin-1')}")) for n in count(number))
    return next(name for name in names if name not in taken)


def _embed(document: PDFDocument, name: str, face: TTFontFace, base: str, characters: tuple[int, ...]) -> str:
    """A subset of up to 256 characters in their codes; a reference to it."""
    file, meanings = _streams(face, base, characters)
    flags = face.flags & ~FF_NONSYMBOLIC | FF_SYMBOLIC
    sizes = (face.ascent, face.descent, face.capHeight, face.italicAngle, face.stemV, face.defaultWidth)
    box = " ".join(f"{n:g}" for n in face.bbox)
    descriptor = DESCRIPTOR.format(base, flags, box, *sizes, write_object(document, file))
    widths = " ".join(f"{face.getCharWidth(c):g}" for c in characters)
    numbers = write_object(document, meanings), write_object(document, descriptor.encode())
    written = FONT.format(name, base, len(characters) - 1, widths, *numbers)
    return f"{write_object(document, written.encode())} 0 R"


@lru_cache(maxsize=32)
def _streams(face: TTFontFace, base: str, characters: tuple[int, ...]) -> tuple[bytes, bytes]:
    """The font file with these characters alone, and what each code means."""
    try:
        file = subset_of(face, characters)
    except Exception:  # ReportLab raises whatever a damaged file leads it to
        raise damaged(Path(face.filename).name) from None
    meanings = makeToUnicodeCMap(base.removeprefix("/"), characters).encode()
    return stream(file, b"/Length1 %d" % len(file)), stream(meanings)


def stream(data: bytes, more: bytes = b"") -> bytes:
    """A compressed stream, with more keys in its dictionary."""
    packed = zlib.compress(data)
    return b"<<%s/Filter/FlateDecode/Length %d>>\nstream\n%s\nendstream" % (more, len(packed), packed)
