# Copied from runtime/testing/media.py by `nox -s generate`. Do not edit.
"""The fake's media host: it serves files as a content delivery network does, to links that are signed and expire.

    fake.media.put("job_1", b"...")         # another file than the one that the fake makes up
    fake.media.ignores_ranges = True        # answers 200 with the whole file, whatever part is asked for
    fake.media.link_life = 60               # seconds; 0: every link has lapsed already

`serve_file` is the whole of the serving, a pure function; `FakeMedia` keeps the files and signs the links.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from email.utils import formatdate
from typing import Final
from urllib.parse import quote, unquote

from attrs import frozen

from ..errors import InvalidArgumentError
from ..values.encoding import path_segment
from .fake import FakeAnswer, FakeRequest
from .life_arguments import amount

MEDIA_PATH: Final = "/media/"
"""Where the fake's media paths begin."""

_HOUR: Final = 3600.0
_LOOPBACK: Final = re.compile(r"(127\.\d+\.\d+\.\d+|localhost|\[::1\])(:\d+)?").fullmatch
_RANGE: Final = re.compile(r"bytes=(\d*)-(\d*)").fullmatch

# What every file of a type begins with, so that a tool which looks at the first bytes knows what it has.
_HEADS: Final[Mapping[str, bytes]] = {"video/mp4": b"\x00\x00\x00\x18ftypisom\x00\x00\x02\x00isomiso2"}
_MADE_UP_SIZE: Final = 100_000


@frozen
class MediaFile:
    """A file of the media host."""

    content: bytes
    content_type: str = "application/octet-stream"
    modified_at: float = 1_702_345_678
    """Seconds since the epoch."""

    @property
    def etag(self) -> str:
        """A strong tag: another content has another."""
        return f'"{hashlib.sha256(self.content).hexdigest()[:32]}"'


def serve_file(file: MediaFile, request: FakeRequest, *, ignores_ranges: bool = False) -> FakeAnswer:
    """Answer a GET or HEAD of a file: all of it, the range that was asked for, or 416. More than one range gets all."""
    headers = {
        "content-type": file.content_type,
        "etag": file.etag,
        "last-modified": formatdate(file.modified_at, usegmt=True),
    }
    if request.method not in ("GET", "HEAD"):
        return FakeAnswer(405, content=b"", headers={"allow": "GET, HEAD"})
    if ignores_ranges:
        return FakeAnswer(200, content=file.content, headers=headers)
    headers["accept-ranges"] = "bytes"
    size = len(file.content)
    found = _RANGE(request.headers.get("range", "").strip())
    unchanged = request.headers.get("if-range", file.etag) in (file.etag, headers["last-modified"])
    # Source: RFC 9110, 14.2: only GET has ranges, and one that cannot be understood is not there.
    if found is None or not unchanged or request.method == "HEAD" or not (found[1] or found[2]):
        return FakeAnswer(200, content=file.content, headers=headers)
    first, last = found[1], found[2]
    start = int(first) if first else max(0, size - int(last))
    end = min(size, int(last) + 1) if first and last else size
    if first and last and int(last) < int(first):
        return FakeAnswer(200, content=file.content, headers=headers)
    if start >= size:
        return FakeAnswer(416, content=b"", headers={**headers, "content-range": f"bytes */{size}"})
    headers["content-range"] = f"bytes {start}-{end - 1}/{size}"
    return FakeAnswer(206, content=file.content[start:end], headers=headers)


