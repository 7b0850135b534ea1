"""What a template can use: filters and functions for one paper in one theme.

In: a `Paper`, a `Theme`. Out: `Tools`; the environment's filters ask for those of the paper that is rendered just now,
so that several threads can render at once. Cannot fail.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from contextvars import ContextVar
from string import ascii_uppercase
from typing import Any

from jinja2 import pass_context
from markupsafe import Markup

from paperbuilder.marks import Half, signed
from paperbuilder.paper.figures import instead_of
from paperbuilder.paper.item import Item, Step
from paperbuilder.paper.model import Paper, PaperExtract, PaperFigure
from paperbuilder.paper.numerals import number
from paperbuilder.questions.figures import Label
from paperbuilder.questions.solution import Spot
from paperbuilder.templating import rich
from paperbuilder.templating.extracts import Extracts
from paperbuilder.templating.handwriting import answer_lines, hand_of, longest, spot_lines
from paperbuilder.templating.numbering import full_label, own_label
from paperbuilder.templating.phrases import Phrases, between
from paperbuilder.templating.said import Said
from paperbuilder.texts import markup, nodes
from paperbuilder.texts.bilingual import by_language, is_held, joined
from paperbuilder.texts.folding import fold
from paperbuilder.texts.times import minutes
from paperbuilder.themes.model import Theme

CURRENT: ContextVar[Tools] = ContextVar("CURRENT")
FORMULA = re.compile('<formula tex="([^"]*)"[^>]*>')
SECTION = re.compile("(?:Section|Adran|Partie) ([A-Z])")
ITEM = re.compile("</?(?:li|pair|lang)[^>]*>")

MARKS = "marks-half", "marks-one", "marks-many"
BONUS = "bonus-half", "bonus-one", "bonus-many"
NUMBER = "number-half", "number-one", "number-many"


class Tools:
    """The filters and functions of templates, by their names."""

    def __init__(self, paper: Paper, theme: Theme, show: Callable[..., Markup] | None = None):
        self._paper, self._theme, self._show = paper, theme, show
        self.hand = hand_of(paper, theme.answers)
        self._phrases = Phrases(theme)
        own, between = self._phrases.own, theme.between_languages
        self._rich = rich.Rich(self._name, own, self._figure, between=between, pitch=self.hand.pitch)
        self.say, self.plain, self.duration = self._phrases.say, self._phrases.plain, self._phrases.duration
        self.own = self._phrases.own
        self.dated = self._phrases.dated
        self.line, self.answer, self.brief = self._rich.line, self._rich.answer, self._rich.brief
        extracts = Extracts(paper, self._phrases, self.line, theme.between_languages)
        self.labelled, self.sources, self.lengths = extracts.labelled, extracts.sources, extracts.lengths
        self.provenance = extracts.provenance
        self.blocks, self.pictured, self.rows = self._rich.blocks, self._rich.pictured, self._rich.rows
        self.passage, self.glosses, self.pt = rich.passage, rich.glosses, rich.points

    def typed(self, text: str) -> Markup:
        """A text as it is typed: no sign in it is markup."""
        return self.line(markup.escape(text))

    def words(self, text: str) -> str:
        """The words of a text without markup, in each of its languages."""
        return self._theme.between_languages.join(dict.fromkeys(map(markup.plain, by_language(text).values())))

    @staticmethod
    def bilingual(text: str) -> bool:
        """Whether a text is there in two languages."""
        return is_held(text)

    def signed(self, number: object) -> str:
        """A number as the language of the papers writes it, with a true minus if it is below 0."""
        return self._phrases.numeral(number if isinstance(number, Half) else signed(number), self._theme.lang)

    def tenths(self, number: float) -> str:
        """A number with one figure after the point."""
        return self.signed(f"{float(number):.1f}")

    def marks(self, n: int | Half) -> Said:
        """Marks as they are printed at the edge."""
        return self.say(_of_number(MARKS, n), n=n)

    def bonus(self, n: int | Half) -> Said:
        """Bonus marks as they are printed at the edge."""
        return self.say(_of_number(BONUS, n), n=n)

    def marks_of(self, item: Item) -> Markup:
        """All marks of a question at the edge: those in the total, those for SPaG, and those beyond the total."""
        found = [self.marks(item.marks)] if item.marks else []
        found += [self.say("spag", n=item.spag, marks=self.in_words(item.spag))] if item.spag else []
        return Markup(" ").join(found + ([self.bonus(item.bonus)] if item.bonus else []))

    def in_words(self, n: int | Half) -> Said:
        """“1 mark”."""
        return self.say(_of_number(NUMBER, n), n=n)

    def time(self, text: str) -> Said | Markup:
        """A time such as “1 hour 15 minutes” in the languages of the phrases; any other text as it is."""
        found = minutes(text)
        return self.line(text) if found is None else self.duration(found)

    def gapped(self, text: str, filled: bool, letters: int) -> Markup:
        """Blocks with gaps so many letters wide, or with their first right answers."""
        return self._rich.passage(text, filled, self.hand.gap(letters))

    def cell(self, text: str, filled: bool, letters: int) -> Markup:
        """A cell of a table with gaps."""
        return self._rich.cell(text, filled, self.hand.gap(letters))

    @staticmethod
    def aligned(rows: Sequence[Sequence[str]]) -> str:
        """How the cells of each column stand: numbers by their points, as do those that are asked for."""
        columns = list(zip(*rows, strict=True))
        return " ".join(["left", *("decimal" if _are_numbers(column) else "left" for column in columns[1:])])

    def row_height(
        self, letters: Sequence[int], shares: Sequence[int], heights: Sequence[float] = (), row: int = 0
    ) -> float:
        """How high a row is whose cells are written in, in pt; `heights` are those asked for: one, or one of each."""
        if heights:
            return self.hand.stated(heights[row if len(heights) > 1 else 0]) * self.hand.enlarge
        return self.hand.row(letters, shares)

    def label(self, item: Item) -> str:
        """The number as it hangs in the margin."""
        return own_label(item.number, self._theme.numbering)

    def full(self, item: Item) -> str:
        """The whole number: 3(b)(ii)."""
        return full_label(item.number, self._theme.numbering)

    def lines(self, item: Item) -> int:
        """How many answer lines."""
        return answer_lines(item, self._theme.answers)

    def spoken(self, items: Sequence[str], word: str = "") -> str:
        """“1, 2 and 3”."""
        items = [self.line(item) if is_held(item) else item for item in items]
        return between(items, word) if word else self._phrases.listed(items)

    def either(self, answers: Sequence[str]) -> str:
        """“this, that or this other”: any of them is right."""
        return self._phrases.listed(map(self.line, answers), "list-or")

    def steps(self, credit: Sequence[Step]) -> Said:
        """Marks by how many answers are right."""
        keys = ("right" if step.most == step.least else "right-range" for step in credit)
        values = ({"n": s.least, "most": s.most, "marks": self.in_words(s.marks)} for s in credit)
        said = [self.say(key, **value) for key, value in zip(keys, values, strict=True)]
        fewer = [self.say("fewer-right")] if credit[-1].least > 1 else []
        return self._phrases.joined([*said, *fewer], "; ", ".")

    def folio(self) -> Markup:
        """“Page 1 of 6”, in a running head or foot."""
        return self.say("folio", page=Markup("<page-number/>"), pages=Markup("<page-count/>"))

    def spanned(self, items: Sequence[Item]) -> str:
        """The number of a question, or the first and the last of several: 1–4."""
        return "–".join(dict.fromkeys(self.full(item) for item in (items[0], items[-1])))

    def count_word(self, n: int) -> Said:
        """A small number as a word."""

        def word(language: str) -> str:
            words = self._phrases.text("counts", language).split()
            return words[n - 1] if n <= len(words) else str(n)

        return self._phrases.said(word, "counts")

    def lettered(self, titles: Sequence[str]) -> str:
        """Titles of sections: those of three and more that are lettered as Sections A to D."""
        letters = [match[1] for title in titles if (match := SECTION.fullmatch(title))]
        if "".join(letters) in ascii_uppercase and len(letters) == len(titles) > 2:
            return self.say("sections-range", first=letters[0], last=letters[-1])
        return self.spoken([self.line(title) for title in titles])

    def papers(self, sorts: Sequence[tuple[str, str, int]]) -> Said:
        """Size, colour and number of each sort of paper."""
        said = [self.say("batch-sort", size=size, colour=self.colour(colour), n=n) for size, colour, n in sorts]
        return self._phrases.joined(said, "; ")

    def colour(self, name: str) -> Said | Markup:
        """The colour of paper; one that has no phrase is as it is."""
        key = f"colour-{name.casefold()}"
        return self.say(key) if self._phrases.has(key) else self.line(name)

    @staticmethod
    def together(extracts: Iterable[PaperExtract]) -> list[list[PaperExtract]]:
        """Extracts, those together that stand beside each other."""
        found: list[list[PaperExtract]] = []
        for extract in extracts:
            if found and extract.extract.beside == found[-1][-1].letter:
                found[-1].append(extract)
            else:
                found.append([extract])
        return found

    def answer_line(self, spot: Spot, filled: bool, item: Item) -> Markup:
        """A line of text with gaps, or with their first right answers; the gaps of all such lines are as wide."""
        several = _has_several(spot)
        letters = longest(own for one in item.spots if _has_several(one) is several for own in _each(one.text))
        width = self.hand.gap(letters, 0 if several else self.hand.line)
        return self._rich.gapped_line(spot.text, filled, spot.width * self.hand.enlarge if spot.width else width)

    def gap_for(self, texts: Sequence[str]) -> float:
        """How wide a gap is (pt) that has room for the longest of some answers."""
        said = [markup.plain(own) for text in texts for own in _each(text)]
        return self.hand.gap(max(map(len, said), default=0))

    def label_of(self, text: str, filled: bool) -> Markup:
        """What stands beside lines or a box: a text without its gaps, or with their first right answers."""
        return self._rich.gapped_line(text if filled else markup.with_gaps(text, ()).strip(), filled, 0)

    def spot_lines(self, spot: Spot, item: Item) -> int:
        """How many lines one of several places for answers has."""
        return spot_lines(item, spot, self._theme.answers)

    def _figure(self, ref: nodes.Ref, small: bool = False) -> Markup:
        return self.figure(self._paper.figures[f"{ref.kind} {ref.target}"], small=small)

    def figure(self, found: PaperFigure, **how: Any) -> Markup:
        """A figure, or what the edition has in its place. `small` if it is in an option or a cell of a table; `asked`
        are labels to be written, each with its letter, and `filled` if they are.
        """
        instead = instead_of(found, self._theme.edition)
        if instead and instead.picture:
            found = self._paper.figures[f"picture {instead.picture}"]
        words = instead.description if instead else ""
        known = {"small": False, "asked": (), "filled": False, "plotting": False, "words": words, "found": found}
        assert self._show
        return self._show(**known | how, instead=bool(instead and not instead.picture))

    def spoken_picture(self, found: PaperFigure, asked: Sequence[tuple[str, Label]], filled: bool) -> str:
        """What a picture shows, with its labels, for those who cannot see it."""
        work: Any = found.work
        labels = [label.text for label in work.labels]
        labels += [" ".join(filter(None, (letter, label.text * (filled or not letter)))) for letter, label in asked]
        said = ". ".join([work.alt.rstrip("."), "; ".join(labels)]) if labels else work.alt
        each = (markup.aloud(text, language or self._theme.lang) for language, text in by_language(said).items())
        return self._theme.between_languages.join(dict.fromkeys(each))

    def spoken_chart(self, found: Any, complete: bool) -> str:
        """What a chart shows, or the axes of one to plot on, for those who cannot see it."""
        from paperbuilder.templating.spoken import spoken_chart

        return joined(spoken_chart(found, complete, self.own), self._theme.between_languages)

    def mention(self, texts: Sequence[str], key: str, **values: int) -> bool:
        """Whether one of an author's texts has the words of a phrase in it, in any of its languages."""
        wanted = self._phrases.in_each(key, **values)
        return any(word in _bare(text) for text in texts for word in map(_bare, wanted))

    def beyond(self, texts: Sequence[str], printed: Markup) -> list[str]:
        """The author's texts that say more than an item, or the beginning of one, of a list `printed` already."""
        items = [_bare(_words(Markup(item))) for item in ITEM.split(printed)]
        own = [(text, _bare(_words(self.line(text)))) for text in texts]
        return [text for text, bare in own if not any(item.startswith(bare) for item in items)]

    def _name(self, kind: str, target: Any, language: str = "") -> str:
        """What a reference prints, in the language of the words around it."""
        if kind == "extract":
            called = self.labelled(self._paper.extracts[target])
            return called.within(language or self._theme.lang).striptags() if isinstance(called, Said) else called
        if kind in markup.FIGURES:
            return self._paper.figures[f"{kind} {target}"].called or str(target)
        if kind == "words":
            return self._paper.printed_words(*target)
        return self._phrases.own("question-named", language, n=self.full(self._paper.by_id[target]))


