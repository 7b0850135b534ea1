"""Times as teachers write them.

In: words. Out: minutes, and back. Cannot fail.
"""

from __future__ import annotations

import re

MINUTES = re.compile(r"(?:(\d{1,3}) ?(?:hours?|h))? ?(?:(\d{1,3}) ?(?:minutes?|mins?|m))?")


def minutes(text: str) -> int | None:
    """“1 hour 15 minutes” in minutes; None if it cannot be read."""
    match = MINUTES.fullmatch(text.strip())
    if not match or not (match[1] or match[2]):
        return None
    return int(match[1] or 0) * 60 + int(match[2] or 0)


def spoken(total: int) -> str:
    """Minutes as words: 1 hour 3 minutes."""
    hours, rest = divmod(total, 60)
    parts = [f"{hours} hour{'s' * (hours > 1)}"] * (hours > 0) + [f"{rest} minute{'s' * (rest != 1)}"] * (rest > 0)
    return " ".join(parts)
