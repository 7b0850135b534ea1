"""Chemistry: \\ce, as chemists type it.

In: what is in its braces, and where it begins. Out: `Part`s. Fails with `FormulaError` for what is no element and for
signs that mean nothing here. The notation is that of the package mhchem, as far as schools need it.
"""

from __future__ import annotations

import re

from paperbuilder.maths.signs import SIGNS
from paperbuilder.maths.tree import EMPTY, FormulaError, Part, name, number, row, sign, space
from paperbuilder.problems import did_you_mean

_ELEMENTS = (
    "H He Li Be B C N O F Ne Na Mg Al Si P S Cl Ar K Ca Sc Ti V Cr Mn Fe Co Ni Cu Zn Ga Ge As Se Br Kr Rb Sr Y Zr Nb "
    "Mo Tc Ru Rh Pd Ag Cd In Sn Sb Te I Xe Cs Ba La Ce Pr Nd Pm Sm Eu Gd Tb Dy Ho Er Tm Yb Lu Hf Ta W Re Os Ir Pt Au "
    "Hg Tl Pb Bi Po At Rn Fr Ra Ac Th Pa U Np Pu Am Cm Bk Cf Es Fm Md No Lr Rf Db Sg Bh Hs Mt Ds Rg Cn Nh Fl Mc Lv Ts "
    "Og D T R X M L Q A Z E"  # the last stand for any element or group, or for deuterium and tritium
)
ELEMENTS = _ELEMENTS.split()
GROUPS = ("Me", "Et", "Ph", "Bu", "Ar")
PARTICLES = {r"\alpha": "α", r"\beta": "β", r"\gamma": "γ", r"\nu": "ν", r"\bar\nu": "ν"}
STATES = {
    "(s)": "solid|solid",
    "(l)": "liquid|hylif",
    "(g)": "gas|nwy",
    "(aq)": "aqueous|dyfrllyd",
}
ARROWS = {
    "<=>": ("⇌", "in equilibrium with|mewn ecwilibriwm â"),
    "<->": ("↔", "resonates with|yn cyseinio â"),
    "->": ("→", "forms|yn ffurfio"),
    "<-": ("←", "comes from|yn dod o"),
}
BONDS = {
    "-": ("−", "single bond|bond sengl"),
    "=": ("=", "double bond|bond dwbl"),
    "#": ("≡", "triple bond|bond triphlyg"),
}
TOKEN = re.compile(
    r"(?P<state>\((?:s|l|g|aq)\))"
    r"|(?P<arrow><=>|<->|->|<-)"
    r"|(?P<raised>\^(?:\{[^{}]*\}|\d*[+−-]|\d+|\.|[A-Za-z]|(?=\s|$)))"
    r"|(?P<lowered>_(?:\{[^{}]*\}|[+−-]?\d+|[A-Za-z]))"
    r"|(?P<element>[A-Z][a-z]?)"
    r"|(?P<number>\d+(?:/\d+)?)"
    r"|(?P<particle>\\[A-Za-z]+)"
    r"|(?P<small>[a-z])"
    r"|(?P<bracket>[()\[\]])"
    r"|(?P<bond>[-−=#])"
    r"|(?P<dot>[.*·⋅])"
    r"|(?P<plus>\+)"
    r"|(?P<room>\s+)"
)


def chemistry(text: str, at: int) -> Part:
    """Raises FormulaError."""
    return _Reaction(text, at).read()


