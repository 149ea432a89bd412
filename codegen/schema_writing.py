"""The component schemas of a prepared document: every class that there will be, named, and each for one role."""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Iterator, Mapping
from enum import Enum
from typing import Any, Final, TypeAlias
from uuid import UUID

from attrs import Factory, define, evolve, field

from .findings import pointer
from .schema_names import ClassNames, class_text, joined
from .schema_reading import (
    SCHEMAS,
    Choice,
    Json,
    Place,
    Places,
    Source,
    View,
    bounds_of,
    elements,
    members,
    word_parts,
)

Key: TypeAlias = tuple[str, ...]
"""A schema: the pointers of the places that hold at once."""

_REFERENCE: Final = "#/components/schemas/"
_NULL: Final[Json] = {"type": "null"}
_INTEGERS: Final = frozenset({"int32", "int64"})
_NUMBERS: Final = frozenset({"float", "double"})


class Role(Enum):
    """What a schema is read or written as; what differs between two roles is two classes."""

    ANSWER = ""
    INPUT = "Input"
    FORM = "Form"
    """A multipart body, in which binary values are files."""


class Kind(Enum):
    """What becomes of a component schema."""

    MODEL = "model"
    MAP = "map"
    ENUM = "enum"


class Pending(str):
    """The reference to an entry whose name is not settled."""


@define(eq=False)
class Entry:
    """A component schema of the copy."""

    key: Key
    role: Role | None
    """None for an enum, which is the same in all."""
    kind: Kind
    hint: str
    """The class name that it would like to have."""
    view: View
    component: str | None
    """The name that the document has for it."""
    token: Pending
    origin: str
    schema: Json = Factory(dict[str, Any])
    opened: bool = False
    """Whether an answer offers its values without being bound to them."""


@define
class _Union:
    members: list[Pending]
    implicit: dict[str, str]
    """The name that the document has for a member's schema, by token."""
    discriminator: Json
    at: str
    role: Role
    keys: dict[Key, str] = field(factory=dict[Key, str])


