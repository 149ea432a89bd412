"""The documented examples that the benchmarks fetch and decode."""

from __future__ import annotations

import json

from attrs import frozen
from helicone_client.testing import FakeHelicone
from lumenfall_client.testing import FakeLumenfall
from promptlayer_client.testing import FakePromptLayer


@frozen
class Example:
    """A documented response, and the request for it."""

    id: str
    path: str
    query: str
    """The query that our client also sends, including the question mark."""
    body: str
    """The body as compact JSON."""


def _example(
    fake: type[FakeLumenfall | FakePromptLayer | FakeHelicone], operation_id: str, answer: str, query: str = ""
) -> Example:
    (operation,) = (each for each in fake.operations if each.operation == operation_id)
    example_id = next(each.example for each in operation.parameters if each.place == "path")
    assert example_id is not None  # noqa: S101  # our documents have an example for each path parameter
    path = operation.template.partition("{")[0] + example_id
    body = json.dumps(operation.answers[answer].json, ensure_ascii=False, separators=(",", ":"))
    return Example(example_id, path, query, body)


LUMENFALL_REQUEST = _example(FakeLumenfall, "requests_get", "completed")
LUMENFALL_VIDEO = _example(FakeLumenfall, "videos_get", "completed")
PROMPTLAYER_REQUEST = _example(FakePromptLayer, "requests_get", "request")
HELICONE_REQUEST = _example(FakeHelicone, "requests_get", "found", "?includeBody=false")

ALL = (LUMENFALL_REQUEST, LUMENFALL_VIDEO, PROMPTLAYER_REQUEST, HELICONE_REQUEST)
