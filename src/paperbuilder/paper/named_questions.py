"""Questions that authors name by a number they typed: “Question 7”, “Questions 3(c) and 8”, “Cwestiwn 2”.

In: a numbered paper, its source. Out: a warning for each text that names a question which is not there. Cannot fail.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from paperbuilder.paper.model import Paper
from paperbuilder.problems import Problem, listed
from paperbuilder.questions.numbers import letter, numbers_of
from paperbuilder.reading.source import Source

Number = tuple[int, ...]
STEP = r"(?:\s?\((?:[a-z]|[ivx]{2,5})\)|(?<=\d)[a-h](?![\w']))"
ONE = rf"\**\d{{1,2}}(?!\d|[:.,]\d|%|st\b|nd\b|rd\b|th\b){STEP}*\**"
NEXT = rf"(?:{ONE}|{STEP}+)(?!\s*(?:marks?|marc|minutes?|munud|lines?|pages?|years?|times|points?)\b)"
AND = r"\s*(?:,\s*(?:and|or)?|&|/|and|or|ac?|neu)\s*"
NAMED = re.compile(
    rf"(?<![{{\w])(?:(?:Questions|Qs\.?|[CG]westiynau|Chwestiynau|Nghwestiynau)\s+"
    rf"(?P<several>{ONE}(?:(?:{AND}|\s*[-–—]\s*|\s+(?:to|i|hyd)\s+){NEXT})*)"
    rf"|(?:Question\s+|Q\.?\s?|[CG]westiwn\s+|Chwestiwn\s+|Nghwestiwn\s+)(?P<one>{ONE}(?:\s+(?:and|or|ac?|neu)\s+{NEXT})?)(?!\s1\d{{3}}))",
    re.IGNORECASE,
)
PIECE = re.compile(rf"(\d{{1,2}})?((?:{STEP})*)", re.IGNORECASE)
OTHER = (
    r"\b(?:paper|[bp]apur|component|unit|book) (?:\d|one|two|three|I{1,3}\b)|textbook|workbook|website|past papers?"
    r"|\bpage \d+ of|\bp\. ?\d|\b20[1-4]\d\b"
    r"|census|questionnaire|survey|\b(?:AQA|Edexcel|Pearson|OCR|WJEC|CBAC|Eduqas|CCEA|SQA|IB)\b"
    r"|\b(?:last|previous|past|another|other|specimen|sample|mock|earlier|different|next|old|practice)\b"
    r"[^.?!]{0,40}\b(?:paper|exam|examination|mock|test|booklet|worksheet|homework|lesson|quiz)s?\b"
)
ELSEWHERE = re.compile(OTHER, re.IGNORECASE)
OF_ANOTHER = re.compile(
    r"\s+(?:of|from|o)\s+(?!(?:this|these|section|part|adran|rhan|the (?:question )?paper)\b)", re.IGNORECASE
)
ASIDE = {"theme", "texts", "extracts", "title", "enquiry", "session", "paper", "boundaries"}


def check_named_questions(paper: Paper, source: Source) -> Iterator[Problem]:
    """A warning for each text with the number of a question that this paper has not."""
    known = {item.number for item in paper.every}
    for path, text in source.texts() if known else ():
        if path[0] not in ASIDE and {"id", "pin"}.isdisjoint(path):
            missing = [shown for shown, numbers in _named(text) if known.isdisjoint(numbers)]
            if missing:
                what = "are no Questions" if len(missing) > 1 else "is no Question"
                message = f"there {what} {listed(missing)} here"
                yield source.problem(path, message, _hint(known, missing[0]), "warning")


def _named(text: str) -> Iterator[tuple[str, set[Number]]]:
    """Every question of this paper that a text names, as written, and the numbers that this can be."""
    for match in NAMED.finditer(text):
        start = max(text.rfind(end, 0, match.start()) for end in (". ", "? ", "! ", "\n")) + 1
        rest = text[start:]
        sentence = rest[: match.end() - start] + re.split(r"[.?!](?:\s|$)", rest[match.end() - start :])[0]
        if not ELSEWHERE.search(sentence) and not OF_ANOTHER.match(text, match.end()):
            yield from _pieces(match["several"] or match["one"])


def _pieces(words: str) -> Iterator[tuple[str, set[Number]]]:
    """Each of “3(a), (b) and 8”."""
    before = ""
    for piece in PIECE.finditer(words):
        steps = re.findall(r"[a-z]+", piece[2].lower())
        if piece[1] or (steps and len(steps) == 1):
            before = piece[1] or before
            numbers: set[Number] = {(int(before),)}
            for step in steps:
                numbers = {(*number, n) for number in numbers for n in numbers_of(step)}
            yield before + "".join(f"({step})" for step in steps), numbers


def _hint(known: set[Number], missing: str) -> str:
    number = int(re.findall(r"\d+", missing)[0])
    parts = sum(len(n) == 2 and n[0] == number for n in known)
    if (number,) in known:
        return f"Question {number} has {f'parts (a) to ({letter(parts)})' if parts else 'no parts'}"
    last = max(n[0] for n in known)
    questions = f"the questions are 1 to {last}" if last > 1 else "there is one question"
    return f"{questions}; for one of another paper say which, such as Question {number} of Paper 2"
