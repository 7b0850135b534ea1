"""The printed words of a theme.

In: a theme, keys of phrases, values to put in. Out: `Said`, in every language that a phrase has, or bare text. Fails
with Jinja2's error for a phrase that the theme does not have.

A phrase is a whole: it has slots for what changes, and no sentence is made of two. A value may be `Said` itself; in a
phrase it is then in the language of that one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from jinja2 import TemplateError as JinjaError
from markupsafe import Markup, escape

from paperbuilder.marks import Half
from paperbuilder.problems import did_you_mean
from paperbuilder.templating import rich
from paperbuilder.templating.said import Said
from paperbuilder.templating.word_forms import with_forms
from paperbuilder.texts.bilingual import in_language, is_held
from paperbuilder.themes.model import Phrase, Theme

DECIMAL = re.compile(r"(?<=\d)\.(?=\d)")
SLOT = re.compile(r"\{(\w+)\}")
DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")


def between(items: Sequence[str], word: str) -> str:
    return f" {word} ".join([", ".join(items[:-1]), items[-1]] if len(items) > 1 else items)


def _day(text: str) -> date | None:
    """The day that a text is, if it is nothing else."""
    match = DAY.fullmatch(text.strip())
    try:
        return date(*map(int, match.groups())) if match else None
    except ValueError:
        return None


class Phrases:
    """The theme's phrases: `say` prints one, in every language it has; `plain` gives it as bare text."""

    def __init__(self, theme: Theme):
        self._theme = theme

    def _texts(self, key: str) -> Phrase:
        phrase = self._theme.phrases.get(key)
        if phrase is None:
            hint = did_you_mean(key, self._theme.phrases)
            raise JinjaError(f"the theme has no phrase {key}" + (f"; {hint}" if hint else ""))
        return phrase

    def text(self, key: str, language: str = "") -> str:
        """A phrase in one language; in its first if it has not that one."""
        texts = self._texts(key)
        return texts.get(language) or next(iter(texts.values()))

    def own(self, key: str, language: str = "", **values: Any) -> str:
        """A phrase as it stands among an author's words: in their language, or that of the papers; or is read aloud."""
        language = language or self._theme.lang
        return self._filled(self.text(key, language), language, values)

    def numeral(self, number: Half | str, language: str) -> str:
        """Half marks, or a number with one figure after its point, as a language writes them: 2½, 2,5."""
        sign = self.text("decimal", language)
        if sign == ".":
            return str(number)
        return DECIMAL.sub(sign, f"{float(number):.1f}" if isinstance(number, Half) else number).replace("-", "−")

    def has(self, key: str) -> bool:
        return key in self._theme.phrases

    def in_each(self, key: str, **values: Any) -> list[str]:
        """A phrase in each of its languages, with its markup."""
        return [self._filled(text, language, values) for language, text in self._texts(key).items()]

    def plain(self, key: str, **values: Any) -> str:
        return self._theme.between_languages.join(dict.fromkeys(self.in_each(key, **values)))

    def say(self, key: str, **values: Any) -> Said:
        return self.said(lambda language: self.printed(key, language, **values), key)

    def said(self, words: Callable[[str], str], like: str) -> Said:
        """Words in each of the languages that a phrase has."""
        return Said.of({name: escape(words(name)) for name in self._texts(like)}, self._theme.between_languages)

    def printed(self, key: str, language: str, **values: Any) -> Markup:
        """A phrase in one language, as layout."""
        shown = {name: _shown(value, language) for name, value in values.items()}
        text = with_forms(self.text(key, language), shown)
        shown |= {name: Markup(self.numeral(n, language)) for name, n in values.items() if isinstance(n, Half)}
        if missing := [name for name in SLOT.findall(text) if name not in shown]:
            given = f"; it is given {', '.join(shown)}" if shown else ""
            raise JinjaError(f"the phrase {key} has a slot {{{missing[0]}}} that is not filled{given}")
        return _put(rich.phrase(text), shown)

    def listed(self, items: Iterable[str], key: str = "list-and") -> Said:
        """“1, 2 and 3”."""
        found = list(items)
        return self.said(lambda language: self._list(found, language, key), key)

    def joined(self, items: Sequence[Said], sign: str, end: str = "") -> Said:
        """Items with a sign between them, in each of their languages."""

        def words(language: str) -> Markup:
            return escape(sign).join(item.within(language) for item in items) + end

        return Said.of({language: words(language) for language in items[0].each}, self._theme.between_languages)

    def _list(self, items: Sequence[str], language: str, key: str) -> Markup:
        shown = [_shown(item, language) for item in items]
        if len(shown) < 2:
            return Markup("").join(shown)
        return self.printed(key, language, items=Markup(", ").join(shown[:-1]), last=shown[-1])

    def duration(self, minutes: int) -> Said:
        """Minutes in words: 1 hour 3 minutes."""
        hours, rest = divmod(minutes, 60)
        if hours and rest:
            return self.say("hours-and-minutes", hours=hours, n=rest)
        if hours:
            return self.say("hours-one" if hours == 1 else "hours-many", n=hours)
        return self.say("minutes-one" if rest == 1 else "minutes-many", n=rest)

    def dated(self, text: str) -> Said | str:
        """A day such as 2026-11-24 in words: 24 November 2026; any other text as it is."""
        return self.said(lambda language: self.day(text, language), "long-date") if _day(text) else text

    def day(self, text: str, language: str) -> str:
        """The same as bare text in one language."""
        day = _day(text)
        if not day:
            return text
        month = self.text("months", language).split()[day.month - 1]
        values = {"day": day.day, "month": month, "year": day.year}
        return self._filled(self.text("long-date", language), language, values)

    def _filled(self, text: str, language: str, values: Mapping[str, Any]) -> str:
        shown = {name: _bare(value, language) for name, value in values.items()}
        made = with_forms(text, shown)
        shown |= {name: self.numeral(n, language) for name, n in values.items() if isinstance(n, Half)}
        for name, value in shown.items():
            made = made.replace("{" + name + "}", value)
        return made


def _shown(value: Any, language: str) -> Markup:
    """A value in a phrase of a language; one may be a function of the language."""
    if isinstance(value, Said):
        return value.within(language)
    text = value(language) if callable(value) else value
    return escape(in_language(text, language) if isinstance(text, str) and is_held(text) else text)


def _bare(value: Any, language: str) -> str:
    text = value.within(language) if isinstance(value, Said) else value(language) if callable(value) else value
    return text.striptags() if isinstance(text, Markup) else in_language(str(text), language)


def _put(text: Markup, values: Mapping[str, Markup]) -> Markup:
    for name, value in values.items():
        text = text.replace("{" + name + "}", value)
    return text
