"""The spec as frozen models: what a teacher can write, each field with its meaning and an example.

In: the kinds of questions. Out: dataclasses that `reading` fills from YAML and describes as JSON Schema and docs.
Rules that join several fields live in `paper`.
"""

from __future__ import annotations

from typing import Any, ClassVar, Literal

from paperbuilder.marks import Mark
from paperbuilder.questions import kinds  # noqa: F401  (what can be in a list of questions)
from paperbuilder.questions.figures import Shown
from paperbuilder.questions.kind import Kind
from paperbuilder.reading.languages import Language
from paperbuilder.reading.models import field, model
from paperbuilder.reading.translations import Words
from paperbuilder.spec.charts import Chart
from paperbuilder.spec.pictures import Picture
from paperbuilder.spec.tables import DataTable
from paperbuilder.spec.works import Work

Form = Literal["prose", "verse", "drama", "code"]

# ---------------------------------------------------------------- texts and extracts


@model
class Text(Work):
    """An essay or document that extracts are cut from."""

    file: Words = field("The text file, from the folder of the spec.", "texts/essay.txt")
    title: Words = field("Title of the work, as the provenance line prints it.", "The Five-Year Plans")
    lang: Language | None = field("The language of its words, if it is not that of the paper.", "fr", default=None)
    form: Form | None = field(
        "What it is: verse, drama and code keep their lines; the lines of prose are paragraphs, or are joined if they "
        "were ended at some column. Found by itself if left out.",
        "verse",
        default=None,
    )


@model
class Extract(Shown):
    """A lettered piece of a text, quoted and checked, or cut out by its first and last words; or a figure."""

    text: str = field("Which of the `texts` it comes from.", "essay", default="")
    label: Words = field(
        "What pupils call it: Extract, Source, Interpretation, Item, Figure, Text, Document or any other word.",
        "Source",
        default="Extract",
    )
    name: str = field(
        "The letter, number or Roman figure after its label, if it is not what it stands under here.", "A", default=""
    )
    section: Words = field(
        "The section that it belongs to, by its title or number, if letters begin again in each section.",
        "Section B",
        default="",
    )
    quote: Words | None = field(
        "The words as printed. They are checked against the text; only an omission (…), an insertion in "
        "[square brackets] and [sic] may differ.",
        "In 1928 … Stalin embarked on one of the most ambitious industrialisation programs",
        default=None,
    )
    start: Words | None = field("First words of the piece to cut out.", "In 1927, this was", default=None)
    end: Words | None = field("Last words of the piece to cut out.", "anti-Communist conspiracy.", default=None)
    omit: list[Words] = field(
        "Passages to leave out of a cut; each prints as an omission mark.", ["and other signs"], default=[]
    )
    sic: list[Words] = field("Words to mark [sic]: errors that are in the text.", ["bought"], default=[])
    gloss: dict[str, Words] = field(
        "Hard words and their meaning, printed below the extract.", {"N.E.P": "New Economic Policy"}, default={}
    )
    provenance: Words | None = field(
        "The line above the extract, if the one made from the text's author, title and date will not do.",
        "From a letter by a steel worker, 1931.",
        default=None,
    )
    circumstance: Words = field(
        "One sentence on how it came to be written, after the provenance.",
        "It was written for a school essay prize.",
        default="",
    )
    adapted: bool = field("Say “Adapted from” in the provenance line.", "yes", default=False)
    lang: Language | None = field("The language of its words, if its text does not say it.", "fr", default=None)
    line_numbers: int = field(
        "Number every so many lines in the margin, those of the author in verse, drama and code; 0 for none.",
        5,
        default=0,
    )
    form: Form | None = field("What it is, if it is not of the form of its text.", "verse", default=None)
    title_line: bool = field(
        "Print the title of the work above its words, and the author below a poem.", "yes", default=False
    )
    beside: str = field(
        "The extract before it that it stands beside, if both have room there; else it is below.", "A", default=""
    )


# ---------------------------------------------------------------- the whole paper


@model
class Penalty:
    """Marks that a wrong answer to a multiple-choice or true-or-false question loses; no answer loses none."""

    shorthand: ClassVar[str] = "marks"
    marks: Mark = field("Marks taken off; 0 for none.", 1)
    not_below_zero: bool = field("Yes if the marks of a section cannot fall below 0.", "yes", default=False)


@model
class Section:
    """A group of questions, answered all or by choice."""

    in_parts: ClassVar[bool] = True

    questions: list[Kind] = field("The questions, in order.", [{"type": "short", "stem": "…", "marks": 2}])
    title: Words = field("The heading.", "Section A", default="")
    subtitle: Words = field("What the section is about.", "The Soviet Union, 1924–41", default="")
    rubric: Words = field("Which questions to answer, if the usual sentence will not do.", "", default="")
    answer: int | None = field("How many of the questions to answer; all if left out.", 1, default=None, least=1)
    penalty: Penalty | None = field(
        "Marks a wrong answer loses here, if not as in the rest of the paper.", 1, default=None
    )
    minutes: int | None = field("Advised time for the section, in minutes.", 25, default=None, least=1)
    shuffle: bool = field("Yes if its questions may change places in other versions.", "yes", default=False)
    pin: list[str] = field("Ids of its questions that keep their place in every version.", ["raid"], default=[])
    compulsory: bool = field(
        "Yes if everybody answers it, where the paper has a choice of sections.", "yes", default=False
    )
    start_number: int | None = field(
        "The number of its first question, if it does not go on from the section before.", 11, default=None, least=1
    )


