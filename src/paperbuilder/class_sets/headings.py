"""Which column of a list holds what of a pupil, by its heading and not by its place.

In: rows. Out: `Columns`, and a warning for each column that is not used, or only in place of another. Cannot fail.
A preferred name goes before any other, a legal one after. A number by which the state or the school knows a pupil
(a UPN) is no candidate number.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from itertools import chain
from pathlib import Path

from paperbuilder.problems import Problem, closest
from paperbuilder.tables.rows import HEAD_WITHIN, row_problem

Columns = Mapping[str, Sequence[int]]
"""The columns of each thing, the best first."""
CHOSEN = ("preferred", "chosen", "known", "usual")
FIRST = ("first name", "forename", "given name", "firstname", "first names", "forenames", "given names")
LAST = ("last name", "surname", "family name", "lastname", "last names", "surnames")
COLUMNS = {
    "known": ("preferred name", "preferred full name", "known as", "known name", "chosen name", "usual name"),
    "known_first": tuple(f"{chosen} {part}" for chosen in CHOSEN for part in FIRST),
    "known_last": tuple(f"{chosen} {part}" for chosen in CHOSEN for part in LAST),
    "name": ("name", "full name", "pupil name", "student name", "pupil", "student", "candidate name", "learner"),
    "first": (*FIRST, *(f"legal {part}" for part in FIRST)),
    "last": (*LAST, *(f"legal {part}" for part in LAST)),
    "legal": ("legal name", "legal full name"),
    "form": ("form", "class", "registration form", "reg", "tutor group", "group"),
    "number": (
        "candidate number",
        "exam candidate number",
        "candidate",
        "exam number",
        "number",
        "admission number",
        "id",
    ),
    "seat": ("seat", "seat number", "desk", "place"),
    "edition": ("edition", "paper format", "format"),
    "version": ("version", "paper version", "test version"),
    "extra_time": ("extra time", "access time", "additional time", "extra time allowance"),
    "paper": ("paper", "paper colour", "colour of paper", "tint", "overlay"),
}
NAMES = ("known", "known_first", "known_last", "name", "first", "last", "legal")
BEFORE = {  # what is printed rather than this, if it is there
    "known_first": ("known",),
    "name": ("known", "known_first"),
    "first": ("known", "known_first", "name"),
    "last": ("known_last", "name"),
    "legal": ("known", "known_first", "name", "first", "last"),
}
DOUBTFUL = ("admission number", "id")  # of the school's own; used, since some have no other
MEANT = {alias: key for key, aliases in COLUMNS.items() for alias in aliases}
SHORT = {"cand": "candidate", "no": "number", "num": "number", "nr": "number", "#": "number", "№": "number"}
SHORT |= {"pref": "preferred", "exams": "exam", "examination": "exam"}


def pupil_columns(head: Sequence[str]) -> Columns:
    """Which columns hold what of a pupil. Of a name, each that may stand in for another; else only the best."""
    found: dict[str, list[int]] = {}
    for i, heading in enumerate(head):
        if key := MEANT.get(_in_full(heading)):
            found.setdefault(key, []).append(i)
    for key, places in found.items():
        places.sort(key=lambda i: COLUMNS[key].index(_in_full(head[i])))
    return {key: places if key in NAMES else places[:1] for key, places in found.items()}


def used(columns: Columns) -> set[int]:
    """The columns that are used at all."""
    return set(chain.from_iterable(columns.values()))


def _in_full(heading: str) -> str:
    """A heading as it is looked up: cand. no. is candidate number."""
    words = re.findall(r"[^\W_]+|[#№]", heading.casefold())
    return " ".join(SHORT.get(word, word) for word in words)


def head_of(rows: Sequence[Sequence[str]]) -> int | None:
    """Which row has the headings, from 0: the first that has one for names."""
    heads = (i for i, row in enumerate(rows[:HEAD_WITHIN]) if set(NAMES) & pupil_columns(row).keys())
    return next(heads, None)


def said_of_columns(head: Sequence[str], columns: Columns, file: Path, row: int) -> list[Problem]:
    """A warning for each column that is not used, is used only in place of another, or is perhaps something else."""
    found = [*unused_columns(head, columns, used(columns), file, row)]
    for key in NAMES:
        for i in columns.get(key, ()):
            if better := _better(key, i, head, columns):
                found.append(row_problem(file, row, f"the column {head[i]} is used only where {better} is empty"))
    for i in columns.get("number", ()):
        if _in_full(head[i]) in DOUBTFUL:
            message, hint = f"the column {head[i]} is printed as the candidate number", "add a column Candidate number"
            found.append(row_problem(file, row, message, hint))
    return [replace(problem, severity="warning") for problem in found]


def unused_columns(
    head: Sequence[str], columns: Columns, taken: Collection[int], file: Path, row: int
) -> list[Problem]:
    """A warning for each column that is not `taken`."""
    unused = [(heading, _in_full(heading)) for i, heading in enumerate(head) if heading and i not in taken]
    found = []
    for heading, full in unused:
        instead = columns.get(MEANT.get(full, ""), ())
        hint = f"{_numbered(head, instead[0])} is" if instead else _perhaps(full, columns)
        found.append(row_problem(file, row, f"the column {heading} is not used", hint))
    return [replace(problem, severity="warning") for problem in found]


def _better(key: str, i: int, head: Sequence[str], columns: Columns) -> str:
    """The column that is used rather than this one of a name; empty if there is none."""
    if columns[key][0] != i:
        return _numbered(head, columns[key][0])
    parts = {"known_last", "last"} & columns.keys()
    there = [other for other in BEFORE.get(key, ()) if other in columns and (parts or other != "known_first")]
    return _numbered(head, columns[there[0]][0]) if there else ""


def _numbered(head: Sequence[str], i: int) -> str:
    """A column by its heading, and by its number if another has the same."""
    return f"{head[i]} (column {i + 1})" if list(head).count(head[i]) > 1 else head[i]


def _perhaps(heading: str, columns: Columns) -> str:
    """What a heading was perhaps meant to be: only what the list does not have."""
    has = set(NAMES if set(NAMES) & columns.keys() else ()) | columns.keys()
    close = closest(heading, [alias for alias, key in MEANT.items() if key not in has], 0.8)
    return f"did you mean {close.capitalize()}?" if close else ""
