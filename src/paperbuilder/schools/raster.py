"""Pages of a PDF as pictures.

In: the bytes of a PDF, numbers of pages. Out: pictures. Fails with `FilesError` if PDFium is not installed
(`paperbuilder[preview]`).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from paperbuilder.problems import FilesError, Problem

if TYPE_CHECKING:
    from PIL.Image import Image

EXTRA = "paperbuilder[preview]"


def refuse_without() -> None:
    """Raises FilesError if pages cannot be made into pictures here."""
    try:
        import pypdfium2  # noqa: F401
    except ImportError:
        message = "a preview needs pypdfium2, which is not installed"
        raise FilesError([Problem(message=message, file="preview", hint=f'pip install "{EXTRA}"')]) from None


def page_pictures(data: bytes, pages: Sequence[int] | None, width: int) -> list[Image]:
    """Pages by their places from 0 (all if None), each so many pixels wide; in grey if nothing on them has a colour."""
    from pypdfium2 import PdfDocument

    pdf = PdfDocument(data)
    try:
        wanted = [pdf[at] for at in (range(len(pdf)) if pages is None else pages)]
        return [_greyed(page.render(scale=width / page.get_width()).to_pil().convert("RGB")) for page in wanted]
    finally:
        pdf.close()


def _greyed(picture: Image) -> Image:
    from PIL import ImageChops

    grey = picture.convert("L")
    return picture if ImageChops.difference(picture, grey.convert("RGB")).getbbox() else grey
