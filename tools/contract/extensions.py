"""The OpenAPI extensions that our documents use: the name and the meaning of each.

Other modules call the functions here. Only the rules use the names, because they check how each one is written.
"""

from __future__ import annotations

import keyword
import re
from collections.abc import Mapping
from typing import Any, Final

from .json_tree import as_mapping

NUMERIC_STRING: Final = "x-numeric-string"
"""On a numeric property: a decimal string is also accepted, and read as a number."""
REGION: Final = "x-region"
"""On a server: the value of the client's `region` argument that selects it."""
REQUEST_ID: Final = "x-request-id"
"""On a response header: errors have its value as `request_id`."""
IDEMPOTENT: Final = "x-idempotent"
"""On an operation: calling it twice has the same effect as calling it once."""
IDEMPOTENCY_KEY: Final = "x-idempotency-key"
"""On a string property of a request body: the provider recognizes a repeated request by it."""
OVERLAY: Final = "x-overlay"
"""On a named schema: an overlay uses its class, so the class is generated even if no operation uses it."""
JOB: Final = "x-job"
"""On an operation that starts a job: how to poll the job. `job_declarations` reads it."""
PAGINATION: Final = "x-pagination"
"""On an operation that lists things: how it gives them page by page. `pagination_declarations` reads it."""
STREAM: Final = "x-stream"
"""On an operation that streams events: which one is the last. `stream_declarations` reads it."""
FIXED_BODY: Final = "x-fixed-body"
"""On an operation: members of its JSON body that it always sends, and that are no arguments."""
CLIENT_OPTION: Final = "x-client-option"
"""On a header parameter: the name of the client's option for it."""
TIMEOUT: Final = "x-timeout"
"""On an operation: the `timeout` and the `total_timeout` of its calls, in seconds."""
LENIENT: Final = "x-lenient"
"""On an example: its formats are not checked."""
DRAFT: Final = "x-draft"
"""Anywhere: what a person must decide before anything is generated, as text or as a list of texts."""


TIMEOUTS: Final = ("timeout", "total_timeout")
"""The keys of `x-timeout`."""
CONSTRUCTOR_ARGUMENTS: Final = frozenset(
    {
        *("self", "api_key", "base_url", "region", "timeout", "total_timeout", "max_retries", "max_response_bytes"),
        *("follow_redirects", "allow_http", "pickle_key", "hooks", "http_client", "headers", "pace", "options"),
    }
)
"""The arguments of every client, and of `with_options`: an option of the document has another name."""

_OPTION_NAME: Final = re.compile(r"[a-z][a-z0-9]*(?:_[a-z0-9]+)*").fullmatch


def is_option_name(name: object) -> bool:
    """Whether a client can have an option of that name."""
    return isinstance(name, str) and _OPTION_NAME(name) is not None and not keyword.iskeyword(name)


def client_option_of(parameter: Mapping[str, Any]) -> str | None:
    """The name of the client's option for a parameter; None if it is none, or not a header."""
    name = parameter.get(CLIENT_OPTION)
    return name if parameter.get("in") == "header" and is_option_name(name) else None


def timeouts_of(operation: Mapping[str, Any]) -> dict[str, float]:
    """The timeouts of an operation, those that can be used."""
    said = operation.get(TIMEOUT)
    found: dict[str, Any] = {key: as_mapping(said).get(key) for key in TIMEOUTS}
    return {key: seconds for key, seconds in found.items() if is_timeout(seconds)}


def is_timeout(seconds: object) -> bool:
    """Whether a value is a number of seconds to wait for."""
    return isinstance(seconds, int | float) and not isinstance(seconds, bool) and 0 < seconds < float("inf")


def is_marked(node: Mapping[str, Any], extension: str) -> bool:
    """Whether an extension is switched on for a node."""
    return node.get(extension) is True


def open_questions(node: Mapping[str, Any]) -> list[str]:
    """What a person must still decide about a node that was drafted."""
    if DRAFT not in node:
        return []
    asked: list[Any] = node[DRAFT] if isinstance(node[DRAFT], list) else [node[DRAFT]]
    return [str(one) for one in asked] or ["Nothing is asked."]


def is_secret(schema: Mapping[str, Any]) -> bool:
    """Whether a string is a secret, which people and tools must not read; OpenAPI itself has a format for that."""
    return schema.get("format") == "password"


def takes_decimal_text(schema: Mapping[str, Any]) -> bool:
    """Whether a numeric property also accepts a decimal string."""
    return is_marked(schema, NUMERIC_STRING)
