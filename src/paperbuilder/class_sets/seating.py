"""Who gets which version of a paper, so that no neighbour has the same.

In: the pupils of a class list, in its order, and the names of the versions. Out: the pupils, each with a version, and
problems: an error for a version that there is not, a warning for two neighbours who have the same. Cannot fail.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Literal

from paperbuilder.class_sets.pupil import Pupil
from paperbuilder.problems import Problem
from paperbuilder.reading.source import shown

Place = tuple[int, int]
"""Row and column."""
DESK = r"(?:seat|desk|place|col(?:umn)?|[sc])"
FORMS = (
    re.compile(rf"(?:row|r)?\W*(?P<row>\d{{1,3}})(?:\W*{DESK}\W*|\W+)(?P<column>\d{{1,3}})"),  # Row 2 Seat 3, R2S3, 2-3
    re.compile(rf"(?:row\W+)?(?P<row>[a-z]{{1,2}})\W*(?:{DESK}\W*)?(?P<column>\d{{1,3}})"),  # A1, B-12, Row A Seat 3
    re.compile(r"(?P<row>\d{1,3})\W*(?P<column>[a-z])"),  # 12C
    re.compile(rf"(?P<row>)(?:{DESK}\W*)?(?P<column>\d{{1,4}})"),  # 12, Seat 12: all in one row
)
ALL_AROUND = 4  # so many versions are enough for neighbours at the corners too


def assign(pupils: Sequence[Pupil], versions: Sequence[str], file: Path) -> tuple[list[Pupil], list[Problem]]:
    """The pupils, each with one of `versions`; those that the list states stay. `file` is the list, for messages."""
    stated, problems = _stated(pupils, versions, file)
    places, unread = _places(pupils, file)
    pairs = list(_neighbours(places, len(versions) >= ALL_AROUND))
    step = 2 if len(versions) >= ALL_AROUND else 1

    def filled(offset: int) -> list[str]:
        pattern = ((step * row + column + offset) % len(versions) for row, column in places)
        return [name or versions[n] for name, n in zip(stated, pattern, strict=True)]

    names = min(map(filled, range(len(versions))), key=lambda names: sum(names[i] == names[j] for i, j in pairs))
    problems += unread + [_clash(pupils[i], pupils[j], names[i], file) for i, j in pairs if names[i] == names[j]]
    return [replace(pupil, version=name) for pupil, name in zip(pupils, names, strict=True)], problems


def _stated(pupils: Sequence[Pupil], versions: Sequence[str], file: Path) -> tuple[list[str], list[Problem]]:
    """The version that the list gives each pupil, if any; one that there is not counts for none."""
    known = {"": "", **{version.casefold(): version for version in versions}}
    problems = [
        _problem(file, pupil, f"there is no version {pupil.version[:20]}", "there are " + ", ".join(versions))
        for pupil in pupils
        if pupil.version.casefold() not in known
    ]
    return [known.get(pupil.version.casefold(), "") for pupil in pupils], problems


def _places(pupils: Sequence[Pupil], file: Path) -> tuple[list[Place], list[Problem]]:
    """Where each pupil sits; side by side in the order of the list if that cannot be told of everyone."""
    places: dict[Place, Pupil] = {}
    form = next((form for form in FORMS for pupil in pupils[:1] if form.fullmatch(pupil.seat.casefold())), None)
    for pupil in pupils:
        match = form.fullmatch(pupil.seat.casefold()) if form else None
        place = match and (_number(match["row"]), _number(match["column"]))
        if not place or place in places:
            return [(0, i) for i in range(len(pupils))], _unread(pupils, pupil, file)
        places[place] = pupil
    return list(places), []


def _number(text: str) -> int:
    """A number, or letters as one: 27 for AA."""
    if not text.isalpha():
        return int(text or 0)
    return 26 * _number(text[:-1]) + ord(text[-1]) - ord("a") + 1


def _unread(pupils: Sequence[Pupil], pupil: Pupil, file: Path) -> list[Problem]:
    """A warning that the seats are of no use, if there are any."""
    if not any(pupil.seat for pupil in pupils):
        return []
    what = (
        f"the seat {pupil.seat[:20]} is not a place of its own like the others" if pupil.seat else "the seat is missing"
    )
    hint = "versions go by the order of the list; for a seating plan write every seat as A1, or every one as 2-3"
    return [_problem(file, pupil, what, hint, "warning")]


def _neighbours(places: Sequence[Place], corners: bool) -> Iterator[tuple[int, int]]:
    """Each two who sit beside or behind one another (or corner to corner), once."""
    at: Mapping[Place, int] = {place: i for i, place in enumerate(places)}
    steps = [(0, 1), (1, 0), *([(1, 1), (1, -1)] if corners else [])]
    for (row, column), i in at.items():
        yield from ((i, at[near]) for down, right in steps if (near := (row + down, column + right)) in at)


def _clash(one: Pupil, other: Pupil, name: str, file: Path) -> Problem:
    first, second = sorted((one, other), key=lambda pupil: pupil.row)
    message = f"rows {first.row} and {second.row} sit next to each other, and both have version {name}"
    return _problem(file, first, message, "change what the list says of the one or the other", "warning")


def _problem(
    file: Path, pupil: Pupil, message: str, hint: str, severity: Literal["error", "warning"] = "error"
) -> Problem:
    return Problem(message=message, file=f"{shown(file)}, row {pupil.row}", hint=hint, severity=severity)
