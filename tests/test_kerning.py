"""Kerning: as HarfBuzz kerns, measured as it is drawn, and read as it was written."""

from __future__ import annotations

import random
import subprocess
from io import BytesIO
from pathlib import Path

import pdfplumber
import pytest
import uharfbuzz as hb
from hypothesis import given
from hypothesis import strategies as st

from paperbuilder import make
from paperbuilder.themes.folders import STANDARD
from paperbuilder.typeset.fonts import Face
from paperbuilder.typeset.kerning import FIGURES, UNMOVED, script_of_letter
from tests.test_class_set import make_set
from tests.test_fonts import FONTS

SCRIPTS = {"latn": "Latn", "grek": "Grek", "cyrl": "Cyrl"}
OTHER_RULES = dict.fromkeys(("liga", "clig", "rlig", "ccmp", "locl", "calt", "mark", "mkmk"), False)
SANS = Face(STANDARD / "fonts" / "LiberationSans-Regular.ttf")
LETTERS = "AVTWYLPFaeorvwyftx.,-–’“” \u00a0\u202f\u201117ΑΛΤАТУ"


def as_harfbuzz(font: hb.Font, pair: str) -> int:
    """Thousandths by which HarfBuzz moves the second letter of a pair."""
    buffer = hb.Buffer()
    buffer.add_str(pair)
    buffer.script, buffer.direction, buffer.language = SCRIPTS[script_of_letter(pair[0])], "ltr", "und"
    hb.shape(font, buffer, OTHER_RULES)
    alone = sum(font.get_glyph_h_advance(glyph.codepoint) for glyph in buffer.glyph_infos)
    return round((sum(place.x_advance for place in buffer.glyph_positions) - alone) * 1000 / font.face.upem)


@pytest.mark.parametrize("path", FONTS, ids=lambda path: path.stem)
def test_pairs_are_moved_as_harfbuzz_moves_them(path: Path) -> None:
    font, face = hb.Font(hb.Face(hb.Blob.from_file_path(str(path)))), Face(path)
    has = [c for c in map(chr, (*range(33, 383), *range(0x386, 0x460), *range(0x2010, 0x2030))) if face.has(c)]
    letters = random.Random(7).sample([c for c in has if c.isprintable() and c not in UNMOVED], 70)
    usual = "AVTWYLPFKaeorvwyf.,-–’“”"
    pairs = {a + b for some in (letters, usual) for a in some for b in some if not FIGURES.issuperset(a + b)}
    assert {pair: face.kerning[pair] for pair in pairs if pair[0] != "\u2011"} == {
        pair: as_harfbuzz(font, pair) for pair in pairs if pair[0] != "\u2011"
    }
    assert bool(face.kerning["AV"]) != ("Mono" in path.stem)


@given(st.text(LETTERS, max_size=30), st.text(LETTERS, max_size=30))
def test_widths_add_up(one: str, two: str) -> None:
    between = SANS.nearer(one[-1] + two[0]) if one and two else 0
    assert SANS.width(one + two) == pytest.approx(SANS.width(one) + between + SANS.width(two))
    moved = sum(by for _, by in SANS.moves(one + two)) / 1000
    assert SANS.width(one + two) == pytest.approx(moved + sum(map(SANS.width, one + two)))


def test_figures_stay_as_wide_as_each_other() -> None:
    assert {round(SANS.width(a + b + ".1"), 6) for a in "0123456789" for b in "17"} == {round(SANS.width("00.0"), 6)}


def test_no_break_spaces_are_as_wide_as_they_should_be() -> None:
    assert SANS.width("A\u00a0V") == pytest.approx(SANS.width("A V"))
    assert SANS.width("5\u202fkm") == pytest.approx(SANS.width("5 km") - 0.3 * SANS.width(" "), abs=0.001)
    assert SANS.width("e\u2011m") == pytest.approx(SANS.width("e") + SANS.width("-") + SANS.width("m"))


@pytest.mark.parametrize("cut", range(0, 76_000, 1500))
def test_a_damaged_table_moves_nothing(cut: int) -> None:
    from paperbuilder.typeset.kerning import Kerning

    face, random_ = SANS.font.face, random.Random(cut)
    whole = bytearray(face.get_table("GPOS"))
    for at in [random_.randrange(600) for _ in range(20)]:
        whole[at] = random_.randrange(256)
    kerning = Kerning(lambda tag: bytes(whole[:cut]) if tag == "GPOS" else b"", face.charToGlyph, 2048, 278)
    assert all(abs(kerning[a + b]) <= 200 * 32_768 for a in "AVTo." for b in "AVTo.")


SPEC = """kind: worksheet
title: AVATARS To Ty, We. efficient
questions:
  - type: short
    marks: 1
    stem: |
      Take 50\u00a0minutes for **AVAST** and 5\u202f000 of e\u2011mail. VAVAVA “Wave” Ты Αύριο To V. AV.AV:
      efficient affluent office.
    mark-scheme: {points: [yes it is]}
"""


@pytest.fixture
def printed(tmp_path: Path) -> Path:
    spec = tmp_path / "kerned.yaml"
    spec.write_text(SPEC, encoding="utf-8")
    return next(p for p in make(spec, output=tmp_path).paths if "worksheet" in p.name)


def test_kerned_text_is_read_as_it_was_written(printed: Path) -> None:
    text = " ".join(subprocess.run(["pdftotext", printed, "-"], capture_output=True, text=True).stdout.split())
    assert "Take 50 minutes for AVAST and 5 000 of e-mail." in text
    assert "VAVAVA “Wave” Ты Αύριο To V. AV.AV: efficient affluent office." in text


def test_letters_are_drawn_where_they_were_measured(printed: Path) -> None:
    with pdfplumber.open(printed) as pdf:
        letters = [c for c in pdf.pages[0].chars if c["size"] == pytest.approx(11, abs=0.01)]
    at = "".join(c["text"] for c in letters).index("VAVAVA")
    span = letters[at : at + 6]
    wide = span[-1]["x1"] - span[0]["x0"]
    assert wide == pytest.approx(SANS.width("VAVAVA") * 11, abs=0.02)
    assert wide < 6 * span[0]["width"] - 3


def test_a_name_in_a_class_set_is_kerned_as_it_is_measured(tmp_path: Path) -> None:
    spec, people = tmp_path / "kerned.yaml", tmp_path / "10B.csv"
    spec.write_text(SPEC, encoding="utf-8")
    people.write_text("Name,Form\nAVA TAYLOR,10B\nŁukasz Tyšková,10B\n", encoding="utf-8")
    paths, _ = make_set(spec, people, tmp_path)
    words = {}
    for path in paths:
        with pdfplumber.open(BytesIO(path.read_bytes())) as pdf:
            found = [word for page in pdf.pages for word in page.extract_words(extra_attrs=["size"])]
        words |= {word["text"]: word for word in found if word["text"] in ("TAYLOR", "Tyšková")}
    assert set(words) == {"TAYLOR", "Tyšková"}
    for text, word in words.items():
        assert word["x1"] - word["x0"] == pytest.approx(SANS.width(text) * word["size"], abs=0.03)
        assert SANS.moves(text)
