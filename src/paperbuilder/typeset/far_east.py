"""Where lines of Chinese, Japanese and Korean may break: between letters, but some signs keep to one of their sides.

In: text. Out: places, as the patterns of `inline` give them. Cannot fail. Loaded by a paper with such letters alone.
"""

from __future__ import annotations

import re

from paperbuilder.themes.scripts import EAST_ASIAN

LETTER = f"[{EAST_ASIAN.letters}]"
NOT_FIRST = (
    "[、。，．・：；？！）］｝〕〉》」』】〗ー々ゝゞヽヾぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ…‥〜～”’)!,.:;?%％]"
)
NOT_LAST = "[（［｛〔〈《「『【〖“‘(]"
ALLOWED = rf"(?<!{NOT_LAST})(?!{NOT_FIRST})"
BETWEEN = rf"(?<={LETTER}){ALLOWED}(?=\S)|(?<=\S){ALLOWED}(?={LETTER})"
DASH = r"(?<=[^\W\d])[-‐–—/](?=[^\W\d])"
BREAK = re.compile(rf"{DASH}|(?<=\w)\u00ad|{BETWEEN}")
CHUNK = re.compile(f".+?(?:{DASH}|{BETWEEN}|$)")
