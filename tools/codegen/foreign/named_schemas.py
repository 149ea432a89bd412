"""Schemas of a prepared document: each object, map and enum is an entry with one role; others are inline."""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Iterator, Mapping
from enum import Enum
from typing import Any, Final
from uuid import UUID

from attrs import Factory, define, evolve

from ...contract.findings import pointer
from ..class_names import class_text, joined
from .source import (
    REFERENCE,
    SCHEMAS,
    Json,
    Key,
    Place,
    Places,
    Source,
    View,
    bounds_of,
    elements,
    is_null,
    key_of,
    members,
    owner,
    word_parts,
)

_NULL: Final[Json] = {"type": "null"}
_INTEGERS: Final = frozenset({"int32", "int64"})
_NUMBERS: Final = frozenset({"float", "double"})
_SCALARS: Final = tuple((kind,) for kind in ("string", "integer", "number", "boolean"))


class Role(Enum):
    """The role of a schema: read or written. A schema that differs between roles becomes two classes."""

    ANSWER = ""
    INPUT = "Input"
    FORM = "Form"
    """The role of a multipart body, in which binary values are files."""


class Kind(Enum):
    """The kind of a component schema in the copy."""

    MODEL = "model"
    MAP = "map"
    ENUM = "enum"


class Pending(str):
    """A reference to an entry without a final name."""


@define(eq=False)
class Entry:
    """A component schema of the copy."""

    key: Key
    role: Role | None
    """The role; None for an enum, which is the same in all roles."""
    kind: Kind
    hint: str
    """The preferred class name."""
    view: View
    component: str | None
    """The name in the document."""
    token: Pending
    origin: str
    schema: Json = Factory(dict[str, Any])
    opened: bool = False
    """Whether a response uses its values as known values of an open enum."""


@define
class Union:
    """A union with several models."""

    members: list[Pending]
    implicit: dict[str, str]
    """The name of each member's schema in the document, by token."""
    discriminator: Json
    at: str
    """The pointer of the union."""
    keys: dict[Key, str] = Factory(dict[Key, str])
    """The tokens of the members, by their schemas in the document."""


