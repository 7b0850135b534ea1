"""Numbers as an author types them, with the point or the comma of the language.

In: text, a language. Out: `Figures`. Cannot fail; what is no number is found by the question.
"""

from __future__ import annotations

import re
from typing import ClassVar, Self

from paperbuilder.reading.languages import has_decimal_commas

COMMA = re.compile(r"(?<=\d),(?=\d)")


class Figures(str):
    """A number as typed; with a comma for its point in a paper whose language writes it so."""

    words: ClassVar[str] = "a number"
    of_language: ClassVar[bool] = True
    comma: bool = False

    @classmethod
    def read(cls, text: str, language: str = "") -> Self:
        comma = has_decimal_commas(language) and "." not in text and COMMA.search(text) is not None
        made = cls(COMMA.sub(".", text.strip()) if comma else text.strip())
        made.comma = comma
        return made

    def like(self, shown: str) -> str:
        """Another number, written as this one is."""
        return shown.replace(".", ",") if self.comma else shown
