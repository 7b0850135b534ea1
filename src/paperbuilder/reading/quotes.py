"""What quotation marks do in YAML that nobody means: a backslash begins a code, curly marks hold nothing together.

In: a quoted text as it is typed, items of a list in brackets. Out: what is wrong, and what to type. Cannot fail.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

CODE = re.compile(r"\\(x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|.)")
MEANS = {"n": "a new line", "t": "a tab", " ": "a space", "_": "a space"}
QUOTED = re.compile(r"'(?:[^']|'')*'|\"(?:[^\"\\]|\\.)*\"")
QUOTES = ("'", '"')
MOST_TORN = 20  # entries of a list that are looked at for the end of a text
FAULTY = "0abtnvfreNLP_ "
CLOSING = {"“": "”", "„": "“”", "‘": "’", "«": "»", "$": "$"}


def code_in(text: str, start: int, end: int) -> tuple[int, str, str] | None:
    """Where between two double quotes the first code stands that is hardly meant, with message and hint."""
    for match in CODE.finditer(text, start, end):
        code = match[1]
        if code == "n" and not text[match.end() : match.end() + 1].islower():
            continue  # other programs write it between lines; in \\new and \\nu a small letter follows
        if code[0] in FAULTY or (code[0] in "xu" and chr(int(code[1:], 16)) < " "):
            means = MEANS.get(code[0], "a sign that cannot be seen")
            hint = "put the whole text in 'single quotes' to print the backslash"
            if code == "n":
                hint += "; to begin a new line, put | after the key's colon and the text below it"
            return match.start(), f"in double quotes \\{code} means {means}", hint
    return None


def torn(items: Sequence[object]) -> Iterator[tuple[int, str]]:
    """Which items of a list begin with a curly mark or a $ that is closed in a later one, and the whole text."""
    texts = [item if isinstance(item, str) else "" for item in items]
    for i, text in enumerate(texts):
        ends = tuple(CLOSING.get(text[:1], ""))
        is_open = ends and not any(end in text[1:] for end in ends)
        near = enumerate(texts[i : i + MOST_TORN], i) if is_open else ()
        last = next((j for j, later in near if later.rstrip(".").endswith(ends)), i)
        if last > i:
            yield i, ", ".join(texts[i : last + 1])


def quote_inside(line: str, column: int) -> tuple[int, str, str] | None:
    """Column, message and hint if what stands before `column` ends a quoted text that goes on."""
    token = next((m for m in QUOTED.finditer(line) if m.end() == len(line[:column].rstrip())), None)
    rest = line[column:].rstrip()
    if token is None or not rest:
        return None
    sign, last = token[0][0], _end(rest, token[0][0])
    if rest[0] in QUOTES:
        return column + 1, "a comma is missing before this text", "put one between any two entries"
    if not (line[token.end()].isalnum() or rest[:last].count(sign) % 2):
        return None
    whole = (token[0] + line[token.end() : column] + rest[: last - 1])[1:]
    whole = whole.replace("''", "'") if sign == "'" else whole
    doubled = whole.replace("'", "''")
    name = "apostrophe" if sign == "'" else "quotation mark"
    return token.end(), f"the {name} inside this text ends it", f"write '{doubled}'"


def _end(rest: str, sign: str) -> int:
    """Where the last mark stands that can end a text: before a comma, a bracket or the end of the line."""
    ends = [m.end() for m in re.finditer(rf"{sign}(?=\s*(?:[,\]}}]|$))", rest)]
    return ends[0] if ends else len(rest) + 1
