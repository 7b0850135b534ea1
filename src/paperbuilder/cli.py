"""The command line: the only room that prints.

In: words typed by a teacher. Out: paths on standard output, problems on standard error, an exit code.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from paperbuilder import __version__
from paperbuilder.problems import Exit, FilesError, PaperbuilderError, Problem

if TYPE_CHECKING:
    from paperbuilder.jobs.incremental import Result

Thing = TypeVar("Thing")
app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    help="Make print-ready exam papers and worksheets from one YAML file.",
)
Specs = Annotated[list[Path] | None, typer.Argument(help="Specs to work on; all in worksheets if none is named.")]
School = Annotated[str, typer.Option(help="A school's folder in templates.")]
Output = Annotated[Path | None, typer.Option(help="Where to put the PDFs; the project's output if not given.")]
Only = Annotated[str, typer.Option(help="Only this document, such as question-paper.")]


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"paperbuilder {__version__}")
        raise typer.Exit


@app.callback()
def start(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Say which version.")
    ] = False,
) -> None:
    """Make print-ready exam papers and worksheets from one YAML file."""


@app.command()
def make(
    specs: Specs = None,
    school: School = "",
    only: Only = "",
    output: Output = None,
    edition: Annotated[str, typer.Option(help="An edition, such as large-print-18.")] = "",
    version: Annotated[str, typer.Option(help="Only this version of a paper that has several, such as B.")] = "",
    class_list: Annotated[
        Path | None, typer.Option("--class", help="A class list (CSV or XLSX), or a folder of them: named copies.")
    ] = None,
    spares: Annotated[int, typer.Option(min=0, max=500, help="Copies without a name, after those of a class.")] = 0,
    each: Annotated[bool, typer.Option("--each", help="A file for each pupil, instead of one for the class.")] = False,
    tagged: Annotated[bool, typer.Option("--tagged", help="Tags in every copy of a class set (PDF/UA).")] = False,
    qr: Annotated[bool, typer.Option("--qr", help="A QR code with pupil and page on every page of a copy.")] = False,
    booklet: Annotated[bool, typer.Option("--booklet", help="Also as sheets to fold: A4 on A3, A5 on A4.")] = False,
    two_up: Annotated[bool, typer.Option("--two-up", help="Also with two pages side by side.")] = False,
    two_copies: Annotated[bool, typer.Option("--two-copies", help="Also with each page twice, to cut apart.")] = False,
    force: Annotated[bool, typer.Option("--force", help="Make even what is up to date.")] = False,
    jobs: Annotated[int, typer.Option(min=1, help="How many to work on at once.")] = 1,
    cluster: Annotated[str, typer.Option(help="Work on a Dask cluster: the scheduler's tcp:// address.")] = "",
) -> None:
    """Make the PDFs of specs that have changed."""
    for_classes = {"--spares": spares, "--each": each, "--tagged": tagged, "--qr": qr}
    _refuse(not class_list, for_classes, "goes with --class only")
    _refuse(class_list, {"--version": version}, "does not go with --class")
    _refuse(class_list, {"--two-copies": two_copies}, "does not go with --class: every copy bears a name")
    _refuse(each or tagged, {"--booklet": booklet, "--two-up": two_up}, "goes neither with --each nor with --tagged")
    from paperbuilder.jobs.manifest import Job, class_sets
    from paperbuilder.jobs.parallel import make_all

    ways = tuple(w for w, on in (("booklet", booklet), ("two-up", two_up), ("two-copies", two_copies)) if on)
    try:
        sets = class_sets(class_list, spares, each, tagged, qr) if class_list else [None]
        work = [Job(spec, school, only, output, ways, edition, one, version) for spec in _found(specs) for one in sets]
        worst = _show_all(make_all(work, force, jobs, cluster), len(work))
    except PaperbuilderError as error:
        _complain(error.problems)
        worst = error.code
    raise typer.Exit(int(worst))


def _refuse(when: object, options: Mapping[str, object], why: str) -> None:
    """Options that would have no effect are refused, not passed over."""
    useless = [name for name, value in options.items() if when and value]
    if useless:
        raise typer.BadParameter(f"{useless[0]} {why}")


def _show_all(results: Iterable[Result], count: int) -> Exit:
    """Show results as they come; the worst exit code of them."""
    worst, made = Exit.OK if count else Exit.FILES, 0
    for result in _progress(results, count):
        _show(result)
        worst, made = max(worst, result.code), made + result.made
    if sys.stderr.isatty() and made < count:
        typer.echo(f"{count - made} of {count} were up to date", err=True)
    return worst


@app.command()
def watch(specs: Specs = None, school: School = "", only: Only = "", output: Output = None) -> None:
    """Make specs again whenever they, their texts or their templates change, until Ctrl-C."""
    from paperbuilder.jobs.manifest import Job
    from paperbuilder.jobs.watch import Watch
    from paperbuilder.outputs import pipeline

    def jobs() -> list[Job]:
        return [Job(spec, school, only, output) for spec in pipeline.all_of(specs or (), Path.cwd())]

    try:
        watching = Watch(jobs, _show)
        watching.start()
        count = len(jobs())
        typer.echo(f"watching {count} spec{'s' if count != 1 else ''}; Ctrl-C ends it", err=True)
        watching.run()
    except KeyboardInterrupt:
        typer.echo("watching has ended", err=True)


@app.command()
def check(specs: Specs = None, school: School = "") -> None:
    """Check specs without making anything."""
    from paperbuilder.outputs import pipeline

    _each(specs, lambda spec: _complain(pipeline.check(spec, school).paper.warnings))


@app.command()
def layout(spec: Path, only: Only = "", school: School = "") -> None:
    """Print the layout XML of a spec's documents."""
    from paperbuilder.outputs import pipeline

    def one(file: Path) -> None:
        for name, xml in pipeline.layouts(pipeline.check(file, school), school).items():
            if only in ("", name):
                typer.echo(xml)

    _each([spec], one)


