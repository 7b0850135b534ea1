"""Extracts in words: what they are called, where they come from, how long they are.

In: extracts of a paper, the phrases of its theme. Out: `Said`, or layout. Cannot fail.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial

from markupsafe import Markup, escape

from paperbuilder.paper.model import Paper, PaperExtract
from paperbuilder.templating.phrases import Phrases
from paperbuilder.templating.said import Said
from paperbuilder.texts import markup
from paperbuilder.texts.bilingual import by_language, in_language, is_held

PROVENANCES = {  # by whether an author is named, and whether the extract is adapted
    (True, False): "provenance",
    (True, True): "provenance-adapted",
    (False, False): "provenance-unnamed",
    (False, True): "provenance-unnamed-adapted",
}
UNTITLED = {True: "provenance-untitled", False: "provenance-dated"}


class Extracts:
    """What templates print of extracts; `line` prints an author's text."""

    def __init__(self, paper: Paper, phrases: Phrases, line: Callable[[str], Markup], between: str):
        self._paper, self._phrases, self._line, self._between = paper, phrases, line, between

    def labelled(self, found: PaperExtract) -> Said | str:
        """“Source A”; a label that has a phrase is in the languages of the paper."""
        key = f"label-{found.extract.label.casefold()}"
        name = found.extract.name or found.letter
        called = self._line(found.called) if is_held(found.called) else found.called
        return self._phrases.say(key, name=name) if self._phrases.has(key) else called

    def sources(self, items: Sequence[PaperExtract | str]) -> str:
        """Extracts by their labels, and the sections that they belong to; what else is listed by its name."""
        found = [item if isinstance(item, str) else self._source(item) for item in items]
        return self._phrases.listed([self._line(item) if is_held(item) else item for item in found])

    def _source(self, found: PaperExtract) -> str:
        label = self.labelled(found)
        if found.section is None:
            return label
        title = self._paper.sections[found.section].title
        said = label.each if isinstance(label, Said) else {name: escape(label) for name in by_language(title)}
        return Said.of({name: text + f" ({in_language(title, name)})" for name, text in said.items()}, self._between)

    def lengths(self, found: Iterable[PaperExtract]) -> Said:
        """How many words each extract has, and how old those are who read it with ease."""
        several = len({extract.extract.label for extract in found}) > 1
        return self._phrases.joined([self._length(one, several) for one in found if not one.figure], "; ")

    def _length(self, found: PaperExtract, several: bool) -> Said:
        age = found.passage.reading_age
        name = self.labelled(found) if several else found.extract.name or found.letter
        key = "extract-length-age" if age else "extract-length"
        return self._phrases.say(key, extract=name, n=found.passage.words, age=age)

    def provenance(self, found: PaperExtract) -> Markup:
        """The line above an extract (domain.md, 6.4); nothing for a figure of which nothing is said."""
        extract, text = found.extract, found.text
        if extract.provenance:
            return self._line(f"{extract.provenance} {extract.circumstance}".strip())
        said = [self._known(found)] if text.title or text.author or text.role or text.date else []
        return Markup(" ").join([*said, self._line(extract.circumstance)] if extract.circumstance else said)

    def _known(self, found: PaperExtract) -> Said:
        """What is known of a work."""
        text, named = found.text, bool(found.text.author or found.text.role)
        key = PROVENANCES[named, found.extract.adapted] if text.title else UNTITLED[named]
        title, date = self._line(markup.escape(text.title)), partial(self._when, found)
        author, work = partial(self._author, found), partial(self._work, found)
        return self._phrases.say(key, title=title, author=author, work=work, date=date)

    def _author(self, found: PaperExtract, language: str) -> Markup:
        """Who wrote a text, what they were, and when: what is known of it."""
        text = found.text
        who = self._phrases.text("unknown-author", language) if text.author == "unknown" else text.author
        known = ", ".join(filter(None, (who, text.role, self._when(found, language))))
        return self._line(markup.escape(in_language(known, language)))

    def _work(self, found: PaperExtract, language: str) -> Markup:
        """The title of a text that has no author, and its date."""
        when = self._when(found, language)
        said = f"*{markup.escape(found.text.title)}*" + markup.escape(f", {when}" if when else "")
        return self._line(in_language(said, language) if language else said)

    def _when(self, found: PaperExtract, language: str) -> str:
        date = found.text.date
        return self._phrases.text("unknown-date", language) if date == "unknown" else self._phrases.day(date, language)
