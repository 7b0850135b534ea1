"""The application that commands are added to, and the options that several of them have.

In: nothing. Out: `app`. Cannot fail.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from paperbuilder import __version__
from paperbuilder.problems import Exit, Problem

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

Strict = Annotated[bool, typer.Option("--strict", help="Any warning is an error, and nothing is made.")]


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
    from paperbuilder.cli.console import complain

    try:
        Path.cwd()
    except FileNotFoundError:
        hint = "go to another one with cd, and try again"
        complain([Problem(message="the folder that you are in is not there any more", file=".", hint=hint)])
        raise typer.Exit(int(Exit.FILES)) from None
