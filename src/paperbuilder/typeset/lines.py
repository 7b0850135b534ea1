"""Text broken into lines.

In: spans of text and inline boxes, a width. Out: `Line`s of positioned pieces. Fails with `TooWide` for a formula.
`atoms` says where a line may end, `line_breaks` where it does. A source prints as it is written: a hyphen is added at a
soft hyphen alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import accumulate, pairwise
from operator import add, sub

from paperbuilder.typeset.atoms import SOFT_HYPHEN, Atom, atoms, fitting, joined, pieces_of
from paperbuilder.typeset.inline import Between, Inline, Line, Span, below_each_other, same_look
from paperbuilder.typeset.line_breaks import NEAR, Row, Way, line_starts

WIDER = 0.9  # of a space, the most that one is wider in a justified line


def break_lines(inlines: Iterable[Inline], width: float, way: Way = "ragged") -> list[Line]:
    """Break to `width` (pt). Always at least one line, and no more than first fit makes."""
    inlines = list(inlines)
    if any(isinstance(inline, Between) for inline in inlines):
        return _lines_of_pair(inlines, width, way)
    if len(inlines) == 1 and isinstance(inlines[0], Span) and (lines := _plain_lines(inlines[0], width, way)):
        return lines
    lines, paragraph = [], list[Atom]()
    for atom in [*atoms(inlines), None]:
        if atom is not None:
            paragraph += fitting(atom, width)
            continue
        lines += _set(paragraph, width, way)
        paragraph = []
    return lines


def _lines_of_pair(inlines: Sequence[Inline], width: float, way: Way) -> list[Line]:
    """One line for all languages, or new lines for each."""
    beside = [part for i in inlines for part in (i.text if isinstance(i, Between) else (i,))]
    lines = break_lines(beside, width, way)
    return lines if len(lines) == 1 else break_lines(below_each_other(inlines), width, way)


def _justify(lines: Sequence[Line], width: float) -> None:
    """Make lines as wide as each other but the last, and those that would need too wide spaces."""
    for line in lines[:-1]:
        spans = [piece for _, piece in line.pieces if isinstance(piece, Span) and not piece.face.shaping]
        count = sum(span.spaces for span in spans)
        stretch = (width - line.width) / count if count else 0
        if len(spans) < len(line.pieces) or not 0 < stretch <= WIDER * spans[0].face.width(" ") * spans[0].size:
            continue
        passed = 0
        for i, span in enumerate(spans):
            line.pieces[i] = (line.pieces[i][0] + passed * stretch, span)
            span.stretch = stretch
            passed += span.spaces
        line.width = width


def _plain_lines(span: Span, width: float, way: Way) -> list[Line]:
    """The lines of a text of one look, as most are; none if a word must be broken."""
    if SOFT_HYPHEN in span.text:
        return []
    pieces, face, size = pieces_of(span.text), span.face, span.size
    if not pieces:
        return [Line([], 0)]
    measure, space = face.width, face.width(" ") * size
    widths = [measure(piece.lstrip(" ")) * size for piece in pieces]
    natural, whole = sum(widths) + space * (len(pieces) - 1), "".join(pieces)
    if natural <= width and len(pieces) == whole.count(" "):
        return [Line([(0, span.cut(whole[1:]))], natural)]
    if max(widths) > width + NEAR:
        return []
    gaps = [space if piece[0] == " " else face.nearer(last[-1] + piece[0]) * size for last, piece in pairwise(pieces)]
    ends = list(accumulate(map(add, widths, [0, *gaps])))
    row = Row(list(map(sub, ends, widths)), ends)
    lines = []
    for a, b in _lines_of(row, width, way):
        text, spaced = "".join(pieces[a:b]), b < len(pieces) and pieces[b][0] == " "
        lines.append(Line([(0, span.cut(text[1:] if text[0] == " " else text))], row.width(a, b), spaced))
    if way == "justified":
        _justify(lines, width)
    return lines


def _lines_of(row: Row, width: float, way: Way) -> list[tuple[int, int]]:
    """Of each line the first piece, and that after its last."""
    firsts = line_starts(row, width, way)
    return list(zip(firsts, [*firsts[1:], len(row.ends)], strict=True))


def _set(paragraph: Sequence[Atom], width: float, way: Way) -> list[Line]:
    """The lines of what stands between two breaks that the author wants."""
    if not paragraph:
        return [Line([], 0)]
    row = _row(paragraph)
    lines = []
    for first, after in _lines_of(row, width, way):
        line = _line(paragraph[first:after])
        line.spaced = after < len(paragraph) and bool(paragraph[after].space)
        lines.append(line)
    if way == "justified":
        _justify(lines, width)
    return lines


def _row(paragraph: Sequence[Atom]) -> Row:
    """Where the atoms stand if they are all on one line."""
    starts, ends, tails, end = [], [], {}, 0.0
    for i, atom in enumerate(paragraph):
        if i:
            end += atom.space[0][1] if atom.space else joined(atom, paragraph[i - 1]).nearer
        starts.append(end)
        end += atom.width
        ends.append(end)
        if atom.hyphen:
            tails[i] = atom.hyphen.width
    return Row(starts, ends, tails)


def _line(parts: Sequence[Atom]) -> Line:
    """Words that look alike become one piece."""
    line, like, last = Line([], 0), None, None
    for i, atom in enumerate(parts):
        line.width += atom.nearer if i else 0
        for text, width, piece in [*atom.space, *atom.words] if i else atom.words:
            if not isinstance(piece, Span):
                line.pieces.append((line.width, piece))
                like = None
            elif last and like and (piece is like or same_look(piece, like)):
                last.text += text
            else:
                like, last = piece, piece.cut(text)
                line.pieces.append((line.width, last))
            line.width += width
    if parts[-1].hyphen:
        line.pieces.append((line.width, parts[-1].hyphen))
        line.width += parts[-1].hyphen.width
    return line
