"""What commands share: finding specs, working on each, showing what came of it.

In: specs, results, problems. Out: lines on standard output and standard error. Cannot fail.
"""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import typer

from paperbuilder.files import real, why
from paperbuilder.problems import Exit, PaperbuilderError, Problem

if TYPE_CHECKING:
    from paperbuilder.jobs.incremental import MakeResult

Thing = TypeVar("Thing")


def each(specs: Sequence[Path] | None, work: Callable[[Path], None]) -> None:
    """Work on each spec; one that fails does not stop the others. Ends the command."""
    found = found_specs(specs)
    worst = Exit.OK if found else Exit.FILES
    for spec in progress(found, len(found)):
        try:
            work(spec)
        except PaperbuilderError as error:
            complain(error.problems)
            worst = max(worst, error.code)
        except OSError as error:
            worst = max(worst, unusable(error, spec))
    raise typer.Exit(int(worst))


def found_specs(specs: Sequence[Path] | None) -> list[Path]:
    """The specs to work on; it complains if there are none."""
    from paperbuilder.spec.project import named_or_all

    found = named_or_all(specs or (), Path.cwd())
    if not found:
        complain([Problem(message="there are no specs here", file="worksheets", hint="name one, or make a folder")])
    return found


def progress(things: Iterable[Thing], count: int) -> Iterator[Thing]:
    """The things, with a bar on a terminal."""
    if not sys.stderr.isatty() or count < 2:
        yield from things
        return
    with typer.progressbar(things, length=count, file=sys.stderr) as bar:
        yield from bar


def show_all(results: Iterable[MakeResult], count: int) -> Exit:
    """Show results as they come; the worst exit code of them."""
    worst, made = Exit.OK if count else Exit.FILES, 0
    for result in progress(results, count):
        show(result)
        worst, made = max(worst, result.code), made + result.made
    if sys.stderr.isatty() and made < count:
        typer.echo(f"{count - made} of {count} were up to date", err=True)
    return worst


def show(result: MakeResult) -> None:
    """The paths of what was made, and its problems."""
    complain(result.problems)
    show_paths(result.paths)


def show_paths(paths: Iterable[Path]) -> None:
    for path in paths:
        say(short(path))


def say(text: str) -> None:
    """Print on standard output. Ends the command if that cannot be written to."""
    try:
        typer.echo(text)
    except OSError as error:
        raise typer.Exit(int(unsaid(error))) from None


def unusable(error: OSError, file: object) -> Exit:
    """Say what the system has against a file."""
    complain([Problem(message=f"the file cannot be used ({why(error)})", file=str(file))])
    return Exit.FILES


def unsaid(error: OSError) -> Exit:
    """Nothing more can be printed: the disk is full, or nobody reads it any more (then there is no complaint)."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    if error.errno != errno.EPIPE:
        complain([Problem(message=f"no more can be printed ({why(error)})", file="standard output")])
    return Exit.FILES


def complain(problems: Sequence[Problem]) -> None:
    with suppress(OSError):
        for problem in problems:
            typer.echo(str(problem), err=True)


def short(path: Path) -> str:
    """A path from the current folder, if it is in it."""
    try:
        return real(path).relative_to(Path.cwd()).as_posix()
    except ValueError:
        return str(path)
