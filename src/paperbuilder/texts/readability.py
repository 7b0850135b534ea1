"""How hard a text is to read.

In: text. Out: a reading age in years. Cannot fail.
"""

from __future__ import annotations

import re

LEAST_WORDS = 100  # under these a reading age means nothing (domain.md, 6.7)
LONGEST = 60  # words a sentence; a text with more to each is not punctuated
WORD = re.compile(r"[\w'-]+")


def reading_age(text: str, words: int) -> int | None:
    """Flesch–Kincaid grade + 5, a rough guide; None for too few `words`, or too few full stops."""
    sentences = len(re.findall(r"\w[.!?]+(?=\s+\W*[A-Z]|$)", text))
    if words < LEAST_WORDS or words > LONGEST * sentences:
        return None
    syllables = sum(_syllables(word) for word in WORD.findall(text.lower()))
    return round(0.39 * words / sentences + 11.8 * syllables / words - 15.59 + 5)


def _syllables(word: str) -> int:
    """Groups of vowels, a silent e at the end not counted; one at least."""
    groups = len(re.findall(r"[aeiouyŵŷ]+", word))
    silent = word.endswith("e") and not word.endswith("le")
    return max(1, groups - silent)
