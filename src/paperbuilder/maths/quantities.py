"""Numbers and units: \\num, \\unit and \\qty.

In: what is in their braces, and where it begins. Out: `Part`s. Fails with `FormulaError` for what is no number and for
a unit that is not known.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from paperbuilder.maths.signs import SIGNS
from paperbuilder.maths.tree import EMPTY, FormulaError, Part, name, number, row, sign
from paperbuilder.problems import did_you_mean

NUMBER = re.compile(r"\s*([-−+]|\\pm)?\s*(\d[\d ]*(?:\.\d+)?|\.\d+)?\s*(?:[eE]([-−+]?\d+))?\s*")
GROUPED = 5  # digits, from which on they stand in threes
_UNITS = """
m metre|metres|metr
g gram|grams|gram
s second|seconds|eiliad
A amp|amps|amp
K kelvin|kelvin|kelvin
mol mole|moles|mol
cd candela|candelas|candela
Hz hertz|hertz|hertz
N newton|newtons|newton
Pa pascal|pascals|pascal
J joule|joules|joule
W watt|watts|wat
C coulomb|coulombs|coulomb
V volt|volts|folt
F farad|farads|ffarad
Ω ohm|ohms|ohm
S siemens|siemens|siemens
Wb weber|webers|weber
T tesla|teslas|tesla
H henry|henries|henri
lm lumen|lumens|lwmen
lx lux|lux|lwcs
Bq becquerel|becquerels|becquerel
Gy gray|grays|gray
Sv sievert|sieverts|sievert
L litre|litres|litr
l litre|litres|litr
eV electronvolt|electronvolts|electronfolt
t tonne|tonnes|tunnell
bar bar|bars|bar
pc parsec|parsecs|parsec
B byte|bytes|beit
bit bit|bits|did
cal calorie|calories|calori
min minute|minutes|munud
h hour|hours|awr
d day|days|diwrnod
ha hectare|hectares|hectar
u atomic mass unit|atomic mass units|uned màs atomig
dB decibel|decibels|desibel
rad radian|radians|radian
sr steradian|steradians|steradian
°C degree Celsius|degrees Celsius|gradd Celsius
°F degree Fahrenheit|degrees Fahrenheit|gradd Fahrenheit
° degree|degrees|gradd
% per cent|per cent|y cant
p penny|pence|ceiniog
£ pound|pounds|punt
€ euro|euros|ewro
atm atmosphere|atmospheres|atmosffer
ly light year|light years|blwyddyn golau
AU astronomical unit|astronomical units|uned seryddol
mph mile per hour|miles per hour|milltir yr awr
ft foot|feet|troedfedd
in inch|inches|modfedd
mi mile|miles|milltir
lb pound|pounds|pwys
oz ounce|ounces|owns
year year|years|blwyddyn
"""
UNITS = dict(line.split(" ", 1) for line in _UNITS.strip().split("\n"))
_PREFIXED = "m g s A K mol cd Hz N Pa J W C V F Ω S Wb T H lm Bq Gy Sv L l eV t bar pc B bit cal"
PREFIXED = _PREFIXED.split()
PREFIXES = {
    "n": "nano",
    "p": "pico",
    "f": "femto",
    "\u00b5": "micro",
    "m": "milli",
    "c": "centi",
    "d": "deci",
    "h": "hecto",
    "k": "kilo",
    "M": "mega",
    "G": "giga",
    "T": "tera",
    "P": "peta",
}
NAMES = {
    "metre": "m",
    "meter": "m",
    "gram": "g",
    "second": "s",
    "ampere": "A",
    "kelvin": "K",
    "mole": "mol",
    "candela": "cd",
    "hertz": "Hz",
    "newton": "N",
    "pascal": "Pa",
    "joule": "J",
    "watt": "W",
    "coulomb": "C",
    "volt": "V",
    "farad": "F",
    "ohm": "Ω",
    "siemens": "S",
    "tesla": "T",
    "henry": "H",
    "becquerel": "Bq",
    "litre": "L",
    "liter": "L",
    "electronvolt": "eV",
    "tonne": "t",
    "minute": "min",
    "hour": "h",
    "day": "d",
    "hectare": "ha",
    "decibel": "dB",
    "degreeCelsius": "°C",
    "celsius": "°C",
    "degree": "°",
    "percent": "%",
    "radian": "rad",
}
NAMED_PREFIXES = {word: letter for letter, word in PREFIXES.items()}
PIECE = re.compile(
    r"\\(?P<word>[A-Za-z]+|%)|(?P<symbol>[A-Za-z\u00b5\u03bcΩ°%£€\u2126]+)"
    r"|\^\{?(?P<power>[-−+]?\d+)\}?|(?P<sign>[/.·()~ ])"
)
PER = SIGNS["/"]


def number_of(text: str, at: int) -> Part:
    """A number such as -3.2e8. Raises FormulaError."""
    match = NUMBER.fullmatch(text)
    if not match or not (match[2] or match[3]):
        raise FormulaError(at, f"{text.strip()} is no number", "write it with a point, such as 0.5 or 3e8")
    parts = []
    if match[1]:
        known = SIGNS[match[1].replace("−", "-")]
        parts.append(sign(known.text, "ord", known.said))
    if match[2]:
        parts += _grouped(match[2].replace(" ", ""))
    if match[3]:
        power = match[3].replace("−", "-").replace("+", "")
        minus = [sign("−", "ord", SIGNS["-"].said)] if power[0] == "-" else []
        times = [sign("×", "bin", SIGNS[r"\times"].said)] if match[2] else []
        above = row(*minus, number(power.lstrip("-")))
        parts += [*times, Part("scripts", kids=(number("10"), EMPTY, above))]
    return row(*parts)


def _grouped(digits: str) -> list[Part]:
    """A number with room between its thousands, if there are many."""
    whole, point, rest = digits.partition(".")
    if len(whole) < GROUPED:
        return [number(digits)]
    first = len(whole) % 3
    threes = [piece for piece in (whole[:first], *re.findall("...", whole[first:])) if piece]
    shown = "\u2009".join(threes) + point + rest
    return [Part("digits", shown, said=digits)]


def angle(text: str, at: int) -> Part:
    """An angle in degrees. Raises FormulaError."""
    return row(number_of(text, at), _unit_sign("°", plural=text.strip() != "1"))


def quantity(value: tuple[str, int], unit: tuple[str, int]) -> Part:
    """A number and its unit. Raises FormulaError."""
    amount, found = number_of(*value), unit_of(*unit, plural=value[0].strip() != "1")
    close = unit[0].strip() in ("°", "%", r"\degree", r"\percent", r"\%")
    return row(amount, *([] if close else [Part("space", "3", sort="fixed")]), found)


def unit_of(text: str, at: int, plural: bool = True) -> Part:
    """A unit such as m/s^2, m s^{-2} or \\metre\\per\\second. Raises FormulaError."""
    found: list[Part] = []
    prefix, per, apart = "", False, False
    for token in _pieces(text, at):
        word, symbol, power = token["word"], token["symbol"], token["power"]
        place = at + token.start()
        if word in NAMED_PREFIXES and not prefix:
            prefix = NAMED_PREFIXES[word]
        elif word == "per":
            per = True
        elif word in ("squared", "cubed") or power:
            _raise(found, power or ("2" if word == "squared" else "3"), place)
        elif word or symbol:
            unit = _symbol(prefix + NAMES.get(word, word or "") if word else symbol, place, word)
            if found and (apart or word) and found[-1] != _per():
                found.append(_per() if per and word else Part("space", "3", sort="fixed"))
            elif not found and per:
                found.append(_per())
            found.append(_unit_sign(unit, plural and not _after_per(found)))
            prefix, per, apart = "", False, False
        elif token["sign"] == "/":
            found.append(_per())
        elif token["sign"] in "()":
            found.append(sign(token["sign"], "ord", ","))
            apart = False
        else:
            apart = True
    if prefix or not any(map(_is_unit, found)):
        raise FormulaError(at, f"{text.strip()} is no unit", r"such as \unit{m/s^2}")
    return row(*found)


def _pieces(text: str, at: int) -> Iterator[re.Match[str]]:
    end = 0
    while end < len(text):
        match = PIECE.match(text, end)
        if not match:
            raise FormulaError(at + end, f"the sign {text[end]} cannot be in a unit", r"such as \unit{m/s^2}")
        yield match
        end = match.end()


def _is_unit(part: Part) -> bool:
    return part.kind == "name" or part.kind == "scripts"


def _per() -> Part:
    return sign("/", "ord", "per|fesul")


def _after_per(found: list[Part]) -> bool:
    return _per() in found


def _raise(found: list[Part], power: str, at: int) -> None:
    """Raise the unit before."""
    if not found or not (found[-1].kind == "name" or found[-1].text == ")"):
        raise FormulaError(at, "no unit stands before this power", r"such as \unit{m^2}")
    digits = power.replace("−", "-").lstrip("+")
    minus = [sign("−", "ord", SIGNS["-"].said)] if digits[0] == "-" else []
    base, sort = found[-1], ""
    if minus and base.kind == "name":
        base, sort = _unit_sign(base.text, plural=False), "per"
    found[-1] = Part("scripts", kids=(base, EMPTY, row(*minus, number(digits.lstrip("-")))), sort=sort)


def _symbol(text: str, at: int, word: str | None) -> str:
    """A known unit, as it is printed."""
    text = text.replace("\u03bc", "\u00b5").replace("\u2126", "Ω")
    if _is_known(text):
        return text
    raise _unknown(text, at, word)


def _is_known(text: str) -> bool:
    return text in UNITS or (text[:1] in PREFIXES and text[1:] in PREFIXED)


def _unknown(text: str, at: int, word: str | None) -> FormulaError:
    if word:
        names = [f"\\{known}" for known in (*NAMES, *NAMED_PREFIXES, "per", "squared", "cubed")]
        hint = did_you_mean(f"\\{word}", names, r"write it with letters, such as \unit{m/s^2}")
        return FormulaError(at, f"there is no unit \\{word}", hint)
    for i in range(1, len(text)):
        if _is_known(text[:i]) and _is_known(text[i:]):
            return FormulaError(at, f"there is no unit {text}", rf"did you mean \unit{{{text[:i]} {text[i:]}}}?")
    known = [*UNITS, *(prefix + unit for unit in PREFIXED for prefix in PREFIXES)]
    split = r"leave a space between units, such as \unit{N m}; \text{…} sets any word"
    return FormulaError(at, f"there is no unit {text}", did_you_mean(text, known, split))


def _unit_sign(unit: str, plural: bool) -> Part:
    """A unit in upright letters; spoken by its name."""
    prefix, base = ("", unit) if unit in UNITS else (PREFIXES[unit[0]], unit[1:])
    one, many, welsh = UNITS[base].split("|")
    return name(unit, f"{prefix}{many if plural else one}|{prefix}{welsh}")
