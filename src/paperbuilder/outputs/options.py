"""How the documents of a paper are wanted.

In: nothing. Out: `MakeOptions`. Fails with `PaperbuilderError` for what is no language.
"""

from __future__ import annotations

from dataclasses import dataclass

from paperbuilder.problems import PaperbuilderError, Problem
from paperbuilder.reading.languages import WORDS, is_tag, meant


@dataclass(frozen=True, kw_only=True)
class MakeOptions:
    """What is asked for beside the spec; empty is the usual: the project's school, every document and version.

    `imposed` are ways of imposition (`booklet`, `two-up`, `two-copies`) made as well as the single pages; with
    `mono_preview` each document is also made as a copier in black and white prints it. If it is `strict`, nothing is
    made of a spec of which anything is warned. `lang` is the language, or the languages (cy,en), that it is
    printed in, if not as the spec says.
    """

    school: str = ""
    only: str = ""
    imposed: tuple[str, ...] = ()
    edition: str = ""
    version: str = ""
    mono_preview: bool = False
    strict: bool = False
    lang: str = ""

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages asked for. Raises PaperbuilderError for what is none."""
        return tuple(map(_language, self.lang.split(","))) if self.lang else ()


def _language(tag: str) -> str:
    if is_tag(tag.strip()):
        return tag.strip()
    near = meant(tag)
    message, hint = f"there is no language {tag.strip()}", f"write {near}" if near else f"write {WORDS}; or two: cy,en"
    raise PaperbuilderError([Problem(message=message, file="--lang", hint=hint)])


USUAL = MakeOptions()
PREVIEW = "mono-preview"  # what the name of such a file ends with
WAYS = ("booklet", "two-up", "two-copies")
