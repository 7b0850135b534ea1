"""Formulas by themselves: what can be typed, how it is drawn, how it is said."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.maths_page import examples, picture
from paperbuilder.maths.drawn import CAPITALS, Drawn, Outline, draw, pieces
from paperbuilder.maths.parse import COMMANDS, parse
from paperbuilder.maths.reader import MOST_LETTERS
from paperbuilder.maths.signs import SIGNS, TYPED
from paperbuilder.maths.tree import FormulaError
from paperbuilder.maths.words import linear, spoken
from tests.conftest import HERE, committed

PAGE = (HERE / "docs" / "maths.md").read_text(encoding="utf-8")
SHOWN = examples(PAGE)


def box(outline: Outline) -> tuple[float, float, float, float]:
    """The corners of an outline's points."""
    numbers = [step[1:] for step in outline.steps]
    xs, ys = [x for n in numbers for x in n[::2]], [y for n in numbers for y in n[1::2]]
    return min(xs), min(ys), max(xs), max(ys)


def ink(drawn: Drawn) -> tuple[float, float, float, float]:
    corners = [box(outline) for outline in drawn.outlines]
    return (
        min(c[0] for c in corners),
        min(c[1] for c in corners),
        max(c[2] for c in corners),
        max(c[3] for c in corners),
    )


def test_the_page_shows_many() -> None:
    assert len(SHOWN) > 90


@pytest.mark.parametrize(("tex", "line", "words"), SHOWN)
def test_every_example_of_the_page_is_drawn_and_said_as_it_says(tex: str, line: str, words: str) -> None:
    assert (linear(tex), spoken(tex)) == (line, words)
    for displayed in (False, True):
        drawn = draw(tex, displayed)
        left, top, right, bottom = ink(drawn)
        assert left >= -0.2 and right <= drawn.width + 0.2
        assert -top <= drawn.ascent + 0.01 and bottom <= drawn.descent + 0.01


def test_the_picture_of_the_page_is_current() -> None:
    assert committed("pictures/maths.svg", picture()) == picture()


def test_the_page_names_every_sign() -> None:
    greek = {name for name, sign in SIGNS.items() if "\u0370" <= sign.text <= "\u03ff"}
    named = {name for name in SIGNS if name[0] == "\\" and name[1:].isalpha()} - greek
    assert not [name for name in named if f"`{name}`" not in PAGE]


@pytest.mark.parametrize(
    "command", [c for c in COMMANDS if c[1:].isalpha() and c not in (r"\left", r"\right", r"\end")]
)
def test_every_command_is_drawn(command: str) -> None:
    after = {r"\begin": "{pmatrix} x \\end{pmatrix}", r"\left": "( x \\right)", r"\ce": "{H2}", r"\qty": "{1}{m}"}
    after |= {r"\SI": "{1}{m}", r"\unit": "{m}", r"\si": "{m}", r"\num": "{1}", r"\ang": "{1}", r"\not": "="}
    assert draw(command + after.get(command, "{x}{y}"), True).outlines


@pytest.mark.parametrize("sign", sorted(TYPED))
def test_signs_can_be_typed_as_they_are(sign: str) -> None:
    assert draw(f"x {sign} y", False).width > draw("x y", False).width


@pytest.mark.parametrize(
    ("tex", "at", "words"),
    [
        (r"x + \bad", 4, r"there is no command \bad"),
        (r"\ce", 0, r"\ce needs braces"),
        ("{x", 0, "not closed"),
        ("x}", 1, "closes none"),
        (r"\frac{1}", 0, "needs more after it"),
        (r"\frac{}{2}", 5, "nothing is in the braces"),
        ("x^{2}^3", 5, "raised twice"),
        ("x^12", 1, "only the 1 of 12"),
        ("x_-1", 1, "only the -"),
        (r"\left( x", 0, r"no \right"),
        (r"x \right)", 2, r"no \left"),
        (r"\left x", 0, "needs a bracket"),
        (r"x & y", 2, "ends a cell"),
        (r"x \\ y", 2, "ends a row"),
        (r"\begin{matrx}", 7, "no environment matrx"),
        (r"\begin{matrix} x", 0, "does not end"),
        (r"\begin{matrix} & \end{matrix}", 0, "nothing is in this"),
        (r"\begin{array}{l|r} x \end{array}", 15, "a column cannot be |"),
        (r"\text{日}", 6, "cannot be in"),
        ("日", 0, "cannot be in a formula"),
        (r"x [[5]]", 2, "a gap cannot be inside"),
        (r"\sqrt[\bad]{2}", 6, r"no command \bad"),
        (r"\not x", 0, "cannot strike out x"),
        (r"\bigl( x", 0, r"no \bigl"),
        (r"\ce{2Hh}", 5, "no element Hh"),
        (r"\ce{x}", 4, "no element x"),
        (r"\ce{H2 \bad}", 7, r"no \bad"),
        (r"\ce{H^{?}}", 6, "cannot be a charge"),
        (r"\ce{H^{}}", 6, "nothing is in these braces"),
        (r"\ce{(H2}", 4, "not closed"),
        (r"\ce{H2]}", 6, "closes no bracket"),
        (r"\ce{^{2}}", 4, "no element stands after"),
        (r"\ce{H2/3}", 5, "cannot be lowered"),
        (r"\ce{H /3}", 6, "means nothing"),
        (r"\qty{a}{m}", 5, "is no number"),
        (r"\qty{1}{xyz}", 8, "no unit xyz"),
        (r"\unit{kg m m}", 0, ""),
        (r"\unit{^2}", 6, "no unit stands before"),
        (r"\unit{\foo}", 6, r"no unit \foo"),
        (r"\unit{m?}", 7, "cannot be in a unit"),
        (r"\unit{/}", 6, "is no unit"),
        (r"\,", 0, "nothing in this formula"),
        ("{" * 17 + "x" + "}" * 17, 16, "inside each other"),
        ("x" * (MOST_LETTERS + 1), 0, "are the most"),
        (r"\begin{matrix}" + "&" * 250 + r"\end{matrix}", 0, "more than 200 cells"),
    ],
)
def test_what_is_wrong_is_told_at_its_place(tex: str, at: int, words: str) -> None:
    if not words:
        assert parse(tex)
        return
    with pytest.raises(FormulaError) as told:
        parse(tex)
    assert words in told.value.message and told.value.at == at


