# Generated from openapi/lumenfall.yaml by `nox -s generate`. Do not edit.
"""The file that a completed video job produced."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define, field

from .._shared.decoding import (
    integer,
    members,
    string,
)
from .._shared.model import Model


@define(kw_only=True, repr=False)
class VideoOutput(Model):
    """The file that a completed video job produced."""

    url: str | None = None
    """Where to download the video. Works until the video's `expires_at`, about an hour by default."""
    content_type: str | None = None
    """The media type of the file, such as `video/mp4`."""
    size_bytes: int | None = None
    """The size of the file, in bytes."""
    additional_properties: dict[str, Any] = field(factory=dict[str, Any])
    """Fields that the API sent and its documentation does not name, as they came."""

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        """Read an object, checking every type on the way.

        Raises:
            ResponseDecodeError: A field is missing or of another type; its path begins at this object.
        """
        rest = members(data)
        take = rest.pop
        _url = take("url", None)
        if _url is not None and type(_url) is not str:
            _url = string(_url, "url")
        _content_type = take("content_type", None)
        if _content_type is not None and type(_content_type) is not str:
            _content_type = string(_content_type, "content_type")
        _size_bytes = take("size_bytes", None)
        if _size_bytes is not None and type(_size_bytes) is not int:
            _size_bytes = integer(_size_bytes, "size_bytes")
        return cls(
            url=_url,
            content_type=_content_type,
            size_bytes=_size_bytes,
            additional_properties=rest,
        )

    def to_dict(self) -> dict[str, Any]:
        """The object as JSON has it; what the API left out is null."""
        fields: dict[str, Any] = {
            "url": self.url,
            "content_type": self.content_type,
            "size_bytes": self.size_bytes,
        }
        return {**self.additional_properties, **fields} if self.additional_properties else fields


__all__ = ["VideoOutput"]
