"""What the typographer sets, in which language, and what it leaves alone; in the cases ~ and _ are no-break spaces."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pdfplumber
import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperbuilder import make
from paperbuilder.charts.chart import Chart, Series
from paperbuilder.class_sets.named_copies import make_set
from paperbuilder.class_sets.plan import ClassSetPlan
from paperbuilder.outputs.options import MakeOptions
from paperbuilder.paper.checked import check_spec
from paperbuilder.typeset.typographer import set_chart, set_type
from paperbuilder.typeset.typography import NARROW, NO_BREAK, Extent, edits, typographic
from paperbuilder.typeset.typography.languages import language
from paperbuilder.typeset.xml import parse
from tests.conftest import EXAM, HERE
from tests.typed import plain_spaces, printed, set_layout

ENGLISH = r"""
It's the dogs' tails => It’s the dogs’ tails
James' rock 'n' roll => James’ rock ’n’ roll
'Tis the '80s and '45 => ’Tis the ’80s and ’45
get 'em => get ’em
"Success." How far? => “Success.” How far?
'One' and "two" => ‘One’ and “two”
"'yes' is 'no'" => “‘yes’ is ‘no’”
He said "go 'home'" => He said “go ‘home’”
"'Twas brillig" => “’Twas brillig”
("quoted") => (“quoted”)
["quoted"] => [“quoted”]
"...and then" => “…and then”
the word-"pair" => the word-“pair”
either "a"/"b" => either “a”/“b”
O'Brien and D'Souza => O’Brien and D’Souza
the " alone => the " alone
“set” and ‘set’ => “set” and ‘set’
the pupils' "own" words => the pupils’ “own” words
1928-41 => 1928–41
1914-1918 => 1914–1918
(1928-32) => (1928–32)
pages 3-5 => pages~3–5
lines 2-3 => lines~2–3
5-10 minutes => 5–10~minutes
300-400 words => 300–400~words
800-1000 words => 800–1000~words
1,000-2,000 people => 1,000–2,000~people
0.5-0.7 kg => 0.5–0.7~kg
£5-£10 => £5–£10
10-15% => 10–15%
10-15°C => 10–15°C
May-June 1940 => May–June 1940
Mon-Fri => Mon–Fri
won 3-2 => won 3-2
50-50 => 50-50
4-4-2 => 4-4-2
on 1939-09-01 => on 1939-09-01
2026-11 => 2026-11
H505/01-02 => H505/01-02
1HI0 => 1HI0
1HI0/10-11 => 1HI0/10-11
the B-52 and Mi-24 => the B-52 and Mi-24
COVID-19 => COVID-19
a 14-year-old => a 14-year-old
ring 020-7946-0958 => ring 020-7946-0958
ring 01234 567-890 => ring 01234 567-890
ring 555-1234 => ring 555-1234
candidate 4012-5678 => candidate 4012-5678
five-year plan => five-year plan
pre- and post-war => pre- and post-war
Catherine Merridale-Smith => Catherine Merridale-Smith
The plan - as it was - failed => The plan~– as it was~– failed
The plan -- as it was => The plan~– as it was
so---it ended => so—it ended
The plan – set => The plan~– set
1928 - 1941 => 1928~– 1941
8 - 3 = 5 => 8~− 3 = 5
-5 °C => −5~°C
from -5 to -2 => from −5 to −2
(-3, -4) => (−3, −4)
-£3 => −£3
run x --edition y => run x --edition y
A-level => A-level
wait... => wait…
wait.... => wait....
Name ........ => Name ........
3 x 4 => 3~×~4
3x4 => 3×4
10 x 10 x 2 => 10~×~10~×~2
0x1F => 0x1F
2x + 3 => 2x + 3
6x3y => 6x3y
3cm x 4cm => 3cm~×~4cm
50 minutes => 50~minutes
1 minute => 1~minute
8 marks and 1 mark => 8~marks and 1~mark
½ mark => ½~mark
[16 marks] => [16~marks]
Extract A and Source B => Extract~A and Source~B
Interpretation 2's view => Interpretation~2’s view
Source B's view => Source~B’s view
Question 6 (a) => Question~6~(a)
Question (b) => Question~(b)
Questions 1 and 2 => Questions~1 and 2
Figure 1. Fig. 2 => Figure~1. Fig.~2
page 4, p. 4, pp. 4-5 => page~4, p.~4, pp.~4–5
page iv => page~iv
see (Table 3) => see (Table~3)
Section C: Part IV => Section~C: Part~IV
Act I of it => Act~I of it
On page I read => On page I read
When I was => When I was
Paper 1, Unit 2 => Paper~1, Unit~2
Level 4, Year 9, Grade B => Level~4, Year~9, Grade~B
No. 5 and nos. 6 => No.~5 and nos.~6
c. 1928 => c.~1928
Mr. Smith, Mr Jones => Mr.~Smith, Mr~Jones
Dr Who met Prof. X => Dr~Who met Prof.~X
St Petersburg => St~Petersburg
King John => King~John
3 July 1928 => 3~July 1928
3rd July => 3rd~July
in 3 may => in 3 may
45 July => 45 July
5 km, 20 % and 3 kg. => 5~km, 20~% and 3~kg.
5 m/s and 5 m² => 5~m/s and 5~m²
(5 cm) => (5~cm)
£3 million => £3~million
44 BC and AD 43 => 44~BC and AD~43
7 pm => 7~pm
J. V. Stalin => J.~V.~Stalin
a force of 60 N. What => a force of 60~N. What
A.J.P. Taylor => A.J.P.~Taylor
Henry VIII => Henry~VIII
Elizabeth II's => Elizabeth~II’s
Napoleon I => Napoleon~I
World War II => World War~II
10 000 people => 10~000~people
In 1928 300 came => In 1928 300 came
https://x.org/it's-1914-18?a=b...c => https://x.org/it's-1914-18?a=b...c
www.x.org/a-'b' => www.x.org/a-'b'
write to o'neil-19-20@x.org. => write to o’neil-19-20@x.org.
open plan-1928-41.pdf => open plan-1928-41.pdf
"""
WELSH = r"""
Mae'r "50 munud" => Mae’r “50~munud”
Cwestiwn 6 => Cwestiwn~6
yng Nghwestiwn 6 (a) => yng Nghwestiwn 6~(a)
Gwestiwn 6 => Gwestiwn~6
Ffynhonnell A => Ffynhonnell~A
Dehongliad 2 => Dehongliad~2
tudalen 4, tudalennau 3-5 => tudalen~4, tudalennau~3–5
[16 marc] => [16~marc]
8 o farciau => 8 o farciau
3 Gorffennaf 1928 => 3~Gorffennaf 1928
1928-41 => 1928–41
Harri VIII => Harri~VIII
Adran B => Adran~B
y bobl 'na => y bobl ’na
Dr Jones a'r "gwaith" => Dr~Jones a’r “gwaith”
20 y cant => 20~y cant
100 OC => 100~OC
"""
FRENCH = r"""
"Bonjour" => «~Bonjour~»
"Bonjour!" => «~Bonjour_!~»
« Bonjour » => «~Bonjour~»
«Bonjour» => «~Bonjour~»
Ça va ? => Ça va_?
Ça va? => Ça va_?
Quoi ?! => Quoi_?!
oui ; non => oui_; non
Question: 5 => Question~: 5
Le bus : tard => Le bus~: tard
à 10:30 => à 10:30
(?) => (?)
l'usine => l’usine
l'article 5 => l’article~5
5 % de 20 km => 5~% de 20~km
3 juillet, 1er mai => 3~juillet, 1er~mai
Louis XIV => Louis~XIV
Napoléon I => Napoléon~I
M. Dupont => M.~Dupont
1914-18 => 1914–18
https://x.org/?a:b! => https://x.org/?a:b!
10 euros, 5 € => 10~euros, 5~€
"""
GERMAN = r"""
"Hallo" => „Hallo“
"Hallo", sagte er => „Hallo“, sagte er
"wie geht's 'dir'?" => „wie geht’s ‚dir‘?“
3. Juli => 3.~Juli
Seite 5 => Seite~5
Quelle A => Quelle~A
5 km, 8 Punkte => 5~km, 8~Punkte
Wilhelm II => Wilhelm~II
1914-1918 => 1914–1918
Dr. Meier => Dr.~Meier
"""
OTHERS = r"""
"casa" it's 1914-18, 5 km => “casa” it’s 1914–18, 5~km
Question 6 => Question 6
"""
TABLES = {"en-GB": ENGLISH, "cy": WELSH, "fr": FRENCH, "de-AT": GERMAN, "es": OTHERS, "": OTHERS}
CASES = [(lang, *line.split(" => ")) for lang, table in TABLES.items() for line in table.splitlines() if " => " in line]
LANGUAGES = ("en", "cy", "fr", "de", "es")
SIGNS = "ab AB IVX1920.,:;!?-–'\"()«»“„‘xé% \n\u00a0\u202f/£"
TEXTS = st.one_of(st.text(SIGNS, max_size=50), st.text(max_size=30), st.sampled_from([c[1] for c in CASES]))


def shown(text: str) -> str:
    return text.replace(NO_BREAK, "~").replace(NARROW, "_")


@pytest.mark.parametrize(("lang", "typed", "wanted"), CASES)
def test_what_is_typed_is_set(lang: str, typed: str, wanted: str) -> None:
    assert shown(typographic(typed, lang)) == wanted


def test_there_are_enough_cases() -> None:
    assert len(CASES) > 150


@given(text=TEXTS, lang=st.sampled_from(LANGUAGES), extent=st.sampled_from(["all", "quoted", "kept"]))
def test_what_is_set_stays_as_it_is(text: str, lang: str, extent: Extent) -> None:
    once = typographic(text, lang, extent)
    assert typographic(once, lang, extent) == once


@given(text=TEXTS, lang=st.sampled_from(LANGUAGES))
def test_no_letter_and_no_figure_is_another(text: str, lang: str) -> None:
    found = re.sub(r"×", "x", typographic(text, lang)) if "×" not in text else typographic(text, lang)
    assert re.findall(r"\w", found) == re.findall(r"\w", text) or "x" in text


@given(text=TEXTS, lang=st.sampled_from(LANGUAGES))
def test_of_a_source_only_marks_and_spaces_change(text: str, lang: str) -> None:
    found = typographic(text, lang, "quoted")
    assert bare(found) == bare(text)


def bare(text: str) -> str:
    return re.sub(r"[\s\"'“”‘’„‚«»]", "", text)


def test_of_verse_only_marks_change() -> None:
    assert typographic("'Tis o'er - 3 July, \"5 km\"", "en", "kept") == "’Tis o’er - 3 July, “5 km”"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_language_has_marks_that_pair(lang: str) -> None:
    known = language(lang)
    assert len(known.double) == len(known.single) == 2
    assert all(word == word.lower() for word in known.units | known.labels)


@pytest.mark.parametrize(
    "piece", ["O'Brien, J. V. ", '"', "'", "1-", "- ", "3 x ", "a.b@", "«: ", "www.", "-5 ", "A.", "…"]
)
@pytest.mark.parametrize("lang", ["en", "fr"])
def test_time_is_linear(piece: str, lang: str) -> None:
    took = []
    for many in (3_000, 30_000):
        began = time.process_time()
        edits(piece * many, lang)
        took.append(time.process_time() - began)
    assert took[1] < 30 * max(took[0], 0.01), took


def test_what_is_code_or_exact_stays_as_it_is_typed() -> None:
    assert printed("""`print("x - 'y'...")` and "x\"""") == """print("x - 'y'...") and “x”"""
    assert printed(r"a \"b\" 1928\-41 \... it\'s") == """a "b" 1928-41 ... it's"""
    assert set_layout("<p><exact>1928-41 'a'</exact> 'a'</p>").text() == "1928-41 'a' ‘a’"
    assert set_layout('<lines style="code" code="yes"><l>"a" - 5 km</l></lines>').text() == '"a" - 5 km'


