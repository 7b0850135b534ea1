"""`schools`: list, start, show and check them.

In: names. Out: folders, values of themes, problems.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from paperbuilder.cli.app import app
from paperbuilder.cli.console import each, say, short

schools_app = typer.Typer(help="Schools: list, start, show and check them.", invoke_without_command=True)
app.add_typer(schools_app, name="schools")
Name = Annotated[str, typer.Argument(help="The school, or school/department.")]


@schools_app.callback()
def list_schools(context: typer.Context) -> None:
    """List the schools of this project."""
    from paperbuilder.themes.folders import schools

    if context.invoked_subcommand is None:
        say("\n".join(schools(Path.cwd())))


@schools_app.command()
def new(name: Name, like: Annotated[str, typer.Option("--from", help="A school to start from.")] = "") -> None:
    """Start a school that works at once and holds only what it changes."""
    from paperbuilder.schools.start import new_school

    each([Path(name)], lambda _: say(short(new_school(Path.cwd(), name, like))))


@schools_app.command()
def show(name: Name) -> None:
    """Print the merged theme of a school, with where each value comes from."""
    from paperbuilder.themes.resolve import shown_theme

    each([Path(name)], lambda _: say("\n".join(shown_theme(Path.cwd(), name))))


@schools_app.command()
def check(name: Name) -> None:
    """Build every document of two sample papers in a school's look and report problems."""
    from paperbuilder.problems import TemplateError
    from paperbuilder.schools.check import check_school

    def one(_: Path) -> None:
        if problems := check_school(Path.cwd(), name):
            raise TemplateError(problems)

    each([Path(name)], one)
