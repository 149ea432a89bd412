"""One page in fifteen forms, and small changes of what it states."""

from __future__ import annotations

import base64
import json
import re
import zlib
from collections.abc import Callable, Iterator
from typing import Any, Final

from attrs import evolve, frozen


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

    about: str = "What it is."
    """The first sentence of its description."""

    @property
    def words(self) -> str:
        """Its description."""
        listed = ", ".join(f"`{one}`" for one in self.values)
        return f"{self.about} One of {listed}." if listed else self.about

    @property
    def sentences(self) -> str:
        """Its description, with the marks as sentences."""
        marks = ["Required."] if self.required else []
        return " ".join([*marks, *(["May be null."] if self.nullable else []), self.words])

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


def restructured(page: Page) -> str:
    def path(found: re.Match[str]) -> str:
        return f"(string:{found[1]})"

    def field(kind: str, one: Value) -> str:
        return f"   :{kind} {one.kind} {one.name}: {one.sentences.replace('`', '``')}\n"

    rows = [field("param", one) for one in page.at("path")] + [field("query", one) for one in page.at("query")]
    rows += [field(">json", one) for one in page.fields]
    call = f".. http:{page.method.lower()}:: {re.sub('{(.*?)}', path, page.path)}\n   :synopsis: Get a planet\n"
    example = "   .. code-block:: bash\n\n      curl https://api.example.test/v1/planets/3\n"
    return f"Planets\n=======\n\n{call}\n   A planet.\n\n{example}\n{''.join(rows)}   :statuscode 200: Found\n"


def of_sphinx(page: Page) -> str:
    def item(one: Value) -> str:
        return f"<li><p><strong>{one.name}</strong> (<em>{one.kind}</em>) &#8211; {one.sentences}</p></li>"

    titles = {"Path Parameters": "Parameters", "Response": "Response JSON Object"}
    groups = [
        f'<dt class="field-odd">{titles.get(title, title)}<span class="colon">:</span></dt>'
        f'<dd class="field-odd"><ul class="simple">{"".join(map(item, values))}</ul></dd>'
        for title, values in sections(page)
    ]
    call = f'<span class="sig-name"><span class="pre">{page.method}</span> </span><span>{page.path}</span>'
    anchor = '<a class="headerlink" href="#get" title="Link to this definition">¶</a>'
    listed = f'<dl class="field-list simple">{"".join(groups)}</dl><p>See also <code>below</code>.</p>'
    signature = f'<dt class="sig sig-object http" id="get">{call}{anchor}</dt>'
    body = f'<h1>Planets</h1><dl class="http">{signature}<dd>{listed}</dd></dl>'
    return f"<html><body>{body}</body></html>"


def of_slate(page: Page) -> str:
    def table(values: list[Value]) -> str:
        rows = [f"{one.name} | {one.kind} | {one.sentences}" for one in values]
        return "Parameter | Type | Description\n--------- | ---- | -----------\n" + "\n".join(rows) + "\n"

    path = re.sub("{(.*?)}", r":\1", page.path)
    tables = "\n".join(f"### {title}\n\n{table(values)}" for title, values in sections(page))
    call = '```shell\ncurl "<%= curl_url %>/v1/planets/3" \\\n  -H "Authorization: BEARER <%= curl_token %>"\n```\n'
    other = (
        "## List\n\n### HTTP Request\n\n`GET <%= api_url %>/v1/moons`\n\n### Response\n\n- `moons` (array): All.\n\n"
    )
    return f"{other}## Get\n\n{call}\n### HTTP Request\n\n`{page.method} <%= api_url %>{path}`\n\n{tables}"


