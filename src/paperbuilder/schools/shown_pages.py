"""The documents of two sample papers in a school's look, and those of their pages that show most.

In: the project's folder, a school. Out: `Shown` documents with pictures of pages. Fails with `PaperbuilderError`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from paperbuilder.outputs.typesetter import Typesetter
from paperbuilder.schools.raster import page_pictures
from paperbuilder.schools.sample_slips import sample_slips
from paperbuilder.schools.samples import sample_exam, sample_worksheet
from paperbuilder.templating.documents import DOCUMENTS

if TYPE_CHECKING:
    from PIL.Image import Image

    from paperbuilder.typeset.compose import Composition
    from paperbuilder.typeset.pages import Page

LARGE_PRINT = "large-print-18"
MOST = {"": 8, LARGE_PRINT: 4}  # pages shown of a document: three rows of a sheet
MOST_OWN = 12  # documents of the school's own of which any are shown
WIDE = 640  # pixels of a page


@dataclass(frozen=True)
class Shown:
    """A document in an edition ("" for the standard one): how many pages it has, and by the numbers of those that are
    shown the page, and that page as a black-and-white copier prints it."""

    document: str
    edition: str
    count: int
    pages: dict[int, tuple[Image, Image]]


def shown_documents(root: Path, school: str) -> list[Shown]:
    """Every document of an exam and a worksheet, in standard and in large print; slips and keys in standard alone.

    Raises PaperbuilderError.
    """
    order = [document.name for document in DOCUMENTS]
    found: dict[tuple[str, str], Shown] = {}  # by document, then edition
    exam, worksheet = sample_exam(school, root), sample_worksheet(school, root)
    for edition, most in MOST.items():
        for checked in (exam, worksheet):
            setter = Typesetter(checked, school, edition)
            layouts = setter.layouts()
            too_many = [name for name in layouts if name not in order][MOST_OWN:]
            for name, xml in layouts.items():
                if (name, edition) not in found:  # both papers have a mark scheme
                    shown = 0 if name in too_many else most
                    found[name, edition] = _shown(setter, name, edition, setter.compose(name, xml), shown)
            for name, composition in (_more(setter) if checked is exam and not edition else {}).items():
                found[name, edition] = _shown(setter, name, edition, composition, most)
    return sorted(found.values(), key=lambda one: order.index(one.document) if one.document in order else len(order))


def _more(setter: Typesetter) -> dict[str, Composition]:
    return {"version-key": setter.compose("version-key", setter.version_key()), **sample_slips(setter)}


def _shown(setter: Typesetter, name: str, edition: str, composition: Composition, most: int) -> Shown:
    chosen = telling(composition.pages, most)
    page, copied = (
        page_pictures(setter.print(composition, as_copied=as_copied).data, chosen, WIDE) for as_copied in (False, True)
    )
    numbers = [at + 1 for at in chosen]
    return Shown(name, edition, len(composition.pages), dict(zip(numbers, zip(page, copied, strict=True), strict=True)))


def telling(pages: Sequence[Page], most: int) -> list[int]:
    """The places of so many pages: the first, then those with most kinds of things that the others do not have."""
    kinds = [{type(block) for _, block in page.placed} for page in pages]
    chosen: list[int] = []
    while len(chosen) < min(most, len(pages)):
        seen = set[type]().union(*(kinds[at] for at in chosen))
        left = (at for at in range(len(pages)) if at not in chosen)
        chosen.append(max(left, key=lambda at: (len(kinds[at] - seen) if chosen else -at, -at)))
    return sorted(chosen)
