"""Formulas in words, as a reader would say them, and in one line of text.

In: parts of a formula. Out: text. Cannot fail. Words are English, Welsh or French; ends are said only of what is long
enough to be misheard.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache

from paperbuilder.maths.mathml import sorts
from paperbuilder.maths.parse import parse
from paperbuilder.maths.signs import ACCENTS, ENVIRONMENTS, SIGNS, UNDERS
from paperbuilder.maths.tree import EMPTY, FormulaError, Part

SAID = {
    "over": "over|dros",
    "fraction": "the fraction|y ffracsiwn",
    "end fraction": "end fraction|diwedd ffracsiwn",
    "root": "the square root of|ail isradd",
    "cube root": "the cube root of|trydydd isradd",
    "nth root": "the root of degree|isradd gradd",
    "of": "of|o",
    "end root": "end root|diwedd isradd",
    "squared": "squared|wedi'i sgwario",
    "cubed": "cubed|wedi'i giwbio",
    "power": "to the|i'r pŵer",
    "end power": "end power|diwedd pŵer",
    "sub": "sub|is",
    "from": "from|o",
    "to": "to|hyd at",
    "as": "as|wrth i",
    "choose": "choose|dewis",
    "struck": "struck out|wedi'i groesi allan",
    "boxed": "in a box|mewn blwch",
    "recurring": "recurring|cylchol",
    "matrix": "matrix|matrics",
    "vector": "column vector|fector colofn",
    "by": "by|wrth",
    "row": "row|rhes",
    "line": "line|llinell",
    "cases": "cases|achosion",
    "end": "end|diwedd",
    "inverse": "inverse|gwrthdro",
    "modulus": "the modulus of|modwlws",
    "end modulus": "end modulus|diwedd modwlws",
    "arrow": "arrow|saeth",
    "with": "with|gyda",
    "bold": "bold|trwm",
    "base": "base|bôn",
    "per": "per|fesul",
    "such that": "such that|fel bod",
}
SMALL = str.maketrans("0123456789+-−=()n", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ₙ")
_ABC = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
LETTERS = {  # styles of letters that mean something, as Unicode has them
    "bold normal": {ord(c): 0x1D400 + i for i, c in enumerate(_ABC)},
    "bold italic": {ord(c): 0x1D468 + i for i, c in enumerate(_ABC)},
    "double": str.maketrans("CHNPQRZ", "ℂℍℕℙℚℝℤ"),
}
STRUCK = "\u0338"
CALLED = ("f", "g", "h", "F", "G", "P")  # letters that are functions when a bracket follows them
RAISED = str.maketrans("0123456789+-−=()ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿⁱ")


def spoken(tex: str, language: str = "en") -> str:
    """A formula in words; one that is wrong as it is typed."""
    try:
        return _spoken(tex, language[:2])
    except FormulaError:
        return tex


@lru_cache(maxsize=1024)
def _spoken(tex: str, language: str) -> str:
    said = " ".join(_Speaker(language).say(parse(tex)).replace(" ,", ",").split()).strip(" ,")
    return said or linear(tex) or tex


@lru_cache(maxsize=4096)
def linear(tex: str) -> str:
    """A formula in one line of text, such as x² + 1; one that is wrong as it is typed."""
    try:
        return linear_of((parse(tex),))
    except FormulaError:
        return tex


def linear_of(parts: Sequence[Part]) -> str:
    """Parts of a formula in one line of text."""
    return " ".join(_Line().all(parts).split())


class _Speaker:
    def __init__(self, language: str):
        self.language = language

    def word(self, key: str) -> str:
        return self.of(SAID[key])

    def of(self, both: str) -> str:
        english, _, welsh = both.partition("|")
        if self.language == "fr":
            from paperbuilder.maths.french import french

            return french(english)
        return welsh if self.language == "cy" and welsh else english

    def say(self, part: Part) -> str:
        speak: Callable[[Part], str] = getattr(self, f"_{part.kind}")
        return speak(part)

    def _row(self, part: Part) -> str:
        kids, said = part.kids, list(map(self.say, part.kids))
        for i, kid in enumerate(kids):
            if kid.text == "(" and i and _function(kids[i - 1]) and _called(kids[i : i + 3]):
                said[i], said[i + 2] = self.word("of"), ""
            elif kid.text == ":" and any(before.text == "{" for before in kids[:i]):
                said[i] = self.word("such that")
        return " ".join(filter(None, said))

    def _sign(self, part: Part) -> str:
        said = self.of(part.said) if part.said else part.text
        return f"{said} {self.word('of')}" if part.sort == "op" else said

    def _digits(self, part: Part) -> str:
        return part.said or part.text

    def _name(self, part: Part) -> str:
        return self.of(part.said) if part.said else part.text

    def _text(self, part: Part) -> str:
        return f"{part.text.strip()} "

    def _space(self, part: Part) -> str:
        return "," if int(part.text) >= 18 else ""

    def _fraction(self, part: Part) -> str:
        above, below = map(self.say, part.kids)
        if all(map(_short, part.kids)):
            return f"{above} {self.word('over')} {below}"
        return f"{self.word('fraction')} {above}, {self.word('over')} {below}, {self.word('end fraction')}"

    def _binomial(self, part: Part) -> str:
        return f"{self.say(part.kids[0])} {self.word('choose')} {self.say(part.kids[1])}"

    def _root(self, part: Part) -> str:
        degree = self.say(part.kids[1]) if len(part.kids) > 1 else "2"
        first = self.word({"2": "root", "3": "cube root"}.get(degree, "nth root"))
        if degree not in ("2", "3"):
            first = f"{first} {degree} {self.word('of')}"
        return self._ended(first, part.kids[0], "end root")

    def _ended(self, first: str, part: Part, end: str) -> str:
        """Something of a part, with its end if that would not be heard."""
        inside = self.say(part)
        return f"{first} {inside}" if _short(part) else f"{first} {inside}, {self.word(end)}"

    def _scripts(self, part: Part) -> str:
        base, below, above = part.kids
        if base.sort in ("op", "limits") and base.kind in ("sign", "name"):
            return self._limits(part)
        if base.sort == "function" and _text_of(above) == "−1":
            return f"{self.word('inverse')} {self.say(base)}"
        if base.text == "log" and below != EMPTY and above == EMPTY:
            return f"log {self.word('base')} {self.say(below)} {self.word('of')}"
        if part.sort == "per":
            power = above.kids[-1]
            return f"{self.word('per')} {self.say(base)} {'' if power.text == '1' else self._power(base, power)}"
        said = "" if base == EMPTY else self.say(base)
        if below != EMPTY:
            chemical = base.kind == "name" or base.text == ")"
            said += f" {self.say(below)}" if chemical else f" {self.word('sub')} {self.say(below)}"
        return f"{said} {self._power(base, above)}" if above != EMPTY else said

    def _power(self, base: Part, above: Part) -> str:
        text = _text_of(above)
        if above.text in ("∘", "°"):
            return self.of(SIGNS["°"].said)
        if set(text) == {"′"}:
            return " ".join([self.of(SIGNS[r"\prime"].said)] * len(text))
        if base.kind == "name" and text[-1:] in ("+", "−", "•"):
            return self.say(above)  # a charge
        if base.text in ("]", ")") and text[-1:] in ("+", "−"):
            return self.say(above)
        if text in ("2", "3") and above.kind == "digits":
            return self.word("squared" if text == "2" else "cubed")
        return self._ended(self.word("power"), above, "end power")

    def _limits(self, part: Part) -> str:
        base, below, above = part.kids
        said = self.of(base.said)
        if below != EMPTY:
            said += (
                f" {self.word('as' if base.text == 'lim' else 'from' if above != EMPTY else 'of')} {self.say(below)}"
            )
        if above != EMPTY:
            said += f" {self.word('to')} {self.say(above)}"
        return f"{said} {self.word('of')}"

    def _before(self, part: Part) -> str:
        base, below, above = part.kids
        numbers = " ".join(self.say(kid) for kid in (above, below) if kid != EMPTY)
        return f"{numbers} {self.say(base)}"

    def _fence(self, part: Part) -> str:
        inside = self.say(part.kids[0])
        if part.text in ("||", "‖‖"):
            return f"{self.word('modulus')} {inside}, {self.word('end modulus')}"
        table = part.kids[0].kind == "array"
        left, right = (self.of(_bracket(b)) for b in part.text)
        return inside if table else f"{left} {inside} {right}"

    def _accent(self, part: Part) -> str:
        base, said = self.say(part.kids[0]), self.of(ACCENTS[part.text][2])
        if part.text == "dot" and part.kids[0].kind == "digits":
            return f"{base} {self.word('recurring')}"
        return f"{said} {base}" if ACCENTS[part.text][1] or part.text == "vec" else f"{base} {said}"

    def _under(self, part: Part) -> str:
        return f"{self.of(UNDERS[part.text][1])} {self.say(part.kids[0])}"

    def _strike(self, part: Part) -> str:
        return f"{self.say(part.kids[0])} {self.word('boxed' if part.sort == 'boxed' else 'struck')}"

    def _arrow(self, part: Part) -> str:
        labels = ", ".join(self.say(kid).strip() for kid in part.kids if kid != EMPTY)
        said = self.of(part.said) if part.said else self.word("arrow")
        return f"{said}, {self.word('with')} {labels}," if labels else said

    def _styled(self, part: Part) -> str:
        said = self.say(part.kids[0])
        return f"{self.word('bold')} {said}" if part.sort.startswith("bold") else said

    def _array(self, part: Part) -> str:
        rows = [[self.say(cell) for cell in line.kids] for line in part.kids]
        wide = max(map(len, rows))
        if part.sort in ("aligned", "align", "gathered", "gather", "split"):
            return "; ".join(" ".join(filter(None, cells)) for cells in rows)
        if part.sort == "cases":
            cells = "; ".join(", ".join(filter(None, cells)) for cells in rows)
            return f"{self.word('cases')}: {cells}; {self.word('end')} {self.word('cases')}"
        if wide == 1:
            return f"{self.word('vector')} {', '.join(cells[0] for cells in rows)}, {self.word('end')}"
        size = f"{len(rows)} {self.word('by')} {wide} {self.word('matrix')}"
        lines = "; ".join(f"{self.word('row')} {n}: {', '.join(cells)}" for n, cells in enumerate(rows, 1))
        return f"{size}, {lines}; {self.word('end')} {self.word('matrix')}"


def _bracket(bracket: str) -> str:
    return next((sign.said for sign in SIGNS.values() if sign.text == bracket), "")


def _function(part: Part) -> bool:
    return part.text in CALLED or part.kind == "scripts" and part.kids[0].text in CALLED


def _called(parts: Sequence[Part]) -> bool:
    """Whether this is one thing in brackets."""
    return len(parts) == 3 and parts[2].text == ")" and _short(parts[1])


def _short(part: Part) -> bool:
    """Whether nobody mishears where a part ends."""
    if part.kind == "row":
        signed = len(part.kids) == 2 and part.kids[0].text == "−" and not part.kids[1].kids
        letters = len(part.kids) <= 2 and all(kid.kind in ("digits", "sign", "name") for kid in part.kids)
        return signed or (letters and all(kid.sort == "ord" or kid.kind != "sign" for kid in part.kids))
    return part.kind in ("digits", "sign", "name", "text", "accent") or (
        part.kind in ("styled", "scripts") and all(_short(kid) for kid in part.kids if kid != EMPTY)
    )


def _text_of(part: Part) -> str:
    return part.text + "".join(map(_text_of, part.kids))


class _Line:
    """One line of text, with brackets only where they are needed."""

    def line(self, part: Part) -> str:
        own = getattr(self, f"_{part.kind}", None)
        return own(part) if own else self._inside(part)

    def _inside(self, part: Part) -> str:
        return self.all(part.kids) if part.kids else part.text

    def all(self, parts: Sequence[Part]) -> str:
        return "".join(map(self._beside, parts, sorts(parts)))

    def _beside(self, part: Part, sort: str) -> str:
        """A part with room around it, if it stands between others."""
        if part.kind == "sign" and sort in ("bin", "rel"):
            return f" {part.text} "
        return f"{part.text} " if sort == "punct" else self.line(part)

    def _accent(self, part: Part) -> str:
        return "".join(letter + ACCENTS[part.text][3] for letter in self._inside(part))

    def _name(self, part: Part) -> str:
        return f" {part.text} " if part.sort else part.text

    def _space(self, part: Part) -> str:
        return " " if int(part.text) > 2 else ""

    def _held(self, part: Part) -> str:
        """A part in brackets, unless it is one number, name or letter."""
        text = self.line(part).strip()
        return text if len(text) == 1 or text.replace(".", "").isdigit() or text.isalpha() else f"({text})"

    def _styled(self, part: Part) -> str:
        return self._inside(part).translate(LETTERS.get(part.sort, {}))

    def _strike(self, part: Part) -> str:
        return "".join(c + STRUCK for c in self._inside(part)) if part.sort != "boxed" else self._inside(part)

    def _fraction(self, part: Part) -> str:
        return "/".join(map(self._held, part.kids))

    def _binomial(self, part: Part) -> str:
        return "C(" + ", ".join(self.line(kid).strip() for kid in part.kids) + ")"

    def _root(self, part: Part) -> str:
        degree = self._small(part.kids[1], RAISED, "") if len(part.kids) > 1 else ""
        return f"{degree}√{self._held(part.kids[0])}"

    def _scripts(self, part: Part) -> str:
        base, below, above = part.kids
        lowered = self._small(below, SMALL, "_") if below != EMPTY else ""
        raised = self._small(above, RAISED, "^") if above != EMPTY else ""
        text = self.line(base)
        return text + lowered + raised if base.sort != "function" else f"{text.rstrip()}{lowered}{raised} "

    def _small(self, part: Part, table: dict[int, int], sign: str) -> str:
        text = self.line(part).replace(" ", "")
        if text in ("′", "′′", "∘", "°"):
            return text.replace("∘", "°")
        small = text.translate(table)
        return small if all(ord(c) in table for c in text) else sign + self._held(part)

    def _before(self, part: Part) -> str:
        base, below, above = part.kids
        scripts = [self._small(above, RAISED, "^")] if above != EMPTY else []
        scripts += [self._small(below, SMALL, "_")] if below != EMPTY else []
        return "".join(scripts) + self.line(base)

    def _fence(self, part: Part) -> str:
        left, right = (b.replace(".", "") for b in part.text)
        return left + self._inside(part).strip() + right

    def _arrow(self, part: Part) -> str:
        return f" {part.text} "

    def _array(self, part: Part) -> str:
        brackets = ENVIRONMENTS[part.sort].replace(".", "")
        rows = [" ".join(self.line(cell).strip() for cell in line.kids) for line in part.kids]
        text = "; ".join(row.strip() for row in rows)
        return brackets[:1] + text + brackets[1:]
