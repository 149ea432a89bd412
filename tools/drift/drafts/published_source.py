"""A published OpenAPI document, and the operations that are to be drafted from it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from attrs import frozen

from ...contract.documents import Document, UnresolvedReferenceError, load, load_text, resolve
from ...contract.findings import Finding, InputError, pointer
from ...contract.json_tree import as_list, as_mapping, is_mapping, shown, texts
from ...contract.suggestions import suggestion
from ..pages.text import PageFailure
from . import page_source

METHODS: Final = ("get", "put", "post", "delete", "patch", "head", "options", "trace")
_FENCE: Final = re.compile(
    r"^(?P<fence>`{3,}|~{3,})[ \t]*(?P<info>[^\n]*)\n(?P<text>.*?)^(?P=fence)[ \t]*$", re.M | re.S
)
_OPENAPI: Final = re.compile(r"""(?:^|[{,])[ \t]*["']?openapi["']?\s*:\s*["']?3\.""", re.MULTILINE)
_PAGES: Final = (".md", ".mdx", ".markdown", ".txt", ".rst", ".html", ".htm")


@frozen
class PublishedOperation:
    """One operation of the source."""

    method: str
    path: str
    pointer: str
    data: Mapping[str, Any]
    parameters: Sequence[tuple[str, dict[str, Any]]]
    """The parameters of the operation and of its path, each with its pointer; references followed."""

    @property
    def id(self) -> str | None:
        """The source's own name for it."""
        name = self.data.get("operationId")
        return name if isinstance(name, str) else None

    @property
    def tags(self) -> list[str]:
        """The source's tags."""
        return texts(self.data.get("tags"))

    @property
    def place(self) -> str:
        """Method and path, as people write them."""
        return f"{self.method.upper()} {self.path}"


class Source:
    """A published document, 3.0 or 3.1."""

    def __init__(self, document: Document, unread: Sequence[str] = ()) -> None:
        self.document = document
        self.data = document.data
        self.unread = unread
        """What of a page was not read."""

    def error(self, at: str, reason: str) -> InputError:
        """The error for something that cannot be drafted."""
        return InputError([self.document.finding(at, reason)])

    def resolve(self, ref: str, at: str) -> Any:
        """What a reference leads to; one step.

        Raises:
            InputError: It leads nowhere, or out of the document.
        """
        try:
            return resolve(self.data, ref)
        except UnresolvedReferenceError as error:
            raise self.error(at, f"The reference {error}") from None

    def follow(self, value: object, at: str) -> tuple[dict[str, Any], str]:
        """What a value is once its references are followed, and where that stands.

        Raises:
            InputError: A reference leads nowhere, or in a circle.
        """
        seen: set[str] = set()
        while is_mapping(value) and "$ref" in value:
            ref = value["$ref"]
            if not isinstance(ref, str):
                raise self.error(at, "A `$ref` is text. Correct the source.")
            if ref in seen:
                raise self.error(at, f"The reference {shown(ref)} leads back to itself. Correct the source.")
            seen.add(ref)
            value, at = self.resolve(ref, at), ref.removeprefix("#")
        return as_mapping(value), at

    def operations(self) -> Iterator[PublishedOperation]:
        """All operations, in the order of the document."""
        for path, written in as_mapping(self.data.get("paths")).items():
            if not path.startswith("/"):
                continue
            item, at = self.follow(written, pointer("paths", path))
            for method in METHODS:
                data = item.get(method)
                if is_mapping(data):
                    where = at + pointer(method)
                    found: dict[tuple[object, object], tuple[str, dict[str, Any]]] = {}
                    for holder, holder_at in ((item, at), (data, where)):
                        for number, one in enumerate(as_list(holder.get("parameters"))):
                            parameter, _ = self.follow(one, holder_at + pointer("parameters", number))
                            key = (str(parameter.get("name")), str(parameter.get("in")))
                            found[key] = (holder_at + pointer("parameters", number), parameter)
                    yield PublishedOperation(method, path, where, data, list(found.values()))

    @property
    def server_path(self) -> str:
        """The path of the first server, which stands in front of each operation's; empty for none."""
        url = str(as_mapping(next(iter(as_list(self.data.get("servers"))), None)).get("url") or "")
        found = re.fullmatch(r"(?:[a-zA-Z][a-zA-Z0-9+.-]*:)?(?://[^/]*)?(/[^?#{}]*)?", url)
        return (found[1] or "").rstrip("/") if found else ""


def read(path: Path, name: str) -> Source:
    """Read a source: an OpenAPI document, or a documentation page that holds one in a code block, or lists fields.

    Args:
        path: The file.
        name: How messages call it.

    Raises:
        InputError: It cannot be read, or is no OpenAPI 3.0 or 3.1.
    """
    unread: list[str] = []
    if path.suffix.lower() in _PAGES:
        document, unread = _from_page(path, name)
    else:
        document = load(path, file=name)
    version = document.data.get("openapi")
    if not isinstance(version, str) or not re.fullmatch(r"3\.[01](?:\.\d+)?", version):
        what = "This is Swagger 2" if "swagger" in document.data else f"`openapi` is {shown(version)}"
        raise InputError([document.finding("/openapi", f"{what}; drafts are made from 3.0 and 3.1. Convert it.")])
    if not is_mapping(document.data.get("paths")):
        raise InputError([document.finding("/paths", "There are no `paths`, so there is nothing to draft.")])
    return Source(document, unread)


def _from_page(path: Path, name: str) -> tuple[Document, list[str]]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8"
        raise InputError([Finding(name, "", f"The page cannot be read ({reason}).")]) from None
    for block in _FENCE.finditer(text):
        if _OPENAPI.search(block["text"]):
            first_line = text.count("\n", 0, block.start("text"))
            as_json = block["text"].lstrip().startswith("{")
            try:
                document = load_text(block["text"], file=name, as_json=as_json)
            except InputError as error:
                moved = [
                    Finding(one.file, one.pointer, one.reason, None if one.line is None else one.line + first_line)
                    for one in error.findings
                ]
                raise InputError(moved) from None
            lines = {at: line + first_line for at, line in document.lines.items()}
            return Document(name, document.data, lines), []
    found = page_source.read_page(name, text)
    if isinstance(found, PageFailure):
        reason = f"The page {found.reason} Draft from the published document instead."
        raise InputError([Finding(name, "", reason)])
    return found


# --- Which operations -------------------------------------------------------------------------------------------------


@frozen
class Wanted:
    """An operation that was asked for."""

    operation: str
    """Method and path, or the operationId of the source."""
    name: str | None = None
    """`tag.method` or `tag_method`."""
    page: str | None = None
    """The URL of its documentation page."""
    place: tuple[str, int] | None = None
    """The file and the line that ask for it; None for an argument."""

    def error(self, reason: str) -> InputError:
        """The error for one that cannot be drafted."""
        file, line = self.place or ("command line", None)
        return InputError([Finding(file, "", reason, line)])


def wanted_from_words(parts: Sequence[str], place: tuple[str, int] | None = None) -> Wanted:
    """What a line of a list asks for: `[METHOD] PATH-OR-OPERATION-ID [name] [https://page]`."""
    left = list(parts)
    if len(left) > 1 and left[0].lower() in METHODS and left[1].startswith("/"):
        left[:2] = [f"{left[0].upper()} {left[1]}"]
    wanted = Wanted(left[0] if left else "", place=place)
    more = left[1:]
    pages = [one for one in more if re.match("https?://", one)]
    names = [one for one in more if one not in pages]
    if not left or len(pages) > 1 or len(names) > 1:
        raise wanted.error(
            "A line is `METHOD /path` or an operationId, then the wanted name (`tag.method`), then the page's URL; "
            "the last two may be missing. Correct it."
        )
    return Wanted(left[0], next(iter(names), None), next(iter(pages), None), place)


def read_list(path: Path, name: str) -> list[Wanted]:
    """Read a list of operations: one a line; empty lines, and what stands behind ` #`, are passed over.

    Raises:
        InputError: The file cannot be read, or a line says something else.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8"
        raise InputError([Finding(name, "", f"The list cannot be read ({reason}).")]) from None
    lines = [re.sub(r"(?:^|\s)#.*", "", line).split() for line in text.splitlines()]
    return [wanted_from_words(parts, (name, number)) for number, parts in enumerate(lines, 1) if parts]


def chosen(source: Source, wanted: Sequence[Wanted]) -> list[tuple[Wanted, PublishedOperation]]:
    """Find the operations that are asked for; the only one of the source, if none is.

    Raises:
        InputError: The source has no such operation, or several. Every case is listed.
    """
    operations = list(source.operations())
    if not wanted:
        if len(operations) == 1:
            return [(Wanted(operations[0].place), operations[0])]
        ids = ", ".join(one.id or one.place for one in operations[:5])
        what = f"{len(operations)} operations ({ids}, ...)" if operations else "no operation"
        raise source.error("/paths", f"The source has {what}. Name those that you want, or give a `--list`.")
    found: list[tuple[Wanted, PublishedOperation]] = []
    errors: list[Finding] = []
    for one in wanted:
        fitting = [operation for operation in operations if _fits(one.operation, operation)]
        if len(fitting) == 1:
            found.append((one, fitting[0]))
            continue
        if fitting:
            places = ", ".join(operation.place for operation in fitting)
            reason = f"{shown(one.operation)} stands for several operations: {places}. Write method and path."
        else:
            names = [name for operation in operations for name in (operation.id, operation.place) if name]
            reason = f"The source has no operation {shown(one.operation)}.{suggestion(one.operation, names)}"
        errors += one.error(reason).findings
    if errors:
        raise InputError(errors)
    twice = [one for number, (one, operation) in enumerate(found) if operation in [two for _, two in found[:number]]]
    if twice:
        raise InputError(
            finding for one in twice for finding in one.error(f"{shown(one.operation)} is named twice.").findings
        )
    return found


def _fits(wanted: str, operation: PublishedOperation) -> bool:
    if wanted.startswith("/") or " /" in wanted:
        method, _, path = wanted.rpartition(" ")
        return method.lower() in ("", operation.method) and path == operation.path
    return wanted == operation.id
