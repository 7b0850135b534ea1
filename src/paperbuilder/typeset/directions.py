"""Paragraphs with writing from right to left: which way each piece runs, and where it stands on its line.

In: spans and shapes in the order they are read. Out: the same, cut where the direction changes; lines with their pieces
moved. Cannot fail. Nothing of it is loaded by a paper without such writing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from paperbuilder.themes.scripts import runs_leftward
from paperbuilder.typeset.bidi import levels, visual
from paperbuilder.typeset.inline import Between, Break, Inline, Line, Span
from paperbuilder.typeset.shaping import shaped_face

OBJECT, END = "\ufffc", "\n"  # stand for what is no text, and for the end of a line


def directed(inlines: Sequence[Inline], lang: str) -> tuple[list[Inline], bool]:
    """The inlines with their levels, and whether the paragraph runs from right to left."""
    text = "".join(i.text if isinstance(i, Span) else END if isinstance(i, Break) else OBJECT for i in inlines)
    leftward = runs_leftward(text, lang)
    found = levels(text, int(leftward))
    made: list[Inline] = []
    at = 0
    for inline in inlines:
        if isinstance(inline, Span):
            made += _cut(inline, found[at : at + len(inline.text)])
            at += len(inline.text)
        else:
            made.append(inline if isinstance(inline, Break | Between) else replace(inline, level=found[at]))
            at += 1
    return made, leftward


def _cut(span: Span, found: Sequence[int]) -> Iterator[Span]:
    """A span in pieces of one level; what runs to the left is set by HarfBuzz, which turns brackets round."""
    start = 0
    for end in range(1, len(found) + 1):
        if end == len(found) or found[end] != found[start]:
            piece = span.cut(span.text[start:end])
            piece.level = found[start]
            if piece.level % 2 and not piece.face.shaping:
                piece.face = shaped_face(piece.face.path)
            yield piece
            start = end


def as_seen(spans: Sequence[Span]) -> tuple[Span, ...]:
    """The spans of one line from left to right."""
    made = [span for span in directed(spans, "")[0] if isinstance(span, Span)]
    return tuple(made[i] for i in visual([span.level for span in made]))


def set_in_order(lines: Iterable[Line]) -> None:
    """Give the pieces of lines, which stay in the order they are read, the places in which they are seen."""
    for line in lines:
        _order(line)


def _order(line: Line) -> None:
    ends = [*(x for x, _ in line.pieces[1:]), line.width]
    widths = [end - x for end, (x, _) in zip(ends, line.pieces, strict=True)]
    x = 0.0
    for i in visual([piece.level for _, piece in line.pieces]):
        line.pieces[i] = (x, line.pieces[i][1])
        x += widths[i]
