# Copied from runtime/http/client_options.py by `nox -s generate`. Do not edit.
"""Options of a client that are sent as headers, by the operations that take them."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

from ..types import UNSET
from ..values.encoding import header_fields, secret_fields


class ClientOption(NamedTuple):
    """How the document describes an option."""

    header: str
    is_secret: bool = False


def chosen_options(
    known: Mapping[str, ClientOption], given: Mapping[str, Any], present: Mapping[str, Any] = MappingProxyType({})
) -> Mapping[str, Any]:
    """What a client sends, by the names of its options.

    Args:
        known: The options.
        given: What the caller passes. `UNSET` keeps what is there, and None removes it.
        present: What is there.

    Raises:
        InvalidArgumentError: A value cannot be sent in a header.
    """
    chosen = dict(present)
    for name, value in given.items():
        option = known[name]
        if value is None:
            chosen.pop(name, None)
        elif value is not UNSET and option.is_secret:
            ((_, chosen[name]),) = secret_fields((option.header, value))
        elif value is not UNSET:
            header_fields((option.header, value))
            chosen[name] = value
    return chosen
