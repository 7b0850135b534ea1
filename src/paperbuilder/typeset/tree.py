"""The logical structure of a document: what is tagged, in reading order.

In: nothing. Out: `Node`, made while blocks are built. Cannot fail.
A leaf node is drawn by one or more blocks; whatever has no node is an artifact.
"""

from __future__ import annotations


class Node:
    """A structure element of PDF 1.7: `type` is one of its standard types (ISO 32000-1, 14.8.4)."""

    __slots__ = ("alt", "attributes", "kids", "lang", "type")

    def __init__(self, type: str, *, alt: str = "", lang: str = "", **attributes: str):
        self.type = type
        self.alt = alt
        self.lang = lang
        self.attributes = attributes
        self.kids: list[Node] = []

    def add(self, type: str, *, alt: str = "", lang: str = "", **attributes: str) -> Node:
        """Append and return a child; `attributes` are name=value with `O` as the owner."""
        node = Node(type, alt=alt, lang=lang, **attributes)
        self.kids.append(node)
        return node

    def last(self, type: str) -> Node | None:
        """The last child, if it is of this type."""
        return self.kids[-1] if self.kids and self.kids[-1].type == type else None
