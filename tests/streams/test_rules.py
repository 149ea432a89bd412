"""The rules for streams: a document that says what cannot be gets a finding at the place that is wrong."""

from __future__ import annotations

import json
import re
from typing import Any, Final

import pytest
import yaml
from support.jobs import DROP, change

from tools.codegen import preparation
from tools.contract import documents, rules
from tools.contract.documents import Document

from .conftest import PROJECT
from .talker import document

CHAT: Final = "/paths/~1v1~1chat#stream/post"
NEWS: Final = "/paths/~1v1~1news?kind=all/get"
TASKS: Final = "/paths/~1v1~1tasks/post"
CONTENT: Final = f"{CHAT}/responses/200/content"
JSON: Final = {
    "schema": {"$ref": "#/components/schemas/Answer"},
    "examples": {"shown": {"summary": "Made up.", "value": {"text": "a"}}},
}


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Document:
    """The document of the made-up provider."""
    path = tmp_path_factory.mktemp("talker") / "document.yaml"
    path.write_text(json.dumps(document()), encoding="utf-8")
    return documents.load(path)


def test_streams_keep_the_rules(original: Document) -> None:
    """The made-up provider has no finding."""
    assert rules.check(original, "ours") == []


BROKEN: dict[str, tuple[dict[str, Any], str, str]] = {
    "no stream": ({f"{TASKS}/x-stream": {"done": "[DONE]"}}, f"{TASKS}/x-stream", "No success of this operation"),
    "no words": ({f"{CHAT}/x-stream": True}, f"{CHAT}/x-stream", "Write what the last event is"),
    "an unknown word": ({f"{CHAT}/x-stream/don": "a"}, f"{CHAT}/x-stream/don", "did you mean `done`"),
    "a last event of two lines": ({f"{CHAT}/x-stream/done": "a\nb"}, f"{CHAT}/x-stream/done", "on one line"),
    "JSON beside a stream": ({f"{CONTENT}/application~1json": JSON}, CONTENT, "need two operations"),
    "another success": (
        {f"{CHAT}/responses/202": {"description": "Later.", "content": {"application/json": JSON}}},
        CONTENT,
        "need two operations",
    ),
    "a stream of pages": (
        {f"{NEWS}/x-pagination": {"scheme": "none"}},
        f"{NEWS}/x-pagination",
        "A stream cannot have this",
    ),
    "an example of one event": (
        {f"{CONTENT}/text~1event-stream/examples/shown/value": {"text": "a"}},
        f"{CONTENT}/text~1event-stream/examples/shown/value",
        "is the list of its events",
    ),
    "an event of another shape": (
        {f"{CONTENT}/text~1event-stream/examples/shown/value": [{"text": "a"}, {"text": 5}]},
        f"{CONTENT}/text~1event-stream/examples/shown/value/1/text",
        "does not match its schema",
    ),
    "nothing fixed": ({f"{CHAT}/x-fixed-body": {}}, f"{CHAT}/x-fixed-body", "Write the members"),
    "no body": ({f"{NEWS}/x-fixed-body": {"a": 1}}, f"{NEWS}/x-fixed-body", "a body that is only JSON"),
    "an object": ({f"{CHAT}/x-fixed-body/stream": {"a": 1}}, f"{CHAT}/x-fixed-body/stream", "Write a text, a number"),
    "another type": ({f"{TASKS}/x-fixed-body/stream": "no"}, f"{TASKS}/x-fixed-body/stream", "has another type"),
    "operations that look alike": ({f"{CHAT}/x-fixed-body": DROP}, CHAT, "look like those of `POST /v1/chat`"),
}


@pytest.mark.parametrize("name", list(BROKEN))
def test_what_is_wrong_is_a_finding(original: Document, name: str) -> None:
    """At the place that is wrong, with what to write instead."""
    changes, place, reason = BROKEN[name]

    found = rules.check(change(original, changes), "ours")

    assert [one for one in found if one.pointer == place and reason.lower() in one.reason.lower()], found


def test_the_example_of_the_guide_keeps_the_rules(original: Document) -> None:
    """What `openapi/README.md` shows is a stream, once what it leaves out is there."""
    guide = (PROJECT / "openapi" / "README.md").read_text(encoding="utf-8")
    (example,) = [one for one in re.findall(r"```yaml\n(.*?)```", guide, re.DOTALL) if "x-stream" in one]
    ((path, item),) = yaml.safe_load(example).items()
    before = original.data["paths"][path]["post"]
    operation = {**before, **item["post"], "responses": {**before["responses"], **item["post"]["responses"]}}
    changed = change(original, {CHAT: operation})

    assert rules.check(changed, "ours") == []
    assert preparation.prepare(changed).streams["chat_stream"].done == "[DONE]"
