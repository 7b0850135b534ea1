"""Copies of a printed document, each with something of its pupil: composed once, stamped many times.

In: a `Plate` and, for each copy, what stands on its spots. Out: one PDF with all copies, written as they come. Cannot
fail. The file begins with the plate's own bytes; the copies follow as an update (ISO 32000-1, 7.5.6): new page
objects that share the plate's content and fonts and add one small stream each. What is stamped is an artifact.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import BinaryIO

from paperbuilder.press.pen import Spot

REFERENCE = re.compile(rb"(\d+) 0 R")


@dataclass(frozen=True)
class Encoded:
    """A text as (font name in the file, its codes) and its width at 1 pt."""

    codes: tuple[tuple[str, bytes], ...]
    width: float


@dataclass(frozen=True, kw_only=True)
class Plate:
    """A printed document, its spots, and the texts that its embedded fonts can print."""

    data: bytes
    pages: int
    spots: tuple[Spot, ...]
    encoded: Mapping[str, Encoded]

    @cached_property
    def start(self) -> int:
        """Where the cross-reference table begins."""
        return int(self.data[self.data.rindex(b"startxref") :].split()[1])

    @cached_property
    def objects(self) -> dict[int, bytes]:
        """The bodies of all objects by their number."""
        lines = self.data[self.start :].split(b"\n")
        count = int(lines[1].split()[1])
        at = {n: int(line[:10]) for n, line in enumerate(lines[2 : 2 + count]) if line[17:18] == b"n"}
        ends = dict(zip(sorted(at.values()), [*sorted(at.values())[1:], self.start], strict=True))
        bodies = {n: self.data[offset : ends[offset]] for n, offset in at.items()}
        return {n: body.split(b"obj", 1)[1].rsplit(b"endobj", 1)[0] for n, body in bodies.items()}

    def entry(self, name: bytes) -> int:
        """The object that the trailer or the catalogue names."""
        trailer = self.data[self.data.rindex(b"trailer") :]
        found = re.search(rb"/" + name + rb" (\d+) 0 R", trailer + self.objects[_number(rb"/Root", trailer)])
        return int(found[1]) if found else 0


def _number(key: bytes, text: bytes) -> int:
    found = re.search(key + rb" (\d+) 0 R", text)
    return int(found[1]) if found else 0


class Copies:
    """Writes copies of a plate to `out`; the tags are repeated for every copy if `tagged`, else left out."""

    def __init__(self, plate: Plate, out: BinaryIO, tagged: bool = False):
        self.plate, self.out, self.tagged = plate, out, tagged
        objects = plate.objects
        self._next = self._first = max(objects) + 1
        self._offsets: list[int] = []
        self._changed: dict[int, int] = {}
        self._nodes: list[int] = []
        self._root = plate.entry(b"Pages")
        self._pages = [int(n) for n in REFERENCE.findall(objects[self._root].split(b"/Kids")[1].split(b"]")[0])]
        self._forms = [_form(objects[n], tagged) for n in self._pages]
        self._tree = _Tree(plate, self._pages) if tagged else None
        self._at = len(plate.data)
        out.write(plate.data)

    def add(self, values: Mapping[str, str]) -> None:
        """One copy; `values` holds what stands on the spots, by their `of`."""
        node, base = self._next, self._next + 1
        count = len(self._pages)
        copy, first = len(self._nodes), base + count
        self._nodes.append(node)
        kids = b" ".join(b"%d 0 R" % (first + i) for i in range(count))
        self._write(b"<</Type/Pages/Parent %d 0 R/Count %d/Kids[%s]>>" % (self._root, count, kids))
        for page in range(count):
            data = zlib.compress(b" ".join(self._stamps(page + 1, values)), 6)
            self._write(b"<</Length %d/Filter/FlateDecode>>stream\n%s\nendstream" % (len(data), data))
        for page, form in enumerate(self._forms):
            key = (copy * count + page,) if self.tagged else ()
            self._write(form % (base + page, node, *key))
        if self._tree:
            for body in self._tree.copy(self._next, first):
                self._write(body)

    def close(self) -> None:
        """Write what joins the copies; the file is not complete before."""
        plate, count = self.plate, len(self._nodes) * len(self._pages)
        kids = b" ".join(b"%d 0 R" % node for node in self._nodes)
        self._change(self._root, b"<</Type/Pages/Count %d/Kids[%s]>>" % (count, kids))
        catalogue = plate.entry(b"Root")
        if self._tree:
            for number, body in self._tree.joined():
                self._change(number, body)
        else:
            body = re.sub(rb"/(StructTreeRoot|MarkInfo|Metadata) \d+ 0 R", b"", plate.objects[catalogue])
            self._change(catalogue, body)
        self._finish(catalogue)

    def _write(self, body: bytes) -> None:
        self._offsets.append(self._at)
        self._put(self._next, body)
        self._next += 1

    def _change(self, number: int, body: bytes) -> None:
        self._changed[number] = self._at
        self._put(number, body)

    def _put(self, number: int, body: bytes) -> None:
        data = b"%d 0 obj\n%s\nendobj\n" % (number, body)
        self._at += len(data)
        self.out.write(data)

    def _stamps(self, page: int, values: Mapping[str, str]) -> Iterator[bytes]:
        for spot in self.plate.spots:
            text = values.get(spot.of, "")
            if spot.page == page and text:
                yield b"/Artifact BMC q 0 g BT %s ET Q EMC" % b" ".join(self._set(spot, text))

    def _set(self, spot: Spot, text: str) -> Iterator[bytes]:
        """A text on its spot, smaller if it is too long; one letter to a cell if there are cells enough."""
        if spot.cells and len(text) <= spot.cells:
            side = spot.width / spot.cells
            for i, letter in enumerate(text):
                encoded = self.plate.encoded[letter]
                yield _shown(encoded, spot.x + i * side + (side - encoded.width * spot.size) / 2, spot.y, spot.size)
            return
        encoded = self.plate.encoded[text]
        size = min(spot.size, spot.width / max(encoded.width, 0.001))
        x = spot.x + (spot.width - encoded.width * size if spot.right else 0)
        yield _shown(encoded, x, spot.y, size)

    def _finish(self, catalogue: int) -> None:
        start = self._at
        self.out.write(b"xref\n")
        for number, offset in sorted(self._changed.items()):
            self.out.write(b"%d 1\n%010d 00000 n \n" % (number, offset))
        self.out.write(b"%d %d\n" % (self._first, len(self._offsets)))
        self.out.writelines(b"%010d 00000 n \n" % offset for offset in self._offsets)
        trailer = b"trailer\n<</Size %d/Root %d 0 R/Info %d 0 R/Prev %d%s>>\nstartxref\n%d\n%%%%EOF\n"
        mark = re.search(rb"/ID\s*\[[^\]]*\]", self.plate.data[self.plate.start :])
        known = (self.plate.entry(b"Info"), self.plate.start, mark[0] if mark else b"")
        self.out.write(trailer % (self._next, catalogue, *known, start))


def _shown(encoded: Encoded, x: float, y: float, size: float) -> bytes:
    parts = [b"1 0 0 1 %.2f %.2f Tm" % (x, y)]
    parts += [b"%s %.2f Tf <%s> Tj" % (_named(font), size, codes.hex().encode()) for font, codes in encoded.codes]
    return b" ".join(parts)


def _named(font: str) -> bytes:
    return b"/" + font.lstrip("/").encode()


def _form(page: bytes, tagged: bool) -> bytes:
    """A page with places for its stamps, its parent and its key into the parent tree."""
    text = page.strip().replace(b"%", b"%%")
    text = re.sub(rb"/Contents (\d+) 0 R", rb"/Contents [\1 0 R %d 0 R]", text)
    text = re.sub(rb"/Parent \d+ 0 R", b"/Parent %d 0 R", text)
    if tagged:
        return re.sub(rb"/StructParents \d+", b"/StructParents %d", text)
    return re.sub(rb"/StructParents \d+|/Tabs /S", b"", text)


class _Tree:
    """The structure tree of a plate, repeated for each copy."""

    def __init__(self, plate: Plate, pages: list[int]):
        objects = plate.objects
        self.root, self.pages = plate.entry(b"StructTreeRoot"), pages
        self.parents = _number(rb"/ParentTree", objects[self.root])
        self.document = _number(rb"/K", objects[self.root])
        lists = [int(n) for n in REFERENCE.findall(objects[self.parents])]
        elements = [n for n, body in objects.items() if b"/StructElem" in body]
        self._order = {n: i for i, n in enumerate([*elements, *lists])}
        self._pages = {n: i for i, n in enumerate(pages)}
        self._lists = range(len(elements), len(elements) + len(lists))
        self._forms = [self._form(objects[n].strip()) for n in self._order]
        self._bases: list[int] = []

    def _form(self, body: bytes) -> tuple[bytes, list[tuple[int, int]]]:
        """A body with %d for every reference that differs from copy to copy, and where each points."""
        points: list[tuple[int, int]] = []

        def place(match: re.Match[bytes]) -> bytes:
            number = int(match[1])
            if number in self._order:
                points.append((0, self._order[number]))
            elif number in self._pages:
                points.append((1, self._pages[number]))
            else:
                return match[0]
            return b"%d 0 R"

        return REFERENCE.sub(place, body.replace(b"%", b"%%")), points

    def copy(self, base: int, first_page: int) -> Iterator[bytes]:
        """The elements of one copy, numbered from `base`."""
        self._bases.append(base)
        starts = (base, first_page)
        for form, points in self._forms:
            yield form % tuple(starts[kind] + at for kind, at in points)

    def joined(self) -> Iterator[tuple[int, bytes]]:
        """The root and its parent tree, over all copies."""
        documents = b" ".join(b"%d 0 R" % (base + self._order[self.document]) for base in self._bases)
        keys = (base + at for base in self._bases for at in self._lists)
        numbers = b" ".join(b"%d %d 0 R" % pair for pair in enumerate(keys))
        yield self.parents, b"<</Nums[%s]>>" % numbers
        form = b"<</Type/StructTreeRoot/K[%s]/ParentTree %d 0 R/ParentTreeNextKey %d>>"
        yield self.root, form % (documents, self.parents, len(self._bases) * len(self.pages))
