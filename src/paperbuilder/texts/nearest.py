"""Where a text comes nearest to words that are not in it, and what differs.

In: an essay and a folded quotation. Out: a `Mismatch` that says both. Cannot fail.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

from paperbuilder.texts.essay import Essay
from paperbuilder.texts.passage import Mismatch


def nearest(essay: Essay, piece: str) -> Mismatch:
    """Where the essay comes nearest to `piece`, and the words that differ."""
    text = essay.folded[0]
    theirs = [(m[0], m.start()) for m in re.finditer(r"\S+", text)]
    mine = piece.split()
    begin = _anchor(mine, [w for w, _ in theirs])
    if begin is None:
        return Mismatch(f"“{_short(piece)}” is not in {essay.shown}", "copy the words from the text itself")
    window = theirs[begin : begin + len(mine) + 3]
    matcher = SequenceMatcher(None, mine, [w for w, _ in window], autojunk=False)
    differ, end = [], 0
    for tag, a0, a1, b0, b1 in matcher.get_opcodes():
        end = b1 if tag == "equal" else end
        if tag == "equal" or (a0 == len(mine) and tag == "insert"):
            continue
        wrote, has = " ".join(mine[a0:a1]), " ".join(w for w, _ in window[b0:b1])
        line = essay.line(essay.folded[1][window[min(b0, len(window) - 1)][1]])
        differ.append(_difference(wrote, has, f"line {line} of {essay.shown}"))
    near = " ".join(w for w, _ in window[: max(end, 1)])
    hint = f"the text has: “{_short(near, 160)}”. If the author made the mistake, keep it and list it under sic"
    return Mismatch("not what the text says: " + "; ".join(differ[:5]), hint)


def _difference(wrote: str, has: str, place: str) -> str:
    if not has:
        return f"you wrote “{wrote}”, which {place} does not have"
    if not wrote:
        return f"you left out “{has}” of {place}"
    return f"you wrote “{wrote}” where {place} has “{has}”"


def _anchor(mine: Sequence[str], theirs: Sequence[str]) -> int | None:
    """The word of the essay at which most of the words of the quotation line up."""
    places: dict[str, list[int]] = {}
    for i, word in enumerate(theirs):
        places.setdefault(word, []).append(i)
    votes: dict[int, int] = {}
    for offset, word in enumerate(mine[:400]):
        for place in places.get(word, ())[:50]:
            votes[place - offset] = votes.get(place - offset, 0) + 1
    best = max(votes, key=lambda k: (votes[k], -k), default=None)
    return None if best is None else max(0, best)


def _short(text: str, most: int = 60) -> str:
    return text if len(text) <= most else text[:most].rsplit(" ", 1)[0] + " …"
