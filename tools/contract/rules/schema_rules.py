"""The rules for schemas: names, the keys that both generators support, and null."""

from __future__ import annotations

import builtins
import keyword
import re
from collections.abc import Iterator, Mapping
from typing import Any, Final
from urllib.parse import quote, unquote

from ..documents import resolve
from ..extensions import IDEMPOTENCY_KEY, NUMERIC_STRING, OVERLAY, is_marked, takes_decimal_text
from ..findings import Finding, pointer
from ..json_tree import as_list, as_mapping, is_list, is_mapping, is_text, short, shown, snake, texts
from ..openapi_index import Index, Node, Rule
from ..suggestions import suggestion
from . import union_rules


def _types(schema: object) -> set[str]:
    kind = as_mapping(schema).get("type")
    return {kind} if isinstance(kind, str) else set(texts(kind))


# --- Names --------------------------------------------------------------------------------------------------------

# Names that generated modules import, or that would hide others.
_RESERVED: Final = frozenset(
    name for name in (*dir(builtins), *keyword.kwlist, *keyword.softkwlist) if name[:1].isupper()
) | frozenset(
    {
        "Annotated", "Any", "AsyncIterator", "Awaitable", "BinaryIO", "Callable", "ClassVar", "Collection", "Final",
        "Generic", "IO", "Iterable", "Iterator", "Literal", "Mapping", "MutableMapping", "NamedTuple", "Never",
        "NoReturn", "Optional", "Protocol", "Self", "Sequence", "TextIO", "Type", "TypeAlias", "TypeGuard",
        "TypeVar", "TypedDict", "Union", "BytesIO", "Date", "DateTime", "Datetime", "Decimal", "Enum", "HTTPStatus",
        "IntEnum", "Path", "StrEnum", "UUID", "AsyncClient", "AuthenticatedClient", "BaseModel", "Client",
        "ConfigDict", "Field", "File", "FileInput", "Headers", "Response", "RootModel", "Timeout", "Transport", "URL",
        "Unset",
        "APIConnectionError", "APIError", "APIStatusError", "APITimeoutError", "AuthenticationError",
        "BadRequestError", "ConflictError", "InternalServerError", "MissingAPIKeyError", "NotFoundError",
        "PaymentRequiredError", "PermissionDeniedError", "RateLimitError", "ResponseDecodeError",
        "UnknownVariant", "UnprocessableEntityError", "ValueReader",
    }
)  # fmt: skip


def _names(index: Index) -> Iterator[Finding]:
    first: dict[str, str] = {}
    for name in index.components("schemas"):
        at = pointer("components", "schemas", name)
        if not re.fullmatch("[A-Z][A-Za-z0-9]*", name):
            yield index.finding(
                at, f"{shown(name)} becomes a class. Write it in PascalCase, with letters and digits only."
            )
        elif name in _RESERVED:
            yield index.finding(at, f"{shown(name)} has another meaning in Python or in the clients. Rename it.")
        other = first.setdefault(snake(name), name)
        if other != name:
            reason = f"{shown(name)} and {shown(other)} are the same name for the generator. Rename one of them."
            yield index.finding(at, reason)


def _property_names(index: Index) -> Iterator[Finding]:
    for node in index.of("schema"):
        first: dict[str, str] = {}
        for name in as_mapping(node.data.get("properties")):
            other = first.setdefault(snake(name), name)
            if other != name:
                at = node.pointer + pointer("properties", name)
                yield index.finding(
                    at, f"{shown(name)} and {shown(other)} become the same attribute. Remove one of them."
                )


def _required_names(index: Index) -> Iterator[Finding]:
    for node in index.of("schema"):
        for number, name in enumerate(as_list(node.data.get("required"))):
            if isinstance(name, str) and name not in as_mapping(node.data.get("properties")):
                at = node.pointer + pointer("required", number)
                yield index.finding(at, f"{shown(name)} is required but not a property. Add it, or correct its name.")


