"""Operations that stream events, and operations that share a path and a method (`x-stream`, `x-fixed-body`).

Rules check both and the generators read them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from attrs import frozen

from .extensions import FIXED_BODY, STREAM
from .json_tree import as_mapping

EVENT_STREAM: Final = "text/event-stream"
"""The media type of a stream; its schema is that of the JSON of one event."""

WORDS: Final = ("done",)
"""The keys of `x-stream`."""


@frozen
class Stream:
    """What a document says about the stream of an operation."""

    done: str | None
    """The data of the event with which every stream ends; None if the end of the body is the end."""


def is_event_stream(media_type: str) -> bool:
    """Whether a media type is that of a stream, with parameters or without."""
    return media_type.partition(";")[0].strip().lower() == EVENT_STREAM


def stream_of(operation: Mapping[str, Any], contents: Iterable[Mapping[str, Any]]) -> Stream | None:
    """Read how an operation streams; None if it does not.

    Args:
        operation: The operation.
        contents: The contents of its success responses.
    """
    found = [list(content) for content in contents if content]
    if not found or not all(len(one) == 1 and is_event_stream(one[0]) for one in found):
        return None
    done = as_mapping(operation.get(STREAM)).get("done")
    return Stream(done if isinstance(done, str) else None)


def fixed_body(operation: Mapping[str, Any]) -> dict[str, Any]:
    """The members of the JSON body that an operation always sends, and that are no arguments."""
    return dict(as_mapping(operation.get(FIXED_BODY)))
