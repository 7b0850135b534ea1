"""YAML's own errors in a teacher's words.

In: an error of the YAML reader and the lines of the file. Out: place, message and what to type instead.
Cannot fail.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import yaml

from paperbuilder.reading.quotes import quote_inside

KEY_VALUE = re.compile(r"^(\s*(?:- +)*[\w.-]+: +|\s*(?:- +)+)(.*)$")
LOST = re.compile(r"^\s*(?:- +)*(?:[\w.-]+: +)?[^\s'\"#|>{\[&*!][^#'\"]* #\S")
FLOW = re.compile(r"[{\[]\s*(?:[\w-]+:|\{)")
SINGLE = "put the whole text in 'single quotes' to print the backslash"
CLOSE = re.compile(r"[{,] *([A-Za-z][\w-]*):(?=[^\s,}\]/])")
BARE = re.compile(r"'(?:[^']|'')*'|\"(?:[^\"\\]|\\.)*\"")
FORMULA = re.compile(r"\$[^$]*[{}\[\]]")
NO_SPACE = "a space is missing after the colon"
QUOTE = "put the whole text in 'single quotes'"
MAX_DEPTH = 30
MAX_VALUES = 50_000
TOO_MUCH = "there is too much in this file", f"{MAX_VALUES} values, {MAX_DEPTH} levels deep at most"


def explain(error: yaml.YAMLError, lines: Sequence[str]) -> tuple[int, int, str, str]:
    """Line, column, message and hint for an error of the YAML reader."""
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    number, column = (mark.line, mark.column) if mark else (0, 0)
    number = min(number, len(lines) - 1)
    problem, context = getattr(error, "problem", "") or "", getattr(error, "context", "") or ""
    line = lines[number]
    if "nesting depth" in problem:
        return number + 1, min(column, len(line)) + 1, *TOO_MUCH
    if "\t" in line[: len(line) - len(line.lstrip())] or "'\\t'" in problem:
        return (
            number + 1,
            line.find("\t") + 1,
            "there is a tab where there must be spaces",
            "type spaces instead of the tab",
        )
    if "unknown escape" in problem or "hexdecimal" in problem:
        at = column if "escape" in problem else column - 2
        return number + 1, at + 1, f"in double quotes {line[at : at + 2]} is a code that cannot be read", SINGLE
    if found := quote_inside(line, column) if "did not find expected" in problem else None:
        return number + 1, *found
    if "expected ':'" in problem and getattr(error, "context_mark", None):
        start = error.context_mark  # type: ignore[attr-defined]
        if lines[start.line][: start.column].strip(" -") == "":
            return start.line + 1, start.column + 1, "this line lacks its colon", "after a key type a colon and a space"
    if "quoted scalar" in context and getattr(error, "context_mark", None):
        start = error.context_mark  # type: ignore[attr-defined]
        return (
            start.line + 1,
            start.column + 1,
            "this quotation mark is never closed",
            "close it at the end of the text",
        )
    return _by_line(problem, context, lines, number, column)


def last_line(error: yaml.YAMLError) -> int:
    """The last line (from 0) that can have led to an error: what is after it, or in a text not closed, has not."""
    context, mark = getattr(error, "context", "") or "", getattr(error, "problem_mark", None)
    start = getattr(error, "context_mark", None) if "quoted scalar" in context else mark
    return start.line if start else 0


def _by_line(problem: str, context: str, lines: Sequence[str], number: int, column: int) -> tuple[int, int, str, str]:
    culprit = number if lines[number].strip() else max(0, number - 1)
    for at in (culprit, max(0, culprit - 1)):
        match = KEY_VALUE.match(lines[at])
        value = match[2] if match else ""
        start = len(match[1]) + 1 if match else 1
        if "mapping values are not allowed" in problem and value.rstrip().endswith(":") and ": " not in value.rstrip():
            message = "a text that ends in a colon needs quotation marks"
            return at + 1, start + len(value.rstrip()) - 1, message, _quoted(match, value)
        if "mapping values are not allowed" in problem and ": " in value:
            return at + 1, start + value.index(": "), "a colon and a space inside a text", _quoted(match, value)
        beyond = at == number and column >= start
        if value[:1] in ("'", '"') and (beyond or value[1:].rstrip()[-1:] != value[0]):
            return at + 1, start, "the text goes on after its closing quotation mark", _quoted(match, value)
        if value[:1] in ("[", "{") and (formula := FORMULA.search(BARE.sub(_blank, value))):
            hint = "put every text with a formula in 'single quotes', or each on a line of its own"
            return at + 1, start + formula.start(), "brackets in this formula are taken for those of the list", hint
        if value[:1] == "[" and "flow sequence" in context and "{" not in value:
            hint = "put commas between its entries, ] at its end, and an entry with : or [ in 'single quotes'"
            return at + 1, start, "this list cannot be read", hint
        if FLOW.match(value) and (close := CLOSE.search(value)):
            return (
                at + 1,
                start + close.end() - 1,
                "a space is missing after the colon",
                f"type {close[1]}: and a space",
            )
        if FLOW.match(value):
            return at + 1, start, "this { … } cannot be read", "write each key on a line of its own, without the braces"
        if value[:1] in tuple("*&!%@`{[|>"):
            return at + 1, start, f"a text cannot begin with {value[0]}", _quoted(match, value)
    if "mapping values" in problem or "did not find expected" in problem or "could not find expected ':'" in problem:
        hint = "line it up with the lines above and below; a key ends in a colon and a space"
        return number + 1, column + 1, "this line is indented wrongly, or lacks its colon", hint
    return number + 1, column + 1, "this is not YAML that can be read", f"look at this line and the one above; {QUOTE}"


def _blank(match: re.Match[str]) -> str:
    """Spaces for a text in quotation marks, which is right."""
    return " " * len(match[0])


def _quoted(match: re.Match[str] | None, value: str) -> str:
    before = match[1].strip() if match else ""
    return f"{QUOTE}: {before} '" + value.strip().replace("'", "''") + "'"


def lost_comments(lines: Sequence[str]) -> Iterator[tuple[tuple[int, int], tuple[str, str]]]:
    """Plain texts cut off at a # that has no space after it: hardly meant as a comment."""
    for number, line in enumerate(lines, 1):
        if " #" in line and LOST.match(line):
            yield (number, line.index(" #") + 2), ("everything from # on is left out", QUOTE)
