"""What differs between two texts, in lines for a reader.

In: two texts. Out: lines: the number of a line, and from there what was (-) and what is (+). Cannot fail; of long
texts, and of much that differs, the beginning is shown.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from difflib import unified_diff

from paperbuilder.problems import counted
from paperbuilder.schools.notes import plain

MOST_SHOWN = 40  # lines
MOST_COMPARED = 2000  # lines of a text
PLACE = re.compile(r"@@ -\d+(?:,\d+)? \+(\d+)(?:,\d+)? @@")


def told(title: str, before: str, after: str) -> list[str]:
    """A title, and below it the lines that differ, each place with the lines next to it."""
    lines = list(_lines(plain(before), plain(after)))
    left = len(lines) - MOST_SHOWN
    shown = [*lines[:MOST_SHOWN], f"… and {counted(left, 'more line')}"] if left > 0 else lines
    return [f"{title} (- before, + now):", *(f"  {line}" for line in shown)]


def alike(one: str, other: str) -> float:
    """The share of the lines of the other that are in one too."""
    mine, others = Counter(_cut(plain(one))), Counter(_cut(plain(other)))
    return (mine & others).total() / others.total()


def _lines(before: str, after: str) -> Iterator[str]:
    compared = unified_diff(_cut(before), _cut(after), n=1, lineterm="")
    for line in list(compared)[2:]:
        place = PLACE.fullmatch(line)
        yield f"line {place[1]}:" if place else f"  {line[:1]} {_shown(line[1:])}".rstrip()


def _cut(text: str) -> list[str]:
    return text.rstrip("\n").split("\n")[:MOST_COMPARED]


def _shown(line: str) -> str:
    return "".join(letter if letter.isprintable() else "�" for letter in line.replace("\t", "    "))
