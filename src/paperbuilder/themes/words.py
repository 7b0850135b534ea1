"""The printed words as the lowest layers of a theme: the kinds' own, then each language's.

In: the languages of a theme, template folders. Out: layers. Fails with `TemplateError` for a file of words that cannot
be read. A language is one file, `phrases/cy.yaml`, in the standard templates or beside a school's theme.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from copy import copy
from functools import lru_cache
from pathlib import Path

from paperbuilder.problems import SpecError, TemplateError
from paperbuilder.questions.registry import words_of_kinds
from paperbuilder.reading.languages import of_language
from paperbuilder.reading.source import Source, read_source
from paperbuilder.themes.folders import STANDARD
from paperbuilder.themes.layers import Layer
from paperbuilder.themes.model import Phrase

USUAL = "en-GB"  # words that a language lacks are printed in this one


def word_layer(languages: Sequence[str], folders: Sequence[Path]) -> Layer:
    """Every built-in phrase in each of the languages; one language prints its words plain."""
    return _layer(tuple(languages), tuple(folders))


@lru_cache(maxsize=16)
def _layer(languages: tuple[str, ...], folders: tuple[Path, ...]) -> Layer:
    words = {language: _words(language, folders) for language in dict.fromkeys((*languages, USUAL))}
    phrases: dict[str, object] = {}
    for key in words[USUAL]:
        texts = {language: words[language][key] for language in languages if key in words[language]}
        phrases[key] = texts if len(languages) > 1 and texts else next(iter(texts.values()), words[USUAL][key])
    source = Source(STANDARD / "phrases", "")
    source.data = {"phrases": phrases}
    return Layer(source)


@lru_cache(maxsize=16)
def in_languages(languages: tuple[str, ...], layers: tuple[Layer, ...], own: str) -> tuple[Layer, ...]:
    """The layers of folders, whose words are in the language `own`, for a paper that is printed in `languages`.

    A phrase that does not say its language is left out, unless it is in the first of them.
    """
    top = Source(STANDARD / "phrases", "")
    top.data = {"lang": languages[0], "languages": list(languages)}
    fits = bool(of_language(own, languages[:1]))
    return (Layer(top), *layers) if fits else (Layer(top), *map(_without_plain_phrases, layers))


def _without_plain_phrases(layer: Layer) -> Layer:
    phrases = layer.value(("phrases",))
    if not isinstance(phrases, dict):
        return layer
    source = copy(layer.source)
    source.data = {**layer.data, "phrases": {key: text for key, text in phrases.items() if isinstance(text, dict)}}
    return Layer(source)


def spoken(phrases: Mapping[str, Phrase], languages: Sequence[str]) -> dict[str, Phrase]:
    """Phrases in the languages asked for alone, in their order, as far as they are there in them."""
    return {key: Phrase(_in_order(texts, languages)) or texts for key, texts in phrases.items()}


def _in_order(texts: Phrase, languages: Sequence[str]) -> dict[str, str]:
    found = {language: texts[name] for language in languages if (name := of_language(language, texts))}
    return {"": next(iter(found.values()))} if found and len(languages) == 1 else found


def forget_words() -> None:
    """Read the words anew."""
    _layer.cache_clear()


def _words(language: str, folders: Sequence[Path]) -> Mapping[str, str]:
    """The phrases of a language: those of kinds, over them those of files, a school's last."""
    found = {key: texts[name] for key, texts in words_of_kinds().items() if (name := _same(language, texts))}
    for folder in reversed(folders):
        files = {file.stem: file for file in sorted((folder / "phrases").glob("*.yaml"))}
        if name := _same(language, files):
            found |= _read(files[name])
    return found


def _same(language: str, names: Mapping[str, object]) -> str:
    """The name of a language among others: cy-GB is cy, if there is only that."""
    main = language.partition("-")[0]
    return next((n for n in names if n == language), "") or next((n for n in names if n.partition("-")[0] == main), "")


def _read(file: Path) -> Mapping[str, str]:
    try:
        source = read_source(file)
    except SpecError as error:
        raise TemplateError(error.problems) from None
    data = source.data if isinstance(source.data, dict) else {}
    wrong = [key for key, text in data.items() if not isinstance(text, str)]
    if wrong or not data:
        message, hint = "this must be phrases, each with its words", "write a line “key: words” for each"
        raise TemplateError([source.problem((key,), message, hint) for key in wrong or [""]])
    return data
