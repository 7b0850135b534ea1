"""What is warned of in the words of a paper, since it may not print as it was meant.

In: a paper and its source. Out: warnings, each at its place. Cannot fail.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from itertools import islice

from paperbuilder.paper.model import Paper
from paperbuilder.problems import Problem
from paperbuilder.reading.source import Path_, Source
from paperbuilder.texts.markup import plain
from paperbuilder.texts.strays import strays
from paperbuilder.themes.scripts import begins_otherwise

DAY = re.compile(r"\d{4}-\d{1,2}-\d{1,2}")
BLOCKS = ("stem", "text", "passage", "worked", "marking-notes")  # in which there can be more than words
SUSPECT = re.compile(r"[`|#<>_~]|==|\]\(|---|\*\*\*|\* \*|[-*•] \[|\s(?:[-*•]|\d{1,3}\.) ")
RUN_ON = re.compile(r"(?<=\S) (?=(?:[-*•]|\d{1,3}\.) \S)")
MOST_LOOKED_AT = 20
QUOTED = ("text", "quote", "start", "end", "omit", "sic")


def check_wording(paper: Paper, source: Source) -> Iterator[Problem]:
    """Every warning; one for each text, however often it is there."""
    written: dict[str, Path_] = {}
    for path, text in source.texts():
        if path[0] != "theme" and not (path[0] == "extracts" and path[2] in QUOTED):
            written.setdefault(text, path)
    for text, path in written.items():
        if not text.isascii():
            yield from _direction(text, path, source)
        if path[0] != "texts" and SUSPECT.search(text):
            yield from _unread(text, path, source)
        found = () if path[0] == "texts" else strays(text)
        for message, hint in (*found, *(_day(text) if path[-1] == "date" else ())):
            yield source.problem(path, message, hint, "warning")


def _direction(text: str, path: Path_, source: Source) -> Iterator[Problem]:
    """A text that most likely runs from right to left, but is set as one that runs to the right."""
    if path[0] not in ("texts", "extracts") and begins_otherwise(plain(text)) and not _language(path, source):
        message = "this begins from left to right, but most of it is written from right to left"
        hint = "add its lang: to the question, such as lang: ar, or put it in brackets with that: […]{ar}"
        yield source.problem(path, message, hint, "warning")


def _language(path: Path_, source: Source) -> bool:
    """Whether a text, or the question it is in, says what language it is in."""
    data, found = source.data[path[0]], False
    for step in path[1:]:
        found = found or (isinstance(data, dict) and "lang" in data)
        data = data[step]
    return found or "]{" in str(data)


def _unread(text: str, path: Path_, source: Source) -> Iterator[Problem]:
    """What looks like markup that is none; code that does not end is an error."""
    from paperbuilder.texts.unread import misplaced, unclosed_fence, unread

    if found := unclosed_fence(text):
        yield source.problem(path, found.message, found.hint, within=found.at)
        return
    yield from _run_together(text, path, source)
    out_of_place = None if path[-1] in BLOCKS else misplaced(text)
    for found in (*unread(text), *filter(None, (out_of_place,))):
        yield source.problem(path, found.message, found.hint, "warning", within=found.at)


def _run_together(text: str, path: Path_, source: Source) -> Iterator[Problem]:
    """The first item of a list that YAML has joined to the line above."""
    for match in islice(RUN_ON.finditer(text), MOST_LOOKED_AT):
        line, column = source.letter(path, match.end())
        if line > source.place(path)[0] and not source.lines[line - 1][: column - 1].strip():
            message = "the lines of this list run together: YAML makes one line of them"
            hint = "put | after the colon of the key, and the text below it, with a line for each item"
            yield source.problem(path, message, hint, "warning", within=match.end())
            return


def _day(text: str) -> Iterator[tuple[str, str]]:
    """A day such as 2026-02-30 that no calendar has."""
    try:
        date(*map(int, text.split("-"))) if DAY.fullmatch(text) else None
    except ValueError:
        yield f"there is no day {text}", "write the year, the month and the day, such as 2026-11-24"
