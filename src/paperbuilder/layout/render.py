"""A paper and a school's templates become layout XML.

In: a `Paper`, the template folders (a school's before the built-in one), a `Theme`. Out: XML text of one
document. Fails with `TemplateError`: file and line of the template, in plain words. Templates are data:
they run in a sandbox, see only the paper and the theme, and every value is escaped.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import FileSystemLoader, StrictUndefined, TemplateSyntaxError
from jinja2 import TemplateError as JinjaError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from paperbuilder.layout import rich
from paperbuilder.layout.numbers import full_label, own_label, spoken
from paperbuilder.layout.theme import Theme
from paperbuilder.paper import Item, Paper
from paperbuilder.problems import Problem, TemplateError

MAX_OUTPUT = 4_000_000


def documents(paper: Paper) -> list[str]:
    """The documents a paper is made of, in the order they are built."""
    if paper.spec.kind == "worksheet":
        return ["worksheet", "answers", "mark-scheme"]
    insert = ["insert"] if paper.extracts and paper.spec.sources == "insert" else []
    return [*insert, "question-paper", "mark-scheme"]


def render(paper: Paper, document: str, theme: Theme, folders: Sequence[Path]) -> str:
    """The layout XML of `document`. Raises TemplateError."""
    say = _phrases(theme)
    environment = _environment(tuple(folders))
    words = rich.Rich(_names(paper, theme, say), say)
    environment.filters.update(
        line=words.line,
        blocks=words.blocks,
        passage=rich.passage,
        glosses=rich.glosses,
        label=lambda item: own_label(item.number, theme.numbering),
        full=lambda item: full_label(item.number, theme.numbering),
        spoken=spoken,
        lines=lambda item: _lines(item, theme),
        pt=lambda length: f"{float(length):.4g}pt",
    )
    environment.globals.update(say=say, marks=lambda n: say("marks-one") if n == 1 else say("marks-many", n=n))
    try:
        pieces, size = [], 0
        for piece in environment.get_template(f"{document}.xml").generate(paper=paper, spec=paper.spec, theme=theme):
            pieces.append(piece)
            size += len(piece)
            if size > MAX_OUTPUT:
                raise TemplateError([Problem(message="the template prints more than 4 MB", file=f"{document}.xml")])
    except TemplateSyntaxError as error:
        raise TemplateError([_problem(error, error.name or document, error.lineno)]) from None
    except (JinjaError, OverflowError, TypeError, AttributeError) as error:
        name, line = _place(error)
        raise TemplateError([_problem(error, name or f"{document}.xml", line)]) from None
    return "".join(pieces)


@cache
def _environment(folders: tuple[Path, ...]) -> ImmutableSandboxedEnvironment:
    return ImmutableSandboxedEnvironment(
        loader=FileSystemLoader([str(f) for f in folders]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _lines(item: Item, theme: Theme) -> int:
    """Answer lines: as the spec says, or by the theme's rule for the marks."""
    if item.question.lines is not None:
        return item.question.lines
    answers = theme.answers
    return item.marks * (answers.lines_per_mark if item.marks >= 4 else answers.lines_per_mark_below_4)


def _phrases(theme: Theme) -> Any:
    def say(key: str, **values: Any) -> str:
        """A phrase of the theme with its {words} put in."""
        text = theme.phrases.get(key)
        if text is None:
            raise JinjaError(f"the theme has no phrase {key}")
        for name, value in values.items():
            text = text.replace("{" + name + "}", str(value))
        return text

    return say


def _names(paper: Paper, theme: Theme, say: Any) -> Any:
    def name(kind: str, target: Any) -> str:
        """What a reference prints."""
        if kind == "extract":
            return f"{paper.extracts[target].extract.label} {target}"
        if kind == "words":
            return paper.printed_words(*target)
        return f"{say('question-head')} {full_label(paper.by_id[target].number, theme.numbering)}"

    return name


def _problem(error: Exception, name: str, line: int) -> Problem:
    return Problem(message=str(error) or type(error).__name__, file=f"templates: {name}", line=line)


def _place(error: Exception) -> tuple[str, int]:
    """Template and line where an error was raised."""
    found = ("", 0)
    trace = error.__traceback__
    while trace:
        file = trace.tb_frame.f_code.co_filename
        if file.endswith(".xml"):
            found = (Path(file).name, trace.tb_lineno)
        trace = trace.tb_next
    return found