def _uses(index: Index) -> Iterator[Finding]:
    used = index.in_answers | index.in_bodies | index.in_parameters
    shared = index.in_answers & index.in_bodies
    for name, schema in index.components("schemas").items():
        at = pointer("components", "schemas", name)
        if at not in used:
            yield index.finding(at, f"Nothing uses the schema {shown(name)}. Remove it, or use it.")
        if at in shared and "enum" not in as_mapping(schema):
            reason = f"{shown(name)} is in a request body and in a response, but they differ in null. Use two schemas."
            yield index.finding(at, reason)


# --- Keys ---------------------------------------------------------------------------------------------------------

# The keys that both generators read. Others are ignored, or understood by only one of them.
_KEYS: Final = frozenset(
    {
        "$ref", "type", "format", "description", "properties", "required", "items", "additionalProperties", "anyOf",
        "discriminator", "enum", "const", "default", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum",
        "minLength", "maxLength", "pattern", "minItems", "maxItems",
    }
)  # fmt: skip
_ADVICE: Final[Mapping[str, str]] = {
    "nullable": 'OpenAPI 3.1 does not know `nullable`. Write `type: [<type>, "null"]`.',
    "oneOf": "`oneOf` rejects a value that matches two alternatives. Write `anyOf`.",
    "allOf": "`allOf` is not supported. Write the properties out, or use a `$ref`.",
    "title": "The name of a schema is its key in `components/schemas`. Remove `title`.",
    "example": "Examples belong to responses, bodies and parameters. Move it there.",
    "examples": "Examples belong to responses, bodies and parameters. Move them there.",
}
_BESIDE: Final[Mapping[str, frozenset[str]]] = {
    "$ref": frozenset({"$ref", "description"}),
    "anyOf": frozenset({"anyOf", "discriminator", "description", "default"}),
}


def _known_keys(index: Index) -> Iterator[Finding]:
    for node in index.of("schema"):
        for key in node.data:
            if key not in _KEYS and not key.startswith("x-"):
                reason = f"The generator ignores {shown(key)}. Remove it, or describe it in the description."
                reason += suggestion(key, _KEYS)
                yield index.finding(node.pointer + pointer(key), _ADVICE.get(key, reason))


def _keys_together(index: Index) -> Iterator[Finding]:
    for node in index.of("schema"):
        known = _KEYS.intersection(node.data)
        for main in _BESIDE.keys() & known:
            for key in known - _BESIDE[main]:
                reason = f"{shown(key)} beside `{main}` is ignored. Move it into the schema that it belongs to."
                yield index.finding(node.pointer + pointer(key), reason)
        if not known & {"$ref", "anyOf", "type", "enum", "const"} and (more := sorted(known - {"description"})):
            reason = f"A schema without a `type` allows any JSON, so {shown(more[0])} has no effect. Add a `type`."
            yield index.finding(node.pointer + pointer(more[0]), reason)


def _references(index: Index) -> Iterator[Finding]:
    for node in index.of("schema"):
        ref = str(node.data.get("$ref"))
        if ref.startswith("#/") and not re.fullmatch("#/components/schemas/[^/]+", ref):
            reason = "A reference in a schema must name a schema. Define it in `components/schemas`."
            yield index.finding(node.pointer + "/$ref", reason)


# --- Types --------------------------------------------------------------------------------------------------------


def _named(index: Index) -> Iterator[Finding]:
    for node in index.of("schema"):
        if node.is_component:
            continue
        if "properties" in node.data:
            reason = (
                "An object with properties must be a named schema. Move it to `components/schemas`, and use a `$ref`."
            )
            yield index.finding(node.pointer + "/properties", reason)
        if "enum" in node.data:
            yield index.finding(node.pointer + "/enum", _advice_on_enum(index, node))


