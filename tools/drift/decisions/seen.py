"""The facts of each page when it was last accepted: `openapi/<provider>/seen/<page>.yaml`. No sentences are stored."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from ...contract.documents import load
from ...contract.facts import (
    Authentication,
    BodyFacts,
    Bounds,
    Facts,
    FieldPath,
    Place,
    Position,
    Source,
    Stated,
    ValueFacts,
)
from ...contract.findings import pointer as json_pointer
from ...contract.json_tree import as_list, as_mapping
from .. import yaml_text

_HEADER: Final = "# The facts of a page as last accepted. Written by `nox -s docs -- --accept`.\n"


def seen_file(provider: str, page: str) -> str:
    """The path of the record of a page, relative to the project."""
    return f"openapi/{provider}/seen/{page}.yaml"


def load_seen(project: Path, provider: str, page: str) -> Facts | None:
    """Read the facts of a page when it was last accepted; None if it never was.

    Raises:
        InputError: The record cannot be read.
    """
    file = seen_file(provider, page)
    if not (project / file).exists():
        return None
    return from_data(load(project / file, file=file).data, file)


def write_seen(project: Path, provider: str, page: str, facts: Facts) -> bool:
    """Record the facts of a page.

    Returns:
        Whether the record has changed.
    """
    path = project / seen_file(provider, page)
    text = _HEADER + yaml_text.dump(to_data(facts))
    if path.exists() and path.read_text(encoding="utf-8") == text:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_suffix(".new")
    fresh.write_text(text, encoding="utf-8", newline="\n")
    fresh.replace(path)
    return True


def to_data(facts: Facts) -> dict[str, Any]:
    """Convert facts to a JSON tree without places, in an order that does not depend on the page."""
    data: dict[str, Any] = {
        "form": facts.form,
        "method": sorted({one.value for one in facts.method}),
        "path": list(dict.fromkeys(one.value for one in facts.path)),
        "servers": sorted({one.value for one in facts.servers}),
        "authentication": [one.value.as_json() for one in facts.authentication],
        "parameters": [
            {"in": position, "name": name, **_value(one)} for (position, name), one in facts.parameters.items()
        ],
        "parameters_listed": sorted(facts.parameters_listed),
    }
    if facts.body is not None:
        data["body"] = _body(facts.body)
    data["statuses_listed"] = facts.statuses_listed
    data["answers"] = {status: _body(body) for status, body in sorted(facts.answers.items())}
    return data


def _body(body: BodyFacts) -> dict[str, Any]:
    return {
        "listed": sorted(json_pointer(*path) for path in body.listed),
        "fields": {json_pointer(*path): _value(one) for path, one in sorted(body.fields.items())},
    }


def _value(facts: ValueFacts) -> dict[str, Any]:
    return {"from": facts.source, **facts.as_json()}


def from_data(data: Mapping[str, Any], file: str) -> Facts:
    """Convert such a tree to facts whose place is the record."""
    place = Place(file, 1)
    parameters: dict[tuple[Position, str], ValueFacts] = {}
    for entry in as_list(data.get("parameters")):
        one = dict(as_mapping(entry))
        position: Position = one.pop("in")
        parameters[position, one.pop("name")] = _value_from(one, place)
    body = data.get("body")
    return Facts(
        place=place,
        form=str(data.get("form")),
        method=tuple(Stated(one, place) for one in as_list(data.get("method"))),
        path=tuple(Stated(one, place) for one in as_list(data.get("path"))),
        servers=tuple(Stated(one, place) for one in as_list(data.get("servers"))),
        authentication=tuple(
            Stated(Authentication(one["name"], one.get("scheme"), one.get("in", "header")), place)
            for one in map(as_mapping, as_list(data.get("authentication")))
        ),
        parameters=parameters,
        parameters_listed=frozenset(as_list(data.get("parameters_listed"))),
        body=_body_from(as_mapping(body), place) if body is not None else None,
        answers={status: _body_from(as_mapping(one), place) for status, one in as_mapping(data.get("answers")).items()},
        statuses_listed=data.get("statuses_listed") is True,
    )


def _path_from(pointer: str) -> FieldPath:
    return tuple(part.replace("~1", "/").replace("~0", "~") for part in pointer.split("/")[1:])


def _body_from(data: Mapping[str, Any], place: Place) -> BodyFacts:
    return BodyFacts.of_fields(
        place,
        {_path_from(key): _value_from(as_mapping(one), place) for key, one in as_mapping(data.get("fields")).items()},
        frozenset(_path_from(one) for one in as_list(data.get("listed"))),
    )


def _value_from(data: Mapping[str, Any], place: Place) -> ValueFacts:
    source: Source = data.get("from", "list")
    values = data.get("values")
    return ValueFacts(
        place=place,
        source=source,
        types=frozenset(as_list(data.get("type"))),
        format=data.get("format"),
        nullable=data.get("nullable"),
        required=data.get("required"),
        values=None if values is None else tuple(as_list(values)),
        default=Stated(data["default"], place) if "default" in data else None,
        bounds=Bounds.from_json(data),
    )
