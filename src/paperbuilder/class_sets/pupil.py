"""A pupil of a class list.

In: nothing. Out: `Pupil`. Cannot fail.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Pupil:
    """One row of the list; `row` counts from 1, the head included. Extra time is in per cent, such as 25%."""

    name: str
    form: str = ""
    number: str = ""
    seat: str = ""
    edition: str = ""
    version: str = ""
    extra_time: str = ""
    paper: str = ""
    row: int = 0
