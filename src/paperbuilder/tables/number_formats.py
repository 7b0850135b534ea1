"""A number as a spreadsheet shows it in a cell.

In: a number as the file has it, and its format. Out: text: 0012 for 12 in the format 0000, a date as 2026-11-10; a
number without leading noughts or a date is given whole, whatever is shown of it. Cannot fail.
"""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Literal

BUILT_IN = {str(n): "yyyy-mm-dd" for n in (14, 15, 16, 17, *range(27, 37), *range(50, 59))}
BUILT_IN |= {str(n): "h:mm" for n in (18, 19, 20, 21, 45, 46, 47)} | {"22": "yyyy-mm-dd h:mm"}
BUILT_IN |= {"2": "0.00", "3": "#,##0", "4": "#,##0.00", "9": "0%", "10": "0.00%"}
DECIMALS = re.compile(r"(#,##0|0)(?:\.(0+))?(%?)")
TOKEN = re.compile(r'"([^"]*)"|\\(.)|_.|\*.|\[[^\]]*\]|(.)')
Tokens = tuple[tuple[str, str], ...]
FIRST_DAY, FIRST_DAY_1904 = datetime(1899, 12, 30), datetime(1904, 1, 1)


def shown_as(value: str, code: str, since_1904: bool = False) -> str:
    """A number in a format."""
    with suppress(ValueError, OverflowError):
        number, (kind, tokens) = float(value), _read(code)
        if kind == "moment":
            return _moment(number, FIRST_DAY_1904 if since_1904 else FIRST_DAY)
        if kind == "places" and number >= 0 and number == int(number):
            return _filled(tokens, f"{int(number)}")
        if number == int(number) and abs(number) < 1e15:
            return f"{int(number)}"
    return value


def rounded_as(value: str, code: str, since_1904: bool = False) -> str:
    """A number in a format, with the decimals that this shows; eleven figures at most where it says nothing of them."""
    with suppress(ValueError, OverflowError):
        number, plain = float(value), code.partition(";")[0]
        if match := DECIMALS.fullmatch(plain):
            grouped, places = "," * ("," in match[1]), len(match[2] or "")
            return f"{number * 100 if match[3] else number:{grouped}.{places}f}{match[3]}"
        if plain in ("", "General") and "e" not in (short := f"{number:.11g}"):
            return short
    return shown_as(value, code, since_1904)


@lru_cache(maxsize=256)
def _read(code: str) -> tuple[Literal["moment", "places", "number"], Tokens]:
    """What the format of a number that is not negative shows, and its tokens: words as they are, and signs."""
    tokens = tuple((m[1] or m[2] or "", m[3] or "") for m in TOKEN.finditer(code.partition(";")[0]))
    signs = "".join(sign for _, sign in tokens).casefold()
    if re.search("[dmyhs]", signs) and "general" not in signs:
        return "moment", tokens
    return ("places" if "0" in signs and re.fullmatch(r"[0#()/ +-]+", signs) else "number"), tokens


def _moment(number: float, first: datetime) -> str:
    moment = first + timedelta(days=number)
    if number < 1:
        return f"{moment:%H:%M:%S}"
    return f"{moment:%Y-%m-%d}" if number == int(number) else f"{moment:%Y-%m-%d %H:%M:%S}"


def _filled(tokens: Tokens, digits: str) -> str:
    """The digits put in the places of a format from the right; what is left over stands at the first place."""
    shown, places, left = [], sum(sign in "0#" for _, sign in tokens if sign), digits
    for text, sign in reversed(tokens):
        if sign and sign in "0#":
            places -= 1
            digit, left = (left[-1:], left[:-1]) if places else (left, "")
            shown.append(digit or ("0" if sign == "0" else ""))
        else:
            shown.append(text or sign)
    return "".join(reversed(shown)).strip()
