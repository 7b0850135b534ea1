"""The pen: draws blocks on a PDF page and marks what it draws.

In: drawing calls, y down from the top of the page in pt. Out: page content on a ReportLab canvas, and which
marked content belongs to which structure node. Nothing can stay unmarked: what is drawn outside `mark`, or
under no node, is an artifact.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from reportlab.pdfgen.canvas import Canvas
from reportlab.pdfgen.textobject import PDFTextObject

from paperbuilder.flow.images import Picture
from paperbuilder.flow.inline import Line, Shape, Span
from paperbuilder.flow.style import BLACK, Ink
from paperbuilder.flow.tree import Node


@dataclass(frozen=True, kw_only=True)
class Spot:
    """Where a named copy has something of its pupil; `page` from 1, lengths in pt, y up from the foot of the page.

    `folio` is the page of the document that a QR code names: on an imposed sheet another than `page`.
    """

    page: int
    of: str
    x: float
    y: float
    width: float
    size: float
    cells: int = 0
    right: bool = False
    folio: int = 0


ARTIFACT = "/Artifact BMC"
FURNITURE = "/Artifact <</Type /Pagination>> BDC"


class Pen:
    """Draws on `canvas`, `height` pt high; `contents` maps nodes to (page, MCID)."""

    def __init__(self, canvas: Canvas, height: float):
        self.canvas, self.page_height = canvas, height
        self.contents: dict[Node, list[tuple[int, int]]] = {}
        self.parents: list[list[Node]] = [[]]
        self.spots: list[Spot] = []
        self._state = ""

    def next_page(self) -> None:
        self.canvas.showPage()
        self.parents.append([])

    @contextmanager
    def mark(self, node: Node | None) -> Iterator[None]:
        """Content of `node`, or an artifact. Inside an artifact everything is an artifact."""
        if self._state:
            yield
            return
        self._begin(self._tag(node) if node else ARTIFACT)
        yield
        self._end()

    @contextmanager
    def furniture(self) -> Iterator[None]:
        """Running head and foot."""
        self._begin(FURNITURE)
        yield
        self._end()

    def _begin(self, operator: str) -> None:
        self._state = operator
        self.canvas.addLiteral(operator)

    def _end(self) -> None:
        self._state = ""
        self.canvas.addLiteral("EMC")

    def _tag(self, node: Node) -> str:
        page = self.parents[-1]
        self.contents.setdefault(node, []).append((len(self.parents), len(page)))
        page.append(node)
        return f"/{node.type} <</MCID {len(page) - 1}>> BDC"

    def lines(self, x: float, baselines: Sequence[tuple[float, float, Line]]) -> None:
        """Set lines of text; each has a shift from `x`, a baseline and its pieces."""
        text = self.canvas.beginText()
        shapes = []
        for shift, baseline, line in baselines:
            for i, (at, piece) in enumerate(line.pieces):
                if isinstance(piece, Span):
                    soft_end = " " if i == len(line.pieces) - 1 and line.spaced else ""
                    text.setTextOrigin(x + shift + at, self.page_height - baseline + piece.rise)
                    text.setFont(piece.face.font.fontName, piece.size)
                    self._fill(text, piece.ink)
                    if piece.lang and self._state.find("MCID") > 0:
                        text._code.append(f"/Span <</Lang ({piece.lang})>> BDC")
                    text.textOut(piece.text + soft_end)
                    if piece.lang and self._state.find("MCID") > 0:
                        text._code.append("EMC")
                else:
                    shapes.append((x + shift + at, baseline, piece))
        self.canvas.drawText(text)
        for left, baseline, shape in shapes:
            self._shape(left, baseline, shape)

    @staticmethod
    def _fill(target: Canvas | PDFTextObject, ink: Ink) -> None:
        if ink[0] == ink[1] == ink[2]:
            target.setFillGray(ink[0])
        else:
            target.setFillColorRGB(*ink)

    def _stroke(self, ink: Ink) -> None:
        if ink[0] == ink[1] == ink[2]:
            self.canvas.setStrokeGray(ink[0])
        else:
            self.canvas.setStrokeColorRGB(*ink)

    def _shape(self, x: float, baseline: float, shape: Shape) -> None:
        if shape.kind == "gap":
            self.rule(x + 1, baseline + 2, x + shape.width - 1, baseline + 2, 0.5)
        else:
            side = shape.size * 0.85
            self.box(x, baseline - side + 1, side, side, 0.6)

    def rule(self, x0: float, y0: float, x1: float, y1: float, width: float, dash: float = 0, ink: Ink = BLACK) -> None:
        with self.mark(None):
            self._stroke(ink)
            self.canvas.setLineWidth(width)
            self.canvas.setDash([dash, dash] if dash else [])
            self.canvas.line(x0, self.page_height - y0, x1, self.page_height - y1)

    def box(self, x: float, y: float, width: float, height: float, rule: float, fill: Ink | None = None) -> None:
        with self.mark(None):
            self.canvas.setDash([])
            self.canvas.setLineWidth(rule)
            self._stroke(BLACK)
            if fill:
                self._fill(self.canvas, fill)
            bottom = self.page_height - y - height
            self.canvas.rect(x, bottom, width, height, stroke=int(rule > 0), fill=int(fill is not None))

    def spot(self, of: str, x: float, baseline: float, width: float, size: float, cells: int = 0) -> None:
        """Note where a named copy has something of its pupil: one line, or one letter to a cell."""
        at = self.page_height - baseline
        self.spots.append(Spot(page=len(self.parents), of=of, x=x, y=at, width=width, size=size, cells=cells))

    def image(self, picture: Picture, x: float, y: float, width: float, height: float) -> None:
        bottom = self.page_height - y - height
        if picture.vector:
            from reportlab.graphics import renderPDF

            renderPDF.draw(picture.source, self.canvas, x, bottom)
        else:
            self.canvas.drawImage(picture.source, x, bottom, width, height)
