"""The one place where type is set: every word of a layout passes here before it is measured.

In: a layout, what can be printed. Out: the same layout with the marks and spaces of a printer, by the language of each
run. Code stays as it is, and what is to be printed `exact`ly. Cannot fail.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from typing import TYPE_CHECKING

from paperbuilder.typeset.registry import INLINES
from paperbuilder.typeset.typography import FIGURE, NO_BREAK, THING, Edit, Extent, edited, edits
from paperbuilder.typeset.xml import Element

if TYPE_CHECKING:
    from paperbuilder.charts.chart import Chart
    from paperbuilder.typeset.design import Design

CanPrint = Callable[[str], bool]
AS_TYPED = ("code", "exact")
NUMBERS = ("formula", "page-number", "page-count")
RAISED = ("sup", "sub")
TOLD = ("title", "subject", "author", "alt", "one", "many")  # attributes that hold words
AROUND_A_SOURCE = ("gloss", "work-title", "work-author")  # styles of paragraphs that are no words of it
SPACES = re.compile(r"[ \t\n\r]+")


@dataclass(frozen=True)
class _Piece:
    """A text in the children of an element, and where it begins in the words of its paragraph."""

    parent: Element
    place: int
    text: str
    lang: str
    start: int


@dataclass
class _Words:
    """The words of one paragraph as they are gathered."""

    extent: Extent
    pieces: list[_Piece] = field(default_factory=list)
    letters: list[str] = field(default_factory=list)
    length: int = 0

    def put(self, letters: str) -> None:
        self.letters.append(letters)
        self.length += len(letters)


def set_type(layout: Element, can_print: CanPrint) -> None:
    """Set the type of a whole layout."""
    lang = layout.attributes.get("lang", "")
    _Typographer(lang, cache(can_print)).block(layout, lang, "all")


def set_words(text: str, lang: str, can_print: CanPrint) -> str:
    """Words that stand alone, where no line ends."""
    return edited(text, _printable(edits(text, lang), can_print)).replace(NO_BREAK, " ")


def set_name(text: str, design: Design) -> str:
    """A pupil's name: nothing but its apostrophe is another."""
    return text.replace("'", "’") if design.can_print("’") else text


def set_chart(chart: Chart, lang: str, can_print: CanPrint) -> Chart:
    """A chart with all its words set."""

    def words(text: str) -> str:
        return edited(text, _printable(edits(text, lang), can_print))

    series = (replace(one, name=words(one.name), texts=tuple(map(words, one.texts))) for one in chart.series)
    return replace(
        chart,
        labels=tuple(map(words, chart.labels)),
        series=tuple(series),
        x_title=words(chart.x_title),
        y_title=words(chart.y_title),
        other_title=words(chart.other_title),
    )


def _printable(found: Sequence[Edit], can_print: CanPrint) -> list[Edit]:
    return [edit for edit in found if all(map(can_print, edit.new))]


class _Typographer:
    """Goes through a layout paragraph by paragraph."""

    def __init__(self, lang: str, can_print: CanPrint):
        self._lang, self._can_print = lang, can_print

    def block(self, e: Element, lang: str, extent: Extent) -> None:
        """An element that is no part of a line, and all in it."""
        self._tell(e, lang)
        if e.tag == "lines" and e.attributes.get("code") == "yes":
            return
        words = _Words(extent)
        self._gather(e, lang, words)
        self._set(words)

    def _gather(self, e: Element, lang: str, words: _Words) -> None:
        """The words of an element; a block in it has its own."""
        for place, child in enumerate(e.children):
            if isinstance(child, str):
                text = e.children[place] = SPACES.sub(" ", child)
                words.pieces.append(_Piece(e, place, text, lang, words.length))
                words.put(text)
            elif child.tag in INLINES:
                self._inline(child, lang, words)
            else:
                self._set(words)
                self.block(child, self._lang_of(child, lang), _extent(child, words.extent))
                words.pieces, words.letters, words.length = [], [], 0

    def _inline(self, e: Element, lang: str, words: _Words) -> None:
        if e.tag == "br":
            words.put("\n")
        elif e.tag in RAISED:
            words.put(THING)
            self.block(e, lang, words.extent)
        elif e.tag in AS_TYPED or INLINES[e.tag].inside == "nothing":
            words.put(FIGURE if e.tag in NUMBERS else THING)
            self._tell(e, lang)
        else:
            self._gather(e, e.attributes.get("of", lang) if e.tag == "lang" else lang, words)

    def _tell(self, e: Element, lang: str) -> None:
        """Set the words in the attributes of an element."""
        for name in [name for name in e.attributes if name in TOLD]:
            e.attributes[name] = set_words(e.attributes[name], lang, self._can_print)

    def _lang_of(self, e: Element, lang: str) -> str:
        return self._lang if e.tag == "marks" else e.attributes.get("lang") or lang

    def _set(self, words: _Words) -> None:
        """Put what is changed into the pieces it stands in."""
        text = "".join(words.letters)
        if not text.strip():
            return
        made = {lang: _printable(edits(text, lang, words.extent), self._can_print) for lang in _langs(words)}
        for piece in words.pieces:
            end = piece.start + len(piece.text)
            own = [edit for edit in made[piece.lang] if piece.start <= edit.start < end and edit.end <= end]
            if own:
                moved = (Edit(a - piece.start, b - piece.start, new) for a, b, new in own)
                piece.parent.children[piece.place] = edited(piece.text, moved)


def _langs(words: _Words) -> set[str]:
    return {piece.lang for piece in words.pieces}


def _extent(e: Element, extent: Extent) -> Extent:
    """How far the words of an element may be changed, in surroundings of which as much may be."""
    if e.tag == "extract":
        return "quoted"
    if e.tag == "lines":
        return "kept"
    return "all" if e.attributes.get("style") in AROUND_A_SOURCE else extent
