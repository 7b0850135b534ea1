"""A preview: every document in a school's look, in standard and in large print, and how a copier prints it.

In: the project's folder, a school. Out: a contact sheet as PDF and as PNG. Fails with `PaperbuilderError`; then the
last good files stay.
"""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from paperbuilder.files import write_files
from paperbuilder.problems import counted
from paperbuilder.schools.contact_sheet import ACROSS as IN_A_ROW
from paperbuilder.schools.contact_sheet import Pair, Strip, sheet_pdf
from paperbuilder.schools.raster import page_pictures, refuse_without
from paperbuilder.schools.shown_pages import LARGE_PRINT, Shown, shown_documents
from paperbuilder.themes.folders import template_folders
from paperbuilder.themes.resolve import theme_of

if TYPE_CHECKING:
    from PIL.Image import Image

WIDE = 2000  # pixels of a sheet in the PNG
ACROSS = 2  # sheets side by side
GAP = 24  # pixels between sheets
GROUND = (200, 200, 200)  # between them
CALLED = {"": "standard", LARGE_PRINT: "large print"}


def preview(root: Path, school: str, output: Path | None = None) -> list[Path]:
    """The contact sheet of a school, as `schools/SCHOOL.pdf` and `.png` in the output. Raises PaperbuilderError."""
    refuse_without()
    title = f"{theme_of(template_folders(root, school)).name or school}: every document"
    data = sheet_pdf(title, strips_of(shown_documents(root, school)))
    folder = (output or root / "output") / "schools"
    return write_files(folder, {f"{school}.pdf": data, f"{school}.png": _png(page_pictures(data, None, WIDE))})


def strips_of(shown: Sequence[Shown]) -> list[Strip]:
    """A strip for each document, its editions one after another."""
    names = dict.fromkeys(one.document for one in shown)
    return [_strip(name, [one for one in shown if one.document == name]) for name in names]


def _strip(document: str, editions: Sequence[Shown]) -> Strip:
    """Rows for each edition, or one for all if it has room for them."""
    pairs = [
        [Pair(page, copied, f"{CALLED[one.edition]}, page {number}") for number, (page, copied) in one.pages.items()]
        for one in editions
    ]
    together = [pair for own in pairs for pair in own]
    rows = [own[at : at + IN_A_ROW] for own in pairs for at in range(0, len(own), IN_A_ROW)]
    about = " ".join(_extent(one) for one in editions)
    return Strip(document.replace("-", " ").capitalize(), about, [together] if len(together) <= IN_A_ROW else rows)


def _extent(one: Shown) -> str:
    """“Standard: 2 pages.”, “Large print: 4 of 10 pages.”"""
    pages = counted(one.count, "page") + ("" if one.pages else ", not shown")
    pages = f"{len(one.pages)} of {pages}" if 0 < len(one.pages) < one.count else pages
    return f"{CALLED[one.edition].capitalize()}: {pages}."


def _png(sheets: Sequence[Image]) -> bytes:
    """All sheets in one picture."""
    from PIL import Image

    wide, high = sheets[0].size
    rows = -(-len(sheets) // ACROSS)
    whole = Image.new("RGB", (ACROSS * (wide + GAP) + GAP, rows * (high + GAP) + GAP), GROUND)
    for at, sheet in enumerate(sheets):
        whole.paste(sheet, (GAP + at % ACROSS * (wide + GAP), GAP + at // ACROSS * (high + GAP)))
    file = BytesIO()
    whole.save(file, "PNG", optimize=True)
    return file.getvalue()
