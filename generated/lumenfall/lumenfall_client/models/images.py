# Generated from openapi/lumenfall/document.yaml by `nox -s generate`. Do not edit.
"""The models of `images`."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Required, Self, TypedDict

from attrs import define, field

from .._runtime.values.decoding import (
    anything,
    array,
    integer,
    map_of,
    members,
    model_of,
    nested,
    number,
    string,
)
from .._runtime.values.encoding import to_json
from .._runtime.values.model import Model
from ..types import MISSING, UNSET, FileInput, Unset
from .shared import KnownReplayMatch, KnownReplayMode


@define(kw_only=True, repr=False, eq=False)
class ImageGenerateParams(Model):
    """The parameters of generated images. Lumenfall passes any parameter that is not listed here through to the
    provider.
    """

    model: str
    """The model to use, such as `gemini-3-pro-image`. A prefix such as `vertex/` selects the provider."""
    prompt: str
    """What the images should show. The maximum length depends on the model."""
    n: int | Unset = UNSET
    """How many images to generate, from 1 to 10; Lumenfall's default is 1."""
    size: str | Unset = UNSET
    """Width and height in pixels (`1024x1024`), or an aspect ratio (`16:9`). It takes precedence over `aspect_ratio`
    and `resolution`.
    """
    aspect_ratio: str | Unset = UNSET
    """The aspect ratio, such as `16:9`. Lumenfall uses the nearest that the model supports."""
    resolution: str | Unset = UNSET
    """The size as a tier, such as `1K` or `4K`."""
    quality: str | Unset = UNSET
    """The quality. Depending on the model, `standard` and `hd`, or `low`, `medium` and `high`."""
    response_format: str | Unset = UNSET
    """How to return the images, `url` (the default) or `b64_json`."""
    output_format: str | Unset = UNSET
    """The format of the images, such as `png`, `jpeg`, `webp`, `gif` or `avif`."""
    output_compression: int | Unset = UNSET
    """The quality of formats that lose information, such as `jpeg` and `webp`."""
    style: str | Unset = UNSET
    """The style, `vivid` (the default) or `natural`. Few models support it."""
    user: str | Unset = UNSET
    """An id of your own user. The log of requests has it as `user`."""
    additional_properties: dict[str, Any] = field(factory=dict[str, Any])
    """Further fields to send, by their names in the API."""

    def to_dict(self) -> dict[str, Any]:
        """Return the object as a dict for JSON, without unset fields."""
        fields: dict[str, Any] = {
            "model": self.model,
            "prompt": self.prompt,
            "n": self.n,
            "size": self.size,
            "aspect_ratio": self.aspect_ratio,
            "resolution": self.resolution,
            "quality": self.quality,
            "response_format": self.response_format,
            "output_format": self.output_format,
            "output_compression": self.output_compression,
            "style": self.style,
            "user": self.user,
            **self.additional_properties,
        }
        return {name: to_json(value, name) for name, value in fields.items() if value is not UNSET}


@define(kw_only=True, repr=False, eq=False)
class ImageEditParams(Model):
    """The parameters of edited images. Lumenfall passes any parameter that is not listed here through to the provider."""

    image: FileInput | Sequence[FileInput]
    """One or more pictures, as PNG, WebP or JPEG. Not every model takes several."""
    model: str
    """The model to use, such as `gemini-3-pro-image`. A prefix such as `vertex/` selects the provider."""
    prompt: str | Unset = UNSET
    """What to change. Only upscaling does without it."""
    mask: FileInput | Unset = UNSET
    """A PNG of the same size, whose transparent parts show what to change."""
    scale_factor: float | Unset = UNSET
    """How many times larger an upscaling model makes the image, such as 2 or 4."""
    n: int | Unset = UNSET
    """How many images to generate, from 1 to 10; Lumenfall's default is 1."""
    size: str | Unset = UNSET
    """Width and height in pixels, such as `1024x1024`."""
    aspect_ratio: str | Unset = UNSET
    """The aspect ratio, such as `16:9`. Lumenfall uses the nearest that the model supports."""
    resolution: str | Unset = UNSET
    """The size as a tier, such as `1K` or `4K`."""
    quality: str | Unset = UNSET
    """The quality, such as `auto`, `low`, `medium`, `high`, `standard` or `hd`."""
    response_format: str | Unset = UNSET
    """How to return the images, `url` (the default) or `b64_json`."""
    output_format: str | Unset = UNSET
    """The format of the images, such as `png`, `jpeg`, `webp`, `gif` or `avif`."""
    output_compression: int | Unset = UNSET
    """The quality of formats that lose information, such as `jpeg` and `webp`."""
    user: str | Unset = UNSET
    """An id of your own user. The log of requests has it as `user`."""
    additional_properties: dict[str, Any] = field(factory=dict[str, Any])
    """Further fields to send, by their names in the API."""

    def to_dict(self) -> dict[str, Any]:
        """Return the object as a dict with its files as they were given, without unset fields."""
        fields: dict[str, Any] = {
            "image[]": self.image,
            "model": self.model,
            "prompt": self.prompt,
            "mask": self.mask,
            "scale_factor": self.scale_factor,
            "n": self.n,
            "size": self.size,
            "aspect_ratio": self.aspect_ratio,
            "resolution": self.resolution,
            "quality": self.quality,
            "response_format": self.response_format,
            "output_format": self.output_format,
            "output_compression": self.output_compression,
            "user": self.user,
            **self.additional_properties,
        }
        return {name: value for name, value in fields.items() if value is not UNSET}


