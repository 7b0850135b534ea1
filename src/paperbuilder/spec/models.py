"""The spec as frozen models: what a teacher can write, each field with its meaning and an example.

In: nothing. Out: dataclasses that `schema` fills from YAML and describes as JSON Schema and docs.
A model knows no other room; rules that join several fields live in `paper`.
"""

from __future__ import annotations

from typing import Any, ClassVar, Literal

from paperbuilder.reading.schema import field, model

# ---------------------------------------------------------------- texts and extracts


@model
class Rights:
    """Who holds the rights in a text, and on what basis the school may print from it."""

    holder: str = field("Who holds the rights.", "the author")
    basis: str = field("Why the school may use it: own work, public domain, licence…", "own work")
    note: str = field("Anything the acknowledgements should add.", "do not post online", default="")


@model
class Text:
    """An essay or document that extracts are cut from."""

    file: str = field("The text file, from the folder of the spec.", "texts/essay.txt")
    title: str = field("Title of the work, as the provenance line prints it.", "The Five-Year Plans")
    author: str = field("Who wrote it.", "a student", default="unknown")
    role: str = field("What the author was, if that matters.", "a trade-union official", default="")
    date: str = field("When it was written; say unknown if nobody knows.", "1931", default="unknown")
    rights: Rights | None = field(
        "Holder and basis, for the acknowledgements.", {"holder": "the author", "basis": "own work"}, default=None
    )


@model
class Extract:
    """A lettered piece of a text: quoted and checked, or cut out by its first and last words."""

    text: str = field("Which of the `texts` it comes from.", "essay")
    label: Literal["Extract", "Source", "Interpretation"] = field("What pupils call it.", "Source", default="Extract")
    quote: str | None = field(
        "The words as printed. They are checked against the text; only an omission (…), an insertion in "
        "[square brackets] and [sic] may differ.",
        "In 1928 … Stalin embarked on one of the most ambitious industrialisation programs",
        default=None,
    )
    start: str | None = field("First words of the piece to cut out.", "In 1927, this was", default=None)
    end: str | None = field("Last words of the piece to cut out.", "anti-Communist conspiracy.", default=None)
    omit: list[str] = field(
        "Passages to leave out of a cut; each prints as an omission mark.", ["and other signs"], default=[]
    )
    sic: list[str] = field("Words to mark [sic]: errors that stand in the text.", ["bought"], default=[])
    gloss: dict[str, str] = field(
        "Hard words and their meaning, printed below the extract.", {"N.E.P": "New Economic Policy"}, default={}
    )
    provenance: str | None = field(
        "The line above the extract, if the one made from the text's author, title and date will not do.",
        "From a letter by a steel worker, 1931.",
        default=None,
    )
    circumstance: str = field(
        "One sentence on how it came to be written, after the provenance.",
        "It was written for a school essay prize.",
        default="",
    )
    adapted: bool = field("Say “Adapted from” in the provenance line.", "yes", default=False)
    line_numbers: int = field("Number every so many lines in the margin; 0 for none.", 5, default=0)


# ---------------------------------------------------------------- mark schemes


@model
class Point:
    """One creditable point."""

    shorthand: ClassVar[str] = "text"
    text: str = field("What earns the mark.", "The raid on the Soviet trade mission in London")
    marks: int = field("Marks for it.", 1, default=1, least=1)
    accept: list[str] = field("Other wordings that earn it.", ["the London raid"], default=[])
    reject: list[str] = field("Wordings that do not earn it.", ["an attack on Moscow"], default=[])


@model
class Band:
    """One level of response: its marks and one descriptor for each strand."""

    marks: str = field("The marks of the level, lowest to highest.", "5-8")
    descriptor: list[str] = field(
        "What the work is like, one sentence for each strand (assessment objective).",
        ["One side explained with some relevant knowledge."],
    )
    name: str = field("A name for the level, if it has one.", "Developed", default="")


@model
class Indicative:
    """A group of indicative content."""

    shorthand: ClassVar[str] = "points"
    points: list[str] = field("What answers may say.", ["Steel output rose fourfold, 1928–40"])
    heading: str = field("What these points argue.", "Successes", default="")


@model
class Cap:
    """A limit on the marks of an answer that misses something the question asks for."""

    shorthand: ClassVar[str] = "text"
    text: str = field("The answer it applies to.", "Uses only one of the two extracts")
    most: int | None = field("The most marks such an answer can have.", 4, default=None)


@model
class MarkScheme:
    """How the marks of a question are given: by points, by levels or by a key."""

    points: list[Point] = field("Creditable points.", ["Fear of attack"], default=[])
    closed: bool = field("Yes if the points are all there can be.", "yes", default=False)
    levels: str | None = field("The name of a ladder of levels.", "essay-16", default=None)
    bands: list[Band] = field(
        "A ladder of your own instead, lowest level first.",
        [{"marks": "1-2", "descriptor": ["General statements."]}],
        default=[],
    )
    key: list[Point] = field("The exact answers of a closed question.", ["1928"], default=[])
    indicative: list[Indicative] = field(
        "What answers may say; a guide, not a checklist.", [{"heading": "For", "points": ["…"]}], default=[]
    )
    caps: list[Cap] = field("Limits on incomplete answers.", [{"text": "One extract only", "most": 4}], default=[])
    misreadings: list[str] = field("Common mistakes to watch for.", ["Confuses the N.E.P. with the plans"], default=[])
    note: str = field("Anything else the marker should know.", "Credit any valid example.", default="")


