"""Which face prints which character.

In: families of fonts, text. Out: `FontBook`, text in pieces of one face. Fails with `MissingGlyph` for a character that
neither the wanted face nor any other has.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from paperbuilder.themes.scripts import SCRIPTS, Script, clusters, region, script_of
from paperbuilder.typeset.fonts import Face, MissingGlyph, face_of

SPACES = re.compile(r"[ \t\n\r]+")


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
        kinds = ((character, script_of(character) or script) for character in cluster)
        return [pair for character, own in kinds for pair in self._choose(character, own, faces, text, bold, lang)]

    def _faces(self, script: str, faces: Sequence[Face], text: str, bold: bool, lang: str) -> Iterator[Face]:
        """The face of a script, and those that may have its letters too; none if there is no font for it."""
        known, path = SCRIPTS.get(script), self.script_font(script)
        if known and not path:
            return
        if known and path:
            yield self._shaped(path, known, text, bold or faces[0].heavy, lang or self._lang)
        yield from faces
        from paperbuilder.typeset.shaping import shaped_face

        yield from (shaped_face(face.path, known.tag if known else "") for face in faces)

    @staticmethod
    def _shaped(path: Path, script: Script, text: str, bold: bool, lang: str) -> Face:
        from paperbuilder.typeset.shaping import shaped_face

        index = region(text, lang) if path.suffix == ".ttc" else 0
        return shaped_face(path, script.tag, lang, script.scale, index, bold)

    def script_font(self, script: str) -> Path | None:
        """The font that the theme names for a script, or that of the extra."""
        return self._scripts.get(script) or (SCRIPTS[script].font() if script in SCRIPTS else None)
