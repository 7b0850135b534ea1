"""A composition printed to PDF.

In: a `Composition` and the page's geometry. Out: the bytes of a tagged PDF/UA-1 file, the same every time.
Cannot fail.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from io import BytesIO

from paperbuilder.pdf.backend import Canvas, PDFDictionary, finish_pages
from paperbuilder.pdf.content import Pen, Spot
from paperbuilder.pdf.embedding import embed_fonts
from paperbuilder.pdf.kerned import shown
from paperbuilder.pdf.master import Encoded, Master
from paperbuilder.pdf.metadata import metadata, preferences
from paperbuilder.pdf.structure import TreeWriter
from paperbuilder.themes.model import PageTheme
from paperbuilder.typeset.compose import Composition
from paperbuilder.typeset.pages import Page
from paperbuilder.typeset.paragraphs import Paragraph
from paperbuilder.typeset.typographer import set_name
from paperbuilder.units import MM

EDGE = 8 * MM  # nothing that is needed stands nearer to an edge (domain.md 5)
CODE_GAP = 1.5 * MM  # above the text; four modules of the symbol, its quiet zone


@dataclass(frozen=True, kw_only=True)
class Geometry:
    """The sheet of paper and its margins in pt; if `mirrored`, inner and outer change sides on left-hand pages."""

    width: float
    height: float
    top: float
    bottom: float
    inner: float
    outer: float
    head: float
    foot: float
    mirrored: bool = True

    def left(self, page: Page) -> float:
        return self.inner if page.number % 2 or not self.mirrored else self.outer

    @property
    def code(self) -> float:
        """The side of a QR code in the margin above the text."""
        return max(0.0, min(12 * MM, self.top - EDGE - CODE_GAP))

    @property
    def text_width(self) -> float:
        return self.width - self.inner - self.outer


def print_master(
    document: Composition,
    geometry: Geometry,
    texts: Iterable[str],
    coded: bool = False,
    copies: int = 1,
    as_copied: bool = False,
) -> Master:
    """The whole file, ready for copies that bear any of `texts`, and a QR code if `coded`.

    A print dialogue begins with so many `copies`. If `as_copied`, it looks as a copier in black and white prints it.
    Raises MissingGlyph for a text that no font has.
    """
    geometry = replace(geometry, mirrored=not document.one_sided)
    buffer = BytesIO()
    title = document.root.attributes.get("title", "") + (" (mono preview)" if as_copied else "")
    author = document.root.attributes.get("author", "")
    lang = document.root.attributes.get("lang", "en-GB")
    canvas = Canvas(
        buffer,
        pagesize=(geometry.width, geometry.height),
        invariant=1,
        pageCompression=1,
        lang=lang,
        pdfVersion=(1, 7),
    )
    canvas.setTitle(title)
    canvas.setAuthor(author)
    canvas.setSubject(document.root.attributes.get("subject", ""))
    canvas.setCreator("paperbuilder")
    pen = Pen(canvas, geometry.height, as_copied)
    for page in document.pages:
        if page.number > 1:
            pen.next_page()
        _draw(pen, document, page, geometry)
    encoded = {text: _encoded(text, document, canvas, pen) for text in texts}
    spots = [*pen.spots, *(spot for page in document.pages for spot in _head_spots(page, geometry, document, coded))]
    canvas.showPage()
    _finish(canvas, pen, document, title, author, copies)
    return Master(data=buffer.getvalue(), pages=len(document.pages), spots=tuple(spots), encoded=encoded)


def _head_spots(page: Page, geometry: Geometry, document: Composition, coded: bool) -> Iterator[Spot]:
    """The pupil's name at the left of the running head, form and number at its right, then the code."""
    half, x, side = geometry.text_width / 2, geometry.left(page), geometry.code
    size = document.context.style_named("furniture-left", 0).size
    y, room = geometry.height - geometry.head - size, half - 6 - (side + 3 * MM if coded else 0)
    yield Spot(page=page.number, of="name", x=x, y=y, width=half - 6, size=size)
    yield Spot(page=page.number, of="line", x=x + half + 6, y=y, width=room, size=size, right=True)
    if coded:
        x, y = x + geometry.text_width - side, geometry.height - EDGE - side
        yield Spot(page=page.number, of="code", x=x, y=y, width=side, size=side, folio=page.number)


def _encoded(text: str, document: Composition, canvas: Canvas, pen: Pen) -> Encoded:
    """A text in the codes of the fonts as this file embeds them."""
    design = document.context.design
    text, family = set_name(text, design), design.styles["body"].family
    if any(face.shaping for face, _ in design.fonts.runs(text, family, False, False)):
        from paperbuilder.pdf.lines import encoded

        return encoded(document.context.line_of(text), canvas.document, pen.glyph_fonts())
    found: list[tuple[str, bytes]] = []
    width = 0.0
    for face, run in design.fonts.runs(text, family, False, False):
        width += face.width(run)
        found += shown(face, run, canvas.document)
    return Encoded(tuple(found), width)


def _draw(pen: Pen, document: Composition, page: Page, geometry: Geometry) -> None:
    left = geometry.left(page)
    for y, block in page.placed:
        block.place(pen, left, geometry.top + document.down + y, geometry.text_width)
    with pen.furniture():
        for one in document.furniture("header", page):
            one.text.draw(pen, left + one.x, geometry.head + one.away, one.width)
        for one in document.furniture("footer", page):
            one.text.draw(pen, left + one.x, geometry.height - geometry.foot - one.away - one.height, one.width)
        if not page.placed and (notice := document.notice()):
            _centre(pen, notice, left, geometry)


def _centre(pen: Pen, text: Paragraph, left: float, geometry: Geometry) -> None:
    middle = (geometry.height - text.height(geometry.text_width)) / 2
    text.draw(pen, left, middle, geometry.text_width)


def _finish(canvas: Canvas, pen: Pen, document: Composition, title: str, author: str, copies: int) -> None:
    finish_pages(canvas.document)
    catalogue = canvas.catalogue
    catalogue.StructTreeRoot = TreeWriter(canvas, pen.contents).write(document.tree, pen.parents)
    catalogue.MarkInfo = PDFDictionary({"Marked": "true"})
    catalogue.Metadata = metadata(title, author, canvas)
    catalogue.ViewerPreferences = preferences(len(document.pages) > 1 and not document.one_sided, copies)
    embed_fonts(canvas.document)
    if pen.glyphs:
        pen.glyphs.write(canvas.document)
    canvas.save()


def geometry(page: PageTheme) -> Geometry:
    """The sheet of paper of a theme."""
    return Geometry(
        width=page.width,
        height=page.height,
        top=page.top,
        bottom=page.bottom,
        inner=page.inner,
        outer=page.outer,
        head=page.head,
        foot=page.foot,
    )
