"""Bonus marks: what a question gives beyond the total of the paper.

In: `yes`, or marks. Out: `ALL`, or marks. Fails with `ValueError` for anything else.
"""

from __future__ import annotations

from typing import Annotated, Any, ClassVar, Literal

from paperbuilder.marks import Half, MarkReader

ALL: Literal["all"] = "all"
WORDS: dict[str, Literal["all", 0]] = {"yes": ALL, "true": ALL, "no": 0, "false": 0}


class BonusReader:
    """How a bonus stands in a spec."""

    words: ClassVar[str] = "yes, or a number of marks such as 2"

    @classmethod
    def schema(cls, least: int, most: int) -> dict[str, Any]:
        """What an editor takes for a bonus."""
        return {"anyOf": [{"type": "boolean"}, {"enum": ["yes", "no"]}, *MarkReader.schema(least, most)["anyOf"]]}

    @classmethod
    def read(cls, text: str) -> int | Half | Literal["all"]:
        word = text.strip().lower()
        return WORDS[word] if word in WORDS else MarkReader.read(text)


Bonus = Annotated[int | Half | Literal["all"], BonusReader]