@define(kw_only=True, repr=False, eq=False)
class GeneratedImage(Model):
    """One image, as a link or as base64 data."""

    url: str | None = None
    """The URL of the image, unless base64 data was requested. It usually expires after an hour."""
    b64_json: str | None = None
    """The file as base64 data, if `response_format` is `b64_json`."""
    revised_prompt: str | None = None
    """The prompt that the model used instead of the given one."""
    additional_properties: dict[str, Any] = field(factory=dict[str, Any])
    """Fields in the response that the documentation does not name, unchanged."""

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        """Read a JSON object, and check the type of each field.

        Raises:
            ResponseDecodeError: A field is missing or has the wrong type. The error's path starts at this object.
        """
        rest = members(data)
        take = rest.pop
        _url = take("url", None)
        if _url is not None and type(_url) is not str:
            _url = string(_url, "url")
        _b64_json = take("b64_json", None)
        if _b64_json is not None and type(_b64_json) is not str:
            _b64_json = string(_b64_json, "b64_json")
        _revised_prompt = take("revised_prompt", None)
        if _revised_prompt is not None and type(_revised_prompt) is not str:
            _revised_prompt = string(_revised_prompt, "revised_prompt")
        return cls(url=_url, b64_json=_b64_json, revised_prompt=_revised_prompt, additional_properties=rest)

    def to_dict(self) -> dict[str, Any]:
        """Return the object as a dict for JSON. Fields that the API omitted are null."""
        fields: dict[str, Any] = {
            "url": self.url,
            "b64_json": self.b64_json,
            "revised_prompt": self.revised_prompt,
        }
        return {**self.additional_properties, **fields} if self.additional_properties else fields


@define(kw_only=True, repr=False, eq=False)
class ImageMetadata(Model):
    """Which provider and model generated images, and what they cost."""

    model: str | None = None
    """The requested model."""
    executed_model: str | None = None
    """The model that actually ran, with its provider, such as `vertex/gemini-3-pro-image`."""
    provider: str | None = None
    """The short name of that provider, such as `vertex`."""
    provider_name: str | None = None
    """The display name of that provider, such as `Google Vertex AI`."""
    cost: float | None = None
    """The cost of the request, in `cost_currency`."""
    cost_currency: str | None = None
    """The currency of the cost, such as `USD`. Logged requests have it in lower case."""
    attempts: list[dict[str, Any]] | None = None
    """The attempts with several providers."""
    additional_properties: dict[str, Any] = field(factory=dict[str, Any])
    """Fields in the response that the documentation does not name, unchanged."""

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        """Read a JSON object, and check the type of each field.

        Raises:
            ResponseDecodeError: A field is missing or has the wrong type. The error's path starts at this object.
        """
        rest = members(data)
        take = rest.pop
        _model = take("model", None)
        if _model is not None and type(_model) is not str:
            _model = string(_model, "model")
        _executed_model = take("executed_model", None)
        if _executed_model is not None and type(_executed_model) is not str:
            _executed_model = string(_executed_model, "executed_model")
        _provider = take("provider", None)
        if _provider is not None and type(_provider) is not str:
            _provider = string(_provider, "provider")
        _provider_name = take("provider_name", None)
        if _provider_name is not None and type(_provider_name) is not str:
            _provider_name = string(_provider_name, "provider_name")
        _cost = take("cost", None)
        if _cost is not None and type(_cost) is not float:
            _cost = number(_cost, "cost")
        _cost_currency = take("cost_currency", None)
        if _cost_currency is not None and type(_cost_currency) is not str:
            _cost_currency = string(_cost_currency, "cost_currency")
        _attempts = take("attempts", None)
        if _attempts is not None:
            _attempts = array(_attempts, "attempts", map_of(anything))
        return cls(
            model=_model,
            executed_model=_executed_model,
            provider=_provider,
            provider_name=_provider_name,
            cost=_cost,
            cost_currency=_cost_currency,
            attempts=_attempts,
            additional_properties=rest,
        )

    def to_dict(self) -> dict[str, Any]:
        """Return the object as a dict for JSON. Fields that the API omitted are null."""
        fields: dict[str, Any] = {
            "model": self.model,
            "executed_model": self.executed_model,
            "provider": self.provider,
            "provider_name": self.provider_name,
            "cost": self.cost,
            "cost_currency": self.cost_currency,
            "attempts": None if self.attempts is None else to_json(self.attempts),
        }
        return {**self.additional_properties, **fields} if self.additional_properties else fields


