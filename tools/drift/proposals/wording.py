"""New parts of a document, drafted from facts according to `openapi/README.md`.

Descriptions are our own: sentences of a page are never copied. They say only what the facts say, so a person who knows
more should improve them.
"""

from __future__ import annotations

import copy
import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from http import HTTPStatus
from itertools import count
from typing import Any, Final

from ...contract.facts import Json
from ...contract.json_tree import as_list, as_mapping, is_mapping, snake, texts
from ...contract.rules.document_rules import EXAMPLE_NAMES
from .places import branches, value_at

_BOUNDS: Final = (
    "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "minLength", "maxLength", "minItems", "maxItems",
    "pattern",
)  # fmt: skip
_FORMATS: Final = frozenset({"date-time", "date", "uuid"})
_SENT_FORMATS: Final = _FORMATS | {"binary"}
_UNITS: Final[Mapping[str, str]] = {
    "ms": "in milliseconds",
    "seconds": "in seconds",
    "bytes": "in bytes",
    "usd": "in US dollars",
    "percent": "in percent",
}
_STATUS_WORDS: Final[Mapping[str, str]] = {
    "400": "The call is malformed, or a parameter is not valid.",
    "401": "The API key is missing or not valid.",
    "402": "The balance is too low.",
    "403": "The API key may not do this.",
    "404": "Nothing with this id exists, or the API key may not see it.",
    "409": "The call conflicts with the current state.",
    "410": "The resource is permanently gone.",
    "422": "A parameter is not valid.",
    "429": "Too many calls in a short time.",
    "500": "The server failed.",
    "502": "A server behind the API failed.",
    "503": "The server is temporarily unavailable.",
    "504": "A server behind the API did not respond in time.",
}


def words(name: str) -> str:
    """Split a name into words."""
    return snake(name).replace("_", " ") or name


def description(name: str, facts: Mapping[str, Json], *, answer: bool) -> str:
    """Describe a new field or parameter from its name and its facts."""
    last = snake(name).rpartition("_")[2]
    unit = _UNITS.get(last)
    noun = words(name)
    if noun == last:
        unit = None
    elif unit is not None:
        noun = noun.removesuffix(" " + last)
    said = f"The {noun}{', ' + unit if unit else ''}"
    if texts(facts.get("type")) == ["boolean"]:
        said = f"Whether `{name}` holds"
    elif last == "at" and noun != last:
        unix = ", in Unix seconds" if "integer" in texts(facts.get("type")) else ""
        said = f"When it was {noun.removesuffix(' at')}{unix}"
    if not answer and facts.get("default") is not None:
        return f"{said}. By default, the server uses `{_as_json(facts['default'])}`."
    return said + (". Absent or null if there is none." if answer else ".")


def _as_json(value: Json) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


