"""All kinds, and what they bring along.

In: nothing. Out: kinds by their type, their words, their samples. Cannot fail.
"""

from __future__ import annotations

from collections.abc import Mapping
from textwrap import dedent, indent

from paperbuilder.questions import kinds  # noqa: F401  (its import finds them all)
from paperbuilder.questions.kind import Kind
from paperbuilder.reading.schema import options_of


def all_kinds() -> Mapping[str, type[Kind]]:
    """Every kind by its type, in the order of the alphabet."""
    return options_of(Kind)[1]


def words_of_kinds() -> dict[str, Mapping[str, str]]:
    """The phrases that kinds print, by key and language."""
    return {key: texts for kind in all_kinds().values() for key, texts in kind.words.items()}


def sample_questions() -> str:
    """One of every kind, as the questions of a spec in YAML."""
    samples = (dedent(kind.sample).strip("\n") for kind in all_kinds().values())
    return "questions:\n" + "".join(indent(sample, "  ").rstrip() + "\n" for sample in samples)
