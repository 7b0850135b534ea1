"""Words that are said in one language or in several.

In: words by their languages. Out: `Said`, which prints as a `<pair>` of the layout if they differ. Cannot fail.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Self

from markupsafe import Markup, escape

IN = Markup('<lang of="{}">{}</lang>')
PAIR = Markup("<pair>{}</pair>")


class Said(Markup):
    """A whole phrase; inside another it is said in the language of that one."""

    each: Mapping[str, Markup] = {}

    @classmethod
    def of(cls, each: Mapping[str, Markup], between: str) -> Self:
        if len(set(each.values())) > 1:
            made = cls(PAIR.format(escape(between).join(map(IN.format, each, each.values()))))
        else:
            made = cls(next(iter(each.values())))
        made.each = each
        return made

    def within(self, language: str) -> Markup:
        """The words in a language; in their first if they are not said in that one."""
        return self.each.get(language, next(iter(self.each.values()))) if self.each else Markup(self)
