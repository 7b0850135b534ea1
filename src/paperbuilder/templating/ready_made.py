"""Built-in templates as they were compiled when the package was built: a third of a cold start was compiling them.

In: a template's name, text and file. Out: its code; None if it was not compiled from this very text, by this Jinja2 and
for this Python. Cannot fail. Code is read from the file beside this module alone, never from a project.
"""

from __future__ import annotations

import marshal
from functools import lru_cache
from hashlib import blake2b
from importlib.util import MAGIC_NUMBER
from pathlib import Path
from types import CodeType

import jinja2

FILE = Path(__file__).with_name("ready_made.bin")
MADE_FOR = blake2b(MAGIC_NUMBER + jinja2.__version__.encode(), digest_size=16).digest()


def ready_made(name: str, text: str, filename: str) -> CodeType | None:
    """The code of a template, as if it had been compiled from `filename` just now."""
    data = _codes().get(key_of(name, text))
    return renamed(marshal.loads(data), filename) if data else None


def key_of(name: str, text: str) -> bytes:
    """What tells a template from every other, and from itself in another state."""
    return blake2b(f"{name}\0{text}".encode(), digest_size=16).digest()


def packed(codes: dict[bytes, CodeType]) -> bytes:
    """What the file holds of codes by their keys."""
    return MADE_FOR + marshal.dumps({key: marshal.dumps(renamed(code, "")) for key, code in codes.items()})


def renamed(code: CodeType, filename: str) -> CodeType:
    """The same code from another file."""
    inner = tuple(renamed(part, filename) if isinstance(part, CodeType) else part for part in code.co_consts)
    return code.replace(co_filename=filename, co_consts=inner)


@lru_cache(maxsize=1)
def _codes() -> dict[bytes, bytes]:
    try:
        data = FILE.read_bytes()
    except OSError:
        return {}
    return marshal.loads(data[len(MADE_FOR) :]) if data.startswith(MADE_FOR) else {}
