"""Errors of openapi-spec-validator that our own rules have not reported.

The validator's errors have no pointer, or one that goes through references; here each gets the pointer of the wrong
value. The validator is also kept from fetching URLs, and its crashes are reported as findings.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import cache
from typing import Any, Final, NoReturn

from jsonschema import Draft4Validator, Draft202012Validator
from jsonschema.exceptions import ValidationError
from jsonschema_path.paths import SchemaPath
from openapi_schema_validator import (
    OAS31_BASE_DIALECT_ID,
    OAS30Validator,
    OAS31Validator,
    oas30_format_checker,
    oas31_format_checker,
)
from openapi_spec_validator import OpenAPIV30SpecValidator, OpenAPIV31SpecValidator
from openapi_spec_validator.schemas.utils import get_schema_content
from openapi_spec_validator.validation import keywords
from openapi_spec_validator.validation.exceptions import (
    DuplicateOperationIDError,
    OpenAPIValidationError,
    UnresolvableParameterError,
)
from openapi_spec_validator.validation.registries import KeywordValidatorRegistry

from ..documents import Origin
from ..findings import Finding, pointer
from ..json_tree import as_list, as_mapping, is_list, is_mapping, short
from ..openapi_index import Index
from ..suggestions import suggestion
from .fast_validation import FastValidator


def errors(index: Index, known: Collection[Finding]) -> Iterator[Finding]:
    """Iterate over the validator's errors at places that have no finding yet."""
    version = str(index.data.get("openapi"))[:3]
    said = {Origin(finding.file, finding.pointer) for finding in known}
    broken: list[str] = []
    for stage in (_structure_errors, _schema_errors, _keyword_errors):
        told: list[Origin] = []
        try:
            for start, error in stage(index, version):
                inner = meant(error)
                at = start + pointer(*inner.absolute_path)
                if not _was_said(index, at, inner, said):
                    told.append(index.origin(at))
                    what = short(inner.message).rstrip(".")
                    reason = f"Not valid OpenAPI {version}: {what}. Correct it according to the specification."
                    yield index.finding(at, reason + _suggestions(inner))
        except Exception as error:
            broken.append(type(error).__name__)
        # Stages repeat errors of others, but one stage may have several errors for one place.
        said.update(told)
    # A crash over a value that was just reported adds nothing.
    if broken and not said:
        reason = f"The validator cannot read this document ({broken[0]}). Simplify its schemas and references."
        yield index.finding("", reason)


def _was_said(index: Index, at: str, error: ValidationError, said: Collection[Origin]) -> bool:
    if error.validator == "required":
        # The finding is at the place where the missing member should be.
        return any(index.origin(at + pointer(name)) in said for name in error.message.split("'")[1:2])
    return index.origin(at) in said and error.validator not in ("additionalProperties", "unevaluatedProperties")


def _suggestions(error: ValidationError) -> str:
    """Suggest a known key for each unknown one."""
    if error.validator not in ("additionalProperties", "unevaluatedProperties"):
        return ""
    known = _keys(error.schema)
    unknown = [key for key in as_mapping(error.instance) if key not in known and not key.startswith("x-")]
    return "".join(dict.fromkeys(suggestion(key, known) for key in unknown))


def _keys(schema: object) -> set[str]:
    """The keys that the specification's schema allows for an object, under any condition."""
    found: set[str] = set()
    waiting = [schema]
    while waiting:
        here = as_mapping(waiting.pop())
        found.update(as_mapping(here.get("properties")))
        waiting += [here[key] for key in ("if", "then", "else") if key in here]
        waiting += [option for key in ("allOf", "anyOf", "oneOf") for option in as_list(here.get(key))]
        waiting += as_mapping(here.get("dependentSchemas")).values()
    return found


