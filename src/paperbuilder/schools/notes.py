"""The note at the head of a copied template: what it was copied from.

In: the text of a file. Out: its `Note`, and the text without it. Cannot fail. A note is a comment, and survives
editing; how lines end, and spaces at their ends, are nobody's edits.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from hashlib import blake2b

from paperbuilder import __version__

COMMENT = re.compile(
    r"\{#\s*Copied from\b(?:(?!#\}).)*\bpaperbuilder\b.*?#\}\n?|^#[^\S\n]*Copied from\b[^\n]*\bpaperbuilder\b[^\n]*\n?",
    re.S | re.M,
)
WORDS = re.compile(r"Copied from (the built-in|\S+'s) (\S+) of paperbuilder (\S+) \(([0-9a-f]{16})\)")
BUILT_IN = "the built-in"
HEAD = 4000  # characters of a file, in which its note is looked for


@dataclass(frozen=True)
class Note:
    """Whose template was copied (`the built-in`, or `northgate's`), its name, the version of paperbuilder then, and a
    digest of its text."""

    whose: str
    name: str
    version: str
    digest: str

    def written(self) -> str:
        """The line at the head of the file."""
        words = f"Copied from {self.whose} {self.name} of paperbuilder {self.version} ({self.digest})."
        words += " Leave this line as it is: “schools check” reads it."
        return f"{{# {words} #}}\n" if self.name.endswith(".xml") else f"# {words}\n"


@dataclass(frozen=True)
class Noted:
    """A text without its note; if it is `damaged`, the note cannot be read any more."""

    text: str
    note: Note | None
    damaged: bool = False


def note_of(whose: str, name: str, text: str) -> Note:
    """The note of a copy that is made of a text now."""
    return Note(whose, name, __version__, digest(text))


def read_note(text: str) -> Noted:
    comment = COMMENT.search(text, 0, HEAD)
    if not comment:
        return Noted(text, None)
    words = WORDS.search(" ".join(comment[0].split()))
    note = Note(*words.groups()) if words else None
    return Noted(text[: comment.start()] + text[comment.end() :], note, note is None)


def plain(text: str) -> str:
    """The text with nothing in it that editors change by themselves."""
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").rstrip().split("\n")
    return "".join(line.rstrip() + "\n" for line in lines)


def digest(text: str) -> str:
    return blake2b(plain(text).encode(), digest_size=8).hexdigest()
