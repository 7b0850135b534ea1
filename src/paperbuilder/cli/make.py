"""`make` and `watch`.

In: specs and options. Out: PDFs; their paths on standard output. Ends with the worst exit code of all specs.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

import typer

from paperbuilder.cli.app import Only, Output, School, Specs, Strict, app
from paperbuilder.cli.console import complain, found_specs, show, show_all
from paperbuilder.problems import PaperbuilderError


@app.command()
def make(
    specs: Specs = None,
    school: School = "",
    only: Only = "",
    output: Output = None,
    edition: Annotated[str, typer.Option(help="An edition, such as large-print-18.")] = "",
    lang: Annotated[
        str, typer.Option(help="The language it is printed in, such as cy, or two (cy,en), if not as the spec says.")
    ] = "",
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
    mono_preview: Annotated[
        bool, typer.Option("--mono-preview", help="Also as a copier in black and white prints it.")
    ] = False,
    strict: Strict = False,
    force: Annotated[bool, typer.Option("--force", help="Make even what is up to date.")] = False,
    jobs: Annotated[int, typer.Option(min=1, help="How many to work on at once.")] = 1,
    cluster: Annotated[str, typer.Option(help="Work on a Dask cluster: the scheduler's tcp:// address.")] = "",
) -> None:
    """Make the PDFs of specs that have changed."""
    for_classes = {"--spares": spares, "--each": each, "--tagged": tagged, "--qr": qr}
    _refuse(not class_list, for_classes, "goes with --class only")
    _refuse(class_list, {"--version": version}, "does not go with --class")
    _refuse(class_list, {"--two-copies": two_copies}, "does not go with --class: every copy has a name on it")
    _refuse(class_list, {"--mono-preview": mono_preview}, "does not go with --class: make it of the paper itself")
    _refuse(each or tagged, {"--booklet": booklet, "--two-up": two_up}, "goes neither with --each nor with --tagged")
    from paperbuilder.class_sets.plan import ClassSetPlan, plans_for
    from paperbuilder.jobs.job import Job
    from paperbuilder.jobs.parallel import make_all, seldom_collect
    from paperbuilder.outputs.options import MakeOptions

    ways = tuple(w for w, on in (("booklet", booklet), ("two-up", two_up), ("two-copies", two_copies)) if on)
    options = MakeOptions(
        school=school,
        only=only,
        imposed=ways,
        edition=edition,
        version=version,
        mono_preview=mono_preview,
        strict=strict,
        lang=lang,
    )
    seldom_collect()
    try:
        plan = ClassSetPlan(file=class_list, spares=spares, each=each, tagged=tagged, qr=qr) if class_list else None
        classes = plans_for(plan) if plan else [None]
        work = [Job(spec, options, output, one) for spec in found_specs(specs) for one in classes]
        worst = show_all(make_all(work, force, jobs, cluster), len(work))
    except PaperbuilderError as error:
        complain(error.problems)
        worst = error.code
    raise typer.Exit(int(worst))


def _refuse(when: object, options: Mapping[str, object], why: str) -> None:
    """Options that would have no effect are refused, not passed over."""
    useless = [name for name, value in options.items() if when and value]
    if useless:
        raise typer.BadParameter(f"{useless[0]} {why}")


@app.command()
def watch(specs: Specs = None, school: School = "", only: Only = "", output: Output = None) -> None:
    """Make specs again whenever they, their texts or their templates change, until Ctrl-C."""
    from paperbuilder.jobs.job import Job
    from paperbuilder.jobs.watch import Watch
    from paperbuilder.outputs.options import MakeOptions
    from paperbuilder.spec.project import named_or_all

    options = MakeOptions(school=school, only=only)

    def jobs() -> list[Job]:
        return [Job(spec, options, output) for spec in named_or_all(specs or (), Path.cwd())]

    try:
        watching = Watch(jobs, show)
        watching.start()
        count = len(jobs())
        typer.echo(f"watching {count} spec{'s' if count != 1 else ''}; Ctrl-C ends it", err=True)
        watching.run()
    except KeyboardInterrupt:
        typer.echo("watching has ended", err=True)
