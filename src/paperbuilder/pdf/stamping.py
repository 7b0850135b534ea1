"""Copies of printed documents, each with something of its pupil: composed once, stamped many times.

In: `Master`s and, for each copy, what stands on its spots. Out: one PDF with all copies, written as they come. Cannot
fail. The file begins with the first master's own bytes; the copies follow as an update: new page objects that share the
masters' content and fonts and add one small stream each. What is stamped is an artifact.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator, Mapping, Sequence
from typing import BinaryIO

from paperbuilder.pdf.content import Spot, spoken
from paperbuilder.pdf.master import Encoded, Master, Objects, number_at
from paperbuilder.pdf.qr import drawn
from paperbuilder.pdf.stamped_tree import CopiedTree
from paperbuilder.pdf.update import Update

TAGS = re.compile(rb"/(StructTreeRoot|MarkInfo|Metadata)\s*(\d+ 0 R|<<[^>]*>>)")
PAGE_TAGS = re.compile(rb"/StructParents \d+|/Tabs\s*/S")


class Copies:
    """Writes copies of masters to `out`; the tags are repeated for every copy if `tagged`, else left out."""

    def __init__(self, masters: Sequence[Master], out: BinaryIO, tagged: bool = False):
        self.tagged = tagged
        self._first = masters[0].objects
        self._update = Update(masters[0], out)
        self._patterns = [_Pattern(masters[0], self._first, tagged)]
        self._patterns += [_Pattern(master, self._update.adopt(master.objects), tagged) for master in masters[1:]]
        self._nodes: list[int] = []
        self._documents: list[int] = []
        self._lists: list[int] = []
        self._count = 0

    def add(self, values: Mapping[str, str], master: int = 0) -> None:
        """One copy of a master; `values` holds what stands on the spots, by their `of`."""
        pattern, update = self._patterns[master], self._update
        count, node = len(pattern.pages), update.next
        contents, first = node + 1, node + 1 + count
        kids = b" ".join(b"%d 0 R" % (first + i) for i in range(count))
        parent = self._first.named(b"/Pages")
        self._nodes.append(update.add(b"<</Type/Pages/Parent %d 0 R/Count %d/Kids[%s]>>" % (parent, count, kids)))
        for page in range(count):
            data = zlib.compress(b" ".join(_stamps(pattern.master, page + 1, values)), 6)
            update.add(b"<</Length %d/Filter/FlateDecode>>stream\n%s\nendstream" % (len(data), data))
        for page, form in enumerate(pattern.pages):
            key = (self._count + page,) if self.tagged else ()
            update.add(form % (contents + page, node, *key))
        if pattern.tree:
            self._add_tags(pattern.tree, first)
        self._count += count

    def _add_tags(self, tree: CopiedTree, first_page: int) -> None:
        base = self._update.next
        self._documents.append(base + tree.document)
        self._lists += [base + at for at in tree.lists]
        for body in tree.copy(base, first_page):
            self._update.add(body)

    def close(self) -> None:
        """Write what joins the copies; the file is not complete before."""
        first, change = self._first, self._update.change
        change(first.named(b"/Pages"), b"<</Type/Pages/Count %d/Kids[%s]>>" % (self._count, _references(self._nodes)))
        if self.tagged:
            root = first.named(b"/StructTreeRoot")
            parents = number_at(b"/ParentTree", first.bodies[root])
            keys = b" ".join(b"%d %d 0 R" % pair for pair in enumerate(self._lists))
            change(parents, b"<</Nums[%s]>>" % keys)
            form = b"<</Type/StructTreeRoot/K[%s]/ParentTree %d 0 R/ParentTreeNextKey %d>>"
            change(root, form % (_references(self._documents), parents, self._count))
        else:
            change(first.catalogue, TAGS.sub(b"", first.bodies[first.catalogue]))
        self._update.close()


def _references(numbers: Sequence[int]) -> bytes:
    return b" ".join(b"%d 0 R" % n for n in numbers)


class _Pattern:
    """A master as it stands in the file: its pages and its tags as forms for copies."""

    def __init__(self, master: Master, objects: Objects, tagged: bool):
        numbers = objects.pages()
        self.master = master
        self.pages = [_form(objects.bodies[n], tagged) for n in numbers]
        self.tree = CopiedTree(objects, numbers) if tagged else None


def _form(page: bytes, tagged: bool) -> bytes:
    """A page with places for its stamps, its parent and its key into the parent tree."""
    text = page.replace(b"%", b"%%")
    text = re.sub(rb"/Contents (\d+) 0 R", rb"/Contents [\1 0 R %d 0 R]", text)
    text = re.sub(rb"/Parent \d+ 0 R", b"/Parent %d 0 R", text)
    return re.sub(rb"/StructParents \d+", b"/StructParents %d", text) if tagged else PAGE_TAGS.sub(b"", text)


def _stamps(master: Master, page: int, values: Mapping[str, str]) -> Iterator[bytes]:
    for spot in master.at(page):
        if text := values.get(spot.of, ""):
            drawing = drawn(spot, text) if spot.of == "code" else b"BT %s ET" % b" ".join(_set(master, spot, text))
            yield b"/Artifact BMC q 0 g %s Q EMC" % drawing


def _set(master: Master, spot: Spot, text: str) -> Iterator[bytes]:
    """A text on its spot, smaller if it is too long; one letter to a cell if there are cells enough."""
    if spot.cells and len(text) <= spot.cells:
        side = spot.width / spot.cells
        for i, letter in enumerate(text):
            encoded = master.encoded[letter]
            yield _shown(encoded, spot.x + i * side + (side - encoded.width * spot.size) / 2, spot.y, spot.size)
        return
    encoded = master.encoded[text]
    size = min(spot.size, spot.width / max(encoded.width, 0.001))
    x = spot.x + (spot.width - encoded.width * size if spot.right else 0)
    yield _shown(encoded, x, spot.y, size)


def _shown(encoded: Encoded, x: float, y: float, size: float) -> bytes:
    if encoded.at:
        return b" ".join(_placed(encoded, x, y, size))
    parts = [b"1 0 0 1 %.2f %.2f Tm" % (x, y)]
    parts += [b"%s %.2f Tf %s" % (_named(font), size, operator) for font, operator in encoded.shown]
    return b" ".join(parts)


def _placed(encoded: Encoded, x: float, y: float, size: float) -> Iterator[bytes]:
    for (font, operator), at in zip(encoded.shown, encoded.at, strict=True):
        place = b"1 0 0 1 %.2f %.2f Tm" % (x + at.x * size, y + at.y * size)
        shown = b"%s %s %.2f Tf %s" % (place, _named(font), size * at.scale, operator)
        yield shown if at.said is None else b"%s %s EMC" % (spoken(at.said).encode(), shown)


def _named(font: str) -> bytes:
    return b"/" + font.lstrip("/").encode()
