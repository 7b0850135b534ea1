"""The small Markdown of authors' text.

In: text of a spec. Out: blocks and inline nodes, or plain text. Anything that is not exactly such markup
prints as written. Only `references` fails, with `MarkupError`, for one that is not well-formed. Time is linear.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache


class MarkupError(Exception):
    """A reference that cannot be read."""


@dataclass(frozen=True)
class Plain:
    text: str


@dataclass(frozen=True)
class Strong:
    children: tuple[Inline, ...]


@dataclass(frozen=True)
class Emphasis:
    children: tuple[Inline, ...]


@dataclass(frozen=True)
class Super:
    children: tuple[Inline, ...]


@dataclass(frozen=True)
class Sub:
    children: tuple[Inline, ...]


@dataclass(frozen=True)
class Ref:
    """{extract B}, {question raid}, {lines B "words"}; or {picture mill}, which shows it."""

    kind: str
    target: str
    words: str = ""


@dataclass(frozen=True)
class Gap:
    """[[1928|in 1928]]: a gap for the pupil to fill, with the answers that are right."""

    answers: tuple[str, ...]


@dataclass(frozen=True)
class Formula:
    """$x^2$, or $$x^2$$ `displayed` on a line of its own."""

    tex: str
    displayed: bool = False

    @property
    def text(self) -> str:
        """The formula in one line of text."""
        from paperbuilder.maths.words import linear

        return linear(self.tex)


Inline = Plain | Strong | Emphasis | Super | Sub | Ref | Gap | Formula


@dataclass(frozen=True)
class Para:
    """A paragraph; its lines end where the author's do."""

    inlines: tuple[Inline, ...]


@dataclass(frozen=True)
class Items:
    """A list of lines that begin with “- ”, “* ” or “• ”, or with the `numbers` “1. ”."""

    items: tuple[tuple[Inline, ...], ...]
    numbers: tuple[int, ...] = ()


@dataclass(frozen=True)
class Display:
    """A formula on a line of its own, and the full stop or comma after it."""

    formula: Formula
    after: str = ""


Piece = Para | Items | Display
ITEM = re.compile(r"(?:[-*•] +|(\d{1,3})\. +)(.*)")
LINES = re.compile(r'lines (\S{1,20}) ["“]([^"”{}]{1,400})["”]')
FIGURES = ("picture", "table", "chart")
NAMED = re.compile(rf"(extract|question|{'|'.join(FIGURES)}) ([^\s{{}}]{{1,60}})")
ALONE = re.compile(rf"\{{(?:{'|'.join(FIGURES)}) [^\s{{}}]{{1,60}}\}}")


def _shifted(sign: str) -> str:
    """What a sign can raise or lower: a second one closes it, and does not begin the next, as in x^2+y^2."""
    end = re.escape(sign)
    number, letters, other = r"[-+−]?\d{1,9}[-+−]?|[-+−]", r"[^\W\d_]{1,20}", r"[^\s^~*{}\\]{1,20}"
    element = rf"[a-z](?={end}[A-Z])"  # C~n~H~2n+2~
    return rf"(?:{number})(?={end}(?!\d))|{element}|{letters}(?={end}(?!\w))|{other}(?={end}(?![\w(+−-]))"


TEX = r"(?:\\.|[^\\$\n]|\n(?![ \t]*\n))"  # a sign of a formula; an empty line ends the paragraph before it does
AMOUNT = r"(?!\d[^$\\^_{}=<>+]*\s[^\W\d_]{2,})"  # an amount of money with words after it is none
DISPLAYED = r"\$\$(?=[^\s$])TEX*+\$\$".replace("TEX", TEX)
IN_LINE = rf"\$(?=[^\s$]){AMOUNT}TEX++(?<!\s)\$(?!\d)".replace("TEX", TEX)
IN_GAP = rf"\$(?=[^\s$]){AMOUNT}(?:(?!\]\])TEX)++(?<!\s)\$(?!\d)".replace("TEX", TEX)
TOKEN = re.compile(
    r"\\(?P<escaped>[!-/:-@\[-`{-~])"
    rf"|(?P<formula>{DISPLAYED}|{IN_LINE})"
    rf"|\[\[(?P<gap>(?:{IN_GAP}|[^\[\]])*+)\]\]"
    rf"|\{{(?P<reference>(?:lines|extract|question|{'|'.join(FIGURES)})\b[^{{}}]{{0,500}})\}}"
    rf"|\^(?P<sup>{_shifted('^')})\^"
    rf"|~(?P<sub>{_shifted('~')})~"
    r"|(?P<star>\*{1,2})"
)