def test_formulas_stay_as_they_are_and_count_as_numbers() -> None:
    layout = set_layout('<p>"<formula tex="f\'(x) - 5 km"/>" Question <formula tex="n"/> km</p>')
    assert shown(layout.text()) == "“” Question~~km"
    assert next(layout.walk("formula")).attributes["tex"] == "f'(x) - 5 km"


def test_words_are_read_across_emphasis() -> None:
    assert printed("""**"Bold"** and *'it'* is""") == "“Bold” and ‘it’ is"
    assert shown(printed("Question **6** and **50** minutes")) == "Question~6 and 50~minutes"


def test_each_run_is_set_in_its_language() -> None:
    assert shown(printed('She said "[Ça va?]{fr}" and ["nein"]{de}')) == "She said “Ça va_?” and „nein“"
    inner = '<item lang="fr"><p>"oui"!</p><marks>"x" [8 marks]</marks></item><p>"no"!</p>'
    assert shown(set_layout(inner).text()) == "«~oui~»_!“x” [8~marks]“no”!"


def test_a_mark_that_no_font_has_is_not_set() -> None:
    layout = parse('<paper lang="fr"><p>"Ça va?" -5 km</p></paper>')
    set_type(layout, lambda c: c not in (NARROW, "−"))
    assert shown(layout.text()) == "«~Ça va?~» -5~km"


