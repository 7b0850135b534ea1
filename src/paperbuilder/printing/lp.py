"""A PDF handed to the system's printer with CUPS' `lp`.

In: a PDF and how to print it. Out: a `PrintJob`: the command, in `lp`'s words and in plain ones, and what `lp` answers.
Fails with `FilesError`: no PDF, no `lp`, no such printer, or `lp` refuses. No shell is used.
"""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from paperbuilder.printing.job_ticket import JobTicket, read_ticket, refused
from paperbuilder.problems import FilesError, Problem

STAPLE, SADDLE_STITCH = "4", "8"  # finishings of RFC 8011, 5.2.6
TIMEOUT = 60  # seconds: the printing system answers at once unless it hangs


@dataclass(frozen=True, kw_only=True)
class PrintRequest:
    """What the teacher asks for; no copies stand for as many as the PDF asks for."""

    printer: str = ""
    copies: int = 0
    staple: bool = False
    tray: str = ""
    one_sided: bool = False


@dataclass(frozen=True)
class PrintJob:
    """Commands, and what they do in plain words."""

    commands: list[list[str]]
    words: str


def plan(file: Path, request: PrintRequest) -> PrintJob:
    """How a PDF would be printed; copies that are to be stapled go one by one. Raises FilesError."""
    ticket = read_ticket(file)
    copies = request.copies or ticket.copies
    if re.search(r"[\s,=]", request.tray):
        hint = "lpoptions -l lists the trays of a printer, at InputSlot"
        raise FilesError(
            [Problem(message=f"a tray's name is one word, not “{request.tray}”", file=str(file), hint=hint)]
        )
    sides = "one-sided" if request.one_sided else ticket.sides
    options = {"media": ticket.paper + (f",{request.tray}" if request.tray else ""), "sides": sides}
    options |= {"print-scaling": "none", "number-up": "1"}
    if copies > 1:
        options["collate"] = "true"
    if request.staple:
        options["finishings"] = SADDLE_STITCH if ticket.booklet else STAPLE
    command = ["lp", *(["-d", request.printer] if request.printer else []), "-n", str(copies), "-t", file.stem]
    command += [word for key, value in options.items() for word in ("-o", f"{key}={value}")]
    pages = [["-P", f"{first}-{last}"] for first, last in ticket.sets if request.staple] or [[]]
    return PrintJob([[*command, *some, "--", str(file)] for some in pages], _words(ticket, sides, copies, request))


def send(job: PrintJob, file: Path) -> str:
    """Run the commands; the numbers of the printing jobs. Raises FilesError."""
    sent: list[str] = []
    for command in job.commands:
        try:
            sent.append(_send(command, file))
        except FilesError as error:
            raise FilesError([replace(p, hint=_sent(len(sent), p.hint)) for p in error.problems]) from None
    return ", ".join(sent)


def _sent(count: int, hint: str) -> str:
    return f"{hint}; {count} of its copies went before" if count else hint


def _send(command: Sequence[str], file: Path) -> str:
    try:
        done = _run(command)
    except FileNotFoundError:
        hint = "install CUPS, or open the PDF and print it at its actual size"
        raise refused(file, "this computer has no lp, the command that prints", hint) from None
    except subprocess.TimeoutExpired:
        hint = "lpstat -t says what it is waiting for"
        raise refused(file, f"the printing system did not answer in {TIMEOUT} seconds", hint) from None
    if done.returncode:
        raise refused(file, *_reason(done.stderr.strip(), command))
    found = re.search(r"request id is (\S+)", done.stdout)
    return found[1] if found else done.stdout.strip()


def _run(command: Sequence[str]) -> subprocess.CompletedProcess[str]:
    words = {**os.environ, "LC_ALL": "C"}
    return subprocess.run(
        command, capture_output=True, text=True, errors="replace", stdin=subprocess.DEVNULL, timeout=TIMEOUT, env=words
    )


def _reason(said: str, command: Sequence[str]) -> tuple[str, str]:
    """What `lp` complains of, and what to do."""
    if "no default destination" in said.lower():
        return "no printer is set as the usual one", f"name one with --printer; {_known()}"
    if "does not exist" in said and "-d" in command:
        return f"there is no printer {command[command.index('-d') + 1]}", _known()
    said = said.removeprefix("lp:").removeprefix(" Error -").strip()
    return f"the printing system refused it: {said or 'it gave no reason'}", "lpstat -t shows printers and their state"


def _known() -> str:
    try:
        names = _run(["lpstat", "-e"]).stdout.split()
    except (OSError, subprocess.TimeoutExpired):
        names = []
    return "there are " + ", ".join(names) if len(names) > 1 else f"there is {names[0] if names else 'none yet'}"


def _words(ticket: JobTicket, sides: str, copies: int, request: PrintRequest) -> str:
    turned = {"one-sided": "on one side", "two-sided-long-edge": "on both sides, turned at the long edge"}
    said = ["1 copy" if copies == 1 else f"{copies} copies", f"on {ticket.paper}", "at actual size"]
    said.append(turned.get(sides, "on both sides, turned at the short edge"))
    said += [f"from tray {request.tray}"] * bool(request.tray)
    each = f"each of its {len(ticket.sets)} named copies " if ticket.sets else ""
    said += [each + ("stapled in the fold" if ticket.booklet else "stapled")] * request.staple
    return ", ".join([*said, f"to {request.printer or 'the usual printer'}"])
