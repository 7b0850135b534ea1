"""The structure tree as PDF objects (ISO 32000-1, 14.7), and the metadata of PDF/UA-1.

In: a canvas, the tree, what the pen marked. Out: entries of the document catalogue. Cannot fail.
"""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from xml.sax.saxutils import escape

from reportlab.pdfbase import pdfdoc
from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFName, PDFObjectReference, PDFString
from reportlab.pdfgen.canvas import Canvas

from paperbuilder.flow.tree import Node

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
        self._references: dict[Node, PDFObjectReference] = {}

    def write(self, tree: Node, parents: Sequence[Sequence[Node]]) -> PDFDictionary:
        """The structure tree root; `parents` are the nodes of each page by MCID."""
        root = PDFDictionary({"Type": PDFName("StructTreeRoot")})
        root["K"] = self._element(tree, self._document.Reference(root))
        numbers: list[object] = []
        for page, nodes in enumerate(parents):
            numbers += [page, self._document.Reference(PDFArray([self._references[n] for n in nodes]))]
        root["ParentTree"] = self._document.Reference(PDFDictionary({"Nums": PDFArray(numbers)}))
        root["ParentTreeNextKey"] = len(parents)
        return root

    def _element(self, node: Node, parent: PDFObjectReference) -> PDFObjectReference:
        entry = PDFDictionary({"Type": PDFName("StructElem"), "S": PDFName(node.type), "P": parent})
        self._references[node] = reference = self._document.Reference(entry)
        kids = [self._content(*place) for place in self._contents.get(node, ())]
        kids += [self._element(kid, reference) for kid in node.kids]
        if kids:
            entry["K"] = PDFArray(kids)
        for key, value in (("Alt", node.alt), ("Lang", node.lang)):
            if value:
                entry[key] = PDFString(value)
        if node.attributes:
            entry["A"] = PDFDictionary({name: _attribute(name, value) for name, value in node.attributes.items()})
        return reference

    def _content(self, page: int, mcid: int) -> PDFDictionary:
        return PDFDictionary({"Type": PDFName("MCR"), "Pg": PDFObjectReference(f"Page{page}"), "MCID": mcid})


def _attribute(name: str, value: str) -> object:
    return PDFArray([float(n) for n in value.split()]) if name == "BBox" else PDFName(value)


def metadata(title: str, author: str, canvas: Canvas) -> pdfdoc.XMP:
    """The XMP packet that says PDF/UA-1."""
    stamp = canvas._doc._timeStamp
    date = time.strftime("%Y-%m-%dT%H:%M:%SZ", (*stamp.YMDhms, 0, 0, 0))
    packet = XMP.format(title=escape(title), author=escape(author), date=date)
    return pdfdoc.XMP(creator=lambda _document: packet.encode())
