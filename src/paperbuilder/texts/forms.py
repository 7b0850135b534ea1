"""What form a text has: prose, verse, drama or code.

In: a text. Out: its `Form`, by plain rules. Cannot fail; a text that could be several things is prose.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from paperbuilder.texts.passage import Form
from paperbuilder.texts.wrapping import chunks, width_of

CODE_FILES = {".py", ".js", ".ts", ".java", ".c", ".cpp", ".h", ".cs", ".vb", ".sql", ".html", ".htm", ".css", ".sh"}
CODE_FILES |= {".php", ".rb", ".go", ".rs", ".kt", ".swift", ".hs", ".lua", ".pas", ".xml", ".json", ".asm"}
WORDS_OF_CODE = (
    "IF|ELSE|ELSEIF|ENDIF|END IF|FOR|NEXT|WHILE|ENDWHILE|END WHILE|REPEAT|UNTIL|OUTPUT|INPUT|PRINT|FUNCTION|PROCEDURE|"
    "ENDFUNCTION|ENDPROCEDURE|END FUNCTION|END PROCEDURE|RETURN|DECLARE|CONSTANT|SELECT|FROM|WHERE|ORDER BY|"
    "INSERT INTO|UPDATE|SET|CASE|ENDCASE|ENDSUBROUTINE|SUBROUTINE"
)
CODE = re.compile(
    r"\s*(?:def|class|for|while|if|elif|else|try|except|finally|with)\b.*:\s*(?:#.*)?"  # Python
    r"|\s*(?:import \w+|from [\w.]+ import .+|return\b.{0,60}|break|continue|pass);?"
    r"|\s*(?:(?:int|float|double|char|bool|string|var|let|const|auto|void) +)?[\w.]+(?:\[[^\]]*\])*"
    r" *(?:=|\+=|-=|\*=|/=|<-|←|:=)[^=].*"  # an assignment
    r"|.*\w\(.*\)\s*[;{]?\s*|.*[{}]\s*|\s*[{}].*|.*[=()\[\]].*;"  # calls and braces
    r"|\s*</?[A-Za-z!][^<>]*>.*|.*</\w+>\s*"  # HTML
    r"|\s+[\w-]+ *: *[^;]+;"  # CSS
    r"|\s*(?:#|//|/\*|\*/).*"  # comments
    rf"|\s*(?:{WORDS_OF_CODE})\b.*"
    r"|\s*(?:if\b.*\bthen|else|endif|endwhile|endfunction|endprocedure|next \w+|until .*[=<>].*|while .*[=<>].*)\s*"
)
DIRECTION = r"\([^()\n]{1,200}\)|\[[^\[\]\n]{1,200}\]"
CAPITALS = r"[A-ZÀ-Þ][A-ZÀ-Þ0-9]*(?:(?:[.]? |['’.-])[A-ZÀ-Þ0-9]+){0,4}"
NAME = r"[A-ZÀ-Þ][\w.'’-]*(?: [A-ZÀ-Þ0-9][\w.'’-]*){0,2}"
SPEAKER = re.compile(
    rf"[ \t]*(?:(?P<capitals>{CAPITALS})(?=[ \t]*(?:[.:](?:\s|$)|$|\t|  |{DIRECTION}))|(?P<name>{NAME})(?=[ \t]*"
    rf"(?:{DIRECTION})?[ \t]*:(?:\s|$)))",
    re.MULTILINE,
)
NO_SPEAKER = re.compile(r"(?:ACT|SCENE|PROLOGUE|EPILOGUE|CHAPTER|PART|THE END|END)\b|[IVXLC]+$|\d+$")
ITEM = re.compile(r"\s*(?:[-*•–] |\d{1,3}[.)] |\(?[a-z]\) )")
LETTER = re.compile(r"^[ \t]*(?:Dear|My dear|Dearest) [^.\n]{1,40}$", re.MULTILINE)
LONGEST_CODE, LONGEST_VERSE, USUAL_VERSE = 200, 80, 60


def form_of(text: str, ending: str = "") -> Form:
    """The form of a text; `ending` is that of its file's name."""
    lines = [line for line in text.expandtabs().split("\n") if line.strip()]
    if ending.lower() in CODE_FILES or _is_code(lines):
        return "code"
    if _is_drama(lines):
        return "drama"
    return "verse" if _is_verse(text, lines) else "prose"


def _is_code(lines: Sequence[str]) -> bool:
    """Two lines in three are such as only programs have."""
    like = sum(1 for line in lines if len(line) < LONGEST_CODE and CODE.fullmatch(line))
    return like >= 3 and like >= len(lines) * 2 / 3


def speakers(lines: Sequence[str]) -> tuple[Counter[str], Counter[str]]:
    """How often each name stands before what is said: those in capitals, and others before a colon."""
    capitals, others = Counter[str](), Counter[str]()
    for line in lines:
        if (match := SPEAKER.match(line)) and not NO_SPEAKER.match(match[0].strip()):
            (capitals if match["capitals"] else others)[match[0].strip()] += 1
    return capitals, others


def _is_drama(lines: Sequence[str]) -> bool:
    """Two speak at least, and one again; names that are not in capitals stand before every second line."""
    for names, least in zip(speakers(lines), (0, len(lines) / 2), strict=True):
        if len(names) > 1 and max(names.values()) > 1 and names.total() >= max(3, least):
            return True
    return False


def _is_verse(text: str, lines: Sequence[str]) -> bool:
    """Short lines that are no list and no letter, end as sentences do not, and begin with capitals or in stanzas."""
    if len(lines) < 4 or width_of(text) or LETTER.search(text) or _long(lines) > len(lines) / 10:
        return False
    if any(ITEM.match(line) for line in lines) or sum(len(line.strip()) for line in lines) > USUAL_VERSE * len(lines):
        return False
    if sum(len(line.split()) for line in lines) < 3 * len(lines):
        return False
    ends = [line.rstrip(" \t\"'’”)")[-1:] for line in lines]
    pauses = sum(end in ",;:.!?—–-…" for end in ends) / len(lines)
    closed = sum(end in ".!?" for end in ends) / len(lines)
    capitals = sum(line.lstrip(" \t\"'‘“(—-")[:1].isupper() for line in lines) / len(lines)
    stanzas = [chunk for chunk in chunks(text) if len(chunk) > 1]
    if sum(map(len, stanzas)) < len(lines) * 2 / 3 or closed > 2 / 3:
        return False
    return pauses >= 0.25 if capitals >= 0.8 else pauses > 0 and capitals < 0.6 and len(stanzas) > 1 and _uneven(lines)


def _long(lines: Sequence[str]) -> int:
    return sum(len(line.strip()) > LONGEST_VERSE for line in lines)


def _uneven(lines: Sequence[str]) -> bool:
    """Whether one line in four is shorter by a third than the longest ones."""
    lengths = sorted(len(line.strip()) for line in lines)
    return lengths[len(lengths) // 4] < lengths[len(lengths) * 9 // 10] * 2 / 3
