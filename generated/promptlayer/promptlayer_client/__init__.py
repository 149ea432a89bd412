# Generated from openapi/promptlayer/document.yaml by `nox -s generate`. Do not edit.
"""A typed Python client for PromptLayer's API, sync and async.

    from promptlayer_client import PromptLayer

    with PromptLayer() as promptlayer:  # the key comes from PROMPTLAYER_API_KEY
        ...

This module has the clients and the errors, `promptlayer_client.models` has the models, and
`promptlayer_client.testing` has a fake of the provider for tests. `promptlayer_client.pydantic_models` has the models
as Pydantic classes and needs the extra `pydantic`.
"""

from typing import TYPE_CHECKING

from ._runtime.http.hooks import Hooks, RequestEvent, ResponseEvent, RetryEvent
from ._version import __version__
from .client import AsyncPromptLayer, PromptLayer
from .errors import (
    APIConnectionError,
    APIStatusError,
    APITimeoutError,
    AuthenticationError,
    BadRequestError,
    ConflictError,
    InternalServerError,
    InvalidArgumentError,
    InvalidEnvironmentError,
    MissingAPIKeyError,
    NotFoundError,
    PaginationError,
    PaymentRequiredError,
    PermissionDeniedError,
    PromptLayerError,
    RateLimitError,
    ResponseDecodeError,
    UnprocessableEntityError,
)
from .types import UNSET, File, Response, Unset

if TYPE_CHECKING:
    from . import models
    from ._overlay import ValidationProblem, validation_problems
else:
    from ._runtime.lazy_names import lazy_names

    __getattr__, __dir__ = lazy_names(
        __name__,
        {
            ".models": ("models",),
            "._overlay": ("ValidationProblem", "validation_problems"),
        },
    )

__all__ = [
    "UNSET",
    "APIConnectionError",
    "APIStatusError",
    "APITimeoutError",
    "AsyncPromptLayer",
    "AuthenticationError",
    "BadRequestError",
    "ConflictError",
    "File",
    "Hooks",
    "InternalServerError",
    "InvalidArgumentError",
    "InvalidEnvironmentError",
    "MissingAPIKeyError",
    "NotFoundError",
    "PaginationError",
    "PaymentRequiredError",
    "PermissionDeniedError",
    "PromptLayer",
    "PromptLayerError",
    "RateLimitError",
    "RequestEvent",
    "Response",
    "ResponseDecodeError",
    "ResponseEvent",
    "RetryEvent",
    "UnprocessableEntityError",
    "Unset",
    "ValidationProblem",
    "__version__",
    "models",
    "validation_problems",
]
