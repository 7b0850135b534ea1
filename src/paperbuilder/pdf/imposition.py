"""A tagged PDF imposed: its pages two by two on sheets of twice the width, to fold, side by side, or to cut apart.

In: the bytes of one of our PDFs, or a master, and a way of `WAYS`. Out: the imposed one, still PDF/UA-1 and the same
every time. Fails with `ValueError` for a booklet whose pages are no multiple of four: its blanks must be pages with a
notice, made before. Pages keep their size; nothing is scaled.

Each page becomes a form on a sheet. Its marked content moves into the form, so the form takes over the page's key
into the parent tree, and every reference to content names the form as well as the sheet (ISO 32000-1, 14.7.4.4).
The structure tree is otherwise as it was: reading goes from page 1 on, not from the sheet's left half on.
Our pages have no annotations, so none are carried over.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from io import BytesIO

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Page, Pdf

from paperbuilder.pdf.master import Master
from paperbuilder.units import MM, PAPER_SIZES

KEY = "/Imposition"  # in the document information; `printing` reads it
MARKS = ("BMC", "BDC", "EMC")
Moved = dict[tuple[int, int], tuple[Object, Object]]
CREEP = 1 * MM  # domain.md 5: the outer margin grows by 1 mm for each further four pages
MOST_SHEETS = 15  # domain.md 5: a thicker pile cannot be stitched through its fold


@dataclass(frozen=True)
class Place:
    """A page on half a sheet, moved `shift` pt towards the fold. An `echo` repeats a page that stands beside it."""

    page: int
    shift: float = 0
    echo: bool = False


Side = tuple[Place, Place | None]


def signatures(pages: int) -> list[int]:
    """The pages of each signature: as few as can be stitched, of nearly equal thickness."""
    if pages < 4 or pages % 4:
        raise ValueError(f"a booklet of {pages} pages cannot be folded: they must be a multiple of four")
    sheets = pages // 4
    number = -(-sheets // MOST_SHEETS)
    return [4 * (sheets // number + (i < sheets % number)) for i in range(number)]


def saddle(pages: int) -> list[Side]:
    """Sheets to be folded in the middle, the outermost first: its outside, then its inside."""
    sides: list[Side] = []
    first = 0
    for size in signatures(pages):
        last = first + size - 1
        for sheet in range(size // 4):
            shift, low, high = sheet * CREEP, first + 2 * sheet, last - 2 * sheet
            sides.append((Place(high, shift), Place(low, shift)))
            sides.append((Place(low + 1, shift), Place(high - 1, shift)))
        first += size
    return sides


def side_by_side(pages: int) -> list[Side]:
    """Two pages on each side, in reading order; the last half stays empty if the pages are odd in number."""
    return [(Place(n), Place(n + 1) if n + 1 < pages else None) for n in range(0, pages, 2)]


def twice(pages: int) -> list[Side]:
    """Every page two times on a side, to be cut down the middle."""
    return [(Place(n), Place(n, echo=True)) for n in range(pages)]


WAYS: dict[str, Callable[[int], list[Side]]] = {"booklet": saddle, "two-up": side_by_side, "two-copies": twice}


def impose(data: bytes, way: str, plain: bool = False) -> bytes:
    """The sheets of a document, to be printed on both sides and turned over at the short edge.

    `plain` leaves its objects as they are, not packed together, for copies of them.
    """
    with pikepdf.open(BytesIO(data)) as pdf:
        pages = list(pdf.pages)
        sides = WAYS[way](len(pages))
        moved: Moved = {}
        for side in sides:
            pdf.pages.append(_sheet(pdf, pages, side, moved))
        for element in _elements(pdf.Root.StructTreeRoot):
            _follow(element, moved)
        del pdf.pages[: len(pages)]
        pdf.Root.ViewerPreferences.Duplex = Name.DuplexFlipShortEdge if len(sides) > 1 else Name.Simplex
        pdf.docinfo[KEY] = way
        made = BytesIO()
        mode = pikepdf.ObjectStreamMode.disable if plain else pikepdf.ObjectStreamMode.generate
        pdf.save(made, object_stream_mode=mode, deterministic_id=True)
        return made.getvalue()


def impose_master(master: Master, way: str) -> Master:
    """A master with its pages on sheets, and its spots where its pages went."""
    data = impose(master.data, way, plain=True)
    sides = WAYS[way](master.pages)
    with pikepdf.open(BytesIO(master.data)) as pdf:
        width = float(pdf.pages[0].mediabox[2])
    spots = [
        replace(spot, page=number, x=spot.x + x)
        for number, side in enumerate(sides, 1)
        for _, x, place in _halves(side, width)
        for spot in master.at(place.page + 1)
    ]
    return replace(master, data=data, pages=len(sides), spots=tuple(spots))


def sheet_width(page: float) -> float:
    """Two pages side by side, or the size of paper that is at most 1 mm wider: A4 for two of A5."""
    sizes = (height * MM for _, height in PAPER_SIZES.values())
    return next((size for size in sizes if 0 <= size - 2 * page < 1.1 * MM), 2 * page)


def _halves(side: Side, width: float) -> Iterator[tuple[str, float, Place]]:
    """The form of each page on a sheet and where its left edge stands; `width` is that of a page."""
    middle = sheet_width(width) / 2
    for name, x, place in (("/Left", middle - width, side[0]), ("/Right", middle, side[1])):
        if place:
            yield name, x + (place.shift if name == "/Left" else -place.shift), place


def _sheet(pdf: Pdf, pages: list[Page], side: Side, moved: Moved) -> Page:
    """One side of a sheet, with the fonts of its pages. Notes in `moved` where each page went."""
    width, height = (float(n) for n in pages[0].mediabox[2:])
    box = Array([0, 0, round(sheet_width(width), 4), height])
    sheet = pdf.make_indirect(Dictionary(Type=Name.Page, MediaBox=box))
    forms, drawn = Dictionary(), []
    for name, x, place in _halves(side, width):
        forms[name] = _form(pdf, pages[place.page], place, sheet, moved)
        drawn.append(_draw(name, x, place))
    sheet.Resources = Dictionary(XObject=forms)
    if "/Font" in pages[0].Resources:
        sheet.Resources.Font = pages[0].Resources.Font
    sheet.Contents = pdf.make_stream("\n".join(drawn).encode())
    sheet.Tabs = Name.S
    return Page(sheet)


def _draw(name: str, x: float, place: Place) -> str:
    drawing = f"q 1 0 0 1 {x:.4f} 0 cm {name} Do Q"
    return f"/Artifact BMC {drawing} EMC" if place.echo else drawing


def _form(pdf: Pdf, page: Page, place: Place, sheet: Object, moved: Moved) -> Object:
    """A page as a form. An echo loses its marks: what the tree refers to may be drawn only once (ISO 14289-1, 7.20)."""
    form = pdf.make_indirect(page.as_form_xobject())
    if place.echo:
        plain = [one for one in pikepdf.parse_content_stream(form) if str(one.operator) not in MARKS]
        form.write(pikepdf.unparse_content_stream(plain))
    else:
        form.StructParents = page.obj.StructParents
        moved[page.obj.objgen] = (sheet, form)
    return form


def _kids(element: Object) -> list[Object]:
    kids = element.get("/K", ())
    return list(kids) if isinstance(kids, Array) else [kids] if kids else []


def _elements(element: Object) -> Iterator[Object]:
    """The structure elements below one."""
    for kid in _kids(element):
        if kid.get("/Type") == Name.StructElem:
            yield kid
            yield from _elements(kid)


def _follow(element: Object, moved: Moved) -> None:
    """Let an element's references to content follow it to its sheet and form."""
    for kid in _kids(element):
        if kid.get("/Type") == Name.MCR:
            kid.Pg, kid.Stm = moved[kid.Pg.objgen]
