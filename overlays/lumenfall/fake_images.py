"""Images and estimates of Lumenfall's fake, which repeat the parameters of the request."""

from __future__ import annotations

import hashlib
import struct
import zlib
from base64 import b64encode
from collections.abc import Callable, Mapping
from copy import deepcopy
from typing import Any, Final

_MICROS: Final = 1_000_000
_DEFAULT_SECONDS: Final = 4.0
_LONGEST: Final = 3600.0


def picture(name: str) -> bytes:
    """A PNG of one pixel, whose colour depends on a name."""
    colour = hashlib.sha256(name.encode()).digest()[:3]
    header = struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)
    parts = ((b"IHDR", header), (b"IDAT", zlib.compress(b"\0" + colour)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in parts
    )


def images(example: Any, order: Mapping[str, Any], *, number: int, created: int, link: Callable[[str], str]) -> Any:
    """The response to a request for images.

    Args:
        example: The documented response, from which the provider and the cost of one image are taken.
        order: The fields of the request.
        number: The number of the request, for the names of its images.
        created: The time, in Unix seconds.
        link: Makes the link to an image of a name.
    """
    count = int(float(order.get("n", 1)))
    names = [f"image_fake{number}_{index}.png" for index in range(1, count + 1)]
    as_data = order.get("response_format") == "b64_json"
    data = [{"b64_json": b64encode(picture(name)).decode()} if as_data else {"url": link(name)} for name in names]
    body: dict[str, Any] = {"created": created, "data": data}
    body |= {key: order[key] for key in ("size", "output_format") if key in order}
    cost = example["metadata"]["cost"] * count
    return {**body, "metadata": {**example["metadata"], "model": order["model"], "cost": round(cost, 6)}}


def estimate(example: Any, order: Mapping[str, Any]) -> Any:
    """The response to a request for an estimate: the documented prices, for what the request asks for."""
    body: dict[str, Any] = {**deepcopy(example), "model": order["model"]}
    count = int(float(order.get("n", 1)))
    for component in body["components"]:
        quantity = component["quantity"]
        if component["metric"] == "image":
            quantity = count
        elif component["metric"] == "second":
            quantity = _seconds(order.get("seconds", _DEFAULT_SECONDS)) * count
        component |= {"quantity": quantity, "billable_quantity": quantity}
        component["total_cost"] = round(component["unit_price"] * quantity * _MICROS)
    return {**body, "total_cost_micros": sum(component["total_cost"] for component in body["components"])}


def _seconds(given: object) -> float:
    """A length, which may be a text; that of a usual video if the text is no number."""
    try:
        length = float(str(given))
        return length if 0 <= length <= _LONGEST else _DEFAULT_SECONDS
    except ValueError:
        return _DEFAULT_SECONDS
