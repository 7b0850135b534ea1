"""Plays: who speaks, and what is done on the stage.

In: a text, or lines of an extract. Out: a `Cast`, and runs marked as speakers and directions. Cannot fail.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from paperbuilder.texts.forms import DIRECTION, SPEAKER, speakers
from paperbuilder.texts.passage import Run

ALONE = re.compile(r"[ \t]*(?:\[[^\[\]]{1,600}\]|\([^()]{1,600}\))[.]?[ \t]*")
STAGE = re.compile(r"[ \t]*(?:(?:Enter|Re-enter|Exit|Exeunt)\b|(?:ACT|SCENE|PROLOGUE|EPILOGUE)\b)[^\n]{0,300}")
BEHIND = re.compile(rf"(?P<gap>[ \t]*)(?P<direction>{DIRECTION})?(?P<stop>[ \t]*[.:])?")
WITHIN = re.compile(r"\[[^\[\]]{1,400}\]|(?:(?<=[.!?—…])\s|^\s*)\([^()]{1,400}\)(?=\s|$)")


@dataclass(frozen=True)
class Cast:
    """The names before what is said in a play."""

    names: frozenset[str]

    def speaker(self, line: str) -> str:
        """The name that a line begins with, with the spaces before it; empty if it begins with none."""
        match = SPEAKER.match(line)
        return match[0] if match and match[0].strip() in self.names else ""

    def begins(self, line: str) -> bool:
        """Whether a line begins a speech, or is a direction."""
        return bool(self.speaker(line) or ALONE.fullmatch(line))


def cast_of(text: str) -> Cast:
    """Names in capitals, and others that speak again; every name before a colon if there are none of these."""
    capitals, others = speakers(text.split("\n"))
    again = {name for name, times in others.items() if times > 1}
    return Cast(frozenset({*capitals, *again} or set(others)))


def speeches(paragraphs: Sequence[Sequence[Run]], cast: Cast) -> tuple[tuple[Run, ...], ...]:
    """Paragraphs of a play cut into speeches and directions, with these marked."""
    found: list[list[Run]] = []
    for paragraph in paragraphs:
        text = "".join(run.text for run in found[-1]) if found else ""
        if not text or cast.speaker(text) != text.rstrip(" \t.:") or cast.begins(paragraph[0].text.split("\n")[0]):
            found.append([])
        else:
            found[-1].append(Run("text", "\n"))
        before = ""
        for run in paragraph:
            for i, line in enumerate(run.text.split("\n") if run.kind == "text" else ()):
                if i and (cast.begins(line) or ALONE.fullmatch(before)):
                    found.append([])
                before = line if i else before + line
                found[-1].append(Run("text", "\n" + line if i and found[-1] else line))
            if run.kind != "text":
                before += run.text
                found[-1].append(run)
    return tuple(tuple(_marked(_merged(runs), cast)) for runs in found if any(run.text.strip() for run in runs))


def _merged(runs: Sequence[Run]) -> list[Run]:
    """Runs of text beside each other made one."""
    found: list[Run] = []
    for text, group in groupby(runs, lambda run: run.kind == "text"):
        together = list(group)
        found += [Run("text", "".join(run.text for run in together))] if text else together
    return found


def _marked(runs: Sequence[Run], cast: Cast) -> Iterator[Run]:
    if len(runs) == 1 and runs[0].kind == "text" and STAGE.fullmatch(runs[0].text):
        yield Run("direction", runs[0].text)
        return
    for i, run in enumerate(runs):
        if run.kind != "text":
            yield run
            continue
        text = run.text
        if i == 0 and (name := cast.speaker(text)):
            behind = BEHIND.match(text, len(name))
            assert behind
            yield from _named(name, behind)
            text = text[behind.end() :]
        yield from _directed(text)


def _named(name: str, behind: re.Match[str]) -> Iterator[Run]:
    """A name, with the direction and the full stop or colon behind it."""
    if not behind["direction"]:
        yield Run("speaker", name + (behind["gap"] + behind["stop"] if behind["stop"] else ""))
        return
    yield Run("speaker", name)
    yield Run("text", behind["gap"])
    yield Run("direction", behind["direction"] + (behind["stop"] or ""))


def _directed(text: str) -> Iterator[Run]:
    last = 0
    for match in WITHIN.finditer(text):
        start = match.start() + len(match[0]) - len(match[0].lstrip())
        yield from (Run("text", text[last:start]),) if text[last:start] else ()
        yield Run("direction", text[start : match.end()])
        last = match.end()
    yield from (Run("text", text[last:]),) if text[last:] else ()
