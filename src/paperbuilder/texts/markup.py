"""The small Markdown of authors' text, within a paragraph; `texts.pieces` has what paragraphs are.

In: text of a spec. Out: inline nodes, or plain text. Anything that is not exactly such markup
prints as written. Only `references` fails, with `MarkupError`, for one that is not well-formed. Time is linear.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from textwrap import dedent

from paperbuilder.reading.languages import SHAPE
from paperbuilder.texts.nodes import (
    Code,
    Emphasis,
    Exact,
    Foreign,
    Formula,
    Gap,
    Highlight,
    Inline,
    Plain,
    Ref,
    Strong,
    Sub,
    Super,
    Underline,
)


class MarkupError(Exception):
    """A reference that cannot be read."""


LINES = re.compile(r'lines (\S{1,20}) ["“]([^"”{}]{1,400})["”]')
FIGURES = ("picture", "table", "chart")
NAMED = re.compile(rf"(extract|question|{'|'.join(FIGURES)}) ([^\s{{}}]{{1,60}})")


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
END_OF_FENCE = r"\n[ \t>]*```[ \t]*(?=\n|\Z)"
FENCE = rf"(?:\A|(?<=\n))[ \t>]*```[^`\n]*(?=\n|\Z)(?:(?!{END_OF_FENCE})\n.*)*+(?:{END_OF_FENCE})?"  # or to the end
CODE = r"(?<![\w`])`(?=[^\s`])[^`\n]++(?<!\s)`(?![\w`])"
ADDRESS = r"(?:https?://|mailto:|www\.)(?:[^\s()]|\([^\s()]*\)){1,500}"
PICTURED = r"!\[[^\]\n]{0,300}\]\([^)\n]{0,300}\)"  # which others take for a picture
PAIR = r"(?<!=)==(?!=)|(?<!_)__(?!_)"
TOKEN = re.compile(
    r"\\(?P<escaped>[!-/:-@\[-`{-~]|\n)"
    rf"|(?P<fence>{FENCE})|(?P<code>{CODE})"
    rf"|(?P<formula>{DISPLAYED}|{IN_LINE})"
    rf"|\[\[(?P<gap>(?:{IN_GAP}|[^\[\]])*+)\]\]"
    rf"|\[(?P<foreign>[^\[\]\n]{{1,1000}})\]\{{(?P<lang>{SHAPE})\}}"
    rf"|(?<!!)\[(?P<words>[^\[\]\n]{{1,300}})\]\((?P<address>{ADDRESS})\)"
    rf"|\{{(?P<reference>(?:lines|extract|question|{'|'.join(FIGURES)})\b[^{{}}]{{0,500}})\}}"
    rf"|\^(?P<sup>{_shifted('^')})\^"
    rf"|~(?P<sub>{_shifted('~')})~"
    rf"|(?P<star>\*{{1,2}})|(?P<pair>{PAIR})"
)
OPENS_PAIR = re.compile(r"[\s(\[{“‘\"'*=_—–-]?(?:==|__)(?:[\"'“‘]?\w|[(\[*=_$£€`\\{^~+−-])")
CLOSES_PAIR = re.compile(r"[^\s(\[{“‘](?:==|__)(?:[\s)\]}.,:;?!”’\"'*=_—–/-]|\Z)")
PAIRS: dict[str, type[Strong | Emphasis | Highlight | Underline]] = {
    "**": Strong,
    "*": Emphasis,
    "==": Highlight,
    "__": Underline,
}


CHANGED = "\"'-.:;!?"


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
        elif match["pair"]:
            _pair(stack, match["pair"], text, match.start(), match.end())
        elif match["escaped"]:
            _escaped(stack, match["escaped"])
        elif match["code"] or match["fence"] is not None:
            stack[-1][1].append(Code(match["code"][1:-1]) if match["code"] else Code(fenced(match["fence"])))
        elif match["words"]:
            _link(stack, match["words"], match["address"])
        elif match["reference"]:
            _refer(stack, match["reference"])
        elif match["foreign"]:
            stack[-1][1].append(Foreign(inline(match["foreign"]), match["lang"]))
        elif match["formula"]:
            stack[-1][1].append(_formula(match["formula"]))
        elif match["gap"] is not None:
            stack[-1][1].append(Gap(tuple(answer.strip() for answer in _answers(match["gap"]))))
        else:
            kind = Super if match["sup"] else Sub
            stack[-1][1].append(kind((Plain(match["sup"] or match["sub"]),)))
    _add(stack, text[last:])
    _flatten(stack, 1)
    return tuple(stack[0][1])


def _add(stack: list[tuple[str, list[Inline]]], text: str) -> None:
    nodes = stack[-1][1]
    if text and nodes and type(nodes[-1]) is Plain:
        nodes[-1] = Plain(nodes[-1].text + text)
    elif text:
        nodes.append(Plain(text))


def _escaped(stack: list[tuple[str, list[Inline]]], sign: str) -> None:
    """A sign after a backslash; one that type-setting might change stays as it is."""
    if sign in CHANGED:
        stack[-1][1].append(Exact(sign))
    else:
        _add(stack, sign)


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


def fenced(text: str) -> str:
    """What stands between fences, without the spaces that all its lines begin with."""
    first, *lines = text.split("\n")
    quoted = first[: first.index("`")].count(">")
    if lines and re.fullmatch(r"[ \t>]*```[ \t]*", lines[-1]):
        del lines[-1]
    return dedent("\n".join(re.sub(rf"\A(?:[ \t]*> ?){{{quoted}}}", "", line).expandtabs(4) for line in lines))


def _link(stack: list[tuple[str, list[Inline]]], words: str, address: str) -> None:
    """The words of a link, and its address in brackets."""
    if words == address:
        _add(stack, address)
        return
    stack[-1][1].extend(inline(words))
    _add(stack, f" ({address.removeprefix('mailto:')})")


def _star(stack: list[tuple[str, list[Inline]]], star: str, text: str, start: int, end: int) -> None:
    before, after = text[start - 1 : start], text[end : end + 1]
    closes = before and not before.isspace() and not after.isalnum()
    opens = after and not after.isspace() and after != "*" and not before.isalnum()
    _open_or_close(stack, star, bool(opens), bool(closes))


def _pair(stack: list[tuple[str, list[Inline]]], pair: str, text: str, start: int, end: int) -> None:
    around = max(0, start - 1)
    opens = OPENS_PAIR.match(text[around : end + 2])
    closes = start and CLOSES_PAIR.fullmatch(text[around : end + 1])
    _open_or_close(stack, pair, bool(opens), bool(closes))


def _open_or_close(stack: list[tuple[str, list[Inline]]], sign: str, opens: bool, closes: bool) -> None:
    """A sign closes what the same one opened, unless it can open something; == and __ that are not closed print."""
    at = len(stack) - 1
    while stack[at][0] in ("==", "__") and stack[at][0] != sign:
        at -= 1
    if closes and stack[at][0] == sign and (stack[at][1] or at < len(stack) - 1):
        _flatten(stack, at + 1)
        children = tuple(stack.pop()[1])
        stack[-1][1].append(PAIRS[sign](children))
    elif opens and all(sign != open_sign for open_sign, _ in stack):
        stack.append((sign, []))
    else:
        _add(stack, sign)


def _flatten(stack: list[tuple[str, list[Inline]]], depth: int) -> None:
    """Print as written what is opened and not closed."""
    while len(stack) > depth:
        sign, children = stack.pop()
        _add(stack, sign)
        for child in children:
            if type(child) is Plain:
                _add(stack, child.text)
            else:
                stack[-1][1].append(child)


def _reference(text: str) -> Ref:
    if match := LINES.fullmatch(text):
        return Ref("lines", match[1], match[2])
    if match := NAMED.fullmatch(text):
        return Ref(match[1], match[2])
    raise MarkupError(f"the reference {{{text}}} cannot be read")


def references(text: str) -> list[Ref]:
    """All references in a text. Raises MarkupError."""
    if "{" not in text:
        return []
    return [found for match in TOKEN.finditer(text) for found in _references_of(match)]


def _references_of(match: re.Match[str]) -> list[Ref]:
    """The reference that a sign is, or those inside of it."""
    if match["reference"]:
        return [_reference(match["reference"])]
    inner = inner_of(match)
    return references(match[inner]) if inner else []


def figure_of(nodes: Sequence[Inline]) -> Ref | None:
    """The figure that a paragraph, an option or a cell shows, if it is nothing else."""
    only = nodes[0] if len(nodes) == 1 else None
    return only if isinstance(only, Ref) and only.kind in FIGURES else None


def gaps(text: str) -> list[Gap]:
    """All gaps in a text."""
    if "[[" not in text:
        return []
    return [node for node in leaves(inline(text)) if isinstance(node, Gap)]


def around_gap(text: str) -> tuple[str, str, str] | None:
    """What stands before the only gap of a text, the gap, and what stands after it; None if there is not one alone."""
    found = [match for match in TOKEN.finditer(text) if match["gap"] is not None]
    return (text[: found[0].start()], found[0][0], text[found[0].end() :]) if len(found) == 1 else None


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
    if isinstance(node, Plain | Formula | Code):
        return node.text
    return f"{node.kind} {node.target}" if isinstance(node, Ref) and node.kind in FIGURES else ""


def leaves(nodes: tuple[Inline, ...]) -> Iterator[Inline]:
    """The text, references, gaps, formulas and code of nodes, in order."""
    for node in nodes:
        if isinstance(node, Plain | Ref | Gap | Formula | Code):
            yield node
        else:
            yield from leaves(node.children)


def escape(text: str) -> str:
    """Text that prints just as `text`."""
    return re.sub(r"([\\*^~{}\[$`]|==|__)", r"\\\1", text)


def formulas(text: str) -> list[tuple[Formula, int]]:
    """All formulas in a text, those in gaps too, and where the TeX of each begins."""
    return list(_formulas(text, 0)) if "$" in text else []


def _formulas(text: str, start: int) -> Iterator[tuple[Formula, int]]:
    for match in TOKEN.finditer(text):
        if match["formula"]:
            found = _formula(match["formula"])
            yield found, start + text.index(found.tex, match.start())
        elif inner := inner_of(match):
            yield from _formulas(match[inner], start + match.start(inner))


def inner_of(match: re.Match[str]) -> str:
    """The name of what a sign has inside of it that may hold other signs."""
    return next((name for name in ("gap", "foreign", "words") if match[name]), "")


def with_inner(match: re.Match[str], text: str) -> str:
    """A sign with another text inside of it."""
    if match["address"]:
        return f"[{text}]({match['address']})"
    return f"[[{text}]]" if match["gap"] else f"[{text}]{{{match['lang']}}}"


def without_formulas(text: str) -> str:
    """A text with a space for each formula."""
    if "$" not in text:
        return text
    pieces, last = [], 0
    for match in TOKEN.finditer(text):
        if match["formula"]:
            pieces.append(text[last : match.start()])
            last = match.end()
        elif inner := inner_of(match):
            pieces.append(text[last : match.start()] + with_inner(match, without_formulas(match[inner])))
            last = match.end()
    return " ".join([*pieces, text[last:]])


def without_code(text: str) -> str:
    """A text with spaces for its code; every other letter keeps its place."""
    if "`" not in text:
        return text
    return TOKEN.sub(lambda match: " " * len(match[0]) if match["code"] or match["fence"] else match[0], text)
