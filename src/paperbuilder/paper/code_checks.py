"""The codes of a mark scheme: whether they are codes, and whether they add up.

In: a question with marks. Out: problems, each at its place with a fix. Cannot fail.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from paperbuilder.paper.item import Item
from paperbuilder.problems import Problem, counted, did_you_mean
from paperbuilder.questions.codes import LIKE, begins_with_code, is_code
from paperbuilder.questions.mark_scheme import Point
from paperbuilder.reading.source import Path_, Source


def check(item: Item, source: Source) -> Iterator[Problem]:
    """Every problem of the codes of a question's points."""
    scheme = item.question.mark_scheme
    key = "points" if scheme.points else "key"
    points, path = scheme.points or scheme.key, (*item.path, "mark-scheme", key)
    like = list(map(begins_with_code, points))
    if not scheme.codes and not any(like):
        message = "codes: no has no effect: no point begins with what could be a code"
        yield source.problem((*path[:-1], "codes"), message, "delete it", key=True)
    wrong = list(_in_full(points, path, source)) if any(point.code for point in points) else []
    yield from wrong
    for i, credit in enumerate(item.points):
        if credit.code and (*path, i, "marks") in source.values:
            message = f"the code {credit.code} gives the marks already"
            yield source.problem((*path, i, "marks"), message, "delete marks here", key=True)
    if not wrong and not item.coded and scheme.codes and len(points) > sum(like) >= max(2, len(points) / 2):
        message = f"{sum(like)} of {len(points)} points begin with a code such as M1, so none is taken for one"
        hint = "begin every point with its code; of others, begin none (codes: no says that it is none)"
        yield source.problem((*path, like.index(False)), message, hint, "warning")
    if item.coded and item.solution and not wrong:
        yield from _sum(item, path, source)


def has(item: Item) -> str:
    """The marks that points or a key must give."""
    if item.keyed:
        return f"the question has {item.judged} beside the {item.keyed} of its answers"
    return f"the question has {item.worth}"


def _in_full(points: Sequence[Point], path: Path_, source: Source) -> Iterator[Problem]:
    for i, point in enumerate(points):
        if not point.code:
            message = "this point has no code, but others of this mark scheme have one"
            yield source.problem((*path, i), message, "give it one, such as code: A1, or take it from the others")
        elif not is_code(point.code):
            near = did_you_mean(point.code.upper(), ["M1", "A1", "B1", "E1", "C1", "P1", "Q1", "SC 1"], least=0.5)
            yield source.problem((*path, i, "code"), f"{point.code} is no code", f"{near} A code is {LIKE}".strip())


def _sum(item: Item, path: Path_, source: Source) -> Iterator[Problem]:
    for i, credit in enumerate(item.points):
        if credit.outside and credit.marks > item.judged:
            message = f"a special case gives {counted(credit.marks, 'mark')}, {has(item)}"
            yield source.problem((*path, i), message, "lower it, such as SC 1")
    total = sum(credit.marks for credit in item.points if not credit.outside)
    if total != item.judged:
        message = f"the codes give {counted(total, 'mark')}, but {has(item)}"
        hint = "the numbers of the codes must make the marks; SC stands outside the sum"
        yield source.problem(path, message, hint, "warning" if total < item.judged else "error")
