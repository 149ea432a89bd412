"""The rules for files: a document gets a finding where a file cannot be, and where a form holds what it cannot."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any, Final

import pytest
import yaml
from support.jobs import DROP, change

from tools.contract import documents, rules
from tools.contract.documents import Document

from .photolab import BINARY, document

PROJECT: Final = Path(__file__).resolve().parents[2]
FORM: Final = "/paths/~1pictures~1edits/post/requestBody/content/multipart~1form-data"
FIELDS: Final = "/components/schemas/EditForm/properties"
RECEIPT: Final = "/components/schemas/Receipt/properties"


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Document:
    """The document of the made-up provider."""
    path = tmp_path_factory.mktemp("photolab") / "document.yaml"
    path.write_text(json.dumps(document()), encoding="utf-8")
    return documents.load(path)


def test_files_in_every_place_keep_the_rules(original: Document) -> None:
    """The made-up provider has no finding."""
    assert rules.check(original, "ours") == []


BROKEN: Final[dict[str, tuple[dict[str, Any], str, str]]] = {
    "in a response of JSON": (
        {f"{RECEIPT}/id": {**BINARY, "description": "The id."}},
        f"{RECEIPT}/id/format",
        "A file is a field of a form",
    ),
    "in an object in a form": (
        {"/components/schemas/Style/properties/name": {**BINARY, "description": "A name."}},
        "/components/schemas/Style/properties/name/format",
        "A file is a field of a form",
    ),
    "null in a form": ({f"{FIELDS}/prompt/type": ["string", "null"]}, f"{FIELDS}/prompt", "cannot hold null"),
    "no object": ({f"{FORM}/schema": {"type": "string"}}, f"{FORM}/schema", "must be an object with properties"),
    "an encoding of nothing": (
        {f"{FORM}/encoding/masc": {"contentType": "image/png"}},
        f"{FORM}/encoding/masc",
        "Did you mean `mask`?",
    ),
    "an encoding that is not read": (
        {f"{FORM}/encoding/mask/style": "deepObject"},
        f"{FORM}/encoding/mask/style",
        "Only `contentType` is read",
    ),
    "an invalid media type": (
        {f"{FORM}/encoding/mask/contentType": 1},
        f"{FORM}/encoding/mask/contentType",
        "Only `contentType` is read",
    ),
    "fields of JSON that the form has not": (
        {"/components/schemas/DescribeForm/properties/words": DROP},
        "/paths/~1pictures~1descriptions/post/requestBody/content/multipart~1form-data",
        "only one has `words`",
    ),
    "no examples": ({f"{FORM}/examples": DROP}, f"{FORM}/examples", "example"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_finding_says_what_to_do(original: Document, name: str) -> None:
    """The finding stands at the place that is wrong."""
    changes, where, reason = BROKEN[name]

    found = rules.check(change(original, changes), "ours")

    assert [one for one in found if one.pointer == where and reason in one.reason], found


def test_the_example_of_the_guide_keeps_the_rules(original: Document) -> None:
    """What `openapi/README.md` shows as a form is one."""
    guide = (PROJECT / "openapi" / "README.md").read_text(encoding="utf-8")
    (shown,) = re.findall(r"### Files.*?```yaml\n(.*?)```", guide, re.DOTALL)
    body = yaml.safe_load(shown)["requestBody"]
    form = {
        "description": "A form.",
        "type": "object",
        "properties": {
            "mask": {**BINARY, "description": "The mask."},
            "prompt": {"type": "string", "description": "The prompt."},
        },
    }
    changes = {"/paths/~1pictures~1edits/post/requestBody": body, "/components/schemas/EditForm": form}

    found = rules.check(change(original, changes), "ours")

    assert found == []
