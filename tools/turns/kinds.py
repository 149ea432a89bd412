"""The kinds of turns: what a page states from now on, and what a maintainer writes by hand.

Each turn names what it changes by its place in the live document, or looks for it there, so that a turn can be made
whatever the document holds.
"""

from __future__ import annotations

import copy
import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final, TypeAlias

from attrs import frozen

from ..contract.bundle import load_openapi
from ..contract.documents import resolve
from ..contract.json_tree import as_list, as_mapping, is_list, is_mapping
from ..drift import edits
from ..drift.edits import Edit, Remove, Replace
from ..drift.yaml_text import Path as Keys

Json: TypeAlias = dict[str, Any]
OfPage: TypeAlias = Callable[["Published"], None]
"""Changes what a page states."""
ByHand: TypeAlias = Callable[["Published"], Iterator[Edit]]
"""The edits that a maintainer makes in the document."""


class Published:
    """A document that a provider publishes, with one operation as the live document has it."""

    def __init__(self, project: Path, provider: str, operation: str) -> None:
        file = f"openapi/{provider}/document.yaml"
        self.live: Json = dict(load_openapi(project / file, file=file).data)
        self.data = copy.deepcopy(self.live)
        self.path, self.method = next(
            (path, method)
            for path, item in self.data["paths"].items()
            for method, one in item.items()
            if as_mapping(one).get("operationId") == operation
        )
        self.operation: Json = self.data["paths"][self.path][self.method]
        self.data["paths"] = {self.path: {self.method: self.operation}}
        self.title = self.operation["summary"]
        # Facts in sentences are those of another reader; a page of ours states everything in its schemas.
        _without_texts(self.data)

    def page(self) -> str:
        """The page: the document in a block of code."""
        call = f"{self.method.upper()} {self.path}"
        return f"# {self.title}\n\n```json {call}\n{json.dumps(self.data, indent=1)}\n```\n"

    def media(self, status: str | None = None) -> Json:
        """The only media type of the first success, of a response, or of the request for `body`."""
        holder = self.operation["requestBody"] if status == "body" else self.operation["responses"][status or "200"]
        return as_mapping(next(iter(as_mapping(holder["content"]).values())))

    def schema(self, status: str | None = None) -> Json:
        """The schema of a body; of a response in an envelope, that of what it holds."""
        found = self.followed(self.media(status)["schema"])
        inner = as_mapping(as_mapping(found.get("properties")).get("data"))
        options = [inner, *as_list(inner.get("anyOf"))]
        held = next((one for one in map(self.followed, map(as_mapping, options)) if "properties" in one), None)
        return found if held is None else held

    def followed(self, schema: Json) -> Json:
        """A schema, behind references."""
        while is_mapping(schema) and "$ref" in schema:
            schema = resolve(self.data, schema["$ref"])
        return as_mapping(schema)

    def values(self, status: str | None = None) -> Iterator[Json]:
        """What the examples of a body show; of an envelope, what it holds."""
        for example in as_mapping(self.media(status).get("examples")).values():
            value = as_mapping(as_mapping(example).get("value"))
            yield as_mapping(value["data"]) if is_mapping(value.get("data")) else value


def _without_texts(node: Any) -> None:
    """Remove the descriptions of a tree in place; a field may be called so too."""
    members = node.items() if is_mapping(node) else enumerate(as_list(node))
    for _, one in members:
        _without_texts(one)
    if is_mapping(node) and isinstance(node.get("description"), str):
        del node["description"]


# --- What a page states ---------------------------------------------------------------------------------------------


def _field(page: Published) -> None:
    """A field, which the examples show too."""
    page.schema()["properties"]["shard_count"] = {"type": "integer"}
    for number, value in enumerate(page.values()):
        value["shard_count"] = number + 3


def _object(page: Published) -> None:
    parts = {"zone": {"type": "string"}, "hosts": {"type": "array", "items": {"type": "string"}}}
    page.schema()["properties"]["placement"] = {"type": "object", "properties": parts}


def _sent_field(page: Published) -> None:
    page.schema("body")["properties"]["audience"] = {"type": "string", "maxLength": 40, "default": "all"}
    for value in page.values("body"):
        value["audience"] = "team"


def _state(page: Published) -> None:
    waiting, seen = [page.schema()], list[int]()
    while waiting:
        node = waiting.pop()
        if "enum" in node:
            node["enum"].append("paused")
            return
        if id(node) not in seen:
            seen.append(id(node))
            inner = [*as_mapping(node.get("properties")).values(), *as_list(node.get("anyOf")), node.get("items")]
            waiting += [page.followed(one) for one in inner if is_mapping(one)]
    raise LookupError("no schema of known values in the response")


def _status_and_bound(page: Published) -> None:
    answers = page.operation["responses"]
    answers["409"] = copy.deepcopy(answers[next(status for status in answers if status.startswith("4"))])
    schema = page.followed(page.operation["parameters"][0]["schema"])
    schema["minimum"] = schema["minimum"] - 1


def _parameter(page: Published) -> None:
    depth = {"type": "integer", "minimum": 1, "default": 20}
    page.operation["parameters"].append({"name": "depth", "in": "query", "schema": depth})


_GONE: Final = "country_code"
_OLD, _NEW = "latency_ms", "latency_milliseconds"
_OUTDATED: Final = "target_url"


