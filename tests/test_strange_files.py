"""What is given as a file and is none, or none that can be read: reported at once, in plain words; nothing is made."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from paperbuilder import PaperbuilderError, check, make
from paperbuilder.jobs.job import Job
from paperbuilder.problems import FilesError
from paperbuilder.tables.rows import read_table
from tests.test_overrides import school

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="needs Linux's devices")
WORDS = {
    "pipe": "it is not an ordinary file",
    "device": "it is not an ordinary file",
    "folder": "it is a folder",
    "circle": "its links lead round in a circle",
    "link to nothing": "there is no such file",
    "90 GB": "the file is larger than",
}
PLACES = {
    "spec": "worksheets/sample.yaml",
    "text": "worksheets/text.txt",
    "theme": "templates/ours/theme.yaml",
    "ladders": "templates/ours/ladders.yaml",
    "settings": "paperbuilder.yaml",
    "words": "templates/ours/phrases/fr.yaml",
    "edition": "templates/ours/editions/big.yaml",
}


def put(kind: str, path: Path) -> None:
    """Something strange in the place of a file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    if kind == "pipe":
        os.mkfifo(path)
    elif kind == "folder":
        path.mkdir()
    elif kind == "90 GB":
        path.touch()
        os.truncate(path, 90 * 10**9)
    else:
        path.symlink_to({"device": "/dev/zero", "circle": path.name, "link to nothing": "nothing"}[kind])


@pytest.mark.parametrize("kind", WORDS)
@pytest.mark.parametrize("place", PLACES)
def test_what_is_no_file_is_reported(tmp_path: Path, place: str, kind: str) -> None:
    spec = school(tmp_path, {"theme.yaml": "schema: 1\nlang: fr\n"})
    (tmp_path / "paperbuilder.yaml").write_text("school: ours\n")
    put(kind, tmp_path / PLACES[place])
    with pytest.raises(PaperbuilderError) as caught:
        make(spec, edition="big" if place == "edition" else "")
    outside = place == "text" and kind == "device"
    assert ("outside the project" if outside else WORDS[kind]) in str(caught.value)
    assert place == "edition" or check(spec) == caught.value.problems
    assert not (tmp_path / "output").exists() or not list((tmp_path / "output").rglob("*.pdf"))


@pytest.mark.parametrize("kind", WORDS)
def test_a_class_list_that_is_no_file_is_reported(tmp_path: Path, kind: str) -> None:
    put(kind, tmp_path / "class.csv")
    with pytest.raises(FilesError, match=WORDS[kind].removeprefix("the file ")):
        read_table(tmp_path / "class.csv", "class list")


@pytest.mark.parametrize("kind", WORDS)
def test_our_own_records_may_be_anything(tmp_path: Path, kind: str) -> None:
    spec = school(tmp_path, {})
    job = Job(spec)
    for path in (job.manifest, job.lock):
        put(kind, path)
    assert make(spec).paths
    assert make(spec).paths


@pytest.mark.parametrize("which", ["templates", "templates/ours", "templates/ours/fonts", "templates/ours/part"])
def test_a_folder_of_templates_that_points_elsewhere_now_is_seen(tmp_path: Path, which: str) -> None:
    """Also if only a link to a folder in it does."""
    spec = school(tmp_path, {"theme.yaml": "schema: 1\n", "fonts/note.txt": "one", "part/theme.yaml": "schema: 1\n"})
    asked = "ours/part" if which.endswith("part") else "ours"
    folder = tmp_path / which
    first, second = (folder.with_name(f"{folder.name}-{n}") for n in (1, 2))
    folder.rename(first)
    for file in (path for path in first.rglob("*") if path.is_file()):
        copy = second / file.relative_to(first)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_text(file.read_text() + "# changed\n")
    folder.symlink_to(first.name)
    assert make(spec, school=asked).made and not make(spec, school=asked).made
    folder.unlink()
    folder.symlink_to(second.name)
    assert make(spec, school=asked).made


OTHERS = {
    "essay.docx": (b"PK\x03\x04" + b"\0" * 26 + b"word/document.xml", "this is a Word file"),
    "new.docx": (b"PK\x03\x04" + b"\0" * 9000, "this is a Word file"),
    "old.doc": (b"\xd0\xcf\x11\xe0" + b"\0" * 600, "this is a Word file"),
    "essay.odt": (b"PK\x03\x04mimetypeapplication/vnd.oasis.opendocument.text", "this is a LibreOffice file"),
    "essay.pages": (b"PK\x03\x04Index/Document.iwa", "this is a Pages file"),
    "essay.rtf": (b"{\\rtf1\\ansi Hello}", "this is a Rich Text file"),
    "essay.txt": (b"%PDF-1.7 \xe2\xe3", "this is a PDF"),
    "large.pdf": (b"%PDF-1.7" + b"\0" * 3_000_000, "this is a PDF"),
    "essay.zip": (b"PK\x03\x04essay.txt", "this is a packed file"),
    "scan.jpg": (b"\xff\xd8\xff\xe0", "this is a picture"),
}


@pytest.mark.parametrize("name", OTHERS)
@pytest.mark.parametrize("as_spec", [True, False])
def test_a_file_of_another_program_is_named_with_what_to_do(tmp_path: Path, name: str, as_spec: bool) -> None:
    spec = school(tmp_path, {})
    data, words = OTHERS[name]
    (spec.parent / name).write_bytes(data)
    spec.write_text(spec.read_text().replace("file: text.txt", f"file: {name}"))
    found = check(spec.parent / name if as_spec else spec)
    assert words in found[0].message and "not plain text" in found[0].message and found[0].hint
