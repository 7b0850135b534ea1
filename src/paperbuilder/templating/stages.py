"""How old the pupils of a group are, by what the group is called.

In: a name such as “Year 8”, “Blynyddoedd 7 ac 8”, “7B/Hi1”, “KS3”. Out: the stage, or "" for older pupils and for a
name that does not say it. Cannot fail.
"""

from __future__ import annotations

import re
from typing import Literal

Stage = Literal["", "primary", "ks3"]

LISTED = r"\d{1,2}(?!\d)(?:(?: |,|/|&|\+|-|–|\b(?:to|and|or|ac|a|neu|hyd|at|i)\b)+\d{1,2}(?!\d))*"
KEY_STAGE = re.compile(rf"\b(?:ks|ca|key stages?|cyfnod(?:au)? allweddol) ?({LISTED})")
YEARS = re.compile(rf"\b(?:years?|yrs?|y|blwyddyn|blynyddoedd|bl)\.? ?({LISTED})")
CLASS = re.compile(r"([789])(?!th)[a-z]{1,2}\d?(?:[ /.\-].*)?")  # 7B, 8X2, 9c/Hi1; 6A may be in a sixth form
FIRST = re.compile(r"\b(?:reception|nursery|derbyn|meithrin)\b")
EXAMINED = re.compile(r"\b(?:gcse|tgau|igcse|a[ -]level|as[ -]level|safon uwch|btec)\b")
LAST_YEAR = {1: 2, 2: 6, 3: 9}  # of the key stages


def stage_of(group: str) -> Stage:
    """The stage of the oldest pupils named."""
    name = " ".join(group.casefold().split())
    if EXAMINED.search(name):
        return ""
    years = [LAST_YEAR.get(stage, 13) for stage in _numbers(KEY_STAGE, name)] or _numbers(YEARS, name)
    if not years and (match := CLASS.fullmatch(name)):
        years = [int(match[1])]
    if not years:
        return "primary" if FIRST.search(name) else ""
    return "primary" if max(years) <= 6 else "ks3" if max(years) <= 9 else ""


def _numbers(listed: re.Pattern[str], name: str) -> list[int]:
    return [int(n) for numbers in listed.findall(name) for n in re.findall(r"\d+", numbers)]
