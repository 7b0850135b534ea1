"""The pen: draws blocks on a PDF page and marks what it draws.

In: drawing calls, y down from the top of the page in pt. Out: page content on a ReportLab canvas, and which
marked content belongs to which structure node. Nothing can stay unmarked: what is drawn outside `mark`, or
under no node, is an artifact.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass, replace
from functools import lru_cache
from math import cos, radians, sin
from typing import TYPE_CHECKING, Any, cast

from paperbuilder.pdf.backend import Canvas, PDFDocument, add_image, codes, font_name
from paperbuilder.pdf.kerned import Moves, between, shown
from paperbuilder.pictures.packing import Pixels
from paperbuilder.typeset.fonts import NO_BREAK_SPACE
from paperbuilder.typeset.inline import Inked, Line, Shape, Span
from paperbuilder.typeset.style import BLACK, Ink
from paperbuilder.typeset.tree import Node

if TYPE_CHECKING:
    from paperbuilder.pdf.glyphs import GlyphFonts
    from paperbuilder.pictures.sketch import Path, Steps
    from paperbuilder.typeset.shaping import ShapedFace
    from paperbuilder.typeset.sketching import Drawn, Lettering


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


ESCAPED = {c: f"\\{c:03o}" for c in (*range(32), *range(127, 256))} | {ord(c): f"\\{c}" for c in "\\()"}
ARTIFACT = "/Artifact BMC"
FURNITURE = "/Artifact <</Type /Pagination>> BDC"
WITHIN = nullcontext()
UNSTRETCHED = "0 Tw"  # spaces as wide as the font has them
AT_FIRST = {"cap": "0 J 0 j", "opacity": "1", "spacing": UNSTRETCHED}  # what is set on a new page


class _FurtherSubset(Exception):
    """A character that the first 256 codes of a font do not hold."""


class _Codes(dict[int, str]):
    """For each character what stands for it in a string of the file, as ReportLab gives out the codes of a font."""

    def __init__(self, font: Any, document: PDFDocument):
        self._font, self._document = font, document
        self.name = font_name(font, 0, document)

    def __missing__(self, character: int) -> str:
        subset, code = codes(self._font, chr(character), self._document)[0]
        if subset:
            raise _FurtherSubset
        self[character] = code.decode("latin-1").translate(ESCAPED)
        return self[character]


class _Marked(AbstractContextManager[None]):
    """Marked content, begun by an operator."""

    __slots__ = ("_operator", "_pen")

    def __init__(self, pen: Pen, operator: str):
        self._pen, self._operator = pen, operator

    def __enter__(self) -> None:
        self._pen.begin(self._operator)

    def __exit__(self, *_: object) -> None:
        self._pen.end()


class Pen:
    """Draws on `canvas`, `height` pt high; `contents` maps nodes to (page, MCID).

    If `as_copied`, every ink and picture is as a copier in black and white makes it.
    """

    def __init__(self, canvas: Canvas, height: float, as_copied: bool = False):
        self.canvas, self.page_height = canvas, height
        self.contents: dict[Node, list[tuple[int, int]]] = {}
        self.parents: list[list[Node]] = [[]]
        self.spots: list[Spot] = []
        self._as_copied, self._ink = as_copied, _copied_ink if as_copied else _ink
        self._state = ""
        self._node: Node | None = None
        self._set = dict(AT_FIRST)
        self._codes: dict[str, _Codes] = {}
        self.glyphs: GlyphFonts | None = None

    def next_page(self) -> None:
        self.canvas.showPage()
        self.parents.append([])
        self._set = dict(AT_FIRST)

    def _write(self, operators: str) -> None:
        self.canvas.write(operators)

    def _use(self, what: str, operator: str) -> None:
        """Write an operator that sets `what`, unless it is set so already on this page."""
        if self._set.get(what) != operator:
            self._set[what] = operator
            self.canvas.write(operator)

    def mark(self, node: Node | None) -> AbstractContextManager[None]:
        """Content of `node`, or an artifact. Inside an artifact everything is an artifact."""
        if self._state:
            return WITHIN
        self._node = node
        return _Marked(self, self._tag(node) if node else ARTIFACT)

    def furniture(self) -> AbstractContextManager[None]:
        """Running head and foot."""
        return _Marked(self, FURNITURE)

    def begin(self, operator: str) -> None:
        """Begin marked content."""
        self._state = operator
        self._write(operator)

    def end(self) -> None:
        """End marked content."""
        self._state = ""
        self._write("EMC")

    def _tag(self, node: Node) -> str:
        page = self.parents[-1]
        self.contents.setdefault(node, []).append((len(self.parents), len(page)))
        page.append(node)
        return f"/{node.type} <</MCID {len(page) - 1}>> BDC"

    def lines(self, x: float, baselines: Sequence[tuple[float, float, Line]]) -> None:
        """Set lines of text; each has a shift from `x`, a baseline and its pieces."""
        shapes: list[tuple[float, float, Shape]] = []
        self._write("BT")
        for shift, baseline, line in baselines:
            for at, piece in line.pieces:
                if isinstance(piece, Span):
                    soft_end = " " if line.spaced and piece is line.pieces[-1][1] else ""
                    self._text(x + shift + at, self.page_height - baseline + piece.rise, piece, piece.text + soft_end)
                elif isinstance(piece, Inked):
                    self._write("ET")
                    self._formula(x + shift + at, baseline, piece)
                    self._write("BT")
                else:
                    shapes.append((x + shift + at, baseline, piece))
        self._write("ET")
        if self._set["spacing"] != UNSTRETCHED:
            self._use("spacing", UNSTRETCHED)
        for left, baseline, shape in shapes:
            self._shape(left, baseline, shape)

    def _formula(self, x: float, baseline: float, formula: Inked) -> None:
        """Draw a formula; the words around it are other marked content, so that it is read at its place among them."""
        around = self._node if "MCID" in self._state else None
        if around is None or formula.node is None:
            self._draw_formula(x, baseline, formula)
            return
        self.end()
        with self.mark(formula.node):
            self._draw_formula(x, baseline, formula)
        self._node = around
        self.begin(self._tag(around))

    def _draw_formula(self, x: float, baseline: float, formula: Inked) -> None:
        """The outlines, and over them as text that cannot be seen what is to be marked and copied."""
        self.drawing(formula.shapes, x, baseline)
        wide = sum(span.width for span in formula.text)
        if not wide:
            return
        scale, y = formula.width / wide, self.page_height - baseline
        self._write("BT 3 Tr")
        for span in formula.text:
            self._text(x, y, span, span.text, f"{scale:.5g} 0 0 1")
            x += span.width * scale
        self._write("0 Tr ET")

    def _text(self, x: float, y: float, look: Span, text: str, turn: str = "1 0 0 1") -> None:
        """Text that looks like a span, in the codes of its face; a no-break space is drawn as any other."""
        text = text.replace(NO_BREAK_SPACE, " ")
        if look.face.shaping:
            self._set_glyphs(x, y, look, text, turn)
            return
        self._use("fill", self._ink(look.ink, "g", "rg"))
        self._write(f"{turn} {x:.3f} {y:.3f} Tm")
        spoken = look.lang and "MCID" in self._state
        if spoken:
            self._write(f"/Span <</Lang ({look.lang})>> BDC")
        font, document = look.face.font, self.canvas.document
        known = self._codes.get(font.fontName)
        if known is None:
            known = self._codes[font.fontName] = _Codes(font, document)
        if look.stretch or self._set["spacing"] != UNSTRETCHED:
            self._use("spacing", f"{look.stretch:.3f} Tw" if look.stretch else UNSTRETCHED)
        printed, moves = look.face.printed(text), look.face.moves(text)
        try:
            whole = _kerned(printed, moves, known) if moves else f"({printed.translate(known)}) Tj"
        except _FurtherSubset:
            for name, operator in shown(look.face, text, document):
                self._use("font", f"{name} {look.size:g} Tf")
                self._write(operator.decode())
        else:
            self._use("font", f"{known.name} {look.size:g} Tf")
            self._write(whole)
        if spoken:
            self._write("EMC")

    def glyph_fonts(self) -> GlyphFonts:
        """The fonts whose text is set in glyphs."""
        if self.glyphs is None:
            from paperbuilder.pdf.glyphs import GlyphFonts

            self.glyphs = GlyphFonts()
        return self.glyphs

    def _set_glyphs(self, x: float, y: float, look: Span, text: str, turn: str) -> None:
        """Text in glyphs, each word with the letters it has when it is read."""
        fonts, face = self.glyph_fonts(), cast("ShapedFace", look.face)
        placed = fonts.placed(face, text, look.level % 2 == 1)
        if not placed:
            return
        self._use("fill", self._ink(look.ink, "g", "rg"))
        a, b, c, d = (float(n) * look.size for n in turn.split())
        back = face.width(text) - face.width(look.text) if look.level % 2 else 0  # what is added stands at the left
        x, y = x - a * back, y - b * back
        self._use("font", f"{fonts.font(face).name} {look.size * face.scale:g} Tf")
        told = look.lang and "MCID" in self._state
        if told:
            self._write(f"/Span <</Lang ({look.lang})>> BDC")
        for piece in placed:
            if piece.said is not None:
                self._write(spoken(piece.said))
            for data, right, above in piece.shown:
                left, base = x + a * right + c * above, y + b * right + d * above
                self._write(f"{turn} {left:.3f} {base:.3f} Tm <{data.hex()}> Tj")
            if piece.said is not None:
                self._write("EMC")
        if told:
            self._write("EMC")

    def _shape(self, x: float, baseline: float, shape: Shape) -> None:
        if shape.kind == "gap":
            under = baseline + shape.descent
            self.rule(x + 1, under, x + shape.width - 1, under, shape.rule)
        elif shape.kind != "pad":
            self.box(x, baseline - shape.ascent, shape.width, shape.width, shape.rule)

    def _stroke(self, width: float, dash: float, ink: Ink) -> None:
        self._use("stroke", self._ink(ink, "G", "RG"))
        self._use("width", f"{width:g} w")
        self._use("dash", f"[{dash:g} {dash:g}] 0 d" if dash else "[] 0 d")
        self._use("cap", AT_FIRST["cap"])

    def rule(self, x0: float, y0: float, x1: float, y1: float, width: float, dash: float = 0, ink: Ink = BLACK) -> None:
        with self.mark(None):
            self._stroke(width, dash, ink)
            top = self.page_height
            self._write(f"{x0:.3f} {top - y0:.3f} m {x1:.3f} {top - y1:.3f} l S")

    def box(self, x: float, y: float, width: float, height: float, rule: float, fill: Ink | None = None) -> None:
        with self.mark(None):
            self._stroke(rule, 0, BLACK)
            if fill:
                self._use("fill", self._ink(fill, "g", "rg"))
            painted = "B" if rule and fill else "S" if rule else "f" if fill else "n"
            self._write(f"{x:.3f} {self.page_height - y - height:.3f} {width:.3f} {height:.3f} re {painted}")

    def spot(self, of: str, x: float, baseline: float, width: float, size: float, cells: int = 0) -> None:
        """Note where a named copy has something of its pupil: one line, or one letter to a cell."""
        at = self.page_height - baseline
        self.spots.append(Spot(page=len(self.parents), of=of, x=x, y=at, width=width, size=size, cells=cells))

    def image(self, pixels: Pixels, x: float, y: float, width: float, height: float) -> None:
        """A picture, which stands in the document once."""
        if self._as_copied:
            from paperbuilder.pictures.copier import copied

            pixels = copied(pixels)
        name = add_image(self.canvas, pixels)
        self._write(f"q {width:.3f} 0 0 {height:.3f} {x:.3f} {self.page_height - y - height:.3f} cm")
        self.canvas.doForm(name)
        self._write("Q")

    def drawing(self, shapes: Sequence[Drawn], x: float, y: float) -> None:
        """Draw shapes of a sketch with its top left corner at (x, y)."""
        from paperbuilder.pictures.sketch import Path
        from paperbuilder.typeset.sketching import Lettering

        for shape in shapes:
            if isinstance(shape, Path):
                self._path(shape, x, y)
            elif isinstance(shape, Lettering):
                self._lettering(shape, x, y)
            else:
                with self._within(shape.within, shape.even_odd, x, y):
                    self.drawing(shape.drawn, x, y)

    @contextmanager
    def _within(self, path: Steps, even_odd: bool, x: float, y: float) -> Iterator[None]:
        """What is drawn meanwhile is shown only within a path."""
        before = dict(self._set)
        self._write(f"q {self._steps(path, x, y)} {'W*' if even_odd else 'W'} n")
        yield
        self._write("Q")
        self._set = before

    def _path(self, path: Path, x: float, y: float) -> None:
        if path.within:
            with self._within(path.within, False, x, y):
                self._path(replace(path, within=()), x, y)
            return
        self._translucent(path.opacity)
        if path.fill:
            self._use("fill", self._ink(path.fill, "g", "rg"))
        if path.line:
            self._use("stroke", self._ink(path.ink, "G", "RG"))
            self._use("width", f"{path.line:g} w")
            self._use("dash", f"[{' '.join(f'{n:g}' for n in path.dash)}] 0 d")
            self._use("cap", f"{path.cap} J {path.join} j")
            self._use("miter", "4 M")
        painted = "B" if path.line and path.fill else "S" if path.line else "f" if path.fill else "n"
        self._write(f"{self._steps(path.steps, x, y)} {painted}{'*' if path.even_odd and path.fill else ''}")
        self._translucent(1)

    def _translucent(self, opacity: float) -> None:
        """Let what is drawn next show what is under it."""
        if self._set["opacity"] != f"{opacity:g}":
            self._set["opacity"] = f"{opacity:g}"
            self.canvas.setFillAlpha(opacity)
            self.canvas.setStrokeAlpha(opacity)

    def _steps(self, steps: Steps, x: float, y: float) -> str:
        """The operators of a path, with y up from the foot of the page."""
        shift, found = (x, self.page_height - y), []
        for operator, *numbers in steps:
            points = [f"{shift[0] + n:.2f}" if i % 2 == 0 else f"{shift[1] - n:.2f}" for i, n in enumerate(numbers)]
            found.append(" ".join([*points, operator]))
        return " ".join(found)

    def _lettering(self, words: Lettering, x: float, y: float) -> None:
        across, up, stretch = cos(radians(words.angle)), sin(radians(words.angle)), words.stretch
        turn = f"{across * stretch:.5f} {up * stretch:.5f} {-up:.5f} {across:.5f}"
        left, baseline = x + words.x, self.page_height - y - words.y
        self._translucent(words.opacity)
        self._write("BT")
        for span in words.spans:
            self._text(left, baseline, span, span.text, turn)
            left, baseline = left + across * span.width * stretch, baseline + up * span.width * stretch
        self._write("ET")
        self._translucent(1)


def _kerned(text: str, moves: Moves, known: _Codes) -> str:
    """The operator that shows a text with letters moved (thousandths of the size)."""
    nearer = [0, *(by for _, by in moves)]
    parts = [(by, text[a:b].translate(known)) for by, (a, b) in zip(nearer, between(moves, len(text)), strict=True)]
    return f"[{''.join([f'{-by}({codes})' if by else f'({codes})' for by, codes in parts])}] TJ"


def spoken(text: str) -> str:
    """The operator that begins content which is read as a text."""
    return f"/Span <</ActualText <FEFF{text.encode('utf-16-be').hex()}>>> BDC"


@lru_cache(maxsize=64)
def _ink(ink: Ink, grey: str, colour: str) -> str:
    """The operator that sets a colour; shades of grey in one number."""
    red, green, blue = ink
    return f"{red:g} {grey}" if red == green == blue else f"{red:g} {green:g} {blue:g} {colour}"


@lru_cache(maxsize=64)
def _copied_ink(ink: Ink, grey: str, colour: str) -> str:
    """The same as a copier in black and white makes it."""
    from paperbuilder.pictures.copier import copied_ink

    return _ink(copied_ink(ink), grey, colour)
