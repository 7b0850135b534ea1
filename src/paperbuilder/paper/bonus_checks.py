"""Bonus marks: what gives them, and what a bonus question cannot have.

In: a paper. Out: problems, each at its place with a fix. Cannot fail.
"""

from __future__ import annotations

from collections.abc import Iterator

from paperbuilder.paper.item import Item
from paperbuilder.paper.model import Paper
from paperbuilder.problems import Problem, counted
from paperbuilder.questions.bonus import ALL
from paperbuilder.reading.source import Source


def check_bonus(paper: Paper, source: Source) -> list[Problem]:
    """Every problem of bonus marks."""
    found = [problem for item in paper.every for problem in _item(item, source)]
    if paper.bonus and not paper.total:
        found.append(
            source.problem(
                (), "all questions are bonus questions, so the paper has no total", "let one count: delete its bonus"
            )
        )
    return found


def _item(item: Item, source: Source) -> Iterator[Problem]:
    own = item.question.bonus
    if item.parts:
        if own and own != ALL:
            hint = "move bonus to one of the parts; bonus: yes is for all of them"
            yield source.problem((*item.path, "bonus"), "a question with parts has no bonus of its own", hint, key=True)
        return
    if item.bonus and not item.marks:
        for key, what in (("ao", "assessment objectives"), ("spag", "SPaG marks")):
            if getattr(item.question, key):
                message = f"a bonus question has no {what}: they belong to the total"
                yield source.problem((*item.path, key), message, f"delete {key}", key=True)
    yield from _scheme(item, source)


def _scheme(item: Item, source: Source) -> Iterator[Problem]:
    points, path = item.question.mark_scheme.bonus, (*item.path, "mark-scheme", "bonus")
    extra = item.bonus if item.marks else 0
    total = sum(point.marks for point in points)
    for i, point in enumerate(points):
        if point.code:
            hint = "write marks: instead, if it has more than one"
            yield source.problem((*path, i, "code"), "bonus marks have no codes", hint, key=True)
    if points and not extra:
        hint = "add bonus: with their number to the question; of a bonus question the points themselves are the bonus"
        yield source.problem(path, "the question has no bonus marks of its own", hint, key=True)
    elif points and total < extra:
        message = f"these give {counted(total, 'bonus mark')}, but the question has {extra}"
        yield source.problem(path, message, "add what earns the rest, or give a point its marks:", "warning")
    elif extra and not points:
        hint = "add bonus: below mark-scheme:, such as bonus: [A second method]"
        yield source.problem((*item.path, "bonus"), "nothing says what earns the bonus", hint, "warning")
