"""What a process that printed templates was at when it came to its end.

In: its notes: a line for each template that it opened or compiled, and at the end what `faulthandler` wrote. Out: a
`Fault`. Cannot fail.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Sequence
from pathlib import Path

from paperbuilder.templating.lines import line_in
from paperbuilder.templating.order import GREEDY, Fault
from paperbuilder.templating.template_files import name_of

FRAME = re.compile(r'^  File "(.+)", line (\d+) in ', re.MULTILINE)
LATE = "this takes more than {:.0f} seconds"
TIMEOUT = "Timeout ("
ENDED = "the program that prints templates broke off here"


def opening(file: str) -> None:
    """Note that a template is read."""
    print(json.dumps([file, ""]), file=sys.stderr, flush=True)


def compiling(file: str, code: str) -> None:
    """Note which lines of a template's code are which of its own."""
    print(json.dumps([file, code.rpartition("debug_info = ")[2].strip("'\n")]), file=sys.stderr, flush=True)


def late() -> None:
    """Note that too much time is taken, as `faulthandler` does."""
    print(TIMEOUT, file=sys.stderr, flush=True)


def greedy() -> None:
    """Note that too much memory is taken."""
    print(GREEDY, file=sys.stderr, flush=True)


def last_words(notes: str, folders: Sequence[Path], seconds: float) -> Fault:
    """Why it came to its end, and at which line of the templates in the folders."""
    known = dict(json.loads(line) for line in notes.split("\n") if line.startswith('["'))
    escaped = {_escaped(file): file for file in known}
    words = LATE.format(seconds) if TIMEOUT in notes else GREEDY if GREEDY in notes else ENDED
    for shown, line in FRAME.findall(notes):
        file = escaped.get(shown, "")
        if name := name_of(file, folders):
            return Fault(words, name, line_in(known[file], int(line)))
    return Fault(words, next(filter(None, (name_of(file, folders) for file in reversed(known))), ""))


def _escaped(file: str) -> str:
    """As `faulthandler` writes it."""
    return file.encode("ascii", "backslashreplace").decode()