class FakeMedia:
    """The media host of a fake: files by the ids of their jobs, behind links that expire.

    Attributes:
        ignores_ranges: Whether the host knows nothing of ranges, and serves whole files alone.
    """

    def __init__(
        self, *, id_name: str = "job_id", content_type: str = "application/octet-stream", suffix: str = ""
    ) -> None:
        self.ignores_ranges = False
        self._id_name = id_name
        self._content_type = content_type
        self._suffix = suffix
        self._link_life = _HOUR
        self._files: dict[str, MediaFile] = {}

    @property
    def link_life(self) -> float:
        """Seconds that a link works, an hour at first; with 0 every link has lapsed already, also one given before.

        Setting it to anything but a finite number, 0 or more, raises `InvalidArgumentError`.
        """
        return self._link_life

    @link_life.setter
    def link_life(self, value: float) -> None:
        self._link_life = amount("link_life", value, finite=True)

    def put(self, job_id: str, /, content: bytes, *, content_type: str | None = None) -> None:
        """Give a job's file another content; from now on it has another tag too.

        Args:
            job_id: The job's id; where it has several, with slashes between them.
            content: The file.
            content_type: Its media type; by default that of the document's example.

        Raises:
            InvalidArgumentError: The id can never be asked for, the content is no bytes, or its type no string.
        """
        for part in job_id.split("/") if isinstance(job_id, str) and "/" in self._id_name else [job_id]:  # pyright: ignore[reportUnnecessaryIsInstance]  # callers may not check types
            path_segment(part, self._id_name)
        if not isinstance(content, (bytes, bytearray, memoryview)):  # pyright: ignore[reportUnnecessaryIsInstance]  # as above
            raise InvalidArgumentError(f"content must be the file's bytes, not {type(content).__name__}")
        kind = self._content_type if content_type is None else content_type
        if not isinstance(kind, str):  # pyright: ignore[reportUnnecessaryIsInstance]  # as above
            raise InvalidArgumentError(f"content_type must be a string, not {type(kind).__name__}")
        self._files[job_id] = MediaFile(bytes(content), kind)

    def file(self, job_id: str) -> MediaFile:
        """A job's file; one is made up if none was put there, for the same id always the same."""
        if job_id not in self._files:
            head = _HEADS.get(self._content_type, b"")
            noise = hashlib.shake_256(job_id.encode()).digest(_MADE_UP_SIZE - len(head))
            self._files[job_id] = MediaFile(head + noise, self._content_type)
        return self._files[job_id]

    def lapses(self, *, born: float, now: float) -> float:
        """When the links lapse that are given now, on the fake's clock.

        Links given in the first `link_life` seconds of a file lapse together at their end, and so on: asking twice
        gives the same, and asking after the end a link that works. Without a life they lapse as the file is born.
        """
        if self.link_life == 0:
            return born
        return born + self.link_life * (1 + max(0.0, now - born) // self.link_life)

    def link(self, job_id: str, *, host: str, lapses: float) -> str:
        """A link to a job's file, that works until `lapses` on the fake's clock.

        Args:
            job_id: The job.
            host: The `Host` that the fake was asked at. On this machine the link leads back to it; otherwise there are
                no sockets, and any host leads to the fake.
            lapses: Seconds.
        """
        origin = f"http://{host}" if _LOOPBACK(host) else f"https://media.{host}"
        path = f"{MEDIA_PATH}{quote(job_id, safe='')}{self._suffix}"
        expires = f"{lapses:.3f}"
        return f"{origin}{path}?expires={expires}&signature={_signature(path, expires)}"

    def answer(self, request: FakeRequest, *, now: float) -> FakeAnswer:
        """What the host answers to a request below `MEDIA_PATH`."""
        query: Mapping[str, str] = dict(request.query)
        expires = query.get("expires", "")
        if query.get("signature") != _signature(request.path, expires):
            return _denied("SignatureDoesNotMatch")
        if self.link_life == 0 or float(expires) <= now:
            return _denied("AccessDenied")
        name = unquote(request.path.removeprefix(MEDIA_PATH)).removesuffix(self._suffix)
        return serve_file(self.file(name), request, ignores_ranges=self.ignores_ranges)


def _signature(path: str, expires: str) -> str:
    return hashlib.sha256(f"fake {path} {expires}".encode()).hexdigest()


def _denied(code: str) -> FakeAnswer:
    body = f'<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>{code}</Code></Error>'
    return FakeAnswer(403, content=body.encode(), headers={"content-type": "application/xml"})
