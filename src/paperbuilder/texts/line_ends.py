"""Whether a line of a paragraph ends because its author wanted that, or because an editor had no more room.

In: the lines of a paragraph. Out: its text, with a line end only where one is meant. Cannot fail.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

NARROWEST = 55  # letters; a shorter line has not been wrapped by an editor, whose lines have 60 at least
SENTENCE_END = re.compile(r"[.?!:;…][\"”'’)\]*_=]*\Z")
BEFORE_WORDS = " \t*_=`[(“‘\"'"
WANTED = re.compile(r"(?<!\\)(?:\\\\)*\\\Z|  \Z")  # a \ or two spaces at the end
LABEL = re.compile(r"\(?(?:[ivx]{1,4}|[A-Za-z]|\d{1,3})[.)] ")


def flowing(lines: Sequence[str], marker: int = 0) -> str:
    """Lines in one where a sentence runs on; in a paragraph that is wrapped all but its last, all of them.

    The first line begins after a `marker` of so many letters.
    """
    wrapped = _is_wrapped(lines)
    text = lines[0][marker:].strip()
    for line, following in pairwise(lines):
        kept = WANTED.search(line) or LABEL.match(following.strip()) or not (wrapped or _runs_on(line, following))
        text += ("\n" if kept else " ") + following.strip()
    return text


def _runs_on(line: str, following: str) -> bool:
    """Whether a sentence that fills a line goes on in the next one."""
    line = line.rstrip()
    return len(line) >= NARROWEST and following.lstrip(BEFORE_WORDS)[:1].islower() and not SENTENCE_END.search(line)


def _is_wrapped(lines: Sequence[str]) -> bool:
    """Whether no line but the last had room for the next word, and not each ends a sentence."""
    pairs = list(pairwise(map(str.rstrip, lines)))
    width = max(len(line.rstrip()) for line in lines)
    full = all(len(a) >= NARROWEST and len(a) + 1 + len(b.split(maxsplit=1)[0]) > width for a, b in pairs)
    return len(pairs) > 1 and full and not all(SENTENCE_END.search(a) for a, _ in pairs)
