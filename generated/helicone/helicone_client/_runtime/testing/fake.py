# Copied from runtime/testing/fake.py by `nox -s generate`. Do not edit.
"""A fake of a provider, driven by its document's examples: for tests without network, key or cost.

`FakeProvider.answer` is the whole of it: a pure step from a request to an answer, given the fake's state and clock.
`transport` and `serve` carry requests to it, through httpx's `MockTransport` or a real socket on loopback.
"""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable, Generator, Mapping, Sequence
from contextlib import contextmanager
from threading import Lock
from typing import Any, Final, cast
from urllib.parse import parse_qsl, unquote

import httpx
from attrs import define, evolve, field, frozen

from ..http.forking import ProcessLock
from ..values.json_values import is_array, is_object
from .fake_server import serve_on_loopback

FAKE_KEY: Final = "fake-key"
"""The key of the clients that a fake makes. Unless told otherwise, a fake accepts any key."""


@frozen
class FakeRequest:
    """A request as the fake received it."""

    method: str
    path: str
    """As sent: still quoted, without the query."""
    query: Sequence[tuple[str, str]]
    headers: Mapping[str, str]
    """Names in lower case."""
    body: bytes

    @classmethod
    def of(cls, method: str, target: str, headers: Mapping[str, str], body: bytes) -> FakeRequest:
        """A request from its parts as HTTP has them."""
        path, _, query = target.partition("?")
        pairs = tuple(parse_qsl(query, keep_blank_values=True))
        return cls(method, path, pairs, {name.lower(): value for name, value in headers.items()}, body)


@define
class FakeAnswer:
    """An answer for the fake to give."""

    status_code: int = 200
    json: Any = None
    """Sent as JSON, unless there is `content`."""
    content: bytes | None = None
    headers: Mapping[str, str] = field(factory=dict[str, str])

    def encoded(self) -> tuple[int, dict[str, str], bytes]:
        """Status, headers and body as they go over the wire."""
        if self.content is not None:
            return self.status_code, dict(self.headers), self.content
        body = json.dumps(self.json, ensure_ascii=False).encode()
        return self.status_code, {"content-type": "application/json", **self.headers}, body


@frozen(kw_only=True)
class FakeParameter:
    """A parameter of an operation, as the document has it."""

    name: str
    place: str
    type: str | None = None
    required: bool = False
    minimum: float | None = None
    example: str | None = None

    def accepts(self, value: str) -> bool:
        """Whether a value is of the parameter's type and within its bounds."""
        if self.type == "integer":
            return re.fullmatch(r"-?\d+", value) is not None and (self.minimum is None or int(value) >= self.minimum)
        if self.type == "boolean":
            return value in ("true", "false")
        return True


@frozen(kw_only=True)
class FakeOperation:
    """An operation with the answers that the document has examples of, by the examples' names."""

    operation: str
    method: str
    template: str
    authenticated: bool = True
    parameters: Sequence[FakeParameter] = ()
    answers: Mapping[str, FakeAnswer] = field(factory=dict[str, FakeAnswer])

    def path_values(self, path: str) -> dict[str, str] | None:
        """The path parameters, unquoted, if the path is this operation's."""
        pattern = "".join(
            f"(?P<p{index}>[^/]+)" if index % 2 else re.escape(text)
            for index, text in enumerate(re.split(r"\{([^}]+)\}", self.template))
        )
        found = re.fullmatch(pattern, path)
        names = re.findall(r"\{([^}]+)\}", self.template)
        return None if found is None else dict(zip(names, map(unquote, found.groups()), strict=True))

    def check_ids(self, ids: Sequence[object]) -> None:
        """Hold ids to the parameters of the path.

        Raises:
            TypeError: They are more or fewer, or of another type.
            ValueError: One of them can be in no path, or is not what its parameter takes.
        """
        names = re.findall(r"\{([^}]+)\}", self.template)
        if len(ids) != len(names):
            takes = f"{len(names)} id{'' if len(names) == 1 else 's'} ({', '.join(names) or 'its path has none'})"
            raise TypeError(f"{self.operation} takes {takes}, not {len(ids)}")
        for name, value in zip(names, ids, strict=True):
            if not isinstance(value, (str, int)) or isinstance(value, bool):
                raise TypeError(f"{name} must be a string or an integer, not {type(value).__name__}")
            if value in ("", ".", ".."):
                raise ValueError(f"{name} must not be {value!r}: no path can hold it")
            for parameter in self.parameters:
                if (parameter.name, parameter.place) == (name, "path") and not parameter.accepts(str(value)):
                    least = "" if parameter.minimum is None else f", {parameter.minimum:g} or more"
                    raise ValueError(f"{name} is of type {parameter.type}{least}; {value!r} is never found")

    def success(self) -> FakeAnswer:
        """The first documented success, or an empty one."""
        return next(
            (answer for answer in self.answers.values() if answer.status_code < 300), FakeAnswer(204, content=b"")
        )

    def found(self, ids: Sequence[str | int]) -> Any:
        """The JSON of the first documented success, with other ids where those of the path stand in it."""
        examples = [parameter.example for parameter in self.parameters if parameter.place == "path"]
        others = {example: value for example, value in zip(examples, ids, strict=True) if isinstance(value, str)}
        return renamed(self.success().json, others)

    def refusal(self, *names: str, status_code: int) -> FakeAnswer:
        """The first documented answer of one of these names, else one made up from the status."""
        for name in names:
            if name in self.answers:
                return self.answers[name]
        return FakeAnswer(status_code, {"error": {"message": f"the fake answers {status_code}", "code": None}})


