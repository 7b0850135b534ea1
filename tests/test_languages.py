"""Texts in several languages: each paper by itself is as if written in its language, and that in two prints both."""

from __future__ import annotations

import json
import re
from copy import deepcopy
from itertools import product
from pathlib import Path
from typing import Any

import pytest
import yaml

from paperbuilder import check, make
from paperbuilder.outputs.options import MakeOptions
from paperbuilder.outputs.pdf import pdfs
from paperbuilder.outputs.typesetter import layouts
from paperbuilder.paper.checked import CheckedSpec, check_spec
from paperbuilder.problems import PaperbuilderError
from paperbuilder.reading.schema import read
from paperbuilder.reading.source import Source, read_yaml_text, source_of
from paperbuilder.reading.translations import InLanguages, Wording
from paperbuilder.schools.samples import SAMPLE, worksheet_text
from paperbuilder.spec.models import AnySpec
from paperbuilder.texts.bilingual import by_language, held, in_language, joined
from tests.conftest import HERE
from tests.test_kinds import leaves
from tests.test_ua import ua_problems

KEPT = ("time", "start", "end", "file", "label", "section")  # texts that must say something, or be in a file
SIGN = "ŵ"  # in every Welsh text and in no other
Path_ = tuple[str | int, ...]


def data_of(text: str) -> Any:
    return yaml.load(text, Loader=yaml.BaseLoader)


def put(data: Any, path: Path_, value: Any) -> None:
    for step in path[:-1]:
        data = data[step]
    data[path[-1]] = value


def word_places(data: Any) -> list[Path_]:
    """The places of an author's texts: those that may be there in two languages."""
    found = []
    for path, text in leaves(data):
        tried = deepcopy(data)
        put(tried, path, {"en": text, "cy": text})
        source = Source(Path("spec.yaml"), "")
        source.data = tried
        if not read(AnySpec, source, ["en", "cy"])[1]:
            found.append(path)
    return found


def translated(text: str) -> str:
    """A text that is the same to the program: with its references, codes and gaps."""
    return re.sub(r"\{[^}]*\}|(?<![\w{])[a-z]+(?!\w)", lambda m: m[0] if m[0][0] == "{" else SIGN + m[0], text)


def versions_of(text: str) -> tuple[Any, Any, Any]:
    """A spec in English, in Welsh, and in both."""
    english = data_of(text)
    welsh, both = deepcopy(english), deepcopy(english)
    known = dict(leaves(english))
    for path in word_places(english):
        if path[-1] not in KEPT and not re.search(r"^\W*$|^M?\d", known[path]):
            put(welsh, path, translated(known[path]))
            put(both, path, {"en": known[path], "cy": translated(known[path])})
    return english | {"lang": "en"}, welsh | {"lang": "cy"}, both | {"lang": ["en", "cy"]}


def checked(data: Any, languages: list[str] | None = None) -> CheckedSpec:
    return check_spec(SAMPLE / "sample.yaml", text=json.dumps(data, ensure_ascii=False), languages=languages or [])


SPECS = {
    "worksheet": worksheet_text(),
    "exam": read_yaml_text(SAMPLE / "exam.yaml"),
}
IN = {name: versions_of(text) for name, text in SPECS.items()}


@pytest.mark.parametrize("name", SPECS)
def test_one_language_of_two_is_the_paper_written_in_it(name: str) -> None:
    english, _, both = IN[name]
    assert layouts(checked(both, ["en"])) == layouts(checked(english))
    assert layouts(checked(both, ["en"]).in_version("B")) == layouts(checked(english).in_version("B"))


@pytest.mark.parametrize("name", SPECS)
def test_a_paper_in_two_languages_prints_every_text_in_both(name: str) -> None:
    _, welsh, both = IN[name]
    for version in ("A", "B"):
        made = layouts(checked(both).in_version(version))
        for document, alone in layouts(checked(both, ["cy"]).in_version(version)).items():
            words = set(re.findall(rf"{SIGN}\w+", alone))
            assert words and words <= set(re.findall(rf"{SIGN}\w+", made[document])), document
            assert not re.search("[\x00-\x08\x0e-\x1f]", made[document])


@pytest.mark.parametrize("name", SPECS)
def test_all_languages_have_one_order_and_one_mark_sheet(name: str) -> None:
    both = IN[name][2]
    for version in ("A", "B"):
        papers = [checked(both, languages).in_version(version).paper for languages in (["en"], ["cy"], ["en", "cy"])]
        for items in zip(*(paper.every for paper in papers), strict=True):
            assert len({(item.number, item.written) for item in items}) == 1
            solutions = [item.solution for item in items]
            assert len({str(s.places) for s in solutions if s}) < 2
            assert len({len(s.key) for s in solutions if s}) < 2


def test_papers_in_two_languages_are_tagged(tmp_path: Path) -> None:
    files = []
    for name, edition in product(SPECS, ("", "large-print-18")):
        for document, data in pdfs(checked(IN[name][2]), MakeOptions(edition=edition)).items():
            files.append(tmp_path / f"{name}-{document}-{edition}.pdf")
            files[-1].write_bytes(data)
    assert len(files) > 8 and not any(ua_problems(files).values())


