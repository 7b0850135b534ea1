"""The spec described from its models: JSON Schema for editors, and `docs/spec.md`.

In: the models. Out: a JSON Schema, Markdown. Cannot fail.
"""

from __future__ import annotations

from typing import Any

from paperbuilder.reading import json_schema
from paperbuilder.reading.reference import reference
from paperbuilder.spec.models import AnySpec

INTRO = """# The spec

Every key a spec can have, made from the code that reads it. A spec is one YAML file: an exam (`kind: exam`) or a
worksheet (`kind: worksheet`).

Text may hold `**bold**`, `*italic*`, `m^2^`, `H~2~O`, lists of lines that begin with `- ` or `1. `, and
[some other signs](writing.md), formulas between [dollar signs](maths.md), and the references `{extract B}`,
`{question raid}` and `{lines B "some words"}`; everything else prints as it is written. Below a `|` a line ends
where you end it, unless it is long and a sentence goes on in the next one.
"""


def spec_schema() -> dict[str, Any]:
    """JSON Schema (draft 2020-12) of a spec."""
    return json_schema.json_schema("A paperbuilder spec", AnySpec)


def spec_reference() -> str:
    """`docs/spec.md`."""
    return f"{INTRO}\n{reference(AnySpec)}"
