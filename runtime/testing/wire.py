"""How an answer travels, with and without sockets: its framing, and the pieces of its body that arrive."""

from __future__ import annotations

from typing import Final, Literal

from attrs import frozen

from .messages import FakeAnswer, FakeFailure

_WITHOUT_BODY: Final = frozenset({204, 304})


@frozen
class Delivery:
    """What arrives of an answer, and when."""

    status_code: int
    headers: tuple[tuple[str, str], ...]
    """With a length or a transfer encoding, unless the answer has no body."""
    pieces: tuple[bytes, ...]
    """The parts of the body."""
    delay: float = 0.0
    """Seconds before the headers."""
    pause: float = 0.0
    """Seconds before each piece."""
    missing: int = 0
    """Bytes that are announced but do not arrive; negative if more arrive."""
    is_chunked: bool = False
    is_stream: bool = False
    """Whether each piece is sent at once."""
    end: Literal["reset", "timeout"] | None = None
    """What happens after the pieces, in the place of the rest."""


def delivery_of(answer: FakeAnswer, method: str) -> Delivery | Literal["reset", "timeout", "refused"]:
    """Frame the answer to a request with this method, or say what happens instead.

    A length that the answer states itself is not corrected.
    """
    status_code, own, body = answer.encoded()
    failure = answer.failure or FakeFailure("slow")
    if answer.events is not None and failure.kind != "refused" and (failure.events or failure.kind in ("slow", "cut")):
        return _streamed(answer.pieces(), status_code, tuple(own.items()), failure)
    has_body = method != "HEAD" and status_code not in _WITHOUT_BODY
    if failure.kind == "cut" and not (has_body and body):
        return "reset"
    match failure.kind:
        case "reset" | "timeout" | "refused" as kind:
            return kind
        case _:
            pass
    lower = {name.lower(): value for name, value in own.items()}
    is_chunked = "transfer-encoding" in lower
    is_framed = is_chunked or "content-length" in lower or status_code in _WITHOUT_BODY
    headers = (*own.items(), *(() if is_framed else (("content-length", str(len(body))),)))
    if not has_body:
        return Delivery(status_code, headers, (), delay=failure.seconds)
    stated = lower.get("content-length", "")
    announced = int(stated) if stated.isdecimal() and not is_chunked else len(body)
    if failure.kind == "cut":
        body = body[: min(failure.after, len(body) - 1)]
        return Delivery(status_code, headers, (body,), missing=max(1, announced - len(body)), is_chunked=is_chunked)
    missing = announced - len(body)
    if failure.pieces == 1:
        return Delivery(status_code, headers, (body,), failure.seconds, 0.0, missing, is_chunked)
    size = max(1, -(-len(body) // failure.pieces))
    pieces = tuple(body[start : start + size] for start in range(0, max(1, len(body)), size))
    return Delivery(status_code, headers, pieces, 0.0, failure.seconds / len(pieces), missing, is_chunked)


def _streamed(
    events: list[bytes], status_code: int, headers: tuple[tuple[str, str], ...], failure: FakeFailure
) -> Delivery:
    """The events of a stream, or those before a failure."""
    if failure.kind == "slow":
        pause = failure.seconds / max(1, len(events))
        return Delivery(status_code, headers, tuple(events), pause=pause, is_chunked=True, is_stream=True)
    rest = b"".join(events[failure.events :])[: failure.after]
    return Delivery(
        status_code,
        headers,
        (*events[: failure.events], *([rest] if rest else [])),
        missing=1,
        is_chunked=True,
        is_stream=True,
        end=failure.kind if failure.kind in ("reset", "timeout") else None,
    )