@model
class Boundaries:
    """Grade boundaries. Whatever prints them says that they are indicative."""

    grades: dict[str, int] = field(
        "The lowest mark of each grade, from the highest grade down.", {"9": 36, "8": 32, "7": 28}, most=100_000
    )
    source: Words = field("Where they come from, as printed.", "Set by the department from last year's mock.")
    below: Words = field("What a mark below all of them is called.", "U", default="U")


@model
class Spec:
    """What exams and worksheets share."""

    in_parts: ClassVar[bool] = True

    title: Words = field("Title of the paper.", "How successful was Stalin's industrialisation?")
    lang: list[Language] = field(
        "The language that the paper is printed in, if it is not the school's; two for a paper in both, the first one "
        "first.",
        ["cy", "en"],
        default=[],
        single=True,
    )
    subject: Words = field("School subject.", "History", default="")
    course: Words = field("Qualification or course.", "GCSE History", default="")
    group: Words = field(
        "The class or year it is for. Years 1 to 9 (“Year 8”, “7B”, “KS3”) have wider lines to write on.",
        "Year 11",
        default="",
    )
    date: Words = field("Date of the paper, as printed.", "Monday 14 June", default="")
    total: Mark | None = field("Total marks; checked against the sum.", 40, default=None, least=1)
    penalty: Penalty | None = field(
        "Marks that a wrong answer to a multiple-choice or true-or-false question loses; the cover says so.",
        {"marks": 1, "not-below-zero": "yes"},
        default=None,
    )
    boundaries: Boundaries | None = field(
        "Grade boundaries, for the mark sheet, the mark scheme and feedback.",
        {"grades": {"9": 36, "8": 32}, "source": "…"},
        default=None,
    )
    texts: dict[str, Text] = field(
        "The essays and documents that extracts come from, each under a name of your choice.",
        {"essay": {"file": "texts/essay.txt", "title": "…"}},
        default={},
    )
    pictures: dict[str, Picture] = field(
        "Pictures, each under a name of your choice.",
        {"mill": {"file": "pictures/mill.jpg", "alt": "A steel mill with four chimneys"}},
        default={},
    )
    extracts: dict[str, Extract] = field(
        "The extracts, under their letters.",
        {"A": {"text": "essay", "start": "In 1928", "end": "riskier."}},
        default={},
    )
    tables: dict[str, DataTable] = field(
        "Tables of figures, each under a name of your choice.",
        {"output": {"columns": ["Year", "Coal"], "rows": [["1928", "35.5"]]}},
        default={},
    )
    charts: dict[str, Chart] = field(
        "Charts of the figures in tables, each under a name of your choice.",
        {"output": {"table": "output", "type": "line"}},
        default={},
    )
    answer: int | None = field(
        "How many of the sections to answer (of a paper without sections: of the questions); all if left out.",
        1,
        default=None,
        least=1,
    )
    start_number: int | None = field("The number of the first question, if not 1.", 7, default=None, least=1)
    versions: list[str] = field(
        "Names of the versions of the paper. The first is the paper as written; the others have their options (and "
        "questions, where a section says so) in another order, the same every time.",
        ["A", "B"],
        default=[],
    )
    marking_notes: Words = field(
        "What markers are told before the mark scheme, after the usual principles; it may have paragraphs and lists.",
        "Quotations need not be exact.",
        default="",
    )
    principles: bool = field(
        "No to leave the usual general principles of marking out of the mark scheme.", "no", default=True
    )
    theme: Any = field(
        "Changes of the school's theme for this paper alone, written as in a theme.yaml.",
        {"page": {"size": "A3"}},
        default={},
    )
    sections: list[Section] = field("The sections.", [{"title": "Section A", "questions": []}], default=[])
    questions: list[Kind] = field(
        "The questions of a paper without sections.", [{"type": "short", "stem": "…", "marks": 2}], default=[]
    )


@model
class Exam(Spec):
    """An exam: question paper, source insert and mark scheme."""

    kind: Literal["exam"] = field("An exam.", "exam")
    paper: Words = field("Which paper of the course this is.", "Paper 1: The Soviet Union", default="")
    code: str = field("Code of the paper.", "HI/1", default="")
    session: Words = field("The occasion: mock, end of year…", "Year 11 mock, November", default="")
    time: Words = field("Time allowed.", "50 minutes")
    reading_time: Words = field("Reading time within it.", "5 minutes", default="")
    extra_time: list[str] = field("Extra-time allowances to print on the cover.", ["25%"], default=[])
    materials: list[Words] = field("What candidates must have.", ["a black pen"], default=[])
    instructions: list[Words] = field("Instructions beyond the usual ones.", ["Answer in English."], default=[])
    advice: list[Words] = field("Advice on the cover.", ["Read both extracts before you start."], default=[])
    sources: Literal["insert", "paper"] = field(
        "Print the extracts in an insert of their own, or in the question paper.", "paper", default="insert"
    )


@model
class Worksheet(Spec):
    """A worksheet: the sheet itself and its answers."""

    kind: Literal["worksheet"] = field("A worksheet.", "worksheet")
    enquiry: Words = field("The learning question, below the title.", "Why did Stalin hurry?", default="")


AnySpec = Exam | Worksheet