def _advice_on_enum(index: Index, node: Node) -> str:
    name = _known_name(node.pointer.rpartition("/")[2] if node.is_property else "")
    if node.pointer not in index.in_answers:
        return f"An enum must be a named schema. Move it to `components/schemas` as `{name}`, and use a `$ref`."
    open_form = _open_form(name, null="null" in _types(node.data) or None in as_list(node.data["enum"]))
    return (
        "An enum must be a named schema, and responses may have new values. Move it to `components/schemas` as "
        f"`{name}`, and write here {open_form}."
    )


def _known_name(name: str) -> str:
    """The name for the enum of a property, or for an enum with another name."""
    words = re.findall(r"[A-Z]?[a-z0-9]+|[A-Z]+(?![a-z])", name)
    return "Known" + (short("".join(word[0].upper() + word[1:] for word in words)) or "...")


def _open_form(name: str, *, null: bool) -> str:
    """Write the schema of a value that is one of the known values or any other string."""
    options = [f'{{$ref: "#/components/schemas/{name}"}}', "{type: string}", *(['{type: "null"}'] if null else [])]
    return f"`anyOf: [{', '.join(options)}]`"


def _descriptions(index: Index) -> Iterator[Finding]:
    for node in index.of("schema"):
        if (node.is_component or node.is_property) and not is_text(node.data.get("description")):
            reason = "A `description` is missing, which becomes a docstring. Write one."
            yield index.finding(node.pointer + "/description", reason)


def _maps_and_lists(index: Index) -> Iterator[Finding]:
    for node in index.of("schema"):
        at, data = node.pointer, node.data
        if "object" in _types(data) and "properties" not in data and "additionalProperties" not in data:
            reason = (
                "An object without properties is a map. Write `additionalProperties: true`, or list the `properties`."
            )
            yield index.finding(at + "/additionalProperties", reason)
        if "properties" in data and isinstance(data.get("additionalProperties"), bool):
            reason = (
                "Models always keep unknown fields. Remove `additionalProperties`, or write the schema of its values."
            )
            yield index.finding(at + "/additionalProperties", reason)
        if "array" in _types(data) and not is_mapping(data.get("items")):
            yield index.finding(at + "/items", "An array needs `items`. Write the schema of its items.")


def _times(index: Index) -> Iterator[Finding]:
    for node in index.of("schema"):
        if node.data.get("format") == "date-time" and _types(node.data) - {"null"} != {"string"}:
            reason = '`date-time` is a string. Write `type: string`, or describe an integer as "Unix seconds".'
            yield index.finding(node.pointer + "/format", reason)
        for name, value in as_mapping(node.data.get("properties")).items():
            said = " ".join(str(as_mapping(value).get("description")).lower().split())
            if name.endswith("_at") and "integer" in _types(value) and "unix seconds" not in said:
                at = node.pointer + pointer("properties", name, "description")
                yield index.finding(at, 'An integer time must have "Unix seconds" in its description. Write that.')


def _decimal_texts(index: Index) -> Iterator[Finding]:
    for node in index.of("schema"):
        if not takes_decimal_text(node.data):
            continue
        at = node.pointer + pointer(NUMERIC_STRING)
        if _types(node.data) - {"null"} not in ({"integer"}, {"number"}):
            reason = f"`{NUMERIC_STRING}` needs a numeric type. Write `integer` or `number`."
            yield index.finding(at, reason)
        if not node.is_property:
            reason = f"`{NUMERIC_STRING}` is only allowed on a property of an object. Move or remove it."
            yield index.finding(at, reason)


def _marks(index: Index) -> Iterator[Finding]:
    for node in index.of("schema"):
        if is_marked(node.data, OVERLAY) and not node.is_component:
            reason = (
                f"`{OVERLAY}` is only allowed on a named schema that an overlay uses. Move it to `components/schemas`."
            )
            yield index.finding(node.pointer + pointer(OVERLAY), reason)
        if is_marked(node.data, IDEMPOTENCY_KEY) and not (
            node.is_property and node.pointer in index.in_bodies and _types(node.data) == {"string"}
        ):
            reason = f"`{IDEMPOTENCY_KEY}` is only allowed on a string field of a request body. Move or remove it."
            yield index.finding(node.pointer + pointer(IDEMPOTENCY_KEY), reason)


