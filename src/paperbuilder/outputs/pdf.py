"""A paper as PDF: every document, in every version, single and imposed.

In: a checked spec and options. Out: the bytes of each file by its name. Fails with `PaperbuilderError`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from paperbuilder.files import refuse_doubles
from paperbuilder.outputs.options import USUAL, MakeOptions
from paperbuilder.outputs.typesetter import Typesetter, refuse_unknown
from paperbuilder.paper.checked import CheckedSpec
from paperbuilder.themes.editions import STANDARD_EDITION
from paperbuilder.themes.folders import template_folders

if TYPE_CHECKING:
    from paperbuilder.templating.documents import Document
    from paperbuilder.typeset.context import LineIndex


@dataclass(frozen=True)
class MadeDocument:
    """A document made before, and all of the spec it was made from; `after` is the index for later documents."""

    made_from: tuple[str, LineIndex | None, object]
    after: LineIndex
    pdfs: Mapping[str, bytes]


Memory = dict[str, MadeDocument]


def write(checked: CheckedSpec, options: MakeOptions, memory: Memory) -> dict[str, bytes]:
    """The files of a spec by their names. Raises PaperbuilderError."""
    refuse_doubles(names(checked, options), checked.source.shown)
    return {f"{checked.file.stem}-{name}.pdf": data for name, data in pdfs(checked, options, memory).items()}


def names(checked: CheckedSpec, options: MakeOptions) -> list[tuple[str, str]]:
    """What the files of a paper are called, without the ending, and what each is: every document in every version,
    single and imposed."""
    from paperbuilder.templating.documents import document_named, documents_of

    versions = [options.version] if options.version else checked.paper.spec.versions or [""]
    key = [document_named("version-key")] if len(versions) > 1 else []
    return [
        (f"{checked.file.stem}-{title}{way}{_ending(options)}", f"the {document.name} ({title}{way})")
        for document in [*documents_of(checked.paper, template_folders(checked.root, options.school)), *key]
        if options.only in ("", document.name)
        for title in dict.fromkeys(map(document.title, versions))
        for way in ("", *(f"-{way}" for way in options.imposed if is_imposed(document, options.only)))
    ]


def _ending(options: MakeOptions) -> str:
    return f"-{options.edition}" if options.edition not in ("", STANDARD_EDITION) else ""


def pdfs(checked: CheckedSpec, options: MakeOptions = USUAL, memory: Memory | None = None) -> dict[str, bytes]:
    """Every document of a paper in every version as PDF, and imposed in each of the ways asked for, in an edition.

    `memory` is filled; a document that would come out as the one in it is not made again. It holds as long as all but
    the spec is the same. Raises PaperbuilderError.
    """
    memory = {} if memory is None else memory
    names = [options.version] if options.version else checked.paper.spec.versions or [""]
    first = checked.in_version(names[0]) if options.version else checked
    setter = Typesetter(first, options.school, options.edition)
    setters = [setter, *(setter.of(checked.in_version(name)) for name in names[1:])]
    key = ["version-key"] if len(names) > 1 else []
    refuse_unknown(options.only, [d.name for d in setter.documents()] + key, checked)
    layouts = [one.layouts(options.only) for one in setters]
    if key and options.only in ("", *key):
        layouts[-1] |= {"version-key": setter.version_key()}
    made: dict[str, bytes] = {}
    for one, documents in zip(setters, layouts, strict=True):
        made |= _printed(one, documents, options, memory)
    return {f"{name}{_ending(options)}": data for name, data in made.items()}


def _printed(setter: Typesetter, layouts: Mapping[str, str], options: MakeOptions, memory: Memory) -> dict[str, bytes]:
    """The documents of one version; `memory` is filled. Raises TemplateError."""
    from paperbuilder.templating.documents import document_named

    made: dict[str, bytes] = {}
    for name, xml in layouts.items():
        wanted = options.only in ("", name)
        if not wanted and setter.index:
            continue
        made_from = (xml, setter.index, setter.checked.source.data.get("theme"))
        document = document_named(name)
        title = document.title(setter.checked.paper.version)
        if title not in memory or memory[title].made_from != made_from:
            ways = options.imposed if is_imposed(document, options.only) else ()
            composition = setter.compose(name, xml, 4 if "booklet" in ways else 1)
            printed = {title: setter.print(composition).data} if wanted else {}
            if printed:
                printed |= impositions(title, printed[title], ways)
            memory[title] = MadeDocument(made_from, composition.context.index, printed)
        setter.index = setter.index or (memory[title].after if memory[title].after.lines else None)
        made |= memory[title].pdfs
    return made


def is_imposed(document: Document, only: str) -> bool:
    """Whether a document is imposed: those that pupils get, or the one that is asked for."""
    return document.name == only if only else document.for_pupils


def impositions(name: str, data: bytes, ways: Sequence[str]) -> dict[str, bytes]:
    if not ways:
        return {}
    from paperbuilder.pdf.imposition import impose

    return {f"{name}-{way}": impose(data, way) for way in ways}
