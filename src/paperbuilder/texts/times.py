"""Times as teachers write them, in English, Welsh or French.

In: words. Out: minutes. Cannot fail.
"""

from __future__ import annotations

import re

HOURS, UNIT = r"(\d{1,3}) ?(?:hours?|h|awr|heures?)", r"(?:minutes?|mins?|munud|funud|m)"
MINUTES = re.compile(rf"(?:{HOURS})? ?(?:(\d{{1,3}}) ?{UNIT})?")
FRENCH = re.compile(r"(\d{1,3}) ?h ?(\d{2})")  # 1 h 30


def minutes(text: str) -> int | None:
    """“1 hour 15 minutes” in minutes; None if it cannot be read."""
    text = " ".join(text.split())
    match = FRENCH.fullmatch(text) or MINUTES.fullmatch(text)
    if not match or not (match[1] or match[2]):
        return None
    return int(match[1] or 0) * 60 + int(match[2] or 0)
