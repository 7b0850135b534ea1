"""Essays and extracts: found, verified word for word, cut, marked.

In: a text file; a quotation, or first and last words. Out: `Passage`, whose words are the essay's own.
Fails with `Mismatch`, which says what differs and where, or `FilesError`.

For comparison only, kinds of quotation marks, dashes, spaces and ligatures are the same; what is printed
is what the essay has. Nothing is corrected.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from functools import cached_property
from pathlib import Path
from typing import Literal

from paperbuilder.problems import FilesError, Problem
from paperbuilder.reading.source import read_text_file, shown

MAX_BYTES = 2_000_000
REPLACED_WORDS = 8  # an insertion in [brackets] may stand for so many words of the essay
UNSEEN = "\u00ad\u200b\u200c\u200d\ufeff"
RUN = re.compile(rf"[^\s{UNSEEN}]+(?: [^\s{UNSEEN}]+)*|\s+|[{UNSEEN}]+")
FOLD = str.maketrans(
    {"‘": "'", "’": "'", "‛": "'", "ʼ": "'", "′": "'", "“": '"', "”": '"', "„": '"', "″": '"', "«": '"', "»": '"'}
    | dict.fromkeys("‐‑‒–—―−", "-")
    | dict.fromkeys(UNSEEN, "")
    | {"ﬁ": "fi", "ﬂ": "fl", "ﬀ": "ff", "ﬃ": "ffi", "ﬄ": "ffl", "…": "..."}
)
UNEVEN = re.compile("[" + "".join(chr(c) for c, folded in FOLD.items() if len(folded) != 1) + "]")
MARKS = re.compile(r"\s*(\[sic\]|\[(?:…|\.\.\.)\]|…|\.\.\.)|(\[[^\[\]]+\])", re.IGNORECASE)
WORD = re.compile(r"[\w'-]+")
IN_WORD = re.compile(r"\w\w")


class Mismatch(Exception):
    """An extract that the text does not bear out: `message`, and a `hint` how to mend it."""

    def __init__(self, message: str, hint: str = ""):
        super().__init__(message)
        self.message, self.hint = message, hint


@dataclass(frozen=True)
class Run:
    """A stretch of an extract as printed; `note` is the meaning of a glossed word."""

    kind: Literal["text", "omission", "insertion", "sic", "gloss"]
    text: str
    note: str = ""


@dataclass(frozen=True)
class Passage:
    """An extract as printed, in paragraphs; `start_line` and `end_line` are lines of the essay's file."""

    paragraphs: tuple[tuple[Run, ...], ...]
    start_line: int
    end_line: int

    @property
    def plain(self) -> str:
        """The author's words, without omission marks and insertions."""
        own = ("text", "sic", "gloss")
        return " ".join("".join(r.text for r in runs if r.kind in own) for runs in self.paragraphs)

    @property
    def words(self) -> int:
        return sum(1 for word in self.plain.split() if re.search(r"\w", word))

    @property
    def reading_age(self) -> int | None:
        """Flesch–Kincaid grade + 5, a rough guide; None under 100 words, where it means nothing (domain.md, 6.7)."""
        sentences = len(re.findall(r"\w[.!?]+(?=\s+\W*[A-Z]|$)", self.plain)) or 1
        if self.words < 100:
            return None
        syllables = sum(_syllables(word) for word in WORD.findall(self.plain.lower()))
        return round(0.39 * self.words / sentences + 11.8 * syllables / self.words - 15.59 + 5)


def _syllables(word: str) -> int:
    """Groups of vowels, a silent e at the end not counted; one at least."""
    groups = len(re.findall(r"[aeiouyŵŷ]+", word))
    silent = word.endswith("e") and not word.endswith("le")
    return max(1, groups - silent)


def _fold(text: str) -> tuple[str, list[int]]:
    """`text` as it is compared, and for each of its characters the index in `text`."""
    letters: list[str] = []
    at: list[int] = []
    for match in RUN.finditer(text):
        start, end = match.span()
        if match[0].isspace():
            run, places = " ", [start]
        else:
            run, places = match[0].translate(FOLD), [*range(start, end)]
            if UNEVEN.search(match[0]):
                places = [i for i in places for _ in text[i].translate(FOLD)]
        if run and (run != " " or (letters and letters[-1] != " ")):
            letters.append(run)
            at += places
    return "".join(letters), at


def fold(text: str) -> str:
    """Text as it is compared, without spaces at its ends."""
    return _fold(text)[0].strip()


@dataclass(frozen=True)
class Essay:
    """A text that extracts come from."""

    text: str
    shown: str

    @cached_property
    def folded(self) -> tuple[str, list[int]]:
        return _fold(self.text)

    def line(self, position: int) -> int:
        return self.text.count("\n", 0, position) + 1

    def places(self, piece: str) -> list[int]:
        """Where a folded piece stands in the folded text, as whole words; its first letter may be a capital or not."""
        spellings = {piece[:1].upper() + piece[1:], piece[:1].lower() + piece[1:]} - {""}
        return sorted(at for spelling in spellings for at in _finds(self.folded[0], spelling))

    def around(self, position: int) -> str:
        """Line and words near a place in the folded text."""
        text, at = self.folded
        words = " ".join(text[max(0, position - 25) : position + 45].split()[1:-1])
        return f"line {self.line(at[position])} (“… {words} …”)"

    def runs(self, start: int, end: int) -> list[list[Run]]:
        """The essay's own words between two places of the folded text, by paragraph."""
        at = self.folded[1]
        piece = self.text[at[start] : at[end - 1] + 1]
        return [[Run("text", " ".join(p.split()))] for p in piece.split("\n") if p.strip()]


