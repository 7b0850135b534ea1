"""Text in the codes of a font, with letters moved nearer to each other.

In: a face, a text, a document. Out: operators that show it. Cannot fail. Codes are written as hexadecimal numbers.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from paperbuilder.pdf.backend import PDFDocument, codes, font_name
from paperbuilder.typeset.fonts import Face

Moves = Sequence[tuple[int, int]]


def between(moves: Moves, length: int) -> list[tuple[int, int]]:
    """The parts of a text between which letters are moved."""
    places = [place for place, _ in moves]
    return list(zip([0, *places], [*places, length], strict=True))


def shown(face: Face, text: str, document: PDFDocument) -> Iterator[tuple[str, bytes]]:
    """Operators, each with the name of the 256 characters of the font that it needs."""
    for subset, parts in groupby(_parts(face, text, document), key=lambda part: part[0]):
        found = [f"{-move}<{data.hex()}>" if move else f"<{data.hex()}>" for _, move, data in parts]
        single = len(found) == 1 and found[0][0] == "<"
        operator = f"{found[0]} Tj" if single else f"[{''.join(found)}] TJ"
        yield font_name(face.font, subset, document), operator.encode()


def _parts(face: Face, text: str, document: PDFDocument) -> Iterator[tuple[int, int, bytes]]:
    """Codes of a subset, and by how many thousandths of the size the first is moved."""
    moves, printed = face.moves(text), face.printed(text)
    nearer = dict(moves)
    for start, end in between(moves, len(text)):
        for i, (subset, data) in enumerate(codes(face.font, printed[start:end], document)):
            yield subset, 0 if i else nearer.get(start, 0), data
