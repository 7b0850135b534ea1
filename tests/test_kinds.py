"""Every kind of question or block, by the registry: none can be forgotten.

The words of its sample are printed for pupils or declared hidden, and what is hidden stands in the mark scheme alone.
"""

from __future__ import annotations

import itertools
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from paperbuilder.outputs.options import MakeOptions
from paperbuilder.outputs.pdf import pdfs
from paperbuilder.outputs.typesetter import layouts
from paperbuilder.paper.checked import CheckedSpec, check_spec
from paperbuilder.questions.kind import Block, Question, Shuffled
from paperbuilder.questions.kinds import FOLDER
from paperbuilder.questions.registry import all_kinds
from paperbuilder.schools.samples import HEAD, SAMPLE, sample_worksheet
from paperbuilder.spec.reference import spec_schema
from paperbuilder.themes.folders import STANDARD
from tests.conftest import HERE
from tests.test_answers_stay_hidden import readable
from tests.test_ua import ua_problems

KINDS = all_kinds()
HEAD_DATA = yaml.load(HEAD, Loader=yaml.BaseLoader)
FIRST = {
    "type": "short",
    "stem": "First, on Extracts A and B.\n{picture lock}\n{table traffic}\n{chart traffic}",
    "marks": "1",
    "mark-scheme": {"key": ["x"]},
}
AS_WRITTEN = {"type", "levels", "extracts", "marks", "ao", "lines", "spag", "widths", "shuffle", "bank", "boxed", "id"}
AS_WRITTEN |= {"picture", "table", "chart", "at", "given", "paper", "closed"}
Path_ = tuple[str | int, ...]


def sample(name: str) -> list[dict[str, Any]]:
    return list(yaml.load(KINDS[name].sample, Loader=yaml.BaseLoader))


def spec_of(questions: list[Any]) -> CheckedSpec:
    """A worksheet of these, after a question that cites the extracts."""
    data = HEAD_DATA | {"questions": [FIRST, *questions]}
    return check_spec(SAMPLE / "worksheet.yaml", text=json.dumps(data))


def leaves(data: Any, path: Path_ = ()) -> Iterator[tuple[Path_, str]]:
    for key, value in data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ():
        yield from leaves(value, (*path, key))
    if isinstance(data, str):
        yield path, data


def marked(data: Any, names: dict[str, str], gapped: tuple[str, ...], path: Path_ = ()) -> Any:
    """The sample with every text made unmistakable: the same one for the same text, a gap's further answer too."""
    if isinstance(data, dict):
        return {
            names.get(key, key) if path and path[-1] == "why" else key: marked(value, names, gapped, (*path, key))
            for key, value in data.items()
        }
    if isinstance(data, list):
        return [marked(value, names, gapped, (*path, i)) for i, value in enumerate(data)]
    if set(path) & AS_WRITTEN or data in ("true", "false") or re.fullmatch(r"[\d.]+( mm)?", data):
        return data
    if set(path) & set(gapped):
        return re.sub(r"\]\]", f"|{names.setdefault(f'gap {path}', f'Wort{len(names)}wort')}]]", data)
    return names.setdefault(data, f"Wort{len(names)}wort")


@pytest.fixture(params=KINDS)
def kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def test_a_kind_is_one_module_and_one_partial() -> None:
    modules = {file.stem for file in FOLDER.glob("*.py")} - {"__init__"}
    assert modules == {file.stem for file in FOLDER.glob("*.xml")} == {name.replace("-", "_") for name in KINDS}


def test_nothing_else_lists_kinds(kind: str) -> None:
    """No code or template names a kind; some names are words of ours as well."""
    if kind == "parts":
        return  # the structure of a question, not only a kind
    named = re.compile(rf"""["'](?:types/)?{kind}(?:\.xml)?["']""")
    source = HERE / "src" / "paperbuilder"
    files = [f for f in [*source.rglob("*.py"), *source.rglob("*.xml")] if f.parent != FOLDER]
    found = [f.relative_to(source).as_posix() for f in files if named.search(f.read_text(encoding="utf-8"))]
    words = {
        "information": ["templates/standard/cover.xml"],  # a phrase
        "figure": [  # an element of layouts, a filter of templates
            *("templating/tools.py", "templating/printed.py", "templates/standard/scheme.xml"),
            *(
                "schools/uses.py",
                "typeset/elements/picture.py",
                "typeset/elements/list.py",
                "typeset/elements/table.py",
            ),
        ],
        "short": ["spec/models.py"],  # in examples
        "number": [  # of a candidate, a page, an item; a type of JSON
            *("class_sets/batch_slip.py", "class_sets/class_list.py", "class_sets/headings.py"),
            *("class_sets/named_copies.py", "class_sets/row_checks.py", "tables/number_formats.py"),
            *("templates/standard/batch-slip.xml", "templates/standard/cover.xml", "reading/json_schema.py"),
            *("typeset/elements/list.py", "typeset/registry.py", "marks.py"),
        ],
        "table": [  # a figure, an element of layouts
            *("outputs/letters.py", "paper/charts.py", "paper/table_files.py", "paper/tables.py", "spec/models.py"),
            *("questions/figures.py", "texts/markup.py", "typeset/elements/list.py", "typeset/elements/table.py"),
        ],
    }
    assert sorted(found) == sorted(words.get(kind, []))


