# Generated from openapi/lumenfall/document.yaml by `nox -s generate`. Do not edit.
"""Public types: those that requests, responses and models share, and what requests take.

`<Schema>Dict` is a dict that may be given in place of the model `<Schema>`. `<Tag><Method>Arguments` has the arguments
by keyword of a method, for functions that pass them on. Both are imported on first use.

A key that is left out is not sent, nor is an argument that is `UNSET`; None is sent as null.
"""

from typing import TYPE_CHECKING

from ._runtime.types import (
    MISSING,
    UNSET,
    AsyncHTTPClient,
    File,
    FileInput,
    HTTPClient,
    Response,
    Unset,
)

if TYPE_CHECKING:
    from ._runtime.streams.async_event_stream import AsyncEventStream
    from ._runtime.streams.event_stream import EventStream
    from .models.chat import (
        ChatCreateArguments,
        ChatEstimateArguments,
        ChatImagePartDict,
        ChatImageURLDict,
        ChatMessageParamsDict,
        ChatStreamArguments,
        ChatTextPartDict,
    )
    from .models.images import (
        ImagesEditArguments,
        ImagesEstimateArguments,
        ImagesEstimateEditArguments,
        ImagesGenerateArguments,
    )
    from .models.keys import KeysListArguments
    from .models.models import ModelsListArguments
    from .models.requests import RequestsListArguments
    from .models.videos import (
        VideoInputReferenceDict,
        VideosCancelArguments,
        VideosCreateArguments,
        VideosEstimateArguments,
        VideosGetArguments,
    )
else:
    from ._runtime.lazy_names import lazy_names

    __getattr__, __dir__ = lazy_names(
        __name__,
        {
            ".._runtime.streams.async_event_stream": ("AsyncEventStream",),
            ".._runtime.streams.event_stream": ("EventStream",),
            "..models.requests": ("RequestsListArguments",),
            "..models.keys": ("KeysListArguments",),
            "..models.models": ("ModelsListArguments",),
            "..models.images": (
                "ImagesEditArguments",
                "ImagesEstimateArguments",
                "ImagesEstimateEditArguments",
                "ImagesGenerateArguments",
            ),
            "..models.chat": (
                "ChatCreateArguments",
                "ChatEstimateArguments",
                "ChatImagePartDict",
                "ChatImageURLDict",
                "ChatMessageParamsDict",
                "ChatStreamArguments",
                "ChatTextPartDict",
            ),
            "..models.videos": (
                "VideoInputReferenceDict",
                "VideosCancelArguments",
                "VideosCreateArguments",
                "VideosEstimateArguments",
                "VideosGetArguments",
            ),
        },
    )

__all__ = [
    "MISSING",
    "UNSET",
    "AsyncEventStream",
    "AsyncHTTPClient",
    "ChatCreateArguments",
    "ChatEstimateArguments",
    "ChatImagePartDict",
    "ChatImageURLDict",
    "ChatMessageParamsDict",
    "ChatStreamArguments",
    "ChatTextPartDict",
    "EventStream",
    "File",
    "FileInput",
    "HTTPClient",
    "ImagesEditArguments",
    "ImagesEstimateArguments",
    "ImagesEstimateEditArguments",
    "ImagesGenerateArguments",
    "KeysListArguments",
    "ModelsListArguments",
    "RequestsListArguments",
    "Response",
    "Unset",
    "VideoInputReferenceDict",
    "VideosCancelArguments",
    "VideosCreateArguments",
    "VideosEstimateArguments",
    "VideosGetArguments",
]
