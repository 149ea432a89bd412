# Copied from runtime/values/json_memory.py by `nox -s generate`. Do not edit.
"""How much memory a JSON text takes once it is parsed: an estimate that costs a fraction of parsing.

`[{},{},{}...` of 100 MB is 2.4 GB of dictionaries, which take a quarter of a minute to make.
"""

from __future__ import annotations

from typing import Final

from ..errors import ResponseDecodeError

_PER_LIMIT: Final = 5
"""How many times the maximum size of a body its values may take. Texts and long numbers take less than that."""

_FREE: Final = 64_000_000
"""Bytes that are fine whatever the limit."""

_DENSEST: Final = 30
"""The most that a byte of JSON takes, about."""

_OBJECT: Final = 232
_ARRAY: Final = 88
_ITEM: Final = 32
"""Bytes: a dictionary with a member, a list with its place in another, and a number with its place."""


def check_memory(content: bytes, longest: int) -> None:
    """Refuse a JSON text that would take far more memory than its length lets expect.

    Args:
        content: The text.
        longest: The maximum length of a text in bytes.

    Raises:
        ResponseDecodeError: It would take more than five times that, and more than 64 MB.
    """
    most = max(_FREE, _PER_LIMIT * longest)
    if len(content) * _DENSEST <= most:
        return
    # What stands within strings is counted too: that needs a comma or a brace in every eighth character to matter.
    needed = len(content) + _OBJECT * content.count(b"{") + _ARRAY * content.count(b"[") + _ITEM * content.count(b",")
    if needed > most:
        problem = f"its {len(content)} bytes would take some {needed // 1_000_000} MB of memory (max_response_bytes)"
        raise ResponseDecodeError("JSON of a sensible size", None, problem=problem)
