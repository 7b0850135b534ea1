"""The spec described from its models: JSON Schema for editors, and `docs/spec.md`.

In: the models. Out: a JSON Schema, Markdown. Cannot fail.
"""

from __future__ import annotations

import dataclasses
from typing import Any, Literal, get_args, get_origin

from paperbuilder.reading.schema import fields_of, is_model, is_union, options_of, without_none
from paperbuilder.spec import models

PLAIN = {"type": ["string", "number", "boolean"]}
INTRO = """# The spec

Every key a spec can have, made from the code that reads it. A spec is one YAML file: an exam (`kind: exam`) or a
worksheet (`kind: worksheet`).

Text may hold `**bold**`, `*italic*`, `m^2^`, `H~2~O`, lists, and the references `{extract B}`, `{question raid}` and
`{lines B "some words"}`; everything else prints as it is written.
"""


def json_schema() -> dict[str, Any]:
    """JSON Schema (draft 2020-12) of a spec."""
    definitions = {kind.__name__: _definition(kind) for kind in all_models()}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A paperbuilder spec",
        "$ref": "#/$defs/AnySpec",
        "$defs": {**definitions, "AnySpec": _type(models.AnySpec)},
    }


def all_models(*roots: type) -> list[type]:
    """Every model that `roots` (those of a spec if none are named) can hold, the outermost first."""
    found: list[type] = []
    queue = list(roots) or [*get_args(models.AnySpec)]
    while queue:
        kind = queue.pop(0)
        if is_model(kind) and kind not in found:
            found.append(kind)
            queue += [hint for _, hint in fields_of(kind).values()]
        elif not is_model(kind):
            queue += [k for k in get_args(kind) if not isinstance(k, str)]
    return found


def _definition(kind: type) -> dict[str, Any]:
    properties = {
        key: {**_type(hint), "description": f.metadata["doc"], "examples": [f.metadata["example"]]}
        for key, (f, hint) in fields_of(kind).items()
    }
    schema: dict[str, Any] = {"type": "object", "description": _doc(kind), "properties": properties}
    schema |= {"additionalProperties": False, "required": [k for k in properties if _needed(kind, k)]}
    short = getattr(kind, "shorthand", None)
    if not short:
        return schema
    bare = [PLAIN, {"type": "array"}] if properties[short].get("type") == "array" else [PLAIN]
    return {"anyOf": [*bare, schema]}


def _needed(kind: type, key: str) -> bool:
    field, hint = fields_of(kind)[key]
    tag_of_parts = kind is models.Parts and key == "type"
    return bool(field.metadata["default"] is dataclasses.MISSING and not tag_of_parts)


def _type(hint: Any) -> dict[str, Any]:
    hint = without_none(hint)
    if hint is Any:
        return {}
    if is_union(hint):
        return {"oneOf": [{"$ref": f"#/$defs/{m.__name__}"} for m in options_of(hint)[1].values()]}
    if is_model(hint):
        return {"$ref": f"#/$defs/{hint.__name__}"}
    if get_origin(hint) is list:
        return {"type": "array", "items": _type(get_args(hint)[0])}
    if get_origin(hint) is dict:
        return {"type": "object", "additionalProperties": _type(get_args(hint)[1])}
    if get_origin(hint) is Literal:
        options = list(get_args(hint))
        return {"enum": options + [o == "true" for o in options if o in ("true", "false")]}
    simple: dict[Any, dict[str, Any]] = {int: {"type": "integer"}, bool: {"type": ["boolean", "string"]}}
    return simple.get(hint, PLAIN)


def spec_reference() -> str:
    """`docs/spec.md`."""
    return "\n".join([INTRO, *(section(kind) for kind in all_models())])


def section(kind: type) -> str:
    """The table of one model."""
    rows = [
        f"| `{key}` | {_words(hint)} | {'yes' if _needed(kind, key) else ''} | {f.metadata['doc']} "
        f"| {_example(f.metadata['example'])} |".replace("\n", " ")
        for key, (f, hint) in fields_of(kind).items()
    ]
    head = ["| key | value | needed | meaning | example |", "|---|---|---|---|---|"]
    return "\n".join([f"## {kind.__name__}", "", _doc(kind), "", *head, *rows, ""])


def _doc(kind: type) -> str:
    return " ".join((kind.__doc__ or "").split())


def _example(example: Any) -> str:
    return "`" + str(example).replace("|", "\\|") + "`" if example not in ("", {}, []) else ""


def _words(hint: Any) -> str:
    hint = without_none(hint)
    if is_union(hint):
        return (
            "a question"
            if Literal["short"] in [fields_of(m).get("type", (0, 0))[1] for m in get_args(hint)]
            else "a spec"
        )
    if is_model(hint):
        return f"[{hint.__name__}](#{hint.__name__.lower()})"
    if get_origin(hint) is list:
        return f"list of: {_words(get_args(hint)[0])}"
    if get_origin(hint) is dict:
        return f"names, each with: {_words(get_args(hint)[1])}"
    if get_origin(hint) is Literal:
        return " or ".join(f"`{o}`" for o in get_args(hint))
    simple = {int: "whole number", bool: "yes or no", Any: "keys of a theme"}
    return str(simple.get(hint) or getattr(hint, "words", "text"))
