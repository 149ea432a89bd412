"""What `x-job` says: which operation starts a job, which one looks at it, and what a look shows.

The rules hold a document to it; the generators read it. Paths are those of the JSON of an answer's body.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final, Literal, TypeAlias

from attrs import frozen

from .documents import UnresolvedReferenceError, resolve
from .extensions import JOB
from .json_values import as_list, as_mapping, is_mapping, texts

Path: TypeAlias = tuple[str, ...]

OUTCOMES: Final = ("completed", "failed", "cancelled")
"""How a job can end: each is a word of `x-job`."""

ERRORS: Final = ("Error", "FailedError", "CancelledError", "WaitTimeoutError")
FILE_ERRORS: Final = ("NotReadyError", "DownloadError", "LinkExpiredError", "DownloadTimeoutError")
"""What the names of a job's errors end with."""

FILE_WORDS: Final = ("url", "size", "content_type", "expires_at")
POLL_WORDS: Final = ("timeout", "shortest_pause", "longest_pause")
"""Seconds: of a whole wait, and from look to look."""


@frozen
class Condition:
    """When a look shows an outcome."""

    field: Path
    """Empty where the HTTP status says it."""
    values: tuple[str | int | bool, ...] | None
    """None: any value but null."""
    statuses: tuple[int, ...] = ()


@frozen
class Source:
    """Where an argument of the look comes from."""

    place: Literal["answer", "argument"]
    path: Path

    def __str__(self) -> str:
        return ".".join((self.place, *self.path))


@frozen(kw_only=True)
class Job:
    """The `x-job` of an operation that starts a job."""

    name: str
    start: str
    """The operationId of the operation that has it."""
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
    """A dotted path, such as `output.url`; empty if it is none."""
    parts = text.split(".") if isinstance(text, str) else []
    return tuple(parts) if parts and all(parts) else ()


def source_of(text: object) -> Source | None:
    """Where an argument comes from, such as `answer.id` or `argument.project_id`; None if that is not said."""
    place, *path = path_of(text) or ("",)
    if not path:
        return None
    if place == "answer":
        return Source("answer", tuple(path))
    return Source("argument", tuple(path)) if place == "argument" and len(path) == 1 else None


def condition_of(words: object) -> Condition | None:
    """A condition, in one of its three forms; None if it has none of them."""
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
    """The job that an operation starts; None if it starts none, or does not say it as the rules want it."""
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
    """An object, its reference followed; empty if that leads nowhere."""
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
    """Go through an operation's documented successes with JSON: status, media type."""
    for status, response in as_mapping(operation.get("responses")).items():
        media = as_mapping(followed(data, response).get("content")).get("application/json")
        if status.isdecimal() and status.startswith("2") and is_mapping(media):
            yield int(status), media


def answer_schema(data: dict[str, Any], operation: Mapping[str, Any]) -> dict[str, Any]:
    """The schema of an operation's first success with JSON; empty if it has none."""
    return next((as_mapping(media.get("schema")) for _, media in successes(data, operation)), {})


def body_schema(data: dict[str, Any], operation: Mapping[str, Any]) -> dict[str, Any]:
    """The schema of an operation's JSON body; empty if it takes none."""
    body = followed(data, operation.get("requestBody"))
    media = as_mapping(as_mapping(body.get("content")).get("application/json"))
    return followed(data, media.get("schema"))


@frozen
class Field:
    """What stands at a path."""

    schema: dict[str, Any]
    is_certain: bool
    """Whether it, and each object around it, is always there and never null."""
    owner: dict[str, Any]
    """The schema of the object that it stands in."""

    def types(self, data: dict[str, Any]) -> set[str]:
        """The JSON types that it can have."""
        return {kind for option in options(data, self.schema) for kind in _types(option)}


def field_at(data: dict[str, Any], schema: dict[str, Any], path: Path) -> Field | None:
    """What stands at a path in an object; None if the document names no such field."""
    owner, here, certain = schema, schema, True
    for name in path:
        objects = [option for option in options(data, here) if name in as_mapping(option.get("properties"))]
        if not objects:
            return None
        owner = objects[0]
        here = as_mapping(owner["properties"][name])
        certain = certain and name in texts(owner.get("required"))
        certain = certain and "null" not in {kind for option in options(data, here) for kind in _types(option)}
    return Field(here, certain, owner)


def options(data: dict[str, Any], schema: dict[str, Any]) -> list[dict[str, Any]]:
    """The schemas that a schema leaves the choice of, references followed."""
    here = followed(data, schema)
    inner = as_list(here.get("anyOf"))
    return [option for one in inner for option in options(data, as_mapping(one))] if inner else [here]


def known_values(data: dict[str, Any], schema: dict[str, Any]) -> list[str]:
    """The texts that a schema names, as an open enum does."""
    return [value for option in options(data, schema) for value in texts(option.get("enum"))]


def _types(schema: Mapping[str, Any]) -> list[str]:
    kind = schema.get("type")
    return [kind] if isinstance(kind, str) else texts(kind)
