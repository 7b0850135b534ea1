"""The built-in templates: found, copied beside a school's theme, and compared after an upgrade."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from paperbuilder.outputs.options import MakeOptions
from paperbuilder.outputs.pdf import pdfs
from paperbuilder.outputs.typesetter import forget_templates
from paperbuilder.problems import FilesError
from paperbuilder.questions.kinds import FOLDER as KINDS
from paperbuilder.schools.catalogue import Piece, catalogue
from paperbuilder.schools.check import check_school
from paperbuilder.schools.copies import copy_template, keep_own
from paperbuilder.schools.differences import told
from paperbuilder.schools.listing import listed_templates
from paperbuilder.schools.notes import note_of, plain, read_note
from paperbuilder.schools.own import original_file
from paperbuilder.schools.samples import sample_exam, sample_worksheet
from paperbuilder.schools.upgrades import Finding, compare_copies
from paperbuilder.schools.uses import documents_with
from paperbuilder.themes.folders import STANDARD
from tests.conftest import HERE
from tests.test_bad_specs import run, run_here

PIECES = {piece.name: piece for piece in catalogue()}


@pytest.fixture
def ours(tmp_path: Path) -> Path:
    """A project with a school of a theme alone, and northgate with its department."""
    shutil.copytree(HERE / "templates", tmp_path / "templates")
    (tmp_path / "templates" / "ours").mkdir()
    (tmp_path / "templates" / "ours" / "theme.yaml").write_text("schema: 1\nname: Our School\n")
    (tmp_path / "worksheets").mkdir()
    return tmp_path


def copied_before(root: Path, name: str, before: str, mine: str, school: str = "ours") -> Path:
    """A copy that an older paperbuilder made of `before`, edited since to be `mine`."""
    folder = root / "templates" / school
    note = replace(note_of("the built-in", name, before), version="0.0.9")
    for file, text in ((folder / name, note.written() + mine), (original_file(name, folder), before)):
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return folder / name


def refusal(root: Path, school: str, name: str) -> str:
    with pytest.raises(FilesError) as caught:
        copy_template(root, school, name)
    (problem,) = caught.value.problems
    return str(problem)


def only(found: list[Finding]) -> Finding:
    (one,) = found
    return one


def test_every_built_in_template_is_listed() -> None:
    files = [*STANDARD.rglob("*.xml"), *KINDS.glob("*.xml")]
    files += [f for folder in ("editions", "phrases", "ladders") for f in (STANDARD / folder).glob("*.yaml")]
    assert len(PIECES) == len(files) + 1 and "ladders.yaml" in PIECES


@pytest.mark.parametrize("piece", PIECES.values(), ids=PIECES)
def test_every_template_says_what_it_is(piece: Piece) -> None:
    assert piece.about.endswith(".") and 10 < len(piece.about) < 200
    assert not any(sign in piece.about for sign in "{}#")


def test_the_list_has_groups_and_what_a_school_replaces(ours: Path) -> None:
    lines = list(listed_templates(ours, "northgate/history"))
    assert lines[0] == "Documents" and lines.count("") >= 7
    at = next(i for i, line in enumerate(lines) if line.startswith("  section.xml "))
    assert "→ northgate has its own: templates/northgate/section.xml" in "".join(lines[at + 1 : at + 3])
    assert not any("→" in line for line in listed_templates(ours, "ours"))
    names = [line.split()[0] for line in lines if line.startswith("  ") and line[2] != " "]
    assert sorted(names) == sorted(PIECES)


def test_it_is_told_which_documents_a_template_changes() -> None:
    assert documents_with("cover.xml") == ["question-paper"]
    assert documents_with("types/short.xml") == ["question-paper", "worksheet", "answers"]
    assert documents_with("scheme.xml") == ["mark-scheme"]
    assert "mark-scheme" in documents_with("figures/chart.xml")
    assert "feedback" in documents_with("feedback-slip.xml") and documents_with("phrases/cy.yaml") == []


@pytest.mark.parametrize("school", ["ours", "northgate/history"])
def test_copies_print_the_same_until_they_are_edited(ours: Path, school: str) -> None:
    def printed() -> list[dict[str, bytes]]:
        forget_templates()
        ways = [MakeOptions(school=school, edition=edition) for edition in ("", "large-print-18")]
        return [pdfs(sample(school, ours), way) for sample in (sample_exam, sample_worksheet) for way in ways]

    before = printed()
    for name in PIECES:
        copy_template(ours, school, name)
    assert printed() == before
    assert compare_copies(ours, school) == [] == check_school(ours, school)


def test_a_copy_says_what_it_was_taken_from(ours: Path) -> None:
    file = copy_template(ours, "ours", "types/short.xml")
    assert file == ours / "templates" / "ours" / "types" / "short.xml"
    first = file.read_text().split("\n")[0]
    assert first.startswith("{# Copied from the built-in types/short.xml of paperbuilder ") and first.endswith("#}")
    assert (
        copy_template(ours, "ours", "phrases/cy.yaml").read_text().startswith("# Copied from the built-in phrases/cy")
    )
    assert "northgate's section.xml" in copy_template(ours, "northgate/history", "section.xml").read_text()


@pytest.mark.parametrize(
    "edit",
    [
        lambda text: text.replace("\n", "\r\n"),
        lambda text: "\ufeff" + text,
        lambda text: "\n\n" + text.replace("\n", "  \n") + "\n\n",
        lambda text: "{# ours #}\n" + text,
    ],
    ids=["windows", "mark", "spaces", "comment above"],
)
def test_a_note_survives_editors(edit: object, ours: Path) -> None:
    text = copy_template(ours, "ours", "cover.xml").read_text()
    noted = read_note(edit(text))  # type: ignore[operator]
    assert noted.note == read_note(text).note is not None
    assert plain(noted.text).replace("{# ours #}\n", "").strip() == plain(PIECES["cover.xml"].text).strip()


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("covr.xml", "did you mean cover.xml?"),
        ("cover", "did you mean cover.xml?"),
        ("short", "did you mean types/short.xml?"),
        ("types\\multiple_choice.xml", "did you mean types/multiple-choice.xml?"),
        ("large-print-18", "did you mean editions/large-print-18.yaml?"),
        ("theme.yaml", "schools show ours prints every value"),
        ("../../worksheets/a.xml", "there is no built-in template of this name"),
        ("zzz", "paperbuilder schools templates lists them"),
        ("/etc/passwd", "there is no built-in template of this name"),
        ("", "there is no built-in template of this name"),
    ],
)
def test_what_is_no_template_is_not_copied(ours: Path, name: str, words: str) -> None:
    before = sorted(ours.rglob("*"))
    assert words in refusal(ours, "ours", name)
    assert sorted(ours.rglob("*")) == before


def test_an_unknown_school_is_refused_with_a_near_name(ours: Path, tmp_path: Path) -> None:
    assert "did you mean northgate?" in refusal(ours, "nothgate", "cover.xml")
    assert "there is no school ours/history" in refusal(ours, "ours/history", "cover.xml")
    shutil.rmtree(ours / "templates")
    assert "there are none yet; paperbuilder schools new starts one" in refusal(ours, "ours", "cover.xml")
    assert not (ours / "templates").exists()


def test_nothing_of_a_school_is_written_over(ours: Path) -> None:
    file = copy_template(ours, "ours", "cover.xml")
    assert "still as it was copied" in refusal(ours, "ours", "cover.xml")
    file.write_text(file.read_text() + "<p>Ours</p>\n")
    assert "is not written over" in refusal(ours, "ours", "cover.xml") and "Ours" in file.read_text()
    own = ours / "templates" / "northgate" / "section.xml"
    before = own.read_text()
    assert "is not written over" in refusal(ours, "northgate", "section.xml") and own.read_text() == before
    (ours / "templates" / "ours" / "rubric.xml").mkdir()
    assert "it is a folder" in refusal(ours, "ours", "rubric.xml")


@pytest.mark.parametrize("link", ["types", ".copied", "types/short.xml"])
def test_no_copy_leaves_the_school_through_a_link(ours: Path, tmp_path: Path, link: str) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    place = ours / "templates" / "ours" / link
    place.parent.mkdir(exist_ok=True)
    place.symlink_to(outside if link != "types/short.xml" else outside / "x.xml")
    assert "outside the school's folder" in refusal(ours, "ours", "types/short.xml")
    assert not list(outside.iterdir())


def test_a_folder_that_cannot_be_written_to_is_told(ours: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "mkdir", refuse)
    assert "the file cannot be written (Permission denied)" in refusal(ours, "ours", "cover.xml")
    monkeypatch.undo()
    assert [file.name for file in (ours / "templates" / "ours").iterdir()] == ["theme.yaml"]


def test_a_copy_of_what_has_not_changed_needs_nothing(ours: Path) -> None:
    now = PIECES["cover.xml"].text
    copied_before(ours, "cover.xml", now, now + "<p>Ours</p>\n")
    assert compare_copies(ours, "ours") == []


def test_an_old_copy_that_nobody_edited_can_be_renewed(ours: Path) -> None:
    now = PIECES["rubric.xml"].text
    before = now + "<p>as it was before</p>\n"
    file = copied_before(ours, "rubric.xml", before, before)
    one = only(compare_copies(ours, "ours"))
    assert one.problem.severity == "warning" and "since paperbuilder 0.0.9" in one.problem.message
    assert "never edited" in one.problem.message and "schools copy ours rubric.xml, or delete" in one.problem.hint
    assert "    - <p>as it was before</p>" in one.lines and len(one.lines) < 8
    copy_template(ours, "ours", "rubric.xml")
    assert plain(read_note(file.read_text()).text) == plain(now) and compare_copies(ours, "ours") == []


def test_an_edited_copy_of_what_has_changed_shows_both_changes(ours: Path) -> None:
    now = PIECES["cover.xml"].text
    before = now.replace("The cover of a question paper", "A cover")
    file = copied_before(ours, "cover.xml", before, before + "<p>Our own line</p>\n")
    one = only(compare_copies(ours, "ours"))
    assert "from which this was copied and edited" in one.problem.message
    built_in, mine = (one.lines.index(t) for t in (one.lines[0], "In your copy (- before, + now):"))
    assert one.lines[0] == "In the built-in cover.xml (- before, + now):"
    assert any(line.startswith("    + {# The cover of a question paper") for line in one.lines[built_in:mine])
    assert "    + <p>Our own line</p>" in one.lines[mine:] and "Our own" not in "".join(one.lines[:mine])
    keep_own(ours, "ours", "cover.xml")
    assert "Our own line" in file.read_text() and file.read_text().count("Copied from") == 1
    assert compare_copies(ours, "ours") == []


@pytest.mark.parametrize("lost", ["deleted", "spoilt"])
def test_without_the_text_then_the_copy_is_compared_with_today(ours: Path, lost: str) -> None:
    now = PIECES["cover.xml"].text
    copied_before(ours, "cover.xml", now + "<p>x</p>\n", now + "<p>Our own line</p>\n")
    kept = original_file("cover.xml", ours / "templates" / "ours")
    kept.unlink() if lost == "deleted" else kept.write_text("?")
    one = only(compare_copies(ours, "ours"))
    assert one.problem.message.endswith("the text then is not kept any more")
    assert (
        one.lines[0].startswith("From your copy to the built-in cover.xml") and "    - <p>Our own line</p>" in one.lines
    )


def test_a_copy_without_a_note_is_compared_and_a_template_of_ones_own_left_alone(ours: Path) -> None:
    file, now = ours / "templates" / "ours" / "questions.xml", PIECES["questions.xml"].text
    file.write_text(now)
    assert "this is the same as the built-in questions.xml" in only(compare_copies(ours, "ours")).problem.message
    file.write_text(now + "{# Ours. #}\n")
    one = only(compare_copies(ours, "ours"))
    assert "but no line says of which version" in one.problem.message and "    - {# Ours. #}" in one.lines
    keep_own(ours, "ours", "questions.xml")
    assert compare_copies(ours, "ours") == []
    file.write_text("<p>Something else</p>\n")
    assert compare_copies(ours, "ours") == []


def test_a_damaged_note_is_told(ours: Path) -> None:
    file = copy_template(ours, "ours", "section.xml")
    file.write_text(file.read_text().replace("(", "(about ", 1) + "<p>Ours</p>\n")
    one = only(compare_copies(ours, "ours"))
    assert "the line that says so cannot be read" in one.problem.message
    keep_own(ours, "ours", "section.xml")
    assert compare_copies(ours, "ours") == [] and file.read_text().count("Copied from") == 1


def test_a_note_is_looked_for_at_the_head_alone() -> None:
    note = note_of("the built-in", "cover.xml", "x").written()
    assert read_note("\n" * 3000 + note).note and not read_note("\n" * 4000 + note).note
    assert not read_note("{# Copied from paperbuilder " * 30_000).note


def test_a_copy_of_what_is_no_longer_there_is_told(ours: Path) -> None:
    copied_before(ours, "banner.xml", "<p>x</p>\n", "<p>y</p>\n")
    assert "paperbuilder has no banner.xml any more" in only(compare_copies(ours, "ours")).problem.message


def test_a_department_is_compared_with_its_school(ours: Path) -> None:
    copy_template(ours, "northgate/history", "section.xml")
    assert compare_copies(ours, "northgate/history") == []
    own = ours / "templates" / "northgate" / "section.xml"
    own.write_text(own.read_text() + "<p>New</p>\n")
    one = only(compare_copies(ours, "northgate/history"))
    assert one.problem.message.startswith("northgate's section.xml has changed") and "    + <p>New</p>" in one.lines
    assert "schools copy northgate/history section.xml" in one.problem.hint


def test_a_link_out_of_the_school_is_not_shown(ours: Path, tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("secret")
    (ours / "templates" / "ours" / "rubric.xml").symlink_to(tmp_path / "secret.txt")
    one = only(compare_copies(ours, "ours"))
    assert one.problem.severity == "error" and "a link leads there" in one.problem.message and not one.lines
    assert "secret" not in str(one.problem)


def test_what_differs_is_short_and_safe_to_print() -> None:
    lines = told("Here", "a\n" * 10, "a\n" * 10 + "\x1b[2Jb\n" + "c\n" * 100)
    assert len(lines) == 42 and lines[-1] == "  … and 63 more lines"
    assert lines[:4] == ["Here (- before, + now):", "  line 10:", "      a", "    + �[2Jb"]


def test_nothing_to_keep_is_told(ours: Path) -> None:
    with pytest.raises(FilesError, match="ours has no cover.xml of its own to keep"):
        keep_own(ours, "ours", "cover.xml")


def test_the_commands_from_copy_to_check(
    ours: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(ours)

    def command(*words: str) -> tuple[str, str, int]:
        return run_here(capsys, monkeypatch, "schools", *words)

    assert command("copy", "ours", "cover.xml") == (
        "templates/ours/cover.xml\n",
        "what you edit there changes: question-paper\n",
        0,
    )
    printed, said, code = command("copy", "ours", "cover.xml")
    assert (printed, code) == ("", 5) and said.startswith("templates/ours/cover.xml: error: this is there already")
    assert "→ ours has its own: templates/ours/cover.xml" in command("templates", "ours")[0]
    assert command("check", "ours") == ("", "", 0)
    now = PIECES["cover.xml"].text
    copied_before(ours, "cover.xml", now + "<p>x</p>\n", now + "<p>x</p>\n")
    printed, said, code = command("check", "ours")
    assert code == 0 and "warning: the built-in cover.xml has changed" in said and "    - <p>x</p>" in printed
    assert "there is no school nowhere" in command("check", "nowhere")[1]
    assert command("copy", "ours", "cover.xml", "--keep-mine")[::2] == ("templates/ours/cover.xml\n", 0)


def test_the_list_needs_no_project(tmp_path: Path) -> None:
    done = run(tmp_path, "schools", "templates")
    assert done.returncode == 0 and "cover.xml" in done.stdout and done.stderr == ""


def test_the_examples_are_no_outdated_copies() -> None:
    for school in ("northgate/history", "riverside", "ysgol-glan-y-mor"):
        assert compare_copies(HERE, school) == []
