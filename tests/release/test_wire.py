"""What changed on the wire: an edit of a document, and exactly what is said of it."""

from __future__ import annotations

import os
import subprocess
import sys
import textwrap
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from tools.release.compat import contract_steps

from .conftest import API, Edit, document, told

THINGS = "/paths/~1things~1{thing_id}"
GET = f"{THINGS}/get"
PUT = f"{THINGS}/put"
THING = "/components/schemas/Thing/properties"
ORDER = "/components/schemas/Order/properties"


def at(data: Any, pointer: str) -> Any:
    """What stands at a pointer."""
    for part in pointer.split("/")[1:]:
        key = part.replace("~1", "/").replace("~0", "~")
        data = data[int(key)] if isinstance(data, list) else data[key]
    return data


def put(pointer: str, value: Any) -> Edit:
    """Set what stands at a pointer; a key that is new goes last."""
    parent, _, key = pointer.rpartition("/")
    key = key.replace("~1", "/").replace("~0", "~")

    def edit(data: Any) -> None:
        place = at(data, parent)
        if isinstance(place, list):
            place[int(key)] = value
        else:
            place[key] = value

    return edit


def drop(pointer: str) -> Edit:
    """Remove what stands at a pointer."""
    parent, _, key = pointer.rpartition("/")
    key = key.replace("~1", "/").replace("~0", "~")

    def edit(data: Any) -> None:
        place = at(data, parent)
        place.pop(int(key) if isinstance(place, list) else key)

    return edit


def add(pointer: str, value: Any) -> Edit:
    """Append to the list at a pointer."""
    return lambda data: at(data, pointer).append(value)


def leave(pointer: str, value: Any) -> Edit:
    """Remove a value from the list at a pointer."""
    return lambda data: at(data, pointer).remove(value)


def all_of(*edits: Edit) -> Edit:
    """Several edits, one after the other."""

    def edit(data: Any) -> None:
        for one in edits:
            one(data)

    return edit


def moved(old: str, new: str) -> Edit:
    """Another path."""

    def edit(data: Any) -> None:
        data["paths"][new] = data["paths"].pop(old)

    return edit


REQUIRED = "/components/schemas/Thing/required"
QUERY = {"name": "page", "in": "query", "schema": {"type": "integer"}}

