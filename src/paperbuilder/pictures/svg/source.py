"""A drawing's file as its parts find each other in it.

In: a tree. Out: elements by their names and links, with what they take over from others. Cannot fail.
"""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from paperbuilder.pictures.svg.styles import StyleSheet

LINK = re.compile(r"url\(\s*['\"]?#([^'\")]+)['\"]?\s*\)\s*(.*)$", re.DOTALL)
LINKED = 10  # elements that one may be derived from, one after another


class Source:
    """A tree, its style sheet, its elements by their names."""

    def __init__(self, root: Element):
        self.root, self.sheet = root, StyleSheet(root)
        self.ids = {name: element for element in reversed(list(root.iter())) if (name := element.get("id"))}

    def used(self, element: Element) -> Element | None:
        """What an element links to, if it is in the file."""
        link = element.get("href", "")
        return self.ids.get(link[1:]) if link.startswith("#") else None

    def named(self, value: str) -> Element | None:
        """What `url(#name)` means."""
        link = LINK.match(value)
        return self.ids.get(link[1].strip()) if link else None

    def chain(self, element: Element) -> list[Element]:
        """An element, and those that it is derived from."""
        found = [element]
        while len(found) < LINKED and (other := self.used(found[-1])) is not None:
            found.append(other)
        return found
