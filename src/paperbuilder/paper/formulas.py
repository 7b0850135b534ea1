"""The formulas of a paper: what is wrong in them, and what may be meant as one.

In: a paper and its source. Out: problems, each at its place in the formula. Cannot fail.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from paperbuilder.paper.model import Paper
from paperbuilder.problems import Problem
from paperbuilder.reading.source import Path_, Source
from paperbuilder.texts.markup import formulas, without_code, without_formulas

QUOTED = ("text", "quote", "start", "end", "omit", "sic")
OPEN = re.compile(r"(?<!\\)\$(?:\$?(?=[^\s$\d])[^\s$]*?[\^_]|[^$]*?\\[A-Za-z]{2})")
MONEY = re.compile(r"(?<!\\)\$\d[^$]*[^\s$\\]\$(?!\w)")
COMMAND = re.compile(r"\\(?:[dt]?frac|sqrt|times|div|ce|qty|unit|pi|theta|alpha|beta|vec|begin|left|leq|geq|neq|pm)\b")
MOST = 100_000  # signs of all formulas of a paper


def check_formulas(paper: Paper, source: Source) -> Iterator[Problem]:
    """Every formula that cannot be set, and every dollar sign that begins one that does not end."""
    count = 0
    for path, text in source.texts():
        if not _printed(path) or not ("$" in text or "\\" in text):
            continue
        found = formulas(text)
        count += sum(len(formula.tex) for formula, _ in found)
        if count > MOST:
            message = f"the formulas up to here have more than {MOST:,} signs"
            yield source.problem(path, message, "make several papers of this one")
            return
        for formula, at in found:
            yield from _faults(formula.tex, at, path, source)
        yield from _strays(text, path, source)


def _printed(path: Path_) -> bool:
    """Whether a text is one in which formulas can be."""
    return path[0] not in ("theme", "texts") and not (path[0] == "extracts" and path[2:3] and path[2] in QUOTED)


def _faults(tex: str, at: int, path: Path_, source: Source) -> Iterator[Problem]:
    from paperbuilder.maths.parse import parse
    from paperbuilder.maths.tree import FormulaError

    try:
        parse(tex)
    except FormulaError as error:
        yield source.problem(path, error.message, error.hint, within=at + error.at)


def _strays(text: str, path: Path_, source: Source) -> Iterator[Problem]:
    """What is left of a text if its formulas are taken out of it."""
    rest = without_formulas(without_code(text))
    if match := OPEN.search(rest):
        hint = "close it with a $ that has no space before it; \\$ prints a dollar"
        yield source.problem(path, "a formula begins here that does not end", hint, within=_place(text, match[0]))
    elif match := MONEY.search(rest):
        message = f"“{match[0]}” is taken for money, and prints as it is"
        hint = "\\$ always prints a dollar; words in a formula stand in \\text{…}, units in \\unit{…}"
        yield source.problem(path, message, hint, "warning", within=_place(text, match[0]))
    elif match := COMMAND.search(rest):
        message = f"{match[0]} prints as it is, for it is in no formula"
        hint = "a formula stands between dollar signs, such as $\\frac{1}{2}$"
        yield source.problem(path, message, hint, "warning", within=_place(text, match[0]))


def _place(text: str, found: str) -> int:
    return max(0, text.find(found))