def _words(printed: Markup) -> str:
    """The words of a piece of layout, and its formulas as they are typed."""
    return Markup(FORMULA.sub(r" \1 ", printed)).striptags()


def _are_numbers(cells: Sequence[str]) -> bool:
    """Whether there is nothing but numbers in a column with gaps, and one at least."""
    right = ([gap.answers[0] for gap in markup.gaps(text)] for text in cells)
    texts = [markup.plain(markup.with_gaps(text, answers)) for text, answers in zip(cells, right, strict=True)]
    try:
        values = [number(text) for text in texts]
    except ValueError:
        return False
    return any(value is not None for value in values)


def _of_number(phrases: tuple[str, str, str], n: int | Half) -> str:
    """The phrase for so many marks: for half a mark, for one and for others."""
    return phrases[0 if 0 < n < 1 else 1 if n == 1 else 2]


def _bare(text: str) -> str:
    """Letters and figures as they are compared: small, without marks and spaces, and without articles."""
    words = re.findall(r"\w+", fold(text))
    return "".join(word for word in words if word not in ("a", "an", "the")).casefold()


def _each(text: str) -> Iterable[str]:
    """A text in each of its languages."""
    return by_language(text).values()


def _has_several(spot: Spot) -> bool:
    """Whether there is more than one gap in a place for an answer."""
    return any(own.count("[[") > 1 for own in _each(spot.text))


