"""Versions of a paper: the same questions in another order, for neighbours in a room.

In: a paper, in any of its versions. Out: the paper in another one, and what each version is to the first. It fails with
ValueError for a name that the spec does not have. Extracts keep their letters: the insert is the same for all.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from paperbuilder.paper.item import Item
from paperbuilder.paper.model import Paper, PaperSection
from paperbuilder.paper.side_by_side import side_by_side
from paperbuilder.questions.orders import in_versions, turned
from paperbuilder.questions.solving import solved
from paperbuilder.reading.translations import canonical

Number = tuple[int, ...]


def in_version(paper: Paper, name: str) -> Paper:
    """The paper in its version `name`: questions and options moved, numbered anew, keys made again."""
    if paper.each:
        return side_by_side([in_version(one, name) for one in paper.each], paper.languages)
    move = _Move(paper.spec.title, paper.spec.versions[1 : paper.spec.versions.index(name) + 1])
    sections = tuple(move.section(section) for section in paper.sections)
    first: dict[str, int] = {}
    for item in (item for section in sections for item in section.items):
        for letter in _cited(item):
            first.setdefault(letter, item.number[0])
    extracts = {letter: replace(e, first_use=first.get(letter, 0)) for letter, e in paper.extracts.items()}
    return replace(paper, version=name, sections=sections, extracts=extracts)


class _Move:
    """Moves things to where they stand in the last of `versions` (those after the first)."""

    def __init__(self, title: str, versions: Sequence[str]):
        self.title, self.versions = canonical(title), versions

    def section(self, section: PaperSection) -> PaperSection:
        """Its questions stand, all together, where they stood."""
        items = sorted(section.items, key=lambda item: item.written)
        start = items[0].written[0]
        places = self._order(items, section) if section.section.shuffle else range(len(items))
        moved = (self.item(items[place], (start + i,)) for i, place in enumerate(places))
        return replace(section, items=tuple(moved))

    def _order(self, items: Sequence[Item], section: PaperSection) -> list[int]:
        pinned = [i for i, item in enumerate(items) if item.question.id in section.section.pin]
        seeds = [f"{version}|{self.title}|{items[0].written}" for version in self.versions]
        return in_versions(
            lambda turn: turned(len(items), pinned, turn), seeds, lambda new, old: (new == old[0], new in old)
        )

    def item(self, item: Item, number: Number) -> Item:
        solution = item.solution and solved(item.question, self.title, item.written, self.versions)
        parts = tuple(self.item(part, (*number, n)) for n, part in enumerate(item.parts, 1))
        return replace(item, number=number, parts=parts, solution=solution)


def _cited(item: Item) -> Iterator[str]:
    yield from item.cites
    for part in item.parts:
        yield from _cited(part)


@dataclass(frozen=True)
class VersionKey:
    """What each version is to the first.

    `rows` have a question as it is in each version; `back` has the questions of each further version, in its order,
    with what they are in the first.
    """

    names: tuple[str, ...]
    rows: tuple[tuple[Item, ...], ...]
    back: tuple[tuple[str, tuple[tuple[Item, Item], ...]], ...]


def version_key(papers: Sequence[Paper]) -> VersionKey:
    """The key of a paper in all its versions, the first one first; of questions with parts, the parts."""
    found = [{leaf.written: leaf for item in paper.items for leaf in item.leaves} for paper in papers]
    rows = tuple(tuple(leaves[written] for leaves in found) for written in found[0])
    back = tuple(
        (paper.version, tuple((leaf, found[0][leaf.written]) for leaf in leaves.values()))
        for paper, leaves in zip(papers[1:], found[1:], strict=True)
    )
    return VersionKey(tuple(paper.version for paper in papers), rows, back)
