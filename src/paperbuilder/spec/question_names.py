"""What a teacher calls a place in a spec: Question 6(a).

In: the data of a spec, right or wrong, and a path. Out: text. Cannot fail.
"""

from __future__ import annotations

from typing import Any

from paperbuilder.questions.kind import Block
from paperbuilder.questions.numbers import spoken
from paperbuilder.questions.registry import all_kinds
from paperbuilder.reading.source import Path_


def question_at(data: Any, path: Path_) -> str:
    """“Question 6(a)”, as the paper as written has it; empty for a place in no question."""
    before, numbers = _start(data, 0), list[int]()
    if path[:1] == ("sections",) and len(path) > 1:
        for section in data["sections"][: path[1]]:
            before = _start(section, before) + _count(_below(section, "questions"))
        data, path = data["sections"][path[1]], path[2:]
        before = _start(data, before)
    while len(path) > 1 and path[0] == ("parts" if numbers else "questions"):
        things = _below(data, str(path[0]))
        if not isinstance(path[1], int) or _count(things[path[1] : path[1] + 1]) == 0:
            break
        numbers.append(before + _count(things[: path[1] + 1]))
        data, path, before = things[path[1]], path[2:], 0
    return f"Question {spoken(numbers)}" if numbers else ""


def _start(data: Any, before: int) -> int:
    """The number before the first question: that before `data`, unless it begins with another."""
    number = str(data.get("start-number")) if isinstance(data, dict) else ""
    return int(number) - 1 if number.isascii() and number.isdigit() and len(number) < 5 else before


def _below(data: Any, key: str) -> list[Any]:
    found = data.get(key) if isinstance(data, dict) else None
    return found if isinstance(found, list) else []


def _count(things: list[Any]) -> int:
    """Those that have a number: questions of every kind, and whatever is not right yet."""
    return sum(not issubclass(_kind(thing), Block) for thing in things)


def _kind(thing: Any) -> type:
    name = thing.get("type") if isinstance(thing, dict) else None
    return all_kinds().get(name, object) if isinstance(name, str) else object
