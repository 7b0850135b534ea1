"""The typeset room: layout XML becomes pages of blocks, tagged and measured.

In: layout XML and a `Design`. Out: `Composition`. Fails with `LayoutProblem` (unknown elements,
attributes, styles, words), `MissingGlyph` and `FontProblem`. It knows nothing of what questions mean.
"""

from paperbuilder.typeset.compose import Composition, compose, line_index
from paperbuilder.typeset.context import LineIndex
from paperbuilder.typeset.design import Design
from paperbuilder.typeset.fonts import FontBook, FontProblem, MissingGlyph
from paperbuilder.typeset.style import Style
from paperbuilder.typeset.xml import LayoutProblem, parse

__all__ = [
    "Composition",
    "FontBook",
    "FontProblem",
    "LayoutProblem",
    "LineIndex",
    "MissingGlyph",
    "Design",
    "Style",
    "compose",
    "line_index",
    "parse",
]
