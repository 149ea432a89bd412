"""Each documented example, sent over a real socket, is what the caller gets."""

from __future__ import annotations

from typing import Any

import pytest
from support.calling import Caller
from support.documents import assert_reads_as, normalized, python_name, same
from support.providers import OPERATIONS, READS, Operation
from support.server import ScriptedServer, json_answer
from support.statuses import error_of


SUCCESSES = [
    pytest.param(operation, status, operation.unwrapped(value), id=f"{operation}-{status}-{name}")
    for operation in READS
    for status, name, value in operation.examples()
    if status < 300 and operation.unwrapped(value) is not None
]
FAILURES = [
    pytest.param(operation, status, value, id=f"{operation}-{status}-{name}")
    for operation in OPERATIONS
    for status, name, value in operation.examples()
    if status >= 300
]


@pytest.mark.parametrize(("operation", "status", "value"), SUCCESSES)
def test_a_documented_success_is_read(
    caller: Caller, server: ScriptedServer, operation: Operation, status: int, value: Any
) -> None:
    """Every field of the model equals the JSON, and the call was the documented one, with the key in its header."""
    server.script(json_answer(operation.wrapped(value), status))
    provider = operation.provider

    model = caller.call(operation, server.url, api_key="the-key")

    assert type(model) is operation.model
    assert_reads_as(operation.document, operation.schema, model, value)
    (request,) = server.requests
    assert (request.method, request.target.partition("?")[0]) == (operation.http_method.upper(), operation.path)
    assert provider.key_of(request) == "the-key"
    assert request.headers["accept"].startswith("application/json")
    assert request.headers["user-agent"].startswith(f"{provider.name}-client/")


@pytest.mark.parametrize(("operation", "status", "value"), SUCCESSES)
def test_to_dict_of_a_documented_success(
    caller: Caller, server: ScriptedServer, operation: Operation, status: int, value: Any
) -> None:
    """`to_dict` equals the JSON in value, and reading it again gives an equal model."""
    server.script(json_answer(operation.wrapped(value), status))

    model = caller.call(operation, server.url)

    written = normalized(operation.document, operation.schema, model.to_dict(), written=True)
    assert same(written, normalized(operation.document, operation.schema, value))
    assert type(model).from_dict(model.to_dict()) == model


@pytest.mark.parametrize(("operation", "status", "value"), FAILURES)
def test_a_documented_failure_is_raised(
    caller: Caller, server: ScriptedServer, operation: Operation, status: int, value: Any
) -> None:
    """Every documented failure is the error of its status, with the body as it came, if that cannot hold a secret."""
    server.script(operation.failure(status, value))

    with pytest.raises(operation.provider.error("APIStatusError")) as caught:
        caller.call(operation, server.url)

    assert type(caught.value) is operation.provider.error(error_of(status))
    assert caught.value.status_code == status
    assert caught.value.body == ("**********" if operation.has_secret_answer else value)


@pytest.mark.parametrize("operation", [one for one in OPERATIONS if one.success() is None], ids=str)
def test_a_success_without_a_body(caller: Caller, server: ScriptedServer, operation: Operation) -> None:
    """An operation whose success has no body returns `None`; beside it the status is there."""
    server.script(operation.answer())
    client = caller.client(operation.provider, server.url)

    assert caller.operation(client, operation)() is None
    assert caller.operation(client, operation, detailed=True)().status_code == operation.success_status


@pytest.mark.parametrize("operation", READS, ids=str)
def test_a_model_has_the_documented_fields(operation: Operation) -> None:
    """A model has a field for each documented property, in snake case, and no other but `additional_properties`."""
    fields = {field.name for field in operation.model.__attrs_attrs__}

    assert fields == {python_name(name) for name in operation.schema["properties"]} | {"additional_properties"}


