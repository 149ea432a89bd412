"""Operations with one path and method are operations of their own, for pages and for the compatibility report."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import pytest
from support.jobs import DROP, change

from tools.contract import documents
from tools.contract.differences import differences
from tools.contract.documents import Document
from tools.contract.facts import Facts
from tools.contract.from_openapi import OpenAPI
from tools.release.compat import contract_steps
from tools.release.compat.changes import Step

from .talker import document

STREAM = "/paths/~1v1~1chat#stream/post"


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Document:
    """The document of the made-up provider."""
    path = tmp_path_factory.mktemp("talker") / "document.yaml"
    path.write_text(json.dumps(document()), encoding="utf-8")
    return documents.load(path)


def facts(found: Document) -> dict[str, Facts]:
    """The facts of each operation, by operationId."""
    return {one.id.value: one for one in OpenAPI(found).facts().operations if one.id is not None}


def page(tmp_path: Path, body: dict[str, Any]) -> Facts:
    """The facts of a page that embeds what its provider publishes about `POST /v1/chat`."""
    data = document()
    operation = copy.deepcopy(data["paths"]["/v1/chat#stream"]["post"])
    operation["requestBody"]["content"]["application/json"]["schema"] = body
    data["paths"] = {"/v1/chat": {"post": operation}}
    path = tmp_path / "page.yaml"
    path.write_text(json.dumps(data), encoding="utf-8")
    return facts(documents.load(path))["chat_stream"]


def test_a_page_states_the_path_that_is_sent(original: Document, tmp_path: Path) -> None:
    """The fragment is ours, and a member that is always sent needs no field in the document."""
    body = document()["components"]["schemas"]["Question"]
    stated = {**body, "properties": {**body["properties"], "stream": {"type": "boolean"}}}

    assert differences(page(tmp_path, stated), facts(original)["chat_stream"]) == []
    (found,) = differences(page(tmp_path, stated), facts(original)["chat_create"])[:1]
    assert (found.kind, found.subject) == ("added", "request.stream")


def test_the_fields_of_an_event_are_compared(original: Document, tmp_path: Path) -> None:
    """A page that describes another event differs from the document."""
    body = document()["components"]["schemas"]["Question"]
    changed = change(original, {"/components/schemas/Delta/properties/index": DROP})

    found = differences(page(tmp_path, body), facts(changed)["chat_stream"])

    assert [(one.kind, one.subject) for one in found if one.what == "field"] == [("added", "response.200.index")]


def test_two_operations_with_one_path_are_matched_with_themselves(original: Document) -> None:
    """Neither is taken for the other, also when the fragment changes."""
    assert contract_steps.compare(original, original) == []
    renamed = document()
    renamed["paths"] = {key.replace("#stream", "#events"): one for key, one in renamed["paths"].items()}

    found = contract_steps.compare(original, Document(original.file, renamed, {}))

    assert {one.step for one in found} == {Step.PATCH}


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({f"{STREAM}/x-fixed-body/stream": "yes"}, 'had `stream`: true in the body and has `stream`: "yes"'),
        ({f"{STREAM}/x-fixed-body": DROP}, "and has nothing fixed now"),
        ({STREAM: DROP}, "the operation `chat_stream` (POST /v1/chat#stream) is gone"),
    ],
)
def test_other_requests_are_a_breaking_change(original: Document, changes: dict[str, Any], reason: str) -> None:
    """What a call sends without being asked belongs to the contract."""
    found = contract_steps.compare(original, change(original, changes))

    assert [one for one in found if one.step is Step.MAJOR and reason in one.reason], found
