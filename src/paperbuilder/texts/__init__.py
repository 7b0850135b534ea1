"""The texts room: essays and their extracts, the small markup of authors' text, times in words.

In: files and text. Out: `Essay`, `Passage`, nodes of markup. Fails with `Mismatch`, `MarkupError` or `FilesError`.
It knows no spec.
"""

from paperbuilder.texts.essay import Essay, read_text
from paperbuilder.texts.passage import Mismatch, Passage, Run, find_words, mark
from paperbuilder.texts.quotation import cut, quote

__all__ = ["Essay", "Mismatch", "Passage", "Run", "cut", "find_words", "mark", "quote", "read_text"]
