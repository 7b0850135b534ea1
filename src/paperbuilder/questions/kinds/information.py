"""Text between questions: what they are about, learning aims, words to use."""

from __future__ import annotations

from typing import ClassVar, Literal

from paperbuilder.questions.kind import Block
from paperbuilder.reading.models import field, model
from paperbuilder.reading.translations import Words

SHORT, LINE = 12, 60  # lines, and letters in one


@model
class Information(Block):
    """Text between questions. It goes with the question after it."""

    pictured: ClassVar[tuple[str, ...]] = ("text",)
    sample: ClassVar[str] = """
    - {type: information, title: To know, text: "What comes next is about Extracts A and B.", boxed: yes}
    """
    type: Literal["information"] = field("Text between questions.", "information")
    text: Words = field("The text; it may have paragraphs and lists.", "Read Extract A before you go on.")
    title: Words = field("A heading above it.", "Learning aims", default="")
    boxed: bool = field("A frame around it.", "yes", default=False)

    @property
    def is_short(self) -> bool:
        """Whether a page has room for it and what comes after it, in large print too."""
        return sum(1 + len(line) // LINE for line in self.text.splitlines()) < SHORT
