"""A paper and a school's templates become layout XML.

In: a `Paper`, the template folders (a school's before the built-in one), a `Theme`. Out: XML text of one
document. Fails with `TemplateError`: file and line of the template, in plain words. Templates are data:
they run in a sandbox, see only the paper and the theme, and every value is escaped. A school's own run in a process
apart, whose time and memory are bounded; if there are none, no process is started.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import count
from pathlib import Path
from typing import Any

from paperbuilder.paper.model import Paper
from paperbuilder.problems import TemplateError
from paperbuilder.templating.order import Fault, Order
from paperbuilder.templating.template_files import of_strangers, template_problem
from paperbuilder.themes.model import Theme

_readings = count(1)
_reading = 0


def render(paper: Paper, document: str, theme: Theme, folders: Sequence[Path], **more: Any) -> str:
    """The layout XML of `document`; `named` if copies bear names and numbers of `digits`. Raises TemplateError."""
    order = Order(paper, theme, document, tuple(folders), _reading, more)
    found = _apart(order) if of_strangers(folders) else _here(order)
    if isinstance(found, Fault):
        raise TemplateError([template_problem(found.message, found.template, found.line, folders)])
    return found


def _here(order: Order) -> str | Fault:
    from paperbuilder.templating.printed import fault_of, printed

    try:
        return printed(order)
    except Exception as error:
        return fault_of(error, order.folders)


def _apart(order: Order) -> str | Fault:
    from paperbuilder.templating.apart import printed_apart

    return printed_apart(order)


def forget_environments() -> None:
    """Read all templates anew."""
    global _reading
    _reading = next(_readings)