@define(kw_only=True, repr=False, eq=False)
class GeneratedImages(Model):
    """The images of a request. The time is in Unix seconds (UTC)."""

    id: str | None = None
    """The id of the images."""
    created: int | None = None
    """When the images were generated, in Unix seconds."""
    size: str | None = None
    """Width and height in pixels, such as `1024x1024`."""
    output_format: str | None = None
    """The format of the images, such as `png`."""
    data: list[GeneratedImage]
    """The images."""
    metadata: ImageMetadata | None = None
    """Which provider and model generated the images, and what they cost. May be absent."""
    additional_properties: dict[str, Any] = field(factory=dict[str, Any])
    """Fields in the response that the documentation does not name, unchanged."""

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        """Read a JSON object, and check the type of each field.

        Raises:
            ResponseDecodeError: A field is missing or has the wrong type. The error's path starts at this object.
        """
        rest = members(data)
        take = rest.pop
        _id = take("id", None)
        if _id is not None and type(_id) is not str:
            _id = string(_id, "id")
        _created = take("created", None)
        if _created is not None and type(_created) is not int:
            _created = integer(_created, "created")
        _size = take("size", None)
        if _size is not None and type(_size) is not str:
            _size = string(_size, "size")
        _output_format = take("output_format", None)
        if _output_format is not None and type(_output_format) is not str:
            _output_format = string(_output_format, "output_format")
        _data = take("data", MISSING)
        _data = array(_data, "data", model_of(GeneratedImage.from_dict))
        _metadata = take("metadata", None)
        if _metadata is not None:
            _metadata = nested(_metadata, "metadata", ImageMetadata.from_dict)
        return cls(
            id=_id,
            created=_created,
            size=_size,
            output_format=_output_format,
            data=_data,
            metadata=_metadata,
            additional_properties=rest,
        )

    def to_dict(self) -> dict[str, Any]:
        """Return the object as a dict for JSON. Fields that the API omitted are null."""
        fields: dict[str, Any] = {
            "id": self.id,
            "created": self.created,
            "size": self.size,
            "output_format": self.output_format,
            "data": to_json(self.data),
            "metadata": None if self.metadata is None else self.metadata.to_dict(),
        }
        return {**self.additional_properties, **fields} if self.additional_properties else fields


