"""The rules for unions of objects, and the example in `openapi/README.md`."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any, Final

import pytest
import yaml
from support.jobs import DROP, change

from tools.codegen import preparation
from tools.codegen.variant_choice import ByFit, ByMember, ByTag, choice_of
from tools.contract import documents, rules
from tools.contract.documents import Document

from .conftest import PROJECT
from .mailroom import document, ref

SCHEMAS: Final = "/components/schemas"
UNION: Final = f"{SCHEMAS}/Letter/properties/stamp"
SAID: Final = f"{UNION}/discriminator"


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Document:
    """The document of the made-up provider."""
    return written(tmp_path_factory.mktemp("mailroom"), document())


def written(folder: Path, data: Any) -> Document:
    path = folder / "document.yaml"
    path.write_text(json.dumps(data), encoding="utf-8")
    return documents.load(path)


def test_the_made_up_provider_keeps_the_rules(original: Document) -> None:
    """Every kind of union, recursive objects and typed further members are allowed."""
    assert rules.check(original, "ours") == []


BROKEN: Final[dict[str, tuple[dict[str, Any], str, str]]] = {
    "nothing to tell apart": (
        {f"{SCHEMAS}/Letter/properties/mark/discriminator": {"propertyName": "type"}},
        f"{SCHEMAS}/Letter/properties/mark/discriminator",
        "tells objects apart",
    ),
    "no property": ({f"{SAID}/propertyName": DROP}, SAID, "has a `propertyName`"),
    "more than that": ({f"{SAID}/x-more": True}, SAID, "and nothing else"),
    "a variant of another union": (
        {f"{SAID}/mapping/leaf": ref("Leaf")["$ref"]},
        f"{SAID}/mapping/leaf",
        "must refer to an alternative of the union",
    ),
    "a variant that does not exist": (
        {f"{SAID}/mapping/gone": ref("Gone")["$ref"]},
        f"{SAID}/mapping/gone",
        "must refer to an alternative of the union",
    ),
    "a variant without a tag": ({f"{SAID}/mapping": DROP}, SAID, "No tag names ImageBlock"),
    "a tag that may be missing": (
        {f"{SCHEMAS}/ImageBlock/required": ["url"], f"{SCHEMAS}/ImageBlock/properties/type/type": ["string", "null"]},
        f"{SCHEMAS}/ImageBlock",
        "so ImageBlock must have and require it",
    ),
    "one tag for two": ({f"{SAID}/mapping/text": ref("ImageBlock")["$ref"]}, SAID, "One tag names two alternatives"),
    "a constant that tells nothing apart": (
        {f"{SCHEMAS}/Letter/properties/id/const": "a"},
        f"{SCHEMAS}/Letter/properties/id/const",
        "only the tag of a union's variant is a constant",
    ),
    "a constant that all share": (
        {f"{SCHEMAS}/Leaf/properties/kind/const": "branch"},
        f"{SCHEMAS}/Branch/properties/kind/const",
        "only the tag of a union's variant is a constant",
    ),
    "further members of any type": (
        {f"{SCHEMAS}/Counts/additionalProperties": True},
        f"{SCHEMAS}/Counts/additionalProperties",
        "write the schema of its values",
    ),
}


@pytest.mark.parametrize("name", list(BROKEN))
def test_what_is_wrong_with_a_union_is_a_finding(original: Document, name: str) -> None:
    """At the word that is wrong, with what to write instead."""
    changes, place, reason = BROKEN[name]

    found = rules.check(change(original, changes), "ours")

    assert [one for one in found if one.pointer == place and reason in one.reason], found


def test_how_variants_are_told_apart(original: Document) -> None:
    """A tag comes first, then a member of each, then what fits; the tags of inner unions hold in outer ones."""
    prepared = preparation.prepare(original)

    def told(*names: str) -> Any:
        return choice_of(names, prepared.discriminators, prepared.data["components"]["schemas"])

    assert told("TextBlock", "ImageBlock") == ByTag(
        "type", {"text": "TextBlock", "image": "ImageBlock", "picture": "ImageBlock"}
    )
    assert told("Arrived", "Left") == ByTag("kind", {"arrived": "Arrived", "left": "Left"})
    assert told("Accepted", "Declined") == ByTag("ok", {True: "Accepted", False: "Declined"})
    assert told("UrlSource", "TextSource") == ByMember({"url": "UrlSource", "text": "TextSource"})
    assert told("Delivered", "Returned") == ByFit(
        {"Delivered": (["at"], ["signature"]), "Returned": (["at"], ["reason", "fee"])}
    )


def test_the_example_of_the_rules_is_what_it_says(tmp_path: Path) -> None:
    """The schemas in `openapi/README.md` keep the rules, and their variants are recognized as the text says."""
    text = (PROJECT / "openapi" / "README.md").read_text(encoding="utf-8")
    section = text.partition("### Unions of objects")[2].partition("\n## ")[0]
    shown = re.findall(r"```yaml\n(.*?)```", section, re.DOTALL)
    data = document()
    data["components"]["schemas"] |= yaml.safe_load(shown[0])
    content = data["paths"]["/maps/anything"]["get"]["responses"]["200"]["content"]["application/json"]
    content["schema"] = ref("Post")
    content["examples"]["answer_200"]["value"] = {
        "id": "p_1",
        "blocks": [{"type": "text", "text": "Dear"}, {"type": "picture", "url": "https://mail.example/1.png"}],
        "author": {"name": "Someone"},
    }
    example = written(tmp_path, data)

    assert rules.check(example, "ours") == []
    prepared = preparation.prepare(example)
    schemas = prepared.data["components"]["schemas"]
    tags = {"text": "TextBlock", "image": "ImageBlock", "picture": "ImageBlock"}
    assert choice_of(("TextBlock", "ImageBlock"), prepared.discriminators, schemas) == ByTag("type", tags)
    assert choice_of(("Reader", "Bot"), prepared.discriminators, schemas) == ByMember(
        {"name": "Reader", "model": "Bot"}
    )
