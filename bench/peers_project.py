"""The peers' paper as projects of paperbuilder: one with the paper and its classes, one with a bank of 200.

In: the peers' folder with its data in `common`, and a folder to write into. Out: `paper` and `bank` in it. Fails with
`OSError` or `KeyError` if the data is not there.
"""

from __future__ import annotations

import csv
import json
import shutil
from pathlib import Path
from typing import Any

import yaml

SCHOOL = Path(__file__).parent / "peers_school"
RIGHTS = {"holder": "the author", "basis": "own work"}


def write_projects(peers: Path, folder: Path) -> None:
    """Both projects, in the look of `peers_school`."""
    data = peers / "common"
    for project in (folder / "paper", folder / "bank"):
        shutil.copytree(SCHOOL, project / "templates" / "bench")
        shutil.copy(data / "chart.png", project / "templates" / "bench")
        (project / "worksheets" / "texts").mkdir(parents=True)
        (project / "paperbuilder.yaml").write_text("school: bench\n")
    _write_spec(_read(data / "paper.json"), folder / "paper" / "worksheets" / "paper.yaml")
    for file in sorted((data / "bank").glob("*.json")):
        _write_spec(_read(file), folder / "bank" / "worksheets" / f"{file.stem}.yaml")
    for size in (30, 300):
        _write_class(_read(data / f"class{size}.json"), folder / "paper" / f"class{size}.csv")


def _read(file: Path) -> Any:
    return json.loads(file.read_text(encoding="utf-8"))


def _write_spec(paper: dict[str, Any], file: Path) -> None:
    text = file.parent / "texts" / f"{file.stem}.txt"
    sources = {"A": [paper["source_a"]], "B": [paper["source_b_from"]], "C": _rows(paper["table"])}
    text.write_text("\n\n".join("\n".join(lines) for lines in sources.values()) + "\n", encoding="utf-8")
    extracts = {letter: _extract(lines, paper[f"source_{letter.lower()}_from"]) for letter, lines in sources.items()}
    spec = _spec(paper, f"texts/{text.name}", extracts)
    file.write_text(yaml.safe_dump(spec, allow_unicode=True, sort_keys=False, width=110), encoding="utf-8")


def _rows(table: dict[str, Any]) -> list[str]:
    """A row a line, as the school's template takes them apart."""
    return ["|".join(row) for row in (table["head"], *table["rows"])]


def _extract(lines: list[str], provenance: str) -> dict[str, Any]:
    words = " ".join(lines).split()
    ends = {"start": " ".join(words[:8]), "end": " ".join(words[-8:])}
    return {"text": "sources", "label": "Source", **ends, "provenance": provenance, "line-numbers": 5}


def _spec(paper: dict[str, Any], text: str, extracts: dict[str, Any]) -> dict[str, Any]:
    schemes = iter(paper["scheme"])
    questions = [(q["section"], _question(q, schemes)) for q in paper["questions"]]
    return {
        "kind": "exam",
        **{key: paper[key] for key in ("title", "subject", "code", "date", "time", "total", "instructions")},
        "course": paper["board"],
        "sources": "paper",
        "texts": {"sources": {"file": text, "title": "Stalin’s industrialisation", "rights": RIGHTS}},
        "extracts": extracts,
        "sections": [
            {"title": section["title"], "questions": [q for of, q in questions if of == section["id"]]}
            for section in paper["sections"]
        ],
    }


def _question(question: dict[str, Any], schemes: Any) -> dict[str, Any]:
    parts = [_part(part, next(schemes)) for part in question["parts"]]
    return {"type": "parts", "stem": question["stem"], "marks": question["total"], "parts": parts}


def _part(part: dict[str, Any], scheme: dict[str, Any]) -> dict[str, Any]:
    made = {"type": "short", "stem": part["text"], "marks": part["marks"], "lines": part["lines"]}
    if scheme["levels"]:
        bands = [{"marks": m.replace("–", "-"), "descriptor": [text]} for _, m, text in reversed(scheme["levels"])]
        return made | {"mark-scheme": {"bands": bands, "indicative": [{"points": scheme["points"]}]}}
    return made | {"mark-scheme": {"closed": True, "points": scheme["points"]}}


def _write_class(pupils: list[dict[str, str]], file: Path) -> None:
    with file.open("w", encoding="utf-8", newline="") as out:
        rows = csv.writer(out)
        rows.writerow(("Name", "Candidate number"))
        rows.writerows((pupil["name"], pupil["number"]) for pupil in pupils)
