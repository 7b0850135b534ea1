"""A line of text with letters set in glyphs, in the codes of the fonts of a file.

In: a `Line`, a document and its fonts. Out: `Encoded`, at 1 pt. Cannot fail.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from paperbuilder.pdf.backend import PDFDocument
from paperbuilder.pdf.glyphs import GlyphFonts
from paperbuilder.pdf.kerned import shown
from paperbuilder.pdf.master import Encoded, Place
from paperbuilder.typeset.inline import Line, Span


def encoded(line: Line, document: PDFDocument, fonts: GlyphFonts) -> Encoded:
    """The pieces of a line, each where it stands."""
    size = next(piece.size for _, piece in line.pieces if isinstance(piece, Span))
    spans = [(x / size, piece) for x, piece in line.pieces if isinstance(piece, Span)]
    found = [one for x, span in spans for one in _of(span, x, document, fonts)]
    return Encoded(tuple(operator for operator, _ in found), line.width / size, tuple(at for _, at in found))


def _of(span: Span, x: float, document: PDFDocument, fonts: GlyphFonts) -> Iterator[tuple[tuple[str, bytes], Place]]:
    face: Any = span.face
    if face.shaping:
        name = fonts.font(face).name
        for piece in fonts.placed(face, span.text, span.level % 2 == 1):
            for i, (codes, right, up) in enumerate(piece.shown):
                place = Place(x + right, up, face.scale, "" if i and piece.said else piece.said)
                yield (name, b"<%s> Tj" % codes.hex().encode()), place
        return
    for i, letter in enumerate(span.text):
        x += face.nearer(span.text[i - 1 : i + 1]) if i else 0
        for one in shown(face, letter, document):
            yield one, Place(x, 0)
        x += face.width(letter)
