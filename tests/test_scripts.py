"""Other scripts than Latin, Greek and Cyrillic, and accents: joined, in order, in place, read back as they were typed.

Files are read with poppler, pikepdf and pypdfium2; positions are those of glyphs in the content of pages.
"""

from __future__ import annotations

import io
import subprocess
import sys
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from paperbuilder import PaperbuilderError, check, make
from paperbuilder.class_sets.named_copies import make_set
from paperbuilder.class_sets.plan import ClassSetPlan
from paperbuilder.files import write_files
from paperbuilder.paper.checked import check_spec
from paperbuilder.pdf.document import geometry, print_master
from paperbuilder.problems import SpecError
from paperbuilder.reading.languages import is_tag, meant
from paperbuilder.texts import markup, nodes
from paperbuilder.themes.folders import STANDARD
from paperbuilder.themes.resolve import theme_of
from paperbuilder.themes.scripts import SCRIPTS, Script, is_right_to_left, script_of
from paperbuilder.typeset.bidi import levels, visual
from paperbuilder.typeset.compose import compose
from paperbuilder.typeset.design import Design, design_of
from paperbuilder.typeset.inline import Line, Span
from tests.test_overrides import school
from tests.test_ua import ua_problems

SAMPLES = {
    "ar": "السلام عليكم، كيف حالك؟",
    "ur": "یہ ایک اچھی کتاب ہے۔ پڑھنا ٹھیک ہے",
    "he": "שלום עולם",
    "hi": "नमस्ते दुनिया। क्षत्रिय हिन्दी में (लिखो)।",
    "pa": "ਪੰਜਾਬੀ ਵਿੱਚ ਲਿਖੋ",
    "bn": "বাংলা ভাষায় কোথায় লিখুন",
    "zh": "春眠不觉晓，处处闻啼鸟。",
    "ja": "日本語を「こんにちは」と読む。",
    "ko": "한국어로 쓰세요",
    "ru": "за́мок и замо́к",
    "en": "x̄ and p̂",
}


@pytest.fixture(scope="module")
def design() -> Design:
    return design_of(theme_of([STANDARD]), [STANDARD])


def spec(folder: Path, stems: list[str], *more: str) -> Path:
    path = folder / "words.yaml"
    lines = ["kind: worksheet", "title: Words", *more, "questions:"]
    for stem in stems:
        scheme = "mark-scheme: {points: [a, b], closed: yes}"
        lines.append(f"  - {{type: short, marks: 2, {scheme}, stem: '{stem}'}}")
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def text_of(pdf: Path) -> str:
    done = subprocess.run(["pdftotext", "-layout", pdf, "-"], capture_output=True, check=True)
    marks = dict.fromkeys(map(ord, "\u202a\u202b\u202c\u200e\u200f\u2066\u2067\u2068\u2069"))
    return unicodedata.normalize("NFC", done.stdout.decode().translate(marks))


def lines_of(xml: str, design: Design) -> list[Line]:
    """The lines of the paragraph that a layout begins with."""
    block = compose(f'<paper lang="en-GB">{xml}</paper>', design).pages[0].placed[0][1]
    return block.lines(design.width)  # type: ignore[attr-defined, no-any-return]


def spans(line: Line) -> Iterator[tuple[float, Span]]:
    return ((x, piece) for x, piece in line.pieces if isinstance(piece, Span))


# ---------------------------------------------------------------- what is read back


