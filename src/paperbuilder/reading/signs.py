"""Signs that stand where YAML wants others, and whether a text may have any: a quick look that makes the long one rare.

In: nothing. Out: classes of characters, a pattern. Cannot fail.
"""

from __future__ import annotations

import re

ODD = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
DASH = "–—−‐‑‒•·▪●◦‣∙"
COLON = "：﹕꞉∶ː"
KEY = r"[A-Za-z][\w-]*"
POSSIBLE = re.compile(
    rf"^[ \t]*[{ODD}]|[:-] *[{ODD}]|[{ODD}] *:|^ *(?:-\S|[{DASH}>*+]|\d+[.)])"
    rf"|^ *(?:- +)*{KEY} ?(?::[^\s:/\\]|[{COLON}])",
    re.MULTILINE,
)