def meant(error: ValidationError) -> ValidationError:
    """Find the intended one of several alternatives that do not match: the one that matches most deeply."""
    while error.context:
        # Where a reference is allowed, one alternative reports that the value is not a reference.
        inner = [one for one in error.context if not (one.validator == "required" and "$ref" in one.message)]
        if not inner:
            break
        deepest = max(inner, key=lambda one: len(one.absolute_path))
        branches = {one.schema_path[0] for one in inner}
        if len(branches) > 1 and len(deepest.absolute_path) == len(error.absolute_path):
            break
        error = deepest
    return error


# --- Fast answers ---------------------------------------------------------------------------------------------------


@cache
def _fast_structure(version: str) -> FastValidator:
    return FastValidator(get_schema_content(version))


@cache
def _fast_schemas() -> FastValidator:
    return FastValidator(Draft202012Validator.META_SCHEMA)


@cache
def _fast_dialect_30() -> FastValidator:
    return FastValidator(OAS30Validator.META_SCHEMA, oas30_format_checker)


@cache
def _fast_dialect_31() -> FastValidator:
    return FastValidator(OAS31Validator.META_SCHEMA, oas31_format_checker)


# --- Its stages -----------------------------------------------------------------------------------------------------

_Error = tuple[str, ValidationError]
"""A start pointer, and an error with its path from there."""


def _structure_errors(index: Index, version: str) -> Iterator[_Error]:
    if not _fast_structure(version).accepts(index.data):
        # Not the library's own validator: its errors differ if jsonschema-rs is installed.
        validator: Any = (Draft202012Validator if version == "3.1" else Draft4Validator)(get_schema_content(version))
        yield from (("", error) for error in validator.iter_errors(index.data))


def _schema_errors(index: Index, version: str) -> Iterator[_Error]:
    # The structure check of 3.1 skips schemas, and the keyword check stops at the first error of each.
    if version == "3.1":
        meta: Any = Draft202012Validator(Draft202012Validator.META_SCHEMA)
        fast = _fast_schemas()
        for node in index.of("schema"):
            if node.parent != "schema" and not fast.accepts(node.data):
                yield from ((node.pointer, error) for error in meta.iter_errors(node.data))


def _keyword_errors(index: Index, version: str) -> Iterator[_Error]:
    root = keywords.RootValidator(KeywordValidatorRegistry(_VALIDATORS[version]))
    path = SchemaPath.from_dict(index.data, handlers=_NothingIsFetched(), resolved_cache_maxsize=128)
    for error in root(path):
        if not isinstance(error, DuplicateOperationIDError | UnresolvableParameterError):
            yield _address(index, error.parts if isinstance(error, _LocatedError) else ()), error


def _address(index: Index, parts: Iterable[str | int]) -> str:
    """Convert a path that goes through references into the pointer of its target."""
    at, here = "", index.data
    value: Any = here
    for part in parts:
        at, here = index.follow(at, value) if is_mapping(value) else (at, {})
        if is_list(value):
            value = value[int(part)] if isinstance(part, int) and part < len(value) else None
        else:
            value = here.get(str(part))
        at += pointer(part)
    return index.follow(at, value)[0]


# --- The validator's own rules, with places --------------------------------------------------------------------------


class _LocatedError(OpenAPIValidationError):
    """An error of the validator's own rules, with its path."""

    parts: tuple[str | int, ...] = ()


def _located(errors: Iterable[ValidationError], path: SchemaPath, *below: str) -> Iterator[ValidationError]:
    for error in errors:
        if isinstance(error, _LocatedError):
            yield error
        else:
            located: Any = _LocatedError.create_from(error)
            located.parts = (*path.parts, *below)
            yield located


def _is_reference(schema: SchemaPath) -> bool:
    # The target is checked at its own place. Following references needs at least one Python frame each, and a large
    # document has chains of hundreds.
    above: Any = schema.parent.read_value()
    value = above[schema.parts[-1]]
    return is_mapping(value) and "$ref" in value