@pytest.fixture(scope="module")
def sampled(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    folder = tmp_path_factory.mktemp("scripts")
    stems = [*SAMPLES.values(), "Write [كتاب]{ar} and **پڑھنا**.", "בְּרֵאשִׁית בָּרָא"]
    return [make(spec(folder, stems), output=folder / e, edition=e).paths[0] for e in ("", "large-print-18")]


@pytest.mark.parametrize("lang", SAMPLES)
def test_text_is_read_back_as_it_was_typed(sampled: list[Path], lang: str) -> None:
    for pdf in sampled:
        found = "".join(text_of(pdf).split())  # poppler puts what is between runs of words in the order of the page
        assert all("".join(run.split()) in found for run in SAMPLES[lang].split("،"))


def test_words_within_english_keep_their_order(sampled: list[Path]) -> None:
    assert "Writeكتابandپڑھنا." in "".join(text_of(sampled[0]).split())


def test_another_reader_finds_whole_words_too(sampled: list[Path]) -> None:
    pages = pypdfium2.PdfDocument(sampled[0])
    text = "".join(page.get_textpage().get_text_range() for page in pages)
    for words in ("السلام عليكم", "שלום עולם", "春眠不觉晓", "за́мок"):
        assert words in text.replace("\u2060", "")


def test_marks_of_hebrew_are_said_with_their_letters(sampled: list[Path]) -> None:
    letters = [c for c in "בְּרֵאשִׁית בָּרָא" if unicodedata.category(c) != "Mn"]
    found = "".join(c for c in text_of(sampled[0]) if unicodedata.category(c) != "Mn")
    assert "".join(letters) in found


def test_every_document_passes_pdf_ua(sampled: list[Path]) -> None:
    found = ua_problems(sampled)
    assert len(found) == 2 and not any(found.values()), found


def test_the_same_bytes_come_out_every_time(tmp_path: Path) -> None:
    file = spec(tmp_path, list(SAMPLES.values()))
    first, again = (make(file, output=tmp_path / name).paths[0].read_bytes() for name in "ab")
    assert first == again


def test_the_language_of_text_extract_question_and_run_is_tagged(tmp_path: Path) -> None:
    (tmp_path / "fr.txt").write_text("Mon école est grande et belle.\n", encoding="utf-8")
    file = tmp_path / "lang.yaml"
    file.write_text(
        "kind: worksheet\ntitle: Words\n"
        "texts: {ecole: {file: fr.txt, title: École, lang: fr, rights: {basis: own work}}}\n"
        "extracts:\n  A: {text: ecole, start: Mon, end: grande}\n  B: {text: ecole, start: et, end: belle., lang: cy}\n"
        "questions:\n"
        "  - {type: multiple-choice, stem: Was ist das?, lang: de, marks: 1, options: [a, b], answer: a}\n"
        "  - {type: short, marks: 1, stem: 'What is [un chat]{es} in Extracts A and B?', "
        "mark-scheme: {points: [a cat], closed: yes}}\n",
        encoding="utf-8",
    )
    with pikepdf.open(make(file).paths[0]) as pdf:
        langs = {
            str(e.S): str(e.Lang)
            for e in pdf.objects
            if isinstance(e, pikepdf.Dictionary) and "/Lang" in e and "/S" in e
        }
        quoted = [
            str(e.Lang) for e in pdf.objects if isinstance(e, pikepdf.Dictionary) and e.get("/S") == "/BlockQuote"
        ]
        content = b"".join(page.Contents.read_bytes() for page in pdf.pages)
        marks = [
            str(e.Lang)
            for e in pdf.objects
            if isinstance(e, pikepdf.Dictionary) and e.get("/S") == "/P" and "/Lang" in e
        ]
    assert quoted == ["fr", "cy"] and langs["/LI"] == "de" and b"/Span <</Lang (es)>> BDC" in content
    assert set(marks) == {"en-GB"}  # [1 mark] in a German question


# ---------------------------------------------------------------- where it stands


def test_arabic_letters_are_joined(design: Design) -> None:
    face: Any = design.fonts.runs("ح", "Liberation Sans", False, False)[0][0]
    (alone,), width = face.shape("ح")
    joined, three = face.shape("ححح")
    assert len({glyph.number for glyph in joined}) == 3 and alone.number not in {glyph.number for glyph in joined}
    assert three < 3 * width


@pytest.mark.parametrize("word", ["за́мок", "замо́к", "x̄"])
@pytest.mark.parametrize("family", ["Liberation Sans", "Atkinson Hyperlegible", "DejaVu Sans"])
def test_an_accent_stands_over_its_letter(design: Design, word: str, family: str) -> None:
    face, text = next((f, t) for f, t in design.fonts.runs(word, family, False, False) if len(t) > 1 and f.shaping)
    (base, accent), width = face.shape(text)  # type: ignore[attr-defined]
    unit = face.hb.face.upem  # type: ignore[attr-defined]
    under, over = (face.hb.get_glyph_extents(g.number) for g in (base, accent))  # type: ignore[attr-defined]
    left, middle = base.x + under.x_bearing / unit, accent.x + (over.x_bearing + over.width / 2) / unit
    assert left < middle < left + under.width / unit
    assert abs(middle - left - under.width / unit / 2) < 0.12
    top, bottom = under.y_bearing / unit, accent.y + (over.y_bearing + over.height) / unit
    assert top - 0.02 < bottom < top + 0.3
    assert width == pytest.approx(face.advance(base.number))  # type: ignore[attr-defined]


def test_lines_from_right_to_left_begin_at_the_right_and_go_on_leftward(design: Design, tmp_path: Path) -> None:
    words = " ".join(["كتاب"] * 40)
    pdf = make(spec(tmp_path, [words]), output=tmp_path).paths[0]
    done = subprocess.run(["pdftotext", "-bbox", pdf, "-"], capture_output=True, check=True, text=True)
    boxes = [line.split('"') for line in done.stdout.splitlines() if any(map(is_right_to_left, line))]
    rows: dict[str, list[tuple[float, float]]] = {}
    for box in boxes:
        rows.setdefault(box[3], []).append((float(box[1]), float(box[5])))
    assert len(boxes) == 40 and len(rows) == 3
    assert len({max(right for _, right in row) for row in rows.values()}) == 1
    first, *_, last = (min(left for left, _ in row) for row in rows.values())
    assert last > first + 100


def test_what_runs_each_way_stands_in_its_order(design: Design) -> None:
    (line,) = lines_of("<p>قال Tom 123 مرة</p>", design)
    places = {piece.text.strip(): x for x, piece in spans(line) if piece.text.strip()}
    assert places["مرة"] < places["Tom 123"] < places["قال"]
    (line,) = lines_of("<p>Say قال مرة to Tom</p>", design)
    assert [piece.text for _, piece in sorted(spans(line), key=lambda pair: pair[0])] == ["Say ", "قال مرة", " to Tom"]


def test_brackets_are_turned_round(design: Design) -> None:
    (line,) = lines_of("<p>كتاب (قلم)</p>", design)
    opened = next(piece for _, piece in spans(line) if "(" in piece.text)
    assert opened.level == 1 and opened.face.shaping
    glyph = opened.face.shape("(", True)[0][0].number  # type: ignore[attr-defined]
    assert glyph == opened.face.hb.get_nominal_glyph(ord(")"))  # type: ignore[attr-defined]


def test_a_list_from_right_to_left_has_its_bullets_at_the_right(design: Design) -> None:
    composed = compose('<paper lang="en-GB"><ul><li>كتاب</li><li>book</li></ul></paper>', design)
    arabic, english = (block for _, block in composed.pages[0].placed)
    assert arabic.right > 0 and arabic.left == 0 and english.left > 0 and english.right == 0
    assert arabic.labels[0].block.leftward and not english.labels[0].block.leftward  # type: ignore[attr-defined]


def test_verse_from_right_to_left_is_indented_from_the_right(design: Design) -> None:
    xml = '<lines style="extract"><l>عَلى قَدْرِ أَهْلِ</l><l indent="4">وَتَأتي قال Tom</l></lines>'
    block: Any = compose(f'<paper lang="en-GB">{xml}</paper>', design).pages[0].placed[0][1]
    first, second = block.lines(300)
    ends = [block.shift(line, 300) + line.width for line in (first, second)]
    assert block.leftward and ends == pytest.approx([300, 300 - second.indent]) and second.indent > 0
    places = {piece.text.strip(): x for x, piece in spans(second) if piece.text.strip()}
    assert places["Tom"] < places["وَتَأتي قال"]


def test_columns_of_a_question_from_right_to_left_begin_at_the_right(design: Design) -> None:
    columns = '<columns widths="1 2"><column><p>كتاب</p></column><column><p>قلم</p></column></columns>'
    xml = f'<paper lang="en-GB"><item label="1" indent="0mm" lang="LANG">{columns}</item></paper>'
    for lang, words in (("ar", ["قلم", "كتاب"]), ("en", ["كتاب", "قلم"])):
        made: Any = compose(xml.replace("LANG", lang), design).pages[0].placed[0][1]
        assert [stack[0].inlines[0].text for stack in made.stacks] == words


def test_marks_stay_below_a_question_from_right_to_left(design: Design) -> None:
    from paperbuilder.typeset.paragraphs import Marks

    blocks = [b for _, b in compose("<paper><p>كتاب</p><marks>[1 mark]</marks></paper>", design).pages[0].placed]
    assert isinstance(blocks[1], Marks) and blocks[1].height(design.width) > 0


def test_chinese_and_japanese_break_between_letters_but_not_before_a_full_stop(design: Design) -> None:
    for sample in (SAMPLES["zh"], SAMPLES["ja"], "我说John（约翰）来了，"):
        lines = lines_of(f"<p>{sample * 12}</p>", design)
        texts = ["".join(piece.text for _, piece in spans(line)) for line in lines]
        assert len(lines) > 2 and "".join(texts) == sample * 12
        assert not any(text[0] in "，。」、）" or text[-1] in "「（" for text in texts)
        assert all(line.width > design.width - 3.2 * 11 for line in lines[:-1])


def test_letters_of_a_region_are_those_of_its_font(design: Design) -> None:
    runs = {
        lang: design.fonts.runs("直", "Liberation Sans", False, False, lang)[0][0] for lang in ("zh", "ja", "zh-TW")
    }
    assert len({face.index for face in runs.values()}) == 3  # type: ignore[attr-defined]


def test_bold_is_bold_in_other_scripts_too(design: Design) -> None:
    regular, bold = (design.fonts.runs("قلم", "Liberation Sans", b, False)[0][0] for b in (False, True))
    assert bold.width("قلم") != regular.width("قلم")


def test_a_word_wider_than_its_column_keeps_its_accents(design: Design) -> None:
    (line, *_) = lines_of("<p>" + "а́" * 400 + "</p>", design)
    assert all(piece.text[-1] == "\u0301" for _, piece in spans(line))


# ---------------------------------------------------------------- which way letters run


@pytest.mark.parametrize(
    ("typed", "base", "seen"),
    [
        ("car is THE CAR in hebrew", 0, "car is RAC EHT in hebrew"),
        ("CAR MEANS car.", 1, ".car SNAEM RAC"),
        ("he said 'IT IS 123, 456, OK'.", 0, "he said 'KO ,456 ,123 SI TI'."),
        ("ABC 50% DEF", 1, "FED 50% CBA"),
        ("PAGES 10-20", 1, "10-20 SEGAP"),
        ("a (b) C", 0, "a (b) C"),
        ("ab (CD ef) GH", 0, "ab (DC ef) HG"),
    ],
)
def test_letters_are_put_in_order(typed: str, base: int, seen: str) -> None:
    """Capital letters stand for Hebrew, as in Unicode's own examples."""
    hebrew = {c: chr(0x5D0 + i) for i, c in enumerate("ABCDEFGHIJKLMNOPQRSTUVW")}
    assert "".join(typed[i] for i in visual(levels("".join(hebrew.get(c, c) for c in typed), base))) == seen


@settings(max_examples=100, deadline=None)
@given(st.text('abאבعد12٣ ().,-%[]"\n', max_size=40), st.sampled_from([0, 1]))
def test_every_letter_gets_a_place(text: str, base: int) -> None:
    found = levels(text, base)
    assert sorted(visual(found)) == list(range(len(text)))
    assert all(base <= level <= base + 2 for level in found)


def test_work_grows_in_line_with_the_text() -> None:
    for text in ("(" * 100_000 + ")" * 100_000, "א(" * 50_000 + "]" * 50_000, "а" + "\u0301" * 100_000):
        assert len(levels(text, 1)) == len(text)


# ---------------------------------------------------------------- fonts


def test_every_script_of_the_extra_has_its_font_and_its_letters(design: Design) -> None:
    for key, script in SCRIPTS.items():
        if script.file:
            assert script.font(), key
            sample = script.letters[0] if script.letters[0] > "\u2fff" else script.letters[:3][-1]
            assert script_of(sample) == key
    assert all(design.can_print(c) for text in SAMPLES.values() for c in text)


def test_a_script_without_its_font_is_one_error_that_names_the_extra(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Script, "font", lambda self: None)
    file = spec(tmp_path, ["नमस्ते दुनिया", "हिन्दी में लिखो", "ਪੰਜਾਬੀ", "春眠", "پڑھنا ٹھیک ہے"])
    with pytest.raises(PaperbuilderError) as caught:
        make(file)
    messages = [problem.message for problem in caught.value.problems]
    assert messages[3] == "there is no font for Arabic, in which “پڑھنا ٹھیک ہے” is written"
    assert len(messages) == 4 and messages[0] == "there is no font for Devanagari, in which “नमस्ते दुनिया” is written"
    assert 'pip install "paperbuilder[scripts]"' in caught.value.problems[0].hint
    assert "fonts: {scripts: {devanagari: FILE.ttf}}" in caught.value.problems[0].hint
    assert caught.value.problems[0].line == 4 and caught.value.problems[0].column > 60


def test_a_school_can_name_its_own_font(tmp_path: Path) -> None:
    theme = "schema: 1\nfonts:\n  scripts: {tibetan: Own.ttf}\n"
    school(tmp_path, {"theme.yaml": theme})
    fonts = tmp_path / "templates" / "ours" / "fonts"
    fonts.mkdir(exist_ok=True)
    font = SCRIPTS["arabic"].font()
    assert font
    (fonts / "Own.ttf").write_bytes(font.read_bytes())
    (tmp_path / "templates" / "ours" / "theme.yaml").write_text(theme.replace("tibetan", "arabic"))
    file = spec(tmp_path / "worksheets", ["كتاب"])
    pdf = make(file, school="ours").paths[0]
    with pikepdf.open(pdf) as document:
        names = [str(o.BaseFont) for o in document.objects if isinstance(o, pikepdf.Dictionary) and "/BaseFont" in o]
    assert any("Own" in name for name in names)


@pytest.mark.parametrize(
    ("theme", "message"),
    [
        ("{klingon: Own.ttf}", "there is no script klingon"),
        ("{arab: Own.ttf}", "there is no script arab"),
        ("{arabic: Gone.ttf}", "there is no font file Gone.ttf"),
        ("{arabic: Text.ttf}", "Text.ttf is not a font that can be used"),
    ],
)
def test_a_wrong_font_of_a_script_is_told(tmp_path: Path, theme: str, message: str) -> None:
    file = school(tmp_path, {"theme.yaml": f"schema: 1\nfonts:\n  scripts: {theme}\n"})
    fonts = tmp_path / "templates" / "ours" / "fonts"
    fonts.mkdir(exist_ok=True)
    (fonts / "Text.ttf").write_text("no font at all")
    with pytest.raises(PaperbuilderError) as caught:
        make(file, school="ours")
    (problem,) = caught.value.problems
    assert message in problem.message and problem.line == 3


def test_a_plain_paper_loads_nothing_of_it(tmp_path: Path) -> None:
    file = spec(tmp_path, ["Tick ☐ or → or é, please."])
    code = f"import sys; from paperbuilder import make; make({str(file)!r}); print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    names = ("shaping", "bidi", "directions", "glyphs", "uharfbuzz._harfbuzz")
    assert not [module for module in loaded if module.endswith(names)]
    assert "paperbuilder.pdf.document" in loaded


# ---------------------------------------------------------------- names


def test_names_in_any_script_print_on_copies(tmp_path: Path) -> None:
    names = ["محمد علي", "王小明", "דוד כהן", "ਗੁਰਪ੍ਰੀਤ ਸਿੰਘ", "Ali علي", "Zoë Łoś", "Ани́та"]
    people = tmp_path / "10B.csv"
    people.write_text("Name\n" + "\n".join(names) + "\n", encoding="utf-8")
    made = make_set(check_spec(spec(tmp_path, ["Write."])), ClassSetPlan(file=people, tagged=True))
    assert not [problem for problem in made.warnings if "font" in problem.message]
    paths = write_files(tmp_path, made.files)
    text = text_of(next(path for path in paths if "worksheet" in path.name))
    for name in names:
        assert text.count(name) >= 2, name
    found = ua_problems([path for path in paths if path.suffix == ".pdf"])
    assert not any(found.values()), found


# ---------------------------------------------------------------- languages and their marks


@pytest.mark.parametrize(
    ("text", "tag"),
    [("french", "fr"), ("en_uk", "en-GB"), ("zh-hans", "zh-Hans"), ("FR", "fr"), ("klingon", ""), ("x", "")],
)
def test_what_was_meant_by_a_language(text: str, tag: str) -> None:
    assert meant(text) == tag
    assert not tag or is_tag(tag)


@pytest.mark.parametrize("text", ["[see page 3]{x}", "f[x]{2}", "[bonjour] {fr}", "[a]{extract A}", r"\[bonjour]{fr}"])
def test_other_brackets_print_as_they_are(text: str) -> None:
    assert not any(isinstance(node, nodes.Foreign) for node in markup.inline(text))


@given(st.text("ab[]{}\\*fr ", max_size=20))
def test_a_run_is_marked_only_by_a_language_right_after_brackets(text: str) -> None:
    marked = any(isinstance(node, nodes.Foreign) for node in markup.inline(text))
    assert not marked or "]{fr}" in text


def test_what_is_in_a_run_is_marked_up_and_checked_too(tmp_path: Path) -> None:
    (node,) = markup.inline("[le **chat** {question raid}]{fr-FR}")
    assert isinstance(node, nodes.Foreign) and node.lang == "fr-FR" and len(node.children) == 4
    assert [ref.target for ref in markup.references("[le {question raid}]{fr}")] == ["raid"]
    with pytest.raises(SpecError, match="no question has the id raid"):
        check_spec(spec(tmp_path, ["[le {question raid}]{fr}"]))


def test_a_mark_that_is_no_language_is_told(tmp_path: Path) -> None:
    problems = check(spec(tmp_path, ["Say [bonjour]{french} and [ciao]{napolitan}."]))
    assert [p.message for p in problems] == [
        "{french} is no language, so it prints as it is",
        "{napolitan} is no language, so it prints as it is",
    ]
    assert problems[0].hint == "write {fr} after it" and all(p.severity == "warning" for p in problems)


ANY = st.one_of(
    st.characters(min_codepoint=ord(s.letters[0]), max_codepoint=ord(s.letters[2])) for s in SCRIPTS.values() if s.file
)


@settings(max_examples=40, deadline=None)
@given(st.lists(ANY | st.sampled_from("ab 1().,“”-\u0301\u0323\u200d\u200e\u200f\u064b\u0964é/"), max_size=30))
def test_letters_of_every_script_beside_each_other_are_printed(design: Design, letters: list[str]) -> None:
    text = "".join(c for c in letters if design.can_print(c))
    composed = compose(f'<paper lang="en-GB"><p>{text} x</p><ul><li>{text}</li></ul></paper>', design)
    master = print_master(composed, geometry(theme_of([STANDARD]).page), [f"{text}x"])
    assert len(pikepdf.open(io.BytesIO(master.data)).pages) == 1 and master.encoded[f"{text}x"].width > 0