@lru_cache(maxsize=4096)
def inline(text: str) -> tuple[Inline, ...]:
    """The nodes of one paragraph."""
    stack: list[tuple[str, list[Inline]]] = [("", [])]
    last = 0
    for match in TOKEN.finditer(text):
        _add(stack, text[last : match.start()])
        last = match.end()
        if match["star"]:
            _star(stack, match["star"], text, match.start(), match.end())
        elif match["escaped"]:
            _add(stack, match["escaped"])
        elif match["reference"]:
            _refer(stack, match["reference"])
        elif match["formula"]:
            stack[-1][1].append(_formula(match["formula"]))
        elif match["gap"] is not None:
            stack[-1][1].append(Gap(tuple(answer.strip() for answer in _answers(match["gap"]))))
        else:
            kind = Super if match["sup"] else Sub
            stack[-1][1].append(kind((Plain(match["sup"] or match["sub"]),)))
    _add(stack, text[last:])
    while len(stack) > 1:
        star, children = stack.pop()
        _add(stack, star)
        stack[-1][1].extend(children)
    return tuple(stack[0][1])


def _add(stack: list[tuple[str, list[Inline]]], text: str) -> None:
    nodes = stack[-1][1]
    if text and nodes and isinstance(nodes[-1], Plain):
        nodes[-1] = Plain(nodes[-1].text + text)
    elif text:
        nodes.append(Plain(text))


def _formula(text: str) -> Formula:
    signs = 2 if text.startswith("$$") else 1
    return Formula(text[signs:-signs].strip(), displayed=signs == 2)


def _answers(gap: str) -> list[str]:
    """What a gap holds, cut at each | that is not in a formula."""
    return re.findall(rf"(?:^|(?<=\|))(?:{IN_GAP}|[^|])*+", gap) if "$" in gap else gap.split("|")


def _refer(stack: list[tuple[str, list[Inline]]], text: str) -> None:
    """A reference that cannot be read prints as written."""
    try:
        stack[-1][1].append(_reference(text))
    except MarkupError:
        _add(stack, f"{{{text}}}")


def _star(stack: list[tuple[str, list[Inline]]], star: str, text: str, start: int, end: int) -> None:
    before, after = text[start - 1 : start], text[end : end + 1]
    closes = before and not before.isspace() and not after.isalnum()
    opens = after and not after.isspace() and after != "*" and not before.isalnum()
    if closes and stack[-1][0] == star and stack[-1][1]:
        children = tuple(stack.pop()[1])
        stack[-1][1].append(Strong(children) if star == "**" else Emphasis(children))
    elif opens and all(star != open_star for open_star, _ in stack):
        stack.append((star, []))
    else:
        _add(stack, star)


def _reference(text: str) -> Ref:
    if match := LINES.fullmatch(text):
        return Ref("lines", match[1], match[2])
    if match := NAMED.fullmatch(text):
        return Ref(match[1], match[2])
    raise MarkupError(f"the reference {{{text}}} cannot be read")


def parse(text: str) -> tuple[Piece, ...]:
    """Paragraphs (with a blank line between) and lists."""
    blocks: list[Piece] = []
    if "$" in text:
        text = TOKEN.sub(lambda match: match[0].replace("\n", " ") if match["formula"] else match[0], text)
    for chunk in re.split(r"\n[ \t]*\n", text):
        lines = [line.strip() for line in chunk.split("\n") if line.strip()]
        while lines:
            count = 1 if ALONE.fullmatch(lines[0]) else _run(lines)
            if ITEM.fullmatch(lines[0]) and not (count == 1 and lines[0][0] == "*"):  # a single * is a footnote
                matches = [m for line in lines[:count] if (m := ITEM.fullmatch(line))]
                numbers = tuple(int(m[1]) for m in matches if m[1])
                blocks.append(Items(tuple(inline(m[2]) for m in matches), numbers))
            else:
                blocks += _paragraph(inline("\n".join(lines[:count])))
            lines = lines[count:]
    return tuple(blocks)


def _paragraph(nodes: tuple[Inline, ...]) -> Iterator[Piece]:
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


