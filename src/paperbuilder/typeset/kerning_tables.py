"""The tables by which a font kerns: GPOS, and kern in older fonts (OpenType 1.9).

In: their bytes. Out: for two glyphs, by how many units of the font the second is moved. Fails with `struct.error` or
`IndexError` where a table is damaged. Nothing is read that no text needs.
"""

from __future__ import annotations

import struct
from bisect import bisect_right
from collections.abc import Iterator, Sequence

MOST_SUBTABLES = 200  # of one font; further ones are not looked at
X_ADVANCE, BEFORE_IT = 4, 3  # of the format of a value
PAIRS, EXTENSION = 2, 9  # types of a lookup


def _shorts(data: bytes, at: int, count: int) -> tuple[int, ...]:
    return struct.unpack_from(f">{count}H", data, at)


def _short(data: bytes, at: int) -> int:
    return int(struct.unpack_from(">H", data, at)[0])


class _Ranges:
    """Glyphs in ranges, each with a number that counts up in it, or is the same for all."""

    def __init__(self, starts: Sequence[int], ends: Sequence[int], numbers: Sequence[int], counts: bool):
        self.starts, self.ends, self.numbers, self.counts = starts, ends, numbers, counts

    def number(self, glyph: int) -> int | None:
        at = bisect_right(self.starts, glyph) - 1
        if at < 0 or glyph > self.ends[at]:
            return None
        return self.numbers[at] + (glyph - self.starts[at] if self.counts else 0)


def _ranges(data: bytes, at: int, counts: bool) -> _Ranges:
    """A table of the glyphs that are covered (`counts`), or of the class of each."""
    kind, count = _shorts(data, at, 2)
    if kind == 2:
        each = _shorts(data, at + 4, 3 * count)
        return _Ranges(each[::3], each[1::3], each[2::3], counts)
    if counts:
        covered = _shorts(data, at + 4, count)
        return _Ranges(covered, covered, range(count), True)
    classes = _shorts(data, at + 6, _short(data, at + 4))
    glyphs = range(count, count + len(classes))  # what stands second is the first glyph here
    return _Ranges(glyphs, glyphs, classes, False)


class Pairs:
    """A table of pairs: of single glyphs, or of classes of them."""

    def __init__(self, data: bytes, at: int):
        self._data, self._at = data, at
        self._kind, covered, first, second = _shorts(data, at, 4)
        self.covered = _ranges(data, at + covered, True)
        self._has = bool(first & X_ADVANCE)
        self._skip = 2 * (first & BEFORE_IT).bit_count()
        self._size = 2 * (first.bit_count() + second.bit_count())
        if self._kind == 2:
            lefts, rights, _, self._columns = _shorts(data, at + 8, 4)
            self._lefts, self._rights = _ranges(data, at + lefts, False), _ranges(data, at + rights, False)

    def value(self, number: int, left: int, right: int) -> int | None:
        """How much a glyph is moved after the left one, which has a number here; nothing if the pair is not known."""
        at = self._of_glyphs(number, right) if self._kind == 1 else self._of_classes(left, right)
        if at is None:
            return None
        return int(struct.unpack_from(">h", self._data, at + self._skip)[0]) if self._has else 0

    def _of_glyphs(self, number: int, right: int) -> int | None:
        start = self._at + _short(self._data, self._at + 10 + 2 * number)
        low, high = 0, _short(self._data, start)
        while low < high:
            middle = (low + high) // 2
            at = start + 2 + middle * (2 + self._size)
            found = _short(self._data, at)
            if found == right:
                return at + 2
            low, high = (middle + 1, high) if found < right else (low, middle)
        return None

    def _of_classes(self, left: int, right: int) -> int:
        row, column = self._lefts.number(left) or 0, self._rights.number(right) or 0
        return self._at + 16 + (row * self._columns + column) * self._size


class _Every:
    """All glyphs, by their own numbers."""

    def number(self, glyph: int) -> int:
        return glyph


class OldPairs:
    """The table kern, which fonts had before GPOS."""

    covered = _Every()

    def __init__(self, data: bytes):
        self._pairs = dict(_old_pairs(data))

    def value(self, number: int, left: int, right: int) -> int | None:
        return self._pairs.get(left << 16 | right)


Table = Pairs | OldPairs


def lookups(data: bytes, script: str) -> Iterator[list[Pairs]]:
    """The tables of pairs by which a font kerns a script; none if it has none, or they are damaged."""
    try:
        scripts, features, tables = _shorts(data, 4, 3)
        chosen = _language(data, scripts, script)
        count = min(_short(data, chosen + 4), MOST_SUBTABLES) if chosen else 0
        numbers = _shorts(data, chosen + 6, count)
        wanted = {n for feature in numbers for n in _of_feature(data, features, feature)}
        made = [list(_subtables(data, tables, number)) for number in sorted(wanted)]
    except struct.error:
        return
    yield from made


def _language(data: bytes, scripts: int, script: str) -> int:
    """Where the usual language of a script is described; 0 if it is not."""
    count = _short(data, scripts)
    known = {bytes(tag): at for tag, at in struct.iter_unpack(">4sH", data[scripts + 2 : scripts + 2 + 6 * count])}
    at = next((known[tag] for tag in (script.encode(), b"DFLT", b"dflt", b"latn") if tag in known), 0)
    usual = _short(data, scripts + at) if at else 0
    return scripts + at + usual if usual else 0


def _of_feature(data: bytes, features: int, number: int) -> tuple[int, ...]:
    """The lookups of a feature, if it is that of kerning."""
    tag, at = struct.unpack_from(">4sH", data, features + 2 + 6 * number)
    if tag != b"kern":
        return ()
    return _shorts(data, features + at + 4, min(_short(data, features + at + 2), MOST_SUBTABLES))


def _subtables(data: bytes, tables: int, number: int) -> Iterator[Pairs]:
    start = tables + _short(data, tables + 2 + 2 * number)
    kind, _, count = _shorts(data, start, 3)
    for offset in _shorts(data, start + 6, min(count, MOST_SUBTABLES)):
        at, own = start + offset, kind
        if kind == EXTENSION:
            _, own, further = struct.unpack_from(">HHI", data, at)
            at += further
        if own == PAIRS:
            yield Pairs(data, at)


def _old_pairs(data: bytes) -> Iterator[tuple[int, int]]:
    """Pairs of glyphs (left and right in one number) and how much the second is moved."""
    if len(data) < 18:
        return
    at = 4
    for _ in range(min(_short(data, 2), MOST_SUBTABLES)):
        if at + 14 > len(data):
            return
        _, length, coverage, count = _shorts(data, at, 4)
        if coverage == 1:  # pairs, on the line, not the least or greatest distance
            whole = data[at + 14 : at + 14 + 6 * count]
            yield from struct.iter_unpack(">Ih", whole[: len(whole) // 6 * 6])
        at += max(length, 6)
