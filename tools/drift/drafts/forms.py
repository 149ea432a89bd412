"""What a published schema means, whatever its dialect: references followed, `allOf` merged, null taken apart."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final, Literal

from attrs import define, evolve, field, frozen

from ...contract.findings import pointer
from ...contract.json_tree import as_list, as_mapping, is_list, is_mapping, shown
from .marks import Report
from .published_source import Source

Kind = Literal["any", "null", "string", "integer", "number", "boolean", "array", "object", "map", "enum", "union"]

PRIMITIVES: Final = ("string", "integer", "number", "boolean")
# An object or a list of a document has far fewer parts; a document made to take for ever has more.
_MOST_STEPS: Final = 20_000
_MOST_NESTED: Final = 60
_COMPONENT: Final = "#/components/schemas/"
_PASSED_OVER: Final = (
    "not", "patternProperties", "if", "dependentSchemas", "dependentRequired", "prefixItems", "contains",
    "propertyNames", "multipleOf", "uniqueItems", "minProperties", "maxProperties", "unevaluatedProperties",
    "contentEncoding", "contentMediaType",
)  # fmt: skip
_NOTES: Final = frozenset({
    "description", "title", "example", "examples", "nullable", "default", "deprecated", "readOnly", "writeOnly",
    "externalDocs", "xml", "optional",
})  # fmt: skip


@frozen
class Form:
    """The meaning of a schema."""

    kind: Kind
    node: Mapping[str, Any]
    """The schema with its references followed and its `allOf` merged."""
    at: str
    """Where it stands in the source."""
    nullable: bool = False
    component: str | None = None
    """The name by which the source refers to it."""
    options: Sequence[Form] = ()
    """Of a union."""
    values: Sequence[str] = ()
    """Of an enum of strings."""
    questions: Sequence[str] = ()
    """What a person must decide about the translation."""
    key: str = ""
    """What tells it from other schemas: two forms with one key mean the same."""
    text: str = ""
    """The published description of the place where it is used; that of a component is its own."""


@define
class Forms:
    """Reads schemas of a source."""

    source: Source
    report: Report
    _steps: int = field(default=0)
    _open: list[int] = field(factory=list[int])
    """The unions that are being read, by the identity of their node."""

    def reset(self) -> None:
        """Begin another operation, which has its own budget."""
        self._steps = 0

    def of(self, schema: object, at: str, depth: int = 0) -> Form:
        """The meaning of a schema.

        Raises:
            InputError: A reference leads nowhere, or the schema is without end.
        """
        self._step(at, depth)
        text = str(as_mapping(schema).get("description") or "")
        component: str | None = None
        nullable = as_mapping(schema).get("nullable") is True
        seen: set[str] = set()
        node, where = schema, at
        while is_mapping(node) and isinstance(ref := node.get("$ref"), str):
            if ref in seen:
                reason = f"The schema {shown(ref)} leads back to itself. Correct the source."
                raise self.source.error(where, reason)
            seen.add(ref)
            component = ref.removeprefix(_COMPONENT) if ref.startswith(_COMPONENT) else None
            node, where = self.source.resolve(ref, where), ref.removeprefix("#")
            nullable = nullable or as_mapping(node).get("nullable") is True
        if not is_mapping(node):
            if not isinstance(node, bool):
                self.report.add(f"#{where}: this is no schema ({shown(node)}); any JSON is taken")
            return Form("any", {}, where, key="any", text=text)
        for key in _PASSED_OVER:
            if key in node:
                self.report.add(f"#{where}: `{key}` is passed over: our documents cannot say it")
        found = self._of_node(node, where, component, depth)
        return evolve(
            found,
            nullable=found.nullable or nullable,
            text=text,
            component=found.component or (component if found.kind in ("object", "enum", "union") else None),
        )

    def _step(self, at: str, depth: int) -> None:
        self._steps += 1
        if self._steps > _MOST_STEPS:
            raise self.source.error(at, f"This operation needs more than {_MOST_STEPS} schemas. Draft a part by hand.")
        if depth > _MOST_NESTED:
            reason = f"Schemas are nested in each other more than {_MOST_NESTED} deep here. Draft a part by hand."
            raise self.source.error(at, reason)

    def _of_node(
        self, node: Mapping[str, Any], at: str, component: str | None, depth: int, key: str | None = None
    ) -> Form:
        # The nodes of the source live as long as it does, so that their identity is a name.
        key = key or str(id(node))
        if "allOf" in node:
            return self._merged(node, at, component, depth)
        options = [one for one in ("oneOf", "anyOf") if is_list(node.get(one))]
        if options:
            return self._union(node, at, options[0], component, depth)
        if "const" in node:
            return _of_values({**node, "enum": [node["const"]]}, at, component)
        if is_list(node.get("enum")):
            return _of_values(node, at, component)
        types = node.get("type")
        named = [types] if isinstance(types, str) else [one for one in as_list(types) if isinstance(one, str)]
        real = [one for one in dict.fromkeys(named) if one != "null"]
        if len(real) > 1:
            forms = [self._of_type(node, at, one, None, key) for one in real]
            return Form("union", node, at, "null" in named, component, forms, key=key)
        if not real and named:
            return Form("null", node, at, nullable=True, key="null")
        type_name = real[0] if real else _guessed(node)
        return evolve(self._of_type(node, at, type_name, component, key), nullable="null" in named)

    def _of_type(self, node: Mapping[str, Any], at: str, type_name: str, component: str | None, key: str) -> Form:
        if type_name == "object":
            kind: Kind = "object" if as_mapping(node.get("properties")) else "map"
            if not is_mapping(node.get("properties", {})):
                self.report.add(f"#{at}/properties: these are no properties; a free object is taken")
            return Form(kind, node, at, component=component, key=key)
        if type_name == "array":
            return Form("array", node, at, key=key)
        if type_name in PRIMITIVES:
            return Form(type_name, node, at, key=type_name)  # type: ignore[arg-type]  # one of the kinds
        if type_name == "file":
            return Form("string", {**node, "format": "binary"}, at, key="string")
        if type_name:
            self.report.add(f"#{at}/type: {shown(type_name)} is no type; any JSON is taken")
        return Form("any", node, at, key="any")

    # --- allOf --------------------------------------------------------------------------------------------------------

    def _merged(self, node: Mapping[str, Any], at: str, component: str | None, depth: int) -> Form:
        parts = list(self._parts(node, at, ()))
        meant = [(part, where, name) for part, where, name in parts if part.keys() - _NOTES]
        nullable = any(part.get("nullable") is True for part, _, _ in parts)
        if len(meant) == 1:
            part, where, name = meant[0]
            # An `allOf` around one reference only adds a description.
            found = self._of_node(part, where, name, depth + 1)
            alone = name if found.kind in ("object", "enum", "union") else None
            return evolve(found, nullable=found.nullable or nullable, component=alone or component)
        merged: dict[str, Any] = {}
        questions: list[str] = []
        for part, where, _ in meant:
            for key, value in part.items():
                if key == "properties":
                    own = merged.setdefault("properties", {})
                    for name, schema in as_mapping(value).items():
                        if name in own and own[name] != schema:
                            questions.append(
                                f"Parts of an `allOf` disagree about `{name}`; the last is taken. Check it."
                            )
                        own[name] = schema
                elif key == "required":
                    merged["required"] = [*merged.get("required", []), *as_list(value)]
                elif key in ("oneOf", "anyOf"):
                    merged.setdefault("anyOf", []).extend(as_list(value))
                elif key not in _NOTES and merged.setdefault(key, value) != value:
                    questions.append(f"Parts of an `allOf` disagree about `{key}`. Check it.")
                    self.report.add(f"#{where}: another `{key}` than in the other parts of its `allOf`")
        merged.update({key: value for key, value in node.items() if key in ("description", "deprecated")})
        found = self._of_node(merged, at, component, depth + 1, str(id(node)))
        return evolve(
            found, nullable=found.nullable or nullable, questions=[*found.questions, *dict.fromkeys(questions)]
        )

    def _parts(
        self, node: Mapping[str, Any], at: str, above: tuple[str, ...]
    ) -> Iterator[tuple[dict[str, Any], str, str | None]]:
        """The parts of an `allOf`, of those in it too: schema, place, the name of a component."""
        own = {key: value for key, value in node.items() if key not in ("allOf", "discriminator")}
        for number, written in enumerate(as_list(node.get("allOf"))):
            place = at + pointer("allOf", number)
            self._step(place, len(above))
            ref = as_mapping(written).get("$ref")
            name = ref.removeprefix(_COMPONENT) if isinstance(ref, str) and ref.startswith(_COMPONENT) else None
            if isinstance(ref, str) and ref in above:
                raise self.source.error(place, f"The `allOf` of {shown(ref)} holds itself. Correct the source.")
            part, where = self.source.follow(written, place)
            if not is_mapping(written):
                self.report.add(f"#{place}: this part of an `allOf` is no schema, and passed over")
            elif "allOf" in part:
                yield from self._parts(part, where, (*above, ref if isinstance(ref, str) else where))
            else:
                yield part, where, name
        if own:
            yield own, at, None

    # --- Unions -------------------------------------------------------------------------------------------------------

    def _union(self, node: Mapping[str, Any], at: str, key: str, component: str | None, depth: int) -> Form:
        found: list[Form] = []
        for number, option in enumerate(as_list(node[key])):
            if is_mapping(option) and not (option.keys() - _NOTES - {"required"}) and "required" in option:
                self.report.add(
                    f"#{at}/{key}: which fields must go together is passed over: our documents cannot say it"
                )
                continue
            target = as_mapping(option)
            if isinstance(target.get("$ref"), str):
                target, _ = self.source.follow(target, at)
            if id(target) not in self._open:
                # A union that holds itself has only its other options.
                self._open.append(id(target))
                found.append(self.of(option, at + pointer(key, number), depth + 1))
                self._open.pop()
        base = {name: value for name, value in node.items() if name not in ("oneOf", "anyOf", "discriminator")}
        has_more = bool(as_mapping(base.get("properties")))
        options = list(_flattened(found))
        nullable = any(one.nullable or one.kind == "null" for one in options)
        options = [one for one in options if one.kind != "null"]
        if "discriminator" in node:
            self.report.add(
                f"#{at}: the `discriminator` is passed over, because the objects of a union are put together"
            )
        if has_more:
            options.insert(0, self._of_node(base, at, None, depth + 1, f"{id(node)} base"))
            text = (
                "The source has an object and a union of objects at once; all their fields were put together. Check it."
            )
            return evolve(_distinct(options, node, at, component), kind="union", nullable=nullable, questions=[text])
        if not options:
            return Form("null" if nullable else "any", node, at, nullable=True, key="null")
        return evolve(_distinct(options, node, at, component), nullable=nullable)


def _guessed(node: Mapping[str, Any]) -> str:
    """The type of a schema that has none."""
    if as_mapping(node.get("properties")) or "additionalProperties" in node:
        return "object"
    if "items" in node:
        return "array"
    return "string" if node.keys() & {"pattern", "minLength", "maxLength", "format"} else ""


def _of_values(node: Mapping[str, Any], at: str, component: str | None) -> Form:
    """The meaning of a list of values."""
    values = node["enum"]
    nullable = None in values or node.get("nullable") is True or "null" in as_list(node.get("type"))
    real = [value for value in values if value is not None]
    texts = [value for value in real if isinstance(value, str)]
    if not real:
        return Form("null", node, at, nullable=True, key="null")
    if len(texts) == len(real):
        distinct = list(dict.fromkeys(texts))
        return Form("enum", node, at, nullable, component, values=distinct, key=f"enum {json.dumps(sorted(distinct))}")
    types = {_type_of(value) for value in real}
    if len(types) == 1 and (kind := next(iter(types))) in PRIMITIVES:
        return Form(kind, node, at, nullable, key=kind)  # type: ignore[arg-type]  # one of the kinds
    if types == {"integer", "number"}:
        return Form("number", node, at, nullable, key="number")
    return Form("any", node, at, nullable, key="any")


def _type_of(value: object) -> str:
    if isinstance(value, bool):
        return "boolean"
    if isinstance(value, int):
        return "integer"
    return "number" if isinstance(value, float) else "string" if isinstance(value, str) else "any"


def _flattened(forms: Sequence[Form]) -> Iterator[Form]:
    for one in forms:
        if one.kind == "union" and not one.questions:
            yield from (evolve(option, nullable=option.nullable or one.nullable) for option in one.options)
        else:
            yield one


def _distinct(options: Sequence[Form], node: Mapping[str, Any], at: str, component: str | None) -> Form:
    """A union without options that mean the same; its only option, if there is but one."""
    kept: dict[tuple[str, str], Form] = {}
    for one in options:
        kept.setdefault((one.kind, one.key), one)
    kinds = {kind for kind, _ in kept}
    if "any" in kinds:
        return Form("any", node, at, component=None, key="any")
    if "number" in kinds:
        kept = {key: one for key, one in kept.items() if key[0] != "integer"}
    forms = list(kept.values())
    enums = [one for one in forms if one.kind == "enum"]
    if len(enums) > 1:
        values = list(dict.fromkeys(value for one in enums for value in one.values))
        merged = Form("enum", node, at, values=values, key=f"enum {json.dumps(sorted(values))}")
        forms = [*(one for one in forms if one.kind != "enum"), merged]
    if len(forms) == 1:
        return forms[0]
    return Form("union", node, at, False, component, forms, key="|".join(sorted(one.key for one in forms)))