@pytest.mark.parametrize(
    ("tex", "hint"),
    [(r"\fraq", r"\frac"), (r"\ce{h2o}", "H?"), (r"\unit{Nm}", r"\unit{N m}"), (r"\begin{pmatrx}", "pmatrix")],
)
def test_what_may_be_meant_is_named(tex: str, hint: str) -> None:
    with pytest.raises(FormulaError) as told:
        parse(tex)
    assert hint in told.value.hint


@pytest.mark.parametrize(
    ("tex", "words"),
    [
        (r"3 \times 10^8", "3 lluosi â 10 i'r pŵer 8"),
        ("x^2 + 1", "x wedi'i sgwario plws 1"),
        (r"\sqrt{2}", "ail isradd 2"),
        (r"\frac{1}{2}", "1 dros 2"),
        (r"\qty{5}{m/s}", "5 metr fesul eiliad"),
        (r"\ce{2H2 + O2 -> 2H2O}", "2 H 2 plws O 2 yn ffurfio 2 H 2 O"),
    ],
)
def test_formulas_are_said_in_welsh(tex: str, words: str) -> None:
    assert spoken(tex, "cy") == words


def test_letters_stand_on_the_baseline() -> None:
    drawn = draw("H = 1", False)
    h, _, one = map(box, drawn.outlines)
    assert h[3] == pytest.approx(0, abs=0.01) and one[3] == pytest.approx(0, abs=0.01)
    assert -h[1] == pytest.approx(CAPITALS, abs=0.02)


def _middle(drawn: Drawn, of: int) -> float:
    _, top, _, bottom = box(drawn.outlines[of])
    return (top + bottom) / 2


@pytest.mark.parametrize("displayed", [False, True])
def test_the_bar_of_a_fraction_is_level_with_a_minus(displayed: bool) -> None:
    minus = _middle(draw("a-b", displayed), 1)
    widths = [(box(o)[2] - box(o)[0], o) for o in draw(r"\frac{a}{b}", displayed).outlines if len(o.steps) == 5]
    _, top, _, bottom = box(max(widths, key=lambda pair: pair[0])[1])
    assert (top + bottom) / 2 == pytest.approx(minus, abs=0.02)


def test_what_is_raised_is_smaller_and_higher() -> None:
    base, above = (box(o) for o in draw("2^{2}", False).outlines)
    assert 0.6 < (above[3] - above[1]) / (base[3] - base[1]) < 0.8 and above[3] < base[3] - 0.2


def test_displayed_formulas_are_larger() -> None:
    for tex in (r"\frac{1}{2}", r"\sum_{i=1}^{n} i", r"\int_0^1 x"):
        inline, displayed = draw(tex, False), draw(tex, True)
        assert displayed.ascent + displayed.descent > 1.2 * (inline.ascent + inline.descent)


def test_brackets_grow_with_what_is_in_them() -> None:
    small, tall = draw(r"\left( x \right)", True), draw(r"\left( \frac{a}{b} \right)", True)
    assert tall.ascent > 1.4 * small.ascent and draw(r"( \frac{a}{b} )", True).outlines[0] != tall.outlines[0]


def test_steps_are_aligned_at_their_signs() -> None:
    drawn = draw(r"\begin{aligned} 100x &= 8 \\ x &= 4 \end{aligned}", True)
    signs = [box(o) for o in drawn.outlines]
    wide = sorted({round(s[0], 2) for s in signs if 0.4 < s[2] - s[0] < 0.65 and s[3] - s[1] < 0.4})
    assert len(wide) == 1


