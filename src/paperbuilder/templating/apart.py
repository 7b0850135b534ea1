"""Strangers' templates are printed apart: in a process that is ended when it takes too long, and gets little memory.

In: an `Order`. Out: layout XML, or a `Fault`. Cannot fail. A process is kept for a while for the next order; each
thread that prints has one of its own. It is sent pickles, and answers in JSON, which cannot be more than text.
"""

from __future__ import annotations

import json
import os
import pickle
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from tempfile import TemporaryFile
from threading import Timer

from paperbuilder.templating.order import MAX_OUTPUT, Fault, Order

LIMIT = 10.0  # s that an order may take
START = 30.0  # s more, in which a process must have started on a slow computer
IDLE = 30.0  # s that it is kept for the next order
MOST = 6 * MAX_OUTPUT + 10_000  # letters of an answer
COMMAND = (sys.executable, "-P", "-m", "paperbuilder.templating.child")


def printed_apart(order: Order) -> str | Fault:
    """The layout XML, or what is wrong."""
    try:
        child = _idle.pop()
    except IndexError:
        child = Child()
    child.rest.cancel()
    answer = child.answer(order)
    if answer is None:
        return child.fault(order)
    child.wait()
    return answer


def start() -> None:
    """Have a process ready."""
    if not _idle:
        Child().wait()


class Child:
    """A process that prints templates. Its notes tell what it was at when it came to its end."""

    def __init__(self) -> None:
        self.rest = Timer(0, self.end)
        self.notes = TemporaryFile()  # noqa: SIM115
        self.process = subprocess.Popen(
            COMMAND,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self.notes,
            env=os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )

    def answer(self, order: Order) -> str | Fault | None:
        """What it printed, or what is wrong; None if it came to its end."""
        assert self.process.stdin and self.process.stdout
        late = _timer(LIMIT + START, self.process.kill)
        try:
            pickle.dump((order, LIMIT), self.process.stdin)
            self.process.stdin.flush()
            answer = json.loads(self.process.stdout.readline(MOST))
            return answer if isinstance(answer, str) else Fault(*answer)
        except (OSError, ValueError):
            return None
        finally:
            late.cancel()

    def wait(self) -> None:
        """Be there for the next order, but not for long."""
        _idle.append(self)
        self.rest = _timer(IDLE, self.go)

    def go(self) -> None:
        with suppress(ValueError):
            _idle.remove(self)
            self.end()

    def end(self) -> None:
        with suppress(OSError), self.notes, self.process:
            self.process.kill()

    def fault(self, order: Order) -> Fault:
        """Why it came to its end, and where."""
        from paperbuilder.templating.last_words import last_words

        with suppress(subprocess.TimeoutExpired):
            self.process.wait(1)
        self.notes.seek(0)
        found = last_words(self.notes.read().decode(errors="replace"), order.folders[:-1], LIMIT)
        self.end()
        return found


_idle: list[Child] = []
if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_idle.clear)


def _timer(seconds: float, call: Callable[[], object]) -> Timer:
    made = Timer(seconds, call)
    made.daemon = True
    made.start()
    return made
