"""The extensions of OpenAPI that our documents use: each name, and what it means, in one place.

Everything else asks the functions here; only the rules name the keys, as they say how each is written.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

NUMERIC_STRING: Final = "x-numeric-string"
"""On a numeric property: a plain decimal string is accepted too, and read as a number."""
REGION: Final = "x-region"
"""On a server: the value of the client's `region` argument that selects it."""
REQUEST_ID: Final = "x-request-id"
"""On a response header: its value becomes `request_id` of an error."""
IDEMPOTENT: Final = "x-idempotent"
"""On an operation: calling it twice does no more than calling it once."""
IDEMPOTENCY_KEY: Final = "x-idempotency-key"
"""On a string property of a request body: the provider recognizes a repeated request by it."""
OVERLAY: Final = "x-overlay"
"""On a named schema: an overlay reads it, so its class is made although no operation uses it."""
JOB: Final = "x-job"
"""On an operation that starts a job: which operation looks at it, and what a look shows. `jobs` reads it."""
LENIENT: Final = "x-lenient"
"""On an example: its formats are not checked."""
DRAFT: Final = "x-draft"
"""Anywhere: what a person must decide before anything is generated, as text or as a list of texts."""


def is_marked(node: Mapping[str, Any], extension: str) -> bool:
    """Whether a node carries an extension that is on or off."""
    return node.get(extension) is True


def open_questions(node: Mapping[str, Any]) -> list[str]:
    """What a person must still decide about a node that was drafted."""
    if DRAFT not in node:
        return []
    asked: list[Any] = node[DRAFT] if isinstance(node[DRAFT], list) else [node[DRAFT]]
    return [str(one) for one in asked] or ["Nothing is asked."]


def takes_decimal_text(schema: Mapping[str, Any]) -> bool:
    """Whether a numeric property also takes a plain decimal string."""
    return is_marked(schema, NUMERIC_STRING)