EDITS: dict[str, tuple[Edit, set[tuple[str, str, str]]]] = {
    # Operations.
    "operation added": (
        put("/paths/~1more", {"get": {"operationId": "more_get", "responses": {}}}),
        {("minor", "added", "/paths/~1more/get")},
    ),
    "operation removed": (drop("/paths/~1other"), {("major", "removed", "/paths/~1other/get")}),
    "operation moved": (moved("/other", "/others"), {("major", "path", "/paths/~1others/get")}),
    "operation by another method": (
        lambda d: d["paths"]["/other"].update(post=d["paths"]["/other"].pop("get")),
        {("major", "method", "/paths/~1other/post")},
    ),
    "operation renamed": (
        put("/paths/~1other/get/operationId", "other_fetch"),
        {("major", "renamed", "/paths/~1other/get/operationId")},
    ),
    "operation deprecated": (put(f"{GET}/deprecated", True), {("minor", "deprecated", GET)}),
    "operation may be repeated": (put(f"{PUT}/x-idempotent", True), {("minor", "idempotent", PUT)}),
    # Servers and keys.
    "operation with a server of its own": (
        put(f"{GET}/servers", [{"url": "https://own.example.com"}]),
        {("major", "server", f"{GET}/servers/0")},
    ),
    "default server elsewhere": (
        put("/servers/0/url", "https://de.example.com"),
        {("major", "server", "/servers/0/url")},
    ),
    "region elsewhere": (put("/servers/1/url", "https://de.example.com"), {("major", "server", "/servers/1/url")}),
    "region added": (
        add("/servers", {"url": "https://jp.example.com", "x-region": "jp"}),
        {("minor", "server", "/servers/2")},
    ),
    "region removed": (drop("/servers/1"), {("major", "server", "/servers/1")}),
    "another default server": (lambda d: d["servers"].reverse(), {("major", "server", "/servers/0/url")}),
    "key sent otherwise": (
        put("/components/securitySchemes/key", {"type": "apiKey", "in": "header", "name": "X-Key"}),
        {("major", "authentication", f"{GET}/security"), ("major", "authentication", f"{PUT}/security")},
    ),
    "key no longer needed": (put(f"{GET}/security", []), {("minor", "authentication", f"{GET}/security")}),
    "key newly needed": (
        put("/paths/~1other/get/security", [{"key": []}]),
        {("major", "authentication", "/paths/~1other/get/security")},
    ),
    "scheme described": (
        put("/components/securitySchemes/key/description", "A key."),
        {("patch", "text", "/components/securitySchemes/key")},
    ),
    # Parameters.
    "parameter added": (add(f"{GET}/parameters", QUERY), {("minor", "added", f"{GET}/parameters/4")}),
    "required parameter added": (
        add(f"{GET}/parameters", {**QUERY, "required": True}),
        {("major", "required", f"{GET}/parameters/4")},
    ),
    "parameter removed": (drop(f"{GET}/parameters/1"), {("major", "removed", f"{GET}/parameters/1")}),
    "parameter renamed": (
        put(f"{GET}/parameters/1/name", "most"),
        {("major", "removed", f"{GET}/parameters/1"), ("minor", "added", f"{GET}/parameters/1")},
    ),
    "header parameter in other letters": (
        put(f"{GET}/parameters/3/name", "x-trace"),
        {("major", "renamed", f"{GET}/parameters/3/name")},
    ),
    "path parameter renamed": (
        all_of(
            moved("/things/{thing_id}", "/things/{id}"),
            put("/paths/~1things~1{id}/get/parameters/0/name", "id"),
            put("/paths/~1things~1{id}/put/parameters/0/name", "id"),
        ),
        {
            ("major", "renamed", "/paths/~1things~1{id}/get/parameters/0/name"),
            ("major", "renamed", "/paths/~1things~1{id}/put/parameters/0/name"),
        },
    ),
    "parameter newly required": (
        put(f"{GET}/parameters/1/required", True),
        {("major", "required", f"{GET}/parameters/1")},
    ),
    "parameter no longer required": (
        put(f"{PUT}/parameters/0/required", False),
        {("minor", "required", f"{PUT}/parameters/0")},
    ),
    "parameter of another type": (
        put(f"{GET}/parameters/0/schema/type", "integer"),
        {("major", "type", f"{GET}/parameters/0/schema")},
    ),
    "parameter of a wider type": (
        put(f"{GET}/parameters/1/schema/type", "number"),
        {("minor", "type", f"{GET}/parameters/1/schema")},
    ),
    "parameter may be null": (
        put(f"{GET}/parameters/1/schema/type", ["integer", "null"]),
        {("minor", "nullability", f"{GET}/parameters/1/schema")},
    ),
    "bound narrowed": (
        put(f"{GET}/parameters/1/schema/maximum", 8),
        {("major", "bounds", f"{GET}/parameters/1/schema")},
    ),
    "bound widened": (
        put(f"{GET}/parameters/1/schema/maximum", 10),
        {("minor", "bounds", f"{GET}/parameters/1/schema")},
    ),
    "lower bound narrowed": (
        put(f"{GET}/parameters/1/schema/minimum", 2),
        {("major", "bounds", f"{GET}/parameters/1/schema")},
    ),
    "lower bound widened": (
        put(f"{GET}/parameters/1/schema/minimum", 0),
        {("minor", "bounds", f"{GET}/parameters/1/schema")},
    ),
    "bound added": (
        put(f"{GET}/parameters/0/schema/minLength", 1),
        {("major", "bounds", f"{GET}/parameters/0/schema")},
    ),
    "bound removed": (
        drop(f"{GET}/parameters/1/schema/maximum"),
        {("minor", "bounds", f"{GET}/parameters/1/schema")},
    ),
    "pattern added": (
        put(f"{GET}/parameters/0/schema/pattern", "^a"),
        {("major", "bounds", f"{GET}/parameters/0/schema")},
    ),
    "default changed": (
        put(f"{GET}/parameters/1/schema/default", 6),
        {("major", "default", f"{GET}/parameters/1/schema")},
    ),
    "default added": (
        put(f"{GET}/parameters/2/schema/default", "up"),
        {("minor", "default", f"{GET}/parameters/2/schema")},
    ),
    "value refused": (
        leave(f"{GET}/parameters/2/schema/enum", "down"),
        {("major", "values", f"{GET}/parameters/2/schema/enum/1")},
    ),
    "value accepted": (
        add(f"{GET}/parameters/2/schema/enum", "round"),
        {("minor", "values", f"{GET}/parameters/2/schema/enum/2")},
    ),
    "values closed": (
        put(f"{GET}/parameters/0/schema/enum", ["a"]),
        {("major", "values", f"{GET}/parameters/0/schema")},
    ),
    "values opened": (drop(f"{GET}/parameters/2/schema/enum"), {("minor", "values", f"{GET}/parameters/2/schema")}),
    "written otherwise": (
        put(f"{GET}/parameters/2/style", "pipeDelimited"),
        {("major", "style", f"{GET}/parameters/2")},
    ),
    # Bodies of requests.
    "body removed": (drop(f"{PUT}/requestBody"), {("major", "removed", f"{PUT}/requestBody")}),
    "body no longer required": (
        put(f"{PUT}/requestBody/required", False),
        {("minor", "required", f"{PUT}/requestBody")},
    ),
    "body added": (put(f"{GET}/requestBody", {"content": {}}), {("minor", "added", f"{GET}/requestBody")}),
    "required body added": (
        put(f"{GET}/requestBody", {"required": True, "content": {}}),
        {("major", "added", f"{GET}/requestBody")},
    ),
    "body newly required": (
        put("/paths/~1other/get/requestBody/required", True),
        {("major", "required", "/paths/~1other/get/requestBody")},
    ),
    "body may be null": (
        put("/paths/~1other/get/requestBody/content/text~1plain/schema/type", ["string", "null"]),
        {("minor", "nullability", "/paths/~1other/get/requestBody/content/text~1plain/schema")},
    ),
    "body field no longer null": (put(f"{ORDER}/note/type", "string"), {("major", "nullability", f"{ORDER}/note")}),
    "open values closed": (drop(f"{ORDER}/mood/anyOf/1"), {("major", "values", f"{ORDER}/mood")}),
    "closed values opened": (
        put(f"{ORDER}/colour", {"anyOf": [{"type": "string", "enum": ["red", "blue"]}, {"type": "string"}]}),
        {("minor", "values", f"{ORDER}/colour")},
    ),
    "body alternative added": (
        add(f"{ORDER}/pick/anyOf", {"$ref": "#/components/schemas/Part"}),
        {("minor", "added", "/components/schemas/Part")},
    ),
    "body alternative removed": (
        drop(f"{ORDER}/pick/anyOf/1"),
        {("major", "removed", "/components/schemas/Bit")},
    ),
    "body of another type": (
        lambda d: at(d, f"{PUT}/requestBody/content").update(
            {"text/plain": at(d, f"{PUT}/requestBody/content").pop("application/json")}
        ),
        {
            ("major", "removed", f"{PUT}/requestBody/content/application~1json"),
            ("minor", "added", f"{PUT}/requestBody/content/text~1plain"),
        },
    ),
    "body field added": (put(f"{ORDER}/more", {"type": "string"}), {("minor", "added", f"{ORDER}/more")}),
    "required body field added": (
        all_of(put(f"{ORDER}/more", {"type": "string"}), add("/components/schemas/Order/required", "more")),
        {("major", "required", f"{ORDER}/more")},
    ),
    "body field removed": (drop(f"{ORDER}/size"), {("major", "removed", f"{ORDER}/size")}),
    "body field newly required": (
        add("/components/schemas/Order/required", "size"),
        {("major", "required", f"{ORDER}/size")},
    ),
    "body field no longer required": (
        leave("/components/schemas/Order/required", "name"),
        {("minor", "required", f"{ORDER}/name")},
    ),
    "body field may be null": (
        put(f"{ORDER}/name/type", ["string", "null"]),
        {("minor", "nullability", f"{ORDER}/name")},
    ),
    "body field makes a call safe to repeat": (
        put(f"{ORDER}/note/x-idempotency-key", True),
        {("minor", "idempotency key", f"{ORDER}/note")},
    ),
    "body field narrowed": (put(f"{ORDER}/name/maxLength", 8), {("major", "bounds", f"{ORDER}/name")}),
    "body field default": (put(f"{ORDER}/size/default", 2), {("major", "default", f"{ORDER}/size")}),
    "body value refused": (leave(f"{ORDER}/colour/enum", "red"), {("major", "values", f"{ORDER}/colour/enum/0")}),
    "body field below": (
        drop("/components/schemas/Detail/properties/text"),
        {
            ("major", "type", f"{ORDER}/nested"),
            # The other alternative is left, and any map.
            ("minor", "type", f"{ORDER}/pick"),
            ("major", "removed", "/components/schemas/Detail"),
        },
    ),
    # Statuses.
    "status added": (put(f"{GET}/responses/429", {"description": "x"}), {("minor", "status", f"{GET}/responses/429")}),
    "status removed": (
        drop(f"{GET}/responses/404"),
        {
            ("minor", "status", "/components/responses/NotFound"),
            ("major", "example", "/components/responses/NotFound/content/application~1json/examples/not_found"),
        },
    ),
    "success removed": (
        lambda d: at(d, f"{PUT}/responses").update({"202": at(d, f"{PUT}/responses").pop("204")}),
        {("major", "status", f"{PUT}/responses/204"), ("minor", "status", f"{PUT}/responses/202")},
    ),
    "header added": (
        put(f"{GET}/responses/200/headers/X-More", {}),
        {("minor", "added", f"{GET}/responses/200/headers/X-More")},
    ),
    "header removed": (
        drop(f"{GET}/responses/200/headers/X-Id"),
        {("major", "removed", f"{GET}/responses/200/headers/X-Id")},
    ),
    "request id elsewhere": (
        put(f"{GET}/responses/200/headers/X-Id/x-request-id", True),
        {("minor", "request id", f"{GET}/responses/200/headers/X-Id")},
    ),
    "request id nowhere": (
        drop("/components/responses/NotFound/headers/X-Id/x-request-id"),
        {("major", "request id", "/components/responses/NotFound/headers/X-Id")},
    ),
    "example removed": (
        drop(f"{GET}/responses/200/content/application~1json/examples/another"),
        {("major", "example", f"{GET}/responses/200/content/application~1json/examples/another")},
    ),
    "example added": (
        put(f"{GET}/responses/200/content/application~1json/examples/third", {"value": {}}),
        {("minor", "example", f"{GET}/responses/200/content/application~1json/examples/third")},
    ),
    "example changed": (
        put(f"{GET}/responses/200/content/application~1json/examples/another/value", {"id": "c"}),
        {("patch", "text", f"{GET}/responses/200/content/application~1json/examples/another/value/id")},
    ),
    "answer has a content": (
        put(f"{PUT}/responses/204/content", {"application/json": {"schema": {"type": "string"}}}),
        {("major", "type", f"{PUT}/responses/204")},
    ),
    "answer may be of another type": (
        put(f"{GET}/responses/200/content/text~1plain", {"schema": {"type": "string"}}),
        {("minor", "added", f"{GET}/responses/200/content/text~1plain")},
    ),
    "answer of another type": (
        drop(f"{GET}/responses/200/content/application~1json"),
        {
            ("major", "removed", f"{GET}/responses/200/content/application~1json"),
            ("major", "example", f"{GET}/responses/200/content/application~1json/examples/found"),
            ("major", "example", f"{GET}/responses/200/content/application~1json/examples/another"),
        },
    ),
    # Fields of answers.
    "field added": (put(f"{THING}/more", {"type": ["string", "null"]}), {("minor", "added", f"{THING}/more")}),
    "required field added": (
        all_of(put(f"{THING}/more", {"type": "string"}), add(REQUIRED, "more")),
        {("major", "required", f"{THING}/more")},
    ),
    "field removed": (drop(f"{THING}/count"), {("major", "removed", f"{THING}/count")}),
    "field renamed": (
        all_of(drop(f"{THING}/count"), put(f"{THING}/number", {"type": ["integer", "null"]})),
        {("major", "removed", f"{THING}/count"), ("minor", "added", f"{THING}/number")},
    ),
    "field newly required": (add(REQUIRED, "count"), {("major", "required", f"{THING}/count")}),
    "field no longer required": (leave(REQUIRED, "id"), {("major", "required", f"{THING}/id")}),
    "field that may be null no longer required": (leave(REQUIRED, "maybe"), {("minor", "required", f"{THING}/maybe")}),
    "required field may be null": (
        put(f"{THING}/id/type", ["string", "null"]),
        {("major", "nullability", f"{THING}/id")},
    ),
    "required field no longer null": (
        put(f"{THING}/maybe/type", "string"),
        {("major", "nullability", f"{THING}/maybe")},
    ),
    "optional field no longer null": (
        put(f"{THING}/count/type", "integer"),
        {("patch", "text", f"{THING}/count/type")},
    ),
    "type changed": (put(f"{THING}/id/type", "integer"), {("major", "type", f"{THING}/id")}),
    "type widened": (put(f"{THING}/count/type", ["number", "null"]), {("major", "type", f"{THING}/count")}),
    "type narrowed": (put(f"{THING}/amount/type", ["integer", "null"]), {("major", "type", f"{THING}/amount")}),
    "time is text": (drop(f"{THING}/when/format"), {("major", "type", f"{THING}/when")}),
    "format that is no type": (put(f"{THING}/id/format", "email"), {("patch", "text", f"{THING}/id")}),
    "numeric string read": (put(f"{THING}/count/x-numeric-string", True), {("minor", "type", f"{THING}/count")}),
    "numeric string refused": (drop(f"{THING}/amount/x-numeric-string"), {("major", "type", f"{THING}/amount")}),
    "anything is something": (put(f"{THING}/free/type", ["string", "null"]), {("major", "type", f"{THING}/free")}),
    "known value added": (
        add("/components/schemas/KnownState/enum", "odd"),
        {("minor", "values", "/components/schemas/KnownState/enum/2")},
    ),
    "known value removed": (
        leave("/components/schemas/KnownState/enum", "old"),
        {("major", "values", "/components/schemas/KnownState/enum/1")},
    ),
    "known values removed": (put(f"{THING}/state", {"type": "string"}), {("major", "values", f"{THING}/state")}),
    "known values added": (
        put(f"{THING}/id", {"anyOf": [{"$ref": "#/components/schemas/KnownState"}, {"type": "string"}]}),
        {("minor", "values", f"{THING}/id")},
    ),
    "bound of an answer": (put(f"{THING}/id/maxLength", 9), {("patch", "text", f"{THING}/id")}),
    "default of an answer": (put(f"{THING}/id/default", "x"), {("patch", "text", f"{THING}/id")}),
    "field below": (
        put("/components/schemas/Part/properties/name/type", ["integer", "null"]),
        {("major", "type", "/components/schemas/Part/properties/name")},
    ),
    "items": (put(f"{THING}/parts/items", {"type": "string"}), {("major", "type", f"{THING}/parts/items")}),
    "items may be null": (
        put(f"{THING}/parts/items", {"anyOf": [{"$ref": "#/components/schemas/Part"}, {"type": "null"}]}),
        {("major", "nullability", f"{THING}/parts/items")},
    ),
    "values of a map": (
        put(f"{THING}/labels/additionalProperties/type", "integer"),
        {("major", "type", f"{THING}/labels/additionalProperties")},
    ),
    "alternative removed": (drop(f"{THING}/either/anyOf/1"), {("major", "removed", "/components/schemas/Bit")}),
    "alternative added": (
        lambda d: at(d, f"{THING}/either/anyOf").insert(2, {"$ref": "#/components/schemas/Problem"}),
        {("major", "added", "/components/schemas/Problem")},
    ),
    "schema renamed": (
        all_of(
            lambda d: at(d, "/components/schemas").update(Piece=at(d, "/components/schemas").pop("Part")),
            put(f"{THING}/part/anyOf/0/$ref", "#/components/schemas/Piece"),
            put(f"{THING}/parts/items/$ref", "#/components/schemas/Piece"),
            put(f"{THING}/either/anyOf/0/$ref", "#/components/schemas/Piece"),
            put("/components/schemas/Piece/properties/inner/anyOf/0/$ref", "#/components/schemas/Piece"),
        ),
        {("patch", "text", f"{THING}/part/anyOf/0/$ref")},
    ),
    "error field removed": (
        put("/components/schemas/Problem/properties", {"text": {"type": ["string", "null"]}}),
        {
            ("major", "removed", "/components/schemas/Problem/properties/message"),
            ("minor", "added", "/components/schemas/Problem/properties/text"),
        },
    ),
    # Nothing that users meet.
    "text": (put(f"{GET}/summary", "Get one."), {("patch", "text", f"{GET}/summary")}),
    "what nothing uses": (drop("/components/schemas/Unused"), {("patch", "text", "/components/schemas")}),
    "order": (
        lambda d: d.update(paths=dict(reversed(d["paths"].items()))),
        set(),
    ),
    "nothing": (lambda d: None, set()),
}