def renamed(value: Any, others: Mapping[str | None, str]) -> Any:
    """A copy of JSON with other texts in place of some."""
    if is_object(value):
        return {name: renamed(member, others) for name, member in value.items()}
    if is_array(value):
        return [renamed(item, others) for item in value]
    return others.get(value, value) if isinstance(value, str) else value


def read_operations(text: str) -> list[FakeOperation]:
    """The operations of a `testing/operations.json`."""
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
    """Where the fake looks for the key."""

    place: str
    name: str
    prefix: str = ""

    def key_of(self, request: FakeRequest) -> str | None:
        """The key that a request carries."""
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
        what = f"an answer is a FakeAnswer, or the name of a documented example, not a {type(answer).__name__}"
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
        raise TypeError(f"json cannot be written as JSON: {error}") from None


class FakeProvider:
    """Answers as the document's examples do. Generated code makes one for each provider.

    An id that the document has an example for is found, any other is not; a missing key and a bad parameter get the
    documented refusals. `respond` and `add` change that for a test.

    Args:
        api_key: The only key that is accepted; None accepts any.
        clock: What the fake asks for the time; by default the real one. Hand in a `VirtualClock` to pass time at will.
    """

    operations: Sequence[FakeOperation]
    scheme: FakeScheme

    def __init__(self, *, api_key: str | None = None, clock: Callable[[], float] = time.monotonic) -> None:
        self.api_key = api_key
        self.clock = clock
        self.requests: list[FakeRequest] = []
        """Every request that came, in order."""
        self._scripts: dict[str, list[FakeAnswer]] = {}
        self._records: dict[tuple[str, tuple[str, ...]], FakeAnswer] = {}
        self._locks = ProcessLock()

    @property
    def _lock(self) -> Lock:
        return self._locks()

    def respond(self, operation: str, *answers: FakeAnswer | str) -> None:
        """Script the next answers of an operation, before anything else is looked at.

        Args:
            operation: Its operationId, such as `requests_get`.
            answers: One for each coming request: an answer, or the name of a documented example.

        Raises:
            LookupError: There is no such operation, or no such example.
            TypeError: An answer is neither, or nothing that can be sent; or there is none.
        """
        known = self._operation(operation)
        if not answers:
            raise TypeError("respond takes the answers behind the operation: give one at least")
        for answer in answers:
            if isinstance(answer, str) and answer not in known.answers:
                raise LookupError(f"{operation} has no example {answer!r}; it has {', '.join(known.answers)}")
            _check_answer(answer)
        script = [known.answers[answer] if isinstance(answer, str) else answer for answer in answers]
        with self._lock:
            self._scripts.setdefault(operation, []).extend(script)

    def add(self, operation: str, *ids: str | int, json: Any = None, **changes: Any) -> None:
        """Let an operation find something.

        Args:
            operation: Its operationId, such as `requests_get`.
            ids: The values of its path parameters.
            json: The answer; by default that of the first documented success, with these ids in place of its own.
            changes: Members of it to replace.

        Raises:
            LookupError: There is no such operation.
            TypeError: The ids are not those of its path, the answer is nothing that can be sent, or there are changes
                to what has no members.
            ValueError: An id can never be asked for.
        """
        known = self._operation(operation)
        known.check_ids(ids)
        body = known.found(ids) if json is None else json
        if changes and not isinstance(body, dict):
            given = ", ".join(changes)
            raise TypeError(f"the answer of {operation} is no JSON object, so {given} cannot be changed in it")
        answer = evolve(known.success(), json={**body, **changes} if changes else body)
        if json is not None and answer.content is not None:
            answer = FakeAnswer(answer.status_code, answer.json)  # the headers are those of another type
        _check_answer(answer)
        with self._lock:
            self._records[operation, tuple(map(str, ids))] = answer

    def answer(self, request: FakeRequest) -> FakeAnswer:
        """What the provider would answer."""
        with self._lock:
            self.requests.append(request)
            return self._answer(request)

    def find(self, operation: FakeOperation, ids: tuple[str, ...], request: FakeRequest) -> FakeAnswer | None:
        """What an operation finds under its path's ids; None if there is nothing. Providers with state override it."""
        del request  # for those who override
        known = self._records.get((operation.operation, ids))
        if known is not None:
            return known
        examples = tuple(parameter.example for parameter in operation.parameters if parameter.place == "path")
        return operation.success() if ids == examples else None

    def transport(self) -> httpx.MockTransport:
        """A transport for an `httpx.Client` or an `httpx.AsyncClient`, without sockets."""

        def handle(request: httpx.Request) -> httpx.Response:
            target = request.url.raw_path.decode("ascii")
            received = FakeRequest.of(request.method, target, request.headers, request.read())
            status_code, headers, body = self.answer(received).encoded()
            fields = [(name.encode(), value.encode()) for name, value in headers.items()]
            return httpx.Response(status_code, headers=fields, content=body)

        return httpx.MockTransport(handle)

    @contextmanager
    def serve(self) -> Generator[str, None, None]:
        """Answer on a real socket of this machine's loopback interface; gives the base URL."""

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
        raise LookupError(f"no operation {name!r}; there are {', '.join(known.operation for known in self.operations)}")

    def _answer(self, request: FakeRequest) -> FakeAnswer:
        matches = [
            (operation, values)
            for operation in self.operations
            if (values := operation.path_values(request.path)) is not None
        ]
        if not matches:
            return FakeAnswer(404, {"error": {"message": f"the fake knows no path {request.path}", "code": None}})
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
