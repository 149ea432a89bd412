"""Pages as text, and the interface that fetches them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, Protocol, TypeAlias

MAX_BYTES: Final = 4_000_000
"""Reference pages have some 5 to 500 kB, or up to 2 MB as HTML with scripts."""


@dataclass(frozen=True)
class PageText:
    """The text of a page."""

    name: str
    """The file or URL, for messages."""
    text: str
    late: str = ""
    """For a page from the cache that could not be fetched again: why."""
    beside: Beside | None = field(default=None, compare=False, repr=False)
    """Reads a file that the page names, such as its OpenAPI document; None if there is none."""


@dataclass(frozen=True)
class PageFailure:
    """A page that could not be fetched or read."""

    name: str
    reason: str
    """What went wrong, and what to do."""
    is_no_reference: bool = False
    """Whether it was read but has nothing of a reference page."""
    is_passing: bool = False
    """Whether it can be fetched later: the page is not gone, and nothing is wrong with it."""


Beside: TypeAlias = Callable[[str], PageText | PageFailure | None]


class Fetch(Protocol):
    """Fetches pages by URL. A failure is also a result, so that one failed page does not hide the others."""

    def __call__(self, urls: Sequence[str], /) -> Mapping[str, PageText | PageFailure]:
        """Fetch pages; the results have the requested URLs as keys."""
        ...


def decode(name: str, raw: bytes) -> PageText | PageFailure:
    """Decode the bytes of a page, within limits."""
    if len(raw) > MAX_BYTES:
        return PageFailure(
            name, f"larger than {MAX_BYTES // 1_000_000} MB. No reference page is that large; check the file."
        )
    if b"\0" in raw:
        return PageFailure(name, "contains NUL bytes, so it is not text. Save it as UTF-8 text, Markdown or HTML.")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        return PageFailure(name, f"line {line} is not UTF-8. Save it as UTF-8.")
    if not text.strip():
        return PageFailure(name, "is empty. Fetch it again.")
    return PageText(name, text.replace("\r\n", "\n").replace("\r", "\n"))
