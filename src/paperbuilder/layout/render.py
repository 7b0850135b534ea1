"""A paper and a school's templates become layout XML.

In: a `Paper`, the template folders (a school's before the built-in one), a `Theme`. Out: XML text of one
document. Fails with `TemplateError`: file and line of the template, in plain words. Templates are data:
they run in a sandbox, see only the paper and the theme, and every value is escaped.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import FileSystemLoader, StrictUndefined, TemplateSyntaxError
from jinja2 import TemplateError as JinjaError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup, escape

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
    phrases = Phrases(theme)
    environment = _environment(tuple(folders))
    words = rich.Rich(_names(paper, theme, phrases.plain), phrases.plain)
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
    say, plain = phrases.say, phrases.plain
    environment.globals.update(
        say=say, plain=plain, marks=lambda n: say("marks-one") if n == 1 else say("marks-many", n=n)
    )
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


class Phrases:
    """The theme's phrases: `say` prints one, in every language it has; `plain` gives it as bare text."""

    def __init__(self, theme: Theme):
        self._theme = theme

    def _pieces(self, key: str, values: Mapping[str, Any]) -> list[tuple[str, str]]:
        phrase = self._theme.phrases.get(key)
        if phrase is None:
            close = get_close_matches(key, self._theme.phrases, 1)
            raise JinjaError(f"the theme has no phrase {key}" + (f"; did you mean {close[0]}?" if close else ""))
        found = []
        for language, text in phrase.items():
            for name, value in values.items():
                text = text.replace("{" + name + "}", str(value))
            found.append((language, text))
        return found

    def plain(self, key: str, **values: Any) -> str:
        return self._theme.between_languages.join(text for _, text in self._pieces(key, values))

    def say(self, key: str, **values: Any) -> Markup:
        pieces = [
            Markup('<lang of="{}">{}</lang>').format(language, rich.phrase(text)) if language else rich.phrase(text)
            for language, text in self._pieces(key, values)
        ]
        return escape(self._theme.between_languages).join(pieces)


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
