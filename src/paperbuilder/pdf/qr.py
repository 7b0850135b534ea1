"""A QR code on every page of a copy: which page of which pupil's script of which paper it is.

In: a spot and a text. Out: the operators that draw the symbol there. Cannot fail for a text made by `symbol_text`.
All symbols are of one size (version 2, level M: 38 characters), with one mask.
"""

from __future__ import annotations

import re
from functools import lru_cache

from paperbuilder.pdf.content import Spot

SIDE = 25  # modules
MOST = 38
PAGE = 2  # the first characters: the page
ROW = (SIDE + 7) // 8 * 8


def symbol_text(number: str, paper: str) -> str:
    """What stands in a symbol after its page: /0042/STALIN-MOCK."""
    text = re.sub(r"[^0-9A-Z $*+\-./:]", "-", f"/{number[:16]}/{paper}".upper())
    return text[: MOST - PAGE]


def drawn(spot: Spot, text: str) -> bytes:
    """The symbol as a mask of black modules, `spot.size` pt wide and high."""
    rows = _symbol(spot.folio % 100, text).to_bytes(SIDE * ROW // 8, "big").hex().encode()
    place = b"%.2f 0 0 %.2f %.2f %.2f cm" % (spot.size, spot.size, spot.x, spot.y)
    return b"%s BI /W %d /H %d /BPC 1 /IM true /D [1 0] /F /AHx ID %s> EI" % (place, SIDE, SIDE, rows)


def _symbol(page: int, text: str) -> int:
    """The symbols of two pages differ by the same modules whatever follows: QR codes are linear (Reed–Solomon)."""
    return _whole("00" + text) ^ _whole(f"{page:02}") ^ _whole("00")


@lru_cache(maxsize=256)
def _whole(text: str) -> int:
    import segno

    symbol = segno.make_qr(text, version=2, error="m", mask=3, mode="alphanumeric", boost_error=False)
    bits = ("".join("1" if dark else "0" for dark in row).ljust(ROW, "0") for row in symbol.matrix)
    return int("".join(bits), 2)
