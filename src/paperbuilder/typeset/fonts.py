"""Font faces: widths of words, and which face prints which character.

In: families of static TrueType files. Out: `FontBook`, `Face`. Fails with `MissingGlyph` for a
character that neither the wanted face nor a fallback has, and `FontProblem` for an unusable file.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import groupby
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from paperbuilder.themes.font_files import FontProblem, check_font, damaged

if TYPE_CHECKING:
    from reportlab.pdfbase.ttfonts import TTFont

NO_BREAK_SPACE = "\u00a0"
FORCE_BOLD = 1 << 18  # of the flags of a font (ISO 32000-1, table 123)
MOST_WIDTHS = 50_000  # words whose widths a face remembers
_opening = Lock()
SPACES = re.compile(r"[ \t\n\r]+")
RIGHT_TO_LEFT = ("R", "AL", "RLE", "RLO", "RLI")


def is_right_to_left(character: str) -> bool:
    """Whether a character belongs to writing such as Hebrew or Arabic."""
    return unicodedata.bidirectional(character) in RIGHT_TO_LEFT


class MissingGlyph(Exception):
    """No face has `character`; it stands in `text`."""

    def __init__(self, character: str, text: str):
        super().__init__(character, text)
        self.character, self.text = character, text


class Face:
    """One static TrueType file. Widths and heights are per unit of font size."""

    def __init__(self, path: Path):
        self.path = path
        self.name = str(path)
        self._font: TTFont | None = None
        self._widths: dict[str, float] = {}
        self._has = {NO_BREAK_SPACE: True}

    @property
    def font(self) -> TTFont:
        """The font, opened when it is first needed; one for all threads."""
        if self._font is None:
            with _opening:
                self._font = self._font or self._open()
        return self._font

    def _open(self) -> TTFont:
        from reportlab.pdfbase.ttfonts import TTFont

        try:
            check_font(self.path)
            return TTFont(self.name, str(self.path))
        except FontProblem:
            raise
        except Exception:  # ReportLab raises whatever a damaged file leads it to
            raise damaged(self.path.name) from None

    def has(self, character: str) -> bool:
        """Whether the face prints it: not beyond U+FFFF, where ReportLab maps text wrongly, nor right to left."""
        known = self._has.get(character)
        if known is None:
            known = bool(self.font.face.charToGlyph.get(ord(character))) and ord(character) <= 0xFFFF
            known = known and not is_right_to_left(character)
            self._has[character] = known
        return known

    def width(self, text: str) -> float:
        width = self._widths.get(text)
        if width is None:
            if len(self._widths) > MOST_WIDTHS:
                self._widths = {}
            width = self._widths[text] = self.font.stringWidth(text, 1)
        return width

    @cached_property
    def ascent(self) -> float:
        return float(self.font.face.ascent) / 1000

    @cached_property
    def capitals(self) -> float:
        """The height of its capitals; as far as the font says, which of some is that of all it has."""
        return float(self.font.face.capHeight) / 1000

    @cached_property
    def heavy(self) -> bool:
        """Whether it is a bold one, whatever a theme calls it."""
        return bool(self.font.face.flags & FORCE_BOLD)

    @cached_property
    def descent(self) -> float:
        return -float(self.font.face.descent) / 1000


@lru_cache(maxsize=128)
def face_of(path: Path) -> Face:
    """The one face of a file in this process."""
    return Face(path)


def forget_faces() -> None:
    """Read all fonts anew."""
    face_of.cache_clear()


@dataclass(frozen=True)
class Family:
    """Four faces of one design."""

    regular: Face
    bold: Face
    italic: Face
    bold_italic: Face

    def face(self, bold: bool, italic: bool) -> Face:
        if bold:
            return self.bold_italic if italic else self.bold
        return self.italic if italic else self.regular


class FontBook:
    """Families by name, and a family that prints what they lack."""

    def __init__(self, families: Mapping[str, Mapping[str, Path]], fallback: str):
        self._families = {
            name: Family(**{style: face_of(path) for style, path in files.items()}) for name, files in families.items()
        }
        self._fallback = self._families[fallback]

    def face(self, family: str, bold: bool = False, italic: bool = False) -> Face:
        return self._families[family].face(bold, italic)

    def runs(self, text: str, family: str, bold: bool, italic: bool) -> list[tuple[Face, str]]:
        """`text` in pieces, each with a face that has all its characters (composed to NFC, white space as one space).

        Raises MissingGlyph, also for right-to-left writing, which would print backwards.
        """
        text = SPACES.sub(" ", unicodedata.normalize("NFC", text))
        face = self.face(family, bold, italic)
        if text.isascii() or all(map(face.has, text)):
            return [(face, text)]
        fallback = self._fallback.face(bold, False)
        chosen = ((self._choose(c, (face, fallback), text), c) for c in text)
        return [(f, "".join(c for _, c in group)) for f, group in groupby(chosen, key=lambda pair: pair[0])]

    @staticmethod
    def _choose(character: str, faces: Sequence[Face], text: str) -> Face:
        for face in faces:
            if face.has(character):
                return face
        raise MissingGlyph(character, text)
