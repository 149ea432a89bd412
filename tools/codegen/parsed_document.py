"""A prepared document, parsed with openapi-python-client into types of our own.

Only the parser of the tool is used; its own output would have one file for each class and each operation.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final, Literal, TypeAlias

from attrs import frozen
from openapi_python_client.config import Config, ConfigFile, MetaType
from openapi_python_client.parser import GeneratorData
from openapi_python_client.parser.errors import GeneratorError, ParseError
from openapi_python_client.parser.openapi import Endpoint
from openapi_python_client.parser.properties.boolean import BooleanProperty
from openapi_python_client.parser.properties.date import DateProperty
from openapi_python_client.parser.properties.datetime import DateTimeProperty
from openapi_python_client.parser.properties.enum_property import EnumProperty
from openapi_python_client.parser.properties.file import FileProperty
from openapi_python_client.parser.properties.float import FloatProperty
from openapi_python_client.parser.properties.int import IntProperty
from openapi_python_client.parser.properties.list_property import ListProperty
from openapi_python_client.parser.properties.literal_enum_property import LiteralEnumProperty
from openapi_python_client.parser.properties.model_property import ModelProperty
from openapi_python_client.parser.properties.none import NoneProperty
from openapi_python_client.parser.properties.protocol import PropertyProtocol
from openapi_python_client.parser.properties.string import StringProperty
from openapi_python_client.parser.properties.union import UnionProperty
from openapi_python_client.parser.properties.uuid import UuidProperty
from openapi_python_client.parser.responses import Response

from ..contract.json_tree import as_mapping
from .class_names import names_of_dicts
from .python_types import (
    ANYTHING,
    STRING,
    Array,
    KnownValues,
    Map,
    Model,
    PythonType,
    Scalar,
    ScalarName,
    opened,
    union_of,
)

Content: TypeAlias = Literal["json", "bytes", "text", "nothing"]
BodyKind: TypeAlias = Literal["json", "data", "files", "content"]

_CONFIG: Final = ConfigFile(
    # An enum in a response becomes a type alias with plain strings.
    literal_enums=True,
    # Names are final in the prepared document.
    use_path_prefixes_for_title_model_names=True,
)

_SCALARS: Final[Mapping[type[Any], ScalarName]] = {
    IntProperty: "integer",
    FloatProperty: "number",
    BooleanProperty: "boolean",
    DateTimeProperty: "timestamp",
    DateProperty: "day",
    UuidProperty: "uuid",
    FileProperty: "file",
    NoneProperty: "nothing",
    StringProperty: "string",
}

_CONTENTS: Final[Mapping[str, Content]] = {
    "response.json()": "json",
    "response.content": "bytes",
    "response.text": "text",
    "None": "nothing",
}


class UnreadableError(Exception):
    """The tool does not support parts of the document, and would leave them out.

    Attributes:
        problems: Its messages.
    """

    def __init__(self, problems: Sequence[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


@frozen(kw_only=True)
class Member:
    """A property of an object."""

    name: str
    """Its name in JSON."""
    type: PythonType
    required: bool


@frozen(kw_only=True)
class Parameter:
    """A parameter of an operation."""

    name: str
    place: str
    """`path`, `query`, `header` or `cookie`."""
    type: PythonType
    required: bool
    default: str | None
    """Python source; None without a default."""


@frozen(kw_only=True)
class Body:
    """A body that an operation sends."""

    kind: BodyKind
    media_type: str
    """Its name in the prepared document."""
    type: PythonType
    required: bool


@frozen(kw_only=True)
class Answer:
    """A success response of an operation."""

    statuses: tuple[int, int]
    """The first and the last status of its range."""
    content: Content
    type: PythonType


@frozen(kw_only=True)
class Operation:
    """An operation: its parameters, bodies and responses."""

    name: str
    """Its id as a Python identifier."""
    parameters: Sequence[Parameter]
    """The parameters; path parameters come first, in the order of the path."""
    bodies: Sequence[Body]
    successes: Sequence[Answer]


@frozen(kw_only=True)
class ParsedDocument:
    """The operations and objects of a document."""

    operations: Mapping[str, Operation]
    objects: Mapping[str, Mapping[str, Member]]
    """The properties of each object, by class name and by name in JSON."""
    dicts: Mapping[str, str]
    """The name of the `TypedDict` that may be given in place of each object."""
    rest: Mapping[str, PythonType]
    """The type of the other members of an object, by class name; only where the document says one."""


def parse(document: Mapping[str, Any], maps: frozenset[str], inputs: frozenset[str]) -> ParsedDocument:
    """Read a prepared document.

    Args:
        document: The prepared document.
        maps: The schemas of maps, which do not become classes.
        inputs: The schemas that only requests use.

    Raises:
        UnreadableError: The tool does not support a part of the document.
    """
    config = Config.from_sources(_CONFIG, MetaType.NONE, "", "utf-8", overwrite=False, output_path=None)
    data = GeneratorData.from_dict(dict(document), config=config)
    if isinstance(data, GeneratorError):
        raise UnreadableError([_problem(data)])
    collections = data.endpoint_collections_by_tag.values()
    problems = [_problem(error) for collection in collections for error in collection.parse_errors]
    problems += [_problem(error) for error in data.errors]
    if problems:
        raise UnreadableError(problems)
    types = _Types(data.models, maps)
    models = {str(model.class_info.name): model for model in data.models}
    return ParsedDocument(
        operations={
            str(endpoint.name): _operation(endpoint, types)
            for collection in collections
            for endpoint in collection.endpoints
        },
        objects={
            name: {one.name: one for one in _members(model, types, is_input=name in inputs)}
            for name, model in models.items()
        },
        rest={
            name: type_ if name in inputs else opened(type_)
            for name, model in models.items()
            if name not in maps
            and model.additional_properties is not None
            and (type_ := types.of(model.additional_properties)) != ANYTHING
        },
        dicts=names_of_dicts(as_mapping(as_mapping(document.get("components")).get("schemas"))),
    )


def _problem(error: GeneratorError) -> str:
    parts = [error.header, error.detail or ""]
    if isinstance(error, ParseError) and error.data is not None:
        parts.append(error.data.model_dump_json(exclude_unset=True, by_alias=True))
    return " ".join(" ".join(part.split()) for part in parts if part)


class _Types:
    """Converts the tool's properties to types."""

    def __init__(self, models: Sequence[ModelProperty], maps: frozenset[str]) -> None:
        self._maps = {str(model.class_info.name): model for model in models if model.class_info.name in maps}
        self._open: set[str] = set()

    def of(self, found: PropertyProtocol) -> PythonType:
        """The type of a property."""
        if isinstance(found, UnionProperty):
            return union_of([self.of(inner) for inner in found.inner_properties])
        if isinstance(found, ListProperty):
            return Array(self.of(found.inner_property))
        if isinstance(found, (LiteralEnumProperty, EnumProperty)):
            return KnownValues(str(found.class_info.name))
        if isinstance(found, ModelProperty):
            name = str(found.class_info.name)
            return self._map(name) if name in self._maps else Model(name)
        scalar = _SCALARS.get(type(found))
        if scalar is None:
            return ANYTHING
        return STRING if scalar == "string" else Scalar(scalar)

    def _map(self, name: str) -> PythonType:
        # The type of a map that contains itself would be infinite.
        values = self._maps[name].additional_properties
        if values is None or name in self._open:
            return Map(ANYTHING)
        self._open.add(name)
        try:
            return Map(self.of(values))
        finally:
            self._open.discard(name)


