"""The command line: the only room that prints.

In: words typed by a teacher. Out: paths on standard output, problems on standard error, an exit code. A module holds
the commands of one kind, and `console` what they share.
"""

import gc
import sys
from io import TextIOWrapper

gc.set_threshold(400_000, 50, 50)  # before anything is loaded: what is loaded stays

from paperbuilder.cli import inspect, make, marking, printing, schools  # noqa: E402, F401  (they add their commands)
from paperbuilder.cli.app import app  # noqa: E402
from paperbuilder.cli.console import unsaid, unusable  # noqa: E402

__all__ = ["app", "main"]


def main() -> None:
    """Entry point."""
    if isinstance(sys.stdout, TextIOWrapper):  # letters that the console does not have are written as \u…
        sys.stdout.reconfigure(errors="backslashreplace")
    try:
        app()
    except OSError as error:
        sys.exit(int(unusable(error, error.filename) if error.filename else unsaid(error)))
