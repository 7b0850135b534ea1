"""The printed words of a theme.

In: a theme, keys of phrases, values to put in. Out: `Markup` in every language that a phrase has, or bare text. Fails
with Jinja2's error for a phrase that the theme does not have.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, TypeVar

from jinja2 import TemplateError as JinjaError
from markupsafe import Markup, escape

from paperbuilder.problems import did_you_mean
from paperbuilder.templating import rich
from paperbuilder.texts.bilingual import in_language
from paperbuilder.themes.model import Phrase, Theme

DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
Words = TypeVar("Words", str, Markup)


class Listed(str):
    """“1, 2 and 3”; inside a phrase it is joined in the phrase's language."""

    items: Sequence[str]

    def __new__(cls, items: Sequence[str], word: str) -> Listed:
        made = super().__new__(cls, joined(items, word))
        made.items = items
        return made


def joined(items: Sequence[str], word: str) -> str:
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

    def in_each(self, key: str, **values: Any) -> list[str]:
        """A phrase in each of its languages, with its markup."""
        return [self._filled(text, language, values) for language, text in self._texts(key).items()]

    def plain(self, key: str, **values: Any) -> str:
        return self._theme.between_languages.join(self.in_each(key, **values))

    def say(self, key: str, **values: Any) -> Markup:
        return self._in_every_language(
            {language: self._filled(rich.phrase(text), language, values) for language, text in self._texts(key).items()}
        )

    def duration(self, minutes: int) -> Markup:
        """Minutes in words: 1 hour 3 minutes."""
        hours, rest = divmod(minutes, 60)
        parts = [(hours, "hours-one" if hours == 1 else "hours-many")] * (hours > 0)
        parts += [(rest, "minutes-one" if rest == 1 else "minutes-many")] * (rest > 0 or not hours)
        languages = self._texts("minutes-many")
        return self._in_every_language(
            {
                language: escape(" ".join(self.text(key, language).replace("{n}", str(n)) for n, key in parts))
                for language in languages
            }
        )

    def dated(self, text: str) -> Markup | str:
        """A day such as 2026-11-24 in words: 24 November 2026; any other text as it is."""
        if not _day(text):
            return text
        languages = self._texts("long-date")
        return self._in_every_language({language: escape(self.day(text, language)) for language in languages})

    def day(self, text: str, language: str) -> str:
        """The same as bare text in one language."""
        day = _day(text)
        if not day:
            return text
        month = self.text("months", language).split()[day.month - 1]
        values = {"day": day.day, "month": month, "year": day.year}
        return self._filled(self.text("long-date", language), language, values)

    def _in_every_language(self, texts: Mapping[str, Markup]) -> Markup:
        form = Markup('<lang of="{}">{}</lang>')
        pieces = (form.format(language, text) if language else text for language, text in texts.items())
        return escape(self._theme.between_languages).join(pieces)

    def _filled(self, text: Words, language: str, values: Mapping[str, Any]) -> Words:
        """A phrase with its values, in `Markup` escaped; a value may be a function of the language."""
        for name, value in values.items():
            shown = value
            if isinstance(value, Listed):
                shown = joined(value.items, self.text("and", language))
            elif callable(value):
                shown = value(language)
            if isinstance(shown, str) and not isinstance(shown, Markup):
                shown = in_language(shown, language)
            text = text.replace("{" + name + "}", shown if isinstance(shown, str) else str(shown))
        return text
