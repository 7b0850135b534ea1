"""Text without what nobody sees: soft hyphens, joiners and marks of order that come with pasted text.

In: text. Out: the same as it is seen, each accent in one character with its letter where there is such a character.
Cannot fail.
"""

from __future__ import annotations

import re
import unicodedata

UNSEEN = re.compile("[\u00ad\u034f\u061c\u180e\u200b-\u200f\u2060-\u2064\ufe00-\ufe0f\ufeff]+")


def seen(text: str) -> str:
    """`text` as it is seen."""
    return text if text.isascii() else unicodedata.normalize("NFC", UNSEEN.sub("", text))
