"""The cover fits on its page, whatever is on it: measured in the PDF, in every school and edition."""

from __future__ import annotations

import re
from io import BytesIO
from itertools import product
from pathlib import Path
from typing import Any

import pdfplumber
import pytest
import yaml

from paperbuilder.class_sets import named_copies
from paperbuilder.class_sets.plan import ClassSetPlan
from paperbuilder.files import write_files
from paperbuilder.outputs.options import MakeOptions
from paperbuilder.outputs.pdf import pdfs
from paperbuilder.outputs.typesetter import Typesetter
from paperbuilder.paper.checked import check_spec
from paperbuilder.typeset.compose import Composition, compose
from paperbuilder.typeset.xml import Element, parse
from tests.conftest import EXAM, HERE
from tests.test_emphasis import EDITIONS, SCHOOLS, SPECS

EXAMS = [spec for spec in SPECS if "kind: exam" in spec.read_text(encoding="utf-8")]
LONG = "How far did the lives of working people in the towns change in the years between 1924 and 1941?"
NASTY = {  # questions, instructions, materials, pieces of advice, the title
    "twenty questions": (20, 0, 2, 0, "The Soviet Union"),
    "long instructions": (4, 12, 3, 3, LONG),
    "all of it long": (20, 8, 6, 6, LONG),
    "more than a page": (40, 34, 14, 12, LONG),
    "next to nothing": (1, 0, 0, 0, "A"),
}


def spec_of(questions: int, instructions: int, materials: int, advice: int, title: str) -> str:
    data = {
        "kind": "exam",
        "title": title,
        "subject": "History",
        "course": "GCSE History (short course) with the Wider World Depth Study",
        "paper": "Paper 2: Depth study and thematic study in development",
        "session": "Year 11 mock examination, November",
        "group": "11A/Hi1, 11B/Hi2",
        "time": f"{1 + questions * 3} minutes",
        "extra-time": ["25%", "50%"],
        "materials": [
            f"a thing numbered {n} that each of you needs on the day of this examination" for n in range(materials)
        ],
        "instructions": [
            f"Do what is numbered {n} before you begin with the questions, and do it well." for n in range(instructions)
        ],
        "advice": [f"Spend {n} minutes on looking again at what you wrote for the questions." for n in range(advice)],
        "questions": [
            {"type": "short", "stem": "Why?", "marks": n % 3 + 1, "mark-scheme": {"points": ["a", "b", "c", "d"]}}
            for n in range(questions)
        ],
    }
    return yaml.safe_dump({key: value for key, value in data.items() if value != []}, sort_keys=False)


def words(text: str) -> set[str]:
    """Words and figures: what two languages share is printed once, and the typographer has marks of its own."""
    return set(re.findall(r"\w+", text))


def said(e: Element) -> str:
    """The words of an element, those of its parts apart."""
    return " ".join(child if isinstance(child, str) else said(child) for child in e.children)


def printed_words(page: Any, composed: Composition, theme: Any) -> set[str]:
    """The words between head and foot."""
    top = theme.page.top + composed.down
    used = composed.pages[page.page_number - 1].used
    body = page.crop((0, top - 2, page.width, top + used + 2))
    return words(body.extract_text() or "")


def cover_of(xml: str) -> Element:
    cover = parse(xml).find("fit-page")
    assert cover
    return cover


def without(cover: Element, moved: int) -> str:
    """The words of a cover when its last pieces have moved."""
    movable = [e for e in cover.elements if e.tag == "may-move"]
    gone = {id(e) for e in movable[len(movable) - moved :]}
    return " ".join(c if isinstance(c, str) else said(c) for c in cover.children if id(c) not in gone)


def composed_paper(setter: Typesetter) -> Composition:
    """The question paper, after the documents that it refers to."""
    return next(
        made
        for name, xml in setter.layouts().items()
        if (made := setter.compose(name, xml)) and name == "question-paper"
    )


def check_cover(setter: Typesetter) -> int:
    """The cover stands on the first page, what moved is whole at the top of the next; how much that is."""
    xml = setter.layout("question-paper")
    cover, theme = cover_of(xml), setter.theme
    composed = composed_paper(setter)
    data = setter.print(composed, ()).data
    with pdfplumber.open(BytesIO(data)) as pdf:
        first = pdf.pages[0]
        on_first = printed_words(first, composed, theme)
        moves = [n for n in range(6) if words(without(cover, n)) == on_first]
        assert moves, (setter.theme.name, setter.edition, sorted(on_first ^ words(said(cover))))
        moved = words(said(cover)) - words(without(cover, moves[0]))
        assert not moved - set().union(*(printed_words(page, composed, theme) for page in pdf.pages[1:9]))
        pieces = [e for e in cover.elements if e.tag == "may-move"][-moves[0] :] if moves[0] else []
        next_page = words(pdf.pages[1].extract_text() or "")
        assert all(words(said(next(piece.walk("h2")))) <= next_page for piece in pieces[:1])
        least = max(theme.least_size, 9)
        assert all(c["size"] >= least - 0.01 for c in first.chars if c["upright"] and c["text"].strip())
        assert max(c["bottom"] for c in first.chars) <= first.height - 8 * 72 / 25.4
    assert composed.pages[0].used <= composed.pages[0].placed[-1][0] + setter.design.height
    return moves[0]


