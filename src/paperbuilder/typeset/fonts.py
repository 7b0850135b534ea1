"""Font faces: widths of words, and which letters they have.

In: static TrueType files. Out: `Face`s. Fails with `FontProblem` for an unusable file.
"""

from __future__ import annotations

from functools import cached_property, lru_cache
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from paperbuilder.themes.font_files import FontProblem, check_font, damaged
from paperbuilder.themes.scripts import is_mark, is_right_to_left, script_of

if TYPE_CHECKING:
    from reportlab.pdfbase.ttfonts import TTFont

NO_BREAK_SPACE = "\u00a0"
FORCE_BOLD = 1 << 18  # of the flags of a font (ISO 32000-1, table 123)
MOST_WIDTHS = 50_000  # words whose widths a face remembers
_opening = Lock()


class MissingGlyph(Exception):
    """No face has `character`; it stands in `text`."""

    def __init__(self, character: str, text: str):
        super().__init__(character, text)
        self.character, self.text = character, text


class Face:
    """One static TrueType file. Widths and heights are per unit of font size."""

    shaping = False

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
        """Whether the face prints it letter by letter: not beyond U+FFFF, where ReportLab maps text wrongly."""
        known = self._has.get(character)
        if known is None:
            known = bool(self.font.face.charToGlyph.get(ord(character))) and ord(character) <= 0xFFFF
            known = known and not (is_right_to_left(character) or is_mark(character) or script_of(character))
            self._has[character] = known
        return known

    def width(self, text: str) -> float:
        width = self._widths.get(text)
        if width is None:
            if len(self._widths) > MOST_WIDTHS:
                self._widths = {}
            width = self._widths[text] = self.font.stringWidth(text, 1)
        return width

    @property
    def look(self) -> tuple[Path, int, int]:
        """What tells it apart from a face that looks otherwise: its file, its place in that, its weight."""
        return self.path, 0, 0

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
