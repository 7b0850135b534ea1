"""Room to write, measured in the PDF: rules stand with their question, and everything is of a size to be written in.

A school whose lines to write on have a thickness of their own tells them from all other rules (domain.md, 1.5 and 3.1).
"""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path
from typing import Any

import pdfplumber
import pytest

from paperbuilder import make
from paperbuilder.questions.kind import Question
from paperbuilder.questions.registry import all_kinds
from paperbuilder.schools.samples import SAMPLE
from paperbuilder.templating.stages import stage_of
from paperbuilder.themes.folders import STANDARD
from paperbuilder.units import MM
from tests.test_kinds import FIRST, HEAD_DATA, sample

EDITIONS = ("", "large-print-18")
THICK = {"": 0.37, "large-print-18": 0.97}
PITCH = {"": 8.0, "large-print-18": 13.0}
CAPITAL = 0.72
DRAWN = {"drawing", "plot"}  # what is drawn has lines of every thickness
KINDS = sorted(name for name, kind in all_kinds().items() if issubclass(kind, Question) and name not in DRAWN)
RULED = {"short", "extended", "number", "gap-fill", "true-false", "odd-one-out", "parts"}
FOLLOWING = {"extended", "odd-one-out", "parts", "true-false"}  # with nothing between the words and the first rule
NEXT = {"type": "short", "stem": "Nextquestion?", "marks": 1, "mark-scheme": {"key": ["x"]}}
PASSAGE = {
    "type": "gap-fill",
    "stem": "Fill the gaps.",
    "marks": 3,
    "passage": "The [[collectivisation]] of farms began in [[1928]] and went on for years, " * 3,
}
Found = list[dict[str, Any]]


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with a school whose rules can be told apart in each edition."""
    folder = tmp_path_factory.mktemp("room")
    school = folder / "templates" / "thin"
    (school / "editions").mkdir(parents=True)
    (school / "theme.yaml").write_text(f"schema: 1\nname: Thin\nanswers: {{thickness: {THICK['']} pt}}\n")
    edition = (STANDARD / "editions" / "large-print-18.yaml").read_text(encoding="utf-8")
    assert "thickness: 1 pt" in edition
    changed = edition.replace("thickness: 1 pt", f"thickness: {THICK['large-print-18']} pt")
    (school / "editions" / "large-print-18.yaml").write_text(changed, encoding="utf-8")
    (folder / "worksheets").mkdir()
    for file in SAMPLE.iterdir():
        if file.suffix in (".txt", ".svg"):
            (folder / "worksheets" / file.name).write_bytes(file.read_bytes())
    return folder


def pages(project: Path, questions: Found, edition: str = "", **keys: Any) -> list[Any]:
    """Each page: its lines to write on, its boxes, its letters by their lines, from the top in pt."""
    file = project / "worksheets" / "sheet.yaml"
    data = {"kind": "worksheet", "title": "Sheet", **keys, "questions": questions}
    file.write_text(json.dumps(data), encoding="utf-8")
    only = "question-paper" if keys.get("kind") == "exam" else "worksheet"
    done = make(file, school="thin", only=only, edition=edition, output=project / "output")
    with pdfplumber.open(done.paths[0]) as pdf:
        return [_page(page, THICK[edition]) for page in pdf.pages]


def _page(page: Any, thick: float) -> dict[str, Any]:
    start = max((line["top"] for line in page.lines if line["linewidth"] > 1.1), default=0)  # below the title
    rules = [line for line in page.lines if abs(line["linewidth"] - thick) < 0.02 and line["top"] > start]
    letters = [
        {"text": c["text"], "base": page.height - c["matrix"][5], "size": c["size"], "x": c["x0"]}
        for c in page.chars
        if c["text"].strip() and page.height - c["matrix"][5] < page.height - 55
    ]
    rules.sort(key=lambda line: (line["top"], line["x0"]))
    return {"rules": rules, "boxes": page.rects, "letters": letters, "words": page.extract_words()}


def above(page: dict[str, Any], y: float) -> float:
    """From the last baseline above a rule to it; words on the rule itself do not count."""
    return float(y - max(c["base"] for c in page["letters"] if c["base"] < y - 4))


def below(page: dict[str, Any], y: float) -> float:
    """From a rule to the top of the next words."""
    return float(min(c["base"] - CAPITAL * c["size"] for c in page["letters"] if c["base"] > y + 4) - y)


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("kind", KINDS)
def test_rules_stand_with_the_question_above_them(kind: str, edition: str, project: Path) -> None:
    head = {key: value for key, value in HEAD_DATA.items() if key not in ("kind", "title", "versions")}
    first = [{**FIRST, "lines": 0}] if kind == "source-grid" else []
    questions = [*first, *sample(kind), NEXT]
    found = pages(project, questions, edition, **head)
    at = next(i for i, page in enumerate(found) if any(w["text"] == "Nextquestion?" for w in page["words"]))
    end = next(w["top"] for w in found[at]["words"] if w["text"] == "Nextquestion?")
    own = [(page, rule["top"]) for page in found[: at + 1] for rule in page["rules"]]
    own = [(page, y) for page, y in own if page is not found[at] or y < end]
    assert bool(own) or kind not in RULED
    if not own:
        return
    pitch, last = PITCH[edition] * MM, below(*own[-1]) if own[-1][0] is found[at] else 1000
    assert last > pitch + 1, last / MM
    if kind in FOLLOWING:
        assert pitch - 0.1 <= above(*own[0]) <= pitch + 0.1 < last


@pytest.mark.parametrize(
    ("kind", "group", "edition", "pitch"),
    [
        ("exam", "Year 10", "", 9),
        ("exam", "Year 9", "", 10),
        ("exam", "Year 9", "large-print-18", 13),
        ("worksheet", "Year 11", "", 8),
        ("worksheet", "Blwyddyn 8", "", 10),
        ("worksheet", "Year 4", "", 10),
        ("worksheet", "7B", "large-print-18", 13),
    ],
)
def test_lines_are_as_far_apart_as_the_group_needs(
    kind: str, group: str, edition: str, pitch: float, project: Path
) -> None:
    exam = {"subject": "History", "date": "1 June", "time": "30 minutes", "materials": ["a pen"]}
    keys: dict[str, Any] = {"kind": kind, "group": group, **(exam if kind == "exam" else {})}
    scheme = {"points": ["a", "b", "c", "d", "e", "f", "g"]}
    question = {"type": "short", "stem": "Why?", "marks": 4, "mark-scheme": scheme}
    rules = [page["rules"] for page in pages(project, [question], edition, **keys) if len(page["rules"]) > 4][-1]
    apart = [(b["top"] - a["top"]) / MM for a, b in pairwise(rules)]
    assert apart[-4:] == pytest.approx([pitch] * 4, abs=0.1)


def test_a_theme_can_say_the_pitch_outright(project: Path) -> None:
    own = {"answers": {"stage-pitches": {"ks3": "12 mm"}}}
    (page,) = pages(project, [{**NEXT, "lines": 5}], group="Year 7", theme=own)
    apart = [(b["top"] - a["top"]) / MM for a, b in pairwise(page["rules"])]
    assert apart == pytest.approx([12] * 4, abs=0.1)


@pytest.mark.parametrize("edition", EDITIONS)
def test_gaps_of_a_passage_are_alike_and_their_lines_far_enough_apart(edition: str, project: Path) -> None:
    rules = [rule for page in pages(project, [PASSAGE], edition) for rule in page["rules"]]
    assert len(rules) == 6
    letter = 9.6 if not edition else 16
    assert {round(rule["width"], 1) for rule in rules} == {round(letter * len("collectivisation") - 2, 1)}
    apart = {round((b["top"] - a["top"]) / MM, 1) for a, b in pairwise(rules)} - {0.0}
    assert all(round(one / PITCH[edition], 2) == round(one / PITCH[edition]) for one in apart), apart


@pytest.mark.parametrize("edition", EDITIONS)
def test_lines_without_a_gap_stand_as_far_apart_as_those_with_one(edition: str, project: Path) -> None:
    passage = {**PASSAGE, "passage": "[[One]] gap and then many words without any. " + "Words without a gap. " * 20}
    (page, *_) = pages(project, [passage], edition)
    bases = sorted({round(c["base"], 1) for c in page["letters"] if c["base"] > page["rules"][0]["top"] - 4})
    apart = [round((b - a) / MM, 1) for a, b in pairwise(bases)]
    assert len(apart) > 3 and set(apart) == {PITCH[edition]}


@pytest.mark.parametrize("edition", EDITIONS)
def test_gaps_of_several_answers_are_as_wide_as_the_longest(edition: str, project: Path) -> None:
    answers = ["city: [[Paris]]", "river: [[the Mississippi and the Missouri]]"]
    question = {"type": "short", "stem": "Name them.", "answers": answers, "marks": 2}
    (page,) = pages(project, [question], edition)
    letter = 9.6 if not edition else 16
    width = min(letter * len("the Mississippi and the Missouri"), 160 * MM)
    wide = [rule["width"] for rule in page["rules"]]
    assert len(wide) == 2 and wide[0] == pytest.approx(wide[1], abs=0.1)
    assert wide[0] >= min(width, 120 * MM) - 3


@pytest.mark.parametrize("edition", EDITIONS)
def test_a_false_statement_has_two_full_lines(edition: str, project: Path) -> None:
    statements = [{"text": "Yes.", "answer": "true"}, {"text": "No.", "answer": "false", "correction": "Not no."}]
    question = {"type": "true-false", "stem": "True?", "marks": 2, "statements": statements}
    (page,) = pages(project, [question, NEXT], edition)
    end = next(w["top"] for w in page["words"] if w["text"] == "Nextquestion?")
    rules = [rule for rule in page["rules"] if rule["top"] < end]
    assert len(rules) == 4
    for first, second in (rules[:2], rules[2:]):
        assert (second["top"] - first["top"]) / MM == pytest.approx(PITCH[edition], abs=0.1)
        assert second["x0"] < first["x0"] and second["width"] > 100 * MM
    assert below(page, rules[1]["top"]) > PITCH[edition] * MM / 2


@pytest.mark.parametrize("edition", EDITIONS)
def test_boxes_are_of_a_size_to_be_written_in(edition: str, project: Path) -> None:
    pick = {"type": "multiple-choice", "stem": "Which?", "options": ["a", "b", "c"], "answer": "a", "marks": 1}
    order = {"type": "ordering", "stem": "Order.", "items": ["one", "two", "three"], "marks": 3}
    pairs = [{"left": "a", "right": "x"}, {"left": "b", "right": "y"}]
    match = {"type": "matching", "stem": "Match.", "pairs": pairs, "marks": 2}
    found = [box for page in pages(project, [pick, order, match], edition) for box in page["boxes"]]
    sides = sorted(box["width"] / MM for box in found if abs(box["width"] - box["height"]) < 0.1)
    assert sides == pytest.approx([PITCH[edition] / 2] * 3 + [PITCH[edition]] * 5, abs=0.1)
    assert 4 <= sides[0] <= 5 or edition


@pytest.mark.parametrize("edition", EDITIONS)
def test_boxes_stand_beside_their_words_and_apart(edition: str, project: Path) -> None:
    order = {"type": "ordering", "stem": "Order.", "items": ["Eone", "Etwo", "Ethree"], "marks": 3}
    (page,) = pages(project, [order], edition)
    boxes = sorted(page["boxes"], key=lambda box: box["top"])
    assert len(boxes) == 3 and all(b["top"] - a["bottom"] > 3 for a, b in pairwise(boxes))
    letters = [c for c in page["letters"] if c["text"] == "E"]
    for box, letter in zip(boxes, sorted(letters, key=lambda c: c["base"]), strict=True):
        middle = letter["base"] - CAPITAL / 2 * letter["size"]
        assert (box["top"] + box["bottom"]) / 2 == pytest.approx(middle, abs=0.5)


@pytest.mark.parametrize("edition", EDITIONS)
def test_rows_to_be_filled_have_a_line_of_handwriting(edition: str, project: Path) -> None:
    table = {"type": "table", "stem": "Fill.", "header": ["H", "I"], "marks": 2}
    table |= {"rows": [["given", "[[asked]]"], ["given", "[[" + "a long answer of many letters " * 3 + "]]"]]}
    file = project / "worksheets" / "rows.yaml"
    file.write_text(json.dumps({"kind": "worksheet", "title": "T", "questions": [table]}), encoding="utf-8")
    done = make(file, school="thin", only="worksheet", edition=edition, output=project / "output")
    with pdfplumber.open(done.paths[0]) as pdf:
        rows = [(row.bbox[3] - row.bbox[1]) / MM for row in pdf.pages[0].find_tables()[0].rows[1:]]
    assert rows[0] >= PITCH[edition] - 0.1 and rows[1] >= 3 * PITCH[edition] - 0.1


@pytest.mark.parametrize(
    ("group", "stage"),
    [
        ("Year 7", "ks3"),
        ("Years 7 and 8", "ks3"),
        ("Years 7–9", "ks3"),
        ("Y9", "ks3"),
        ("Yr 8, set 2", "ks3"),
        ("Blwyddyn 8", "ks3"),
        ("Blynyddoedd 7 ac 8", "ks3"),
        ("7B", "ks3"),
        ("9c/Hi1", "ks3"),
        ("KS3", "ks3"),
        ("Key Stages 2 and 3", "ks3"),
        ("CA3", "ks3"),
        ("Year 5", "primary"),
        ("KS1", "primary"),
        ("Reception", "primary"),
        ("Year 10", ""),
        ("10B", ""),
        ("Years 9 and 10", ""),
        ("Year 9 GCSE", ""),
        ("KS3/4", ""),
        ("6A", ""),
        ("Sixth Form", ""),
        ("Set 3", ""),
        ("8th grade", ""),
        ("", ""),
    ],
)
def test_the_stage_is_that_of_the_oldest_pupils_and_never_guessed(group: str, stage: str) -> None:
    assert stage_of(group) == stage


@pytest.mark.parametrize("above", range(0, 16))
def test_short_numbered_lines_stay_on_one_page(above: int, project: Path) -> None:
    scheme = {"points": ["a", "b", "c"]}
    two = {"type": "short", "stem": "Name two.", "marks": 2, "blocks": 2, "lines": 1, "mark-scheme": scheme}
    found = pages(project, [{**NEXT, "lines": above + 8}, two])
    start = next(page for page in found if any(w["text"] == "Name" and w["x0"] > 80 for w in page["words"]))
    top = next(w["top"] for w in start["words"] if w["text"] == "two.")
    assert sum(rule["top"] > top for rule in start["rules"]) == 2
