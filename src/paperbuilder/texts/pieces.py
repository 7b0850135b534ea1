"""What authors' text is made of: paragraphs, lists, quotations, code, formulas on lines of their own.

In: text of a spec. Out: `Piece`s, whose words are nodes of `texts.markup`. Cannot fail: what is not exactly such
markup is a paragraph. Time is linear.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from paperbuilder.texts.line_ends import SENTENCE_END, flowing
from paperbuilder.texts.markup import FIGURES, TOKEN, fenced, figure_of, inline, leaves
from paperbuilder.texts.nodes import Formula, Inline, Plain, Ref


@dataclass(frozen=True)
class Para:
    """A paragraph; a \\n in it is a line end that its author wants."""

    inlines: tuple[Inline, ...]


@dataclass(frozen=True)
class Item:
    """An item of a list, and what is indented below its first paragraph."""

    inlines: tuple[Inline, ...]
    inner: tuple[Piece, ...] = ()


@dataclass(frozen=True)
class Items:
    """A list of lines that begin with “- ”, “* ” or “• ”, or with the `numbers` “1. ”."""

    items: tuple[Item, ...]
    numbers: tuple[int, ...] = ()


@dataclass(frozen=True)
class Quote:
    """Lines that begin with “> ”."""

    pieces: tuple[Piece, ...]


@dataclass(frozen=True)
class CodeBlock:
    """Lines between fences, with all their spaces."""

    lines: tuple[str, ...]


@dataclass(frozen=True)
class Display:
    """A formula on a line of its own, and the full stop or comma after it."""

    formula: Formula
    after: str = ""


Piece = Para | Items | Display | Quote | CodeBlock
ITEM = re.compile(r"[ \t]*(?:[-*•] +|(\d{1,3})\. +)(\S.*)")
FENCE = re.compile(r"[ \t]*```[^`]*")
END_OF_FENCE = re.compile(r"[ \t]*```[ \t]*")
QUOTED = re.compile(r"[ \t]*>(?: |[ \t]*\Z)")
QUOTATION = re.compile(r"[ \t]*> (?![\d.,+−-]+ \S+\s*\Z)(?=.*[^\W\d_]{3}|```)")  # “> 5 metres” is none
ALONE = re.compile(rf"\s*\{{(?:{'|'.join(FIGURES)}) [^\s{{}}]{{1,60}}\}}\s*")
DEEPEST = 3  # lists in lists
INNER = 2  # how many spaces more make a list an inner one


def parse(text: str) -> tuple[Piece, ...]:
    """The pieces of a text, in order."""
    if "$" in text:
        text = TOKEN.sub(lambda match: match[0].replace("\n", " ") if match["formula"] else match[0], text)
    return tuple(_pieces(text.split("\n"), 0))


def _pieces(lines: Sequence[str], depth: int) -> Iterator[Piece]:
    i = 0
    while i < len(lines):
        end = i + 1
        if FENCE.fullmatch(lines[i]):
            end = _end_of_fence(lines, i)
            yield CodeBlock(tuple(fenced("\n".join(lines[i:end])).split("\n")))
        elif depth < DEEPEST and QUOTATION.match(lines[i]):
            while end < len(lines) and QUOTED.match(lines[end]):
                end += 1
            yield Quote(tuple(_pieces([QUOTED.sub("", line, count=1) for line in lines[i:end]], depth + 1)))
        elif _item(lines[i]) and not (depth == 0 and _is_footnote(lines, i)):
            made, end = _list(lines, i, depth)
            yield made
        elif lines[i].strip():
            alone = ALONE.fullmatch(lines[i]) or _item(lines[i])
            end = end if alone else _end_of_paragraph(lines, i)
            yield from _paragraph(inline(flowing(lines[i:end])))
        i = end


def _end_of_fence(lines: Sequence[str], start: int) -> int:
    """The line after a fence that begins; the end if it does not end."""
    return next((i + 1 for i in range(start + 1, len(lines)) if END_OF_FENCE.fullmatch(lines[i])), len(lines))


def _end_of_paragraph(lines: Sequence[str], start: int) -> int:
    end = start + 1
    while end < len(lines) and _goes_on(lines[end]):
        if QUOTATION.match(lines[end]) and SENTENCE_END.search(lines[end - 1].rstrip()):
            break
        end += 1
    return end


def _goes_on(line: str) -> bool:
    """Whether a line belongs to the paragraph above."""
    return bool(line.strip()) and not (_item(line) or FENCE.fullmatch(line) or ALONE.fullmatch(line))


def _item(line: str) -> re.Match[str] | None:
    return ITEM.fullmatch(line.rstrip())


def _is_footnote(lines: Sequence[str], i: int) -> bool:
    """Whether a line begins with * and is the only one."""
    following = _item(lines[i + 1]) if i + 1 < len(lines) else None
    return lines[i].lstrip()[0] == "*" and not (following and not following[1])


def _list(lines: Sequence[str], start: int, depth: int) -> tuple[Items, int]:
    """The list that begins at a line, and the line after it. Empty lines between its items do not end it."""
    base, numbered = _indent(lines[start]), bool(ITEM.match(lines[start])[1])  # type: ignore[index]
    deepest = depth >= DEEPEST - 1
    items: list[Item] = []
    numbers: list[int] = []
    i = end = start
    while i < len(lines) and (match := _item(lines[i])) and bool(match[1]) == numbered:
        if not deepest and items and _indent(lines[i]) >= base + INNER:
            break
        if i > end and depth == 0 and _is_footnote(lines, i):
            break
        end = _end_of_item(lines, i, base, deepest)
        items.append(_made(lines[i:end], match.start(2), depth))
        numbers += [int(match[1])] if numbered else []
        i = _after_empty(lines, end)
    return Items(tuple(items), tuple(numbers)), end


def _end_of_item(lines: Sequence[str], start: int, base: int, deepest: bool) -> int:
    """The line after those that are indented below an item."""
    end = start + 1
    i = _after_empty(lines, end)
    while i < len(lines) and _indent(lines[i]) >= base + INNER:
        if ALONE.fullmatch(lines[i]) or (deepest and _item(lines[i])):
            break
        end = _end_of_fence(lines, i) if FENCE.fullmatch(lines[i]) else i + 1
        i = _after_empty(lines, end)
    return end


def _after_empty(lines: Sequence[str], i: int) -> int:
    while i < len(lines) and not lines[i].strip():
        i += 1
    return i


def _made(lines: Sequence[str], marker: int, depth: int) -> Item:
    """An item of its first line, which begins with a marker, and those below."""
    end = 1
    while end < len(lines) and _goes_on(lines[end]) and not QUOTATION.match(lines[end]):
        end += 1
    return Item(inline(flowing(lines[:end], marker)), tuple(_pieces(lines[end:], depth + 1)))


def _indent(line: str) -> int:
    line = line.expandtabs(4)
    return len(line) - len(line.lstrip())


def _paragraph(nodes: tuple[Inline, ...]) -> Iterator[Para | Display]:
    """A paragraph, cut where it has displayed formulas; an emphasis keeps one in its line."""
    words: list[Inline] = []
    held: Formula | None = None
    for node in [*nodes, None]:
        if held:
            text = node.text if isinstance(node, Plain) else ""
            after = text[:1] if text[:1] in tuple(".,;:?!") and not text[1:2].strip() else ""
            yield Display(held, after)
            node, held = Plain(text[len(after) :].lstrip()) if text else node, None
        if node is None or (isinstance(node, Formula) and node.displayed):
            held = node
            if words:
                yield Para(_trimmed(words))
            words = []
        elif not isinstance(node, Plain) or node.text:
            words.append(node)


def _trimmed(words: list[Inline]) -> tuple[Inline, ...]:
    """Without the space before a displayed formula."""
    last = words[-1]
    return (*words[:-1], Plain(last.text.rstrip())) if isinstance(last, Plain) else tuple(words)


def figures(text: str) -> tuple[list[Ref], list[Ref]]:
    """The figures that a text shows, and those that are within words, where none can be shown."""
    if "{" not in text:
        return [], []
    alone = [ref for piece in parse(text) if isinstance(piece, Para) and (ref := figure_of(piece.inlines))]
    every = [node for node in leaves(inline(text)) if isinstance(node, Ref) and node.kind in FIGURES]
    return alone, [ref for ref in every if ref not in alone]
