"""What a text in several languages must have in each of them: the same gaps, the same figures, the same answers.

In: a source, the paper in each language. Out: problems, each at the text that differs from the first. Cannot fail.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from paperbuilder.paper.model import Paper
from paperbuilder.problems import Problem, counted
from paperbuilder.questions.choosing import Chosen
from paperbuilder.reading.languages import named
from paperbuilder.reading.source import Path_, Source
from paperbuilder.reading.translations import is_in_languages
from paperbuilder.texts.markup import MarkupError, gaps, references


def check_texts(source: Source, languages: Sequence[str]) -> Iterator[Problem]:
    """Texts that differ in more than their words."""
    for path, texts in _texts(source.data, (), languages):
        first, *others = texts
        for other in others:
            yield from _differing(source, path, texts, first, other)


def _texts(data: Any, path: Path_, languages: Sequence[str]) -> Iterator[tuple[Path_, Mapping[str, str]]]:
    if is_in_languages(data, languages) and all(isinstance(text, str) for text in data.values()):
        yield path, data
    elif isinstance(data, dict | list):
        for key, value in data.items() if isinstance(data, dict) else enumerate(data):
            yield from _texts(value, (*path, key), languages)


def _differing(source: Source, path: Path_, texts: Mapping[str, str], first: str, other: str) -> Iterator[Problem]:
    one, two = len(gaps(texts[first])), len(gaps(texts[other]))
    if one != two:
        message = (
            f"there {'is' if two == 1 else 'are'} {counted(two, 'gap')} in {named(other)}, but {one} in {named(first)}"
        )
        yield source.problem((*path, other), message, "give both the same gaps, such as [[answer]]")
    here, there = _named_in(texts[other]), _named_in(texts[first])
    for reference in sorted(set(here) ^ set(there)):
        missing, has = (other, first) if reference in there else (first, other)
        message = f"{{{reference}}} is in {named(has)}, but not in {named(missing)}"
        yield source.problem((*path, missing), message, "name the same figures, extracts and questions in both")


def _named_in(text: str) -> list[str]:
    try:
        return [f"{ref.kind} {ref.target}" for ref in references(text)]
    except MarkupError:
        return []  # which is told elsewhere


def check_papers(papers: Sequence[Paper], languages: Sequence[str], source: Source) -> Iterator[Problem]:
    """Answers and extracts that differ from one language to another."""
    for paper, language in zip(papers[1:], languages[1:], strict=True):
        for one, two in zip(papers[0].every, paper.every, strict=True):
            chosen = isinstance(one.solution, Chosen) and one.solution.answers != two.solution.answers  # type: ignore[union-attr]
            if chosen:
                message = f"the answer in {named(language)} is another option than in {named(languages[0])}"
                yield source.problem((*two.path, "answer"), message, "name the same option in both")
        for letter, found in paper.extracts.items():
            if found.passage.plain != papers[0].extracts[letter].passage.plain:
                message = "this extract is cut from another text in each language, but the paper is printed in both"
                hint = f"name one language under lang:, and make each paper by itself: make --lang {language}"
                yield source.problem(("extracts", letter), message, hint, key=True)
