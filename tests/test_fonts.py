"""The fonts that come with paperbuilder: static, embeddable, openly licensed, told apart by name."""

from __future__ import annotations

from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from paperbuilder.themes.folders import STANDARD
from paperbuilder.themes.resolve import theme_of
from paperbuilder.typeset.fonts import Face, FontProblem

FONTS = sorted((STANDARD / "fonts").glob("*.ttf"))


def test_every_font_file_of_the_theme_is_there_and_no_other() -> None:
    named = {getattr(f, s) for f in theme_of([STANDARD]).fonts.families.values() for s in vars(f)}
    assert {path.name for path in FONTS} == named


@pytest.mark.parametrize("path", FONTS, ids=lambda path: path.stem)
def test_a_font_is_static_and_may_be_embedded(path: object) -> None:
    font = TTFont(path)
    assert "glyf" in font and "fvar" not in font
    assert font["OS/2"].fsType == 0


def test_names_differ_and_licences_are_open() -> None:
    names = [TTFont(path)["name"].getDebugName(6) for path in FONTS]
    assert len(set(names)) == len(names)
    for stem, words in (
        ("Liberation", "SIL Open Font License"),
        ("Atkinson", "SIL OPEN FONT"),
        ("DejaVu", "Bitstream"),
    ):
        licence = next((STANDARD / "fonts").glob(f"{stem}*-LICENSE.txt")).read_text()
        assert words.lower() in licence.lower()
    assert "Open Font License" in TTFont(FONTS[-1])["name"].getDebugName(13)


REFUSED = {
    "fvar": "variable font",
    "CFF ": "PostScript outlines",
    "licence": "forbids embedding",
    "short": "cannot be used",
}


@pytest.mark.parametrize("change", REFUSED)
def test_a_font_that_cannot_be_embedded_is_refused_with_what_to_do(tmp_path: Path, change: str) -> None:
    path = tmp_path / "font.ttf"
    data = FONTS[0].read_bytes()
    if change == "short":
        path.write_bytes(data[:4])
    elif change == "licence":
        font = TTFont(FONTS[0])
        font["OS/2"].fsType = 2
        font.save(path)
    else:
        path.write_bytes(data.replace(b"cvt ", change.encode(), 1))
    with pytest.raises(FontProblem, match=REFUSED[change]):
        Face(path).font  # noqa: B018


def test_a_copy_of_a_font_is_the_same_font(tmp_path: Path) -> None:
    usual = STANDARD / "fonts" / "LiberationSans-Regular.ttf"
    copy = tmp_path / "OurFont.ttf"
    copy.write_bytes(usual.read_bytes())
    assert Face(copy).font.face.name == Face(usual).font.face.name
