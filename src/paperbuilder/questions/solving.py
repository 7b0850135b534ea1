"""Questions solved in any version of a paper.

In: a question, what seeds its orders, versions. Out: a `Solution`. Cannot fail for a question without errors.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

from paperbuilder.questions.kind import Question, Shuffled
from paperbuilder.questions.orders import in_versions
from paperbuilder.questions.solution import Solution
from paperbuilder.reading.translations import canonical


def solved(question: Question, title: str, number: Sequence[int], versions: Sequence[str] = ()) -> Solution:
    """The solution in the last of `versions` (those after the first, in order), or in the first if there are none."""
    seed = f"{canonical(title)}|{tuple(number)}"
    if not isinstance(question, Shuffled):
        return question.solve(seed, list)
    return in_versions(lambda turn: question.solve(seed, turn), [f"{v}|{seed}" for v in versions], _rank)


def _rank(new: Solution, before: Sequence[Solution]) -> tuple[bool | int, ...]:
    """What is wrong with the order of a version: what is where it was in those before it.

    It must not look at the answers: whoever has this program and two versions could then work them out.
    """
    return (new.places == before[0].places, _unmoved(new, before[0]), sum(_unmoved(new, old) for old in before[1:]))


def _unmoved(new: Solution, old: Solution) -> int:
    """How many things are where they were."""
    columns = zip(new.places, old.places, strict=True)
    things = [zip(here.split(), there.split(), strict=True) for (_, here), (_, there) in columns]
    return sum(here == there for here, there in chain(*things))
