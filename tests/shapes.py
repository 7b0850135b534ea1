"""Texts of every shape that teachers have, and the form of each. Blake and Wordsworth are public domain."""

from paperbuilder.texts import Form

WRAPPED = """The canal was opened in the spring of 1790, and within a year the town
had doubled its trade. Coal that had come by packhorse came by barge,
and the price of it fell by half; the poor were warm for the first time
that anybody could remember.

Not everyone was pleased. The carriers who had lived by the road saw it
empty, and some of them took to drink. The squire, whose land it had
crossed, complained until he died that the bargemen took his game, and
wrote letters to the papers.
"""

SHAPES: dict[str, tuple[Form, str]] = {
    "a poem in stanzas": (
        "verse",
        """London
by William Blake

I wander thro' each charter'd street,
Near where the charter'd Thames does flow,
And mark in every face I meet
Marks of weakness, marks of woe.

In every cry of every Man,
In every Infants cry of fear,
In every voice: in every ban,
The mind-forg'd manacles I hear

How the Chimney-sweepers cry
Every blackning Church appalls,
And the hapless Soldiers sigh
Runs in blood down Palace walls
""",
    ),
    "a ballad": (
        "verse",
        """The Lamp

The ice was here, the ice was there,
    The lamp was in the tower,
And someone's foot was on the stair
    And someone crept for an hour.

The lamp went out at half past three,
    and no one came to light it.
The tide went out, the wind came in,
    And rattled on the stair.
""",
    ),
    "free verse": (
        "verse",
        """the harbour in november
is a room that nobody
has swept
since the boats left

gulls argue over the last of it,
their feet red as
wet brick, and the crane
swings nothing

nothing at all
over the water,
   slowly
as if it mattered
""",
    ),
    "blank verse": (
        "verse",
        """Five years have past; five summers, with the length
Of five long winters! and again I hear
These waters, rolling from their mountain-springs
With a soft inland murmur.--Once again
Do I behold these steep and lofty cliffs,
That on a wild secluded scene impress
Thoughts of more deep seclusion; and connect
The landscape with the quiet of the sky.
""",
    ),
    "a play": (
        "drama",
        """SCENE II. The hall.

Enter MIRA and the PORTER.

MIRA. Who keeps the gate tonight?
PORTER. (yawning) I do, and so did my father.
MIRA. Then open it. (She waits.) Well?
[Exit PORTER]
The night is long (and cold).
PORTER. (off) The gate sticks!
""",
    ),
    "a play in verse": (
        "drama",
        """FIRST WITCH

When shall we meet beside the stile,
In rain, in hail, or once in a while?

SECOND WITCH

When the market day is done,
When the bread is sold and gone.

FIRST WITCH

Bring a candle, bring a cat;
I shall bring my other hat.
""",
    ),
    "an interview": (
        "drama",
        """Teacher: Who is there?
Pupil: I am.
Teacher (crossly): Speak up.
Pupil: I AM.
""",
    ),
    "wrapped prose": ("prose", WRAPPED),
    "a line a paragraph": (
        "prose",
        "The canal was opened in the spring of 1790, and within a year the town had doubled its trade. Coal came by "
        "barge, and the price of it fell by half.\n"
        "Not everyone was pleased. The carriers who had lived by the road saw it empty, and some took to drink.\n"
        "It was so.",
    ),
    "an essay with headings": ("prose", f"Causes\n\n{WRAPPED}\nEffects\n\n{WRAPPED}"),
    "a list": (
        "prose",
        """- apples and pears are nice,
- one more of these, to eat
- and a third one here,
- fourth
""",
    ),
    "a recipe": (
        "prose",
        """Two cups of plain flour
One large egg, beaten
A pinch of salt
Milk to mix it, as needed
Butter for the pan
""",
    ),
    "a short letter": (
        "prose",
        """14 Mill Lane,
Norwich.
5th May, 1916

Dear Mother,
I am well, and I hope you are,
and the dog too.
The food is bad,
but there is plenty.

Your loving son,
Tom
""",
    ),
    "a wrapped letter": (
        "prose",
        f"14 Mill Lane,\nNorwich.\n5th May, 1916\n\nDear Mother,\n\n{WRAPPED}\nYour loving son,\nTom\n",
    ),
    "Python": (
        "code",
        '''def total(marks):
    """Add."""
    result = 0
    for mark in marks:
        result += mark   # add it

    return result


print(total([1, 2, 3]))
''',
    ),
    "pseudo-code": (
        "code",
        """total <- 0
FOR i <- 1 TO 10
    OUTPUT "Next mark?"
    INPUT mark
    total <- total + mark
NEXT i
OUTPUT total
""",
    ),
    "HTML": (
        "code",
        """<html>
  <body>
    <h1>Title</h1>
    <p class="x">Words and more words</p>
  </body>
</html>
""",
    ),
    "notes": (
        "prose",
        """Causes of the war
Rivalry between the powers
The arms race at sea
Alliances made in secret

Events of that summer
The murder of an archduke
An ultimatum nobody could accept
""",
    ),
    "sentences": (
        "prose",
        """The town grew fast.
The canal was dug in 1790.
Coal came by barge.
The poor were warm.
""",
    ),
    "a glossary": (
        "prose",
        """Barge: a boat with a flat bottom
Lock: a gate in a canal
Towpath: where the horse goes
Squire: one who owns the land
""",
    ),
    "nothing": ("prose", ""),
    "one line": ("prose", "A line that is one and no more.\n"),
}