class Writer:
    """Turns schemas into entries, and entries into components."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._entries: dict[tuple[Key, Role | None], Entry] = {}
        self._by_token: dict[str, Entry] = {}
        self._queue: deque[Entry] = deque()
        self._open: list[Key] = []
        self._unions: list[_Union] = []
        self._components: dict[Key, str] = {}
        self._hints: dict[str, str] = {}
        for name in members(members(source.data.get("components")).get("schemas")):
            if SCHEMAS + pointer(name)[1:] not in source.skipped:
                core = source.core((self._component(name),))
                if core.name is None:
                    self._components[_key(core.places)] = name

    def _component(self, name: str) -> Place:
        where = SCHEMAS + pointer(name)[1:]
        return Place(where, self._source.data["components"]["schemas"][name])

    def entry(self, schema: Json) -> Entry | None:
        """The entry that a converted schema refers to."""
        return self._by_token.get(schema.get("$ref", ""))

    # -- conversion

    def convert(self, places: Places, role: Role, hint: str) -> Json:
        """A schema as the copy has it, all classes inside it by reference.

        Args:
            places: The schema.
            role: What it is used as.
            hint: The class name that it would have, if it needs one.
        """
        core = self._source.core(places)
        hint = self._hint_at(core.name) if core.name is not None else hint
        view = self._source.view(core.places)
        schema = self._convert(_key(core.places), view, role, hint)
        return self._noted(_nullable(schema) if core.null else schema, core.notes, role)

    def _hint_at(self, where: str) -> str:
        if where not in self._hints:
            self._hints[where] = _hint(where)
        return self._hints[where]

    def _convert(self, key: Key, view: View, role: Role, hint: str) -> Json:
        if view.clash is not None:
            self._source.findings[view.clash] = None
            return {}
        if view.choices:
            return self._guarded(key, view, role, hint)
        if view.enum is not None:
            schema = self._enum(key, view, role, hint)
        elif view.types is None:
            binary = role is Role.FORM and view.format == "binary"
            schema = {"type": "string", "format": "binary"} if binary else {}
        elif not view.types:
            schema = dict(_NULL)
        elif len(view.types) > 1:
            each = [self._convert((*key, kind), evolve(view, types=(kind,), null=None, notes={}), role, hint) for kind in view.types]
            schema = self._combined(each)
        elif view.types == ("object",) and any(self._is_kept(places, role) for places in view.properties.values()):
            schema = self._reference(self._model(key, view, role, hint))
        elif view.types[0] in ("object", "array"):
            return self._guarded(key, view, role, hint)
        else:
            schema = _scalar(view, role)
        return self._noted(_nullable(schema) if view.null else schema, view.notes, role, entry=self.entry(schema))

    def _guarded(self, key: Key, view: View, role: Role, hint: str) -> Json:
        """What is written where it is used, which therefore cannot contain itself."""
        if key in self._open:
            self._report_recursion(self._open[self._open.index(key) :])
            return {}
        self._open.append(key)
        try:
            if view.choices:
                schema = self._union(key, view, role, hint)
            elif view.types == ("array",):
                items = [self.convert(places, role, joined(hint, "Item")) for places in view.items or ()]
                schema: Json = {"type": "array", "items": self._combined(items) if items else {}}
                schema |= bounds_of(view, "array")
            else:
                schema = self._reference(self._map(key, view, role, hint))
        finally:
            self._open.pop()
        return self._noted(_nullable(schema) if view.null else schema, view.notes, role, entry=self.entry(schema))

    def _report_recursion(self, keys: list[Key]) -> None:
        named = [self._components[key] for key in keys if key in self._components]
        where = SCHEMAS + pointer(named[0])[1:] if named else keys[0][0]
        advice = f"; put `schemas.{named[0]}` into `skip`, and it is any JSON" if named else ""
        self._source.find(where, f"contains itself without an object with properties in between, and no type can say that{advice}")

    def _noted(self, schema: Json, notes: Mapping[str, Any], role: Role, *, entry: Entry | None = None) -> Json:
        """A schema with descriptions and the like; where a class was made of it, the class has them."""
        if entry is not None:
            return schema
        kept = {key: value for key, value in notes.items() if key not in ("default", "readOnly", "writeOnly")}
        default = notes.get("default")
        if role is not Role.ANSWER and default is not None and self._fits(default, schema):
            kept["default"] = default
        return {**schema, **kept} if kept else schema

    def _fits(self, default: Any, schema: Json) -> bool:
        """Whether openapi-python-client would write the default as it is."""
        alternatives = [item for item in elements(schema.get("anyOf")) if item != _NULL] or [schema]
        if len(alternatives) != 1:
            return False
        if isinstance(default, str) and any(character in '"\\' or not character.isprintable() for character in default):
            return False  # it would be escaped twice
        entry = self.entry(alternatives[0])
        if entry is not None:
            return entry.kind is Kind.ENUM and any(default == value and type(default) is type(value) for value in entry.schema["enum"])
        said = alternatives[0].get("type")
        kinds = [kind for kind in (said if isinstance(said, list) else [said]) if kind != "null"]
        number = isinstance(default, (int, float)) and not isinstance(default, bool) and math.isfinite(default)
        match kinds:
            case ["string"] if alternatives[0].get("format") == "uuid":
                return isinstance(default, str) and _is_uuid(default)
            case ["string"]:
                return isinstance(default, str) and alternatives[0].get("format") not in ("date", "date-time", "binary")
            case ["integer"]:
                return number and default == int(default)
            case ["number"]:
                return number
            case ["boolean"]:
                return isinstance(default, bool)
            case _:
                return False

    # -- enums

    def _enum(self, key: Key, view: View, role: Role, hint: str) -> Json:
        values = view.enum or ()
        kinds = _unique_kinds(values)
        plain: list[Json] = [{"type": kind} for kind in view.types or kinds]
        fits = view.types is None or all(kind in view.types or (kind == "integer" and "number" in view.types) for kind in kinds)
        if not fits or kinds not in (["string"], ["integer"]):
            return self._combined(plain)
        if role is Role.ANSWER and kinds == ["integer"]:
            return self._combined(plain)
        if role is Role.ANSWER and len(values) == 1 and key not in self._components:
            return {"type": "string"}
        entry = self._entry(key, None, Kind.ENUM, hint, view)
        entry.schema = {"type": kinds[0], "enum": list(values), **_class_notes(view)}
        if role is Role.ANSWER:
            entry.opened = True
            return {"anyOf": [self._reference(entry), {"type": "string"}]}
        return self._reference(entry)

    # -- unions

    def _union(self, key: Key, view: View, role: Role, hint: str) -> Json:
        choice = view.choices[0]
        rest = evolve(view, choices=view.choices[1:], null=None, notes={}, bounds={})
        written: list[Json] = []
        null = False
        union = _Union([], {}, choice.discriminator, choice.members[0].pointer, role)
        real = [place for place in choice.members if not _says_only_null(place.value)]
        for index, place in enumerate(choice.members):
            if place not in real:
                null = True
                continue
            core = self._source.core((place,))
            member = self._source.view(core.places)
            label = _member_label(self._source, member, place, index) if len(real) > 1 else ""
            inner = joined(hint, label) if label else hint
            if self._adds(rest, member):
                whole = self._source.meet(rest, member)
                if whole.clash is not None:
                    continue  # no value is both
                null = null or core.null
                schema = self._convert((*key, place.pointer), whole, role, inner)
            else:
                schema = self.convert((place,), role, inner)
            entry = self.entry(schema)
            if entry is not None:
                union.keys[_key(core.places)] = entry.token
                if core.name is not None and core.name.startswith(SCHEMAS):
                    union.implicit[entry.token] = word_parts(core.name)[-1]
            written.append(schema)
        if not written:
            return dict(_NULL) if null else {}
        schema = self._combined(written)
        found = [self.entry(item) for item in elements(schema.get("anyOf")) if item != _NULL]
        if len(found) > 1 and all(entry is not None and entry.kind is Kind.MODEL for entry in found):
            union.members = [entry.token for entry in found if entry is not None]
            self._unions.append(union)
        return _nullable(schema) if null else schema

    def _adds(self, rest: View, member: View) -> bool:
        """Whether what stands beside a choice says something that a member does not say itself."""
        if rest.choices or (rest.enum is not None and member.enum is None):
            return True
        if any(name not in member.properties for name in rest.properties):
            return True
        return rest.types is not None and member.says_nothing

    def _combined(self, schemas: list[Json]) -> Json:
        """A union without unions inside, doubles and alternatives to anything."""
        flat: list[Json] = []
        for schema in schemas:
            flat += elements(schema.get("anyOf")) or [schema]
        null = False
        alternatives: list[Json] = []
        seen: list[Json] = []
        for schema in flat:
            bare = {key: value for key, value in schema.items() if key in ("$ref", "type", "format", "items")}
            if isinstance(kinds := bare.get("type"), list):
                null = True
                bare["type"] = next(kind for kind in elements(kinds) if kind != "null")
                schema = {**schema, "type": bare["type"]}
            if not bare:
                return {}
            if bare == _NULL:
                null = True
            elif bare not in seen:
                seen.append(bare)
                alternatives.append(schema)
            else:
                alternatives[seen.index(bare)] = bare  # alternatives of one type: their bounds do not hold for both
        if not alternatives:
            return dict(_NULL)
        result: Json = {"anyOf": alternatives} if len(alternatives) > 1 else dict(alternatives[0])
        return _nullable(result) if null else result

    # -- objects

    def _entry(self, key: Key, role: Role | None, kind: Kind, hint: str, view: View) -> Entry:
        if (key, role) not in self._entries:
            component = self._components.get(key)
            hint = class_text(component) if component is not None else hint
            origin = SCHEMAS + pointer(component)[1:] if component is not None else key[-1]
            if not origin.startswith("/"):
                origin = key[0]
            token = Pending(f"{_REFERENCE}@{len(self._entries)}")
            entry = Entry(key, role, kind, hint, view, component, token, origin)
            self._entries[key, role] = self._by_token[token] = entry
        return self._entries[key, role]

    @staticmethod
    def _reference(entry: Entry) -> Json:
        return {"$ref": entry.token}

    def _model(self, key: Key, view: View, role: Role, hint: str) -> Entry:
        new = (key, role) not in self._entries
        entry = self._entry(key, role, Kind.MODEL, hint, view)
        if new:
            self._queue.append(entry)
        return entry

    def _map(self, key: Key, view: View, role: Role, hint: str) -> Entry:
        new = (key, role) not in self._entries
        entry = self._entry(key, role, Kind.MAP, hint, view)
        if new:
            values = self._values(view, role, joined(entry.hint.removesuffix("Map") or entry.hint, "Value"))
            entry.schema = {"type": "object", "additionalProperties": values or True, **_class_notes(view)}
        return entry

    def _values(self, view: View, role: Role, hint: str) -> Json:
        return self.convert((view.additional,), role, hint) if isinstance(view.additional, Place) else {}

    def _is_kept(self, places: Places, role: Role) -> bool:
        core = self._source.core(places)
        view = self._source.view(core.places)
        if role is Role.ANSWER:
            return not (core.notes.get("writeOnly") is True or view.write_only)
        return not (core.notes.get("readOnly") is True or view.read_only)

    def write(self) -> None:
        """Write the models that have been met, and all that they lead to."""
        while self._queue:
            self._write(self._queue.popleft())

    def _write(self, entry: Entry) -> None:
        view, role = entry.view, entry.role or Role.ANSWER
        properties: Json = {
            name: self.convert(places, role, joined(entry.hint, name))
            for name, places in view.properties.items()
            if self._is_kept(places, role)
        }
        schema: Json = {"type": "object", **_class_notes(view)}
        required = [name for name in view.required if name in properties]
        if required:
            schema["required"] = required
        schema["properties"] = properties
        if isinstance(view.additional, Place):
            schema["additionalProperties"] = self._values(view, role, joined(entry.hint, "Value")) or True
        elif view.additional is not None and (view.additional or role is not Role.ANSWER):
            schema["additionalProperties"] = view.additional
        entry.schema = schema

    def write_rest(self) -> None:
        """Write the named schemas that nothing led to."""
        self.write()
        used: dict[str, set[Role]] = {}
        for entry in list(self._entries.values()):
            for part in entry.view.parts:
                used.setdefault(part, set()).add(entry.role or Role.ANSWER)
        for key, name in self._components.items():
            if any((key, role) in self._entries for role in (None, *Role)):
                continue
            view = self._source.view(self._source.core((self._component(name),)).places)
            if view.choices or view.types not in (("object",), ("string",), ("integer",), None):
                continue
            if view.types == ("object",) or view.enum is not None:
                # A parent of inputs only, seen through compositions, is one itself.
                roles = used.get(SCHEMAS + pointer(name)[1:], set())
                role = Role.INPUT if roles and Role.ANSWER not in roles else Role.ANSWER
                self._convert(key, view, Role.INPUT if view.enum is not None else role, class_text(name))
        self.write()

    # -- components

    def components(self) -> tuple[Json, dict[str, str], frozenset[str], dict[str, str]]:
        """All entries as component schemas.

        Returns:
            The schemas by class name, in the document's order; the origins of the classes; the classes that only
            requests have; the class name of each token.
        """
        same = _merged(list(self._entries.values()))
        entries = [entry for entry in self._entries.values() if entry.token not in same]
        names = self._named(entries)
        for token, kept in same.items():
            names[token] = names[kept]
        order = {name: index for index, name in enumerate(members(self._source.data.get("components")).get("schemas", {}))}

        def place(entry: Entry) -> tuple[int, int]:
            parts = word_parts(entry.origin)
            inside = entry.origin.startswith(SCHEMAS) and parts[2] in order
            return (order[parts[2]] if inside else len(order), 0 if entry.component is not None else 1)

        schemas: Json = {}
        origins: dict[str, str] = {}
        for entry in sorted(entries, key=place):
            schemas[names[entry.token]] = settled(entry.schema, names)
            origins[names[entry.token]] = entry.origin
        answered = {names[entry.token] for entry in self._entries.values() if entry.role is Role.ANSWER}
        asked = {names[entry.token] for entry in self._entries.values() if entry.role in (Role.INPUT, Role.FORM)}
        return schemas, origins, frozenset(asked - answered), names

    def _named(self, entries: list[Entry]) -> dict[str, str]:
        taken = ClassNames()
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

        # Whoever is called in the document as it wants to be called keeps the name, then the document's others.
        def rank(entry: Entry) -> int:
            if entry.component is None:
                return 2
            return 0 if "".join(wish(entry)) == entry.component else 1

        for entry in sorted(entries, key=rank):
            names[entry.token] = taken.take(*wish(entry))
        return names

    def discriminators(self, names: Mapping[str, str]) -> dict[str, tuple[str, dict[str, str]]]:
        """How the members of unions are told apart, by the sorted names of the members."""
        result: dict[str, tuple[str, dict[str, str]]] = {}
        said: dict[tuple[str, str], list[str]] = {}
        found = [(union, self._explicit(union, said)) for union in self._unions]
        for union, explicit in found:
            key = "|".join(sorted({names[token] for token in union.members}))
            if key in result or "|" not in key:
                continue
            derived = explicit or self._by_constants(union) or _by_others(union, said)
            if derived is not None:
                result[key] = (derived[0], {tag: names[token] for tag, token in derived[1].items()})
        return result

    def _explicit(
        self, union: _Union, said: dict[tuple[str, str], list[str]]
    ) -> tuple[str, dict[str, str]] | None:
        name = union.discriminator.get("propertyName")
        if not isinstance(name, str):
            return None
        tags: dict[str, str] = {}
        for tag, reference in members(union.discriminator.get("mapping")).items():
            text = str(reference)
            if not text.startswith("#"):
                text = f"{_REFERENCE}{text.rsplit('/', 1)[-1].removesuffix('.json').removesuffix('.yaml')}"
            target = self._source.target(Place(union.at, {"$ref": text}))
            token = union.keys.get(_key(self._source.core((target,)).places)) if target is not None else None
            if token in union.members and token is not None:
                tags[tag] = token
        for token in union.members:
            if token not in tags.values():
                implicit = [union.implicit[token]] if token in union.implicit else []
                for tag in self._constants(token, name) or implicit:
                    tags.setdefault(tag, token)
        if set(tags.values()) != set(union.members):
            return None
        for tag, token in tags.items():
            said.setdefault((name, token), []).append(tag)
        return name, tags

    def _constants(self, token: str, name: str) -> list[str]:
        """The strings that a member's property is bound to."""
        places = self._by_token[token].view.properties.get(name)
        view = self._source.view(self._source.core(places).places) if places else None
        values = view.enum if view is not None and not view.null else None
        return [value for value in values if isinstance(value, str)] if values else []

    def _by_constants(self, union: _Union) -> tuple[str, dict[str, str]] | None:
        for name in self._by_token[union.members[0]].view.properties:
            tags: dict[str, str] = {}
            for token in union.members:
                values = self._constants(token, name) if name in self._by_token[token].view.required else []
                if not values or any(value in tags for value in values):
                    break
                tags |= dict.fromkeys(values, token)
            else:
                return name, tags
        return None


