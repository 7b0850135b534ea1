"""How columns share a width, and how many of them stand side by side.

In: widths in pt, shares. Out: the width of each column, groups of columns. Cannot fail.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise


def share_out(width: float, shares: Sequence[float], least: Sequence[float]) -> list[float]:
    """A width shared out, to nobody less than its least; if there is too little for all, the largest get less."""
    least, kept = _cut_down(width, least), set[int]()
    while True:
        free = width - sum(least[i] for i in kept)
        parts = sum(share for i, share in enumerate(shares) if i not in kept)
        widths = [least[i] if i in kept else free * share / parts for i, share in enumerate(shares)]
        short = {i for i, own in enumerate(widths) if own < least[i] - 0.01}
        if not short:
            return widths
        kept |= short


def _cut_down(width: float, least: Sequence[float]) -> list[float]:
    """What each may have at least, the largest as much less as the width demands."""
    left, cap = width, width
    for more, own in zip(range(len(least), 0, -1), sorted(least), strict=True):
        cap = left / more
        if own > cap:
            break
        left -= own
    return [min(own, cap) for own in least] if sum(least) > width else list(least)


def even(columns: Sequence[int], parts: int) -> Iterator[Sequence[int]]:
    """Columns in so many groups, as even as can be."""
    ends = [-(-len(columns) * n // parts) for n in range(parts + 1)]
    return (columns[a:b] for a, b in pairwise(ends))
