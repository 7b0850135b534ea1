"""Where a text comes nearest to words that are not in it, and what differs.

In: an essay and a folded quotation. Out: a `Mismatch` that says both. Cannot fail.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

from paperbuilder.texts.essay import Essay
from paperbuilder.texts.passage import Mismatch

COMPARED = 400  # words from the first that differs; what follows is told when these are right
BEFORE = 8  # words shown before it
SHOWN = 160  # letters of the text itself


def nearest(essay: Essay, piece: str) -> Mismatch:
    """Where the essay comes nearest to `piece`, and the words that differ."""
    text = essay.folded[0]
    theirs = [(m[0], m.start()) for m in re.finditer(r"\S+", text)]
    mine = piece.split()
    begin = _anchor(mine, [w for w, _ in theirs])
    if begin is None:
        return Mismatch(f"“{_short(piece)}” is not in {essay.shown}", "copy the words from the text itself")
    pairs = zip(mine, theirs[begin:], strict=False)
    same = next((i for i, (word, (w, _)) in enumerate(pairs) if word != w), len(theirs) - begin)
    skip = max(0, same - BEFORE) if len(piece) > SHOWN else 0
    compared = mine[skip : skip + COMPARED]
    window = theirs[begin + skip : begin + skip + len(compared) + 3]
    differ, end = _differences(essay, compared, window, whole=skip + COMPARED >= len(mine))
    near = " ".join(w for w, _ in window[: max(end, 1)])
    hint = f"the text has: “{_short(near, SHOWN)}”. If the author made the mistake, keep it and list it under sic"
    return Mismatch("not what the text says: " + "; ".join(differ[:5]), hint)


def _differences(
    essay: Essay, mine: Sequence[str], window: Sequence[tuple[str, int]], whole: bool
) -> tuple[list[str], int]:
    """Every difference in words, and how many words of the window are in the quotation."""
    opcodes = SequenceMatcher(None, mine, [w for w, _ in window], autojunk=False).get_opcodes()
    differ, end = [], 0
    for tag, a0, a1, b0, b1 in opcodes:
        end = b1 if tag == "equal" else end
        if tag == "equal" or (a1 == len(mine) and (tag == "insert" or not whole)):
            continue
        wrote, has = " ".join(mine[a0:a1]), " ".join(w for w, _ in window[b0:b1])
        line = essay.line(essay.folded[1][window[min(b0, len(window) - 1)][1]])
        differ.append(_difference(_short(wrote), _short(has), f"line {line} of {essay.shown}"))
    return differ, end


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