def _run(lines: list[str]) -> int:
    """How many lines from the first on are of its kind."""
    first = _sort(lines[0])
    return next((i for i, line in enumerate(lines) if _sort(line) != first), len(lines))


def _sort(line: str) -> str:
    """Whether a line is an item of a numbered list, of one with bullets, a figure, or none of these."""
    if ALONE.fullmatch(line):
        return "figure"
    match = ITEM.fullmatch(line)
    return "" if not match else "number" if match[1] else "bullet"


def references(text: str) -> list[Ref]:
    """All references in a text. Raises MarkupError."""
    if "{" not in text:
        return []
    return [found for match in TOKEN.finditer(text) for found in _references_of(match)]


def _references_of(match: re.Match[str]) -> list[Ref]:
    """The reference that a sign is, or those in the answers of a gap."""
    return [_reference(match["reference"])] if match["reference"] else references(match["gap"] or "")


def figure_of(nodes: Sequence[Inline]) -> Ref | None:
    """The figure that a paragraph, an option or a cell shows, if it is nothing else."""
    only = nodes[0] if len(nodes) == 1 else None
    return only if isinstance(only, Ref) and only.kind in FIGURES else None


def figures(text: str) -> tuple[list[Ref], list[Ref]]:
    """The figures that a text shows, and those that are within words, where none can be shown."""
    if "{" not in text:
        return [], []
    alone = [ref for piece in parse(text) if isinstance(piece, Para) and (ref := figure_of(piece.inlines))]
    every = [node for node in leaves(inline(text)) if isinstance(node, Ref) and node.kind in FIGURES]
    return alone, [ref for ref in every if ref not in alone]


def gaps(text: str) -> list[Gap]:
    """All gaps in a text."""
    if "[[" not in text:
        return []
    return [node for node in leaves(inline(text)) if isinstance(node, Gap)]


def with_gaps(text: str, answers: Iterable[str]) -> str:
    """A text with one of the answers in place of each gap; with nothing when there are no more."""
    found = iter(answers)
    return TOKEN.sub(lambda match: match[0] if match["gap"] is None else next(found, ""), text)


def plain(text: str) -> str:
    """The words that print, without markup; a figure by its name, a formula in one line of text."""
    return "".join(map(_plain, leaves(inline(text))))


def aloud(text: str, language: str) -> str:
    """The words of a text for those who hear them; formulas as they are said."""
    return "".join(_said(node, language) for node in leaves(inline(text)))


def _said(node: Inline, language: str) -> str:
    if not isinstance(node, Formula):
        return _plain(node)
    from paperbuilder.maths.words import spoken

    return spoken(node.tex, language)


def _plain(node: Inline) -> str:
    if isinstance(node, Plain | Formula):
        return node.text
    return f"{node.kind} {node.target}" if isinstance(node, Ref) and node.kind in FIGURES else ""


def leaves(nodes: tuple[Inline, ...]) -> Iterator[Inline]:
    """The text, references, gaps and formulas of nodes, in order."""
    for node in nodes:
        if isinstance(node, Plain | Ref | Gap | Formula):
            yield node
        else:
            yield from leaves(node.children)


def escape(text: str) -> str:
    """Text that prints just as `text`."""
    return re.sub(r"([\\*^~{}\[$])", r"\\\1", text)


def formulas(text: str) -> list[tuple[Formula, int]]:
    """All formulas in a text, those in gaps too, and where the TeX of each begins."""
    return list(_formulas(text, 0)) if "$" in text else []


def _formulas(text: str, start: int) -> Iterator[tuple[Formula, int]]:
    for match in TOKEN.finditer(text):
        if match["formula"]:
            found = _formula(match["formula"])
            yield found, start + text.index(found.tex, match.start())
        elif match["gap"]:
            yield from _formulas(match["gap"], start + match.start("gap"))


def without_formulas(text: str) -> str:
    """A text with a space for each formula."""
    if "$" not in text:
        return text
    pieces, last = [], 0
    for match in TOKEN.finditer(text):
        if match["formula"]:
            pieces.append(text[last : match.start()])
            last = match.end()
        elif match["gap"]:
            pieces.append(text[last : match.start()] + f"[[{without_formulas(match['gap'])}]]")
            last = match.end()
    return " ".join([*pieces, text[last:]])
