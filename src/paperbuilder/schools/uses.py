"""Which documents a built-in template has a part in.

In: its name. Out: names of documents. Cannot fail.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from paperbuilder.schools.catalogue import catalogue
from paperbuilder.templating.documents import DOCUMENTS

TAKES = re.compile(r"\{%-?\s*(?:include|import|from)\s[^%]*%\}")
NAMED = re.compile(r"\"([\w/-]+(?:\.xml|/))\"")  # a template, or the folder that one is chosen from
FIGURES = re.compile(r"\|\s*figure\b")  # the filter, which prints figure.xml


def documents_with(name: str) -> list[str]:
    """The documents that a template is printed in, through others too, in the order in which they are made."""
    users = {piece.name: set(_taken(piece.text)) for piece in catalogue()}
    found, new = set[str](), {name}
    while new:
        found |= new
        new = {user for user, taken in users.items() if any(one.startswith(tuple(taken)) for one in new)} - found
    return [document.name for document in DOCUMENTS if f"{document.name}.xml" in found]


def _taken(text: str) -> Iterator[str]:
    for tag in TAKES.findall(text):
        yield from NAMED.findall(tag)
    if FIGURES.search(text):
        yield "figure.xml"
