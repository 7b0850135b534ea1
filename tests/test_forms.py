"""Verse, plays, code, and prose whose lines were ended at some column."""

from __future__ import annotations

import re
from textwrap import fill
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperbuilder.texts import Essay, Form, Mismatch, Passage, cut, find_words, in_form, lines_of, mark, quote
from paperbuilder.texts.folding import fold
from paperbuilder.texts.forms import form_of
from paperbuilder.texts.wrapping import width_of
from tests.shapes import SHAPES, WRAPPED


@pytest.mark.parametrize("name", SHAPES)
def test_a_form_is_found_where_it_is_plain(name: str) -> None:
    form, text = SHAPES[name]
    assert form_of(text) == form


def test_the_ending_of_a_file_tells_that_it_is_code() -> None:
    assert form_of("x\n", ".py") == "code"
    assert form_of("x\n", ".txt") == "prose"


@pytest.mark.parametrize("column", [55, 64, 72, 80])
def test_wrapped_prose_is_joined_to_its_paragraphs(column: int) -> None:
    paragraphs = [" ".join(chunk.split()) for chunk in WRAPPED.split("\n\n")]
    text = "\n\n".join(fill(p, column, break_on_hyphens=False) for p in paragraphs)
    assert width_of(text)
    assert shown(cut(in_form(Essay(text, "e"), "prose"), "The canal was", "to the papers.")) == paragraphs


def test_lines_of_an_address_stay_lines_of_one_paragraph() -> None:
    essay = in_form(Essay(f"14 Mill Lane,\nNorwich.\n\n{WRAPPED}\nYour son,\nTom\n", "e"), "prose")
    passage = cut(essay, "14 Mill", "Your son, Tom")
    assert [len(runs[0].text.split("\u2028")) for runs in passage.paragraphs] == [2, 1, 1, 2]


def test_a_word_with_a_hyphen_is_joined_and_the_line_of_a_mistake_is_that_of_the_file() -> None:
    paragraph = "So the far-off and well-known canal of the iron-masters was the long-lost friend of us all. " * 6
    text = fill(paragraph, 60)
    assert "-\n" in text
    essay = in_form(Essay(text, "e"), "prose")
    assert essay.text == paragraph.strip()
    line = 1 + next(i for i, words in enumerate(text.split("\n")) if "iron-masters" in words)
    with pytest.raises(Mismatch, match=f"line {line} of e"):
        quote(essay, "So the far-off and well-known canal of the iron-workers was the long-lost friend")


def test_prose_with_a_line_for_each_paragraph_is_as_ever() -> None:
    text = SHAPES["a line a paragraph"][1]
    assert in_form(Essay(text, "e"), "prose") == Essay(text, "e")


VERSE = in_form(Essay(SHAPES["a ballad"][1], "e"), "verse")


def test_verse_keeps_lines_stanzas_and_indents() -> None:
    passage = cut(VERSE, "The ice was here", "on the stair.")
    assert [[indent for indent, _ in lines_of(runs)] for runs in passage.paragraphs] == [[0, 4, 0, 4], [0, 4, 0, 4]]


@pytest.mark.parametrize(
    ("quoted", "printed"),
    [
        ("The lamp went out … and no one came", "The lamp went out …\n    and no one came"),
        ("The lamp went out at half past three, … The tide", "The lamp went out at half past three,\n    …\nThe tide"),
        ("at half … three", "at half … three"),
        ("at half [to] three", "at half [to] three"),
        ("half past [four], and no one", "half past [four],\n    and no one"),
        ("the stair. … The lamp", None),
    ],
)
def test_an_omission_of_lines_is_a_line_of_its_own(quoted: str, printed: str | None) -> None:
    if printed is None:
        with pytest.raises(Mismatch):
            quote(VERSE, quoted)
        return
    marks = {"insertion": "[{}]"}
    (runs,) = quote(VERSE, quoted).paragraphs
    assert "".join(marks.get(run.kind, "{}").format(run.text) for run in runs) == printed


def test_empty_lines_below_every_line_of_verse_are_none_of_it() -> None:
    double = in_form(Essay(VERSE.text.replace("\n", "\n\n"), "e"), "verse")
    ends = ("The ice was here", "on the stair.")
    assert cut(double, *ends) == cut(VERSE, *ends)
    with pytest.raises(Mismatch, match="line 15 of e"):
        quote(double, "The lamp went out at half past four")


def test_a_slash_may_stand_for_the_end_of_a_line_of_verse() -> None:
    plain, slashed = "the ice was there, The lamp was in", "the ice was there, / The lamp was in"
    assert quote(VERSE, slashed) == quote(VERSE, plain) == cut(VERSE, slashed, slashed)
    assert find_words(quote(VERSE, plain), "there, / The lamp") == "there,\n    The lamp"
    with pytest.raises(Mismatch):
        quote(in_form(Essay(VERSE.text, "e"), "prose"), slashed)