def _members(model: ModelProperty, types: _Types, *, is_input: bool) -> Iterator[Member]:
    for found in [*(model.required_properties or ()), *(model.optional_properties or ())]:
        type_ = types.of(found) if is_input else opened(types.of(found))
        yield Member(name=found.name.get_untrusted_value(), type=type_, required=found.required)


def _operation(endpoint: Endpoint, types: _Types) -> Operation:
    return Operation(
        name=str(endpoint.name),
        parameters=[
            Parameter(
                name=found.name.get_untrusted_value(),
                place=place.value,
                type=types.of(found),
                required=found.required,
                default=None if found.default is None else found.default.python_code.as_unembedded_code(),
            )
            for place, found in endpoint.iter_all_parameters()
        ],
        bodies=[
            Body(
                kind=body.body_type.value,
                media_type=body.content_type.get_untrusted_value(),
                type=types.of(body.prop),
                required=body.prop.required,
            )
            for body in endpoint.bodies
        ],
        successes=[_answer(response, types) for response in _successes(endpoint)],
    )


def _successes(endpoint: Endpoint) -> Sequence[Response]:
    """The success responses; `default` if there is no other."""
    responses = endpoint.responses
    named = [one for one in responses.patterns if (first := one.status_code.range) and 200 <= first[0] <= 299]
    return named or ([responses.default] if responses.default else [])


def _answer(response: Response, types: _Types) -> Answer:
    return Answer(
        statuses=response.status_code.range or (200, 299),
        content=_CONTENTS[response.source["attribute"]],
        type=opened(types.of(response.prop)),
    )
