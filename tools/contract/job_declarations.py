"""The extension `x-job`: which operation starts a job, which one polls it, and how a response shows the job's state.

Rules check it and the generators read it. Paths refer to the JSON of a response body.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final, Literal, TypeAlias

from attrs import frozen

from .documents import UnresolvedReferenceError, resolve
from .extensions import JOB
from .json_tree import as_list, as_mapping, is_mapping, texts

Path: TypeAlias = tuple[str, ...]

OUTCOMES: Final = ("completed", "failed", "cancelled")
"""The outcomes of a job; each is a key of `x-job`."""

ERRORS: Final = ("Error", "FailedError", "CancelledError", "WaitTimeoutError")
FILE_ERRORS: Final = ("NotReadyError", "DownloadError", "LinkExpiredError", "DownloadTimeoutError")
"""What the names of a job's errors end with."""

FILE_WORDS: Final = ("url", "size", "content_type", "expires_at")
POLL_WORDS: Final = ("timeout", "shortest_pause", "longest_pause")
"""Durations in seconds: of a whole wait, and between two polls."""


@frozen
class Condition:
    """The condition under which a response shows an outcome."""

    field: Path
    """The path of the field; empty if the HTTP status decides."""
    values: tuple[str | int | bool, ...] | None
    """The values of the field; None for any value except null."""
    statuses: tuple[int, ...] = ()


@frozen
class Source:
    """The source of an argument of the polling operation."""

    place: Literal["answer", "argument"]
    path: Path

    def __str__(self) -> str:
        return ".".join((self.place, *self.path))


@frozen(kw_only=True)
class Job:
    """The `x-job` of an operation that starts a job."""

    name: str
    start: str
    """The operationId of the operation that starts the job."""
    look: str
    arguments: Mapping[str, Source]
    completed: Condition
    failed: Condition | None
    cancelled: Condition | None
    reason: tuple[Path, ...]
    created_at: Path | None
    file: Mapping[str, Path]
    cancel: str | None
    poll: Mapping[str, float]


def path_of(text: object) -> Path:
    """Read a dotted path such as `output.url`; empty if it is not valid."""
    parts = text.split(".") if isinstance(text, str) else []
    return tuple(parts) if parts and all(parts) else ()


def source_of(text: object) -> Source | None:
    """Read a source such as `answer.id` or `argument.project_id`; None if it is not valid."""
    place, *path = path_of(text) or ("",)
    if not path:
        return None
    if place == "answer":
        return Source("answer", tuple(path))
    return Source("argument", tuple(path)) if place == "argument" and len(path) == 1 else None


def condition_of(words: object) -> Condition | None:
    """Read a condition in one of its three forms; None if it has another form."""
    said = as_mapping(words)
    field, values, statuses = path_of(said.get("field")), as_list(said.get("equals")), as_list(said.get("http_status"))
    if said.keys() == {"http_status"} and statuses and all(type(one) is int for one in statuses):
        return Condition((), None, tuple(statuses))
    if said.keys() == {"field", "equals"} and field and values and all(type(v) in (str, int, bool) for v in values):
        return Condition(field, tuple(values))
    if said.keys() == {"field", "present"} and field and said["present"] is True:
        return Condition(field, None)
    return None


def job_of(operation: Mapping[str, Any]) -> Job | None:
    """Read the job that an operation starts; None if it starts none, or if `x-job` is not valid."""
    words = as_mapping(operation.get(JOB))
    look = as_mapping(words.get("look"))
    completed = condition_of(words.get("completed"))
    if completed is None or not isinstance(words.get("name"), str) or not isinstance(look.get("operation"), str):
        return None
    sources = {name: source_of(text) for name, text in as_mapping(look.get("arguments")).items()}
    return Job(
        name=words["name"],
        start=str(operation.get("operationId")),
        look=look["operation"],
        arguments={name: source for name, source in sources.items() if source is not None},
        completed=completed,
        failed=condition_of(words.get("failed")),
        cancelled=condition_of(words.get("cancelled")),
        reason=tuple(path_of(text) for text in texts(words.get("reason"))),
        created_at=path_of(words.get("created_at")) or None,
        file={word: path_of(text) for word, text in as_mapping(words.get("file")).items()},
        cancel=cancel if isinstance(cancel := words.get("cancel"), str) else None,
        poll=as_mapping(words.get("poll")),
    )


# --- Schemas of answers and bodies --------------------------------------------------------------------------------


def followed(data: dict[str, Any], node: object) -> dict[str, Any]:
    """Follow the reference of an object; empty if it has no target."""
    value = as_mapping(node)
    for _ in range(50):
        if not isinstance(ref := value.get("$ref"), str):
            return value
        try:
            value = as_mapping(resolve(data, ref))
        except UnresolvedReferenceError:
            return {}
    return {}


def successes(data: dict[str, Any], operation: Mapping[str, Any]) -> Iterator[tuple[int, dict[str, Any]]]:
    """Iterate over an operation's documented JSON successes: status, media type."""
    for status, response in as_mapping(operation.get("responses")).items():
        media = as_mapping(followed(data, response).get("content")).get("application/json")
        if status.isdecimal() and status.startswith("2") and is_mapping(media):
            yield int(status), media


def answer_schema(data: dict[str, Any], operation: Mapping[str, Any]) -> dict[str, Any]:
    """The schema of an operation's first JSON success; empty if it has none."""
    return next((as_mapping(media.get("schema")) for _, media in successes(data, operation)), dict[str, Any]())


def body_schema(data: dict[str, Any], operation: Mapping[str, Any]) -> dict[str, Any]:
    """The schema of an operation's JSON body; empty if it takes none."""
    body = followed(data, operation.get("requestBody"))
    media = as_mapping(as_mapping(body.get("content")).get("application/json"))
    return followed(data, media.get("schema"))


@frozen
class Field:
    """The field at a path."""

    schema: dict[str, Any]
    is_certain: bool
    """Whether it and each object around it is always present and never null."""

    def types(self, data: dict[str, Any]) -> set[str]:
        """The JSON types that it can have."""
        return {kind for option in options(data, self.schema) for kind in _types(option)}


def field_at(data: dict[str, Any], schema: dict[str, Any], path: Path) -> Field | None:
    """Find the field at a path in an object; None if the document has no such field."""
    here, certain = schema, True
    for name in path:
        objects = [option for option in options(data, here) if name in as_mapping(option.get("properties"))]
        if not objects:
            return None
        here = as_mapping(objects[0]["properties"][name])
        certain = certain and name in texts(objects[0].get("required"))
        certain = certain and "null" not in {kind for option in options(data, here) for kind in _types(option)}
    return Field(here, certain)


def options(data: dict[str, Any], schema: dict[str, Any]) -> list[dict[str, Any]]:
    """The alternatives of a schema, with references followed."""
    here = followed(data, schema)
    inner = as_list(here.get("anyOf"))
    return [option for one in inner for option in options(data, as_mapping(one))] if inner else [here]


def known_values(data: dict[str, Any], schema: dict[str, Any]) -> list[str]:
    """The values that a schema lists, also in an open enum."""
    return [value for option in options(data, schema) for value in texts(option.get("enum"))]


def _types(schema: Mapping[str, Any]) -> list[str]:
    kind = schema.get("type")
    return [kind] if isinstance(kind, str) else texts(kind)
