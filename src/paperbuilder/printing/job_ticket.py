"""What a finished PDF asks for of a printer.

In: a PDF. Out: the size of its sheets, its sides, its copies. Fails with `FilesError` if none can be printed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING

from paperbuilder.problems import FilesError, Problem
from paperbuilder.units import MM, PAPER_SIZES

if TYPE_CHECKING:
    import pikepdf


@dataclass(frozen=True)
class JobTicket:
    """What a PDF asks for: CUPS' name of its sheets' size, `sides` in IPP's words, whether to fold them, copies.

    `sets` are the first and last page of each named copy, if it holds several.
    """

    paper: str
    sides: str
    booklet: bool
    copies: int
    sets: Sequence[tuple[int, int]]


def read_ticket(file: Path) -> JobTicket:
    """The paper of a PDF's first page, and what its viewer preferences ask for. Raises FilesError."""
    import pikepdf

    try:
        with pikepdf.open(file) as pdf:
            box = [float(n) for n in pdf.pages[0].mediabox]
            wishes = pdf.Root.get("/ViewerPreferences", pikepdf.Dictionary())
            asked, copies = str(wishes.get("/Duplex", "")), int(wishes.get("/NumCopies", 1))
            way = str(pdf.docinfo.get("/Imposition", ""))
            both = len(pdf.pages) > 1 and asked != "/Simplex"
            sets = _sets(pdf)
    except FileNotFoundError:
        raise refused(file, "there is no such file", "make it first with paperbuilder make") from None
    except (pikepdf.PdfError, IndexError):
        raise refused(
            file, "this is no PDF that can be printed", "name a file that paperbuilder make has made"
        ) from None
    sides = "two-sided-" + ("short-edge" if asked == "/DuplexFlipShortEdge" else "long-edge")
    paper = _paper(box[2] - box[0], box[3] - box[1])
    return JobTicket(paper, sides if both else "one-sided", way == "booklet", copies, sets)


def _sets(pdf: pikepdf.Pdf) -> list[tuple[int, int]]:
    """First and last page of each copy of a class set, whose pages stand together in the file's tree of pages."""
    counts = [int(kid.get("/Count", 0)) for kid in pdf.Root.Pages.Kids]
    own = str(pdf.docinfo.get("/Creator", "")) == "paperbuilder" and len(counts) > 1 and all(counts)
    return [(end - count + 1, end) for count, end in zip(counts, accumulate(counts), strict=True)] if own else []


def _paper(width: float, height: float) -> str:
    """CUPS' name of a sheet whichever way it lies; sizes in pt."""
    short, long = sorted((width, height))
    for name, (x, y) in PAPER_SIZES.items():
        if abs(short - x * MM) < 3 and abs(long - y * MM) < 3:
            return name
    return f"Custom.{short:.0f}x{long:.0f}"


def refused(file: Path, message: str, hint: str) -> FilesError:
    return FilesError([Problem(message=message, file=str(file), hint=hint)])
