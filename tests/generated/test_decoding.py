"""Checked reading: derived from each document, for every property at any depth, over a real socket."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from types import MappingProxyType
from typing import Any

import pytest
from support.calling import Caller
from support.documents import (
    Keys,
    Place,
    assert_reads_as,
    at,
    full_value,
    json_path,
    normalized,
    objects,
    places,
    python_name,
    replaced,
    same,
    shape_of,
    without,
)
from support.providers import PROVIDERS, READS, Operation, Provider
from support.server import ScriptedServer, json_answer

PLACES = [
    pytest.param(operation, place, id=f"{operation}-{place.path}")
    for operation in READS
    for place in places(operation.document, operation.schema)
    if place.keys not in operation.steering  # what these hold is tested with lists
]
MASK = "**********"
"""What an error shows instead of an answer that holds a secret."""
WORDS = {
    "string": "string",
    "integer": "integer",
    "number": "number",
    "boolean": "boolean",
    "timestamp": "timestamp",
    "object": "object",
    "array": "array",
}


def full(operation: Operation) -> Any:
    """A value with every property of an operation's object; a list ends with it."""
    value = full_value(operation.document, operation.schema)
    for keys in operation.steering:
        value = replaced(value, keys, None)
    return value


def field_at(model: Any, keys: Keys) -> Any:
    """What a model, or what it holds, has at a place of the JSON."""
    for key in keys:
        model = getattr(model, python_name(key)) if hasattr(model, "additional_properties") else model[key]
    return model


def word_for(value: Any) -> str:
    """How a person would name a JSON value."""
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    if isinstance(value, str):
        return repr(value)
    if isinstance(value, int | float):
        return str(value)
    return "array" if isinstance(value, list) else "object"


@pytest.mark.parametrize("operation", READS, ids=str)
def test_a_full_answer_is_read(caller: Caller, server: ScriptedServer, operation: Operation) -> None:
    """An answer with every documented field, at any depth, is read and written without loss."""
    value = full(operation)
    server.script(json_answer(operation.wrapped(value)))

    model = caller.call(operation, server.url)

    assert_reads_as(operation.document, operation.schema, model, value)
    assert model.additional_properties == {}
    written = normalized(operation.document, operation.schema, model.to_dict(), written=True)
    assert same(written, normalized(operation.document, operation.schema, value))


@pytest.mark.parametrize(
    ("operation", "place"),
    # A list must be there: a response without it would look like the end of all pages.
    [one for one in PLACES if not one.values[1].required and one.values[1].keys != one.values[0].items],
)
def test_an_optional_field_may_be_absent_or_null(
    caller: Caller, server: ScriptedServer, operation: Operation, place: Place
) -> None:
    """Absent and null both read as `None`, and are written as null."""
    variants = [without(full(operation), place.keys), replaced(full(operation), place.keys, None)]
    server.script(*[json_answer(operation.wrapped(value)) for value in variants])
    get = caller.operation(caller.client(operation.provider, server.url), operation)

    models = [get() for _ in variants]

    assert [field_at(model, place.keys) for model in models] == [None, None]
    assert [at(model.to_dict(), place.keys) for model in models] == [None, None]


@pytest.mark.parametrize(
    ("operation", "place"),
    [one for one in PLACES if one.values[1].required and one.values[1].keys[-1] not in (0, "free")],
)
def test_a_required_field_must_be_there(
    caller: Caller, server: ScriptedServer, operation: Operation, place: Place
) -> None:
    """A certain field that is missing is a `ResponseDecodeError` that names its path."""
    body = operation.wrapped(without(full(operation), place.keys))
    server.script(json_answer(body))

    hidden = operation.has_secret_answer
    with pytest.raises(operation.provider.error("ResponseDecodeError"), match=None if hidden else "missing") as caught:
        caller.call(operation, server.url)

    assert caught.value.path == json_path((*operation.wrapping, *place.keys))


