"""The classes of a prepared document: their names, merged duplicates, and the discriminators of unions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from attrs import frozen

from ...contract.union_tags import Tag
from ..class_names import ClassNames, generated_classes
from .named_schemas import Entry, Kind, Pending, Role, Union
from .source import REFERENCE, Json, Key, Place, Source, is_array, is_object, key_of, members, owner

__all__ = ["Classes", "Discriminators", "settled"]


@frozen
class Classes:
    """All entries as component schemas."""

    schemas: Json
    """By class name, in the document's order."""
    origins: Mapping[str, str]
    """The pointer in the document, by class name."""
    inputs: frozenset[str]
    """The classes that only requests use."""
    names: Mapping[str, str]
    """The class name of each token."""

    @classmethod
    def of(cls, everything: list[Entry], source: Source, operations: Iterable[tuple[str, str]]) -> Classes:
        """Name and order the entries; those that are the same in two roles are one class.

        Args:
            everything: The entries.
            source: The document.
            operations: The tag and the id of each operation.
        """
        same = _merged(everything)
        entries = [entry for entry in everything if entry.token not in same]
        names = _named(entries, operations)
        for token, kept in same.items():
            names[token] = names[kept]
        known = members(members(source.data.get("components")).get("schemas"))
        order = {name: index for index, name in enumerate(known)}

        def place(entry: Entry) -> tuple[int, int]:
            within = owner(entry.origin)
            rank = 2 if entry.component is None else 1 if entry.role in (Role.INPUT, Role.FORM) else 0
            return (len(order) if within is None else order[within], rank)

        schemas: Json = {}
        origins: dict[str, str] = {}
        for entry in sorted(entries, key=place):
            schemas[names[entry.token]] = settled(entry.schema, names)
            origins[names[entry.token]] = entry.origin
        answered = {names[entry.token] for entry in everything if entry.role is Role.ANSWER}
        asked = {names[entry.token] for entry in everything if entry.role in (Role.INPUT, Role.FORM)}
        return cls(schemas, origins, frozenset(asked - answered), names)


def _named(entries: list[Entry], operations: Iterable[tuple[str, str]]) -> dict[str, str]:
    taken = ClassNames(generated_classes(operations))
    names: dict[str, str] = {}
    roles: dict[Key, set[Role]] = {}
    for entry in entries:
        if entry.role is not None:
            roles.setdefault(entry.key, set()).add(entry.role)

    def wish(entry: Entry) -> tuple[str, str]:
        name, suffix = entry.hint, ""
        there = roles.get(entry.key, set())
        if (entry.role is Role.INPUT and Role.ANSWER in there) or (entry.role is Role.FORM and len(there) > 1):
            both = Role.INPUT in there
            suffix = "Input" if entry.role is Role.INPUT or not both else "Form"
        if entry.kind is Kind.MAP:
            name, suffix = name.removesuffix("Map") or name, f"{suffix}Map"
        if entry.opened and not name.startswith("Known"):
            name = f"Known{name}"
        return name, suffix

    # Schemas that keep their name from the document come first, then its other schemas.
    def rank(entry: Entry) -> int:
        if entry.component is None:
            return 2
        return 0 if "".join(wish(entry)) == entry.component else 1

    for entry in sorted(entries, key=rank):
        names[entry.token] = taken.take(*wish(entry))
    return names


