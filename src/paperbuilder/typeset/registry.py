"""The layout language: one entry for each element.

In: a builder with its typed attributes and one sentence. Out: checked calls of it, and the rows of
`docs/layout.md`. Fails with `LayoutProblem` for an unknown element, an unknown, missing or wrong attribute.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from paperbuilder.problems import closest
from paperbuilder.typeset.xml import Element, LayoutProblem
from paperbuilder.units import read_length

MOST = 1000


@dataclass(frozen=True)
class Kind:
    """How an attribute is written, and how it is read."""

    words: str
    read: Callable[[str], Any]


def choice(*options: str) -> Kind:
    def read(text: str) -> str:
        if text not in options:
            raise ValueError(text)
        return text

    return Kind("one of " + ", ".join(options), read)


def _whole(text: str) -> int:
    if not text.isascii() or not text.isdigit() or int(text[:9]) > MOST:
        raise ValueError(text)
    return int(text)


def _share(text: str) -> float:
    percent = _whole(text.removesuffix("%"))
    if percent > 100:
        raise ValueError(text)
    return percent / 100


def _more(text: str) -> float:
    percent = _whole(text.removesuffix("%"))
    if percent < 100:
        raise ValueError(text)
    return percent / 100


LENGTH_KIND = Kind("a length with its unit, such as 9mm or 11pt", read_length)
WHOLE = Kind(f"a whole number up to {MOST}", _whole)
WORDS = Kind("words", str)
YES_NO = Kind("yes or no", lambda text: {"yes": True, "no": False}[text])
SHARES = Kind("relative widths, such as 1 3", lambda text: [float(_whole(n)) for n in text.split()])
PERCENT = Kind("a share from 0% to 100%", _share)
PERCENT_MORE = Kind("a share from 100% up", _more)
PUPIL = choice("name", "form", "number")
STYLE = Kind("the name of a style in the theme", str)


@dataclass(frozen=True)
class Attribute:
    """One attribute; without a default it must be given."""

    kind: Kind
    doc: str
    default: Any = ...


@dataclass(frozen=True)
class Entry:
    """One element: what it is, what stands in it, how it is built."""

    tag: str
    doc: str
    inside: str
    attributes: Mapping[str, Attribute]
    build: Callable[..., Any]


ELEMENTS: dict[str, Entry] = {}
INLINES: dict[str, Entry] = {}


def element(
    tag: str, doc: str, inside: str = "nothing", *, inline: bool = False, **attributes: Attribute
) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Register the builder of an element; attribute names have - where Python has _."""

    def register(build: Callable[..., Any]) -> Callable[..., Any]:
        named = {name.replace("_", "-"): attribute for name, attribute in attributes.items()}
        (INLINES if inline else ELEMENTS)[tag] = Entry(tag, doc, inside, named, build)
        return build

    return register


def build(e: Element, *arguments: Any, inline: bool = False) -> Any:
    """Call the builder of `e` with its attributes. Raises LayoutProblem."""
    entry = (INLINES if inline else ELEMENTS).get(e.tag)
    if entry is None:
        where = "in a line of text" if inline else "here"
        known = INLINES if inline else ELEMENTS
        raise LayoutProblem(e.line, f"there can be no element <{e.tag}> {where}", _near(e.tag, known, "<{}>"))
    return entry.build(e, *arguments, **_values(e, entry))


def _values(e: Element, entry: Entry) -> dict[str, Any]:
    for name in e.attributes:
        if name not in entry.attributes:
            known = _near(name, entry.attributes, "{}")
            raise LayoutProblem(e.line, f"<{e.tag}> has no attribute {name}", known)
    return {name.replace("-", "_"): read_attribute(e, name, a) for name, a in entry.attributes.items()}


def read_attribute(e: Element, name: str, attribute: Attribute) -> Any:
    """The value of an attribute, or its default. Raises LayoutProblem."""
    text = e.attributes.get(name)
    if text is None:
        if attribute.default is ...:
            raise LayoutProblem(e.line, f"<{e.tag}> needs the attribute {name}", f"it is {attribute.kind.words}")
        return attribute.default
    try:
        return attribute.kind.read(text)
    except (ValueError, KeyError):
        raise LayoutProblem(e.line, f"<{e.tag} {name}> cannot be “{text}”", f"write {attribute.kind.words}") from None


def _near(name: str, known: Mapping[str, Any], form: str) -> str:
    if close := closest(name, known):
        return f"did you mean {form.format(close)}?"
    return "there are " + ", ".join(form.format(k) for k in sorted(known)) if known else "it takes none"