def _less(page: Published) -> None:
    del page.schema()["properties"][_GONE]
    for value in page.values():
        value.pop(_GONE, None)


def _other_name(page: Published) -> None:
    members = page.schema()["properties"]
    members[_NEW] = members.pop(_OLD)
    for value in page.values():
        if _OLD in value:
            value[_NEW] = value.pop(_OLD)


def _deprecated(page: Published) -> None:
    page.schema()["properties"][_OUTDATED]["deprecated"] = True


# --- What a maintainer writes -----------------------------------------------------------------------------------------


def _removed(page: Published) -> Iterator[Edit]:
    yield from (Remove(path) for path in _members(page.live, _GONE))


def _renamed(page: Published) -> Iterator[Edit]:
    for path, value in _members(page.live, _OLD).items():
        yield Replace(path, value, key=_NEW)


def _described(page: Published) -> Iterator[Edit]:
    """A deprecated field says so, and an example shows other values."""
    for path, value in _members(page.live, _OUTDATED).items():
        if is_mapping(value):
            yield Replace((*path, "description"), f"Deprecated. {value['description']}")
        elif isinstance(value, str):
            yield Replace(path, f"{value}/v2")


def _members(tree: Any, name: str, path: Keys = ()) -> dict[Keys, Any]:
    """All members of a name in the schemas and the examples of a document, with their paths."""
    if is_list(tree):
        return {
            at: one for number, item in enumerate(tree) for at, one in _members(item, name, (*path, number)).items()
        }
    found: dict[Keys, Any] = {}
    for key, value in as_mapping(tree).items():
        if key == name and (path[-1:] == ("properties",) or "examples" in path):
            found[(*path, key)] = value
        else:
            found |= _members(value, name, (*path, key))
    return found


def rewritten(project: Path, provider: str, changes: Iterator[Edit]) -> None:
    """Edit a document as a maintainer would.

    Raises:
        LookupError: There is nothing to change.
    """
    path = project / f"openapi/{provider}/document.yaml"
    text = path.read_text(encoding="utf-8")
    changed = edits.write(text, changes)
    if changed == text:
        raise LookupError(f"there is nothing to change in {path}")
    path.write_text(changed, encoding="utf-8")


# --- A new operation --------------------------------------------------------------------------------------------------

NEW_OPERATION: Final[Json] = {
    "openapi": "3.1.0",
    "info": {"title": "Labels", "version": "1"},
    "paths": {
        "/api/public/v2/labels/{label_id}": {
            "get": {
                "operationId": "getLabel",
                "summary": "Get one label by its id.",
                "tags": ["labels"],
                "parameters": [
                    {"name": "label_id", "in": "path", "required": True, "schema": {"type": "string"}},
                    {"name": "verbose", "in": "query", "schema": {"type": "boolean", "default": False}},
                ],
                "responses": {
                    "200": {
                        "description": "The label.",
                        "content": {
                            "application/json": {
                                "schema": {"$ref": "#/components/schemas/Label"},
                                "example": {"id": "lbl_1", "name": "prod", "created_at": "2026-01-31T12:00:00Z"},
                            }
                        },
                    },
                    "404": {"description": "There is no such label."},
                },
            }
        }
    },
    "components": {
        "schemas": {
            "Label": {
                "type": "object",
                "required": ["id"],
                "properties": {
                    "id": {"type": "string"},
                    "name": {"type": "string"},
                    "created_at": {"type": "string", "format": "date-time"},
                },
            }
        }
    },
}
"""What a provider publishes about an operation that the document does not have yet."""
LISTED: Final = "GET /api/public/v2/labels/{label_id} labels.get https://docs.promptlayer.com/reference/get-label\n"


def resolved(text: str) -> str:
    """A drafted document whose questions a person has answered with what the draft proposes."""
    kept: list[str] = []
    above: int | None = None
    for line in text.splitlines():
        column = len(line) - len(line.lstrip())
        if above is not None and line.strip() and column > above:
            continue
        above = column if line.lstrip().startswith("x-draft:") else None
        if above is None and "# TODO(draft)" not in line:
            kept.append(line)
    return "\n".join(kept) + "\n"


# --- The table --------------------------------------------------------------------------------------------------------


@frozen
class Turn:
    """One turn."""

    provider: str
    operation: str | None = None
    """The operation whose page changes; None for a new one."""
    page: OfPage | None = None
    hand: ByHand | None = None
    """What a maintainer edits, because `--write` leaves it to people; None if it writes everything."""


TURNS: Final[Mapping[str, Turn]] = {
    "a field": Turn("lumenfall", "requests_get", _field),
    "an object": Turn("promptlayer", "requests_get", _object),
    "a field of a body": Turn("lumenfall", "videos_create", _sent_field),
    "a state": Turn("lumenfall", "videos_get", _state),
    "a status and a bound": Turn("promptlayer", "requests_get", _status_and_bound),
    "a parameter with a default": Turn("lumenfall", "requests_get", _parameter),
    "a removed field": Turn("helicone", "requests_get", _less, _removed),
    "a renamed field": Turn("promptlayer", "requests_get", _other_name, _renamed),
    "a deprecated field": Turn("helicone", "requests_get", _deprecated, _described),
    "a new operation": Turn("promptlayer"),
}
