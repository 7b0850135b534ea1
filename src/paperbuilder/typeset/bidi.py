"""Which way each letter of a paragraph runs (Unicode Standard Annex 9, without explicit embeddings).

In: text. Out: levels: even ones run to the right, odd ones to the left. Cannot fail. Signs that would turn text by
hand are left out before (`reading`); so of the rules X1 to X8 nothing is left.
"""

from __future__ import annotations

from collections.abc import Sequence
from unicodedata import bidirectional, normalize

OPENING = {"(": ")", "[": "]", "{": "}", "⟨": "⟩", "「": "」", "『": "』", "【": "】", "《": "》", "（": "）"}
CLOSING = {close: opened for opened, close in OPENING.items()}
STRONG = {"L": "L", "R": "R", "EN": "R", "AN": "R"}
MOST_OPEN = 62  # brackets in brackets, of which the rules take account
NEUTRAL = ("B", "S", "WS", "ON", "BN")


def levels(text: str, base: int) -> list[int]:
    """The level of each character in a paragraph of level `base` (0 or 1)."""
    kinds = _weak([bidirectional(c) or "L" for c in text], base)
    kinds = _neutral(_brackets(text, kinds, base), base)
    up = {"L": base % 2, "R": 1 - base % 2, "AN": 2 - base % 2, "EN": 2 - base % 2}
    return [base + up[kind] for kind in kinds]


def _weak(kinds: list[str], base: int) -> list[str]:
    """Rules W1 to W7: marks, numbers and what stands between and around them."""
    start = "R" if base else "L"
    before = strong = start
    for i, kind in enumerate(kinds):
        kind = before if kind == "NSM" else kind
        if kind in ("L", "R", "AL"):
            strong = kind
        kinds[i] = "AN" if kind == "EN" and strong == "AL" else kind
        before = kind
    kinds = ["R" if kind == "AL" else kind for kind in kinds]
    for i in range(1, len(kinds) - 1):
        around = kinds[i - 1], kinds[i + 1]
        if kinds[i] in ("ES", "CS") and around == ("EN", "EN"):
            kinds[i] = "EN"
        elif kinds[i] == "CS" and around == ("AN", "AN"):
            kinds[i] = "AN"
    _spread(kinds)
    strong = start
    for i, kind in enumerate(kinds):
        kinds[i] = kind = "ON" if kind in ("ES", "ET", "CS") else kind
        strong = kind if kind in ("L", "R") else strong
        if kind == "EN" and strong == "L":
            kinds[i] = "L"
    return kinds


def _spread(kinds: list[str]) -> None:
    """Rule W5: signs such as % beside a number belong to it."""
    for order in (range(1, len(kinds)), range(len(kinds) - 2, -1, -1)):
        for i in order:
            if kinds[i] == "ET" and kinds[i - order.step] == "EN":
                kinds[i] = "EN"


def _brackets(text: str, kinds: list[str], base: int) -> list[str]:
    """Rule N0: both brackets of a pair run as what is in them, or around them."""
    way = "R" if base else "L"
    for start, end in _pairs(text, kinds):
        inside = {STRONG.get(kind) for kind in kinds[start + 1 : end]} - {None}
        if inside:
            before = next((STRONG[kinds[i]] for i in range(start - 1, -1, -1) if kinds[i] in STRONG), way)
            kinds[start] = kinds[end] = way if way in inside or before == way else before
    return kinds


def _pairs(text: str, kinds: Sequence[str]) -> list[tuple[int, int]]:
    open_ones: list[tuple[str, int]] = []
    found = []
    for i, c in enumerate(text):
        if len(open_ones) > MOST_OPEN:
            break
        if kinds[i] == "ON" and c in OPENING:
            open_ones.append((OPENING[c], i))
        elif kinds[i] == "ON" and c in CLOSING:
            at = next((n for n in range(len(open_ones) - 1, -1, -1) if open_ones[n][0] == normalize("NFC", c)), None)
            if at is not None:
                found.append((open_ones[at][1], i))
                del open_ones[at:]
    return sorted(found)


def _neutral(kinds: list[str], base: int) -> list[str]:
    """Rules N1 and N2: what has no direction takes that of both its sides, or that of the paragraph."""
    way, i = "R" if base else "L", 0
    while i < len(kinds):
        end = i
        while end < len(kinds) and kinds[end] in NEUTRAL:
            end += 1
        if end > i:
            before = STRONG[kinds[i - 1]] if i else way
            after = STRONG[kinds[end]] if end < len(kinds) else way
            kinds[i:end] = [before if before == after else way] * (end - i)
        i = max(end, i + 1)
    return kinds


def visual(levels: Sequence[int]) -> list[int]:
    """The places of things in the order in which they stand on the line (rule L2)."""
    order = list(range(len(levels)))
    least = min((level for level in levels if level % 2), default=0)
    for level in range(max(levels, default=0), least - 1, -1) if least else ():
        i = 0
        while i < len(order):
            end = i
            while end < len(order) and levels[order[end]] >= level:
                end += 1
            order[i:end] = reversed(order[i:end])
            i = max(end, i + 1)
    return order
