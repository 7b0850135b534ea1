"""How wide words are in the faces that drawings are made with.

In: words, the name of a family. Out: a width. Cannot fail.
"""

from __future__ import annotations

TIMES = (  # thousandths of the size, from the blank to the tilde: as Adobe publishes them for the standard fonts of PDF
    "250 333 408 500 500 833 778 180 333 333 500 564 250 333 250 278 500 500 500 500 500 500 500 500 500 500 "
    "278 278 564 564 564 444 921 722 667 667 722 611 556 722 722 333 389 722 611 889 722 722 556 722 667 556 "
    "611 722 722 944 722 722 611 333 278 333 469 500 333 444 500 444 500 444 333 500 500 278 278 500 278 778 "
    "500 500 500 500 333 389 278 500 500 722 500 500 444 480 200 480 541"
)
HELVETICA = (
    "278 278 355 556 556 889 667 191 333 333 389 584 278 333 278 278 556 556 556 556 556 556 556 556 556 556 "
    "278 278 584 584 584 556 1015 667 667 722 722 667 611 778 722 278 500 667 556 833 722 778 667 778 722 "
    "667 611 722 667 944 667 667 611 278 278 278 469 556 333 556 556 500 556 556 278 556 556 222 222 500 222 "
    "833 556 556 556 556 333 500 278 556 500 722 500 500 500 334 260 334 584"
)
FIXED = 600
BOLD = 1.08  # as much wider
FAMILIES = {"sans": HELVETICA, "arial": HELVETICA, "helvetica": HELVETICA, "mono": "", "courier": ""}
FAMILIES |= {"serif": TIMES, "times": TIMES}


def width_in(text: str, family: str, size: float, bold: bool) -> float:
    """How wide words are in the first of the families named; 0 if it is not known."""
    first = family.split(",")[0].lower()
    table = next((table for name, table in FAMILIES.items() if name in first), None)
    if table is None:
        return 0.0
    widths = dict(zip(map(chr, range(32, 127)), map(int, table.split()), strict=False))
    usual = widths.get("a", FIXED)
    return sum(widths.get(letter, usual) for letter in text) / 1000 * size * (BOLD if bold else 1)
