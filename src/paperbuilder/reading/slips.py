"""YAML as people type it: slips that YAML itself reads as something else, or stumbles over further down.

In: the lines of a file, and which of them are inside a text or a list in brackets. Out: place, message and hint of
every slip. Cannot fail.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from paperbuilder.reading.signs import COLON, DASH, KEY, ODD

SPACE = re.compile(
    rf"[ \t]*([{ODD}])"  # at the start of the line
    rf"|(?: *(?:- +)*(?:[a-z][\w-]*: *|-))([{ODD}])"  # after a colon or hyphen
    rf"| *[a-z][\w-]*([{ODD}])[ {ODD}]*:(?: |$)"  # before a colon
    rf"|(?: *(?:- +)*(?:{KEY}: +)?\{{(?:[^\"'}}]*,)? *{KEY}: *)([{ODD}])"  # after a colon in { … }
)
ITEM = re.compile(rf"( *)(-(?=[^\s-])|[{DASH}]|--+|[>*+]|\d+[.)])[ {ODD}]*(?=\S)")
PAIR = re.compile(rf"( *(?:- +)*)({KEY}) ?(?::(?=[^\s:/\\])|([{COLON}]))")
RIGHT = re.compile(rf"( *(?:- +)*){KEY} ?:(?: |$)")
COMMENT = re.compile(r"(?:^| )#.*")


@dataclass(frozen=True)
class Slip:
    """Where it is (from 0), what is wrong, what to type, and its line as it was meant."""

    line: int
    column: int
    message: str
    hint: str
    meant: str


_Found = tuple[int, str, str, str]  # column, message, hint, the line as far as it is mended


def slips(lines: Sequence[str], inside: Collection[int]) -> Iterator[Slip]:
    """Every slip in lines that are not `inside` something (their numbers from 0)."""
    rows = [(n, line) for n, line in enumerate(lines) if n not in inside]
    rows = [(n, bare) for n, line in rows if (bare := COMMENT.sub("", line).rstrip(" \t\r"))]
    before = _Before()
    for (number, line), (_, after) in zip(rows, [*rows[1:], (0, "")], strict=False):
        meant = line
        if found := before.slip(line, after):
            column, message, hint, meant = found
            yield Slip(number, column, message, hint, meant + lines[number][len(line) :])
        before.add(meant)


class _Before:
    """What the lines so far make of the next: where keys and items of lists stand, and whether a key waits for more."""

    def __init__(self) -> None:
        self.columns, self.item, self.opens = {0}, -1, False

    def add(self, line: str) -> None:
        if match := RIGHT.match(line):
            self.columns = {column for column in self.columns if column < match.end(1)} | {match.end(1)}
        self.item = line.index("-") if line.lstrip().startswith("- ") else -1
        self.opens = line[-1] == ":"

    def slip(self, line: str, after: str) -> _Found | None:
        if match := SPACE.match(line):
            at = match.start(match.lastindex or 0)
            message = f"this is no ordinary space, but a different character ({unicodedata.name(line[at]).lower()})"
            return at, message, "delete it, and type ordinary spaces", re.sub(f"[{ODD}]", " ", line)
        if (match := ITEM.match(line)) and self._in_list(line, match):
            return _item(match)
        if (match := PAIR.match(line)) and self._is_key(match, after):
            return _pair(match)
        return None

    def _in_list(self, line: str, match: re.Match[str]) -> bool:
        sign = match[2] in ("-", *DASH) or "* " in match[0]
        return sign and (self.opens or self.item == len(match[1])) or bool(RIGHT.match(line[match.end() :]))

    def _is_key(self, match: re.Match[str], after: str) -> bool:
        """Whether what looks like a key without its space stands where others do."""
        if "-" not in match[1]:
            return self.opens and match[2].islower() or len(match[1]) in self.columns
        other = RIGHT.match(after) or PAIR.match(after)
        return other is not None and "-" not in other[1] and len(other[1]) == len(match[1])


def _item(match: re.Match[str]) -> _Found:
    meant = f"{match[1]}- {match.string[match.end() :]}"
    message = f"an item of a list begins with a hyphen, not with {match[2]}"
    if match[2] == "-":
        message = "a space is missing after the hyphen"
    return match.start(2), message, "type - and a space", meant


def _pair(match: re.Match[str]) -> _Found:
    meant = f"{match[1]}{match[2]}: {match.string[match.end() :]}"
    at, message = match.end() - 1, "a space is missing after the colon"
    if match[3]:
        message = f"after {match[2]} must be a colon, not {match[3]}"
    return at, message, f"type {match[2]}: and a space", meant