# --- Null, and values that are not known yet ----------------------------------------------------------------------


def _null_last(index: Index) -> Iterator[Finding]:
    for node in index.of("schema"):
        for number, option in enumerate(as_list(node.data.get("anyOf"))[:-1]):
            if _types(option) == {"null"}:
                at = node.pointer + pointer("anyOf", number)
                yield index.finding(at, "Null must be the last alternative of an `anyOf`. Move it.")


def _optional_fields(index: Index) -> Iterator[Finding]:
    for node in index.of("schema"):
        if node.pointer not in index.in_answers:
            continue
        certain = texts(node.data.get("required"))
        for name, value in as_mapping(node.data.get("properties")).items():
            at = node.pointer + pointer("properties", name)
            if name not in certain and not _allows_null(index, at, value):
                reason = "An optional field may be null. Add null to its type, or list it in `required`."
                yield index.finding(at, reason)


def _allows_null(index: Index, at: str, value: object) -> bool:
    waiting, seen = [(at, value)], set[str]()
    while waiting:
        where, data = index.follow(*waiting.pop())
        if where in seen:
            continue
        seen.add(where)
        if is_list(options := data.get("anyOf", data.get("oneOf"))):
            waiting += [(f"{where}/anyOf/{number}", option) for number, option in enumerate(options)]
        elif "enum" in data or "const" in data:
            if None in [*as_list(data.get("enum")), data.get("const", 0)]:
                return True
        elif "type" not in data or "null" in _types(data):
            return True
    return False


def _enums(index: Index) -> dict[str, dict[str, Any]]:
    """The named enums, by pointer."""
    schemas = index.components("schemas").items()
    return {pointer("components", "schemas", name): schema for name, schema in schemas if "enum" in as_mapping(schema)}


def _known_values(index: Index) -> Iterator[Finding]:
    for at, schema in _enums(index).items():
        if not at.startswith("/components/schemas/Known") or at.endswith("/Known"):
            name = _known_name(at.rpartition("/")[2])
            yield index.finding(at, f"An enum lists the values known so far. Name it `{name}`.")
        if schema.get("type") != "string" or len(texts(schema["enum"])) != len(as_list(schema["enum"])):
            yield index.finding(at + "/type", "An enum must contain strings only. Write `type: string`.")


def _open_answers(index: Index) -> Iterator[Finding]:
    enums = _enums(index)
    for node in index.of("schema"):
        if node.pointer not in index.in_answers:
            continue
        ref = node.data.get("$ref")
        if isinstance(ref, str) and unquote(ref[1:]) in enums and not _is_beside_any_text(index, node):
            name = ref.rpartition("/")[2]
            form = _open_form(short(name) if name.startswith("Known") else _known_name(name), null=False)
            advice = "Write `{type: string}` after this" if node.under == "anyOf" else f"Write {form} in place of this"
            yield index.finding(node.pointer + "/$ref", f"Responses may have new values. {advice} reference.")


def _is_beside_any_text(index: Index, node: Node) -> bool:
    options = resolve(index.data, "#" + quote(node.pointer.rpartition("/")[0])) if node.under == "anyOf" else ()
    return any(_types(option) == {"string"} and "enum" not in option for option in as_list(options))


RULES: Final[tuple[Rule, ...]] = (
    _names,
    _property_names,
    _required_names,
    _uses,
    _known_keys,
    _keys_together,
    _references,
    _named,
    _descriptions,
    _maps_and_lists,
    _times,
    _decimal_texts,
    _marks,
    _null_last,
    _optional_fields,
    _known_values,
    _open_answers,
    *union_rules.RULES,
)
