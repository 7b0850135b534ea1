"""Versions of a paper: another order of the same questions, options and answers."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pdfplumber
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from paperbuilder import make
from paperbuilder.jobs.job import Job
from paperbuilder.jobs.parallel import make_all
from paperbuilder.outputs.options import MakeOptions
from paperbuilder.outputs.pdf import pdfs
from paperbuilder.outputs.typesetter import layouts
from paperbuilder.paper.checked import check_spec
from paperbuilder.paper.item import Item
from paperbuilder.paper.model import Paper
from paperbuilder.paper.versions import in_version, version_key
from paperbuilder.problems import PaperbuilderError
from tests.conftest import QUIZ
from tests.test_answers_stay_hidden import SECRETS, readable
from tests.test_bad_specs import run
from tests.test_ua import ua_problems

WORDS = [f"w{n}" for n in range(12)]
UNIQUE = st.lists(st.sampled_from(WORDS), min_size=3, max_size=6, unique=True)


@st.composite
def moving(draw: st.DrawFn, question: dict[str, Any], things: list[str]) -> dict[str, Any]:
    """A question whose things move, all, but one, or not at all."""
    how = draw(st.sampled_from([{}, {"pin": [draw(st.sampled_from(things))]}, {"shuffle": "no"}]))
    return question | how


@st.composite
def simple(draw: st.DrawFn) -> dict[str, Any]:
    things = draw(UNIQUE)
    n = str(len(things))
    kind = draw(st.sampled_from(["choice", "true-false", "ordering", "matching", "gap-fill"]))
    if kind == "choice":
        right = draw(st.sampled_from([things[1], things[1:2], things[:2]]))
        made = {"type": "multiple-choice", "stem": "?", "options": things, "answer": right, "marks": "2"}
        return draw(moving(made, things))
    if kind == "true-false":
        answers = draw(st.lists(st.sampled_from(["true", "false"]), min_size=len(things), max_size=len(things)))
        statements = [{"text": t, "answer": a} for t, a in zip(things, answers, strict=True)]
        return draw(moving({"type": kind, "stem": "?", "statements": statements, "marks": n}, things))
    if kind == "ordering":
        return draw(moving({"type": kind, "stem": "?", "items": things, "marks": n}, things))
    if kind == "matching":
        pairs = [{"left": thing, "right": f"{thing} right"} for thing in things]
        rights = [pair["right"] for pair in pairs]
        return draw(moving({"type": kind, "stem": "?", "pairs": pairs, "distractors": ["none"], "marks": n}, rights))
    return {"type": kind, "passage": "A [[gap]] here.", "marks": "1"}


@st.composite
def questions(draw: st.DrawFn) -> dict[str, Any]:
    kind = draw(st.sampled_from(["short", "parts", "simple", "simple", "simple"]))
    short = {"type": "short", "stem": "?", "marks": "2", "mark-scheme": {"points": ["a", "b", "c"]}}
    if kind == "short":
        return short | {"ao": {"AO1": "2"}}
    return {"stem": "?", "parts": [short, draw(simple())]} if kind == "parts" else draw(simple())


@st.composite
def specs(draw: st.DrawFn) -> dict[str, Any]:
    sections = []
    for s in range(draw(st.integers(1, 3))):
        found = [q | {"id": f"q{s}{i}"} for i, q in enumerate(draw(st.lists(questions(), min_size=1, max_size=5)))]
        section: dict[str, Any] = {"title": f"S{s}", "questions": found}
        if len(found) > 2 and draw(st.booleans()):
            section |= {"shuffle": "yes", "pin": [draw(st.sampled_from(found))["id"]]}
        elif len(found) > 1 and draw(st.booleans()):
            section |= {"shuffle": "yes"}
        sections.append(section)
    versions = [*"ABCD"][: draw(st.integers(2, 4))]
    return {"kind": "worksheet", "title": draw(st.sampled_from(WORDS)), "versions": versions, "sections": sections}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("versions")


def paper_of(spec: dict[str, Any], folder: Path) -> Paper:
    file = folder / "spec.yaml"
    file.write_text(yaml.safe_dump(spec, sort_keys=False))
    return check_spec(file).paper


def leaves(paper: Paper) -> dict[tuple[int, ...], Item]:
    return {leaf.written: leaf for item in paper.items for leaf in item.leaves}


@given(spec=specs())
@settings(max_examples=60, deadline=None)
def test_a_version_is_the_paper_in_another_order(spec: dict[str, Any], folder: Path) -> None:
    first = paper_of(spec, folder)
    assert first.version == "A" and all(item.number == item.written for item in first.every)
    for name in spec["versions"]:
        paper = in_version(first, name)
        assert paper.version == name
        assert [item.number for item in paper.items] == [(n,) for n in range(1, len(first.items) + 1)]
        assert all(p.number == (*i.number, n) for i in paper.every for n, p in enumerate(i.parts, 1))
        assert (paper.total, paper.spag, paper.objectives) == (first.total, first.spag, first.objectives)
        assert sorted(c.most for c in paper.mark_columns) == sorted(c.most for c in first.mark_columns)
        for here, there in zip(paper.sections, first.sections, strict=True):
            assert {i.question for i in here.items} == {i.question for i in there.items}
            assert (here.marks, here.spag, here.choose) == (there.marks, there.spag, there.choose)
            moved = [i.number for i in here.items if i.number != i.written]
            free = [i for i in there.items if i.question.id not in there.section.pin]
            assert bool(moved) == (name != "A" and there.section.shuffle and len(free) > 1)
            assert all(i.number == i.written for i in here.items if i.question.id in there.section.pin)
        assert in_version(paper, "A") == first
        assert in_version(first, name) == paper


@given(spec=specs())
@settings(max_examples=60, deadline=None)
def test_keys_name_the_same_answers_and_pinned_things_stay(spec: dict[str, Any], folder: Path) -> None:
    first = paper_of(spec, folder)
    for name in spec["versions"]:
        for written, item in leaves(in_version(first, name)).items():
            check_key(item)
            check_places(item, leaves(first)[written], name)


def check_key(item: Item) -> None:
    """The key of a question against its spec, by text."""
    q: Any = item.question
    if item.type == "multiple-choice":
        texts = {letter: text for letter, text, _ in item.options}
        assert sorted(texts.values()) == sorted(q.options) and list(texts) == [*"ABCDEF"][: len(texts)]
        assert {text for _, text, right in item.options if right} == set(q.answer)
        assert [texts[letter] for letter in item.answers] == [text for text in texts.values() if text in q.answer]
        assert key(item) == [f"{letter}  {texts[letter]}" for letter in item.answers]
        assert item.ticks == len(q.answer) and bool(item.rule) == (item.ticks > 1)
    elif item.type == "true-false":
        shown = item.statements
        assert {id(s) for s in shown} == {id(s) for s in q.statements} and len(shown) == len(q.statements)
        assert list(item.answers) == [{"true": "✓", "false": "✗"}[s.answer] for s in shown]
        assert [line.word for line in item.key] == [s.answer for s in shown]
    elif item.type == "ordering":
        shown, order = item.shuffled, item.order_key
        assert [q.items[n - 1] for n in order] == list(shown) and key(item) == q.items
    elif item.type == "matching":
        texts = {letter: text for _, _, (letter, text) in item.match_rows}
        rows = [(left, texts[letter]) for left, letter, _ in item.match_rows if left]
        assert sorted(rows) == sorted((pair.left, pair.right) for pair in q.pairs)
        assert key(item) == [f"{left} – {letter}" for left, letter, _ in item.match_rows if left]


def key(item: Item) -> list[str]:
    return [line.answers[0] for line in item.key]


def printed(item: Item) -> list[list[str]]:
    """What can move, as it is printed, column by column."""
    if item.type == "matching":
        rows = item.match_rows
        return [[text for _, _, (_, text) in rows]]
    made = {"multiple-choice": "options", "true-false": "statements", "ordering": "shuffled"}.get(item.type)
    texts = {"multiple-choice": lambda o: o[1], "true-false": lambda s: s.text, "ordering": str}
    return [[texts[item.type](thing) for thing in getattr(item, made)]] if made else []


def check_places(item: Item, first: Item, name: str) -> None:
    """The map back to the first version, and what keeps its place."""
    q: Any = item.question
    for here, there, (labels, before) in zip(printed(item), printed(first), item.solution.places, strict=True):
        named = dict(zip(labels.split(), here, strict=True))
        assert named == {now: dict(zip(labels.split(), there, strict=True))[old] for now, old in pairs(labels, before)}
        stays = [thing for thing in there if not q.shuffle or thing in q.pin]
        assert all(here.index(thing) == there.index(thing) for thing in stays)
        if item.type in ("multiple-choice", "true-false"):
            assert (here != there) == (name != "A" and q.shuffle)
        if name == "A":
            assert here == there


def pairs(labels: str, before: str) -> list[tuple[str, str]]:
    return list(zip(labels.split(), before.split(), strict=True))


@given(spec=specs())
@settings(max_examples=30, deadline=None)
def test_the_version_key_has_every_question_of_every_version(spec: dict[str, Any], folder: Path) -> None:
    first = paper_of(spec, folder)
    papers = [in_version(first, name) for name in spec["versions"]]
    key = version_key(papers)
    assert key.names == tuple(spec["versions"])
    assert [row[0].number for row in key.rows] == [leaf.number for item in first.items for leaf in item.leaves]
    assert all({item.question for item in row} == {row[0].question} for row in key.rows)
    for (name, questions), paper in zip(key.back, papers[1:], strict=True):
        assert [here.number for here, _ in questions] == [leaf.number for i in paper.items for leaf in i.leaves]
        assert all(there.number == here.written for here, there in questions) and name == paper.version


# ---------------------------------------------------------------- documents

SCHEME = "mark-scheme: {levels: explain-4, indicative: [a]}"
POINTS = "mark-scheme: {points: [a, b, c]}"
EXAM = f"""kind: exam
title: Raid
time: 20 minutes
versions: [A, B]
theme: {{pages-multiple-of: 1}}
texts:
  essay: {{file: texts/stalins-industrialisation.txt, title: Essay, rights: {{holder: the author, basis: own work}}}}
