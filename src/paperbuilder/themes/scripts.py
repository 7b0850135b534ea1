"""Writing systems beside Latin, Greek and Cyrillic: which letters are theirs, and where fonts for them are.

In: text, names of languages. Out: `Script`s, texts cut into clusters. Cannot fail; a font that is not there is None.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

EXTRA = "paperbuilder[scripts]"
RIGHT_TO_LEFT = ("R", "AL")
MARKS = ("Mn", "Me")
JOINERS = "\u200c\u200d"
SHARED = "\u0964\u0965" + JOINERS  # the danda of all scripts of India


class Script(NamedTuple):
    """A writing system: its `tag` (ISO 15924), its letters, its font.

    `letters` are ranges, such as a-z; `package` holds the `file`; `scale` makes it as large as Latin letters look.
    """

    name: str
    tag: str
    letters: str
    package: str = "manimgx_fonts"
    file: str = ""
    scale: float = 1.0

    @lru_cache(maxsize=32)  # noqa: B019  (there are few, and they stay)
    def font(self) -> Path | None:
        """The font of the extra, if it is installed."""
        found = find_spec(self.package) if self.file else None
        path = Path(found.origin).with_name(self.file) if found and found.origin else None
        return path if path and path.is_file() else None


def _noto(name: str, tag: str, letters: str, file: str, scale: float = 1.0) -> Script:
    return Script(name=name, tag=tag, letters=letters, file=f"NotoSans{file}[wght].ttf", scale=scale)


EAST_ASIAN = Script(
    name="Chinese, Japanese and Korean",
    tag="Hani",
    letters="\u1100-\u11ff\u2e80-\u312f\u3130-\u318f\u31a0-\u9fff\uac00-\ud7ff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef"
    "\U0001b000-\U0001b16f\U00020000-\U000323af",
    package="manimgx_fonts_cjk",
    file="NotoSansCJK-VF.otf.ttc",
)
SCRIPTS = {
    "arabic": _noto("Arabic", "Arab", "\u0600-\u06ff\u0750-\u077f\u0870-\u08ff\ufb50-\ufdff\ufe70-\ufefc", "Arabic"),
    "hebrew": _noto("Hebrew", "Hebr", "\u0590-\u05ff\ufb1d-\ufb4f", "Hebrew"),
    "devanagari": _noto("Devanagari", "Deva", "\u0900-\u097f\u1cd0-\u1cff\ua8e0-\ua8ff", "Devanagari"),
    "bengali": _noto("Bengali", "Beng", "\u0980-\u09ff", "Bengali"),
    "gurmukhi": _noto("Gurmukhi", "Guru", "\u0a00-\u0a7f", "Gurmukhi"),
    "gujarati": _noto("Gujarati", "Gujr", "\u0a80-\u0aff", "Gujarati"),
    "oriya": _noto("Odia", "Orya", "\u0b00-\u0b7f", "Oriya"),
    "tamil": _noto("Tamil", "Taml", "\u0b80-\u0bff", "Tamil"),
    "telugu": _noto("Telugu", "Telu", "\u0c00-\u0c7f", "Telugu"),
    "kannada": _noto("Kannada", "Knda", "\u0c80-\u0cff", "Kannada"),
    "malayalam": _noto("Malayalam", "Mlym", "\u0d00-\u0d7f", "Malayalam"),
    "sinhala": _noto("Sinhala", "Sinh", "\u0d80-\u0dff", "Sinhala"),
    "ethiopic": _noto("Ethiopic", "Ethi", "\u1200-\u139f\u2d80-\u2ddf\uab00-\uab2f", "Ethiopic"),
    "thai": _noto("Thai", "Thai", "\u0e01-\u0e5b", "Thai"),
    "lao": _noto("Lao", "Laoo", "\u0e81-\u0edf", "Lao"),
    "khmer": _noto("Khmer", "Khmr", "\u1780-\u17f9\u19e0-\u19ff", "Khmer"),
    "myanmar": _noto("Burmese", "Mymr", "\u1000-\u109f\ua9e0-\ua9fe\uaa60-\uaa7f", "Myanmar"),
    "tibetan": Script(name="Tibetan", tag="Tibt", letters="\u0f00-\u0fff"),
    "syriac": Script(name="Syriac", tag="Syrc", letters="\u0700-\u074f"),
    "thaana": Script(name="Thaana", tag="Thaa", letters="\u0780-\u07bf"),
    "east-asian": EAST_ASIAN,
}
LANGUAGES = ("ar", "ur", "fa", "ps", "sd", "ug", "ckb", "prs", "he", "yi")  # that run from right to left
REGIONS = {"ja": 0, "ko": 1, "zh-tw": 3, "zh-hant": 3, "zh-hk": 4}  # faces in the font of the far East
CHINESE = 2
KANA, HANGUL = re.compile("[\u3040-\u30ff]"), re.compile("[\u1100-\u11ff\u3130-\u318f\uac00-\ud7ff]")


FIRST = "\u0590"  # no letter before it is of another script
FAR_EAST = "\u2e80"  # nor of the far East, but for old Korean


@lru_cache(maxsize=4096)
def script_of(character: str) -> str:
    """The key of the script that a letter belongs to; nothing for what a font of Latin can have."""
    if character < FIRST:
        return ""
    starts, ranges = _ranges()
    last, key = ranges[max(0, bisect_right(starts, character) - 1)]
    return key if character <= last and character >= starts[0] else ""


@lru_cache(maxsize=1)
def _ranges() -> tuple[list[str], list[tuple[str, str]]]:
    """Where each range of letters begins, in order, and where it ends, with its script."""
    found = sorted(
        (s.letters[i], s.letters[i + 2], key) for key, s in SCRIPTS.items() for i in range(0, len(s.letters), 3)
    )
    return [start for start, _, _ in found], [(last, key) for _, last, key in found]


def is_right_to_left(character: str) -> bool:
    """Whether a character belongs to writing such as Hebrew or Arabic."""
    return unicodedata.bidirectional(character) in RIGHT_TO_LEFT


def is_mark(character: str) -> bool:
    """Whether it is set above, below or around the letter before it."""
    return unicodedata.category(character) in MARKS


def is_leftward(lang: str) -> bool:
    """Whether a language is written from right to left."""
    return lang.split("-")[0] in LANGUAGES


def runs_leftward(text: str, lang: str) -> bool:
    """Whether a paragraph runs from right to left: its language does, or its first letter and most others do."""
    ways = [way for way in map(unicodedata.bidirectional, text) if way in ("L", *RIGHT_TO_LEFT)]
    left = sum(1 for way in ways if way != "L")
    return left > 0 and (is_leftward(lang) or (ways[0] != "L" and 2 * left > len(ways)))


def begins_otherwise(text: str) -> bool:
    """Whether most of a text runs from right to left, but not its beginning: it may be meant either way."""
    ways = [way for way in map(unicodedata.bidirectional, text) if way in ("L", *RIGHT_TO_LEFT)]
    return bool(ways) and ways[0] == "L" and sum(1 for way in ways if way != "L") > 2 * ways.count("L")


@lru_cache(maxsize=16)
def region(text: str, lang: str) -> int:
    """Which face of the far East a text wants: by its language, or by letters that only one has."""
    lang = lang.lower()
    known = next((face for name, face in REGIONS.items() if lang == name or lang.startswith(f"{name}-")), None)
    if known is not None:
        return known
    return REGIONS["ja"] if KANA.search(text) else REGIONS["ko"] if HANGUL.search(text) else CHINESE


def clusters(text: str) -> Iterator[tuple[str, str]]:
    """Letters with their marks, each with the key of its script; a space belongs to the script around it."""
    found: list[tuple[str, list[str]]] = []
    for character in text:
        key = script_of(character)
        around = found[-1][0] if found else ""
        if found and ((around and character in SHARED) or (is_mark(character) and key in ("", around))):
            found[-1][1].append(character)
        else:
            found.append((key, [character]))
    for i, (key, cluster) in enumerate(found):
        around = found[i - 1][0] if 0 < i < len(found) - 1 and cluster == [" "] else ""
        yield (around if around and around == found[i + 1][0] else key), "".join(cluster)


def units(text: str) -> list[str]:
    """What must not be cut between: letters with their marks."""
    found: list[list[str]] = []
    for character in text:
        if found and is_mark(character):
            found[-1].append(character)
        else:
            found.append([character])
    return ["".join(unit) for unit in found]
