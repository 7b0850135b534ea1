"""The texts room: essays and their extracts, the small markup of authors' text, times in words.

In: files and text. Out: `Essay` in its form, `Passage`, nodes of markup. Fails with `Mismatch`,
`MarkupError` or `FilesError`. It knows no spec.
"""

from paperbuilder.texts.essay import Essay, in_form, read_text
from paperbuilder.texts.passage import Form, Mismatch, Passage, Run, find_words, lines_of, mark
from paperbuilder.texts.quotation import cut, quote

__all__ = ["Essay", "Form", "Mismatch", "Passage", "Run", "cut", "find_words", "in_form", "lines_of", "mark"]
__all__ += ["quote", "read_text"]
