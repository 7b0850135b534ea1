"""The spec described from its models: JSON Schema for editors, and `docs/spec.md`.

In: the models. Out: a JSON Schema, Markdown. Cannot fail.
"""

from __future__ import annotations

from typing import Any

from paperbuilder.questions.kind import Block, Kind
from paperbuilder.reading import json_schema
from paperbuilder.reading.reference import reference
from paperbuilder.reading.schema import options_of
from paperbuilder.spec.models import AnySpec

MARKED = {"items": {"$ref": json_schema.REF + "Marked"}}
INTRO = """# The spec

Every key a spec can have, made from the code that reads it. A spec is one YAML file: an exam (`kind: exam`) or a
worksheet (`kind: worksheet`).

Text may hold `**bold**`, `*italic*`, `m^2^`, `H~2~O`, lists of lines that begin with `- ` or `1. `, and
[some other signs](writing.md), formulas between [dollar signs](maths.md), and the references `{extract B}`,
`{question raid}` and `{lines B "some words"}`; everything else prints as it is written. Below a `|` a line ends
where you end it, unless it is long and a sentence goes on in the next one.

The paper is printed in the languages of the school's theme, or in those that `lang` names: one, or two one below the
other. Every text of your own (it says “text” below) can be a text in each language, and every list of such texts a list
in each: `stem: {cy: Pryd?, en: When?}`. Plain text is printed in both as it is ([the page on languages](languages.md)).

A question of an exam needs its `marks`; one of a worksheet may be without them, and without a mark scheme. Then it has
the lines that the theme gives (`lines-of-answer`, `lines-of-essay`), sums count the questions that have marks, and a
sheet that has neither marks nor mark schemes makes a worksheet and its answers alone. Extracts that no question of a
worksheet cites are printed before the first question. An exam whose mark schemes are not finished is made with a
warning, and its mark scheme says what is missing; `--strict` makes nothing while anything is warned of.
"""


def spec_schema() -> dict[str, Any]:
    """JSON Schema (draft 2020-12) of a spec."""
    schema = json_schema.json_schema("A paperbuilder spec", AnySpec)
    blocks = [name for name, kind in options_of(Kind)[1].items() if issubclass(kind, Block)]
    schema["$defs"] |= {"Marked": _marked(blocks), "MarkedSection": {"properties": {"questions": MARKED}}}
    schema["$defs"]["Exam"]["properties"] |= {
        "questions": MARKED,
        "sections": {"items": {"$ref": json_schema.REF + "MarkedSection"}},
    }
    return schema


def _marked(blocks: list[str]) -> dict[str, Any]:
    """What an exam has between its questions, or a question with marks: its own, or those of its parts."""
    return {
        "description": "Every question of an exam has marks.",
        "anyOf": [
            {"required": ["marks"]},
            {"required": ["parts"], "properties": {"parts": MARKED}},
            {"required": ["type"], "properties": {"type": {"enum": blocks}}},
        ],
    }


def spec_reference() -> str:
    """`docs/spec.md`."""
    return f"{INTRO}\n{reference(AnySpec)}"
