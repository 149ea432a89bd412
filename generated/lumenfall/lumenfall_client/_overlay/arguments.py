# Copied from overlays/lumenfall/arguments.py by `nox -s generate`. Do not edit.
"""What callers hand in, checked before anything is sent or paid for."""

from __future__ import annotations

import inspect
from collections.abc import Collection

from attrs import NOTHING, fields

from .._runtime.values.encoding import path_segment
from ..errors import InvalidArgumentError
from ..models import Video, VideoCreateParams, WebhookVideo


def checked_id(video: object, name: str = "video_id") -> str:
    """The id of a video, or what was given for one.

    Raises:
        InvalidArgumentError: It is neither an id nor a video.
    """
    if isinstance(video, WebhookVideo):
        raise InvalidArgumentError(
            f"{name} must be an id or a Video, not the WebhookVideo of a notification: its id may be another than the "
            "API's, so put your own into the webhook_url"
        )
    if not isinstance(video, (str, Video)):
        raise InvalidArgumentError(f"{name} must be an id or a Video, not {type(video).__name__}")
    video_id = video if isinstance(video, str) else video.id
    path_segment(video_id, name)
    return video_id


def check_function(name: str, function: object, *, plain: bool) -> None:
    """Hold a callback to what can be called.

    Args:
        name: The argument's.
        function: What the caller gave; None for nothing.
        plain: Whether nobody would await what it returns.

    Raises:
        InvalidArgumentError: It cannot be called, or it is a coroutine function where a plain one is needed.
    """
    if function is None:
        return
    if not callable(function):
        raise InvalidArgumentError(f"{name} must be a function, not {type(function).__name__}")
    if plain and (inspect.iscoroutinefunction(function) or inspect.iscoroutinefunction(type(function).__call__)):
        raise InvalidArgumentError(f"{name} must be a plain function here: a coroutine would not be awaited")


def check_order(given: Collection[str]) -> None:
    """Hold the names of an order's arguments to those that there are: it comes as keywords, which are not checked.

    Raises:
        TypeError: One is unknown, or one is missing.
    """
    known = [field for field in fields(VideoCreateParams) if field.name != "additional_properties"]
    names = [*(field.name for field in known), "extra_body"]
    for name in given:
        if name not in names:
            from difflib import get_close_matches  # noqa: PLC0415  # slow to import, and needed for slips alone

            alike = get_close_matches(name, names, n=1)
            hint = f"did you mean {alike[0]!r}?" if alike else "what the API takes besides goes into extra_body"
            raise TypeError(f"an order for a video has no argument {name!r}; {hint}")
    for field in known:
        if field.default is NOTHING and field.name not in given:
            raise TypeError(f"an order for a video needs the argument {field.name!r}")
