"""Mark schemes of questions with parts, ladders for each objective, credit of keys, and hints.

In: a question or part. Out: problems, each at its place with a fix. Cannot fail.
"""

from __future__ import annotations

from collections.abc import Iterator

from paperbuilder.paper.item import Item
from paperbuilder.paper.model import Paper
from paperbuilder.problems import Problem, listed
from paperbuilder.reading.source import Path_, Source
from paperbuilder.spec.models import Exam

WHOLE = ("indicative", "caps", "misreadings", "note")


def of_whole(item: Item, source: Source) -> Iterator[Problem]:
    """A question with parts has guidance for the whole; what gives marks is in the parts."""
    path = (*item.path, "mark-scheme")
    for key in _written(path, source) if item.parts else ():
        if key not in WHOLE:
            hint = f"move {key} to one of the parts; of the whole there can be {listed(WHOLE)}"
            message = f"the parts give the marks, so the whole question has no {key}"
            yield source.problem((*path, key), message, hint, key=True)


def _written(path: Path_, source: Source) -> list[str]:
    """The keys that are written at a place."""
    value = source.data
    for step in path[:-1]:
        value = value[step]
    found = value.get(path[-1])
    return list(found) if isinstance(found, dict) else []


def apart(item: Item, source: Source) -> Iterator[Problem]:
    """Objectives without a ladder where others have one, and credit where there is no key."""
    scheme, path = item.question.mark_scheme, (*item.path, "mark-scheme")
    missing = [name for name in item.ao if name not in scheme.ladders] if scheme.ladders else []
    if missing:
        message = f"there is no ladder for {listed(missing)}"
        yield source.problem((*path, "ladders"), message, "give each objective one, or take one for all with levels:")
    if scheme.ladders and item.keyed:
        message = "marks of answers and a ladder for each objective do not go together"
        yield source.problem((*path, "ladders"), message, "make them two parts of a question")
    if scheme.credit and item.solution and not item.solution.key:
        message = f"a {item.type} question has no answers of its own, so credit has no effect"
        yield source.problem((*path, "credit"), message, "delete it", key=True)


def check_hints(paper: Paper, source: Source) -> Iterator[Problem]:
    """Hints are for worksheets."""
    for item in paper.every if isinstance(paper.spec, Exam) else ():
        if item.question.hint:
            message = "the hint is not printed: an exam has none"
            yield source.problem((*item.path, "hint"), message, "worksheets print it at their end", "warning", key=True)
