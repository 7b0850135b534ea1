"""Questions with one right answer: what is printed, in which order, and the key.

In: a question and a seed. Out: the data its template prints, and how many answers earn the marks.
Fails with `ValueError` in a teacher's words.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from string import ascii_uppercase
from typing import Any

from paperbuilder.paper.markup import plain
from paperbuilder.spec.models import (
    GapFill,
    Matching,
    MultipleChoice,
    Ordering,
    Question,
    TableCompletion,
    TrueFalse,
)

GAP = re.compile(r"\[\[([^\[\]]*)\]\]")
MM = 72 / 25.4
Data = tuple[dict[str, Any], int]


def data_of(question: Question, seed: str) -> Data | None:
    """What the template needs and the number of answers; None if the type has no key of its own."""
    make = MAKERS.get(type(question))
    return make(question, seed) if make else None


def _choice(q: MultipleChoice, seed: str) -> Data:
    if q.options.count(q.answer) != 1:
        raise ValueError("answer must be one of the options, word for word")
    if len(set(q.options)) < len(q.options):
        raise ValueError("two options are the same")
    _lettered(q.options)
    options = [(ascii_uppercase[i], text, text == q.answer) for i, text in enumerate(q.options)]
    return {"options": options, "key": [next(f"{a}  {text}" for a, text, right in options if right)]}, 1


def _true_false(q: TrueFalse, seed: str) -> Data:
    if not q.statements:
        raise ValueError("there are no statements")
    key = [s.answer.capitalize() + (f": {s.correction}" if s.correction else "") for s in q.statements]
    return {"statements": q.statements, "key": key}, len(q.statements)


def _gaps(q: GapFill, seed: str) -> Data:
    parts: list[tuple[str, Any]] = []
    for i, piece in enumerate(GAP.split(q.passage)):
        if i % 2:
            parts.append(("gap", [a.strip() for a in piece.split("|")]))
        elif piece:
            parts.append(("text", piece))
    gaps = [value for kind, value in parts if kind == "gap"]
    if not gaps or not all(answer for gap in gaps for answer in gap):
        raise ValueError("the passage needs gaps such as [[1928]], each with its answer")
    bank = sorted([gap[0] for gap in gaps] + q.distractors, key=str.casefold) if q.bank else []
    width = max(25 * MM, 1.6 * 6 * max(len(plain(gap[0])) for gap in gaps))  # domain.md 4: equal, no clue
    key = [" or ".join(gap) for gap in gaps]
    return {"passage_parts": parts, "bank": bank, "gap_width": width, "key": key}, len(gaps)


def _matching(q: Matching, seed: str) -> Data:
    if len(q.pairs) < 2:
        raise ValueError("there must be two pairs at least")
    rights = [pair.right for pair in q.pairs]
    if len(set(rights)) < len(rights):
        raise ValueError("two pairs have the same right side, so the answer is not clear")
    shown = _mixed([*rights, *q.distractors], seed)
    _lettered(shown)
    lettered = [(ascii_uppercase[i], text) for i, text in enumerate(shown)]
    letters = {text: letter for letter, text in lettered}
    rows = [
        (
            q.pairs[i].left if i < len(q.pairs) else "",
            letters[q.pairs[i].right] if i < len(q.pairs) else "",
            lettered[i],
        )
        for i in range(len(lettered))
    ]
    return {"match_rows": rows, "key": [f"{pair.left} – {letters[pair.right]}" for pair in q.pairs]}, len(q.pairs)


def _ordering(q: Ordering, seed: str) -> Data:
    if len(q.items) < 2 or len(set(q.items)) < len(q.items):
        raise ValueError("there must be two items at least, each different")
    shown = _mixed(q.items, seed)
    order = [q.items.index(text) + 1 for text in shown]
    return {"shuffled": shown, "order_key": order, "key": list(q.items)}, len(q.items)


def _table(q: TableCompletion, seed: str) -> Data:
    cells = []
    for row in q.rows:
        if len(row) != len(q.header):
            raise ValueError(f"a row has {len(row)} cells, but there are {len(q.header)} headings")
        cells.append([(text, GAP.fullmatch(text.strip())) for text in row])
    if q.widths and len(q.widths) != len(q.header):
        raise ValueError(f"there are {len(q.widths)} widths, but {len(q.header)} headings")
    found = [[(text, match[1] if match else None) for text, match in row] for row in cells]
    key = [answer for row in found for _, answer in row if answer is not None]
    if not key or not all(key):
        raise ValueError("the table needs cells such as [[answer]] for the pupil to fill")
    return {"cells": found, "key": key}, len(key)


def _lettered(items: Sequence[str]) -> None:
    if len(items) > len(ascii_uppercase):
        raise ValueError(f"there are {len(items)} items, but only {len(ascii_uppercase)} letters to name them")


def _mixed(items: Sequence[str], seed: str) -> list[str]:
    """The items in another order, the same every time."""
    rng, shown = random.Random(seed), list(items)
    for _ in range(20):
        rng.shuffle(shown)
        if shown != list(items):
            return shown
    return [*shown[1:], shown[0]]


MAKERS: dict[type, Callable[[Any, str], Data]] = {
    MultipleChoice: _choice,
    TrueFalse: _true_false,
    GapFill: _gaps,
    Matching: _matching,
    Ordering: _ordering,
    TableCompletion: _table,
}