@pytest.mark.parametrize(("operation", "place"), [one for one in PLACES if one.values[1].wrong_values()])
def test_a_value_of_another_type_is_refused(
    caller: Caller, server: ScriptedServer, operation: Operation, place: Place
) -> None:
    """A value of each wrong type is a `ResponseDecodeError` with the path, what was expected and what came."""
    wrong = place.wrong_values()
    server.script(*[json_answer(operation.wrapped(replaced(full(operation), place.keys, value))) for value in wrong])
    get = caller.operation(caller.client(operation.provider, server.url), operation)
    path = json_path((*operation.wrapping, *place.keys))

    for value in wrong:
        with pytest.raises(operation.provider.error("ResponseDecodeError")) as caught:
            get()

        error = caught.value
        assert error.path == path, value
        assert str(error).startswith(f"{path}: expected ")
        assert any(word in error.expected for kind, word in WORDS.items() if kind in place.shape.kinds), error
        hidden = operation.has_secret_answer
        assert same(error.got, MASK if hidden else value)
        assert word_for(MASK if hidden else value) in str(error).partition("got")[2], error
        assert error.status_code == 200
        assert error.headers["Content-Type"] == "application/json"
        assert error.body == (MASK.encode() if hidden else server_body(operation, place, value))


def server_body(operation: Operation, place: Place, value: Any) -> bytes:
    """The body that the server sent."""
    return json_answer(operation.wrapped(replaced(full(operation), place.keys, value))).content.partition(b"\r\n\r\n")[
        2
    ]


# Those of errors and of overlays too, which no operation returns.
MODELS = [
    pytest.param(provider, name, id=f"{provider}-{name}") for provider in PROVIDERS for name in provider.answer_models
]


@pytest.mark.parametrize(("provider", "name"), MODELS)
def test_every_model_reads_what_its_schema_says(provider: Provider, name: str) -> None:
    """A value with every property is read without loss, and each wrong type at any depth is refused with its path."""
    schema = provider.schemas[name]
    model = getattr(provider.models, name)
    value = full_value(provider.document, schema)

    read = model.from_dict(value)

    assert_reads_as(provider.document, schema, read, value)
    assert model.from_dict(read.to_dict()) == read
    for place in places(provider.document, schema):
        for wrong in place.wrong_values():
            with pytest.raises(provider.error("ResponseDecodeError")) as caught:
                model.from_dict(replaced(value, place.keys, wrong))
            assert caught.value.path == place.path
    for wrong in (None, True, 7, 1.5, "text", []):
        with pytest.raises(provider.error("ResponseDecodeError"), match=r"^\$: expected an object, got"):
            model.from_dict(wrong)


@pytest.mark.parametrize(("provider", "name"), MODELS)
def test_reading_leaves_the_argument_as_it_is(provider: Provider, name: str) -> None:
    """`from_dict` does not change the dict that it is given."""
    value = full_value(provider.document, provider.schemas[name]) | {"new": 1}
    before = repr(value)

    getattr(provider.models, name).from_dict(value)

    assert repr(value) == before


UNKNOWN_TEXTS = [one for one in PLACES if one.values[1].shape.kinds & {"string"} and one.values[1].keys[-1] != "free"]


@pytest.mark.parametrize(("operation", "place"), UNKNOWN_TEXTS)
def test_an_unknown_text_is_a_string(
    caller: Caller, server: ScriptedServer, operation: Operation, place: Place
) -> None:
    """A text that nobody documented is a plain `str`, also where the document lists the known ones."""
    server.script(json_answer(operation.wrapped(replaced(full(operation), place.keys, "Brand new ✨"))))

    value = field_at(caller.call(operation, server.url), place.keys)

    assert type(value) is str
    assert value == "Brand new ✨"


NEW_FIELDS = {
    "brand_new": {"deep": [1, {"deeper": None}]},
    "from_dict": 1,
    "to_dict": "text",
    "additional_properties": {"additional_properties": {}},
    "class": None,
    "self": True,
    "cls": 1.5,
    "rest": [],
    "": "empty",
    "a b": 0,
}


@pytest.mark.parametrize("operation", READS, ids=str)
def test_new_fields_are_kept_at_any_depth(caller: Caller, server: ScriptedServer, operation: Operation) -> None:
    """Fields that nobody documented are in `additional_properties` of the object that had them, and in `to_dict`."""
    value = full(operation)
    found = list(objects(operation.document, operation.schema))
    for keys in found:
        at(value, keys).update(NEW_FIELDS)
    server.script(json_answer(operation.wrapped(value)))

    model = caller.call(operation, server.url)

    for keys in found:
        assert same(field_at(model, keys).additional_properties, NEW_FIELDS)
    written = normalized(operation.document, operation.schema, model.to_dict(), written=True)
    assert same(written, normalized(operation.document, operation.schema, value))


NUMERIC = [one for one in PLACES if one.values[1].shape.numeric_string]


