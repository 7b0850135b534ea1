"""A paper and a school's templates become layout XML.

In: a `Paper`, the template folders (a school's before the built-in one), a `Theme`. Out: XML text of one
document. Fails with `TemplateError`: file and line of the template, in plain words. Templates are data:
they run in a sandbox, see only the paper and the theme, and every value is escaped.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2 import TemplateError as JinjaError
from jinja2 import TemplateNotFound, TemplateSyntaxError

from paperbuilder.paper.model import Paper
from paperbuilder.problems import Problem, TemplateError
from paperbuilder.templating.sandbox import Sandbox, TooMuch, begin_counting
from paperbuilder.templating.template_files import template_problem
from paperbuilder.templating.tools import CURRENT, FILTERS, FUNCTIONS, Tools, late_filter, late_function
from paperbuilder.themes.model import Theme

MAX_OUTPUT = 4_000_000


def render(paper: Paper, document: str, theme: Theme, folders: Sequence[Path], **more: Any) -> str:
    """The layout XML of `document`; `named` if copies bear names and numbers of `digits`. Raises TemplateError."""
    environment = _environment(tuple(folders))
    CURRENT.set(Tools(paper, theme))
    begin_counting()
    given = {"named": False, "digits": 4, "paper": paper, "spec": paper.spec, "theme": theme} | more
    try:
        return _printed(environment.select_template([f"{document}.xml", f"documents/{document}.xml"]).generate(**given))
    except TemplateNotFound as error:
        raise TemplateError([Problem(message=f"there is no template {error.name}", file="templates")]) from None
    except TemplateSyntaxError as error:
        raise TemplateError([template_problem(str(error.message), error.name or "", error.lineno, folders)]) from None
    except (JinjaError, OverflowError, TypeError, AttributeError, ValueError, KeyError, RecursionError) as error:
        message = str(error).splitlines()[0] if str(error) else type(error).__name__
        raise TemplateError([template_problem(message, *_place(error), folders)]) from None


def _printed(pieces: Iterable[str]) -> str:
    found, size = [], 0
    for piece in pieces:
        found.append(piece)
        size += len(piece)
        if size > MAX_OUTPUT:
            raise TooMuch("the template prints more than 4 MB")
    return "".join(found)


@lru_cache(maxsize=16)
def _environment(folders: tuple[Path, ...]) -> Sandbox:
    made = Sandbox(folders)
    made.filters.update({name: late_filter(name) for name in FILTERS})
    made.globals.update({name: late_function(name) for name in FUNCTIONS})
    return made


def forget_environments() -> None:
    """Read all templates anew."""
    _environment.cache_clear()


def _place(error: Exception) -> tuple[str, int]:
    """Template and line where an error was raised."""
    found = ("", 0)
    trace = error.__traceback__
    while trace:
        file = trace.tb_frame.f_code.co_filename
        if file.endswith(".xml"):
            found = (_template_name(trace.tb_frame.f_globals.get("name"), file), trace.tb_lineno)
        trace = trace.tb_next
    return found


def _template_name(name: object, file: str) -> str:
    return name if isinstance(name, str) else Path(file).name
