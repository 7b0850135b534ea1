"""The parts of a formula, as it was read.

In: nothing. Out: `Part`, `FormulaError`. Cannot fail.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal[
    "row",  # kids one after the other
    "sign",  # one sign of `sort`: ord, bin, rel, open, close, punct, or op for one with limits, such as a sum
    "digits",
    "name",  # upright letters: a function, a unit, an element
    "text",  # words
    "space",  # `text` is its width in eighteenths of an em
    "fraction",  # above, below
    "binomial",  # above, below
    "root",  # what the root is of; its degree, if it is no square root
    "scripts",  # base, below, above; an empty row is none
    "before",  # base, below, above: scripts that stand before it, as of an isotope
    "fence",  # `text` has the two brackets, a dot for none
    "accent",  # `text` is the sign above
    "under",  # `text` is the line or brace below
    "strike",  # struck out
    "arrow",  # `text` is the arrow: what is above it, what is below
    "array",  # rows of cells; `sort` is its environment
    "styled",  # `sort` is the letters' style
]
Sort = str


class FormulaError(Exception):
    """What is wrong in a formula, where in it (from 0), and what to type instead."""

    def __init__(self, at: int, message: str, hint: str = ""):
        super().__init__(message)
        self.at, self.message, self.hint = at, message, hint


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a formula, with what is inside of it. `said` is how it is spoken, if not as it is written."""

    kind: Kind
    text: str = ""
    kids: tuple[Part, ...] = ()
    sort: Sort = ""
    said: str = ""


EMPTY = Part("row")


def row(*kids: Part) -> Part:
    """One part that has others in it; the only one itself."""
    return kids[0] if len(kids) == 1 else Part("row", kids=kids)


def sign(text: str, sort: Sort = "ord", said: str = "") -> Part:
    return Part("sign", text, sort=sort, said=said)


def number(text: str) -> Part:
    return Part("digits", text)


def name(text: str, said: str = "") -> Part:
    return Part("name", text, said=said)


def space(width: int) -> Part:
    """Empty room, in eighteenths of an em."""
    return Part("space", str(width))