@pytest.mark.parametrize(("operation", "place"), NUMERIC)
def test_a_numeric_string_is_a_number(
    caller: Caller, server: ScriptedServer, operation: Operation, place: Place
) -> None:
    """A plain decimal string in a field of `x-numeric-string` is a number, exactly."""
    kind = int if "integer" in place.shape.kinds else float
    sent = {"43": 43, "0": 0, "-7": -7, "9007199254740993": 9007199254740993, 43.0: 43, 42: 42}
    server.script(*[json_answer(operation.wrapped(replaced(full(operation), place.keys, value))) for value in sent])
    get = caller.operation(caller.client(operation.provider, server.url), operation)

    values = [field_at(get(), place.keys) for _ in sent]

    assert values == [kind(value) for value in sent.values()]
    assert {type(value) for value in values} == {kind}


NO_NUMBERS = "4x|4_3| 43|43 |nan|NaN|inf||+43|043|0x2b|4.5|1e3|\uff14\uff13|43\n|--4|-"
"""Texts that Python's `int` or `float` forgives, and others."""

BAD_NUMBERS = [*NO_NUMBERS.split("|"), True, False, [], {}]


@pytest.mark.parametrize(("operation", "place"), NUMERIC)
def test_no_other_string_is_a_number(
    caller: Caller, server: ScriptedServer, operation: Operation, place: Place
) -> None:
    """What Python's `int` would forgive, and booleans, are refused with the path."""
    wrong = [*BAD_NUMBERS, 4.5] if "integer" in place.shape.kinds else [one for one in BAD_NUMBERS if one != "4.5"]
    server.script(*[json_answer(operation.wrapped(replaced(full(operation), place.keys, sent))) for sent in wrong])
    get = caller.operation(caller.client(operation.provider, server.url), operation)

    for sent in wrong:
        with pytest.raises(operation.provider.error("ResponseDecodeError")) as caught:
            get()
        assert caught.value.path == json_path((*operation.wrapping, *place.keys)), sent


PLAIN_NUMBERS = [
    one
    for one in PLACES
    if one.values[1].shape.kinds & {"integer", "number"}
    and not one.values[1].shape.numeric_string
    and "string" not in one.values[1].shape.kinds
]


@pytest.mark.parametrize(("operation", "place"), PLAIN_NUMBERS)
def test_a_number_is_no_string_elsewhere(
    caller: Caller, server: ScriptedServer, operation: Operation, place: Place
) -> None:
    """Without `x-numeric-string` a numeric string is refused."""
    server.script(json_answer(operation.wrapped(replaced(full(operation), place.keys, "43"))))

    with pytest.raises(operation.provider.error("ResponseDecodeError")) as caught:
        caller.call(operation, server.url)

    assert caught.value.path == json_path((*operation.wrapping, *place.keys))


UTC = timezone.utc
GOOD_TIMES = {
    "2024-04-03T20:57:25+0200": datetime(2024, 4, 3, 18, 57, 25, tzinfo=UTC),
    "2024-04-03T20:57:25": datetime(2024, 4, 3, 20, 57, 25, tzinfo=UTC),
    "2024-04-03T20:57:25Z": datetime(2024, 4, 3, 20, 57, 25, tzinfo=UTC),
    "2024-04-03t20:57:25z": datetime(2024, 4, 3, 20, 57, 25, tzinfo=UTC),
    "2024-04-03T20:57:25.1Z": datetime(2024, 4, 3, 20, 57, 25, 100_000, tzinfo=UTC),
    "2025-04-14T10:21:52.760164": datetime(2025, 4, 14, 10, 21, 52, 760_164, tzinfo=UTC),
    "2024-04-03T20:57:25.123456789Z": datetime(2024, 4, 3, 20, 57, 25, 123_456, tzinfo=UTC),
    "2024-04-03T20:57:25.123456+02:00": datetime(2024, 4, 3, 18, 57, 25, 123_456, tzinfo=UTC),
    "2024-04-03T20:57:25-11:30": datetime(2024, 4, 4, 8, 27, 25, tzinfo=UTC),
    "2024-02-29T00:00:00+00:00": datetime(2024, 2, 29, tzinfo=UTC),
    "2025-08-16 00:31:37.805": datetime(2025, 8, 16, 0, 31, 37, 805_000, tzinfo=UTC),
}
BAD_TIMES = [
    *("", "yesterday", "2024-04-03", "2024-W14-3", "2024-W14-3T20:57:25Z", "20240403T205725Z", "2024-04-03T20:57Z"),
    *("2024-13-01T00:00:00Z", "2024-02-30T00:00:00Z", "2023-02-29T00:00:00Z", "2024-04-03T24:00:00Z"),
    *("2024-04-03T20:60:00Z", "2024-04-03T20:57:25,5Z", "2024-04-03T20:57:25.Z", "2024-04-03T20:57:25+25:00"),
    *("2024-04-03T20:57:25+02", "2024-04-03T20:57:25+02:0", "2024-04-03T20:57:25 Z", " 2024-04-03T20:57:25Z", "2024-04-03T20:57:25Z\n"),
    *("24-04-03T20:57:25Z", "0000-01-01T00:00:00Z", "٢٠٢٤-04-03T20:57:25Z", "2024-04-03T20:57:25Europe/Paris"),
    *(1712177845, 1712177845.0, True, [], {}),
]
TIMES = [one for one in PLACES if "timestamp" in one.values[1].shape.kinds]


