"""The structure tree as PDF objects (ISO 32000-1, 14.7).

In: a canvas, the tree, what the pen marked. Out: an entry of the document catalogue. Cannot fail.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from paperbuilder.pdf.backend import Canvas, PDFString, begin_object, page_number, reference, write_object
from paperbuilder.typeset.tree import Node

LAST = (2**31, 0)  # the place of what is not drawn


class TreeWriter:
    """Writes nodes as structure elements of `canvas`'s document."""

    def __init__(self, canvas: Canvas, contents: Mapping[Node, Sequence[tuple[int, int]]]):
        self._document, self._contents = canvas.document, contents
        self._numbers: dict[Node, int] = {}

    def write(self, tree: Node, parents: Sequence[Sequence[Node]]) -> Any:
        """The structure tree root; `parents` are the nodes of each page by MCID."""
        root, number = begin_object(self._document)
        kid = self._element(tree, number)
        lists = []
        for page, nodes in enumerate(parents):
            listed = b"[%s]" % b" ".join(b"%d 0 R" % self._numbers[node] for node in nodes)
            lists.append(b"%d %d 0 R" % (page, write_object(self._document, listed)))
        keys = write_object(self._document, b"<</Nums[%s]>>" % b" ".join(lists))
        form = b"<</Type/StructTreeRoot/K %d 0 R/ParentTree %d 0 R/ParentTreeNextKey %d>>"
        root.data = form % (kid, keys, len(parents))
        return reference(self._document, root)

    def _element(self, node: Node, parent: int) -> int:
        """Write a node and all below it; its number."""
        entry, number = begin_object(self._document)
        self._numbers[node] = number
        kids = self._kids(node, number)
        more = b"/K[%s]" % b" ".join(kids) if kids else b""
        for key, value in ((b"Alt", node.alt), (b"Lang", node.lang)):
            if value:
                more += b"/%s %s" % (key, PDFString(value).format(self._document))
        if node.attributes:
            more += b"/A<<%s>>" % b"".join(_attribute(name, value) for name, value in node.attributes.items())
        entry.data = b"<</Type/StructElem/S/%s/P %d 0 R%s>>" % (node.type.encode(), parent, more)
        return number

    def _kids(self, node: Node, number: int) -> list[bytes]:
        """What is in a node: kids in their order, but one amid the node's own content where it stands in that."""
        places = self._contents.get(node, ())
        own = [self._content(*place) for place in places]
        kids = [b"%d 0 R" % self._element(kid, number) for kid in node.kids]
        if not (own and kids):
            return own + kids
        of_kids = (self._contents.get(kid, [LAST])[0] for kid in node.kids)
        found = [*zip(places, own, strict=True), *zip(of_kids, kids, strict=True)]
        return [body for _, body in sorted(found, key=lambda kid: kid[0])]

    def _content(self, page: int, mcid: int) -> bytes:
        return b"<</Type/MCR/Pg %d 0 R/MCID %d>>" % (page_number(self._document, page), mcid)


def _attribute(name: str, value: str) -> bytes:
    return f"/{name}[{value}]".encode() if name == "BBox" else f"/{name}/{value}".encode()
