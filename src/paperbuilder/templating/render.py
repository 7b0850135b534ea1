"""A paper and a school's templates become layout XML.

In: a `Paper`, the template folders (a school's before the built-in one), a `Theme`. Out: XML text of one
document. Fails with `TemplateError`: file and line of the template, in plain words. Templates are data:
they run in a sandbox, see only the paper and the theme, and every value is escaped.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from jinja2 import TemplateError as JinjaError
from jinja2 import TemplateNotFound, TemplateSyntaxError
from markupsafe import Markup, escape

from paperbuilder.paper import Item, Paper
from paperbuilder.problems import Problem, TemplateError, did_you_mean
from paperbuilder.reading.source import shown
from paperbuilder.templating import rich
from paperbuilder.templating.numbering import full_label, own_label, spoken
from paperbuilder.templating.sandbox import Sandbox, TooMuch
from paperbuilder.texts import markup
from paperbuilder.themes.model import Phrase, Theme

MAX_OUTPUT = 4_000_000
Words = TypeVar("Words", str, Markup)


def documents(paper: Paper, folders: Sequence[Path]) -> list[str]:
    """The documents a paper is made of, in the order they are built; a school's own (in `documents`) come last."""
    own = sorted({file.stem for folder in folders for file in (folder / "documents").glob("*.xml")})
    if paper.spec.kind == "worksheet":
        return ["worksheet", "answers", "mark-scheme", *own]
    insert = ["insert"] if paper.extracts and paper.spec.sources == "insert" else []
    return [*insert, "question-paper", "mark-scheme", *own]


def render(paper: Paper, document: str, theme: Theme, folders: Sequence[Path], **more: Any) -> str:
    """The layout XML of `document`; `named` if copies bear names and numbers of `digits`. Raises TemplateError."""
    environment = _environment(tuple(folders))
    environment.steps = 0
    _furnish(environment, paper, theme)
    try:
        template = environment.select_template([f"{document}.xml", f"documents/{document}.xml"])
        return _printed(
            template.generate(
                **{"named": False, "digits": 4, "paper": paper, "spec": paper.spec, "theme": theme} | more
            )
        )
    except TemplateNotFound as error:
        raise TemplateError([Problem(message=f"there is no template {error.name}", file="templates")]) from None
    except TemplateSyntaxError as error:
        raise TemplateError([template_problem(str(error.message), error.name or "", error.lineno, folders)]) from None
    except (JinjaError, OverflowError, TypeError, AttributeError, ValueError, KeyError, RecursionError) as error:
        message = str(error).splitlines()[0] if str(error) else type(error).__name__
        raise TemplateError([template_problem(message, *_place(error), folders)]) from None


def _furnish(environment: Sandbox, paper: Paper, theme: Theme) -> None:
    """Give templates their filters and functions."""
    phrases = Phrases(theme)
    say, plain = phrases.say, phrases.plain
    words = rich.Rich(_names(paper, theme, plain), plain)
    environment.filters.update(
        line=words.line,
        brief=words.brief,
        blocks=words.blocks,
        gapped=words.passage,
        cell=words.cell,
        words=markup.plain,
        passage=rich.passage,
        glosses=rich.glosses,
        label=lambda item: own_label(item.number, theme.numbering),
        full=lambda item: full_label(item.number, theme.numbering),
        spoken=spoken,
        lines=lambda item: _lines(item, theme),
        pt=rich.points,
    )
    environment.globals.update(
        say=say, plain=plain, marks=lambda n: say("marks-one") if n == 1 else say("marks-many", n=n)
    )


def _printed(pieces: Iterable[str]) -> str:
    found, size = [], 0
    for piece in pieces:
        found.append(piece)
        size += len(piece)
        if size > MAX_OUTPUT:
            raise TooMuch("the template prints more than 4 MB")
    return "".join(found)


@cache
def _environment(folders: tuple[Path, ...]) -> Sandbox:
    return Sandbox(folders)


def forget_environments() -> None:
    """Read all templates anew."""
    _environment.cache_clear()


def _lines(item: Item, theme: Theme) -> int:
    """Answer lines: as the spec says, or by the theme's rule for the marks."""
    if item.question.lines is not None:
        return item.question.lines
    answers = theme.answers
    return min(300, item.marks * (answers.lines_per_mark if item.marks >= 4 else answers.lines_per_mark_below_4))


class Phrases:
    """The theme's phrases: `say` prints one, in every language it has; `plain` gives it as bare text."""

    def __init__(self, theme: Theme):
        self._theme = theme

    def _texts(self, key: str) -> Phrase:
        phrase = self._theme.phrases.get(key)
        if phrase is None:
            hint = did_you_mean(key, self._theme.phrases)
            raise JinjaError(f"the theme has no phrase {key}" + (f"; {hint}" if hint else ""))
        return phrase

    def plain(self, key: str, **values: Any) -> str:
        texts = (_with_values(text, values) for text in self._texts(key).values())
        return self._theme.between_languages.join(texts)

    def say(self, key: str, **values: Any) -> Markup:
        pieces = []
        for language, text in self._texts(key).items():
            shown = _with_values(rich.phrase(text), values)
            pieces.append(Markup('<lang of="{}">{}</lang>').format(language, shown) if language else shown)
        return escape(self._theme.between_languages).join(pieces)


def _with_values(text: Words, values: Mapping[str, Any]) -> Words:
    """A phrase with its values; in `Markup` they are escaped."""
    for name, value in values.items():
        text = text.replace("{" + name + "}", value if isinstance(value, str) else str(value))
    return text


def _names(paper: Paper, theme: Theme, say: Any) -> Any:
    def name(kind: str, target: Any) -> str:
        """What a reference prints."""
        if kind == "extract":
            return f"{paper.extracts[target].extract.label} {target}"
        if kind == "words":
            return paper.printed_words(*target)
        return f"{say('question-head')} {full_label(paper.by_id[target].number, theme.numbering)}"

    return name


def template_problem(message: str, name: str, line: int, folders: Sequence[Path], hint: str = "") -> Problem:
    """A problem at a line of a template, which says if the template replaces a built-in one."""
    folder = next((f for f in folders if (f / name).is_file()), None) if name else None
    if folder is None:
        return Problem(message=message, file=name or "templates", hint=hint)
    if folder != folders[-1] and (folders[-1] / name).is_file():
        hint = "; ".join(h for h in (hint, f"this template replaces the built-in {name}") if h)
    lines = (folder / name).read_text(encoding="utf-8").split("\n")
    source = lines[line - 1] if 0 < line <= len(lines) else ""
    column = len(source) - len(source.lstrip()) + 1 if source else 0
    return Problem(message=message, file=shown(folder / name), line=line, column=column, hint=hint, source=source)


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
