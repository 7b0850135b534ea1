"""One mutation of a file, for `bench/fuzz.py`: of its tree if it is YAML, of its lines, or of its bytes.

In: a random generator and a file. Out: its bytes, spoilt.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from copy import deepcopy
from pathlib import Path
from random import Random
from typing import Any

import yaml

PIECES = ["\x00", "\ufeff", "\u2028", "\t", "\r", "\n\n", "\u0301", "- ", ": ", " #", "&a ", "*a", "!!x ", "|\n"]
PIECES += [
    '"',
    "'",
    "{",
    "}",
    "[",
    "]",
    "%",
    "`",
    "@",
    "~",
    "[[",
    "]]",
    "**",
    "~~",
    "²",
    "é",
    "עברית",
    "🙂",
    "{lines A}",
]
PIECES += [
    "{extract ",
    "A}",
    "null",
    "yes",
    "A",
    "<p>",
    "</p>",
    "-1",
    "0",
    "1e999",
    ".inf",
    ".nan",
    "9" * 30,
    "25%",
    "12:30",
]
PIECES += ["2026-01-01", "0x10", "x" * 3000]
TEMPLATE_PIECES = ["{{", "}}", "{%", "%}", "{#", "{{ 1 / 0 }}", "{{ paper.nope }}", "{{ 9 ** 9 ** 9 }}", "{{ paper }}"]
TEMPLATE_PIECES += [
    "{% for a in paper.every %}",
    "{% endfor %}",
    "{% if x %}",
    "{% include 'section.xml' %}",
    "&",
    "<b>",
]
TEMPLATE_PIECES += [
    "{{ '\\ud800' }}",
    "{{ 1e400 | int }}",
    "{{ [1, 2] | join(2) }}",
    "{% set x = x ~ x %}",
    "</section>",
]
JUNK: list[Any] = ["", "x", "0", "-1", "1e999", "9" * 30, "null", "yes", "2026-01-01", "25%", "x " * 2000]
JUNK += [[], {}, [[]], {"a": "b"}]


def spoil(random: Random, file: Path) -> bytes:
    """The bytes of a file with one mutation."""
    data = file.read_bytes()
    if file.suffix == ".yaml" and random.random() < 0.6:
        with suppress(yaml.YAMLError, UnicodeDecodeError, RecursionError):
            tree = yaml.load(data.decode(), Loader=yaml.BaseLoader)
            if places := list(_places(tree)):
                _spoil_tree(random, *random.choice(places), random.choice(places))
                return yaml.dump(tree, Dumper=_InFull, allow_unicode=True, sort_keys=False).encode()
    way = random.choice([_spoilt_lines, _spoilt_piece, _spoilt_piece, _spoilt_bytes])
    return way(random, data, PIECES + TEMPLATE_PIECES * 2 * (file.suffix == ".xml"))


class _InFull(yaml.SafeDumper):
    """Writes what stands in several places once for each of them."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def _places(node: Any) -> Iterator[tuple[Any, Any]]:
    """Every value of a tree, as the list or mapping that holds it and its key there."""
    for key in list(node) if isinstance(node, dict) else range(len(node)) if isinstance(node, list) else ():
        yield node, key
        yield from _places(node[key])


def _spoil_tree(random: Random, holder: Any, key: Any, elsewhere: tuple[Any, Any]) -> None:
    """Change one value; `elsewhere` is the place of another."""
    old, other = holder[key], deepcopy(elsewhere[0][elsewhere[1]])
    way = random.choice(["drop", "rename", "junk", "junk", "other", "other", "wrap", "deep", "many", "piece"])
    if way == "drop":
        del holder[key]
    elif way == "rename" and isinstance(holder, dict):
        holder[random.choice([f"{key}s", str(key)[1:], str(elsewhere[1]), "x"])] = holder.pop(key)
    else:
        holder[key] = _spoilt_value(random, way, old, other)


def _spoilt_value(random: Random, way: str, old: Any, other: Any) -> Any:
    if way == "other":
        return other
    if way == "deep":
        for _ in range(random.choice([1, 5, 60])):
            old = random.choice([[old], {"parts": old}])
        return old
    if way == "many":
        return old * random.choice([2, 30]) if isinstance(old, str | list) else [old] * 9
    if way == "piece" and isinstance(old, str):
        at = random.randint(0, len(old))
        return old[:at] + random.choice(PIECES) + old[at:]
    return [old] if way == "wrap" else random.choice(JUNK)


def _spoilt_lines(random: Random, data: bytes, _: Sequence[str]) -> bytes:
    lines = data.split(b"\n")
    at, other = random.randrange(len(lines)), random.randrange(len(lines))
    line = lines[at]
    indented = random.choice([b"  ", b" ", b"\t", b"- "]) + line
    ways = [[], [line, line], [lines[other]], [indented], [line[random.randint(1, 4) :]]]
    return b"\n".join([*lines[:at], *random.choice(ways), *(lines[at + 1 :] if random.random() < 0.9 else ())])


def _spoilt_piece(random: Random, data: bytes, pieces: Sequence[str]) -> bytes:
    at = random.randint(0, len(data))
    return data[:at] + random.choice(pieces).encode() + data[at + random.choice([0, 0, 1, 9]) :]


def _spoilt_bytes(random: Random, data: bytes, _: Sequence[str]) -> bytes:
    at, length = random.randint(0, len(data)), random.choice([1, 1, 3, 40, 400])
    old = data[at : at + length]
    flipped = bytes(byte ^ 1 << random.randrange(8) for byte in old)
    return data[:at] + random.choice([flipped, b"", old * 2, random.randbytes(length)]) + data[at + length :]