@pytest.mark.parametrize(("operation", "place"), TIMES)
def test_timestamps_are_aware(caller: Caller, server: ScriptedServer, operation: Operation, place: Place) -> None:
    """A timestamp is an aware datetime of the same instant, a naive one being UTC, and is written so."""
    server.script(*[json_answer(operation.wrapped(replaced(full(operation), place.keys, text))) for text in GOOD_TIMES])
    get = caller.operation(caller.client(operation.provider, server.url), operation)

    for text, instant in GOOD_TIMES.items():
        model = get()
        value = field_at(model, place.keys)

        assert value.utcoffset() is not None, text
        assert value - instant == timedelta(0), text
        written = normalized(operation.document, operation.schema, model.to_dict(), written=True)
        assert at(written, place.keys) == instant


@pytest.mark.parametrize(("operation", "place"), TIMES)
def test_nonsense_is_no_timestamp(caller: Caller, server: ScriptedServer, operation: Operation, place: Place) -> None:
    """What is no RFC 3339 timestamp, offset apart, is refused with its path."""
    server.script(*[json_answer(operation.wrapped(replaced(full(operation), place.keys, value))) for value in BAD_TIMES])
    get = caller.operation(caller.client(operation.provider, server.url), operation)

    for value in BAD_TIMES:
        with pytest.raises(operation.provider.error("ResponseDecodeError"), match="timestamp") as caught:
            get()

        assert caught.value.path == json_path((*operation.wrapping, *place.keys)), value


@pytest.mark.parametrize(("operation", "place"), TIMES)
def test_how_a_timestamp_is_written(operation: Operation, place: Place) -> None:
    """An offset is kept and written; UTC is written as `Z`, be it sent so, as an offset of zero, or not at all."""
    texts = {
        "2024-04-03T20:57:25.5+02:00": "2024-04-03T20:57:25.500000+02:00",
        **dict.fromkeys(["2026-03-15T14:32:10Z", "2026-03-15T14:32:10+00:00", "2026-03-15T14:32:10"], TIME_IN_UTC),
    }

    models = [operation.model.from_dict(replaced(full(operation), place.keys, text)) for text in texts]

    assert field_at(models[0], place.keys).utcoffset() == timedelta(hours=2)
    assert [at(model.to_dict(), place.keys) for model in models] == list(texts.values())


TIME_IN_UTC = "2026-03-15T14:32:10Z"
FLOATS = [
    one for one in PLACES if one.values[1].shape.kinds <= {"number", "null"} and one.values[1].shape.kinds & {"number"}
]


@pytest.mark.parametrize(("operation", "place"), FLOATS)
def test_whole_numbers_are_floats_in_float_fields(
    caller: Caller, server: ScriptedServer, operation: Operation, place: Place
) -> None:
    """A number field is a `float` even where the server sends `0`, as its annotation says."""
    server.script(json_answer(operation.wrapped(replaced(full(operation), place.keys, 0))))

    assert type(field_at(caller.call(operation, server.url), place.keys)) is float


@pytest.mark.parametrize("operation", READS, ids=str)
def test_any_mapping_can_be_read(operation: Operation) -> None:
    """`from_dict` says that it takes a `Mapping`, and does."""
    value = operation.success()

    assert operation.model.from_dict(MappingProxyType(value)) == operation.model.from_dict(value)
