"""The same words in several languages: what they share, and each by itself.

In: elements of a layout that hold `<pair>`s. Out: parts of them. Cannot fail.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from paperbuilder.typeset.xml import Element

TOKEN = re.compile(r"\s+|[\w'’+½-]+|.", re.DOTALL)
WORD, SPECIAL = re.compile(r"\w"), re.compile(r"[\d½()\[\]]")
MOST_WORDS = 3  # that stand for each other in words that are else the same
BRACKETS = ("()", "[]")
STOPS = (".", "!", "?", "…")
ENDS = ("", *STOPS, "▸")  # to share no more than these makes no frame
Child = Element | str


class Frame(NamedTuple):
    """What stands before and after the words that differ, and these."""

    before: list[Child]
    differing: list[list[Child]]
    after: list[Child]


def merged(e: Element) -> Element:
    """The element with sentences that follow each other as one pair: all in one language, then all in the next."""
    children: list[Child] = []
    for child in e.children:
        space = children[-1] if children and isinstance(children[-1], str) else ""
        before = children[-2] if space and len(children) > 1 else children[-1] if children else ""
        if _follows(before, space, child):
            del children[-2 if space else -1 :]
            children.append(_joined(before, child))  # type: ignore[arg-type]
        else:
            children.append(child)
    return replace(e, children=children) if len(children) < len(e.children) else e


def _follows(before: Child, space: str, child: Child) -> bool:
    """Whether two sentences are in the same languages, with no more than a space between them."""
    if isinstance(before, str) or isinstance(child, str) or space.strip() or {before.tag, child.tag} != {"pair"}:
        return False
    names = [[one.attributes.get("of") for one in pair.elements] for pair in (before, child)]
    return names[0] == names[1] and _stops(before)


def _stops(pair: Element) -> bool:
    """Whether it is a whole sentence in each language."""
    return all(one.text().rstrip().endswith(STOPS) for one in pair.elements)


def _joined(before: Element, after: Element) -> Element:
    """Two pairs as one."""
    texts = zip(before.elements, after.elements, strict=True)
    each = iter([replace(one, children=[*one.children, " ", *other.children]) for one, other in texts])
    return replace(before, children=[child if isinstance(child, str) else next(each) for child in before.children])


def is_pair(e: Element) -> bool:
    """Whether nothing but a pair is in an element; after whole sentences there may be more."""
    inside = [child for child in e.children if not isinstance(child, str) or child.strip()]
    if not inside or isinstance(inside[0], str):
        return False
    if inside[0].tag == "pair":
        return len(inside) == 1 or _stops(inside[0])
    return len(inside) == 1 and inside[0].tag in ("b", "i", "u", "turn-over") and is_pair(inside[0])


def frame(texts: Sequence[Sequence[Child]]) -> Frame | None:
    """“[16 marc / marks]”: texts that differ in a few words, or stand in the same brackets; else None."""
    found = [_tokens(text) for text in texts]
    start, end = _same(found), _same([tokens[::-1] for tokens in found])
    end = min(end, min(map(len, found), default=0) - start)
    if not all(found):
        return None
    shared = [*found[0][:start], *found[0][len(found[0]) - end :]]
    amid = any(map(_is_word, shared[:start])) and any(map(_is_word, shared[start:]))
    short = not amid and all(_is_short(tokens[start : len(tokens) - end]) for tokens in found)
    if short and not all(isinstance(token, str) and token.strip() in ENDS for token in shared):
        return _cut(found, start, end)
    if all(f"{tokens[0]}{tokens[-1]}" in BRACKETS and len(tokens) > 2 for tokens in found) and start and end:
        return _cut(found, 1, 1)
    return None


def languages(e: Element) -> list[str]:
    """The languages of the first pair in an element."""
    return next(([one.attributes["of"] for one in pair.elements] for pair in e.walk("pair")), [])


def in_language(e: Element, language: str) -> Element:
    """An element with each of its pairs in one language alone."""
    children: list[Child] = []
    for child in e.children:
        if isinstance(child, Element) and child.tag == "pair":
            named = [one for one in child.elements if one.attributes["of"] == language]
            children += named or child.elements[:1]
        else:
            children.append(in_language(child, language) if isinstance(child, Element) else child)
    return replace(e, children=children)


def _tokens(text: Sequence[Child]) -> list[Child]:
    return [token for child in text for token in (TOKEN.findall(child) if isinstance(child, str) else (child,))]


def _same(texts: Sequence[Sequence[Child]]) -> int:
    """How many tokens all begin with; a space at the end of what they share belongs to it."""
    count = 0
    for beside in zip(*texts, strict=False):
        if any(_key(token) != _key(beside[0]) for token in beside):
            break
        count += 1
    return count


def _key(token: Child) -> object:
    return token if isinstance(token, str) else (token.tag, token.attributes, [_key(child) for child in token.children])


def _is_word(token: Child) -> bool:
    return not isinstance(token, str) or WORD.match(token) is not None


def _is_short(tokens: Sequence[Child]) -> bool:
    words = [token for token in tokens if isinstance(token, str) and WORD.match(token)]
    bare = all(isinstance(token, str) and not SPECIAL.search(token) for token in tokens)
    return bare and 0 < len(words) <= MOST_WORDS


def _cut(texts: Sequence[Sequence[Child]], start: int, end: int) -> Frame:
    first = texts[0]
    differing = [list(tokens[start : len(tokens) - end]) for tokens in texts]
    return Frame(list(first[:start]), differing, list(first[len(first) - end :]))