@pytest.mark.parametrize("name", EDITS)
def test_an_edit_is_told_and_nothing_else(name: str, api: dict[str, Any], tmp_path: Path) -> None:
    """Step, kind and pointer of each change: none is missed, none invented."""
    edit, expected = EDITS[name]
    edit(api)

    changes = contract_steps.compare(document(API, tmp_path, "old"), document(api, tmp_path, "new"))

    assert told(changes) == expected


@pytest.mark.parametrize("name", [name for name in EDITS if name not in ("nothing", "order")])
def test_a_change_has_its_place_on_its_own_side(name: str, api: dict[str, Any], tmp_path: Path) -> None:
    """What is gone is found in the old document, all else in the new one, on the reported line."""
    edit, _ = EDITS[name]
    edit(api)
    old, new = document(API, tmp_path, "old"), document(api, tmp_path, "new")

    for change in contract_steps.compare(old, new):
        side = old if change.before else new
        assert change.pointer in side.lines or change.pointer == f"{GET}/security", change
        assert change.line == side.finding(change.pointer or "", "").line
        assert change.place.startswith(f"openapi/api.yaml:{change.line} #{change.pointer}")
        assert change.place.endswith("(as released)") == change.before


def test_a_change_names_every_operation_that_reaches_it(api: dict[str, Any], tmp_path: Path) -> None:
    """A schema that two operations return is reported once, with both."""
    old = deepcopy(api)
    for data in (old, api):
        at(data, "/paths/~1other/get/responses/200").update(at(data, f"{GET}/responses/200"))
    drop(f"{THING}/count")(api)

    (change,) = contract_steps.compare(document(old, tmp_path, "old"), document(api, tmp_path, "new"))

    assert change.operations == ("other_get", "things_get")


