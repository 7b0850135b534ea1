"""Files of other programs, given where plain text is wanted.

In: the first bytes of a file. Out: what it is, and how to make plain text of it. Cannot fail.
"""

from __future__ import annotations

PACKED, NAMES = b"PK\x03\x04", 4_000  # a ZIP file; its first names stand in so many bytes
PLAIN = "open it, choose Save As (or Export), and save it as Plain Text with the encoding UTF-8"
COPY = "copy its words into a plain text file"
STARTS = {
    b"%PDF": ("a PDF", COPY),
    b"{\\rtf": ("a Rich Text file", PLAIN),
    b"\xd0\xcf\x11\xe0": ("a Word file", PLAIN),
    b"\x89PNG": ("a picture", COPY),
    b"\xff\xd8\xff": ("a picture", COPY),
    b"GIF8": ("a picture", COPY),
}
INSIDE = {
    b"application/vnd.oasis.opendocument": ("a LibreOffice file", PLAIN),
    b"application/epub": ("an e-book", COPY),
    b"word/": ("a Word file", PLAIN),
    b"xl/": ("an Excel file", COPY),
    b"ppt/": ("a PowerPoint file", COPY),
    b"Index/": ("a Pages file", PLAIN),
}
NAMED = {".docx": b"word/", ".odt": b"application/vnd.oasis.opendocument", ".pages": b"Index/"}


def other_kind(data: bytes, ending: str = "") -> tuple[str, str] | None:
    """What a file is, if it is no plain text, and what to do; its name's `ending` counts if its bytes do not tell."""
    if not data.startswith(PACKED):
        return next((kind for start, kind in STARTS.items() if data.startswith(start)), None)
    names = data[:NAMES] + data[-NAMES:]
    mark = next((mark for mark in INSIDE if mark in names), NAMED.get(ending.lower()))
    return INSIDE[mark] if mark else ("a packed file (ZIP)", "unpack it, and name a plain text file that was in it")
