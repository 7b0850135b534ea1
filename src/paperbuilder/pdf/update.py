"""An update of a PDF, written as its objects come (ISO 32000-1, 7.5.6): the old file stays as it is before it.

In: a master, an open file. Out: the master's bytes, new and changed objects, their cross-reference table. Cannot fail.
"""

from __future__ import annotations

import re
from typing import BinaryIO

from paperbuilder.pdf.master import Master, Objects


class Update:
    """Writes to `out`; new objects are numbered from `next` on."""

    def __init__(self, master: Master, out: BinaryIO):
        self._master, self._out = master, out
        self.next = self._first = max(master.objects.bodies) + 1
        self._offsets: list[int] = []
        self._changed: dict[int, int] = {}
        self._at = len(master.data)
        out.write(master.data)

    def add(self, body: bytes) -> int:
        """A new object; its number."""
        self._offsets.append(self._at)
        self._put(self.next, body)
        self.next += 1
        return self.next - 1

    def change(self, number: int, body: bytes) -> None:
        """Another body for an object of the master."""
        self._changed[number] = self._at
        self._put(number, body)

    def adopt(self, objects: Objects) -> Objects:
        """Add the objects of another file; they come back as they are numbered here."""
        moved = objects.from_number(self.next)
        for body in moved.bodies.values():
            self.add(body)
        return moved

    def _put(self, number: int, body: bytes) -> None:
        data = b"%d 0 obj\n%s\nendobj\n" % (number, body)
        self._at += len(data)
        self._out.write(data)

    def close(self) -> None:
        """Write the table and the trailer; the file is not complete before."""
        master, start = self._master, self._at
        self._out.write(b"xref\n")
        for number, offset in sorted(self._changed.items()):
            self._out.write(b"%d 1\n%010d 00000 n \n" % (number, offset))
        self._out.write(b"%d %d\n" % (self._first, len(self._offsets)))
        self._out.writelines(b"%010d 00000 n \n" % offset for offset in self._offsets)
        mark = re.search(rb"/ID\s*\[[^\]]*\]", master.trailer)
        known = (master.objects.catalogue, master.objects.info, master.start, mark[0] if mark else b"")
        trailer = b"trailer\n<</Size %d/Root %d 0 R/Info %d 0 R/Prev %d%s>>\nstartxref\n%d\n%%%%EOF\n"
        self._out.write(trailer % (self.next, *known, start))
