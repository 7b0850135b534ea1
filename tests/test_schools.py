"""A school's theme and partials over the standard ones."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Any, get_args

import pdfplumber
import pikepdf
import pytest
import yaml

from paperbuilder import PaperbuilderError, check, make
from paperbuilder.outputs.typesetter import forget_templates, layouts
from paperbuilder.paper.checked import check_spec
from paperbuilder.pictures.surfaces import SURFACES
from paperbuilder.problems import FilesError, TemplateError
from paperbuilder.questions.codes import LETTERS, SPECIAL, WORDS
from paperbuilder.questions.registry import words_of_kinds
from paperbuilder.schools.check import check_school
from paperbuilder.schools.start import new_school
from paperbuilder.spec.charts import ChartType
from paperbuilder.themes.folders import STANDARD, schools, template_folders
from paperbuilder.themes.resolve import theme_of
from tests.conftest import EXAM, HERE, SHEET
from tests.test_bad_specs import run


def test_a_school_changes_the_look_and_nothing_else() -> None:
    checked = check_spec(EXAM, "riverside")
    standard, own = layouts(checked), layouts(checked, "riverside")
    assert list(standard) == list(own)
    assert "END OF PAPER" in own["question-paper"] and "END OF PAPER" not in standard["question-paper"]
    assert 'label="Q1"' in own["question-paper"]
    assert 'style="section"' in standard["question-paper"] and 'style="section"' not in own["question-paper"]
    assert "<marks>(2)</marks>" in own["question-paper"]


def test_a_school_prints_in_its_own_font(tmp_path: Path) -> None:
    paths = make(EXAM, school="riverside", only="question-paper", output=tmp_path).paths
    with pdfplumber.open(paths[0]) as pdf:
        fonts = {c["fontname"].split("+")[-1] for page in pdf.pages for c in page.chars}
    assert any(name.startswith("Atkinson") for name in fonts)
    assert not any(name.startswith("Liberation") for name in fonts)


def test_an_unknown_school_is_named_with_those_there_are() -> None:
    with pytest.raises(FilesError) as caught:
        check_spec(EXAM, "riverbank")
    assert "riverside" in caught.value.problems[0].hint
    with pytest.raises(FilesError):
        check_spec(EXAM, "../src")


@pytest.mark.parametrize(
    ("file", "text", "words"),
    [
        ("theme.yaml", "schema: 1\npage: {tpo: 9 mm}\n", "there is no key tpo here"),
        ("theme.yaml", "schema: 1\npage: {top: 9 parsecs}\n", "cannot be “9 parsecs”"),
        ("theme.yaml", "schema: 1\nfonts: {text: Comic}\n", "no font family Comic"),
        ("section.xml", "<p>{{ section.titel }}</p>", "there is no titel in PaperSection; did you mean title?"),
        ("section.xml", "<p>{{ sectoin.title }}</p>", "there is no sectoin here; did you mean section?"),
        ("section.xml", "<p>{{ theme.furniture['foliage'] }}</p>", "there is no foliage in FurnitureTheme"),
        ("section.xml", "{{ paper.sections[0]['items'][0].parst }}", "there is no parst in Item; did you mean parts?"),
        ("section.xml", "<p>{% if %}</p>", "Expected an expression"),
        ("section.xml", "<pp>x</pp>", "there can be no element <pp>"),
        ("section.xml", '<p style="grand">x</p>', "the theme has no style grand"),
        ("section.xml", "<p>x", "not well-formed"),
        ("section.xml", "<p>{{ ''.__class__.__mro__ }}</p>", "unsafe"),
    ],
)
def test_a_wrong_template_is_reported(project: Path, file: str, text: str, words: str) -> None:
    folder = project / "templates" / "ours"
    folder.mkdir(parents=True)
    (folder / file).write_text(text)
    spec = project / "worksheets" / EXAM.name
    with pytest.raises(TemplateError) as caught:
        make(spec, school="ours")
    assert words in "\n".join(map(str, caught.value.problems))
    assert not list(project.rglob("*.pdf"))


SCHOOLS = ["northgate", "northgate/history", "riverside", "ysgol-glan-y-mor"]


def test_the_example_schools_are_in_order() -> None:
    assert schools(HERE) == SCHOOLS
    for school in SCHOOLS:
        assert check_school(HERE, school) == []


def test_a_department_differs_from_its_school_and_a_spec_from_both(project: Path) -> None:
    shutil.copytree(HERE / "templates", project / "templates")
    spec = project / "worksheets" / EXAM.name
    xml = layouts(check_spec(spec, "northgate/history"), "northgate/history")["question-paper"]
    assert "For your history teacher" in xml and "Now check your work" in xml and 'pitch="28.35pt"' in xml
    spec.write_text(spec.read_text() + "\ntheme:\n  answers: {pitch: 12 mm}\n")
    xml = layouts(check_spec(spec, "northgate/history"), "northgate/history")["question-paper"]
    assert 'pitch="34.02pt"' in xml
    spec.write_text(spec.read_text().replace("pitch: 12 mm", "pich: 12 mm"))
    with pytest.raises(TemplateError) as caught:
        layouts(check_spec(spec))
    assert "worksheets/stalin" in caught.value.problems[0].file or caught.value.problems[0].line > 300
    assert "did you mean pitch" in caught.value.problems[0].hint


def test_the_project_names_its_school(project: Path) -> None:
    shutil.copytree(HERE / "templates", project / "templates")
    (project / "paperbuilder.yaml").write_text("school: riverside\n")
    xml = layouts(check_spec(project / "worksheets" / EXAM.name))["question-paper"]
    assert "END OF PAPER" in xml


def test_a_new_school_works_at_once_and_holds_little(project: Path) -> None:
    done = run(project, "schools", "new", "hill-top")
    assert done.returncode == 0 and done.stdout.strip() == "templates/hill-top"
    assert [p.name for p in (project / "templates" / "hill-top").iterdir()] == ["theme.yaml"]
    assert run(project, "schools", "check", "hill-top").returncode == 0
    assert run(project, "schools").stdout.split() == ["hill-top"]
    assert run(project, "schools", "new", "hill-top").returncode == 5
    assert run(project, "schools", "new", "../up").returncode == 5
    assert run(project, "schools", "new", "copy", "--from", "hill-top").returncode == 0
    shown = run(project, "schools", "show", "hill-top").stdout
    assert "name: Hill Top  (hill-top)" in shown and "answers.pitch: 9 mm  (standard)" in shown


@pytest.mark.parametrize(
    ("theme", "words"),
    [
        ("page: {inner: 5 mm}", "within 8 mm of the edge"),
        ("styles: {body: {size: 8 pt, leading: 10 pt}}", "too small to read"),
        ("styles: {h2: {colour: pale}}\ncolours: {pale: '#AAAAAA'}", "contrast of 2.3 to 1"),
        ("styles: {h2: {colour: pink}}", "no colour pink"),
        ("colours: {accent: blue}", "cannot be “blue”"),
        ("logo: {file: logo.png, alt: A logo}", "there is no picture logo.png"),
        ("logo: {file: logo.png, alt: A logo, width: 300 mm}", "is 300 mm wide, but the text only 175 mm"),
        ("logo: {file: ../logo.png, alt: A logo}", "picture"),
        ("phrases: {end: {welsh!: DIWEDD}}", "cannot be"),
        ("schema: 2", "not one of the choices"),
        ("fonts: {text: Comic Sans}", "no font family Comic Sans"),
        ("fonts: {families: {Liberation Sans: {regular: ../theme.yaml}}}", "there is no font file ../theme.yaml"),
        ("page: {size: A9}", "not one of the choices"),
        ("styles: {body: {size: 12}}", "cannot be “12”"),
        ("page: {inner: 150 mm}", "too little room for text"),
    ],
)
def test_a_theme_that_does_not_hold_is_refused_with_a_reason(project: Path, theme: str, words: str) -> None:
    folder = project / "templates" / "ours"
    folder.mkdir(parents=True)
    first = "" if theme.startswith("schema") else "schema: 1\n"
    (folder / "theme.yaml").write_text(first + theme + "\n")
    assert words in "\n".join(map(str, check_school(project, "ours")))
    found = check(project / "worksheets" / SHEET.name, school="ours")
    assert words in "\n".join(map(str, found))
    with pytest.raises(PaperbuilderError) as caught:
        make(project / "worksheets" / SHEET.name, school="ours")
    assert caught.value.problems == found


@pytest.mark.parametrize(
    ("file", "text", "words"),
    [
        ("extract.xml", "<p>{{ found.passage | passage }}</p>", ""),
        (
            "extract.xml",
            '<extract letter="{{ found.letter }}">{{ found.passage | passage }}</extract>',
            "the label",
        ),
        ("types/short.xml", "{{ ruled(item) }}", "prints marks"),
        ("furniture.xml", "<footer><left>Our School</left></footer>", "worksheet does not say which version it is"),
    ],
)
def test_a_template_that_drops_what_must_print_is_reported(project: Path, file: str, text: str, words: str) -> None:
    path = project / "templates" / "ours" / file
    path.parent.mkdir(parents=True)
    path.write_text(text)
    (project / "templates" / "ours" / "theme.yaml").write_text("schema: 1\n")
    found = "\n".join(map(str, check_school(project, "ours")))
    assert found and words in found


def test_languages_are_tagged(tmp_path: Path) -> None:
    paths = make(EXAM, school="ysgol-glan-y-mor", only="question-paper", output=tmp_path).paths
    with pikepdf.open(paths[0]) as pdf:
        content = b"".join(bytes(str(i.operands), "utf-8") for i in pikepdf.parse_content_stream(pdf.pages[0]))
    assert b'"cy"' in content and b'"en-GB"' in content


HOSTILE = [
    "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}",
    "{% for a in range(10 ** 9) %}{% endfor %}",
    "{% macro m(n) %}{{ m(n) }}{{ m(n) }}{% endmacro %}{{ m(1) }}",
    "{{ 'a' * 10000000 }}",
    "{{ ('a' * 100) * 100000 }}",
    "{{ 'a'.ljust(1000000000) }}",
    "{{ '%01000000000d' % 1 }}",
    "{{ 'a' | center(1000000000) }}",
    "{{ '{0.__class__}'.format(1) }}",
    "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "{{ self.__init__.__globals__ }}",
    "{{ spec.__init__.__globals__ }}",
    "{{ cycler.__init__.__globals__.os }}",
    "{{ say.__globals__ }}",
    "{{ marks.__self__ }}",
    "{{ paper.extracts.clear() }}",
    "{% include '../../secret.xml' %}",
    "{% include '/etc/passwd' %}",
    "{% import 'os' as os %}",
    "{{ 'x' | attr('__class__') }}",
    "{% for p in paper.every %}{{ p.question.__dict__ }}{% endfor %}",
    "{% set x = ['a' * 900000] %}{% for i in range(900) %}{{ x }}{% endfor %}",
    '<figure file="../../secret.png" alt="x" width="10mm"/>',
    '<figure file="/etc/passwd" alt="x" width="10mm"/>',
    '<answer-lines count="999999999"/>',
    '<space height="999999999pt"/>',
    '<digits count="99999999">x</digits>',
    '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
    "<p>" + "<b>" * 100 + "x" + "</b>" * 100 + "</p>",
]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_a_hostile_template_is_refused(project: Path, text: str) -> None:
    folder = project / "templates" / "ours"
    folder.mkdir(parents=True)
    (project / "secret.xml").write_text("secret")
    (folder / "section.xml").write_text(text)
    with pytest.raises(TemplateError) as caught:
        make(project / "worksheets" / EXAM.name, school="ours")
    report = "\n".join(map(str, caught.value.problems))
    assert "secret</" not in report and "root:" not in report
    assert not list(project.rglob("*.pdf"))


def test_a_template_error_names_file_line_and_what_it_replaces(project: Path) -> None:
    folder = project / "templates" / "ours"
    folder.mkdir(parents=True)
    for text, line in (("<p>fine</p>\n{{ sectoin.title }}", 2), ("<p>fine</p>\n\n<pp>x</pp>", 3), ("<p>\n{% if %}", 2)):
        (folder / "section.xml").write_text(text)
        forget_templates()
        with pytest.raises(TemplateError) as caught:
            make(project / "worksheets" / EXAM.name, school="ours")
        problem = caught.value.problems[0]
        assert problem.file.endswith("section.xml") and problem.line == line
        assert problem.source == text.split("\n")[line - 1]
        assert "replaces the built-in section.xml" in problem.hint


def phrases(file: Path) -> dict[str, Any]:
    return dict(yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.BaseLoader))


def test_the_welsh_school_says_everything_in_both_languages() -> None:
    welsh = theme_of(template_folders(HERE, "ysgol-glan-y-mor")).phrases
    assert sorted(welsh) == sorted(theme_of([STANDARD]).phrases)
    assert all(list(both) == ["cy", "en-GB"] for both in welsh.values())


def test_every_language_has_every_word() -> None:
    english = phrases(STANDARD / "phrases" / "en-GB.yaml")
    for file in (STANDARD / "phrases").glob("*.yaml"):
        assert sorted(phrases(file)) == sorted(english)
        for key, text in phrases(file).items():
            assert slots(text) == slots(english[key]), (file, key)
    for key, texts in words_of_kinds().items():
        assert sorted(texts) == sorted(file.stem for file in (STANDARD / "phrases").glob("*.yaml")), key
        assert all(slots(text) == slots(texts["en-GB"]) for text in texts.values()), key


def slots(phrase: str) -> list[str]:
    """What is put into a phrase, once for each place but those that only choose a word."""
    found = sorted(re.findall(r"{(\w+)}", phrase))
    assert set(re.findall(r"{(\w+)=", phrase)) <= set(found), phrase
    return found


def test_a_welsh_school_prints_welsh_alone(project: Path) -> None:
    (project / "templates" / "ours").mkdir(parents=True)
    (project / "templates" / "ours" / "theme.yaml").write_text("schema: 1\nlang: cy\n")
    xml = layouts(check_spec(project / "worksheets" / EXAM.name, "ours"), "ours")
    assert "DIWEDD Y CWESTIYNAU" in xml["question-paper"] and "Questions" not in xml["question-paper"]
    assert "Gwestiynau 5 a 6" in xml["question-paper"] and "1 awr 3 munud" in xml["question-paper"]
    assert "SAG" in xml["mark-scheme"] and "SPaG" not in xml["mark-scheme"]
    assert "gan a student, dyddiad anhysbys" in xml["insert"]


def test_a_school_can_add_a_language(project: Path) -> None:
    ours = project / "templates" / "ours"
    (ours / "phrases").mkdir(parents=True)
    (ours / "theme.yaml").write_text("schema: 1\nlang: de\n")
    (ours / "phrases" / "de.yaml").write_text("end: ENDE\nlist-and: '{items} und {last}'\n")
    xml = layouts(check_spec(project / "worksheets" / EXAM.name, "ours"), "ours")["question-paper"]
    assert "<end>ENDE</end>" in xml and "Questions 5 und 6" in xml and "Time allowed" in xml
    (ours / "phrases" / "de.yaml").write_text("end: [ENDE]\n")
    forget_templates()
    with pytest.raises(TemplateError, match="this must be phrases"):
        layouts(check_spec(project / "worksheets" / EXAM.name, "ours"), "ours")


def test_every_phrase_is_printed_by_some_template() -> None:
    text = "".join(
        p.read_text(encoding="utf-8") for p in [*STANDARD.parents[1].rglob("*.xml"), *STANDARD.parents[1].rglob("*.py")]
    )
    counted = {f"principle-{n}" for n in range(1, 5)} | {"using-1", "using-2"}
    counted |= {f"chart-{kind}" for kind in get_args(ChartType)}
    counted |= {f"code-{name}" for name in (*LETTERS, *WORDS, SPECIAL)}
    counted |= {f"tick-{n}" for n in (2, 3, 4, 5, "many")} | {f"on-{paper}" for paper in SURFACES}
    counted |= {f"batch-paper-{sides}{bound}" for sides in ("both", "one") for bound in ("", "-corner", "-fold")}
    printed = [key for key in theme_of([STANDARD]).phrases if not key.startswith(("label-", "colour-"))]
    assert [key for key in printed if f'"{key}"' not in text and key not in counted] == []


def test_a_theme_without_styles_is_told_in_an_edition_too(project: Path) -> None:
    theme = project / "templates" / "ours" / "theme.yaml"
    theme.parent.mkdir(parents=True)
    theme.write_text("schema: 1\nstyles: 0.5 pt\n")
    for edition in ("", "large-print-18"):
        with pytest.raises(TemplateError, match="this must be names, each with a value") as caught:
            make(project / "worksheets" / EXAM.name, school="ours", edition=edition)
        (problem,) = caught.value.problems
        assert problem.file.endswith("theme.yaml") and problem.line == 2


def test_a_school_with_a_name_too_long_for_any_folder_is_not_there(project: Path) -> None:
    (problem,) = check(project / "worksheets" / EXAM.name, school="x" * 3000)
    assert problem.message.startswith("there is no school xxx")


@pytest.mark.parametrize("link", ["templates", "templates/ours", "templates/ours/history"])
def test_no_school_is_started_through_a_link_out_of_the_project(tmp_path: Path, link: str) -> None:
    outside, root = tmp_path / "outside", tmp_path / "project"
    outside.mkdir()
    (root / link).parent.mkdir(parents=True)
    (root / link).symlink_to(outside)
    with pytest.raises(FilesError, match="would lie outside the project"):
        new_school(root, "ours/history")
    (root / link).unlink()
    (root / link).symlink_to(tmp_path / "nowhere")
    with pytest.raises(FilesError):
        new_school(root, "ours/history")
    assert not list(outside.iterdir()) and not (tmp_path / "nowhere").exists()
