"""Each documented example, sent over a real socket, is what the caller gets."""

from __future__ import annotations

from typing import Any

import pytest
from support.calling import Caller
from support.documents import assert_reads_as, normalized, python_name, same
from support.providers import OPERATIONS, Operation
from support.server import ScriptedServer, json_answer, text_answer

ERRORS = {
    400: "BadRequestError",
    401: "AuthenticationError",
    402: "PaymentRequiredError",
    403: "PermissionDeniedError",
    404: "NotFoundError",
    422: "UnprocessableEntityError",
    429: "RateLimitError",
    500: "InternalServerError",
    502: "InternalServerError",
}

SUCCESSES = [
    pytest.param(operation, operation.unwrapped(value), id=f"{operation}-{name}")
    for operation in OPERATIONS
    for status, name, value in operation.examples()
    if status == 200 and operation.unwrapped({"data": None} | value) is not None
]
FAILURES = [
    pytest.param(operation, status, value, id=f"{operation}-{status}-{name}")
    for operation in OPERATIONS
    for status, name, value in operation.examples()
    if status != 200
]


@pytest.mark.parametrize(("operation", "value"), SUCCESSES)
def test_a_documented_success_is_read(caller: Caller, server: ScriptedServer, operation: Operation, value: Any) -> None:
    """Every field of the model equals the JSON, and the call was the documented one, with the key in its header."""
    server.script(json_answer(operation.wrapped(value)))
    provider = operation.provider

    model = caller.get(operation, server.url, api_key="the-key")

    assert type(model) is operation.model
    assert_reads_as(operation.document, operation.schema, model, value)
    (request,) = server.requests
    assert (request.method, request.target.partition("?")[0]) == ("GET", operation.path)
    assert request.headers[provider.key_header] == f"{provider.key_prefix}the-key"
    assert request.headers["accept"].startswith("application/json")
    assert request.headers["user-agent"].startswith(f"{provider.name}-client/")


@pytest.mark.parametrize(("operation", "value"), SUCCESSES)
def test_to_dict_of_a_documented_success(
    caller: Caller, server: ScriptedServer, operation: Operation, value: Any
) -> None:
    """`to_dict` equals the JSON in value, and reading it again gives an equal model."""
    server.script(json_answer(operation.wrapped(value)))

    model = caller.get(operation, server.url)

    written = normalized(operation.document, operation.schema, model.to_dict(), written=True)
    assert same(written, normalized(operation.document, operation.schema, value))
    assert type(model).from_dict(model.to_dict()) == model


@pytest.mark.parametrize(("operation", "status", "value"), FAILURES)
def test_a_documented_failure_is_raised(
    caller: Caller, server: ScriptedServer, operation: Operation, status: int, value: Any
) -> None:
    """Every documented failure is the error of its status, with the body as it came."""
    server.script(text_answer(value, status) if isinstance(value, str) else json_answer(value, status))

    with pytest.raises(operation.provider.error("APIStatusError")) as caught:
        caller.get(operation, server.url)

    assert type(caught.value) is operation.provider.error(ERRORS[status])
    assert caught.value.status_code == status
    assert caught.value.body == value


@pytest.mark.parametrize("operation", OPERATIONS, ids=str)
def test_a_model_has_the_documented_fields(operation: Operation) -> None:
    """A model has a field for each documented property, in snake case, and no other but `additional_properties`."""
    fields = {field.name for field in operation.model.__attrs_attrs__}

    assert fields == {python_name(name) for name in operation.schema["properties"]} | {"additional_properties"}


@pytest.mark.parametrize(("include", "sent"), [(True, "true"), (False, "false")])
def test_helicone_is_told_whether_bodies_are_wanted(
    caller: Caller, server: ScriptedServer, include: bool, sent: str
) -> None:
    """`include_body` is Helicone's `includeBody`, written as JSON writes it."""
    operation = OPERATIONS[3]
    server.script(json_answer(operation.wrapped(operation.success())))
    client = caller.client(operation.provider, server.url)

    caller.operation(client, operation)("req_1", include_body=include)

    assert server.requests[0].target == f"/v1/request/req_1?includeBody={sent}"