def test_signs_have_room_as_in_tex() -> None:
    plain, binary, relation = (draw(tex, False).width for tex in ("ab", "a+b", "a=b"))
    plus, equals = (draw(tex, False).width for tex in ("+", "="))
    assert binary - plain - plus == pytest.approx(8 / 18, abs=0.06)
    assert relation - plain - equals == pytest.approx(10 / 18, abs=0.06)
    assert draw("-b", False).width - draw("b", False).width < plus + 0.1


def test_masses_and_numbers_of_atoms_end_below_each_other() -> None:
    *numbers, carbon = map(box, draw(r"\ce{^{14}_{6}C}", False).outlines)
    six, four = max(numbers, key=lambda n: n[3]), max(numbers, key=lambda n: (n[3] < 0, n[2]))
    assert six[2] == pytest.approx(four[2], abs=0.06) and carbon[0] > four[2]


def test_long_formulas_are_cut_after_their_relations_first() -> None:
    whole = draw("a + b = c - d = e", False)
    cut = pieces(whole)
    assert [linear_of(piece) for piece in cut] == ["a+b=", "c−d=", "e"]
    assert sum(piece.width for piece in cut) == pytest.approx(whole.width, abs=0.02)
    assert [linear_of(piece) for piece in pieces(cut[0])] == ["a+", "b="]
    assert not pieces(draw(r"\frac{a+b=c}{d}", False))


def linear_of(drawn: Drawn) -> str:
    return "".join(part.text for part in drawn.parts)


def test_a_script_keeps_its_place_whatever_is_beside_it() -> None:
    alone, beside = draw("x^{2}", False), draw(r"x^{2} \frac{a}{b}", False)
    assert alone.outlines == beside.outlines[:2]


@pytest.mark.parametrize(
    "tex", [r"\left(" * 16 + "x" + r"\right)" * 16, r"\sqrt{" * 8 + "x" + "}" * 8, "x+" * 499 + "x"]
)
def test_the_work_does_not_double_with_each_level(tex: str) -> None:
    assert len(draw(tex, True).outlines) > 16  # it would not end


FRAGMENTS = [
    *COMMANDS,
    *r"{}{}^_&xy1+=()[]|' %#é\日",
    r"\\",
    r"\left(",
    r"\right)",
    r"\frac{1}{2}",
    "^{2}",
    r"\ce{H2O}",
]


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.text(max_size=30), st.lists(st.sampled_from(FRAGMENTS), max_size=14).map("".join)))
def test_whatever_is_typed_is_drawn_or_refused_at_a_place_in_it(tex: str) -> None:
    try:
        parse(tex)
    except FormulaError as error:
        assert 0 <= error.at <= len(tex) and error.message and error.hint
        assert linear(tex) == spoken(tex) == tex
        return
    drawn = draw(tex, False)
    assert drawn.outlines and drawn.width > 0
    assert 0 <= drawn.ascent < 100 and 0 <= drawn.descent < 100
    assert spoken(tex) and spoken(tex, "cy")
    assert "\\" not in re.sub(r"\\(?:backslash|setminus)", "", spoken(tex))


@pytest.mark.parametrize(
    ("tex", "words"),
    [
        (r"x^2 + 1", "x au carré plus 1"),
        (r"\frac{a+1}{b}", "la fraction a plus 1, sur b, fin de fraction"),
        (r"\sqrt{2} \leq \pi", "racine carrée de 2 est inférieur ou égal à pi"),
        (r"\qty{9.81}{m/s^2}", "9.81 mètres par seconde au carré"),
        (r"\qty{3}{km}", "3 kilomètres"),
        (r"\ce{2H2 + O2 -> 2H2O}", "2 H 2 plus O 2 donne 2 H 2 O"),
    ],
)
def test_formulas_are_said_in_french(tex: str, words: str) -> None:
    assert spoken(tex, "fr") == words


def test_every_word_for_listeners_is_there_in_french() -> None:
    from paperbuilder.maths import chemistry
    from paperbuilder.maths.french import FRENCH, french
    from paperbuilder.maths.quantities import UNITS
    from paperbuilder.maths.signs import ACCENTS, FUNCTIONS, SIGNS, UNDERS
    from paperbuilder.maths.words import SAID

    said = [*SAID.values(), *(sign.said for sign in SIGNS.values()), *FUNCTIONS.values()]
    said += [accent[2] for accent in ACCENTS.values()] + [under[1] for under in UNDERS.values()]
    said += [one for unit in UNITS.values() for one in unit.split("|")[:2]] + list(chemistry.STATES.values())
    english = {text.partition("|")[0] for text in said if any(map(str.isalpha, text))}
    assert sorted(english - set(FRENCH)) == []
    assert french("kilometres") == "kilomètres" and french("megawatts") == "mégawatts"