def _finds(text: str, piece: str) -> Iterator[int]:
    """Where a piece stands in a text, not in the middle of a word."""
    at = text.find(piece)
    while at >= 0:
        end = at + len(piece)
        if not (IN_WORD.fullmatch(text[at - 1 : at] + piece[0]) or IN_WORD.fullmatch(piece[-1] + text[end : end + 1])):
            yield at
        at = text.find(piece, at + 1)


def read_text(file: Path, root: Path) -> Essay:
    """Read a text, which must be inside `root`. Raises FilesError."""
    if not file.resolve().is_relative_to(root.resolve()):
        message = "the text lies outside the project folder"
        raise FilesError([Problem(message=message, file=shown(file), hint="copy it into worksheets/texts")])
    return Essay(read_text_file(file, MAX_BYTES), shown(file))


def quote(essay: Essay, quoted: str) -> Passage:
    """Verify a quotation and return it in the essay's own characters. Raises Mismatch."""
    parts = _parts(quoted)
    pieces = [text for kind, text in parts if kind == "text"]
    if not pieces:
        raise Mismatch("the quotation has no words of the text", "quote some of them")
    for piece in pieces:
        if not essay.places(piece):
            raise _nearest(essay, piece)
    starts = [s for s in essay.places(pieces[0]) if _chain(essay, parts, s) is not None]
    if not starts:
        raise Mismatch(
            "the parts of the quotation do not follow one another so in the text",
            "put them in the order of the text; words in [brackets] may replace a few words, … any number",
        )
    if len(starts) > 1:
        _twice(essay, "the quotation", starts)
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
            after = spans[-1][1]
            options = [p for p in essay.places(piece) if p >= after and _allowed(essay, after, p, between)]
            if not options:
                return None
            start = options[0]
        spans.append((start, start + len(piece)))
        between = ""
    return spans


def _allowed(essay: Essay, after: int, start: int, between: str) -> bool:
    skipped = essay.folded[0][after:start].split()
    return between == "omission" or len(skipped) <= (REPLACED_WORDS if between == "insertion" else 0)


def _assemble(essay: Essay, parts: Sequence[tuple[str, str]], spans: Sequence[tuple[int, int]]) -> Passage:
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
            _sic_last(paragraphs[-1])
        else:
            mark_run = Run("insertion", text) if kind == "insertion" else Run("omission", "…")
            paragraphs[-1] += [*([Run("text", " ")] if paragraphs[-1] else []), mark_run]
    at = essay.folded[1]
    return _passage(essay, paragraphs, at[spans[0][0]], at[spans[-1][1] - 1])


def _space(essay: Essay, paragraphs: list[list[Run]], end: int, start: int, new: bool) -> None:
    if new:
        paragraphs.append([])
    elif essay.folded[0][start].isalnum() or essay.folded[0][start] in "'\"(":
        paragraphs[-1].append(Run("text", " "))


def _sic_last(runs: list[Run]) -> None:
    """Mark the last word so far."""
    text = runs.pop().text
    head, _, word = text.rpartition(" ")
    runs += [Run("text", head + " ")] if head else []
    runs.append(Run("sic", word))


def _passage(essay: Essay, paragraphs: Iterable[Sequence[Run]], start: int, end: int) -> Passage:
    return Passage(tuple(tuple(p) for p in paragraphs if p), essay.line(start), essay.line(end))


def cut(essay: Essay, start: str, end: str, omit: Sequence[str] = ()) -> Passage:
    """Cut from the first words of `start` to the last of `end`. Raises Mismatch."""
    first = _only(essay, fold(start), "the words of start")
    ends = [p for p in essay.places(fold(end)) if p >= first]
    if not ends and essay.places(fold(end)):
        raise Mismatch("the words of end stand before those of start", "change them over, or choose other words")
    last = ends[0] if len(ends) == 1 else _only(essay, fold(end), "the words of end")
    stop = last + len(fold(end))
    kept = [(first, stop)]
    for passage in omit:
        at = [p for p in essay.places(fold(passage)) if first < p < stop]
        if not at:
            raise Mismatch(f"omit: “{passage}” is not in the extract", "copy the words from the text")
        begin, finish = kept.pop()
        kept += [(begin, at[0]), (at[0] + len(fold(passage)), finish)]
    parts = [("text", essay.folded[0][a:b].strip()) for a, b in kept]
    joined = [part for piece in parts for part in (("omission", "…"), piece)][1:]
    spans = [_trim(essay, a, b) for a, b in kept]
    return _assemble(essay, joined, spans)


