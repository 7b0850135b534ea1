"""Numbers as printed: 1, (a), (i).

In: the number of an item as a tuple, the theme's forms. Out: text. Cannot fail.
"""

from __future__ import annotations

from collections.abc import Sequence

from paperbuilder.questions.numbers import letter, roman
from paperbuilder.themes.model import NumberingTheme


def own_label(number: Sequence[int], forms: NumberingTheme) -> str:
    """The last step of a number, as it hangs in the margin."""
    last = number[-1]
    form = (forms.question, forms.part, forms.subpart)[len(number) - 1]
    return form.replace("{n}", str(last)).replace("{a}", letter(last)).replace("{i}", roman(last))


def full_label(number: Sequence[int], forms: NumberingTheme) -> str:
    """The whole number as text speaks of it: 3(b)(ii)."""
    return str(number[0]) + "".join(own_label(number[:depth], forms) for depth in range(2, len(number) + 1))
