"""Formulas in the line: drawn to suit the letters around them.

In: TeX, the look of the text around it. Out: `Inked`. Fails with `LayoutProblem` for TeX that is wrong, which a spec's
own is not: it was checked before.
"""

from __future__ import annotations

from functools import lru_cache
from unicodedata import normalize

from paperbuilder.maths.drawn import CAPITALS, Drawn, draw, pieces
from paperbuilder.maths.tree import FormulaError
from paperbuilder.maths.words import linear_of, spoken
from paperbuilder.pictures.sketch import Path, Steps
from paperbuilder.typeset.context import Context, InlineStyle
from paperbuilder.typeset.inline import Inked, Span
from paperbuilder.typeset.style import Ink
from paperbuilder.typeset.tree import Node
from paperbuilder.typeset.xml import LayoutProblem

SUITED = (0.95, 1.12)  # how much smaller or larger formulas can be, to have capitals as high as those of the text
HEAVIER = 0.024  # of the size: the line around the outlines of bold formulas


def inked(tex: str, displayed: bool, look: InlineStyle, context: Context, line: int) -> Inked:
    """A formula in the size, weight and colour of a look. Raises LayoutProblem."""
    try:
        drawn = draw(tex, displayed)
    except FormulaError as error:
        raise LayoutProblem(line, f"the formula {tex} cannot be set: {error.message}", error.hint) from None
    node = context.tag("Formula", alt=spoken(tex, look.lang or context.lang))
    return _Inker(tex, look, context, node).ink(drawn)


class _Inker:
    def __init__(self, tex: str, look: InlineStyle, context: Context, node: Node | None):
        self.tex, self.look, self.context, self.node = tex, look, context, node
        face = context.design.fonts.face(look.style.family, look.bold, look.italic)
        least, most = SUITED
        self.bold = look.bold or face.heavy
        self.size = look.style.size * look.scale * max(least, min(most, face.capitals / CAPITALS))

    def ink(self, drawn: Drawn) -> Inked:
        """A formula and, if it has any, its pieces, which all are one thing to a reader."""
        look, size = self.look, self.size
        return Inked(
            tex=self.tex,
            width=drawn.width * size,
            ascent=drawn.ascent * size + look.rise,
            descent=drawn.descent * size - look.rise,
            shapes=_shapes(drawn, size, look.rise, self.bold, look.style.ink),
            text=self._text(drawn),
            node=self.node,
            dress=look.dress,
            cut=lambda: tuple(self.ink(piece) for piece in pieces(drawn)),
        )

    def _text(self, drawn: Drawn) -> tuple[Span, ...]:
        """What stands for it where text is marked and copied, as far as the fonts have its letters."""
        known = self.context.design.can_print
        letters = (c if known(c) else normalize("NFKC", c) for c in linear_of(drawn.parts))
        text = "".join(c for letter in letters for c in letter if known(c))
        return tuple(span for span in self.context.spans(text, self.look) if isinstance(span, Span))


@lru_cache(maxsize=512)
def _shapes(drawn: Drawn, size: float, rise: float, bold: bool, ink: Ink) -> tuple[Path, ...]:
    line = size * HEAVIER if bold else 0
    return tuple(
        Path(_scaled(o.steps, size, rise), line=o.line * size, ink=ink)
        if o.line
        else Path(_scaled(o.steps, size, rise), line=line, ink=ink, fill=ink)
        for o in drawn.outlines
    )


def _scaled(steps: Steps, size: float, rise: float) -> Steps:
    return tuple((s[0], *(n * size - rise * (i % 2) for i, n in enumerate(s[1:]))) for s in steps)
