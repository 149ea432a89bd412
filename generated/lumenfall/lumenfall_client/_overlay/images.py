# Copied from overlays/lumenfall/images.py by `nox -s generate`. Do not edit.
"""Lumenfall's addition to `client.images`: saving an image, from its link or from its base64 data.

LumenfallError
└── ImageDownloadError
    ├── ImageLinkExpiredError: the media host rejects the link
    └── ImageDownloadTimeoutError: the download took too long (also a TimeoutError)
"""

from __future__ import annotations

import binascii
import os
from pathlib import Path
from typing import Any, Final

from .._runtime.files.saving import DEFAULT_DOWNLOAD_RETRIES, DEFAULT_DOWNLOAD_TIMEOUT, FailedDownload, Saving
from .._runtime.files.transfer import Link
from .._runtime.http.call_arguments import CalledMethod
from .._runtime.http.configuration import Timeout
from .._runtime.http.engine import AsyncEngine, Engine
from .._runtime.http.resource import AsyncResource, Resource
from ..errors import InvalidArgumentError, LumenfallError
from ..models import GeneratedImage
from ..types import UNSET, Unset

__all__ = ["ImageDownloadError", "ImageDownloadTimeoutError", "ImageLinkExpiredError"]

_SAVE: Final = CalledMethod("images.save", "GET", "")


class ImageDownloadError(LumenfallError):
    """An image could not be saved completely. No partial file is left behind.

    Attributes:
        url: The URL of the image, without the query, which may contain a signature; None if no request was sent.
        path: The path that the file was to have, as you passed it.
        received: The number of bytes received.
        expected: The size of the file in bytes; None if unknown.
        status_code: The HTTP status of the media host's last response; None if there was no response.
    """

    def __init__(
        self,
        message: str = "",
        *,
        url: str | None = None,
        path: Path | None = None,
        received: int = 0,
        expected: int | None = None,
        status_code: int | None = None,
    ) -> None:
        super().__init__(message)
        self.url = url
        self.path = path
        self.received = received
        self.expected = expected
        self.status_code = status_code


class ImageLinkExpiredError(ImageDownloadError):
    """The media host rejected the link, which usually expires an hour after the image was generated."""


class ImageDownloadTimeoutError(ImageDownloadError, TimeoutError):
    """The download took longer than `total_timeout`. You can save the image again until its link expires."""


class ImagesMixin(Resource):
    """Adds `save` to the generated resource."""

    def save(
        self,
        image: GeneratedImage,
        path: str | os.PathLike[str],
        *,
        overwrite: bool = False,
        timeout: Timeout | Unset = UNSET,
        total_timeout: float | None = DEFAULT_DOWNLOAD_TIMEOUT,
        max_retries: int = DEFAULT_DOWNLOAD_RETRIES,
    ) -> Path:
        """Save an image, and return the file's path. Base64 data needs no network.

        The file appears under its name only when it is complete. The media host receives neither the API key nor your
        headers. If a transfer is interrupted, the client continues where it stopped, if the media host allows that.

        Args:
            image: An image of a response, such as `images.data[0]`.
            path: Where to put the file. The folder must exist. The method returns it unchanged.
            overwrite: Whether to replace an existing file. Otherwise an existing file is an error.
            timeout: Seconds for each phase of each request (connect, write, read). By default, the client's.
            total_timeout: Seconds for the whole download; None for no limit.
            max_retries: How many attempts in a row may fail without receiving anything new.

        Raises:
            ImageLinkExpiredError: The media host rejects the link.
            ImageDownloadTimeoutError: `total_timeout` is over.
            ImageDownloadError: The complete file could not be downloaded. The base class of the two above.
            InvalidArgumentError: The image has neither a link nor valid base64 data, or an argument cannot be used.
            OSError: The file cannot be written, for example `FileExistsError`.
        """
        with self._engine.arguments_of(_SAVE):
            saving = _saving(
                self._engine,
                image,
                path,
                overwrite=overwrite,
                timeout=timeout,
                total_timeout=total_timeout,
                max_retries=max_retries,
            )
        return saving.run(self._engine)


class AsyncImagesMixin(AsyncResource):
    """Adds `save` to the generated resource."""

    def __init__(self, engine: AsyncEngine) -> None:
        super().__init__(engine)
        # Imported now, not at the first use: an upgrade of the package under a running program must not break it.
        from .._runtime.files import async_fetch  # noqa: F401, PLC0415  # pyright: ignore[reportUnusedImport]

    async def save(
        self,
        image: GeneratedImage,
        path: str | os.PathLike[str],
        *,
        overwrite: bool = False,
        timeout: Timeout | Unset = UNSET,
        total_timeout: float | None = DEFAULT_DOWNLOAD_TIMEOUT,
        max_retries: int = DEFAULT_DOWNLOAD_RETRIES,
    ) -> Path:
        """Save an image, and return the file's path. Base64 data needs no network.

        The file appears under its name only when it is complete; it is written in threads. The media host receives
        neither the API key nor your headers. If a transfer is interrupted, the client continues where it stopped, if
        the media host allows that.

        Args:
            image: An image of a response, such as `images.data[0]`.
            path: Where to put the file. The folder must exist. The method returns it unchanged.
            overwrite: Whether to replace an existing file. Otherwise an existing file is an error.
            timeout: Seconds for each phase of each request (connect, write, read). By default, the client's.
            total_timeout: Seconds for the whole download; None for no limit.
            max_retries: How many attempts in a row may fail without receiving anything new.

        Raises:
            ImageLinkExpiredError: The media host rejects the link.
            ImageDownloadTimeoutError: `total_timeout` is over.
            ImageDownloadError: The complete file could not be downloaded. The base class of the two above.
            InvalidArgumentError: The image has neither a link nor valid base64 data, or an argument cannot be used.
            OSError: The file cannot be written, for example `FileExistsError`.
        """
        with self._engine.arguments_of(_SAVE):
            saving = _saving(
                self._engine,
                image,
                path,
                overwrite=overwrite,
                timeout=timeout,
                total_timeout=total_timeout,
                max_retries=max_retries,
            )
        return await saving.run_async(self._engine)


def _saving(engine: Engine | AsyncEngine, image: object, path: str | os.PathLike[str], **options: Any) -> Saving:
    return Saving(engine, _content(image), path, raised=_error, **options)


def _content(image: object) -> bytes | Link:
    """The bytes of an image, or a link to them."""
    if not isinstance(image, GeneratedImage):
        raise InvalidArgumentError(f"image must be a GeneratedImage, not {type(image).__name__}")
    if image.b64_json is not None:
        try:
            return binascii.a2b_base64(image.b64_json, strict_mode=True)
        except ValueError as error:
            raise InvalidArgumentError(f"image.b64_json is no base64 data: {error}") from None
    if not image.url:
        raise InvalidArgumentError("image has neither a url nor b64_json, so there is nothing to save")
    return Link(image.url)


def _error(failed: FailedDownload) -> ImageDownloadError:
    classes = {"lapsed": ImageLinkExpiredError, "late": ImageDownloadTimeoutError}
    return classes.get(failed.reason, ImageDownloadError)(
        failed.message,
        url=failed.url,
        path=failed.path,
        received=failed.received,
        expected=failed.expected,
        status_code=failed.status_code,
    )
