# Copied from runtime/testing/wire.py by `nox -s generate`. Do not edit.
"""How an answer travels, with and without sockets: its framing, and the pieces of its body that arrive."""

from __future__ import annotations

from attrs import frozen

from .messages import FakeAnswer, FakeFailure

_WITHOUT_BODY = frozenset({204, 304})


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


def delivery_of(answer: FakeAnswer, method: str) -> Delivery:
    """Frame the answer to a request with this method. A length that the answer states itself is not corrected."""
    status_code, own, body = answer.encoded()
    failure = answer.failure or FakeFailure("slow")
    lower = {name.lower(): value for name, value in own.items()}
    if method == "HEAD" or status_code in _WITHOUT_BODY:
        length = {} if "content-length" in lower or status_code in _WITHOUT_BODY else {"content-length": str(len(body))}
        return Delivery(status_code, (*own.items(), *length.items()), (), delay=failure.seconds)
    is_chunked = "transfer-encoding" in lower
    stated = lower.get("content-length", str(len(body)))
    headers = (*own.items(), *(() if is_chunked or "content-length" in lower else (("content-length", stated),)))
    announced = int(stated) if stated.isdecimal() and not is_chunked else len(body)
    missing = announced - len(body)
    if failure.kind == "cut":
        arriving = body[: min(failure.after, max(0, len(body) - 1))]
        return Delivery(
            status_code, headers, (arriving,), missing=max(1, announced - len(arriving)), is_chunked=is_chunked
        )
    if failure.pieces == 1:
        return Delivery(status_code, headers, (body,), failure.seconds, 0.0, missing, is_chunked)
    size = max(1, -(-len(body) // failure.pieces))
    pieces = tuple(body[start : start + size] for start in range(0, max(1, len(body)), size))
    return Delivery(status_code, headers, pieces, 0.0, failure.seconds / len(pieces), missing, is_chunked)