def test_a_schema_counts_by_where_it_goes(api: dict[str, Any], tmp_path: Path) -> None:
    """One schema in a body and in an answer: a new required field breaks both, and both are reported."""
    old = deepcopy(api)
    for data in (old, api):
        put(f"{PUT}/responses/204", {"description": "x", "content": at(data, f"{PUT}/requestBody/content")})(data)
    add("/components/schemas/Order/required", "size")(api)

    changes = contract_steps.compare(document(old, tmp_path, "old"), document(api, tmp_path, "new"))

    assert {change.reason for change in changes} == {
        "`size` must now be sent",
        "`size` is now required: responses without it are rejected",
    }


def test_what_is_merged_is_compared_as_one(api: dict[str, Any], tmp_path: Path) -> None:
    """`allOf` is no change where the fields are the same, and is looked into where they are not."""
    thing = api["components"]["schemas"]["Thing"]
    base = {"type": "object", "required": ["id"], "properties": {"id": thing["properties"].pop("id")}}
    rest = {**thing, "required": ["state", "maybe"]}
    api["components"]["schemas"].update(Base=base, Thing={"allOf": [{"$ref": "#/components/schemas/Base"}, rest]})

    same = contract_steps.compare(document(API, tmp_path, "old"), document(api, tmp_path, "new"))
    base["properties"]["id"]["type"] = "integer"
    other = contract_steps.compare(document(API, tmp_path, "old"), document(api, tmp_path, "new"))

    assert {change.step.name for change in same} == {"PATCH"}
    assert told(other) == {("major", "type", "/components/schemas/Base/properties/id")}