FUNCTIONS = ("say", "plain", "own", "marks", "marks_of", "bonus", "folio")
FILTERS: tuple[str, ...] = (
    "line",
    "typed",
    "answer",
    "pictured",
    "brief",
    "blocks",
    "gapped",
    "cell",
    "aligned",
    "row_height",
    "words",
    "bilingual",
    "rows",
    "passage",
    "glosses",
)
FILTERS += (
    "in_words",
    "signed",
    "tenths",
    "labelled",
    "lengths",
    "steps",
    "colour",
    "papers",
    "sources",
    "lettered",
    "figure",
    "spoken_picture",
    "spoken_chart",
    "mention",
    "beyond",
    "provenance",
    "label",
    "full",
    "spoken",
    "spanned",
    "either",
    "time",
    "count_word",
    "together",
    "lines",
    "answer_line",
    "gap_for",
    "label_of",
    "spot_lines",
    "duration",
    "dated",
    "pt",
)


def late_filter(name: str) -> Callable[..., Any]:
    """A filter of the paper rendered just now; `pass_context` keeps Jinja2 from working it out beforehand."""

    @pass_context
    def call(_context: Any, *arguments: Any, **values: Any) -> Any:
        return getattr(CURRENT.get(), name)(*arguments, **values)

    return call


def late_function(name: str) -> Callable[..., Any]:
    """A function of the paper rendered just now."""

    def call(*arguments: Any, **values: Any) -> Any:
        return getattr(CURRENT.get(), name)(*arguments, **values)

    return call
