"""Marks by how many answers of a key are right: 4 right 2 marks, 2 or 3 right 1 mark.

In: a question solved, how many answers its key has. Out: steps, the highest first; problems. Cannot fail.
"""

from __future__ import annotations

import re
from itertools import pairwise

from paperbuilder.paper.item import Item, Step
from paperbuilder.problems import Problem, counted
from paperbuilder.reading.source import Source

RIGHT = re.compile(r"(\d{1,3})(?: of (\d{1,3})| ?(?:-|–|to) ?(\d{1,3}))?")


def credit_of(item: Item, answers: int, source: Source) -> tuple[tuple[Step, ...], list[Problem]]:
    """The steps of a question's credit, from all answers right down; none if there is a problem."""
    path = (*item.path, "mark-scheme", "credit")
    problems: list[Problem] = []

    def error(key: str, message: str, hint: str) -> None:
        problems.append(source.problem((*path, key), message, hint, key=True))

    steps: dict[Step, str] = {}
    for key, marks in item.question.mark_scheme.credit.items():
        match = RIGHT.fullmatch(key.strip())
        least, of, most = ((int(n) if n else 0) for n in match.groups()) if match else (0, 0, 0)
        if not least:
            error(key, f"this is no number of right answers: {key}", "write for example 3, 2-3 or 3 of 4")
        elif of and of != answers:
            error(key, f"the question has {counted(answers, 'answer')}, not {of}", f"write {least} of {answers}")
        elif max(least, most) > answers:
            error(key, f"the question has only {counted(answers, 'answer')}", f"write {answers} or less")
        else:
            steps[Step(least, most, marks)] = key
    ordered = sorted(steps, reverse=True)
    for above, below in pairwise(ordered):
        if below.least == above.least or max(below.least, below.most) >= above.least:
            error(steps[below], f"{above.least} right answers are there twice", "let each number stand once")
        elif below.marks >= above.marks:
            message = f"{below.least} right give as many marks as {above.least} or more"
            error(steps[below], message, "fewer right answers give fewer marks")
    if ordered and not problems and ordered[0].marks != item.keyed:
        message = f"the most right answers give {counted(ordered[0].marks, 'mark')}, but the key {item.keyed}"
        error(steps[ordered[0]], message, f"make it {item.keyed}, or change the marks")
    ends = [answers, *(step.least - 1 for step in ordered)]
    for step, end in zip(ordered, ends, strict=False):
        if step.most and step.most != end and not problems:
            error(steps[step], f"nothing is said of {step.most + 1} right answers", f"write {step.least}-{end}")
    made = tuple(Step(step.least, end, step.marks) for step, end in zip(ordered, ends, strict=False))
    return (() if problems else made), problems
