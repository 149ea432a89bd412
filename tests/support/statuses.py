"""The error of each status, as DESIGN.md has it, and which statuses are tried again."""

from __future__ import annotations

from typing import Final

_NAMED: Final = {
    400: "BadRequestError",
    401: "AuthenticationError",
    402: "PaymentRequiredError",
    403: "PermissionDeniedError",
    404: "NotFoundError",
    409: "ConflictError",
    422: "UnprocessableEntityError",
    429: "RateLimitError",
}
STATUSES: Final = (
    *(301, 302, 303, 304, 307, 308),
    *(400, 401, 402, 403, 404, 405, 408, 409, 410, 418, 422, 429, 499),
    *(500, 501, 502, 503, 504, 505, 520, 521, 522, 523, 524, 525, 529, 599),
)
"""Statuses that are no success."""
RETRIED: Final = frozenset({408, 429, 500, 502, 503, 504, 520, 521, 522, 523, 524, 529})


def error_of(status: int) -> str:
    """The name of the class that a status raises."""
    return _NAMED.get(status, "InternalServerError" if 500 <= status < 600 else "APIStatusError")
