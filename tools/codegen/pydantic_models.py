"""datamodel-code-generator: the schemas of a prepared document as Pydantic models.

The tool's own reading of scalars, unions and names differs from that of the attrs models. What its options cannot
close, `annotate` does, in a copy of the document that only this tool sees.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from textwrap import fill
from types import MappingProxyType
from typing import Any, Final, TypeAlias

from pydantic import BaseModel

from ..contract.union_tags import UnionTags
from .generators import run_module
from .pydantic_unions import MODULE, annotation_of, with_annotations
from .python_types import UNKNOWN
from .template_facts import TAKEN_BY_MODELS, attribute_names
from .variant_choice import choice_of

__all__ = ["PydanticModelsError", "annotate", "field_names", "generate"]

Schema: TypeAlias = dict[str, Any]

DOCSTRING: Final = "The models of this package as Pydantic v2 models. They need the extra `pydantic`."

# Stubs beside the document; references to them become imports from `_runtime/values/pydantic_base.py` and
# `pydantic_variants.py` (--external-ref-mapping).
# The tool's `customTypePath` would also work, but it sets `arbitrary_types_allowed` on every model.
_SCALARS: Final = "scalars.json"
_VARIANTS: Final = "variants.json"
_REFERENCE: Final = "#/components/schemas/"
_NULL: Final[Schema] = {"type": "null"}
_WIDTH: Final = 108  # the width of docstring lines, which fit into 120 columns with indentation and quotes

# The checked type for (type, format); any other format is only documentation.
_CHECKED: Final[Mapping[tuple[str, str | None], str]] = {
    ("integer", None): "CheckedInteger",
    ("number", None): "CheckedNumber",
    ("string", "date-time"): "CheckedTimestamp",
    ("string", "date"): "CheckedDay",
    ("string", "uuid"): "CheckedUUID",
    ("string", "password"): "HiddenString",
}
_NUMERIC: Final[Mapping[str, str]] = {"integer": "CheckedNumericInteger", "number": "CheckedNumericNumber"}

# A field with such a name would replace an attribute of Pydantic models.
_TAKEN: Final = TAKEN_BY_MODELS | {*dir(BaseModel), *dir(type(BaseModel))}


class PydanticModelsError(Exception):
    """datamodel-code-generator failed or printed a warning, or does not support something in the document."""


def generate(
    document: Path,
    package: str,
    output: Path,
    header: str,
    *,
    tags: UnionTags = MappingProxyType({}),
    inputs: Collection[str] = (),
) -> None:
    """Write the Pydantic models of all of a document's component schemas.

    Args:
        document: The prepared OpenAPI 3.1 document, as JSON.
        package: The import name of the package that the models are for.
        output: The file to write.
        header: The comment to begin with: where the file comes from.
        tags: The tags of unions, as in `Prepared`.
        inputs: The schemas that only requests use.

    Raises:
        PydanticModelsError: The tool failed or warned; the message is what it said. Nothing was written.
    """
    annotated, unions = annotate(json.loads(document.read_text(encoding="utf-8")), tags, inputs)
    head = f'{header.rstrip()}\n"""{DOCSTRING}"""\n'
    if not annotated["components"]["schemas"]:
        output.write_text(head, encoding="utf-8")
        return
    with TemporaryDirectory() as folder:
        workplace = Path(folder)
        (workplace / "document.json").write_text(json.dumps(annotated), encoding="utf-8")
        (workplace / _SCALARS).write_text(json.dumps({name: {} for name in _scalar_names()}), encoding="utf-8")
        (workplace / _VARIANTS).write_text(json.dumps({UNKNOWN: {}}), encoding="utf-8")
        (workplace / "aliases.json").write_text(json.dumps(field_names(annotated)), encoding="utf-8")
        (workplace / "header.txt").write_text(head, encoding="utf-8")
        # In its own folder with relative paths, so that the output contains no absolute path.
        run = run_module("datamodel_code_generator", _options(package), folder=workplace)
        written = workplace / "models.py"
        if run.returncode or run.stderr.strip() or not written.exists():
            said = run.stderr.strip() or run.stdout.strip() or "it wrote nothing"
            raise PydanticModelsError(f"datamodel-code-generator (exit status {run.returncode}):\n{said}")
        text = written.read_text(encoding="utf-8")
    output.write_text(with_annotations(text, package, unions), encoding="utf-8")


def _options(package: str) -> list[str]:
    base = f"{package}._runtime.values.pydantic_base"
    return [
        # -- input
        "--input=document.json",
        "--input-file-type=openapi",  # no guessing
        "--openapi-scopes=schemas",  # all component schemas; responses use nothing else
        "--strict-refs",  # a reference without a target is an error rather than `Any`
        "--no-allow-remote-refs",  # no network access
        "--ignore-pyproject",  # no configuration files
        # -- output
        "--output=models.py",
        "--output-model-type=pydantic_v2.BaseModel",
        "--target-python-version=3.11",  # the lowest supported version
        "--target-pydantic-version=2.11",  # the lowest version of the extra; 2.10 introduced aliases for models
        "--no-treat-dot-as-module",  # a schema called `a.b` is a class, not a package
        "--custom-file-header-path=header.txt",
        "--disable-timestamp",  # no timestamp in the output
        "--formatters=builtin",  # the pipeline formats; the default also prints a warning
        "--use-double-quotes",
        # -- base and fields
        f"--base-class={base}.AnswerModel",  # keeps unknown fields, accepts both names, protects no namespace
        # the checked types and the unknown variant are imported
        "--external-ref-mapping", f"{_SCALARS}={base}", f"{_VARIANTS}={package}.{MODULE}",
        "--strict-nullable",  # a required field that may be null is written with `nullable`
        "--snake-case-field",
        "--aliases=aliases.json",  # the same names as in the attrs models
        "--use-annotated",  # so that checkers see fields by name instead of alias, and plain defaults
        "--use-schema-description",  # class docstrings; those of fields are in Field(description=...)
        "--use-single-line-docstring",
        # -- types
        "--strict-types", "str", "bool",  # 1 is not "1", "yes" is not true
        "--enum-field-as-literal=all",  # a value is a plain string
        "--use-type-alias",  # named enums, arrays, maps and unions are aliases; a RootModel equals no string
        "--use-typed-nullable-map-values",  # `type: [object, "null"]` keeps the type of its values
        "--union-mode=left_to_right",  # the first alternative that matches is chosen, as in the attrs models
    ]  # fmt: skip


def annotate(
    document: Mapping[str, Any], tags: UnionTags = MappingProxyType({}), inputs: Collection[str] = ()
) -> tuple[dict[str, Any], Mapping[str, str]]:
    """Copy a document's component schemas so that the Pydantic models accept what the attrs models accept.

    - Integers, numbers, timestamps, dates and UUIDs become references to the checked types.
    - What the attrs models do not check (bounds, patterns, defaults, other formats) goes.
    - An optional field may be null anyway: its null goes.
    - A map stands where it is used.
    - A union inside an array or a map gets a name: only such a union, or one at the top of a field, can be told that
      the first that fits wins.
    - The objects of a union in a response become a union of their own, which has a name too.

    Returns:
        The copy; and the annotations of the unions of objects, by their names.

    Raises:
        PydanticModelsError: A schema has an `allOf` of several parts; preparing a document merges those.
    """
    schemas: Mapping[str, Any] = document.get("components", {}).get("schemas", {})
    found = _Annotation(schemas, tags, inputs)
    copy = {
        "openapi": "3.1.0",
        "info": {"title": "Models", "version": "1"},
        "paths": {},
        "components": {"schemas": found.copied},
    }
    return copy, found.unions


def field_names(document: Mapping[str, Any]) -> dict[str, str]:
    """The Python names of fields with another name in JSON, by `Class.property`."""
    names: dict[str, str] = {}
    for class_name, schema in document["components"]["schemas"].items():
        properties: Mapping[str, Any] = schema.get("properties", {})
        # A model accepts both names, so a Python name must not be the JSON name of another field.
        own = [key for key in properties if attribute_names([key], _TAKEN)[key] == key]
        for key, name in attribute_names(dict.fromkeys([*own, *properties]), _TAKEN).items():
            if name != key:
                names[f"{class_name}.{key}"] = name
    return names


class _Annotation:
    """Copy the schemas, including unions that need a name."""

    def __init__(self, schemas: Mapping[str, Any], tags: UnionTags, inputs: Collection[str]) -> None:
        self.copied: dict[str, Schema] = {}
        self.unions: dict[str, str] = {}
        self._schemas = schemas
        self._tags = tags
        self._is_answer = False
        self._variants: dict[tuple[tuple[str, ...], bool], str] = {}
        self._taken = set(schemas)
        self._enums = {_REFERENCE + name for name, schema in schemas.items() if "enum" in schema}
        self._maps = {_REFERENCE + name: schema for name, schema in schemas.items() if _is_map(schema)}
        self._models = {name for name, schema in schemas.items() if "enum" not in schema and schema.get("properties")}
        self._open: set[str] = set()
        for name, schema in schemas.items():
            if not _is_map(schema):
                self._is_answer = name not in inputs
                self.copied[name] = self._copy(schema, name, union_name=None)

    def _copy(self, schema: Schema | bool, name: str, union_name: str | None, *, numeric: bool = False) -> Schema:
        """Copy one schema.

        Args:
            schema: The schema; in 3.1 it may also be true or false.
            name: What names of schemas inside it begin with.
            union_name: The name that a union here needs; None where it needs none.
            numeric: Whether a schema around this one is marked `x-numeric-string`.
        """
        if isinstance(schema, bool) or "const" in schema:
            return {}
        described: Schema = {"description": schema["description"]} if schema.get("description") else {}
        numeric = numeric or schema.get("x-numeric-string") is True
        kinds: str | list[str] | None = schema.get("type")
        if "$ref" in schema:
            if schema["$ref"] in self._maps:
                return {**self._map(schema["$ref"], name), **described}
            return {"$ref": schema["$ref"], **described}
        if "allOf" in schema:
            if len(schema["allOf"]) > 1 or "properties" in schema:
                raise PydanticModelsError(f"{name}: an `allOf` of several parts; preparing the document merges those")
            return {**self._copy(schema["allOf"][0], name, union_name, numeric=numeric), **described}
        if "anyOf" in schema or "oneOf" in schema:
            inner: list[Schema | bool] = schema.get("anyOf") or schema["oneOf"]
            branches = [self._copy(branch, name, f"{name}Branch", numeric=numeric) for branch in inner]
            return self._union(branches, union_name, described)
        if isinstance(kinds, list):
            plain = {key: value for key, value in schema.items() if key != "description"}
            branches = [self._copy({**plain, "type": kind}, name, f"{name}Branch", numeric=numeric) for kind in kinds]
            return self._union(branches, union_name, described)
        if "enum" in schema:
            return {**{key: schema[key] for key in ("type", "enum") if key in schema}, **described}
        if kinds == "object" or "properties" in schema:
            return self._object(schema, name, described)
        if kinds == "array":
            return {"type": "array", "items": self._copy(schema.get("items", {}), name, f"{name}Item"), **described}
        if kinds is None:
            return described
        checked = _NUMERIC.get(kinds) if numeric else None
        checked = checked or _CHECKED.get((kinds, schema.get("format") if kinds == "string" else None))
        return {"$ref": f"{_SCALARS}#/{checked}", **described} if checked else {"type": kinds, **described}

    def _map(self, reference: str, name: str) -> Schema:
        """Write a map inline, as in the attrs models, which do not use its name."""
        if reference in self._open:
            return {
                "type": "object",
                "additionalProperties": True,
            }  # the type of a map that contains itself would be infinite
        self._open.add(reference)
        try:
            return self._copy(self._maps[reference], name, None)
        finally:
            self._open.discard(reference)

    def _union(self, branches: list[Schema], union_name: str | None, described: Schema) -> Schema:
        rest = [branch for branch in branches if branch != _NULL]
        null = [_NULL] if len(rest) < len(branches) else []
        if any(not set(branch) - {"description"} for branch in rest):
            return described  # one alternative allows any JSON, so the union does
        if not rest:
            return {**_NULL, **described}
        rest = self._with_variants(rest)
        if len(rest) == 1:
            return {"anyOf": [*rest, *null], **described} if null else {**rest[0], **described}
        texts = all(branch.get("type") == "string" or branch.get("$ref") in self._enums for branch in rest)
        if union_name is None or texts:
            return {"anyOf": [*rest, *null], **described}
        unique = self._unique(union_name)
        self.copied[unique] = {"anyOf": rest}
        reference: Schema = {"$ref": _REFERENCE + unique}
        return {"anyOf": [reference, *null], **described} if null else {**reference, **described}

    def _unique(self, name: str) -> str:
        """Reserve the name of a schema that is added."""
        number, unique = 1, name
        while unique in self._taken:
            number, unique = number + 1, f"{name}{number + 1}"
        self._taken.add(unique)
        return unique

    def _with_variants(self, branches: list[Schema]) -> list[Schema]:
        """Replace several objects among the alternatives of a union by one, their union."""
        models = [branch for branch in branches if _model_name(branch) in self._models]
        others = [branch for branch in branches if branch not in models]
        if not self._is_answer or not models:
            return branches
        # A map that takes any object comes after the models.
        others.sort(key=lambda branch: branch.get("type") == "object")
        if len(models) == 1:
            return [*models, *others] if others and others[-1].get("type") == "object" else branches
        names = tuple(_model_name(branch) for branch in models)
        is_open = not any(branch.get("type") == "object" for branch in branches)
        if (names, is_open) not in self._variants:
            more = "OrOthers" if len(names) > 2 else ""
            unique = self._variants[names, is_open] = self._unique("Or".join(names[:2]) + more)
            unknown: list[Schema] = [{"$ref": f"{_VARIANTS}#/{UNKNOWN}"}] if is_open else []
            self.copied[unique] = {"anyOf": [{"$ref": _REFERENCE + name} for name in names] + unknown}
            self.unions[unique] = annotation_of(choice_of(names, self._tags, self._schemas), names)
        return [{"$ref": _REFERENCE + self._variants[names, is_open]}, *others]

    def _object(self, schema: Schema, name: str, described: Schema) -> Schema:
        properties: Mapping[str, Schema | bool] = schema.get("properties", {})
        if not properties:
            values = self._copy(schema.get("additionalProperties", True), name, f"{name}Value")
            return {"type": "object", "additionalProperties": values, **described}
        required = [key for key in schema.get("required", []) if key in properties]
        words = attribute_names(properties, _TAKEN)
        fields = {
            key: self._copy(value, name + "".join(word.capitalize() for word in words[key].split("_")), None)
            for key, value in properties.items()
        }
        rest = self._copy(schema.get("additionalProperties", True), name, f"{name}Rest")
        return {
            "type": "object",
            **({"additionalProperties": rest} if rest else {}),
            "required": required,
            "properties": {
                key: _nullable(field) if key in required else _without_null(field) for key, field in fields.items()
            },
            **_wrapped(described),
        }


def _model_name(schema: Schema) -> str:
    return str(schema.get("$ref", "")).removeprefix(_REFERENCE)


def _is_map(schema: Schema) -> bool:
    return schema.get("type") == "object" and not schema.get("properties")


def _nullable(schema: Schema) -> Schema:
    """Write one type that may be null as `nullable`: Pydantic has no mode for a union of one type and null."""
    rest = _without_null(schema)
    return schema if rest is schema or "anyOf" in rest else {**rest, "nullable": True}


def _without_null(schema: Schema) -> Schema:
    branches: list[Schema] = schema.get("anyOf", [])
    if _NULL not in branches:
        return schema
    outer = {key: value for key, value in schema.items() if key != "anyOf"}
    rest = [branch for branch in branches if branch != _NULL]
    return {**rest[0], **outer} if len(rest) == 1 else {"anyOf": rest, **outer}


def _wrapped(described: Schema) -> Schema:
    """Wrap the description of a class, because formatters do not wrap docstrings."""
    text: str = described.get("description", "")
    lines = [fill(line, _WIDTH, break_long_words=False, break_on_hyphens=False) for line in text.splitlines()]
    return {"description": "\n".join(lines)} if lines else {}


def _scalar_names() -> Iterable[str]:
    return sorted({*_CHECKED.values(), *_NUMERIC.values()})
