"""The command line: the only room that prints.

In: words typed by a teacher. Out: paths on standard output, problems on standard error, an exit code. A module holds
the commands of one kind, and `console` what they share.
"""

from paperbuilder.cli import inspect, make, marking, printing, schools  # noqa: F401  (they add their commands)
from paperbuilder.cli.app import app

__all__ = ["app", "main"]


def main() -> None:
    """Entry point."""
    app()
