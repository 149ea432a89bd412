"""Models and errors as objects: keyword-only, comparable, copied and pickled, and true to their annotations."""

from __future__ import annotations

import json
import types
import typing
from datetime import datetime, timedelta, timezone
from typing import Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.calling import Caller
from support.copies import COPIES, full_model
from support.documents import at, full_value, places, python_name, replaced, shape_of, without
from support.providers import FIRST_OPERATIONS, PROVIDERS, READS, Operation, Provider
from support.server import Raw, ScriptedServer, json_answer, raw_answer, refused_url, text_answer

MODELS = [
    pytest.param(provider, name, id=f"{provider}-{name}") for provider in PROVIDERS for name in provider.answer_models
]


@pytest.mark.parametrize("way", COPIES)
@pytest.mark.parametrize(("provider", "name"), MODELS)
def test_a_model_survives(provider: Provider, name: str, way: str) -> None:
    """A copy of a model equals it, down to what nobody documented."""
    model = full_model(provider, name)

    again = COPIES[way](model)

    assert again == model
    assert again is not model
    assert type(again) is type(model)
    assert again.to_dict() == model.to_dict()
    assert again.additional_properties == {"new": {"deep": [1, None]}}


@pytest.mark.parametrize(("provider", "name"), MODELS)
def test_a_model_is_keyword_only(provider: Provider, name: str) -> None:
    """A model is built by its fields' names; what is not required has a default, and two of them share no dict."""
    kind = getattr(provider.models, name)
    required = {
        python_name(key): getattr(full_model(provider, name), python_name(key))
        for key in provider.schemas[name].get("required", ())
    }

    with pytest.raises(TypeError):
        kind("positional")
    first, second = kind(**required), kind(**required)

    assert first == second
    assert first.additional_properties is not second.additional_properties
    assert {field.name for field in attrs.fields(kind) if field.default is attrs.NOTHING} == set(required)
    assert all(field.kw_only for field in attrs.fields(kind))


@pytest.mark.parametrize(("provider", "name"), MODELS)
def test_models_differ_by_any_field(provider: Provider, name: str) -> None:
    """Two models are equal only if all their fields are; the repr names the class and shows the fields."""
    model = full_model(provider, name)

    for field in attrs.fields(type(model)):
        assert attrs.evolve(model, **{field.name: None}) != model
        assert f"{field.name}=" in repr(model)
    assert repr(model).startswith(f"{name}(")


@pytest.mark.parametrize(("provider", "name"), MODELS)
def test_a_model_equals_its_own_class_alone_and_has_no_hash(provider: Provider, name: str) -> None:
    """The same fields in another class make no equal, not even a subclass; and fields can change, so there is no hash."""
    model = full_model(provider, name)
    other = attrs.make_class("Other", [], bases=(type(model),), eq=False)(**attrs.asdict(model, recurse=False))

    assert other.to_dict() == model.to_dict()
    assert (model == other, other == model, model == model.to_dict()) == (False, False, False)
    with pytest.raises(TypeError, match="unhashable"):
        hash(model)


def make_errors(caller: Caller, server: ScriptedServer, operation: Operation) -> list[Any]:
    """One error of each kind, as calls raise them."""
    provider = operation.provider
    server.script(
        *[json_answer({"error": {"message": "m", "code": "C"}}, status) for status in (400, 401, 402)],
        *[raw_answer(b"<html>", status) for status in (403, 404, 409, 418, 422, 429, 500, 599)],
        json_answer(operation.wrapped([])),
        text_answer("no JSON"),
        Raw(b"", close=True),
    )  # fmt: skip
    get = caller.operation(caller.client(provider, server.url), operation)
    nowhere = caller.operation(caller.client(provider, refused_url()), operation)
    errors: list[Any] = []
    for call, ids in [(get, ())] * 14 + [(nowhere, ()), (get, [""] * len(operation.example_ids))]:
        with pytest.raises(provider.root_error) as caught:
            call(*ids)
        errors.append(caught.value)
    with pytest.raises(provider.root_error) as caught:
        provider.client_class(caller.mode)("")
    timeout = provider.error("APITimeoutError")("out of time", maybe_delivered=False)
    return [*errors, caught.value, timeout]


@pytest.mark.parametrize("way", ["pickle", "pickle 2", "deepcopy"])
@pytest.mark.parametrize("operation", FIRST_OPERATIONS, ids=str)
def test_an_error_survives(caller: Caller, server: ScriptedServer, operation: Operation, way: str) -> None:
    """A copy of an error has its class, text, arguments and every attribute."""
    errors = make_errors(caller, server, operation)
    names = {type(error).__name__ for error in errors}

    for error in errors:
        again = COPIES[way](error)

        assert type(again) is type(error)
        assert again.args == error.args
        assert vars(again) == vars(error)
        assert str(again) == str(error)
        if hasattr(error, "path"):
            assert again.path == error.path
        if error.__dict__.get("headers"):
            assert again.headers["Content-Length"] == error.headers["content-length"]
    assert len(names) == 15, names


