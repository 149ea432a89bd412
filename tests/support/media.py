"""A media host for tests: it serves one file over real sockets, and misbehaves as a test says."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Callable, Mapping
from email.utils import formatdate
from typing import Any, Final

from support.providers import LUMENFALL
from support.server import Raw, Received


def noise(seed: int, size: int) -> bytes:
    """Bytes, the same in each run."""
    return random.Random(seed).randbytes(size)  # noqa: S311  # not for secrets


CONTENT: Final = noise(7, 400_000)
SIGNATURE: Final = "X-Signature=s3cr3t-s1gn4ture"
FILE: Final = f"/files/video_42.mp4?expires=1&{SIGNATURE}"
OLD: Final = "Tue, 12 Dec 2023 01:47:58 GMT"


def etag_of(content: bytes) -> str:
    """A strong tag."""
    return f'"{hashlib.sha256(content).hexdigest()[:16]}"'


class MediaHost:
    """A script for a `ScriptedServer`: a file with ranges, tags and cuts.

    Attributes:
        content: The file.
        tags: What tells versions apart: `etag`, `modified`, `weak`, `fresh`, `both` or nothing.
        cuts: How many bytes of the body each of the next answers sends before it breaks off.
        reset: Whether it breaks off rudely.
        ranges: Whether it knows ranges.
        instead: What to answer the next requests with, whatever they ask for. None serves the file.
        sent: How many bytes of bodies were sent.
    """

    def __init__(self, content: bytes = CONTENT) -> None:
        self.content = content
        self.tags = "etag"
        self.cuts: list[int] = []
        self.reset = False
        self.ranges = True
        self.heeds_if_range = True
        self.headers: dict[str, str] = {}
        self.instead: list[Raw | Callable[[Received], Raw] | None] = []
        self.sent = 0

    def validators(self) -> dict[str, str]:
        """The headers that tell this version from others."""
        etag = etag_of(self.content)
        known: Mapping[str, dict[str, str]] = {
            "etag": {"etag": etag},
            "modified": {"last-modified": OLD, "date": formatdate(usegmt=True)},
            "undated": {"last-modified": OLD},
            "both": {"etag": etag, "last-modified": OLD},
            "weak": {"etag": f"W/{etag}", "last-modified": OLD},
            "fresh": {"last-modified": OLD, "date": "Tue, 12 Dec 2023 01:48:03 GMT"},
            "": {},
        }
        return known[self.tags]

    def __call__(self, received: Received) -> Raw:
        """Answer."""
        instead = self.instead.pop(0) if self.instead else None
        if instead is not None:
            return instead(received) if callable(instead) else instead
        asked = received.headers.get("range") if self.ranges else None
        validators = self.validators()
        if self.heeds_if_range and received.headers.get("if-range") not in {None, *validators.values()}:
            asked = None
        start = 0 if asked is None else int(asked.removeprefix("bytes=").removesuffix("-"))
        headers = {**validators, **self.headers}
        if asked is None:
            return self._body(self.content, 200, headers)
        if start >= len(self.content):
            return self._body(b"", 416, {**headers, "content-range": f"bytes */{len(self.content)}"})
        headers = {"content-range": f"bytes {start}-{len(self.content) - 1}/{len(self.content)}", **headers}
        return self._body(self.content[start:], 206, headers)

    def _body(self, body: bytes, status_code: int, headers: Mapping[str, str]) -> Raw:
        cut = min(self.cuts.pop(0), len(body) - 1) if self.cuts else len(body)
        self.sent += cut
        raw = answer(body[:cut], status_code, {"content-length": str(len(body)), **headers})
        return Raw(raw, close=cut < len(body) and not self.reset, reset=cut < len(body) and self.reset)


def answer(body: bytes, status_code: int = 200, headers: Mapping[str, str] | None = None) -> bytes:
    """An answer's bytes; with no headers but those."""
    head = "".join(f"{name}: {value}\r\n" for name, value in (headers or {}).items())
    return f"HTTP/1.1 {status_code} Scripted\r\n{head}\r\n".encode("latin-1") + body


def status(status_code: int, **headers: str) -> Raw:
    """An answer without a body."""
    fields = {"content-length": "0"} | {name.replace("_", "-"): value for name, value in headers.items()}
    return Raw(answer(b"", status_code, fields))


def chunked(*pieces: bytes, headers: Mapping[str, str] | None = None, ended: bool = True) -> Raw:
    """An answer of status 200 whose body has no length."""
    body = b"".join(f"{len(piece):x}\r\n".encode() + piece + b"\r\n" for piece in pieces)
    return Raw(
        answer(body + (b"0\r\n\r\n" if ended else b""), 200, {"transfer-encoding": "chunked", **(headers or {})}),
        close=not ended,
    )


def video_json(url: str | None, **changes: Any) -> dict[str, Any]:
    """A completed video as the API answers it."""
    output = None if url is None else {"url": url, "content_type": "video/mp4"}
    if output is not None and "size_bytes" in changes:
        output["size_bytes"] = changes.pop("size_bytes")
    return {
        "id": "video_42",
        "object": "video",
        "created_at": 1_702_345_678,
        "status": "completed",
        "output": output,
        **changes,
    }


def video(url: str | None, **changes: Any) -> Any:
    """A completed video."""
    return LUMENFALL.models.Video.from_dict(video_json(url, **changes))