def test_each_language_is_tagged() -> None:
    xml = layouts(checked({"kind": "worksheet", "title": "T", "lang": ["cy", "en"], "questions": [QUESTION]}))[
        "worksheet"
    ]
    for text, language in (("Pryd?", "cy"), ("When?", "en"), ("Yn gyntaf", "cy"), ("First", "en")):
        assert f'<lang of="{language}">{text}' in xml
    assert xml.count("1928") == 1  # the same in both


QUESTION = {
    "type": "multiple-choice",
    "stem": {"cy": "Pryd?", "en": "When?"},
    "options": {"cy": ["1928", "Yn gyntaf"], "en": ["1928", "First"]},
    "answer": "First",
    "marks": "1",
}


def test_a_list_in_each_language_is_a_list_of_texts_in_each() -> None:
    entries = [{"cy": "1928", "en": "1928"}, {"cy": "Yn gyntaf", "en": "First"}]
    head = {"kind": "worksheet", "title": "T", "lang": ["cy", "en"]}
    one = layouts(checked(head | {"questions": [QUESTION]}))
    assert layouts(checked(head | {"questions": [QUESTION | {"options": entries}]})) == one


def test_gaps_have_answers_in_each_language() -> None:
    gap = {
        "type": "gap-fill",
        "passage": {"cy": "Yn [[1928]] roedd [[cynllun|y cynllun]].", "en": "In [[1928]] there was a [[plan]]."},
        "marks": "2",
    }
    data = {"kind": "worksheet", "title": "T", "lang": ["cy", "en"], "questions": [gap]}
    (item,) = checked(data).paper.items
    assert item.solution and [line.answers[0] for line in item.solution.key] == [
        "1928",
        held({"cy": "cynllun", "en": "plan"}),
    ]
    (item,) = checked(data, ["en"]).paper.items
    assert item.solution and [line.answers for line in item.solution.key] == [("1928",), ("plan",)]
    made = layouts(checked(data))
    assert made["worksheet"].count("<gap ") == 4
    assert (
        "<answer>y cynllun</answer>" not in made["answers"]
        and "<answer>plan</answer>" in made["answers"]
        and "<answer>cynllun</answer>" in made["answers"]
    )
    assert (
        "1928\u00a0\u00a0•\u00a0 cynllun" in made["worksheet"] and "1928\u00a0\u00a0•\u00a0 plan" in made["worksheet"]
    )


def test_a_school_makes_three_papers_from_one_spec(tmp_path: Path) -> None:
    spec = tmp_path / "cynllun.yaml"
    spec.write_text((HERE / "worksheets" / "cynllun-pum-mlynedd.yaml").read_text(encoding="utf-8"), encoding="utf-8")
    both = make(spec, output=tmp_path, only="worksheet", version="A").paths
    welsh = make(spec, output=tmp_path, only="worksheet", version="A", lang="cy").paths
    english = make(spec, output=tmp_path, only="worksheet", version="A", lang="en").paths
    names = [path.name.removeprefix("cynllun-worksheet-version-A") for path in (*both, *welsh, *english)]
    assert names == [".pdf", "-cy.pdf", "-en.pdf"] and all(path.exists() for path in (*both, *welsh, *english))
    with pytest.raises(PaperbuilderError, match="there is no language klingon"):
        make(spec, output=tmp_path, lang="klingon")
    with pytest.raises(PaperbuilderError, match=r"this text is not there in French \(fr\)"):
        make(spec, output=tmp_path, lang="fr")


def test_the_words_of_a_school_in_another_language_are_left_out(tmp_path: Path) -> None:
    folder = tmp_path / "templates" / "ours"
    folder.mkdir(parents=True)
    (folder / "theme.yaml").write_text("schema: 1\nname: Ours\nphrases: {answers: Solutions}\n")
    (tmp_path / "worksheets").mkdir()
    spec = tmp_path / "worksheets" / "s.yaml"
    spec.write_text("kind: worksheet\nlang: cy\ntitle: T\nquestions: [{type: short, stem: Pam?}]\n")
    assert "Solutions" not in layouts(check_spec(spec, "ours"), "ours")["answers"]
    spec.write_text("kind: worksheet\nlang: en\ntitle: T\nquestions: [{type: short, stem: Why?}]\n")
    assert "Solutions" in layouts(check_spec(spec, "ours"), "ours")["answers"]


def test_texts_in_two_languages_are_put_together_and_taken_apart() -> None:
    text = f"A {held({'cy': 'Cynllun', 'en': 'Plan'})} (1928)"
    assert by_language(text) == {"cy": "A Cynllun (1928)", "en": "A Plan (1928)"}
    assert in_language(text, "en") == "A Plan (1928)" and joined(text, " / ") == "A Cynllun (1928) / A Plan (1928)"
    assert held({"cy": "1928", "en": "1928"}) == "1928" and by_language("1928") == {"": "1928"}