class Schemas:
    """Drafts schemas of new values, and the named schemas that they use."""

    def __init__(self, taken: Mapping[str, Any]) -> None:
        self.taken = taken
        self.new: dict[str, dict[str, Any]] = {}
        """The new schemas for `components/schemas`, by name."""

    def field(self, owner: str, name: str, facts: Mapping[str, Json]) -> dict[str, Any]:
        """Draft a response field. It may be null, because only what is certain is not.

        Args:
            owner: The name of the schema that contains it.
            name: The name of the field.
            facts: Its facts, as in `ValueFacts.as_json`, with those of its `fields` or `items`.
        """
        return self._value(owner, name, facts, description(name, facts, answer=True), answer=True, nullable=True)

    def parameter(self, name: str, facts: Mapping[str, Json]) -> dict[str, Any]:
        """Draft the schema of a parameter."""
        return self.sent("", name, facts, "") or {"type": "string"}

    def sent(self, owner: str, name: str, facts: Mapping[str, Json], text: str) -> dict[str, Any]:
        """Draft the schema of a value that calls send. The server applies its default, so the schema has none."""
        nullable = facts.get("nullable") is True
        return self._value(owner, name, facts, text, answer=False, nullable=nullable)

    def known_values(self, owner: str, name: str, values: list[str]) -> str:
        """Draft a schema of known values, and return a reference to it."""
        text = f"The values of {words(name).removeprefix('known ')} that are known so far."
        return self._add(
            f"Known{_pascal(owner)}{_pascal(name)}", {"description": text, "type": "string", "enum": values}
        )

    def _value(
        self, owner: str, name: str, facts: Mapping[str, Json], text: str, *, answer: bool, nullable: bool
    ) -> dict[str, Any]:
        kinds = _kinds(facts)
        described: dict[str, Any] = {"description": text} if text else {}
        options = [self._of_kind(owner, name, kind, facts, answer=answer) for kind in kinds]
        values = as_list(facts.get("values"))
        if kinds in ([], ["string"]) and values and len(texts(values)) == len(values):
            options = [{"$ref": self.known_values(owner, name, values)}, {"type": "string"}]
        if not options:
            return described
        null = [{"type": "null"}] if nullable else []
        if len(options) == 1 and not ("$ref" in options[0] and nullable):
            [one] = options
            return {**one, **({"type": [one["type"], "null"]} if nullable else {}), **described}
        return {"anyOf": [*options, *null], **described}

    def _of_kind(self, owner: str, name: str, kind: str, facts: Mapping[str, Json], *, answer: bool) -> dict[str, Any]:
        if kind == "object":
            fields = as_mapping(facts.get("fields"))
            if fields:
                return {"$ref": self._object(owner, name, fields, answer=answer)}
            return {"type": "object", "additionalProperties": True}
        one: dict[str, Any] = {"type": kind}
        if kind == "string" and facts.get("format") in (_FORMATS if answer else _SENT_FORMATS):
            one["format"] = facts["format"]
        if kind == "array":
            items = as_mapping(facts.get("items"))
            singular = name[:-1] if name.endswith("s") and not name.endswith("ss") else f"{name}_item"
            null = items.get("nullable") is True
            one["items"] = self._value(owner, singular, items, "", answer=answer, nullable=null)
        if not answer:
            one |= {key: facts[key] for key in _BOUNDS if key in facts}
        return one

    def _object(self, owner: str, name: str, fields: Mapping[str, Json], *, answer: bool) -> str:
        called = self._free(f"{_pascal(owner)}{_pascal(name)}")
        drafted: dict[str, Any] = {"description": f"The {words(name)}, with what belongs to it.", "type": "object"}
        self.new[called] = drafted  # before inner schemas, which may need the same name
        facts = {key: as_mapping(one) for key, one in fields.items()}
        if answer:
            drafted["properties"] = {key: self.field(called, key, one) for key, one in facts.items()}
            return f"#/components/schemas/{called}"
        if needed := [key for key, one in facts.items() if one.get("required") is True]:
            drafted["required"] = needed
        drafted["properties"] = {
            key: self.sent(called, key, one, description(key, one, answer=False)) for key, one in facts.items()
        }
        return f"#/components/schemas/{called}"

    def _add(self, name: str, drafted: dict[str, Any]) -> str:
        called = self._free(name)
        self.new[called] = drafted
        return f"#/components/schemas/{called}"

    def _free(self, name: str) -> str:
        # Names that are equal in snake case are the same to the generator.
        taken = {snake(one) for one in (*self.taken, *self.new)}
        free = name
        for number in count(2):
            if snake(free) not in taken:
                break
            free = f"{name}{number}"
        return free


def _kinds(facts: Mapping[str, Json]) -> list[str]:
    kinds = [kind for kind in texts(facts.get("type")) if kind != "null"]
    # An integer is also a number, in JSON Schema and in the clients.
    return [kind for kind in kinds if kind != "integer" or "number" not in kinds]


def _pascal(name: str) -> str:
    return "".join(word[:1].upper() + word[1:] for word in snake(name).split("_"))


def example(name: str, facts: Mapping[str, Json]) -> Json:
    """Draft an example value for a parameter."""
    for key in ("default", "minimum", "maximum"):
        if facts.get(key) is not None:
            return facts[key]
    if values := as_list(facts.get("values")):
        return values[0]
    kinds = texts(facts.get("type"))
    if kinds[:1] == ["boolean"]:
        return True
    if "integer" in kinds or "number" in kinds:
        return 1
    if facts.get("format") == "date-time":
        return "2026-01-31T12:00:00Z"
    if facts.get("format") == "date":
        return "2026-01-31"
    if facts.get("format") == "uuid":
        return "3fa85f64-5717-4562-b3fc-2c963f66afa6"
    return f"{snake(name).replace('_', '-') or 'value'}-1"


