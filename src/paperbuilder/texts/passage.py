"""An extract as it prints: the author's own words, with marked differences.

In: runs of words, words to mark. Out: `Passage`. Fails with `Mismatch` for words that are not in it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from paperbuilder.texts.folding import fold, folded
from paperbuilder.texts.readability import reading_age

LINE = "\u2028"  # the end of a line within a paragraph of prose
SLASH = re.compile(r"\s/{1,2}\s")
Form = Literal["prose", "verse", "drama", "code"]


class Mismatch(Exception):
    """An extract that the text does not bear out. `path` is the key at fault, if it is known."""

    def __init__(self, message: str, hint: str = "", path: tuple[str | int, ...] = ()):
        super().__init__(message)
        self.message, self.hint, self.path = message, hint, path


@dataclass(frozen=True)
class Run:
    """A stretch of an extract as printed; `note` is the meaning of a glossed word.

    Where lines are kept, the text holds their ends and the spaces at their beginnings.
    """

    kind: Literal["text", "omission", "insertion", "sic", "gloss", "speaker", "direction"]
    text: str
    note: str = ""


@dataclass(frozen=True)
class Passage:
    """An extract as printed, in paragraphs, stanzas or speeches."""

    paragraphs: tuple[tuple[Run, ...], ...]
    form: Form = "prose"

    @property
    def plain(self) -> str:
        """The author's words, without omission marks and insertions."""
        own = ("text", "sic", "gloss", "speaker", "direction")
        return " ".join("".join(r.text for r in runs if r.kind in own) for runs in self.paragraphs)

    @property
    def words(self) -> int:
        return sum(1 for word in self.plain.split() if re.search(r"\w", word))

    @property
    def reading_age(self) -> int | None:
        """In years; None if the passage is too short."""
        return reading_age(self.plain, self.words)


def without_slashes(words: str, text: str, form: Form) -> str:
    """Quoted words without the slashes between lines of verse, unless the text has some itself."""
    return words if form not in ("verse", "drama") or SLASH.search(f" {text} ") else SLASH.sub(" ", words)


def lines_of(paragraph: Sequence[Run]) -> list[tuple[int, list[Run]]]:
    """The lines of a paragraph, each with how many spaces it begins with; a mark stands on the last of its lines."""
    found: list[list[Run]] = [[]]
    for run in paragraph:
        *before, last = run.text.split("\n")
        for text in before:
            found[-1].append(Run("text" if run.kind in ("sic", "gloss") else run.kind, text))
            found.append([])
        found[-1].append(replace(run, text=last))
    return [_indented([run for run in line if run.text]) for line in found]


def _indented(line: list[Run]) -> tuple[int, list[Run]]:
    indent = 0
    while line and line[0].kind == "text" and line[0].text[:1].isspace():
        text = line[0].text.lstrip()
        indent += len(line[0].text) - len(text)
        line = [*([replace(line[0], text=text)] if text else []), *line[1:]]
    return indent, line


def sic_last(runs: list[Run]) -> None:
    """Mark the last word so far."""
    text = runs.pop().text
    word = re.split(r"\s", text)[-1]
    runs += [Run("text", text[: len(text) - len(word)])] if len(word) < len(text) else []
    runs.append(Run("sic", word))


def mark(passage: Passage, sic: Sequence[str] = (), gloss: Mapping[str, str] | None = None) -> Passage:
    """Mark the first occurrence of each word. Raises Mismatch if a word is not there."""
    for word in sic:
        passage = _mark(passage, word, "sic", "")
    for word, meaning in (gloss or {}).items():
        passage = _mark(passage, word, "gloss", meaning)
    return passage


def _mark(passage: Passage, word: str, kind: Literal["sic", "gloss"], note: str) -> Passage:
    pattern = re.compile(rf"(?<!\w){re.escape(fold(word))}(?!\w)", re.IGNORECASE if kind == "gloss" else 0)
    for p, runs in enumerate(passage.paragraphs):
        for r, run in enumerate(runs):
            letters, at = folded(run.text)
            found = pattern.search(letters) if run.kind in ("text", "direction") and fold(word) else None
            if found:
                a, b = at[found.start()], at[found.end() - 1] + 1
                pieces = [Run(run.kind, run.text[:a]), Run(kind, run.text[a:b], note), Run(run.kind, run.text[b:])]
                marked = (*runs[:r], *(x for x in pieces if x.text), *runs[r + 1 :])
                return replace(passage, paragraphs=(*passage.paragraphs[:p], marked, *passage.paragraphs[p + 1 :]))
    raise Mismatch(f"{kind}: “{word}” is not in the extract", "write the word as the extract has it")


def find_words(passage: Passage, words: str) -> str:
    """The words as the extract prints them; they must stand in it once. Raises Mismatch."""
    letters, at = folded(passage.plain)
    wanted = fold(without_slashes(words, passage.plain, passage.form))
    count = letters.count(wanted) if wanted else 0
    if count != 1:
        problem = "are not in the extract" if count == 0 else f"are in the extract {count} times"
        raise Mismatch(f"the words “{words}” {problem}", "quote words that are in it only once")
    start = letters.index(wanted)
    return passage.plain[at[start] : at[start + len(wanted) - 1] + 1]
