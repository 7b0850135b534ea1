"""Formulas as they are typed, read bit by bit.

In: TeX. Out: its tokens, groups and arguments. Fails with `FormulaError` where something is missing or too much.
Length and depth are bounded before any work is done.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from paperbuilder.maths.tree import FormulaError

MOST_LETTERS = 1000
MOST_DEPTH = 16
TOKEN = re.compile(r"\\[A-Za-z]+\*?|\\.|\d+(?:\.\d+)?|\s+|.", re.DOTALL)


class Token(NamedTuple):
    text: str
    at: int

    @property
    def ends(self) -> int:
        return self.at + len(self.text)


END = Token("", -1)


class Tokens:
    """The tokens of a formula, one after the other; white space is left out."""

    def __init__(self, tex: str):
        if len(tex) > MOST_LETTERS:
            message = f"this formula has {len(tex)} signs, and {MOST_LETTERS} are the most"
            raise FormulaError(0, message, "make several formulas of it")
        if "[[" in tex:
            hint = "end the formula before it: $x =$ [[5]]; brackets inside brackets are typed [ ["
            raise FormulaError(tex.index("[["), "a gap cannot be inside a formula", hint)
        self.tex, self.at, self.depth = tex, 0, 0

    def peek(self) -> Token:
        """The next token; END if there is none."""
        while match := TOKEN.match(self.tex, self.at):
            if not match[0].isspace():
                return Token(match[0], match.start())
            self.at = match.end()
        return END

    def next(self) -> Token:
        token = self.peek()
        self.at = max(self.at, token.ends)
        return token

    def step_back(self, token: Token, letters: int) -> None:
        """Take only so many letters of a token."""
        self.at = token.at + letters

    def deeper(self, token: Token) -> None:
        self.depth += 1
        if self.depth > MOST_DEPTH:
            message = f"things are inside each other more than {MOST_DEPTH} deep here"
            raise FormulaError(token.at, message, "make several formulas of it")

    def raw(self, command: Token, example: str) -> tuple[str, int]:
        """The text of an argument in braces as it is typed, and where it begins."""
        opening = self.next()
        if opening.text != "{":
            raise FormulaError(command.at, f"{command.text} needs braces after it", f"such as {example}")
        depth, at = 1, opening.ends
        for match in TOKEN.finditer(self.tex, at):
            depth += {"{": 1, "}": -1}.get(match[0], 0)
            if not depth:
                self.at = match.end()
                text = self.tex[at : match.start()]
                if not text.strip():
                    raise FormulaError(opening.at, f"nothing is in the braces of {command.text}", f"such as {example}")
                return text, at
        raise not_closed(opening)

    def option(self) -> tuple[str, int] | None:
        """The text in square brackets that comes next, if any does."""
        opening = self.peek()
        end = self.tex.find("]", opening.at) if opening.text == "[" else -1
        if end < 0:
            return None
        self.at = end + 1
        return self.tex[opening.ends : end], opening.ends


def not_closed(opening: Token) -> FormulaError:
    return FormulaError(opening.at, "this brace is not closed", "add } where what it holds together ends")
