"""No copy is lost: what would be written twice under one name is refused before anything is, or gets another name."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from paperbuilder.class_sets import named_copies
from paperbuilder.class_sets.plan import ClassSetPlan, plans_for
from paperbuilder.class_sets.titles import titles
from paperbuilder.cli import app
from paperbuilder.files import apart, write_files
from paperbuilder.jobs.incremental import MakeResult
from paperbuilder.jobs.job import Job
from paperbuilder.jobs.parallel import make_all
from paperbuilder.jobs.watch import Watch
from paperbuilder.outputs.options import MakeOptions
from paperbuilder.outputs.pdf import names, write
from paperbuilder.paper.checked import check_spec
from paperbuilder.problems import FilesError
from tests.conftest import EXAM

SPEC = """kind: exam
title: T
subject: History
date: 14 June
materials: [a black pen]
time: 4 minutes
versions: [A, B]
questions:
  - {type: short, stem: Who?, marks: 1, mark-scheme: {points: [He, She]}}
  - {type: multiple-choice, stem: Which?, marks: 1, options: [a, b, c, d], answer: b}
"""
PEOPLE = "Name,Edition,Paper\nAnn,,\nBen,large-print-18,\nCai,,pink\n"
COMPOSED, DECOMPOSED = "caf\u00e9", "cafe\u0301"


def spec_at(file: Path) -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(SPEC)
    return file


def class_at(file: Path, text: str = PEOPLE) -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return file


def refusals(jobs: list[Job]) -> list[str]:
    return [str(problem).split("\n")[0] for result in make_all(jobs, True) for problem in result.problems]


@pytest.mark.parametrize(
    ("rows", "files"),
    [
        ("Ann,3\nAnn,\n", ["3 Ann", "3 Ann (2)"]),
        ("Ann,1/2\nAnn,1:2\n", ["1-2 Ann", "1-2 Ann (2)"]),
        ("Ann,a?\nann,A*\n", ["a- Ann", "A- ann (2)"]),
        (f"{COMPOSED},9\n{DECOMPOSED},9/\n{COMPOSED},9:\n", [f"9 {COMPOSED}", f"9- {COMPOSED}", f"9- {COMPOSED} (2)"]),
        (f"{'x' * 90}1,\n{'x' * 90}2,\n", [f"2 {'x' * 78}", f"3 {'x' * 78}"]),
        (f"a,{'7' * 90}1\nb,{'7' * 90}2\n", ["7" * 80, "7" * 80 + " (2)"]),
        ("1,spare\nAnn,spare 1\n", ["spare 1", "spare 1 Ann", "spare 1 (2)"]),
    ],
)
def test_every_pupil_has_a_file(rows: str, files: list[str], tmp_path: Path) -> None:
    people = class_at(tmp_path / "10B.csv", "Name,Number\n" + rows)
    plan = ClassSetPlan(file=people, each=True, spares=len(files) - rows.count("\n"))
    made = named_copies.make_set(check_spec(spec_at(tmp_path / "x.yaml")), plan)
    copies = [path for path in write_files(tmp_path / "out", made.files) if path.parent.name == "x-question-paper-10B"]
    assert [path.stem for path in copies] == files and all(path.is_file() for path in copies)


def test_names_are_told_apart_as_the_strictest_disk_does() -> None:
    assert apart(["a", "A", "a (2)", "b", "A"]) == ["a", "A (2)", "a (2) (2)", "b", "A (3)"]
    assert apart(["y"] * 3000)[-1] == "y (3000)"


def test_what_will_be_made_is_what_is_made(tmp_path: Path) -> None:
    people = class_at(tmp_path / "10B.csv")
    for spec in (spec_at(tmp_path / "x.yaml"), EXAM):
        checked = check_spec(spec)
        for options in (MakeOptions(), MakeOptions(imposed=("booklet",)), MakeOptions(edition="large-print-18")):
            made = list(write(checked, options, {}).files)
            assert sorted(made) == sorted(f"{name}.pdf" for name, _ in names(checked, options))
            plan = ClassSetPlan(file=people, spares=1)
            of_class = list(named_copies.make_set(checked, plan, options).files)
            assert sorted(of_class) == sorted(f"{name}.pdf" for name in titles(checked, plan, options))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("10A.csv", "10A.xlsx"),
        ("10A.csv", "10a.csv"),
        (f"{COMPOSED}.csv", f"{DECOMPOSED}.csv"),
        ("10A.csv", "10A-large-print-18.csv"),
        ("10A.csv", "10A-pink.csv"),
    ],
)
def test_class_lists_that_would_make_one_file(one: str, other: str, tmp_path: Path) -> None:
    spec = spec_at(tmp_path / "worksheets" / "x.yaml")
    for name in (one, other, "10C.csv"):
        class_at(tmp_path / "classes" / name)
    jobs = [Job(spec, class_set=plan) for plan in plans_for(ClassSetPlan(file=tmp_path / "classes"))]
    found = refusals(jobs)
    assert len(found) == 2 and all("would make the same file" in line for line in found)
    assert any(one in line for line in found) and any(other in line for line in found)
    assert all("10C" in path.name for path in tmp_path.rglob("*.pdf")) and list(tmp_path.rglob("*.pdf"))


@pytest.mark.parametrize("workers", [1, 2])
def test_specs_that_would_make_one_file(workers: int, tmp_path: Path) -> None:
    (tmp_path / "paperbuilder.yaml").write_text('school: ""\n')
    specs = [spec_at(tmp_path / name) for name in ("x.yaml", "drafts/x.yaml", "old/X.yaml", "x-2.yaml")]
    results = list(make_all([Job(spec) for spec in specs], workers=workers))
    assert [bool(result.problems) for result in results] == [True, True, True, False]
    assert {path.name[:4] for path in tmp_path.rglob("*.pdf")} == {"x-2-"}
    assert not any(result.problems for result in make_all([Job(specs[0]), Job(specs[0])]))


def test_a_spec_and_a_class_whose_names_run_into_one(tmp_path: Path) -> None:
    specs = [spec_at(tmp_path / "worksheets" / name) for name in ("x.yaml", "x-y.yaml")]
    classes = [class_at(tmp_path / name, "Name\nAnn\n") for name in ("z.csv", "y-z.csv")]
    found = refusals([Job(spec, class_set=ClassSetPlan(file=file)) for spec in specs for file in classes])
    assert [line.partition(": ")[0].rsplit("/")[-1] for line in found] == [
        "x.yaml, class y-z.csv",
        "x-y.yaml, class z.csv",
    ]


@pytest.mark.parametrize("name", ["version-A", "Version-b", "large-print-18", "booklet", "version-B-large-print-18"])
def test_a_class_called_as_the_paper_itself_is_made(name: str, tmp_path: Path) -> None:
    people = class_at(tmp_path / f"{name}.csv", "Name\nAnn\n")
    spec = spec_at(tmp_path / "x.yaml")
    if "-" not in name or name.startswith("large"):
        spec.write_text(SPEC.replace("versions: [A, B]\n", ""))
    with pytest.raises(FilesError, match="is the name of the paper without"):
        named_copies.make_set(check_spec(spec), ClassSetPlan(file=people))


@pytest.mark.parametrize(
    "rows", ["Ann,pink/2,\nBen,pink:2,\n", "Ann,large-print-18,\nBen,,large-print-18\n", "Ann,p?,\nBen,p*,\n"]
)
def test_papers_that_would_make_one_file(rows: str, tmp_path: Path) -> None:
    people = class_at(tmp_path / "10B.csv", "Name,Paper,Edition\n" + rows)
    with pytest.raises(FilesError, match="two files would both be called x-question-paper-10B"):
        named_copies.make_set(check_spec(spec_at(tmp_path / "x.yaml")), ClassSetPlan(file=people))


def test_nothing_at_all_is_written_over_by_a_name_of_another_case(tmp_path: Path) -> None:
    with pytest.raises(FilesError, match="would both be called"):
        write_files(tmp_path, {"a/x.pdf": b"1", "A/X.pdf": b"2"})
    assert not list(tmp_path.iterdir())


def test_specs_that_would_have_one_mark_sheet(tmp_path: Path) -> None:
    (tmp_path / "paperbuilder.yaml").write_text('school: ""\n')
    specs = [spec_at(tmp_path / name) for name in ("x.yaml", "drafts/x.yaml", "y.yaml")]
    done = CliRunner().invoke(app, ["mark-sheet", *map(str, specs)])
    assert done.exit_code == 5 and "two files would both be called" in done.stderr
    assert not list(tmp_path.rglob("*.csv"))
    assert CliRunner().invoke(app, ["mark-sheet", str(specs[0]), str(specs[0]), str(specs[2])]).exit_code == 0
    assert len(list(tmp_path.rglob("*.csv"))) == 2


def test_watching_refuses_two_specs_of_one_file_until_one_has_another_name(tmp_path: Path) -> None:
    (tmp_path / "paperbuilder.yaml").write_text('school: ""\n')
    specs = [spec_at(tmp_path / name) for name in ("x.yaml", "drafts/x.yaml")]
    shown: list[MakeResult] = []
    watching = Watch(lambda: [Job(spec) for spec in specs if spec.is_file()], shown.append)
    watching.look()
    assert ["would make the same file" in str(result.problems) for result in shown] == [True, True]
    watching.look()
    assert len(shown) == 2 and not list(tmp_path.rglob("*.pdf"))
    specs[1].unlink()
    watching.look()
    assert len(shown) == 3 and not shown[2].problems and shown[2].paths


def test_a_later_run_does_not_overwrite_what_another_spec_or_class_made(tmp_path: Path) -> None:
    (tmp_path / "paperbuilder.yaml").write_text('school: ""\n')
    one, other = spec_at(tmp_path / "x.yaml"), spec_at(tmp_path / "drafts" / "x.yaml")
    assert refusals([Job(one)]) == [] == refusals([Job(one)])
    made = {path: path.read_bytes() for path in tmp_path.rglob("*.pdf")}
    other.write_text(SPEC.replace("title: T", "title: U"))
    found = refusals([Job(other)])
    assert found and all("would be overwritten: it was made of x.yaml" in line for line in found)
    assert {path: path.read_bytes() for path in tmp_path.rglob("*.pdf")} == made
    classes = [ClassSetPlan(file=class_at(tmp_path / folder / "10A.csv")) for folder in ("autumn", "spring")]
    assert refusals([Job(one, class_set=classes[0])]) == []
    assert refusals([Job(one, class_set=classes[1])])
    one.unlink()
    assert refusals([Job(other)]) == []
