# Copied from runtime/testing/fake.py by `nox -s generate`. Do not edit.
"""A fake of a provider that responds with the document's examples, for tests without network, key or cost.

`FakeProvider.answer` computes the response to a request from the fake's state and clock. `transport` connects a client
to it through httpx's `MockTransport`, and `serve` through a real socket on loopback.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Generator, Mapping, Sequence
from contextlib import contextmanager
from threading import Lock
from typing import Any, Final, cast
from urllib.parse import parse_qsl, unquote

import httpx
from attrs import define, evolve, field, frozen

from ..http.clock import unix_time
from ..http.forking import ProcessLock
from ..values.json_values import is_array, is_object
from .fake_server import serve_on_loopback

FAKE_KEY: Final = "fake-key"
"""The key of the clients that a fake creates. By default, a fake accepts any key."""


@frozen
class FakeRequest:
    """A request as the fake received it."""

    method: str
    path: str
    """The path as sent: percent-encoded, without the query."""
    query: Sequence[tuple[str, str]]
    headers: Mapping[str, str]
    """The headers, with lower-case names."""
    body: bytes

    @classmethod
    def of(cls, method: str, target: str, headers: Mapping[str, str], body: bytes) -> FakeRequest:
        """Create a request from the parts of an HTTP request."""
        path, _, query = target.partition("?")
        pairs = tuple(parse_qsl(query, keep_blank_values=True))
        return cls(method, path, pairs, {name.lower(): value for name, value in headers.items()}, body)


@define
class FakeAnswer:
    """A response for the fake to send."""

    status_code: int = 200
    json: Any = None
    """The body, sent as JSON. `content` takes precedence."""
    content: bytes | None = None
    headers: Mapping[str, str] = field(factory=dict[str, str])

    def encoded(self) -> tuple[int, dict[str, str], bytes]:
        """Return status, headers and body as bytes."""
        if self.content is not None:
            return self.status_code, dict(self.headers), self.content
        body = json.dumps(self.json, ensure_ascii=False).encode()
        return self.status_code, {"content-type": "application/json", **self.headers}, body


@frozen(kw_only=True)
class FakeParameter:
    """A parameter of an operation in the document."""

    name: str
    place: str
    type: str | None = None
    required: bool = False
    minimum: float | None = None
    example: str | None = None

    def accepts(self, value: str) -> bool:
        """Whether a value has the parameter's type and is within its bounds."""
        if self.type == "integer":
            return re.fullmatch(r"-?\d+", value) is not None and (self.minimum is None or int(value) >= self.minimum)
        if self.type == "boolean":
            return value in ("true", "false")
        return True


@frozen(kw_only=True)
class FakeOperation:
    """An operation with the document's example responses, by name."""

    operation: str
    method: str
    template: str
    authenticated: bool = True
    parameters: Sequence[FakeParameter] = ()
    answers: Mapping[str, FakeAnswer] = field(factory=dict[str, FakeAnswer])

    def path_values(self, path: str) -> dict[str, str] | None:
        """The decoded path parameters; None if the path is not this operation's."""
        pattern = "".join(
            f"(?P<p{index}>[^/]+)" if index % 2 else re.escape(text)
            for index, text in enumerate(re.split(r"\{([^}]+)\}", self.template))
        )
        found = re.fullmatch(pattern, path)
        names = re.findall(r"\{([^}]+)\}", self.template)
        return None if found is None else dict(zip(names, map(unquote, found.groups()), strict=True))

    def check_ids(self, ids: Sequence[object]) -> None:
        """Check that ids fit the parameters of the path.

        Raises:
            TypeError: There are too many or too few, or one has the wrong type.
            ValueError: One of them cannot be part of a path, or its parameter does not accept it.
        """
        names = re.findall(r"\{([^}]+)\}", self.template)
        if len(ids) != len(names):
            takes = f"{len(names)} id{'' if len(names) == 1 else 's'} ({', '.join(names) or 'its path has none'})"
            raise TypeError(f"{self.operation} takes {takes}, not {len(ids)}")
        for name, value in zip(names, ids, strict=True):
            if not isinstance(value, (str, int)) or isinstance(value, bool):
                raise TypeError(f"{name} must be a string or an integer, not {type(value).__name__}")
            if value in ("", ".", ".."):
                raise ValueError(f"{name} must not be {value!r}: it cannot be part of a path")
            for parameter in self.parameters:
                if (parameter.name, parameter.place) == (name, "path") and not parameter.accepts(str(value)):
                    least = "" if parameter.minimum is None else f", {parameter.minimum:g} or more"
                    raise ValueError(f"{name} must be of type {parameter.type}{least}, not {value!r}")

    def success(self) -> FakeAnswer:
        """The first documented success response, or an empty one."""
        return next(
            (answer for answer in self.answers.values() if answer.status_code < 300), FakeAnswer(204, content=b"")
        )

    def found(self, ids: Sequence[str | int]) -> Any:
        """The JSON of the first documented success, with other ids where those of the path stand in it."""
        examples = [parameter.example for parameter in self.parameters if parameter.place == "path"]
        others = {example: value for example, value in zip(examples, ids, strict=True) if isinstance(value, str)}
        return renamed(self.success().json, others)

    def refusal(self, *names: str, status_code: int) -> FakeAnswer:
        """The first documented response with one of these names; otherwise a made-up one with the status."""
        for name in names:
            if name in self.answers:
                return self.answers[name]
        return FakeAnswer(status_code, {"error": {"message": f"the fake returns {status_code}", "code": None}})


