"""How code recognizes the variant of an object in a union, from the schemas of a prepared document."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, TypeAlias

from attrs import frozen

from ..contract.json_tree import as_list, as_mapping, texts
from ..contract.union_tags import Tag, UnionTags


@frozen
class ByTag:
    """A member has another value in each variant."""

    name: str
    classes: Mapping[Tag, str]


@frozen
class ByMember:
    """Each variant has a required member that no other has, and that is never null."""

    classes: Mapping[str, str]


@frozen
class ByFit:
    """Nothing names the variant: the one that knows most of an object's members is tried first."""

    shapes: Mapping[str, tuple[Sequence[str], Sequence[str]]]
    """The required and the optional members of each class."""


VariantChoice: TypeAlias = ByTag | ByMember | ByFit


def choice_of(names: Sequence[str], discriminators: UnionTags, schemas: Mapping[str, Any]) -> VariantChoice:
    """Choose how the variants of a union are recognized.

    Args:
        names: The classes of the union, in the document's order.
        discriminators: The tags of the document's unions.
        schemas: The component schemas of the prepared document.
    """
    if tag := discriminators.get("|".join(sorted(names))):
        return ByTag(*tag)
    own = {name: _own_member(name, names, schemas) for name in names}
    members = {member: name for name, member in own.items() if member is not None}
    if len(members) == len(names):
        return ByMember(members)
    return ByFit({name: _shape(as_mapping(schemas[name])) for name in names})


def first_union(data: Mapping[str, Any]) -> list[str]:
    """The classes of the first union of objects that a call of a prepared document may return; empty if none does."""
    schemas = as_mapping(as_mapping(data.get("components")).get("schemas"))
    operations = [as_mapping(operation) for item in data["paths"].values() for operation in item.values()]
    waiting: list[Any] = [
        response
        for operation in operations
        for status, response in as_mapping(operation.get("responses")).items()
        if status.startswith("2")
    ]
    seen: set[str] = set()
    while waiting:
        here = waiting.pop(0)
        names = [_name(one) for one in as_list(as_mapping(here).get("anyOf"))]
        named = {name: as_mapping(schemas.get(name)) for name in names}
        models = [name for name, schema in named.items() if schema.get("properties")]
        maps = [name for name, schema in named.items() if schema.get("type") == "object" and name not in models]
        if len(models) > 1 and not maps:
            return models
        waiting += [*as_mapping(here).values(), *as_list(here)]
        name = _name(here)
        if name not in seen:
            seen.add(name)
            waiting.append(schemas.get(name))
    return []


def _name(schema: Any) -> str:
    """The name in a reference; empty if it is none."""
    return str(as_mapping(schema).get("$ref", "")).rpartition("/")[2]


def _own_member(name: str, names: Sequence[str], schemas: Mapping[str, Any]) -> str | None:
    others = {member for other in names if other != name for member in as_mapping(schemas[other].get("properties"))}
    return next((member for member in _certain(as_mapping(schemas[name])) if member not in others), None)


def _certain(schema: Mapping[str, Any]) -> Iterator[str]:
    """The required members that are never null. Any JSON may be null."""
    properties = as_mapping(schema.get("properties"))
    for name in texts(schema.get("required")):
        found = as_mapping(properties.get(name))
        options = [found, *map(as_mapping, as_list(found.get("anyOf")))]
        kinds = {kind for one in options for kind in as_list(one.get("type")) or [one.get("type")]}
        if "null" not in kinds and found.keys() & {"$ref", "anyOf", "type"}:
            yield name


def _shape(schema: Mapping[str, Any]) -> tuple[Sequence[str], Sequence[str]]:
    properties = as_mapping(schema.get("properties"))
    required = [name for name in texts(schema.get("required")) if name in properties]
    return required, [name for name in properties if name not in required]
