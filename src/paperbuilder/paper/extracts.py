"""Extracts of a spec, found in their texts.

In: the spec, its source, the project's root. Out: `PaperExtract`s, and a problem for each that fails.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from paperbuilder.paper import labels
from paperbuilder.paper.figures import no_figure
from paperbuilder.paper.forms import Essays, beside_faults, silent_speakers
from paperbuilder.paper.model import PaperExtract, PaperFigure
from paperbuilder.problems import Problem
from paperbuilder.reading.source import Path_, Source
from paperbuilder.spec.models import Exam, Extract, Worksheet
from paperbuilder.texts import Essay, Mismatch, Passage, cut, mark, quote

OF_WORDS = ("quote", "start", "end", "omit", "sic", "gloss", "line_numbers", "form", "title_line")


def find_extracts(
    spec: Exam | Worksheet, source: Source, root: Path, figures: Mapping[str, PaperFigure]
) -> tuple[dict[str, PaperExtract], list[Problem]]:
    """Every extract that can be found, and every problem; `figures` are those that can be printed."""
    essays = Essays(spec, source, root)
    problems = essays.problems
    for name, text in spec.texts.items():
        if text.rights is None:
            hint = "add rights: {holder: …, basis: …}"
            problems.append(source.problem(("texts", name), "nobody is named as holder of the rights", hint, "warning"))
    found: dict[str, PaperExtract] = {}
    for letter, extract in spec.extracts.items():
        path = ("extracts", letter)
        problems += labels.wrong_name(letter, extract, source)
        if extract.figures or not extract.text:
            problems += _wrong_figure(extract, source, path)
            if figure := figures.get("".join(extract.figures[:1])):
                found[letter] = PaperExtract(letter=letter, extract=extract, text=figure.work, figure=figure)
        elif extract.text not in spec.texts:
            hint = "the texts are: " + ", ".join(spec.texts)
            problems.append(source.problem((*path, "text"), f"there is no text {extract.text}", hint))
        elif essay := essays.of(extract):
            passage = _find(extract, essay, source, path, problems)
            if passage:
                text = spec.texts[extract.text]
                found[letter] = PaperExtract(letter=letter, extract=extract, text=text, passage=passage)
                _count_glosses(extract, passage, source, path, problems)
                problems += silent_speakers(passage, source, path)
        problems += beside_faults(spec.extracts, letter, source)
    return found, problems


def _wrong_figure(extract: Extract, source: Source, path: tuple[str, str]) -> Iterator[Problem]:
    """What is wrong in an extract that is a figure, or neither that nor from a text."""
    if len([*extract.figures, extract.text]) != 1 + (not extract.text):
        message = "an extract comes from one text, or is one figure"
        yield source.problem(path, message, "write text:, or " + ", ".join(f"{k}:" for k in extract.FIGURES), key=True)
    elif problem := no_figure(extract.figures[0], source, (*path, extract.figures[0].split()[0])):
        yield problem
    for name in OF_WORDS:
        if getattr(extract, name):
            key = name.replace("_", "-")
            hint = f"delete {key}, or take the extract from a text"
            yield source.problem((*path, key), f"{key} is for extracts of words", hint, key=True)


def _find(
    extract: Extract, essay: Essay, source: Source, path: tuple[str, str], problems: list[Problem]
) -> Passage | None:
    ends = extract.start is not None and extract.end is not None
    if (extract.quote is None) != ends or (extract.quote is not None and (extract.start or extract.end)):
        problems.append(source.problem(path, "an extract needs either quote, or start and end"))
        return None
    try:
        if extract.quote is not None:
            passage = quote(essay, extract.quote)
        else:
            passage = cut(essay, extract.start or "", extract.end or "", extract.omit)
    except Mismatch as error:
        at: Path_ = error.path or ("quote" if extract.quote is not None else "start",)
        problems.append(source.problem((*path, *at), error.message, error.hint))
        return None
    marks: list[tuple[Path_, list[str], dict[str, str]]] = [
        ((*path, "sic", i), [word], {}) for i, word in enumerate(extract.sic)
    ]
    marks += [((*path, "gloss", word), [], {word: meaning}) for word, meaning in extract.gloss.items()]
    for place, sic, gloss in marks:
        try:
            passage = mark(passage, sic, gloss)
        except Mismatch as error:
            problems.append(source.problem(place, error.message, error.hint, key=True))
    return passage


def _count_glosses(
    extract: Extract, passage: Passage, source: Source, path: tuple[str, str], problems: list[Problem]
) -> None:
    """At most six glosses in 100 words (domain.md, 6.5)."""
    if len(extract.gloss) > max(1, passage.words * 6 / 100):
        message = f"{len(extract.gloss)} glosses are many for {passage.words} words"
        problems.append(source.problem((*path, "gloss"), message, "gloss only what pupils need", "warning"))
