# Copied from runtime/testing/fake.py by `nox -s generate`. Do not edit.
"""A fake of a provider that responds with the document's examples, for tests without network, key or cost.

`FakeProvider.answer` computes the response to a request from the fake's state and clock. `transport` connects a client
to it through a transport of httpx, and `serve` through a real socket on loopback.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from threading import Lock
from types import MappingProxyType
from typing import Any, Final

import httpx
from attrs import evolve, frozen

from ..http.clock import unix_time
from ..http.forking import ProcessLock
from .fake_server import Refusing, Served
from .fake_transport import FakeTransport
from .messages import FakeAnswer, FakeFailure, FakeRequest, check_answer
from .operations import FakeOperation
from .virtual_clock import pace_of

FAKE_KEY: Final = "fake-key"
"""The key of the clients that a fake creates. By default, a fake accepts any key."""


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


class FakeProvider:
    """A fake that responds with the document's examples. Generated code creates a subclass for each provider.

    The fake finds an id only if it is in the documented examples. A missing key or an invalid parameter gets the
    documented error. `respond` and `add` change what the fake returns.

    Args:
        api_key: The only key that the fake accepts; None accepts any key.
        clock: Returns the time in seconds; by default the real time. With a `VirtualClock`, pauses take no real time.
            Fakes of several providers may share one: it may be that of any of the packages.
    """

    operations: Sequence[FakeOperation]
    scheme: FakeScheme
    """The place of the API key. A fake of an API without keys has none."""
    further_schemes: Mapping[str, FakeScheme] = MappingProxyType({})
    """The places of further keys, by the name of the client's argument. The fake accepts any."""

    def __init__(self, *, api_key: str | None = None, clock: Callable[[], float] = unix_time) -> None:
        self.api_key = api_key
        self.clock = clock
        self.requests: list[FakeRequest] = []
        """All requests received so far, in order."""
        self._scripts: dict[str, list[FakeAnswer | FakeFailure]] = {}
        self._items: dict[tuple[str, tuple[str, ...]], list[dict[str, Any]]] = {}
        self._records: dict[tuple[str, tuple[str, ...]], FakeAnswer] = {}
        self._hosts: list[str] = []
        """The hosts of the sockets that it serves on."""
        self._locks = ProcessLock()

    @property
    def _lock(self) -> Lock:
        return self._locks()

    def respond(self, operation: str, *answers: FakeAnswer | FakeFailure | str) -> None:
        """Set the next responses of an operation. They take precedence over everything else.

        Args:
            operation: The operationId, such as `requests_get`; `media` for the files of a fake that has some.
            answers: One for each of the next requests: a `FakeAnswer`, the name of a documented example, or a
                `FakeFailure` that the fake's usual answer meets.

        Raises:
            LookupError: There is no such operation or no such example.
            TypeError: No answer is given, or one has the wrong type or cannot be sent.
        """
        examples = self._examples(operation)
        if not answers:
            raise TypeError("respond needs at least one answer after the operation")
        for answer in answers:
            if isinstance(answer, str) and answer not in examples:
                has = f"it has {', '.join(examples)}" if examples else "it has none"
                raise LookupError(f"{operation} has no example {answer!r}; {has}")
            check_answer(answer)
        script = [examples[answer] if isinstance(answer, str) else answer for answer in answers]
        with self._lock:
            self._scripts.setdefault(operation, []).extend(script)

    def add(self, operation: str, *ids: str | int, json: Any = None, **changes: Any) -> None:
        """Add an object for an operation to find.

        Args:
            operation: The operationId, such as `requests_get`.
            ids: The values of the path parameters.
            json: The body of the response; by default that of the first documented success, with these ids.
            changes: Members to replace. They are those of the object that the client returns, also where the body has
                it in an envelope. A new name must not resemble a documented one.

        Raises:
            LookupError: There is no such operation.
            TypeError: The number or type of the ids is wrong, the response cannot be encoded, a change looks misspelt,
                or there are changes but the body is not a JSON object.
            ValueError: An id cannot be part of a path, or the path's parameter does not accept it.
        """
        known = self._operation(operation)
        known.check_ids(ids)
        answer = known.found(ids, json, changes)
        with self._lock:
            self._records[operation, tuple(map(str, ids))] = answer

    def add_items(self, operation: str, *ids: str | int, items: Iterable[Mapping[str, Any]]) -> None:
        """Add items at the end of a list. Those of the documented example are there only until the first are added.

        The fake filters by parameters that are named after a member of the items (`status`), or after one that ends in
        `_at` (`created_after`, `created_before`). It ignores other filters; `fake.requests[-1].query` shows them. An
        item is in the list alone; `add` makes an operation that gets a single object find it.

        Args:
            operation: The operationId, such as `requests_list`.
            ids: The values of the path parameters.
            items: The members of each item, as JSON has them; the others are those of the first documented item, with
                an id of its own.

        Raises:
            LookupError: There is no such operation.
            TypeError: It lists nothing, an id has the wrong type, or an item is no mapping, cannot be encoded or has a
                member that looks misspelt.
            ValueError: An id cannot be part of a path.
        """
        known = self._operation(operation)
        if known.pages is None:
            raise TypeError(f"{operation} lists nothing; `add` sets what it finds")
        known.check_ids(ids)
        key = operation, tuple(map(str, ids))
        with self._lock:
            there = self._items.get(key, [])
            added = known.pages.new_items(known.success().json, items, before=len(there))
            check_answer(FakeAnswer(json=added))
            self._items[key] = [*there, *added]

    def answer(self, request: FakeRequest) -> FakeAnswer:
        """Return the response to a request. Its `failure` says what happens to it on its way."""
        with self._lock:
            return self._receive(request)

    def _receive(self, request: FakeRequest) -> FakeAnswer:
        """Record a request, and return the response to it."""
        found = self._operation_of(request)
        if isinstance(found, FakeAnswer):
            return self._scripted(None, request, lambda: found)
        operation = found[0]
        return operation.sent(self._scripted(operation.operation, request, lambda: self._usual(found, request)))

    def _scripted(self, name: str | None, request: FakeRequest, usual: Callable[[], FakeAnswer]) -> FakeAnswer:
        """The next response of a script, or the usual one; a failure in a script meets the usual one."""
        script = self._scripts.get(name) if name is not None else None
        said = script.pop(0) if script else None
        failure = said.failure if isinstance(said, FakeAnswer) else said
        if failure is None or failure.kind != "refused":
            self.requests.append(request)
        if isinstance(said, FakeAnswer):
            return said
        if failure is not None and failure.kind == "refused":
            return FakeAnswer(503, failure=failure)
        return usual() if failure is None else evolve(usual(), failure=failure)

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
        return FakeTransport(self.answer, pace_of(self.clock))

    def serve(self, *, refuse: bool = False) -> AbstractContextManager[str]:
        """Serve on a real socket on loopback; the context manager returns the base URL.

        Args:
            refuse: Whether the address refuses every connection. Nobody listens there, and nobody else gets it while
                the context lasts.
        """
        if refuse:
            return Refusing()
        return Served(self.answer, self._hosts)

    def _operation(self, name: str) -> FakeOperation:
        for operation in self.operations:
            if operation.operation == name:
                return operation
        raise LookupError(f"unknown operation {name!r}; the operations are {', '.join(self._names())}")

    def _names(self) -> list[str]:
        """The names that `respond` takes."""
        return [operation.operation for operation in self.operations]

    def _examples(self, name: str) -> Mapping[str, FakeAnswer]:
        """The documented examples of what a name stands for in `respond`."""
        return self._operation(name).answers

    def _operation_of(self, request: FakeRequest) -> tuple[FakeOperation, Mapping[str, str]] | FakeAnswer:
        """The operation that a request calls, with the values in its path; the refusal if there is none."""
        matches = [
            (operation, values)
            for operation in self.operations
            if (values := operation.path_values(request.path)) is not None
        ]
        if not matches:
            return FakeAnswer(404, {"error": {"message": f"the fake has no path {request.path}", "code": None}})
        found = [one for one in matches if one[0].method == request.method]
        if found:
            # Of several operations with one path and method, the one that always sends most of what is there.
            fixed = [len(operation.fixed_query) + len(operation.fixed_body) for operation, _ in found]
            ranked = sorted(zip(fixed, found, strict=True), key=lambda one: -one[0])
            asked_for = (one for _, one in ranked if one[0].is_asked_for(request))
            return next(asked_for, ranked[-1][1])
        allowed = ", ".join(dict.fromkeys(operation.method for operation, _ in matches))
        return FakeAnswer(405, {"error": {"message": "method not allowed", "code": None}}, headers={"allow": allowed})

    def _usual(self, found: tuple[FakeOperation, Mapping[str, str]], request: FakeRequest) -> FakeAnswer:
        """The response without a script."""
        operation, values = found
        if not self._is_authentic(operation, request):
            return operation.refusal("unauthorized", status_code=401)
        query = dict(request.query)
        for parameter in operation.parameters:
            value = values.get(parameter.name) if parameter.place == "path" else query.get(parameter.name)
            if parameter.place in ("path", "query") and (
                (value is None and parameter.required) or (value is not None and not parameter.accepts(value))
            ):
                return operation.refusal("invalid", status_code=400, because=parameter.problem(value))
        problem = None if operation.body is None else operation.body.problem(request)
        if problem is not None:
            return operation.refusal("invalid", status_code=400, because=problem)
        answer = self._listed(operation, tuple(values.values()), request)
        if answer is None:
            answer = self.find(operation, tuple(values.values()), request)
        return operation.refusal("not_found", status_code=404) if answer is None else answer

    def _is_authentic(self, operation: FakeOperation, request: FakeRequest) -> bool:
        """Whether a request has the keys that its operation needs."""
        if operation.authenticated:
            key = self.scheme.key_of(request)
            if key is None or (self.api_key is not None and key != self.api_key):
                return False
        return all(self.further_schemes[name].key_of(request) is not None for name in operation.further_keys)

    def _listed(self, operation: FakeOperation, ids: tuple[str, ...], request: FakeRequest) -> FakeAnswer | None:
        """A page of a list; None if the operation has no items for these ids."""
        items = self._items.get((operation.operation, ids))
        if operation.pages is None or (items is None and self.find(operation, ids, request) is None):
            return None
        success = operation.success()
        page = operation.pages.page(success.json, items, request)
        return operation.refusal("invalid", status_code=400) if page is None else evolve(success, json=page)
