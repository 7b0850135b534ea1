"""Extracts that keep their lines: verse, drama and code.

In: a text, the parts of a quotation and where they stand in it. Out: a `Passage` whose runs hold line ends and the
spaces at the beginnings of lines. Cannot fail. An omission of whole lines is a line of its own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from paperbuilder.texts.passage import Passage, Run, sic_last
from paperbuilder.texts.speeches import speeches

if TYPE_CHECKING:
    from paperbuilder.texts.essay import Essay

BLANK = re.compile(r"\n[ \t]*\n(?:[ \t]*\n)*")
PUNCTUATION = ",;:.!?)]’”"


def keep_lines(essay: Essay, parts: Sequence[tuple[str, str]], spans: Sequence[tuple[int, int]]) -> Passage:
    """The parts of a quotation with the lines of the text; `spans` are their places in the folded text."""
    at, places, runs, end = essay.folded[1], iter(spans), list[Run](), 0
    marks: list[Run] = []
    for kind, text in parts:
        if kind == "text":
            start, stop = next(places)
            first, last = at[start], at[stop - 1] + 1
            runs += _between(essay.text[end:first], marks, essay.text[first]) if end else _before(essay, first, marks)
            runs.append(Run("text", essay.text[first:last]))
            end, marks = last, []
        elif kind == "sic" and runs and not marks:
            sic_last(runs)
        else:
            marks.append(Run("insertion", text) if kind == "insertion" else Run("omission", "…"))
    runs += [run for mark in marks for run in (Run("text", " "), mark)]
    return Passage(_paragraphs(essay, runs), essay.form)


def _before(essay: Essay, first: int, marks: Sequence[Run]) -> list[Run]:
    """What stands before the first words: marks, or the spaces at the beginning of their line."""
    if marks:
        return [run for mark in marks for run in (mark, Run("text", " "))]
    indent = essay.text[essay.text.rfind("\n", 0, first) + 1 : first]
    return [Run("text", indent)] if indent and indent.isspace() else []


def _between(gap: str, marks: Sequence[Run], following: str) -> list[Run]:
    """What stands between two parts: `gap` in the text, in the quotation marks."""
    if not marks:
        return [Run("text", gap)]
    left_out = gap.strip()
    before = gap[: len(gap) - len(gap.lstrip())] if left_out else ""
    after = gap[len(gap.rstrip()) :]
    if "\n" not in before:
        before = " "
    if "\n" not in after:
        runs_on = "\n" not in left_out or marks[0].kind == "insertion"
        after = ("" if following in PUNCTUATION else " ") if runs_on else "\n"
    inner = [run for mark in marks for run in (Run("text", " "), mark)][1:]
    return [Run("text", before), *inner, *([Run("text", after)] if after else [])]


def _paragraphs(essay: Essay, runs: Sequence[Run]) -> tuple[tuple[Run, ...], ...]:
    """Stanzas, or speeches; code is all of a piece."""
    found: list[list[Run]] = [[]]
    for run in runs:
        pieces = BLANK.split(run.text) if run.kind == "text" and essay.form != "code" else [run.text]
        found[-1] += [Run(run.kind, pieces[0])] if pieces[0] else []
        found += [[Run(run.kind, piece)] if piece else [] for piece in pieces[1:]]
    kept = [paragraph for paragraph in found if any(run.text.strip() for run in paragraph)]
    return speeches(kept, essay.cast) if essay.form == "drama" else tuple(map(tuple, kept))