def test_attributes_that_are_heard_are_set() -> None:
    layout = set_layout('<figure picture="p" alt="Stalin\'s 5 km - 1928-41"/>')
    assert next(layout.walk("figure")).attributes["alt"] == "Stalin’s 5 km – 1928–41"


def test_the_words_of_a_chart_are_set() -> None:
    line = Series("Stalin's 'plan'", (-1.0,), ("-1",))
    chart = Chart(type="line", labels=("1928-41",), series=(line,), x_title="in 5 km", y_title='"a"')
    found = set_chart(chart, "en", lambda _: True)
    assert (found.labels, found.series[0].name, found.series[0].texts) == (("1928–41",), "Stalin’s ‘plan’", ("−1",))
    assert (shown(found.x_title), found.y_title, found.series[0].values) == ("in 5~km", "“a”", (-1.0,))


SPEC = r"""
kind: exam
title: "The 'Great Break' - 1928-41"
subject: History
session: "June-July 2026 - 'mock'"
paper: "Paper 1: O'Neill's"
total: 4
time: 50 minutes
materials: ["a 'ruler' - 15 cm"]
advice: ["Don't rush - read Extract A"]
texts:
  a:
    file: a.txt
    title: "The dogs' day"
    author: J. V. Stalin
    date: "1931"
    rights: {basis: own work, holder: "St. John's - 1990-95", note: "the 'note'"}
extracts:
  A:
    text: a
    quote: 'He said "it is 5 km - no more" in 1928-29 and went on to the end'
    gloss: {end: "the 'finish' - 1930-31"}
sections:
  - title: "Section A: the '30s"
    questions:
      - type: short
        stem: "What isn't \"new\" in {lines A \"it is 5 km\"}?"
        marks: 2
        mark-scheme: {closed: yes, points: ["the 'first' - 3 x 4", "it's two"], note: "don't"}
      - type: multiple-choice
        stem: "Pick 'one'."
        options: ["it's -5", "`'a'`", "isn't"]
        answer: "it's -5"
        marks: 2
"""
SOURCE = 'He said "it is 5 km - no more" in 1928-29 and went on to the end of the long road.'


