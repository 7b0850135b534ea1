"""The built-in templates that a school may have its own of, each with what it is.

In: nothing. Out: `Piece`s. Cannot fail.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from paperbuilder.questions.kinds import FOLDER as KINDS
from paperbuilder.templating.documents import DOCUMENTS
from paperbuilder.templating.template_files import TYPES, built_in
from paperbuilder.themes.folders import STANDARD

GROUPS = {
    "documents": "Documents",
    "parts": "Parts of documents",
    "macros": "Macros, which several templates import",
    "types/": "Kinds of questions, and blocks between them",
    "figures/": "Figures",
    "editions/": "Editions",
    "phrases/": "Printed words, by language (single ones are changed in theme.yaml, under phrases:)",
    "ladders": "Levels of mark schemes (what a school has is added to them)",
}
COMMENT = {".xml": re.compile(r"\s*\{#(.*?)#\}", re.S), ".yaml": re.compile(r"\s*((?:#.*\n)+)")}
IMPORT = re.compile(r"\{%-?\s*import\s+\"([^\"]+)\"")
SENTENCE = re.compile(r"(?<=\.)\s+")


@dataclass(frozen=True)
class Piece:
    """A built-in template or file of words: the `name` that one copies, its text, the group it is shown in."""

    name: str
    text: str
    group: str

    @property
    def about(self) -> str:
        """What it is: the first sentence of the comment that it begins with; empty if it has none."""
        found = COMMENT[Path(self.name).suffix].match(self.text)
        return SENTENCE.split(" ".join(found[1].replace("\n#", "\n").strip("# \n").split()))[0] if found else ""


def catalogue() -> list[Piece]:
    """Every piece, by group and name."""
    texts = {name: file.read_text(encoding="utf-8") for name in _names() if (file := built_in(name, [STANDARD]))}
    imported = {name for text in texts.values() for name in IMPORT.findall(text)}
    pieces = [Piece(name, text, _group(name, imported)) for name, text in texts.items()]
    return sorted(pieces, key=lambda piece: (list(GROUPS).index(piece.group), piece.name))


def _names() -> Iterator[str]:
    for pattern in ("**/*.xml", "editions/*.yaml", "phrases/*.yaml", "ladders.yaml", "ladders/*.yaml"):
        yield from (file.relative_to(STANDARD).as_posix() for file in STANDARD.glob(pattern))
    yield from (TYPES + file.name.replace("_", "-") for file in KINDS.glob("*.xml"))


def _group(name: str, imported: set[str]) -> str:
    if name.removesuffix(".xml") in {document.name for document in DOCUMENTS}:
        return "documents"
    if name in imported:
        return "macros"
    return next((group for group in GROUPS if name.startswith(group)), "parts")