class _Reaction:
    """A formula or an equation, as it is read; `open` is true after what a number or charge can belong to."""

    def __init__(self, text: str, at: int):
        self.text, self.start, self.at = text, at, 0
        self.parts: list[Part] = []
        self.open = False
        self.brackets: list[tuple[str, int]] = []
        self.before: tuple[Part, Part] | None = None

    def fail(self, message: str, hint: str = "", at: int | None = None) -> FormulaError:
        return FormulaError(self.start + (self.at if at is None else at), message, hint)

    def read(self) -> Part:
        while self.at < len(self.text):
            match = TOKEN.match(self.text, self.at)
            if not match:
                hint = r"such as \ce{2H2 + O2 -> 2H2O} or \ce{SO4^2-}"
                raise self.fail(f"the sign {self.text[self.at]} means nothing in \\ce", hint)
            kind = match.lastgroup or ""
            getattr(self, f"_{kind}")(match)
            self.at = max(self.at, match.end())
        if self.brackets:
            raise self.fail("this bracket is not closed", "add the other one", self.brackets[-1][1])
        if self.before:
            raise self.fail("no element stands after this", r"such as \ce{^{14}_{6}C}", 0)
        return row(*self.parts)

    def _add(self, part: Part, opens: bool = True) -> None:
        """A part that scripts before it belong to."""
        if self.before:
            part, self.before = Part("before", kids=(part, *self.before)), None
        self.parts.append(part)
        self.open = opens

    def _element(self, match: re.Match[str]) -> None:
        symbol = match[0]
        if symbol not in ELEMENTS and symbol not in GROUPS:
            raise self.fail(f"there is no element {symbol}", did_you_mean(symbol, ELEMENTS, "look at its letters"))
        self._add(name(symbol))

    def _small(self, match: re.Match[str]) -> None:
        letter, rest = match[0], self.text[match.end() :]
        if letter == "v" and self._alone(match):
            self.parts.append(space(2))
            self._add(sign("↓", "ord", "precipitate|gwaddod"), False)
        elif letter in "nxym" and self.open:
            self._script(sign(letter), "lowered")
        elif letter in "nxym" and re.match(r"[A-Z(\[]", rest):
            self.parts.append(sign(letter))
        elif letter in "enp" and (self.before or re.match(r"\^?[-−+]|\s|$", rest)):
            self._add(name(letter, {"n": "neutron|niwtron", "p": "proton"}.get(letter, "")))
        else:
            word = re.match(r"[a-z]+", self.text[self.at :])
            shown = word[0] if word else letter
            capital = next((s for s in (shown[:2].title(), shown[0].upper()) if s in ELEMENTS), "")
            hint = f"did you mean {capital}?" if capital else "elements begin with a capital letter"
            raise self.fail(f"there is no element {shown}", hint)

    def _particle(self, match: re.Match[str]) -> None:
        if match[0] not in PARTICLES:
            raise self.fail(f"there is no {match[0]} in \\ce", did_you_mean(match[0], PARTICLES))
        self._add(sign(PARTICLES[match[0]], "ord", match[0][1:]))

    def _number(self, match: re.Match[str]) -> None:
        above, slash, below = match[0].partition("/")
        if self.open:
            if slash:
                raise self.fail(f"{match[0]} cannot be lowered", "leave a space before a number of molecules")
            self._script(number(match[0]), "lowered")
        elif slash:
            self.parts += [Part("fraction", kids=(number(above), number(below)), sort="t"), space(3)]
        else:
            self.parts += [number(match[0])] + [space(2)] * bool(self._end(match))
            self.open = False

    def _end(self, match: re.Match[str]) -> bool:
        return self.text[match.end() : match.end() + 1].isspace()

    def _script(self, part: Part, place: str) -> None:
        """Raise or lower something after the last part."""
        last = self.parts[-1]
        base, below, above = last.kids if last.kind == "scripts" else (last, EMPTY, EMPTY)
        if (above if place == "raised" else below) != EMPTY:
            hint = r"such as \ce{SO4^2-} or \ce{C_nH_{2n+2}}; a space begins what is not lowered"
            raise self.fail(f"this is {place} twice", hint)
        kids = (base, below, part) if place == "raised" else (base, part, above)
        self.parts[-1] = Part("scripts", kids=kids)

    def _raised(self, match: re.Match[str]) -> None:
        if match[0] == "^":
            self.parts.append(space(2))
            self._add(sign("↑", "ord", "gas|nwy"), False)
            return
        what = self._small_row(match[0][1:].strip("{}"), match.start() + 1)
        if self.open:
            self._script(what, "raised")
        else:
            self.before = (self.before[0] if self.before else EMPTY, what)

    def _lowered(self, match: re.Match[str]) -> None:
        what = self._small_row(match[0][1:].strip("{}"), match.start() + 1)
        if self.open:
            self._script(what, "lowered")
        else:
            self.before = (what, self.before[1] if self.before else EMPTY)

    def _small_row(self, text: str, at: int) -> Part:
        """What is raised or lowered: numbers, signs, letters."""
        if not text.strip():
            raise self.fail("nothing is in these braces", r"such as \ce{SO4^{2-}}", at)
        found = []
        for match in re.finditer(r"\d+|[-−+]|[A-Za-z]+|(\.)|\\bullet|(\s+)|(.)", text):
            if match[3]:
                raise self.fail(f"the sign {match[3]} cannot be a charge or number", r"such as \ce{SO4^2-}", at)
            if match[0] in "-−+":
                known = SIGNS[match[0].replace("−", "-")]
                found.append(sign(known.text, "ord", known.said))
            elif match[1] or match[0] == r"\bullet":
                found.append(sign("•", "ord", "radical|radical"))
            elif not match[2]:
                found.append(number(match[0]) if match[0].isdigit() else _letters(match[0]))
        return row(*found)

    def _state(self, match: re.Match[str]) -> None:
        self.parts += [Part("name", match[0], said=STATES[match[0]])]
        self.open = False

    def _arrow(self, match: re.Match[str]) -> None:
        arrow, said = ARROWS[match[0]]
        labels: list[Part] = []
        end = match.end()
        while len(labels) < 2 and (label := re.match(r"\[([^\[\]]*)\]", self.text[end:])):
            labels.append(Part("text", label[1]) if label[1].strip() else EMPTY)
            end += label.end()
        while len(labels) < 2:
            labels.append(EMPTY)
        self.parts.append(Part("arrow", arrow, tuple(labels), said=said))
        self.at, self.open = end, False

    def _bracket(self, match: re.Match[str]) -> None:
        bracket = match[0]
        if bracket in "([":
            self.brackets.append((bracket, self.at))
            self.parts.append(sign(bracket, "ord", "open bracket|agor cromfach"))
            self.open = False
            return
        if not self.brackets or self.brackets[-1][0] + bracket not in ("()", "[]"):
            raise self.fail(f"this {bracket} closes no bracket", "delete it, or add the other one")
        self.brackets.pop()
        self._add(sign(bracket, "ord", "close bracket|cau cromfach"))

    def _bond(self, match: re.Match[str]) -> None:
        """A bond between atoms, or a minus at the end: a charge."""
        after = self.text[match.end() :]
        if (
            match[0] in "-−"
            and self.open
            and re.match(r"\s|$|\)|\]|\((?:s|l|g|aq)\)", after)
            and not self._at_end_of_chain(after)
        ):
            self._script(sign("−", "ord", SIGNS["-"].said), "raised")
            return
        text, said = BONDS["-" if match[0] == "−" else match[0]]
        self._add(sign(text, "ord", said), False)

    def _at_end_of_chain(self, after: str) -> bool:
        """Whether a bracket is closed after a bond, as in (-CH2-)n."""
        return after[:1] in (")", "]") and bool(self.brackets)

    def _plus(self, match: re.Match[str]) -> None:
        after = self.text[match.end() :]
        if self.open and re.match(r"\s|$|\)|\]|\((?:s|l|g|aq)\)", after) and not self.text[: self.at].endswith(" "):
            self._script(sign("+", "ord", SIGNS["+"].said), "raised")
        else:
            self._add(sign("+", "bin", SIGNS["+"].said), False)

    def _dot(self, match: re.Match[str]) -> None:
        self._add(sign("⋅", "ord", "with|gyda"), False)

    def _room(self, match: re.Match[str]) -> None:
        self.open = False

    def _alone(self, match: re.Match[str]) -> bool:
        around = self.text[match.start() - 1 : match.start()] + self.text[match.end() : match.end() + 1]
        return not around.strip()


def _letters(text: str) -> Part:
    """A number of atoms that is not said, such as n."""
    return row(*(sign(letter) for letter in text))