def test_no_string_of_a_paper_misses_it(tmp_path: Path) -> None:
    spec = tmp_path / "paper.yaml"
    spec.write_text(SPEC, encoding="utf-8")
    (tmp_path / "a.txt").write_text(SOURCE, encoding="utf-8")
    paths = {path.stem.removeprefix("paper-"): path for path in make(spec, output=tmp_path).paths}
    texts = {}
    for name, path in paths.items():
        with pdfplumber.open(path) as pdf:
            texts[name] = " ".join(" ".join(page.extract_text() for page in pdf.pages).split())
        with pikepdf.open(path) as file:
            assert "The ‘Great Break’ – 1928–41" in str(file.docinfo.Title)
    everything = plain_spaces(" ".join(texts.values()))
    assert everything.count("'") == everything.count("'a'") * 2
    assert '"' not in everything
    for words in ("‘mock’", "O’Neill’s", "a ‘ruler’ – 15 cm", "Don’t rush – read", "dogs’ day", "St. John’s – 1990–95"):
        assert words in everything, words
    for words in ("the ’30s", "the ‘first’ – 3 × 4", "it’s −5", "‘finish’ – 1930–31", "the ‘note’"):
        assert words in everything, words
    assert "“it is 5 km - no more” in 1928-29 and went on to" in everything, "a source keeps its own dashes"


def test_code_prints_in_every_letter_as_it_is_typed(tmp_path: Path) -> None:
    spec = HERE / "worksheets" / "computing-quiz.yaml"
    pieces = set(re.findall(r"(?<!`)`([^`\n]+)`(?!`)", spec.read_text(encoding="utf-8")))
    found = ""
    for path in make(spec, output=tmp_path).paths:
        with pdfplumber.open(path) as pdf:
            found += "".join(page.extract_text() for page in pdf.pages)
    found = "".join(found.split())
    assert {'"Well done"', "[7, 4, 10, 3]", "highest = -1000"} < pieces
    assert [word for piece in pieces for word in piece.split() if word not in found] == []
    assert all(line in found for line in ('print("Average:",mean)', 'print("Keepgoing")'))


def test_of_a_pupil_only_the_apostrophe_is_set(tmp_path: Path) -> None:
    people = tmp_path / "class.csv"
    people.write_text("Candidate number,Name,Seat\n1928-41,Mary-Ann O'Brien 3-5,A1\n", encoding="utf-8")
    for name, content in make_set(check_spec(EXAM), ClassSetPlan(file=people), MakeOptions()).files.items():
        if "slip" not in name and "question-paper" not in name:
            continue
        with pdfplumber.open(BytesIO(content if isinstance(content, bytes) else written(content))) as pdf:
            text = plain_spaces("".join(pdf.pages[-1 if "slip" in name else 2].extract_text()))
        assert "Mary-Ann O’Brien 3-5" in text and "1928-41" in text, name


def written(content: Callable[[BytesIO], None]) -> bytes:
    out = BytesIO()
    content(out)
    return out.getvalue()
