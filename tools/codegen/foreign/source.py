"""Schemas of a document with references followed, `allOf` merged, and null in one form.

The document is not changed. A schema is a place in it, so that findings name the original. The content of a schema is a
`View`; several places that apply together (the parts of an `allOf`) are `Places`.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from datetime import date, datetime
from typing import Any, Final, TypeAlias, TypeGuard
from urllib.parse import unquote

from attrs import Factory, evolve, field, frozen

from ...contract import extensions
from ...contract.documents import Document
from ...contract.findings import Finding, pointer

Json: TypeAlias = dict[str, Any]

SCHEMAS: Final = "/components/schemas/"
REFERENCE: Final = f"#{SCHEMAS}"
TYPES: Final = ("string", "integer", "number", "boolean", "array", "object", "null")

# Keys that describe a schema without restricting its values.
_ABOUT: Final = frozenset(
    {
        "title", "description", "default", "example", "examples", "deprecated", "readOnly", "writeOnly",
        "nullable", "discriminator", "externalDocs", "xml", "$schema", "$id", "$anchor", "$comment", "$defs",
        "definitions",
    }
)  # fmt: skip
# Keys that only restrict the values of a type; an alternative with nothing else is not a real alternative.
_NARROWING: Final = frozenset(
    {
        "required", "not", "if", "then", "else", "dependentRequired", "dependentSchemas", "dependencies",
        "propertyNames", "contains", "minContains", "maxContains", "minProperties", "maxProperties",
        "unevaluatedProperties", "unevaluatedItems", "pattern", "minLength", "maxLength", "minimum", "maximum",
        "exclusiveMinimum", "exclusiveMaximum", "multipleOf", "minItems", "maxItems", "uniqueItems",
    }
)  # fmt: skip
_NUMBERS: Final = ("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf")
_COUNTS: Final = ("minLength", "maxLength", "minItems", "maxItems")
_BOUNDS: Final[Mapping[str, str]] = {
    **dict.fromkeys(_NUMBERS, "number"),
    **dict.fromkeys(("minLength", "maxLength", "pattern"), "string"),
    **dict.fromkeys(("minItems", "maxItems", "uniqueItems"), "array"),
}


def is_object(value: Any) -> TypeGuard[Json]:
    """Whether a value is a JSON object."""
    return isinstance(value, dict)


def is_array(value: Any) -> TypeGuard[list[Any]]:
    """Whether a value is a JSON array."""
    return isinstance(value, list)


def members(value: Any) -> Json:
    """The members of an object; empty for other values."""
    return value if is_object(value) else {}


def elements(value: Any) -> list[Any]:
    """The elements of an array; empty for other values."""
    return value if is_array(value) else []


def plain(value: Any) -> Any:
    """Copy a value as plain JSON; YAML also has integer keys, dates and other objects."""
    if is_object(value):
        return {str(key): plain(item) for key, item in value.items()}
    if is_array(value):
        return [plain(item) for item in value]
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    return value if value is None or isinstance(value, (str, int, float, bool)) else str(value)


@frozen
class Place:
    """A place in the document, with its value."""

    pointer: str
    value: Any = field(eq=False, repr=False)

    def child(self, *parts: str | int) -> Place:
        """The place of a member."""
        value = self.value
        for part in parts:
            value = value[part]
        return Place(self.pointer + pointer(*parts), value)


Places: TypeAlias = tuple[Place, ...]
Key: TypeAlias = tuple[str, ...]
"""The identity of a schema: the pointers of its places, and of the schemas that it is composed of."""


@frozen
class Choice:
    """An `anyOf` or a `oneOf`."""

    members: Places
    discriminator: Json


@frozen(kw_only=True)
class View:
    """The content of a schema, merged from all its parts."""

    pointer: str
    types: tuple[str, ...] | None = None
    """The types besides null; None if unstated."""
    null: bool | None = None
    enum: tuple[Any, ...] | None = None
    """The values besides null."""
    format: str | None = None
    bounds: Mapping[str, Any] = Factory(dict[str, Any])
    notes: Mapping[str, Any] = Factory(dict[str, Any])
    """Description, default, example and extensions."""
    properties: Mapping[str, Places] = Factory(dict[str, Places])
    required: tuple[str, ...] = ()
    additional: Place | bool | None = None
    items: tuple[Places, ...] | None = None
    choices: tuple[Choice, ...] = ()
    read_only: bool = False
    write_only: bool = False
    parts: frozenset[str] = frozenset()
    """The pointers of the schemas that this one is composed of."""
    clash: Finding | None = None

    @property
    def says_nothing(self) -> bool:
        """Whether any value is allowed."""
        said = (self.types, self.enum, self.items, self.additional)
        return all(value is None for value in said) and not self.properties and not self.choices


@frozen
class Core:
    """A schema without the references and wrappers around it."""

    places: Places
    notes: Json
    null: bool
    name: str | None
    """The pointer of the last followed reference, or None."""


class Source:
    """Reader for the schemas of a document."""

    def __init__(self, document: Document, *, skip: Collection[str]) -> None:
        self.finding = document.finding
        self.data: Json = plain(document.data)
        names = [entry.removeprefix("schemas.") for entry in skip if entry.startswith("schemas.")]
        self.skipped = {SCHEMAS + pointer(name)[1:] for name in names}
        self.findings: dict[Finding, None] = {}
        self._views: dict[Key, View] = {}
        self._merging: set[Key] = set()

    def find(self, where: str, reason: str) -> None:
        """Record a finding."""
        self.findings[self.finding(where, reason)] = None

    # -- references

    def target(self, place: Place) -> Place | None:
        """Follow the references at a place; None, with a finding, if there is no target."""
        seen: set[str] = set()
        at = place
        while isinstance(reference := members(at.value).get("$ref"), str):
            if at.pointer in seen:
                self.find(place.pointer, "this reference leads back to itself")
                return None
            seen.add(at.pointer)
            found = self._resolve(reference, at.pointer)
            if found is None:
                return None
            at = found
        return at

    def _resolve(self, reference: str, where: str) -> Place | None:
        if not reference.startswith("#"):
            self.find(where, f"the reference {reference!r} leads to another document; copy its target into this one")
            return None
        value: Any = self.data
        parts = [unquote(part).replace("~1", "/").replace("~0", "~") for part in reference[1:].split("/")[1:]]
        for part in parts:
            if is_array(value) and part.isdecimal() and int(part) < len(value):
                value = value[int(part)]
            elif part in members(value):
                value = members(value)[part]
            else:
                self.find(where, f"the reference {reference!r} has no target")
                return None
        at = pointer(*parts)
        return Place(at, {} if at in self.skipped else value)

    # -- views

    def core(self, places: Places) -> Core:
        """Follow references, and unwrap schemas that only add a description or null."""
        notes: Json = {}
        null, name = False, None
        seen: set[str] = set()
        while len(places) == 1:
            place = places[0]
            inner = self._wrapped(place)
            if inner is None:
                break
            if place.pointer in seen:
                self.find(place.pointer, "this reference leads back to itself")
                return Core((Place(place.pointer, {}),), notes, null, name)
            seen.add(place.pointer)
            schema = members(place.value)
            notes = {**self._notes(schema), **notes}
            null = null or self._says_null(schema) or any(is_null(item) for item in _alternatives(schema))
            if "$ref" in schema:
                name = inner.pointer
            places = (inner,)
        return Core(places, notes, null, name)

    def _wrapped(self, place: Place) -> Place | None:
        schema = members(place.value)
        says = {key for key in schema if key not in _ABOUT and not key.startswith("x-")}
        if says & {"$ref", "allOf"}:
            says -= {key for key in ("properties", "required") if not schema.get(key)}
            says -= {"type"} if schema.get("type") == "object" else set()
        if says == {"$ref"} and isinstance(schema["$ref"], str):
            return self._resolve(schema["$ref"], place.pointer) or Place(place.pointer, {})
        if says == {"allOf"}:
            inner = [index for index, item in enumerate(elements(schema["allOf"])) if not _only(_ABOUT, item)]
            if len(inner) != 1:
                return None
            child = place.child("allOf", inner[0])
            # A named object stays a separate class; any other named schema is an alias.
            if self._is_component(place.pointer) and self.view((child,)).properties:
                return None
            return child
        for key in ("anyOf", "oneOf"):
            if says == {key}:
                inner = [index for index, item in enumerate(elements(schema[key])) if not is_null(item)]
                return place.child(key, inner[0]) if len(inner) == 1 else None
        return None

    @staticmethod
    def _is_component(where: str) -> bool:
        return where.startswith(SCHEMAS) and "/" not in where.removeprefix(SCHEMAS)

    def view(self, places: Places) -> View:
        """Merge the content of several places."""
        key = key_of(places)
        if key not in self._views:
            view = View(pointer=key[0])
            for place in places:
                view = self.meet(view, self._view(place, key))
            self._views[key] = view
        return self._views[key]

    def _view(self, place: Place, chain: tuple[str, ...]) -> View:
        schema = members(place.value)
        view = View(pointer=place.pointer)
        if isinstance(reference := schema.get("$ref"), str):
            found = self._resolve(reference, place.pointer)
            if found is not None and found.pointer in chain:
                self.find(place.pointer, "this composition contains itself; take the schema out of its own `allOf`")
            elif found is not None:
                view = self.meet(view, self._view(found, (*chain, found.pointer)))
                view = evolve(view, parts=view.parts | {found.pointer})
        for index in range(len(elements(schema.get("allOf")))):
            view = self.meet(view, self._view(place.child("allOf", index), chain))
        view = self.meet(view, self._own(place, schema, chain))
        view = evolve(view, pointer=place.pointer)
        return evolve(view, null=True) if self._says_null(schema) else view

    def _says_null(self, schema: Json) -> bool:
        # OpenAPI 3.1 has no `nullable`, but documents use it with the same meaning.
        return schema.get("nullable") is True

    def _notes(self, schema: Json) -> Json:
        kept = {"description", "default", "example", "examples", "deprecated", "readOnly", "writeOnly"}
        notes = {key: value for key, value in schema.items() if key in kept}
        for key, kind in (("description", str), ("deprecated", bool)):
            if key in notes and not isinstance(notes[key], kind):
                del notes[key]
        # Foreign extensions such as `x-enum-varnames` could change a generator's output, so only ours are kept.
        return notes | {key: schema[key] for key in (extensions.NUMERIC_STRING,) if key in schema}

    def _own(self, place: Place, schema: Json, chain: tuple[str, ...]) -> View:
        types, null = self._types(place, schema)
        enum: tuple[Any, ...] | None = None
        values = [schema["const"]] if "const" in schema else elements(schema.get("enum"))
        if values:
            enum = tuple(_unique(value for value in values if value is not None))
            if len(enum) < len(values) and None in values:
                null = True
            elif null is None:
                null = False
            if not enum:
                types, enum = (), None
        notes = self._notes(schema)
        notes.pop("readOnly", None)
        notes.pop("writeOnly", None)
        properties: dict[str, Places] = {
            name: (place.child("properties", name),)
            for name, value in members(schema.get("properties")).items()
            if value is not False
        }
        additional: Place | bool | None = None
        rest = schema.get("additionalProperties")
        if members(schema.get("patternProperties")):
            additional = True
        elif isinstance(rest, dict):
            additional = place.child("additionalProperties")
        elif isinstance(rest, bool):
            additional = rest
        return View(
            pointer=place.pointer,
            types=types,
            null=null,
            enum=enum,
            format=schema["format"] if isinstance(schema.get("format"), str) else _media_format(schema),
            bounds=_bounds(schema),
            notes=notes,
            properties=properties,
            required=tuple(_unique(name for name in elements(schema.get("required")) if isinstance(name, str))),
            additional=additional,
            items=_items(place, schema),
            choices=tuple(self._choices(place, schema, chain)),
            read_only=schema.get("readOnly") is True,
            write_only=schema.get("writeOnly") is True,
        )

    def _types(self, place: Place, schema: Json) -> tuple[tuple[str, ...] | None, bool | None]:
        said = schema.get("type")
        names = [said] if isinstance(said, str) else elements(said)
        known = [name for name in names if name in TYPES]
        for name in names:
            if name not in TYPES:
                self.find(place.pointer + "/type", f"there is no type {name!r}")
        if known:
            return tuple(_unique(name for name in known if name != "null")), "null" in known
        if members(schema.get("properties")) or "additionalProperties" in schema or "patternProperties" in schema:
            return ("object",), None
        if isinstance(schema.get("items"), (dict, bool)) or elements(schema.get("prefixItems")):
            return ("array",), None
        return None, None

    def _choices(self, place: Place, schema: Json, chain: tuple[str, ...]) -> Iterator[Choice]:
        for key in ("oneOf", "anyOf"):
            found: list[Place] = []
            for index, item in enumerate(elements(schema.get(key))):
                reference = members(item).get("$ref")
                at = unquote(reference[1:]) if isinstance(reference, str) else None
                if at is not None and at in chain:
                    if at == chain[-1]:
                        continue  # a schema as its own alternative adds nothing
                    # A parent that lists its children, reached from one of them.
                    found = []
                    break
                if item is not False:
                    found.append(place.child(key, index))
            if found and not all(_only(_ABOUT | _NARROWING, member.value) for member in found):
                yield Choice(tuple(found), members(schema.get("discriminator")))

    def meet(self, first: View, second: View) -> View:
        """Merge two views; if both state the same thing, the second counts."""
        clash = first.clash or second.clash
        types, agree = _common(first.types, second.types)
        if not agree:
            one, other = " or ".join(first.types or ("null",)), " or ".join(second.types or ("null",))
            reason = f"says {other}, but {first.pointer} says {one}: no value is both"
            clash = clash or self.finding(second.pointer, reason)
        enum = second.enum if first.enum is None else first.enum
        if first.enum is not None and second.enum is not None:
            enum = tuple(value for value in second.enum if value in first.enum) or second.enum
        null = second.null if first.null is None else first.null
        if first.null is not None and second.null is not None:
            # `nullable` without a type still counts.
            null = (first.null and second.null) or (second.null and second.types is None and second.enum is None)
        properties = dict(first.properties)
        for name, places in second.properties.items():
            properties[name] = self._override(properties[name], places) if name in properties else places
        return View(
            pointer=first.pointer,
            types=types,
            null=null,
            enum=enum,
            format=second.format or first.format,
            bounds={**first.bounds, **second.bounds},
            notes={**first.notes, **second.notes},
            properties=properties,
            required=tuple(_unique((*first.required, *second.required))),
            additional=_additional(first, second),
            items=first.items if second.items is None else second.items,
            choices=first.choices + second.choices,
            read_only=first.read_only or second.read_only,
            write_only=first.write_only or second.write_only,
            parts=first.parts | second.parts,
            clash=clash,
        )

    def _override(self, first: Places, second: Places) -> Places:
        """Choose one of two definitions of a property in a composition: the later, unless the earlier is narrower."""
        if first == second or [place.value for place in first] == [place.value for place in second]:
            return first
        key = key_of((*first, *second))
        if key in self._merging:
            return second
        self._merging.add(key)
        try:
            one, other = self.core(first), self.core(second)
            before, after = self.view(one.places), self.view(other.places)
        finally:
            self._merging.discard(key)
        if before.says_nothing or after.says_nothing:
            return first + second
        inline = one.name is None and other.name is None
        if inline and (before.properties or after.properties) and _common(before.types, after.types)[1]:
            return first + second
        _, agree = _common(before.types, after.types)
        if not agree:
            return first + second  # merging both reports the conflict
        narrower = (
            (before.enum is not None and after.enum is None and not after.choices)
            or (before.format is not None and after.format is None and before.types == after.types == ("string",))
            or (before.types == ("integer",) and after.types == ("number",))
        )
        return first if narrower else second


def _only(keys: frozenset[str], value: Any) -> bool:
    return is_object(value) and all(key in keys or key.startswith("x-") for key in value)


def is_null(value: Any) -> bool:
    """Whether a schema allows null and nothing else."""
    schema = members(value)
    if schema.get("type") in ("null", ["null"]):
        return True
    return schema.get("enum") == [None] or ("const" in schema and schema["const"] is None)


def _alternatives(schema: Json) -> list[Any]:
    return [*elements(schema.get("anyOf")), *elements(schema.get("oneOf"))]


def _unique(values: Any) -> list[Any]:
    result: list[Any] = []
    for value in values:
        if not any(value == known and type(value) is type(known) for known in result):
            result.append(value)
    return result


def _common(first: tuple[str, ...] | None, second: tuple[str, ...] | None) -> tuple[tuple[str, ...] | None, bool]:
    """The types that both allow, and whether they are compatible."""
    if first is None or second is None:
        return (second if first is None else first), True
    if not first or not second:
        return (), first == second
    both = [name for name in second if name in first or (name == "integer" and "number" in first)]
    both += [name for name in first if name == "integer" and "number" in second and name not in both]
    return tuple(both), bool(both)


def _additional(first: View, second: View) -> Place | bool | None:
    for value in (second.additional, first.additional):
        if isinstance(value, Place):
            return value
    if first.additional is None or second.additional is None:
        said = second.additional if first.additional is None else first.additional
        # `false` in one part of a composition would forbid the properties of the others, which is never intended.
        lonely = not (first.properties or first.types) or not (second.properties or second.types)
        return said if said is True or lonely else None
    return first.additional or second.additional


def _items(place: Place, schema: Json) -> tuple[Places, ...] | None:
    found: list[Places] = []
    for key in ("prefixItems", "items"):
        if isinstance(schema.get(key), list):
            found += [(place.child(key, index),) for index in range(len(elements(schema[key])))]
    if isinstance(schema.get("items"), dict):
        found.append((place.child("items"),))
    return tuple(found) or None


def _media_format(schema: Json) -> str | None:
    """Read binary data, which OpenAPI 3.1 declares by a media type without an encoding."""
    media = schema.get("contentMediaType")
    textual = isinstance(media, str) and (media.startswith("text/") or "json" in media)
    return "binary" if isinstance(media, str) and not textual and "contentEncoding" not in schema else None


def _bounds(schema: Json) -> Json:
    """The valid bounds, in the form of OpenAPI 3.1."""
    bounds: Json = {}
    for key in _BOUNDS:
        value = schema.get(key)
        number = isinstance(value, (int, float)) and not isinstance(value, bool)
        fits = {
            "uniqueItems": isinstance(value, bool),
            "pattern": isinstance(value, str),
            **dict.fromkeys(_NUMBERS, number),
            **dict.fromkeys(_COUNTS, number and value == int(value or 0)),
        }
        if fits[key]:
            bounds[key] = value
    for key, exclusive in (("minimum", "exclusiveMinimum"), ("maximum", "exclusiveMaximum")):
        if schema.get(exclusive) is True and key in bounds:
            bounds[exclusive] = bounds.pop(key)
    if bounds.get("multipleOf", 1) <= 0:
        del bounds["multipleOf"]
    return bounds


def bounds_of(view: View, kind: str) -> Json:
    """The bounds that apply to a type."""
    group = "number" if kind == "integer" else kind
    return {key: value for key, value in view.bounds.items() if _BOUNDS[key] == group}


def key_of(places: Places) -> Key:
    """The places' pointers."""
    return tuple(place.pointer for place in places)


def owner(where: str) -> str | None:
    """The name of the component schema that contains a pointer."""
    return word_parts(where)[2] if where.startswith(SCHEMAS) else None


def word_parts(where: str) -> list[str]:
    """A pointer's parts, unescaped."""
    return [part.replace("~1", "/").replace("~0", "~") for part in where.split("/")[1:]]


def is_identifier(name: str) -> bool:
    """Whether a name is a simple identifier."""
    return re.fullmatch(r"[A-Za-z_][A-Za-z0-9_]*", name) is not None