class Writer:
    """Converts schemas to entries."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._entries: dict[tuple[Key, Role | None], Entry] = {}
        self._by_token: dict[str, Entry] = {}
        self._queue: deque[Entry] = deque()
        self._open: list[Key] = []
        self.unions: list[Union] = []
        self._components: dict[Key, str] = {}
        self._hints: dict[str, str] = {}
        for name in members(members(source.data.get("components")).get("schemas")):
            if SCHEMAS + pointer(name)[1:] not in source.skipped:
                core = source.core((self._component(name),))
                if core.name is None:
                    self._components[key_of(core.places)] = name

    def _component(self, name: str) -> Place:
        where = SCHEMAS + pointer(name)[1:]
        return Place(where, self._source.data["components"]["schemas"][name])

    @property
    def entries(self) -> list[Entry]:
        """All entries so far."""
        return list(self._entries.values())

    def entry(self, schema: Mapping[str, Any]) -> Entry | None:
        """The entry to which a converted schema refers."""
        return self._by_token.get(schema.get("$ref", ""))

    # -- conversion

    def convert(self, places: Places, role: Role, hint: str) -> Json:
        """Convert a schema for the copy, with references to all classes inside it.

        Args:
            places: The schema.
            role: What it is used as.
            hint: The class name that it would have, if it needs one.
        """
        core = self._source.core(places)
        hint = self._hint_at(core.name) if core.name is not None else hint
        view = self._source.view(core.places)
        schema = self._convert(key_of(core.places), view, role, hint)
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
            lone = evolve(view, null=None, notes={})
            each = [self._convert((*key, kind), evolve(lone, types=(kind,)), role, hint) for kind in view.types]
            schema = self._combined(each)
        elif view.types == ("object",) and any(self._is_kept(places, role) for places in view.properties.values()):
            schema = self._reference(self._model(key, view, role, hint))
        elif view.types in (("object",), ("array",)):
            return self._guarded(key, view, role, hint)
        else:
            schema = _scalar(view, role)
        return self._noted(_nullable(schema) if view.null else schema, view.notes, role, entry=self.entry(schema))

    def _guarded(self, key: Key, view: View, role: Role, hint: str) -> Json:
        """Convert an inline schema, which cannot contain itself."""
        if key in self._open:
            self._report_recursion(self._open[self._open.index(key) :])
            return {}
        self._open.append(key)
        try:
            if view.choices:
                schema = self._union(key, view, role, hint)
            elif view.types == ("array",):
                items = [self.convert(places, role, joined(hint, "Item")) for places in view.items or ()]
                schema = {"type": "array", "items": self._combined(items) if items else {}, **bounds_of(view, "array")}
            else:
                schema = self._reference(self._map(key, view, role, hint))
        finally:
            self._open.pop()
        return self._noted(_nullable(schema) if view.null else schema, view.notes, role, entry=self.entry(schema))

    def _report_recursion(self, keys: list[Key]) -> None:
        named = [self._components[key] for key in keys if key in self._components]
        where = SCHEMAS + pointer(named[0])[1:] if named else keys[0][0]
        advice = f"; put `schemas.{named[0]}` into `skip`, and it is any JSON" if named else ""
        reason = "contains itself without an object with properties in between, and no type can say that"
        self._source.find(where, reason + advice)

    def _noted(self, schema: Json, notes: Mapping[str, Any], role: Role, *, entry: Entry | None = None) -> Json:
        """Add descriptions and similar keys to a schema; those of a named schema belong to its class."""
        if entry is not None and entry.component is not None:
            return schema
        kept = {key: value for key, value in notes.items() if key not in ("default", "readOnly", "writeOnly")}
        default = notes.get("default")
        if role is not Role.ANSWER and default is not None and self._fits(default, schema):
            kept["default"] = default
        return {**schema, **kept} if kept else schema

    def _fits(self, default: Any, schema: Json) -> bool:
        """Whether openapi-python-client would write the default unchanged."""
        alternatives = [item for item in elements(schema.get("anyOf")) if item != _NULL] or [schema]
        if len(alternatives) != 1:
            return False
        if isinstance(default, str) and any(character in '"\\' or not character.isprintable() for character in default):
            return False  # it would be escaped twice
        entry = self.entry(alternatives[0])
        if entry is not None:
            values = entry.schema.get("enum", [])
            return any(default == value and type(default) is type(value) for value in values)
        said = alternatives[0].get("type")
        kinds = [kind for kind in elements(said) or [said] if kind != "null"]
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
        types = set(view.types or kinds)
        types |= {"integer"} if "number" in types else set()
        if not types.issuperset(kinds) or kinds not in (["string"], ["integer"]):
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
        union = Union([], {}, choice.discriminator, choice.members[0].pointer)
        null = any(is_null(place.value) for place in choice.members)
        real = [place for place in choice.members if not is_null(place.value) and place.pointer not in key]
        cores = [self._source.core((place,)) for place in real]
        views = [self._source.view(core.places) for core in cores]
        # Alternatives that are constants become one enum, without their descriptions.
        constants = [
            index
            for index, view in enumerate(views)
            if _unique_kinds(view.enum or ()) == ["string"]
            and not view.null
            and key_of(cores[index].places) not in self._components
        ]
        classes = sum(
            view.enum is not None or view.types not in (None, *_SCALARS) or bool(view.choices) for view in views
        )
        for index, (place, core, member) in enumerate(zip(real, cores, views, strict=True)):
            if len(constants) > 1 and index in constants:
                if index == constants[0]:
                    values = dict.fromkeys(value for number in constants for value in views[number].enum or ())
                    one = View(pointer=view.pointer, types=("string",), enum=tuple(values))
                    written.append(self._convert((*key, "enum"), one, role, hint))
                continue
            label = _member_label(self._source, member, place, index) if classes > 1 else ""
            inner = joined(hint, label) if label else hint
            if self._adds(rest, member):
                whole = self._source.meet(rest, member)
                if whole.clash is not None:
                    continue  # no value matches both
                null = null or core.null
                schema = self._convert((*key, place.pointer), whole, role, inner)
            else:
                schema = self.convert((place,), role, inner)
            entry = self.entry(schema)
            if entry is not None:
                union.keys[key_of(core.places)] = entry.token
                if core.name is not None and core.name.startswith(SCHEMAS):
                    union.implicit[entry.token] = word_parts(core.name)[-1]
            written.append(schema)
        if not real and not rest.says_nothing:
            # The alternatives refer back to this schema, and add nothing.
            written.append(self._convert((*key, "rest"), rest, role, hint))
        if not written:
            return dict(_NULL) if null else {}
        schema = self._combined(written)
        found = [self.entry(item) for item in elements(schema.get("anyOf"))]
        union.members = [entry.token for entry in found if entry is not None and entry.kind is Kind.MODEL]
        if len(union.members) > 1:
            self.unions.append(union)
        return _nullable(schema) if null else schema

    def _adds(self, rest: View, member: View) -> bool:
        """Whether the keys beside a choice state something that a member does not."""
        if rest.choices or (rest.enum is not None and member.enum is None):
            return True
        if any(name not in member.properties for name in rest.properties):
            return True
        return rest.types is not None and member.says_nothing

    def _combined(self, schemas: list[Json]) -> Json:
        """Make a union without nested unions, duplicates, and alternatives to any value."""
        flat: list[Json] = []
        for schema in schemas:
            flat += elements(schema.get("anyOf")) or [schema]
        null = False
        alternatives: list[Json] = []
        seen: list[Json] = []
        for alternative in flat:
            schema = dict(alternative)
            if isinstance(kinds := schema.get("type"), list):
                null = True
                schema["type"] = next(kind for kind in elements(kinds) if kind != "null")
            bare = {key: value for key, value in schema.items() if key in ("$ref", "type", "format", "items")}
            if not bare:
                return {}
            if bare == _NULL:
                null = True
            elif bare not in seen:
                seen.append(bare)
                alternatives.append(schema)
            else:
                alternatives[seen.index(bare)] = (
                    bare  # alternatives of the same type: the bounds of one do not apply to the other
                )
        if not alternatives:
            return dict(_NULL)
        result: Json = {"anyOf": alternatives} if len(alternatives) > 1 else dict(alternatives[0])
        return _nullable(result) if null else result

    # -- objects

    def _entry(self, key: Key, role: Role | None, kind: Kind, hint: str, view: View) -> Entry:
        if (key, role) not in self._entries:
            component = self._components.get(key)
            hint = joined("", component) if component is not None else hint
            origin = SCHEMAS + pointer(component)[1:] if component is not None else key[-1]
            if not origin.startswith("/"):
                origin = key[0]
            token = Pending(f"{REFERENCE}@{len(self._entries)}")
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
        """Convert the models that were found, and everything that they refer to."""
        while self._queue:
            self._write(self._queue.popleft())

    def _write(self, entry: Entry) -> None:
        view, role = entry.view, entry.role or Role.ANSWER
        properties: Json = {}
        for name, places in view.properties.items():
            if self._is_kept(places, role):
                # Schemas from a parent are named after the parent, whichever child comes first.
                inherited = len(places) == 1 and owner(places[0].pointer) not in (None, owner(entry.origin))
                hint = self._hint_at(places[0].pointer) if inherited else joined(entry.hint, name)
                properties[name] = self.convert(places, role, hint)
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
        """Convert the named schemas that nothing refers to."""
        self.write()
        used: dict[str, set[Role]] = {}
        for entry in self.entries:
            for part in entry.view.parts:
                used.setdefault(part, set()).add(entry.role or Role.ANSWER)
        for key, name in self._components.items():
            if any((key, role) in self._entries for role in (None, *Role)):
                continue
            view = self._source.view(self._source.core((self._component(name),)).places)
            if view.choices or view.types not in (("object",), ("string",), ("integer",), None):
                continue
            if view.types == ("object",) or view.enum is not None:
                # A parent whose children are only inputs is an input itself.
                roles = used.get(SCHEMAS + pointer(name)[1:], set())
                role = Role.INPUT if roles and Role.ANSWER not in roles else Role.ANSWER
                self._convert(key, view, Role.INPUT if view.enum is not None else role, class_text(name))
        self.write()


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
    kinds = elements(schema["type"]) or [schema["type"]]
    return schema if "null" in kinds else {**schema, "type": [*kinds, "null"]}


def _scalar(view: View, role: Role) -> Json:
    kind = (view.types or ("string",))[0]
    schema: Json = {"type": kind}
    known = {"string": None, "integer": _INTEGERS, "number": _NUMBERS}.get(kind, frozenset[str]())
    if view.format == "binary":
        # Outside of a multipart body, a binary string is just text.
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
    """Name an alternative by its constant, its reference, its title or its number."""
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
    """The class name for a schema, from its pointer."""
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
        elif part in ("allOf", "parameters", "content"):
            next(parts, "")
        elif part != "schema":
            yield part


__all__ = ["Entry", "Key", "Kind", "Pending", "Role", "Union", "Writer"]