# ---------------------------------------------------------------- questions


@model
class Feedback:
    """What a pupil's feedback slip says of a question, in the teacher's own words."""

    well: str = field("When it went well.", "You named people and places.", default="")
    improve: str = field("When marks were lost.", "Say why your detail matters.", default="")
    next: str = field("What to do next.", "Write one paragraph again, with a date in it.", default="")


@model
class Question:
    """What every question and part has."""

    stem: str = field("The wording of the question.", "Give **two** reasons why war was feared.", default="")
    marks: int | None = field(
        "Marks for it (without SPaG). A question with parts may leave it out.", 4, default=None, least=1
    )
    id: str = field("A name to refer to it by, as in {question raid}.", "raid", default="")
    title: str = field("A short heading above it (worksheets).", "Key words", default="")
    instruction: str = field("What to do, in italics below the stem.", "Tick one box.", default="")
    extracts: list[str] = field("Letters of extracts it needs, beyond those its wording names.", ["A"], default=[])
    stimulus: list[str] = field("Prompts it offers (“You may use…”).", ["steel", "collective farms"], default=[])
    spag: int = field("Extra marks for spelling, punctuation and grammar.", 4, default=0)
    ao: dict[str, int] = field("Marks for each assessment objective.", {"AO1": 2, "AO2": 2}, default={})
    lines: int | None = field("Answer lines, if the usual number will not do.", 12, default=None, most=300)
    mark_scheme: MarkScheme = field("How the marks are given.", {"points": ["…"]}, default=MarkScheme())
    feedback: Feedback = field(
        "Words for feedback slips, in place of the usual ones.", {"next": "Learn the words."}, default=Feedback()
    )


@model
class Parts(Question):
    """A question made of parts: (a), (b)… and below them (i), (ii)…"""

    type: Literal["parts"] = field("A question with parts.", "parts")
    parts: list[AnyQuestion] = field("The parts, in order.", [{"type": "short", "stem": "…", "marks": 2}])


@model
class Short(Question):
    """A short answer on ruled lines."""

    type: Literal["short"] = field("A short answer.", "short")


@model
class Extended(Question):
    """Extended writing, on lines that fill the page."""

    type: Literal["extended"] = field("Extended writing.", "extended")
    starters: list[str] = field("Sentence starters to help (worksheets).", ["One reason was…"], default=[])


@model
class Shuffled(Question):
    """What questions have whose options, items, statements or pairs stand in another order in other versions."""

    shuffle: bool = field("No to keep the order in every version of the paper.", "no", default=True)
    pin: list[str] = field("What keeps its place in every version, word for word.", ["None of these"], default=[])


@model
class MultipleChoice(Shuffled):
    """One right answer among several."""

    type: Literal["multiple-choice"] = field("Multiple choice.", "multiple-choice")
    options: list[str] = field("The options in the order printed.", ["1924", "1928", "1932"])
    answer: str = field("The right option, word for word.", "1928")
    why: dict[str, str] = field("Why an option is wrong or right, for the marker.", {"1924": "Lenin died"}, default={})


@model
class Statement:
    """A statement that is true or false."""

    text: str = field("The statement.", "Stalin launched the N.E.P.")
    answer: Literal["true", "false"] = field("Whether it is true.", "false")
    correction: str = field("The corrected sentence, if it is false.", "Lenin launched the N.E.P.", default="")


@model
class TrueFalse(Shuffled):
    """True or false; a false statement with a `correction` has a line to write it on."""

    type: Literal["true-false"] = field("True or false.", "true-false")
    statements: list[Statement] = field("The statements.", [{"text": "…", "answer": "true"}])


@model
class GapFill(Question):
    """A passage with gaps and a word bank."""

    type: Literal["gap-fill"] = field("Fill the gaps.", "gap-fill")
    passage: str = field(
        "The passage, each gap in double square brackets; | between answers that are all right.",
        "In [[1928]] Stalin launched the first [[five-year|5-year]] plan.",
    )
    bank: bool = field("Print the words to choose from.", "no", default=True)
    distractors: list[str] = field("Words in the bank that fit no gap.", ["Trotsky"], default=[])


@model
class Pair:
    """Two things that belong together."""

    left: str = field("What is matched.", "N.E.P.")
    right: str = field("What it is matched with.", "Lenin's semi-capitalist policy")


@model
class Matching(Shuffled):
    """Two columns to join; the right one is printed in another order."""

    type: Literal["matching"] = field("Match the pairs.", "matching")
    pairs: list[Pair] = field("The pairs, as they belong together.", [{"left": "1928", "right": "First plan"}])
    distractors: list[str] = field("Right-hand items that match nothing.", ["Second plan"], default=[])


