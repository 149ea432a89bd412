"""Benchmark of decoding: from the bytes of a response to a model."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from functools import partial
from importlib.util import find_spec

from lumenfall_client._runtime.values.decoding import parse_json
from lumenfall_client.models import Request, Video
from openai import types as openai_types
from openai._models import construct_type

from . import stock
from .examples import LUMENFALL_REQUEST, LUMENFALL_VIDEO
from .race import Contender, Race, repeating

_JSON_AIM = 2.0


def races(times: int) -> Sequence[Race]:
    """The races of decoding."""
    request, video = LUMENFALL_REQUEST.body.encode(), LUMENFALL_VIDEO.body.encode()
    stock_models = stock.module("models")

    def by_stock(name: str, content: bytes) -> Contender:
        from_dict = getattr(stock_models, name).from_dict
        return Contender("stock output (unchecked)", repeating(lambda: from_dict(json.loads(content))))

    def by_openai() -> object:
        # Its client builds the model without checks.
        return construct_type(type_=openai_types.Video, value=json.loads(video))

    contests = {
        "decode a Lumenfall request": [
            Contender("ours", repeating(lambda: Request.from_dict(parse_json(request)))),
            Contender("json.loads", repeating(partial(json.loads, request)), _JSON_AIM),
            by_stock("Request", request),
            *_pydantic("Request", request),
        ],
        "decode a Lumenfall video": [
            Contender("ours", repeating(lambda: Video.from_dict(parse_json(video)))),
            Contender("json.loads", repeating(partial(json.loads, video))),
            Contender("openai-python (unchecked)", repeating(by_openai)),
            by_stock("Video", video),
            *_pydantic("Video", video),
        ],
    }
    return [Race(title, contenders, times) for title, contenders in contests.items()]


def _pydantic(name: str, content: bytes) -> list[Contender]:
    """Our Pydantic models, if Pydantic is installed; openai-python requires it."""
    if find_spec("pydantic") is None:
        return []
    from lumenfall_client import pydantic_models  # noqa: PLC0415  # an extra

    validate: Callable[[bytes], object] = getattr(pydantic_models, name).model_validate_json
    return [Contender("ours, Pydantic", repeating(partial(validate, content)))]
