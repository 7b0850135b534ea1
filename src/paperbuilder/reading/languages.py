"""Languages by their tags (BCP 47), as specs name them.

In: text. Out: `Language`. Fails with `ValueError` for what is no tag of a known language.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, Self

CODES = (
    "aa ab ae af ak am an ar as av ay az ba be bg bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee "
    "el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io "
    "is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn "
    "mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se "
    "sg si sk sl sm sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo "
    "wa wo xh yi yo za zh zu ang ckb cmn enm fil frm grc gsw haw hmn lzh nds prs rmy rom sco yue "
)
NAMES = {
    "arabic": "ar", "bengali": "bn", "bangla": "bn", "chinese": "zh", "mandarin": "zh", "cymraeg": "cy", "dutch": "nl",
    "english": "en", "farsi": "fa", "french": "fr", "german": "de", "greek": "el", "gujarati": "gu", "hebrew": "he",
    "hindi": "hi", "irish": "ga", "italian": "it", "japanese": "ja", "korean": "ko", "latin": "la", "pashto": "ps",
    "persian": "fa", "polish": "pl", "portuguese": "pt", "punjabi": "pa", "romanian": "ro", "russian": "ru",
    "somali": "so", "spanish": "es", "tamil": "ta", "turkish": "tr", "ukrainian": "uk", "urdu": "ur", "welsh": "cy",
    "jp": "ja", "cn": "zh", "gr": "el", "ua": "uk", "iw": "he", "cz": "cs", "dk": "da",
}  # fmt: skip
REGIONS = {"uk": "GB"}
SHAPE = rf"(?:{'|'.join(CODES.split())})(?:-(?:[A-Z][a-z]{{3}}|[A-Z]{{2}}|[0-9]{{3}})){{0,2}}"
WORDS = "the letters of a language, such as fr, ur or zh, or with a region, such as en-GB"


class Language(str):
    """The tag of a language."""

    words = WORDS

    @classmethod
    def read(cls, data: object) -> Self:
        if not isinstance(data, str) or not is_tag(data.strip()) or data.strip().endswith("-UK"):
            raise ValueError(data)
        return cls(data.strip())

    @classmethod
    def hint(cls, data: Any) -> str:
        """What to type instead."""
        near = meant(str(data))
        return f"write {near}" if near else f"write {WORDS}"


def is_tag(text: str) -> bool:
    """Whether a text names a known language."""
    return bool(re.fullmatch(SHAPE, text))


def meant(text: str) -> str:
    """The tag that a name of a language, or a tag written otherwise, is meant for."""
    code, *more = text.strip().replace("_", "-").lower().split("-")
    code = NAMES.get(code, code)
    parts = [REGIONS.get(part, part.title() if len(part) == 4 else part.upper()) for part in more]
    tag = "-".join([code, *parts])
    return tag if is_tag(tag) else ""


def of_language(language: str, names: Iterable[str]) -> str:
    """The name of a language among others: cy-GB is cy, and en is en-GB, if there is only that; else empty."""
    names = list(names)
    if language in names:
        return language
    main = language.partition("-")[0]
    near = [name for name in names if name.partition("-")[0] == main]
    return near[0] if len(near) == 1 else ""


def has_decimal_commas(language: str) -> bool:
    """Whether numbers have a comma for their point in a language."""
    return language[:2] in ("fr", "de", "es", "it", "pt", "nl", "pl")


def named(tag: str) -> str:
    """What a language is called: Welsh (cy); the tag alone of one whose name is not known here."""
    main = tag.partition("-")[0]
    name = next((name for name, code in NAMES.items() if code == main and len(name) > 2 and name != "cymraeg"), "")
    return f"{name.title()} ({tag})" if name else tag
