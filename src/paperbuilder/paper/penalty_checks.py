"""Marks that wrong answers lose.

In: a paper. Out: problems, each at its place with a fix. Cannot fail.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from paperbuilder.paper.item import Item
from paperbuilder.paper.model import Paper
from paperbuilder.problems import Problem
from paperbuilder.reading.source import Path_, Source


def check_penalties(paper: Paper, source: Source) -> Iterator[Problem]:
    """Every problem of penalties."""
    if paper.spec.penalty and paper.spec.penalty.marks and not any(_losing(item) for item in paper.items):
        yield source.problem(("penalty",), _no_effect("the paper", paper.items), "delete it", key=True)
    for i, section in enumerate(paper.sections):
        own = section.section.penalty
        if own and own.marks and not any(map(_losing, section.items)):
            yield source.problem(
                ("sections", i, "penalty"), _no_effect("the section", section.items), "delete it", key=True
            )
        path: Path_ = ("sections", i, "penalty") if own else ("penalty",)
        for leaf in (leaf for item in section.items for leaf in item.leaves):
            if leaf.penalty and leaf.award and leaf.penalty * leaf.award[1] > leaf.award[0]:
                message = f"a wrong answer loses {leaf.penalty}, more than a right one gets"
                message += f" ({leaf.award[0]} for {leaf.award[1]})" if leaf.award[1] > 1 else f" ({leaf.award[0]})"
                yield source.problem(path, message, "is it meant so?", "warning")
                break


def _no_effect(whose: str, items: Sequence[Item]) -> str:
    without = any(leaf.question.loses_marks for item in items for leaf in item.leaves)
    kinds = "multiple-choice or true-or-false question" + " with marks" * without
    return f"penalty has no effect: {whose} has no {kinds}"


def _losing(item: Item) -> bool:
    return any(leaf.penalty for leaf in item.leaves)
