"""The fonts that come with paperbuilder: static, embeddable, openly licensed, told apart by name."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from paperbuilder import PaperbuilderError, check, make
from paperbuilder.schools.check import check_school
from paperbuilder.themes.folders import STANDARD
from paperbuilder.themes.resolve import theme_of
from paperbuilder.typeset.fonts import Face
from tests.test_overrides import school

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
    "variable": "font.ttf is a variable font",
    "postscript": "font.ttf has PostScript outlines",
    "open-type": "font.ttf has PostScript outlines",
    "collection": "font.ttf holds several fonts",
    "web": "font.ttf is a font for web pages",
    "licence": "the licence of font.ttf forbids embedding",
    "empty": "the font file font.ttf is empty",
    "huge": "the font file font.ttf is larger than 50 MB",
    "cut in its head": "font.ttf cannot be used: a part of the file is missing",
    "cut in its middle": "font.ttf cannot be used: a part of the file is missing",
    "without a table": "font.ttf cannot be used: a part of the file is missing",
    "a text": "font.ttf is not a font that can be used",
    "damaged letters": "font.ttf cannot be used: the file is damaged",
    "a folder": "there is no font file font.ttf",
}


def spoil(path: Path, how: str) -> None:
    """A font file that cannot be used."""
    data = FONTS[0].read_bytes()
    row = data.index(b"cmap")
    cmap = int.from_bytes(data[row + 8 : row + 12], "big")
    made = {
        "variable": data.replace(b"cvt ", b"fvar", 1),
        "postscript": data.replace(b"cvt ", b"CFF ", 1),
        "open-type": b"OTTO" + data[4:],
        "collection": b"ttcf" + data[4:],
        "web": b"wOF2" + data[4:],
        "cut in its head": data[:40],
        "cut in its middle": data[:20_000],
        "without a table": data.replace(b"cmap", b"cvtx", 1),
        "a text": b"This is no font at all.",
        "damaged letters": data[:cmap] + b"\xff" * 2000 + data[cmap + 2000 :],
    }
    if how == "licence":
        font = TTFont(FONTS[0])
        font["OS/2"].fsType = 2
        font.save(path)
    elif how == "a folder":
        path.mkdir()
    else:
        path.write_bytes(made.get(how, b""))
    if how == "huge":
        os.truncate(path, 90 * 10**9)


@pytest.mark.parametrize("how", REFUSED)
def test_a_font_that_cannot_be_used_is_refused_with_what_to_do(tmp_path: Path, how: str) -> None:
    """`make`, `check` and `schools check` say the same, at the place that names the file where it can be told."""
    theme = "schema: 1\nfonts:\n  families:\n    Liberation Sans: {regular: font.ttf}\n"
    spec = school(tmp_path, {"theme.yaml": theme, "fonts/readme.txt": ""})
    spec.write_text(spec.read_text(encoding="utf-8").replace("title: ", "title: “New” ", 1), encoding="utf-8")
    spoil(tmp_path / "templates" / "ours" / "fonts" / "font.ttf", how)
    with pytest.raises(PaperbuilderError) as caught:
        make(spec, school="ours")
    (found,) = caught.value.problems
    assert found.message.startswith(REFUSED[how]) or f" {REFUSED[how]}" in found.message and found.hint
    assert check(spec, school="ours") == caught.value.problems
    assert found.message in [p.message for p in check_school(tmp_path, "ours")]
    assert found.line == 4 and found.file.endswith("theme.yaml")


def test_a_font_with_damaged_shapes_is_refused_when_it_is_used(tmp_path: Path) -> None:
    theme = "schema: 1\nfonts:\n  families:\n    Liberation Sans: {regular: font.ttf}\n"
    spec = school(tmp_path, {"theme.yaml": theme, "fonts/readme.txt": ""})
    data = (STANDARD / "fonts" / "LiberationSans-Regular.ttf").read_bytes()
    row = data.index(b"loca")
    loca, size = (int.from_bytes(data[row + n : row + n + 4], "big") for n in (8, 12))
    wrong = data[:loca] + bytes(range(256)) * (size // 256) + data[loca + size // 256 * 256 :]
    (tmp_path / "templates" / "ours" / "fonts" / "font.ttf").write_bytes(wrong)
    with pytest.raises(PaperbuilderError, match=r"the font font.ttf cannot be used: the file is damaged"):
        make(spec, school="ours")


def test_a_copy_of_a_font_is_the_same_font(tmp_path: Path) -> None:
    usual = STANDARD / "fonts" / "LiberationSans-Regular.ttf"
    copy = tmp_path / "OurFont.ttf"
    copy.write_bytes(usual.read_bytes())
    assert Face(copy).font.face.name == Face(usual).font.face.name


@pytest.mark.parametrize("file", ["theme.yaml", "school.xml", "../../worksheets/text.txt"])
def test_a_letter_no_font_has_is_reported_where_it_was_written(tmp_path: Path, file: str) -> None:
    ours = {"theme.yaml": "schema: 1\nphrases:\n  name: Name\n", "school.xml": "<p>Our School</p>"}
    spec = school(tmp_path, ours)
    path = tmp_path / "templates" / "ours" / file
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("name: Name", "name: ꔀ").replace("Our School", "ꔀ").replace("canal", "canalꔀ"))
    if path.suffix == ".txt":
        spec.write_text(spec.read_text().replace("The canal was", "The canalꔀ was"))
    with pytest.raises(PaperbuilderError) as caught:
        make(spec, school="ours")
    found = caught.value.problems[0]
    assert found.message == "no font has the character ꔀ (U+A500)" and found.line and found.column
    assert found.file in (path.name, spec.name) and found.hint