@app.command("print")
def print_files(
    files: Annotated[list[Path], typer.Argument(help="PDFs that make has made.")],
    printer: Annotated[str, typer.Option(help="The printer's name; the usual one if not given.")] = "",
    copies: Annotated[
        int | None, typer.Option(min=1, max=999, help="How many; as many as the PDF asks for if not given.")
    ] = None,
    staple: Annotated[bool, typer.Option("--staple", help="Staple each copy; booklets in the fold.")] = False,
    tray: Annotated[str, typer.Option(help="The tray to take paper from.")] = "",
    one_sided: Annotated[bool, typer.Option("--one-sided", help="Leave the backs of sheets empty.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only show what would be done.")] = False,
) -> None:
    """Hand PDFs to the system's printer."""
    import shlex

    from paperbuilder.printing import lp

    wish = lp.Wish(printer=printer, copies=copies or 0, staple=staple, tray=tray, one_sided=one_sided)

    def one(file: Path) -> None:
        job = lp.plan(file, wish)
        done = list(map(shlex.join, job.commands)) if dry_run else [f"sent as {lp.send(job, file)}"]
        typer.echo("\n   ".join([f"{_short(file)}: {job.words}", *done]))

    _each(files, one)


@app.command("mark-sheet")
def mark_sheet(
    specs: Specs = None,
    class_list: Annotated[Path | None, typer.Option("--class", help="A class list (CSV or XLSX).")] = None,
    school: School = "",
    output: Annotated[Path | None, typer.Option(help="Where to put it; the project's output if not given.")] = None,
) -> None:
    """Make a mark sheet (CSV and XLSX): a column for every mark, a row for every pupil."""
    from paperbuilder.marking.mark_sheet import make

    def one(spec: Path) -> None:
        paths, warnings = make(spec, class_list, school, output)
        _complain(warnings)
        for path in paths:
            typer.echo(_short(path))

    _each(specs, one)