def renamed(value: Any, others: Mapping[str | None, str]) -> Any:
    """Return a copy of a JSON value in which some strings are replaced."""
    if is_object(value):
        return {name: renamed(member, others) for name, member in value.items()}
    if is_array(value):
        return [renamed(item, others) for item in value]
    return others.get(value, value) if isinstance(value, str) else value


def read_operations(text: str) -> list[FakeOperation]:
    """Read the operations from the JSON of a package's `_operations.py`."""
    return [
        FakeOperation(
            operation=item["operation"],
            method=item["method"],
            template=item["template"],
            authenticated=item["authenticated"],
            parameters=[FakeParameter(**parameter) for parameter in item["parameters"]],
            answers={
                name: FakeAnswer(
                    answer["status_code"],
                    answer.get("json"),
                    answer["text"].encode() if "text" in answer else None,
                    answer.get("headers", {}),
                )
                for name, answer in item["answers"].items()
            },
        )
        for item in json.loads(text)
    ]


@frozen(kw_only=True)
class FakeScheme:
    """The place of the API key in a request."""

    place: str
    name: str
    prefix: str = ""

    def key_of(self, request: FakeRequest) -> str | None:
        """The API key in a request; None if there is none."""
        if self.place == "query":
            return dict(request.query).get(self.name)
        if self.place == "cookie":
            found = re.search(rf"(?:^|;\s*){re.escape(self.name)}=([^;]*)", request.headers.get("cookie", ""))
            return found and found[1]
        value = request.headers.get(self.name.lower())
        if value is None or not value.startswith(self.prefix):
            return None
        return value.removeprefix(self.prefix) or None


def _check_answer(answer: object) -> None:
    if isinstance(answer, str):
        return
    if not isinstance(answer, FakeAnswer):
        what = f"an answer must be a FakeAnswer or the name of a documented example, not {type(answer).__name__}"
        hint = ": write FakeAnswer(json=...)" if isinstance(answer, (dict, list)) else ""
        raise TypeError(what + hint)
    status_code = cast("object", answer.status_code)  # callers may not check types
    if not isinstance(status_code, int) or isinstance(status_code, bool) or not 200 <= status_code <= 999:
        raise TypeError(f"status_code must be an integer from 200 to 999, not {status_code!r}")
    content = cast("object", answer.content)  # callers may not check types
    if not isinstance(content, bytes | None):
        raise TypeError(f"content must be bytes, not {type(content).__name__}: for JSON, write json=...")
    headers = cast("object", answer.headers)  # callers may not check types
    if not isinstance(headers, Mapping) or not all(
        isinstance(text, str) for field in cast("Mapping[object, object]", headers).items() for text in field
    ):
        raise TypeError(f"headers must be a mapping of strings, not {headers!r}")
    try:
        answer.encoded()
    except (TypeError, ValueError, RecursionError) as error:
        raise TypeError(f"json cannot be encoded as JSON: {error}") from None


