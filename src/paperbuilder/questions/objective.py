"""Questions with one right answer: what is printed, in which order, and the key.

In: a question, what seeds its orders, and a version. Out: the data its template prints, and how many answers earn the
marks. `answers` is what a pupil writes or ticks from top to bottom; `places` says, for each column of things that can
move, how it is lettered or numbered here and what the same things are called in the first version.
Fails with `Unanswerable` in a teacher's words.
"""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Collection, Sequence
from itertools import zip_longest
from string import ascii_uppercase
from typing import Any

from paperbuilder.questions.orders import Turn, in_versions, turned
from paperbuilder.spec.models import (
    GapFill,
    Matching,
    MultipleChoice,
    Ordering,
    Question,
    Shuffled,
    TableCompletion,
    TrueFalse,
)
from paperbuilder.texts.markup import Gap, gaps, plain
from paperbuilder.units import MM

_LETTER = 1.6 * 6  # pt of a handwritten letter: 1.6 times a printed one (domain.md, 4)
Data = tuple[dict[str, Any], int]


class Unanswerable(Exception):
    """A question that has no clear answer, and the place in it that is to blame."""

    def __init__(self, message: str, *path: str | int, hint: str = ""):
        super().__init__(message)
        self.message, self.path, self.hint = message, path, hint


def has_key(question: Question) -> bool:
    """Whether the answers of its type are its mark scheme."""
    return type(question) in MAKERS


def data_of(question: Question, title: str, number: Sequence[int], versions: Sequence[str] = ()) -> Data | None:
    """What the template needs and the number of answers; None if the type has no key of its own.

    It is that of the last of `versions` (those after the first, in order), or of the first if there are none.
    Raises Unanswerable.
    """
    make = MAKERS.get(type(question))
    if not make:
        return None
    seed = f"{title}|{tuple(number)}"
    if not isinstance(question, Shuffled):
        return make(question, seed)
    return in_versions(lambda turn: make(question, seed, turn), [f"{v}|{seed}" for v in versions], _rank)


def _rank(new: Data, before: Sequence[Data]) -> tuple[bool, ...]:
    """What is wrong with the order of a version: it gives the answer away, or is of no use beside those before it."""
    places, answers = new[0]["places"], new[0]["answers"]
    first, others = before[0][0], [data for data, _ in before]
    return (
        new[0].get("gives_away", False),
        places == first["places"],
        any(here == there for here, there in zip(places, first["places"], strict=True)),
        answers == first["answers"],
        any(answers == other["answers"] for other in others),
        any(places == other["places"] for other in others),
    )


def _places(q: Shuffled, things: Sequence[str], turn: Turn) -> list[int]:
    """Which of the things, as the first version prints them, stands at each place."""
    pinned = [i for i, thing in enumerate(things) if not q.shuffle or thing in q.pin]
    return turned(len(things), pinned, turn)


def _named(places: Sequence[int], names: Sequence[str]) -> tuple[str, str]:
    return " ".join(names[: len(places)]), " ".join(names[place] for place in places)


def _choice(q: MultipleChoice, seed: str, turn: Turn) -> Data:
    if q.options.count(q.answer) != 1:
        raise Unanswerable("answer must be one of the options, word for word", "answer")
    if len(set(q.options)) < len(q.options):
        raise Unanswerable("two options are the same", "options")
    if strange := [option for option in q.why if option not in q.options]:
        raise Unanswerable(f"{strange[0]} is not one of the options", "why", strange[0])
    _lettered(q.options, "options")
    places = _places(q, q.options, turn)
    shown = [q.options[place] for place in places]
    options = [(ascii_uppercase[i], text, text == q.answer) for i, text in enumerate(shown)]
    letter = next(letter for letter, _, right in options if right)
    return {
        "options": options,
        "key": [f"{letter}  {q.answer}"],
        "answers": [letter],
        "places": [_named(places, ascii_uppercase)],
    }, 1


def _true_false(q: TrueFalse, seed: str, turn: Turn) -> Data:
    if not q.statements:
        raise Unanswerable("there are no statements", "statements")
    for i, statement in enumerate(q.statements):
        if statement.correction and statement.answer == "true":
            raise Unanswerable("a statement that is true has a correction", "statements", i, "correction")
    places = _places(q, [s.text for s in q.statements], turn)
    shown = [q.statements[place] for place in places]
    return {
        "statements": shown,
        "corrected": any(s.correction for s in shown),
        "key": [s.answer.capitalize() + (f": {s.correction}" if s.correction else "") for s in shown],
        "answers": [s.answer for s in shown],
        "places": [_named(places, _numbers(shown))],
    }, len(shown)


def _gaps(q: GapFill, seed: str) -> Data:
    found = _gaps_of(q.passage, "passage")
    if not found:
        raise Unanswerable("the passage needs gaps such as [[1928]], each with its answer", "passage")
    if q.distractors and not q.bank:
        raise Unanswerable("there are distractors, but no bank of words to print them in", "distractors")
    right = {plain(answer).casefold() for gap in found for answer in gap.answers}
    for i, word in enumerate(q.distractors):
        if plain(word).casefold() in right:
            raise Unanswerable(f"the distractor {word} fits a gap", "distractors", i)
    bank = sorted([gap.answers[0] for gap in found] + q.distractors, key=str.casefold) if q.bank else []
    key = [" or ".join(gap.answers) for gap in found]
    return {"bank": bank, "gap_width": _gap_width(found), "key": key}, len(found)


