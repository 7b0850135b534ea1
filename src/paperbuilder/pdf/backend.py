"""ReportLab as it is used here: every name of it that its guide does not document stands in this module.

In: bytes of objects, operators of pages. Out: objects of a document, finished pages. Cannot fail; `missing_names` says
what a release of ReportLab lacks. Nothing of the host's is changed: no font is registered, no setting touched.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from hashlib import md5
from typing import Any

from reportlab.pdfbase import pdfdoc, ttfonts
from reportlab.pdfbase.pdfdoc import PDFDictionary, PDFDocument, PDFName, PDFObject, PDFString
from reportlab.pdfbase.ttfonts import TTFont, TTFontFace
from reportlab.pdfgen import canvas

from paperbuilder.pictures.packing import Pixels

__all__ = ["Canvas", "PDFDictionary", "PDFDocument", "PDFName", "PDFString"]
UNDOCUMENTED = {
    canvas.Canvas: ("_make_preamble", "hasForm", "doForm", "showPage", "setCreator"),
    PDFDocument: ("Reference", "addForm", "getInternalFontName"),
    pdfdoc: ("PDFStream", "PDFZCompress", "XMP", "PDFObjectReference", "PDFPage"),
    pdfdoc.PDFPage: ("__NoDefault__", "check_format"),
    TTFont: ("splitString", "getSubsetInternalName"),
    TTFontFace: ("makeSubset", "getCharWidth", "get_table"),  # and hmetrics and table, which an instance has
    ttfonts: ("SUBSETN", "makeToUnicodeCMap", "FF_SYMBOLIC", "FF_NONSYMBOLIC"),
}
OF_A_DOCUMENT = ("idToObject", "objectcounter", "idToObjectNumberAndVersion", "delayedFonts", "Pages", "Catalog")


def missing_names() -> list[str]:
    """The names used here that this release of ReportLab does not have."""
    found = [f"{owner.__name__}.{name}" for owner, names in UNDOCUMENTED.items() for name in names]
    have = {f"{o.__name__}.{name}" for o, names in UNDOCUMENTED.items() for name in names if hasattr(o, name)}
    document = PDFDocument()
    return [name for name in found if name not in have] + [n for n in OF_A_DOCUMENT if not hasattr(document, n)]


class Canvas(canvas.Canvas):  # type: ignore[misc]
    """A canvas that needs no registered font: text is set by operators."""

    def _make_preamble(self) -> None:
        self._preamble = "1 0 0 1 0 0 cm "

    @property
    def document(self) -> PDFDocument:
        return self._doc

    def write(self, operators: str) -> None:
        """Add operators to the page."""
        self._code.append(operators)

    @property
    def catalogue(self) -> Any:
        return self._doc.Catalog

    @property
    def date(self) -> time.struct_time:
        """The date in the file: the same every time."""
        return time.struct_time((*self._doc._timeStamp.YMDhms, 0, 0, 0))


class Written(PDFObject):  # type: ignore[misc]
    """An object as it stands in the file."""

    def __init__(self, data: bytes = b""):
        self.data = data

    def format(self, _document: PDFDocument) -> bytes:
        return self.data


def begin_object(document: PDFDocument) -> tuple[Written, int]:
    """A new object of the file, still empty, and its number."""
    made = Written()
    document.Reference(made)
    return made, int(document.objectcounter)


def write_object(document: PDFDocument, data: bytes) -> int:
    """Add an object to a document; its number."""
    document.Reference(Written(data))
    return int(document.objectcounter)


def reference(document: PDFDocument, made: Written) -> Any:
    return document.Reference(made)


def page_number(document: PDFDocument, page: int) -> int:
    """The number of the object of a page, which counts from 1."""
    number, _ = document.idToObjectNumberAndVersion[f"Page{page}"]
    return int(number)


def finish_pages(document: PDFDocument) -> None:
    """Compress every page, and give it its key into the parent tree, and tab order by structure."""
    for number, page in enumerate(document.Pages.pages):
        page.__NoDefault__ = [*page.__NoDefault__, "StructParents", "Tabs"]
        page.StructParents, page.Tabs = number, PDFName("S")
        if page.stream:
            page.Contents = pdfdoc.PDFStream(content=page.stream, filters=[pdfdoc.PDFZCompress])


def font_name(font: TTFont, subset: int, document: PDFDocument) -> str:
    """What a document calls 256 characters of a font."""
    return str(font.getSubsetInternalName(subset, document))


def codes(font: TTFont, text: str, document: PDFDocument) -> list[tuple[int, bytes]]:
    """A text as (subset, its codes); the document embeds the characters."""
    found: list[tuple[int, bytes]] = font.splitString(text, document)
    return found


def used_fonts(document: PDFDocument) -> Iterator[tuple[str, TTFontFace, int, Sequence[int]]]:
    """Every subset that text was set in: its name, its face, its number, its characters; ReportLab writes none then."""
    for font in document.delayedFonts:
        for number, characters in enumerate(font.state[document].subsets):
            yield font_name(font, number, document).removeprefix("/"), font.face, number, characters
    document.delayedFonts = []


def subset_of(face: TTFontFace, characters: Sequence[int]) -> bytes:
    """The font file with these characters alone. Raises whatever a damaged file leads ReportLab to."""
    metrics: list[tuple[float, int]] = face.hmetrics
    scaled = next((i for i, (width, _) in enumerate(metrics) if isinstance(width, float)), 0)
    if scaled:  # ReportLab takes the last width of the file, which all further glyphs share, in thousandths
        face.hmetrics = [*metrics[:scaled], *((metrics[scaled - 1][0], bearing) for _, bearing in metrics[scaled:])]
    made: bytes = face.makeSubset(list(characters))
    return made


def name_font(document: PDFDocument, name: str, written: str) -> None:
    """Let pages find a font."""
    document.idToObject["BasicFonts"].dict[name] = written


def add_image(canvas: Canvas, pixels: Pixels) -> str:
    """A picture, which stands in the document once; its name."""
    name = md5(pixels.data, usedforsecurity=False).hexdigest()
    if not canvas.hasForm(name):
        canvas.document.addForm(name, Written(_picture(pixels)))
    return name


def _picture(pixels: Pixels) -> bytes:
    """The object of a picture."""
    colours, way = "Gray" if pixels.grey else "RGB", "DCT" if pixels.lossy else "Flate"
    head = f"/Subtype /Image /Type /XObject /Width {pixels.width} /Height {pixels.height} /ColorSpace /Device{colours}"
    head += f" /BitsPerComponent {pixels.bits} /Filter /{way}Decode /Length {len(pixels.data)}"
    return f"<< {head} >>\nstream\n".encode() + pixels.data + b"\nendstream"


def xmp(packet: bytes) -> Any:
    """A stream of metadata."""
    return pdfdoc.XMP(creator=lambda _document: packet)