def test_marks_work_in_verse_and_one_over_the_end_of_a_line_stands_once() -> None:
    passage = mark(cut(VERSE, "The ice was here", "on the stair."), ["crept"], {"at half past three, and": "late"})
    kinds = [run.kind for runs in passage.paragraphs for _, line in lines_of(runs) for run in line]
    assert kinds.count("sic") == kinds.count("gloss") == 1


def drama(text: str) -> list[list[tuple[str, str]]]:
    essay = in_form(Essay(text, "e"), "drama")
    words = text.split()
    passage = cut(essay, " ".join(words[:6]), " ".join(words[-4:]))
    return [[(run.kind, run.text) for run in runs] for runs in passage.paragraphs]


def test_a_play_has_speakers_and_directions() -> None:
    assert drama(SHAPES["a play"][1])[2:7] == [
        [("speaker", "MIRA."), ("text", " Who keeps the gate tonight?")],
        [("speaker", "PORTER."), ("text", " "), ("direction", "(yawning)"), ("text", " I do, and so did my father.")],
        [("speaker", "MIRA."), ("text", " Then open it. "), ("direction", "(She waits.)"), ("text", " Well?")],
        [("direction", "[Exit PORTER]")],
        [("text", "The night is long (and cold).")],
    ]


def test_names_may_stand_alone_or_before_a_colon() -> None:
    alone = drama(SHAPES["a play in verse"][1])
    assert [kinds[0] for kinds in alone] == [("speaker", "FIRST WITCH"), ("speaker", "SECOND WITCH")] + [
        ("speaker", "FIRST WITCH")
    ]
    colons = drama(SHAPES["an interview"][1])
    assert [kinds[0][1] for kinds in colons] == ["Teacher:", "Pupil:", "Teacher", "Pupil:"]


def shown(passage: Passage) -> list[str]:
    return ["".join(run.text for run in runs) for runs in passage.paragraphs]


LETTERS = st.text(st.sampled_from("abAB .,:;'’()[]-\n\t…"), min_size=1, max_size=120)


@given(text=LETTERS, form=st.sampled_from(["prose", "verse", "drama", "code"]), data=st.data())
def test_the_words_of_an_extract_are_those_of_the_text_in_any_form(text: str, form: Form, data: st.DataObject) -> None:
    essay = in_form(Essay(text, "e"), form)
    words = essay.text.split()
    first = data.draw(st.integers(0, max(0, len(words) - 1)))
    last = data.draw(st.integers(first, max(first, len(words) - 1)))
    wanted = " ".join(words[first : last + 1])
    try:
        passage = cut(essay, wanted, wanted) if data.draw(st.booleans()) else quote(essay, wanted)
    except Mismatch:
        return  # there more than once, or made of omission marks
    kinds = {run.kind for runs in passage.paragraphs for run in runs}
    printed = re.sub(r"\s", "", "".join(shown(passage)))
    if kinds <= {"text", "speaker", "direction"}:
        assert printed.lower() == re.sub(r"\s", "", wanted).lower()
        assert re.sub(r"\s", "", fold(passage.plain)).lower() == re.sub(r"\s", "", fold(wanted)).lower()


@given(lines=st.lists(st.text(st.sampled_from("abc  "), max_size=20), min_size=1, max_size=30))
def test_verse_has_as_many_lines_as_its_text(lines: list[str]) -> None:
    text = "start here\n" + "\n".join(lines) + "\nend there"
    passage = cut(in_form(Essay(text, "e"), "verse"), "start here", "end there")
    assert sum(len(lines_of(runs)) for runs in passage.paragraphs) == 2 + sum(bool(line.strip()) for line in lines)


@given(text=st.text(max_size=300))
def test_any_text_has_a_form_and_keeps_its_words_in_it(text: str) -> None:
    made = in_form(Essay(text, "e"), form_of(text))
    assert re.sub(r"\s", "", made.text) == re.sub(r"\s", "", text)


@pytest.mark.parametrize(
    "piece", [" ", "\n", "\n ", "A", "A ", "A.", "(", "[a", "Dear ", "AB CD ", "<", "= ", "a(", "- "]
)
def test_a_form_is_found_in_time(piece: str) -> None:
    """Work in line with size: two hundred thousand letters of anything."""
    text = piece * (200_000 // len(piece))
    start = process_time()
    in_form(Essay(text, "e"), form_of(text))
    in_form(Essay(text, "e"), "drama").cast  # noqa: B018
    assert process_time() - start < 8
