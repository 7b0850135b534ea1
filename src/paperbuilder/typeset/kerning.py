"""How much nearer two letters stand than their widths say, as their font tells.

In: the tables of a font, pairs of letters. Out: thousandths of the font size. Cannot fail: where a table is damaged,
nothing is moved. A pair is looked up when it is first met. Spaces and figures stay as wide as they are, so that widths
of words add up, and figures stand below each other in columns.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Mapping

from paperbuilder.typeset.kerning_tables import OldPairs, Table, lookups

NARROW = "\u202f"  # a no-break space that is narrow
NARROWER = 0.3  # of a space, what it lacks
FIGURES = frozenset("0123456789.,")
UNMOVED = frozenset(f" \u00a0\u2007\u2009{NARROW}")
GREEK, CYRILLIC, AFTER = "\u0370", "\u0400", "\u0530"


class Kerning(dict[str, int]):
    """For each pair of letters by how much the second is moved; `table` gives a table of the font, or nothing."""

    def __init__(self, table: Callable[[str], bytes], glyphs: Mapping[int, int], upem: float, space: float):
        super().__init__()
        self._table, self._glyphs, self._upem, self._space = table, glyphs, upem, space
        self._scripts: dict[str, list[list[Table]]] = {}
        self._before: dict[str, list[list[tuple[Table, int]]]] = {}

    def __missing__(self, pair: str) -> int:
        try:
            found = self[pair] = self._found(*pair)
        except (struct.error, IndexError):
            found = self[pair] = 0
        return found

    def _found(self, left: str, right: str) -> int:
        if left == NARROW and right != " ":
            return -round(NARROWER * self._space)
        known = self._before.get(left)
        if known is None:
            known = self._before[left] = self._known(left)
        if not known or right in UNMOVED or (left in FIGURES and right in FIGURES):
            return 0
        one, other = self._glyphs.get(ord(left), 0), self._glyphs.get(ord(right), 0)
        return round(sum(_first(tables, one, other) for tables in known if other) * 1000 / self._upem)

    def _known(self, left: str) -> list[list[tuple[Table, int]]]:
        """The tables that move letters after this one, each with the letter's number in it."""
        glyph = self._glyphs.get(ord(left), 0)
        if not glyph or left in UNMOVED:
            return []
        groups = self._groups(script_of_letter(left))
        known = ([(table, n) for table in group if (n := table.covered.number(glyph)) is not None] for group in groups)
        return [group for group in known if group]

    def _groups(self, script: str) -> list[list[Table]]:
        """The tables of a script; of those in a group the first counts that knows a pair."""
        if script not in self._scripts:
            groups: list[list[Table]] = [list(group) for group in lookups(self._table("GPOS"), script)]
            self._scripts[script] = groups or [[OldPairs(self._table("kern"))]]
        return self._scripts[script]


def script_of_letter(letter: str) -> str:
    """The script of OpenType that a letter is written in."""
    return "grek" if GREEK <= letter < CYRILLIC else "cyrl" if CYRILLIC <= letter < AFTER else "latn"


def _first(tables: list[tuple[Table, int]], left: int, right: int) -> int:
    """What the first of the tables says that knows the pair."""
    values = (table.value(number, left, right) for table, number in tables)
    return next((value for value in values if value is not None), 0)
