"""Questions of a worksheet that have no marks: what they cannot have either.

In: a paper, or questions. Out: problems, each at its place with a fix. Cannot fail.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from paperbuilder.paper.item import Item, flat
from paperbuilder.paper.model import Paper
from paperbuilder.problems import Problem
from paperbuilder.reading.source import Path_, Source
from paperbuilder.spec.models import Exam

OF_MARKS = ("bonus", "spag", "ao", "key_marks")
OF_SCHEMES = ("levels", "ladders", "bands", "caps", "credit")


def check_unmarked(paper: Paper, source: Source) -> Iterator[Problem]:
    """Every problem of questions without marks; that an exam has any is said where they are counted."""
    if not isinstance(paper.spec, Exam):
        yield from unmarked(paper.items, source)


def unmarked(items: Sequence[Item], source: Source) -> Iterator[Problem]:
    """What questions and parts say of marks that they do not have."""
    for item in flat(items):
        if not item.parts and item.question.marks is None:
            yield from _one(item, source)
        elif item.parts and not item.worth:
            yield from _without_effect(item, [(key,) for key in ("bonus", "ao") if getattr(item.question, key)], source)


def _one(item: Item, source: Source) -> Iterator[Problem]:
    scheme = item.question.mark_scheme
    keys: list[Path_] = [(key.replace("_", "-"),) for key in OF_MARKS if getattr(item.question, key)]
    keys += [("mark-scheme", key) for key in OF_SCHEMES if getattr(scheme, key)]
    yield from _without_effect(item, keys, source)
    for name in ("points", "key"):
        path = (*item.path, "mark-scheme", name)
        for i in range(len(getattr(scheme, name))):
            if (*path, i, "marks") in source.values:
                hint = "delete it, or give the question its marks"
                yield source.problem((*path, i, "marks"), "the question has no marks to share", hint, key=True)
    if item.coded:
        hint = "give the question its marks, or say codes: no if they are only words"
        yield source.problem((*item.path, "mark-scheme"), "codes give marks, but the question has none", hint, key=True)
    if item.question.lines is not None and item.solution and not item.is_judged and not item.question.has_room:
        hint = "delete it; lines are for short and extended answers"
        yield source.problem((*item.path, "lines"), f"a {item.type} question has no answer lines", hint, key=True)


def _without_effect(item: Item, keys: Sequence[Path_], source: Source) -> Iterator[Problem]:
    for key in keys:
        message = f"the {'parts have' if item.parts else 'question has'} no marks, so {key[-1]} has no effect"
        hint = f"give {'them' if item.parts else 'the question its'} marks, such as marks: 4, or delete {key[-1]}"
        yield source.problem((*item.path, *key), message, hint, key=True)
