"""Pages that a typographer would set again, in every document of every spec, in every school's look and every edition.

    python bench/pages.py                   a table of how many there are
    python bench/pages.py --list            and each of them
    python bench/pages.py --only history    of specs with that in their names

Stranded is a heading, a rubric or an OR that ends a page, or marks, END and acknowledgements that begin one; lone is a
page with hardly anything on it, or a piece of a table with one little row; empty is a page of which more than 35 % is
left, but for the last and those that the layout itself ends.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from paperbuilder.outputs.typesetter import Typesetter
from paperbuilder.paper.checked import check_spec
from paperbuilder.themes.editions import STANDARD_EDITION, editions
from paperbuilder.themes.folders import schools
from paperbuilder.typeset.blocks import Block
from paperbuilder.typeset.compose import Composition
from paperbuilder.typeset.pages import Page
from paperbuilder.typeset.paragraphs import Marks, Paragraph, plain_words
from paperbuilder.typeset.table import Table

HERE = Path(__file__).parent.parent
EMPTY, LONE = 0.35, 0.13  # shares of a page
LOST = 6.0  # of the size of its words: a row no higher looks lost


@dataclass(frozen=True)
class Fault:
    """Why a page should be set again."""

    kind: str
    document: str
    page: int
    words: str


@dataclass(frozen=True)
class Setting:
    """The documents of one spec in one look."""

    spec: str
    school: str
    edition: str
    pages: int
    inner: int
    faults: Sequence[Fault]


def faults(name: str, made: Composition, height: float) -> Iterator[Fault]:
    """What is wrong with the breaks between the pages of a document."""
    pages = [page for page in made.pages if page.placed]
    for page, after in zip(pages, [*pages[1:], None], strict=True):
        last = page.placed[-1][1]
        if after and _strands(last, after.placed[0][1]):
            yield Fault("stranded", name, page.number, words(last))
        if (page.used < LONE * height and not (page.closed and not last.resumed)) or _single_row(page, after):
            yield Fault("lone", name, page.number, words(page.placed[0][1]))
        if after and not page.closed and page.used < (1 - EMPTY) * height:
            yield Fault("empty", name, page.number, f"{1 - page.used / height:.0%} after {words(last)}")


def _strands(last: Block, first: Block) -> bool:
    held = isinstance(first, Marks) or first.ends or (first.clings and not (first.either or first.faces))
    return last.heads or last.either or held


def _single_row(page: Page, after: Page | None) -> bool:
    """Whether a piece of a table at the head or the foot of a page has one row below its heads."""
    pieces = [page.placed[0][1]] if page.placed[0][1].resumed else []
    pieces += [page.placed[-1][1]] if after and after.placed[0][1].resumed else []
    return any(isinstance(piece, Table) and _is_lost(_body(piece), piece.style.size) for piece in pieces)


def _is_lost(rows: Sequence[float], size: float) -> bool:
    return len(rows) < 2 and sum(rows) < LOST * size


def _body(piece: Table) -> list[float]:
    """The heights of the rows below the heads."""
    heights = next(iter(piece._known.values()))
    return [height for height, row in zip(heights, piece.rows, strict=True) if not row.head]


def words(block: Block) -> str:
    """What a block begins with."""
    begins = f" {plain_words(block.inlines)[:40]!r}" if isinstance(block, Paragraph) else ""
    return f"{type(block).__name__}{begins}"


def setting(spec: Path, school: str, edition: str) -> Setting:
    """All documents of a spec in a school's look and an edition."""
    setter = Typesetter(check_spec(spec, school), school, edition)
    pages = inner = 0
    found: list[Fault] = []
    for name, xml in setter.layouts().items():
        made = setter.compose(name, xml)
        full = sum(bool(page.placed) for page in made.pages)
        pages, inner = pages + full, inner + full - 1
        found += faults(name, made, setter.design.height - made.down)
    return Setting(spec.stem, school or "standard", edition or "standard", pages, inner, found)


def settings(only: str = "", wanted: str = "") -> Iterator[Setting]:
    """Every shipped spec with `only` in its name, in every look and edition, or in the one that is `wanted`."""
    for spec in sorted((HERE / "worksheets").glob("*.yaml")):
        for school in ["", *schools(HERE)] if only in spec.stem else []:
            for edition in ["", *editions(HERE, school)]:
                if wanted in ("", edition or STANDARD_EDITION):
                    yield setting(spec, school, edition)


def table(found: Sequence[Setting]) -> str:
    """How many pages of which kind, a line for each edition."""
    lines = [
        "| edition | pages | stranded | lone | over 35 % empty | pages before a last one |",
        "|---|---|---|---|---|---|",
    ]
    for edition in sorted({one.edition for one in found}):
        own = [one for one in found if one.edition == edition]
        count = Counter(fault.kind for one in own for fault in one.faults)
        pages, inner = sum(one.pages for one in own), sum(one.inner for one in own)
        counts = [pages, count["stranded"], count["lone"], count["empty"], inner]
        lines.append("| " + " | ".join([edition, *map(str, counts)]) + " |")
    return "\n".join(lines)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", default="", help="specs with this in their names")
    parser.add_argument("--list", action="store_true", help="name each page")
    wanted = parser.parse_args()
    made = list(settings(wanted.only))
    for one in made if wanted.list else ():
        for fault in one.faults:
            place = f"{one.spec} {one.school} {one.edition}: {fault.document} page {fault.page}"
            print(f"{fault.kind:9}{place}: {fault.words}")
    print(table(made))
