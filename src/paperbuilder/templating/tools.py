"""What a template can use: filters and functions for one paper in one theme.

In: a `Paper`, a `Theme`. Out: `Tools`; the environment's filters ask for those of the paper that is rendered just now,
so that several threads can render at once. Cannot fail.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from contextvars import ContextVar
from functools import partial
from string import ascii_uppercase
from typing import Any

from jinja2 import pass_context
from markupsafe import Markup

from paperbuilder.marks import Half, signed
from paperbuilder.paper.figures import instead_of
from paperbuilder.paper.item import Item
from paperbuilder.paper.model import Paper, PaperExtract, PaperFigure
from paperbuilder.paper.numerals import number
from paperbuilder.questions.figures import Label
from paperbuilder.questions.solution import Spot
from paperbuilder.templating import rich
from paperbuilder.templating.handwriting import answer_lines, gap_width, row_height, spot_lines
from paperbuilder.templating.numbering import full_label, own_label
from paperbuilder.templating.phrases import Listed, Phrases, joined
from paperbuilder.texts import markup, nodes
from paperbuilder.texts.folding import fold
from paperbuilder.themes.model import Theme

CURRENT: ContextVar[Tools] = ContextVar("CURRENT")
FORMULA = re.compile('<formula tex="([^"]*)"[^>]*>')
SECTION = re.compile("(?:Section|Adran) ([A-Z])")
ITEM = re.compile("</?(?:li|lang)[^>]*>")

MARKS = "marks-half", "marks-one", "marks-many"
BONUS = "bonus-half", "bonus-one", "bonus-many"
NUMBER = "number-half", "number-one", "number-many"
PROVENANCES = {  # by whether an author is named, and whether the extract is adapted
    (True, False): "provenance",
    (True, True): "provenance-adapted",
    (False, False): "provenance-unnamed",
    (False, True): "provenance-unnamed-adapted",
}


class Tools:
    """The filters and functions of templates, by their names."""

    def __init__(self, paper: Paper, theme: Theme, show: Callable[..., Markup] | None = None):
        self._paper, self._theme, self._show = paper, theme, show
        self._phrases = Phrases(theme)
        self._rich = rich.Rich(self._name, self._phrases.plain, self._figure)
        self.say, self.plain, self.duration = self._phrases.say, self._phrases.plain, self._phrases.duration
        self.dated = self._phrases.dated
        self.line, self.answer, self.brief = self._rich.line, self._rich.answer, self._rich.brief
        self.blocks, self.pictured = self._rich.blocks, self._rich.pictured
        self.signed, self.tenths = signed, tenths
        self.words, self.passage, self.glosses, self.pt = markup.plain, rich.passage, rich.glosses, rich.points

    def marks(self, n: int | Half) -> Markup:
        """Marks as they are printed at the edge."""
        return self.say(_of_number(MARKS, n), n=n)

    def bonus(self, n: int | Half) -> Markup:
        """Bonus marks as they are printed at the edge."""
        return self.say(_of_number(BONUS, n), n=n)

    def marks_of(self, item: Item) -> Markup:
        """All marks of a question at the edge: those in the total, those for SPaG, and those beyond the total."""
        found = [self.marks(item.marks)] if item.marks else []
        found += [self.say("spag", n=item.spag)] if item.spag else []
        return Markup(" ").join(found + ([self.bonus(item.bonus)] if item.bonus else []))

    def in_words(self, n: int | Half) -> Callable[[str], str]:
        """“1 mark” in the language of the phrase that it stands in."""
        return lambda language: self._phrases.text(_of_number(NUMBER, n), language).replace("{n}", str(n))

    def gapped(self, text: str, filled: bool, letters: int) -> Markup:
        """Blocks with gaps so many letters wide, or with their first right answers."""
        return self._rich.passage(text, filled, gap_width(letters, self._theme.answers))

    def cell(self, text: str, filled: bool, letters: int) -> Markup:
        """A cell of a table with gaps."""
        return self._rich.cell(text, filled, gap_width(letters, self._theme.answers))

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
            return heights[row if len(heights) > 1 else 0] * self._theme.answers.enlarge / 100
        return row_height(letters, shares, self._theme.answers)

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
        return joined(items, word) if word else Listed(items, self._phrases.text("and", self._theme.lang))

    def spanned(self, items: Sequence[Item]) -> str:
        """The number of a question, or the first and the last of several: 1–4."""
        return "–".join(dict.fromkeys(self.full(item) for item in (items[0], items[-1])))

    def count_word(self, n: int) -> Callable[[str], str]:
        """A small number as a word, in the language of the phrase that it stands in."""

        def word(language: str) -> str:
            words = self._phrases.text("counts", language).split()
            return words[n - 1] if n <= len(words) else str(n)

        return word

    def lettered(self, titles: Sequence[str]) -> str | Callable[[str], str]:
        """Titles of sections: those of three and more that are lettered as Sections A to D."""
        letters = [match[1] for title in titles if (match := SECTION.fullmatch(title))]
        follow = "".join(letters) in ascii_uppercase and len(letters) == len(titles) > 2
        if not follow:
            return self.spoken([self.line(title) for title in titles])
        return lambda language: (
            self._phrases.text("sections-range", language).replace("{first}", letters[0]).replace("{last}", letters[-1])
        )

    def labelled(self, found: PaperExtract) -> str:
        """“Source A”."""
        return found.called

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

    def answer_line(self, text: str, filled: bool, width: float | None) -> Markup:
        """A line of text with gaps, or with their first right answers."""
        own = self._theme.answers.least_gap if text.count("[[") > 1 else self._theme.answers.line
        return self._rich.gapped_line(text, filled, width or own)

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
        return markup.aloud(said, self._theme.lang)

    def spoken_chart(self, found: Any, complete: bool) -> str:
        """What a chart shows, or the axes of one to plot on, for those who cannot see it."""
        from paperbuilder.templating.spoken import spoken_chart

        return spoken_chart(found, complete, self.plain)

    def mention(self, texts: Sequence[str], key: str, **values: int) -> bool:
        """Whether one of an author's texts has the words of a phrase in it, in any of its languages."""
        wanted = self._phrases.in_each(key, **values)
        return any(word in _bare(text) for text in texts for word in map(_bare, wanted))

    def beyond(self, texts: Sequence[str], printed: Markup) -> list[str]:
        """The author's texts that say more than an item, or the beginning of one, of a list `printed` already."""
        items = [_bare(_words(Markup(item))) for item in ITEM.split(printed)]
        own = [(text, _bare(_words(self.line(text)))) for text in texts]
        return [text for text, bare in own if not any(item.startswith(bare) for item in items)]

    def provenance(self, found: PaperExtract) -> Markup:
        """The line above an extract (domain.md, 6.4)."""
        extract, text = found.extract, found.text
        if extract.provenance:
            return self.line(f"{extract.provenance} {extract.circumstance}".strip())
        key = PROVENANCES[bool(text.author or text.role), extract.adapted]
        title = self.line(markup.escape(text.title))
        made = self.say(key, title=title, author=partial(self._author, found), work=partial(self._work, found))
        return Markup("{} {}").format(made, self.line(extract.circumstance)) if extract.circumstance else made

    def _author(self, found: PaperExtract, language: str) -> Markup:
        """Who wrote a text, what they were, and when: what is known of it."""
        text = found.text
        who = self._phrases.text("unknown-author", language) if text.author == "unknown" else text.author
        return self.line(markup.escape(", ".join(filter(None, (who, text.role, self._when(found, language))))))

    def _work(self, found: PaperExtract, language: str) -> Markup:
        """The title of a text that has no author, and its date."""
        when = self._when(found, language)
        return self.line(f"*{markup.escape(found.text.title)}*" + markup.escape(f", {when}" if when else ""))

    def _when(self, found: PaperExtract, language: str) -> str:
        date = found.text.date
        return self._phrases.text("unknown-date", language) if date == "unknown" else self._phrases.day(date, language)

    def _name(self, kind: str, target: Any) -> str:
        """What a reference prints."""
        if kind == "extract":
            return self.labelled(self._paper.extracts[target])
        if kind in markup.FIGURES:
            return self._paper.figures[f"{kind} {target}"].called or str(target)
        if kind == "words":
            return self._paper.printed_words(*target)
        return f"{self.plain('question-head')} {self.full(self._paper.by_id[target])}"


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


def tenths(value: float) -> str:
    """A number with one figure after the point."""
    return signed(f"{float(value):.1f}")


def _of_number(phrases: tuple[str, str, str], n: int | Half) -> str:
    """The phrase for so many marks: for half a mark, for one and for others."""
    return phrases[0 if 0 < n < 1 else 1 if n == 1 else 2]


def _bare(text: str) -> str:
    """Letters and figures as they are compared: small, without marks and spaces, and without articles."""
    words = re.findall(r"\w+", fold(text))
    return "".join(word for word in words if word not in ("a", "an", "the")).casefold()


FUNCTIONS = ("say", "plain", "marks", "marks_of", "bonus")
FILTERS: tuple[str, ...] = (
    "line",
    "answer",
    "pictured",
    "brief",
    "blocks",
    "gapped",
    "cell",
    "aligned",
    "row_height",
    "words",
    "passage",
    "glosses",
)
FILTERS += (
    "in_words",
    "signed",
    "tenths",
    "labelled",
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
    "count_word",
    "together",
    "lines",
    "answer_line",
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
