"""The typeset room: layout XML becomes pages of blocks, tagged and measured.

In: layout XML and a `Design`. Out: `Composition`. Fails with `LayoutProblem` (unknown elements,
attributes, styles, words), `MissingGlyph` and `FontProblem`. It knows nothing of what questions mean.
"""

from paperbuilder.typeset.late import put_off

put_off()