def of_readme(page: Page) -> str:
    def block(values: list[Value]) -> str:
        cells = {"h-0": "Parameter", "h-1": "Type", "h-2": "Description"}
        for number, one in enumerate(values):
            listed = "".join(f"<li>`{value}`: So.</li>" for value in one.values)
            words = one.about + (f"<br>Possible values:<ul>{listed}</ul>" if listed else "")
            marks = "".join([" **Required.**" if one.required else "", " May be null." if one.nullable else ""])
            cells |= {f"{number}-0": f"`{one.name}`", f"{number}-1": one.kind, f"{number}-2": f"{words}{marks}"}
        text = json.dumps({"data": cells, "cols": 3, "rows": len(values)}, indent=2)
        return f"[block:parameters]\n{text}\n[/block]\n"

    head = json.dumps({"title": f"{page.method} {page.path}"})
    parts = "\n".join(f"## {title}\n\n{block(values)}" for title, values in sections(page))
    return f"---\ntitle: Get\n---\n[block:api-header]\n{head}\n[/block]\n\n{parts}"


def of_fern(page: Page) -> str:
    document = json.loads(page.document())
    key = {"name": "x-api-key", "in": "header", "description": "Header authentication of the form `undefined <token>`"}
    document["paths"][page.path][page.method.lower()]["parameters"].append({**key, "schema": {"type": "string"}})
    block = json.dumps(document, indent=1)
    call = f"{page.method} https://api.example.test{page.path}"
    return f"# Get\n\n{call}\n\n## OpenAPI Specification\n\n```json\n{block}\n```\n"


OTHER: Final = "## List\n\n`GET /v1/moons`\n\n### Response\n\n- `moons` (array): All of them.\n\n"

FORMS: Final[dict[str, Callable[[Page], str]]] = {
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
    "reStructuredText": restructured,
    "Sphinx's HTML": of_sphinx,
    "Slate's tables": of_slate,
    "ReadMe's blocks": of_readme,
    "Fern's Markdown": of_fern,
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


def mutations(page: Page) -> Iterator[tuple[Page, str]]:
    """Small changes of the page, each with the one finding that it must give."""
    for one in page.parameters:
        if not one.values:
            yield edited(page, one.name, kind="boolean"), f"type parameter.{one.name}"
        if page.place(one) == "query":
            yield edited(page, one.name, required=True), f"required parameter.{one.name}"
            rest = tuple(other for other in page.parameters if other is not one)
            yield evolve(page, parameters=rest), f"removed parameter.{one.name}"
    for one in page.fields:
        yield edited(page, one.name, kind="object"), f"type response.200.{one.name}"
        yield edited(page, one.name, nullable=not one.nullable), f"nullability response.200.{one.name}"
        rest = tuple(other for other in page.fields if other is not one)
        yield evolve(page, fields=rest), f"removed response.200.{one.name}"
    yield edited(page, "units", values=("si", "imperial")), "values parameter.units"
    yield edited(page, "units", values=("si", "imperial", "natural", "cgs")), "values parameter.units"
    yield edited(page, "units", values=()), "values parameter.units"
    first = Value("orbit", "integer")
    yield evolve(page, parameters=(page.parameters[0], first, *page.parameters[1:])), "added parameter.orbit"
    yield evolve(page, fields=(Value("color", "string"), *page.fields)), "added response.200.color"
    yield evolve(page, method="DELETE"), "method method"
    yield evolve(page, path="/v1/worlds/{planet_id}"), "path path"


RESTYLES: Final[dict[str, Callable[[Callable[[Page], str], Page], str]]] = {
    "fields in another order": lambda form, page: form(
        evolve(page, fields=page.fields[::-1], parameters=(page.parameters[0], *page.parameters[:0:-1]))
    ),
    "other words": lambda form, page: form(
        evolve(
            page,
            parameters=tuple(evolve(one, about="Of interest to astronomers.") for one in page.parameters),
            fields=tuple(evolve(one, about="As measured last.") for one in page.fields),
        )
    ),
    "values in another order": lambda form, page: form(edited(page, "units", values=("natural", "si", "imperial"))),
    "carriage returns": lambda form, page: form(page).replace("\n", "\r\n"),
    "a byte order mark": lambda form, page: "\ufeff" + form(page),
    "blanks at the ends of lines": lambda form, page: form(page).replace("\n", "  \n"),
    "many newlines at the end": lambda form, page: form(page).rstrip() + "\n\n\n\n",
}