def test_its_fields_say_what_they_are_and_its_sample_is_right(kind: str) -> None:
    from paperbuilder.reading.schema import fields_of

    assert all(f.doc.endswith(".") for f, _ in fields_of(KINDS[kind]).values())
    paper = spec_of(sample(kind)).paper
    assert paper.warnings == ()
    found = [item.type for item in paper.every] + [p.block.type for item in paper.every for p in item.before]
    found += [placed.block.type for section in paper.sections for placed in section.after]  # type: ignore[attr-defined]
    assert kind in found


def test_the_schema_takes_its_sample_and_no_misspelt_key(kind: str) -> None:
    validator = jsonschema.Draft202012Validator(spec_schema())
    data = HEAD_DATA | {"questions": [FIRST, *yaml.safe_load(KINDS[kind].sample)]}
    data["questions"][0] = {**FIRST, "marks": 1}
    validator.validate(data)
    data["questions"][-1] = {**data["questions"][-1], "stme": "x"}
    assert not validator.is_valid(data)


def words_of(xml: str) -> str:
    return re.sub(r"<[^>]+>", " ", xml)


def test_pupils_read_all_of_it_but_what_is_hidden(kind: str) -> None:
    names: dict[str, str] = {}
    questions = marked(sample(kind), names, KINDS[kind].gapped)
    made = layouts(spec_of(questions))
    for path, text in leaves(questions):
        for word in re.findall(r"Wort\d+wort", text):
            hidden = bool(set(path) & {*KINDS[kind].hidden, *KINDS[kind].gapped})
            assert (word in words_of(made["worksheet"])) != hidden, (path, text)
            if hidden and "feedback" not in path:
                assert word in words_of(made["mark-scheme"]) + words_of(made["answers"]), (path, text)


def test_nothing_hidden_can_be_read_in_a_pupils_file(kind: str, tmp_path: Path) -> None:
    names: dict[str, str] = {}
    questions = marked(sample(kind), names, KINDS[kind].gapped)
    secret = {
        word
        for path, text in leaves(questions)
        if set(path) & {*KINDS[kind].hidden, *KINDS[kind].gapped}
        for word in re.findall(r"Wort\d+wort", text)
    }
    file = tmp_path / "worksheet.pdf"
    file.write_bytes(pdfs(spec_of(questions), MakeOptions(only="worksheet", version="A"))["worksheet-version-A"])
    assert not [word for word in secret if word in readable(file)]


def test_a_block_has_no_number_and_a_question_has_one(kind: str) -> None:
    paper = spec_of(sample(kind)).paper
    count = 1 if issubclass(KINDS[kind], Block) else 2
    assert [item.number for item in paper.items] == [(n,) for n in range(1, count + 1)]
    assert issubclass(KINDS[kind], Block) != issubclass(KINDS[kind], Question)


def test_every_version_asks_the_same_and_has_the_same_right_answers(kind: str) -> None:
    first = spec_of(sample(kind))
    second = first.in_version("B")
    for one, other in zip(first.paper.every, second.paper.every, strict=True):
        assert one.question is other.question and one.award == other.award
        if one.solution and other.solution:
            assert len(one.solution.key) == len(other.solution.key)
            assert {line.word for line in one.solution.key} == {line.word for line in other.solution.key}
    if issubclass(KINDS[kind], Shuffled):
        printed = [words_of(layouts(checked)["worksheet"]) for checked in (first, second)]
        question = first.paper.items[-1].question
        assert isinstance(question, Shuffled) and question.columns
        for thing in itertools.chain(*question.columns):
            assert all(thing in text for text in printed)


def test_its_words_are_its_own_in_every_language(kind: str) -> None:
    others = {key for name, other in KINDS.items() if name != kind for key in other.words}
    others |= yaml.load(
        (STANDARD / "phrases" / "en-GB.yaml").read_text(encoding="utf-8"), Loader=yaml.BaseLoader
    ).keys()
    assert all(sorted(texts) == ["cy", "en-GB", "fr"] for texts in KINDS[kind].words.values())
    assert not others & KINDS[kind].words.keys()


def test_the_page_about_adding_one_is_true() -> None:
    page = (HERE / "docs" / "adding-a-kind.md").read_text(encoding="utf-8")
    for name, language in (("odd_one_out.py", "python"), ("odd_one_out.xml", "xml")):
        assert f"`{name}`\n\n```{language}\n{(FOLDER / name).read_text(encoding='utf-8')}```" in page


def test_what_gives_marks_by_a_key_gives_them_all_or_says_how_many(kind: str) -> None:
    for item in spec_of(sample(kind)).paper.every:
        if not item.parts:
            assert item.solution is not None and 0 <= item.keyed <= item.marks
            assert item.judged == 0 or item.levels or item.question.mark_scheme.points or item.question.mark_scheme.key


def test_a_sheet_of_all_kinds_is_tagged_right(tmp_path: Path) -> None:
    files = []
    for edition in ("", "large-print-18"):
        for name, data in pdfs(sample_worksheet(), MakeOptions(edition=edition)).items():
            files.append(tmp_path / f"{name}.pdf")
            files[-1].write_bytes(data)
    found = ua_problems(files)
    assert len(found) == 14 and not any(found.values()), found


@pytest.mark.parametrize("edition", ["", "large-print-18"])
@pytest.mark.parametrize("school", ["", "riverside", "northgate", "ysgol-glan-y-mor"])
def test_a_sheet_of_all_kinds_is_made_in_every_school_and_edition(school: str, edition: str) -> None:
    made = pdfs(sample_worksheet(school, HERE), MakeOptions(school=school, edition=edition))
    assert len(made) == 7 and all(data.startswith(b"%PDF-1.7") for data in made.values())
