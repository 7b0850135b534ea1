"""Words that depend on a value: {n=2: farc | marc} is farc if n is 2, else marc; {last=vowel: ac | a} asks for a vowel.

In: a phrase, its values as they are printed. Out: the phrase with the right words. Cannot fail.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import partial

FORM = re.compile(r"\{(\w+)=([^:{}|]+):([^|{}]*)\|([^|{}]*)\}")
TAG = re.compile("<[^>]*>")
VOWEL = re.compile(
    r"[aeiouwyâêîôûŵŷáéíóúàèìòùäëïöü]|(?:1|8|1[1-9]|8\d)(?!\d)", re.IGNORECASE
)  # un, wyth, un deg dau, wyth deg


def with_forms(text: str, values: Mapping[str, str]) -> str:
    """The phrase with its words chosen."""
    return FORM.sub(partial(_chosen, values=values), text) if "=" in text else text


def _chosen(form: re.Match[str], values: Mapping[str, str]) -> str:
    name, wanted, right, other = form.groups()
    value = TAG.sub("", values.get(name, "")).strip()
    fits = any(VOWEL.match(value) if one.strip() == "vowel" else value == one.strip() for one in wanted.split(","))
    return (right if fits else other).strip()
