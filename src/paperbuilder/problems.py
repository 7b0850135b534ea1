"""What can go wrong, in words a teacher understands.

In: nothing of ours. Out: `Problem` records, `PaperbuilderError` and exit codes.
Every room reports through these; only `cli` prints them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from enum import IntEnum
from typing import Literal

from paperbuilder.marks import Half

MOST_TOLD = 10  # problems that are found in one table, or another thing of many cells


class Exit(IntEnum):
    """Exit codes of the command line (1 is Python's own, for a crash)."""

    OK = 0
    USAGE = 2
    SPEC = 3
    TEMPLATE = 4
    FILES = 5


@dataclass(frozen=True, kw_only=True)
class Problem:
    """One thing to put right, and where it stands.

    `line` and `column` count from 1; 0 means "the whole file".
    `where` is the place in the spec's own words, such as ``questions[2].marks (Question 3)``.
    `source` is the line of the file, shown with a caret below `column`.
    """

    message: str
    severity: Literal["error", "warning"] = "error"
    file: str = ""
    line: int = 0
    column: int = 0
    where: str = ""
    hint: str = ""
    source: str = ""

    def __str__(self) -> str:
        return "\n".join([self._headline(), *self._excerpt(), *self._advice()])

    def _headline(self) -> str:
        place = ":".join([self.file, *(str(n) for n in (self.line, self.column) if n)])
        return ": ".join(p for p in (place, self.severity, self.where, self.message) if p)

    def _excerpt(self) -> list[str]:
        if not (self.line and self.source):
            return []
        start, shown = _window(self.source.replace("\t", " "), self.column)
        caret = " " * (self.column - 1 - start) + "^"
        return [f"{self.line:5} | {shown}".rstrip(), f"      | {caret}"]

    def _advice(self) -> list[str]:
        return [f"   hint: {self.hint}"] if self.hint else []


def _window(line: str, column: int, width: int = 96) -> tuple[int, str]:
    """The part of a long line around `column`, and how many characters were left out before it."""
    start = max(0, column - width // 2) if len(line) > width else 0
    return start, line[start : start + width]


def closest(word: str, known: Iterable[str], least: float = 0.6) -> str:
    """The one of the known words that `word` was perhaps meant to be; empty if none is like it (0 to 1)."""
    return next(iter(get_close_matches(word, list(known), 1, least)), "")


def did_you_mean(word: str, known: Iterable[str], otherwise: str = "", least: float = 0.6) -> str:
    """A hint that names the closest of the known words, or says `otherwise`."""
    close = closest(word, known, least)
    return f"did you mean {close}?" if close else otherwise


def counted(number: int | Half, thing: str) -> str:
    """“½ mark”, “1 mark”, “2 marks”."""
    return f"{number} {thing}" if 0 < number <= 1 else f"{number} {thing}s"


def listed(things: Sequence[str]) -> str:
    """“1, 2 and 3”."""
    return " and ".join([", ".join(things[:-1]), things[-1]] if len(things) > 1 else things)


class PaperbuilderError(Exception):
    """Problems that stop the work on one spec; `code` is the exit code they ask for."""

    code = Exit.SPEC

    def __init__(self, problems: Iterable[Problem]):
        self.problems = list(problems)
        super().__init__("\n".join(map(str, self.problems)))

    @classmethod
    def with_code(cls, code: Exit) -> type[PaperbuilderError]:
        """The error that asks for an exit code."""
        return next((kind for kind in cls.__subclasses__() if kind.code == code), cls)


def refuse_warnings(problems: Sequence[Problem]) -> None:
    """Raises SpecError with every warning as an error, if there is any."""
    if problems:
        raise SpecError(replace(problem, severity="error") for problem in problems)


class SpecError(PaperbuilderError):
    """The spec, or an extract in it, is not right yet."""


class TemplateError(PaperbuilderError):
    """A template or a theme is not right yet."""

    code = Exit.TEMPLATE


class FilesError(PaperbuilderError):
    """A file cannot be read or written."""

    code = Exit.FILES
