"""The rules of `openapi/README.md` for the document and its operations.

The other rules are in `schema_rules` and `example_rules`. A rule takes an index and yields findings, each at the
pointer of the value to change.
"""

from __future__ import annotations

import keyword
import re
from collections.abc import Iterator, Mapping
from typing import Final
from urllib.parse import urlsplit

from ..extensions import (
    CLIENT_OPTION,
    DRAFT,
    FIXED_BODY,
    IDEMPOTENCY_KEY,
    IDEMPOTENT,
    JOB,
    LENIENT,
    NUMERIC_STRING,
    OVERLAY,
    PAGINATION,
    REGION,
    REQUEST_ID,
    STREAM,
    TIMEOUT,
    open_questions,
)
from ..findings import Finding, pointer
from ..json_tree import as_list, as_mapping, is_list, is_mapping, is_text, short, shown, snake
from ..openapi_index import Index, Operation, Rule, media
from ..suggestions import suggestion
from . import (
    example_rules,
    file_rules,
    job_rules,
    option_rules,
    pagination_rules,
    schema_rules,
    stream_rules,
)

# --- The document -------------------------------------------------------------------------------------------------


def _head(index: Index) -> Iterator[Finding]:
    if not str(index.data.get("openapi")).startswith("3.1."):
        yield index.finding("/openapi", "Our documents are OpenAPI 3.1. Write `openapi: 3.1.0`.")
    for key in ("title", "version", "description"):
        if not is_text(as_mapping(index.data.get("info")).get(key)):
            yield index.finding(f"/info/{key}", f"`info` needs a `{key}`, as text that is not empty. Write it.")
    for number, tag in enumerate(as_list(index.data.get("tags"))):
        if not is_text(as_mapping(tag).get("description")):
            at = pointer("tags", number, "description")
            yield index.finding(at, "A tag needs a `description`: it becomes a docstring. Write one.")


def _not_generated(index: Index) -> Iterator[Finding]:
    if "webhooks" in index.data:
        yield index.finding("/webhooks", "No code is generated for webhooks. Leave them out.")
    for operation in index.operations:
        if "callbacks" in operation.data:
            at = operation.pointer + "/callbacks"
            yield index.finding(at, "No code is generated for callbacks. Leave them out.")


def _schemes(index: Index) -> Iterator[Finding]:
    if "security" in index.data:
        yield index.finding("/security", "The generator ignores `security` here. Move it to each operation.")
    used = {
        name
        for operation in index.operations
        for requirement in as_list(operation.data.get("security"))
        for name in as_mapping(requirement)
    }
    for name in index.components("securitySchemes"):
        if name not in used:
            reason = f"No operation names the security scheme {shown(name)}. Remove it, or name it."
            yield index.finding(pointer("components", "securitySchemes", name), reason)


def _servers(index: Index) -> Iterator[Finding]:
    servers = as_list(index.data.get("servers"))
    if not servers:
        yield index.finding("/servers", "No server is listed. List each one; the first is the default.")
    for number, item in enumerate(servers):
        at, server = pointer("servers", number), as_mapping(item)
        if reason := _wrong_server(server.get("url")):
            yield index.finding(at + "/url", f"{reason} Write a URL such as `https://api.example.com`.")
        if not is_text(server.get("description")):
            yield index.finding(at + "/description", "A server needs a `description`. Write one.")
    for node in index.of("path", "operation"):
        if "servers" in node.data:
            yield index.finding(node.pointer + "/servers", "The generator ignores servers here. List them at the top.")


def _wrong_server(url: object) -> str | None:
    if not isinstance(url, str):
        return "A server needs a `url`."
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port
    except ValueError:
        return "This is not a URL."
    if parts.scheme != "https" or not host:
        return "A server's URL must be absolute and use `https`."
    if url.endswith("/"):
        return "A server's URL must not end with a slash."
    if "@" in parts.netloc or "?" in url or "#" in url or re.search(r"[\s{}\\]", url):
        return "A server's URL must not have a user, query, fragment or variables."
    return None


def _regions(index: Index) -> Iterator[Finding]:
    servers = as_list(index.data.get("servers"))
    first: dict[str, int] = {}
    for number, server in enumerate(servers):
        at, region = pointer("servers", number, REGION), as_mapping(server).get(REGION)
        if region is None:
            if len(servers) > 1:
                yield index.finding(at, f"There are several servers, so each needs an `{REGION}`. Add it.")
        elif not isinstance(region, str) or not re.fullmatch("[a-z][a-z0-9-]*", region):
            yield index.finding(at, "A region must be a short name in lower case. Write a name such as `eu`.")
        elif first.setdefault(region, number) != number:
            reason = f"The region {shown(region)} is also the region of server {first[region]}. Use each region once."
            yield index.finding(at, reason)


# --- Operations ---------------------------------------------------------------------------------------------------

# The attributes of a client besides its resources.
_CLIENT_NAMES: Final = frozenset({"close", "aclose", "with_options"})


_LONGEST_ID: Final = 80
"""Characters of an operationId. Its tag is also the name of a module, and that of a file has at most 255 bytes."""