def test_the_reader_says_where_a_text_is_not_there() -> None:
    source = source_of(Path("s.yaml"), "kind: worksheet\ntitle: {cy: Teitl}\nquestions: []\n")
    _, (problem,) = read(AnySpec, source, ["en"])
    assert (problem.line, problem.column) == (2, 1) and "English (en)" in problem.message
    assert InLanguages.words == "text" and Wording("Plan", {"en": "Plan"}) == "Plan"


def test_the_example_on_the_page_is_right(tmp_path: Path) -> None:
    page = (HERE / "docs" / "languages.md").read_text(encoding="utf-8")
    (example,) = re.findall(r"```yaml\n(kind: .*?)```", page, re.DOTALL)
    (tmp_path / "s.yaml").write_text(example, encoding="utf-8")
    assert check(tmp_path / "s.yaml") == []
    made = layouts(check_spec(tmp_path / "s.yaml"))["worksheet"]
    assert "Y Cynllun Pum Mlynedd" in made and "The Five-Year Plan" in made and "Swyddfa gynllunio" in made


def test_a_french_paper_writes_numbers_times_and_lists_as_in_french(tmp_path: Path) -> None:
    spec = tmp_path / "s.yaml"
    spec.write_text(FRENCH_PAPER, encoding="utf-8")
    made = layouts(check_spec(spec))
    paper, scheme = made["question-paper"], made["mark-scheme"]
    for words in ("Durée : <b>1 h 30</b>", "14 juin 2026", "[2,5 points]", "[0,5 point]", "sur <page-count/>"):
        assert words in paper, words
    assert "<b>une seule</b> des questions 3, 4 et 5" in paper and "1 h 53" in paper
    assert "½" not in paper + scheme and "Accepter" not in scheme
    assert 'alt="Courbe : Charbon' in paper or "Charbon" in paper
    found = check_spec(spec).paper.figures["chart charbon"].drawn  # type: ignore[attr-defined]
    assert found.commas == "decimals" and found.series[0].values == (35.5, 40.25)
    assert list(check_spec(spec).paper.figures["table charbon"].aligned) == ["left", "decimal"]  # type: ignore[attr-defined]


FRENCH_PAPER = """
kind: exam
lang: fr
title: Le plan quinquennal
time: 1 h 30
extra-time: [25%]
date: 2026-06-14
theme: {marks: {halves: "yes"}}
tables:
  charbon: {columns: [Année, Charbon], rows: [["1928", "35,5"], ["1929", "40,25"]]}
charts:
  charbon: {table: charbon, type: line}
sections:
  - title: Partie A
    questions:
      - {type: short, stem: Lisez., chart: charbon, marks: 2.5, mark-scheme: {key: [{text: un, marks: 2.5}]}}
      - {type: short, stem: Pourquoi ?, marks: 0.5, mark-scheme: {key: [{text: un, marks: 0.5}]}}
  - title: Partie B
    answer: 1
    questions:
      - {type: short, stem: Un ?, marks: 1, mark-scheme: {key: [a]}}
      - {type: short, stem: Deux ?, marks: 1, mark-scheme: {key: [a]}}
      - {type: short, stem: Trois ?, marks: 1, mark-scheme: {key: [a]}}
"""


def test_a_calculation_in_french_has_decimal_commas(tmp_path: Path) -> None:
    (tmp_path / "s.yaml").write_text(
        "kind: worksheet\nlang: fr\ntitle: T\nquestions:\n"
        "  - {type: number, stem: Calculez., answer: '9,81', tolerance: '0,02', unit: m/s², marks: 1}\n"
        "  - {type: number, stem: Calculez., answer: '9,81', range: ['9,7', '9,9'], decimals: 2, marks: 1}\n",
        encoding="utf-8",
    )
    scheme = layouts(check_spec(tmp_path / "s.yaml"))["mark-scheme"]
    for words in ("9,81 m/s²", "(accepter de 9,79 à 9,83)", "(accepter de 9,7 à 9,9)"):
        assert words in scheme
    (tmp_path / "s.yaml").write_text(
        "kind: worksheet\nlang: en\ntitle: T\nquestions: [{type: number, stem: S., answer: '9,81', marks: 1}]\n"
    )
    assert any("is not a number" in problem.message for problem in check(tmp_path / "s.yaml"))


def test_an_answer_in_two_languages_has_one_line() -> None:
    place = {"cy": "cyflymder = [[3]] m/s", "en": "speed = [[3]] m/s"}
    question = {"type": "short", "stem": "S.", "answers": [place], "marks": "1"}
    made = layouts(checked({"kind": "worksheet", "title": "T", "lang": ["cy", "en"], "questions": [question]}))
    (line,) = re.findall(r'<p style="answer-line">(.*?)</p>', made["worksheet"])
    assert line.count("<gap ") == 1 and "cyflymder" in line and "speed" in line and line.count("m/s") == 1
    assert made["answers"].count("<answer>3</answer>") == 1
