"""A contact sheet as a document: what pages look like, in pairs of a page and its copy, each with words below it.

In: documents with pictures of pages. Out: a PDF of A3 pages on their sides. Cannot fail.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from paperbuilder.themes.folders import STANDARD
from paperbuilder.themes.resolve import theme_of
from paperbuilder.units import MM

if TYPE_CHECKING:
    from PIL.Image import Image

    from paperbuilder.typeset.design import Design

WIDTH, HEIGHT, MARGIN, FOOT = 420 * MM, 297 * MM, 14 * MM, 16 * MM
ACROSS = 4  # pairs in a row
TALLEST = 61 * MM  # of a page: three rows have room on a sheet
WITHIN, BETWEEN = 2 * MM, 7 * MM  # from a page to its copy, and from pair to pair
HAIRLINE, FRAME = 1, 150  # pixels, and their grey
COPIED = "as copied"
SAYS = "Each page of the two sample papers as it is printed, and beside it as a black-and-white copier prints it."


@dataclass(frozen=True)
class Pair:
    """A page, its copy, and the words below the page."""

    page: Image
    copy: Image
    words: str


@dataclass(frozen=True)
class Strip:
    """A document: its title, how many of its pages are shown, and these in rows."""

    title: str
    about: str
    rows: Sequence[Sequence[Pair]]


def sheet_pdf(title: str, strips: Sequence[Strip]) -> bytes:
    """The PDF."""
    from paperbuilder.pdf.document import Geometry, print_master
    from paperbuilder.typeset.compose import compose
    from paperbuilder.typeset.design import design_of

    across = Geometry(
        width=WIDTH, height=HEIGHT, top=MARGIN, bottom=FOOT, inner=MARGIN, outer=MARGIN, head=MARGIN / 2, foot=FOOT / 2
    )
    design = design_of(theme_of([STANDARD]), [STANDARD])
    with TemporaryDirectory() as folder:
        pictures = dict(_saved(strips, Path(folder)))
        design = replace(design, width=across.text_width, height=HEIGHT - MARGIN - FOOT, pictures=pictures)
        named = [replace(strip, title=_printable(strip.title, design)) for strip in strips]
        return print_master(compose("\n".join(_layout(_printable(title, design), named)), design), across, ()).data


def _printable(text: str, design: Design) -> str:
    """A name of the school's without the letters that the standard look has no font for."""
    return "".join(letter if letter.isspace() or design.can_print(letter) else "?" for letter in text)


def _saved(strips: Sequence[Strip], folder: Path) -> Iterator[tuple[str, Path]]:
    """Every picture in a file with a hairline round it, by its name."""
    from PIL import ImageOps

    pairs = (pair for strip in strips for row in strip.rows for pair in row)
    for picture in (picture for pair in pairs for picture in (pair.page, pair.copy)):
        file = folder / f"{id(picture)}.png"
        ImageOps.expand(picture, HAIRLINE, FRAME if picture.mode == "L" else (FRAME,) * 3).save(file)
        yield file.stem, file


def _layout(title: str, strips: Sequence[Strip]) -> Iterator[str]:
    yield f'<paper title={quoteattr(title)} lang="en-GB" sides="one">'
    yield f"<footer><left>{escape(title)}</left><right><page-number/> / <page-count/></right></footer>"
    yield f'<h1>{escape(title)}</h1><p style="small">{SAYS}</p>'
    for strip in strips:
        yield f'<keep><h2>{escape(strip.title)}</h2><p style="small-head">{escape(strip.about)}</p>'
        yield '<space height="7pt"/>'.join(_row(strip, row) for row in strip.rows)
        yield "</keep>"
    yield "</paper>"


def _row(strip: Strip, pairs: Sequence[Pair]) -> str:
    width = (WIDTH - 2 * MARGIN - ACROSS * WITHIN - (ACROSS - 1) * BETWEEN) / (2 * ACROSS)
    cells: list[tuple[float, str]] = []
    for at in range(ACROSS):
        page = copy = ""
        if at < len(pairs):
            page = _cell(pairs[at].page, pairs[at].words, f"{strip.title}: {pairs[at].words}", width)
            copy = _cell(pairs[at].copy, COPIED, f"{strip.title}: {pairs[at].words}, {COPIED}", width)
        cells += [(BETWEEN, "")] * (at > 0) + [(width, page), (WITHIN, ""), (width, copy)]
    widths = " ".join(f"{wide:.0f}" for wide, _ in cells)
    columns = "".join(f"<column>{cell}</column>" for _, cell in cells)
    return f'<columns widths="{widths}" gutter="0pt">{columns}</columns>'


def _cell(picture: Image, words: str, alt: str, width: float) -> str:
    size = f'width="{width:.2f}pt" most-height="{TALLEST:.2f}pt" fit="yes"'
    return f'<figure picture="{id(picture)}" alt={quoteattr(alt)} {size}/><p style="gloss">{escape(words)}</p>'
