"""Templates of strangers that break, or would take all memory or time: a report with file and line, nothing worse."""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from paperbuilder import make
from paperbuilder.outputs.typesetter import forget_templates, layouts
from paperbuilder.paper.checked import check_spec
from paperbuilder.problems import TemplateError
from paperbuilder.templating import apart
from tests.conftest import EXAM, SHEET

BROKEN = {  # the template, the line that is wrong, what is said of it
    "division": ("<p>\n{{ 1 / 0 }}</p>", 2, "divided by zero"),
    "no remainder": ("\n\n{{ 7 % 0 }}", 3, "divided by zero"),
    "infinity": ("\n{{ 1e400 | int }}", 2, "number is too large"),
    "sum of numbers": ("\n{{ (1e308 + 1e308) | int }}", 2, "number is too large"),
    "digits": ("\n{{ " + "9" * 5000 + " }}", 2, "cannot be read"),
    "large": ("\n" + "x" * 300_000, 0, "too large"),
    "power": ("{{ 9 ** 9 ** 9 }}", 1, "small numbers only"),
    "word": ("\n{{ paper.printed_words('A', 'zeppelin') }}", 2, "are not in the extract"),
    "extract": ("\n{{ paper.printed_words('Q', 'zeppelin') }}", 2, "there is no 'Q'"),
    "half a character": ("<p>x</p>\n<p>{{ '\\ud800' }}</p>", 2, "U+D800 cannot be printed"),
    "control": ("\n\n{{ '\\x07' | upper }}", 3, "U+0007 cannot be printed"),
    "itself": ("\n{% include 'section.xml' %}", 2, "without end"),
    "set of itself": ("\n{% set x %}{% include 'section.xml' %}{% endset %}{{ x }}", 2, "without end"),
    "macro": ("\n{% macro m(n) %}{{ m(n) }}{% endmacro %}{{ m(1) }}", 2, "without end"),
    "loops in loops": ("\n" + "{% for i in [1] %}" * 30 + "x" + "{% endfor %}" * 30, 2, "nested too deep"),
    "brackets": ("\n{{ " + "(" * 400 + "1" + ")" * 400 + " }}", 2, "nested too deep"),
    "deep lists": ("\n{{ " + "[" * 3000 + "]" * 3000 + " }}", 2, "nested too deep"),
    "sum": ("\n{{ ['a', 1] | sum }}", 2, ""),
    "sort": ("\n{{ ['a', 1] | sort }}", 2, ""),
    "map": ("\n{{ [1] | map('nope') | list }}", 2, "nope"),
}
DOUBLED = "".join(f"{{% set x{n + 1} = x{n} {{}} x{n} %}}\n" for n in range(40))
GREEDY = {
    "tilde": "{% set x0 = 'x' * 1000 %}\n" + DOUBLED.replace("{}", "~"),
    "lists": "{% set x0 = [1, 2, 3] %}\n" + DOUBLED.replace("{}", "+"),
    "tuples": "{% set x0 = (1, 2, 3) %}\n" + DOUBLED.replace("{}", "+"),
    "texts": "{% set x0 = 'x' * 1000 %}\n" + DOUBLED.replace("{}", "+"),
    "replace in set blocks": "{% set x0 = 'x' * 1000 %}\n"
    + "".join(f"{{% set x{n + 1} %}}{{{{ x{n} | replace('x', 'x' * 1000) }}}}{{% endset %}}\n" for n in range(5)),
    "join": "{% set x0 = 'x' * 1000 %}\n"
    + "".join(f"{{% set x{n + 1} = x{n} | list | join(x{n}) %}}\n" for n in range(4)),
    "batch": "\n{{ [1] | batch(999999999999, 'x') | list }}",
}
NESTED = "".join(f"{{% set {name}{n + 1} = [{name}{n}, {name}{n}] %}}" for n in range(40) for name in "xy")
LONG = {  # the template, and the line at which it is when its time is up
    "one step": ("{% set x0 = [1] %}{% set y0 = [1] %}" + NESTED + "\n\n{{ x40 == y40 }}", 3),
    "one long text": ("{% set x0 = [1] %}{% set y0 = [1] %}\n" + NESTED + "{{ x40 }}", 2),
    "many steps": (
        "{% set x0 = [1, 2] %}"
        + DOUBLED[: DOUBLED.index("{% set x21")].replace("{}", "+").replace("\n", "")
        + "\n"
        + "{% set n = x20 | map('string') | map('title') | list | length %}" * 300,
        2,
    ),
}


def school(root: Path, text: str, name: str = "ours") -> Path:
    folder = root / "templates" / name
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "section.xml").write_text(text, encoding="utf-8")
    return root / "worksheets" / EXAM.name


def refused(project: Path, text: str) -> TemplateError:
    with pytest.raises(TemplateError) as caught:
        make(school(project, text), school="ours", only="question-paper")
    assert not list(project.rglob("*.pdf"))
    return caught.value


@pytest.mark.parametrize("name", BROKEN)
def test_whatever_breaks_is_told_at_its_line(name: str, project: Path) -> None:
    text, line, message = BROKEN[name]
    (problem,) = refused(project, text).problems
    assert problem.file == "section.xml" and problem.line == line, problem
    assert message in problem.message


