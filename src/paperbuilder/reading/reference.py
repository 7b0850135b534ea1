"""Models as tables in Markdown.

In: model classes. Out: sections of a page. Cannot fail.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal, get_args, get_origin

from paperbuilder.reading.json_schema import all_models, bases, doc, is_needed, own_fields
from paperbuilder.reading.models import is_model
from paperbuilder.reading.schema import is_family, is_union, without_none

HEAD = ["| key | value | needed | meaning | example |", "|---|---|---|---|---|"]


def reference(*roots: Any) -> str:
    """A section for every model that `roots` can hold."""
    return "\n".join(map(_section, all_models(*roots)))


def _section(kind: type) -> str:
    """The table of one model; what it has from others is only named."""
    rows = [
        f"| `{key}` | {_words(hint)} | {'yes' if is_needed(kind, key) else ''} | {f.doc} "
        f"| {_example(f.example)} |".replace("\n", " ")
        for key, (f, hint) in own_fields(kind).items()
    ]
    others = " and ".join(f"[{base.__name__}](#{base.__name__.lower()})" for base in bases(kind))
    more = [f"It has the keys of {others} as well.", ""] if others else []
    return "\n".join([f"## {kind.__name__}", "", doc(kind), "", *more, *(HEAD + rows if rows else []), ""])


def _example(example: Any) -> str:
    return "`" + str(example).replace("|", "\\|") + "`" if example not in ("", {}, []) else ""


def _words(hint: Any) -> str:
    hint = without_none(hint)
    if is_family(hint):
        return "a question or block"
    if get_origin(hint) is Annotated:
        return str(hint.__metadata__[0].words)
    if is_union(hint):
        return " or ".join(_words(kind) for kind in get_args(hint))
    if is_model(hint):
        return f"[{hint.__name__}](#{hint.__name__.lower()})"
    if get_origin(hint) is list:
        return f"list of: {_words(get_args(hint)[0])}"
    if get_origin(hint) is dict:
        return f"names, each with: {_words(get_args(hint)[1])}"
    if get_origin(hint) is Literal:
        return " or ".join(f"`{o}`" for o in get_args(hint))
    simple = {int: "whole number", bool: "yes or no", Any: "keys of a theme"}
    return str(simple.get(hint) or getattr(hint, "words", "plain text"))