def test_circles_end(api: dict[str, Any], tmp_path: Path) -> None:
    """References that lead to themselves, and schemas merged into themselves, do not hang."""
    api["components"]["schemas"]["Problem"] = {"$ref": "#/components/schemas/Problem"}
    api["components"]["schemas"]["Bit"] = {"allOf": [{"$ref": "#/components/schemas/Bit"}]}

    changes = contract_steps.compare(document(API, tmp_path, "old"), document(api, tmp_path, "new"))

    assert changes


def test_what_is_no_openapi_is_compared_without_a_crash(tmp_path: Path) -> None:
    """Lists where mappings belong, numbers where names belong: nothing is found there."""
    odd = {"openapi": 1, "servers": {}, "paths": {"/a": {"get": [], "put": {"parameters": {}, "responses": [1]}}}}

    changes = contract_steps.compare(document(odd, tmp_path, "old"), document(API, tmp_path, "new"))

    assert ("major", "removed", "/paths/~1a/put") in told(changes)


def test_what_is_said_does_not_depend_on_the_day(tmp_path: Path) -> None:
    """The same changes, in the order of the document, whatever Python's hashes are."""
    project = Path(__file__).resolve().parents[2]
    text = (project / "openapi" / "lumenfall" / "document.yaml").read_text(encoding="utf-8")
    for folder, content in (("old", text), ("new", text.replace("        size:", "        sise:"))):
        (tmp_path / folder / "openapi" / "lumenfall").mkdir(parents=True)
        (tmp_path / folder / "openapi" / "lumenfall" / "document.yaml").write_text(content, encoding="utf-8")
    script = textwrap.dedent("""\
        from pathlib import Path
        from tools.contract.documents import load
        from tools.release.compat import contract_steps
        old, new = (load(Path(name) / "openapi/lumenfall/document.yaml") for name in ("old", "new"))
        for change in contract_steps.compare(old, new):
            print(change)
    """)
    said = {
        subprocess.run(
            [sys.executable, "-c", script], cwd=tmp_path, capture_output=True, text=True, check=True,
            env={**os.environ, "PYTHONHASHSEED": str(seed), "PYTHONPATH": str(project)},
        ).stdout
        for seed in range(6)
    }  # fmt: skip

    assert len(said) == 1
    assert said.pop().count("sise") >= 2


def test_a_strict_bound_that_takes_its_limit_too(api: dict[str, Any], tmp_path: Path) -> None:
    """From more than 1 to at least 1: more is accepted, so nothing of it is breaking."""
    put(f"{GET}/parameters/1/schema/minimum", 1)(api)
    new = document(api, tmp_path, "new")
    drop(f"{GET}/parameters/1/schema/minimum")(api)
    put(f"{GET}/parameters/1/schema/exclusiveMinimum", 1)(api)

    changes = contract_steps.compare(document(api, tmp_path, "old"), new)

    assert {step for step, _, _ in told(changes)} == {"minor"}


def test_a_default_on_the_wire_is_said(api: dict[str, Any], tmp_path: Path) -> None:
    """The reason says what calls that leave the argument out send from now on."""
    old = document(api, tmp_path, "old")
    put(f"{GET}/parameters/2/schema/default", "up")(api)

    [change] = contract_steps.compare(old, document(api, tmp_path, "new"))

    assert change.reason.endswith("calls that omit it now send 'up'")