class ImagesGenerateArguments(TypedDict, total=False):
    """The arguments of `images.generate`. Use it with `Unpack` in functions that pass them on as `**kwargs`."""

    model: Required[str]
    """The model to use, such as `gemini-3-pro-image`. A prefix such as `vertex/` selects the provider."""
    prompt: Required[str]
    """What the images should show. The maximum length depends on the model."""
    n: int | Unset
    """How many images to generate, from 1 to 10; Lumenfall's default is 1."""
    size: str | Unset
    """Width and height in pixels (`1024x1024`), or an aspect ratio (`16:9`). It takes precedence over `aspect_ratio`
    and `resolution`.
    """
    aspect_ratio: str | Unset
    """The aspect ratio, such as `16:9`. Lumenfall uses the nearest that the model supports."""
    resolution: str | Unset
    """The size as a tier, such as `1K` or `4K`."""
    quality: str | Unset
    """The quality. Depending on the model, `standard` and `hd`, or `low`, `medium` and `high`."""
    response_format: str | Unset
    """How to return the images, `url` (the default) or `b64_json`."""
    output_format: str | Unset
    """The format of the images, such as `png`, `jpeg`, `webp`, `gif` or `avif`."""
    output_compression: int | Unset
    """The quality of formats that lose information, such as `jpeg` and `webp`."""
    style: str | Unset
    """The style, `vivid` (the default) or `natural`. Few models support it."""
    user: str | Unset
    """An id of your own user. The log of requests has it as `user`."""
    replay: KnownReplayMode | str | None | Unset
    """Whether Lumenfall records the call or replays a recorded one. `mock` is free, and returns placeholders."""
    replay_match: KnownReplayMatch | str | None | Unset
    """Which recording fits a call. `standard`, the default, ignores the prompt; `strict` compares the whole body."""
    replay_fields: str | None | Unset
    """The fields that `replay_match="specific"` compares, separated by commas."""
    replay_recording: str | None | Unset
    """The id of the recording that `replay_match="pinned"` replays. It begins with `rec_`."""
    extra_body: Mapping[str, Any] | None
    """Further fields of the request body, by their names in the API. Fields that are arguments are not allowed."""


class ImagesEstimateArguments(TypedDict, total=False):
    """The arguments of `images.estimate`. Use it with `Unpack` in functions that pass them on as `**kwargs`."""

    model: Required[str]
    """The model to use, such as `gemini-3-pro-image`. A prefix such as `vertex/` selects the provider."""
    prompt: Required[str]
    """What the images should show. The maximum length depends on the model."""
    n: int | Unset
    """How many images to generate, from 1 to 10; Lumenfall's default is 1."""
    size: str | Unset
    """Width and height in pixels (`1024x1024`), or an aspect ratio (`16:9`). It takes precedence over `aspect_ratio`
    and `resolution`.
    """
    aspect_ratio: str | Unset
    """The aspect ratio, such as `16:9`. Lumenfall uses the nearest that the model supports."""
    resolution: str | Unset
    """The size as a tier, such as `1K` or `4K`."""
    quality: str | Unset
    """The quality. Depending on the model, `standard` and `hd`, or `low`, `medium` and `high`."""
    response_format: str | Unset
    """How to return the images, `url` (the default) or `b64_json`."""
    output_format: str | Unset
    """The format of the images, such as `png`, `jpeg`, `webp`, `gif` or `avif`."""
    output_compression: int | Unset
    """The quality of formats that lose information, such as `jpeg` and `webp`."""
    style: str | Unset
    """The style, `vivid` (the default) or `natural`. Few models support it."""
    user: str | Unset
    """An id of your own user. The log of requests has it as `user`."""
    replay: KnownReplayMode | str | None | Unset
    """Whether Lumenfall records the call or replays a recorded one. `mock` is free, and returns placeholders."""
    replay_match: KnownReplayMatch | str | None | Unset
    """Which recording fits a call. `standard`, the default, ignores the prompt; `strict` compares the whole body."""
    replay_fields: str | None | Unset
    """The fields that `replay_match="specific"` compares, separated by commas."""
    replay_recording: str | None | Unset
    """The id of the recording that `replay_match="pinned"` replays. It begins with `rec_`."""
    extra_body: Mapping[str, Any] | None
    """Further fields of the request body, by their names in the API. Fields that are arguments are not allowed."""


