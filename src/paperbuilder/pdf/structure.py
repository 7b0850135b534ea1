"""The structure tree as PDF objects (ISO 32000-1, 14.7), and the metadata of PDF/UA-1.

In: a canvas, the tree, what the pen marked. Out: entries of the document catalogue. Cannot fail.
"""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from html import escape

from reportlab.pdfbase import pdfdoc
from reportlab.pdfbase.pdfdoc import PDFName, PDFObjectReference, PDFString
from reportlab.pdfgen.canvas import Canvas

from paperbuilder.pdf.objects import Written, write_object
from paperbuilder.typeset.tree import Node

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


def mark_pages(canvas: Canvas) -> None:
    """Give every finished page its key into the parent tree, and tab order by structure."""
    for number, page in enumerate(canvas._doc.Pages.pages):
        page.__NoDefault__ = [*page.__NoDefault__, "StructParents", "Tabs"]
        page.StructParents, page.Tabs = number, PDFName("S")


class TreeWriter:
    """Writes nodes as structure elements of `canvas`'s document."""

    def __init__(self, canvas: Canvas, contents: Mapping[Node, Sequence[tuple[int, int]]]):
        self._document, self._contents = canvas._doc, contents
        self._numbers: dict[Node, int] = {}

    def write(self, tree: Node, parents: Sequence[Sequence[Node]]) -> PDFObjectReference:
        """The structure tree root; `parents` are the nodes of each page by MCID."""
        root, number = self._begin()
        kid = self._element(tree, number)
        lists = []
        for page, nodes in enumerate(parents):
            listed = b"[%s]" % b" ".join(b"%d 0 R" % self._numbers[node] for node in nodes)
            lists.append(b"%d %d 0 R" % (page, write_object(self._document, listed)))
        keys = write_object(self._document, b"<</Nums[%s]>>" % b" ".join(lists))
        form = b"<</Type/StructTreeRoot/K %d 0 R/ParentTree %d 0 R/ParentTreeNextKey %d>>"
        root.data = form % (kid, keys, len(parents))
        return self._document.Reference(root)

    def _begin(self) -> tuple[Written, int]:
        """A new object of the file, still empty, and its number."""
        made = Written()
        self._document.Reference(made)
        return made, self._document.objectcounter

    def _element(self, node: Node, parent: int) -> int:
        """Write a node and all below it; its number."""
        entry, number = self._begin()
        self._numbers[node] = number
        kids = [self._content(*place) for place in self._contents.get(node, ())]
        kids += [b"%d 0 R" % self._element(kid, number) for kid in node.kids]
        more = b"/K[%s]" % b" ".join(kids) if kids else b""
        for key, value in ((b"Alt", node.alt), (b"Lang", node.lang)):
            if value:
                more += b"/%s %s" % (key, PDFString(value).format(self._document))
        if node.attributes:
            more += b"/A<<%s>>" % b"".join(_attribute(name, value) for name, value in node.attributes.items())
        entry.data = b"<</Type/StructElem/S/%s/P %d 0 R%s>>" % (node.type.encode(), parent, more)
        return number

    def _content(self, page: int, mcid: int) -> bytes:
        number, _ = self._document.idToObjectNumberAndVersion[f"Page{page}"]
        return b"<</Type/MCR/Pg %d 0 R/MCID %d>>" % (number, mcid)


def _attribute(name: str, value: str) -> bytes:
    return f"/{name}[{value}]".encode() if name == "BBox" else f"/{name}/{value}".encode()


def metadata(title: str, author: str, canvas: Canvas) -> pdfdoc.XMP:
    """The XMP packet that says PDF/UA-1."""
    stamp = canvas._doc._timeStamp
    date = time.strftime("%Y-%m-%dT%H:%M:%SZ", (*stamp.YMDhms, 0, 0, 0))
    packet = XMP.format(title=escape(title, quote=False), author=escape(author, quote=False), date=date)
    return pdfdoc.XMP(creator=lambda _document: packet.encode())
