"""Extracts: what the text says, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperbuilder.problems import FilesError
from paperbuilder.texts import Essay, Mismatch, Passage, cut, find_words, mark, quote, read_text
from paperbuilder.texts.readability import reading_age
from tests.conftest import HERE

ESSAY = read_text(HERE / "worksheets" / "texts" / "stalins-industrialisation.txt", HERE)


def shape(passage: Passage) -> list[tuple[str, str]]:
    return [(run.kind, run.text) for paragraph in passage.paragraphs for run in paragraph if run.text.strip()]


@pytest.mark.parametrize(
    "quoted",
    [
        "the N.E.P with its slight capitalist elements",
        "Lenin’s semi‐capitalist N.E.P",
        "five–year plans were far more ambitious and so far riskier",
        "to strengthen and glorify Stalin. .",
        "a country  faced\nwith a barrage",
        "socialism in one country’ theory",
    ],
)
def test_kinds_of_quotes_dashes_and_spaces_do_not_matter_and_the_essays_own_print(quoted: str) -> None:
    quoted = quoted.replace("the N.E.P with", "N.E.P with")
    passage = quote(ESSAY, quoted)
    assert passage.plain in " ".join(ESSAY.text.split())


def test_a_ligature_in_the_essay_is_the_same_as_its_letters() -> None:
    essay = Essay("The ﬁrst plan was deﬁned by Stalin.", "e.txt")
    assert quote(essay, "The first plan was defined").plain == "The ﬁrst plan was deﬁned"


@pytest.mark.parametrize("sign", ["…", "...", "[…]", "[...]"])
def test_omissions_show(sign: str) -> None:
    passage = quote(ESSAY, f"{sign} In 1928, the newly empowered Stalin {sign} world history {sign}")
    kinds = [kind for kind, _ in shape(passage)]
    assert kinds == ["omission", "text", "omission", "text", "omission"]
    assert passage.words == 8


def test_an_insertion_may_stand_for_a_few_words_but_not_for_many() -> None:
    passage = quote(ESSAY, "In 1927, this [the quarrel] was bought to the surface")
    assert ("insertion", "the quarrel") in shape(passage)
    assert shape(quote(ESSAY, "when [they] raided the Soviet trade mission"))[1] == ("insertion", "they")
    with pytest.raises(Mismatch):
        quote(ESSAY, "In 1927, [then] the Soviet government saw this and other signs")


def test_sic_and_gloss_mark_the_first_occurrence() -> None:
    passage = mark(quote(ESSAY, "this was bought to the surface"), ["bought"], {"surface": "the top"})
    assert [kind for kind, _ in shape(passage)] == ["text", "sic", "text", "gloss"]
    assert ("sic", "bought") in shape(quote(ESSAY, "In 1927, this was bought [sic] to the surface"))
    with pytest.raises(Mismatch, match="is not in the extract"):
        mark(passage, ["brought"])
    with pytest.raises(Mismatch):
        mark(passage, ["ought"])


def test_case_matters_but_for_the_first_letter() -> None:
    assert quote(ESSAY, "Memories of help given").plain == "Memories of help given"
    assert quote(ESSAY, "memories of help given").plain == "Memories of help given"
    with pytest.raises(Mismatch):
        quote(ESSAY, "Memories of HELP given")


def test_a_changed_word_is_named_with_its_line() -> None:
    with pytest.raises(Mismatch) as caught:
        quote(ESSAY, "In 1927, this was brought to the surface when the British government raided")
    assert "you wrote “brought” where line 4" in caught.value.message
    assert "has “bought”" in caught.value.message
    assert "this was bought to the surface" in caught.value.hint


def test_an_anchor_that_is_there_more_than_once_shows_every_place() -> None:
    with pytest.raises(Mismatch, match="7 times") as caught:
        cut(ESSAY, "The Soviet", "riskier.")
    assert caught.value.message.count("line ") == 7 and caught.value.path == ("start",)
    with pytest.raises(Mismatch, match="the words of end are in .* times") as caught:
        cut(ESSAY, "Did the Soviet Union need", "Soviet")
    assert caught.value.path == ("end",)


def test_cut_prints_from_start_to_end_without_what_is_omitted() -> None:
    passage = cut(ESSAY, "In 1927, this", "conspiracy.", ["this and other signs as"])
    assert passage.plain.startswith("In 1927, this was bought") and passage.plain.endswith("conspiracy.")
    assert [kind for kind, _ in shape(passage)] == ["text", "omission", "text"]
    with pytest.raises(Mismatch, match="before those of start"):
        cut(ESSAY, "In 1927, this", "so far riskier.")
    with pytest.raises(Mismatch, match="omit"):
        cut(ESSAY, "In 1927, this", "conspiracy.", ["Magnitogorsk"])


def test_paragraphs_stay_paragraphs() -> None:
    passage = cut(ESSAY, "Did the Soviet Union need", "influenced in part by these.")
    assert len(passage.paragraphs) == 2


def test_words_are_found_as_the_extract_prints_them() -> None:
    passage = mark(cut(ESSAY, "In 1927, this", "conspiracy."), ["bought"])
    assert find_words(passage, "was bought to") == "was bought to"
    with pytest.raises(Mismatch, match="times"):
        find_words(passage, "Soviet")


@pytest.mark.parametrize("data", [b"caf\xe9", b"\xff\xfea\x00"])
def test_a_text_in_another_encoding_is_explained(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "a.txt").write_bytes(data)
    with pytest.raises(FilesError, match="UTF-8"):
        read_text(tmp_path / "a.txt", tmp_path)


def test_a_link_out_of_the_project_is_refused(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("secret")
    project = tmp_path / "project"
    project.mkdir()
    (project / "essay.txt").symlink_to(tmp_path / "secret.txt")
    with pytest.raises(FilesError, match="outside the project"):
        read_text(project / "essay.txt", project)


WORDS = st.lists(
    st.text("abcdeéfgŵ’-'", min_size=1, max_size=6).filter(str.isalpha), min_size=12, max_size=60, unique=True
)


@given(words=WORDS, start=st.integers(0, 40), length=st.integers(3, 12))
def test_any_piece_quotes_back_to_itself(words: list[str], start: int, length: int) -> None:
    start = min(start, len(words) - 3)
    piece = " ".join(words[start : start + length])
    essay = Essay("\u00a0 ".join(words), "e.txt")
    try:
        assert quote(essay, piece).plain == piece
    except Mismatch as error:
        assert "times" in error.message


@given(words=WORDS, data=st.data())
def test_any_changed_word_is_found(words: list[str], data: st.DataObject) -> None:
    at = data.draw(st.integers(1, len(words) - 2))
    changed = [*words[:at], "zzz", *words[at + 1 :]]
    with pytest.raises(Mismatch) as caught:
        quote(Essay(" ".join(words), "e.txt"), " ".join(changed))
    assert "zzz" in caught.value.message


@given(words=WORDS, data=st.data())
def test_any_omission_verifies(words: list[str], data: st.DataObject) -> None:
    first = data.draw(st.integers(2, len(words) - 4))
    last = data.draw(st.integers(first + 1, len(words) - 2))
    try:
        passage = quote(Essay(" ".join(words), "e.txt"), f"{' '.join(words[:first])} … {' '.join(words[last:])}")
    except Mismatch as error:
        assert "times" in error.message
        return
    assert passage.plain.split() == words[:first] + words[last:]


def test_a_long_essay_and_many_omissions_are_bounded() -> None:
    words = [f"w{i}" for i in range(20_000)]
    essay = Essay(" ".join(words), "e.txt")
    passage = quote(essay, " … ".join(f"w{i} w{i + 1}" for i in range(0, 500, 10)))
    assert passage.words == 100


def test_reading_age_is_given_from_100_words_on() -> None:
    short = cut(ESSAY, "In 1927, this", "conspiracy.")
    long = cut(ESSAY, "There were many problems", "invasion on the USSR.")
    easy = quote(
        Essay("The cat sat on the mat. " * 20 + "Then it ran.", "e.txt"),
        ("The cat sat on the mat. " * 20 + "Then it ran."),
    )
    assert short.reading_age is None
    assert long.reading_age and 16 <= long.reading_age <= 25
    assert easy.reading_age is not None and easy.reading_age < 7


@pytest.mark.parametrize(
    "text", ["the ships sailed on " * 60, "the ships sailed on\n" * 60, "so it went on " * 70 + "to the end."]
)
def test_a_text_without_full_stops_has_no_reading_age(text: str) -> None:
    assert reading_age(text, len(text.split())) is None


@pytest.mark.parametrize("nothing", ["", " ", "\u00ad\u200b"])
def test_words_that_print_nothing_are_refused(nothing: str) -> None:
    essay = Essay("One two three.", "essay.txt")
    for attempt in (
        lambda: cut(essay, "One", nothing),
        lambda: cut(essay, nothing, "three."),
        lambda: quote(essay, nothing),
    ):
        with pytest.raises(Mismatch):
            attempt()
    with pytest.raises(Mismatch):
        mark(cut(essay, "One", "three."), [nothing])


def test_a_long_quotation_that_goes_wrong_late_is_told_where() -> None:
    words = [f"word{n}" for n in range(3000)]
    essay = Essay(" ".join(words), "essay.txt")
    for at in (2500, 2999):
        with pytest.raises(Mismatch, match=f"“other” where line 1 of essay.txt has “word{at}”"):
            quote(essay, " ".join([*words[:at], "other", *words[at + 1 :]]))
    with pytest.raises(Mismatch, match="you wrote “more”, which"):
        quote(essay, " ".join([*words, "more"]))


def test_a_quotation_in_very_many_pieces_is_refused() -> None:
    with pytest.raises(Mismatch, match="in 101 pieces"):
        quote(Essay("a b " * 200, "essay.txt"), " … ".join("a" * 101))
