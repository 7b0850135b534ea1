"""What is warned of in the words of a paper, since it may not print as it was meant.

In: a paper and its source. Out: warnings, each at its place. Cannot fail.
"""

from __future__ import annotations

from collections.abc import Iterator

from paperbuilder.paper.model import Paper
from paperbuilder.problems import Problem
from paperbuilder.reading.source import Path_, Source
from paperbuilder.texts.strays import accents, strays

QUOTED = ("text", "quote", "start", "end", "omit", "sic")


def check_wording(paper: Paper, source: Source) -> Iterator[Problem]:
    """Every warning; one for each text, however often it is there."""
    written: dict[str, Path_] = {}
    for path, text in source.texts():
        if path[0] != "theme" and not (path[0] == "extracts" and path[2] in QUOTED):
            written.setdefault(text, path)
    for text, path in written.items():
        for message, hint in (*(strays(text) if path[0] != "texts" else ()), *accents(text)):
            yield source.problem(path, message, hint, "warning")
    for letter, extract in paper.extracts.items():
        for message, hint in accents(extract.passage.plain):
            yield source.problem(("extracts", letter), message, hint, "warning", key=True)
