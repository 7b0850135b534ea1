"""How the documents of a paper are wanted.

In: nothing. Out: `MakeOptions`. Cannot fail.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class MakeOptions:
    """What is asked for beside the spec; empty is the usual: the project's school, every document and version.

    `imposed` are ways of imposition (`booklet`, `two-up`, `two-copies`) made as well as the single pages; with
    `mono_preview` each document is also made as a copier in black and white prints it. If it is `strict`, nothing is
    made of a spec of which anything is warned.
    """

    school: str = ""
    only: str = ""
    imposed: tuple[str, ...] = ()
    edition: str = ""
    version: str = ""
    mono_preview: bool = False
    strict: bool = False


USUAL = MakeOptions()
PREVIEW = "mono-preview"  # what the name of such a file ends with
WAYS = ("booklet", "two-up", "two-copies")
