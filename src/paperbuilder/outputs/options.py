"""How the documents of a paper are wanted.

In: nothing. Out: `MakeOptions`. Cannot fail.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class MakeOptions:
    """What is asked for beside the spec; empty is the usual: the project's school, every document and version.

    `imposed` are ways of imposition (`booklet`, `two-up`, `two-copies`) made as well as the single pages.
    """

    school: str = ""
    only: str = ""
    imposed: tuple[str, ...] = ()
    edition: str = ""
    version: str = ""


USUAL = MakeOptions()
WAYS = ("booklet", "two-up", "two-copies")
