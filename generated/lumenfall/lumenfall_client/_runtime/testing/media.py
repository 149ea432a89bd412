# Copied from runtime/testing/media.py by `nox -s generate`. Do not edit.
"""The fake's media host. Like a content delivery network, it serves files through signed links that expire.

    fake.media.put("job_1", b"...")         # replaces the made-up file
    fake.media.ignores_ranges = True        # returns the whole file with status 200, even for a range request
    fake.media.link_life = 60               # seconds; with 0, every link has already expired

`serve_file` is a pure function that serves a file. `FakeMedia` stores the files and signs the links.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from email.utils import formatdate
from typing import Final
from urllib.parse import quote, unquote

from attrs import field, frozen

from ..errors import InvalidArgumentError
from ..values.encoding import path_segment
from .life_arguments import amount
from .messages import FakeAnswer, FakeRequest, short

MEDIA_PATH: Final = "/media/"
"""The prefix of the media host's paths."""

_HOUR: Final = 3600.0
_LOOPBACK: Final = re.compile(r"(127\.\d+\.\d+\.\d+|localhost|\[::1\])(:\d+)?").fullmatch
_RANGE: Final = re.compile(r"bytes=(\d*)-(\d*)").fullmatch

# The first bytes of a made-up file, by media type, so that tools recognize the type.
_HEADS: Final[Mapping[str, bytes]] = {"video/mp4": b"\x00\x00\x00\x18ftypisom\x00\x00\x02\x00isomiso2"}
_MADE_UP_SIZE: Final = 100_000


@frozen
class MediaFile:
    """A file of the media host."""

    content: bytes = field(repr=short)
    content_type: str = "application/octet-stream"
    modified_at: float = 1_702_345_678
    """Seconds since the epoch."""

    @property
    def etag(self) -> str:
        """A strong tag, computed from the content."""
        return f'"{hashlib.sha256(self.content).hexdigest()[:32]}"'


def serve_file(file: MediaFile, request: FakeRequest, *, ignores_ranges: bool = False) -> FakeAnswer:
    """Serve a GET or HEAD request: the whole file, the requested range, or 416. Several ranges get the whole file."""
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
    # Source: RFC 9110, 14.2: ranges apply only to GET, and an invalid range is ignored.
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
    """The media host of a fake. It stores a file for each job id, and its links expire.

    Attributes:
        ignores_ranges: Whether the host ignores range requests and always serves the whole file.
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
        """Seconds until a link expires; an hour by default. With 0, all links have already expired, also older ones.

        Setting it to anything but a finite number, 0 or more, raises `InvalidArgumentError`.
        """
        return self._link_life

    @link_life.setter
    def link_life(self, value: float) -> None:
        self._link_life = amount("link_life", value, finite=True)

    def put(self, job_id: str, /, content: bytes, *, content_type: str | None = None) -> None:
        """Replace a job's file. Its ETag changes with the content.

        Args:
            job_id: The job's id. Join several ids with slashes.
            content: The content of the file.
            content_type: The media type; by default that of the document's example.

        Raises:
            InvalidArgumentError: The id cannot be part of a path, or an argument has the wrong type.
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
        """Return a job's file. Unless `put` was called, it is made up, and always the same for the same id."""
        if job_id not in self._files:
            head = _HEADS.get(self._content_type, b"")
            noise = hashlib.shake_256(job_id.encode()).digest(_MADE_UP_SIZE - len(head))
            self._files[job_id] = MediaFile(head + noise, self._content_type)
        return self._files[job_id]

    def lapses(self, *, born: float, now: float) -> float:
        """When a link that is created now expires, on the fake's clock.

        All links that are created in the same period of `link_life` seconds expire at the end of that period. So two
        requests in a period return the same link, and a request after its end returns a new one. If `link_life` is 0,
        links expire when the file is created.
        """
        if self.link_life == 0:
            return born
        return born + self.link_life * (1 + max(0.0, now - born) // self.link_life)

    def link(self, job_id: str, *, host: str, lapses: float, suffix: str | None = None) -> str:
        """Return a link to a file that expires at `lapses`.

        Args:
            job_id: The job's id.
            host: The `Host` of the request. If it is a loopback address, the link leads back to the same socket.
                Otherwise the fake runs without sockets, and every host leads to it.
            lapses: The time on the fake's clock, in seconds.
            suffix: The end of the path; by default that of the jobs' files.
        """
        end = self._suffix if suffix is None else suffix
        origin = f"http://{host}" if _LOOPBACK(host) else f"https://media.{host}"
        path = f"{MEDIA_PATH}{quote(job_id, safe='')}{end}"
        expires = f"{lapses:.3f}"
        return f"{origin}{path}?expires={expires}&signature={_signature(path, expires)}"

    def answer(self, request: FakeRequest, *, now: float) -> FakeAnswer:
        """Return the response to a request below `MEDIA_PATH`."""
        query: Mapping[str, str] = dict(request.query)
        expires = query.get("expires", "")
        if query.get("signature") != _signature(request.path, expires):
            return _denied("SignatureDoesNotMatch")
        if self.link_life == 0 or float(expires) <= now:
            return _denied("AccessDenied")
        name = unquote(request.path.removeprefix(MEDIA_PATH))
        if name not in self._files:
            name = name.removesuffix(self._suffix)
        return serve_file(self.file(name), request, ignores_ranges=self.ignores_ranges)


def _signature(path: str, expires: str) -> str:
    return hashlib.sha256(f"fake {path} {expires}".encode()).hexdigest()


def _denied(code: str) -> FakeAnswer:
    body = f'<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>{code}</Code></Error>'
    return FakeAnswer(403, content=body.encode(), headers={"content-type": "application/xml"})