@app.command()
def feedback(
    spec: Annotated[Path, typer.Argument(help="The spec of the paper.")],
    marks: Annotated[Path, typer.Argument(help="Its mark sheet, filled in (CSV or XLSX).")],
    school: School = "",
    output: Output = None,
) -> None:
    """Make a feedback slip for every pupil, and a summary by question for the teacher."""
    from paperbuilder.marking.feedback import make

    def one(file: Path) -> None:
        paths, warnings = make(file, marks, school, output)
        _complain(warnings)
        for path in paths:
            typer.echo(_short(path))

    _each([spec], one)


schools_app = typer.Typer(help="Schools: list, start, show and check them.", invoke_without_command=True)
app.add_typer(schools_app, name="schools")
Name = Annotated[str, typer.Argument(help="The school, or school/department.")]


@schools_app.callback()
def list_schools(context: typer.Context) -> None:
    """List the schools of this project."""
    from paperbuilder.themes.folders import schools

    if context.invoked_subcommand is None:
        typer.echo("\n".join(schools(Path.cwd())))


@schools_app.command()
def new(name: Name, like: Annotated[str, typer.Option("--from", help="A school to start from.")] = "") -> None:
    """Start a school that works at once and holds only what it changes."""
    from paperbuilder.themes.folders import new_school

    _each([Path(name)], lambda _: typer.echo(_short(new_school(Path.cwd(), name, like))))


@schools_app.command()
def show(name: Name) -> None:
    """Print the merged theme of a school, with where each value comes from."""
    from paperbuilder.themes import resolve

    _each([Path(name)], lambda _: typer.echo("\n".join(resolve.shown_theme(Path.cwd(), name))))


@schools_app.command("check")
def check_one(name: Name) -> None:
    """Build every document of two sample papers in a school's look and report problems."""
    from paperbuilder.problems import TemplateError
    from paperbuilder.schools.check import check_school

    def one(_: Path) -> None:
        if problems := check_school(Path.cwd(), name):
            raise TemplateError(problems)

    _each([Path(name)], one)


@app.command()
def schema() -> None:
    """Print the JSON Schema of specs, for editors that complete and check."""
    import json

    from paperbuilder.reading.reference import json_schema

    typer.echo(json.dumps(json_schema(), indent=2, ensure_ascii=False))


def _each(specs: Sequence[Path] | None, work: Callable[[Path], None]) -> None:
    """Work on each spec; one that fails does not stop the others."""
    found = _found(specs)
    worst = Exit.OK if found else Exit.FILES
    for spec in _progress(found, len(found)):
        try:
            work(spec)
        except PaperbuilderError as error:
            _complain(error.problems)
            worst = max(worst, error.code)
        except OSError as error:
            _complain([Problem(message=f"the file cannot be used ({error.strerror})", file=str(spec))])
            worst = max(worst, FilesError.code)
    raise typer.Exit(int(worst))


def _found(specs: Sequence[Path] | None) -> list[Path]:
    """The specs to work on; it complains if there are none."""
    from paperbuilder.outputs import pipeline

    found = pipeline.all_of(specs or (), Path.cwd())
    if not found:
        _complain([Problem(message="there are no specs here", file="worksheets", hint="name one, or make a folder")])
    return found


def _progress(things: Iterable[Thing], count: int) -> Iterator[Thing]:
    """The things, with a bar on a terminal."""
    if not sys.stderr.isatty() or count < 2:
        yield from things
        return
    with typer.progressbar(things, length=count, file=sys.stderr) as bar:
        yield from bar


def _show(result: Result) -> None:
    _complain(result.problems)
    for path in result.paths:
        typer.echo(_short(path))


def _complain(problems: Sequence[Problem]) -> None:
    for problem in problems:
        typer.echo(str(problem), err=True)


def _short(path: Path) -> str:
    try:
        return path.resolve().relative_to(Path.cwd()).as_posix()
    except ValueError:
        return str(path)


def main() -> None:
    """Entry point."""
    app()