class FakeProvider:
    """A fake that responds with the document's examples. Generated code creates a subclass for each provider.

    The fake finds an id only if it is in the documented examples. A missing key or an invalid parameter gets the
    documented error. `respond` and `add` change what the fake returns.

    Args:
        api_key: The only key that the fake accepts; None accepts any key.
        clock: Returns the time in seconds; by default the real time. With a `VirtualClock`, pauses take no real time.
    """

    operations: Sequence[FakeOperation]
    scheme: FakeScheme

    def __init__(self, *, api_key: str | None = None, clock: Callable[[], float] = unix_time) -> None:
        self.api_key = api_key
        self.clock = clock
        self.requests: list[FakeRequest] = []
        """All requests received so far, in order."""
        self._scripts: dict[str, list[FakeAnswer]] = {}
        self._records: dict[tuple[str, tuple[str, ...]], FakeAnswer] = {}
        self._locks = ProcessLock()

    @property
    def _lock(self) -> Lock:
        return self._locks()

    def respond(self, operation: str, *answers: FakeAnswer | str) -> None:
        """Set the next responses of an operation. They take precedence over everything else.

        Args:
            operation: The operationId, such as `requests_get`.
            answers: One for each of the next requests: a `FakeAnswer`, or the name of a documented example.

        Raises:
            LookupError: There is no such operation or no such example.
            TypeError: No answer is given, or one has the wrong type or cannot be sent.
        """
        known = self._operation(operation)
        if not answers:
            raise TypeError("respond needs at least one answer after the operation")
        for answer in answers:
            if isinstance(answer, str) and answer not in known.answers:
                raise LookupError(f"{operation} has no example {answer!r}; it has {', '.join(known.answers)}")
            _check_answer(answer)
        script = [known.answers[answer] if isinstance(answer, str) else answer for answer in answers]
        with self._lock:
            self._scripts.setdefault(operation, []).extend(script)

    def add(self, operation: str, *ids: str | int, json: Any = None, **changes: Any) -> None:
        """Add an object for an operation to find.

        Args:
            operation: The operationId, such as `requests_get`.
            ids: The values of the path parameters.
            json: The body of the response; by default that of the first documented success, with these ids.
            changes: Members of the body to replace.

        Raises:
            LookupError: There is no such operation.
            TypeError: The number or type of the ids is wrong, the response cannot be encoded, or there are changes but
                the body is not a JSON object.
            ValueError: An id cannot be part of a path, or the path's parameter does not accept it.
        """
        known = self._operation(operation)
        known.check_ids(ids)
        body = known.found(ids) if json is None else json
        if changes and not isinstance(body, dict):
            given = ", ".join(changes)
            raise TypeError(f"the response of {operation} is not a JSON object; it has no members to replace: {given}")
        answer = evolve(known.success(), json={**body, **changes} if changes else body)
        if json is not None and answer.content is not None:
            # Without the example's headers, which belong to another content type.
            answer = FakeAnswer(answer.status_code, answer.json)
        _check_answer(answer)
        with self._lock:
            self._records[operation, tuple(map(str, ids))] = answer

    def answer(self, request: FakeRequest) -> FakeAnswer:
        """Return the response to a request."""
        with self._lock:
            self.requests.append(request)
            return self._answer(request)

    def find(self, operation: FakeOperation, ids: tuple[str, ...], request: FakeRequest) -> FakeAnswer | None:
        """Find the response for the ids in the path; None if there is none. Fakes with state override this method."""
        del request  # overriding methods use it
        known = self._records.get((operation.operation, ids))
        if known is not None:
            return known
        examples = tuple(parameter.example for parameter in operation.parameters if parameter.place == "path")
        return operation.success() if ids == examples else None

    def transport(self) -> httpx.MockTransport:
        """Return a transport for an `httpx.Client` or an `httpx.AsyncClient` that needs no sockets."""

        def handle(request: httpx.Request) -> httpx.Response:
            target = request.url.raw_path.decode("ascii")
            received = FakeRequest.of(request.method, target, request.headers, request.read())
            status_code, headers, body = self.answer(received).encoded()
            fields = [(name.encode(), value.encode()) for name, value in headers.items()]
            return httpx.Response(status_code, headers=fields, content=body)

        return httpx.MockTransport(handle)

    @contextmanager
    def serve(self) -> Generator[str, None, None]:
        """Serve on a real socket on loopback; the context manager returns the base URL."""

        def handle(
            method: str, target: str, headers: Mapping[str, str], body: bytes
        ) -> tuple[int, dict[str, str], bytes]:
            return self.answer(FakeRequest.of(method, target, headers, body)).encoded()

        with serve_on_loopback(handle) as base_url:
            yield base_url

    def _operation(self, name: str) -> FakeOperation:
        for operation in self.operations:
            if operation.operation == name:
                return operation
        known = ", ".join(operation.operation for operation in self.operations)
        raise LookupError(f"unknown operation {name!r}; the operations are {known}")

    def _answer(self, request: FakeRequest) -> FakeAnswer:
        matches = [
            (operation, values)
            for operation in self.operations
            if (values := operation.path_values(request.path)) is not None
        ]
        if not matches:
            return FakeAnswer(404, {"error": {"message": f"the fake has no path {request.path}", "code": None}})
        for operation, values in matches:
            if operation.method == request.method:
                return self._operate(operation, values, request)
        allowed = ", ".join(operation.method for operation, _ in matches)
        return FakeAnswer(405, {"error": {"message": "method not allowed", "code": None}}, headers={"allow": allowed})

    def _operate(self, operation: FakeOperation, values: Mapping[str, str], request: FakeRequest) -> FakeAnswer:
        script = self._scripts.get(operation.operation)
        if script:
            return script.pop(0)
        if operation.authenticated:
            key = self.scheme.key_of(request)
            if key is None or (self.api_key is not None and key != self.api_key):
                return operation.refusal("unauthorized", status_code=401)
        query = dict(request.query)
        for parameter in operation.parameters:
            value = values.get(parameter.name) if parameter.place == "path" else query.get(parameter.name)
            if parameter.place in ("path", "query") and (
                (value is None and parameter.required) or (value is not None and not parameter.accepts(value))
            ):
                return operation.refusal("invalid", status_code=400)
        found = self.find(operation, tuple(values.values()), request)
        return operation.refusal("not_found", status_code=404) if found is None else found