@model
class Ordering(Shuffled):
    """Items to number in the right order; they are printed in another."""

    type: Literal["ordering"] = field("Put in order.", "ordering")
    items: list[str] = field("The items in the right order.", ["Lenin dies", "The first plan begins"])


@model
class TableCompletion(Question):
    """A table with cells to fill in."""

    type: Literal["table"] = field("Complete the table.", "table")
    header: list[str] = field("The column headings.", ["Cause", "Detail"], blank=True)
    rows: list[list[str]] = field(
        "The rows; [[answer]] makes a gap for the pupil to fill, as in a passage.",
        [["Fear of war", "[[The 1927 raid]]"]],
        blank=True,
    )
    widths: list[int] = field("Relative widths of the columns.", [1, 2], default=[], least=1, most=100)


AnyQuestion = Short | Extended | MultipleChoice | TrueFalse | GapFill | Matching | Ordering | TableCompletion | Parts


@model
class Section:
    """A group of questions, answered all or by choice."""

    questions: list[AnyQuestion] = field("The questions, in order.", [{"type": "short", "stem": "…", "marks": 2}])
    title: str = field("The heading.", "Section A", default="")
    subtitle: str = field("What the section is about.", "The Soviet Union, 1924–41", default="")
    rubric: str = field("Which questions to answer, if the usual sentence will not do.", "", default="")
    answer: int | None = field("How many of the questions to answer; all if left out.", 1, default=None, least=1)
    minutes: int | None = field("Advised time for the section, in minutes.", 25, default=None, least=1)
    shuffle: bool = field("Yes if its questions may change places in other versions.", "yes", default=False)
    pin: list[str] = field("Ids of its questions that keep their place in every version.", ["raid"], default=[])


# ---------------------------------------------------------------- the whole paper


@model
class Boundaries:
    """Grade boundaries. Whatever prints them says that they are indicative."""

    grades: dict[str, int] = field(
        "The lowest mark of each grade, from the highest grade down.", {"9": 36, "8": 32, "7": 28}, most=100_000
    )
    source: str = field("Where they come from, as printed.", "Set by the department from last year's mock.")
    below: str = field("What a mark below all of them is called.", "U", default="U")


@model
class Spec:
    """What exams and worksheets share."""

    title: str = field("Title of the paper.", "How successful was Stalin's industrialisation?")
    subject: str = field("School subject.", "History", default="")
    course: str = field("Qualification or course.", "GCSE History", default="")
    group: str = field("The class or year it is for.", "Year 11", default="")
    date: str = field("Date of the paper, as printed.", "Monday 14 June", default="")
    total: int | None = field("Total marks; checked against the sum.", 40, default=None, least=1)
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
    extracts: dict[str, Extract] = field(
        "The extracts, under their letters.",
        {"A": {"text": "essay", "start": "In 1928", "end": "riskier."}},
        default={},
    )
    versions: list[str] = field(
        "Names of the versions of the paper. The first is the paper as written; the others have their options (and "
        "questions, where a section says so) in another order, the same every time.",
        ["A", "B"],
        default=[],
    )
    theme: Any = field(
        "Changes of the school's theme for this paper alone, written as in a theme.yaml.",
        {"page": {"size": "A3"}},
        default={},
    )
    sections: list[Section] = field("The sections.", [{"title": "Section A", "questions": []}], default=[])
    questions: list[AnyQuestion] = field(
        "The questions of a paper without sections.", [{"type": "short", "stem": "…", "marks": 2}], default=[]
    )


@model
class Exam(Spec):
    """An exam: question paper, source insert and mark scheme."""

    kind: Literal["exam"] = field("An exam.", "exam")
    paper: str = field("Which paper of the course this is.", "Paper 1: The Soviet Union", default="")
    code: str = field("Code of the paper.", "HI/1", default="")
    session: str = field("The occasion: mock, end of year…", "Year 11 mock, November", default="")
    time: str = field("Time allowed.", "50 minutes")
    reading_time: str = field("Reading time within it.", "5 minutes", default="")
    extra_time: list[str] = field("Extra-time allowances to print on the cover.", ["25%"], default=[])
    materials: list[str] = field("What candidates must have.", ["a black pen"], default=[])
    instructions: list[str] = field("Instructions beyond the usual ones.", ["Answer in English."], default=[])
    advice: list[str] = field("Advice on the cover.", ["Read both extracts before you start."], default=[])
    sources: Literal["insert", "paper"] = field(
        "Print the extracts in an insert of their own, or in the question paper.", "paper", default="insert"
    )


@model
class Worksheet(Spec):
    """A worksheet: the sheet itself and its answers."""

    kind: Literal["worksheet"] = field("A worksheet.", "worksheet")
    enquiry: str = field("The learning question, below the title.", "Why did Stalin hurry?", default="")


AnySpec = Exam | Worksheet