def _by_others(union: _Union, said: Mapping[tuple[str, str], list[str]]) -> tuple[str, dict[str, str]] | None:
    """What the unions that this one is made of say."""
    for name in dict.fromkeys(name for name, token in said if token in union.members):
        tags = {tag: token for token in union.members for tag in said.get((name, token), [])}
        if set(tags.values()) == set(union.members) and len(tags) == sum(len(said[name, token]) for token in union.members):
            return name, tags
    return None


def settled(value: Any, names: Mapping[str, str]) -> Any:
    """A schema with the names of its classes."""
    if isinstance(value, Pending):
        return _REFERENCE + names[value]
    if isinstance(value, dict):
        return {key: settled(item, names) for key, item in members(value).items()}
    return [settled(item, names) for item in elements(value)] if isinstance(value, list) else value


def _merged(entries: list[Entry]) -> dict[str, str]:
    """Tokens of entries that are the same as another role's, with that other's token."""
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
        if isinstance(one, dict) and isinstance(other, dict):
            first, second = members(one), members(other)
            return first.keys() == second.keys() and all(alike(first[key], second[key]) for key in first)
        if isinstance(one, list) and isinstance(other, list):
            first, second = elements(one), elements(other)
            return len(first) == len(second) and all(map(alike, first, second))
        return bool(one == other)

    schemas = {entry.token: entry.schema for entry in entries}
    while wrong := [token for token, twin in same.items() if not alike(schemas[token], schemas[twin])]:
        for token in wrong:
            del same[token]
    return {token: final(token) for token in same}


