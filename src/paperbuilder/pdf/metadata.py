"""What a PDF says of itself: the XMP packet of PDF/UA-1, and what a print dialogue begins with.

In: title, author, pages. Out: entries of the document catalogue. Cannot fail.
"""

from __future__ import annotations

import time
from html import escape
from typing import Any

from paperbuilder.pdf.backend import Canvas, PDFDictionary, PDFName, xmp

XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<pdfuaid:part>1</pdfuaid:part>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<xmp:CreateDate>{date}</xmp:CreateDate><xmp:ModifyDate>{date}</xmp:ModifyDate>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>"""


def metadata(title: str, author: str, canvas: Canvas) -> Any:
    """The XMP packet that says PDF/UA-1."""
    date = time.strftime("%Y-%m-%dT%H:%M:%SZ", canvas.date)
    packet = XMP.format(title=escape(title, quote=False), author=escape(author, quote=False), date=date)
    return xmp(packet.encode())


def preferences(both_sides: bool, copies: int) -> PDFDictionary:
    """What a print dialogue begins with: real size, the tray by the size of the paper, both sides if both are used."""
    asked = {"DisplayDocTitle": "true", "PrintScaling": PDFName("None"), "PickTrayByPDFSize": "true"}
    asked["Duplex"] = PDFName("DuplexFlipLongEdge" if both_sides else "Simplex")
    return PDFDictionary(asked | ({"NumCopies": copies} if copies > 1 else {}))