@pytest.mark.parametrize(("school", "edition"), [*product(SCHOOLS, EDITIONS)])
def test_the_cover_of_every_paper_is_one_page(school: str, edition: str) -> None:
    for spec in EXAMS:
        check_cover(Typesetter(check_spec(spec, school, HERE), school, edition))


@pytest.mark.parametrize(("school", "edition"), [*product(["", "northgate", "ysgol-glan-y-mor"], EDITIONS)])
@pytest.mark.parametrize("case", NASTY)
def test_so_is_that_of_a_paper_with_too_much_on_it(case: str, school: str, edition: str, tmp_path: Path) -> None:
    spec = tmp_path / "spec.yaml"
    spec.write_text(spec_of(*NASTY[case]), encoding="utf-8")
    moved = check_cover(Typesetter(check_spec(spec, school, HERE), school, edition))
    if case in ("next to nothing", "twenty questions") and not edition:
        assert moved == 0
    if case == "more than a page":
        assert moved >= 2


def test_a_school_with_a_long_name(project: Path) -> None:
    folder = project / "templates" / "long"
    folder.mkdir(parents=True)
    name = "The Worshipful Company of Bargemen's and Lock-keepers' Free Grammar School for Boys and Girls"
    (folder / "theme.yaml").write_text(f"name: {name}\n")
    bar = (HERE / "templates" / "northgate" / "school.xml").read_text()
    (folder / "school.xml").write_text(bar.replace('style="bar"', 'style="h1"').replace(' fill="accent"', ""))
    (folder / "cover.xml").write_text('<p>{{ theme.name }}</p>{% include "standard/cover.xml" %}')
    for edition in EDITIONS:
        setter = Typesetter(
            check_spec(project / "worksheets" / "stalin-industrialisation.yaml", "long"), "long", edition
        )
        data = setter.print(composed_paper(setter), ()).data
        with pdfplumber.open(BytesIO(data)) as pdf:
            first = pdf.pages[0].extract_text() or ""
            assert "Worshipful" in first and "black pen" in first and "successful" in first
            assert "state body" not in first  # of the first question
            assert "black ball-point" in first + (pdf.pages[1].extract_text() or "")


HEAD = "<p>above</p>"
LINES = "".join(f"<p>line {n}</p>" for n in range(33))


def fitted(body: str) -> list[list[str]]:
    """The words of the paragraphs on each page."""
    design = Typesetter(check_spec(EXAMS[0])).design
    pages = compose(f'<paper title="T">{body}</paper>', design).pages
    return [["".join(i.text for i in b.inlines) for _, b in page.placed] for page in pages]


@pytest.mark.parametrize(
    ("body", "pages"),
    [
        (f"<fit-page>{LINES}</fit-page>", (33, 1)),
        (f"{HEAD * 3}<fit-page>{LINES}</fit-page>", (36, 1)),
        (f"<fit-page>{LINES}<may-move>{HEAD * 2}</may-move><may-move>{HEAD * 20}</may-move></fit-page>", (35, 21)),
        (f"{HEAD * 10}<page-break/><fit-page>{LINES}</fit-page>", (10, 33, 1)),
        (f"<fit-page>{LINES * 2}<may-move>{HEAD}</may-move></fit-page>", (38, 29, 1)),
        ("<fit-page></fit-page>", (1,)),
    ],
)
def test_spaces_shrink_then_letters_and_then_pieces_move(body: str, pages: tuple[int, ...]) -> None:
    assert tuple(map(len, fitted(body + "<p>after</p>"))) == pages


def test_what_moved_is_followed_by_what_comes_next() -> None:
    first, second = fitted(f"<fit-page>{LINES}<may-move><p>moved</p>{HEAD * 20}</may-move></fit-page><p>after</p>")
    assert first[-1] == "line 32" and second[0] == "moved" and second[-1] == "after"


@pytest.mark.parametrize("number", ["0042", "1234567"])
@pytest.mark.parametrize(("school", "edition"), [*product(SCHOOLS, EDITIONS)])
def test_the_cover_of_a_named_copy_is_that_of_the_plain_one(
    number: str, school: str, edition: str, tmp_path: Path
) -> None:
    people = tmp_path / "11A.csv"
    people.write_text(f"Name,Form,Candidate number\nAda Lovelace,11A,{number}\n", encoding="utf-8")
    checked, options = (
        check_spec(EXAM, school, HERE),
        MakeOptions(school=school, edition=edition, only="question-paper"),
    )
    (plain,) = pdfs(checked, options).values()
    named = named_copies.make_set(checked, ClassSetPlan(file=people), options).files
    copies = next(data for name, data in named.items() if "question-paper" in name)
    write_files(tmp_path, {"plain.pdf": plain, "copies.pdf": copies})
    places = []
    for name in ("plain.pdf", "copies.pdf"):
        with pdfplumber.open(tmp_path / name) as pdf:
            places.append({(w["text"], round(w["x0"]), round(w["top"])) for w in pdf.pages[0].extract_words()})
    both, own = places[0] & places[1], places[0] - places[1]
    assert len(both) > 50 and "Name" in " ".join(word for word, _, _ in both)
    assert len({top for _, _, top in own}) <= (3 if school.startswith("ysgol") else 2), own  # who writes the name
