"""Questions that authors name by a number they typed: “Question 7”, “Questions 3(c) and 8”, “Cwestiwn 2”.

In: a numbered paper, its source. Out: a warning for each text that names a question which is not there. Cannot fail.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from paperbuilder.paper.model import Paper
from paperbuilder.problems import Problem, listed
from paperbuilder.questions.numbers import letter, numbers_of
from paperbuilder.reading.source import Source

Number = tuple[int, ...]
NAMES = ("uestion", "westi", "Q")  # in a text that names a question; patterns are compiled when there is one
WORD = r"(?:[Qq]uestion|QUESTION|Q|(?:[CcGg]|[Cc]h|[Nn]gh)westi(?:wn|(ynau)))([sS])?\.?\s{0,2}(?=\**\d)"
PIECE = (  # 3(b)(ii), and what follows it in a list: (c)
    r"\**(\d{1,2}(?!\d|[:.,]\d|%|st\b|nd\b|rd\b|th\b))?((?:\s?\((?:[a-z]|[ivx]{2,5})\)|(?<=\d)[a-h](?![\w']))*)\**"
)
AND = r"\s+(?:and|or|ac?|neu)\s+"
LIST = r"\s*(?:,\s*(?:and\b|or\b)?|[&/–—-])\s*|\s+(?:and|or|to|ac?|neu|i|hyd)\s+"
AMOUNT = r"\s*(?:mar[ck]|minute|munud|line|page|year|time|point)s?\b"
YEAR = r"\s1\d{3}\b"
ASIDE = {"theme", "texts", "extracts", "title", "enquiry", "session", "paper", "boundaries"}
NEAR = 200  # characters of a sentence that are looked at

# What says that a question is one of another paper: after it, or anywhere in its sentence.
OF_ANOTHER = r"\s+(?:of|from|o)\s+(?!(?:this|these|section|part|adran|rhan|the (?:question )?paper)\b)"
ELSEWHERE = (
    r"\b(?:paper|[bp]apur|component|unit|book) (?:\d|one|two|three|I{1,3}\b)|textbook|workbook|website|past papers?"
    r"|\bpage \d+ of|\bp\. ?\d|\b20[1-4]\d\b|census|questionnaire|survey|homework"
    r"|(?<!this )\bexam(?:ination)?s?\b|\bGCSE\b"
    r"|\b(?:AQA|Edexcel|Pearson|OCR|WJEC|CBAC|Eduqas|CCEA|SQA|IB)\b"
    r"|\b(?:last|previous|past|another|other|specimen|sample|mock|earlier|different|next|old|practice)\b"
    r"[^.?!]{0,40}\b(?:paper|mock|test|booklet|worksheet|lesson|quiz)s?\b"
)


def check_named_questions(paper: Paper, source: Source) -> Iterator[Problem]:
    """A warning for each text with the number of a question that this paper has not."""
    known = {item.number for item in paper.every}
    for path, text in source.texts() if known else ():
        printed = path[0] not in ASIDE and {"id", "pin"}.isdisjoint(path)
        if missing := named(text, known.isdisjoint) if printed else []:
            what = "are no Questions" if len(missing) > 1 else "is no Question"
            yield source.problem(path, f"there {what} {listed(missing)} here", _hint(known, missing[0]), "warning")


def named(text: str, matter: Callable[[set[Number]], bool]) -> list[str]:
    """Every question that a text names and whose numbers `matter`, unless it is one of another paper."""
    found: list[str] = []
    for word in re.finditer(rf"(?<![\w{{]){WORD}", text) if any(name in text for name in NAMES) else ():
        pieces = _pieces(text, word.end(), LIST if word[1] or word[2] else AND)
        shown = [shown for shown, numbers in _numbered(pieces) if matter(numbers)]
        if shown and not _is_elsewhere(text, word.start(), pieces[-1].end()):
            found += shown
    return found


def _pieces(text: str, at: int, joint: str) -> list[re.Match[str]]:
    """The pieces of “3(a), (b) and 8” from `at` on."""
    found: list[re.Match[str]] = []
    while (piece := _at(PIECE, text, at)) and (piece[1] or piece[2]) and not _at(YEAR, text, piece.end()):
        if found and _at(AMOUNT, text, piece.end()):
            break
        found.append(piece)
        joined = _at(joint, text, piece.end())
        if not joined:
            break
        at = joined.end()
    return found


def _at(pattern: str, text: str, at: int) -> re.Match[str] | None:
    return re.compile(pattern).match(text, at)


def _numbered(pieces: list[re.Match[str]]) -> Iterator[tuple[str, set[Number]]]:
    """Each piece as written, and the numbers that it can be."""
    before = ""
    for piece in pieces:
        steps = re.findall(r"[a-z]+", piece[2])
        if piece[1] or len(steps) == 1:
            before = piece[1] or before
            numbers: set[Number] = {(int(before),)}
            for step in steps:
                numbers = {(*number, n) for number in numbers for n in numbers_of(step)}
            yield before + "".join(f"({step})" for step in steps), numbers


def _is_elsewhere(text: str, start: int, end: int) -> bool:
    before = re.split(r"[.?!]\s|\n", text[max(0, start - NEAR) : start])[-1]
    after = re.split(r"[.?!](?:\s|$)", text[end : end + NEAR])[0]
    sentence = before + text[start:end] + after
    return bool(re.match(OF_ANOTHER, after, re.IGNORECASE) or re.search(ELSEWHERE, sentence, re.IGNORECASE))


def _hint(known: set[Number], missing: str) -> str:
    number = int(re.findall(r"\d+", missing)[0])
    parts = sum(len(n) == 2 and n[0] == number for n in known)
    if (number,) in known:
        return f"Question {number} has {f'parts (a) to ({letter(parts)})' if parts else 'no parts'}"
    first, last = min(n[0] for n in known), max(n[0] for n in known)
    questions = f"the questions are {first} to {last}" if last > first else "there is one question"
    return f"{questions}; for one of another paper say which, such as Question {number} of Paper 2"
