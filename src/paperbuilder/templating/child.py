"""The process in which strangers' templates are printed: it takes orders and answers until its input ends.

In: pickled orders, each with its time. Out: JSON: a document's layout, or [message, template, line]. What it is at is
noted on its standard error (`last_words` reads that), for it may be ended at any moment.
"""

from __future__ import annotations

import faulthandler
import json
import os
import pickle
import sys
import time
from contextlib import suppress
from pathlib import Path
from threading import Thread, Timer
from typing import Any

from paperbuilder.templating.last_words import compiling, greedy, late, opening
from paperbuilder.templating.order import Order
from paperbuilder.templating.printed import fault_of, printed

MEMORY = 512 * 2**20  # bytes, besides those of the program
SPARE = 64 * 2**20  # bytes, to say so


def main() -> None:
    faulthandler.enable()
    sys.addaudithook(_note)
    most = _memory_used() + MEMORY
    if not _bound_memory(most):
        _watch_memory()
    while True:
        try:
            order, seconds = pickle.load(sys.stdin.buffer)
        except EOFError:
            return
        timer = _timer(seconds)
        faulthandler.dump_traceback_later(seconds + 0.5, exit=True)  # if one step lets no other thread do anything
        answer = _answer(order, most)
        faulthandler.cancel_dump_traceback_later()
        timer.cancel()
        print(json.dumps(answer), flush=True)


def _answer(order: Order, most: int) -> object:
    try:
        _bound_memory(most)
        return printed(order)
    except Exception as error:
        _bound_memory(most + SPARE)
        found = fault_of(error, order.folders)
        return found.message, found.template, found.line


def _timer(seconds: float) -> Timer:
    """Ends this process after so many seconds, between two steps: what is noted amid one may lack the template."""

    def end() -> None:
        late()
        faulthandler.dump_traceback()
        os._exit(1)

    made = Timer(seconds, end)
    made.daemon = True
    made.start()
    return made


def _bound_memory(most: int) -> bool:
    """Whether the system keeps this process to it: Linux does."""
    with suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (most, resource.getrlimit(resource.RLIMIT_AS)[1]))
        return sys.platform == "linux"
    return False


def _watch_memory() -> None:
    """End this process when it has taken too much."""
    import tracemalloc

    def watch() -> None:
        while tracemalloc.get_traced_memory()[0] < MEMORY:
            time.sleep(0.02)
        greedy()
        faulthandler.dump_traceback()
        os._exit(1)

    tracemalloc.start()
    Thread(target=watch, daemon=True).start()


def _memory_used() -> int:
    """Bytes of addresses that this process has."""
    with suppress(OSError):
        pages = Path("/proc/self/statm").read_text(encoding="utf-8").split()[0]
        return int(pages) * os.sysconf("SC_PAGE_SIZE")
    return 2**31


def _note(event: str, found: tuple[Any, ...]) -> None:
    """Which template is opened, and which line of its code is which of its own."""
    if event == "open" and str(found[0]).endswith(".xml"):
        opening(str(found[0]))
    elif event == "compile" and str(found[1]).endswith(".xml"):
        compiling(str(found[1]), found[0].decode() if isinstance(found[0], bytes) else str(found[0]))


if __name__ == "__main__":
    main()
