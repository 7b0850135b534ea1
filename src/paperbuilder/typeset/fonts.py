"""Font faces: widths of words, and which letters they have.

In: static TrueType files. Out: `Face`s. Fails with `FontProblem` for an unusable file.
"""

from __future__ import annotations

from functools import cached_property, lru_cache
from itertools import compress, count
from operator import add
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from paperbuilder.themes.font_files import FontProblem, check_font, damaged
from paperbuilder.themes.scripts import is_mark, is_right_to_left, script_of
from paperbuilder.typeset.kerning import NARROW, Kerning

if TYPE_CHECKING:
    from reportlab.pdfbase.ttfonts import TTFont

NO_BREAK_SPACE, NO_BREAK_HYPHEN = "\u00a0", "\u2011"
AS_OTHERS = str.maketrans({NO_BREAK_SPACE: " ", NARROW: " ", NO_BREAK_HYPHEN: "-"})  # which fonts may lack
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
        self._moves: dict[str, tuple[tuple[int, int], ...]] = {}
        self._has = dict.fromkeys((NO_BREAK_SPACE, NARROW, NO_BREAK_HYPHEN), True)

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
                self._widths, self._moves = {}, {}
            kern = sum([by for _, by in self.moves(text)])
            width = self._widths[text] = self.font.stringWidth(self.printed(text), 1) + kern / 1000
        return width

    @staticmethod
    def printed(text: str) -> str:
        """The characters that stand for a text in a file."""
        return text if text.isascii() else text.translate(AS_OTHERS)

    def nearer(self, pair: str) -> float:
        """By how much two letters beside each other are moved."""
        return self.kerning[pair] / 1000

    def moves(self, text: str) -> list[tuple[int, int]]:
        """Before which of its letters something is moved, and by how many thousandths of the size."""
        found: list[tuple[int, int]] = []
        at = 0
        for word in text.split(" "):
            moves = self._moves.get(word)
            if moves is None:
                moves = self._moves[word] = self._moves_of(word)
            if moves:
                found += [(at + place, by) for place, by in moves]
            at += len(word) + 1
        return found

    def _moves_of(self, word: str) -> tuple[tuple[int, int], ...]:
        moved = list(map(self.kerning.__getitem__, map(add, word, word[1:])))
        return tuple(compress(zip(count(1), moved, strict=False), moved)) if any(moved) else ()

    @cached_property
    def kerning(self) -> Kerning:
        """How near its letters stand to each other."""
        face = self.font.face

        def table(tag: str) -> bytes:
            return bytes(face.get_table(tag)) if tag in face.table else b""

        return Kerning(table, face.charToGlyph, float(face.unitsPerEm), float(face.getCharWidth(ord(" "))))

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
