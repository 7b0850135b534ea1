"""What type-setting must know of a language: its marks, and the words that stay with a number or a name.

In: a tag of a language, such as cy or en-GB. Out: `Language`, from the file of its language; of one without a file,
what is the same in all. Cannot fail.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

HERE = Path(__file__).parent


@dataclass(frozen=True, kw_only=True)
class Language:
    """`double` and `single` are its quotation marks, opening and closing; `within` is the space inside of double ones.

    `wide_before` and `thin_before` are marks before which there is a no-break space, or a narrow one. `units` stand
    after a number and `labels` before one, in small letters; `symbols`, `eras`, `titles` and names as they are written.
    """

    double: str
    single: str
    within: str = ""
    wide_before: str = ""
    thin_before: str = ""
    symbols: frozenset[str]
    units: frozenset[str] = frozenset()
    labels: frozenset[str] = frozenset()
    eras: frozenset[str] = frozenset()
    before_years: frozenset[str] = frozenset()
    titles: frozenset[str] = frozenset()
    monarchs: frozenset[str] = frozenset()
    months: frozenset[str] = frozenset()
    days: frozenset[str] = frozenset()
    ordinals: frozenset[str] = frozenset()
    elided: frozenset[str] = frozenset()


MARKS = ("double", "single", "within", "wide_before", "thin_before")
IN_SMALL = ("units", "labels")


@lru_cache(maxsize=64)
def language(tag: str) -> Language:
    """What is known of a language."""
    own = HERE / f"{tag.partition('-')[0].lower()}.toml"
    known = _read(HERE / "shared.toml") | (_read(own) if own in HERE.glob("??.toml") else {})
    values = {name.replace("-", "_"): text for name, text in known.items()}
    words = {name: text if name in MARKS else _words(name, text) for name, text in values.items()}
    return Language(**words)  # type: ignore[arg-type]


def _words(name: str, text: str) -> frozenset[str]:
    return frozenset((text.lower() if name in IN_SMALL else text).split())


def _read(file: Path) -> dict[str, str]:
    return tomllib.loads(file.read_text(encoding="utf-8"))
