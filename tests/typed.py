"""Authors' text as it is printed: through the markup and the typographer, as a paper's is."""

from __future__ import annotations

from paperbuilder.templating.rich import phrase
from paperbuilder.typeset import elements  # noqa: F401  (they register themselves)
from paperbuilder.typeset.typographer import set_type
from paperbuilder.typeset.xml import Element, parse

SPACES = str.maketrans({"\u00a0": " ", "\u202f": " "})


def plain_spaces(text: str) -> str:
    """A text with ordinary spaces for those at which no line ends."""
    return text.translate(SPACES)


def set_layout(inner: str, lang: str = "en-GB") -> Element:
    """A layout whose type is set."""
    layout = parse(f'<paper lang="{lang}">{inner}</paper>')
    set_type(layout, lambda _: True)
    return layout


def printed(text: str, lang: str = "en-GB") -> str:
    """The words that an author's text prints."""
    return set_layout(f"<p>{phrase(text)}</p>", lang).text()