@pytest.mark.parametrize("name", ["types/short.xml", "documents/slip.xml"])
def test_a_template_in_a_folder_of_its_own_is_told_at_its_line(name: str, project: Path) -> None:
    file = project / "templates" / "ours" / name
    file.parent.mkdir(parents=True)
    file.write_text("\n{{ 1 / 0 }}")
    with pytest.raises(TemplateError) as caught:
        make(project / "worksheets" / SHEET.name, school="ours")
    (problem,) = caught.value.problems
    assert problem.file == file.name and problem.line == 2


UNBOUND = "import paperbuilder.templating.child as c; c._bound_memory = lambda most: False; c.main()"
SYSTEMS = {"Linux": apart.COMMAND, "others": (sys.executable, "-P", "-c", UNBOUND)}


@pytest.mark.parametrize("system", SYSTEMS)
@pytest.mark.parametrize("name", GREEDY)
def test_a_template_gets_little_memory(system: str, name: str, project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "COMMAND", SYSTEMS[system])
    monkeypatch.setattr(apart, "_idle", [])
    monkeypatch.setattr(apart, "LIMIT", 60)  # a busy computer takes seconds to give so much
    (problem,) = refused(project, GREEDY[name]).problems
    assert problem.file == "section.xml" and problem.line > 1, problem
    assert problem.message == "this needs too much memory"


@pytest.mark.parametrize("name", LONG)
def test_a_template_gets_little_time(name: str, project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "LIMIT", 2)
    text, line = LONG[name]
    (problem,) = refused(project, text).problems
    assert problem.file == "section.xml" and problem.line == line, problem
    assert problem.message == "this takes more than 2 seconds"


def test_a_document_has_an_end(project: Path) -> None:
    ten = "{% for n in [0, 1, 2, 3, 4, 5, 6, 7, 8, 9] %}"
    (problem,) = refused(project, 4 * ten + '<page-break/><space height="700pt"/>' + 4 * "{% endfor %}").problems
    assert problem.message == "this <paper> has more than 3000 pages" and problem.line > 0


def test_a_process_that_breaks_off_is_told(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "COMMAND", (sys.executable, "-c", "raise SystemExit"))
    monkeypatch.setattr(apart, "_idle", [])
    (problem,) = refused(project, "<p>fine</p>").problems
    assert "broke off" in problem.message


def test_after_a_refusal_the_next_paper_is_made(project: Path) -> None:
    refused(project, GREEDY["tilde"])
    (project / "templates" / "ours" / "section.xml").write_text("<p>fine</p>")
    assert make(project / "worksheets" / SHEET.name, school="ours", only="worksheet").paths


def test_threads_print_at_once(project: Path) -> None:
    for name in "abcd":
        school(project, f'<p>{name}</p>{{% include "standard/section.xml" %}}', name)

    def one(name: str) -> bool:
        layout = layouts(check_spec(project / "worksheets" / EXAM.name, name), name)["question-paper"]
        return f"<p>{name}</p>" in layout and not any(f"<p>{other}</p>" in layout for other in {*"abcd"} - {name})

    with ThreadPoolExecutor(4) as pool:
        assert all(pool.map(one, "abcdabcd"))


def test_a_template_that_changes_is_read_anew(project: Path) -> None:
    for text in ("first", "second"):
        spec = school(project, f"<p>{text}</p>")
        forget_templates()
        assert f"<p>{text}</p>" in layouts(check_spec(spec, "ours"), "ours")["question-paper"]


def test_what_is_not_text_is_told_at_its_line(project: Path) -> None:
    spec = school(project, "<p>x</p>")
    (project / "templates" / "ours" / "section.xml").write_bytes("<p>x</p>\n<p>é</p>".encode("latin-1"))
    with pytest.raises(TemplateError) as caught:
        make(spec, school="ours")
    (problem,) = caught.value.problems
    assert problem.line == 2 and "UTF-8" in problem.message


@pytest.mark.parametrize("files", [{}, {"theme.yaml": "schema: 1\nphrases: {name: Who}\n"}])
def test_without_templates_of_strangers_no_process_is_started(files: dict[str, str], project: Path) -> None:
    folder = project / "templates" / "ours"
    folder.mkdir(parents=True)
    for name, text in files.items():
        (folder / name).write_text(text)
    code = f"""import sys, paperbuilder
paperbuilder.make({str(project / "worksheets" / SHEET.name)!r}, school="ours", only="worksheet")
print([name for name in ("paperbuilder.templating.apart", "subprocess") if name in sys.modules])"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "apart" not in done.stdout


def test_a_script_needs_no_guard_and_nothing_of_its_folder_is_imported(project: Path) -> None:
    """Another process starts when a script makes a paper; it does not run the script again, nor modules beside it."""
    (project / "jinja2.py").write_text("raise SystemExit('not this one')")
    spec = school(project, "<p>fine</p>")
    (project / "script.py").write_text(
        f"import sys; sys.path.remove({str(project)!r}); import paperbuilder\n"
        f"print(len(paperbuilder.make({str(spec)!r}, school='ours', only='question-paper').paths))\n"
    )
    words = [sys.executable, "script.py"]
    done = subprocess.run(words, cwd=project, capture_output=True, text=True, check=True)
    assert done.stdout == "1\n"
