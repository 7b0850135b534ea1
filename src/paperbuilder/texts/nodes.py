"""What a line of an author's text is made of.

In: nothing. Out: nodes. Cannot fail.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Plain:
    text: str


@dataclass(frozen=True)
class Exact(Plain):
    """A mark after a backslash, which prints as it is typed."""


@dataclass(frozen=True)
class Strong:
    children: tuple[Inline, ...]


@dataclass(frozen=True)
class Emphasis:
    children: tuple[Inline, ...]


@dataclass(frozen=True)
class Highlight:
    children: tuple[Inline, ...]


@dataclass(frozen=True)
class Underline:
    children: tuple[Inline, ...]


@dataclass(frozen=True)
class Foreign:
    """[bonjour]{fr}: words in another language."""

    children: tuple[Inline, ...]
    lang: str


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


@dataclass(frozen=True)
class Code:
    """`print("x")`, or lines between fences: letters as they were typed."""

    text: str


Inline = Plain | Strong | Emphasis | Highlight | Underline | Foreign | Super | Sub | Ref | Gap | Formula | Code
