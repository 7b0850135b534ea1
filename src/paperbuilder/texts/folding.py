"""Texts as they are compared: kinds of quotation marks, dashes, spaces and ligatures are the same.

In: text. Out: folded text, and where each of its characters stands in the original. Cannot fail. What is printed is
never folded.
"""

from __future__ import annotations

import re

RUN = re.compile(r"\S+(?: \S+)*|\s+")
FOLD = str.maketrans(
    {"‘": "'", "’": "'", "‛": "'", "ʼ": "'", "′": "'", "“": '"', "”": '"', "„": '"', "″": '"', "«": '"', "»": '"'}
    | dict.fromkeys("‐‑‒–—―−", "-")
    | {"ﬁ": "fi", "ﬂ": "fl", "ﬀ": "ff", "ﬃ": "ffi", "ﬄ": "ffl", "…": "..."}
)
UNEVEN = re.compile("[" + "".join(chr(c) for c, folded in FOLD.items() if len(folded) != 1) + "]")


def folded(text: str) -> tuple[str, list[int]]:
    """`text` as it is compared, and for each of its characters the index in `text`."""
    letters: list[str] = []
    at: list[int] = []
    for match in RUN.finditer(text):
        start, end = match.span()
        if match[0].isspace():
            run, places = " ", [start]
        else:
            run, places = match[0].translate(FOLD), [*range(start, end)]
            if UNEVEN.search(match[0]):
                places = [i for i in places for _ in text[i].translate(FOLD)]
        if run and (run != " " or (letters and letters[-1] != " ")):
            letters.append(run)
            at += places
    return "".join(letters), at


def fold(text: str) -> str:
    """Text as it is compared, without spaces at its ends."""
    return folded(text)[0].strip()
