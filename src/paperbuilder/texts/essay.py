"""A text that extracts come from.

In: a text file, its form. Out: `Essay`, which finds words in it. Fails with `FilesError`.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from paperbuilder.files import real
from paperbuilder.problems import FilesError, Problem
from paperbuilder.reading.seen import seen
from paperbuilder.reading.source import read_text_file, shown
from paperbuilder.texts.folding import folded
from paperbuilder.texts.passage import LINE, Form, Run

if TYPE_CHECKING:
    from paperbuilder.texts.speeches import Cast

MAX_BYTES = 2_000_000
LONG = 120
IN_WORD = re.compile(r"\w\w")


@dataclass(frozen=True)
class Essay:
    """A text that extracts come from; `starts` is where the lines of its file begin, if some have been joined."""

    text: str
    shown: str
    form: Form = "prose"
    starts: tuple[int, ...] = ()

    @cached_property
    def folded(self) -> tuple[str, list[int]]:
        return folded(self.text)

    @property
    def has_long_lines(self) -> bool:
        """Whether two lines in three are such as only paragraphs are."""
        lines = [line for line in self.text.split("\n") if line.strip()]
        return sum(len(line) > LONG for line in lines) >= len(lines) * 2 / 3

    @cached_property
    def cast(self) -> Cast:
        """Who speaks in it, if it is a play."""
        from paperbuilder.texts.speeches import cast_of

        return cast_of(self.text)

    def line(self, position: int) -> int:
        """The line of the file at a place in the text."""
        return bisect_right(self.starts, position) if self.starts else self.text.count("\n", 0, position) + 1

    def places(self, piece: str) -> list[int]:
        """Where a folded piece stands in the folded text, as whole words; its first letter may be a capital or not."""
        if piece not in self._found:
            self._found[piece] = self._places(piece)
        return self._found[piece]

    @cached_property
    def _found(self) -> dict[str, list[int]]:
        return {}

    def _places(self, piece: str) -> list[int]:
        spellings = {piece[:1].upper() + piece[1:], piece[:1].lower() + piece[1:]} - {""}
        return sorted(at for spelling in spellings for at in _finds(self.folded[0], spelling))

    def around(self, position: int) -> str:
        """Line and words near a place in the folded text."""
        text, at = self.folded
        words = " ".join(text[max(0, position - 25) : position + 45].split()[1:-1])
        return f"line {self.line(at[position])} (“… {words} …”)"

    def runs(self, start: int, end: int) -> list[list[Run]]:
        """The essay's own words between two places of the folded text, by paragraph."""
        at = self.folded[1]
        piece = self.text[at[start] : at[end - 1] + 1]
        return [[Run("text", _tidy(p))] for p in piece.split("\n") if p.strip()]


def _tidy(paragraph: str) -> str:
    """A paragraph with single spaces; the ends of lines in it stay."""
    return LINE.join(" ".join(line.split()) for line in paragraph.split(LINE))


def _finds(text: str, piece: str) -> Iterator[int]:
    """Where a piece stands in a text, not in the middle of a word."""
    at = text.find(piece)
    while at >= 0:
        end = at + len(piece)
        if not (IN_WORD.fullmatch(text[at - 1 : at] + piece[0]) or IN_WORD.fullmatch(piece[-1] + text[end : end + 1])):
            yield at
        at = text.find(piece, at + 1)


def read_text(file: Path, root: Path) -> Essay:
    """Read a text, which must be inside `root`. Raises FilesError."""
    if not real(file).is_relative_to(real(root)):
        message = "the text lies outside the project folder"
        raise FilesError([Problem(message=message, file=shown(file), hint="copy it into worksheets/texts")])
    return Essay(seen(read_text_file(file, MAX_BYTES)), shown(file))


def in_form(essay: Essay, form: Form) -> Essay:
    """A text as it is in a form: in prose and drama the lines that an editor has wrapped are joined; in verse the empty
    lines go that stand below every line.
    """
    if form == "prose" and essay.has_long_lines:
        return essay
    from paperbuilder.texts.wrapping import closed_up, joined, width_of

    if form == "code":
        return Essay(essay.text.expandtabs(4), essay.shown, form)
    if form == "verse":
        text, starts = closed_up(essay.text)
        return Essay(text, essay.shown, form, starts)
    begins = essay.cast.begins if form == "drama" else (lambda _: None)
    width = width_of(essay.text, begins)
    if not width:
        return Essay(essay.text, essay.shown, form)
    text, starts = joined(essay.text, width, begins, "\n" if form == "drama" else LINE)
    return Essay(text, essay.shown, form, starts)