def _key(places: Places) -> Key:
    return tuple(place.pointer for place in places)


def _says_only_null(value: Any) -> bool:
    schema = members(value)
    kind = schema.get("type")
    return kind in ("null", ["null"]) or schema.get("enum") == [None] or ("const" in schema and schema["const"] is None)


def _nullable(schema: Json) -> Json:
    if not any(key in schema for key in ("anyOf", "$ref", "type")):
        return schema
    if "anyOf" in schema:
        if _NULL in schema["anyOf"]:
            return schema
        return {**schema, "anyOf": [*schema["anyOf"], dict(_NULL)]}
    if "$ref" in schema:
        notes = {key: value for key, value in schema.items() if key != "$ref"}
        return {"anyOf": [{"$ref": schema["$ref"]}, dict(_NULL)], **notes}
    kinds = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    return schema if "null" in kinds else {**schema, "type": [*kinds, "null"]}


def _scalar(view: View, role: Role) -> Json:
    kind = (view.types or ("string",))[0]
    schema: Json = {"type": kind}
    known = {"string": None, "integer": _INTEGERS, "number": _NUMBERS}.get(kind, frozenset[str]())
    if view.format == "binary":
        # Outside of a multipart body there is no file, only text that somebody calls binary.
        if kind == "string" and role is Role.FORM:
            schema["format"] = "binary"
    elif view.format is not None and (known is None or view.format in known):
        schema["format"] = view.format
    bounds = bounds_of(view, kind)
    return schema | ({} if "format" in schema and kind == "string" else bounds)


