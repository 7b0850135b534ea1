"""A spec whose authors' words are all marked, so that what else is printed can be told from them.

Every word becomes `zq…`, in the spec and in its texts and tables alike, so that quotations are found and answers fit.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Any

import yaml

KEPT = {"kind", "type", "file", "picture", "table", "chart", "levels", "ladders", "space", "versions", "time", "form"}
KEPT |= {"reading-time", "lang", "id", "ao", "marks", "key-marks", "bonus", "spag", "theme"}
KEPT |= {"width", "height", "widths", "heights", "shuffle", "code", "extracts", "section", "editions", "sources"}
KEPT |= {
    "layout",
    "grid",
    "orientation",
    "lines",
    "closed",
    "choose",
    "penalty",
    "series",
    "boxed",
    "tolerance",
    "align",
}
LENGTH = re.compile(r"[\d.]+ ?(mm|cm|pt|lines?|%)?|yes|no|true|false|unknown|public domain|\d{4}-\d\d-\d\d")
NAMED = r"\b(?:Extract|Source|Interpretation)s? [A-Z]\b(?:(?:, | and | or )[A-Z]\b)*"
PIECE = re.compile(
    rf"\{{lines (\w+) (\"[^\"]*\"|“[^”]*”)\}}|\{{[^}}]*\}}|\$\$.*?\$\$|\$[^$]*\$|({NAMED})|[^\W\d_]{{2,}}", re.DOTALL
)
WELSH = {"Extracts": "Darnau", "Extract": "Darn", "Sources": "Ffynonellau", "Source": "Ffynhonnell"}
WELSH |= {"Interpretations": "Dehongliadau", "Interpretation": "Dehongliad", " and ": " a ", " or ": " neu "}
CODE = re.compile(r"(?:[MABECPQ][0-9½]+|SC ?\d?)(?: ?(?:ft|dep|oe|cao|isw))*:? ")


def marked(text: str) -> str:
    """The text with every word marked; references and formulas stay."""
    return PIECE.sub(_piece, text)


def _piece(match: re.Match[str]) -> str:
    if match[1]:
        return f"{{lines {match[1]} {marked(match[2])}}}"
    if match[3]:
        return re.sub("|".join(WELSH), lambda word: WELSH[word[0]], match[3])
    return match[0] if match[0][0] in "{$" else f"zq{match[0]}"


def _value(value: Any, path: tuple[str, ...]) -> Any:
    if isinstance(value, dict):
        names = path[-1:] in (("why",), ("gloss",))
        return {marked(k) if names else k: _value(v, (*path, k)) for k, v in value.items()}
    if isinstance(value, list):
        return [_value(one, path) for one in value]
    kept = KEPT.intersection(path[-2:]) or path[-2:] == ("sections", "pin") or path[0] == "theme"
    named = len(path) > 2 and path[0] == "extracts" and path[2] in ("text", "label")
    if kept or named or not isinstance(value, str) or LENGTH.fullmatch(value.strip()):
        return value
    code = CODE.match(value)
    return (code[0] if code else "") + marked(value[code.end() if code else 0 :])


def marked_spec(data: dict[str, Any], beside: Path, into: Path) -> Path:
    """The spec written with its words marked, and the files that lie `beside` it."""
    into.mkdir(parents=True, exist_ok=True)
    for file in (f for f in beside.rglob("*") if f.is_file() and f.suffix in (".txt", ".csv", ".svg", ".py", ".xlsx")):
        target = into / file.relative_to(beside)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(file, target)
        if file.suffix in (".txt", ".csv", ".py"):
            target.write_text(marked(file.read_text(encoding="utf-8")), encoding="utf-8")
    path = into / "spec.yaml"
    text = yaml.dump(_value(data, ()), Dumper=_Plain, allow_unicode=True, sort_keys=False, width=10_000)
    path.write_text(text, encoding="utf-8")
    return path


class _Plain(yaml.SafeDumper):
    """Texts of several lines as they stand; else in quotation marks that change nothing."""


def _text(dumper: _Plain, text: str) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style="|" if "\n" in text else "'")


_Plain.add_representer(str, _text)
