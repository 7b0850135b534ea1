"""Quotations verified word for word, and extracts cut out by their first and last words.

In: an essay; a quotation, or first and last words. Out: a `Passage` in the essay's own characters. Fails with
`Mismatch`, which says what differs and where. Nothing is corrected.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from paperbuilder.texts.essay import Essay
from paperbuilder.texts.folding import fold
from paperbuilder.texts.nearest import nearest
from paperbuilder.texts.passage import Mismatch, Passage, Run, sic_last, without_slashes

REPLACED_WORDS = 8  # an insertion in [brackets] may stand for so many words of the essay
MOST_PIECES = 100
MOST_BEGINNINGS = 1000
MOST_SHOWN = 10
MARKS = re.compile(r"\s*(\[sic\]|\[(?:…|\.\.\.)\]|…|\.\.\.)|(\[[^\[\]]+\])", re.IGNORECASE)


def quote(essay: Essay, quoted: str) -> Passage:
    """Verify a quotation and return it in the essay's own characters. Raises Mismatch."""
    parts = _parts(without_slashes(quoted, essay.text, essay.form))
    pieces = [text for kind, text in parts if kind == "text"]
    if not pieces:
        raise Mismatch("the quotation has no words of the text", "quote some of them")
    if len(pieces) > MOST_PIECES:
        raise Mismatch(f"the quotation is in {len(pieces)} pieces; {MOST_PIECES} are the most", "leave out less")
    for piece in pieces:
        if not essay.places(piece):
            raise nearest(essay, piece)
    begins = essay.places(pieces[0])
    if len(pieces) > 1 and len(begins) > MOST_BEGINNINGS:
        message = f"the quotation may begin at {len(begins)} places: “{pieces[0]}” is there so often"
        raise Mismatch(message, "begin with more words of the text")
    starts = [s for s in begins if _chain(essay, parts, s) is not None]
    if not starts:
        raise Mismatch(
            "the parts of the quotation do not follow one another so in the text",
            "put them in the order of the text; words in [brackets] may replace a few words, … any number",
        )
    if len(starts) > 1:
        _twice(essay, "the quotation is", starts)
    return _assemble(essay, parts, _chain(essay, parts, starts[0]) or [])


def _parts(quoted: str) -> list[tuple[str, str]]:
    """Pieces of text, omission marks, insertions and [sic] marks, in order; pieces are folded."""
    found: list[tuple[str, str]] = []
    last = 0
    for match in [*MARKS.finditer(quoted), None]:
        piece = fold(quoted[last : match.start() if match else None])
        if piece:
            found.append(("text", piece))
        if match is None:
            break
        last = match.end()
        mark = match[1] or match[2]
        kind = "sic" if mark.lower() == "[sic]" else "omission" if match[1] else "insertion"
        found.append((kind, mark.strip("[]")))
    return found


def _chain(essay: Essay, parts: Sequence[tuple[str, str]], start: int) -> list[tuple[int, int]] | None:
    """Start and end of each piece if they follow one another from `start`."""
    spans: list[tuple[int, int]] = []
    between = ""
    for kind, piece in parts:
        if kind != "text":
            between = kind if between != "omission" else between
            continue
        if spans:
            after, places = spans[-1][1], essay.places(piece)
            next_one = bisect_left(places, after)
            if next_one == len(places) or not _allowed(essay, after, places[next_one], between):
                return None
            start = places[next_one]
        spans.append((start, start + len(piece)))
        between = ""
    return spans


def _allowed(essay: Essay, after: int, start: int, between: str) -> bool:
    most = REPLACED_WORDS if between == "insertion" else 0
    return between == "omission" or len(essay.folded[0][after:start].split(None, most)) <= most


def _assemble(essay: Essay, parts: Sequence[tuple[str, str]], spans: Sequence[tuple[int, int]]) -> Passage:
    if essay.form != "prose":
        from paperbuilder.texts.kept import keep_lines

        return keep_lines(essay, parts, spans)
    paragraphs: list[list[Run]] = [[]]
    places = iter(spans)
    end = 0
    for kind, text in parts:
        if kind == "text":
            start, stop = next(places)
            if paragraphs[-1] and end:
                new = "\n" in essay.text[essay.folded[1][end - 1] : essay.folded[1][start]]
                _space(essay, paragraphs, end, start, new)
            first, *others = essay.runs(start, stop)
            paragraphs[-1] += first
            paragraphs += others
            end = stop
        elif kind == "sic" and paragraphs[-1]:
            sic_last(paragraphs[-1])
        else:
            mark_run = Run("insertion", text) if kind == "insertion" else Run("omission", "…")
            paragraphs[-1] += [*([Run("text", " ")] if paragraphs[-1] else []), mark_run]
    return Passage(tuple(tuple(p) for p in paragraphs if p))


def _space(essay: Essay, paragraphs: list[list[Run]], end: int, start: int, new: bool) -> None:
    if new:
        paragraphs.append([])
    elif essay.folded[0][start].isalnum() or essay.folded[0][start] in "'\"(":
        paragraphs[-1].append(Run("text", " "))


def cut(essay: Essay, start: str, end: str, omit: Sequence[str] = ()) -> Passage:
    """Cut from the first words of `start` to the last of `end`. Raises Mismatch."""
    start, end, *omit = (fold(without_slashes(words, essay.text, essay.form)) for words in (start, end, *omit))
    first = _only(essay, start, "start")
    last = _only(essay, end, "end", first)
    stop = last + len(end)
    kept = [(first, stop)]
    for i, passage in enumerate(omit):
        at = [p for p in essay.places(passage) if first < p < stop]
        if not at:
            raise Mismatch(f"omit: “{passage}” is not in the extract", "copy the words from the text", ("omit", i))
        begin, finish = kept.pop()
        kept += [(begin, at[0]), (at[0] + len(passage), finish)]
    parts = [("text", essay.folded[0][a:b].strip()) for a, b in kept]
    joined = [part for piece in parts for part in (("omission", "…"), piece)][1:]
    spans = [_trim(essay, a, b) for a, b in kept]
    return _assemble(essay, joined, spans)


def _trim(essay: Essay, start: int, end: int) -> tuple[int, int]:
    text = essay.folded[0][start:end]
    return start + len(text) - len(text.lstrip()), end - (len(text) - len(text.rstrip()))


def _only(essay: Essay, words: str, key: str, after: int = 0) -> int:
    """The one place of words, which must not come before the place `after`."""
    if not words:
        raise Mismatch(f"the words of {key} are missing", "copy a few words from the text", (key,))
    places = essay.places(words)
    if not places:
        wrong = nearest(essay, words)
        raise Mismatch(wrong.message, wrong.hint, (key,))
    following = [place for place in places if place >= after]
    if not following:
        message = f"the words of {key} come before those of start"
        raise Mismatch(message, "change them over, or choose other words", (key,))
    if len(following) > 1:
        _twice(essay, f"the words of {key} are", following, (key,))
    return following[0]


def _twice(essay: Essay, what: str, places: Sequence[int], path: tuple[str, ...] = ()) -> None:
    shown = [essay.around(place) for place in places[:MOST_SHOWN]]
    more = f", and {len(places) - MOST_SHOWN} more" if len(places) > MOST_SHOWN else ""
    message = f"{what} in {essay.shown} {len(places)} times: {', '.join(shown)}{more}"
    raise Mismatch(message, "use more words, so that one place is meant", path)
