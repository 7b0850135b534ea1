"""The structure tree of a master, repeated for each copy.

In: the objects of a master. Out: bodies of structure elements for one copy after the other. Cannot fail.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from paperbuilder.pdf.master import REFERENCE, Objects, number_at, with_references


class CopiedTree:
    """`document` and `lists` say where, from the first element of a copy on, its root and its pages' lists stand."""

    def __init__(self, objects: Objects, pages: Sequence[int]):
        bodies = objects.bodies
        root = bodies[objects.named(b"/StructTreeRoot")]
        lists = [int(n) for n in REFERENCE.findall(bodies[number_at(b"/ParentTree", root)])]
        elements = [n for n, body in bodies.items() if b"/StructElem" in body]
        self._order = {n: i for i, n in enumerate([*elements, *lists])}
        self._pages = {n: i for i, n in enumerate(pages)}
        self.document = self._order[number_at(b"/K", root)]
        self.lists = range(len(elements), len(elements) + len(lists))
        self._forms = [self._form(bodies[n]) for n in self._order]

    def _form(self, body: bytes) -> tuple[bytes, list[tuple[int, int]]]:
        """A body with %d for every reference that differs from copy to copy, and where each points."""
        points: list[tuple[int, int]] = []

        def place(number: int) -> bytes | None:
            for kind, places in enumerate((self._order, self._pages)):
                if number in places:
                    points.append((kind, places[number]))
                    return b"%d 0 R"
            return None

        return with_references(body.replace(b"%", b"%%"), place), points

    def copy(self, base: int, first_page: int) -> Iterator[bytes]:
        """The elements of one copy, numbered from `base`; its pages are numbered from `first_page`."""
        starts = (base, first_page)
        for form, points in self._forms:
            yield form % tuple(starts[kind] + at for kind, at in points)