def _operation_tags(index: Index) -> Iterator[Finding]:
    declared = [as_mapping(tag).get("name") for tag in as_list(index.data.get("tags"))]
    for operation in index.operations:
        tag = _tag(operation)
        if tag is None:
            reason = "An operation must have exactly one tag: the resource it belongs to. Write one."
            yield index.finding(operation.pointer + "/tags", reason)
            continue
        if tag not in declared:
            reason = f"The tag {shown(tag)} is not listed in `tags` at the top. Add it there, with a description."
            yield index.finding(operation.pointer + "/tags/0", reason)
        resource = snake(tag)
        if not resource.isidentifier() or keyword.iskeyword(resource) or resource in _CLIENT_NAMES:
            reason = f"The tag {shown(tag)} cannot be an attribute of the client. Choose another name."
            yield index.finding(operation.pointer + "/tags/0", reason)


def _tag(operation: Operation) -> str | None:
    tags = operation.data.get("tags")
    return tags[0] if is_list(tags) and len(tags) == 1 and isinstance(tags[0], str) else None


def _operation_ids(index: Index) -> Iterator[Finding]:
    names = [operation.data.get("operationId") for operation in index.operations]
    for operation, name in zip(index.operations, names, strict=True):
        at, tag = operation.pointer + "/operationId", _tag(operation)
        if tag is not None and not _is_method_of(snake(tag), name):
            reason = f"The operationId must be `<tag>_<method>` in snake case. Write such as `{short(snake(tag))}_get`."
            yield index.finding(at, reason)
        if isinstance(name, str) and len(name) > _LONGEST_ID:
            reason = f"The operationId has {len(name)} characters; at most {_LONGEST_ID} are allowed. Shorten it."
            yield index.finding(at, reason)
        if isinstance(name, str) and name.endswith("_detailed") and name.removesuffix("_detailed") in names:
            reason = f"{shown(name)} is a method that is generated for another operation. Choose another name."
            yield index.finding(at, reason)


def _is_method_of(resource: str, name: object) -> bool:
    if not isinstance(name, str) or not name.startswith(resource + "_"):
        return False
    method = name.removeprefix(resource + "_")
    return _is_snake(method) and not keyword.iskeyword(method)


def _is_snake(name: str) -> bool:
    return re.fullmatch("[a-z][a-z0-9]*(?:_[a-z0-9]+)*", name) is not None


def _operation_texts(index: Index) -> Iterator[Finding]:
    for operation in index.operations:
        at, data = operation.pointer, operation.data
        for key in ("summary", "description"):
            if not is_text(data.get(key)):
                yield index.finding(f"{at}/{key}", f"An operation needs a `{key}`: it becomes the docstring. Write it.")
        if "\n" in str(data.get("summary")).strip():
            yield index.finding(
                at + "/summary", "A summary must be one line. Shorten it; the rest can go into `description`."
            )
        docs = as_mapping(data.get("externalDocs"))
        if not re.fullmatch(r"https?://[^\s/]+\S*", str(docs.get("url"))):
            reason = "An operation needs the URL of the provider's page. Write `externalDocs: {url: https://...}`."
            yield index.finding(at + "/externalDocs/url", reason)
        if not is_text(docs.get("description")):
            reason = "`externalDocs` needs a `description`. Write the title of the page."
            yield index.finding(at + "/externalDocs/description", reason)


def _security(index: Index) -> Iterator[Finding]:
    for operation in index.operations:
        at = operation.pointer + "/security"
        requirements = as_list(operation.data.get("security"))
        if not is_list(operation.data.get("security")):
            reason = "An operation needs its own `security`. Write `security: [{<scheme>: []}]`, or `[]` for no key."
            yield index.finding(at, reason)
        for number, requirement in enumerate(requirements):
            where = at + pointer(number)
            if not is_mapping(requirement) or not requirement:
                yield index.finding(
                    where, "A security requirement must name one security scheme. Name the declared one."
                )
            for name in as_mapping(requirement):
                if name not in index.components("securitySchemes"):
                    reason = f"The security scheme {shown(name)} is not declared. Name the one in `securitySchemes`."
                    yield index.finding(where + pointer(name), reason)


def _parameters(index: Index) -> Iterator[Finding]:
    for node in index.of("parameter"):
        at, data = node.pointer, node.data
        if "$ref" in data:
            continue
        if not is_text(data.get("description")):
            yield index.finding(at + "/description", "A parameter needs a `description`. Write one.")
        if not is_mapping(data.get("schema")):
            yield index.finding(at + "/schema", "A parameter needs a `schema`. Write one.")
        if "example" not in data:
            yield index.finding(at + "/example", "A parameter needs an `example`, which tests use. Write one.")


