"""The parts of a workbook, gone through tag by tag.

In: the bytes of an XLSX file. Out: tags and texts. Fails with `TooMuch` before a part is unpacked or gone through that
is larger than that of a list can be, or with one of `BROKEN`. Only the parts asked for are read: no others.
"""

from __future__ import annotations

import posixpath
import re
import struct
import zipfile
import zlib
from collections.abc import Callable, Mapping
from io import BytesIO
from xml.parsers import expat

MOST_UNPACKED = 16_000_000  # bytes of one part
MOST_TAGS = 800_000  # in one part; 20,000 rows of 19 cells
MOST_SMALL = 20_000  # tags of a list of parts or of sheets
MOST_LETTERS = 32_767  # in a cell, as in Excel itself
BROKEN: tuple[type[Exception], ...] = (zipfile.BadZipFile, zlib.error, expat.ExpatError, struct.error, RuntimeError)
BROKEN += (EOFError, OSError, OverflowError, LookupError, ValueError, TypeError, StopIteration)
Tag = Callable[[str, dict[str, str]], object]


def pass_over(_: str) -> None:
    """What is no matter."""


class TooMuch(Exception):
    """The workbook holds more than a list can."""


class Parts:
    """The parts of a workbook, each read only if it is of a size that a list can have."""

    def __init__(self, data: bytes):
        self.zip = zipfile.ZipFile(BytesIO(data))

    def read(self, path: str) -> bytes:
        info = self.zip.getinfo(path)
        if info.file_size > MOST_UNPACKED:
            raise TooMuch
        return self.zip.read(info)

    def walk(self, path: str, start: Tag, end: Callable[[str], object], text: Callable[[str], object]) -> None:
        """Go through a part tag by tag; names of tags are without their namespaces."""
        parser, left = expat.ParserCreate(), MOST_TAGS

        def opened(name: str, given: dict[str, str]) -> None:
            nonlocal left
            left -= 1
            if left < 0:
                raise TooMuch
            start(name.rpartition(":")[2], given)

        def refuse(*_: object) -> None:
            raise ValueError("a workbook declares no document type")

        parser.buffer_text = True
        parser.StartElementHandler, parser.CharacterDataHandler = opened, text
        parser.EndElementHandler = lambda name: end(name.rpartition(":")[2])
        parser.StartDoctypeDeclHandler = refuse
        parser.Parse(self.read(path), True)

    def tags(self, path: str) -> list[tuple[str, dict[str, str]]]:
        """The tags of a small part; what is said in them is without namespaces too."""
        found: list[tuple[str, dict[str, str]]] = []

        def start(name: str, given: Mapping[str, str]) -> None:
            if len(found) >= MOST_SMALL:
                raise TooMuch
            found.append((name, {key.rpartition(":")[2]: value for key, value in given.items()}))

        self.walk(path, start, pass_over, pass_over)
        return found

    def related(self, path: str) -> dict[str, tuple[str, str]]:
        """The kind and the path of what a part refers to, by its mark."""
        folder, name = posixpath.split(path)
        found = {}
        for tag, given in self.tags(posixpath.join(folder, "_rels", f"{name}.rels")):
            if tag == "Relationship" and given.get("TargetMode") != "External":
                target = posixpath.normpath(posixpath.join("/", folder, given["Target"])).lstrip("/")
                found[given["Id"]] = given["Type"].rpartition("/")[2], target
        return found

    def holds_cells(self, path: str) -> bool:
        return self.zip.getinfo(path).file_size > MOST_UNPACKED or bool(re.search(rb"<(\w+:)?(v|is)>", self.read(path)))


def bounded(text: str) -> str:
    """The text of a cell. Raises TooMuch."""
    if len(text) > MOST_LETTERS:
        raise TooMuch
    return text
