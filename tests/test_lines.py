"""Where lines end: no line too wide, no word lost, no last word alone; justified and hyphenated sources."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pdfplumber
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from paperbuilder import PaperbuilderError, make
from paperbuilder.outputs.typesetter import Typesetter
from paperbuilder.schools.samples import sample_worksheet
from paperbuilder.typeset.hyphens import hyphenated
from paperbuilder.typeset.inline import Break, Inline, Line, Shape, Span
from paperbuilder.typeset.line_breaks import Row, Way, line_starts
from paperbuilder.typeset.lines import WIDER, break_lines
from tests.conftest import EXAM
from tests.test_layout import blocks
from tests.test_ua import ua_problems

DESIGN = Typesetter(sample_worksheet()).design
FACE, BOLD = DESIGN.fonts.face("Liberation Sans"), DESIGN.fonts.face("Liberation Sans", bold=True)
SIZE = 11.0
JUST = "schema: 1\nstyles: {extract: {align: justify, hyphenate: yes}}\n"
WAYS: tuple[Way, ...] = ("first", "ragged", "balanced", "justified")
WORDS = [
    "a",
    "of",
    "Stalin",
    "VAT",
    "industrialisation",
    "five-year",
    "and/or",
    "50\u00a0km",
    "5\u202f000",
    "co\u00adal",
]
WORDS += ["https://example.org/a/very/long/address?of=a-page", "漢字", "«", "—"]
texts = st.lists(st.sampled_from(WORDS), max_size=40).map(" ".join)
INLINES = st.lists(
    st.one_of(texts.map(lambda t: Span(t, FACE, SIZE)), texts.map(lambda t: Span(f" {t} ", BOLD, SIZE)))
    | st.sampled_from([Shape("gap", 60, SIZE), Break()]),
    max_size=6,
)
ways = st.sampled_from(WAYS)


def words(line: Line) -> str:
    return "".join(p.text for _, p in line.pieces if isinstance(p, Span) and not p.quiet)


def span(text: str) -> Span:
    return Span(text, FACE, SIZE)


def letters(inlines: list[Inline]) -> str:
    text = "".join(i.text for i in inlines if isinstance(i, Span))
    return "".join(text.replace("\u00ad", "").split())


@given(INLINES, st.floats(40, 500), ways)
def test_the_words_of_the_lines_are_the_words_of_the_text(inlines: list[Inline], width: float, way: Way) -> None:
    lines = break_lines(inlines, width, way)
    assert "".join("".join(words(line).split()) for line in lines) == letters(inlines)
    assert lines == break_lines(inlines, width, way)


@given(INLINES, st.floats(60, 500), ways)
def test_no_line_is_wider_than_its_column_and_none_is_more_than_needed(
    inlines: list[Inline], width: float, way: Way
) -> None:
    lines = break_lines(inlines, width, way)
    assert all(line.width <= width + 0.02 for line in lines)
    if not any("\u00ad" in i.text for i in inlines if isinstance(i, Span)):
        assert len(lines) == len(break_lines(inlines, width, "first"))


@given(INLINES, st.floats(60, 500), ways)
def test_pieces_stand_side_by_side(inlines: list[Inline], width: float, way: Way) -> None:
    for line in break_lines(inlines, width, way):
        ends = [*(x for x, _ in line.pieces[1:]), line.width]
        assert [x + piece.width for x, piece in line.pieces] == pytest.approx(ends[: len(line.pieces)], abs=0.01)


@given(st.lists(st.integers(5, 60), min_size=1, max_size=8), st.integers(60, 120))
def test_of_all_ways_the_cheapest_is_found(widths: list[int], room: int) -> None:
    starts = [sum(widths[:i]) + 4 * i for i in range(len(widths))]
    row = Row([float(s) for s in starts], [float(s + w) for s, w in zip(starts, widths, strict=True)])
    count = len(line_starts(row, room, "first"))

    def cost(firsts: list[int]) -> float:
        ends = [*firsts[1:], len(widths)]
        return sum((1 - row.width(a, b) / room) ** 2 for a, b in zip(firsts, ends, strict=True))

    def all_ways(first: int, left: int) -> list[list[int]]:
        if left == 1:
            return [[first]] if row.width(first, len(widths)) <= room else []
        nexts = [n for n in range(first + 1, len(widths)) if row.width(first, n) <= room]
        return [[first, *rest] for n in nexts for rest in all_ways(n, left - 1)]

    found = line_starts(row, room, "balanced")
    assume(row.width(found[-1], len(widths)) > room / 3)
    best = min(cost(way) for way in all_ways(0, count) if row.width(way[-1], len(widths)) > room / 3)
    assert cost(found) == pytest.approx(best)


def test_no_last_word_is_alone_where_another_break_costs_nothing() -> None:
    text = "One mark is given for each of the answers that the mark scheme names, and one more for a correct year."
    width = span(text.removesuffix(" year.")).width + 1
    assert [words(line) for line in break_lines([span(text)], width, "first")][-1] == "year."
    assert [words(line) for line in break_lines([span(text)], width)][-1] == "correct year."


def test_a_paragraph_that_ends_well_is_left_as_it_is() -> None:
    text = "The Soviet economy had made advances, but the plans were far more ambitious and so far riskier. " * 3
    assert break_lines([span(text)], 300) == break_lines([span(text)], 300, "first")


def test_a_heading_has_lines_of_about_one_length() -> None:
    title = "Insert: how successful was the industrialisation of the Soviet Union?"
    (_, _, block), *_ = blocks(f'<h1 style="cover-title">{title}</h1>')
    one, two = block.lines(DESIGN.width)  # type: ignore[attr-defined]
    assert abs(one.width - two.width) < 0.25 * DESIGN.width


@pytest.mark.parametrize("sign", ["\u00a0", "\u202f", "\u2011"])
def test_a_line_does_not_end_at_what_must_not_break(sign: str) -> None:
    text = f"Take 50{sign}minutes. " * 12
    for width in range(70, 200, 7):
        assert not any(words(line).endswith("50") for line in break_lines([span(text)], width))


def test_an_address_breaks_after_its_slashes() -> None:
    lines = break_lines([span("See https://example.org/history/papers/industry/answers for the answers.")], 150)
    assert all(words(line).endswith("/") for line in lines[:-2]) and len(lines) > 2


def test_a_soft_hyphen_is_seen_at_the_end_of_a_line_alone() -> None:
    for inlines in ([span("dis\u00adag\u00adree\u00adment")], [span("dis\u00adag"), span("\u00adree\u00adment")]):
        whole, cut = break_lines(inlines, 200), break_lines(inlines, 45)
        assert [words(line) for line in whole] == ["disagreement"]
        assert [p.text for _, p in whole[0].pieces if isinstance(p, Span)] == ["disagreement"]
        assert [words(line) for line in cut] == ["disag", "reement"]
        assert [p.text for _, p in cut[0].pieces if isinstance(p, Span)] == ["disag", "\u00ad"]
        assert cut[0].width == pytest.approx(sum(p.width for _, p in cut[0].pieces))


PROSE = "The newly empowered government embarked on an ambitious programme, leading to the establishment of industry. "


@given(st.floats(200, 480), st.integers(1, 4))
def test_a_justified_line_is_as_wide_as_its_column_or_ragged(width: float, times: int) -> None:
    text = hyphenated([span(PROSE * times)], "en-GB")
    lines, space = break_lines(text, width, "justified"), FACE.width(" ") * SIZE
    for line in lines:
        stretch = {p.stretch for _, p in line.pieces if isinstance(p, Span) and p.text != "\u00ad"}
        assert len(stretch) == 1 and 0 <= max(stretch) <= WIDER * space
        assert line.width == pytest.approx(width) if max(stretch) else line.width <= width + 0.01
    assert all(not p.stretch for _, p in lines[-1].pieces if isinstance(p, Span))


def test_words_are_cut_by_the_rules_of_their_language() -> None:
    cut = {}
    for lang in ("en-GB", "en", "de", "cy"):
        (found,) = hyphenated([span("an industrialisation, Stalingrad")], lang)
        assert isinstance(found, Span)
        cut[lang] = found.text.replace("\u00ad", "-")
    assert cut["en-GB"] == cut["en"] == "an in-dus-tri-al-isa-tion, Stalingrad"
    assert cut["de"] != cut["en"] and cut["cy"] == "an industrialisation, Stalingrad"


def insert_of(project: Path, theme: str, edition: str = "") -> Path:
    """The insert of the exam, in a school with such a theme."""
    file = project / "templates" / "ours" / "theme.yaml"
    file.parent.mkdir(parents=True)
    file.write_text(theme, encoding="utf-8")
    made = make(project / "worksheets" / EXAM.name, school="ours", edition=edition)
    return next(path for path in made.paths if "insert" in path.name)


def read(pdf: Path) -> str:
    return subprocess.run(["pdftotext", pdf, "-"], capture_output=True, text=True).stdout


def test_a_justified_extract_is_read_as_it_is_written(project: Path) -> None:
    insert = insert_of(project, JUST)
    text = read(insert)
    plain = " ".join(text.replace("\u00ad\n", "").split())
    assert "\u00ad\n" in text and "pinnacle world superpower in less than half a century" in plain
    with pdfplumber.open(insert) as pdf:
        lines = pdf.pages[0].extract_text_lines()
    ends = [
        line["x1"] for line in lines if line["text"].startswith(("In 1928", "Soviet Union", "stronger", "given to"))
    ]
    assert len(ends) == 4 and max(ends) - min(ends) < 0.6
    assert not any(ua_problems([insert]).values())


def test_large_print_is_ragged_though_the_school_justifies(project: Path) -> None:
    assert "\u00ad" not in read(insert_of(project, JUST, "large-print-18"))


@pytest.mark.parametrize("key", ["align: justify", "hyphenate: yes"])
def test_question_text_is_never_justified_or_hyphenated(project: Path, key: str) -> None:
    with pytest.raises(PaperbuilderError, match="the style stem must not be"):
        insert_of(project, f"schema: 1\nstyles: {{stem: {{{key}}}}}\n")
