"""Where a letter of a text stands in a YAML file.

In: the lines of the file, where the text begins, the text as it was read. Out: line and column, or nothing if they
cannot be told. Cannot fail. Every way of writing a text (plain, in quotation marks, in lines below its key) keeps its
letters in order and changes nothing but white space and what a quotation mark needs: so letters are counted, and
spaces are not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

CODE = r"\\(?:x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|.|$)"
WRITTEN = {"'": re.compile(r"''|\S"), '"': re.compile(rf"{CODE}|\S")}
PLAIN = re.compile(r"\S")
BLANKS = ("\\n", "\\t", "\\ ", "\\r", "\\_", "\\N", "\\L", "\\P", "\\", "\\f", "\\v")


def letter_place(lines: Sequence[str], start: tuple[int, int], value: str, index: int) -> tuple[int, int] | None:
    """Line and column (from 1) of the letter `index` of a value that begins at `start`."""
    wanted = len("".join(value[:index].split()))
    letters = "".join(value[index:].split())
    for count, (line, column, written) in enumerate(_written(lines, *start)):
        if count == wanted and letters:
            return (line, column) if written[-1] == letters[0] or written[0] == "\\" else None
    return None


def _written(lines: Sequence[str], line: int, column: int) -> Iterator[tuple[int, int, str]]:
    """Line, column and writing of every letter from a place on; those of later values too."""
    text = lines[line - 1][column - 1 :] if line <= len(lines) else ""
    sign = text[:1]
    below = sign in ("|", ">")
    pattern = WRITTEN.get(sign, PLAIN)
    skipped = 0 if sign not in WRITTEN else 1
    for number in range(line + below, len(lines) + 1):
        first = column - 1 + skipped if number == line else 0
        for match in pattern.finditer(lines[number - 1], first):
            if match[0] not in BLANKS or sign != '"':
                yield number, match.start() + 1, match[0]
