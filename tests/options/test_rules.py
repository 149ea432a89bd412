"""The rules for options, timeouts and security schemes: what is wrong gets a finding where it is."""

from __future__ import annotations

import json
import re
from typing import Any, Final

import pytest
import yaml
from support.jobs import DROP, change

from tools.contract import documents, rules
from tools.contract.documents import Document

from .conftest import PROJECT
from .forge import document, without_keys

REPLAY: Final = "/components/parameters/Replay"
CREATE: Final = "/paths/~1pieces/post"
GET: Final = "/paths/~1pieces~1{piece_id}/get"
OPTION: Final = "x-client-option"
TITLES: Final = ("`x-client-option`", "`x-timeout`", "Several keys, or none")


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Document:
    """The document of the made-up provider."""
    path = tmp_path_factory.mktemp("forge") / "document.yaml"
    path.write_text(json.dumps(document()), encoding="utf-8")
    return documents.load(path)


def test_the_documents_keep_the_rules(original: Document) -> None:
    """A document with all of it has no finding, and neither has one without any key."""
    assert rules.check(original, "ours") == []
    assert rules.check(Document(original.file, without_keys(), original.lines), "ours") == []


def test_the_examples_of_the_guide_keep_the_rules(original: Document) -> None:
    """What `openapi/README.md` shows of options, timeouts and keys is allowed where it belongs."""
    guide = (PROJECT / "openapi" / "README.md").read_text(encoding="utf-8")
    shown = [re.search(rf"### {title}\n.*?```yaml\n(.*?)```", guide, re.DOTALL) for title in TITLES]
    option, timeout, keys = (one[1] for one in shown if one is not None)
    changes = {
        REPLAY: yaml.safe_load(option)["parameters"]["Replay"],
        f"{CREATE}/x-timeout": yaml.safe_load(timeout)["x-timeout"],
    }

    for line in keys.splitlines():
        changed = change(original, {**changes, f"{GET}/security": yaml.safe_load(line)["security"]})
        assert rules.check(changed, "ours") == []


def own(**further: Any) -> dict[str, Any]:
    """A header parameter of an operation's own."""
    return {
        "name": "X-Forge-Replay",
        "in": "header",
        "description": "Another.",
        "schema": {"type": "string"},
        "example": "a",
        **further,
    }


BROKEN: dict[str, tuple[dict[str, Any], str, str]] = {
    "an option that is no name": ({f"{REPLAY}/{OPTION}": True}, f"{REPLAY}/{OPTION}", "name of the option in snake"),
    "an option in capitals": ({f"{REPLAY}/{OPTION}": "Replay"}, f"{REPLAY}/{OPTION}", "name of the option in snake"),
    "an option that is a keyword": ({f"{REPLAY}/{OPTION}": "class"}, f"{REPLAY}/{OPTION}", "name of the option in"),
    "an option of every client": ({f"{REPLAY}/{OPTION}": "timeout"}, f"{REPLAY}/{OPTION}", "has another argument"),
    "an option like a key": ({f"{REPLAY}/{OPTION}": "master_key"}, f"{REPLAY}/{OPTION}", "argument for a key"),
    "an option in the query": ({f"{REPLAY}/in": "query"}, f"{REPLAY}/{OPTION}", "Only a header"),
    "an option that is a list": (
        {f"{REPLAY}/schema": {"type": "array", "items": {"type": "string"}}},
        f"{REPLAY}/schema",
        "a string, a number or a boolean",
    ),
    "an option that is a time": (
        {f"{REPLAY}/schema": {"type": "string", "format": "date-time"}},
        f"{REPLAY}/schema",
        "no format but `password`",
    ),
    "an option with two headers": (
        {"/components/parameters/Guild/x-client-option": "replay"},
        "/components/parameters/Guild/x-client-option",
        "another name, schema or description elsewhere",
    ),
    "an option with two schemas": (
        {f"{GET}/parameters/1": own(**{OPTION: "replay"})},
        f"{GET}/parameters/1/{OPTION}",
        "another name, schema or description elsewhere",
    ),
    "a header with two options": (
        {f"{GET}/parameters/1": own(**{OPTION: "again"})},
        f"{GET}/parameters/1/{OPTION}",
        "is also the option `replay`",
    ),
    "a header that is an option elsewhere": (
        {f"{GET}/parameters/1": own()},
        f"{GET}/parameters/1",
        "is the option `replay` of other operations",
    ),
    "an option on an operation": ({f"{GET}/{OPTION}": "replay"}, f"{GET}/{OPTION}", "only allowed beside the `name`"),
    "timeouts that are a number": ({f"{CREATE}/x-timeout": 600}, f"{CREATE}/x-timeout", "Write seconds, such as"),
    "timeouts of nothing": ({f"{CREATE}/x-timeout": {}}, f"{CREATE}/x-timeout", "Write seconds, such as"),
    "an unknown timeout": (
        {f"{CREATE}/x-timeout/total": 5},
        f"{CREATE}/x-timeout/total",
        "the keys are timeout, total_timeout",
    ),
    "a timeout of zero": ({f"{CREATE}/x-timeout/timeout": 0}, f"{CREATE}/x-timeout/timeout", "more than 0"),
    "a timeout in words": ({f"{CREATE}/x-timeout/timeout": "1m"}, f"{CREATE}/x-timeout/timeout", "more than 0"),
    "a scheme of no operation": (
        {"/components/securitySchemes/third": {"type": "http", "scheme": "bearer"}},
        "/components/securitySchemes/third",
        "No operation names",
    ),
    "no security": ({f"{GET}/security": DROP}, f"{GET}/security", "or `[]` for no key"),
}


@pytest.mark.parametrize("name", list(BROKEN))
def test_what_is_wrong_is_a_finding(original: Document, name: str) -> None:
    """At the value that is wrong, with what to write instead."""
    changes, place, reason = BROKEN[name]

    found = rules.check(change(original, changes), "ours")

    assert [one for one in found if one.pointer == place and reason in one.reason], found
