"""Models as JSON Schema, for editors that complete and check.

In: model classes. Out: definitions (draft 2020-12). Cannot fail. What several models share is written once, in the
definition of the model they are derived from.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any, Literal, get_args, get_origin

from paperbuilder.reading.languages import SHAPE
from paperbuilder.reading.models import MISSING, Field, is_model
from paperbuilder.reading.schema import fields_of, is_family, is_union, options_of, without_none
from paperbuilder.reading.translations import Words

PLAIN = {"type": ["string", "number", "boolean"]}
NOT_BLANK = {"pattern": r"\S"}
ANYTHING = Field("", "", MISSING, 0, 1000, True, "")
YES_NO = "^([Yy][Ee][Ss]|[Nn][Oo]|[Tt][Rr][Uu][Ee]|[Ff][Aa][Ll][Ss][Ee])$"
REF = "#/$defs/"
TEXTS, LISTS = "TextsByLanguage", "ListsByLanguage"
BY_LANGUAGE = {"type": "object", "minProperties": 1, "propertyNames": {"pattern": f"^{SHAPE}$"}}
SHARED = {
    TEXTS: BY_LANGUAGE | {"description": "The same text in several languages.", "additionalProperties": PLAIN},
    LISTS: BY_LANGUAGE
    | {"description": "The same list in several languages.", "additionalProperties": {"type": "array"}},
}


def json_schema(title: str, root: Any) -> dict[str, Any]:
    """The whole schema of a file whose data is `root`."""
    top = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": title, **_type(root)}
    return {**top, "$defs": {kind.__name__: definition(kind) for kind in all_models(root)} | SHARED}


def all_models(*roots: Any) -> list[type]:
    """Every model that `roots` can hold and what they are derived from, the outermost first."""
    found: list[type] = []
    queue: list[Any] = list(roots)
    while queue:
        kind = queue.pop(0)
        if is_family(kind):
            queue += options_of(kind)[1].values()
        elif is_model(kind) and kind not in found:
            found.append(kind)
            queue += [*bases(kind), *(hint for _, hint in fields_of(kind).values())]
        elif not is_model(kind):
            queue += [k for k in get_args(kind) if not isinstance(k, str)]
    return found


def bases(kind: type) -> list[type]:
    """The models with keys of their own that a model is derived from."""
    return [base for base in kind.__bases__ if is_model(base) and fields_of(base)]


def own_fields(kind: type) -> dict[str, tuple[Field, Any]]:
    """The fields that no model has from which this one is derived."""
    inherited = {key for base in bases(kind) for key in fields_of(base)}
    return {key: found for key, found in fields_of(kind).items() if key not in inherited}


def is_base(kind: type) -> bool:
    """Whether a model is only there for others to be derived from: it has no key of its own that names it."""
    return bool(kind.__subclasses__()) and not any(get_origin(hint) is Literal for _, hint in own_fields(kind).values())


def definition(kind: type) -> dict[str, Any]:
    """The definition of a model."""
    schema: dict[str, Any] = {"type": "object", "description": doc(kind)}
    if bases(kind):
        schema["allOf"] = [{"$ref": REF + base.__name__} for base in bases(kind)]
    schema["properties"] = {key: _property(f, hint) for key, (f, hint) in own_fields(kind).items()}
    if not is_base(kind):
        schema["unevaluatedProperties" if bases(kind) else "additionalProperties"] = False
        schema["required"] = [key for key in fields_of(kind) if is_needed(kind, key)]
    short = getattr(kind, "shorthand", None)
    if not short:
        return schema
    hint = without_none(fields_of(kind)[short][1])
    bare = [PLAIN, {"type": "array"}] if get_origin(hint) is list else [PLAIN]
    return {"anyOf": [*bare, *([{"$ref": REF + TEXTS}] if holds_words(hint) else []), schema]}


def holds_words(hint: Any) -> bool:
    """Whether a text, or each text of a list, may be given in several languages."""
    hint = without_none(hint)
    return hint == Words or (get_origin(hint) is list and holds_words(get_args(hint)[0]))


def is_needed(kind: type, key: str) -> bool:
    """Whether a key must be given; the tag may be left out where another key implies it."""
    about = fields_of(kind)[key][0]
    implied = bool(getattr(kind, "implied_by", "")) and key == getattr(kind, "family", "")
    return about.default is MISSING and not implied


def _property(about: Field, hint: Any) -> dict[str, Any]:
    kind = _type(hint, about)
    kind = {"anyOf": [_type(get_args(hint)[0], about), kind]} if about.single else kind
    found = kind | {"description": about.doc, "examples": [about.example]}
    if isinstance(about.default, str | int) and about.default != "":
        found["default"] = about.default
    return found


def _type(hint: Any, about: Field = ANYTHING) -> dict[str, Any]:
    hint = without_none(hint)
    if hint is Any:
        return {}
    if hint == Words:
        return {"anyOf": [PLAIN if about.blank else PLAIN | NOT_BLANK, {"$ref": REF + TEXTS}]}
    if get_origin(hint) is Annotated:
        return dict(hint.__metadata__[0].schema(about.least, about.most))
    if is_union(hint) or is_family(hint):
        return {"oneOf": [{"$ref": REF + m.__name__} for m in options_of(hint)[1].values()]}
    if is_model(hint):
        return {"$ref": REF + hint.__name__}
    if get_origin(hint) is list:
        found = {"type": "array", "items": _type(get_args(hint)[0], about)}
        inner = get_args(hint)[0]
        return {"anyOf": [found, {"$ref": REF + LISTS}]} if holds_words(hint) or is_model(inner) else found
    if get_origin(hint) is dict:
        return {"type": "object", "additionalProperties": _type(get_args(hint)[1], about)}
    if get_origin(hint) is Literal:
        options: Sequence[str] = get_args(hint)
        return {"enum": [*options, *(o == "true" for o in options if o in ("true", "false"))]}
    if hint is int:
        return {"type": "integer", "minimum": about.least, "maximum": about.most}
    if hint is bool:
        return {"type": ["boolean", "string"], "pattern": YES_NO}
    return PLAIN if about.blank else PLAIN | NOT_BLANK


def doc(kind: type) -> str:
    """What a model is, in a line."""
    return " ".join((kind.__doc__ or "").split())
