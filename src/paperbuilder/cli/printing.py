"""`print`.

In: PDFs and how to print them. Out: what the printing system answers.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from paperbuilder.cli.app import app
from paperbuilder.cli.console import each, say, short


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

    request = lp.PrintRequest(printer=printer, copies=copies or 0, staple=staple, tray=tray, one_sided=one_sided)

    def one(file: Path) -> None:
        job = lp.plan(file, request)
        done = list(map(shlex.join, job.commands)) if dry_run else [f"sent as {lp.send(job, file)}"]
        say("\n   ".join([f"{short(file)}: {job.words}", *done]))

    each(files, one)