def _path_parameters(index: Index) -> Iterator[Finding]:
    for node in index.of("parameter"):
        if "$ref" in node.data or node.data.get("in") != "path":
            continue
        name = node.data.get("name")
        if not isinstance(name, str) or not _is_snake(name) or name == "id":
            reason = (
                "A path parameter that takes an id must be named `<resource>_id`, any other as the provider calls it, "
                "both in snake case. Rename it, here and in the path."
            )
            yield index.finding(node.pointer + "/name", reason)
        if node.data.get("required") is not True:
            reason = "A path parameter is always required. Write `required: true`."
            yield index.finding(node.pointer + "/required", reason)


EXAMPLE_NAMES: Final[Mapping[str, str]] = {
    "400": "invalid",
    "401": "unauthorized",
    "404": "not_found",
    "422": "invalid",
    "429": "rate_limited",
}
"""The name of the example of an error status."""


def _answers(index: Index) -> Iterator[Finding]:
    for operation in index.operations:
        if not any(re.fullmatch("2[0-9X][0-9X]", status) for status, _, _ in index.responses(operation)):
            reason = "No success response is documented. Add a response such as `200`."
            yield index.finding(operation.pointer + "/responses", reason)
        for status, at, response in index.responses(operation):
            bodies = list(media(at, response))
            if not bodies and not re.fullmatch("1..|204|205|304", status) and operation.method != "head":
                reason = f"The body of the response {shown(status)} is not documented. Add `content` with an example."
                yield index.finding(at + "/content", reason)
            wanted = "server_error" if status.startswith("5") else EXAMPLE_NAMES.get(status)
            found = {name for body in bodies for name, _, _ in index.examples(*body)}
            if bodies and wanted and wanted not in found:
                reason = f"The response {shown(status)} needs an example named `{wanted}`, which tests use. Add one."
                yield index.finding(at + "/content", reason)


def _bodies(index: Index) -> Iterator[Finding]:
    for node in index.of("response"):
        if "$ref" not in node.data and not is_text(node.data.get("description")):
            yield index.finding(node.pointer + "/description", "A response needs a `description`. Write one.")
    for node in index.of("media"):
        if not is_mapping(node.data.get("schema")):
            yield index.finding(node.pointer + "/schema", "A media type needs a `schema`. Write one, or a `$ref`.")
        if not as_mapping(node.data.get("examples")):
            yield index.finding(node.pointer + "/examples", "A media type needs an example in `examples`. Add one.")


# --- Extensions ---------------------------------------------------------------------------------------------------

# The kind of object that each belongs to, and the member that it stands beside.
_EXTENSIONS: Final[Mapping[str, tuple[str, str]]] = {
    NUMERIC_STRING: ("schema", "the type of a number"),
    REGION: ("server", "the `url` of a server"),
    REQUEST_ID: ("header", "the `schema` of a response header"),
    LENIENT: ("example", "the `value` of an example"),
    IDEMPOTENT: ("operation", "the `operationId` of an operation"),
    IDEMPOTENCY_KEY: ("schema", "the type of a body's field"),
    OVERLAY: ("schema", "the `description` of a named schema"),
    JOB: ("operation", "the `operationId` of an operation"),
    PAGINATION: ("operation", "the `operationId` of an operation"),
    STREAM: ("operation", "the `operationId` of an operation"),
    FIXED_BODY: ("operation", "the `operationId` of an operation"),
    CLIENT_OPTION: ("parameter", "the `name` of a parameter"),
    TIMEOUT: ("operation", "the `operationId` of an operation"),
}


_WITH_VALUES: Final = frozenset({REGION, JOB, PAGINATION, STREAM, FIXED_BODY, CLIENT_OPTION, TIMEOUT})
"""The extensions whose values other rules check."""


def _extensions(index: Index) -> Iterator[Finding]:
    for node in index.nodes:
        for key, value in node.data.items():
            if not key.startswith("x-") or node.kind == "requirement":
                continue
            if key == DRAFT:
                continue
            at = node.pointer + pointer(key)
            kind, beside = _EXTENSIONS.get(key, ("", ""))
            if not kind:
                reason = f"{shown(key)} is not a known extension. Remove it, or correct its name."
                yield index.finding(at, reason + suggestion(key, _EXTENSIONS))
            elif kind != node.kind:
                yield index.finding(at, f"{shown(key)} is only allowed beside {beside}. Move or remove it.")
            elif key not in _WITH_VALUES and value is not True:
                yield index.finding(at, f"The only allowed value is `{key}: true`. Correct or remove it.")


def _drafts(index: Index) -> Iterator[Finding]:
    for node in index.nodes:
        for question in open_questions(node.data):
            reason = f"Still a draft. {short(question)} Decide, then remove this `{DRAFT}`."
            yield index.finding(node.pointer + pointer(DRAFT), reason)


RULES: Final[tuple[Rule, ...]] = (
    _head,
    _not_generated,
    _schemes,
    _servers,
    _regions,
    _operation_tags,
    _operation_ids,
    _operation_texts,
    _security,
    _parameters,
    _path_parameters,
    _answers,
    _bodies,
    _extensions,
    _drafts,
    *schema_rules.RULES,
    *example_rules.RULES,
    *file_rules.RULES,
    *job_rules.RULES,
    *pagination_rules.RULES,
    *stream_rules.RULES,
    *option_rules.RULES,
)
