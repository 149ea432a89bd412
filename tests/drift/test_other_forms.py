"""Ten forms of one page, each edited in eight ways: each edit is one change, and nothing else is."""

from __future__ import annotations

import base64
import json
import zlib
from collections.abc import Callable
from typing import Any

import pytest
from attrs import evolve, frozen

from tools.contract.differences import differences
from tools.contract.facts import Facts
from tools.drift.pages.page_facts import read_page
from tools.drift.pages.published_document import Call
from tools.drift.pages.text import PageText


@frozen
class Value:
    """A parameter or a field."""

    name: str
    kind: str
    required: bool = False
    nullable: bool = False
    values: tuple[str, ...] = ()

    @property
    def marks(self) -> str:
        """Its type and marks."""
        parts = [self.kind, *(["required"] if self.required else []), *(["nullable"] if self.nullable else [])]
        return ", ".join(parts)

    @property
    def words(self) -> str:
        """Its description."""
        listed = ", ".join(f"`{one}`" for one in self.values)
        return f"What it is. One of {listed}." if listed else "What it is."

    def schema(self) -> dict[str, Any]:
        """Its schema."""
        return {
            "type": self.kind,
            **({"nullable": True} if self.nullable else {}),
            **({"enum": list(self.values)} if self.values else {}),
        }


@frozen
class Page:
    """What a page states."""

    method: str = "GET"
    path: str = "/v1/planets/{planet_id}"
    parameters: tuple[Value, ...] = (
        Value("planet_id", "string", required=True),
        Value("units", "string", values=("si", "imperial", "natural")),
        Value("depth", "integer"),
    )
    fields: tuple[Value, ...] = (
        Value("id", "string", required=True),
        Value("mass", "number", required=True),
        Value("rings", "boolean", nullable=True),
    )

    def place(self, one: Value) -> str:
        """Where a parameter is."""
        return "path" if f"{{{one.name}}}" in self.path else "query"

    def at(self, place: str) -> list[Value]:
        """The parameters of a place."""
        return [one for one in self.parameters if self.place(one) == place]

    def operation(self) -> dict[str, Any]:
        """The operation of an OpenAPI document."""
        required = [one.name for one in self.fields if one.required]
        schema = {
            "type": "object",
            "required": required,
            "properties": {one.name: one.schema() for one in self.fields},
        }
        return {
            "parameters": [
                {"name": one.name, "in": self.place(one), "required": one.required, "schema": one.schema()}
                for one in self.parameters
            ],
            "responses": {"200": {"description": "Ok", "content": {"application/json": {"schema": schema}}}},
        }

    def document(self) -> str:
        """The document, as JSON."""
        paths = {self.path: {self.method.lower(): self.operation()}}
        return json.dumps({"openapi": "3.0.3", "info": {}, "paths": paths})


def packed(page: Page) -> str:
    data = {"method": page.method.lower(), "path": page.path, **page.operation()}
    text = base64.b64encode(zlib.compress(json.dumps(data).encode())).decode()
    return f"---\nid: get\napi: {text}\n---\n\n# Get\n\n<MethodEndpoint />\n"


def listed(page: Page, item: Callable[[Value], str], heading: str = "##") -> str:
    parts = [f"{heading} {title}\n\n" + "\n".join(map(item, values)) + "\n" for title, values in sections(page)]
    return "\n".join(parts)


def sections(page: Page) -> list[tuple[str, list[Value]]]:
    found = [
        ("Path Parameters", page.at("path")),
        ("Query Parameters", page.at("query")),
        ("Response", list(page.fields)),
    ]
    return [one for one in found if one[1]]


def tables(page: Page) -> str:
    def table(values: list[Value]) -> str:
        rows = [
            f"| `{v.name}` | {v.marks.split(',')[0]} | {'yes' if v.required else 'no'} | {v.words} |" for v in values
        ]
        return "| Name | Type | Required | Description |\n|---|---|---|---|\n" + "\n".join(rows) + "\n"

    parameters = [(title, values) for title, values in sections(page) if title != "Response"]
    text = "\n".join(f"##### {title}\n\n{table(values)}" for title, values in parameters)
    return f"#### {page.method} {page.path}\n\n{text}\n##### Response\n\n" + "\n".join(map(item_of, page.fields)) + "\n"


def item_of(one: Value) -> str:
    return f"- `{one.name}` ({one.marks}): {one.words}"


def component(one: Value) -> str:
    null = " nullable" if one.nullable else ""
    marks = f'type="{one.kind}" :required="{str(one.required).lower()}"{null}'
    return f'<ApiParam name="{one.name}" {marks}>\n\n{one.words}\n\n</ApiParam>\n'