def _gaps_of(text: str, *path: str | int) -> list[Gap]:
    """The gaps of a text. Raises Unanswerable for one that is empty or not closed."""
    found = gaps(text)
    if "[[" in plain(text) or "]]" in plain(text):
        raise Unanswerable("a gap is not closed", *path, hint="write two brackets on each side: [[answer]]")
    if not all(plain(answer) for gap in found for answer in gap.answers):
        raise Unanswerable("a gap is empty", *path, hint="write its answer in it, such as [[1928]]")
    return found


def _gap_width(found: Sequence[Gap]) -> float:
    """One width (pt) for all gaps, so that it gives nothing away (domain.md, 4)."""
    return min(160 * MM, max(25 * MM, _LETTER * max(len(plain(gap.answers[0])) for gap in found)))


def _matching(q: Matching, seed: str, turn: Turn) -> Data:
    if len(q.pairs) < 2:
        raise Unanswerable("there must be two pairs at least", "pairs")
    rights = [pair.right for pair in q.pairs]
    if len({*rights, *q.distractors}) < len(rights) + len(q.distractors):
        raise Unanswerable("two of the items to match with are the same, so the answer is not clear", "pairs")
    _lettered([*rights, *q.distractors], "pairs")
    first = _mixed([*rights, *q.distractors], seed)
    left, right = _places(q, [pair.left for pair in q.pairs], turn), _places(q, first, turn)
    pairs = [q.pairs[place] for place in left]
    lettered = [(ascii_uppercase[i], first[place]) for i, place in enumerate(right)]
    letters = {text: letter for letter, text in lettered}
    cells = [(pair.left, letters[pair.right]) for pair in pairs]
    rows = [(*cell, shown) for cell, shown in zip_longest(cells, lettered, fillvalue=("", ""))]
    return {
        "match_rows": rows,
        "key": [f"{pair.left} – {letters[pair.right]}" for pair in pairs],
        "answers": [letters[pair.right] for pair in pairs],
        "places": [_named(left, _numbers(left)), _named(right, ascii_uppercase)],
    }, len(pairs)


def _ordering(q: Ordering, seed: str, turn: Turn) -> Data:
    if len(q.items) < 2 or len(set(q.items)) < len(q.items):
        raise Unanswerable("there must be two items at least, each different", "items")
    first = _mixed(q.items, seed)
    places = _places(q, first, turn)
    shown = [first[place] for place in places]
    order = [q.items.index(text) + 1 for text in shown]
    return {
        "shuffled": shown,
        "order_key": order,
        "key": list(q.items),
        "answers": list(map(str, order)),
        "places": [_named(places, _numbers(shown))],
        "gives_away": shown == q.items,
    }, len(shown)


def _numbers(things: Collection[object]) -> list[str]:
    return [str(n) for n in range(1, len(things) + 1)]


def _table(q: TableCompletion, seed: str) -> Data:
    for i, row in enumerate(q.rows):
        if len(row) != len(q.header):
            message = f"this row has {len(row)} cells, but there are {len(q.header)} headings"
            raise Unanswerable(message, "rows", i)
    if q.widths and len(q.widths) != len(q.header):
        raise Unanswerable(f"there are {len(q.widths)} widths, but {len(q.header)} headings", "widths")
    places = ((text, "rows", i, j) for i, row in enumerate(q.rows) for j, text in enumerate(row))
    found = [gap for place in places for gap in _gaps_of(*place)]
    if not found:
        raise Unanswerable("the table needs cells such as [[answer]] for the pupil to fill", "rows")
    shares = q.widths or [1] * len(q.header)
    heights = [_lines_to_write(row, shares) for row in q.rows]
    key = [" or ".join(gap.answers) for gap in found]
    return {"gap_width": _gap_width(found), "row_lines": heights, "key": key}, len(key)


def _lines_to_write(row: Sequence[str], shares: Sequence[int]) -> int:
    """How many lines of handwriting a row needs, in a table 160 mm wide (domain.md, 1.5)."""
    room = [160 * MM * share / sum(shares) - 12 for share in shares]
    widths = [sum(_LETTER * len(plain(gap.answers[0])) for gap in gaps(text)) for text in row]
    return min(25, max(1, *(math.ceil(width / max(_LETTER, own)) for width, own in zip(widths, room, strict=True))))


def _lettered(items: Sequence[str], key: str) -> None:
    if len(items) > len(ascii_uppercase):
        message = f"there are {len(items)} items, but only {len(ascii_uppercase)} letters to name them"
        raise Unanswerable(message, key)


def _mixed(items: Sequence[str], seed: str) -> list[str]:
    """The items in another order, the same every time."""
    rng, shown = random.Random(seed), list(items)
    for _ in range(20):
        rng.shuffle(shown)
        if shown != list(items):
            return shown
    return [*shown[1:], shown[0]]


MAKERS: dict[type, Callable[..., Data]] = {
    MultipleChoice: _choice,
    TrueFalse: _true_false,
    GapFill: _gaps,
    Matching: _matching,
    Ordering: _ordering,
    TableCompletion: _table,
}
