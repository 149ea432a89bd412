"""A cache of fetched pages: a folder with two files for each page, its response headers and its text."""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from pathlib import Path
from typing import Any

from attrs import asdict, evolve, frozen

from ...contract.json_tree import is_mapping


@frozen(kw_only=True)
class Kept:
    """A cached page."""

    url: str
    final_url: str
    """Its URL after redirects."""
    content_type: str = ""
    etag: str | None = None
    last_modified: str | None = None
    has_markdown: bool | None = None
    """Whether it has a Markdown form; None if that is unknown since it changed."""
    text: str = ""

    def conditions(self) -> dict[str, str]:
        """The request headers for a page only if it has changed."""
        headers = {"if-none-match": self.etag, "if-modified-since": self.last_modified}
        # Other characters cannot be sent in a header.
        return {name: value for name, value in headers.items() if value and value.isascii() and value.isprintable()}


class PageCache:
    """A folder of pages. Damaged files count as missing."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def get(self, url: str) -> Kept | None:
        """Return the cached page of a URL, if there is one."""
        path = self._path(url)
        try:
            members: Any = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
            text = path.with_suffix(".txt").read_bytes().decode("utf-8")
        except (OSError, ValueError, RecursionError):
            return None
        if not is_mapping(members) or members.pop("sha256", None) != _digest(text) or members.get("url") != url:
            return None
        headers = [members.get(name) or "" for name in ("final_url", "content_type", "etag", "last_modified")]
        if not all(isinstance(one, str) and one.isprintable() for one in headers):
            return None
        try:
            return Kept(**members, text=text)
        except TypeError:
            return None

    def put(self, kept: Kept) -> None:
        """Store a page, replacing the previous one."""
        members = {name: value for name, value in asdict(kept).items() if name != "text"}
        members["sha256"] = _digest(kept.text)
        path = self._path(kept.url)
        self.folder.mkdir(parents=True, exist_ok=True)
        # The text first: headers of another text do not match its digest.
        _write(path.with_suffix(".txt"), kept.text.encode("utf-8"))
        _write(path.with_suffix(".json"), (json.dumps(members, indent=1) + "\n").encode("utf-8"))

    def note_markdown(self, url: str, *, has_markdown: bool) -> None:
        """Record whether a cached page has a Markdown form."""
        if (kept := self.get(url)) is not None:
            self.put(evolve(kept, has_markdown=has_markdown))

    def _path(self, url: str) -> Path:
        return self.folder / hashlib.sha256(url.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _write(path: Path, content: bytes) -> None:
    handle, name = tempfile.mkstemp(dir=path.parent)
    with os.fdopen(handle, "wb") as stream:
        stream.write(content)
    Path(name).replace(path)