extracts:
  A: {{text: essay, start: "In 1927, this was bought", end: anti-Communist conspiracy.}}
  B: {{text: essay, start: The Soviet economy had made, end: far riskier.}}
sections:
  - title: One
    shuffle: yes
    questions:
      - {{type: short, id: raid, stem: 'What, {{lines A "the British government raided"}}?', marks: 2, {POINTS}}}
      - {{type: short, stem: And Extract B?, marks: 2, {POINTS}}}
  - title: Two
    answer: 1
    shuffle: yes
    questions:
      - {{type: extended, stem: 'Look back at {{question raid}}.', marks: 4, {SCHEME}}}
      - {{type: extended, stem: Alternative., marks: 4, {SCHEME}}}
      - {{type: extended, stem: Third., marks: 4, {SCHEME}}}
"""


@pytest.fixture
def exam(project: Path) -> Path:
    for spec in (project / "worksheets").glob("*.yaml"):
        spec.unlink()
    file = project / "worksheets" / "raid.yaml"
    file.write_text(EXAM)
    return file


def words(pdf: Path) -> Counter[str]:
    with pdfplumber.open(pdf) as document:
        return Counter(word for page in document.pages for word in page.extract_text().split())


def test_every_version_its_key_and_one_insert_are_made(exam: Path) -> None:
    paths = [path.name for path in make(exam).paths]
    assert paths == [
        "raid-insert.pdf",
        "raid-question-paper-version-A.pdf",
        "raid-mark-scheme-version-A.pdf",
        "raid-question-paper-version-B.pdf",
        "raid-mark-scheme-version-B.pdf",
        "raid-version-key.pdf",
    ]


def test_references_rubrics_and_the_mark_scheme_follow(exam: Path) -> None:
    checked = check_spec(exam).in_version("B")
    assert checked.paper.by_id["raid"].number == (2,)
    xml = layouts(checked)
    for document in ("question-paper", "mark-scheme"):
        assert "Look back at Question\u00a02." in xml[document]
    numbers = [item.number[0] for item in checked.paper.sections[1].items]
    assert numbers == [3, 4, 5] and "question from 3, 4 and 5" in xml["question-paper"]
    stems = [str(item.question.stem).split()[0] for item in checked.paper.items]
    for document in ("question-paper", "mark-scheme"):
        found = [
            xml[document].index(f"{stem} ") if f"{stem} " in xml[document] else xml[document].index(stem)
            for stem in stems
        ]
        assert found == sorted(found)


def test_an_extract_in_the_paper_stands_before_the_question_that_first_uses_it(exam: Path) -> None:
    exam.write_text(EXAM.replace("time:", "sources: paper\ntime:"))
    checked = check_spec(exam)
    for name, order in (
        ("A", ["Extract A", "What, ", "Extract B", "And "]),
        ("B", ["Extract B", "And ", "Extract A", "What, "]),
    ):
        xml = layouts(checked.in_version(name))["question-paper"]
        found = [xml.index(f">{text}") for text in order]
        assert found == sorted(found)
        assert {e.letter: e.first_use for e in checked.in_version(name).paper.extracts.values()} == (
            {"A": 1, "B": 2} if name == "A" else {"A": 2, "B": 1}
        )


def test_the_pdf_of_a_version_has_the_same_words_in_another_order(tmp_path: Path) -> None:
    paths = {path.stem.removeprefix("retrieval-quiz-"): path for path in make(QUIZ, output=tmp_path).paths}
    for document in ("worksheet", "answers", "mark-scheme"):
        one, other = (words(paths[f"{document}-version-{name}"]) for name in "AB")
        assert set(one) ^ set(other) <= {"A:", "B:", *"ABCDE"}
        assert paths[f"{document}-version-A"].read_bytes() != paths[f"{document}-version-B"].read_bytes()
    one, other = (words(paths[f"worksheet-version-{name}"]) for name in "AB")
    pages = one["Version"]
    assert pages == other["Version"] == 2
    assert one + Counter(B=pages) == other + Counter(A=pages)


def test_lines_are_found_in_the_one_insert(exam: Path) -> None:
    paths = {path.stem: path for path in make(exam).paths}
    one, other = (words(paths[f"raid-question-paper-version-{name}"]) for name in "AB")
    assert one["line"] + one["lines"] == other["line"] + other["lines"] == 1
    assert "Version" not in words(paths["raid-insert"])


def test_the_version_stands_on_the_cover_and_at_the_foot(exam: Path) -> None:
    paths = {path.stem: path for path in make(exam).paths}
    with pdfplumber.open(paths["raid-question-paper-version-B"]) as pdf:
        texts = [page.extract_text() for page in pdf.pages]
    assert texts[0].count("Version B") == 2 and all(text.count("Version B") == 1 for text in texts[1:])
    with pdfplumber.open(paths["raid-mark-scheme-version-B"]) as pdf:
        texts = [page.extract_text() for page in pdf.pages]
    assert "Mark scheme, Version B: Raid" in texts[0] and all("Version B" in text for text in texts)


def test_one_version_one_document_an_edition_and_a_booklet(exam: Path) -> None:
    def made(**how: Any) -> list[str]:
        return [path.name.removeprefix("raid-").removesuffix(".pdf") for path in make(exam, **how).paths]

    assert made(version="B") == ["insert", "question-paper-version-B", "mark-scheme-version-B"]
    assert made(only="mark-scheme") == ["mark-scheme-version-A", "mark-scheme-version-B"]
    assert made(only="version-key") == ["version-key"]
    assert made(version="A", only="question-paper", edition="large-print-18", imposed=["booklet"]) == [
        "question-paper-version-A-large-print-18",
        "question-paper-version-A-booklet-large-print-18",
    ]
    assert made(imposed=["two-up"]).count("insert-two-up") == 1
    assert not [name for name in made(imposed=["two-up"]) if name.startswith("version-key-")]


def test_the_same_every_time(exam: Path) -> None:
    assert pdfs(check_spec(exam)) == pdfs(check_spec(exam))


def test_the_command_line_makes_a_version(exam: Path, project: Path) -> None:
    done = run(project, "make", "--version", "B", "--only", "question-paper")
    assert done.stdout.split() == ["output/raid-question-paper-version-B.pdf"] and done.returncode == 0
    assert run(project, "--version").stdout.startswith("paperbuilder ")
    wrong = run(project, "make", "--version", "C")
    assert wrong.returncode == 3 and "there is no version C\n   hint: there are A, B" in wrong.stderr
    exam.write_text(EXAM.replace("versions: [A, B]\n", "").replace("    shuffle: yes\n", ""))
    plain = run(project, "make", "--version", "B")
    assert plain.returncode == 3 and "this paper has but one version" in plain.stderr


def test_a_version_that_there_is_not(exam: Path) -> None:
    with pytest.raises(PaperbuilderError):
        check_spec(exam).in_version("b")


def test_every_wish_has_its_own_record(exam: Path) -> None:
    jobs = [Job(exam), Job(exam, MakeOptions(version="B"))]
    assert [result.made for result in make_all(jobs)] == [True, True]
    again = list(make_all(jobs))
    assert [(result.made, len(result.paths)) for result in again] == [(False, 6), (False, 3)]


@pytest.mark.parametrize("question", SECRETS.values(), ids=SECRETS.keys())
def test_no_answer_and_no_key_is_in_a_pupils_file(question: str, tmp_path: Path) -> None:
    spec = tmp_path / "spec.yaml"
    choice = "{type: multiple-choice, stem: When?, options: [a, b], answer: a, marks: 1}"
    spec.write_text(f"kind: worksheet\ntitle: T\nversions: [A, B]\nquestions:\n  - {question}\n  - {choice}\n")
    paths = {path.stem.removeprefix("spec-"): path for path in make(spec).paths}
    for name, other in ("AB", "BA"):
        text = readable(paths[f"worksheet-version-{name}"])
        assert not [w for w in ("SECRET", "Version key", "staff", "←", f"Version {other}") if w in text]
    assert "Version key" in readable(paths["version-key"])


def test_every_document_passes_all_rules_of_pdf_ua(exam: Path, tmp_path: Path) -> None:
    files = [path for spec in (exam, QUIZ) for path in make(spec, output=tmp_path / "standard").paths]
    files += make(QUIZ, school="ysgol-glan-y-mor", output=tmp_path / "welsh").paths
    found = ua_problems(files)
    assert len(found) == len(files) == 20
    assert not any(found.values()), found
