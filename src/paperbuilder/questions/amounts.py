"""Numbers as people write them: decimals, fractions, standard form. All arithmetic is exact.

In: text. Out: an `Amount`, or text again. Fails with ValueError.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction

SIGN = r"[-−+]?"
FRACTION = re.compile(rf"({SIGN})(?:(\d{{1,9}}) )?(\d{{1,9}})/(\d{{1,9}})", re.ASCII)
DECIMAL = re.compile(
    rf"({SIGN})(\d{{1,3}}(?:[ ,]\d{{3}})+|\d{{1,20}})(?:\.(\d{{1,20}}))?(?:(?:e| ?[x×*] ?10\^)({SIGN}\d{{1,2}})\^?)?",
    re.ASCII,
)


class Unending(ValueError):
    """A number that is no decimal with an end, such as a third."""


@dataclass(frozen=True)
class Amount:
    """A number: its `value`, how it is printed, and what can be said of its precision.

    `places` are its decimal places, `figures` the least and the most significant figures it can be said to have (final
    zeros of a whole number may be either), both None for a fraction; `power` is that of ten in standard form.
    """

    value: Fraction
    shown: str
    places: int | None = None
    figures: tuple[int, int] | None = None
    power: int | None = None


def read_amount(text: str) -> Amount:
    """Raises ValueError for what is no number."""
    text = text.strip()
    if match := FRACTION.fullmatch(text):
        return _fraction(*match.groups())
    match = DECIMAL.fullmatch(text)
    if not match:
        raise ValueError(text)
    sign, whole, places, power = match.groups()
    digits = re.sub(r"[ ,]", "", whole) + (places or "")
    ten = int(power.replace("−", "-")) if power else None
    value = Fraction(int(digits), 10 ** len(places or "")) * Fraction(10) ** (ten or 0)
    mantissa = f"{whole}.{places}" if places else whole
    counted = digits.lstrip("0") or "0"
    least = len(counted) if places else len(counted.rstrip("0") or "0")
    return Amount(
        value=-value if sign in ("-", "−") else value,
        shown=_shown(sign, mantissa, ten),
        places=len(places or ""),
        figures=(least, len(counted)),
        power=ten,
    )


def _fraction(sign: str, whole: str | None, above: str, below: str) -> Amount:
    if not int(below):
        raise ValueError("nothing can be divided by 0")
    value = int(whole or 0) + Fraction(int(above), int(below))
    shown = f"{whole} {above}/{below}" if whole else f"{above}/{below}"
    return Amount(-value if sign in ("-", "−") else value, _shown(sign, shown, None))


def _shown(sign: str, digits: str, power: int | None) -> str:
    minus = "−" if sign in ("-", "−") else ""
    return minus + digits + (f" × 10^{str(power).replace('-', '−')}^" if power is not None else "")


def written(value: Fraction, power: int | None = None) -> str:
    """A value as an exact decimal, times a power of ten if that is given. Raises Unending."""
    scaled = abs(value) / Fraction(10) ** (power or 0)
    places = next((n for n in range(150) if 10**n % scaled.denominator == 0), None)
    if places is None:
        raise Unending(value)
    digits = str(int(scaled * 10**places)).rjust(places + 1, "0")
    mantissa = f"{digits[:-places]}.{digits[-places:]}" if places else digits
    return _shown("-" if value < 0 else "", mantissa, power)


def read_margin(text: str, of: Fraction) -> Fraction:
    """A tolerance such as 0.02, ± 0.02 or 5% of a value. Raises ValueError if it is none, or not above 0."""
    text = re.sub(r"^(?:±|\+/-)\s*", "", text.strip())
    share = text.endswith("%")
    margin = read_amount(text.removesuffix("%").strip()).value
    margin = abs(of) * margin / 100 if share else margin
    if margin <= 0:
        raise ValueError(text)
    return margin