def error_answer(status: str, tree: dict[str, Any]) -> tuple[str, dict[str, Any]] | None:
    """Draft the response for an error status, with the body of most errors of the document: its name and its content.

    None if the document has no error with a JSON body.
    """
    errors = [answer for code, answer in _answers(tree) if code[0] in "45"]
    bodies = [(answer, media) for answer in errors if is_mapping(media := _json_media(answer))]
    if not bodies:
        return None
    counted = Counter(repr(media.get("schema")) for _, media in bodies)
    usual = counted.most_common(1)[0][0]
    alike = [(answer, media) for answer, media in bodies if repr(media.get("schema")) == usual]
    like, media = alike[0]
    value = _value_of(media)
    if value is None:
        return None
    value = _for_status(value, as_mapping(media["schema"]), tree, _reason(status))
    name = "server_error" if status.startswith("5") else EXAMPLE_NAMES.get(status) or snake(_reason(status))
    text = _STATUS_WORDS.get(status, f"The call failed: {_reason(status).lower()}.")
    shown = {"summary": f"{_reason(status)} (follows the shape of the other errors).", "value": value}
    headers = {key: copy.deepcopy(as_mapping(like["headers"])) for key in ("headers",) if key in like}
    content = {"application/json": {"schema": copy.deepcopy(media["schema"]), "examples": {name: shown}}}
    return _answer_name(status, tree), {"description": text, **headers, "content": content}


def shared_answer(status: str, tree: dict[str, Any]) -> str | None:
    """The reference that other operations use for a status; None if they differ or have none."""
    found = {
        str(as_mapping(as_mapping(operation.get("responses")).get(status)).get("$ref"))
        for operation in _operations(tree)
        if status in as_mapping(operation.get("responses"))
    }
    return found.pop() if len(found) == 1 and "None" not in found else None


def _operations(tree: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for item in as_mapping(tree.get("paths")).values():
        for operation in as_mapping(item).values():
            if is_mapping(operation) and "responses" in operation:
                yield operation


def _answers(tree: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Iterate over all responses with their statuses; shared ones appear once for each use."""
    for operation in _operations(tree):
        for status, answer in as_mapping(operation.get("responses")).items():
            ref = as_mapping(answer).get("$ref")
            name = ref.rpartition("/")[2] if isinstance(ref, str) else ""
            yield status, as_mapping(value_at(tree, ("components", "responses", name)) if name else answer)


def _json_media(answer: dict[str, Any]) -> dict[str, Any] | None:
    media = as_mapping(as_mapping(answer.get("content")).get("application/json"))
    return media if "schema" in media else None


def _value_of(media: dict[str, Any]) -> Any:
    for one in as_mapping(media.get("examples")).values():
        if "value" in as_mapping(one) and as_mapping(one).get("x-lenient") is not True:
            return copy.deepcopy(one["value"])
    return None


def _for_status(value: Any, schema: dict[str, Any], tree: dict[str, Any], reason: str) -> Any:
    """Adapt the example of another status, without its references to that status."""
    if not is_mapping(value):
        return value
    known = as_mapping(value_at(tree, next(branches({**tree, "": schema}, ("",)), ())) or schema)
    properties = as_mapping(known.get("properties"))
    required = texts(known.get("required"))
    told: dict[str, Any] = {}
    for key, one in value.items():
        if is_mapping(one):
            told[key] = _for_status(one, as_mapping(properties.get(key)), tree, reason)
        elif isinstance(one, str) and key in ("message", "error", "detail"):
            told[key] = reason
        elif not (isinstance(one, str) and key in ("code", "type") and key not in required):
            told[key] = one
    return told


def _reason(status: str) -> str:
    try:
        return HTTPStatus(int(status)).phrase
    except ValueError:
        return f"Status {status}"


def _answer_name(status: str, tree: dict[str, Any]) -> str:
    taken = as_mapping(value_at(tree, ("components", "responses")))
    name = "".join(re.findall("[A-Za-z0-9]+", _reason(status).title()))
    return name if name not in taken else f"{name}{status}"
