# Generated from openapi/lumenfall/document.yaml by `nox -s generate`. Do not edit.
"""Image generation, editing and upscaling."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from .._overlay.images import AsyncImagesMixin, ImagesMixin
from .._runtime.files.multipart import multipart_body
from .._runtime.http.call import Answer, Call
from .._runtime.http.call_arguments import CalledMethod
from .._runtime.values.encoding import (
    check_bounds,
    check_given_once,
    further_fields,
    header_fields,
    json_body,
)
from ..models import (
    CostEstimate,
    GeneratedImages,
    ImageEditParams,
    ImageGenerateParams,
    KnownReplayMatch,
    KnownReplayMode,
)
from ..types import UNSET, FileInput, Response, Unset

generate_method: Final = CalledMethod("images.generate", "POST", "/openai/v1/images/generations")
estimate_method: Final = CalledMethod("images.estimate", "POST", "/openai/v1/images/generations")
edit_method: Final = CalledMethod("images.edit", "POST", "/openai/v1/images/edits")
estimate_edit_method: Final = CalledMethod("images.estimate_edit", "POST", "/openai/v1/images/edits")


class ImagesResource(ImagesMixin):
    """Image generation, editing and upscaling. A call waits until the images are finished.

    `Lumenfall` lists the errors that every call may raise.
    """

    def generate(
        self,
        *,
        model: str,
        prompt: str,
        n: int | Unset = UNSET,
        size: str | Unset = UNSET,
        aspect_ratio: str | Unset = UNSET,
        resolution: str | Unset = UNSET,
        quality: str | Unset = UNSET,
        response_format: str | Unset = UNSET,
        output_format: str | Unset = UNSET,
        output_compression: int | Unset = UNSET,
        style: str | Unset = UNSET,
        user: str | Unset = UNSET,
        replay: KnownReplayMode | str | None | Unset = UNSET,
        replay_match: KnownReplayMatch | str | None | Unset = UNSET,
        replay_fields: str | None | Unset = UNSET,
        replay_recording: str | None | Unset = UNSET,
        extra_body: Mapping[str, Any] | None = None,
    ) -> GeneratedImages:
        """Generate images from a prompt.

        Waits for the images, which takes from a few seconds to several minutes, and costs money. The links in the
        response usually expire after an hour: `images.save` downloads an image.

        Unless you choose others, a call may take 600 seconds for each phase of an attempt (`timeout`) and 900 seconds
        in all (`total_timeout`).

        Documentation: https://docs.lumenfall.ai/api-reference/images/generate

        Args:
            model: The model to use, such as `gemini-3-pro-image`. A prefix such as `vertex/` selects the provider.
            prompt: What the images should show. The maximum length depends on the model.
            n: How many images to generate, from 1 to 10; Lumenfall's default is 1.
            size: Width and height in pixels (`1024x1024`), or an aspect ratio (`16:9`). It takes precedence over
                `aspect_ratio` and `resolution`.
            aspect_ratio: The aspect ratio, such as `16:9`. Lumenfall uses the nearest that the model supports.
            resolution: The size as a tier, such as `1K` or `4K`.
            quality: The quality. Depending on the model, `standard` and `hd`, or `low`, `medium` and `high`.
            response_format: How to return the images, `url` (the default) or `b64_json`.
            output_format: The format of the images, such as `png`, `jpeg`, `webp`, `gif` or `avif`.
            output_compression: The quality of formats that lose information, such as `jpeg` and `webp`.
            style: The style, `vivid` (the default) or `natural`. Few models support it.
            user: An id of your own user. The log of requests has it as `user`.
            replay: Whether Lumenfall records the call or replays a recorded one. `mock` is free, and returns
                placeholders.
            replay_match: Which recording fits a call. `standard`, the default, ignores the prompt; `strict` compares
                the whole body.
            replay_fields: The fields that `replay_match="specific"` compares, separated by commas.
            replay_recording: The id of the recording that `replay_match="pinned"` replays. It begins with `rec_`.
            extra_body: Further fields of the request body, by their names in the API. Fields that are arguments are not
                allowed.

        Raises:
            InvalidArgumentError: An argument cannot be sent. No request was sent.
            NotFoundError: 404: The model does not exist (code `MODEL_NOT_FOUND`) or is disabled (code
                `MODEL_DISABLED`).
        """
        return self.generate_detailed(
            model=model,
            prompt=prompt,
            n=n,
            size=size,
            aspect_ratio=aspect_ratio,
            resolution=resolution,
            quality=quality,
            response_format=response_format,
            output_format=output_format,
            output_compression=output_compression,
            style=style,
            user=user,
            replay=replay,
            replay_match=replay_match,
            replay_fields=replay_fields,
            replay_recording=replay_recording,
            extra_body=extra_body,
        ).parsed

    def generate_detailed(
        self,
        *,
        model: str,
        prompt: str,
        n: int | Unset = UNSET,
        size: str | Unset = UNSET,
        aspect_ratio: str | Unset = UNSET,
        resolution: str | Unset = UNSET,
        quality: str | Unset = UNSET,
        response_format: str | Unset = UNSET,
        output_format: str | Unset = UNSET,
        output_compression: int | Unset = UNSET,
        style: str | Unset = UNSET,
        user: str | Unset = UNSET,
        replay: KnownReplayMode | str | None | Unset = UNSET,
        replay_match: KnownReplayMatch | str | None | Unset = UNSET,
        replay_fields: str | None | Unset = UNSET,
        replay_recording: str | None | Unset = UNSET,
        extra_body: Mapping[str, Any] | None = None,
    ) -> Response[GeneratedImages]:
        """Do the same as `generate`, and return the result with the status, headers and raw body."""
        with self._engine.arguments_of(generate_method):
            body = ImageGenerateParams(
                model=model,
                prompt=prompt,
                n=n,
                size=size,
                aspect_ratio=aspect_ratio,
                resolution=resolution,
                quality=quality,
                response_format=response_format,
                output_format=output_format,
                output_compression=output_compression,
                style=style,
                user=user,
                additional_properties=further_fields(extra_body),
            )
            _call = generate_call(
                body=body,
                replay=self._engine.option("replay", replay),
                replay_match=self._engine.option("replay_match", replay_match),
                replay_fields=self._engine.option("replay_fields", replay_fields),
                replay_recording=self._engine.option("replay_recording", replay_recording),
            )
        return self._engine.send(_call, generate_answer)

    def estimate(
        self,
        *,
        model: str,
        prompt: str,
        n: int | Unset = UNSET,
        size: str | Unset = UNSET,
        aspect_ratio: str | Unset = UNSET,
        resolution: str | Unset = UNSET,
        quality: str | Unset = UNSET,
        response_format: str | Unset = UNSET,
        output_format: str | Unset = UNSET,
        output_compression: int | Unset = UNSET,
        style: str | Unset = UNSET,
        user: str | Unset = UNSET,
        replay: KnownReplayMode | str | None | Unset = UNSET,
        replay_match: KnownReplayMatch | str | None | Unset = UNSET,
        replay_fields: str | None | Unset = UNSET,
        replay_recording: str | None | Unset = UNSET,
        extra_body: Mapping[str, Any] | None = None,
    ) -> CostEstimate:
        """Estimate the cost of images without generating them.

        Takes the arguments of `images.generate`. Lumenfall checks them, and charges nothing.

        Documentation: https://docs.lumenfall.ai/api-reference/cost-estimation

        Args:
            model: The model to use, such as `gemini-3-pro-image`. A prefix such as `vertex/` selects the provider.
            prompt: What the images should show. The maximum length depends on the model.
            n: How many images to generate, from 1 to 10; Lumenfall's default is 1.
            size: Width and height in pixels (`1024x1024`), or an aspect ratio (`16:9`). It takes precedence over
                `aspect_ratio` and `resolution`.
            aspect_ratio: The aspect ratio, such as `16:9`. Lumenfall uses the nearest that the model supports.
            resolution: The size as a tier, such as `1K` or `4K`.
            quality: The quality. Depending on the model, `standard` and `hd`, or `low`, `medium` and `high`.
            response_format: How to return the images, `url` (the default) or `b64_json`.
            output_format: The format of the images, such as `png`, `jpeg`, `webp`, `gif` or `avif`.
            output_compression: The quality of formats that lose information, such as `jpeg` and `webp`.
            style: The style, `vivid` (the default) or `natural`. Few models support it.
            user: An id of your own user. The log of requests has it as `user`.
            replay: Whether Lumenfall records the call or replays a recorded one. `mock` is free, and returns
                placeholders.
            replay_match: Which recording fits a call. `standard`, the default, ignores the prompt; `strict` compares
                the whole body.
            replay_fields: The fields that `replay_match="specific"` compares, separated by commas.
            replay_recording: The id of the recording that `replay_match="pinned"` replays. It begins with `rec_`.
            extra_body: Further fields of the request body, by their names in the API. Fields that are arguments are not
                allowed.

        Raises:
            InvalidArgumentError: An argument cannot be sent. No request was sent.
            NotFoundError: 404: The model does not exist (code `MODEL_NOT_FOUND`) or is disabled (code
                `MODEL_DISABLED`).
        """
        return self.estimate_detailed(
            model=model,
            prompt=prompt,
            n=n,
            size=size,
            aspect_ratio=aspect_ratio,
            resolution=resolution,
            quality=quality,
            response_format=response_format,
            output_format=output_format,
            output_compression=output_compression,
            style=style,
            user=user,
            replay=replay,
            replay_match=replay_match,
            replay_fields=replay_fields,
            replay_recording=replay_recording,
            extra_body=extra_body,
        ).parsed

    def estimate_detailed(
        self,
        *,
        model: str,
        prompt: str,
        n: int | Unset = UNSET,
        size: str | Unset = UNSET,
        aspect_ratio: str | Unset = UNSET,
        resolution: str | Unset = UNSET,
        quality: str | Unset = UNSET,
        response_format: str | Unset = UNSET,
        output_format: str | Unset = UNSET,
        output_compression: int | Unset = UNSET,
        style: str | Unset = UNSET,
        user: str | Unset = UNSET,
        replay: KnownReplayMode | str | None | Unset = UNSET,
        replay_match: KnownReplayMatch | str | None | Unset = UNSET,
        replay_fields: str | None | Unset = UNSET,
        replay_recording: str | None | Unset = UNSET,
        extra_body: Mapping[str, Any] | None = None,
    ) -> Response[CostEstimate]:
        """Do the same as `estimate`, and return the result with the status, headers and raw body."""
        with self._engine.arguments_of(estimate_method):
            body = ImageGenerateParams(
                model=model,
                prompt=prompt,
                n=n,
                size=size,
                aspect_ratio=aspect_ratio,
                resolution=resolution,
                quality=quality,
                response_format=response_format,
                output_format=output_format,
                output_compression=output_compression,
                style=style,
                user=user,
                additional_properties=further_fields(extra_body),
            )
            _call = estimate_call(
                body=body,
                replay=self._engine.option("replay", replay),
                replay_match=self._engine.option("replay_match", replay_match),
                replay_fields=self._engine.option("replay_fields", replay_fields),
                replay_recording=self._engine.option("replay_recording", replay_recording),
            )
        return self._engine.send(_call, estimate_answer)

    def edit(
        self,
        *,
        image: FileInput | Sequence[FileInput],
        model: str,
        prompt: str | Unset = UNSET,
        mask: FileInput | Unset = UNSET,
        scale_factor: float | Unset = UNSET,
        n: int | Unset = UNSET,
        size: str | Unset = UNSET,
        aspect_ratio: str | Unset = UNSET,
        resolution: str | Unset = UNSET,
        quality: str | Unset = UNSET,
        response_format: str | Unset = UNSET,
        output_format: str | Unset = UNSET,
        output_compression: int | Unset = UNSET,
        user: str | Unset = UNSET,
        replay: KnownReplayMode | str | None | Unset = UNSET,
        replay_match: KnownReplayMatch | str | None | Unset = UNSET,
        replay_fields: str | None | Unset = UNSET,
        replay_recording: str | None | Unset = UNSET,
        extra_body: Mapping[str, Any] | None = None,
    ) -> GeneratedImages:
        """Edit images with a prompt, or upscale an image.

        Waits for the images, which takes from a few seconds to several minutes, and costs money. With `scale_factor`,
        an upscaling model makes the image larger, and needs no prompt.

        Unless you choose others, a call may take 600 seconds for each phase of an attempt (`timeout`) and 900 seconds
        in all (`total_timeout`).

        Documentation: https://docs.lumenfall.ai/api-reference/images/edit

        Args:
            image: One or more pictures, as PNG, WebP or JPEG. Not every model takes several.
            model: The model to use, such as `gemini-3-pro-image`. A prefix such as `vertex/` selects the provider.
            prompt: What to change. Only upscaling does without it.
            mask: A PNG of the same size, whose transparent parts show what to change.
            scale_factor: How many times larger an upscaling model makes the image, such as 2 or 4.
            n: How many images to generate, from 1 to 10; Lumenfall's default is 1.
            size: Width and height in pixels, such as `1024x1024`.
            aspect_ratio: The aspect ratio, such as `16:9`. Lumenfall uses the nearest that the model supports.
            resolution: The size as a tier, such as `1K` or `4K`.
            quality: The quality, such as `auto`, `low`, `medium`, `high`, `standard` or `hd`.
            response_format: How to return the images, `url` (the default) or `b64_json`.
            output_format: The format of the images, such as `png`, `jpeg`, `webp`, `gif` or `avif`.
            output_compression: The quality of formats that lose information, such as `jpeg` and `webp`.
            user: An id of your own user. The log of requests has it as `user`.
            replay: Whether Lumenfall records the call or replays a recorded one. `mock` is free, and returns
                placeholders.
            replay_match: Which recording fits a call. `standard`, the default, ignores the prompt; `strict` compares
                the whole body.
            replay_fields: The fields that `replay_match="specific"` compares, separated by commas.
            replay_recording: The id of the recording that `replay_match="pinned"` replays. It begins with `rec_`.
            extra_body: Further fields of the request body, by their names in the API. Fields that are arguments are not
                allowed.

        Raises:
            InvalidArgumentError: An argument cannot be sent. No request was sent.
            NotFoundError: 404: The model does not exist (code `MODEL_NOT_FOUND`) or is disabled (code
                `MODEL_DISABLED`).
        """
        return self.edit_detailed(
            image=image,
            model=model,
            prompt=prompt,
            mask=mask,
            scale_factor=scale_factor,
            n=n,
            size=size,
            aspect_ratio=aspect_ratio,
            resolution=resolution,
            quality=quality,
            response_format=response_format,
            output_format=output_format,
            output_compression=output_compression,
            user=user,
            replay=replay,
            replay_match=replay_match,
            replay_fields=replay_fields,
            replay_recording=replay_recording,
            extra_body=extra_body,
        ).parsed

    def edit_detailed(
        self,
        *,
        image: FileInput | Sequence[FileInput],
        model: str,
        prompt: str | Unset = UNSET,
        mask: FileInput | Unset = UNSET,
        scale_factor: float | Unset = UNSET,
        n: int | Unset = UNSET,
        size: str | Unset = UNSET,
        aspect_ratio: str | Unset = UNSET,
        resolution: str | Unset = UNSET,
        quality: str | Unset = UNSET,
        response_format: str | Unset = UNSET,
        output_format: str | Unset = UNSET,
        output_compression: int | Unset = UNSET,
        user: str | Unset = UNSET,
        replay: KnownReplayMode | str | None | Unset = UNSET,
        replay_match: KnownReplayMatch | str | None | Unset = UNSET,
        replay_fields: str | None | Unset = UNSET,
        replay_recording: str | None | Unset = UNSET,
        extra_body: Mapping[str, Any] | None = None,
    ) -> Response[GeneratedImages]:
        """Do the same as `edit`, and return the result with the status, headers and raw body."""
        with self._engine.arguments_of(edit_method):
            body = ImageEditParams(
                image=image,
                model=model,
                prompt=prompt,
                mask=mask,
                scale_factor=scale_factor,
                n=n,
                size=size,
                aspect_ratio=aspect_ratio,
                resolution=resolution,
                quality=quality,
                response_format=response_format,
                output_format=output_format,
                output_compression=output_compression,
                user=user,
                additional_properties=further_fields(extra_body),
            )
            _call = edit_call(
                body=body,
                replay=self._engine.option("replay", replay),
                replay_match=self._engine.option("replay_match", replay_match),
                replay_fields=self._engine.option("replay_fields", replay_fields),
                replay_recording=self._engine.option("replay_recording", replay_recording),
            )
        return self._engine.send(_call, edit_answer)

    def estimate_edit(
        self,
        *,
        image: FileInput | Sequence[FileInput],
        model: str,
        prompt: str | Unset = UNSET,
        mask: FileInput | Unset = UNSET,
        scale_factor: float | Unset = UNSET,
        n: int | Unset = UNSET,
        size: str | Unset = UNSET,
        aspect_ratio: str | Unset = UNSET,
        resolution: str | Unset = UNSET,
        quality: str | Unset = UNSET,
        response_format: str | Unset = UNSET,
        output_format: str | Unset = UNSET,
        output_compression: int | Unset = UNSET,
        user: str | Unset = UNSET,
        replay: KnownReplayMode | str | None | Unset = UNSET,
        replay_match: KnownReplayMatch | str | None | Unset = UNSET,
        replay_fields: str | None | Unset = UNSET,
        replay_recording: str | None | Unset = UNSET,
        extra_body: Mapping[str, Any] | None = None,
    ) -> CostEstimate:
        """Estimate the cost of an edit or an upscaling without carrying it out.

        Takes the arguments of `images.edit`. Lumenfall checks them, and charges nothing.

        Documentation: https://docs.lumenfall.ai/api-reference/cost-estimation

        Args:
            image: One or more pictures, as PNG, WebP or JPEG. Not every model takes several.
            model: The model to use, such as `gemini-3-pro-image`. A prefix such as `vertex/` selects the provider.
            prompt: What to change. Only upscaling does without it.
            mask: A PNG of the same size, whose transparent parts show what to change.
            scale_factor: How many times larger an upscaling model makes the image, such as 2 or 4.
            n: How many images to generate, from 1 to 10; Lumenfall's default is 1.
            size: Width and height in pixels, such as `1024x1024`.
            aspect_ratio: The aspect ratio, such as `16:9`. Lumenfall uses the nearest that the model supports.
            resolution: The size as a tier, such as `1K` or `4K`.
            quality: The quality, such as `auto`, `low`, `medium`, `high`, `standard` or `hd`.
            response_format: How to return the images, `url` (the default) or `b64_json`.
            output_format: The format of the images, such as `png`, `jpeg`, `webp`, `gif` or `avif`.
            output_compression: The quality of formats that lose information, such as `jpeg` and `webp`.
            user: An id of your own user. The log of requests has it as `user`.
            replay: Whether Lumenfall records the call or replays a recorded one. `mock` is free, and returns
                placeholders.
            replay_match: Which recording fits a call. `standard`, the default, ignores the prompt; `strict` compares
                the whole body.
            replay_fields: The fields that `replay_match="specific"` compares, separated by commas.
            replay_recording: The id of the recording that `replay_match="pinned"` replays. It begins with `rec_`.
            extra_body: Further fields of the request body, by their names in the API. Fields that are arguments are not
                allowed.

        Raises:
            InvalidArgumentError: An argument cannot be sent. No request was sent.
            NotFoundError: 404: The model does not exist (code `MODEL_NOT_FOUND`) or is disabled (code
                `MODEL_DISABLED`).
        """
        return self.estimate_edit_detailed(
            image=image,
            model=model,
            prompt=prompt,
            mask=mask,
            scale_factor=scale_factor,
            n=n,
            size=size,
            aspect_ratio=aspect_ratio,
            resolution=resolution,
            quality=quality,
            response_format=response_format,
            output_format=output_format,
            output_compression=output_compression,
            user=user,
            replay=replay,
            replay_match=replay_match,
            replay_fields=replay_fields,
            replay_recording=replay_recording,
            extra_body=extra_body,
        ).parsed

    def estimate_edit_detailed(
        self,
        *,
        image: FileInput | Sequence[FileInput],
        model: str,
        prompt: str | Unset = UNSET,
        mask: FileInput | Unset = UNSET,
        scale_factor: float | Unset = UNSET,
        n: int | Unset = UNSET,
        size: str | Unset = UNSET,
        aspect_ratio: str | Unset = UNSET,
        resolution: str | Unset = UNSET,
        quality: str | Unset = UNSET,
        response_format: str | Unset = UNSET,
        output_format: str | Unset = UNSET,
        output_compression: int | Unset = UNSET,
        user: str | Unset = UNSET,
        replay: KnownReplayMode | str | None | Unset = UNSET,
        replay_match: KnownReplayMatch | str | None | Unset = UNSET,
        replay_fields: str | None | Unset = UNSET,
        replay_recording: str | None | Unset = UNSET,
        extra_body: Mapping[str, Any] | None = None,
    ) -> Response[CostEstimate]:
        """Do the same as `estimate_edit`, and return the result with the status, headers and raw body."""
        with self._engine.arguments_of(estimate_edit_method):
            body = ImageEditParams(
                image=image,
                model=model,
                prompt=prompt,
                mask=mask,
                scale_factor=scale_factor,
                n=n,
                size=size,
                aspect_ratio=aspect_ratio,
                resolution=resolution,
                quality=quality,
                response_format=response_format,
                output_format=output_format,
                output_compression=output_compression,
                user=user,
                additional_properties=further_fields(extra_body),
            )
            _call = estimate_edit_call(
                body=body,
                replay=self._engine.option("replay", replay),
                replay_match=self._engine.option("replay_match", replay_match),
                replay_fields=self._engine.option("replay_fields", replay_fields),
                replay_recording=self._engine.option("replay_recording", replay_recording),
            )
        return self._engine.send(_call, estimate_edit_answer)


class AsyncImagesResource(AsyncImagesMixin):
    """Image generation, editing and upscaling. A call waits until the images are finished.

    `AsyncLumenfall` lists the errors that every call may raise.
    """

    async def generate(
        self,
        *,
        model: str,
        prompt: str,
        n: int | Unset = UNSET,
        size: str | Unset = UNSET,
        aspect_ratio: str | Unset = UNSET,
        resolution: str | Unset = UNSET,
        quality: str | Unset = UNSET,
        response_format: str | Unset = UNSET,
        output_format: str | Unset = UNSET,
        output_compression: int | Unset = UNSET,
        style: str | Unset = UNSET,
        user: str | Unset = UNSET,
        replay: KnownReplayMode | str | None | Unset = UNSET,
        replay_match: KnownReplayMatch | str | None | Unset = UNSET,
        replay_fields: str | None | Unset = UNSET,
        replay_recording: str | None | Unset = UNSET,
        extra_body: Mapping[str, Any] | None = None,
    ) -> GeneratedImages:
        """Generate images from a prompt.

        Waits for the images, which takes from a few seconds to several minutes, and costs money. The links in the
        response usually expire after an hour: `images.save` downloads an image.

        Unless you choose others, a call may take 600 seconds for each phase of an attempt (`timeout`) and 900 seconds
        in all (`total_timeout`).

        Documentation: https://docs.lumenfall.ai/api-reference/images/generate

        Args:
            model: The model to use, such as `gemini-3-pro-image`. A prefix such as `vertex/` selects the provider.
            prompt: What the images should show. The maximum length depends on the model.
            n: How many images to generate, from 1 to 10; Lumenfall's default is 1.
            size: Width and height in pixels (`1024x1024`), or an aspect ratio (`16:9`). It takes precedence over
                `aspect_ratio` and `resolution`.
            aspect_ratio: The aspect ratio, such as `16:9`. Lumenfall uses the nearest that the model supports.
            resolution: The size as a tier, such as `1K` or `4K`.
            quality: The quality. Depending on the model, `standard` and `hd`, or `low`, `medium` and `high`.
            response_format: How to return the images, `url` (the default) or `b64_json`.
            output_format: The format of the images, such as `png`, `jpeg`, `webp`, `gif` or `avif`.
            output_compression: The quality of formats that lose information, such as `jpeg` and `webp`.
            style: The style, `vivid` (the default) or `natural`. Few models support it.
            user: An id of your own user. The log of requests has it as `user`.
            replay: Whether Lumenfall records the call or replays a recorded one. `mock` is free, and returns
                placeholders.
            replay_match: Which recording fits a call. `standard`, the default, ignores the prompt; `strict` compares
                the whole body.
            replay_fields: The fields that `replay_match="specific"` compares, separated by commas.
            replay_recording: The id of the recording that `replay_match="pinned"` replays. It begins with `rec_`.
            extra_body: Further fields of the request body, by their names in the API. Fields that are arguments are not
                allowed.

        Raises:
            InvalidArgumentError: An argument cannot be sent. No request was sent.
            NotFoundError: 404: The model does not exist (code `MODEL_NOT_FOUND`) or is disabled (code
                `MODEL_DISABLED`).
        """
        return (
            await self.generate_detailed(
                model=model,
                prompt=prompt,
                n=n,
                size=size,
                aspect_ratio=aspect_ratio,
                resolution=resolution,
                quality=quality,
                response_format=response_format,
                output_format=output_format,
                output_compression=output_compression,
                style=style,
                user=user,
                replay=replay,
                replay_match=replay_match,
                replay_fields=replay_fields,
                replay_recording=replay_recording,
                extra_body=extra_body,
            )
        ).parsed

    async def generate_detailed(
        self,
        *,
        model: str,
        prompt: str,
        n: int | Unset = UNSET,
        size: str | Unset = UNSET,
        aspect_ratio: str | Unset = UNSET,
        resolution: str | Unset = UNSET,
        quality: str | Unset = UNSET,
        response_format: str | Unset = UNSET,
        output_format: str | Unset = UNSET,
        output_compression: int | Unset = UNSET,
        style: str | Unset = UNSET,
        user: str | Unset = UNSET,
        replay: KnownReplayMode | str | None | Unset = UNSET,
        replay_match: KnownReplayMatch | str | None | Unset = UNSET,
        replay_fields: str | None | Unset = UNSET,
        replay_recording: str | None | Unset = UNSET,
        extra_body: Mapping[str, Any] | None = None,
    ) -> Response[GeneratedImages]:
        """Do the same as `generate`, and return the result with the status, headers and raw body."""
        with self._engine.arguments_of(generate_method):
            body = ImageGenerateParams(
                model=model,
                prompt=prompt,
                n=n,
                size=size,
                aspect_ratio=aspect_ratio,
                resolution=resolution,
                quality=quality,
                response_format=response_format,
                output_format=output_format,
                output_compression=output_compression,
                style=style,
                user=user,
                additional_properties=further_fields(extra_body),
            )
            _call = generate_call(
                body=body,
                replay=self._engine.option("replay", replay),
                replay_match=self._engine.option("replay_match", replay_match),
                replay_fields=self._engine.option("replay_fields", replay_fields),
                replay_recording=self._engine.option("replay_recording", replay_recording),
            )
        return await self._engine.send(_call, generate_answer)

    async def estimate(
        self,
        *,
        model: str,
        prompt: str,
        n: int | Unset = UNSET,
        size: str | Unset = UNSET,
        aspect_ratio: str | Unset = UNSET,
        resolution: str | Unset = UNSET,
        quality: str | Unset = UNSET,
        response_format: str | Unset = UNSET,
        output_format: str | Unset = UNSET,
        output_compression: int | Unset = UNSET,
        style: str | Unset = UNSET,
        user: str | Unset = UNSET,
        replay: KnownReplayMode | str | None | Unset = UNSET,
        replay_match: KnownReplayMatch | str | None | Unset = UNSET,
        replay_fields: str | None | Unset = UNSET,
        replay_recording: str | None | Unset = UNSET,
        extra_body: Mapping[str, Any] | None = None,
    ) -> CostEstimate:
        """Estimate the cost of images without generating them.

        Takes the arguments of `images.generate`. Lumenfall checks them, and charges nothing.

        Documentation: https://docs.lumenfall.ai/api-reference/cost-estimation

        Args:
            model: The model to use, such as `gemini-3-pro-image`. A prefix such as `vertex/` selects the provider.
            prompt: What the images should show. The maximum length depends on the model.
            n: How many images to generate, from 1 to 10; Lumenfall's default is 1.
            size: Width and height in pixels (`1024x1024`), or an aspect ratio (`16:9`). It takes precedence over
                `aspect_ratio` and `resolution`.
            aspect_ratio: The aspect ratio, such as `16:9`. Lumenfall uses the nearest that the model supports.
            resolution: The size as a tier, such as `1K` or `4K`.
            quality: The quality. Depending on the model, `standard` and `hd`, or `low`, `medium` and `high`.
            response_format: How to return the images, `url` (the default) or `b64_json`.
            output_format: The format of the images, such as `png`, `jpeg`, `webp`, `gif` or `avif`.
            output_compression: The quality of formats that lose information, such as `jpeg` and `webp`.
            style: The style, `vivid` (the default) or `natural`. Few models support it.
            user: An id of your own user. The log of requests has it as `user`.
            replay: Whether Lumenfall records the call or replays a recorded one. `mock` is free, and returns
                placeholders.
            replay_match: Which recording fits a call. `standard`, the default, ignores the prompt; `strict` compares
                the whole body.
            replay_fields: The fields that `replay_match="specific"` compares, separated by commas.
            replay_recording: The id of the recording that `replay_match="pinned"` replays. It begins with `rec_`.
            extra_body: Further fields of the request body, by their names in the API. Fields that are arguments are not
                allowed.

        Raises:
            InvalidArgumentError: An argument cannot be sent. No request was sent.
            NotFoundError: 404: The model does not exist (code `MODEL_NOT_FOUND`) or is disabled (code
                `MODEL_DISABLED`).
        """
        return (
            await self.estimate_detailed(
                model=model,
                prompt=prompt,
                n=n,
                size=size,
                aspect_ratio=aspect_ratio,
                resolution=resolution,
                quality=quality,
                response_format=response_format,
                output_format=output_format,
                output_compression=output_compression,
                style=style,
                user=user,
                replay=replay,
                replay_match=replay_match,
                replay_fields=replay_fields,
                replay_recording=replay_recording,
                extra_body=extra_body,
            )
        ).parsed

    async def estimate_detailed(
        self,
        *,
        model: str,
        prompt: str,
        n: int | Unset = UNSET,
        size: str | Unset = UNSET,
        aspect_ratio: str | Unset = UNSET,
        resolution: str | Unset = UNSET,
        quality: str | Unset = UNSET,
        response_format: str | Unset = UNSET,
        output_format: str | Unset = UNSET,
        output_compression: int | Unset = UNSET,
        style: str | Unset = UNSET,
        user: str | Unset = UNSET,
        replay: KnownReplayMode | str | None | Unset = UNSET,
        replay_match: KnownReplayMatch | str | None | Unset = UNSET,
        replay_fields: str | None | Unset = UNSET,
        replay_recording: str | None | Unset = UNSET,
        extra_body: Mapping[str, Any] | None = None,
    ) -> Response[CostEstimate]:
        """Do the same as `estimate`, and return the result with the status, headers and raw body."""
        with self._engine.arguments_of(estimate_method):
            body = ImageGenerateParams(
                model=model,
                prompt=prompt,
                n=n,
                size=size,
                aspect_ratio=aspect_ratio,
                resolution=resolution,
                quality=quality,
                response_format=response_format,
                output_format=output_format,
                output_compression=output_compression,
                style=style,
                user=user,
                additional_properties=further_fields(extra_body),
            )
            _call = estimate_call(
                body=body,
                replay=self._engine.option("replay", replay),
                replay_match=self._engine.option("replay_match", replay_match),
                replay_fields=self._engine.option("replay_fields", replay_fields),
                replay_recording=self._engine.option("replay_recording", replay_recording),
            )
        return await self._engine.send(_call, estimate_answer)

    async def edit(
        self,
        *,
        image: FileInput | Sequence[FileInput],
        model: str,
        prompt: str | Unset = UNSET,
        mask: FileInput | Unset = UNSET,
        scale_factor: float | Unset = UNSET,
        n: int | Unset = UNSET,
        size: str | Unset = UNSET,
        aspect_ratio: str | Unset = UNSET,
        resolution: str | Unset = UNSET,
        quality: str | Unset = UNSET,
        response_format: str | Unset = UNSET,
        output_format: str | Unset = UNSET,
        output_compression: int | Unset = UNSET,
        user: str | Unset = UNSET,
        replay: KnownReplayMode | str | None | Unset = UNSET,
        replay_match: KnownReplayMatch | str | None | Unset = UNSET,
        replay_fields: str | None | Unset = UNSET,
        replay_recording: str | None | Unset = UNSET,
        extra_body: Mapping[str, Any] | None = None,
    ) -> GeneratedImages:
        """Edit images with a prompt, or upscale an image.

        Waits for the images, which takes from a few seconds to several minutes, and costs money. With `scale_factor`,
        an upscaling model makes the image larger, and needs no prompt.

        Unless you choose others, a call may take 600 seconds for each phase of an attempt (`timeout`) and 900 seconds
        in all (`total_timeout`).

        Documentation: https://docs.lumenfall.ai/api-reference/images/edit

        Args:
            image: One or more pictures, as PNG, WebP or JPEG. Not every model takes several.
            model: The model to use, such as `gemini-3-pro-image`. A prefix such as `vertex/` selects the provider.
            prompt: What to change. Only upscaling does without it.
            mask: A PNG of the same size, whose transparent parts show what to change.
            scale_factor: How many times larger an upscaling model makes the image, such as 2 or 4.
            n: How many images to generate, from 1 to 10; Lumenfall's default is 1.
            size: Width and height in pixels, such as `1024x1024`.
            aspect_ratio: The aspect ratio, such as `16:9`. Lumenfall uses the nearest that the model supports.
            resolution: The size as a tier, such as `1K` or `4K`.
            quality: The quality, such as `auto`, `low`, `medium`, `high`, `standard` or `hd`.
            response_format: How to return the images, `url` (the default) or `b64_json`.
            output_format: The format of the images, such as `png`, `jpeg`, `webp`, `gif` or `avif`.
            output_compression: The quality of formats that lose information, such as `jpeg` and `webp`.
            user: An id of your own user. The log of requests has it as `user`.
            replay: Whether Lumenfall records the call or replays a recorded one. `mock` is free, and returns
                placeholders.
            replay_match: Which recording fits a call. `standard`, the default, ignores the prompt; `strict` compares
                the whole body.
            replay_fields: The fields that `replay_match="specific"` compares, separated by commas.
            replay_recording: The id of the recording that `replay_match="pinned"` replays. It begins with `rec_`.
            extra_body: Further fields of the request body, by their names in the API. Fields that are arguments are not
                allowed.

        Raises:
            InvalidArgumentError: An argument cannot be sent. No request was sent.
            NotFoundError: 404: The model does not exist (code `MODEL_NOT_FOUND`) or is disabled (code
                `MODEL_DISABLED`).
        """
        return (
            await self.edit_detailed(
                image=image,
                model=model,
                prompt=prompt,
                mask=mask,
                scale_factor=scale_factor,
                n=n,
                size=size,
                aspect_ratio=aspect_ratio,
                resolution=resolution,
                quality=quality,
                response_format=response_format,
                output_format=output_format,
                output_compression=output_compression,
                user=user,
                replay=replay,
                replay_match=replay_match,
                replay_fields=replay_fields,
                replay_recording=replay_recording,
                extra_body=extra_body,
            )
        ).parsed

    async def edit_detailed(
        self,
        *,
        image: FileInput | Sequence[FileInput],
        model: str,
        prompt: str | Unset = UNSET,
        mask: FileInput | Unset = UNSET,
        scale_factor: float | Unset = UNSET,
        n: int | Unset = UNSET,
        size: str | Unset = UNSET,
        aspect_ratio: str | Unset = UNSET,
        resolution: str | Unset = UNSET,
        quality: str | Unset = UNSET,
        response_format: str | Unset = UNSET,
        output_format: str | Unset = UNSET,
        output_compression: int | Unset = UNSET,
        user: str | Unset = UNSET,
        replay: KnownReplayMode | str | None | Unset = UNSET,
        replay_match: KnownReplayMatch | str | None | Unset = UNSET,
        replay_fields: str | None | Unset = UNSET,
        replay_recording: str | None | Unset = UNSET,
        extra_body: Mapping[str, Any] | None = None,
    ) -> Response[GeneratedImages]:
        """Do the same as `edit`, and return the result with the status, headers and raw body."""
        with self._engine.arguments_of(edit_method):
            body = ImageEditParams(
                image=image,
                model=model,
                prompt=prompt,
                mask=mask,
                scale_factor=scale_factor,
                n=n,
                size=size,
                aspect_ratio=aspect_ratio,
                resolution=resolution,
                quality=quality,
                response_format=response_format,
                output_format=output_format,
                output_compression=output_compression,
                user=user,
                additional_properties=further_fields(extra_body),
            )
            _call = edit_call(
                body=body,
                replay=self._engine.option("replay", replay),
                replay_match=self._engine.option("replay_match", replay_match),
                replay_fields=self._engine.option("replay_fields", replay_fields),
                replay_recording=self._engine.option("replay_recording", replay_recording),
            )
        return await self._engine.send(_call, edit_answer)

    async def estimate_edit(
        self,
        *,
        image: FileInput | Sequence[FileInput],
        model: str,
        prompt: str | Unset = UNSET,
        mask: FileInput | Unset = UNSET,
        scale_factor: float | Unset = UNSET,
        n: int | Unset = UNSET,
        size: str | Unset = UNSET,
        aspect_ratio: str | Unset = UNSET,
        resolution: str | Unset = UNSET,
        quality: str | Unset = UNSET,
        response_format: str | Unset = UNSET,
        output_format: str | Unset = UNSET,
        output_compression: int | Unset = UNSET,
        user: str | Unset = UNSET,
        replay: KnownReplayMode | str | None | Unset = UNSET,
        replay_match: KnownReplayMatch | str | None | Unset = UNSET,
        replay_fields: str | None | Unset = UNSET,
        replay_recording: str | None | Unset = UNSET,
        extra_body: Mapping[str, Any] | None = None,
    ) -> CostEstimate:
        """Estimate the cost of an edit or an upscaling without carrying it out.

        Takes the arguments of `images.edit`. Lumenfall checks them, and charges nothing.

        Documentation: https://docs.lumenfall.ai/api-reference/cost-estimation

        Args:
            image: One or more pictures, as PNG, WebP or JPEG. Not every model takes several.
            model: The model to use, such as `gemini-3-pro-image`. A prefix such as `vertex/` selects the provider.
            prompt: What to change. Only upscaling does without it.
            mask: A PNG of the same size, whose transparent parts show what to change.
            scale_factor: How many times larger an upscaling model makes the image, such as 2 or 4.
            n: How many images to generate, from 1 to 10; Lumenfall's default is 1.
            size: Width and height in pixels, such as `1024x1024`.
            aspect_ratio: The aspect ratio, such as `16:9`. Lumenfall uses the nearest that the model supports.
            resolution: The size as a tier, such as `1K` or `4K`.
            quality: The quality, such as `auto`, `low`, `medium`, `high`, `standard` or `hd`.
            response_format: How to return the images, `url` (the default) or `b64_json`.
            output_format: The format of the images, such as `png`, `jpeg`, `webp`, `gif` or `avif`.
            output_compression: The quality of formats that lose information, such as `jpeg` and `webp`.
            user: An id of your own user. The log of requests has it as `user`.
            replay: Whether Lumenfall records the call or replays a recorded one. `mock` is free, and returns
                placeholders.
            replay_match: Which recording fits a call. `standard`, the default, ignores the prompt; `strict` compares
                the whole body.
            replay_fields: The fields that `replay_match="specific"` compares, separated by commas.
            replay_recording: The id of the recording that `replay_match="pinned"` replays. It begins with `rec_`.
            extra_body: Further fields of the request body, by their names in the API. Fields that are arguments are not
                allowed.

        Raises:
            InvalidArgumentError: An argument cannot be sent. No request was sent.
            NotFoundError: 404: The model does not exist (code `MODEL_NOT_FOUND`) or is disabled (code
                `MODEL_DISABLED`).
        """
        return (
            await self.estimate_edit_detailed(
                image=image,
                model=model,
                prompt=prompt,
                mask=mask,
                scale_factor=scale_factor,
                n=n,
                size=size,
                aspect_ratio=aspect_ratio,
                resolution=resolution,
                quality=quality,
                response_format=response_format,
                output_format=output_format,
                output_compression=output_compression,
                user=user,
                replay=replay,
                replay_match=replay_match,
                replay_fields=replay_fields,
                replay_recording=replay_recording,
                extra_body=extra_body,
            )
        ).parsed

    async def estimate_edit_detailed(
        self,
        *,
        image: FileInput | Sequence[FileInput],
        model: str,
        prompt: str | Unset = UNSET,
        mask: FileInput | Unset = UNSET,
        scale_factor: float | Unset = UNSET,
        n: int | Unset = UNSET,
        size: str | Unset = UNSET,
        aspect_ratio: str | Unset = UNSET,
        resolution: str | Unset = UNSET,
        quality: str | Unset = UNSET,
        response_format: str | Unset = UNSET,
        output_format: str | Unset = UNSET,
        output_compression: int | Unset = UNSET,
        user: str | Unset = UNSET,
        replay: KnownReplayMode | str | None | Unset = UNSET,
        replay_match: KnownReplayMatch | str | None | Unset = UNSET,
        replay_fields: str | None | Unset = UNSET,
        replay_recording: str | None | Unset = UNSET,
        extra_body: Mapping[str, Any] | None = None,
    ) -> Response[CostEstimate]:
        """Do the same as `estimate_edit`, and return the result with the status, headers and raw body."""
        with self._engine.arguments_of(estimate_edit_method):
            body = ImageEditParams(
                image=image,
                model=model,
                prompt=prompt,
                mask=mask,
                scale_factor=scale_factor,
                n=n,
                size=size,
                aspect_ratio=aspect_ratio,
                resolution=resolution,
                quality=quality,
                response_format=response_format,
                output_format=output_format,
                output_compression=output_compression,
                user=user,
                additional_properties=further_fields(extra_body),
            )
            _call = estimate_edit_call(
                body=body,
                replay=self._engine.option("replay", replay),
                replay_match=self._engine.option("replay_match", replay_match),
                replay_fields=self._engine.option("replay_fields", replay_fields),
                replay_recording=self._engine.option("replay_recording", replay_recording),
            )
        return await self._engine.send(_call, estimate_edit_answer)


def generate_call(
    *,
    body: ImageGenerateParams,
    replay: KnownReplayMode | str | None | Unset = UNSET,
    replay_match: KnownReplayMatch | str | None | Unset = UNSET,
    replay_fields: str | None | Unset = UNSET,
    replay_recording: str | None | Unset = UNSET,
) -> Call:
    """Build the request of `images.generate`.

    Raises:
        InvalidArgumentError: An argument cannot be sent.
    """
    check_bounds(body.n, "n", minimum=1, maximum=10)
    check_given_once(
        body.additional_properties,
        {
            "model": body.model,
            "prompt": body.prompt,
            "n": body.n,
            "size": body.size,
            "aspect_ratio": body.aspect_ratio,
            "resolution": body.resolution,
            "quality": body.quality,
            "response_format": body.response_format,
            "output_format": body.output_format,
            "output_compression": body.output_compression,
            "style": body.style,
            "user": body.user,
        },
    )
    return Call(
        operation="images_generate",
        method="POST",
        path="/openai/v1/images/generations",
        headers=header_fields(
            ("X-Lumenfall-Replay", replay),
            ("X-Lumenfall-Replay-Match", replay_match),
            ("X-Lumenfall-Replay-Fields", replay_fields),
            ("X-Lumenfall-Replay-Recording", replay_recording),
        ),
        body=json_body(body),
        timeout=600.0,
        total_timeout=900.0,
    )


def generate_answer(answer: Answer) -> GeneratedImages:
    """Read the response of `images.generate`.

    Raises:
        ResponseDecodeError: The response does not match the documentation.
    """
    return GeneratedImages.from_dict(answer.json())


def estimate_call(
    *,
    body: ImageGenerateParams,
    replay: KnownReplayMode | str | None | Unset = UNSET,
    replay_match: KnownReplayMatch | str | None | Unset = UNSET,
    replay_fields: str | None | Unset = UNSET,
    replay_recording: str | None | Unset = UNSET,
) -> Call:
    """Build the request of `images.estimate`.

    Raises:
        InvalidArgumentError: An argument cannot be sent.
    """
    check_bounds(body.n, "n", minimum=1, maximum=10)
    check_given_once(
        body.additional_properties,
        {
            "model": body.model,
            "prompt": body.prompt,
            "n": body.n,
            "size": body.size,
            "aspect_ratio": body.aspect_ratio,
            "resolution": body.resolution,
            "quality": body.quality,
            "response_format": body.response_format,
            "output_format": body.output_format,
            "output_compression": body.output_compression,
            "style": body.style,
            "user": body.user,
        },
    )
    return Call(
        operation="images_estimate",
        method="POST",
        path="/openai/v1/images/generations",
        query=(("dryRun", "true"),),
        headers=header_fields(
            ("X-Lumenfall-Replay", replay),
            ("X-Lumenfall-Replay-Match", replay_match),
            ("X-Lumenfall-Replay-Fields", replay_fields),
            ("X-Lumenfall-Replay-Recording", replay_recording),
        ),
        body=json_body(body),
        idempotent=True,
    )


def estimate_answer(answer: Answer) -> CostEstimate:
    """Read the response of `images.estimate`.

    Raises:
        ResponseDecodeError: The response does not match the documentation.
    """
    return CostEstimate.from_dict(answer.json())


def edit_call(
    *,
    body: ImageEditParams,
    replay: KnownReplayMode | str | None | Unset = UNSET,
    replay_match: KnownReplayMatch | str | None | Unset = UNSET,
    replay_fields: str | None | Unset = UNSET,
    replay_recording: str | None | Unset = UNSET,
) -> Call:
    """Build the request of `images.edit`.

    Raises:
        InvalidArgumentError: An argument cannot be sent.
    """
    check_bounds(body.n, "n", minimum=1, maximum=10)
    check_given_once(
        body.additional_properties,
        {
            "image[]": body.image,
            "model": body.model,
            "prompt": body.prompt,
            "mask": body.mask,
            "scale_factor": body.scale_factor,
            "n": body.n,
            "size": body.size,
            "aspect_ratio": body.aspect_ratio,
            "resolution": body.resolution,
            "quality": body.quality,
            "response_format": body.response_format,
            "output_format": body.output_format,
            "output_compression": body.output_compression,
            "user": body.user,
        },
    )
    return Call(
        operation="images_edit",
        method="POST",
        path="/openai/v1/images/edits",
        headers=header_fields(
            ("X-Lumenfall-Replay", replay),
            ("X-Lumenfall-Replay-Match", replay_match),
            ("X-Lumenfall-Replay-Fields", replay_fields),
            ("X-Lumenfall-Replay-Recording", replay_recording),
        ),
        body=multipart_body(body, files={"image[]": "image", "mask": "mask"}),
        timeout=600.0,
        total_timeout=900.0,
    )


def edit_answer(answer: Answer) -> GeneratedImages:
    """Read the response of `images.edit`.

    Raises:
        ResponseDecodeError: The response does not match the documentation.
    """
    return GeneratedImages.from_dict(answer.json())


def estimate_edit_call(
    *,
    body: ImageEditParams,
    replay: KnownReplayMode | str | None | Unset = UNSET,
    replay_match: KnownReplayMatch | str | None | Unset = UNSET,
    replay_fields: str | None | Unset = UNSET,
    replay_recording: str | None | Unset = UNSET,
) -> Call:
    """Build the request of `images.estimate_edit`.

    Raises:
        InvalidArgumentError: An argument cannot be sent.
    """
    check_bounds(body.n, "n", minimum=1, maximum=10)
    check_given_once(
        body.additional_properties,
        {
            "image[]": body.image,
            "model": body.model,
            "prompt": body.prompt,
            "mask": body.mask,
            "scale_factor": body.scale_factor,
            "n": body.n,
            "size": body.size,
            "aspect_ratio": body.aspect_ratio,
            "resolution": body.resolution,
            "quality": body.quality,
            "response_format": body.response_format,
            "output_format": body.output_format,
            "output_compression": body.output_compression,
            "user": body.user,
        },
    )
    return Call(
        operation="images_estimate_edit",
        method="POST",
        path="/openai/v1/images/edits",
        query=(("dryRun", "true"),),
        headers=header_fields(
            ("X-Lumenfall-Replay", replay),
            ("X-Lumenfall-Replay-Match", replay_match),
            ("X-Lumenfall-Replay-Fields", replay_fields),
            ("X-Lumenfall-Replay-Recording", replay_recording),
        ),
        body=multipart_body(body, files={"image[]": "image", "mask": "mask"}),
        idempotent=True,
    )


def estimate_edit_answer(answer: Answer) -> CostEstimate:
    """Read the response of `images.estimate_edit`.

    Raises:
        ResponseDecodeError: The response does not match the documentation.
    """
    return CostEstimate.from_dict(answer.json())


__all__ = ["AsyncImagesResource", "ImagesResource"]
