"""What extracts are called: Source A, Item 2, Figure III; letters may begin again in each section.

In: the extracts and sections of a spec, texts that name extracts. Out: which extract is meant; problems. Cannot fail.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations

from paperbuilder.problems import Problem, did_you_mean
from paperbuilder.reading.source import Path_, Source
from paperbuilder.reading.translations import Wording
from paperbuilder.spec.models import Exam, Extract, Worksheet

USUAL = ("", "Extract", "Source", "Interpretation")
WELSH = {  # what stands for a label in a Welsh text, one and several
    "Extract": ("Darn", "Darnau", "Dyfyniad", "Dyfyniadau", "Detholiad", "Detholiadau"),
    "Source": ("Ffynhonnell", "Ffynonellau"),
    "Interpretation": ("Dehongliad", "Dehongliadau"),
    "Figure": ("Ffigur", "Ffigurau"),
}
_FRENCH = {"Extract": "Extrait", "Source": "Document", "Interpretation": "Interprétation", "Figure": "Figure"}
FRENCH = {  # and in a French one, where it has a small letter
    label: tuple(word for one in (word, f"{word}s") for word in (one, one.lower())) for label, word in _FRENCH.items()
}
NAME = r"[A-Z][0-9]?|[0-9]{1,2}|[IVX]{1,5}"
KEY = r"[A-Za-z0-9][A-Za-z0-9_-]{0,19}"
LABEL = r"[^\W\d_](?:[\w’'-]| (?=\w)){0,28}(?<!\d)"
JOINED = r", | and | or | ac? | neu | et | ou "


def wrong_name(letter: str, extract: Extract, source: Source) -> Iterator[Problem]:
    """What is wrong in the name or the label of an extract."""
    path: Path_ = ("extracts", letter)
    if not re.fullmatch(KEY if extract.name else NAME, letter):
        hint = "use A, B, C…" if not re.fullmatch(KEY, letter) else "use A, B, C…, or add name: with what is printed"
        yield source.problem(path, f"an extract cannot be called {letter}", hint, key=True)
    if extract.name and not re.fullmatch(NAME, extract.name):
        hint = "write a letter, a number or a Roman figure: A, 2, III"
        yield source.problem((*path, "name"), f"an extract cannot be named {extract.name}", hint)
    if not re.fullmatch(LABEL, extract.label):
        message = f"an extract cannot be called {extract.label}"
        yield source.problem((*path, "label"), message, "write one or two words, such as Source, Item or Figure")


def section_in(path: Path_) -> int | None:
    """The section that a place of the spec is in."""
    return int(path[1]) if path[:1] == ("sections",) and len(path) > 1 else None


class Labels:
    """The names of the extracts of a paper."""

    def __init__(self, spec: Exam | Worksheet):
        self.extracts, self.sections = spec.extracts, spec.sections
        self._section = {letter: self._find(extract.section) for letter, extract in self.extracts.items()}
        own = {e.label for e in self.extracts.values()}
        languages = [WELSH, *([FRENCH] if any(tag[:2] == "fr" for tag in spec.lang) else [])]
        self._meant = {
            word: label
            for known in languages
            for label in own - {*sum(known.values(), ())}
            for word in known.get(label, ())
        }
        words = sorted({*USUAL[1:], *own, *self._meant}, key=len, reverse=True)
        one = "(?:[IVX]{1,5}|[A-Z0-9]{1,2})"
        self._pattern = rf"\b({'|'.join(map(re.escape, words))})s? ({one}(?:(?:{JOINED}){one})*)\b"

    def _find(self, wanted: str) -> int | None:
        """A section by its title, by how that begins, or by its number."""
        for n, section in enumerate(self.sections):
            titles = section.title.every.values() if isinstance(section.title, Wording) else [section.title]
            begins = any(title.startswith(wanted) and not title[len(wanted) :][:1].isalnum() for title in titles)
            if wanted and (begins or wanted == str(n + 1)):
                return n
        return None

    def section_of(self, letter: str) -> int | None:
        return self._section.get(letter)

    def called(self, letter: str) -> str:
        return f"{self.extracts[letter].label} {self._name(letter)}"

    def _name(self, letter: str) -> str:
        return self.extracts[letter].name or letter

    def listed(self) -> list[str]:
        """How the extracts are spoken of: by their letters, if that is clear."""
        clear = len({e.label for e in self.extracts.values()}) == 1 and not any(e.name for e in self.extracts.values())
        return list(self.extracts if clear else map(self.called, self.extracts))

    def named(self, text: str) -> Iterator[tuple[str, str]]:
        """The label and the name of each extract that a text names."""
        for match in re.finditer(self._pattern, text):
            label = self._meant.get(match[1], match[1])
            yield from ((label, name) for name in re.split(JOINED, match[2]))

    def meant(self, label: str, name: str, section: int | None) -> str:
        """The extract that a name means in a section: one with that label, of the section itself rather than of all."""
        found = [letter for letter in self.extracts if self._name(letter) == name]

        def nearness(letter: str) -> tuple[bool, bool, bool]:
            own = self._section[letter]
            return self.extracts[letter].label != label, own not in (None, section), own != section

        return min(found, key=nearness, default=name)

    def series(self) -> list[list[str]]:
        """The extracts that are lettered together: those of one label, section by section."""
        found: dict[tuple[str, int | None], list[str]] = {}
        for letter, extract in self.extracts.items():
            found.setdefault((extract.label, self._section[letter]), []).append(letter)
        return list(found.values())

    def wrong(self, source: Source) -> Iterator[Problem]:
        """Sections that there are not, and names that two extracts have."""
        titles = [section.title for section in self.sections if section.title]
        for letter, extract in self.extracts.items():
            if extract.section and self._section[letter] is None:
                known = "the sections are " + ", ".join(titles) if titles else "the paper has no sections"
                hint = did_you_mean(extract.section, titles, known)
                yield source.problem(("extracts", letter, "section"), f"there is no section {extract.section}", hint)
        for one, other in combinations(self.extracts, 2):
            sections = {self._section[one], self._section[other]}
            if self.called(one) == self.called(other) and (len(sections) == 1 or None in sections):
                hint = "give one another name, or each the section: that it belongs to"
                message = f"two extracts are called {self.called(one)}"
                yield source.problem(("extracts", other), message, hint, key=True)
