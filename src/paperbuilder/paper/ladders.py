"""Ladders of levels of response.

In: `ladders.yaml` files, bands of a spec. Out: `Level`s. Fails with `ValueError` in a teacher's words.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path

from paperbuilder.marks import Half
from paperbuilder.paper.item import Level
from paperbuilder.problems import SpecError
from paperbuilder.questions.mark_scheme import Band
from paperbuilder.reading.models import field, model
from paperbuilder.reading.schema import read
from paperbuilder.reading.source import read_yaml_text, source_of
from paperbuilder.reading.translations import Words, text_in

RANGE = re.compile(r"(\d+)(?: ?[-–] ?(\d+))?")


@model
class Ladder:
    """A named ladder."""

    strands: list[Words] = field("What each descriptor is about, one for each assessment objective.", ["Knowledge"])
    bands: list[Band] = field("The levels, lowest first.", [{"marks": "1-2", "descriptor": ["…"]}])

    @property
    def most(self) -> int:
        """The marks of its highest level; 0 if they are not marks."""
        return max(
            (int(match[2] or match[1]) for b in self.bands if (match := RANGE.fullmatch(b.marks.strip()))), default=0
        )


def read_ladders(files: Sequence[Path]) -> dict[str, Ladder]:
    """Ladders by name; those of later files replace earlier ones. Raises SpecError or FilesError."""
    found: dict[str, Ladder] = {}
    for file in files:
        found |= _ladders(file, read_yaml_text(file))
    return found


@lru_cache(maxsize=16)
def _ladders(file: Path, text: str) -> dict[str, Ladder]:
    ladders, problems = read(dict[str, Ladder], source_of(file, text), None)
    if problems:
        raise SpecError(problems)
    return ladders  # type: ignore[no-any-return]


def ladders_in(ladders: Mapping[str, Ladder], language: str) -> Mapping[str, Ladder]:
    """The ladders in a language, as far as their texts are there in it."""
    return {name: _in_language(ladder, language) for name, ladder in ladders.items()} if language else ladders


def _in_language(ladder: Ladder, language: str) -> Ladder:
    bands = [
        Band(marks=b.marks, descriptor=[text_in(d, language) for d in b.descriptor], name=text_in(b.name, language))
        for b in ladder.bands
    ]
    return Ladder(strands=[text_in(strand, language) for strand in ladder.strands], bands=bands)


def levels_of(bands: Sequence[Band], most: int | Half) -> tuple[Level, ...]:
    """Bands as levels, lowest first. Raises ValueError unless they cover 1 to `most` without gap or overlap."""
    levels = []
    for band in bands:
        match = RANGE.fullmatch(band.marks.strip())
        if not match:
            raise ValueError(f"the marks of a level cannot be “{band.marks}”; write for example 5-8")
        levels.append(Level(int(match[1]), int(match[2] or match[1]), band.name, tuple(band.descriptor)))
    levels.sort(key=lambda level: level.low)
    expected = 1
    for level in levels:
        if level.low != expected or level.high < level.low:
            raise ValueError(f"the levels must follow one another: one begins at {level.low}, not at {expected}")
        expected = level.high + 1
    if expected - 1 != most:
        raise ValueError(f"the levels go up to {expected - 1}, but the question has {most} marks")
    return tuple(levels)