def in_html(page: Page, item: Callable[[Value], str], element: str) -> str:
    parts = "".join(
        f"<h2>{title}</h2><{element}>{''.join(map(item, values))}</{element}>" for title, values in sections(page)
    )
    return f"<html><body><h1>Get</h1><p><code>{page.method} {page.path}</code></p>{parts}</body></html>"


OTHER = "## List\n\n`GET /v1/moons`\n\n### Response\n\n- `moons` (array): All of them.\n\n"

FORMS: dict[str, Callable[[Page], str]] = {
    "packed in front matter": packed,
    "named in front matter": lambda page: f'---\ntitle: Get\nopenapi: "{page.method} {page.path}"\n---\n\nA planet.\n',
    "a block with text beside it": lambda page: f"# Get\n\nText.\n\n```json\n{page.document()}\n```\n\nMore text.\n",
    "messages of HTTP": lambda page: (
        f"## Get\n\n```http\n{page.method} {page.path} HTTP/1.1\nAccept: application/json\n```\n\n"
        + listed(page, item_of, "###")
    ),
    "tables and items": tables,
    "components of the site": lambda page: f"{page.method} {page.path}\n\n{listed(page, component)}",
    "definition lists": lambda page: (
        f"{page.method.lower()} {page.path}\n\n" + listed(page, lambda v: f"{v.name}\n: {v.marks}. {v.words}\n")
    ),
    "definition lists in HTML": lambda page: in_html(
        page, lambda v: f"<dt>{v.name}</dt><dd>{v.marks}. {v.words}</dd>", "dl"
    ),
    "paragraphs in HTML": lambda page: in_html(
        page, lambda v: f"<p><b>{v.name}</b> <i>{v.marks}</i></p><p>{v.words}</p>", "div"
    ),
    "one of several operations": lambda page: (
        OTHER + f"## Get\n\n`{page.method} {page.path}`\n\n{listed(page, item_of, '###')}"
    ),
}  # fmt: skip


def edited(page: Page, name: str, **changes: Any) -> Page:
    """The page with a parameter or field that has changed."""
    return evolve(
        page,
        parameters=tuple(evolve(one, **changes) if one.name == name else one for one in page.parameters),
        fields=tuple(evolve(one, **changes) if one.name == name else one for one in page.fields),
    )


EDITS: dict[str, tuple[Callable[[Page], Page], str]] = {
    "nothing": (lambda page: page, ""),
    "a method": (lambda page: evolve(page, method="POST"), "method method"),
    "a path": (lambda page: evolve(page, path="/v2/planets/{planet_id}"), "path path"),
    "a type": (lambda page: edited(page, "mass", kind="string"), "type response.200.mass"),
    "the type of a parameter": (lambda page: edited(page, "depth", kind="number"), "type parameter.depth"),
    "a value": (
        lambda page: edited(page, "units", values=("si", "imperial", "old", "natural")), "values parameter.units"
    ),
    "a parameter": (
        lambda page: evolve(page, parameters=(*page.parameters, Value("orbit", "boolean"))), "added parameter.orbit"
    ),
    "a field": (lambda page: evolve(page, fields=(*page.fields, Value("color", "string"))), "added response.200.color"),
    "a field less": (lambda page: evolve(page, fields=page.fields[:-1]), "removed response.200.rings"),
}  # fmt: skip


def read(form: str, page: Page) -> Facts:
    beside = {"openapi.json": page.document()}

    def find(file: str) -> PageText | None:
        return PageText(file, beside[file]) if file in beside else None

    facts = read_page(PageText("page", FORMS[form](page), beside=find), wanted=Call(page.method, page.path))
    assert isinstance(facts, Facts), facts
    return facts


@pytest.mark.parametrize("edit", EDITS)
@pytest.mark.parametrize("form", FORMS)
def test_an_edit_of_another_form(form: str, edit: str) -> None:
    """It is found, and nothing else is."""
    change, expected = EDITS[edit]

    found = differences(read(form, change(Page())), read(form, Page()), against="page")

    told = [f"{one.kind} {one.subject}".replace(".success.", ".200.") for one in found]
    assert told == ([expected] if expected else [])


@pytest.mark.parametrize("form", FORMS)
def test_each_form_states_the_same(form: str) -> None:
    """Types, marks and values of everything, whatever the form."""
    facts = read(form, Page())

    assert {key: (set(one.types), one.required) for key, one in facts.parameters.items()} == {
        ("path", "planet_id"): ({"string"}, True),
        ("query", "units"): ({"string"}, False),
        ("query", "depth"): ({"integer"}, False),
    }
    assert set(facts.parameters["query", "units"].values or ()) == {"si", "imperial", "natural"}
    (body,) = facts.answers.values()
    types = {path: set(one.types) for path, one in body.fields.items() if path}
    assert types == {("id",): {"string"}, ("mass",): {"number"}, ("rings",): {"boolean"}}
