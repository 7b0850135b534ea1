"""Font faces: widths of words, and which face prints which character.

In: families of static TrueType files. Out: `FontBook`, `Face`. Fails with `MissingGlyph` for a
character that neither the wanted face nor a fallback has, and `FontProblem` for an unusable file.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import groupby
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from paperbuilder.themes.font_files import FontProblem, check_font, damaged
from paperbuilder.themes.scripts import SCRIPTS, clusters, is_mark, is_right_to_left, region, script_of

if TYPE_CHECKING:
    from reportlab.pdfbase.ttfonts import TTFont

NO_BREAK_SPACE = "\u00a0"
MOST_WIDTHS = 50_000  # words whose widths a face remembers
_opening = Lock()
SPACES = re.compile(r"[ \t\n\r]+")


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

    def shaped(self, tag: str = "") -> Face:
        """The same file, its letters set by HarfBuzz, of the script with this tag."""
        from paperbuilder.typeset.shaping import shaped_face

        return shaped_face(self.path, tag)

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

    def __init__(
        self,
        families: Mapping[str, Mapping[str, Path]],
        fallback: str,
        scripts: Mapping[str, Path] | None = None,
        lang: str = "",
    ):
        self._families = {
            name: Family(**{style: face_of(path) for style, path in files.items()}) for name, files in families.items()
        }
        self._fallback = self._families[fallback]
        self._scripts, self._lang = scripts or {}, lang

    def face(self, family: str, bold: bool = False, italic: bool = False) -> Face:
        return self._families[family].face(bold, italic)

    def runs(self, text: str, family: str, bold: bool, italic: bool, lang: str = "") -> list[tuple[Face, str]]:
        """`text` in pieces, each with a face that has all its characters (composed to NFC, white space as one space).

        Raises MissingGlyph.
        """
        text = SPACES.sub(" ", unicodedata.normalize("NFC", text))
        face = self.face(family, bold, italic)
        if text.isascii() or all(map(face.has, text)):
            return [(face, text)]
        faces = face, self._fallback.face(bold, False)
        chosen = [
            (found, piece)
            for script, cluster in clusters(text)
            for found, piece in self._choose(cluster, script, faces, text, bold, lang)
        ]
        return [(f, "".join(c for _, c in group)) for f, group in groupby(chosen, key=lambda pair: pair[0])]

    def _choose(
        self, cluster: str, script: str, faces: Sequence[Face], text: str, bold: bool, lang: str
    ) -> list[tuple[Face, str]]:
        """A letter with its marks in the first face that has them all; else piece by piece."""
        for face in self._faces(script, faces, text, bold, lang):
            if all(map(face.has, cluster)):
                return [(face, cluster)]
        if len(cluster) == 1:
            raise MissingGlyph(cluster, text)
        return [pair for character in cluster for pair in self._choose(character, script, faces, text, bold, lang)]

    def _faces(self, script: str, faces: Sequence[Face], text: str, bold: bool, lang: str) -> Iterator[Face]:
        """The face of a script, if there is a font for it, and those that may have its letters too."""
        known = SCRIPTS.get(script)
        if known and (path := self.script_font(script)):
            from paperbuilder.typeset.shaping import shaped_face

            lang = lang or self._lang
            index = region(text, lang) if path.suffix == ".ttc" else 0
            yield shaped_face(path, known.tag, lang, known.scale, index, bold)
        yield from faces
        yield from (face.shaped(known.tag if known else "") for face in faces)

    def script_font(self, script: str) -> Path | None:
        """The font that the theme names for a script, or that of the extra."""
        return self._scripts.get(script) or (SCRIPTS[script].font() if script in SCRIPTS else None)
