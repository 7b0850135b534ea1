"""A composition printed to PDF.

In: a `Composition` and the page's geometry. Out: the bytes of a tagged PDF/UA-1 file, the same every time.
Cannot fail.
"""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO

from reportlab import rl_config
from reportlab.pdfbase.pdfdoc import PDFDictionary, PDFName
from reportlab.pdfgen.canvas import Canvas

from paperbuilder.flow.blocks import Paragraph
from paperbuilder.flow.compose import Composition
from paperbuilder.flow.pages import Page
from paperbuilder.layout.theme import PageTheme
from paperbuilder.press.pen import Pen
from paperbuilder.press.structure import TreeWriter, mark_pages, metadata

rl_config.useA85 = 0


@dataclass(frozen=True, kw_only=True)
class Geometry:
    """The sheet of paper and its margins in pt; inner and outer change sides on left-hand pages."""

    width: float
    height: float
    top: float
    bottom: float
    inner: float
    outer: float
    head: float
    foot: float

    def left(self, page: Page) -> float:
        return self.inner if page.number % 2 else self.outer

    @property
    def text_width(self) -> float:
        return self.width - self.inner - self.outer

    @property
    def text_height(self) -> float:
        return self.height - self.top - self.bottom


def print_pdf(document: Composition, geometry: Geometry) -> bytes:
    """The whole file. `head` and `foot` are the distances of running lines from the edges."""
    buffer = BytesIO()
    title = document.root.attributes.get("title", "")
    author = document.root.attributes.get("author", "")
    lang = document.root.attributes.get("lang", "en-GB")
    canvas = Canvas(
        buffer,
        pagesize=(geometry.width, geometry.height),
        invariant=1,
        pageCompression=1,
        lang=lang,
        pdfVersion=(1, 7),
        initialFontName=_plain_font(document),
    )
    canvas.setTitle(title)
    canvas.setAuthor(author)
    canvas.setSubject(document.root.attributes.get("subject", ""))
    canvas.setCreator("paperbuilder")
    pen = Pen(canvas, geometry.height)
    for page in document.pages:
        if page.number > 1:
            pen.next_page()
        _draw(pen, document, page, geometry)
    canvas.showPage()
    _finish(canvas, pen, document, title, author)
    return buffer.getvalue()


def _plain_font(document: Composition) -> str:
    style = document.context.look("body", 0)
    name: str = document.context.sheet.fonts.face(style.family).font.fontName
    return name


def _draw(pen: Pen, document: Composition, page: Page, geometry: Geometry) -> None:
    left = geometry.left(page)
    for y, block in page.placed:
        block.place(pen, left, geometry.top + y, geometry.text_width)
    with pen.furniture():
        for _, text in document.furniture("header", page):
            text.draw(pen, left, geometry.head, geometry.text_width)
        for _, text in document.furniture("footer", page):
            height = text.height(geometry.text_width)
            text.draw(pen, left, geometry.height - geometry.foot - height, geometry.text_width)
        notice = document.notice()
        if not page.placed and notice:
            _centre(pen, notice, left, geometry)


def _centre(pen: Pen, text: Paragraph, left: float, geometry: Geometry) -> None:
    middle = (geometry.height - text.height(geometry.text_width)) / 2
    text.draw(pen, left, middle, geometry.text_width)


def _finish(canvas: Canvas, pen: Pen, document: Composition, title: str, author: str) -> None:
    mark_pages(canvas)
    catalogue = canvas._doc.Catalog
    catalogue.StructTreeRoot = TreeWriter(canvas, pen.contents).write(document.tree, pen.parents)
    catalogue.MarkInfo = PDFDictionary({"Marked": "true"})
    catalogue.Metadata = metadata(title, author, canvas)
    catalogue.ViewerPreferences = _preferences(len(document.pages))
    canvas.save()


def _preferences(pages: int) -> PDFDictionary:
    """What a print dialogue begins with: real size, the tray by the size of the paper, both sides if both are used."""
    asked = {"DisplayDocTitle": "true", "PrintScaling": PDFName("None"), "PickTrayByPDFSize": "true"}
    asked["Duplex"] = PDFName("DuplexFlipLongEdge" if pages > 1 else "Simplex")
    return PDFDictionary(asked)


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
