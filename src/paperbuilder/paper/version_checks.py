"""What a spec says of its versions: names, what may move, what keeps its place.

In: a paper. Out: problems, each at its place with a fix. Cannot fail.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from paperbuilder.paper.item import Item, flat
from paperbuilder.paper.model import Paper, PaperSection
from paperbuilder.paper.named_questions import named
from paperbuilder.paper.references import QUOTED
from paperbuilder.problems import Problem, did_you_mean
from paperbuilder.questions.kind import Shuffled
from paperbuilder.questions.solving import solved
from paperbuilder.reading.source import Path_, Source
from paperbuilder.reading.translations import called
from paperbuilder.spec.models import Exam

NAME = re.compile(r"[A-Za-z0-9]{1,3}")
MOST = 8


def check_versions(paper: Paper, source: Source) -> list[Problem]:
    """Every problem of versions, in no order."""
    found = [*_names(paper, source)]
    for i, section in enumerate(paper.sections):
        if paper.spec.sections:
            path: Path_ = ("sections", i)
            found += list(_without_versions(path, source)) or _section(section, path, source)
        for item in flat(section.items):
            if isinstance(item.question, Shuffled):
                found += list(_without_versions(item.path, source)) or _question(item.question, item.path, source)
                found += _given_away(item, paper, source)
    if any(section.section.shuffle for section in paper.sections):
        found += _numbers(paper, source)
    return found


def _names(paper: Paper, source: Source) -> Iterator[Problem]:
    names, seen = paper.spec.versions, set[str]()
    if ("versions",) in source.values and not 2 <= len(names) <= MOST:
        message = f"there can be from 2 to {MOST} versions, but {len(names)} {'is' if len(names) == 1 else 'are'} named"
        yield source.problem(("versions",), message, "write versions: [A, B]")
    for i, name in enumerate(names):
        if not NAME.fullmatch(name):
            message = f"a version cannot be called “{name}”"
            yield source.problem(("versions", i), message, "use one to three letters or digits, such as A")
        elif name.casefold() in seen:
            yield source.problem(("versions", i), f"two versions are called {name}", "give one another name")
        seen.add(name.casefold())


def _without_versions(path: Path_, source: Source) -> Iterator[Problem]:
    """Keys about versions in a paper that has none."""
    for key in ("shuffle", "pin") if ("versions",) not in source.values else ():
        if (*path, key) in source.values:
            hint = f"add versions: [A, B] to the spec, or delete {key}"
            yield source.problem((*path, key), f"{key} has no effect: the paper has but one version", hint, key=True)


def _section(section: PaperSection, path: Path_, source: Source) -> Iterator[Problem]:
    model, ids = section.section, [item.question.id for item in section.items if item.question.id]
    if model.pin and not model.shuffle:
        hint = "add shuffle: yes, or delete pin"
        yield source.problem((*path, "pin"), "pin has no effect: the questions here do not move", hint, key=True)
        return
    yield from _not_there(model.pin, ids, "no question of this section has the id {}", path, source)
    if model.shuffle and len(section.items) - len(set(model.pin) & set(ids)) < 2:
        message = "shuffle has no effect: there are no two questions that can change places"
        yield source.problem((*path, "shuffle"), message, "delete it, or pin fewer questions", key=True)


def _question(question: Shuffled, path: Path_, source: Source) -> Iterator[Problem]:
    if question.pin and not question.shuffle:
        hint = "delete one of the two"
        yield source.problem((*path, "pin"), "pin has no effect: with shuffle: no nothing moves", hint, key=True)
        return
    columns = question.columns
    strange = list(
        _not_there(question.pin, list(chain(*columns)), "“{}” does not change places in this question", path, source)
    )
    yield from strange
    pins = [called(pin, list(chain(*columns))) for pin in question.pin]
    stuck = all(len([thing for thing in column if thing not in pins]) < 2 for column in columns)
    if question.pin and stuck and not strange:
        message = "with this pin there are no two things left that can change places"
        yield source.problem((*path, "pin"), message, "write shuffle: no instead, or pin fewer", key=True)


def _given_away(item: Item, paper: Paper, source: Source) -> Iterator[Problem]:
    """A chance order is never changed for being the right one, which would tell what the right one is."""
    versions = paper.spec.versions
    for n in range(max(len(versions), 1)) if item.solution else ():
        if solved(item.question, paper.spec.title, item.written, versions[1 : n + 1]).gives_away:
            where = f" in version {versions[n]}" if n else ""
            message = f"the items happen to be printed in their right order{where}"
            hint = "add an item, or change a word in one, and they are mixed anew"
            yield source.problem((*item.path, "items"), message, hint, "warning")


def _not_there(pin: list[str], known: list[str], message: str, path: Path_, source: Source) -> Iterator[Problem]:
    for i, name in enumerate(pin):
        if called(name, known) not in known:
            hint = did_you_mean(name, known, "it can be " + ", ".join(known) if known else "delete it")
            yield source.problem((*path, "pin", i), message.format(name), hint)


def _numbers(paper: Paper, source: Source) -> Iterator[Problem]:
    """Questions named by a number that they have in one version only."""
    known = {item.number for item in paper.every}
    insert = isinstance(paper.spec, Exam) and paper.spec.sources == "insert"
    for path, text in source.texts():
        printed = path[0] not in ("theme", "texts") and not (path[0] == "extracts" and path[2] in QUOTED)
        if numbers := named(text, lambda numbers: not known.isdisjoint(numbers)) if printed else []:
            message = f"Question {numbers[0]} has another number in other versions"
            yield source.problem(path, message, "give that question an id, and write {question ID}", "warning")
        elif printed and insert and path[0] == "extracts" and "{question " in text:
            message = "the insert is the same for every version, so it cannot name a question that moves"
            yield source.problem(path, message, "say it in the question instead")
