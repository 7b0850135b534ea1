"""Numbers one below another, with their decimal points in one line.

In: the cells of a column. Out: nothing; the cells know where they stand. Cannot fail.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from paperbuilder.typeset.inline import Span
from paperbuilder.typeset.paragraphs import Paragraph, plain_words

NUMBER = r"[−+±<>≤≥≈£$€-]{0,2}[ \u00a0]?(?:\d[\d,. \u00a0\u202f]*[½¼¾]?|[½¼¾])[ \u00a0]?(?:%|°C?|[+]\d+)?"
NUMBERS = re.compile(rf"{NUMBER}|[–—-]")
RANGES = re.compile(rf"{NUMBER}(?:[–/]{NUMBER})?|[–—-]")
FORMS = (NUMBERS, "decimal"), (RANGES, "centre")
WHOLE = re.compile(r"[^\d.]*\d(?:[\d \u00a0\u2009\u202f]|,(?=\d{3}(?!\d)))*(?<! )")


def figures(texts: Sequence[str]) -> str:
    """How a column of these texts stands if they are all figures: on the point, or in the middle; else nothing."""
    found = [text.strip() for text in texts if text.strip()]
    if not any(any(map(str.isdigit, text)) for text in found):
        return ""
    return next((how for form, how in FORMS if all(map(form.fullmatch, found))), "")


def align_points(cells: Sequence[Paragraph]) -> None:
    """Hang the numbers of a column so that their points meet; what is no number stands in the middle."""
    parts = {cell: _parts(cell) for cell in cells if WHOLE.match(plain_words(cell.inlines))}
    before = max((part[0] for part in parts.values()), default=0.0)
    after = max((part[1] for part in parts.values()), default=0.0)
    for cell, (own, _) in parts.items():
        cell.hung = (before + after, before - own)


def _parts(cell: Paragraph) -> tuple[float, float]:
    """The widths of a number up to its point and from there on."""
    spans = [piece for piece in cell.inlines if isinstance(piece, Span)]
    match = WHOLE.match("".join(span.text for span in spans))
    left = match.end() if match else 0
    before = 0.0
    for span in spans:
        before += span.cut(span.text[:left]).width if left < len(span.text) else span.width
        left = max(0, left - len(span.text))
    return before, sum(span.width for span in spans) - before
