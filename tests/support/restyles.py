"""The seed pages in other words, other orders and other forms, without a change of facts."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import yaml

from support.mutations import FOLDER, HELICONE, MARCH, MAY, REQUEST, VIDEO, page_text


@dataclass(frozen=True)
class Field:
    """A field of a list, as the expectations have it, with words of its own about it."""

    name: str
    kind: str
    required: bool
    words: str
    default: str = ""


@dataclass(frozen=True)
class Page:
    """What a page states, to be written in any style."""

    method: str
    path: str
    server: str
    header: str
    parameters: Sequence[tuple[str, Field]]
    """With their position."""
    fields: Sequence[Field]
    examples: Sequence[Any]
    errors: Mapping[str, Any]


NEWLINE: Final = "\n"
_WORDS: Final = (
    "What it is called.", "Given by the server.", "See the guide for more.", "Mostly of interest to operators.",
    "Was added in the second version.",
)  # fmt: skip


def _field(name: str, notation: str, number: int) -> Field:
    kind, *marks = notation.split(", ")
    words = _WORDS[number % len(_WORDS)]
    default = ""
    for mark in marks:
        if mark == "date-time":
            words = "An ISO 8601 time. " + words
        elif mark.startswith("values "):
            values = mark.split()[1:]
            words = f"Always `{values[0]}`." if len(values) == 1 else f"One of {_listed(values)}. {words}"
        elif mark.startswith("minimum "):
            words = f"{words} Required range: x >= {mark.split()[1]}"
        elif mark.startswith("default "):
            default = mark.split()[1].lower()
    return Field(name, kind.replace("|", " | "), "required" in marks, words, default)


def _listed(values: Sequence[str]) -> str:
    return ", ".join(f"`{one}`" for one in values[:-1]) + f" or `{values[-1]}`"


def page_of(page: str) -> Page:
    """What a page states, from the facts that were written down by hand, and its examples."""
    expected = yaml.safe_load((FOLDER / "expected" / page).with_suffix(".yaml").read_text())
    answers = expected["answers"]
    texts = re.findall(r"^\{$.*?^\}$", page_text(page), re.DOTALL | re.MULTILINE)
    bodies = [json.loads(text) for text in dict.fromkeys(texts)]
    fields = [
        _field(name, notation, number)
        for number, (name, notation) in enumerate(answers["success"]["fields"].items())
        if not notation.startswith("(shown)")
    ]
    parameters = [
        (key.split()[0], _field(key.split()[1], notation, number))
        for number, (key, notation) in enumerate(expected["parameters"].items())
    ]
    path = expected["path"][0]
    return Page(
        method=expected["method"][0],
        path=path + "{requestId}" if path.endswith("/") else path,
        server=expected["servers"][0],
        header=expected["authentication"][-1],
        parameters=parameters,
        fields=fields,
        examples=bodies[: len(bodies) - 2] if page == HELICONE else bodies,
        errors={"404": bodies[-2], "401": bodies[-1]} if page == HELICONE else {},
    )


def _call(page: Page) -> str:
    url = page.server + re.sub(r"\{\w+\}", "abc123", page.path)
    name, _, scheme = page.header.partition(" ")
    return f"curl {url} \\\n  -H '{name}: {'Bearer ' if scheme else ''}$KEY'"


def _example(page: Page, indent: int | None = 2) -> str:
    return "\n\n".join(f"```json\n{json.dumps(one, indent=indent)}\n```" for one in page.examples)


def _markdown(
    page: Page, field: Callable[[Field], str], *, heading: str = "##", before: str = "", reverse: bool = False
) -> str:
    """A page of Markdown; `field` writes one field."""
    groups: dict[str, list[str]] = {}
    for position, parameter in page.parameters:
        groups.setdefault(position, []).append(field(parameter))
    parts = ["# A page", f"{page.method} {page.path}", f"{heading} Authentication",
             f"Send the API key in the `{page.header.split()[0]}` header.", f"```bash\n{_call(page)}\n```"]  # fmt: skip
    titles = {"path": "Path parameters", "query": "Query parameters"}
    for position, rows in groups.items():
        parts += [f"{heading} {titles[position]}", before + "\n".join(rows)]
    rows = [field(one) for one in page.fields]
    parts += [f"{heading} Response", before + "\n".join(reversed(rows) if reverse else rows), _example(page)]
    if page.errors:
        parts += [f"{heading} Errors"]
        for status, body in page.errors.items():
            title = {"401": "Unauthorized", "404": "Request not found"}[status]
            parts += [f"{heading}# {title}", f"```json\n{json.dumps(body)}\n```"]
    return "\n\n".join(parts) + "\n"


def _marks(one: Field, joint: str = ", ") -> str:
    default = f"{joint}default: {one.default}" if one.default else ""
    return one.kind + (f"{joint}required" if one.required else "") + default


def _table_row(one: Field) -> str:
    kind = one.kind.replace("|", "\\|")
    return f"| `{one.name}` | {kind} | {'yes' if one.required else ''} | {one.default or '-'} | {one.words} |"


def _other_row(one: Field) -> str:
    words = one.words.replace("|", "\\|")
    return f"{words} | {'**Required**' if one.required else ''} | **{one.name}** | {one.kind.replace('|', 'or')}| {one.default}"


STYLES: Final[dict[str, Callable[[Page], str]]] = {
    "bold, in parentheses": lambda page: _markdown(page, lambda one: f"- **{one.name}** ({_marks(one)}): {one.words}"),
    "code, in parentheses": lambda page: _markdown(page, lambda one: f"* `{one.name}` ({_marks(one)}) - {one.words}"),
    "plus signs, backwards": lambda page: _markdown(
        page, lambda one: f"+ `{one.name}` *{_marks(one)}*: {one.words}", reverse=True
    ),
    "type in code": lambda page: _markdown(page, lambda one: f"- **`{one.name}`** `{one.kind}`{' **required**' if one.required else ''}"
                                           f"{', default: ' + one.default if one.default else ''} -- {one.words}"),
    "a heading a field": lambda page: _markdown(
        page, lambda one: f"#### `{one.name}`\n\n{_marks(one)}\n\n{one.words}\n", heading="##"
    ),
    "lines": lambda page: _markdown(page, lambda one: f"\n**{one.name}**\n{_marks(one, NEWLINE)}\n\n{one.words}"),
    "other levels": lambda page: _markdown(page, lambda one: f"\n`{one.name}`\n{_marks(one)}\n{one.words}", heading="####"),
    "a table": lambda page: _markdown(
        page, _table_row, before="| Name | Type | Required | Default | Description |\n|---|---|---|---|---|\n"
    ),
    "a table in another order": lambda page: _markdown(
        page, _other_row, before="Meaning | Required | Field | Type | Default\n---|:-:|---|---|---\n"
    ),
    "components": lambda page: _mdx(page),  # noqa: PLW0108  # it stands below
    "a definition list in HTML": lambda page: _html(
        page, lambda one: f"<dt><code>{one.name}</code> <em>{html.escape(_marks(one))}</em></dt><dd>{_words(one)}</dd>", "dl"
    ),
    "a list in HTML": lambda page: _html(
        page, lambda one: f"<li><strong>{one.name}</strong> ({html.escape(_marks(one))}): {_words(one)}</li>", "ul"
    ),
    "a table in HTML": lambda page: _html(
        page,
        lambda one: f"<tr><td>{one.name}</td><td><code>{html.escape(one.kind)}</code></td><td>{'yes' if one.required else ''}"
        f"</td><td>{one.default}</td><td>{_words(one)}</td></tr>",
        "table",
        "<tr><th>Parameter<th>Type<th>Required<th>Default<th>Description</tr>",
    ),
    "divisions in HTML": lambda page: _html(
        page,
        lambda one: f"<div><div><span>{one.name}</span><span>{html.escape(one.kind)}</span>"
        f"{'<span>required</span>' if one.required else ''}{f'<span>default:{one.default}</span>' if one.default else ''}</div>"
        f"<p>{_words(one)}</p></div>",
        "section",
    ),
    "paragraphs in HTML": lambda page: _html(
        page,
        lambda one: "".join(f"<p>{html.escape(part)}" for part in (one.name, *_marks(one, "\n").split("\n"))) + f"<p>{_words(one)}",
        "div",
    ),
}  # fmt: skip


def _words(one: Field) -> str:
    return re.sub("`([^`]*)`", r"<code>\1</code>", html.escape(one.words))


def _html(page: Page, field: Callable[[Field], str], container: str, before: str = "") -> str:
    groups: dict[str, list[str]] = {}
    for position, parameter in page.parameters:
        groups.setdefault(position, []).append(field(parameter))
    name = page.header.split()[0]
    parts = ["<!doctype html><html><head><title>A page</title></head><body><h1>A page</h1>",
             f"<p><b>{page.method}</b> <code>{page.path}</code></p>",
             f"<h2>Authentication</h2><p>Put the API key into the <code>{name}</code> header.</p>",
             f"<pre>{html.escape(_call(page))}</pre>"]  # fmt: skip
    titles = {"path": "Path parameters", "query": "Query parameters"}
    for position, rows in groups.items():
        parts.append(f"<h2>{titles[position]}</h2><{container}>{before}{''.join(rows)}</{container}>")
    parts.append(f"<h2>Response</h2><{container}>{before}{''.join(field(one) for one in page.fields)}</{container}>")
    parts += [f"<pre><code>{html.escape(json.dumps(one, indent=4))}</code></pre>" for one in page.examples]
    if page.errors:
        parts.append("<h2>Errors</h2>")
        for status, body in page.errors.items():
            title = {"401": "Unauthorized", "404": "Request not found"}[status]
            parts.append(f"<h3>{title}</h3><pre>{html.escape(json.dumps(body, indent=1))}</pre>")
    return "\n".join(parts)


def _mdx(page: Page) -> str:
    def field(one: Field, name: str, value: str) -> str:
        default = f' default="{one.default}"' if one.default else ""
        required = " required" if one.required else ""
        return f'<{name} {value}="{one.name}" type="{one.kind}"{required}{default}>\n  {one.words}\n</{name}>'

    parts = ["---", 'title: "A page"', f'api: "{page.method} {page.path}"', "---", "", f"```bash\n{_call(page)}\n```"]
    parts += [field(one, "ParamField", position) for position, one in page.parameters]
    parts += ["### Response", *(field(one, "ResponseField", "name") for one in page.fields), "<ResponseExample>"]
    parts += [_example(page, None), "</ResponseExample>"]
    if page.errors:
        parts.append("## Errors")
        for status, body in page.errors.items():
            title = {"401": "Unauthorized", "404": "Request not found"}[status]
            parts += [f"### {title}", f"```json\n{json.dumps(body)}\n```"]
    return "\n".join(parts)


# --- The pages themselves, edited ---------------------------------------------------------------------------------


def _reordered_keys(text: str) -> str:
    def turned(match: re.Match[str]) -> str:
        return json.dumps(_turned(json.loads(match[0])), indent=4)

    return re.sub(r"^\{$.*?^\}$", turned, text, flags=re.DOTALL | re.MULTILINE)


def _turned(value: Any) -> Any:
    return dict(reversed([(key, _turned(one)) for key, one in value.items()])) if isinstance(value, dict) else value


def _german(text: str) -> str:
    for old, new in {
        ", or failed": " oder failed", ", or vision": " oder vision", ", or cancelled": " oder cancelled", "One of ": "Einer der Werte ",
        "Always ": "Immer ", "The ID of": "Die Nummer von", " or ": " oder ", "The ": "Das ",
    }.items():  # fmt: skip
        text = text.replace(old, new)
    return text


def _reworded(text: str) -> str:
    return re.sub(
        r"(?m)^(Retrieve|Returns a single|This endpoint uses|The response includes).*$",
        "Answers with what there is.",
        text,
    )


EDITS: Final[dict[str, Callable[[str], str]]] = {
    "carriage returns": lambda text: text.replace("\n", "\r\n"),
    "blanks at the ends of lines": lambda text: text.replace("\n", "  \n"),
    "a byte order mark": lambda text: "\ufeff" + text,
    "words in between": lambda text: text.replace("\n\n", "\n\nThis paragraph says nothing of interest, and a lot of it.\n\n", 2),
    "no newline at the end, or many": lambda text: text.rstrip() + "\n\n\n\n",
    "keys of examples in another order": _reordered_keys,
    "a line before": lambda text: "Home > Docs\n" + text,
    "invisible characters": lambda text: re.sub(r"(?m)^(Response|Path [Pp]arameters)$", "\u200b\\1", text),
    "other words": _reworded,
    "translated connectives": _german,
}  # fmt: skip

PLAIN: Final = (REQUEST, VIDEO, HELICONE, MARCH)
"""The pages that list fields, and can be written in any style."""


def _block(text: str) -> tuple[str, Any]:
    match = re.search(r"````yaml (.*?)\n(.*?)````", text, re.DOTALL)
    assert match is not None
    return match[1], yaml.safe_load(match[2])


def _reblocked(write: Callable[[Any], str], language: str = "yaml") -> Callable[[str], str]:
    def restyle(text: str) -> str:
        operation, data = _block(text)
        return f"# Get Request\n\n````{language} {operation}\n{write(data)}\n````\n"

    return restyle


def _without_words(data: Any) -> Any:
    if isinstance(data, dict):
        return {key: _without_words(one) for key, one in data.items() if key not in ("description", "title", "summary")}
    return [_without_words(one) for one in data] if isinstance(data, list) else data


def _inlined(data: Any, whole: Any) -> Any:
    if isinstance(data, dict):
        if "$ref" in data:
            target = whole
            for part in data["$ref"][2:].split("/"):
                target = target[part]
            return _inlined(target, whole)
        return {key: _inlined(one, whole) for key, one in data.items()}
    return [_inlined(one, whole) for one in data] if isinstance(data, list) else data


def _null_types(data: Any) -> Any:
    if isinstance(data, dict):
        data = {key: _null_types(one) for key, one in data.items()}
        if data.pop("nullable", False):
            data = {"anyOf": [data, {"type": "null"}]}
        return data
    return [_null_types(one) for one in data] if isinstance(data, list) else data


MAY_STYLES: Final[dict[str, Callable[[str], str]]] = {
    "keys sorted": _reblocked(lambda data: yaml.safe_dump(data, sort_keys=True)),
    "flow style": _reblocked(lambda data: yaml.safe_dump(data, sort_keys=False, default_flow_style=True)),
    "indented": _reblocked(lambda data: yaml.safe_dump(data, sort_keys=False, indent=6)),
    "as JSON": _reblocked(lambda data: json.dumps(data, indent=2), "json"),
    "without words": _reblocked(lambda data: yaml.safe_dump(_without_words(data), sort_keys=False)),
    "without references": _reblocked(lambda data: yaml.safe_dump({**_inlined(data, data), "components": {"securitySchemes": data["components"]["securitySchemes"]}}, sort_keys=False)),
    "null as 3.1 has it": _reblocked(lambda data: yaml.safe_dump(_null_types(data), sort_keys=False)),
    "as 3.0": lambda text: text.replace("openapi: 3.1.0", "openapi: 3.0.3"),
    "carriage returns": lambda text: text.replace("\n", "\r\n"),
    "other words": lambda text: text.replace("Retrieve the full payload", "Look up all"),
}  # fmt: skip
assert MAY
