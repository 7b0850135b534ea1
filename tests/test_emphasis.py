"""Words that stand out do so everywhere: in every edition of every school, in styles that are bold, in any script."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pdfplumber
import pytest

from paperbuilder.outputs.typesetter import Typesetter
from paperbuilder.paper.checked import CheckedSpec, check_spec
from paperbuilder.problems import TemplateError
from paperbuilder.schools.samples import sample_exam, sample_worksheet
from paperbuilder.themes.editions import editions
from paperbuilder.typeset.compose import compose
from paperbuilder.typeset.context import Context, InlineStyle
from paperbuilder.typeset.inline import Between, Break, Inline, Shape, Span
from paperbuilder.typeset.pairs import is_pair, merged
from paperbuilder.typeset.paragraphs import Paragraph
from paperbuilder.typeset.registry import INLINES
from paperbuilder.typeset.xml import Element, parse
from tests.conftest import HERE

SPECS = sorted((HERE / "worksheets").glob("*.yaml"))
SCHOOLS = ["", *sorted(path.name for path in (HERE / "templates").iterdir())]
EDITIONS = ["", *editions(HERE)]
LARGE = "large-print-18"
ROLES = {"b": "strong", "i": "emphasis", "answer": "answer"}
MM = 72 / 25.4


def looks(inlines: list[Inline]) -> list[tuple[Any, ...]]:
    """Each letter with what can be seen of it; a formula is one letter."""
    found: list[tuple[Any, ...]] = []
    for inline in inlines:
        if isinstance(inline, Break | Between) or (isinstance(inline, Shape) and inline.kind == "pad"):
            continue
        kinds = tuple(dress.kind for dress in inline.dress)
        if isinstance(inline, Span):
            found += [(letter, inline.face.look, kinds) for letter in inline.text if not letter.isspace()]
        else:
            found.append((len(getattr(inline, "shapes", ())), getattr(inline, "shapes", ())[:1], kinds))
    return found


@pytest.fixture
def seen(monkeypatch: pytest.MonkeyPatch) -> Counter[tuple[str, bool]]:
    """How often words of each role were set, and whether every letter of theirs differs from how it would look."""
    counted: Counter[tuple[str, bool]] = Counter()

    def watch(tag: str) -> None:
        entry = INLINES[tag]

        def build(e: Element, context: Context, look: InlineStyle) -> list[Inline]:
            made, plain = entry.build(e, context, look), context.within(None).inlines(e, look)
            if looks(plain) and ROLES[tag] not in look.roles:
                counted[ROLES[tag], all(a != b for a, b in zip(looks(made), looks(plain), strict=True))] += 1
            return made

        monkeypatch.setitem(INLINES, tag, replace(entry, build=build))

    for tag in ROLES:
        watch(tag)
    paragraph = Context.paragraph

    def watched(self: Context, e: Element, style_name: str, *more: Any, **named: Any) -> Paragraph:
        made = paragraph(self, e, style_name, *more, **named)
        style, body = self.design.styles[style_name], self.design.styles["body"]
        if style.emphasis and e.tag != "label" and e.children:
            e = merged(e)
            here = self.within(None, paired=is_pair(e))
            plain = here.inlines(e, InlineStyle(style=body, bold=body.bold, italic=body.italic))
            differs = made.framed or all(a != b for a, b in zip(looks(list(made.inlines)), looks(plain), strict=True))
            counted[style.emphasis, differs] += 1
        return made

    monkeypatch.setattr(Context, "paragraph", watched)
    return counted


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("school", SCHOOLS)
def test_words_that_stand_out_differ_from_those_around_them(
    school: str, edition: str, seen: Counter[tuple[str, bool]]
) -> None:
    for spec in SPECS:
        setter = Typesetter(check_spec(spec, school), school, edition)
        for name, xml in setter.layouts().items():
            before = Counter(seen)
            setter.compose(name, xml)
            unseen = [role for (role, differs), n in (seen - before).items() if not differs and n]
            assert not unseen, (spec.name, name)
    assert all(seen[role, True] > 20 for role in ROLES.values()), seen


@pytest.mark.parametrize("edition", EDITIONS)
def test_they_differ_in_every_style(edition: str, seen: Counter[tuple[str, bool]]) -> None:
    """Headings, marks, heads of tables; Arabic, which has no italics; figures, signs, formulas; one in another."""
    design = Typesetter(sample_worksheet(), edition=edition).design
    words = '<{0}>two</{0}> and <{0}>2 + 3</{0}>, <{0}>☞</{0}> or <{0}>مصنع</{0}> <{0}><formula tex="x^2"/></{0}>'
    texts = [words.format(tag) for tag in ROLES]
    texts += [f"<{a}>one <{b}>two</{b}></{a}>" for a in ROLES for b in ROLES if a != b]
    styles = {
        style: [t for t in texts if not look.emphasis or look.emphasis not in t]
        for style, look in design.styles.items()
    }
    body = "".join(f'<p style="{style}">{text}</p>' for style, own in styles.items() for text in own)
    compose(f'<paper title="T">{body}</paper>', design)
    assert not any(n for (_, differs), n in seen.items() if not differs), seen
    assert sum(seen.values()) >= 26 * len(design.styles)


def words_outside(e: Element, tags: set[str]) -> Iterator[str]:
    """The words that are in no answer."""
    if e.tag in tags or e.attributes.get("style") == "answer" or "letter" in e.attributes:
        return  # a label of a picture has its letter before it
    for child in e.children:
        yield from re.findall(r"\w+", child) if isinstance(child, str) else words_outside(child, tags)


@pytest.mark.parametrize("spec", [*SPECS, None], ids=lambda spec: spec.stem if spec else "every kind")
def test_all_that_an_answer_sheet_adds_is_an_answer(spec: Path | None) -> None:
    checked = check_spec(spec) if spec else sample_worksheet()
    layouts = Typesetter(checked).layouts()
    if "answers" not in layouts:
        return
    sheet, answers = (parse(layouts[name]) for name in ("worksheet", "answers"))
    printed = set(words_outside(sheet, set())) | set(re.findall(r"\w+", Typesetter(checked).layouts()["worksheet"]))
    assert set(words_outside(answers, {"answer"})) - printed <= {"Answers", "Atebion"}


def design_in(edition: str, **emphasis: Any) -> Any:
    design = Typesetter(sample_worksheet(), edition=edition).design
    return replace(design, emphasis={**design.emphasis, **emphasis})


def printed(body: str, design: Any, setter: Typesetter) -> Any:
    """The words, the letters and the rules of a page."""
    data = setter.print(compose(f'<paper title="T">{body}</paper>', design), ()).data
    with pdfplumber.open(BytesIO(data)) as pdf:
        page = pdf.pages[0]
        return page.extract_words(), page.chars, page.lines


def test_a_rule_is_below_the_tails_of_its_words_and_clear_of_the_line_below() -> None:
    setter = Typesetter(sample_worksheet(), edition=LARGE)
    text = "Why <b>two gypsy jugs </b>were and were not here, and what was that of <b>it, jointly</b>. "
    words, _, lines = printed(f"<p>{3 * text}</p>", setter.design, setter)
    size, checked = 18, 0
    for word in words:
        baseline = word["bottom"] - 0.212 * size
        near = [e for e in lines if 0 < e["top"] - baseline < 0.5 * size]
        rules = [e for e in near if e["x0"] < word["x1"] - 1 and e["x1"] > word["x0"] + 1]
        assert len(rules) == (word["text"].strip(".") in ("two", "gypsy", "jugs", "it,", "jointly")), word
        for rule in rules:
            half = rule["linewidth"] / 2
            assert rule["top"] - half - baseline >= 0.21 * size, "it goes through the tails of letters"
            assert rule["x1"] <= word["x1"] + 0.2 or word["text"] in ("two", "gypsy", "it,"), "the space has a rule too"
            below = [w["top"] for w in words if w["top"] > word["top"] + size / 2 and w["x0"] < rule["x1"]]
            capitals = min(below, default=1e9) + (0.905 - 0.73) * size
            assert capitals - rule["top"] - half >= 0.15 * size
            checked += 1
    assert checked == 15


def test_a_box_keeps_clear_of_its_neighbours_and_opens_where_it_is_cut() -> None:
    setter = Typesetter(sample_worksheet())
    design = design_in("", strong=("box",))
    text = (
        "Say <b>one</b>, <b>two</b>. "
        + "Fill the line with words, " * 2
        + "<b>so that many words of one box are cut</b>."
    )
    _, letters, lines = printed(f"<p>{text}</p>", design, setter)
    uprights = sorted((e for e in lines if abs(e["x0"] - e["x1"]) < 0.1), key=lambda e: (round(e["top"]), e["x0"]))
    assert len(uprights) == 6  # two of each of three boxes: the last is cut, and open there
    assert uprights[-1]["top"] > uprights[0]["bottom"] + 1, "boxes of two lines touch"
    for upright in uprights:
        beside = [
            c for c in letters if c["text"].strip() and c["top"] < upright["bottom"] and c["bottom"] > upright["top"]
        ]
        near = sorted(abs(edge - upright["x0"]) for c in beside for edge in (c["x0"], c["x1"]))
        assert 0.8 < near[0] < 3 and not any(c["x0"] < upright["x0"] < c["x1"] for c in beside)


@pytest.mark.parametrize(
    ("key", "marks", "message"),
    [
        ("strong", ["bold"], "strong words in the style h1 would look like those around them"),
        ("answer", ["capitals"], "answers in the style body would look like those around them"),
        ("emphasis", [], "emphasised words in the style body would look like those around them"),
    ],
)
def test_an_edition_that_hides_a_role_is_refused(key: str, marks: list[str], message: str, project: Path) -> None:
    folder = project / "templates" / "ours" / "editions"
    folder.mkdir(parents=True)
    (folder / "quiet.yaml").write_text(f"emphasis: {{{key}: {marks}}}\n".replace("'", ""))
    spec = project / "worksheets" / "five-year-plans.yaml"
    with pytest.raises(TemplateError) as refused:
        Typesetter(check_spec(spec, "ours"), "ours", "quiet")
    (problem,) = refused.value.problems
    assert problem.message.endswith(message) and str(problem.file).endswith("quiet.yaml") and problem.line == 1


def test_an_edition_can_do_without_italics_and_rules(project: Path, seen: Counter[tuple[str, bool]]) -> None:
    """As one for dyslexic readers does."""
    folder = project / "templates" / "ours" / "editions"
    folder.mkdir(parents=True)
    marks = "{strong: [bold, ground, box], emphasis: [bold, ground, box], answer: [bold, box, ground]}"
    plain = "Plain: {regular: LiberationSans-Regular.ttf, bold: LiberationSans-Bold.ttf, "
    plain += "italic: LiberationSans-Regular.ttf, bold-italic: LiberationSans-Bold.ttf}"
    (folder / "upright.yaml").write_text(f"fonts: {{text: Plain, families: {{{plain}}}}}\nemphasis: {marks}\n")
    setter = Typesetter(check_spec(project / "worksheets" / "five-year-plans.yaml", "ours"), "ours", "upright")
    for name, xml in setter.layouts().items():
        setter.compose(name, xml)
    assert seen["emphasis", True] and not any(n for (_, differs), n in seen.items() if not differs), seen


def test_capitals_do_not_hide_the_words_of_an_extract() -> None:
    design = design_in("", strong=("capitals", "underline"))
    body = '<extract letter="A"><lines style="verse"><l><b>Mira.</b> Who is there?</l></lines></extract>'
    body += '<p><lines-ref extract="A" words="Mira. Who"/></p>'
    made = compose(f'<paper title="T">{body}</paper>', design)
    text = "".join(i.text for p in made.pages for _, b in p.placed if isinstance(b, Paragraph) for i in b.inlines)
    assert "line\u00a01" in text


def test_schools_are_checked_with_a_bold_answer_style(project: Path) -> None:
    """A theme from before roles: answers that its style makes bold stay so, and get no box."""
    spec = project / "worksheets" / "five-year-plans.yaml"
    text = spec.read_text(encoding="utf-8") + "\ntheme: {styles: {answer: {bold: yes}}}\n"
    checked: CheckedSpec = check_spec(spec, text=text)
    setter = Typesetter(checked)
    made = setter.compose("answers", setter.layout("answers"))
    answers = [b for p in made.pages for _, b in p.placed if isinstance(b, Paragraph) and b.style.emphasis]
    assert answers and not any(b.framed for b in answers)
    assert all(i.face.heavy for b in answers for i in b.inlines if isinstance(i, Span))


def test_the_sample_papers_have_words_of_every_role() -> None:
    found = "".join(
        xml for sample in (sample_exam, sample_worksheet) for xml in Typesetter(sample()).layouts().values()
    )
    assert all(f"<{tag}>" in found for tag in ("b", "answer"))