def _class_notes(view: View) -> Json:
    return {key: value for key, value in view.notes.items() if key != "default"}


def _unique_kinds(values: tuple[Any, ...]) -> list[str]:
    kinds: dict[str, None] = {}
    for value in values:
        for kind, types in _KINDS.items():
            if isinstance(value, types):
                kinds[kind] = None
                break
    return list(kinds)


_KINDS: Final[Mapping[str, Any]] = {
    "string": str,
    "boolean": bool,  # before integer, of which it is a subclass
    "integer": int,
    "number": float,
    "array": list,
    "object": dict,
}


def _is_uuid(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True


def _member_label(source: Source, member: View, place: Place, index: int) -> str:
    """A word for an alternative: the constant that marks it, its reference, its title, or its number."""
    for name in member.required:
        places = member.properties.get(name)
        view = source.view(source.core(places).places) if places else None
        if view is not None and view.enum is not None and len(view.enum) == 1 and isinstance(view.enum[0], str):
            return class_text(view.enum[0])
    schema = members(place.value)
    if isinstance(reference := schema.get("$ref"), str):
        return class_text(word_parts(reference)[-1])
    title = schema.get("title")
    return class_text(title) if isinstance(title, str) and 0 < len(title) <= 40 else f"Option{index + 1}"


def _hint(where: str) -> str:
    """The class name of what stands at a pointer."""
    parts = iter(word_parts(where))
    words = list(_hint_words(parts))
    return joined("", *words) if words else "Schema"


def _hint_words(parts: Iterator[str]) -> Iterator[str]:
    suffixes = {"responses": "Response", "requestBodies": "Body", "headers": "Header"}
    for part in parts:
        if part == "components":
            section, name = next(parts, ""), next(parts, "")
            yield name
            suffix = suffixes.get(section, "")
            if not name.endswith(suffix):
                yield suffix
        elif part in ("properties", "paths", "responses"):
            yield next(parts, "")
        elif part == "items":
            yield "Item"
        elif part in ("anyOf", "oneOf", "prefixItems"):
            yield f"Option{int(next(parts, '0')) + 1}"
        elif part == "additionalProperties":
            yield "Value"
        elif part in ("allOf", "parameters"):
            next(parts, "")
        elif part in ("content",):
            next(parts, "")
        elif part not in ("schema",):
            yield part


__all__ = ["Choice", "Entry", "Kind", "Pending", "Role", "Writer", "settled"]
