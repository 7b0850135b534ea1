"""Half marks: given in a spec only where the theme allows them.

In: a spec, its source, a paper, whether half marks are allowed. Out: problems, each at its place. Cannot fail.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from paperbuilder.marks import Half
from paperbuilder.paper.model import Paper
from paperbuilder.problems import Problem
from paperbuilder.questions.codes import credits_of
from paperbuilder.questions.mark_scheme import MarkScheme
from paperbuilder.reading.models import is_model
from paperbuilder.reading.source import Path_, Source

HINT = "write whole marks, or allow halves in theme.yaml (or below theme: in this file) with marks: {halves: yes}"


def check(spec: Any, source: Source, allowed: Callable[[], bool]) -> Iterator[Problem]:
    """Every half mark, unless half marks are `allowed`; that is asked only if there are any."""
    found = list(_halves(spec, ()))
    for path, mark in found if found and not allowed() else ():
        place = path if path in source.values else path[:-1]  # what is written in short has no key of its own
        yield source.problem(place, f"{mark} is not a whole mark, and half marks are not given here", HINT)


def check_total(paper: Paper, source: Source) -> Iterator[Problem]:
    """A total that is not whole, and not said to be so."""
    if paper.spec.total is None and isinstance(paper.total, Half):
        hint = f"change the marks of a question; if it is meant, say total: {paper.total}"
        message = f"the paper has {paper.total} marks, which is not a whole number"
        yield source.problem((), message, hint, "warning")


def _halves(value: Any, path: Path_) -> Iterator[tuple[Path_, Half]]:
    if isinstance(value, Half):
        yield path, value
    elif is_model(type(value)):
        for name, own in vars(value).items():
            yield from _halves(own, (*path, name.replace("_", "-")))
        if isinstance(value, MarkScheme):
            yield from _in_codes(value, path)
    elif isinstance(value, dict):
        for name, own in value.items():
            yield from _halves(own, (*path, name))
    elif isinstance(value, list):
        for i, own in enumerate(value):
            yield from _halves(own, (*path, i))


def _in_codes(scheme: MarkScheme, path: Path_) -> Iterator[tuple[Path_, Half]]:
    for key in ("points", "key"):
        for i, credit in enumerate(credits_of(getattr(scheme, key), scheme.codes)):
            if credit.code and isinstance(credit.marks, Half):
                yield (*path, key, i), credit.marks
