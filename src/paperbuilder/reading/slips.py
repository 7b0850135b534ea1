"""YAML as people type it: slips that YAML itself reads as something else, or stumbles over further down.

In: the lines of a file, and which of them are inside a text or a list in brackets. Out: place, message and hint of
every slip. Cannot fail.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator, Sequence

ODD = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
DASH = "–—−‐‑‒•·▪●◦‣∙"
COLON = "：﹕꞉∶ː"
KEY = r"[A-Za-z][\w-]*"
SPACE = re.compile(
    rf"[ \t]*([{ODD}])"  # at the start of the line
    rf"|(?: *(?:- +)*(?:[a-z][\w-]*: *|-))([{ODD}])"  # after a colon or hyphen
    rf"|(?: *(?:- +)*(?:{KEY}: +)?\{{(?:[^\"'}}]*,)? *{KEY}: *)([{ODD}])"  # after a colon in { … }
)
ITEM = re.compile(rf"( *)(-(?=[^\s-])|[{DASH}])[ {ODD}]*(?=\S)")
PAIR = re.compile(rf"( *(?:- +)*)({KEY}) ?(?::(?=[^\s:/\\])|([{COLON}]))")
RIGHT = re.compile(rf"( *(?:- +)*){KEY} ?:(?: |$)")
COMMENT = re.compile(r"(?:^| )#.*")
POSSIBLE = re.compile(
    rf"^[ \t]*[{ODD}]|[:-] *[{ODD}]|^ *(?:-[^\s-]|[{DASH}])|^ *(?:- +)*{KEY} ?(?::[^\s:/\\]|[{COLON}])", re.MULTILINE
)
Slip = tuple[int, str, str]  # column from 0, message, hint


def slips(text: str, lines: Sequence[str], inside: Collection[int]) -> Iterator[tuple[int, int, str, str]]:
    """Every slip in lines that are not `inside` something; those count from 0, places from 1."""
    rows = [(n, line) for n, line in enumerate(lines) if n not in inside] if POSSIBLE.search(text) else []
    rows = [(n, bare) for n, line in rows if (bare := COMMENT.sub("", line).rstrip(" \t\r"))]
    before = _Before()
    for (number, line), (_, after) in zip(rows, [*rows[1:], (0, "")], strict=False):
        for column, message, hint in before.slips(line, after):
            yield number + 1, column + 1, message, hint
        before.add(line)


class _Before:
    """What the lines so far make of the next: where keys and items of lists stand, and whether a key waits for more."""

    def __init__(self) -> None:
        self.columns, self.item, self.opens = {0}, -1, False

    def add(self, line: str) -> None:
        match = RIGHT.match(line) or PAIR.match(line) or ITEM.match(line)
        self.columns |= {match.end(1)} if match and match.re is not ITEM else {match.end()} if match else set()
        bare = line.lstrip()
        self.item = len(line) - len(bare) if bare[:1] in ("-", *DASH) else -1
        self.opens = line[-1] in ":" + COLON

    def slips(self, line: str, after: str) -> Iterator[Slip]:
        if match := SPACE.match(line):
            at = match.start(match.lastindex or 0)
            yield at, f"there is a {unicodedata.name(line[at]).lower()} here", "delete it, and type ordinary spaces"
        elif (match := ITEM.match(line)) and self._in_list(line, match):
            yield _item(match)
        elif (match := PAIR.match(line)) and self._is_key(match, after):
            yield _pair(match)

    def _in_list(self, line: str, match: re.Match[str]) -> bool:
        return self.opens or self.item == len(match[1]) or bool(RIGHT.match(line[match.end() :]))

    def _is_key(self, match: re.Match[str], after: str) -> bool:
        """Whether what looks like a key without its space stands where others do."""
        if "-" not in match[1]:
            return self.opens or len(match[1]) in self.columns
        other = RIGHT.match(after) or PAIR.match(after)
        return other is not None and "-" not in other[1] and len(other[1]) == len(match[1])


def _item(match: re.Match[str]) -> Slip:
    if match[2] == "-":
        return match.start(2), "a space is missing after the hyphen", "type - and a space"
    return match.start(2), f"an item of a list begins with a hyphen, not with {match[2]}", "type - and a space"


def _pair(match: re.Match[str]) -> Slip:
    hint = f"type {match[2]}: and a space"
    if match[3]:
        return match.start(3), f"after {match[2]} must be a colon, not {match[3]}", hint
    return match.end() - 1, "a space is missing after the colon", hint
