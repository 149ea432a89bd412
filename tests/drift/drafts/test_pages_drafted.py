"""Operations drafted from pages that list fields, as far as such a page states them."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from .conftest import Studio, publish

GENERATORS = Path(__file__).parents[1] / "generators"
MDX = """\
---
title: "Create a planet"
api: "POST https://api.acme.test/v1/systems/{system_id}/planets"
---

<ParamField query="dry_run" type="boolean" default="false">
  Whether nothing is stored.
</ParamField>

<ParamField header="X-Trace" type="string">
  For tracing.
</ParamField>

<ParamField body="mass" type="number" required>
  How heavy it is, between 1 and 100.
</ParamField>

<ParamField body="kind" type="string">
  One of `rock` or `gas`.
</ParamField>

### Response

<ResponseField name="id" type="string">
  The id of the planet.
</ResponseField>

<ResponseField name="moons" type="object[]">
  Its moons.
  <Expandable title="properties">
    <ResponseField name="radius" type="integer | null">
      In meters.
    </ResponseField>
  </Expandable>
</ResponseField>

<Orrery />

<ResponseExample>
```json 201
{"id": "planet_1", "moons": [{"radius": 3}]}
```

```json 409
{"error": "There is one already"}
```
</ResponseExample>
"""


def test_a_page_is_drafted_like_a_document(studio: Studio) -> None:
    """Parameters, body, fields, statuses and examples are what the page states, by our rules."""
    source = studio.folder / "create.mdx"
    source.write_text(MDX, encoding="utf-8")

    report = studio.draft(source=source, listed="POST /v1/systems/{system_id}/planets planets.create")

    operation = studio.operation("planets_create")
    assert operation["summary"] == "Create a planet."
    names = [(one["in"], one["name"], one["required"]) for one in operation["parameters"]]
    assert names == [("path", "system_id", True), ("query", "dry_run", False), ("header", "X-Trace", False)]
    media = operation["requestBody"]["content"]["application/json"]
    body = studio.schemas[media["schema"]["$ref"].rpartition("/")[2]]
    assert body["required"] == ["mass"]
    assert (body["properties"]["mass"]["minimum"], body["properties"]["mass"]["maximum"]) == (1, 100)
    created = operation["responses"]["201"]["content"]["application/json"]
    (example,) = created["examples"].values()
    assert example["value"] == {"id": "planet_1", "moons": [{"radius": 3}]}
    assert {"409"} <= operation["responses"].keys()
    assert "create.mdx: line 37: the component `Orrery` is not known" in report
    assert studio.findings() == []


@pytest.mark.parametrize(
    ("page", "wanted"),
    [
        ("slate.md", "POST /planets/{group}"),
        ("sphinx.rst", "GET /v1/planets/{planet_id}/"),
        ("readme-blocks.md", ""),
        ("fern.md", "GET /planets/{id}"),
    ],
)
def test_a_page_of_a_generator_is_drafted(page: str, wanted: str, studio: Studio) -> None:
    """Whatever form it has; one without a path is refused, and nothing is written."""
    before = studio.text

    outcome = studio.run(source=GENERATORS / page, listed=f"{wanted} planets.look" if wanted else "")

    assert outcome.status == (0 if wanted else 2), outcome.err
    assert (studio.text == before) == (not wanted)
    if wanted:
        assert studio.operation("planets_look")
        assert studio.findings() == []
    else:
        assert "states no method and path" in outcome.err


def test_a_schema_of_the_document_that_has_the_fields_is_used(studio: Studio) -> None:
    """An answer that has no name in the source is the thing that the document knows, if that has all of its fields."""
    studio.file.write_text(
        studio.text.replace(
            "  schemas:\n",
            "  schemas:\n    Planet:\n      description: A planet.\n      type: object\n      required: [id]\n"
            "      properties:\n        id: {type: string, description: The id of the planet.}\n"
            '        mass: {type: [number, "null"], description: The mass of the planet.}\n',
            1,
        ),
        encoding="utf-8",
    )
    source = studio.folder / "list.md"
    source.write_text(
        "GET /v1/planets\n\n## Response\n\n- `planets` (array of objects): All.\n  - `id` (string): Its id.\n"
        "  - `mass` (number): Its mass.\n",
        encoding="utf-8",
    )

    report = studio.draft(source=source, listed="GET /v1/planets planets.list")

    assert "`Planet` of the document has the fields of an answer, and is used for it" in report
    assert [name for name in studio.schemas if name.startswith("Planet")] == ["Planet", "PlanetList"]


def test_an_error_does_not_say_that_all_went_well(studio: Studio) -> None:
    """The made-up example of an error has no `success: true`, and says what went wrong."""
    document = studio.data
    document["components"]["responses"] = {}
    document["components"]["schemas"] = {}
    document["paths"] = {}
    document["tags"] = []
    studio.file.write_text(yaml.safe_dump(document, sort_keys=False), encoding="utf-8")
    body = {
        "type": "object",
        "properties": {"success": {"type": "boolean"}, "error": {"type": "string", "nullable": True}, "n": {}},
    }
    refused = {"description": "Refused", "content": {"application/json": {"schema": body}}}

    studio.draft(source=publish({"responses": {"204": {"description": "Done"}, "409": refused}}, method="post"))

    conflict = studio.data["components"]["responses"]["Conflict"]["content"]["application/json"]
    (example,) = conflict["examples"].values()
    assert example["value"] == {"success": False, "n": "n"}
