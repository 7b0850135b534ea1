"""Objects of a PDF whose bytes are written here, not put together by ReportLab.

In: bytes, or a picture. Out: what a ReportLab document takes as an object. Cannot fail.
"""

from __future__ import annotations

from functools import lru_cache
from hashlib import md5

from reportlab.lib.utils import ImageReader
from reportlab.pdfbase.pdfdoc import PDFDocument, PDFImageXObject, PDFObject


class Written(PDFObject):  # type: ignore[misc]
    """An object as it stands in the file."""

    def __init__(self, data: bytes = b""):
        self.data = data

    def format(self, _document: PDFDocument) -> bytes:
        return self.data


def write_object(document: PDFDocument, data: bytes) -> int:
    """Add an object to a document; its number."""
    document.Reference(Written(data))
    return int(document.objectcounter)


@lru_cache(maxsize=64)
def picture(source: ImageReader) -> tuple[str, bytes]:
    """A name for a picture, of its content, and its object: compressed once for all documents that show it."""
    name = md5(source.getRGBData(), usedforsecurity=False).hexdigest()
    return name, PDFImageXObject(name, source).format(PDFDocument())
