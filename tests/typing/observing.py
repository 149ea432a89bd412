"""The sample of `docs/observing.md`, word for word: its users check types too."""

import secrets
from collections.abc import Generator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Self

from lumenfall_client import Hooks, Lumenfall, RequestEvent, ResponseEvent


class Span:
    def __init__(self, name: str, parent: Self | None) -> None:
        self.name, self.parent = name, parent
        self.attributes: dict[str, str | int | None] = {}
        self.trace_id: str = parent.trace_id if parent else secrets.token_hex(16)
        self.span_id = secrets.token_hex(8)


current: ContextVar[Span | None] = ContextVar("current", default=None)  # the span that is open in this thread or task


class Tracer:
    def __init__(self) -> None:
        self.ended: list[Span] = []
        self._attempt: ContextVar[Span] = ContextVar("attempt")

    @contextmanager
    def span(self, name: str) -> Generator[Span, None, None]:
        span = Span(name, current.get())
        token = current.set(span)
        try:
            yield span
        finally:
            current.reset(token)
            self.ended.append(span)

    def start(self, event: RequestEvent) -> None:
        span = Span(f"{event.method} {event.operation}", current.get())
        span.attributes |= {"url.full": event.url, "http.request.resend_count": event.attempt - 1}
        event.headers["traceparent"] = f"00-{span.trace_id}-{span.span_id}-01"  # W3C Trace Context
        self._attempt.set(span)

    def end(self, event: ResponseEvent) -> None:
        span = self._attempt.get()
        if event.error is None:
            span.attributes["http.response.status_code"] = event.status_code
        else:
            span.attributes["error.type"] = type(event.error).__name__
        self.ended.append(span)


tracer = Tracer()
with Lumenfall(hooks=Hooks(request=tracer.start, response=tracer.end)) as lumenfall, tracer.span("nightly report"):
    lumenfall.requests.get("req_1")
