"""`mark-sheet` and `feedback`.

In: specs, a class list, a filled mark sheet. Out: files; their paths on standard output.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from paperbuilder.cli.app import Output, School, Specs, app
from paperbuilder.cli.console import complain, each, show_paths
from paperbuilder.problems import FilesError


@app.command("mark-sheet")
def mark_sheet(
    specs: Specs = None,
    class_list: Annotated[Path | None, typer.Option("--class", help="A class list (CSV or XLSX).")] = None,
    school: School = "",
    output: Annotated[Path | None, typer.Option(help="Where to put it; the project's output if not given.")] = None,
) -> None:
    """Make a mark sheet (CSV and XLSX): a column for every mark, a row for every pupil."""
    from paperbuilder.marking.mark_sheet import make_mark_sheet, refuse_one_place
    from paperbuilder.spec.project import named_or_all

    def one(spec: Path) -> None:
        paths, warnings = make_mark_sheet(spec, class_list, school, output)
        complain(warnings)
        show_paths(paths)

    try:
        refuse_one_place(named_or_all(specs or (), Path.cwd()), output)
    except FilesError as error:
        complain(error.problems)
        raise typer.Exit(int(error.code)) from None
    each(specs, one)


@app.command()
def feedback(
    spec: Annotated[Path, typer.Argument(help="The spec of the paper.")],
    marks: Annotated[Path, typer.Argument(help="Its mark sheet, filled in (CSV or XLSX).")],
    school: School = "",
    output: Output = None,
) -> None:
    """Make a feedback slip for every pupil, and a summary by question for the teacher."""
    from paperbuilder.marking.feedback import make_feedback

    def one(file: Path) -> None:
        paths, warnings = make_feedback(file, marks, school, output)
        complain(warnings)
        show_paths(paths)

    each([spec], one)
