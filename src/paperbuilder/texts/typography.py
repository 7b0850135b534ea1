"""Quotation marks and dashes as printers set them.

In: an author's own text. Out: the same with other marks; what stands in formulas, code and addresses is kept. Cannot
fail.
"""

from __future__ import annotations

import re

from paperbuilder.texts.markup import TOKEN, inner_of, with_inner


def typographic(text: str) -> str:
    """An author's own text with typographic quotation marks, and en rules in ranges of years.

    Formulas, code and addresses are as they were.
    """
    return _around_kept(text) if "$" in text or "`" in text or "](" in text else _typographic(text)


def _around_kept(text: str) -> str:
    """The same where something may be kept: letters stand for it that are not in the text."""
    held: list[str] = []
    letter = next(c for c in map(chr, range(0xA500, 0xFFFF)) if c not in text)

    def hold(match: re.Match[str]) -> str:
        if match["formula"] or match["code"] or match["fence"]:
            held.append(match[0])
            return letter
        if match["address"]:
            words = TOKEN.sub(hold, match["words"])
            held.append(f"]({match['address']})")
            return f"[{words}{letter}"
        inner = inner_of(match)
        return with_inner(match, TOKEN.sub(hold, match[inner])) if inner else match[0]

    pieces = _typographic(TOKEN.sub(hold, text)).split(letter)
    return "".join(piece + kept for piece, kept in zip(pieces, [*held, ""], strict=True))


def _typographic(text: str) -> str:
    text = re.sub(r"(?<=\d{4})-(?=\d{2,4}\b)(?!\d\d-\d\d\b)", "–", text)
    text = re.sub(r"(^|[\s(\[“‘—–])((?:\*|==|__)*)\"(?=\S)", r"\1\2“", text)
    text = re.sub(r"(^|[\s(\[“‘—–])((?:\*|==|__)*)'(?=\w)(?!\d\ds?\b)", r"\1\2‘", text)
    return text.replace('"', "”").replace("'", "’")
