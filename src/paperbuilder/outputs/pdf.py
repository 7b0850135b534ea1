"""A paper as PDF: every document, in every version, single and imposed.

In: a checked spec and options. Out: the bytes of each file by its name. Fails with `PaperbuilderError`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from paperbuilder.files import Made, refuse_doubles
from paperbuilder.outputs.locate import cut_extracts
from paperbuilder.outputs.options import PREVIEW, USUAL, MakeOptions
from paperbuilder.outputs.typesetter import Typesetter, refuse_unknown
from paperbuilder.paper.checked import CheckedSpec
from paperbuilder.themes.editions import STANDARD_EDITION
from paperbuilder.themes.folders import template_folders

if TYPE_CHECKING:
    from paperbuilder.templating.documents import Document
    from paperbuilder.typeset.context import LineIndex


@dataclass(frozen=True)
class MadeDocument:
    """A document made before, and all of the spec it was made from; `after` is the index for later documents.

    `cut` has the extracts that no page took whole.
    """

    made_from: tuple[str, LineIndex | None, object]
    after: LineIndex
    pdfs: Mapping[str, bytes]
    cut: Mapping[str, int]


Memory = dict[str, MadeDocument]


def write(checked: CheckedSpec, options: MakeOptions, memory: Memory) -> Made:
    """The files of a spec by their names, and warnings. Raises PaperbuilderError."""
    refuse_doubles(names(checked, options), checked.source.shown)
    made = made_documents(checked, options, memory)
    warnings = (found for document in made for found in cut_extracts(document.cut, _edition(options), checked))
    files = _by_name(made, options).items()
    return Made({f"{checked.file.stem}-{name}.pdf": data for name, data in files}, list(dict.fromkeys(warnings)))


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
        for way in ("", *(f"-{way}" for way in _ways(document, options)))
    ]


def _ways(document: Document, options: MakeOptions) -> list[str]:
    """What is made of a document beside its single pages."""
    imposed = options.imposed if is_imposed(document, options.only) else ()
    return [*imposed, *([PREVIEW] if options.mono_preview else [])]


def _ending(options: MakeOptions) -> str:
    languages = f"-{'-'.join(options.languages)}" if options.lang else ""
    return languages + (f"-{_edition(options)}" if _edition(options) else "")


def pdfs(checked: CheckedSpec, options: MakeOptions = USUAL) -> dict[str, bytes]:
    """Every document of a paper in every version as PDF, and imposed in each of the ways asked for, in an edition.

    Raises PaperbuilderError.
    """
    return _by_name(made_documents(checked, options, {}), options)


def _edition(options: MakeOptions) -> str:
    return "" if options.edition == STANDARD_EDITION else options.edition


def _by_name(made: Sequence[MadeDocument], options: MakeOptions) -> dict[str, bytes]:
    return {f"{name}{_ending(options)}": data for document in made for name, data in document.pdfs.items()}


def made_documents(checked: CheckedSpec, options: MakeOptions, memory: Memory) -> list[MadeDocument]:
    """Every document asked for, in every version. Raises PaperbuilderError.

    `memory` is filled; a document that would come out as the one in it is not made again. It holds as long as all but
    the spec is the same.
    """
    names = [options.version] if options.version else checked.paper.spec.versions or [""]
    first = checked.in_version(names[0]) if options.version else checked
    setter = Typesetter(first, options.school, options.edition)
    setters = [setter, *(setter.of(checked.in_version(name)) for name in names[1:])]
    key = ["version-key"] if len(names) > 1 else []
    refuse_unknown(options.only, [d.name for d in setter.documents()] + key, checked)
    layouts = [one.layouts(options.only) for one in setters]
    if key and options.only in ("", *key):
        layouts[-1] |= {"version-key": setter.version_key()}
    versions = zip(setters, layouts, strict=True)
    return [made for one, documents in versions for made in _printed(one, documents, options, memory)]


def _printed(
    setter: Typesetter, layouts: Mapping[str, str], options: MakeOptions, memory: Memory
) -> Iterator[MadeDocument]:
    """The documents of one version; `memory` is filled. Raises TemplateError."""
    from paperbuilder.templating.documents import document_named

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
            if wanted and options.mono_preview:
                printed[f"{title}-{PREVIEW}"] = setter.print(composition, as_copied=True).data
            cut = composition.cut_extracts
            memory[title] = MadeDocument(made_from, composition.context.index, printed, cut if wanted else {})
        setter.index = setter.index or (memory[title].after if memory[title].after.lines else None)
        yield memory[title]


def is_imposed(document: Document, only: str) -> bool:
    """Whether a document is imposed: those that pupils get, or the one that is asked for."""
    return document.name == only if only else document.for_pupils


def impositions(name: str, data: bytes, ways: Sequence[str]) -> dict[str, bytes]:
    if not ways:
        return {}
    from paperbuilder.pdf.imposition import impose

    return {f"{name}-{way}": impose(data, way) for way in ways}
