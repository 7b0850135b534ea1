"""Choices: alternatives are worth the same, so that every route through a paper is.

In: a paper. Out: problems, each at its place with a fix. Cannot fail.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from paperbuilder.paper.item import Item, flat
from paperbuilder.paper.model import Paper, PaperSection
from paperbuilder.problems import Problem
from paperbuilder.reading.source import Path_, Source

EQUAL = {"marks": "marks", "spag": "SPaG marks", "bonus": "bonus marks"}


def check_choices(paper: Paper, source: Source) -> Iterator[Problem]:
    """Every problem of choices of sections, of questions and of parts, however deep."""
    places = {id(section): ("sections", i) for i, section in enumerate(paper.sections)}
    yield from _equal(paper.optional, [places[id(section)] for section in paper.optional], source)
    for section in paper.sections:
        for choose, items in [(section.choose, section.items), *((i.choose, i.parts) for i in flat(section.items))]:
            if choose:
                yield from _equal(items, [item.path for item in items], source)


def _equal(alternatives: Sequence[Item | PaperSection], paths: Sequence[Path_], source: Source) -> Iterator[Problem]:
    for one, path in zip(alternatives[1:], paths[1:], strict=True):
        first = alternatives[0]
        for key, what in EQUAL.items():
            if (own := getattr(one, key)) != (other := getattr(first, key)):
                message = f"alternatives must carry equal {what}: this has {own or 'none'}, the first {other or 'none'}"
                hint = f"make them equal, or ask for all {_what(one)}"
                yield source.problem((*path, key), message, hint)
        if one.marks == first.marks and one.ao != first.ao:
            message = "alternatives must have the same split of assessment objectives"
            yield source.problem((*path, "ao"), message, _splits(one, first))


def _what(one: Item | PaperSection) -> str:
    return "sections" if isinstance(one, PaperSection) else "questions" if len(one.number) == 1 else "parts"


def _splits(one: Item | PaperSection, first: Item | PaperSection) -> str:
    """Both splits of sections, which stand nowhere as such."""
    if isinstance(one, Item):
        return ""
    own, other = (", ".join(f"{name} {n}" for name, n in sorted(s.ao.items())) or "none" for s in (one, first))
    return f"this section has {own}; the first {other}"
