"""A printed document, ready for copies that bear something of their pupils.

In: the bytes of a PDF with a plain cross-reference table, the spots of its pages, the codes of texts in its fonts. Out:
a `Master`. Cannot fail.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from paperbuilder.pdf.content import Spot

REFERENCE = re.compile(rb"(\d+) 0 R")
_STRING_OR_REFERENCE = re.compile(rb"\((?:\\.|[^\\()])*\)|(\d+) 0 R", re.DOTALL)


class Place(NamedTuple):
    """Where codes stand and how large they are, at 1 pt; `said` is what they are read as, if not letter by letter."""

    x: float
    y: float
    scale: float = 1
    said: str | None = None


@dataclass(frozen=True)
class Encoded:
    """A text as (font name in the file, the operator that shows it) and its width at 1 pt.

    `at` has a place for each, if they do not follow each other.
    """

    shown: tuple[tuple[str, bytes], ...]
    width: float
    at: tuple[Place, ...] = ()


@dataclass(frozen=True)
class Objects:
    """The bodies of a PDF's objects by their number; `catalogue` and `info` are the numbers of those two."""

    bodies: Mapping[int, bytes]
    catalogue: int
    info: int

    def named(self, key: bytes) -> int:
        """The object that the catalogue names."""
        return number_at(key, self.bodies[self.catalogue])

    def pages(self) -> list[int]:
        """The pages in their order; they are kids of one node."""
        kids = self.bodies[self.named(b"/Pages")].split(b"/Kids")[1].split(b"]")[0]
        return [int(n) for n in REFERENCE.findall(kids)]

    def from_number(self, first: int) -> Objects:
        """The same objects, numbered from `first` without a gap."""
        numbers = {old: first + i for i, old in enumerate(self.bodies)}
        bodies = {numbers[old]: _renumbered(body, numbers) for old, body in self.bodies.items()}
        return Objects(bodies, numbers[self.catalogue], numbers[self.info])


def number_at(key: bytes, body: bytes) -> int:
    """The number of the object that stands at a key; 0 if there is none."""
    found = re.search(key + rb" (\d+) 0 R", body)
    return int(found[1]) if found else 0


def with_references(body: bytes, change: Callable[[int], bytes | None]) -> bytes:
    """A body with its references changed: what stands in a string, or after `stream`, is none."""
    head, stream, data = body.partition(b"stream\n") if b"/Length" in body else (body, b"", b"")

    def one(match: re.Match[bytes]) -> bytes:
        changed = change(int(match[1])) if match[1] else None
        return match[0] if changed is None else changed

    return _STRING_OR_REFERENCE.sub(one, head) + stream + data


def _renumbered(body: bytes, numbers: Mapping[int, int]) -> bytes:
    return with_references(body, lambda n: b"%d 0 R" % numbers[n] if n in numbers else None)


@dataclass(frozen=True, kw_only=True)
class Master:
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
    def trailer(self) -> bytes:
        return self.data[self.data.rindex(b"trailer") :]

    @cached_property
    def objects(self) -> Objects:
        lines = self.data[self.start :].split(b"\n")
        count = int(lines[1].split()[1])
        at = {n: int(line[:10]) for n, line in enumerate(lines[2 : 2 + count]) if line[17:18] == b"n"}
        ends = dict(zip(sorted(at.values()), [*sorted(at.values())[1:], self.start], strict=True))
        bodies = {n: self.data[offset : ends[offset]] for n, offset in at.items()}
        bodies = {n: body.split(b"obj", 1)[1].rsplit(b"endobj", 1)[0].strip() for n, body in bodies.items()}
        return Objects(bodies, number_at(b"/Root", self.trailer), number_at(b"/Info", self.trailer))

    def at(self, page: int) -> list[Spot]:
        """The spots of a page, which counts from 1."""
        return self._spots.get(page, [])

    @cached_property
    def _spots(self) -> dict[int, list[Spot]]:
        found: dict[int, list[Spot]] = {}
        for spot in self.spots:
            found.setdefault(spot.page, []).append(spot)
        return found
