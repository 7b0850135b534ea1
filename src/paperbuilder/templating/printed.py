"""One template printed, in the process that asks.

In: an `Order`. Out: layout XML; of an exception, its `Fault`: the template, its line, and what is wrong in plain words.
Fails with any exception: templates are strangers'.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache, partial
from pathlib import Path

from jinja2 import TemplateNotFound, TemplateSyntaxError
from markupsafe import Markup

from paperbuilder.templating.order import GREEDY, MAX_OUTPUT, Fault, Order
from paperbuilder.templating.sandbox import Sandbox, TooMuch, begin_counting
from paperbuilder.templating.template_files import TYPES, name_of
from paperbuilder.templating.tools import CURRENT, FILTERS, FUNCTIONS, Tools, late_filter, late_function
from paperbuilder.texts.bilingual import in_place

WORDS: dict[type[Exception], str] = {
    MemoryError: GREEDY,
    RecursionError: "this calls or includes itself without end, or is nested too deep",
    ZeroDivisionError: "a number is divided by zero",
    OverflowError: "a number is too large",
    NameError: "a number is too large",
    KeyError: "there is no {}",
}


def printed(order: Order) -> str:
    """The layout XML. Raises any Exception."""
    environment = environment_of(order.folders, order.reading)
    paper, theme = order.paper, order.theme
    known: dict[str, object] = {"named": False, "digits": 4, "paper": paper, "spec": paper.spec, "theme": theme}
    tools = Tools(paper, theme, partial(_figure, environment, known))
    known["hand"] = tools.hand
    CURRENT.set(tools)
    begin_counting()
    names = [f"{order.document}.xml", f"documents/{order.document}.xml"]
    made = _joined(environment.select_template(names).generate(**known | order.more))
    return in_place(made, order.theme.between_languages) if order.paper.each else made  # what no filter has printed


def _figure(environment: Sandbox, known: Mapping[str, object], **more: object) -> Markup:
    return Markup(_joined(environment.get_template("figure.xml").generate({**known, **more})))


def _joined(pieces: Iterable[str]) -> str:
    found, size = [], 0
    for piece in pieces:
        found.append(piece)
        size += len(piece)
        if size > MAX_OUTPUT:
            raise TooMuch("the template prints more than 4 MB")
    return "".join(found)


@lru_cache(maxsize=8)
def environment_of(folders: tuple[Path, ...], _reading: int) -> Sandbox:
    """What templates of these folders are compiled and printed with."""
    made = Sandbox(folders)
    made.filters.update({name: late_filter(name) for name in FILTERS})
    made.globals.update({name: late_function(name) for name in FUNCTIONS})
    return made


def fault_of(error: Exception, folders: Sequence[Path]) -> Fault:
    """What an exception of `printed` says, and where it was raised."""
    if isinstance(error, TemplateSyntaxError):
        return Fault(str(error.message), error.name or "", error.lineno)
    said = f"there is no template {error.name}" if isinstance(error, TemplateNotFound) else _in_words(error)
    return Fault(said, *_place(error, folders))


def _in_words(error: Exception) -> str:
    words = next((words for kind, words in WORDS.items() if isinstance(error, kind)), "{}")
    return words.format(error).split("\n")[0] or type(error).__name__


def _place(error: Exception, folders: Sequence[Path]) -> tuple[str, int]:
    """Template and line where an error was raised."""
    found = ("", 0)
    trace = error.__traceback__
    while trace:
        file = trace.tb_frame.f_code.co_filename
        if file.endswith(".xml"):
            found = (name_of(file, folders) or TYPES + Path(file).name.replace("_", "-"), trace.tb_lineno)
        trace = trace.tb_next
    return found