class Discriminators:
    """The discriminators of unions."""

    def __init__(self, source: Source, entries: list[Entry], unions: list[Union]) -> None:
        self._source = source
        self._by_token = {str(entry.token): entry for entry in entries}
        self._unions = unions

    def named(self, names: Mapping[str, str]) -> dict[str, tuple[str, dict[Tag, str]]]:
        """The property, and the class for each of its values, by the sorted names of a union's members."""
        result: dict[str, tuple[str, dict[Tag, str]]] = {}
        said: dict[tuple[str, str], list[Tag]] = {}
        found = [(union, self._explicit(union, said)) for union in self._unions]
        for union, explicit in found:
            key = "|".join(sorted({names[token] for token in union.members}))
            if key in result or "|" not in key:
                continue
            derived = explicit or self._by_constants(union) or _by_others(union, said)
            if derived is not None:
                result[key] = (derived[0], {tag: names[token] for tag, token in derived[1].items()})
        return result

    def _explicit(self, union: Union, said: dict[tuple[str, str], list[Tag]]) -> tuple[str, dict[Tag, str]] | None:
        name = union.discriminator.get("propertyName")
        if not isinstance(name, str):
            return None
        tags: dict[Tag, str] = {}
        for tag, reference in members(union.discriminator.get("mapping")).items():
            text = str(reference)
            if not text.startswith("#"):
                text = f"{REFERENCE}{text.rsplit('/', 1)[-1].removesuffix('.json').removesuffix('.yaml')}"
            target = self._source.target(Place(union.at, {"$ref": text}))
            token = union.keys.get(key_of(self._source.core((target,)).places)) if target is not None else None
            if token in union.members and token is not None:
                tags[tag] = token
        for token in union.members:
            if token not in tags.values():
                implicit = [union.implicit[token]] if token in union.implicit else []
                for value in self._constants(token, name) or implicit:
                    tags.setdefault(value, token)
        if set(tags.values()) != set(union.members):
            return None
        for value, token in tags.items():
            said.setdefault((name, token), []).append(value)
        return name, tags

    def _constants(self, token: str, name: str) -> list[Tag]:
        """The only values that a member allows for a property; empty if it allows others."""
        places = self._by_token[token].view.properties.get(name)
        view = self._source.view(self._source.core(places).places) if places else None
        values = view.enum if view is not None and not view.null else None
        return [value for value in values if isinstance(value, (str, int))] if values else []

    def _by_constants(self, union: Union) -> tuple[str, dict[Tag, str]] | None:
        for name in self._by_token[union.members[0]].view.properties:
            tags: dict[Tag, str] = {}
            for token in union.members:
                values = self._constants(token, name) if name in self._by_token[token].view.required else []
                if not values or any(value in tags for value in values):
                    break
                tags |= dict.fromkeys(values, token)
            else:
                return name, tags
        return None


def _by_others(union: Union, said: Mapping[tuple[str, str], list[Tag]]) -> tuple[str, dict[Tag, str]] | None:
    """The discriminator from the unions that this one consists of."""
    for name in dict.fromkeys(name for name, token in said if token in union.members):
        pairs = [(tag, str(token)) for token in union.members for tag in dict.fromkeys(said.get((name, token), []))]
        tags = dict(pairs)
        if set(tags.values()) == set(union.members) and len(tags) == len(pairs):
            return name, tags
    return None


def settled(value: Any, names: Mapping[str, str]) -> Any:
    """Replace tokens in a schema by class names."""
    if isinstance(value, Pending):
        return REFERENCE + names[value]
    if is_object(value):
        return {key: settled(item, names) for key, item in value.items()}
    return [settled(item, names) for item in value] if is_array(value) else value


def _merged(entries: list[Entry]) -> dict[str, str]:
    """Map the tokens of entries that are equal in two roles to one token."""
    found = {(entry.key, entry.role): entry for entry in entries}
    same: dict[str, str] = {}
    for entry in entries:
        twin = None
        if entry.role is Role.FORM:
            twin = found.get((entry.key, Role.INPUT))
        if twin is None and entry.role is not Role.ANSWER and entry.role is not None and entry.kind is Kind.MAP:
            twin = found.get((entry.key, Role.ANSWER))
        if twin is not None and twin.kind is entry.kind:
            same[entry.token] = twin.token

    def final(token: str) -> str:
        while token in same:
            token = same[token]
        return token

    def alike(one: Any, other: Any) -> bool:
        if isinstance(one, Pending) and isinstance(other, Pending):
            return final(one) == final(other)
        if is_object(one) and is_object(other):
            return one.keys() == other.keys() and all(alike(one[key], other[key]) for key in one)
        if is_array(one) and is_array(other):
            return len(one) == len(other) and all(map(alike, one, other))
        return bool(one == other)

    schemas = {str(entry.token): entry.schema for entry in entries}
    while wrong := [token for token, twin in same.items() if not alike(schemas[token], schemas[twin])]:
        for token in wrong:
            del same[token]
    return {token: final(token) for token in same}
