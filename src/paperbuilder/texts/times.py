"""Times as teachers write them, in English, Welsh or French.

In: words. Out: minutes. Cannot fail.
"""

from __future__ import annotations

import re

MINUTES = re.compile(r"(?:(\d{1,3}) ?(?:hours?|h|awr|heures?))? ?(?:(\d{1,3}) ?(?:minutes?|mins?|munud|funud|m))?")


def minutes(text: str) -> int | None:
    """“1 hour 15 minutes” in minutes; None if it cannot be read."""
    match = MINUTES.fullmatch(text.strip())
    if not match or not (match[1] or match[2]):
        return None
    return int(match[1] or 0) * 60 + int(match[2] or 0)