class ImagesEditArguments(TypedDict, total=False):
    """The arguments of `images.edit`. Use it with `Unpack` in functions that pass them on as `**kwargs`."""

    image: Required[FileInput | Sequence[FileInput]]
    """One or more pictures, as PNG, WebP or JPEG. Not every model takes several."""
    model: Required[str]
    """The model to use, such as `gemini-3-pro-image`. A prefix such as `vertex/` selects the provider."""
    prompt: str | Unset
    """What to change. Only upscaling does without it."""
    mask: FileInput | Unset
    """A PNG of the same size, whose transparent parts show what to change."""
    scale_factor: float | Unset
    """How many times larger an upscaling model makes the image, such as 2 or 4."""
    n: int | Unset
    """How many images to generate, from 1 to 10; Lumenfall's default is 1."""
    size: str | Unset
    """Width and height in pixels, such as `1024x1024`."""
    aspect_ratio: str | Unset
    """The aspect ratio, such as `16:9`. Lumenfall uses the nearest that the model supports."""
    resolution: str | Unset
    """The size as a tier, such as `1K` or `4K`."""
    quality: str | Unset
    """The quality, such as `auto`, `low`, `medium`, `high`, `standard` or `hd`."""
    response_format: str | Unset
    """How to return the images, `url` (the default) or `b64_json`."""
    output_format: str | Unset
    """The format of the images, such as `png`, `jpeg`, `webp`, `gif` or `avif`."""
    output_compression: int | Unset
    """The quality of formats that lose information, such as `jpeg` and `webp`."""
    user: str | Unset
    """An id of your own user. The log of requests has it as `user`."""
    replay: KnownReplayMode | str | None | Unset
    """Whether Lumenfall records the call or replays a recorded one. `mock` is free, and returns placeholders."""
    replay_match: KnownReplayMatch | str | None | Unset
    """Which recording fits a call. `standard`, the default, ignores the prompt; `strict` compares the whole body."""
    replay_fields: str | None | Unset
    """The fields that `replay_match="specific"` compares, separated by commas."""
    replay_recording: str | None | Unset
    """The id of the recording that `replay_match="pinned"` replays. It begins with `rec_`."""
    extra_body: Mapping[str, Any] | None
    """Further fields of the request body, by their names in the API. Fields that are arguments are not allowed."""


class ImagesEstimateEditArguments(TypedDict, total=False):
    """The arguments of `images.estimate_edit`. Use it with `Unpack` in functions that pass them on as `**kwargs`."""

    image: Required[FileInput | Sequence[FileInput]]
    """One or more pictures, as PNG, WebP or JPEG. Not every model takes several."""
    model: Required[str]
    """The model to use, such as `gemini-3-pro-image`. A prefix such as `vertex/` selects the provider."""
    prompt: str | Unset
    """What to change. Only upscaling does without it."""
    mask: FileInput | Unset
    """A PNG of the same size, whose transparent parts show what to change."""
    scale_factor: float | Unset
    """How many times larger an upscaling model makes the image, such as 2 or 4."""
    n: int | Unset
    """How many images to generate, from 1 to 10; Lumenfall's default is 1."""
    size: str | Unset
    """Width and height in pixels, such as `1024x1024`."""
    aspect_ratio: str | Unset
    """The aspect ratio, such as `16:9`. Lumenfall uses the nearest that the model supports."""
    resolution: str | Unset
    """The size as a tier, such as `1K` or `4K`."""
    quality: str | Unset
    """The quality, such as `auto`, `low`, `medium`, `high`, `standard` or `hd`."""
    response_format: str | Unset
    """How to return the images, `url` (the default) or `b64_json`."""
    output_format: str | Unset
    """The format of the images, such as `png`, `jpeg`, `webp`, `gif` or `avif`."""
    output_compression: int | Unset
    """The quality of formats that lose information, such as `jpeg` and `webp`."""
    user: str | Unset
    """An id of your own user. The log of requests has it as `user`."""
    replay: KnownReplayMode | str | None | Unset
    """Whether Lumenfall records the call or replays a recorded one. `mock` is free, and returns placeholders."""
    replay_match: KnownReplayMatch | str | None | Unset
    """Which recording fits a call. `standard`, the default, ignores the prompt; `strict` compares the whole body."""
    replay_fields: str | None | Unset
    """The fields that `replay_match="specific"` compares, separated by commas."""
    replay_recording: str | None | Unset
    """The id of the recording that `replay_match="pinned"` replays. It begins with `rec_`."""
    extra_body: Mapping[str, Any] | None
    """Further fields of the request body, by their names in the API. Fields that are arguments are not allowed."""


if not TYPE_CHECKING:
    # A pickle of an earlier version may refer to a class of this module that has moved to another module.
    from . import __getattr__ as __getattr__

__all__ = [
    "GeneratedImage",
    "GeneratedImages",
    "ImageEditParams",
    "ImageGenerateParams",
    "ImageMetadata",
    "ImagesEditArguments",
    "ImagesEstimateArguments",
    "ImagesEstimateEditArguments",
    "ImagesGenerateArguments",
]
