"""Sources that are wrong, endless or made to break something: an error that says what to do, and nothing written."""

from __future__ import annotations

import copy
import json
import random
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest

from tools.contract.documents import load_text
from tools.contract.findings import InputError
from tools.contract.json_tree import is_list, is_mapping
from tools.drift.drafts.document_text import Additions, with_additions
from tools.drift.drafts.operation_draft import Drafting
from tools.drift.drafts.published_source import Source, Wanted
from tools.drift.drafts.yaml_blocks import Members

from .conftest import DOCUMENT, PUBLISHED, Studio, answering, publish

SELF = {"$ref": "#/components/schemas/A"}


def nested(depth: int, *, key: str) -> dict[str, Any]:
    """A schema in a schema, and so on, each a named one."""
    return {f"A{number}": {key: [{"$ref": f"#/components/schemas/A{number + 1}"}]} for number in range(depth)} | {
        f"A{depth}": {"type": "object", "properties": {"end": {"type": "string"}}}
    }


REFUSED: dict[str, tuple[dict[str, Any] | str, str]] = {
    "no-json": ("{", "Not JSON"),
    "a-list": ("[]", "but this is not"),
    "swagger-2": ({"swagger": "2.0", "paths": {}}, "This is Swagger 2"),
    "no-version": ({"paths": {}}, "drafts are made from 3.0 and 3.1"),
    "version-4": ({"openapi": "4.0.0", "paths": {}}, "drafts are made from 3.0 and 3.1"),
    "no-paths": ({"openapi": "3.1.0", "paths": []}, "There are no `paths`"),
    "no-operation": ({"openapi": "3.1.0", "paths": {"/a": {"get": 1}}}, "The source has no operation"),
    "reference-out": (answering({"$ref": "other.yaml#/A"}), "another file or URL is not supported"),
    "reference-nowhere": (answering({"$ref": "#/components/schemas/Nope"}), "there is no such target"),
    "reference-circle": (answering(SELF, A=SELF), "leads back to itself"),
    "parameter-circle": (
        {**publish({"parameters": [{"$ref": "#/components/parameters/A"}]}),
         "components": {"parameters": {"A": {"$ref": "#/components/parameters/A"}}}},
        "leads back to itself",
    ),
    "all-of-itself": (answering(SELF, A={"allOf": [SELF, {"type": "object"}]}), "holds itself"),
    "all-of-doubling": (
        answering({"$ref": "#/components/schemas/A0"}, **{
            name: {"allOf": schema["allOf"] * 2} if "allOf" in schema else schema
            for name, schema in nested(30, key="allOf").items()
        }),
        "needs more than",
    ),
    "unions-in-unions": (
        answering({"$ref": "#/components/schemas/A0"}, **nested(70, key="anyOf")),
        "more than 60 deep",
    ),
    "too-many-schemas": (
        answering({"$ref": "#/components/schemas/A0"}, **{
            f"A{number}": {"type": "object", "properties": {"next": {"$ref": f"#/components/schemas/A{number + 1}"}}}
            for number in range(500)
        }, A500={"type": "string"}),
        "needs more than 400 schemas",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("source", "fragment"), REFUSED.values(), ids=REFUSED)
def test_a_source_that_cannot_be_drafted_is_refused(
    studio: Studio, source: dict[str, Any] | str, fragment: str
) -> None:
    """The error says what is wrong and where; document and table of pages are as before."""
    path = studio.folder / "source.json"
    path.write_text(source if isinstance(source, str) else json.dumps(source))
    outcome = studio.run(source=path)

    assert outcome.status == 2
    assert fragment in outcome.err
    assert "source.json" in outcome.err
    assert studio.text == DOCUMENT
    assert [one.name for one in studio.file.parent.iterdir()] == ["document.yaml"]


@pytest.mark.parametrize(
    ("words", "listed", "fragment"),
    [
        (["getProjekt"], None, "no operation `getProjekt`. Did you mean `getProject`?"),
        (["GET", "/v1/projects/{id}"], None, "no operation `GET /v1/projects/{id}`"),
        (["/v1/projects"], None, "stands for several operations: GET /v1/projects, POST /v1/projects"),
        (["getProject", "getProject"], None, "named twice"),
        ([], None, "Name those that you want"),
        ([], "getProject a.b c.d", "A line is `METHOD /path`"),
        ([], "getProject projects_find_one", "Write `tag.method`"),
        ([], "getProject import.get", "cannot be an attribute of the client"),
        ([], "getProject credits.get", "cannot be an attribute of the client"),
        ([], "getProject projects.import", "cannot be a method"),
        ([], "getProject projects.get_detailed", "cannot be a method"),
        ([], "getProject workspaces.get", "is in use"),
    ],
)
def test_a_wrong_request_is_said(studio: Studio, words: list[str], listed: str | None, fragment: str) -> None:
    """An operation that is not there, a name that cannot be: what was meant, or what to write."""
    outcome = studio.run(*words, listed=listed)

    assert outcome.status == 2
    assert fragment in outcome.err
    assert ("operations.txt:1" in outcome.err) == (listed is not None)
    assert studio.text == DOCUMENT


def test_an_unknown_provider_is_said(studio: Studio) -> None:
    """The table's names are listed."""
    (studio.folder / "pyproject.toml").write_text('[tool.codegen.providers.b]\nclient = "B"\nversion = "1"\n')

    assert "There is no provider 'acme'; there are b" in studio.run("getProject").err


ENDLESS: dict[str, dict[str, Any]] = {
    "union-of-itself": answering(SELF, A={"anyOf": [SELF, {"type": "string"}]}),
    "list-of-itself": answering(SELF, A={"type": "array", "items": SELF}),
    "map-of-itself": answering(SELF, A={"type": "object", "additionalProperties": SELF}),
    "json": answering(
        SELF,
        A={"anyOf": [{"type": "string"}, {"type": "array", "items": SELF},
                     {"type": "object", "additionalProperties": SELF}]},
    ),
    "objects-in-circles": answering(
        SELF,
        A={"oneOf": [{"$ref": "#/components/schemas/B"}, {"$ref": "#/components/schemas/C"}]},
        B={"type": "object", "properties": {"b": SELF, "x": {"anyOf": [SELF, {"$ref": "#/components/schemas/C"}]}}},
        C={"type": "object", "properties": {"c": SELF, "x": {"anyOf": [{"$ref": "#/components/schemas/B"}, SELF]}}},
    ),
}  # fmt: skip


@pytest.mark.parametrize("source", ENDLESS.values(), ids=ENDLESS)
def test_schemas_without_end_are_drafted(studio: Studio, source: dict[str, Any]) -> None:
    """A schema that holds itself, through whatever, ends as a reference, or as any JSON where there is no object."""
    studio.draft(source=source)

    assert studio.findings() == []


JUNK: list[Any] = [
    None, True, 0, -1, 1.5, "", "x", [], {}, [None], {"$ref": "#/"}, {"$ref": 5}, {"a": {"b": None}}, "object",
    {"type": []}, {"enum": []}, {"allOf": []}, {"anyOf": [None]}, {"oneOf": [{}]}, {"properties": []}, "\x00: #\n- x",
]  # fmt: skip


def places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The path of each value in a tree."""
    items: Any = value.items() if is_mapping(value) else enumerate(value) if is_list(value) else ()
    for key, item in items:
        yield (*path, key)
        yield from places(item, (*path, key))


def test_any_value_may_be_of_any_type() -> None:
    """Whatever stands in the place of whatever, operations are drafted or refused, and the reader never breaks off."""
    chance = random.Random(11)  # noqa: S311  # a choice of places, and no secret
    everywhere = list(places({key: PUBLISHED[key] for key in ("paths", "components", "servers", "tags")}))
    document = load_text(DOCUMENT, file="document.yaml", as_json=False).data
    outcomes: Counter[str] = Counter()
    for _ in range(60):
        published = copy.deepcopy(PUBLISHED)
        path = chance.choice(everywhere)
        holder: Any = published
        for key in path[:-1]:
            holder = holder[key]
        holder[path[-1]] = chance.choice(JUNK)
        try:
            source = Source(load_text(json.dumps(published), file="source.json", as_json=True))
            drafting = Drafting(source, document, None)
            for operation in list(source.operations())[:6]:
                drafting.add(operation, Wanted(operation.place))
            additions = Additions(
                list(drafting.tags.values()),
                [(one.path, one.method, one.data) for one in drafting.operations],
                Members(drafting.responses),
                Members(drafting.schemas.drafted),
            )
            with_additions(DOCUMENT, "document.yaml", additions)
            outcomes["drafted"] += 1
        except InputError:
            outcomes["refused"] += 1

    assert outcomes["drafted"] > outcomes["refused"]


@pytest.mark.parametrize("status", [0, 2])
def test_no_control_characters_of_a_source_reach_the_terminal(studio: Studio, status: int) -> None:
    """Neither in the report nor in what is refused."""
    hostile = "\x1b[2J\x9b31m\u202e"
    reference = {"$ref": f"#/components/schemas/{hostile}"}
    source = publish({}, path=f"/v1/things{hostile}") if status == 0 else answering(reference)

    outcome = studio.run(source=source)

    assert outcome.status == status
    assert "x1b[2J" in outcome.out + outcome.err
    assert not [one for one in outcome.out + outcome.err if one != "\n" and not one.isprintable()]


def test_a_broken_reference_elsewhere_is_no_matter(studio: Studio) -> None:
    """Only what the drafted operation uses must be whole."""
    other = {"get": {"operationId": "other", "responses": {"200": {"$ref": "#/components/responses/Nowhere"}}}}
    source = publish({"responses": {"204": {"description": "Done"}}}, path="/v1/things/{thing_id}")
    source["paths"]["/v1/others"] = other

    studio.draft("one", source=source)

    assert studio.operation("things_get")