@pytest.mark.parametrize("provider", PROVIDERS, ids=str)
def test_unset_stays_itself(provider: Provider) -> None:
    """`UNSET` is the same object after any copy, and is false."""
    unset = provider.package.UNSET

    assert all(way(unset) is unset for way in COPIES.values())
    assert not unset
    assert repr(unset) == "UNSET"


def satisfies(value: Any, hint: Any) -> bool:
    """Whether a value is what an annotation says, all the way down; no booleans for ints, no ints for floats."""
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if hint is Any:
        return True
    if hint is None or hint is type(None):
        return value is None
    if origin is typing.Union or origin is types.UnionType:
        return any(satisfies(value, one) for one in arguments)
    if origin is typing.Literal:
        return type(value) is str and value in arguments
    if origin is list:
        return type(value) is list and all(satisfies(item, arguments[0]) for item in value)
    if origin is dict:
        return type(value) is dict and all(
            satisfies(key, arguments[0]) and satisfies(item, arguments[1]) for key, item in value.items()
        )
    if attrs.has(hint):
        hints, names = typing.get_type_hints(hint), [field.name for field in attrs.fields(hint)]
        return type(value) is hint and all(satisfies(getattr(value, name), hints[name]) for name in names)
    if hint is datetime:
        return type(value) is datetime and value.utcoffset() is not None
    return type(value) is hint


SCALARS = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.integers(-(10**40), 10**40)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=10)
    | st.integers().map(str)
    | st.datetimes(timezones=st.none() | st.just(timezone.utc) | st.just(timezone(timedelta(hours=5, minutes=30)))).map(
        datetime.isoformat
    )
)
NAMES = sorted(
    {name for provider in PROVIDERS for schema in provider.schemas.values() for name in schema.get("properties", ())}
)
JSON = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(NAMES) | st.text(max_size=5), inner, max_size=6)
    ),
    max_leaves=12,
)


def broken(provider: Provider, name: str) -> st.SearchStrategy[Any]:
    """Good values of a model with some places replaced or left out."""
    schema = provider.schemas[name]
    value = full_value(provider.document, schema)
    found = [place.keys for place in places(provider.document, schema)]

    def change(changes: list[tuple[Any, bool, Any]]) -> Any:
        result = value
        for keys, leave_out, new in changes:
            try:
                at(result, keys)
                result = without(result, keys) if leave_out else replaced(result, keys, new)
            except (KeyError, TypeError, IndexError):  # an earlier change took the place away
                continue
        return result

    return st.lists(st.tuples(st.sampled_from(found), st.booleans(), JSON), min_size=1, max_size=4).map(change)


@pytest.mark.parametrize(("provider", "name"), MODELS)
def test_what_is_read_satisfies_its_annotations(provider: Provider, name: str) -> None:
    """Any JSON either reads as a model that is true to its annotations, or raises `ResponseDecodeError`."""
    kind = getattr(provider.models, name)

    @settings(max_examples=100)
    @given(JSON | broken(provider, name))
    def check(value: Any) -> None:
        try:
            model = kind.from_dict(value)
        except provider.error("ResponseDecodeError") as refused:
            error = refused
        else:
            assert satisfies(model, kind)
            assert kind.from_dict(json.loads(json.dumps(model.to_dict()))) == model
            return
        assert error.path.startswith("$")
        assert str(error).startswith(error.path)

    check()


@pytest.mark.parametrize(("provider", "name"), MODELS)
def test_annotations_are_the_documents(provider: Provider, name: str) -> None:
    """A full model satisfies its annotations, of which only free JSON is a bare `Any`."""
    kind = getattr(provider.models, name)
    hints = typing.get_type_hints(kind)
    schema = provider.schemas[name]

    assert satisfies(full_model(provider, name), kind)
    for key, member in schema["properties"].items():
        free = not set(member) & {"type", "$ref", "anyOf"}
        assert (hints[python_name(key)] is Any) is free, key
        optional = key not in schema.get("required", ())
        assert satisfies(None, hints[python_name(key)]) is (optional or free), key


def test_the_check_of_annotations_is_strict() -> None:
    """The check above tells what Python's `isinstance` forgives."""
    assert not satisfies(True, int)
    assert not satisfies(1, float)
    assert not satisfies(datetime(2024, 1, 1), datetime)
    assert not satisfies([1], list[str])
    assert not satisfies({"a": 1}, dict[str, str])
    assert satisfies(None, str | None)


@pytest.mark.parametrize("operation", READS, ids=str)
def test_a_model_can_be_changed_and_sent_on(operation: Operation) -> None:
    """A model is a plain object: a field that is set shows in `to_dict`, and the JSON it came from is not touched."""
    value = operation.success()
    model = operation.model.from_dict(value)
    before = json.dumps(value)
    shapes = {name: shape_of(operation.document, one) for name, one in operation.schema["properties"].items()}
    name = next(name for name, shape in shapes.items() if "string" in shape.kinds)

    setattr(model, python_name(name), "changed")
    model.additional_properties["mine"] = 1

    assert model.to_dict()[name] == "changed"
    assert model.to_dict()["mine"] == 1
    assert json.dumps(value) == before