def _declared(schema: SchemaPath) -> set[str]:
    """Collect the properties of a schema; the validator's own method does not end for recursive schemas."""
    found: set[str] = set()
    waiting, seen = [schema], set[int]()
    while waiting:
        path = waiting.pop()
        value: Any = path.read_value()
        if id(value) in seen or not is_mapping(value):
            continue
        seen.add(id(value))
        found.update(as_mapping(value.get("properties")))
        waiting += [option for key in ("allOf", "anyOf", "oneOf") if is_list(value.get(key)) for option in path / key]
        waiting += [path / key for key in ("items", "not") if key in value]
    return found


class _Ids(list[int]):
    """The ids of visited objects, with fast lookup."""

    def __init__(self) -> None:
        super().__init__()
        self._known: set[int] = set()

    def append(self, item: int) -> None:
        self._known.add(item)

    def __contains__(self, item: object) -> bool:
        return item in self._known


class _Schemas(keywords.SchemaValidator):
    def __init__(self, registry: KeywordValidatorRegistry) -> None:
        super().__init__(registry)
        self.visited_schema_ids = _Ids()
        self.meta_checked_schema_ids = _Ids()

    def __call__(
        self, schema: SchemaPath, require_properties: bool = True, meta_checked: bool = False
    ) -> Iterator[ValidationError]:
        if not _is_reference(schema):
            yield from _located(super().__call__(schema, require_properties, meta_checked), schema)

    def _collect_properties(self, schema: SchemaPath) -> set[str]:
        return _declared(schema)


class _Schemas30(_Schemas, keywords.OpenAPIV30SchemaValidator):
    def _get_schema_checker(self, schema: SchemaPath, schema_value: Any) -> Callable[[Any], None]:
        check = super()._get_schema_checker(schema, schema_value)
        return lambda value: None if _fast_dialect_30().accepts(value) else check(value)


class _Schemas31(_Schemas, keywords.OpenAPIV31SchemaValidator):
    def _get_schema_checker(self, schema: SchemaPath, schema_value: Any) -> Callable[[Any], None]:
        check = super()._get_schema_checker(schema, schema_value)
        if self._get_schema_dialect_id(schema, schema_value) != OAS31_BASE_DIALECT_ID:
            return check
        return lambda value: None if _fast_dialect_31().accepts(value) else check(value)


class _Defaults(keywords.ValueValidator):
    def __call__(self, schema: SchemaPath, value: Any) -> Iterator[ValidationError]:
        yield from _located(super().__call__(schema, value), schema, "default")


class _Defaults30(_Defaults, keywords.OpenAPIV30ValueValidator):
    pass


class _Defaults31(_Defaults, keywords.OpenAPIV31ValueValidator):
    pass


class _Parameters(keywords.ParametersValidator):
    def __call__(self, parameters: SchemaPath) -> Iterator[ValidationError]:
        yield from _located(super().__call__(parameters), parameters)


class _Tags(keywords.TagsValidator):
    def __call__(self, tags: SchemaPath) -> Iterator[ValidationError]:
        yield from _located(super().__call__(tags), tags)


class _NothingIsFetched(dict[str, Any]):
    """Handlers for all URL schemes that refuse to open a URL, which the validator would do otherwise."""

    def __contains__(self, _: object) -> bool:
        return True

    def __getitem__(self, scheme: str) -> NoReturn:
        raise LookupError(f"references to {scheme} are not followed")


_OURS: Final[Mapping[str, type[keywords.KeywordValidator]]] = {"parameters": _Parameters, "tags": _Tags}
_VALIDATORS: Final[Mapping[str, Mapping[str, type[keywords.KeywordValidator]]]] = {
    "3.0": {**OpenAPIV30SpecValidator.keyword_validators, **_OURS, "schema": _Schemas30, "default": _Defaults30},
    "3.1": {**OpenAPIV31SpecValidator.keyword_validators, **_OURS, "schema": _Schemas31, "default": _Defaults31},
}
