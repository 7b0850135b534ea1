"""`schools`: list, start, show and check them, and copy what they change.

In: names. Out: folders, files, templates, values of themes, problems.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from paperbuilder.cli.app import Output, app
from paperbuilder.cli.console import complain, each, say, short, show_paths

schools_app = typer.Typer(
    help="Schools: list, start, show, check and preview them, and copy templates to change.",
    invoke_without_command=True,
)
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
def templates(
    name: Annotated[str, typer.Argument(help="A school, to see what it replaces.", metavar="[SCHOOL]")] = "",
) -> None:
    """List the built-in templates. Each is told with what it is; with a school, also which of them that replaces."""
    from paperbuilder.schools.listing import listed_templates

    each([Path(name)], lambda _: say("\n".join(listed_templates(Path.cwd(), name))))


@schools_app.command()
def copy(
    name: Name,
    template: Annotated[str, typer.Argument(help="Its name as `schools templates` prints it, such as cover.xml.")],
    keep_mine: Annotated[
        bool,
        typer.Option(
            "--keep-mine", help="Copy nothing: the school's own stays, noted as looked over since the last change."
        ),
    ] = False,
) -> None:
    """Copy a built-in template, to edit it. The copy stands beside the school's theme, and prints the same until then;
    `schools check` tells when the built-in one has changed. Nothing that was edited is written over."""
    from paperbuilder.schools.copies import copy_template, keep_own
    from paperbuilder.schools.uses import documents_with

    def one(_: Path) -> None:
        say(short((keep_own if keep_mine else copy_template)(Path.cwd(), name, template)))
        if documents := documents_with(template):
            typer.echo(f"what you edit there changes: {', '.join(documents)}", err=True)

    each([Path(name)], one)


@schools_app.command()
def check(name: Name) -> None:
    """Try a school's look, and compare its copies. Every document of two sample papers is built and problems are
    reported; copies of built-in templates are compared with those of today."""
    from paperbuilder.problems import TemplateError
    from paperbuilder.schools.check import check_school
    from paperbuilder.schools.upgrades import compare_copies

    def one(_: Path) -> None:
        compared = compare_copies(Path.cwd(), name)
        for found in compared:
            complain([found.problem])
            for line in found.lines:
                say(line)
        problems = check_school(Path.cwd(), name)
        if problems or any(found.problem.severity == "error" for found in compared):
            raise TemplateError(problems)

    each([Path(name)], one)


@schools_app.command()
def preview(name: Name, output: Output = None) -> None:
    """Make a contact sheet, PDF and PNG. It shows every document in a school's look, in standard and in large print,
    and how a black-and-white copier prints each page."""
    from paperbuilder.schools.preview import preview as made

    each([Path(name)], lambda _: show_paths(made(Path.cwd(), name, output)))
