"""Prose whose lines an editor ended at some column, and its paragraphs.

In: a text. Out: whether it is so wrapped, and its lines joined. Cannot fail. A line is joined to the next one only if
the first word of that had no room in it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby

from paperbuilder.texts.passage import LINE

NARROWEST, WIDEST = 50, 100
MARKER = re.compile(r"\s*(?:[-*•–] |\d{1,3}[.)] |\(?[a-z]\) )")
HYPHEN = re.compile(r"[^\W\d]-\s*\Z")
FEW = 3  # lines that run on; fewer say nothing
SHORT = 0.6  # of the width; where all lines between two empty ones are so short, they are those of an address


def chunks(text: str) -> list[list[str]]:
    """Lines between which there is none that is empty."""
    found: list[list[str]] = [[]]
    for line in text.split("\n"):
        if line.strip():
            found[-1].append(line)
        elif found[-1]:
            found.append([])
    return [chunk for chunk in found if chunk]


def width_of(text: str, begins: Callable[[str], object] = lambda _: None) -> int:
    """The column at which most lines of prose end; 0 if they are not wrapped. A line that `begins` something is new.

    Most lines are as full as the longest, and few begin as sentences do.
    """
    lines = [len(line.rstrip()) for chunk in chunks(text) for line in chunk]
    width = sorted(lines)[int(0.95 * (len(lines) - 1))] if lines else 0
    if not NARROWEST <= width <= WIDEST:
        return 0
    pairs = [(a, b) for a, b in _pairs(text) if not MARKER.match(b) and not begins(b)]
    full = [b for a, b in pairs if runs_on(a, b, width)]
    capitals = sum(line.lstrip()[:1].isupper() for line in full)
    return width if len(full) >= max(FEW, 0.6 * len(pairs)) and capitals < 0.6 * len(full) else 0


def _pairs(text: str) -> Iterator[tuple[str, str]]:
    for chunk in chunks(text):
        yield from zip(chunk, chunk[1:], strict=False)


def runs_on(line: str, following: str, width: int) -> bool:
    """Whether a line of wrapped prose goes on in the following one."""
    first = following.split(maxsplit=1)
    if not line.strip() or not first or MARKER.match(following) or _indent(following) > _indent(line):
        return False
    return len(line.rstrip()) + 1 + len(first[0]) > width


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def joined(
    text: str, width: int, begins: Callable[[str], object] = lambda _: None, line_end: str = LINE
) -> tuple[str, tuple[int, ...]]:
    """The text with lines that run on in one, and where each of the old lines begins in it.

    Lines of addresses end with `line_end`: they are no paragraphs.
    """
    pieces: list[str] = []
    starts: list[int] = []
    length, inside = 0, False
    lines = text.split("\n")
    of_address = _short_chunks(lines, width)
    for i, (line, following) in enumerate(zip(lines, [*lines[1:], ""], strict=True)):
        starts.append(length)
        runs, piece = runs_on(line, following, width) and not begins(following), line.lstrip() if inside else line
        if runs:
            piece = piece.rstrip()
            piece += "" if HYPHEN.search(piece) and following.lstrip()[:1].islower() else " "
        else:
            piece += line_end if {i, i + 1} <= of_address else "\n"
        pieces.append(piece)
        length, inside = length + len(piece), runs
    return "".join(pieces)[:-1], tuple(starts)


def _short_chunks(lines: Sequence[str], width: int) -> set[int]:
    """The lines of addresses: each of them is short, and so are those above and below it."""
    found: set[int] = set()
    for full, group in groupby(range(len(lines)), lambda i: bool(lines[i].strip())):
        chunk = list(group)
        if full and all(len(lines[i].strip()) < SHORT * width for i in chunk):
            found.update(chunk)
    return found


def closed_up(text: str) -> tuple[str, tuple[int, ...]]:
    """Verse without the empty line below each line that pasting left, if it has one below every line; and where the
    old lines begin in it. More empty lines are the gap of a stanza.
    """
    if len(chunks(text)) < FEW or max(map(len, chunks(text))) > 1:
        return text, ()
    pieces: list[str] = []
    starts: list[int] = []
    length, above = 0, ""
    for line in text.split("\n"):
        starts.append(length)
        pieces.append("" if above.strip() and not line.strip() else line + "\n")
        length, above = length + len(pieces[-1]), line
    return "".join(pieces)[:-1], tuple(starts)
