"""The command line: the only room that prints.

In: words typed by a teacher. Out: paths on standard output, problems on standard error, an exit code. A module holds
the commands of one kind, and `console` what they share.
"""

import sys
from io import TextIOWrapper

from paperbuilder.cli import inspect, make, marking, printing, schools  # noqa: F401  (they add their commands)
from paperbuilder.cli.app import app
from paperbuilder.cli.console import unsaid, unusable

__all__ = ["app", "main"]


def main() -> None:
    """Entry point."""
    if isinstance(sys.stdout, TextIOWrapper):  # letters that the console does not have are written as \u…
        sys.stdout.reconfigure(errors="backslashreplace")
    try:
        app()
    except OSError as error:
        sys.exit(int(unusable(error, error.filename) if error.filename else unsaid(error)))
