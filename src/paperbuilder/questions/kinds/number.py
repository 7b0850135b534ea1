"""A calculation: its answer is a number, with what else is accepted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, ClassVar, Literal

from paperbuilder.problems import counted
from paperbuilder.questions.answers import Worked
from paperbuilder.questions.orders import Turn
from paperbuilder.questions.solution import Fault, KeyLine, Solution, Spot
from paperbuilder.questions.typed_numbers import Figures
from paperbuilder.reading.models import field, model
from paperbuilder.reading.translations import Words
from paperbuilder.texts.markup import plain

if TYPE_CHECKING:
    from paperbuilder.questions.amounts import Amount

NUMBER = "write a number such as 9.81, -3, 3/4 or 3.0e8"


@model
class Number(Worked):
    """A calculation: working space, then a line for the number with its unit."""

    words: ClassVar[dict[str, dict[str, str]]] = {
        "answer-is": {"en-GB": "Answer =", "cy": "Ateb =", "fr": "Réponse ="},
        "decimals-one": {
            "en-GB": "Give your answer to 1 decimal place.",
            "cy": "Rhowch eich ateb i 1 lle degol.",
            "fr": "Donnez la réponse arrondie à 1 décimale.",
        },
        "decimals-many": {
            "en-GB": "Give your answer to {n} decimal places.",
            "cy": "Rhowch eich ateb i {n} {n=2: le | lle} degol.",
            "fr": "Donnez la réponse arrondie à {n} décimales.",
        },
        "significant-figures-one": {
            "en-GB": "Give your answer to 1 significant figure.",
            "cy": "Rhowch eich ateb i 1 ffigur ystyrlon.",
            "fr": "Donnez la réponse avec 1 chiffre significatif.",
        },
        "significant-figures-many": {
            "en-GB": "Give your answer to {n} significant figures.",
            "cy": "Rhowch eich ateb i {n} ffigur ystyrlon.",
            "fr": "Donnez la réponse avec {n} chiffres significatifs.",
        },
    }
    hidden: ClassVar[tuple[str, ...]] = (*Worked.hidden, "answer", "tolerance", "range", "accept")
    sample: ClassVar[str] = """
    - type: number
      stem: Calculate.
      answer: 9.81
      tolerance: 0.02
      unit: m/s²
      decimals: 2
      accept: [about ten]
      space: 15 mm
      marks: 3
      mark-scheme: {points: [a formula, its use, a rounding]}
    """
    type: Literal["number"] = field("A calculation.", "number")
    answer: Figures = field("The right number, without its unit: a decimal, a fraction or in standard form.", "9.81")
    label: Words = field("What stands before the line, in place of “Answer =”.", "speed =", default="")
    unit: Words = field("The unit, printed after the line.", "m/s²", default="")
    tolerance: Figures = field("How far from it a number may be: 0.02, or 5% of it.", "0.02", default="")
    range: list[Figures] = field(
        "The least and the greatest number accepted, in place of a tolerance.", ["9.7", "9.9"], default=[]
    )
    accept: list[Words] = field("Other forms of the answer that are right.", ["981 cm/s²"], default=[])
    decimals: int | None = field("Ask for so many decimal places.", 2, default=None, least=1, most=12)
    significant_figures: int | None = field("Ask for so many significant figures.", 3, default=None, least=1, most=12)

    @property
    def has_room(self) -> bool:
        return True

    @property
    def rounding(self) -> tuple[str, int] | None:
        """The phrase that asks for rounding, and its number."""
        asked = "decimals" if self.decimals else "significant-figures"
        digits = self.decimals or self.significant_figures
        return (f"{asked}-{'one' if digits == 1 else 'many'}", digits) if digits else None

    def faults(self, versions: Sequence[str]) -> Iterator[Fault]:
        from paperbuilder.questions.amounts import read_amount

        yield from super().faults(versions)
        try:
            amount = read_amount(self.answer)
        except ValueError:
            yield self._no_number()
            return
        yield from self._precision(amount)
        if self.tolerance and self.range:
            yield Fault("there are both a tolerance and a range", ("range",), "keep one of the two")
        elif self.tolerance or self.range:
            yield from self._bounds_faults(amount)

    def _no_number(self) -> Fault:
        unit = self.unit and plain(self.answer).endswith(plain(self.unit))
        message = "the unit is in answer and in unit" if unit else f"“{self.answer}” is not a number"
        number = plain(self.answer).removesuffix(plain(self.unit)).strip() if unit else ""
        return Fault(
            message, ("answer",), f"write answer: {number}" if unit else f"{NUMBER}; the unit goes under unit:"
        )

    def _precision(self, amount: Amount) -> Iterator[Fault]:
        """What is asked for in rounding that the answer is not."""
        places, figures = self.decimals, self.significant_figures
        if places and figures:
            message = "there are both decimals and significant-figures"
            yield Fault(message, ("significant-figures",), "keep one of the two")
        elif amount.places is None or amount.figures is None:
            if places or figures:
                yield Fault("the answer is a fraction, but the question asks for a decimal", ("answer",), NUMBER)
        elif places and amount.places != places:
            yield _unrounded(counted(amount.places, "decimal place"), places)
        elif figures and not amount.figures[0] <= figures <= amount.figures[1]:
            yield _unrounded(counted(amount.figures[1], "significant figure"), figures)

    def _bounds_faults(self, amount: Amount) -> Iterator[Fault]:
        from paperbuilder.questions.amounts import Unending

        key = "tolerance" if self.tolerance else "range"
        try:
            low, high = self._bounds(amount)
        except Unending:
            hint = "write the answer as a decimal, or give a range: [0.3, 0.4]"
            yield Fault(f"what is {self.tolerance} away from {amount.shown} is no decimal that ends", (key,), hint)
        except ValueError:
            hint = "write a number above 0, such as 0.02 or 5%" if self.tolerance else "write range: [9.7, 9.9]"
            yield Fault(f"the {key} cannot be “{self.tolerance or ', '.join(self.range)}”", (key,), hint)
        else:
            if not low.value <= amount.value <= high.value:
                message = f"the answer {amount.shown} is not in the range from {low.shown} to {high.shown}"
                yield Fault(message, (key,), "the least number comes first" if low.value > high.value else "")

    def _bounds(self, amount: Amount) -> tuple[Amount, Amount]:
        """The least and the greatest number that are right. Raises ValueError."""
        from paperbuilder.questions.amounts import Amount, read_amount, read_margin, written

        if self.range:
            low, high = map(read_amount, self.range)
            return low, high
        margin = read_margin(self.tolerance, amount.value)
        low, high = (Amount(v, written(v, amount.power)) for v in (amount.value - margin, amount.value + margin))
        return low, high

    def solve(self, seed: str, turn: Turn) -> Solution:
        from paperbuilder.questions.amounts import read_amount

        amount = read_amount(self.answer)
        bounds = self._bounds(amount) if self.tolerance or self.range else ()
        number = self.answer.like(amount.shown)
        shown = f"{number} {self.unit}".strip()
        within = tuple(self.answer.like(b.shown) for b in bounds) or None
        key = (KeyLine(answers=(shown, *self.accept), within=within),)  # type: ignore[arg-type]
        gap = f"{self.label} [[{number}]] {self.unit}".strip()
        spot = Spot(text=gap, word="" if self.label else "answer-is")
        return Solution(key=key, marks=self.marks_of(key), space=self.space, spots=(spot,))


def _unrounded(has: str, asked: int) -> Fault:
    message = f"the answer has {has}, but the question asks for {asked}"
    return Fault(message, ("answer",), "round it as pupils must, with final zeros, or ask for as many as it has")