def _trim(essay: Essay, start: int, end: int) -> tuple[int, int]:
    text = essay.folded[0][start:end]
    return start + len(text) - len(text.lstrip()), end - (len(text) - len(text.rstrip()))


def _only(essay: Essay, words: str, what: str) -> int:
    if not words:
        raise Mismatch(f"{what} are missing", "copy a few words from the text")
    places = essay.places(words)
    if not places:
        raise _nearest(essay, words)
    if len(places) > 1:
        _twice(essay, what, places)
    return places[0]


def _twice(essay: Essay, what: str, places: Sequence[int]) -> None:
    shown_places = " and ".join(essay.around(p) for p in places[:2])
    raise Mismatch(f"{what} stand in {essay.shown} {len(places)} times: {shown_places}", "use more words")


def _nearest(essay: Essay, piece: str) -> Mismatch:
    """Where the essay comes nearest to `piece`, and the words that differ."""
    text = essay.folded[0]
    theirs = [(m[0], m.start()) for m in re.finditer(r"\S+", text)]
    mine = piece.split()
    begin = _anchor(mine, [w for w, _ in theirs])
    if begin is None:
        return Mismatch(f"“{_short(piece)}” is not in {essay.shown}", "copy the words from the text itself")
    window = theirs[begin : begin + len(mine) + 3]
    matcher = SequenceMatcher(None, mine, [w for w, _ in window], autojunk=False)
    differ, end = [], 0
    for tag, a0, a1, b0, b1 in matcher.get_opcodes():
        end = b1 if tag == "equal" else end
        if tag == "equal" or (a0 == len(mine) and tag == "insert"):
            continue
        wrote, has = " ".join(mine[a0:a1]), " ".join(w for w, _ in window[b0:b1])
        line = essay.line(essay.folded[1][window[min(b0, len(window) - 1)][1]])
        differ.append(_difference(wrote, has, f"line {line} of {essay.shown}"))
    near = " ".join(w for w, _ in window[: max(end, 1)])
    hint = f"the text has: “{_short(near, 160)}”. If the author made the mistake, keep it and list it under sic"
    return Mismatch("not what the text says: " + "; ".join(differ[:5]), hint)


def _difference(wrote: str, has: str, place: str) -> str:
    if not has:
        return f"you wrote “{wrote}”, which {place} does not have"
    if not wrote:
        return f"you left out “{has}” of {place}"
    return f"you wrote “{wrote}” where {place} has “{has}”"


def _anchor(mine: Sequence[str], theirs: Sequence[str]) -> int | None:
    """The word of the essay at which most of the words of the quotation line up."""
    places: dict[str, list[int]] = {}
    for i, word in enumerate(theirs):
        places.setdefault(word, []).append(i)
    votes: dict[int, int] = {}
    for offset, word in enumerate(mine[:400]):
        for place in places.get(word, ())[:50]:
            votes[place - offset] = votes.get(place - offset, 0) + 1
    best = max(votes, key=lambda k: (votes[k], -k), default=None)
    return None if best is None else max(0, best)


def _short(text: str, most: int = 60) -> str:
    return text if len(text) <= most else text[:most].rsplit(" ", 1)[0] + " …"


def mark(passage: Passage, sic: Sequence[str] = (), gloss: Mapping[str, str] | None = None) -> Passage:
    """Mark the first occurrence of each word. Raises Mismatch if a word is not there."""
    for word in sic:
        passage = _mark(passage, word, "sic", "")
    for word, meaning in (gloss or {}).items():
        passage = _mark(passage, word, "gloss", meaning)
    return passage


def _mark(passage: Passage, word: str, kind: Literal["sic", "gloss"], note: str) -> Passage:
    pattern = re.compile(rf"(?<!\w){re.escape(fold(word))}(?!\w)", re.IGNORECASE if kind == "gloss" else 0)
    for p, runs in enumerate(passage.paragraphs):
        for r, run in enumerate(runs):
            folded, at = _fold(run.text)
            found = pattern.search(folded) if run.kind == "text" and fold(word) else None
            if found:
                a, b = at[found.start()], at[found.end() - 1] + 1
                pieces = [Run("text", run.text[:a]), Run(kind, run.text[a:b], note), Run("text", run.text[b:])]
                marked = (*runs[:r], *(x for x in pieces if x.text), *runs[r + 1 :])
                return replace(passage, paragraphs=(*passage.paragraphs[:p], marked, *passage.paragraphs[p + 1 :]))
    raise Mismatch(f"{kind}: “{word}” is not in the extract", "write the word as the extract has it")


def find_words(passage: Passage, words: str) -> str:
    """The words as the extract prints them; they must stand in it once. Raises Mismatch."""
    folded, at = _fold(passage.plain)
    wanted = fold(words)
    count = folded.count(wanted) if wanted else 0
    if count != 1:
        problem = "are not in the extract" if count == 0 else f"stand in the extract {count} times"
        raise Mismatch(f"the words “{words}” {problem}", "quote words that stand in it once")
    start = folded.index(wanted)
    return passage.plain[at[start] : at[start + len(wanted) - 1] + 1]
