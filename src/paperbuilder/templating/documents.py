"""The documents that a paper is made of: one table of all, and a school's own.

In: a paper, the template folders. Out: `Document`s in the order in which they are made. Cannot fail.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from paperbuilder.paper.model import Paper


@dataclass(frozen=True, kw_only=True)
class Document:
    """What is printed from one template.

    `of` is the kind of spec that has it; `made` when: with every paper, if there are extracts in an insert, if a mark
    scheme has something to say, with several versions, with a class set, from a mark sheet. One that is not
    `per_version` is the same for all of them.
    `tells_marks` if every question's marks must stand in it. What pupils get is imposed, and printed for a class.
    """

    name: str
    of: Literal["exam", "worksheet", "any"] = "any"
    audience: Literal["pupils", "staff"] = "staff"
    made: Literal["paper", "insert", "scheme", "versions", "class", "marks"] = "paper"
    per_version: bool = True
    tells_marks: bool = False

    @property
    def for_pupils(self) -> bool:
        return self.audience == "pupils"

    def title(self, version: str) -> str:
        """What its file is called after the name of the spec: question-paper-version-B."""
        return f"{self.name}-version-{version}" if version and self.per_version else self.name


DOCUMENTS = (
    Document(name="insert", of="exam", audience="pupils", made="insert", per_version=False),
    Document(name="question-paper", of="exam", audience="pupils", tells_marks=True),
    Document(name="worksheet", of="worksheet", audience="pupils", tells_marks=True),
    Document(name="answers", of="worksheet", tells_marks=True),
    Document(name="mark-scheme", made="scheme", tells_marks=True),
    Document(name="version-key", made="versions", per_version=False),
    Document(name="batch-slip", made="class", per_version=False),
    Document(name="summary", made="marks", per_version=False),
    Document(name="feedback", made="marks"),
)


def document_named(name: str) -> Document:
    """The document of a name; a school's own if none of the table has it."""
    return next((document for document in DOCUMENTS if document.name == name), Document(name=name))


def documents_of(paper: Paper, folders: Sequence[Path]) -> list[Document]:
    """Those made with every such paper; a school's own (the templates in its `documents`) come last."""
    kind = paper.spec.kind
    insert = paper.spec.kind == "exam" and paper.extracts and paper.spec.sources == "insert"
    when = {"paper", *(["insert"] if insert else []), *(["scheme"] if paper.is_marked else [])}
    own = sorted({file.stem for folder in folders for file in (folder / "documents").glob("*.xml")})
    return [d for d in DOCUMENTS if d.of in (kind, "any") and d.made in when] + list(map(document_named, own))
