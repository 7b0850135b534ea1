"""The typeset room: layout XML becomes pages of blocks, tagged and measured.

In: layout XML and a `Design`. Out: `Composition`. Fails with `LayoutProblem` (unknown elements,
attributes, styles, words), `MissingGlyph` and `FontProblem`. It knows nothing of what questions mean.
"""

from paperbuilder.typeset.compose import Composition, compose
from paperbuilder.typeset.fonts import FontProblem, MissingGlyph
from paperbuilder.typeset.xml import LayoutProblem, parse

__all__ = ["Composition", "FontProblem", "LayoutProblem", "MissingGlyph", "compose", "parse"]
