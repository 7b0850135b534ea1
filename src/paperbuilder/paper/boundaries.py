"""Grade boundaries: which grade a mark makes, and whether they can be.

In: a paper with boundaries, a mark. Out: a grade; problems at their places. Cannot fail.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from paperbuilder.marks import Half
from paperbuilder.paper.model import Paper
from paperbuilder.problems import Problem
from paperbuilder.reading.source import Source
from paperbuilder.spec.models import Boundaries

LONGEST = 20


def grades_of(boundaries: Boundaries) -> list[tuple[str, int]]:
    """Each grade with its lowest mark, from the top; the last begins at 0."""
    found = list(boundaries.grades.items())
    return found if found[-1][1] == 0 else [*found, (boundaries.below, 0)]


def grade_of(boundaries: Boundaries, mark: int | Half) -> str:
    """The grade of a mark; below 0 it is the lowest."""
    return next(name for name, least in grades_of(boundaries) if max(mark, 0) >= least)


def check_boundaries(paper: Paper, source: Source) -> Iterator[Problem]:
    """Boundaries descend, lie in 0 to the total, and each grade has a name (domain.md §11, statement 32)."""
    given = paper.spec.boundaries
    if given is None:
        return
    path = ("boundaries", "grades")
    if not given.grades:
        yield source.problem(path, "there are no grades", "write each with its lowest mark, such as {9: 36, 8: 32}")
    for name, least in given.grades.items():
        if least > paper.total:
            message = f"grade {name} begins at {least}, but the paper has {paper.total} marks"
            yield source.problem((*path, name), message, f"from 0 to {paper.total}")
        if not name.strip() or len(name) > LONGEST:
            message = f"the name of a grade has 1 to {LONGEST} letters"
            yield source.problem((*path, name), message, "such as 9, A* or Pass", key=True)
    for (higher, above), (name, least) in pairwise(given.grades.items()):
        if least >= above:
            message = f"grade {name} begins at {least}, which is not below grade {higher} at {above}"
            yield source.problem((*path, name), message, "begin with the highest grade, and go down")
    if given.grades.get(given.below):
        message = f"{given.below} is a grade, and also what a mark below all grades is called"
        yield source.problem((*path, given.below), message, f"leave out one, or let {given.below} begin at 0")
