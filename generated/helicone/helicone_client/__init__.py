# Generated from openapi/helicone/document.yaml by `nox -s generate`. Do not edit.
"""A typed Python client for Helicone's API, sync and async.

    from helicone_client import Helicone

    with Helicone() as helicone:  # the key comes from HELICONE_API_KEY
        ...

This module has the clients and the errors, `helicone_client.models` has the models, and
`helicone_client.testing` has a fake of the provider for tests. `helicone_client.pydantic_models` has the models
as Pydantic classes and needs the extra `pydantic`.
"""

from typing import TYPE_CHECKING

from ._runtime.http.hooks import Hooks, RequestEvent, ResponseEvent, RetryEvent
from ._version import __version__
from .client import AsyncHelicone, Helicone
from .errors import (
    APIConnectionError,
    APIStatusError,
    APITimeoutError,
    AuthenticationError,
    BadRequestError,
    ConflictError,
    HeliconeError,
    InternalServerError,
    InvalidArgumentError,
    InvalidEnvironmentError,
    MissingAPIKeyError,
    NotFoundError,
    PaginationError,
    PaymentRequiredError,
    PermissionDeniedError,
    RateLimitError,
    ResponseDecodeError,
    UnprocessableEntityError,
)
from .types import UNSET, File, Response, Unset

if TYPE_CHECKING:
    from . import models
else:
    from ._runtime.lazy_names import lazy_names

    __getattr__, __dir__ = lazy_names(
        __name__,
        {
            ".models": ("models",),
        },
    )

__all__ = [
    "UNSET",
    "APIConnectionError",
    "APIStatusError",
    "APITimeoutError",
    "AsyncHelicone",
    "AuthenticationError",
    "BadRequestError",
    "ConflictError",
    "File",
    "Helicone",
    "HeliconeError",
    "Hooks",
    "InternalServerError",
    "InvalidArgumentError",
    "InvalidEnvironmentError",
    "MissingAPIKeyError",
    "NotFoundError",
    "PaginationError",
    "PaymentRequiredError",
    "PermissionDeniedError",
    "RateLimitError",
    "RequestEvent",
    "Response",
    "ResponseDecodeError",
    "ResponseEvent",
    "RetryEvent",
    "UnprocessableEntityError",
    "Unset",
    "__version__",
    "models",
]
