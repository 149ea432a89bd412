"""Pages as they arrive, and how they are asked for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Protocol

MAX_BYTES: Final = 4_000_000
"""Reference pages are some 5 to 500 kB, as HTML with all scripts up to 2 MB."""


@dataclass(frozen=True)
class PageText:
    """A page, as text."""

    name: str
    """The file or URL, as shown to people."""
    text: str


@dataclass(frozen=True)
class PageFailure:
    """A page that could not be had, or not be read."""

    name: str
    reason: str
    """What went wrong, and what to do."""
    is_no_reference: bool = False
    """Whether it was read, and states nothing that a reference page does."""


class Fetch(Protocol):
    """Gets pages by their URLs. A page that cannot be had is an answer too, so that one never hides the others."""

    def __call__(self, urls: Sequence[str], /) -> Mapping[str, PageText | PageFailure]:
        """Get pages, each under the URL that was asked for."""
        ...


def decode(name: str, raw: bytes) -> PageText | PageFailure:
    """Make text of a page's bytes, within bounds."""
    if len(raw) > MAX_BYTES:
        return PageFailure(name, f"larger than {MAX_BYTES // 1_000_000} MB. No reference page is; look what it is.")
    if b"\0" in raw:
        return PageFailure(name, "holds NUL bytes, so it is no text. Save it as UTF-8 text, Markdown or HTML.")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        return PageFailure(name, f"line {line} is not UTF-8. Save it as UTF-8.")
    if not text.strip():
        return PageFailure(name, "is empty. Fetch it again.")
    return PageText(name, text.replace("\r\n", "\n").replace("\r", "\n"))
