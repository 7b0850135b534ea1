"""Questions solved in any version of a paper.

In: a question, what seeds its orders, versions. Out: a `Solution`. Cannot fail for a question without errors.
"""

from __future__ import annotations

from collections.abc import Sequence

from paperbuilder.questions.kind import Question, Shuffled
from paperbuilder.questions.orders import in_versions
from paperbuilder.questions.solution import Solution


def solved(question: Question, title: str, number: Sequence[int], versions: Sequence[str] = ()) -> Solution:
    """The solution in the last of `versions` (those after the first, in order), or in the first if there are none."""
    seed = f"{title}|{tuple(number)}"
    if not isinstance(question, Shuffled):
        return question.solve(seed, list)
    return in_versions(lambda turn: question.solve(seed, turn), [f"{v}|{seed}" for v in versions], _rank)


def _rank(new: Solution, before: Sequence[Solution]) -> tuple[bool, ...]:
    """What is wrong with the order of a version: it gives the answer away, or is of no use beside those before it."""
    first = before[0]
    return (
        new.gives_away,
        new.places == first.places,
        any(here == there for here, there in zip(new.places, first.places, strict=True)),
        new.answers == first.answers,
        any(new.answers == other.answers for other in before),
        any(new.places == other.places for other in before),
    )
