"""New parts of a document, drafted from facts as `openapi/README.md` wants them.

The words are ours: what a page states are facts, and its sentences stay there. They say no more than the facts do, so
a person who knows more should say more.
"""

from __future__ import annotations

import copy
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from http import HTTPStatus
from typing import Any, Final

from codegen.json_values import as_list, as_mapping, is_mapping, snake, texts

from .document_places import branches, value_at
from .facts import Json

_BOUNDS: Final = (
    "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "minLength", "maxLength", "minItems", "maxItems",
    "pattern",
)  # fmt: skip
_FORMATS: Final = frozenset({"date-time", "date", "uuid"})
_UNITS: Final[Mapping[str, str]] = {
    "ms": "in milliseconds",
    "seconds": "in seconds",
    "bytes": "in bytes",
    "usd": "in US dollars",
    "percent": "in percent",
}
_EXAMPLE_NAMES: Final[Mapping[str, str]] = {
    "400": "invalid",
    "401": "unauthorized",
    "404": "not_found",
    "422": "invalid",
    "429": "rate_limited",
}
_STATUS_WORDS: Final[Mapping[str, str]] = {
    "400": "The call is malformed, or a parameter is not valid.",
    "401": "The API key is missing or not valid.",
    "402": "The balance is too low.",
    "403": "The API key may not do this.",
    "404": "There is nothing of this id, or nothing that this key may see.",
    "409": "The call conflicts with the present state.",
    "410": "What was asked for is gone for good.",
    "422": "A parameter is not valid.",
    "429": "Too many calls in too short a time.",
    "500": "The server failed to answer.",
    "502": "A server behind the API failed to answer.",
    "503": "The server is not available at the moment.",
    "504": "A server behind the API did not answer in time.",
}


def words(name: str) -> str:
    """A name as words."""
    return snake(name).replace("_", " ") or name


def description(name: str, facts: Mapping[str, Json], *, answer: bool) -> str:
    """What a new field or parameter is, as far as its name and its facts tell."""
    last = snake(name).rpartition("_")[2]
    unit = _UNITS.get(last)
    noun = words(name)
    if unit is not None and noun != last:
        noun = noun.removesuffix(" " + last)
    said = f"The {noun}{', ' + unit if unit and unit != 'in ' + noun else ''}"
    if texts(facts.get("type")) == ["boolean"]:
        said = f"Whether `{name}` holds"
    elif snake(name).endswith("_at") and "integer" in texts(facts.get("type")):
        said = f"When it was {noun.removesuffix(' at')}, in Unix seconds"
    return said + (". Absent or null if there is none." if answer else ".")


def schema(facts: Mapping[str, Json], text: str, known: str | None, *, answer: bool) -> dict[str, Any]:
    """A field's or a parameter's schema.

    Args:
        facts: As `ValueFacts.as_json` has them.
        text: Its description; empty for none.
        known: The reference to the schema of its known values, if it has any.
        answer: Whether it stands in an answer: then it may be null, as all that is not certain.
    """
    kinds = [kind for kind in texts(facts.get("type")) if kind != "null"]
    described: dict[str, Any] = {"description": text} if text else {}
    nullable = answer or facts.get("nullable") is True
    null: list[dict[str, Any]] = [{"type": "null"}] if nullable else []
    if known is not None:
        return {"anyOf": [{"$ref": known}, {"type": "string"}, *null], **described}
    if not kinds:
        return described
    # 1 is a number too, to JSON Schema as to the clients.
    kinds = [kind for kind in kinds if kind != "integer" or "number" not in kinds]
    if len(kinds) == 1:
        one = _of_kind(kinds[0], facts, answer=answer)
        if nullable:
            one["type"] = [kinds[0], "null"]
        return {**one, **described}
    options = [_of_kind(kind, facts, answer=answer) for kind in kinds]
    return {"anyOf": [*options, *null], **described}


def _of_kind(kind: str, facts: Mapping[str, Json], *, answer: bool) -> dict[str, Any]:
    one: dict[str, Any] = {"type": kind}
    if kind == "string" and facts.get("format") in _FORMATS:
        one["format"] = facts["format"]
    if kind == "object":
        one["additionalProperties"] = True
    if kind == "array":
        one["items"] = {}
    if not answer:
        one |= {key: facts[key] for key in ("default", *_BOUNDS) if key in facts}
    return one


def known_values(name: str, values: list[str]) -> dict[str, Any]:
    """The schema of known values."""
    text = f"The values of {words(name).removeprefix('known ')} that are known so far."
    return {"description": text, "type": "string", "enum": values}


def known_name(owner: str, name: str, taken: Mapping[str, Any]) -> str:
    """What a schema of known values may be called."""

    def pascal(text: str) -> str:
        return "".join(word[:1].upper() + word[1:] for word in re.split("[^A-Za-z0-9]+", text))

    short, long = f"Known{pascal(snake(name))}", f"Known{pascal(owner)}{pascal(snake(name))}"
    for candidate in (long, short, *(f"{long}{number}" for number in range(2, 100))):
        if candidate not in taken and snake(candidate) not in {snake(other) for other in taken}:
            return candidate
    return long


def example(name: str, facts: Mapping[str, Json]) -> Json:
    """A value that a parameter could have."""
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
    """The answer for a status of an error, in the shape of most errors of the document: its name and itself.

    None where the document has no error with a JSON body yet.
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
    name = "server_error" if status.startswith("5") else _EXAMPLE_NAMES.get(status) or snake(_reason(status))
    text = _STATUS_WORDS.get(status, f"The call failed: {_reason(status).lower()}.")
    shown = {"summary": f"{_reason(status)} (follows the shape of the other errors).", "value": value}
    headers = {key: copy.deepcopy(as_mapping(like["headers"])) for key in ("headers",) if key in like}
    content = {"application/json": {"schema": copy.deepcopy(media["schema"]), "examples": {name: shown}}}
    return _answer_name(status, tree), {"description": text, **headers, "content": content}


def shared_answer(status: str, tree: dict[str, Any]) -> str | None:
    """The reference with which the document's other operations answer a status; None if they differ, or have none."""
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
    """Every answer with its status, those that are shared as often as they are used."""
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
    """An example of another status, without what it says of that one."""
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
