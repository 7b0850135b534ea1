"""Papers in Welsh alone have no word of English but their author's; those in two languages have whole phrases."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from jinja2 import TemplateError as JinjaError

from paperbuilder.paper.checked import check_spec
from paperbuilder.questions.registry import words_of_kinds
from paperbuilder.reading.source import read_source, source_of
from paperbuilder.schools.samples import SAMPLE, worksheet_text
from paperbuilder.templating.phrases import Phrases
from paperbuilder.templating.word_forms import with_forms
from paperbuilder.themes.folders import STANDARD
from paperbuilder.themes.resolve import theme_of
from paperbuilder.typeset.compose import compose
from paperbuilder.typeset.containers import Columns
from paperbuilder.typeset.design import design_of
from paperbuilder.typeset.inline import Span
from paperbuilder.typeset.paragraphs import Paragraph
from paperbuilder.typeset.xml import Element, parse
from tests.conftest import HERE
from tests.every_document import every_document
from tests.marked import marked_spec

WORD = re.compile(r"[^\W\d_]{2,}")
SPECS = {file.stem: (file.read_text(encoding="utf-8"), file.parent) for file in (HERE / "worksheets").glob("*.yaml")}
SPECS |= {
    "exam": ((SAMPLE / "exam.yaml").read_text(encoding="utf-8"), SAMPLE),
    "every kind": (worksheet_text(), SAMPLE),
}
LOANS = {"ao": "the author's name of an objective, AO1"}


def words(texts: Iterable[str]) -> set[str]:
    return {word.casefold() for text in texts for word in WORD.findall(re.sub(r"{[^}=]*}|{\w+=[^:]*:", " ", text))}


def leaves(data: Any) -> Iterator[str]:
    if isinstance(data, str):
        yield data
    for one in data.values() if isinstance(data, dict) else data if isinstance(data, list) else ():
        yield from leaves(one)


def table(language: str) -> set[str]:
    """Every word of a language: of phrases, of kinds, of ladders."""
    ladders = STANDARD / ("ladders.yaml" if language == "en-GB" else f"ladders/{language}.yaml")
    files = (STANDARD / "phrases" / f"{language}.yaml", ladders)
    found = words(leaf for file in files for leaf in leaves(read_source(file).data))
    return found | words(texts[language] for texts in words_of_kinds().values())


def said(e: Element) -> str:
    """What is printed, and what is read aloud or shown as the title."""
    own = (text for name, text in e.attributes.items() if name in ("alt", "title", "one", "many"))
    return " ".join([*own, *(child if isinstance(child, str) else said(child) for child in e.children)])


def spec(name: str, folder: Path, **theme: Any) -> Path:
    text, beside = SPECS[name]
    data = dict(source_of(beside / "spec.yaml", text).data)
    data |= {"lang": theme["lang"]} if "lang" in data and "lang" in theme else {}
    return marked_spec(data | {"theme": data.get("theme", {}) | theme}, beside, folder / "worksheets")


def english(found: Mapping[str, str], language: str = "cy") -> dict[str, set[str]]:
    """The words of English in layouts, but loans and what is of the other language as well."""
    foreign = table("en-GB") - table(language) - set(LOANS)
    each = {name: words([said(parse(xml))]) & foreign for name, xml in found.items()}
    return {name: wrong for name, wrong in each.items() if wrong}


@pytest.mark.parametrize("name", SPECS)
def test_no_english_is_left_in_a_welsh_paper(name: str, tmp_path: Path) -> None:
    found = every_document(check_spec(spec(name, tmp_path, lang="cy")))
    assert english(found) == {}
    assert all(parse(xml).attributes["lang"] == "cy" for xml in found.values())


@pytest.mark.parametrize("name", [name for name in SPECS if name != "cynllun-pum-mlynedd"])
def test_no_english_is_left_in_a_french_paper(name: str, tmp_path: Path) -> None:
    assert english(every_document(check_spec(spec(name, tmp_path, lang="fr"))), "fr") == {}


def test_a_phrase_left_in_english_would_be_seen(tmp_path: Path) -> None:
    found = every_document(check_spec(spec("every kind", tmp_path, lang="cy", phrases={"true": "True"})))
    assert {"true"} in english(found).values()


def test_a_welsh_author_names_extracts_in_welsh(tmp_path: Path) -> None:
    xml = every_document(check_spec(spec("exam", tmp_path, lang="cy")))
    assert "Ffynhonnell A" in xml["insert"] and "Ffynhonnell A a Ffynhonnell B" in xml["question-paper"]


@pytest.mark.parametrize(
    ("key", "values", "welsh"),
    [
        ("number-one", {"n": 1}, "1 marc"),
        ("number-many", {"n": 2}, "2 farc"),
        ("number-many", {"n": 16}, "16 marc"),
        ("marks-many", {"n": 2}, "[2 farc]"),
        ("folio", {"page": 1, "pages": 6}, "Tudalen 1 o 6"),
    ],
)
def test_welsh_phrases(key: str, values: Mapping[str, Any], welsh: str) -> None:
    assert phrases(["cy"]).say(key, **values) == welsh


@pytest.mark.parametrize(
    ("items", "welsh"),
    [
        ("ABC", "A, B a C"),
        ("CE", "C ac E"),
        ("34", "3 a 4"),
        (["7", "8"], "7 ac 8"),
        (["9", "11"], "9 ac 11"),
        ("A", "A"),
    ],
)
def test_welsh_lists(items: list[str], welsh: str) -> None:
    assert phrases(["cy"]).listed(items) == welsh


@pytest.mark.parametrize(
    ("minutes", "welsh"), [(90, "1 awr 30 munud"), (60, "1 awr"), (2, "2 funud"), (122, "2 awr 2 funud")]
)
def test_welsh_times(minutes: int, welsh: str) -> None:
    assert phrases(["cy"]).duration(minutes) == welsh


@pytest.mark.parametrize(
    ("phrase", "values", "printed"),
    [
        ("{n} {n=0,½,1½: point | points}", {"n": "1½"}, "{n} point"),
        ("{n} {n=0,½,1½: point | points}", {"n": "2"}, "{n} points"),
        ("{n=2: farc | marc}", {}, "marc"),
        ("{last=vowel: ac | a}", {"last": "<b>Adran A</b>"}, "ac"),
        ("{last=vowel: ac | a}", {"last": "Ŵyn"}, "ac"),
        ("{last=vowel: ac | a}", {"last": "18"}, "ac"),
        ("{last=vowel: ac | a}", {"last": "10"}, "a"),
        ("{last=vowel: ac | a}", {"last": "100"}, "a"),
        ("{last=vowel: ac | a}", {"last": ""}, "a"),
        ("a = b {n}", {"n": "2"}, "a = b {n}"),
    ],
)
def test_words_that_depend_on_a_value(phrase: str, values: Mapping[str, str], printed: str) -> None:
    assert with_forms(phrase, values) == printed


def phrases(languages: list[str]) -> Phrases:
    return Phrases(theme_of([STANDARD], source_of(Path("x"), f"theme: {{languages: {languages}}}\n")))


def test_a_phrase_in_two_languages_is_a_whole_in_each() -> None:
    both = phrases(["cy", "en-GB"])
    time = both.say("time-allowed", time=both.duration(90))
    assert time.each == {
        "cy": "Amser a ganiateir: <b>1 awr 30 munud</b>",
        "en-GB": "Time allowed: <b>1 hour 30 minutes</b>",
    }
    assert both.dated("2026-11-24").striptags() == "24 Tachwedd 2026 / 24 November 2026"  # type: ignore[union-attr]
    assert both.listed(["A", "E"]).each == {"cy": "A ac E", "en-GB": "A and E"}


def test_a_slot_that_is_not_filled_is_an_error() -> None:
    with pytest.raises(JinjaError, match=r"advised-time has a slot \{time\} that is not filled; it is given n"):
        phrases(["cy"]).say("advised-time", n=25)


@pytest.mark.parametrize(
    ("one", "other", "printed"),
    [
        ("[16 marc]", "[16 marks]", "[16 marc / marks]"),
        ("[SAG 4 marc]", "[SPaG 4 marks]", "[SAG 4 marc / SPaG 4 marks]"),
        ("Tudalen 1 o 6", "Page 1 of 6", "Tudalen 1 o 6 / Page 1 of 6"),
        ("Darn A", "Extract A", "Darn / Extract A"),
        ("Marc uchaf: <b>40</b>", "Maximum mark: <b>40</b>", "Marc uchaf / Maximum mark: 40"),
        (
            "Ffiniau graddau (dangosol)",
            "Grade boundaries (indicative)",
            "Ffiniau graddau (dangosol) / Grade boundaries (indicative)",
        ),
        ("1 awr 3 munud", "1 hour 3 minutes", "1 awr 3 munud / 1 hour 3 minutes"),
        ("Enw", "Name", "Enw / Name"),
    ],
)
def test_how_two_languages_are_set_on_a_line(one: str, other: str, printed: str) -> None:
    assert lines(f'<p>x <pair><lang of="cy">{one}</lang> / <lang of="en-GB">{other}</lang></pair></p>', 500) == [
        f"x {printed}"
    ]


def test_a_pair_that_has_no_room_on_a_line_is_on_two() -> None:
    xml = (
        '<p><pair><lang of="cy">Atebwch bob cwestiwn.</lang> / <lang of="en-GB">Answer all questions.</lang></pair></p>'
    )
    assert lines(xml, 500) == ["Atebwch bob cwestiwn. / Answer all questions."]
    assert lines(xml, 150) == ["Atebwch bob cwestiwn.", "Answer all questions."]


def test_sentences_in_two_languages_are_not_mixed() -> None:
    pair = '<pair><lang of="cy">{}</lang> / <lang of="en-GB">{}</lang></pair>'
    two = f"<p>{pair.format('Un.', 'One.')} {pair.format('Dau.', 'Two.')}</p>"
    assert lines(two, 500) == ["Un. Dau. / One. Two."]


def lines(xml: str, width: float) -> list[str]:
    made = compose(f'<paper title="x" lang="cy">{xml}</paper>', design_of(theme_of([STANDARD]), [STANDARD]))
    (paragraph,) = [block for _, block in made.pages[0].placed if isinstance(block, Paragraph)]
    texts = ("".join(p.text for _, p in line.pieces if isinstance(p, Span)) for line in paragraph.lines(width))
    return [text.replace("\u00a0", " ") for text in texts]


def test_each_language_has_its_column() -> None:
    pair = '<pair><lang of="cy">{}</lang> / <lang of="en-GB">{}</lang></pair>'
    xml = f"<languages><h2>{pair.format('Cyngor', 'Advice')}</h2><p>{pair.format('Un.', 'One.')}</p></languages>"
    made = compose(f'<paper title="x" lang="cy">{xml}</paper>', design_of(theme_of([STANDARD]), [STANDARD]))
    (columns,) = [block for _, block in made.pages[0].placed if isinstance(block, Columns)]
    told = [["".join(i.text for i in p.inlines) for p in stack] for stack in columns.stacks]  # type: ignore[attr-defined]
    assert told == [["Cyngor", "Un."], ["Advice", "One."]]
